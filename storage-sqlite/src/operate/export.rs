//! Writing a file of books out as lines of JSON, a record at a time.

use std::io::{BufWriter, Write};
use std::path::Path;

use realdeal::exchange::{ExchangeError, JournalWriter, PeopleWriter};
use realdeal::journal::seal::Head;
use realdeal::journal::{Cursor, JournalRecord, NumberedRecord};
use realdeal::people::Person;
use realdeal::{StorageError, storage};
use rusqlite::Row;

use super::unfinished::{Unfinished, about};
use super::{Progress, read};
use crate::codec::{Columns, count};
use crate::db::Db;
use crate::error::Trouble;
use crate::journal;

/// How often progress is told: every so many records.
const TOLD: u64 = 1_000;
/// What is gathered before it is written.
const BUFFER: usize = 256 * 1_024;

/// Writes the journal of a file of books to a new file, and, if asked to, who is behind the users to another one, which
/// nobody but its owner may read. See [`export_lines`].
///
/// Errors: `io_failed`, if there is a file already, or the disk fails; and those of [`export_lines`]. No file of either name
/// is left then.
pub fn export(
    book: impl AsRef<Path>,
    journal: impl AsRef<Path>,
    people: Option<&Path>,
    seen: impl FnMut(Progress),
) -> Result<Head, ExchangeError> {
    let new = Unfinished::beside(journal.as_ref())?;
    let private = people.map(Unfinished::beside).transpose()?;
    let file = |new: &Unfinished, private| {
        Ok::<_, ExchangeError>(BufWriter::with_capacity(BUFFER, new.create(private)?))
    };
    let mut journal_lines = file(&new, false)?;
    let mut people_lines = private.as_ref().map(|new| file(new, true)).transpose()?;
    let people_out = people_lines.as_mut().map(|out| out as &mut dyn Write);
    let head = export_lines(book, &mut journal_lines, people_out, seen)?;
    let finish = |new: Unfinished, target: &Path| new.finish().map_err(|error| about(target, &error));
    // Personal data first: the journal's name says that all of it is there.
    if let (Some(private), Some(people)) = (private, people) {
        finish(private, people)?;
    }
    finish(new, journal.as_ref())?;
    Ok(head)
}

/// Writes the journal of a file of books as lines of JSON, with the cursors of relays, and, if asked to, who is behind the
/// users; all of one instant, and no more than a record in memory. Gives how far the books had come. What the lines look like
/// is said in [`realdeal::exchange`].
///
/// Errors: `io_failed`; `changed` and `journal_broken`, if the journal is not as it was sealed; `storage_not_applied`, if the
/// file can't be read.
///
/// ```
/// use realdeal::Book;
/// use realdeal_sqlite::{SqliteStorage, operate};
/// # let folder = tempfile::tempdir().unwrap();
/// # let path = folder.path().join("book.db");
/// let book = Book::open(SqliteStorage::open(&path)?);
/// let mut lines = Vec::new();
/// operate::export_lines(&path, &mut lines, None, |_| {}).unwrap();
/// assert!(lines.starts_with(b"{\"journal\":{\"version\":1"));
/// # Ok::<(), realdeal::Error>(())
/// ```
pub fn export_lines(
    book: impl AsRef<Path>,
    journal: impl Write,
    people: Option<&mut dyn Write>,
    mut seen: impl FnMut(Progress),
) -> Result<Head, ExchangeError> {
    read(book.as_ref(), |db| {
        let head = journal::head(db).map_err(StorageError::from)?;
        write_journal(db, head, journal, &mut seen)?;
        if let Some(people) = people {
            write_people(db, head, people, &mut seen)?;
        }
        Ok(head)
    })
}

fn write_journal(
    db: &Db<'_>,
    head: Head,
    out: impl Write,
    seen: &mut dyn FnMut(Progress),
) -> Result<(), ExchangeError> {
    let mut writer = JournalWriter::begin(out)?;
    each(
        db,
        "SELECT number, body FROM journal ORDER BY number",
        |row| {
            let number = count(row.int(0)?)?;
            let record = JournalRecord::from_bytes(number, row.bytes(1)?)?;
            Ok(NumberedRecord { number, record })
        },
        |record| {
            if record.number.is_multiple_of(TOLD) || record.number == head.records {
                seen(Progress::of("records", record.number, head.records));
            }
            writer.record(record)
        },
    )?;
    each(
        db,
        "SELECT name, position FROM cursors ORDER BY name",
        |row| Ok(Cursor { name: row.text(0)?.to_owned(), position: count(row.int(1)?)? }),
        |cursor| writer.cursor(cursor),
    )?;
    writer.end(head)
}

fn write_people(
    db: &Db<'_>,
    head: Head,
    out: &mut dyn Write,
    seen: &mut dyn FnMut(Progress),
) -> Result<(), ExchangeError> {
    let mut writer = PeopleWriter::begin(out, head)?;
    let mut written = 0;
    let sql = "SELECT u.id, p.name, p.email, p.phone, p.password_hash FROM people p JOIN users u ON u.n = p.user ORDER BY u.id";
    each(
        db,
        sql,
        |row| {
            let phone = row.opt_text(3)?.map(str::to_owned);
            let password_hash = row.opt_text(4)?.map(str::to_owned);
            let (name, email) = (row.text(1)?.to_owned(), row.text(2)?.to_owned());
            Ok((row.id(0)?, Person { name, email, phone, password_hash }))
        },
        |(user, person)| {
            written += 1;
            if u64::is_multiple_of(written, TOLD) {
                seen(Progress { what: "people", done: written, total: None });
            }
            writer.person(user, person)
        },
    )?;
    writer.end()?;
    Ok(())
}

/// Each row of a query, read and handed on.
fn each<T>(
    db: &Db<'_>,
    sql: &str,
    read: impl Fn(&Row<'_>) -> Result<T, Trouble>,
    mut take: impl FnMut(T) -> Result<(), ExchangeError>,
) -> Result<(), ExchangeError> {
    let trouble = |trouble: Trouble| ExchangeError::from(storage::StorageError::from(trouble));
    let mut statement = db.statement(sql).map_err(trouble)?;
    let mut rows = statement.query([]).map_err(|error| trouble(error.into()))?;
    while let Some(row) = rows.next().map_err(|error| trouble(error.into()))? {
        take(read(row).map_err(trouble)?)?;
    }
    Ok(())
}
