//! Reading a book in that was written out: its journal, and the people beside it.

use std::io::BufRead;

use super::{Book, restoring};
use crate::exchange::{ExchangeError, JournalLines, Json, KnownUser, PeopleLines, ReadLine};
use crate::journal::NumberedRecord;
use crate::journal::seal::Head;

/// People who are written in one unit of work.
const PEOPLE_PER_UNIT: usize = 1_000;

impl Book {
    /// Reads in a journal that was written out by [`Reader::export`](crate::Reader::export): into an empty book all of it, into
    /// one that has its first records, from an import that was interrupted, the rest. `seen` hears how many records were read.
    /// See there for an example.
    ///
    /// Gives the head of the book, which is that of the export. What is in the book is checked before anything is
    /// written, and the export at its end, by its seal: a book into which an import failed holds whole units of an
    /// export that was not whole.
    ///
    /// Errors: `other_books`, if this book has other records; `unreadable_line`, `newer_version`, `cut_off`, `changed`,
    /// `io_failed`; a storage error.
    ///
    /// ```
    /// use realdeal::Book;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, noon, .. } = doc::world()?;
    /// let mut lines = Vec::new();
    /// book.export(&mut lines, None::<Vec<u8>>, |_| {}).unwrap();
    /// lines.truncate(lines.len() - 100);
    /// let error = Book::simulated(2, noon).import_journal(&lines[..], |_| {}).unwrap_err();
    /// assert!(error.is_fault_of_the_export());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn import_journal(
        &mut self,
        input: impl BufRead,
        seen: impl FnMut(u64),
    ) -> Result<Head, ExchangeError> {
        self.import_journal_by::<Json>(input, seen)
    }

    /// The same with a reader of lines of the caller's own, for bindings whose size counts.
    ///
    /// ```
    /// use realdeal::Book;
    /// use realdeal::exchange::ReadLine;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, noon, .. } = doc::world()?;
    /// struct ByValue;
    ///
    /// impl ReadLine for ByValue {
    ///     fn read<T: serde::de::DeserializeOwned>(text: &[u8]) -> Result<T, serde_json::Error> {
    ///         serde_json::from_value(serde_json::from_slice(text)?)
    ///     }
    /// }
    ///
    /// let mut lines = Vec::new();
    /// let head = book.export(&mut lines, None::<Vec<u8>>, |_| {}).unwrap();
    /// let mut again = Book::simulated(2, noon);
    /// assert_eq!(again.import_journal_by::<ByValue>(&lines[..], |_| {}).unwrap(), head);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn import_journal_by<L: ReadLine>(
        &mut self,
        input: impl BufRead,
        mut seen: impl FnMut(u64),
    ) -> Result<Head, ExchangeError> {
        let mut lines = JournalLines::<_, L>::begin_by(input)?;
        let book = self.journal_head()?;
        while lines.head().records < book.records {
            if lines.record()?.is_none() {
                return Err(ExchangeError::OtherBooks { book });
            }
        }
        if lines.head() != book {
            return Err(ExchangeError::OtherBooks { book });
        }
        let mut trouble = None;
        let next = || {
            let record: Result<Option<NumberedRecord>, _> = lines.record();
            record.unwrap_or_else(|error| {
                trouble = Some(error);
                None
            })
        };
        // Fused: whoever asks again after a line that can't be read must not be given the one after it.
        let records = std::iter::from_fn(next).fuse();
        self.restore(records.inspect(|record| seen(record.number)))?;
        if let Some(trouble) = trouble {
            return Err(trouble);
        }
        let end = lines.end()?;
        for cursor in end.cursors {
            // One that has come further meanwhile stays.
            if self.cursors()?.iter().all(|other| other.name != cursor.name) {
                self.acknowledge(&cursor.name, cursor.position)?;
            }
        }
        Ok(self.journal_head()?)
    }

    /// Reads in who is behind the users, from lines that were written out by [`Reader::export`](crate::Reader::export) together
    /// with the journal. The book must stand exactly where it stood then: else a person who was erased later would come back.
    /// Gives how many people there are.
    ///
    /// Errors: `other_books`, if the book stands elsewhere; `unknown_user`, `email_taken`, `bad_email` and
    /// `bad_person_field`, if a line does not fit it; `unreadable_line`, `newer_version`, `cut_off`, `changed`, `io_failed`; a
    /// storage error. Whole units of people before it stay, and may be read in again.
    pub fn import_people(&mut self, input: impl BufRead) -> Result<u64, ExchangeError> {
        self.import_people_by::<Json>(input)
    }

    /// The same with a reader of lines of the caller's own: see [`Book::import_journal_by`].
    pub fn import_people_by<L: ReadLine>(&mut self, input: impl BufRead) -> Result<u64, ExchangeError> {
        let mut lines = PeopleLines::<_, L>::begin_by(input)?;
        let book = self.journal_head()?;
        if lines.head() != book {
            return Err(ExchangeError::OtherBooks { book });
        }
        let mut people = 0;
        loop {
            let mut some: Vec<KnownUser> = Vec::new();
            while some.len() < PEOPLE_PER_UNIT
                && let Some(known) = lines.person()?
            {
                some.push(known);
            }
            let last = some.len() < PEOPLE_PER_UNIT;
            restoring::restore_people(&mut *self.engine.storage, &some, self.engine.options)?;
            people += some.len() as u64;
            if last {
                return Ok(people);
            }
        }
    }
}
