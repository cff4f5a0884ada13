//! A snapshot: the books as they were committed last, held on to.

use std::sync::Arc;

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

use crate::books::Books;

pub(crate) struct FileSnapshot {
    books: Arc<Books>,
}

impl FileSnapshot {
    pub(crate) fn new(books: Arc<Books>) -> Self {
        Self { books }
    }
}

impl Snapshot for FileSnapshot {
    fn fetch(&mut self, _keys: &Keys) -> Result<(), StorageError> {
        Ok(())
    }

    fn state(&self) -> &State {
        &self.books.rows
    }

    fn statement(
        &self,
        wallet: WalletId,
        filter: &StatementFilter,
        page: Page<u64>,
    ) -> Result<Vec<StatementLine>, StorageError> {
        let mut lines = Vec::new();
        for (position, transfer) in (1..).zip(&self.books.transfers) {
            if lines.len() >= page.limit {
                break;
            }
            if Some(position) <= page.after || transfer.amount.currency() != wallet.currency {
                continue;
            }
            // A transfer between two accounts of one bettor has two lines, which stay together.
            let written = StatementLine::of(transfer, position, wallet.user);
            lines.extend(written.filter(|line| filter.passes(line)));
        }
        Ok(lines)
    }

    fn find(&self, query: &Query, page: &Page<Key>) -> Result<Vec<Key>, StorageError> {
        Ok(self.books.find(query, page))
    }

    fn prices_of(&self, selection: SelectionId, page: Page<usize>) -> Result<Vec<PriceChange>, StorageError> {
        let prices = self.books.prices.get(&selection).into_iter().flatten();
        Ok(prices.skip(page.after.unwrap_or(0)).take(page.limit).copied().collect())
    }

    fn next_due(&self) -> Result<Option<Timestamp>, StorageError> {
        Ok(self.books.due().into_iter().map(|(at, _)| at).min())
    }

    fn house_balances(&self) -> Result<Vec<(HouseBalanceId, i128)>, StorageError> {
        Ok(self.books.rows.house_balances.sorted())
    }

    fn exposures(&self, market: MarketId) -> Result<Vec<(ExposureId, Exposure)>, StorageError> {
        let rows = &self.books.rows;
        let mut exposures = rows.exposures.sorted();
        exposures
            .retain(|(id, _)| rows.selections.find(&id.selection).is_some_and(|row| row.market == market));
        Ok(exposures)
    }

    fn journal(&self, page: Page<u64>) -> Result<Vec<NumberedRecord>, StorageError> {
        let start = usize::try_from(page.after.unwrap_or(0)).unwrap_or(usize::MAX);
        let records = self.books.journal.iter().zip(1..).skip(start).take(page.limit);
        let read = records.map(|(bytes, number)| {
            Ok(NumberedRecord { number, record: JournalRecord::from_bytes(number, bytes)? })
        });
        read.collect()
    }

    fn journal_head(&self) -> Result<Head, StorageError> {
        Ok(self.books.sealer.head())
    }

    fn audit(&self) -> Result<Audit, StorageError> {
        self.books.verify_journal()?;
        Ok(audit(&self.books.rows, &self.books.transfers, self.books.journal.len() as u64))
    }

    fn state_hash(&self) -> Result<StateHash, StorageError> {
        Ok(self.books.rows.hash())
    }
}
