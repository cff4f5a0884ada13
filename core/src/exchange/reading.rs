//! Reading lines, one at a time, and in which order they may come. A line is bounded, for it comes from outside.

use std::io::{BufRead, Read};
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use super::error::{ExchangeError, standing};
use super::lines::{JournalLine, KnownUser, LINES_VERSION, PeopleLine, Start};
use crate::journal::seal::{Head, Sealer};
use crate::journal::{Cursor, JOURNAL_FORMAT, NumberedRecord};

/// The longest line: several times what a page of 10,000 settled bets takes.
const LONGEST: u64 = 64 * 1_024 * 1_024;

/// Reads what the text of one line says. Everybody reads by [`Json`]; a binding whose size counts, and that has a deserializer of
/// its own, reads by that, and so carries only one: see [`Book::import_journal_by`](crate::Book::import_journal_by).
pub trait ReadLine {
    /// Reads one line. Errors: what is missing, unknown or of another type.
    fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, serde_json::Error>;
}

/// Lines are read straight from their text.
#[derive(Debug, Clone, Copy)]
pub struct Json;

impl ReadLine for Json {
    fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, serde_json::Error> {
        serde_json::from_slice(text)
    }
}

/// Lines, with their numbers.
#[derive(Debug)]
struct Numbered<R, L> {
    input: R,
    line: u64,
    by: PhantomData<L>,
}

impl<R: BufRead, L: ReadLine> Numbered<R, L> {
    fn new(input: R) -> Self {
        Self { input, line: 0, by: PhantomData }
    }

    fn next<T: DeserializeOwned>(&mut self) -> Result<Option<T>, ExchangeError> {
        let mut text = Vec::new();
        let read = self.input.by_ref().take(LONGEST).read_until(b'\n', &mut text)?;
        if read == 0 {
            return Ok(None);
        }
        self.line += 1;
        if text.last() != Some(&b'\n') {
            // Cut off in the middle of a line, or longer than any.
            return Err(self.unreadable("it does not end"));
        }
        L::read(&text).map(Some).map_err(|error| self.unreadable(error))
    }

    /// The next line, where there must be one.
    fn need<T: DeserializeOwned>(&mut self) -> Result<T, ExchangeError> {
        self.next()?.ok_or(ExchangeError::CutOff { line: self.line })
    }

    fn unreadable(&self, what: impl std::fmt::Display) -> ExchangeError {
        ExchangeError::UnreadableLine { line: self.line, what: what.to_string() }
    }

    /// Nothing may come after the last line.
    fn nothing_left(&mut self) -> Result<(), ExchangeError> {
        if self.input.fill_buf()?.is_empty() {
            return Ok(());
        }
        self.line += 1;
        Err(self.unreadable("nothing may come after the last line"))
    }
}

/// Reads an exported journal, record by record.
///
/// ```
/// use realdeal::exchange::JournalLines;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, .. } = doc::world()?;
/// let mut exported = Vec::new();
/// book.export(&mut exported, None::<Vec<u8>>, |_| {}).unwrap();
/// let mut lines = JournalLines::begin(&exported[..]).unwrap();
/// while let Some(record) = lines.record().unwrap() {
///     println!("{}: {:?}", record.number, record.record.events);
/// }
/// assert_eq!(lines.end().unwrap().head, book.journal_head()?);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug)]
pub struct JournalLines<R, L = Json> {
    lines: Numbered<R, L>,
    sealer: Sealer,
    /// The line after the last record.
    after: Option<JournalLine>,
}

/// What stands after the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalEnd {
    /// How many records there are, and the seal over them.
    pub head: Head,
    /// How far relays had come.
    pub cursors: Vec<Cursor>,
}

impl<R: BufRead> JournalLines<R> {
    /// Reads the first line.
    ///
    /// Errors: `unreadable_line`, `newer_version`, `cut_off`.
    pub fn begin(input: R) -> Result<Self, ExchangeError> {
        Self::begin_by(input)
    }
}

impl<R: BufRead, L: ReadLine> JournalLines<R, L> {
    /// Reads the first line, and all that follow, in a way of one's own.
    ///
    /// Errors: `unreadable_line`, `newer_version`, `cut_off`.
    pub fn begin_by(input: R) -> Result<Self, ExchangeError> {
        let mut lines = Numbered::<R, L>::new(input);
        match lines.need()? {
            JournalLine::Journal(Start { version: LINES_VERSION, format: JOURNAL_FORMAT }) => {}
            JournalLine::Journal(Start { version, format }) => {
                return Err(ExchangeError::NewerVersion { version, format });
            }
            JournalLine::Record(_) | JournalLine::Cursor(_) | JournalLine::End(_) => {
                return Err(lines.unreadable("a journal begins with its version"));
            }
        }
        Ok(Self { lines, sealer: Sealer::default(), after: None })
    }

    /// Reads the next record; none after the last one.
    ///
    /// Errors: `unreadable_line`, `cut_off`.
    pub fn record(&mut self) -> Result<Option<NumberedRecord>, ExchangeError> {
        if self.after.is_some() {
            return Ok(None);
        }
        let record = match self.lines.need()? {
            JournalLine::Record(record) => record,
            other @ (JournalLine::Journal(_) | JournalLine::Cursor(_) | JournalLine::End(_)) => {
                self.after = Some(other);
                return Ok(None);
            }
        };
        let expected = self.sealer.head().records + 1;
        if record.number != expected {
            let what = format!("record {expected} comes next, and this is record {}", record.number);
            return Err(self.lines.unreadable(what));
        }
        self.sealer.push(&record.record.to_bytes());
        Ok(Some(record))
    }

    /// How far the records come that were read until here.
    pub fn head(&self) -> Head {
        self.sealer.head()
    }

    /// Reads what stands after the records, once the last one was read.
    ///
    /// Errors: `unreadable_line`, `cut_off`; `changed`, if the records are not those that were exported.
    pub fn end(mut self) -> Result<JournalEnd, ExchangeError> {
        let mut cursors = Vec::new();
        let mut next = match self.after.take() {
            Some(line) => line,
            None => self.lines.need()?,
        };
        let head = loop {
            match next {
                JournalLine::Cursor(cursor) => cursors.push(cursor),
                JournalLine::End(head) => break head,
                JournalLine::Journal(_) | JournalLine::Record(_) => {
                    return Err(self.lines.unreadable("after the records come cursors and the end"));
                }
            }
            next = self.lines.need()?;
        };
        let found = self.sealer.head();
        if found != head {
            let (said, found) = (standing(&head), standing(&found));
            return Err(ExchangeError::Changed { said, found });
        }
        self.lines.nothing_left()?;
        Ok(JournalEnd { head, cursors })
    }
}

/// Reads exported personal data, person by person.
#[derive(Debug)]
pub struct PeopleLines<R, L = Json> {
    lines: Numbered<R, L>,
    head: Head,
    people: u64,
}

impl<R: BufRead> PeopleLines<R> {
    /// Reads the first line.
    ///
    /// Errors: `unreadable_line`, `newer_version`, `cut_off`.
    pub fn begin(input: R) -> Result<Self, ExchangeError> {
        Self::begin_by(input)
    }
}

impl<R: BufRead, L: ReadLine> PeopleLines<R, L> {
    /// Reads the first line, and all that follow, in a way of one's own.
    ///
    /// Errors: `unreadable_line`, `newer_version`, `cut_off`.
    pub fn begin_by(input: R) -> Result<Self, ExchangeError> {
        let mut lines = Numbered::<R, L>::new(input);
        match lines.need()? {
            PeopleLine::People(start) if start.version == LINES_VERSION => {
                Ok(Self { lines, head: start.head, people: 0 })
            }
            PeopleLine::People(start) => {
                Err(ExchangeError::NewerVersion { version: start.version, format: 0 })
            }
            PeopleLine::Person(_) | PeopleLine::End(_) => {
                Err(lines.unreadable("personal data begins with its version"))
            }
        }
    }

    /// How far the books had come that it is from.
    pub fn head(&self) -> Head {
        self.head
    }

    /// Reads the next person; none after the last one.
    ///
    /// Errors: `unreadable_line`, `cut_off`; `changed`, if there are fewer or more people than the last line says.
    pub fn person(&mut self) -> Result<Option<KnownUser>, ExchangeError> {
        match self.lines.need()? {
            PeopleLine::Person(known) => {
                self.people += 1;
                Ok(Some(known))
            }
            PeopleLine::End(end) if end.people == self.people => {
                self.lines.nothing_left()?;
                Ok(None)
            }
            PeopleLine::End(end) => {
                let (said, found) = (format!("{} people", end.people), format!("{} people", self.people));
                Err(ExchangeError::Changed { said, found })
            }
            PeopleLine::People(_) => Err(self.lines.unreadable("personal data begins only once")),
        }
    }
}
