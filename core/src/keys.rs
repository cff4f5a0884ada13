//! Keys: the working set of a command, which a unit fetches before the command is decided.
//!
//! A set that lacks a row is a bug, but never a wrong answer: the decision sees that the row was not fetched and asks for
//! it. Fetching a row brings its [`parents`].

use crate::betting::Bet;
use crate::catalogue::ExternalId;
use crate::catalogue::folded;
use crate::command::{Actor, Body, Command};
use crate::id::{BetId, SelectionId, UserId};
use crate::people::Person;
use crate::state::{Claim, ClaimKind, Key, State};
use crate::wallet::WalletId;

/// How a row is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Access {
    /// To be read: shared, and guarded by its version.
    Read,
    /// To be changed: exclusive.
    Write,
}

/// What a unit is to fetch: rows by key, each with its access. Sums that are only added to need no key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    keys: Vec<(Key, Access)>,
}

impl Keys {
    /// No key.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row.
    pub fn add(&mut self, key: Key, access: Access) -> &mut Self {
        self.keys.push((key, access));
        self
    }

    /// Adds a row to be read.
    pub fn read(&mut self, key: Key) -> &mut Self {
        self.add(key, Access::Read)
    }

    /// Adds a row to be changed.
    pub fn write(&mut self, key: Key) -> &mut Self {
        self.add(key, Access::Write)
    }

    /// The keys in their canonical order, each once and with the stronger access: the order in which fences are taken.
    pub fn canonical(mut self) -> Vec<(Key, Access)> {
        self.keys.sort_unstable_by(|left, right| left.0.cmp(&right.0).then(right.1.cmp(&left.1)));
        self.keys.dedup_by(|later, kept| later.0 == kept.0);
        self.keys
    }

    /// The keys as they were added.
    pub fn iter(&self) -> impl Iterator<Item = &(Key, Access)> {
        self.keys.iter()
    }
}

/// What a unit is asked to find: bounded, and in the order of keys.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scan {
    /// Bets with a leg on a market that was graded before its revision, by the revision of the leg and then by bet id;
    /// withdrawn bets are left out.
    BetsBehind {
        /// The market.
        market: crate::id::MarketId,
        /// The most to find.
        limit: u32,
    },
    /// The markets of a fixture, by id.
    MarketsOf(crate::id::FixtureId),
    /// The selections of a market, by id.
    SelectionsOf(crate::id::MarketId),
    /// Fixtures and users for which something falls due at or before a time, by time and then key.
    Due {
        /// The time.
        until: crate::time::Timestamp,
        /// The most to find.
        limit: u32,
    },
}

fn email(person: &Person) -> Key {
    Key::Claimed(Claim::one(ClaimKind::Email, person.folded_email()))
}

fn external(keys: &mut Keys, kind: ClaimKind, external: Option<&ExternalId>) {
    if let Some(id) = external.and_then(|external| external.checked().ok()) {
        keys.write(Key::Claimed(Claim::pair(kind, &id.provider, &id.id)));
    }
}

fn person_of(keys: &mut Keys, user: UserId, person: &Person) {
    keys.write(Key::KnownPerson(user)).write(email(person));
}

/// The rows that a command needs, as far as its body tells.
pub fn keys(command: &Command) -> Keys {
    let mut keys = Keys::new();
    keys.read(Key::House(())).write(Key::Remembered(command.id)).read(Key::Bet(BetId::from(command.id)));
    match command.actor {
        Actor::System | Actor::Visitor => {}
        Actor::User(user) => {
            keys.read(Key::User(user));
        }
        Actor::OnBehalf { agent, bettor } => {
            keys.read(Key::User(agent)).read(Key::User(bettor));
        }
    }
    body_keys(&mut keys, command);
    keys
}

fn body_keys(keys: &mut Keys, command: &Command) {
    let made = command.id;
    match &command.body {
        Body::CreateFirstAdmin(body) => {
            let user = UserId::made_by(made, 0);
            keys.write(Key::House(())).write(Key::User(user));
            person_of(keys, user, &body.person.0);
        }
        Body::Register(body) => {
            let user = UserId::made_by(made, 0);
            keys.write(Key::User(user));
            person_of(keys, user, &body.person.0);
        }
        Body::EditProfile(body) => {
            keys.write(Key::User(body.user));
            person_of(keys, body.user, &body.person.0);
        }
        Body::ErasePerson(body) => {
            keys.read(Key::User(body.user)).write(Key::KnownPerson(body.user));
        }
        Body::ChangeRole(body) => {
            keys.write(Key::House(())).write(Key::User(body.user));
        }
        Body::ChangeStatus(body) => {
            keys.write(Key::User(body.user));
        }
        Body::ExcludeSelf(body) => {
            keys.write(Key::User(body.user));
        }
        Body::RequestReopening(body) => {
            keys.write(Key::User(body.user));
        }
        Body::AdoptHouseRules(_) => {
            keys.write(Key::House(()));
        }
        _ => catalogue_keys(keys, command),
    }
}

fn catalogue_keys(keys: &mut Keys, command: &Command) {
    use crate::id::{CompetitionId, FixtureId, MarketId, ParticipantId};
    let made = command.id;
    match &command.body {
        Body::CreateCompetition(body) => {
            keys.write(Key::Competition(CompetitionId::made_by(made, 0)));
            keys.write(Key::Claimed(Claim::one(ClaimKind::Slug, &body.slug)));
            external(keys, ClaimKind::ExternalCompetition, body.external.as_ref());
        }
        Body::RenameCompetition(body) => {
            keys.write(Key::Competition(body.competition));
        }
        Body::RetireCompetition(body) => {
            keys.write(Key::Competition(body.competition));
        }
        Body::DeleteCompetition(body) => {
            keys.write(Key::Competition(body.competition));
        }
        Body::CreateParticipant(body) => {
            keys.write(Key::Participant(ParticipantId::made_by(made, 0)));
            name_of(keys, &body.name);
            external(keys, ClaimKind::ExternalParticipant, body.external.as_ref());
        }
        Body::RenameParticipant(body) => {
            keys.write(Key::Participant(body.participant));
            name_of(keys, &body.name);
        }
        Body::RetireParticipant(body) => {
            keys.write(Key::Participant(body.participant));
        }
        Body::DeleteParticipant(body) => {
            keys.write(Key::Participant(body.participant));
        }
        Body::ScheduleFixture(body) => {
            keys.write(Key::Fixture(FixtureId::made_by(made, 0))).write(Key::Competition(body.competition));
            for entrant in &body.entrants {
                keys.write(Key::Participant(entrant.participant));
            }
            external(keys, ClaimKind::ExternalFixture, body.external.as_ref());
        }
        Body::RescheduleFixture(body) => {
            keys.write(Key::Fixture(body.fixture));
        }
        Body::DeleteFixture(body) => {
            keys.write(Key::Fixture(body.fixture));
        }
        Body::OpenMarket(body) => {
            keys.write(Key::Fixture(body.fixture)).write(Key::Market(MarketId::made_by(made, 0)));
            for index in (1_u32..).zip(&body.selections).map(|(index, _)| index) {
                keys.write(Key::Selection(SelectionId::made_by(made, index)));
            }
            external(keys, ClaimKind::ExternalMarket, body.external.as_ref());
        }
        Body::ChangePrices(body) => {
            keys.write(Key::Market(body.market));
            for price in &body.prices {
                keys.write(Key::Selection(price.selection));
            }
        }
        _ => result_keys(keys, command),
    }
}

fn name_of(keys: &mut Keys, name: &str) {
    if let Ok(name) = crate::catalogue::checked_name(name) {
        keys.write(Key::Claimed(Claim::one(ClaimKind::ParticipantName, folded(&name))));
    }
}

fn result_keys(keys: &mut Keys, command: &Command) {
    match &command.body {
        Body::SuspendMarket(crate::command::SuspendMarket { market })
        | Body::ResumeMarket(crate::command::ResumeMarket { market })
        | Body::CloseMarket(crate::command::CloseMarket { market })
        | Body::VoidMarket(crate::command::VoidMarket { market })
        | Body::SettlePage(crate::command::SettlePage { market, .. })
        | Body::RecordOutcomes(crate::command::RecordOutcomes { market, .. })
        | Body::CorrectResult(crate::command::CorrectResult { market, .. }) => {
            keys.write(Key::Market(*market)).read(Key::Progress(*market));
        }
        Body::RecordScore(crate::command::RecordScore { fixture, .. })
        | Body::CorrectScore(crate::command::CorrectScore { fixture, .. })
        | Body::VoidFixture(crate::command::VoidFixture { fixture })
        | Body::AbandonFixture(crate::command::AbandonFixture { fixture, .. })
        | Body::PostponeFixture(crate::command::PostponeFixture { fixture })
        | Body::CancelFixture(crate::command::CancelFixture { fixture }) => {
            keys.write(Key::Fixture(*fixture));
        }
        _ => wallet_keys(keys, command),
    }
}

fn wallet_keys(keys: &mut Keys, command: &Command) {
    use crate::id::WithdrawalId;
    let wallet = |user, currency| Key::Wallet(WalletId { user, currency });
    match &command.body {
        Body::ConfirmDeposit(body) => {
            keys.write(Key::User(body.user)).write(wallet(body.user, body.amount.currency()));
            keys.write(Key::Claimed(Claim::pair(ClaimKind::Payment, &body.provider, &body.reference)));
        }
        Body::RequestWithdrawal(body) => {
            keys.write(wallet(body.user, body.amount.currency()));
            keys.write(Key::Withdrawal(WithdrawalId::made_by(command.id, 0))).read(Key::User(body.user));
        }
        Body::AnswerWithdrawal(body) => {
            keys.write(Key::Withdrawal(body.withdrawal));
        }
        Body::AdjustWallet(body) => {
            keys.write(Key::User(body.user)).write(wallet(body.user, body.amount.currency()));
        }
        Body::WriteOffDebt(body) => {
            keys.write(wallet(body.user, body.amount.currency())).read(Key::User(body.user));
        }
        Body::PlaceBet(body) => {
            for leg in &body.legs {
                keys.read(Key::Selection(leg.selection));
            }
            if let Some(user) = command.actor.user() {
                keys.write(wallet(user, body.stake.currency()));
            }
        }
        Body::CancelBet(crate::command::CancelBet { bet })
        | Body::VoidBet(crate::command::VoidBet { bet }) => {
            keys.write(Key::Bet(*bet));
        }
        // What falls due is found by a scan.
        _ => {}
    }
}

/// The rows that come with a fetched row: what a decision that looks at the row goes on to look at.
pub fn parents(state: &State, key: &Key) -> Keys {
    let mut keys = Keys::new();
    match key {
        Key::House(()) => {
            if let Some(house) = state.house.find(&()) {
                keys.read(Key::VersionedRules(house.rules));
            }
        }
        Key::Selection(id) => {
            if let Some(selection) = state.selections.find(id) {
                keys.read(Key::Market(selection.market));
            }
        }
        Key::Market(id) => {
            if let Some(market) = state.markets.find(id) {
                keys.read(Key::Fixture(market.fixture)).read(Key::Progress(*id));
            }
        }
        Key::Fixture(id) => {
            if let Some(fixture) = state.fixtures.find(id) {
                keys.read(Key::Competition(fixture.competition));
                for entrant in &fixture.entrants {
                    keys.read(Key::Participant(entrant.participant));
                }
            }
        }
        Key::Withdrawal(id) => {
            if let Some(withdrawal) = state.withdrawals.find(id) {
                let wallet = WalletId { user: withdrawal.user, currency: withdrawal.amount.currency() };
                keys.write(Key::Wallet(wallet)).read(Key::User(withdrawal.user));
            }
        }
        Key::User(id) => {
            for &currency in state.users.find(id).iter().flat_map(|user| &user.currencies) {
                keys.read(Key::Wallet(WalletId { user: *id, currency }));
            }
        }
        Key::KnownPerson(id) => {
            if let Some(known) = state.people.find(id) {
                keys.write(email(&known.person));
            }
        }
        Key::Bet(id) => {
            if let Some(bet) = state.bets.find(id) {
                parents_of_bet(&mut keys, bet);
            }
        }
        Key::VersionedRules(_)
        | Key::Wallet(_)
        | Key::Competition(_)
        | Key::Participant(_)
        | Key::Remembered(_)
        | Key::Claimed(_)
        | Key::Progress(_) => {}
    }
    keys
}

fn parents_of_bet(keys: &mut Keys, bet: &Bet) {
    keys.write(Key::Wallet(WalletId { user: bet.user, currency: bet.stake.currency() }));
    keys.read(Key::VersionedRules(bet.rules));
    for leg in &bet.legs {
        keys.read(Key::Selection(leg.selection));
    }
}
