//! Many rows into one table, several by one statement: SQLite takes a statement up, opens the cursors of a table and puts
//! them away again once for all of them.
//!
//! Only for tables without foreign keys. A row that is refused leaves those of the same statement before it in the
//! transaction (`OR FAIL`), which spares a copy of every page that is touched; the caller takes the whole unit back anyway.

use rusqlite::CachedStatement;
use rusqlite::types::Value;

use crate::db::Db;
use crate::error::Result;

/// So many rows go into one statement.
const AT_ONCE: usize = 16;

/// A table's columns, as they stand behind `INSERT OR FAIL INTO`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table<const COLUMNS: usize>(pub(crate) &'static str);

impl<const COLUMNS: usize> Table<COLUMNS> {
    fn statement<'a>(self, db: &Db<'a>, rows: usize) -> Result<CachedStatement<'a>> {
        let row = format!("({})", vec!["?"; COLUMNS].join(", "));
        db.statement(&format!("INSERT OR FAIL INTO {} VALUES {}", self.0, vec![row; rows].join(", ")))
    }

    /// Inserts a row for each of a list, in its order.
    pub(crate) fn insert<T>(
        self,
        db: &mut Db<'_>,
        all: &[T],
        mut columns: impl FnMut(&mut Db<'_>, &T) -> Result<[Value; COLUMNS]>,
    ) -> Result<()> {
        let (several, rest) = all.as_chunks::<AT_ONCE>();
        if !several.is_empty() {
            let mut statement = self.statement(db, AT_ONCE)?;
            for rows in several {
                write(&mut statement, db, rows, &mut columns)?;
            }
        }
        if !rest.is_empty() {
            let mut statement = self.statement(db, 1)?;
            for row in rest {
                write(&mut statement, db, std::slice::from_ref(row), &mut columns)?;
            }
        }
        Ok(())
    }
}

fn write<T, const COLUMNS: usize>(
    statement: &mut CachedStatement<'_>,
    db: &mut Db<'_>,
    rows: &[T],
    columns: &mut impl FnMut(&mut Db<'_>, &T) -> Result<[Value; COLUMNS]>,
) -> Result<()> {
    let mut place = 0;
    for row in rows {
        for value in columns(db, row)? {
            place += 1;
            statement.raw_bind_parameter(place, value)?;
        }
    }
    statement.raw_execute()?;
    Ok(())
}
