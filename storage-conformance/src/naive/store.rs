//! What is kept: rows and sums, transfers, prices, and the journal. And how keys are looked for: at every row.

use std::mem::discriminant;

use realdeal::StorageError;
use realdeal::betting::Basket;
use realdeal::id::MarketId;
use realdeal::journal::JournalRecord;
use realdeal::journal::seal::{Seal, Sealer, verify};
use realdeal::keys::{Access, Keys, Scan, parents};
use realdeal::state::{Changes, Key, PriceChange, State};
use realdeal::storage::{Page, Query};
use realdeal::time::Timestamp;
use realdeal::wallet::Transfer;

/// Everything there is.
#[derive(Debug, Clone)]
pub(super) struct Store {
    /// All rows with their versions, and all sums. A row that is deleted leaves its version behind, so that one made anew under
    /// its id is not taken for it.
    pub(super) rows: State,
    /// The ledger, in the order in which it was written.
    pub(super) transfers: Vec<Transfer>,
    /// The prices of all selections, in order.
    pub(super) prices: Vec<PriceChange>,
    /// Records that were committed and have no number yet.
    waiting: Vec<JournalRecord>,
    /// The bytes of the numbered records: the first has number 1.
    pub(super) journal: Vec<Vec<u8>>,
    /// The seals of full blocks, and what makes the next one.
    seals: Vec<Seal>,
    pub(super) sealer: Sealer,
}

impl Default for Store {
    fn default() -> Self {
        Self {
            rows: State::complete(),
            transfers: Vec::new(),
            prices: Vec::new(),
            waiting: Vec::new(),
            journal: Vec::new(),
            seals: Vec::new(),
            sealer: Sealer::default(),
        }
    }
}

impl Store {
    /// Makes what one command has changed part of the books.
    pub(super) fn take(&mut self, changes: Changes) {
        let Changes { rows, transfers, prices, record } = changes;
        for change in rows {
            self.rows.make(change);
        }
        self.transfers.extend(transfers);
        self.prices.extend(prices);
        if let Some(record) = record {
            self.rows.last_at = self.rows.last_at.max(record.at);
            self.waiting.push(record);
        }
    }

    /// Gives every record that waits its number, and seals it.
    pub(super) fn seal(&mut self) {
        for record in std::mem::take(&mut self.waiting) {
            let bytes = record.to_bytes();
            self.seals.extend(self.sealer.push(&bytes));
            self.journal.push(bytes);
        }
    }

    pub(super) fn verify_journal(&self) -> Result<(), StorageError> {
        let records = self.journal.iter().map(Vec::as_slice);
        Ok(verify(records, &self.seals, &self.sealer.head())?)
    }

    /// Fetches rows into a state that knows a part, each with its parents and theirs in turn; says which were not known.
    pub(super) fn fetch(&self, keys: &Keys, known: &mut State) -> Vec<Key> {
        let mut wanted = keys.clone().canonical();
        let mut fetched = Vec::new();
        while let Some((key, access)) = wanted.pop() {
            let is_new = !known.knows(&key);
            if is_new {
                // A row that is absent is loaded, too: from here on it is known to be absent.
                known.load_from(&self.rows, &key);
                fetched.push(key.clone());
            }
            // Something that was read before brings more when it is to be written: its claims.
            if is_new || access == Access::Write {
                let more = parents(known, &key, access).canonical();
                // What is known already is fetched again only to be written: its fence is another.
                let more =
                    more.into_iter().filter(|(key, access)| *access == Access::Write || !known.knows(key));
                wanted.extend(more);
            }
        }
        fetched
    }

    /// What a query finds: every row is tried.
    pub(super) fn find(&self, query: &Query, page: &Page<Key>) -> Vec<Key> {
        let comes_after = |key: &Key| match &page.after {
            Some(after) if discriminant(after) == discriminant(key) => key > after,
            // A page after a key of another kind begins at the start.
            Some(_) | None => true,
        };
        let keys = self.rows.keys().into_iter();
        keys.filter(|key| query.admits(key, &self.rows) && comes_after(key)).take(page.limit).collect()
    }

    /// What a scan finds.
    pub(super) fn scan(&self, scan: &Scan) -> Vec<Key> {
        let rows = &self.rows;
        match *scan {
            Scan::BetsBehind { market, limit } => limited(self.bets_behind(market), limit),
            Scan::MarketsOf(fixture) => {
                let all = rows.markets.sorted().into_iter();
                all.filter(|market| market.fixture == fixture).map(|market| Key::Market(market.id)).collect()
            }
            Scan::SelectionsOf(market) => {
                let all = rows.selections.sorted().into_iter();
                let of_market = all.filter(|selection| selection.market == market);
                of_market.map(|selection| Key::Selection(selection.id)).collect()
            }
            Scan::OpenBasketsOf(user) => {
                let all = rows.baskets.sorted().into_iter();
                let open = all.filter(|basket| basket.user == user && basket.is_open());
                open.map(|basket| Key::Basket(basket.id)).collect()
            }
            Scan::Due { until, limit } => {
                let mut due = self.due();
                due.retain(|(at, _)| *at <= until);
                limited(due, limit)
            }
        }
    }

    /// Bets with a leg on a market that was graded before the market's revision, by the leg's revision.
    fn bets_behind(&self, market: MarketId) -> Vec<(u32, Key)> {
        let revision = self.rows.markets.find(&market).map_or(0, |market| market.revision);
        let mut behind = Vec::new();
        for bet in self.rows.bets.sorted().into_iter().filter(|bet| !bet.withdrawn) {
            let legs = bet.legs.iter().filter(|leg| leg.market == market && leg.revision < revision);
            behind.extend(legs.map(|leg| (leg.revision, Key::Bet(bet.id))));
        }
        behind
    }

    /// Everything for which a time was set at which something happens by itself.
    pub(super) fn due(&self) -> Vec<(Timestamp, Key)> {
        let rows = &self.rows;
        let fixtures = rows.fixtures.sorted().into_iter();
        let fixtures = fixtures.filter_map(|row| Some((row.void_due()?, Key::Fixture(row.id))));
        let users = rows.users.sorted().into_iter();
        let users = users.filter_map(|row| Some((row.reopens_at?, Key::User(row.id))));
        let baskets = rows.baskets.sorted().into_iter().filter(|row| Basket::is_open(row));
        let baskets = baskets.map(|row| (row.expires_at, Key::Basket(row.id)));
        fixtures.chain(users).chain(baskets).collect()
    }
}

/// The first keys in an order.
fn limited<Order: Ord>(mut found: Vec<(Order, Key)>, limit: u32) -> Vec<Key> {
    found.sort();
    found.into_iter().take(limit as usize).map(|(_, key)| key).collect()
}
