//! A picture of a store: everything that can be read of it, each reading with its name, so that two stores can be compared.
//!
//! What a backend may choose is left out: the versions of rows, where a transfer stands in the ledger (only that places grow),
//! and answers so old that nobody can ask for them.

use std::collections::BTreeMap;
use std::fmt::Debug;

use realdeal::betting::{BasketStatus, BetStatus};
use realdeal::catalogue::{FixtureStatus, MarketStatus, ParticipantKind};
use realdeal::command::Command;
use realdeal::keys::Keys;
use realdeal::people::{Role, StatusKind};
use realdeal::state::{Key, State};
use realdeal::storage::{
    BasketFilter, BetFilter, CompetitionFilter, CursorFilter, FixtureFilter, MarketFilter, OpenBets, Page,
    ParticipantFilter, Query, Readers, SelectionsOf, Snapshot, UserFilter, WithdrawalFilter,
};
use realdeal::wallet::{BettorAccount, StatementFilter, StatementLine, WalletId, WithdrawalStatus};

/// The readings of a store by name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    readings: BTreeMap<String, String>,
}

/// Every row that a resident store has, but for answers that it may forget.
pub(crate) fn reference_keys(resident: &dyn Readers) -> Vec<Key> {
    let snapshot = resident.snapshot().expect("a snapshot can be taken");
    let state = snapshot.state();
    let oldest = Command::oldest_answered(state.last_at);
    let lasts = |key: &Key| !matches!(key, Key::Remembered(id) if id.time() < oldest);
    let mut keys: Vec<_> = state.keys().into_iter().filter(lasts).collect();
    let progress: Vec<_> = keys
        .iter()
        .filter_map(|key| if let Key::Market(id) = key { Some(Key::Progress(*id)) } else { None })
        .collect();
    keys.extend(progress);
    keys
}

impl Picture {
    /// Reads everything, and the rows behind these keys.
    pub(crate) fn of(readers: &dyn Readers, keys: &[Key]) -> Self {
        let mut snapshot = readers.snapshot().expect("a snapshot can be taken");
        let mut picture = Self { readings: BTreeMap::new() };
        picture.books(&*snapshot);
        picture.rows(&mut *snapshot, keys);
        picture.per_key(&*snapshot, keys);
        for query in queries(keys) {
            picture.note(format!("{query:?}"), &found(&*snapshot, &query));
        }
        picture
    }

    fn note(&mut self, name: impl Into<String>, reading: &impl Debug) {
        self.readings.insert(name.into(), format!("{reading:?}"));
    }

    fn books(&mut self, snapshot: &dyn Snapshot) {
        self.note("the state hash", &snapshot.state_hash().expect("the state has a hash"));
        self.note("the journal's head", &snapshot.journal_head().expect("the journal has a head"));
        let journal = snapshot.journal(Page::first(Page::<u64>::MAX)).expect("the journal can be read");
        self.note("the journal", &journal);
        self.note("the audit", &snapshot.audit().expect("the books can be audited"));
        self.note("the house's balances", &snapshot.house_balances().expect("they can be read"));
        self.note("what falls due next", &snapshot.next_due().expect("it can be read"));
        self.note("the latest time", &snapshot.state().last_at);
    }

    fn rows(&mut self, snapshot: &mut dyn Snapshot, keys: &[Key]) {
        let mut wanted = Keys::new();
        for key in keys {
            wanted.read(key.clone());
        }
        snapshot.fetch(&wanted).expect("rows can be fetched");
        for key in keys {
            assert!(snapshot.state().knows(key), "{key:?} was fetched, and is not known");
            self.note(format!("the row {key:?}"), &shown(snapshot.state(), key));
        }
    }

    fn per_key(&mut self, snapshot: &dyn Snapshot, keys: &[Key]) {
        for key in keys {
            match key {
                Key::Wallet(wallet) => {
                    self.note(format!("the statement of {wallet:?}"), &statement(snapshot, *wallet, None));
                    let cash = statement(snapshot, *wallet, Some(BettorAccount::Cash));
                    self.note(format!("the cash statement of {wallet:?}"), &cash);
                }
                Key::Selection(id) => {
                    let prices = snapshot.prices_of(*id, Page::first(Page::<usize>::MAX));
                    self.note(format!("the prices of {id:?}"), &prices.expect("prices can be read"));
                }
                Key::Market(id) => {
                    let exposures = snapshot.exposures(*id).expect("exposures can be read");
                    self.note(format!("the exposures of {id:?}"), &exposures);
                }
                _ => {}
            }
        }
    }

    /// Asserts that it is the same as another one, and names what is not.
    #[track_caller]
    pub(crate) fn assert_equal(&self, expected: &Self) {
        for (name, expected) in &expected.readings {
            let found = self.readings.get(name).map_or("nothing", String::as_str);
            assert!(found == expected, "{name}:\n    expected {expected}\n    found    {found}");
        }
        assert_eq!(self.readings.len(), expected.readings.len(), "one has more readings than the other");
    }
}

/// All that a query finds.
pub(crate) fn found(snapshot: &dyn Snapshot, query: &Query) -> Vec<Key> {
    snapshot.find(query, &Page::first(Page::<Key>::MAX)).expect("a query is answered")
}

/// The lines of a statement, without their places in the ledger, which a backend chooses.
pub(crate) fn statement(
    snapshot: &dyn Snapshot,
    wallet: WalletId,
    account: Option<BettorAccount>,
) -> Vec<StatementLine> {
    let filter = StatementFilter { account, ..StatementFilter::default() };
    let page = Page::first(Page::<u64>::MAX);
    let mut lines = snapshot.statement(wallet, &filter, page).expect("a statement can be read");
    let mut before = 0;
    for line in &mut lines {
        assert!(line.position > 0 && line.position >= before, "places in the ledger grow, from 1 on");
        before = line.position;
        line.position = 0;
    }
    lines
}

/// A row as text; a key without a row is "None".
pub(crate) fn shown(state: &State, key: &Key) -> String {
    match key {
        Key::House(id) => format!("{:?}", state.house.find(id)),
        Key::VersionedRules(id) => format!("{:?}", state.house_rules.find(id)),
        Key::User(id) => format!("{:?}", state.users.find(id)),
        // A person's debug form hides what it holds.
        Key::KnownPerson(id) => {
            let person = state.people.find(id).map(|known| &known.person);
            format!("{:?}", person.map(|person| (&person.name, &person.email, &person.phone)))
        }
        Key::Wallet(id) => format!("{:?}", state.wallets.find(id)),
        Key::Withdrawal(id) => format!("{:?}", state.withdrawals.find(id)),
        Key::Competition(id) => format!("{:?}", state.competitions.find(id)),
        Key::Participant(id) => format!("{:?}", state.participants.find(id)),
        Key::Fixture(id) => format!("{:?}", state.fixtures.find(id)),
        Key::Market(id) => format!("{:?}", state.markets.find(id)),
        Key::Selection(id) => format!("{:?}", state.selections.find(id)),
        Key::Bet(id) => format!("{:?}", state.bets.find(id)),
        Key::Basket(id) => format!("{:?}", state.baskets.find(id)),
        Key::Remembered(id) => format!("{:?}", state.remembered.find(id)),
        Key::Claimed(id) => format!("{:?}", state.claims.find(id)),
        Key::Cursor(id) => format!("{:?}", state.cursors.find(id)),
        Key::Progress(id) => format!("{:?}", state.progress.find(id)),
    }
}

/// Every query that makes sense over these rows, with filters of every sort.
pub(crate) fn queries(keys: &[Key]) -> Vec<Query> {
    let mut queries = of_the_house();
    for key in keys {
        match key {
            Key::User(id) => queries.extend(of_user(*id)),
            Key::Competition(id) => {
                let filter = FixtureFilter { competition: Some(*id), ..FixtureFilter::default() };
                queries.push(Query::Fixtures(filter));
            }
            Key::Participant(id) => {
                let filter = FixtureFilter { participant: Some(*id), ..FixtureFilter::default() };
                queries.push(Query::Fixtures(filter.clone()));
                let status = Some(FixtureStatus::Scheduled);
                queries.push(Query::Fixtures(FixtureFilter { status, ..filter }));
            }
            Key::Fixture(id) => {
                let filter = MarketFilter { fixture: Some(*id), ..MarketFilter::default() };
                queries.push(Query::Markets(filter.clone()));
                queries.push(Query::Markets(MarketFilter { behind: Some(true), ..filter }));
                queries.push(Query::OpenBets(OpenBets::OnFixture(*id)));
            }
            Key::Market(id) => {
                queries.push(Query::Selections(SelectionsOf { market: *id }));
                queries.push(Query::OpenBets(OpenBets::OnMarket(*id)));
            }
            _ => {}
        }
    }
    queries
}

fn of_user(user: realdeal::id::UserId) -> Vec<Query> {
    let all = BetFilter::from(user);
    let middle = Some(crate::world::noon().plus(crate::world::minutes(10)));
    let statuses = [BetStatus::Open, BetStatus::Won, BetStatus::Lost, BetStatus::Void, BetStatus::Cancelled];
    let mut queries: Vec<_> = statuses
        .into_iter()
        .map(|status| Query::Bets(BetFilter { status: Some(status), ..all.clone() }))
        .collect();
    queries.push(Query::Bets(BetFilter { from: middle, ..all.clone() }));
    queries.push(Query::Bets(BetFilter { until: middle, ..all.clone() }));
    queries.push(Query::Bets(all));
    queries.push(Query::Baskets(BasketFilter { user: Some(user), status: None }));
    queries.push(Query::Baskets(BasketFilter { user: Some(user), status: Some(BasketStatus::Open) }));
    queries.push(Query::Withdrawals(WithdrawalFilter { user: Some(user), status: None }));
    queries
}

fn of_the_house() -> Vec<Query> {
    let mut queries = vec![
        Query::Users(UserFilter::default()),
        Query::Users(UserFilter { role: Some(Role::Bettor), status: Some(StatusKind::Active) }),
        Query::Competitions(CompetitionFilter::default()),
        Query::Competitions(CompetitionFilter { active: Some(true) }),
        Query::Competitions(CompetitionFilter { active: Some(false) }),
        Query::Participants(ParticipantFilter::default()),
        Query::Participants(ParticipantFilter { kind: Some(ParticipantKind::Team), active: Some(true) }),
        Query::Participants(ParticipantFilter { kind: None, active: Some(false) }),
        Query::Fixtures(FixtureFilter::default()),
        Query::Markets(MarketFilter::default()),
        Query::Markets(MarketFilter { behind: Some(true), ..MarketFilter::default() }),
        Query::Markets(MarketFilter { behind: Some(false), ..MarketFilter::default() }),
        Query::Baskets(BasketFilter::default()),
        Query::Withdrawals(WithdrawalFilter::default()),
        Query::Cursors(CursorFilter {}),
    ];
    let roles = [Role::Bettor, Role::Bookmaker, Role::Support, Role::Admin];
    queries.extend(roles.map(|role| Query::Users(UserFilter { role: Some(role), status: None })));
    let kinds = [StatusKind::Active, StatusKind::CoolingOff, StatusKind::Suspended];
    queries.extend(kinds.map(|kind| Query::Users(UserFilter { role: None, status: Some(kind) })));
    let statuses = [
        FixtureStatus::Scheduled,
        FixtureStatus::Finished,
        FixtureStatus::Postponed,
        FixtureStatus::Cancelled,
    ];
    queries.extend(
        statuses.map(|status| {
            Query::Fixtures(FixtureFilter { status: Some(status), ..FixtureFilter::default() })
        }),
    );
    let later = Some(crate::world::noon().plus(crate::world::hours(4)));
    queries.push(Query::Fixtures(FixtureFilter { from: later, ..FixtureFilter::default() }));
    queries.push(Query::Fixtures(FixtureFilter { until: later, ..FixtureFilter::default() }));
    let statuses =
        [MarketStatus::Active, MarketStatus::Suspended, MarketStatus::Closed, MarketStatus::Settled];
    queries.extend(
        statuses
            .map(|status| Query::Markets(MarketFilter { status: Some(status), ..MarketFilter::default() })),
    );
    let statuses =
        [BasketStatus::Open, BasketStatus::CheckedOut, BasketStatus::Dropped, BasketStatus::Expired];
    queries.extend(statuses.map(|status| Query::Baskets(BasketFilter { user: None, status: Some(status) })));
    let statuses = [WithdrawalStatus::Requested, WithdrawalStatus::Paid, WithdrawalStatus::Refused];
    queries.extend(
        statuses.map(|status| Query::Withdrawals(WithdrawalFilter { user: None, status: Some(status) })),
    );
    queries
}
