//! The small world of the cases: an admin, a bookmaker, two bettors with 100.00 EUR each, a league, four teams, two fixtures.
//!
//! Its ids and times follow from a seed, so that the same scene on two backends must leave the same books.

use std::fmt::Debug;
use std::time::Duration;

use realdeal::betting::{Bet, Slip};
use realdeal::catalogue::{ExternalId, Fixture, MarketKind, Outcome, ParticipantKind, Score};
use realdeal::command::{CreateCompetition, CreateParticipant};
use realdeal::host::SimulatedHost;
use realdeal::house_rules::HouseRules;
use realdeal::id::{BasketId, CompetitionId, FixtureId, ParticipantId, SelectionId, UserId};
use realdeal::memory::Memory;
use realdeal::people::{Exclusion, Person, Role};
use realdeal::storage::{Readers, Storage};
use realdeal::time::Timestamp;
use realdeal::{Book, Error, OpenedMarket};

use crate::Backend;
use crate::picture::{Picture, reference_keys};

pub(crate) fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}

pub(crate) fn hours(count: u64) -> Duration {
    minutes(count * 60)
}

/// When the worlds begin: a Friday at noon.
pub(crate) fn noon() -> Timestamp {
    Timestamp::utc(2024, 8, 16, 12, 0).unwrap()
}

/// A book over a backend, at noon, with ids that follow from a seed.
pub(crate) fn book_on(storage: impl Storage + 'static, seed: u64) -> Book {
    let mut book = Book::with_host(storage, SimulatedHost::new(seed, noon()));
    book.set_now(noon());
    book
}

/// Asserts that a request was refused with this code.
#[track_caller]
pub(crate) fn refused<T: Debug>(code: &str, answer: Result<T, Error>) {
    match answer {
        Ok(made) => panic!("expected {code}, but it was carried out: {made:?}"),
        Err(error) => assert_eq!(error.code(), code, "{error}"),
    }
}

/// A book with people, a catalogue and money in it.
pub(crate) struct World {
    pub(crate) book: Book,
    pub(crate) admin: UserId,
    pub(crate) bookmaker: UserId,
    pub(crate) alice: UserId,
    pub(crate) bob: UserId,
    pub(crate) league: CompetitionId,
    pub(crate) teams: [ParticipantId; 4],
    /// Starts three hours after the world.
    pub(crate) first: FixtureId,
    /// Starts four hours after the world.
    pub(crate) second: FixtureId,
    /// The result of the first fixture at 2.10, 3.40, 3.60.
    pub(crate) market: OpenedMarket,
    /// The result of the second fixture at 1.50, 4.00, 7.00.
    pub(crate) other: OpenedMarket,
}

impl World {
    /// The world on a backend, opened.
    pub(crate) fn on(backend: &mut dyn Backend) -> Self {
        Self::over(backend.open().expect("the store can be opened"))
    }

    pub(crate) fn over(storage: impl Storage + 'static) -> Self {
        Self::build(book_on(storage, 1)).expect("the world can be built")
    }

    fn build(mut book: Book) -> Result<Self, Error> {
        let admin = book.system().create_first_admin(Person::new("Ada", "ada@example.org"))?;
        let mut enter =
            |name: &str| book.visitor().register(Person::new(name, format!("{name}@example.org")));
        let (bookmaker, alice, bob) = (enter("bo")?, enter("alice")?, enter("bob")?);
        book.session(admin).change_role(bookmaker, Role::Bookmaker)?;
        book.system().confirm_deposit(alice, "100.00 EUR", "bank", "first of alice")?;
        book.system().confirm_deposit(bob, "100.00 EUR", "bank", "first of bob")?;
        let mut office = book.session(bookmaker);
        let league = office.create_competition("Premier League", "premier-league")?;
        let teams = [
            office.create_team("Arsenal")?,
            office.create_team("Wolves")?,
            office.create_team("Everton")?,
            office.create_team("Fulham")?,
        ];
        let mut schedule =
            |home, away, start| office.schedule_fixture(league, Fixture::match_of(home, away), start);
        let first = schedule(teams[0], teams[1], noon().plus(hours(3)))?;
        let second = schedule(teams[2], teams[3], noon().plus(hours(4)))?;
        let mut open = |fixture, prices: [&'static str; 3]| {
            let outcomes = [Outcome::Home, Outcome::Draw, Outcome::Away];
            office.open_market(fixture, MarketKind::MatchResult, outcomes.into_iter().zip(prices))
        };
        let market = open(first, ["2.10", "3.40", "3.60"])?;
        let other = open(second, ["1.50", "4.00", "7.00"])?;
        Ok(Self { book, admin, bookmaker, alice, bob, league, teams, first, second, market, other })
    }

    /// Puts the clock so much after the start of the world.
    pub(crate) fn at(&mut self, after: Duration) -> &mut Self {
        self.book.set_now(noon().plus(after));
        self
    }

    /// A slip with one leg.
    pub(crate) fn slip(&mut self, selection: SelectionId, odds: &str, stake: &str) -> Slip {
        self.book.slip().leg(selection, odds).stake(stake)
    }

    /// A bet with one leg on a side of the first fixture.
    pub(crate) fn bet(&mut self, user: UserId, side: usize, stake: &str) -> Bet {
        let odds = ["2.10", "3.40", "3.60"][side];
        let slip = self.slip(self.market.selections[side], odds, stake);
        self.book.session(user).place_bet(slip).expect("the bet can be placed")
    }

    /// A bet on both home sides.
    pub(crate) fn double(&mut self, user: UserId, stake: &str) -> Bet {
        let (home, other) = (self.market.selections[0], self.other.selections[0]);
        let slip = self.book.slip().leg(home, "2.10").leg(other, "1.50").stake(stake);
        self.book.session(user).place_bet(slip).expect("the bet can be placed")
    }

    /// A basket of a user with one slip in it.
    pub(crate) fn basket(&mut self, user: UserId, stake: &str) -> BasketId {
        let slip = self.slip(self.other.selections[0], "1.50", stake);
        let mut session = self.book.session(user);
        let basket = session.create_basket().expect("a basket can be made");
        session.add_to_basket(basket, slip).expect("a slip can be put into it");
        basket
    }

    /// Records a final score, some hours after the start of the world, and settles.
    pub(crate) fn finish(&mut self, fixture: FixtureId, after: u64, home: u16, away: u16) {
        let bookmaker = self.bookmaker;
        self.at(hours(after));
        let score = Score::full_time(home, away);
        self.book.session(bookmaker).record_score(fixture, score).expect("the score can be recorded");
    }

    pub(crate) fn office(&mut self) -> realdeal::Session<'_> {
        self.book.session(self.bookmaker)
    }

    /// A bettor's cash in euros.
    pub(crate) fn cash(&mut self, user: UserId) -> String {
        self.book.session(user).wallet("EUR").unwrap().cash.to_string()
    }

    /// A bit of everything: bets in every status, baskets, withdrawals, corrections, debts, exclusions, an erased person.
    pub(crate) fn live(&mut self) -> Result<(), Error> {
        let Self { admin, alice, bob, first, second, teams, .. } = *self;
        self.spread_catalogue()?;
        self.bet(alice, 0, "10.00 EUR");
        self.bet(alice, 1, "5.50 EUR");
        self.bet(bob, 2, "20.00 EUR");
        let taken_back = self.bet(bob, 0, "3.00 EUR");
        self.book.session(bob).cancel_bet(taken_back.id)?;
        self.double(alice, "7.77 EUR");
        self.double(bob, "2.00 EUR");
        for user in [alice, bob] {
            let slip = self.slip(self.other.selections[1], "4.00", "1.50 EUR");
            self.book.session(user).place_bet(slip)?;
        }
        let (kept, checked_out) = (self.basket(alice, "4.00 EUR"), self.basket(alice, "6.00 EUR"));
        self.book.session(alice).check_out(checked_out)?;
        self.at(minutes(30));
        let (dropped, _) = (self.basket(bob, "1.00 EUR"), kept);
        self.book.session(bob).drop_basket(dropped)?;
        self.take_money_out()?;
        let market = self.market.clone();
        self.office().change_prices(market.id, [(market.selections[0], "2.20")])?;
        self.book.session(admin).adopt_house_rules(HouseRules { max_legs: 12, ..HouseRules::default() })?;
        self.finish(first, 5, 2, 1);
        // Alice spends what she won, and then it is taken back: the rest is debt.
        let all = self.book.session(alice).wallet("EUR")?.cash;
        self.book.session(alice).request_withdrawal(all)?;
        self.at(hours(6))
            .office()
            .because("the second goal was offside")
            .correct_score(first, Score::full_time(1, 1))?;
        self.office().settle_fixture(first)?;
        self.office().because("a flooded pitch").postpone_fixture(second)?;
        self.office().retire_participant(teams[3])?;
        self.shut_out_and_erase()
    }

    fn spread_catalogue(&mut self) -> Result<(), Error> {
        let start = noon().plus(hours(50));
        let (league, team) = (self.league, self.teams[0]);
        let mut office = self.office();
        office.send(CreateCompetition {
            name: "Serie A".to_owned(),
            slug: "serie-a".to_owned(),
            external: Some(ExternalId::new("feed", "I1")),
        })?;
        let gone = office.create_competition("Gone", "gone")?;
        office.delete_competition(gone)?;
        office.send(CreateParticipant {
            name: "Juventus".to_owned(),
            kind: ParticipantKind::Team,
            external: Some(ExternalId::new("feed", "juve")),
        })?;
        let brighton = office.create_team("Brighton")?;
        office.rename_participant(brighton, "Brighton & Hove")?;
        let third = office.schedule_fixture(league, Fixture::match_of(brighton, team), start)?;
        let goals = [(Outcome::Yes, "1.80"), (Outcome::No, "2.00")];
        let both = office.open_market(third, MarketKind::BothTeamsToScore, goals)?;
        office.suspend_market(both.id)?;
        Ok(())
    }

    fn take_money_out(&mut self) -> Result<(), Error> {
        let (alice, bob) = (self.alice, self.bob);
        let paid = self.book.session(alice).request_withdrawal("10.00 EUR")?;
        self.book.system().confirm_withdrawal(paid)?;
        let refused = self.book.session(alice).request_withdrawal("11.00 EUR")?;
        self.book.system().refuse_withdrawal(refused)?;
        self.book.session(bob).request_withdrawal("12.00 EUR")?;
        self.book.session(self.admin).because("goodwill").adjust_wallet(bob, "1.23 EUR")?;
        self.book.system().confirm_deposit(bob, "50 JPY", "bank", "yen of bob")?;
        Ok(())
    }

    fn shut_out_and_erase(&mut self) -> Result<(), Error> {
        let (admin, bob) = (self.admin, self.bob);
        let carol = self.book.visitor().register(Person::new("carol", "carol@example.org"))?;
        let until = self.book.now().plus(hours(24));
        self.book.session(carol).exclude_self(Exclusion::CoolingOff, until)?;
        let dave = self.book.visitor().register(Person::new("dave", "dave@example.org"))?;
        self.book.session(admin).because("asked for it").erase_person(dave)?;
        self.book.session(bob).edit_profile(Person::new("Robert", "robert@example.org"))?;
        self.book.set_now(until);
        self.book.session(carol).request_reopening()?;
        // Where records are sealed later, none may have a number yet.
        self.book.acknowledge("mail", 0)?;
        self.book.acknowledge("ledger", 0)
    }
}

/// Plays a scene in the world on a backend and on memory, and asserts that everything that can be read is the same.
/// Gives the world on the backend.
#[track_caller]
pub(crate) fn alike(backend: &mut dyn Backend, play: impl Fn(&mut World) -> Result<(), Error>) -> World {
    let mut world = World::on(backend);
    play(&mut world).expect("the scene can be played on the backend");
    let reference = reference(play);
    compare(backend, &*world.book.readers(), &*reference.book.readers());
    world
}

/// The world in memory, after a scene.
pub(crate) fn reference(play: impl Fn(&mut World) -> Result<(), Error>) -> World {
    let mut reference = World::over(Memory::new());
    play(&mut reference).expect("the scene can be played in memory");
    reference
}

/// Asserts that everything that can be read is the same.
#[track_caller]
pub(crate) fn compare(backend: &mut dyn Backend, found: &dyn Readers, reference: &dyn Readers) {
    backend.seal().expect("the journal can be sealed");
    let keys = reference_keys(reference);
    let (found, expected) = (Picture::of(found, &keys), Picture::of(reference, &keys));
    found.assert_equal(&expected);
}
