//! The book: the engine as a host holds it, and the only caller of storage.
//!
//! Commands go in, alone or as a slice; answers come out once their unit of work is committed. The friendly methods of a
//! [`Session`] build commands and send them the same way.

mod balances;
mod clock;
mod desk;
mod engine;
mod executor;
mod importing;
mod reader;
mod restoring;
mod session;
#[cfg(not(target_arch = "wasm32"))]
mod shared;

use std::ops::Deref;

use crate::answer::Answer;
use crate::command::{Actor, Command};
use crate::error::Error;
use crate::hook::{Entry, Hook, HookCounts, HookId, Hooks, Kinds};
use crate::host::Host;
use crate::id::{CommandId, UserId};
use crate::journal::NumberedRecord;
use crate::memory::Memory;
use crate::storage::Storage;
use crate::time::Timestamp;
use clock::Clock;
use engine::Engine;

pub use balances::Balances;
pub use reader::{JournalFilter, Liability, Reader};
pub use session::{OpenedMarket, Session, SettledPage};
#[cfg(not(target_arch = "wasm32"))]
pub use shared::SharedBook;

/// How a book cuts its work. None of it changes an answer, only how much is done at once.
///
/// ```
/// use realdeal::{Book, Options};
/// let mut book = Book::in_memory();
/// book.set_options(Options { bets_per_page: 100, ..Options::default() });
/// assert_eq!(book.options().bets_per_page, 100);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The most commands that share one unit of work.
    pub commands_per_unit: usize,
    /// How many bets a friendly method settles with one command.
    pub bets_per_page: u32,
    /// How often a single command is tried again when another writer was quicker.
    pub retries: u32,
    /// The most journal records that wait for hooks; what is more is read from the journal.
    pub hook_queue: usize,
    /// The most commands that wait for the writer of a [`SharedBook`](crate::SharedBook); what is more is refused as
    /// `overloaded`.
    pub waiting_commands: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            commands_per_unit: 1_000,
            bets_per_page: 1_000,
            retries: 20,
            hook_queue: 10_000,
            waiting_commands: 10_000,
        }
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
    engine: Engine,
    hooks: Hooks,
    clock: Clock,
}

impl std::fmt::Debug for Book {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Book").field("capability", &self.engine.storage.capability()).finish_non_exhaustive()
    }
}

/// A book reads like its [`Reader`].
impl Deref for Book {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.engine.reader
    }
}

impl Book {
    /// A new book in memory, on the machine's own clock.
    ///
    /// ```
    /// use realdeal::Book;
    /// let book = Book::in_memory();
    /// assert_eq!(book.journal_head()?.records, 0);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[cfg(feature = "system-host")]
    pub fn in_memory() -> Self {
        Self::open(Memory::new())
    }

    /// The book that a backend keeps, on the machine's own clock.
    ///
    /// ```
    /// use realdeal::{Book, memory::Memory};
    /// let book = Book::open(Memory::new());
    /// assert!(book.audit()?.is_clean());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[cfg(feature = "system-host")]
    pub fn open(storage: impl Storage + 'static) -> Self {
        Self::with_host(storage, crate::host::SystemHost)
    }

    /// The book that a backend keeps, with the times and ids of a host: for targets without a clock of the
    /// machine, and for whoever brings a better one.
    ///
    /// ```
    /// use realdeal::host::SimulatedHost;
    /// use realdeal::time::Timestamp;
    /// use realdeal::{Book, memory::Memory};
    /// let noon = Timestamp::utc(2024, 8, 16, 12, 0)?;
    /// let mut book = Book::with_host(Memory::new(), SimulatedHost::new(7, noon));
    /// assert_eq!(book.now(), noon);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn with_host(storage: impl Storage + 'static, host: impl Host + 'static) -> Self {
        let (engine, clock) = (Engine::new(Box::new(storage)), Clock::new(Box::new(host)));
        Self { engine, hooks: Hooks::default(), clock }
    }

    /// A new book in memory whose ids follow from a seed: for replays, simulations and tests. The same seed
    /// and the same calls give the same books, to the bit.
    ///
    /// ```
    /// use realdeal::{Book, people::Person, time::Timestamp};
    /// let noon = Timestamp::utc(2024, 8, 16, 12, 0)?;
    /// let mut books = [Book::simulated(7, noon), Book::simulated(7, noon)];
    /// for book in &mut books {
    ///     book.visitor().register(Person::new("Alice", "alice@example.org"))?;
    /// }
    /// assert_eq!(books[0].state_hash()?, books[1].state_hash()?);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn simulated(seed: u64, now: Timestamp) -> Self {
        Self::with_host(Memory::new(), crate::host::SimulatedHost::new(seed, now))
    }

    /// Cuts the work in another way from here on.
    pub fn set_options(&mut self, options: Options) {
        self.engine.options = options;
    }

    /// How the work is cut.
    pub fn options(&self) -> Options {
        self.engine.options
    }

    /// Puts the time of the friendly methods to `now`, in place of the host's clock, until it is put
    /// elsewhere; commands carry their own. It may lie before an accepted command's only by the rules'
    /// tolerance (5 seconds by default), or what is asked gets `clock_went_back`.
    ///
    /// ```
    /// use realdeal::{Book, time::Timestamp};
    /// let mut book = Book::in_memory();
    /// let noon = Timestamp::utc(2024, 8, 16, 12, 0)?;
    /// book.set_now(noon);
    /// assert_eq!(book.now(), noon);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn set_now(&mut self, now: Timestamp) {
        self.clock.set(now);
    }

    /// The time of the friendly methods: that of [`Book::set_now`], or else the host's.
    ///
    /// ```
    /// use realdeal::{Book, time::Timestamp};
    /// let mut book = Book::in_memory();
    /// assert!(book.now() > Timestamp::utc(2024, 1, 1, 0, 0)?);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn now(&mut self) -> Timestamp {
        self.clock.now()
    }

    /// A fresh command id of the host's making, for the book's time; never the same twice.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// let slip = Slip::new(book.fresh_id()).leg(market.selections[0], "2.10").stake("10.00 EUR");
    /// let bet = book.session(alice).place_bet(slip)?;
    /// assert_eq!(bet.id.time(), book.now());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn fresh_id(&mut self) -> CommandId {
        self.clock.fresh_id()
    }

    /// As many fresh command ids, all for the book's time: for a slice of commands.
    ///
    /// ```
    /// use realdeal::Book;
    /// let mut book = Book::in_memory();
    /// let ids = book.fresh_ids(1_000);
    /// assert_eq!(ids.len(), 1_000);
    /// assert!(ids[0] != ids[1] && ids[0].time() == ids[999].time());
    /// ```
    pub fn fresh_ids(&mut self, count: usize) -> Vec<CommandId> {
        self.clock.fresh_ids(count)
    }

    /// A fresh id, and the time that it is for.
    fn stamp(&mut self) -> (CommandId, Timestamp) {
        self.clock.stamp()
    }

    /// An empty slip with a fresh id of the book's own host and time; for simulated books, whose ids follow from a seed.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// let slip = book.slip().leg(market.selections[0], "2.10").stake("10.00 EUR");
    /// assert_eq!(book.session(alice).place_bet(slip)?.stake.to_string(), "10.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn slip(&mut self) -> crate::betting::Slip {
        crate::betting::Slip::new(self.fresh_id())
    }

    /// The friendly methods, in a user's name. That he is who he says is the host's to know; whether he may
    /// ask for what he asks is checked with each command.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, .. } = doc::world()?;
    /// assert_eq!(book.session(alice).wallet("EUR")?.cash.to_string(), "100.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn session(&mut self, user: UserId) -> Session<'_> {
        Session::own(self, Actor::User(user))
    }

    /// The friendly methods, for the host itself: payments, feeds, timers, settlement.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, .. } = doc::world()?;
    /// book.system().confirm_deposit(alice, "25.00 EUR", "bank", "payment 2")?;
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn system(&mut self) -> Session<'_> {
        Session::own(self, Actor::System)
    }

    /// The friendly methods, for somebody who has no user yet, and who may do little more than register.
    ///
    /// ```
    /// use realdeal::people::Person;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, .. } = doc::world()?;
    /// let carol = book.visitor().register(Person::new("Carol", "carol@example.org"))?;
    /// assert_eq!(book.visitor().wallet("EUR").unwrap_err().code(), "sign_in_required");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn visitor(&mut self) -> Session<'_> {
        Session::own(self, Actor::Visitor)
    }

    /// The friendly methods, for a support user who acts for a bettor. He may ask for what the bettor may ask
    /// for, always with a reason; the journal names both.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, support, alice, .. } = doc::world()?;
    /// let mut desk = book.on_behalf(support, alice).because("asked for by telephone");
    /// desk.request_withdrawal("20.00 EUR")?;
    /// assert_eq!(desk.wallet("EUR")?.held.to_string(), "20.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn on_behalf(&mut self, agent: UserId, bettor: UserId) -> Session<'_> {
        Session::own(self, Actor::OnBehalf { agent, bettor })
    }

    /// Carries out commands in their order, each with its own answer. They share units of work, so that a
    /// slice costs one commit for many commands; one that is refused does not hold up the others.
    ///
    /// A [`Rejection`](crate::Rejection) means that nothing has changed for this command. After a
    /// [`StorageError`](crate::StorageError) a host asks its
    /// [`is_retryable`](crate::StorageError::is_retryable), and sends the same commands, with the same ids,
    /// again.
    ///
    /// ```
    /// use realdeal::command::{CloseMarket, SuspendMarket};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
    /// let mut office = book.session(bookmaker);
    /// let suspend = office.command(SuspendMarket { market: market.id });
    /// let again = office.command(SuspendMarket { market: market.id }); // another id: another wish
    /// let close = office.command(CloseMarket { market: market.id });
    ///
    /// let answers = book.execute(&[suspend, again, close]);
    /// assert!(answers[0].is_ok());
    /// assert_eq!(answers[1].as_ref().unwrap_err().code(), "wrong_market_status");
    /// assert!(answers[2].is_ok());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn execute(&mut self, commands: &[Command]) -> Vec<Result<Answer, Error>> {
        self.engine.execute(commands, &mut self.hooks)
    }

    /// Carries out one command: a slice of one.
    ///
    /// ```
    /// use realdeal::command::{Actor, Command, ConfirmDeposit};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, noon, .. } = doc::world()?;
    /// let body = ConfirmDeposit {
    ///     user: alice,
    ///     amount: "50.00 EUR".parse()?,
    ///     provider: "bank".to_owned(),
    ///     reference: "payment 2".to_owned(),
    /// };
    /// let command = Command::new(book.fresh_id(), Actor::System, noon, body);
    /// assert!(!book.execute_one(&command)?.repeated);
    /// assert!(book.execute_one(&command)?.repeated); // the first answer once more, and no second deposit
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn execute_one(&mut self, command: &Command) -> Result<Answer, Error> {
        let mut answers = self.execute(std::slice::from_ref(command));
        // One command in, one answer out.
        answers.pop().unwrap_or_else(|| Err(crate::StorageError::refused("no command was given").into()))
    }

    /// Writes journal records of another book into this one, which must hold that book's earlier records and nothing
    /// else: an empty book takes them from the first, and a book that follows takes the new ones. The state that
    /// comes out is equal to the other's, but for personal data, which no journal holds.
    ///
    /// Errors: a storage error, if a record is not the next one or does not fit this book. Whole units of work before it stay
    /// (see [`Options`]).
    ///
    /// ```
    /// use realdeal::Book;
    /// use realdeal::storage::Page;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, noon, .. } = doc::world()?;
    /// let mut follower = Book::simulated(2, noon);
    /// follower.restore(book.journal(Page::first(10_000))?)?;
    /// assert_eq!(follower.state_hash()?, book.state_hash()?);
    ///
    /// book.system().confirm_deposit(alice, "5.00 EUR", "bank", "one more")?;
    /// follower.restore(book.journal(Page::after(follower.journal_head()?.records, 10_000))?)?;
    /// assert_eq!(follower.journal_head()?, book.journal_head()?);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn restore(&mut self, records: impl IntoIterator<Item = NumberedRecord>) -> Result<(), Error> {
        self.engine.restore(records, &mut self.hooks)
    }

    /// Sets a hook for what happens from here on. It is called on this thread, before the answers to the commands that
    /// it hears of; see [`Happened`](crate::hook::Happened) for an example.
    ///
    /// Errors: a storage error, if the journal can't be read.
    pub fn on(&mut self, kinds: impl Into<Kinds>, hook: impl Hook + 'static) -> Result<HookId, Error> {
        let since = self.journal_head()?.records;
        let entry = Entry::new(kinds.into(), Box::new(hook), since);
        let id = entry.switch.id;
        self.hooks.add(entry);
        Ok(id)
    }

    /// Takes a hook away. Whether it was there.
    ///
    /// ```
    /// use realdeal::hook::{Happened, Kinds};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, .. } = doc::world()?;
    /// let hook = book.on(Kinds::All, |_: &Happened<'_>| {})?;
    /// assert!(book.off(hook));
    /// assert!(!book.off(hook));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn off(&mut self, hook: HookId) -> bool {
        self.hooks.remove(hook)
    }

    /// What has become of the events on their way to the hooks.
    ///
    /// ```
    /// use realdeal::hook::{Happened, Kinds};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
    /// book.on(Kinds::All, |_: &Happened<'_>| panic!("a hook with a fault"))?;
    /// book.session(bookmaker).suspend_market(market.id)?; // suspended all the same
    /// let counts = book.hook_counts();
    /// assert_eq!((counts.delivered, counts.panicked, counts.overflowed), (1, 1, 0));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn hook_counts(&self) -> HookCounts {
        self.hooks.counts()
    }

    /// Moves a relay's cursor on: all records up to `position` are handed on. See [`Cursor`](crate::journal::Cursor) for an
    /// example. It is no command: nothing happened, and the journal does not tell.
    ///
    /// Errors: `bad_name`; `cursor_ahead`, if the journal has not so many records; `cursor_behind`, if more was
    /// acknowledged before.
    pub fn acknowledge(&mut self, cursor: &str, position: u64) -> Result<(), Error> {
        self.engine.acknowledge(cursor, position)
    }

    /// Forgets a relay's cursor; under its name, a relay would start anew.
    ///
    /// Errors: `bad_name`, `unknown_cursor`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, .. } = doc::world()?;
    /// book.acknowledge("mail", 1)?;
    /// book.forget_cursor("mail")?;
    /// assert_eq!(book.forget_cursor("mail").unwrap_err().code(), "unknown_cursor");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn forget_cursor(&mut self, cursor: &str) -> Result<(), Error> {
        self.engine.forget_cursor(cursor)
    }
}
