//! Reading a book: what everybody may see, and what the host may.
//!
//! What belongs to a user is read through his [`Session`](super::Session), which checks whose it is.

mod bets;
mod catalogue;
mod exporting;
mod people;
mod records;

use std::sync::Arc;

use crate::error::Error;
use crate::house_rules::HouseRules;
use crate::keys::Keys;
use crate::rejection::Rejection;
use crate::state::{Claim, HouseBalanceId, Key, Row};
use crate::storage::{Filter, Page, Readers, Snapshot};
use crate::time::Timestamp;

pub use bets::Liability;
pub use records::JournalFilter;

/// Reads a book, from any thread and while others write. A [`Book`](crate::Book) and a
/// [`SharedBook`](crate::SharedBook) read like their reader; a copy of it outlives a borrow.
///
/// Each row, and each page of rows, is from one instant; what is asked for before (that a user exists, say) may be from
/// one just before it. [`Reader::read`] holds several answers to the same instant. Nobody's permission is checked: what belongs to a user is read through his
/// [`Session`](crate::Session).
///
/// ```
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, alice, .. } = doc::world()?;
/// let reader = book.reader();
/// let elsewhere = std::thread::spawn(move || reader.user(alice));
/// assert_eq!(elsewhere.join().unwrap()?, book.user(alice)?);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Clone)]
pub struct Reader {
    readers: Arc<dyn Readers>,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

impl From<Arc<dyn Readers>> for Reader {
    fn from(readers: Arc<dyn Readers>) -> Self {
        Self { readers }
    }
}

impl Reader {
    /// Reads the books as they are at one instant: all that happens inside `read` sees the same state. For
    /// what the methods below do not say; they are made of it.
    ///
    /// Nobody's permission is checked here: what it gives is for the host. Send no commands inside `read`, and don't read
    /// inside again: some backends, [`Memory`](crate::memory::Memory) among them, let a writer wait until it is over.
    ///
    /// ```
    /// use realdeal::keys::Keys;
    /// use realdeal::state::Key;
    /// use realdeal::storage::{Page, Query, SelectionsOf};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, market, .. } = doc::world()?;
    /// let (name, count) = book.read(|snapshot| {
    ///     let count = snapshot.find(&Query::Selections(SelectionsOf { market: market.id }), &Page::first(10))?.len();
    ///     let mut keys = Keys::new();
    ///     keys.read(Key::Selection(market.selections[0]));
    ///     snapshot.fetch(&keys)?;
    ///     let selection = snapshot.state().selections.find(&market.selections[0]).cloned();
    ///     Ok((selection.map(|selection| selection.outcome.to_string()), count))
    /// })?;
    /// assert_eq!((name.as_deref(), count), (Some("home"), 3));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn read<T>(&self, read: impl FnOnce(&mut dyn Snapshot) -> Result<T, Error>) -> Result<T, Error> {
        let mut snapshot = self.readers.snapshot()?;
        read(&mut *snapshot)
    }

    /// A copy of this reader, for another thread.
    #[must_use]
    pub fn reader(&self) -> Self {
        self.clone()
    }

    /// The backend's own handle for reading, from any thread.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, .. } = doc::world()?;
    /// let readers = book.readers();
    /// let reader = std::thread::spawn(move || readers.snapshot()?.journal_head());
    /// assert!(reader.join().expect("reading does not panic")?.records > 0);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn readers(&self) -> std::sync::Arc<dyn crate::storage::Readers> {
        self.readers.clone()
    }

    /// One row, if it is there.
    pub(in crate::book) fn row<R: Row>(&self, id: &R::Id) -> Result<Option<R>, Error> {
        self.read(|snapshot| {
            let mut keys = Keys::new();
            keys.read(R::key(id));
            snapshot.fetch(&keys)?;
            Ok(R::table(snapshot.state()).find(id).cloned())
        })
    }

    fn by_claim<I>(
        &self,
        claim: &Claim,
        id: impl FnOnce(uuid::Uuid) -> Result<I, crate::id::IdError>,
    ) -> Result<Option<I>, Error> {
        let claimed = self.row::<crate::state::Claimed>(claim)?;
        Ok(claimed.map(|claimed| id(claimed.by)).transpose().map_err(Rejection::from)?)
    }

    /// A page of the rows that a filter lets pass.
    fn list<F: Filter>(&self, filter: F, page: Page<<F::Row as Row>::Id>) -> Result<Vec<F::Row>, Error> {
        let query = filter.query();
        let limit = page.limit.min(Page::<Key>::MAX);
        let page = Page { after: page.after.map(|id| F::Row::key(&id)), limit };
        self.read(|snapshot| {
            let found = snapshot.find(&query, &page)?;
            let mut keys = Keys::new();
            for key in &found {
                keys.read(key.clone());
            }
            snapshot.fetch(&keys)?;
            let table = F::Row::table(snapshot.state());
            Ok(found.iter().filter_map(|key| table.find(F::Row::id_in(key)?).cloned()).collect())
        })
    }

    /// The house rules in force.
    ///
    /// ```
    /// use realdeal::house_rules::HouseRules;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, .. } = doc::world()?;
    /// assert_eq!(book.house_rules()?, HouseRules::default());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn house_rules(&self) -> Result<HouseRules, Error> {
        self.read(|snapshot| {
            let mut keys = Keys::new();
            keys.read(Key::House(()));
            snapshot.fetch(&keys)?;
            let state = snapshot.state();
            let version = state.house.find(&()).copied().unwrap_or_default().rules;
            let missing = |_| crate::StorageError::refused("the house rules are missing");
            Ok(state.rules(version).map_err(missing)?.clone())
        })
    }

    /// The balances of the house that are not zero, in minor units, by currency and account. Like all
    /// balances they are credits less debits: what the cashier took in stands there below zero.
    ///
    /// ```
    /// use realdeal::money::Currency;
    /// use realdeal::state::HouseBalanceId;
    /// use realdeal::wallet::HouseAccount;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, .. } = doc::world()?;
    /// let cashier = HouseBalanceId { currency: Currency::EUR, account: HouseAccount::Cashier };
    /// assert_eq!(book.house_balances()?, [(cashier, -10_000)]);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn house_balances(&self) -> Result<Vec<(HouseBalanceId, i128)>, Error> {
        self.read(|snapshot| Ok(snapshot.house_balances()?))
    }

    /// When something falls due next, if anything does: the window of a postponed fixture, an account that
    /// opens again, a basket that expires. The host calls [`Session::run_due`](crate::Session::run_due) then.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, fixture, .. } = doc::world()?;
    /// assert_eq!(book.next_due()?, None);
    /// book.session(bookmaker).because("a frozen pitch").postpone_fixture(fixture)?;
    /// assert_eq!(book.next_due()?.map(|due| due.to_string()).as_deref(), Some("2024-08-18T15:00:00Z"));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn next_due(&self) -> Result<Option<Timestamp>, Error> {
        self.read(|snapshot| Ok(snapshot.next_due()?))
    }
}
