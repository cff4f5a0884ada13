//! Writing lines, one at a time.

use std::io::Write;

use serde::Serialize;

use super::lines::{JournalLine, KnownUser, LINES_VERSION, PeopleEnd, PeopleLine, PeopleStart, Start};
use super::{ExchangeError, error};
use crate::journal::seal::{Head, Sealer};
use crate::journal::{Cursor, JOURNAL_FORMAT, NumberedRecord};
use crate::people::Person;

fn write_line(out: &mut impl Write, line: &impl Serialize) -> Result<(), ExchangeError> {
    // What the engine keeps can always be written; what fails is the writer.
    serde_json::to_writer(&mut *out, line).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// Writes a journal as lines; for backends that read their books in a way of their own. Hosts call
/// [`Reader::export`](crate::Reader::export).
///
/// ```
/// use realdeal::exchange::JournalWriter;
/// use realdeal::storage::Page;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, .. } = doc::world()?;
/// let mut lines = Vec::new();
/// let mut writer = JournalWriter::begin(&mut lines).unwrap();
/// for record in book.journal(Page::first(1_000))? {
///     writer.record(record).unwrap();
/// }
/// writer.end(book.journal_head()?).unwrap();
/// assert_eq!(lines.iter().filter(|&&byte| byte == b'\n').count() as u64, book.journal_head()?.records + 2);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug)]
pub struct JournalWriter<W> {
    out: W,
    sealer: Sealer,
}

impl<W: Write> JournalWriter<W> {
    /// Writes the first line.
    pub fn begin(mut out: W) -> Result<Self, ExchangeError> {
        write_line(
            &mut out,
            &JournalLine::Journal(Start { version: LINES_VERSION, format: JOURNAL_FORMAT }),
        )?;
        Ok(Self { out, sealer: Sealer::default() })
    }

    /// Writes the next record.
    pub fn record(&mut self, record: NumberedRecord) -> Result<(), ExchangeError> {
        self.sealer.push(&record.record.to_bytes());
        write_line(&mut self.out, &JournalLine::Record(record))
    }

    /// Writes how far a relay has come; after the records.
    pub fn cursor(&mut self, cursor: Cursor) -> Result<(), ExchangeError> {
        write_line(&mut self.out, &JournalLine::Cursor(cursor))
    }

    /// Writes the last line, and what was held back of those before.
    ///
    /// Errors: `changed`, if the records that were written are not those under this head; nothing is said then that
    /// would make them pass for a journal.
    pub fn end(mut self, head: Head) -> Result<(), ExchangeError> {
        let found = self.sealer.head();
        if found != head {
            let (said, found) = (error::standing(&head), error::standing(&found));
            return Err(ExchangeError::Changed { said, found });
        }
        write_line(&mut self.out, &JournalLine::End(head))?;
        Ok(self.out.flush()?)
    }
}

/// Writes personal data as lines; for backends, like [`JournalWriter`].
#[derive(Debug)]
pub struct PeopleWriter<W> {
    out: W,
    people: u64,
}

impl<W: Write> PeopleWriter<W> {
    /// Writes the first line; `head` says how far the books have come.
    pub fn begin(mut out: W, head: Head) -> Result<Self, ExchangeError> {
        write_line(&mut out, &PeopleLine::People(PeopleStart { version: LINES_VERSION, head }))?;
        Ok(Self { out, people: 0 })
    }

    /// Writes the next person.
    pub fn person(&mut self, user: crate::id::UserId, person: Person) -> Result<(), ExchangeError> {
        self.people += 1;
        write_line(&mut self.out, &PeopleLine::Person(KnownUser { user, person }))
    }

    /// Writes the last line, and what was held back of those before; gives how many people there are.
    pub fn end(mut self) -> Result<u64, ExchangeError> {
        write_line(&mut self.out, &PeopleLine::End(PeopleEnd { people: self.people }))?;
        self.out.flush()?;
        Ok(self.people)
    }
}
