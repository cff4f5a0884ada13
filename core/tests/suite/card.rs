//! A card of races for the tests: as many runners as are wanted, each at the same price.

use realdeal::OpenedMarket;
use realdeal::betting::{Bet, PlaceFraction, PlaceTerms, Slip};
use realdeal::catalogue::{
    EachWay, Finish, Fixture, MarketKind, Outcome, ParticipantKind, Placing, RaceTerms,
};
use realdeal::id::{FixtureId, ParticipantId, UserId};
use realdeal::odds::Odds;

use crate::support::{World, hours, world};

/// The standard terms of a race that is no handicap.
pub(crate) const BY_RUNNERS: RaceTerms =
    RaceTerms { each_way: Some(EachWay::ByRunners { handicap: false }), ante_post: false, guaranteed: false };

/// So many places at one part of so many.
pub(crate) fn fixed(places: u8, part_of: u8) -> RaceTerms {
    let fraction = PlaceFraction::new(1, part_of).unwrap();
    RaceTerms { each_way: Some(EachWay::Fixed(PlaceTerms { places, fraction })), ..RaceTerms::default() }
}

/// `1 2 2 x -`: positions, who did not finish, who did not run.
pub(crate) fn order(text: &str) -> Vec<Finish> {
    let finish = |word| match word {
        "x" => Finish::DidNotFinish,
        "-" => Finish::DidNotRun,
        position => Finish::Position(position.parse().unwrap()),
    };
    text.split_whitespace().map(finish).collect()
}

/// A race with its market on the winner, three hours from the start of the world.
pub(crate) struct Field {
    pub(crate) race: FixtureId,
    pub(crate) runners: Vec<ParticipantId>,
    pub(crate) market: OpenedMarket,
}

/// A world with one such race.
pub(crate) struct Card {
    pub(crate) w: World,
    pub(crate) race: FixtureId,
    pub(crate) runners: Vec<ParticipantId>,
    pub(crate) market: OpenedMarket,
}

fn raced(w: &mut World, name: &str, terms: RaceTerms, count: usize, price: &str) -> Field {
    let (bookmaker, league, start) = (w.bookmaker, w.league, w.start.plus(hours(3)));
    let mut office = w.book.session(bookmaker);
    let mut enter =
        |number| office.create_participant(format!("{name} {number}"), ParticipantKind::Runner).unwrap();
    let runners: Vec<_> = (1..=count).map(&mut enter).collect();
    let race = office.schedule_fixture(league, Fixture::race_of(runners.clone()), start).unwrap();
    let prices: Vec<_> = runners.iter().map(|&runner| (Outcome::Runner(runner), price)).collect();
    let market = office.open_race_market(race, MarketKind::RaceWinner, terms, prices).unwrap();
    Field { race, runners, market }
}

impl Card {
    pub(crate) fn of(terms: RaceTerms, count: usize, price: &str) -> Self {
        let mut w = world();
        let Field { race, runners, market } = raced(&mut w, "Runner", terms, count, price);
        Self { w, race, runners, market }
    }

    /// Another race on the same card.
    pub(crate) fn another(&mut self, terms: RaceTerms, count: usize, price: &str) -> Field {
        raced(&mut self.w, "Other", terms, count, price)
    }

    pub(crate) fn prices(&self, price: &'static str) -> Vec<(Outcome, &'static str)> {
        self.runners.iter().map(|&runner| (Outcome::Runner(runner), price)).collect()
    }

    /// A bet each way on a runner by its number, counted from 0.
    pub(crate) fn each_way(&mut self, user: UserId, runner: usize, price: &str, stake: &str) -> Bet {
        let slip = Slip::single(self.market.selections[runner], price).each_way().stake(stake);
        self.w.book.session(user).place_bet(slip).unwrap()
    }

    /// A bet on the win.
    pub(crate) fn win(&mut self, user: UserId, runner: usize, price: &str, stake: &str) -> Bet {
        let slip = Slip::single(self.market.selections[runner], price).stake(stake);
        self.w.book.session(user).place_bet(slip).unwrap()
    }

    pub(crate) fn placings(&self, finishes: &[Finish]) -> Vec<Placing> {
        self.runners.iter().zip(finishes).map(|(&runner, &finish)| Placing::new(runner, finish)).collect()
    }

    /// The race is run, four hours from the start of the world.
    pub(crate) fn run(&mut self, finishes: &[Finish]) {
        let (race, placings) = (self.race, self.placings(finishes));
        self.record(race, placings);
    }

    /// The same with a starting price for the first runner.
    pub(crate) fn run_at(&mut self, finishes: &[Finish], starting_price: &str) {
        let mut placings = self.placings(finishes);
        placings[0] = placings[0].starting_at(starting_price.parse().unwrap());
        self.record(self.race, placings);
    }

    /// Another race is run.
    pub(crate) fn finish(&mut self, other: &Field, finishes: &[Finish]) {
        let placings = other.runners.iter().zip(finishes);
        let placings = placings.map(|(&runner, &finish)| Placing::new(runner, finish)).collect();
        self.record(other.race, placings);
    }

    fn record(&mut self, race: FixtureId, placings: Vec<Placing>) {
        self.w.at(hours(4));
        let bookmaker = self.w.bookmaker;
        self.w.book.session(bookmaker).record_positions(race, placings).unwrap();
    }

    /// A runner is withdrawn now, at a price.
    pub(crate) fn withdraw(&mut self, runner: usize, price: &str) {
        let (bookmaker, race, now) = (self.w.bookmaker, self.race, self.w.book.now());
        let (runner, odds) = (self.runners[runner], price.parse::<Odds>().unwrap());
        self.w.book.session(bookmaker).withdraw_runner(race, runner, odds, now).unwrap();
    }

    /// The market takes bets again.
    pub(crate) fn resume(&mut self) {
        let (bookmaker, market) = (self.w.bookmaker, self.market.id);
        self.w.book.session(bookmaker).resume_market(market).unwrap();
    }

    pub(crate) fn returned(&self, bet: &Bet) -> String {
        self.w.book.bet(bet.id).unwrap().returned().to_string()
    }
}
