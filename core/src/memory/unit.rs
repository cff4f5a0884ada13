//! A unit of work in memory: changes are made at once, and taken back one by one if the unit is dropped.

use std::sync::RwLockWriteGuard;

use super::store::Store;
use crate::id::{BasketId, MarketId, SelectionId};
use crate::keys::{Keys, Scan};
use crate::state::{Change, Changes, Key, State};
use crate::storage::{Receipt, StorageError, Unit};
use crate::time::Timestamp;

#[derive(Debug)]
pub(super) struct MemoryUnit<'a> {
    store: RwLockWriteGuard<'a, Store>,
    /// The changes that take back what was made so far, in the order in which it was; empty after a commit.
    undo: Vec<Change>,
    /// An empty list, kept for its memory.
    room: Vec<Change>,
    /// The selections whose price changed, in the same way.
    priced: Vec<SelectionId>,
    /// How many transfers there were before.
    transfers: usize,
    /// The latest time before.
    last_at: Timestamp,
}

impl<'a> MemoryUnit<'a> {
    pub(super) fn new(mut store: RwLockWriteGuard<'a, Store>) -> Self {
        let room = std::mem::take(&mut store.spare);
        let (transfers, last_at) = (store.transfers.len(), store.state.last_at);
        Self { store, undo: Vec::new(), room, priced: Vec::new(), transfers, last_at }
    }

    fn bets_behind(&self, market: MarketId, limit: u32) -> Vec<Key> {
        let revision = self.store.state.markets.find(&market).map_or(0, |market| market.revision);
        let Some(legs) = self.store.indexes.legs.get(&market) else { return Vec::new() };
        legs.before(revision).take(limit as usize).map(Key::Bet).collect()
    }

    fn due(&self, until: Timestamp, limit: u32) -> Vec<Key> {
        let (indexes, limit) = (&self.store.indexes, limit as usize);
        let postponed = indexes.postponed.iter().map(|&(at, id)| (at, Key::Fixture(id)));
        let reopening = indexes.reopening.iter().map(|&(at, id)| (at, Key::User(id)));
        let expiring = indexes.expiring.iter().map(|&(at, id)| (at, Key::Basket(id)));
        let due = |&(at, _): &(Timestamp, Key)| at <= until;
        let mut all: Vec<_> = postponed.take_while(due).take(limit).collect();
        all.extend(reopening.take_while(due).take(limit));
        all.extend(expiring.take_while(due).take(limit));
        all.sort_unstable();
        all.into_iter().take(limit).map(|(_, key)| key).collect()
    }
}

impl Unit for MemoryUnit<'_> {
    /// Everything is in the state already.
    fn fetch(&mut self, _keys: &Keys) -> Result<(), StorageError> {
        Ok(())
    }

    fn scan(&mut self, scan: &Scan) -> Result<Vec<Key>, StorageError> {
        let indexes = &self.store.indexes;
        match *scan {
            Scan::BetsBehind { market, limit } => Ok(self.bets_behind(market, limit)),
            Scan::MarketsOf(fixture) => {
                let range = (fixture, MarketId::MIN)..=(fixture, MarketId::MAX);
                Ok(indexes.markets_of.range(range).map(|&(_, market)| Key::Market(market)).collect())
            }
            Scan::SelectionsOf(market) => {
                let range = (market, SelectionId::MIN)..=(market, SelectionId::MAX);
                Ok(indexes.selections_of.range(range).map(|&(_, id)| Key::Selection(id)).collect())
            }
            Scan::OpenBasketsOf(user) => {
                let range = (user, BasketId::MIN)..=(user, BasketId::MAX);
                Ok(indexes.open_baskets_of.range(range).map(|&(_, id)| Key::Basket(id)).collect())
            }
            Scan::Due { until, limit } => Ok(self.due(until, limit)),
        }
    }

    fn state(&self) -> &State {
        &self.store.state
    }

    fn room(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.room)
    }

    fn apply(&mut self, changes: Changes) -> Result<(), StorageError> {
        let Changes { mut rows, transfers, prices, record } = changes;
        for change in &mut rows {
            self.store.make(change);
        }
        // The first list is taken as it is, and the others gather behind it.
        if self.undo.is_empty() {
            std::mem::swap(&mut self.undo, &mut rows);
        } else {
            self.undo.append(&mut rows);
        }
        self.room = rows;
        for transfer in transfers {
            self.store.push_transfer(transfer);
        }
        for price in prices {
            self.store.push_price(price);
            self.priced.push(price.selection);
        }
        if let Some(record) = record {
            self.store.state.last_at = self.store.state.last_at.max(record.at);
            self.store.journal.append(&record);
        }
        Ok(())
    }

    fn commit(mut self: Box<Self>) -> Result<Receipt, StorageError> {
        self.store.journal.commit();
        self.store.forget_old_answers();
        self.undo.clear();
        self.store.forget_deleted();
        self.priced.clear();
        (self.transfers, self.last_at) = (self.store.transfers.len(), self.store.state.last_at);
        Ok(Receipt { last_record: Some(self.store.journal.len()) })
    }
}

impl Drop for MemoryUnit<'_> {
    fn drop(&mut self) {
        self.store.journal.take_back();
        while let Some(undo) = self.undo.pop() {
            self.store.take_back(undo);
        }
        while let Some(selection) = self.priced.pop() {
            self.store.pop_price(selection);
        }
        while self.store.transfers.len() > self.transfers {
            self.store.pop_transfer();
        }
        self.store.state.last_at = self.last_at;
        self.store.deleted.clear();
        self.store.spare = std::mem::take(&mut self.undo);
    }
}
