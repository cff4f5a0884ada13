//! A draft: what a command changes, on top of the state that it was decided on.
//!
//! The effects of a command's events are written into a draft, so that a later effect sees an earlier one; what comes out
//! is net per row.

use hashbrown::HashMap;
use smallvec::SmallVec;

use super::{
    Change, Exposure, ExposureId, HouseBalanceId, Key, NotFetched, Progress, Row, RowChange, State, Sum,
    SumChange,
};
use crate::id::{MarketId, SelectionId};
use crate::journal::JournalRecord;
use crate::odds::Odds;
use crate::time::Timestamp;
use crate::wallet::Transfer;

/// A price that a selection had from some time on: see [`Book::prices_of`](crate::Reader::prices_of) for an
/// example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceChange {
    /// The selection.
    pub selection: SelectionId,
    /// From when on.
    pub at: Timestamp,
    /// The price.
    pub odds: Odds,
}

/// Everything that one accepted command changes.
///
/// Its serde form is for backends that keep a log of changes. It has no version of its own: what must be read for ever is
/// the journal.
///
/// ```
/// use realdeal::state::{Changes, Draft, House, State};
/// let state = State::complete();
/// let mut draft = Draft::new(&state);
/// draft.put(House::default())?;
/// let changes = draft.finish(None);
/// let line = serde_json::to_string(&changes).unwrap();
/// assert_eq!(serde_json::from_str::<Changes>(&line).unwrap(), changes);
/// # Ok::<(), realdeal::state::NotFetched>(())
/// ```
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    /// The rows, net, each with the version that was read; and what is added to sums.
    pub rows: Vec<Change>,
    /// The transfers, in order.
    pub transfers: Vec<Transfer>,
    /// Prices for the price history, in order.
    pub prices: Vec<PriceChange>,
    /// What goes into the journal; nothing for a change that it does not tell, such as a slip put into a basket.
    pub record: Option<JournalRecord>,
}

/// A command's changes in the making. A later effect sees what an earlier one wrote; what comes out is net
/// per row.
///
/// ```
/// use realdeal::state::{Draft, House, State};
/// let state = State::complete();
/// let mut draft = Draft::new(&state);
/// draft.put(House::default())?;
/// draft.edit::<House>(&())?.expect("it was just put").admins = 1;
/// assert_eq!(draft.get::<House>(&())?.map(|house| house.admins), Some(1));
/// assert!(state.house.is_empty()); // the state itself stays as it is
/// # Ok::<(), realdeal::state::NotFetched>(())
/// ```
#[derive(Debug)]
pub struct Draft<'a> {
    state: &'a State,
    /// The rows as they stand now, in the order in which they were first touched.
    rows: Vec<Change>,
    /// Where each key stands in `rows`; made only once there are many.
    places: Option<Box<HashMap<Key, usize>>>,
    /// Most commands add to three.
    sums: SmallVec<[SumChange; 4]>,
    transfers: Vec<Transfer>,
    prices: Vec<PriceChange>,
}

impl<'a> Draft<'a> {
    /// So many rows are looked through before any hash is made.
    const RECENT: usize = 8;

    /// A draft without changes.
    pub fn new(state: &'a State) -> Self {
        Self::with_room(state, 0, Vec::new())
    }

    /// A draft for so many events, without changes yet, in an empty list. Moving what is drafted to where there is more room
    /// would be a good part of the work of a page of settlement.
    pub(crate) fn with_room(state: &'a State, events: usize, mut rows: Vec<Change>) -> Self {
        // Most commands touch two rows and three sums; most events of a long one, a row and a transfer.
        rows.reserve(events.max(Self::RECENT));
        Self {
            state,
            rows,
            places: None,
            sums: SmallVec::new(),
            transfers: Vec::with_capacity(events),
            prices: Vec::new(),
        }
    }

    /// The state that the draft stands on, without the draft's own changes.
    pub fn state(&self) -> &'a State {
        self.state
    }

    /// A row as it stands now, if it is there.
    pub fn get<R: Row>(&self, id: &R::Id) -> Result<Option<&R>, NotFetched> {
        match self.place::<R>(id).and_then(|place| R::changed(&self.rows[place])) {
            Some(change) => Ok(change.row.as_ref()),
            None => R::table(self.state).get(id),
        }
    }

    /// A row as it stands now, to change it.
    pub fn edit<R: Row>(&mut self, id: &R::Id) -> Result<Option<&mut R>, NotFetched> {
        let place = match self.place::<R>(id) {
            Some(place) => place,
            None => {
                let (was, row) = R::table(self.state).versioned(id)?;
                self.push(RowChange { id: id.clone(), was, row: row.cloned() })
            }
        };
        Ok(R::changed_mut(&mut self.rows[place]).and_then(|change| change.row.as_mut()))
    }

    /// Writes a row, be it there already or not.
    #[inline]
    pub fn put<R: Row>(&mut self, row: R) -> Result<(), NotFetched> {
        let id = row.id();
        self.write(id, Some(row))
    }

    /// Deletes a row.
    pub fn delete<R: Row>(&mut self, id: &R::Id) -> Result<(), NotFetched> {
        self.write::<R>(id.clone(), None)
    }

    #[inline]
    fn write<R: Row>(&mut self, id: R::Id, row: Option<R>) -> Result<(), NotFetched> {
        if let Some(place) = self.place::<R>(&id)
            && let Some(change) = R::changed_mut(&mut self.rows[place])
        {
            change.row = row;
            return Ok(());
        }
        // Writing over a row that nobody looked at would lose whatever stands there.
        let (was, _) = R::table(self.state).versioned(&id)?;
        self.push(RowChange { id, was, row });
        Ok(())
    }

    /// Where a row stands among those that were touched: most often among the last, and else by its key.
    fn place<R: Row>(&self, id: &R::Id) -> Option<usize> {
        let is_it = |change: &Change| R::changed(change).is_some_and(|change| change.id == *id);
        let recent = self.rows.len().saturating_sub(Self::RECENT);
        match self.rows[recent..].iter().rposition(is_it) {
            Some(place) => Some(recent + place),
            None if recent == 0 => None,
            None => self.places.as_ref()?.get(&R::key(id)).copied(),
        }
    }

    #[inline]
    fn push<R: Row>(&mut self, change: RowChange<R>) -> usize {
        let place = self.rows.len();
        if place >= Self::RECENT {
            let known = || self.rows.iter().filter_map(Change::key).zip(0..).collect();
            let places = self.places.get_or_insert_with(|| Box::new(known()));
            places.insert(R::key(&change.id), place);
        }
        self.rows.push(R::change(change));
        place
    }

    /// Adds to a balance of the house.
    pub fn add_to_house(&mut self, id: HouseBalanceId, amount: i64) {
        // A draft touches a handful of house accounts, and they come first.
        for sum in self.sums.iter_mut().take(8) {
            if let SumChange::HouseBalance(other, total) = sum
                && *other == id
            {
                *total += i128::from(amount);
                return;
            }
        }
        self.sums.push(SumChange::HouseBalance(id, i128::from(amount)));
    }

    /// Adds to what stands on a selection.
    pub fn add_to_exposure(&mut self, id: ExposureId, amount: Exposure) {
        self.sums.push(SumChange::Exposure(id, amount));
    }

    /// How far a market's legs are graded, as it stands now.
    pub fn progress(&self, market: MarketId) -> Result<Progress, NotFetched> {
        let mut progress = self.state.progress.get(&market).ok_or(NotFetched(Key::Progress(market)))?;
        for sum in &self.sums {
            if let SumChange::Progress(id, amount) = sum
                && *id == market
            {
                progress.add(amount);
            }
        }
        Ok(progress)
    }

    /// Adds to how far a market's legs are graded.
    pub fn add_to_progress(&mut self, market: MarketId, amount: Progress) {
        if let Some(SumChange::Progress(id, total)) = self.sums.last_mut()
            && *id == market
        {
            total.add(&amount);
        } else {
            self.sums.push(SumChange::Progress(market, amount));
        }
    }

    /// Appends a transfer.
    pub fn push_transfer(&mut self, transfer: Transfer) {
        self.transfers.push(transfer);
    }

    /// Appends a price to a selection's history.
    pub fn push_price(&mut self, price: PriceChange) {
        self.prices.push(price);
    }

    /// What the draft comes to.
    pub fn finish(self, record: Option<JournalRecord>) -> Changes {
        let mut rows = self.rows;
        rows.retain(|change| !change.came_and_went());
        rows.reserve(self.sums.len());
        for sum in self.sums {
            rows.push(Change::Sum(sum));
        }
        Changes { rows, transfers: self.transfers, prices: self.prices, record }
    }
}
