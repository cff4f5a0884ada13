//! Reading the memory backend: a snapshot is a shared lock on the store.

use std::sync::RwLockReadGuard;

use super::store::Store;
use crate::audit::{Audit, audit};
use crate::id::{BetId, FixtureId, MarketId, SelectionId, UserId};
use crate::journal::{NumberedRecord, seal::Head};
use crate::keys::Keys;
use crate::state::{HouseBalanceId, PriceChange, State, StateHash};
use crate::storage::{Page, Snapshot, StorageError};
use crate::time::Timestamp;
use crate::wallet::{StatementFilter, StatementLine, WalletId};

#[derive(Debug)]
pub(super) struct MemorySnapshot<'a> {
    store: RwLockReadGuard<'a, Store>,
}

impl<'a> MemorySnapshot<'a> {
    pub(super) fn new(store: RwLockReadGuard<'a, Store>) -> Self {
        Self { store }
    }
}

/// The items of a sorted set within a range, after the page before.
fn paged<T: Ord + Copy, R>(
    set: &std::collections::BTreeSet<T>,
    first: T,
    last: T,
    after: Option<T>,
    limit: usize,
    item: impl Fn(&T) -> R,
) -> Vec<R> {
    use std::ops::Bound;
    let start = after.map_or(Bound::Included(first), Bound::Excluded);
    set.range((start, Bound::Included(last))).take(limit).map(item).collect()
}

impl Snapshot for MemorySnapshot<'_> {
    fn fetch(&mut self, _keys: &Keys) -> Result<(), StorageError> {
        Ok(())
    }

    fn state(&self) -> &State {
        &self.store.state
    }

    fn statement(
        &self,
        wallet: WalletId,
        filter: &StatementFilter,
        page: Page<u64>,
    ) -> Result<Vec<StatementLine>, StorageError> {
        let places = self.store.by_wallet.get(&wallet).map_or(&[][..], |places| places);
        // Positions are counted from 1, so that "after 0" is the start.
        let seen = page.after.unwrap_or(0);
        let start = places.partition_point(|&place| u64::from(place) < seen);
        let mut lines = Vec::new();
        for &place in &places[start..] {
            if lines.len() >= page.limit {
                break;
            }
            let written =
                StatementLine::of(&self.store.transfers[place as usize], u64::from(place) + 1, wallet.user);
            lines.extend(written.filter(|line| filter.passes(line)));
        }
        Ok(lines)
    }

    fn bets_of(&self, user: UserId, page: Page<BetId>) -> Result<Vec<BetId>, StorageError> {
        let Some(bets) = self.store.indexes.bets_of.get(&user) else { return Ok(Vec::new()) };
        Ok(bets.after(page.after).take(page.limit).collect())
    }

    fn markets_of(&self, fixture: FixtureId) -> Result<Vec<MarketId>, StorageError> {
        let (first, last) = ((fixture, MarketId::MIN), (fixture, MarketId::MAX));
        Ok(paged(&self.store.indexes.markets_of, first, last, None, usize::MAX, |&(_, market)| market))
    }

    fn selections_of(&self, market: MarketId) -> Result<Vec<SelectionId>, StorageError> {
        let (first, last) = ((market, SelectionId::MIN), (market, SelectionId::MAX));
        Ok(paged(&self.store.indexes.selections_of, first, last, None, usize::MAX, |&(_, id)| id))
    }

    fn prices_of(&self, selection: SelectionId, page: Page<usize>) -> Result<Vec<PriceChange>, StorageError> {
        let prices = self.store.prices.get(&selection).map_or(&[][..], Vec::as_slice);
        Ok(prices.iter().skip(page.after.unwrap_or(0)).take(page.limit).copied().collect())
    }

    fn markets_behind(&self, page: Page<MarketId>) -> Result<Vec<MarketId>, StorageError> {
        let (first, last) = (MarketId::MIN, MarketId::MAX);
        Ok(paged(&self.store.indexes.behind, first, last, page.after, page.limit, |&market| market))
    }

    fn next_due(&self) -> Result<Option<Timestamp>, StorageError> {
        let indexes = &self.store.indexes;
        let postponed = indexes.postponed.first().map(|&(at, _)| at);
        let reopening = indexes.reopening.first().map(|&(at, _)| at);
        Ok(postponed.into_iter().chain(reopening).min())
    }

    fn house_balances(&self) -> Result<Vec<(HouseBalanceId, i128)>, StorageError> {
        Ok(self.store.state.house_balances.sorted())
    }

    fn journal(&self, page: Page<u64>) -> Result<Vec<NumberedRecord>, StorageError> {
        Ok(self.store.journal.after(page.after.unwrap_or(0), page.limit)?)
    }

    fn journal_head(&self) -> Result<Head, StorageError> {
        Ok(self.store.journal.sealer.head())
    }

    fn audit(&self) -> Result<Audit, StorageError> {
        self.store.verify_journal()?;
        Ok(audit(&self.store.state, &self.store.transfers, self.store.journal.len()))
    }

    fn state_hash(&self) -> Result<StateHash, StorageError> {
        Ok(self.store.state.hash())
    }
}
