//! The simplest backend that can be right, written to be read: it shows what the contract asks, and nothing of how to be quick.
//!
//! Everything lies in plain lists. A unit of work is a copy of the whole store: it changes its copy as it goes, so that a scan
//! sees what was applied, and a unit that is dropped has never touched anything. Several units may be open at once. Each
//! remembers the version of every row that it has fetched; if one of them has another version by the time of the commit, the
//! unit stood on something that is no longer so, and the commit answers
//! [`Conflict`](realdeal::StorageError::Conflict). If not, the changes are made to the store: now, and not before.
//!
//! What a quicker backend does otherwise is only to copy less, and to look into an index instead of at every row.

mod snapshot;
mod store;
mod unit;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use realdeal::StorageError;
use realdeal::storage::{Capability, Readers, Snapshot, Storage, Unit};

use snapshot::NaiveSnapshot;
use store::Store;
use unit::NaiveUnit;

/// Books in plain lists. A clone is another handle on the same books.
///
/// ```
/// use realdeal::Book;
/// use realdeal_conformance::naive::Naive;
/// let books = Naive::new();
/// let (one, other) = (Book::open(books.clone()), Book::open(books)); // two writers
/// assert_eq!(one.state_hash()?, other.state_hash()?);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Naive {
    shared: Arc<Shared>,
    seals_later: bool,
}

#[derive(Debug, Default)]
struct Shared(Mutex<Store>);

impl Shared {
    /// Nobody panics while he changes the store, so that a poisoned lock guards a whole one.
    fn lock(&self) -> MutexGuard<'_, Store> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Naive {
    /// Empty books that number and seal a record when it is committed.
    pub fn new() -> Self {
        Self::default()
    }

    /// Empty books whose records have no number until [`Naive::seal`] gives them one: as on a server with many writers, where
    /// nobody should wait for a number.
    ///
    /// ```
    /// use realdeal::Book;
    /// use realdeal::people::Person;
    /// use realdeal_conformance::naive::Naive;
    /// let books = Naive::sealing_later();
    /// let mut book = Book::open(books.clone());
    /// book.visitor().register(Person::new("Alice", "alice@example.org"))?;
    /// assert_eq!(book.journal_head()?.records, 0);
    /// books.seal();
    /// assert_eq!(book.journal_head()?.records, 1);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn sealing_later() -> Self {
        Self { seals_later: true, ..Self::default() }
    }

    /// Numbers and seals every record that was committed, in the order of the commits. Nothing to do for books that seal at
    /// the commit. See [`Naive::sealing_later`] for an example.
    pub fn seal(&self) {
        self.shared.lock().seal();
    }
}

impl Storage for Naive {
    fn capability(&self) -> Capability {
        Capability {
            resident: false,
            concurrent_writers: true,
            durable: false,
            seals_at_commit: !self.seals_later,
        }
    }

    fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError> {
        Ok(Box::new(NaiveUnit::new(&self.shared, self.seals_later)))
    }

    fn readers(&self) -> Arc<dyn Readers> {
        self.shared.clone()
    }
}

impl Readers for Shared {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StorageError> {
        // A copy is what the books were at one instant, whatever is written meanwhile.
        Ok(Box::new(NaiveSnapshot::new(self.lock().clone())))
    }
}
