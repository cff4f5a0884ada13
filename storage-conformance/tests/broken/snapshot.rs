//! Snapshots in which something goes wrong.

use std::sync::Arc;

use realdeal::StorageError;
use realdeal::audit::Audit;
use realdeal::id::{MarketId, SelectionId};
use realdeal::journal::NumberedRecord;
use realdeal::journal::seal::{Head, Sealer};
use realdeal::keys::Keys;
use realdeal::state::{Exposure, ExposureId, HouseBalanceId, Key, PriceChange, State, StateHash};
use realdeal::storage::{BasketFilter, Page, Query, Readers, Snapshot};
use realdeal::time::Timestamp;
use realdeal::wallet::{StatementFilter, StatementLine, WalletId};

use crate::faults::Fault;

pub(crate) struct BrokenReaders {
    pub(crate) inner: Arc<dyn Readers>,
    pub(crate) fault: Fault,
}

struct BrokenSnapshot<'a> {
    inner: Box<dyn Snapshot + 'a>,
    fault: Fault,
}

impl Readers for BrokenReaders {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StorageError> {
        Ok(Box::new(BrokenSnapshot { inner: self.inner.snapshot()?, fault: self.fault }))
    }
}

impl Snapshot for BrokenSnapshot<'_> {
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError> {
        self.inner.fetch(keys)
    }

    fn state(&self) -> &State {
        self.inner.state()
    }

    fn statement(
        &self,
        wallet: WalletId,
        filter: &StatementFilter,
        page: Page<u64>,
    ) -> Result<Vec<StatementLine>, StorageError> {
        let mut lines = self.inner.statement(wallet, filter, page)?;
        if self.fault == Fault::StatementCut {
            lines.truncate(page.limit);
        }
        Ok(lines)
    }

    fn find(&self, query: &Query, page: &Page<Key>) -> Result<Vec<Key>, StorageError> {
        let mut keys = match (self.fault, query) {
            (Fault::FilterForgotten, Query::Baskets(_)) => {
                self.inner.find(&Query::Baskets(BasketFilter::default()), page)?
            }
            _ => self.inner.find(query, page)?,
        };
        if self.fault == Fault::FindReversed {
            keys.reverse();
        }
        if self.fault == Fault::PageOverlaps
            && let Some(after) = &page.after
            && !keys.is_empty()
        {
            keys.insert(0, after.clone());
            keys.truncate(page.limit);
        }
        Ok(keys)
    }

    fn prices_of(&self, selection: SelectionId, page: Page<usize>) -> Result<Vec<PriceChange>, StorageError> {
        let mut prices = self.inner.prices_of(selection, page)?;
        if self.fault == Fault::PricesReversed {
            prices.reverse();
        }
        Ok(prices)
    }

    fn next_due(&self) -> Result<Option<Timestamp>, StorageError> {
        if self.fault == Fault::DueForgotten { Ok(None) } else { self.inner.next_due() }
    }

    fn house_balances(&self) -> Result<Vec<(HouseBalanceId, i128)>, StorageError> {
        self.inner.house_balances()
    }

    fn exposures(&self, market: MarketId) -> Result<Vec<(ExposureId, Exposure)>, StorageError> {
        self.inner.exposures(market)
    }

    fn journal(&self, page: Page<u64>) -> Result<Vec<NumberedRecord>, StorageError> {
        self.inner.journal(page)
    }

    fn journal_head(&self) -> Result<Head, StorageError> {
        let head = self.inner.journal_head()?;
        if self.fault != Fault::SealWrong {
            return Ok(head);
        }
        let mut sealer = Sealer::default();
        sealer.push(b"another journal");
        Ok(Head { seal: sealer.head().seal, ..head })
    }

    fn audit(&self) -> Result<Audit, StorageError> {
        let mut audit = self.inner.audit()?;
        if self.fault == Fault::AuditBlind {
            audit.faults.clear();
        }
        Ok(audit)
    }

    fn state_hash(&self) -> Result<StateHash, StorageError> {
        self.inner.state_hash()
    }
}
