//! A small world: an admin, a bookmaker, two bettors with 100.00 EUR each, a league, four teams and two fixtures.

use std::time::Duration;

use realdeal::betting::{Bet, Slip};
use realdeal::catalogue::{Fixture, MarketKind, Outcome, Score};
use realdeal::id::{CompetitionId, FixtureId, ParticipantId, SelectionId, UserId};
use realdeal::people::{Person, Role};
use realdeal::time::Timestamp;
use realdeal::{Book, Error, OpenedMarket};

use super::book_at;

pub(crate) fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}

pub(crate) fn hours(count: u64) -> Duration {
    minutes(count * 60)
}

/// A book with people, a catalogue and money in it.
pub(crate) struct World {
    pub(crate) book: Book,
    /// When the world was made; the first fixture starts three hours later, the second four.
    pub(crate) start: Timestamp,
    pub(crate) admin: UserId,
    pub(crate) bookmaker: UserId,
    pub(crate) alice: UserId,
    pub(crate) bob: UserId,
    pub(crate) league: CompetitionId,
    pub(crate) teams: [ParticipantId; 4],
    pub(crate) first: FixtureId,
    pub(crate) second: FixtureId,
    /// 1X2 of the first fixture at 2.10, 3.40, 3.60.
    pub(crate) market: OpenedMarket,
    /// 1X2 of the second fixture at 1.50, 4.00, 7.00.
    pub(crate) other: OpenedMarket,
}

/// When a world is made.
pub(crate) fn noon() -> Timestamp {
    Timestamp::utc(2024, 8, 16, 12, 0).unwrap()
}

pub(crate) fn world() -> World {
    world_in(book_at(noon()))
}

/// The world in an empty book of the test's own.
pub(crate) fn world_in(mut book: Book) -> World {
    let start = noon();
    book.set_now(start);
    let admin = book.system().create_first_admin(Person::new("Ada", "ada@example.org")).unwrap();
    let mut enter =
        |name: &str| book.visitor().register(Person::new(name, format!("{name}@example.org"))).unwrap();
    let (bookmaker, alice, bob) = (enter("bo"), enter("alice"), enter("bob"));
    book.session(admin).change_role(bookmaker, Role::Bookmaker).unwrap();
    book.system().confirm_deposit(alice, "100.00 EUR", "bank", "first of alice").unwrap();
    book.system().confirm_deposit(bob, "100.00 EUR", "bank", "first of bob").unwrap();
    let mut office = book.session(bookmaker);
    let league = office.create_competition("Premier League", "premier-league").unwrap();
    let teams = ["Arsenal", "Wolves", "Everton", "Fulham"].map(|name| office.create_team(name).unwrap());
    let mut schedule =
        |home, away, start| office.schedule_fixture(league, Fixture::match_of(home, away), start).unwrap();
    let first = schedule(teams[0], teams[1], start.plus(hours(3)));
    let second = schedule(teams[2], teams[3], start.plus(hours(4)));
    let mut open = |fixture, prices: [&'static str; 3]| {
        let outcomes = [Outcome::Home, Outcome::Draw, Outcome::Away];
        office.open_market(fixture, MarketKind::MatchResult, outcomes.into_iter().zip(prices)).unwrap()
    };
    let market = open(first, ["2.10", "3.40", "3.60"]);
    let other = open(second, ["1.50", "4.00", "7.00"]);
    World { book, start, admin, bookmaker, alice, bob, league, teams, first, second, market, other }
}

impl World {
    /// Puts the clock so much after the start of the world.
    pub(crate) fn at(&mut self, after: Duration) -> &mut Self {
        self.book.set_now(self.start.plus(after));
        self
    }

    /// A slip with an id of the book's making.
    pub(crate) fn slip(&mut self, legs: &[(SelectionId, &str)], stake: &str) -> Slip {
        let id = self.book.fresh_id();
        legs.iter().fold(Slip::new(id), |slip, &(selection, odds)| slip.leg(selection, odds)).stake(stake)
    }

    /// Places a bet.
    pub(crate) fn place(
        &mut self,
        user: UserId,
        legs: &[(SelectionId, &str)],
        stake: &str,
    ) -> Result<Bet, Error> {
        let slip = self.slip(legs, stake);
        self.book.session(user).place_bet(slip)
    }

    /// Alice's 10.00 EUR on the home side of the first fixture.
    pub(crate) fn alice_on_home(&mut self) -> Bet {
        let home = self.market.selections[0];
        self.place(self.alice, &[(home, "2.10")], "10.00 EUR").unwrap()
    }

    /// Records a final score, five hours after the start of the world.
    pub(crate) fn finish(&mut self, fixture: FixtureId, home: u16, away: u16) {
        self.at(hours(5));
        let bookmaker = self.bookmaker;
        self.book.session(bookmaker).record_score(fixture, Score::full_time(home, away)).unwrap();
    }

    /// A bettor's cash in euros.
    pub(crate) fn cash(&mut self, user: UserId) -> String {
        self.book.session(user).wallet("EUR").unwrap().cash.to_string()
    }

    /// How a bet stands, in words.
    pub(crate) fn status(&self, bet: &Bet) -> String {
        self.book.bet(bet.id).unwrap().status.to_string()
    }

    /// Asserts that the books balance, and that a book rebuilt from the journal is equal to this one.
    #[track_caller]
    pub(crate) fn check(&self) {
        check(&self.book);
    }
}

/// Asserts that the books balance, and that a book rebuilt from the journal is equal to this one.
#[track_caller]
pub(crate) fn check(book: &Book) {
    let audit = book.audit().unwrap();
    assert!(audit.is_clean(), "{:#?}", audit.faults);
    let records = book.journal(realdeal::storage::Page::first(usize::MAX)).unwrap();
    assert_eq!(records.len() as u64, audit.records);
    let mut again = book_at(Timestamp::EPOCH);
    again.restore(records).unwrap();
    assert_eq!(again.state_hash().unwrap(), book.state_hash().unwrap(), "rebuilt from the journal");
    assert_eq!(again.journal_head().unwrap(), book.journal_head().unwrap(), "sealed anew");
}
