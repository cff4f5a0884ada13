//! A new file of books from a journal that was written out, and from the people beside it.

use std::io::BufRead;
use std::path::Path;

use realdeal::exchange::ExchangeError;
use realdeal::host::SimulatedHost;
use realdeal::journal::seal::Head;
use realdeal::state::StateHash;
use realdeal::time::Timestamp;
use realdeal::{Book, StorageError};

use super::Progress;
use super::unfinished::{Unfinished, about};
use crate::error::{Result, Trouble};
use crate::open::{self, Place};
use crate::{Options, SqliteStorage, Synchronous};

/// How often progress is told: every so many records.
const TOLD: u64 = 1_000;

/// What became of a rebuild.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebuilt {
    /// How far the books have come: the same as where the journal was written out.
    pub head: Head,
    /// The hash over all rows: the same as of the books that the journal is from.
    pub state_hash: StateHash,
    /// How many people were read in.
    pub people: u64,
}

/// Makes a new file of books from a journal that [`export`](super::export()) has written, and from the people beside it. The
/// state comes out equal, but for the slips in baskets, of which no journal tells; without `people`, no user has anybody behind
/// him. A record at a time is in memory, and the rows of a unit of work.
///
/// Errors: `io_failed`, if there is a file at `target` already, or what is read or written fails; those of
/// [`Book::import_journal`] and [`Book::import_people`]. Nothing is left at `target` then, also if the process is killed.
///
/// ```
/// use realdeal::Book;
/// use realdeal::people::Person;
/// use realdeal_sqlite::{SqliteStorage, operate};
/// # let folder = tempfile::tempdir().unwrap();
/// # let (path, again) = (folder.path().join("book.db"), folder.path().join("again.db"));
/// let mut book = Book::open(SqliteStorage::open(&path)?);
/// book.visitor().register(Person::new("Alice", "alice@example.org"))?;
///
/// let (mut journal, mut people) = (Vec::new(), Vec::new());
/// operate::export_lines(&path, &mut journal, Some(&mut people), |_| {}).unwrap();
/// let rebuilt = operate::rebuild(&journal[..], Some(&people[..]), &again, |_| {}).unwrap();
/// assert_eq!((rebuilt.head, rebuilt.state_hash), (book.journal_head()?, book.state_hash()?));
/// assert_eq!(rebuilt.people, 1);
/// # Ok::<(), realdeal::Error>(())
/// ```
pub fn rebuild(
    journal: impl BufRead,
    people: Option<impl BufRead>,
    target: impl AsRef<Path>,
    mut seen: impl FnMut(Progress),
) -> std::result::Result<Rebuilt, ExchangeError> {
    let target = target.as_ref();
    let new = Unfinished::beside(target)?;
    let rebuilt = fill(new.path(), journal, people, &mut seen)?;
    settle(new.path()).map_err(StorageError::from)?;
    new.finish().map_err(|error| about(target, &error))?;
    Ok(rebuilt)
}

fn fill(
    path: &Path,
    journal: impl BufRead,
    people: Option<impl BufRead>,
    seen: &mut dyn FnMut(Progress),
) -> std::result::Result<Rebuilt, ExchangeError> {
    // What a power loss takes is begun anew.
    let options = Options { synchronous: Synchronous::Normal, ..Options::default() };
    let storage = SqliteStorage::open_with(path, options)?;
    // Records bring their times and ids with them.
    let mut book = Book::with_host(storage, SimulatedHost::new(0, Timestamp::EPOCH));
    let head = book.import_journal(journal, |records| {
        if records.is_multiple_of(TOLD) {
            seen(Progress { what: "records", done: records, total: None });
        }
    })?;
    seen(Progress::begun("people"));
    let people = people.map(|people| book.import_people(people)).transpose()?.unwrap_or(0);
    seen(Progress::begun("state hash"));
    let state_hash = book.state_hash()?;
    Ok(Rebuilt { head, state_hash, people })
}

/// Carries the write-ahead log over into the file, which is moved without it.
fn settle(path: &Path) -> Result<()> {
    let connection = open::writer(&Place::File(path.to_owned()), &Options::default())?;
    let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy != 0 {
        return Err(Trouble::refused("somebody else has the new file open"));
    }
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}
