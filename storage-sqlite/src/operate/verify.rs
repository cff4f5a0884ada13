//! Looking a file through: its pages, its references, its journal, its balances.

use std::path::Path;

use realdeal::StorageError;
use realdeal::audit::Audit;
use realdeal::state::StateHash;

use super::{Progress, reader};
use crate::auditing;
use crate::codec::Columns;
use crate::db::{Db, Numbers};
use crate::error::{Result, Trouble};
use crate::ladder;

/// The most faults of one kind that are told.
const MOST_FAULTS: usize = 100;

/// What looking a file through has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The version of the file's schema.
    pub schema_version: i32,
    /// What is wrong with the pages, indexes and columns of the file, in SQLite's words; at most 100.
    pub damage: Vec<String>,
    /// Rows that refer to a row that is not there; at most 100.
    pub dangling: Vec<String>,
    /// The journal's seals, and every balance recomputed from the transfers; none, if the books could not be read through.
    pub audit: Option<Audit>,
    /// Why the books could not be read through: the seal that is broken, or what is damaged.
    pub unreadable: Option<String>,
    /// The hash over all rows: equal to that of a file that was rebuilt from the journal. None, if it could not be computed.
    pub state_hash: Option<StateHash>,
}

impl Verification {
    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.faults().next().is_none()
    }

    /// Everything that is wrong, in words.
    pub fn faults(&self) -> impl Iterator<Item = &str> {
        let of_books = self.audit.iter().flat_map(|audit| &audit.faults);
        let all = self.damage.iter().chain(&self.dangling).chain(&self.unreadable).chain(of_books);
        all.map(String::as_str)
    }
}

/// Looks a file of books through: SQLite's integrity check, the foreign keys, the seals of the journal, the balances against
/// the transfers. It reads everything, several times, and changes nothing.
///
/// What is wrong with the books is no error, but in what it gives. Errors: `storage_not_applied`, if the file can't be looked
/// at: it is not there, is no database, of another program, of another version, locked.
///
/// ```
/// use realdeal::Book;
/// use realdeal_sqlite::{SqliteStorage, operate};
/// # let folder = tempfile::tempdir().unwrap();
/// # let path = folder.path().join("book.db");
/// let book = Book::open(SqliteStorage::open(&path)?);
/// let found = operate::verify(&path, |_| {})?;
/// assert!(found.is_whole());
/// assert_eq!(found.state_hash, Some(book.state_hash()?));
/// # Ok::<(), realdeal::Error>(())
/// ```
pub fn verify(
    book: impl AsRef<Path>,
    mut seen: impl FnMut(Progress),
) -> std::result::Result<Verification, StorageError> {
    let connection = match reader(book.as_ref()) {
        Ok(connection) => connection,
        // So badly that it can't even be opened.
        Err(trouble) if trouble.is_damage() => return Ok(lost(&trouble)),
        Err(trouble) => return Err(trouble.into()),
    };
    let mut numbers = Numbers::default();
    Ok(look_through(&mut Db { connection: &connection, numbers: &mut numbers }, &mut seen)?)
}

fn lost(trouble: &Trouble) -> Verification {
    let schema_version = ladder::newest(ladder::LADDER);
    let damage = vec![trouble.to_string()];
    Verification {
        schema_version,
        damage,
        dangling: Vec::new(),
        audit: None,
        unreadable: None,
        state_hash: None,
    }
}

fn look_through(db: &mut Db<'_>, seen: &mut dyn FnMut(Progress)) -> Result<Verification> {
    seen(Progress::begun("integrity of the file"));
    let damage = found(integrity(db))?;
    seen(Progress::begun("references between rows"));
    let dangling = found(references(db))?;
    seen(Progress::begun("journal and balances"));
    let (audit, unreadable) = match auditing::audit(db) {
        Ok(audit) => (Some(audit), None),
        Err(trouble) => (None, Some(fault(trouble)?)),
    };
    seen(Progress::begun("state hash"));
    let state_hash = match auditing::state_hash(db) {
        Ok(hash) => Some(hash),
        // The audit has said so, or the integrity check.
        Err(trouble) => fault(trouble).map(|_| None)?,
    };
    let schema_version = ladder::newest(ladder::LADDER);
    Ok(Verification { schema_version, damage, dangling, audit, unreadable, state_hash })
}

/// Trouble that is a fault of the file, in words; what is none stays trouble.
fn fault(trouble: Trouble) -> Result<String> {
    match &trouble {
        Trouble::Journal(_) | Trouble::Refused(_) => Ok(trouble.to_string()),
        Trouble::Sqlite(_) if trouble.is_damage() => Ok(trouble.to_string()),
        Trouble::Sqlite(_) => Err(trouble),
    }
}

/// The faults, or the one that kept them from being looked for.
fn found(faults: Result<Vec<String>>) -> Result<Vec<String>> {
    faults.or_else(|trouble| Ok(vec![fault(trouble)?]))
}

fn integrity(db: &Db<'_>) -> Result<Vec<String>> {
    let sql = format!("PRAGMA integrity_check({MOST_FAULTS})");
    let mut said = db.all(&sql, [], |row| Ok(row.text(0)?.to_owned()))?;
    said.retain(|line| line != "ok");
    Ok(said)
}

fn references(db: &Db<'_>) -> Result<Vec<String>> {
    let mut statement = db.statement("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    let mut dangling = Vec::new();
    while dangling.len() < MOST_FAULTS
        && let Some(row) = rows.next()?
    {
        let (table, number, parent) = (row.text(0)?, row.opt_int(1)?, row.text(2)?);
        // Tables without a number of their own have none to tell.
        let number = number.map(|number| format!(" {number}")).unwrap_or_default();
        dangling.push(format!("row{number} of {table} refers to a row of {parent} that is not there"));
    }
    Ok(dangling)
}
