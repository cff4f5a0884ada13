//! Reading bets and baskets, and what bets could cost.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Reader;
use crate::betting::{Basket, Bet, BetReceipt};
use crate::catalogue::{Outcome, Selection};
use crate::error::Error;
use crate::id::{BasketId, BetId, MarketId, SelectionId};
use crate::keys::Keys;
use crate::money::{Currency, Total};
use crate::rejection::Rejection;
use crate::state::{Exposure, ExposureId, Key, Progress, Row};
use crate::storage::{BasketFilter, BetFilter, Filter, OpenBets, Page, SelectionsOf};

/// What a market costs the house in one currency if one of its selections wins.
///
/// L_j = sum of the potential returns of the open bets on j, less all stakes of open bets in the market (docs/rules.md,
/// section 9). An accumulator stands with its whole stake and return on each of its legs until it is settled: the cautious
/// reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Liability {
    /// The selection.
    pub selection: SelectionId,
    /// Its outcome.
    pub outcome: Outcome,
    /// How many open bets back it.
    pub bets: i64,
    /// Their stakes.
    pub stakes: Total,
    /// What they return if they win.
    pub potential_return: Total,
    /// What the house loses on the market if this selection wins; below zero, what it keeps.
    pub liability: Total,
}

impl Reader {
    /// How far a market's legs are graded. Nothing is left to settle once [`behind`](Progress::behind) is
    /// zero.
    ///
    /// Error: `unknown_market`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// book.session(alice).place_bet(Slip::single(market.selections[0], "2.10").stake("10.00 EUR"))?;
    /// let progress = book.progress(market.id)?;
    /// assert_eq!((progress.legs, progress.behind), (1, 0)); // no result yet, so none waits
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn progress(&self, market: MarketId) -> Result<Progress, Error> {
        self.market(market)?;
        self.read(|snapshot| {
            let mut keys = Keys::new();
            keys.read(Key::Progress(market));
            snapshot.fetch(&keys)?;
            Ok(snapshot.state().progress.find(&market))
        })
    }

    /// A bet, for the host; [`Session::bet`](crate::Session::bet) asks whose it is.
    ///
    /// Error: `unknown_bet`.
    ///
    /// ```
    /// use realdeal::betting::{BetStatus, Slip};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// let id = book.session(alice).place_bet(slip)?.id;
    /// assert_eq!(book.bet(id)?.status, BetStatus::Open);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn bet(&self, bet: BetId) -> Result<Bet, Error> {
        Ok(self.row(&bet)?.ok_or(Rejection::UnknownBet { bet })?)
    }

    /// The bets of a user, by id, which is the order of their ids' times; for the host.
    /// [`Session::bets`](crate::Session::bets) asks whose they are, and has an example.
    ///
    /// Error: `unknown_user`.
    pub fn bets(&self, filter: impl Into<BetFilter>, page: Page<BetId>) -> Result<Vec<Bet>, Error> {
        let filter = filter.into();
        self.user(filter.user)?;
        self.list(filter, page)
    }

    /// Open bets with an undecided leg on a fixture or a market, by id.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// use realdeal::storage::{OpenBets, Page};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, fixture, market, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// let bet = book.session(alice).place_bet(slip)?.id;
    /// assert_eq!(book.open_bets(OpenBets::OnFixture(fixture), Page::first(100))?[0].id, bet);
    /// assert!(book.open_bets(OpenBets::OnMarket(market.id), Page::after(bet, 100))?.is_empty());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn open_bets(&self, on: OpenBets, page: Page<BetId>) -> Result<Vec<Bet>, Error> {
        self.list(on, page)
    }

    /// The receipt of a bet, for the host; [`Session::receipt`](crate::Session::receipt) asks whose it is.
    ///
    /// Error: `unknown_bet`.
    pub fn receipt(&self, bet: BetId) -> Result<BetReceipt, Error> {
        Ok(BetReceipt::of(&self.bet(bet)?))
    }

    /// A basket, for the host; [`Session::basket`](crate::Session::basket) asks whose it is.
    ///
    /// Error: `unknown_basket`.
    pub fn basket(&self, basket: BasketId) -> Result<Basket, Error> {
        Ok(self.row(&basket)?.ok_or(Rejection::UnknownBasket { basket })?)
    }

    /// Baskets, by id: those of a user, or those with a status.
    ///
    /// ```
    /// use realdeal::betting::BasketStatus;
    /// use realdeal::storage::{BasketFilter, Page};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, .. } = doc::world()?;
    /// let basket = book.session(alice).create_basket()?;
    /// let open = BasketFilter { status: Some(BasketStatus::Open), ..BasketFilter::default() };
    /// assert_eq!(book.baskets(open, Page::first(100))?[0].id, basket);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn baskets(&self, filter: BasketFilter, page: Page<BasketId>) -> Result<Vec<Basket>, Error> {
        self.list(filter, page)
    }

    /// What each outcome of a market would cost, by selection and currency. Selections without open bets are in it, for
    /// every currency in which the market has any.
    ///
    /// Error: `unknown_market`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// book.session(alice).place_bet(Slip::single(market.selections[0], "2.10").stake("10.00 EUR"))?;
    /// let lines = book.liability(market.id)?;
    /// let cost = |index: usize| lines.iter().find(|line| line.selection == market.selections[index]).unwrap().liability.to_string();
    /// assert_eq!((cost(0), cost(1)), ("11.00 EUR".to_owned(), "-10.00 EUR".to_owned())); // 21.00 EUR less the stake; or the stake is kept
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn liability(&self, market: MarketId) -> Result<Vec<Liability>, Error> {
        self.market(market)?;
        let query = SelectionsOf { market }.query();
        let (selections, exposures) = self.read(|snapshot| {
            // A market has no more selections than fit into a page.
            let found = snapshot.find(&query, &Page::first(usize::MAX))?;
            let mut keys = Keys::new();
            for key in &found {
                keys.read(key.clone());
            }
            snapshot.fetch(&keys)?;
            let table = &snapshot.state().selections;
            let selections: Vec<_> =
                found.iter().filter_map(|key| table.find(Selection::id_in(key)?).cloned()).collect();
            Ok((selections, snapshot.exposures(market)?))
        })?;
        Ok(liabilities(&selections, &exposures))
    }
}

fn liabilities(selections: &[Selection], exposures: &[(ExposureId, Exposure)]) -> Vec<Liability> {
    let by_id: BTreeMap<_, _> = exposures.iter().copied().collect();
    let mut staked: BTreeMap<Currency, i128> = BTreeMap::new();
    for (id, exposure) in exposures {
        *staked.entry(id.currency).or_default() += exposure.stakes;
    }
    let mut lines = Vec::new();
    for selection in selections {
        for (&currency, &staked) in &staked {
            let id = ExposureId { selection: selection.id, currency };
            let exposure = by_id.get(&id).copied().unwrap_or_default();
            let total = |minor| Total::new(minor, currency);
            lines.push(Liability {
                selection: selection.id,
                outcome: selection.outcome.clone(),
                bets: exposure.open,
                stakes: total(exposure.stakes),
                potential_return: total(exposure.potential),
                liability: total(exposure.potential - staked),
            });
        }
    }
    lines
}
