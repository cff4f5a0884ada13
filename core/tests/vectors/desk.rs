//! A betting desk for vectors: priced selections, bets on them, and explicit results, all through the public API.
//!
//! Each selection stands in a custom market on a fixture of its own, so that any of them can share a slip. The house
//! rules have the widest limits that the engine takes. Not here: what a result is; each vector says that.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::collections::BTreeMap;

use realdeal::betting::{Bet, Slip};
use realdeal::catalogue::{Fixture, MarketKind, Outcome};
use realdeal::house_rules::{HouseRules, Limits};
use realdeal::id::{BetId, CompetitionId, MarketId, ParticipantId, SelectionId, UserId};
use realdeal::money::{Currency, Money, Rounding};
use realdeal::odds::Odds;
use realdeal::people::{Person, Role};
use realdeal::settlement::LegResult;
use realdeal::time::Timestamp;
use realdeal::{Book, Error};

use crate::support::{book_at, hours};

/// A selection that can be backed.
#[derive(Clone, Copy)]
pub(crate) struct Offer {
    market: MarketId,
    selection: SelectionId,
    odds: Odds,
}

/// A book with everything that a bet needs.
pub(crate) struct Desk {
    book: Book,
    now: Timestamp,
    admin: UserId,
    bookmaker: UserId,
    bettor: UserId,
    league: CompetitionId,
    teams: [ParticipantId; 2],
    rules: HouseRules,
}

/// The widest limits that the engine takes, in every currency of the vectors.
fn wide_rules(currencies: &[Currency]) -> HouseRules {
    let widest = Limits { min_stake: 1, max_stake: Limits::CEILING, max_return: Limits::CEILING };
    HouseRules {
        limits: currencies.iter().map(|&currency| (currency, widest)).collect::<BTreeMap<_, _>>(),
        max_legs: HouseRules::MAX_LEGS,
        max_odds: Odds::new(Odds::MAX.into(), 1).unwrap(),
        ..HouseRules::default()
    }
}

impl Desk {
    pub(crate) fn open(currencies: &[Currency]) -> Self {
        let now = Timestamp::utc(2024, 8, 16, 12, 0).unwrap();
        let mut book = book_at(now);
        let admin = book.system().create_first_admin(Person::new("Ada", "ada@example.org")).unwrap();
        let bookmaker = book.visitor().register(Person::new("Bo", "bo@example.org")).unwrap();
        let bettor = book.visitor().register(Person::new("Alice", "alice@example.org")).unwrap();
        book.session(admin).change_role(bookmaker, Role::Bookmaker).unwrap();
        let mut office = book.session(bookmaker);
        let league = office.create_competition("Vectors", "vectors").unwrap();
        let teams = ["Home", "Away"].map(|name| office.create_team(name).unwrap());
        let rules = wide_rules(currencies);
        book.session(admin).adopt_house_rules(rules.clone()).unwrap();
        Self { book, now, admin, bookmaker, bettor, league, teams, rules }
    }

    /// Bets placed from now on are rounded in this way.
    pub(crate) fn round_by(&mut self, rounding: Rounding) {
        if self.rules.rounding != rounding {
            self.rules.rounding = rounding;
            self.book.session(self.admin).adopt_house_rules(self.rules.clone()).unwrap();
        }
    }

    /// Opens a market with one selection at this price, on a fixture of its own.
    pub(crate) fn offer(&mut self, odds: Odds) -> Offer {
        let [home, away] = self.teams;
        let mut office = self.book.session(self.bookmaker);
        let start = self.now.plus(hours(1));
        let fixture = office.schedule_fixture(self.league, Fixture::match_of(home, away), start).unwrap();
        let kind = MarketKind::Custom { name: "vector".to_owned() };
        let opened = office.open_market(fixture, kind, [(Outcome::named("backed"), odds)]).unwrap();
        Offer { market: opened.id, selection: opened.selections[0], odds }
    }

    /// Backs all of these in one bet, with money that is paid in for it.
    pub(crate) fn back(&mut self, stake: Money, offers: &[Offer]) -> Result<Bet, Error> {
        let id = self.book.fresh_id();
        self.book.system().confirm_deposit(self.bettor, stake, "bank", id.to_string()).unwrap();
        let slip = offers.iter().fold(Slip::new(id), |slip, offer| slip.leg(offer.selection, offer.odds));
        self.book.session(self.bettor).place_bet(slip.stake(stake))
    }

    /// Records what came of each offer once its fixture has started, and settles the bets on it.
    pub(crate) fn record(&mut self, results: &[(Offer, LegResult)]) {
        self.now = self.now.plus(hours(2));
        self.book.set_now(self.now);
        for &(Offer { market, selection, .. }, result) in results {
            self.book.session(self.bookmaker).record_outcomes(market, [(selection, result)]).unwrap();
        }
    }

    /// Backs the legs in one bet, records what came of them, and gives the settled bet.
    pub(crate) fn settle(&mut self, stake: Money, legs: &[(Odds, LegResult)]) -> Result<Bet, Error> {
        let offers: Vec<Offer> = legs.iter().map(|&(odds, _)| self.offer(odds)).collect();
        let placed = self.back(stake, &offers)?;
        let results: Vec<_> = offers.into_iter().zip(legs.iter().map(|&(_, result)| result)).collect();
        self.record(&results);
        Ok(self.bet(placed.id))
    }

    /// A bet as it stands now.
    pub(crate) fn bet(&self, bet: BetId) -> Bet {
        self.book.bet(bet).unwrap()
    }

    /// The bettor's cash in a currency.
    pub(crate) fn cash(&mut self, currency: &str) -> Money {
        self.book.session(self.bettor).wallet(currency).unwrap().cash
    }

    /// The books, for checks of the whole.
    pub(crate) fn book(&self) -> &Book {
        &self.book
    }
}
