//! Looking for rows in memory: an index gives candidates in the order of their ids, and the query chooses among them.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::ops::Bound;

use super::store::Store;
use crate::betting::BasketStatus;
use crate::id::{BetId, FixtureId, MarketId, SelectionId};
use crate::money::Currency;
use crate::state::Key;
use crate::storage::{BasketFilter, FixtureFilter, MarketFilter, OpenBets, Page, Query};

type Candidates<'a> = Box<dyn Iterator<Item = Key> + 'a>;

/// All of a kind after an id.
fn all<Id: Ord + Copy>(ids: &BTreeSet<Id>, after: Option<Id>, key: fn(Id) -> Key) -> Candidates<'_> {
    let start = after.map_or(Bound::Unbounded, Bound::Excluded);
    Box::new(ids.range((start, Bound::Unbounded)).map(move |&id| key(id)))
}

/// All that an index has under one owner, after an id.
fn under<Owner: Ord + Copy, Id: Ord + Copy>(
    index: &BTreeSet<(Owner, Id)>,
    owner: Owner,
    after: Option<Id>,
    (min, max): (Id, Id),
    key: fn(Id) -> Key,
) -> Candidates<'_> {
    let start = after.map_or(Bound::Included((owner, min)), |id| Bound::Excluded((owner, id)));
    Box::new(index.range((start, Bound::Included((owner, max)))).map(move |&(_, id)| key(id)))
}

/// Several ascending runs as one, each id once.
fn merged<Id: Ord + Clone>(mut runs: Vec<Peekable<impl Iterator<Item = Id>>>) -> impl Iterator<Item = Id> {
    std::iter::from_fn(move || {
        let next = runs.iter_mut().filter_map(|run| run.peek().cloned()).min()?;
        for run in &mut runs {
            run.next_if_eq(&next);
        }
        Some(next)
    })
}

/// The id in the key after which a page starts, if it is of the kind.
macro_rules! after {
    ($page:expr, $kind:ident) => {
        match &$page.after {
            Some(Key::$kind(id)) => Some(*id),
            _ => None,
        }
    };
}

/// The ends of an index's range under one owner.
macro_rules! ends {
    ($id:ident) => {
        (crate::id::$id::MIN, crate::id::$id::MAX)
    };
}

impl Store {
    pub(super) fn find(&self, query: &Query, page: &Page<Key>) -> Vec<Key> {
        let candidates = self.candidates(query, page);
        candidates.filter(|key| query.admits(key, &self.state)).take(page.limit).collect()
    }

    fn candidates<'a>(&'a self, query: &Query, page: &Page<Key>) -> Candidates<'a> {
        let indexes = &self.indexes;
        match query {
            Query::Users(_) => all(&indexes.users, after!(page, User), Key::User),
            Query::Competitions(_) => all(&indexes.competitions, after!(page, Competition), Key::Competition),
            Query::Participants(_) => all(&indexes.participants, after!(page, Participant), Key::Participant),
            Query::Withdrawals(_) => all(&indexes.withdrawals, after!(page, Withdrawal), Key::Withdrawal),
            Query::Fixtures(filter) => self.fixtures(filter, after!(page, Fixture)),
            Query::Markets(filter) => self.markets(filter, after!(page, Market)),
            Query::Selections(of) => {
                let after = after!(page, Selection);
                under(&indexes.selections_of, of.market, after, ends!(SelectionId), Key::Selection)
            }
            Query::Bets(of) => {
                let bettor = indexes.bettors.get(&of.user).into_iter();
                let after = after!(page, Bet);
                Box::new(bettor.flat_map(move |bettor| bettor.bets.after(after)).map(Key::Bet))
            }
            Query::OpenBets(on) => self.open_bets(*on, after!(page, Bet)),
            Query::Baskets(filter) => self.baskets(filter, page),
            Query::Cursors(_) => {
                let names =
                    self.state.cursors.sorted().into_iter().map(|cursor| Key::Cursor(cursor.name.clone()));
                let start = page.after.clone();
                Box::new(names.filter(move |key| start.as_ref().is_none_or(|after| after < key)))
            }
        }
    }

    fn fixtures(&self, filter: &FixtureFilter, after: Option<FixtureId>) -> Candidates<'_> {
        let indexes = &self.indexes;
        match (filter.competition, filter.participant) {
            (_, Some(id)) => under(&indexes.fixtures_with, id, after, ends!(FixtureId), Key::Fixture),
            (Some(id), None) => under(&indexes.fixtures_in, id, after, ends!(FixtureId), Key::Fixture),
            (None, None) => all(&indexes.fixtures, after, Key::Fixture),
        }
    }

    fn markets(&self, filter: &MarketFilter, after: Option<MarketId>) -> Candidates<'_> {
        let indexes = &self.indexes;
        match filter {
            MarketFilter { fixture: Some(id), .. } => {
                under(&indexes.markets_of, *id, after, ends!(MarketId), Key::Market)
            }
            MarketFilter { behind: Some(true), .. } => all(&indexes.behind, after, Key::Market),
            _ => all(&indexes.markets, after, Key::Market),
        }
    }

    fn baskets(&self, filter: &BasketFilter, page: &Page<Key>) -> Candidates<'_> {
        let (indexes, after) = (&self.indexes, after!(page, Basket));
        match (filter.user, filter.status) {
            (Some(user), _) => under(&indexes.baskets_of, user, after, ends!(BasketId), Key::Basket),
            (None, Some(status)) => all(indexes.baskets(status), after, Key::Basket),
            (None, None) => {
                let of_status = |status| all(indexes.baskets(status), after, Key::Basket);
                Box::new(merged(BasketStatus::ALL.map(|status| of_status(status).peekable()).into()))
            }
        }
    }

    fn open_bets(&self, on: OpenBets, after: Option<BetId>) -> Candidates<'_> {
        let markets = match on {
            OpenBets::OnMarket(market) => vec![market],
            OpenBets::OnFixture(fixture) => {
                let range = (fixture, MarketId::MIN)..=(fixture, MarketId::MAX);
                self.indexes.markets_of.range(range).map(|&(_, market)| market).collect()
            }
        };
        let mut runs = Vec::new();
        for legs in markets.iter().filter_map(|market| self.indexes.legs.get(market)) {
            runs.extend(legs.after(after).map(Iterator::peekable));
        }
        Box::new(merged(runs).map(Key::Bet))
    }

    /// The selections of a market, by id.
    pub(super) fn selections_of(&self, market: MarketId) -> impl Iterator<Item = SelectionId> {
        let range = (market, SelectionId::MIN)..=(market, SelectionId::MAX);
        self.indexes.selections_of.range(range).map(|&(_, id)| id)
    }

    /// The currencies in which the house has a balance: wherever a bet is open, its stake is one.
    pub(super) fn currencies(&self) -> impl Iterator<Item = Currency> + use<> {
        let mut currencies: Vec<_> =
            self.state.house_balances.sorted().into_iter().map(|(id, _)| id.currency).collect();
        currencies.dedup();
        currencies.into_iter()
    }
}
