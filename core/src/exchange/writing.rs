//! Writing lines, one at a time.

use std::io::{Result as IoResult, Write};
use std::marker::PhantomData;

use serde::Serialize;

use super::lines::{JournalLine, KnownUser, LINES_VERSION, PeopleEnd, PeopleLine, PeopleStart, Start};
use super::{ExchangeError, Json, error};
use crate::journal::seal::{Head, Sealer};
use crate::journal::{Cursor, JOURNAL_FORMAT, NumberedRecord};
use crate::people::Person;

/// Writes one line as JSON, without its end. Everybody writes by [`Json`]; a binding whose size counts, and that has a serializer of
/// its own, writes by that, like [`ReadLine`](super::ReadLine). The fields of a line have no order.
///
/// ```
/// use std::io::{Result, Write};
/// use realdeal::exchange::WriteLine;
/// struct ByValue;
/// impl WriteLine for ByValue {
///     fn write<T: serde::Serialize>(line: &T, out: &mut dyn Write) -> Result<()> {
///         out.write_all(serde_json::to_value(line)?.to_string().as_bytes())
///     }
/// }
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, noon, .. } = doc::world()?;
/// let mut journal = Vec::new();
/// let head = book.export_by::<ByValue, Vec<u8>>(&mut journal, None, |_| {}).unwrap();
/// let mut again = realdeal::Book::simulated(2, noon);
/// assert_eq!(again.import_journal(&journal[..], |_| {}).unwrap(), head);
/// # Ok::<(), realdeal::Error>(())
/// ```
pub trait WriteLine {
    /// Writes one line. What the engine keeps can always be written; what fails is the writer.
    fn write<T: Serialize>(line: &T, out: &mut dyn Write) -> IoResult<()>;
}

impl WriteLine for Json {
    fn write<T: Serialize>(line: &T, out: &mut dyn Write) -> IoResult<()> {
        Ok(serde_json::to_writer(out, line)?)
    }
}

fn write_line<L: WriteLine>(out: &mut impl Write, line: &impl Serialize) -> Result<(), ExchangeError> {
    L::write(line, out)?;
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
pub struct JournalWriter<W, L = Json> {
    out: W,
    sealer: Sealer,
    by: PhantomData<L>,
}

impl<W: Write> JournalWriter<W> {
    /// Writes the first line.
    pub fn begin(out: W) -> Result<Self, ExchangeError> {
        Self::begin_by(out)
    }
}

impl<W: Write, L: WriteLine> JournalWriter<W, L> {
    /// Writes the first line, and all by a writer of lines of the caller's own.
    pub fn begin_by(mut out: W) -> Result<Self, ExchangeError> {
        let start = JournalLine::Journal(Start { version: LINES_VERSION, format: JOURNAL_FORMAT });
        write_line::<L>(&mut out, &start)?;
        Ok(Self { out, sealer: Sealer::default(), by: PhantomData })
    }

    /// Writes the next record.
    pub fn record(&mut self, record: NumberedRecord) -> Result<(), ExchangeError> {
        self.sealer.push(&record.record.to_bytes());
        write_line::<L>(&mut self.out, &JournalLine::Record(record))
    }

    /// Writes how far a relay has come; after the records.
    pub fn cursor(&mut self, cursor: Cursor) -> Result<(), ExchangeError> {
        write_line::<L>(&mut self.out, &JournalLine::Cursor(cursor))
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
        write_line::<L>(&mut self.out, &JournalLine::End(head))?;
        Ok(self.out.flush()?)
    }
}

/// Writes personal data as lines; for backends, like [`JournalWriter`].
#[derive(Debug)]
pub struct PeopleWriter<W, L = Json> {
    out: W,
    people: u64,
    by: PhantomData<L>,
}

impl<W: Write> PeopleWriter<W> {
    /// Writes the first line; `head` says how far the books have come.
    pub fn begin(out: W, head: Head) -> Result<Self, ExchangeError> {
        Self::begin_by(out, head)
    }
}

impl<W: Write, L: WriteLine> PeopleWriter<W, L> {
    /// Writes the first line, and all by a writer of lines of the caller's own.
    pub fn begin_by(mut out: W, head: Head) -> Result<Self, ExchangeError> {
        let start = PeopleLine::People(PeopleStart { version: LINES_VERSION, head });
        write_line::<L>(&mut out, &start)?;
        Ok(Self { out, people: 0, by: PhantomData })
    }

    /// Writes the next person.
    pub fn person(&mut self, user: crate::id::UserId, person: Person) -> Result<(), ExchangeError> {
        self.people += 1;
        write_line::<L>(&mut self.out, &PeopleLine::Person(KnownUser { user, person }))
    }

    /// Writes the last line, and what was held back of those before; gives how many people there are.
    pub fn end(mut self) -> Result<u64, ExchangeError> {
        write_line::<L>(&mut self.out, &PeopleLine::End(PeopleEnd { people: self.people }))?;
        self.out.flush()?;
        Ok(self.people)
    }
}
