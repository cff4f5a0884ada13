//! The storage contract: what keeps the books, cut at the working set of a command.
//!
//! A backend opens a unit of work, fetches the rows that commands need, takes their changes, and commits all of them or
//! none. It never sees a rule: what may happen is decided between `fetch` and `apply`, by pure functions over
//! [`State`]. Sync on purpose, and without a method for each noun.

mod error;

use std::sync::Arc;

use crate::catalogue::MarketStatus;
use crate::id::{BetId, FixtureId, MarketId, SelectionId, UserId};
use crate::journal::{NumberedRecord, seal};
use crate::keys::{Keys, Scan};
use crate::state::{Changes, HouseBalanceId, Key, PriceChange, State, StateHash};
use crate::time::Timestamp;
use crate::wallet::{StatementFilter, StatementLine, WalletId};

pub use error::StorageError;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The number of the last journal record, if records are numbered when they are committed.
    pub last_record: Option<u64>,
}

/// Keeps the books.
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

/// A unit of work: all of its changes, or none.
pub trait Unit {
    /// Brings rows into [`Unit::state`] with their parents, fenced as their access asks. What is known already stays.
    ///
    /// A row that does not exist is known to be absent afterwards.
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError>;

    /// Finds keys, bounded and in order, among the committed rows and the changes applied to this unit.
    fn scan(&mut self, scan: &Scan) -> Result<Vec<Key>, StorageError>;

    /// What was fetched, with the changes applied so far.
    fn state(&self) -> &State;

    /// Takes the changes of one command. The next command of the unit sees them.
    fn apply(&mut self, changes: Changes) -> Result<(), StorageError>;

    /// Makes the changes last, all of them or none.
    fn commit(self: Box<Self>) -> Result<Receipt, StorageError>;
}

#[cfg(not(target_arch = "wasm32"))]
/// Gives snapshots, from any thread.
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

/// Which part of a list to give: what comes after a place in it, and how much of it at most.
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

    /// The page after a key.
    pub fn after(key: C, limit: usize) -> Self {
        Self { after: Some(key), limit: limit.min(Self::MAX) }
    }
}

/// The books as they are at one instant, for reading.
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

    /// The bets of a user, by id.
    fn bets_of(&self, user: UserId, page: Page<BetId>) -> Result<Vec<BetId>, StorageError>;

    /// The markets of a fixture, by id.
    fn markets_of(&self, fixture: FixtureId) -> Result<Vec<(MarketId, MarketStatus)>, StorageError>;

    /// The selections of a market, by id.
    fn selections_of(&self, market: MarketId) -> Result<Vec<SelectionId>, StorageError>;

    /// The prices that a selection has had, from the first.
    fn prices_of(&self, selection: SelectionId, page: Page<usize>) -> Result<Vec<PriceChange>, StorageError>;

    /// The markets with legs that wait to be graded, by id.
    fn markets_behind(&self, page: Page<MarketId>) -> Result<Vec<MarketId>, StorageError>;

    /// When something falls due next.
    fn next_due(&self) -> Result<Option<Timestamp>, StorageError>;

    /// The balances of the house that are not zero, in minor units.
    fn house_balances(&self) -> Result<Vec<(HouseBalanceId, i128)>, StorageError>;

    /// Journal records, in order.
    fn journal(&self, page: Page<u64>) -> Result<Vec<NumberedRecord>, StorageError>;

    /// How many records the journal has, and the seal over them.
    fn journal_head(&self) -> Result<seal::Head, StorageError>;

    /// Checks the seals of the whole journal, and recomputes every balance from the transfers.
    fn audit(&self) -> Result<crate::audit::Audit, StorageError>;

    /// The hash over all rows.
    fn state_hash(&self) -> Result<StateHash, StorageError>;
}
