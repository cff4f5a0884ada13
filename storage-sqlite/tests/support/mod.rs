//! What the tests of this crate stand on: files in folders of their own, and a town whose people ask for things at random.

#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]

pub mod town;

use std::path::PathBuf;

use realdeal::Book;
use realdeal::betting::{Bet, Slip};
use realdeal::catalogue::{Fixture, MarketKind, Outcome};
use realdeal::host::SimulatedHost;
use realdeal::id::{FixtureId, SelectionId, UserId};
use realdeal::people::{Person, Role};
use realdeal::storage::Storage;
use realdeal::time::Timestamp;
use realdeal::{Error, OpenedMarket};
use realdeal_sqlite::SqliteStorage;
use tempfile::TempDir;

/// A folder with room for one book; it goes with its last user.
pub struct Home {
    folder: TempDir,
}

impl Home {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("book.db")
    }

    /// The storage in the folder: empty at first, and later with whatever is in it.
    pub fn open(&self) -> SqliteStorage {
        SqliteStorage::open(self.path()).unwrap()
    }

    pub fn book(&self, seed: u64) -> Book {
        book(self.open(), seed)
    }
}

pub fn start() -> Timestamp {
    Timestamp::utc(2024, 8, 16, 12, 0).unwrap()
}

/// A book whose clock stands still at the start.
pub fn book(storage: impl Storage + 'static, seed: u64) -> Book {
    let mut book = Book::with_host(storage, SimulatedHost::new(seed, start()));
    book.set_now(start());
    book
}

/// A book with a bookmaker, a bettor with 100.00 EUR, and a market on a match.
pub struct World {
    pub book: Book,
    pub admin: UserId,
    pub bookmaker: UserId,
    pub alice: UserId,
    pub fixture: FixtureId,
    pub market: OpenedMarket,
}

pub fn hours(count: u64) -> std::time::Duration {
    std::time::Duration::from_secs(count * 3_600)
}

pub fn world(storage: impl Storage + 'static) -> World {
    let mut book = book(storage, 1);
    let admin = book.system().create_first_admin(Person::new("Ada", "ada@example.org")).unwrap();
    let bookmaker = book.visitor().register(Person::new("Bo", "bo@example.org")).unwrap();
    let alice = book.visitor().register(Person::new("Alice", "alice@example.org")).unwrap();
    book.session(admin).change_role(bookmaker, Role::Bookmaker).unwrap();
    book.system().confirm_deposit(alice, "100.00 EUR", "bank", "payment 1").unwrap();
    let mut office = book.session(bookmaker);
    let league = office.create_competition("Premier League", "premier-league").unwrap();
    let (home, away) = (office.create_team("Arsenal").unwrap(), office.create_team("Wolves").unwrap());
    let kick_off = start().plus(hours(3));
    let fixture = office.schedule_fixture(league, Fixture::match_of(home, away), kick_off).unwrap();
    let prices = [(Outcome::Home, "2.10"), (Outcome::Draw, "3.40"), (Outcome::Away, "3.60")];
    let market = office.open_market(fixture, MarketKind::MatchResult, prices).unwrap();
    World { book, admin, bookmaker, alice, fixture, market }
}

/// Places a single.
pub fn place(
    book: &mut Book,
    user: UserId,
    selection: SelectionId,
    odds: &str,
    stake: &str,
) -> Result<Bet, Error> {
    let slip: Slip = book.slip().leg(selection, odds).stake(stake);
    book.session(user).place_bet(slip)
}
