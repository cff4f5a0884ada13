//! The same commands told to a book in memory and to one in a file: every answer, record, hash and reading must be equal.
//!
//! `REALDEAL_SQLITE_COMMANDS` says how many commands are told (100,000 without it), `REALDEAL_SQLITE_SEED` from which seed.
//! The journal's head and the state hash are compared after each 1,000 commands, and everything that can be read at the end.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::wildcard_imports,
    reason = "tests say what they expect by panicking"
)]

mod support;

use realdeal::betting::{BasketStatus, BetStatus};
use realdeal::catalogue::{FixtureStatus, MarketStatus, ParticipantKind};
use realdeal::command::Command;
use realdeal::keys::Keys;
use realdeal::memory::Memory;
use realdeal::money::Currency;
use realdeal::people::{Role, StatusKind};
use realdeal::state::Key;
use realdeal::storage::*;
use realdeal::time::Timestamp;
use realdeal::wallet::{BettorAccount, StatementFilter, TransferKind, WalletId, WithdrawalStatus};
use realdeal::{Answer, Book, Error};
use support::town::Town;
use support::{Home, book};

const COMMANDS: &str = "REALDEAL_SQLITE_COMMANDS";
const SEED: &str = "REALDEAL_SQLITE_SEED";

fn number(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).map_or(usual, |text| text.parse().unwrap())
}

/// An answer as it is compared: errors by what they say.
fn told(answer: &Result<Answer, Error>) -> Result<Answer, String> {
    answer.clone().map_err(|error| format!("{}: {error}", error.code()))
}

struct Twins {
    memory: Book,
    file: Book,
}

impl Twins {
    fn execute(&mut self, commands: &[Command]) -> Vec<Result<Answer, Error>> {
        let expected = self.memory.execute(commands);
        let found = self.file.execute(commands);
        for ((command, expected), found) in commands.iter().zip(&expected).zip(&found) {
            assert_eq!(told(found), told(expected), "{command:?}");
        }
        expected
    }

    fn compare_hashes(&self) {
        assert_eq!(self.file.journal_head().unwrap(), self.memory.journal_head().unwrap());
        assert_eq!(self.file.state_hash().unwrap(), self.memory.state_hash().unwrap());
    }

    /// The same reading of both must give the same.
    fn same<T: PartialEq + std::fmt::Debug>(&self, what: &str, read: impl Fn(&mut dyn Snapshot) -> T) {
        let expected = self.memory.read(|snapshot| Ok(read(snapshot))).unwrap();
        let found = self.file.read(|snapshot| Ok(read(snapshot))).unwrap();
        assert_eq!(found, expected, "{what}");
    }

    /// A query, page after page, and each row that it gives.
    fn same_query(&self, query: &Query) {
        self.same(&format!("{query:?}"), |snapshot| {
            let (mut all, mut after) = (Vec::new(), None);
            loop {
                let page = Page { after: after.clone(), limit: 7 };
                let some = snapshot.find(query, &page).unwrap();
                let Some(last) = some.last() else { break };
                after = Some(last.clone());
                let mut keys = Keys::new();
                for key in &some {
                    keys.read(key.clone());
                }
                snapshot.fetch(&keys).unwrap();
                for key in some {
                    assert!(query.admits(&key, snapshot.state()), "{key:?}");
                    all.push((row(snapshot, &key), key));
                }
            }
            all
        });
    }

    fn compare_readings(&self, town: &Town) {
        self.same("journal", |snapshot| {
            let (mut all, mut after) = (Vec::new(), 0);
            loop {
                let some = snapshot.journal(Page::after(after, 100)).unwrap();
                let Some(last) = some.last() else { break };
                after = last.number;
                all.extend(some.iter().map(|record| (record.number, record.record.to_bytes())));
            }
            all
        });
        let audit = self.memory.audit().unwrap();
        assert!(audit.is_clean(), "{:?}", audit.faults);
        assert_eq!(self.file.audit().unwrap(), audit);
        self.same("house", |snapshot| snapshot.house_balances().unwrap());
        self.same("due", |snapshot| snapshot.next_due().unwrap());
        for query in queries(town) {
            self.same_query(&query);
        }
        for (market, _) in &town.markets {
            self.same("exposures", |snapshot| snapshot.exposures(*market).unwrap());
        }
        for (_, selection, _) in &town.selections {
            self.same("prices", |snapshot| {
                let all = snapshot.prices_of(*selection, Page::first(100)).unwrap();
                (snapshot.prices_of(*selection, Page::after(1, 1)).unwrap(), all)
            });
        }
        for user in &town.bettors {
            for currency in [Currency::EUR, Currency::USD, Currency::custom("GOLD1", 2).unwrap()] {
                let wallet = WalletId { user: *user, currency };
                for filter in filters(town.now) {
                    self.same_statement(wallet, &filter);
                }
            }
        }
    }

    fn same_statement(&self, wallet: WalletId, filter: &StatementFilter) {
        self.same("statement", |snapshot| {
            let (mut all, mut after) = (Vec::new(), 0);
            loop {
                let some = snapshot.statement(wallet, filter, Page::after(after, 3)).unwrap();
                let Some(last) = some.last() else { break };
                after = last.position;
                all.push(some);
            }
            all
        });
    }
}

fn row(snapshot: &dyn Snapshot, key: &Key) -> String {
    let state = snapshot.state();
    match key {
        Key::User(id) => format!("{:?}", state.users.find(id)),
        Key::Competition(id) => format!("{:?}", state.competitions.find(id)),
        Key::Participant(id) => format!("{:?}", state.participants.find(id)),
        Key::Fixture(id) => format!("{:?}", state.fixtures.find(id)),
        Key::Market(id) => format!("{:?} {:?}", state.markets.find(id), state.progress.find(id)),
        Key::Selection(id) => format!("{:?}", state.selections.find(id)),
        Key::Bet(id) => format!("{:?}", state.bets.find(id)),
        Key::Basket(id) => format!("{:?}", state.baskets.find(id)),
        Key::Withdrawal(id) => format!("{:?}", state.withdrawals.find(id)),
        Key::Cursor(name) => format!("{:?}", state.cursors.find(name)),
        other => panic!("no query gives {other:?}"),
    }
}

fn filters(now: Timestamp) -> Vec<StatementFilter> {
    let usual = StatementFilter::default();
    let half = Timestamp::from_micros(i64::midpoint(now.micros(), support::start().micros()));
    vec![
        StatementFilter { account: None, ..usual.clone() },
        StatementFilter { account: Some(BettorAccount::Held), ..usual.clone() },
        StatementFilter {
            kinds: vec![TransferKind::Stake, TransferKind::Return],
            from: Some(half),
            ..usual.clone()
        },
        StatementFilter { until: Some(half), ..usual },
    ]
}

fn queries(town: &Town) -> Vec<Query> {
    let half = Timestamp::from_micros(i64::midpoint(town.now.micros(), support::start().micros()));
    let mut all = vec![
        Query::Users(UserFilter::default()),
        Query::Users(UserFilter { role: Some(Role::Bettor), status: Some(StatusKind::Active) }),
        Query::Users(UserFilter { role: None, status: Some(StatusKind::SelfExcluded) }),
        Query::Competitions(CompetitionFilter::default()),
        Query::Competitions(CompetitionFilter { active: Some(false) }),
        Query::Participants(ParticipantFilter { kind: Some(ParticipantKind::Team), active: Some(true) }),
        Query::Fixtures(FixtureFilter::default()),
        Query::Fixtures(FixtureFilter {
            status: Some(FixtureStatus::Finished),
            from: Some(half),
            ..FixtureFilter::default()
        }),
        Query::Fixtures(FixtureFilter { until: Some(half), ..FixtureFilter::default() }),
        Query::Markets(MarketFilter::default()),
        Query::Markets(MarketFilter { status: Some(MarketStatus::Settled), ..MarketFilter::default() }),
        Query::Markets(MarketFilter { behind: Some(true), ..MarketFilter::default() }),
        Query::Markets(MarketFilter { behind: Some(false), ..MarketFilter::default() }),
        Query::Baskets(BasketFilter::default()),
        Query::Baskets(BasketFilter { user: None, status: Some(BasketStatus::CheckedOut) }),
        Query::Withdrawals(WithdrawalFilter::default()),
        Query::Withdrawals(WithdrawalFilter { user: None, status: Some(WithdrawalStatus::Paid) }),
        Query::Cursors(CursorFilter {}),
    ];
    for &id in &town.fixtures {
        all.push(Query::Markets(MarketFilter { fixture: Some(id), behind: Some(false), status: None }));
        all.push(Query::OpenBets(OpenBets::OnFixture(id)));
    }
    for (id, _) in &town.markets {
        all.push(Query::OpenBets(OpenBets::OnMarket(*id)));
        all.push(Query::Selections(SelectionsOf { market: *id }));
    }
    for &id in town.competitions.iter().take(5) {
        all.push(Query::Fixtures(FixtureFilter { competition: Some(id), ..FixtureFilter::default() }));
    }
    for &id in town.participants.iter().take(5) {
        all.push(Query::Fixtures(FixtureFilter {
            participant: Some(id),
            competition: town.competitions.first().copied(),
            ..FixtureFilter::default()
        }));
        all.push(Query::Fixtures(FixtureFilter { participant: Some(id), ..FixtureFilter::default() }));
    }
    for &user in &town.bettors {
        all.push(Query::Bets(user.into()));
        all.push(Query::Bets(BetFilter {
            user,
            status: Some(BetStatus::Lost),
            from: None,
            until: Some(half),
        }));
        all.push(Query::Bets(BetFilter { user, status: None, from: Some(half), until: None }));
        all.push(Query::Baskets(BasketFilter { user: Some(user), status: Some(BasketStatus::Open) }));
        all.push(Query::Withdrawals(WithdrawalFilter { user: Some(user), status: None }));
    }
    all
}

fn play(name: &str, slice: u64, reopen: bool) {
    let (seed, commands) = (number(SEED, 1), number(COMMANDS, 100_000));
    // The line that plays it again, for whoever sees it fail.
    println!("{SEED}={seed} {COMMANDS}={commands} cargo test -p realdeal-sqlite --test differential {name}");
    let home = Home::new();
    let mut twins = Twins { memory: book(Memory::new(), 1), file: home.book(1) };
    // Each test has a town of its own.
    let mut town = Town::new(seed + 100 * u64::from(reopen));
    let (mut done, mut checked, mut accepted) = (0, 0, 0);
    // Shown when the test fails, or is asked to: whether the town is lively enough.
    let mut told = std::collections::BTreeMap::new();
    while done < commands {
        let slice = town.slice(slice);
        let answers = twins.execute(&slice);
        for (command, answer) in slice.iter().zip(&answers) {
            town.learn(command, answer);
            let code = answer.as_ref().map_or_else(Error::code, |_| "accepted");
            *told.entry((command.body.name(), code)).or_insert(0_u32) += 1;
            accepted += u64::from(answer.is_ok());
        }
        done += slice.len() as u64;
        if done / 1_000 > checked {
            checked = done / 1_000;
            twins.compare_hashes();
            if reopen {
                twins.file = home.book(1);
            }
            let position = twins.memory.journal_head().unwrap().records;
            for book in [&mut twins.memory, &mut twins.file] {
                book.acknowledge("mail", position).unwrap();
            }
        }
    }
    for ((body, code), count) in told {
        println!("{count:>6} {body} {code}");
    }
    println!("{accepted} of {done} were accepted, {} bets", town.bets.len());
    assert!(accepted * 3 > done, "most requests are refused, which shows little");
    let bets = town.bets.len() as u64;
    assert!(bets * 100 > done, "hardly anybody bets, which shows little: {bets} bets");
    twins.compare_hashes();
    twins.compare_readings(&town);
}

#[test]
fn a_file_says_what_memory_says() {
    play("a_file_says_what_memory_says", 40, false);
}

#[test]
fn a_file_that_is_opened_again_goes_on() {
    play("a_file_that_is_opened_again_goes_on", 3, true);
}
