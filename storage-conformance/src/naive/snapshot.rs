//! A snapshot: a copy of the store, and the part of it that was fetched.

use realdeal::StorageError;
use realdeal::audit::{Audit, audit};
use realdeal::id::{MarketId, SelectionId};
use realdeal::journal::seal::Head;
use realdeal::journal::{JournalRecord, NumberedRecord};
use realdeal::keys::Keys;
use realdeal::state::{Exposure, ExposureId, HouseBalanceId, Key, PriceChange, State, StateHash};
use realdeal::storage::{Page, Query, Snapshot};
use realdeal::time::Timestamp;
use realdeal::wallet::{StatementFilter, StatementLine, WalletId};

use super::store::Store;

pub(super) struct NaiveSnapshot {
    store: Store,
    known: State,
}

impl NaiveSnapshot {
    pub(super) fn new(store: Store) -> Self {
        let mut known = State::partial();
        known.last_at = store.rows.last_at;
        Self { store, known }
    }
}

impl Snapshot for NaiveSnapshot {
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError> {
        self.store.fetch(keys, &mut self.known);
        Ok(())
    }

    fn state(&self) -> &State {
        &self.known
    }

    fn statement(
        &self,
        wallet: WalletId,
        filter: &StatementFilter,
        page: Page<u64>,
    ) -> Result<Vec<StatementLine>, StorageError> {
        let mut lines = Vec::new();
        let in_currency =
            (1..).zip(&self.store.transfers).filter(|(_, it)| it.amount.currency() == wallet.currency);
        for (position, transfer) in in_currency.filter(|(position, _)| Some(*position) > page.after) {
            if lines.len() >= page.limit {
                break;
            }
            // One transfer may write two lines, and they stay together.
            let written = StatementLine::of(transfer, position, wallet.user);
            lines.extend(written.filter(|line| filter.passes(line)));
        }
        Ok(lines)
    }

    fn find(&self, query: &Query, page: &Page<Key>) -> Result<Vec<Key>, StorageError> {
        Ok(self.store.find(query, page))
    }

    fn prices_of(&self, selection: SelectionId, page: Page<usize>) -> Result<Vec<PriceChange>, StorageError> {
        let prices = self.store.prices.iter().filter(|price| price.selection == selection);
        Ok(prices.skip(page.after.unwrap_or(0)).take(page.limit).copied().collect())
    }

    fn next_due(&self) -> Result<Option<Timestamp>, StorageError> {
        Ok(self.store.due().into_iter().map(|(at, _)| at).min())
    }

    fn house_balances(&self) -> Result<Vec<(HouseBalanceId, i128)>, StorageError> {
        Ok(self.store.rows.house_balances.sorted())
    }

    fn exposures(&self, market: MarketId) -> Result<Vec<(ExposureId, Exposure)>, StorageError> {
        let rows = &self.store.rows;
        let on_market =
            |id: &ExposureId| rows.selections.find(&id.selection).is_some_and(|row| row.market == market);
        Ok(rows.exposures.sorted().into_iter().filter(|(id, _)| on_market(id)).collect())
    }

    fn journal(&self, page: Page<u64>) -> Result<Vec<NumberedRecord>, StorageError> {
        let numbered = (1..).zip(&self.store.journal).filter(|(number, _)| Some(*number) > page.after);
        let records = numbered.take(page.limit).map(|(number, bytes)| {
            Ok(NumberedRecord { number, record: JournalRecord::from_bytes(number, bytes)? })
        });
        records.collect()
    }

    fn journal_head(&self) -> Result<Head, StorageError> {
        Ok(self.store.sealer.head())
    }

    fn audit(&self) -> Result<Audit, StorageError> {
        self.store.verify_journal()?;
        Ok(audit(&self.store.rows, &self.store.transfers, self.store.journal.len() as u64))
    }

    fn state_hash(&self) -> Result<StateHash, StorageError> {
        Ok(self.store.rows.hash())
    }
}
