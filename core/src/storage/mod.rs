//! The storage contract: what keeps the books, cut at the working set of a command.
//!
//! A backend opens a unit of work, fetches the rows that commands need, takes their changes, and commits all of them or
//! none. It never sees a rule: what may happen is decided between `fetch` and `apply`, by pure functions over
//! [`State`]. Sync on purpose, and without a method for each noun.

mod error;
mod query;

use std::sync::Arc;

use crate::id::{MarketId, SelectionId};
use crate::journal::{NumberedRecord, seal};
use crate::keys::{Keys, Scan};
use crate::state::{
    Change, Changes, Exposure, ExposureId, HouseBalanceId, Key, PriceChange, State, StateHash,
};
use crate::time::Timestamp;
use crate::wallet::{StatementFilter, StatementLine, WalletId};

pub use error::StorageError;
pub use query::{
    BasketFilter, BetFilter, CompetitionFilter, CursorFilter, Filter, FixtureFilter, MarketFilter, OpenBets,
    ParticipantFilter, Query, SelectionsOf, UserFilter, WithdrawalFilter,
};

/// `Send`, except in a browser, where there are no threads.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Send + ?Sized> MaybeSend for T {}

/// `Send`, except in a browser, where there are no threads.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSend {}
#[cfg(target_arch = "wasm32")]
impl<T: ?Sized> MaybeSend for T {}

/// What a backend can do, so that the engine and the conformance suite know what to ask of it.
///
/// ```
/// use realdeal::{memory::Memory, storage::Storage};
/// let memory = Memory::new().capability();
/// assert!(memory.resident && !memory.durable);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capability {
    /// Everything is in [`Unit::state`] without being fetched.
    pub resident: bool,
    /// Several units may be open at once, and a commit may answer [`StorageError::Conflict`].
    pub concurrent_writers: bool,
    /// What is committed outlives the process.
    pub durable: bool,
    /// Records are numbered and sealed when they are committed, not afterwards.
    pub seals_at_commit: bool,
}

/// What a commit left behind.
///
/// ```
/// use realdeal::{memory::Memory, storage::Storage};
/// let mut books = Memory::new();
/// let receipt = books.begin()?.commit()?;
/// assert_eq!(receipt.last_record, Some(0)); // nothing was applied, and the journal is empty
/// # Ok::<(), realdeal::StorageError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The number of the last journal record, if records are numbered when they are committed.
    pub last_record: Option<u64>,
}

/// Keeps the books.
///
/// A backend promises that a unit is all or nothing, that what a unit has fetched does not change under it
/// unseen, and that it is where records get their numbers and seals. A wrapper around another backend is one,
/// too:
///
/// ```
/// use realdeal::memory::Memory;
/// use realdeal::people::Person;
/// use realdeal::storage::{Capability, Readers, Storage, Unit};
/// use realdeal::{Book, StorageError};
/// use std::sync::Arc;
///
/// /// Books that can only be read for now.
/// struct BeingBackedUp(Memory);
///
/// impl Storage for BeingBackedUp {
///     fn capability(&self) -> Capability {
///         self.0.capability()
///     }
///     fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError> {
///         Err(StorageError::busy("the books are being backed up"))
///     }
///     fn readers(&self) -> Arc<dyn Readers> {
///         self.0.readers()
///     }
/// }
///
/// let mut book = Book::open(BeingBackedUp(Memory::new()));
/// assert!(book.audit()?.is_clean());
/// let refused = book.visitor().register(Person::new("Alice", "alice@example.org"));
/// assert_eq!(refused.unwrap_err().code(), "storage_not_applied");
/// # Ok::<(), realdeal::Error>(())
/// ```
pub trait Storage: MaybeSend {
    /// What this backend can do.
    fn capability(&self) -> Capability;

    /// Opens a unit of work. Dropped without a commit, it leaves nothing behind.
    fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError>;

    /// A handle that gives snapshots, also while a unit is open on another thread. A snapshot may wait for the open unit.
    fn readers(&self) -> Arc<dyn Readers>;
}

/// A backend that was chosen while the program runs.
impl<S: Storage + ?Sized> Storage for Box<S> {
    fn capability(&self) -> Capability {
        (**self).capability()
    }

    fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError> {
        (**self).begin()
    }

    fn readers(&self) -> Arc<dyn Readers> {
        (**self).readers()
    }
}

/// A unit of work: all of its changes, or none. Dropped without a commit, it leaves nothing behind.
///
/// The engine fetches what [`keys`](crate::keys::keys) names, decides, and applies what comes of it, for one
/// command after the other; then it commits.
///
/// ```
/// use realdeal::keys::Keys;
/// use realdeal::memory::Memory;
/// use realdeal::state::Key;
/// use realdeal::storage::Storage;
/// let mut books = Memory::new();
/// let mut unit = books.begin()?;
/// let mut keys = Keys::new();
/// keys.read(Key::House(()));
/// unit.fetch(&keys)?;
/// assert!(unit.state().knows(&Key::House(()))); // fetched; that the row is absent is known, too
/// drop(unit); // nothing was applied, and nothing is left of it
/// # Ok::<(), realdeal::StorageError>(())
/// ```
pub trait Unit {
    /// Brings rows into [`Unit::state`] with their parents, fenced as their access asks. What is known
    /// already stays.
    ///
    /// A row that does not exist is known to be absent afterwards. A fence may wait for another unit, or the
    /// commit may find that it did not hold: then it answers [`StorageError::Conflict`].
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError>;

    /// Finds keys, bounded and in order, among the committed rows and the changes applied to this unit.
    fn scan(&mut self, scan: &Scan) -> Result<Vec<Key>, StorageError>;

    /// What was fetched, with the changes applied so far.
    fn state(&self) -> &State;

    /// An empty list for the rows of the next command. A backend that is done with an earlier one may lend it again, so that
    /// its memory is.
    fn room(&mut self) -> Vec<Change> {
        Vec::new()
    }

    /// Takes the changes of one command. The next command of the unit sees them; no other unit does before
    /// the commit.
    fn apply(&mut self, changes: Changes) -> Result<(), StorageError>;

    /// Makes the changes last, all of them or none.
    ///
    /// Errors: [`StorageError::Conflict`] if what was read has changed meanwhile (the engine runs the
    /// commands again), [`StorageError::Unknown`] if the backend can't tell whether they lasted.
    fn commit(self: Box<Self>) -> Result<Receipt, StorageError>;
}

#[cfg(not(target_arch = "wasm32"))]
/// Gives snapshots, from any thread. See [`Snapshot`] for an example.
pub trait Readers: Send + Sync {
    /// The books as they are at one instant.
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StorageError>;
}

#[cfg(target_arch = "wasm32")]
/// Gives snapshots.
pub trait Readers {
    /// The books as they are at one instant.
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StorageError>;
}

/// Which part of a list to give: what comes after a place in it, and how much of it at most. A limit above
/// [`Page::MAX`] is that.
///
/// ```
/// use realdeal::storage::Page;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, .. } = doc::world()?;
/// let mut page = Page::first(4);
/// let mut records = 0;
/// loop {
///     let some = book.journal(page)?;
///     let Some(last) = some.last() else { break };
///     records += some.len();
///     page = Page::after(last.number, 4);
/// }
/// assert_eq!(records as u64, book.journal_head()?.records);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page<C> {
    /// The last key of the page before; none for the first page.
    pub after: Option<C>,
    /// The most items of the page.
    pub limit: usize,
}

impl<C> Page<C> {
    /// The largest page that is given.
    pub const MAX: usize = 10_000;

    /// The first page.
    pub fn first(limit: usize) -> Self {
        Self { after: None, limit: limit.min(Self::MAX) }
    }

    /// The page with its limit held to [`Page::MAX`], whoever made it.
    #[must_use]
    pub fn bounded(self) -> Self {
        Self { limit: self.limit.min(Self::MAX), ..self }
    }

    /// The page after a key.
    pub fn after(key: C, limit: usize) -> Self {
        Self { after: Some(key), limit: limit.min(Self::MAX) }
    }
}

/// The books as they are at one instant, for reading. What it gives is for the host: nobody's permission is
/// checked.
///
/// ```
/// use realdeal::state::Key;
/// use realdeal::storage::{MarketFilter, Page, Query};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, fixture, market, .. } = doc::world()?;
/// let readers = book.readers();
/// let snapshot = readers.snapshot()?;
/// let markets = Query::Markets(MarketFilter { fixture: Some(fixture), ..MarketFilter::default() });
/// assert_eq!(snapshot.find(&markets, &Page::first(10))?, [Key::Market(market.id)]);
/// assert_eq!(snapshot.journal_head()?, book.journal_head()?);
/// # Ok::<(), realdeal::Error>(())
/// ```
pub trait Snapshot {
    /// Brings rows into [`Snapshot::state`], with their parents.
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError>;

    /// What was fetched.
    fn state(&self) -> &State;

    /// The lines of a wallet's statement, in the order in which they happened; paged by position in the ledger. A
    /// position that has two lines is never cut apart: the page may then have one line more.
    fn statement(
        &self,
        wallet: WalletId,
        filter: &StatementFilter,
        page: Page<u64>,
    ) -> Result<Vec<StatementLine>, StorageError>;

    /// The keys of the rows that a query is after, in their order; paged by key. Of a page that starts after a key
    /// of another kind than the query's, the start is as if none was given.
    fn find(&self, query: &Query, page: &Page<Key>) -> Result<Vec<Key>, StorageError>;

    /// The prices that a selection has had, from the first.
    fn prices_of(&self, selection: SelectionId, page: Page<usize>) -> Result<Vec<PriceChange>, StorageError>;

    /// When something falls due next.
    fn next_due(&self) -> Result<Option<Timestamp>, StorageError>;

    /// The balances of the house that are not zero, in minor units.
    fn house_balances(&self) -> Result<Vec<(HouseBalanceId, i128)>, StorageError>;

    /// What bets could still cost on each selection of a market and in each currency, in their order; without those
    /// on which nothing is open.
    fn exposures(&self, market: MarketId) -> Result<Vec<(ExposureId, Exposure)>, StorageError>;

    /// Journal records, in order.
    fn journal(&self, page: Page<u64>) -> Result<Vec<NumberedRecord>, StorageError>;

    /// How many records the journal has, and the seal over them.
    fn journal_head(&self) -> Result<seal::Head, StorageError>;

    /// Checks the seals of the whole journal, and recomputes every balance from the transfers.
    fn audit(&self) -> Result<crate::audit::Audit, StorageError>;

    /// The hash over all rows.
    fn state_hash(&self) -> Result<StateHash, StorageError>;
}
