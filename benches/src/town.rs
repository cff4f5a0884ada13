//! A town to bet in: bettors with money, fixtures with markets, and commands whose ids follow from a seed.

use std::time::Duration;

use realdeal::betting::{OddsChange, SlipLeg, SlipTerms};
use realdeal::catalogue::{Fixture, MarketKind, Outcome};
use realdeal::command::{Actor, Body, Command, ConfirmDeposit, PlaceBet, Register};
use realdeal::host::SimulatedHost;
use realdeal::id::{CommandId, FixtureId, SelectionId, UserId};
use realdeal::journal::JournalRecord;
use realdeal::memory::Memory;
use realdeal::money::{Currency, Money};
use realdeal::odds::Odds;
use realdeal::people::{Person, Role};
use realdeal::storage::{Page, Storage};
use realdeal::time::Timestamp;
use realdeal::{Answer, Book, Error, OpenedMarket};

/// SplitMix64: enough to spread bets, and the same on every run.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// Numbers that follow from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ bits >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ bits >> 31
    }

    /// A place in a list of so many, all alike likely.
    pub fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.draw() % count).unwrap_or(0)
    }

    /// One of a list, all alike likely.
    pub fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// The stake of every bet: 1.00 EUR.
const STAKE: Money = Money::new(100, Currency::EUR);
/// What every bettor has: enough for 10,000 bets.
const CASH: Money = Money::new(1_000_000, Currency::EUR);
/// Every price: 2.10.
const PRICE: &str = "2.10";

/// A book with its people and its games.
#[derive(Debug)]
pub struct Town {
    /// The book.
    pub book: Book,
    /// Those who bet.
    pub bettors: Vec<UserId>,
    /// What chance decides.
    pub random: Random,
    bookmaker: UserId,
    now: Timestamp,
    kick_off: Timestamp,
    price: Odds,
}

impl Town {
    /// The time at which a town begins.
    pub const NOON: Timestamp = Timestamp::from_seconds(1_723_809_600);
    /// How long it is until every kick-off.
    const UNTIL_KICK_OFF: Duration = Duration::from_hours(7 * 24);

    /// A town with so many bettors and no games yet, in memory.
    pub fn with_bettors(count: usize) -> Result<Self, Error> {
        Self::over(Memory::new(), count)
    }

    /// A town with so many bettors and no games yet, whose books a storage keeps.
    pub fn over(storage: impl Storage + 'static, count: usize) -> Result<Self, Error> {
        Self::in_book(Book::with_host(storage, SimulatedHost::new(1, Self::NOON)), count)
    }

    /// The same town in a book of the caller's, which is empty.
    pub fn in_book(mut book: Book, count: usize) -> Result<Self, Error> {
        book.set_now(Self::NOON);
        let admin = book.system().create_first_admin(Person::new("Ada", "ada@example.org"))?;
        let bookmaker = book.visitor().register(Person::new("Bo", "bo@example.org"))?;
        book.session(admin).change_role(bookmaker, Role::Bookmaker)?;
        let mut town = Self {
            book,
            bettors: Vec::with_capacity(count),
            random: Random::new(7),
            bookmaker,
            now: Self::NOON,
            kick_off: Self::NOON.plus(Self::UNTIL_KICK_OFF),
            price: PRICE.parse()?,
        };
        town.settle_bettors(count)?;
        Ok(town)
    }

    fn settle_bettors(&mut self, count: usize) -> Result<(), Error> {
        const AT_ONCE: usize = 10_000;
        for first in (0..count).step_by(AT_ONCE) {
            let mut commands = Vec::with_capacity(2 * AT_ONCE);
            for number in first..count.min(first + AT_ONCE) {
                let person = Person::new("Bettor", format!("{number}@example.org"));
                let register = self.command(Actor::Visitor, Register { person: person.into() });
                let user = UserId::made_by(register.id, 0);
                let (provider, reference) = ("bank".to_owned(), number.to_string());
                let deposit = ConfirmDeposit { user, amount: CASH, provider, reference };
                commands.extend([register, self.command(Actor::System, deposit)]);
                self.bettors.push(user);
            }
            all_accepted(self.book.execute(&commands))?;
        }
        Ok(())
    }

    /// Opens the books anew, from another storage with the same rows, and closes the ones before.
    pub fn reopen(&mut self, storage: impl Storage + 'static) {
        self.close();
        self.book = Book::with_host(storage, SimulatedHost::new(self.random.draw(), self.now));
    }

    /// Closes the books: no file is open any more.
    pub fn close(&mut self) {
        drop(self.take_book());
    }

    /// The books, for whoever carries on with them; the town has empty ones until it gets them back.
    pub fn take_book(&mut self) -> Book {
        std::mem::replace(&mut self.book, Book::simulated(1, self.now))
    }

    /// The latest record of the journal.
    pub fn last_record(&self) -> Result<JournalRecord, Error> {
        let before = self.book.journal_head()?.records.saturating_sub(1);
        let mut last = self.book.journal(Page { after: Some(before), limit: 1 })?;
        last.pop().map(|numbered| numbered.record).ok_or_else(|| crate::trouble("the journal is empty"))
    }

    /// A command, a tenth of a millisecond after the one before.
    pub fn command(&mut self, actor: Actor, body: impl Into<Body>) -> Command {
        self.now = self.now.plus(Duration::from_micros(100));
        let twelve = u16::try_from(self.random.draw() & 0x0FFF).unwrap_or_default();
        let id = CommandId::from_parts(self.now, twelve, self.random.draw());
        Command::new(id, actor, self.now, body)
    }

    /// A single on this selection, by this bettor.
    pub fn single(&mut self, bettor: UserId, selection: SelectionId) -> Command {
        let legs = vec![SlipLeg::new(selection, self.price)];
        let body =
            PlaceBet { legs, stake: STAKE, odds_change: OddsChange::None, terms: SlipTerms::default() };
        self.command(Actor::User(bettor), body)
    }

    /// So many singles, each by any bettor on any of the selections.
    pub fn singles(&mut self, count: usize, selections: &[SelectionId]) -> Vec<Command> {
        let single = |_| {
            let bettor = self.random.below(self.bettors.len());
            let selection = self.random.one_of(selections);
            self.single(self.bettors[bettor], selection)
        };
        (0..count).map(single).collect()
    }

    /// Matches, each with a market on its result.
    pub fn open_matches(&mut self, count: usize) -> Result<Vec<(FixtureId, OpenedMarket)>, Error> {
        self.book.set_now(self.now);
        let mut office = self.book.session(self.bookmaker);
        let league = office.create_competition("League", "league")?;
        let (home, away) = (office.create_team("Home")?, office.create_team("Away")?);
        let mut opened = Vec::with_capacity(count);
        for _ in 0..count {
            let fixture = office.schedule_fixture(league, Fixture::match_of(home, away), self.kick_off)?;
            let prices = [Outcome::Home, Outcome::Draw, Outcome::Away].map(|outcome| (outcome, PRICE));
            opened.push((fixture, office.open_market(fixture, MarketKind::MatchResult, prices)?));
        }
        Ok(opened)
    }

    /// A market of the bookmaker's own on a fixture, with so many outcomes.
    pub fn open_custom(&mut self, fixture: FixtureId, outcomes: usize) -> Result<OpenedMarket, Error> {
        self.book.set_now(self.now);
        let named = (0..outcomes).map(|number| (Outcome::named(format!("outcome {number}")), PRICE));
        let kind = MarketKind::Custom { name: format!("{outcomes} outcomes, {}", self.random.draw()) };
        self.book.session(self.bookmaker).open_market(fixture, kind, named)
    }

    /// Who runs the games.
    pub fn bookmaker(&self) -> UserId {
        self.bookmaker
    }

    /// Puts the clock to the kick-off, and gives the bookmaker's id.
    pub fn kick_off(&mut self) -> UserId {
        self.book.set_now(self.kick_off);
        self.bookmaker
    }

    /// Carries out commands that nothing speaks against, so many in a unit of work.
    pub fn carry_out(&mut self, commands: &[Command], unit: usize) -> Result<(), Error> {
        commands.chunks(unit).try_for_each(|chunk| all_accepted(self.book.execute(chunk)))
    }
}

/// The first refusal, if there is one: a bench of refusals would be quick, and wrong.
fn all_accepted(answers: Vec<Result<Answer, Error>>) -> Result<(), Error> {
    answers.into_iter().try_for_each(|answer| answer.map(|_| ()))
}
