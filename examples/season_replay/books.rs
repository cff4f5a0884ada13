//! Where the books are kept: in memory, or in a file that an earlier run may have begun.
//!
//! Going on is nothing but doing it again: the ids of commands follow from the seed, the time and how many ids came before
//! at that time, so whatever was done before gets its first answer. Only what lies well before the last accepted command is
//! left out, for a house does not answer for ever: its time has passed, and it was finished.

use realdeal::host::{Host, SimulatedHost};
use realdeal::id::CommandId;
use realdeal::memory::Memory;
use realdeal::storage::Page;
use realdeal::time::Timestamp;
use realdeal::{Book, Error, StorageError};
use realdeal_sqlite::SqliteStorage;

use super::arguments::Arguments;
use super::office::{self, House};
use super::season::Season;

/// Ids that follow from a seed and the time alone, wherever a run begins.
#[derive(Debug)]
struct TimedIds {
    seed: u64,
    at: Timestamp,
    ids: SimulatedHost,
}

impl TimedIds {
    fn new(seed: u64) -> Self {
        let at = Timestamp::EPOCH;
        Self { seed, at, ids: SimulatedHost::new(seed, at) }
    }
}

impl Host for TimedIds {
    fn now(&mut self) -> Timestamp {
        self.at
    }

    fn fresh_id(&mut self, at: Timestamp) -> CommandId {
        if at != self.at {
            // Two times of one season never meet in the ids' upper bits, so that it is enough to begin anew.
            self.at = at;
            self.ids = SimulatedHost::new(self.seed ^ at.micros().unsigned_abs().rotate_left(32), at);
        }
        self.ids.fresh_id(at)
    }
}

/// A house that is open, and how far its season was played before.
pub(crate) struct Begun {
    pub(crate) house: House,
    pub(crate) played_until: Option<Timestamp>,
}

fn in_memory(seed: u64) -> Book {
    Book::with_host(Memory::new(), TimedIds::new(seed))
}

/// Opens the house in the books that the arguments name.
pub(crate) fn begin(season: &Season, arguments: &Arguments) -> Result<Begun, Error> {
    let Some(path) = &arguments.db else {
        let house = office::open(in_memory(arguments.seed), season, arguments)?;
        return Ok(Begun { house, played_until: None });
    };
    let book = Book::with_host(SqliteStorage::open(path)?, TimedIds::new(arguments.seed));
    // What the house is made of, and by which ids it goes, follows from the arguments alone.
    let like_it = office::open(in_memory(arguments.seed), season, arguments)?;
    begun_alike(&book, &like_it.book)?;
    let last_at = book.read(|snapshot| Ok(snapshot.state().last_at))?;
    if last_at <= office::opening(season) {
        // It is perhaps open already, or half open.
        let house = office::open(book, season, arguments)?;
        return Ok(Begun { house, played_until: None });
    }
    Ok(Begun { house: House { book, ..like_it }, played_until: Some(last_at) })
}

/// Whether the file begins with the same house, as far as it goes.
fn begun_alike(book: &Book, like_it: &Book) -> Result<(), Error> {
    const STEP: usize = 1_000;
    let mut after = 0;
    loop {
        let expected = like_it.journal(Page::after(after, STEP))?;
        let found = book.journal(Page::after(after, STEP))?;
        let Some(last) = expected.last() else { return Ok(()) };
        if expected.iter().zip(&found).any(|(expected, found)| expected != found) {
            let what = "the file was begun with other arguments, or by another program";
            return Err(StorageError::refused(what).into());
        }
        if found.len() < expected.len() {
            return Ok(());
        }
        after = last.number;
    }
}
