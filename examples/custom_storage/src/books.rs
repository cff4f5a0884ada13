//! What is kept: rows and sums, the ledger, prices, the journal; and how keys are looked for among them.

use std::collections::HashMap;
use std::mem::discriminant;

use realdeal::StorageError;
use realdeal::id::SelectionId;
use realdeal::journal::seal::{Seal, Sealer, verify};
use realdeal::keys::Scan;
use realdeal::state::{Changes, Key, PriceChange, State};
use realdeal::storage::{Page, Query};
use realdeal::time::Timestamp;
use realdeal::wallet::Transfer;

/// The books.
#[derive(Debug, Clone)]
pub(crate) struct Books {
    pub(crate) rows: State,
    pub(crate) transfers: Vec<Transfer>,
    pub(crate) prices: HashMap<SelectionId, Vec<PriceChange>>,
    /// The bytes of each journal record; the first has number 1.
    pub(crate) journal: Vec<Vec<u8>>,
    pub(crate) seals: Vec<Seal>,
    pub(crate) sealer: Sealer,
}

impl Books {
    pub(crate) fn new() -> Self {
        Self {
            rows: State::complete(),
            transfers: Vec::new(),
            prices: HashMap::new(),
            journal: Vec::new(),
            seals: Vec::new(),
            sealer: Sealer::default(),
        }
    }

    /// Makes what a command has changed part of the books.
    pub(crate) fn take(&mut self, changes: Changes) {
        let Changes { rows, transfers, prices, record } = changes;
        for change in rows {
            self.rows.make(change);
        }
        self.transfers.extend(transfers);
        for price in prices {
            self.prices.entry(price.selection).or_default().push(price);
        }
        if let Some(record) = record {
            self.rows.last_at = self.rows.last_at.max(record.at);
            let bytes = record.to_bytes();
            self.seals.extend(self.sealer.push(&bytes));
            self.journal.push(bytes);
        }
    }

    pub(crate) fn verify_journal(&self) -> Result<(), StorageError> {
        let records = self.journal.iter().map(Vec::as_slice);
        Ok(verify(records, &self.seals, &self.sealer.head())?)
    }

    /// What a query finds.
    pub(crate) fn find(&self, query: &Query, page: &Page<Key>) -> Vec<Key> {
        let comes_after = |key: &Key| match &page.after {
            Some(after) if discriminant(after) == discriminant(key) => key > after,
            _ => true,
        };
        let mut keys = self.rows.keys();
        keys.retain(|key| query.admits(key, &self.rows) && comes_after(key));
        keys.truncate(page.limit);
        keys
    }

    /// What a scan finds.
    pub(crate) fn scan(&self, scan: &Scan) -> Vec<Key> {
        let rows = &self.rows;
        match *scan {
            Scan::BetsBehind { market, limit } => {
                let revision = rows.markets.find(&market).map_or(0, |market| market.revision);
                let mut behind = Vec::new();
                for bet in rows.bets.sorted().into_iter().filter(|bet| !bet.withdrawn) {
                    let legs = bet.legs.iter().filter(|leg| leg.market == market && leg.revision < revision);
                    behind.extend(legs.map(|leg| (leg.revision, Key::Bet(bet.id))));
                }
                first(behind, limit)
            }
            Scan::MarketsOf(fixture) => {
                let all = rows.markets.sorted().into_iter();
                all.filter(|market| market.fixture == fixture).map(|market| Key::Market(market.id)).collect()
            }
            Scan::SelectionsOf(market) => {
                let all = rows.selections.sorted().into_iter();
                all.filter(|row| row.market == market).map(|row| Key::Selection(row.id)).collect()
            }
            Scan::OpenBasketsOf(user) => {
                let all = rows.baskets.sorted().into_iter();
                all.filter(|row| row.user == user && row.is_open()).map(|row| Key::Basket(row.id)).collect()
            }
            Scan::Due { until, limit } => {
                let mut due = self.due();
                due.retain(|(at, _)| *at <= until);
                first(due, limit)
            }
        }
    }

    /// What falls due by itself, and when.
    pub(crate) fn due(&self) -> Vec<(Timestamp, Key)> {
        let mut due = Vec::new();
        for fixture in self.rows.fixtures.sorted() {
            due.extend(fixture.void_due().map(|at| (at, Key::Fixture(fixture.id))));
        }
        for user in self.rows.users.sorted() {
            due.extend(user.reopens_at.map(|at| (at, Key::User(user.id))));
        }
        for basket in self.rows.baskets.sorted() {
            due.extend(basket.is_open().then_some((basket.expires_at, Key::Basket(basket.id))));
        }
        due
    }
}

/// The first few in an order, and of what is equal in it, by key.
fn first<Order: Ord>(mut found: Vec<(Order, Key)>, limit: u32) -> Vec<Key> {
    found.sort();
    found.into_iter().map(|(_, key)| key).take(limit as usize).collect()
}
