//! A copy of the books at one instant, made while others write.

use std::path::Path;

use realdeal::StorageError;
use realdeal::journal::seal::Head;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::unfinished::{Unfinished, not_applied};
use super::{Progress, reader};
use crate::db::{Db, Numbers};
use crate::error::{Result, Trouble};
use crate::journal;

/// Pages that are copied at once: 4 MiB.
const STEP: i32 = 1_024;

/// Copies the books in a file into a new file, as they are at one instant, and gives how far they have come then. Writers
/// go on meanwhile.
///
/// Errors: `storage_not_applied`, with what is wrong: there is a file at `target` already; the books can't be read; the disk
/// is full. Nothing is left at `target` then.
///
/// ```
/// use realdeal::Book;
/// use realdeal_sqlite::{SqliteStorage, operate};
/// # let folder = tempfile::tempdir().unwrap();
/// # let (path, copy) = (folder.path().join("book.db"), folder.path().join("copy.db"));
/// let book = Book::open(SqliteStorage::open(&path)?);
/// let head = operate::backup(&path, &copy, |_| {})?;
/// assert_eq!(head, book.journal_head()?);
/// assert_eq!(Book::open(SqliteStorage::open(&copy)?).state_hash()?, book.state_hash()?);
/// # Ok::<(), realdeal::Error>(())
/// ```
pub fn backup(
    book: impl AsRef<Path>,
    target: impl AsRef<Path>,
    mut seen: impl FnMut(Progress),
) -> Result<Head, StorageError> {
    let source = reader(book.as_ref())?;
    let new = Unfinished::beside(target.as_ref()).map_err(not_applied)?;
    let head = copy(&source, new.path(), &mut seen)?;
    new.finish().map_err(not_applied)?;
    Ok(head)
}

fn copy(source: &Connection, to: &Path, seen: &mut dyn FnMut(Progress)) -> Result<Head> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut copy = Connection::open_with_flags(to, flags)?;
    // The source has begun to read: while that goes on, no writer makes the copying begin anew.
    let head = journal::head(&Db { connection: source, numbers: &mut Numbers::default() })?;
    let backup = Backup::new(source, &mut copy)?;
    loop {
        let step = backup.step(STEP)?;
        let (all, left) = (backup.progress().pagecount, backup.progress().remaining);
        let (all, left) = (all.unsigned_abs(), left.unsigned_abs());
        seen(Progress::of("pages", all.saturating_sub(left).into(), all.into()));
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            _ => return Err(Trouble::refused("somebody else has the new file open")),
        }
    }
    drop(backup);
    copy.close().map_err(|(_, error)| error)?;
    Ok(head)
}
