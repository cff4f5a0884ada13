//! Reading the memory backend: a snapshot is a shared lock on the store.

use std::sync::RwLockReadGuard;

use super::store::Store;
use crate::audit::{Audit, audit};
use crate::id::{MarketId, SelectionId};
use crate::journal::{NumberedRecord, seal::Head};
use crate::keys::Keys;
use crate::state::{Exposure, ExposureId, HouseBalanceId, Key, PriceChange, State, StateHash};
use crate::storage::{Page, Query, Snapshot, StorageError};
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
        let Some(bettor) = self.store.indexes.bettors.get(&wallet.user) else { return Ok(Vec::new()) };
        let places = &bettor.transfers;
        // Positions are counted from 1, so that "after 0" is the start.
        let seen = page.after.unwrap_or(0);
        let start = places.partition_point(|&place| u64::from(place) < seen);
        let mut lines = Vec::new();
        for &place in &places[start..] {
            if lines.len() >= page.limit {
                break;
            }
            let transfer = &self.store.transfers[place as usize];
            if transfer.amount.currency() == wallet.currency {
                let written = StatementLine::of(transfer, u64::from(place) + 1, wallet.user);
                lines.extend(written.filter(|line| filter.passes(line)));
            }
        }
        Ok(lines)
    }

    fn find(&self, query: &Query, page: &Page<Key>) -> Result<Vec<Key>, StorageError> {
        Ok(self.store.find(query, page))
    }

    fn prices_of(&self, selection: SelectionId, page: Page<usize>) -> Result<Vec<PriceChange>, StorageError> {
        let prices = self.store.prices.get(&selection).map_or(&[][..], Vec::as_slice);
        Ok(prices.iter().skip(page.after.unwrap_or(0)).take(page.limit).copied().collect())
    }

    fn next_due(&self) -> Result<Option<Timestamp>, StorageError> {
        let indexes = &self.store.indexes;
        let postponed = indexes.postponed.first().map(|&(at, _)| at);
        let reopening = indexes.reopening.first().map(|&(at, _)| at);
        let expiring = indexes.expiring.first().map(|&(at, _)| at);
        Ok([postponed, reopening, expiring].into_iter().flatten().min())
    }

    fn house_balances(&self) -> Result<Vec<(HouseBalanceId, i128)>, StorageError> {
        Ok(self.store.state.house_balances.sorted())
    }

    fn exposures(&self, market: MarketId) -> Result<Vec<(ExposureId, Exposure)>, StorageError> {
        let state = &self.store.state;
        // Few currencies, many outcomes: each pair is one look.
        let pairs = self.store.selections_of(market).flat_map(|selection| {
            self.store.currencies().map(move |currency| ExposureId { selection, currency })
        });
        let all = pairs.map(|id| (id, state.exposures.find(&id)));
        Ok(all.filter(|(_, exposure)| *exposure != Exposure::default()).collect())
    }

    fn journal(&self, page: Page<u64>) -> Result<Vec<NumberedRecord>, StorageError> {
        Ok(self.store.journal.after(page.after.unwrap_or(0), page.limit)?)
    }

    fn journal_head(&self) -> Result<Head, StorageError> {
        Ok(self.store.journal.head())
    }

    fn audit(&self) -> Result<Audit, StorageError> {
        self.store.verify_journal()?;
        Ok(audit(&self.store.state, &self.store.transfers, self.store.journal.len()))
    }

    fn state_hash(&self) -> Result<StateHash, StorageError> {
        Ok(self.store.state.hash())
    }
}
