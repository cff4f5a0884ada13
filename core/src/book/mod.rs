//! The book: the engine as a host holds it, and the only caller of storage.
//!
//! Commands go in, alone or as a slice; answers come out once their unit of work is committed. The friendly methods of a
//! [`Session`] build commands and send them the same way.

mod balances;
mod executor;
mod reading;
mod session;

use std::sync::Arc;

use crate::answer::Answer;
use crate::command::{Actor, Command};
use crate::error::Error;
use crate::host::Host;
use crate::id::{CommandId, UserId};
use crate::journal::JournalRecord;
use crate::memory::Memory;
use crate::storage::{Readers, Storage};
use crate::time::Timestamp;

pub use balances::Balances;
pub use session::{OpenedMarket, Session};

/// How a book cuts its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The most commands that share one unit of work.
    pub commands_per_unit: usize,
    /// How many bets a friendly method settles with one command.
    pub bets_per_page: u32,
    /// How often a single command is tried again when another writer was quicker.
    pub retries: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { commands_per_unit: 1_000, bets_per_page: 1_000, retries: 20 }
    }
}

/// A betting engine with its books.
///
/// ```
/// use realdeal::Book;
/// use realdeal::betting::Slip;
/// use realdeal::catalogue::{Fixture, MarketKind, Outcome, Score};
/// use realdeal::people::{Person, Role};
/// use realdeal::time::Timestamp;
/// use std::time::Duration;
///
/// let mut book = Book::in_memory();
/// let now = Timestamp::utc(2024, 8, 16, 12, 0)?;
/// book.set_now(now);
/// let admin = book.system().create_first_admin(Person::new("Ada", "ada@example.org"))?;
/// let bookmaker = book.visitor().register(Person::new("Bo", "bo@example.org"))?;
/// book.session(admin).change_role(bookmaker, Role::Bookmaker)?;
/// let alice = book.visitor().register(Person::new("Alice", "alice@example.org"))?;
/// book.system().confirm_deposit(alice, "100.00 EUR", "bank", "payment 1")?;
///
/// let mut office = book.session(bookmaker);
/// let league = office.create_competition("Premier League", "premier-league")?;
/// let (home, away) = (office.create_team("Arsenal")?, office.create_team("Wolves")?);
/// let kick_off = now.plus(Duration::from_secs(3_600));
/// let fixture = office.schedule_fixture(league, Fixture::match_of(home, away), kick_off)?;
/// let market = office.open_market(
///     fixture,
///     MarketKind::MatchResult,
///     [(Outcome::Home, "2.10"), (Outcome::Draw, "3.40"), (Outcome::Away, "3.60")],
/// )?;
///
/// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
/// let bet = book.session(alice).place_bet(slip)?;
/// assert_eq!(bet.potential_return().to_string(), "21.00 EUR");
///
/// book.set_now(kick_off.plus(Duration::from_secs(2 * 3_600)));
/// book.session(bookmaker).record_score(fixture, Score::full_time(2, 1))?;
/// assert_eq!(book.session(alice).wallet("EUR")?.cash.to_string(), "111.00 EUR");
/// assert!(book.audit()?.is_clean());
/// # Ok::<(), realdeal::Error>(())
/// ```
pub struct Book {
    storage: Box<dyn Storage>,
    readers: Arc<dyn Readers>,
    host: Box<dyn Host>,
    now: Option<Timestamp>,
    options: Options,
}

impl std::fmt::Debug for Book {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Book").field("capability", &self.storage.capability()).finish_non_exhaustive()
    }
}

impl Book {
    /// A new book in memory, on the machine's own clock.
    #[cfg(feature = "system-host")]
    pub fn in_memory() -> Self {
        Self::open(Memory::new())
    }

    /// The book that a backend keeps, on the machine's own clock.
    #[cfg(feature = "system-host")]
    pub fn open(storage: impl Storage + 'static) -> Self {
        Self::with_host(storage, crate::host::SystemHost)
    }

    /// The book that a backend keeps, with the times and ids of a host.
    pub fn with_host(storage: impl Storage + 'static, host: impl Host + 'static) -> Self {
        let readers = storage.readers();
        let (storage, host) = (Box::new(storage), Box::new(host));
        Self { storage, readers, host, now: None, options: Options::default() }
    }

    /// A new book in memory whose ids follow from a seed: for replays, simulations and tests.
    pub fn simulated(seed: u64, now: Timestamp) -> Self {
        Self::with_host(Memory::new(), crate::host::SimulatedHost::new(seed, now))
    }

    /// Cuts the work in another way from here on.
    pub fn set_options(&mut self, options: Options) {
        self.options = options;
    }

    /// How the work is cut.
    pub fn options(&self) -> Options {
        self.options
    }

    /// Puts the time of the friendly methods to `now`, in place of the host's clock; commands carry their own.
    pub fn set_now(&mut self, now: Timestamp) {
        self.now = Some(now);
    }

    /// The time of the friendly methods.
    pub fn now(&mut self) -> Timestamp {
        self.now.unwrap_or_else(|| self.host.now())
    }

    /// A fresh command id of the host's making, for that time.
    pub fn fresh_id(&mut self) -> CommandId {
        let now = self.now();
        self.host.fresh_id(now)
    }

    /// The friendly methods, in a user's name.
    pub fn session(&mut self, user: UserId) -> Session<'_> {
        Session::new(self, Actor::User(user))
    }

    /// The friendly methods, for the host itself.
    pub fn system(&mut self) -> Session<'_> {
        Session::new(self, Actor::System)
    }

    /// The friendly methods, for somebody who has no user yet.
    pub fn visitor(&mut self) -> Session<'_> {
        Session::new(self, Actor::Visitor)
    }

    /// The friendly methods, for a support user who acts for a bettor.
    pub fn on_behalf(&mut self, agent: UserId, bettor: UserId) -> Session<'_> {
        Session::new(self, Actor::OnBehalf { agent, bettor })
    }

    /// Carries out commands in their order, each with its own answer. They share units of work, so that a slice costs one
    /// commit for many commands; one that is refused does not hold up the others.
    pub fn execute(&mut self, commands: &[Command]) -> Vec<Result<Answer, Error>> {
        executor::execute(&mut *self.storage, commands, self.options)
    }

    /// Carries out one command.
    pub fn execute_one(&mut self, command: &Command) -> Result<Answer, Error> {
        let mut answers = self.execute(std::slice::from_ref(command));
        // One command in, one answer out.
        answers.pop().unwrap_or_else(|| Err(crate::StorageError::refused("no command was given").into()))
    }

    /// Writes journal records of another book into this one, which must be empty. The state that comes out is equal to
    /// the other's, but for personal data, which no journal holds.
    pub fn restore(&mut self, records: impl IntoIterator<Item = JournalRecord>) -> Result<(), Error> {
        if self.journal_head()?.records > 0 {
            return Err(crate::StorageError::refused("only an empty book can be restored").into());
        }
        executor::restore(&mut *self.storage, records, self.options)
    }
}
