//! Keys: the working set of a command, which a unit fetches before the command is decided.
//!
//! A set that lacks a row is a bug, but never a wrong answer: the decision sees that the row was not fetched and asks for
//! it. Fetching a row brings its [`parents`].

use crate::betting::{Basket, BasketSlip, Bet};
use crate::catalogue::{ExternalId, checked_name, folded};
use crate::command::{
    AbandonFixture, Actor, AddToBasket, Body, CancelBet, CancelFixture, ChangeRole, ChangeStatus,
    CheckOutBasket, CloseMarket, Command, CorrectPositions, CorrectScore, Correction, DeleteCompetition,
    DeleteFixture, DeleteParticipant, DropBasket, ErasePerson, ExcludeSelf, PostponeFixture, RecordPositions,
    RecordScore, ReinstateRunner, RemoveFromBasket, RenameCompetition, RequestReopening, RescheduleFixture,
    RestakeSlip, ResumeMarket, RetireCompetition, RetireParticipant, SelectionResult, SettlePage,
    SuspendMarket, VoidBet, VoidFixture, VoidMarket, WithdrawRunner,
};
use crate::house_rules::HouseRules;
use crate::id::{
    BasketId, BetId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, UserId, WithdrawalId,
};
use crate::money::Money;
use crate::people::Person;
use crate::state::{Claim, ClaimKind, Key, State};
use crate::time::Timestamp;
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
///
/// ```
/// use realdeal::keys::{Access, Keys};
/// use realdeal::state::Key;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { alice, market, .. } = doc::world()?;
/// let mut keys = Keys::new();
/// keys.write(Key::Market(market.id)).read(Key::User(alice)).read(Key::Market(market.id));
/// // Fences are taken in one order by everybody; of two accesses the stronger counts.
/// let fences = keys.canonical();
/// assert_eq!(fences, [(Key::User(alice), Access::Read), (Key::Market(market.id), Access::Write)]);
/// # Ok::<(), realdeal::Error>(())
/// ```
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

/// What a unit is asked to find: bounded, and in the order of keys. For backends; each variant is one index.
///
/// ```
/// use realdeal::keys::Scan;
/// use realdeal::memory::Memory;
/// use realdeal::storage::Storage;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { fixture, .. } = doc::world()?;
/// let mut books = Memory::new();
/// let mut unit = books.begin()?;
/// assert!(unit.scan(&Scan::MarketsOf(fixture))?.is_empty());
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scan {
    /// Bets with a leg on a market that was graded before its revision, by the revision of the leg and then by bet id;
    /// withdrawn bets are left out.
    BetsBehind {
        /// The market.
        market: MarketId,
        /// The most to find.
        limit: u32,
    },
    /// The markets of a fixture, by id.
    MarketsOf(FixtureId),
    /// The selections of a market, by id.
    SelectionsOf(MarketId),
    /// The open baskets of a user, by id.
    OpenBasketsOf(UserId),
    /// Fixtures, users and baskets for which something falls due at or before a time, by time and then key.
    Due {
        /// The time.
        until: Timestamp,
        /// The most to find.
        limit: u32,
    },
}

/// The rows that a command needs, as far as its body tells. What only a row tells comes with the row (see
/// [`parents`]), or is asked for by the decision.
///
/// ```
/// use realdeal::command::SuspendMarket;
/// use realdeal::keys::{Access, keys};
/// use realdeal::state::Key;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
/// let command = book.session(bookmaker).command(SuspendMarket { market: market.id });
/// let keys = keys(&command).canonical();
/// assert!(keys.contains(&(Key::Market(market.id), Access::Write)));
/// assert!(keys.contains(&(Key::User(bookmaker), Access::Read)));
/// # Ok::<(), realdeal::Error>(())
/// ```
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

/// One row a command: a new one without a row does not compile.
fn body_keys(keys: &mut Keys, command: &Command) {
    match &command.body {
        Body::CreateFirstAdmin(body) => {
            keys.write(Key::House(()));
            person_of(keys, UserId::made_by(command.id, 0), &body.person.0);
        }
        Body::Register(body) => person_of(keys, UserId::made_by(command.id, 0), &body.person.0),
        Body::EditProfile(body) => person_of(keys, body.user, &body.person.0),
        Body::ErasePerson(ErasePerson { user }) => {
            keys.read(Key::User(*user)).write(Key::KnownPerson(*user));
        }
        Body::ChangeRole(ChangeRole { user, .. })
        | Body::ChangeStatus(ChangeStatus { user, .. })
        | Body::ExcludeSelf(ExcludeSelf { user, .. }) => {
            keys.write(Key::House(())).write(Key::User(*user));
        }
        Body::RequestReopening(RequestReopening { user }) => {
            keys.write(Key::User(*user));
        }
        Body::AdoptHouseRules(_) => {
            // The next number is known only once the house is; its row is asked for then.
            keys.write(Key::House(()));
        }
        Body::CreateCompetition(_)
        | Body::CreateParticipant(_)
        | Body::RenameParticipant(_)
        | Body::ScheduleFixture(_)
        | Body::OpenMarket(_)
        | Body::ChangePrices(_)
        | Body::RecordOutcomes(_)
        | Body::CorrectResult(_) => named_keys(keys, command),
        Body::RenameCompetition(RenameCompetition { competition, .. })
        | Body::RetireCompetition(RetireCompetition { competition })
        | Body::DeleteCompetition(DeleteCompetition { competition }) => {
            keys.write(Key::Competition(*competition));
        }
        Body::RetireParticipant(RetireParticipant { participant })
        | Body::DeleteParticipant(DeleteParticipant { participant }) => {
            keys.write(Key::Participant(*participant));
        }
        Body::RescheduleFixture(RescheduleFixture { fixture, .. })
        | Body::DeleteFixture(DeleteFixture { fixture })
        | Body::RecordScore(RecordScore { fixture, .. })
        | Body::CorrectScore(CorrectScore { fixture, .. })
        | Body::RecordPositions(RecordPositions { fixture, .. })
        | Body::CorrectPositions(CorrectPositions { fixture, .. })
        | Body::WithdrawRunner(WithdrawRunner { fixture, .. })
        | Body::ReinstateRunner(ReinstateRunner { fixture, .. })
        | Body::VoidFixture(VoidFixture { fixture })
        | Body::AbandonFixture(AbandonFixture { fixture, .. })
        | Body::PostponeFixture(PostponeFixture { fixture })
        | Body::CancelFixture(CancelFixture { fixture }) => {
            keys.write(Key::Fixture(*fixture));
        }
        Body::SuspendMarket(SuspendMarket { market })
        | Body::ResumeMarket(ResumeMarket { market })
        | Body::CloseMarket(CloseMarket { market })
        | Body::VoidMarket(VoidMarket { market })
        | Body::SettlePage(SettlePage { market, .. }) => {
            keys.write(Key::Market(*market));
        }
        Body::CancelBet(CancelBet { bet }) | Body::VoidBet(VoidBet { bet }) => {
            keys.write(Key::Bet(*bet));
        }
        Body::ConfirmDeposit(_)
        | Body::RequestWithdrawal(_)
        | Body::AnswerWithdrawal(_)
        | Body::AdjustWallet(_)
        | Body::WriteOffDebt(_)
        | Body::PlaceBet(_) => money_keys(keys, command),
        Body::CreateBasket(_) => {
            if let Some(user) = command.actor.user() {
                // Written so that the same user's baskets are counted one after the other.
                keys.write(Key::User(user)).write(Key::Basket(BasketId::made_by(command.id, 0)));
            }
        }
        Body::AddToBasket(AddToBasket { basket, slip }) => {
            keys.write(Key::Basket(*basket));
            slip_keys(keys, slip);
        }
        Body::RemoveFromBasket(RemoveFromBasket { basket, .. })
        | Body::RestakeSlip(RestakeSlip { basket, .. })
        | Body::DropBasket(DropBasket { basket })
        | Body::CheckOutBasket(CheckOutBasket { basket, .. }) => {
            keys.write(Key::Basket(*basket));
        }
        // What falls due is found by a scan.
        Body::RunDue(_) => {}
    }
}

/// The rows of commands that name things, or many of them.
fn named_keys(keys: &mut Keys, command: &Command) {
    let made = command.id;
    match &command.body {
        Body::CreateCompetition(body) => {
            keys.write(Key::Competition(CompetitionId::made_by(made, 0)));
            keys.write(Key::Claimed(Claim::one(ClaimKind::Slug, &body.slug)));
            external(keys, ClaimKind::ExternalCompetition, body.external.as_ref());
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
        Body::ScheduleFixture(body) => {
            keys.write(Key::Fixture(FixtureId::made_by(made, 0))).write(Key::Competition(body.competition));
            for entrant in &body.entrants {
                keys.write(Key::Participant(entrant.participant));
            }
            external(keys, ClaimKind::ExternalFixture, body.external.as_ref());
        }
        Body::OpenMarket(body) => {
            keys.write(Key::Fixture(body.fixture)).write(Key::Market(MarketId::made_by(made, 0)));
            for (index, priced) in (1_u32..).zip(&body.selections) {
                keys.write(Key::Selection(SelectionId::made_by(made, index)));
                external(keys, ClaimKind::ExternalSelection, priced.external.as_ref());
            }
            external(keys, ClaimKind::ExternalMarket, body.external.as_ref());
        }
        Body::ChangePrices(body) => {
            keys.write(Key::Market(body.market));
            for price in &body.prices {
                keys.write(Key::Selection(price.selection));
            }
        }
        Body::RecordOutcomes(body) => {
            keys.write(Key::Market(body.market));
            results_of(keys, &body.results);
        }
        Body::CorrectResult(body) => {
            keys.write(Key::Market(body.market));
            if let Correction::Outcomes(results) = &body.correction {
                results_of(keys, results);
            }
        }
        _ => {}
    }
}

/// The rows of commands that move money.
fn money_keys(keys: &mut Keys, command: &Command) {
    let wallet = |user, amount: Money| Key::Wallet(WalletId { user, currency: amount.currency() });
    match &command.body {
        Body::ConfirmDeposit(body) => {
            keys.write(Key::User(body.user)).write(wallet(body.user, body.amount));
            keys.write(Key::Claimed(Claim::pair(ClaimKind::Payment, &body.provider, &body.reference)));
        }
        Body::RequestWithdrawal(body) => {
            keys.read(Key::User(body.user)).write(wallet(body.user, body.amount));
            keys.write(Key::Withdrawal(WithdrawalId::made_by(command.id, 0)));
        }
        Body::AnswerWithdrawal(body) => {
            keys.write(Key::Withdrawal(body.withdrawal));
        }
        Body::AdjustWallet(body) => {
            keys.write(Key::User(body.user)).write(wallet(body.user, body.amount));
        }
        Body::WriteOffDebt(body) => {
            keys.read(Key::User(body.user)).write(wallet(body.user, body.amount));
        }
        Body::PlaceBet(body) => {
            keys.write(Key::Bet(command.id.into()));
            // A slip with more legs than any house allows is refused for that, whatever they are.
            for leg in body.legs.iter().take(HouseRules::MAX_LEGS as usize) {
                keys.read(Key::Selection(leg.selection));
            }
            if let Some(user) = command.actor.user() {
                keys.write(wallet(user, body.stake));
            }
        }
        _ => {}
    }
}

/// What a slip in a basket needs when it is placed.
fn slip_keys(keys: &mut Keys, slip: &BasketSlip) {
    keys.write(Key::Bet(slip.id)).read(Key::Remembered(slip.id.into()));
    for leg in slip.legs.iter().take(HouseRules::MAX_LEGS as usize) {
        keys.read(Key::Selection(leg.selection));
    }
}

/// What a basket needs when it is quoted or checked out; only its row tells what is in it.
pub(crate) fn basket_keys(basket: &Basket) -> Keys {
    let mut keys = Keys::new();
    keys.read(Key::House(())).read(Key::User(basket.user));
    for slip in &basket.slips {
        slip_keys(&mut keys, slip);
        if let Some(stake) = slip.stake {
            keys.write(Key::Wallet(WalletId { user: basket.user, currency: stake.currency() }));
        }
    }
    keys
}

fn email(person: &Person) -> Key {
    Key::Claimed(Claim::one(ClaimKind::Email, person.folded_email()))
}

fn person_of(keys: &mut Keys, user: UserId, person: &Person) {
    keys.write(Key::User(user)).write(Key::KnownPerson(user)).write(email(person));
}

fn external(keys: &mut Keys, kind: ClaimKind, external: Option<&ExternalId>) {
    if let Some(id) = external.and_then(|external| external.checked().ok()) {
        keys.write(Key::Claimed(Claim::pair(kind, &id.provider, &id.id)));
    }
}

fn results_of(keys: &mut Keys, results: &[SelectionResult]) {
    for result in results {
        keys.write(Key::Selection(result.selection));
    }
}

fn name_of(keys: &mut Keys, name: &str) {
    if let Ok(name) = checked_name(name) {
        keys.write(Key::Claimed(Claim::one(ClaimKind::ParticipantName, folded(&name))));
    }
}

/// The rows that come with a fetched row: what a decision that looks at the row goes on to look at, and for a
/// row that is to be changed, the claims that it holds. A backend fetches them with it, and theirs in turn.
///
/// ```
/// use realdeal::keys::{Access, parents};
/// use realdeal::state::Key;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, market, .. } = doc::world()?;
/// let selection = Key::Selection(market.selections[0]);
/// let found = book.read(|snapshot| Ok(parents(snapshot.state(), &selection, Access::Read)))?;
/// assert!(found.iter().any(|(key, _)| *key == Key::Market(market.id)));
/// # Ok::<(), realdeal::Error>(())
/// ```
pub fn parents(state: &State, key: &Key, access: Access) -> Keys {
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
        Key::Basket(id) => {
            if let Some(basket) = state.baskets.find(id) {
                keys.read(Key::User(basket.user));
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
        | Key::Cursor(_)
        | Key::Remembered(_)
        | Key::Claimed(_)
        | Key::Progress(_) => {}
    }
    if access == Access::Write {
        claims_of(&mut keys, state, key);
    }
    keys
}

/// The texts that a catalogue noun has taken: they are released when it is renamed or deleted.
fn claims_of(keys: &mut Keys, state: &State, key: &Key) {
    match key {
        // It may be checked out: its slips become bets, and their stakes leave the wallets.
        Key::Basket(id) => {
            for (key, access) in state.baskets.find(id).map(basket_keys).iter().flat_map(Keys::iter) {
                keys.add(key.clone(), *access);
            }
        }
        Key::Competition(id) => {
            if let Some(row) = state.competitions.find(id) {
                keys.write(Key::Claimed(Claim::one(ClaimKind::Slug, &row.slug)));
                external(keys, ClaimKind::ExternalCompetition, row.external.as_ref());
            }
        }
        Key::Participant(id) => {
            if let Some(row) = state.participants.find(id) {
                name_of(keys, &row.name);
                external(keys, ClaimKind::ExternalParticipant, row.external.as_ref());
            }
        }
        Key::Fixture(id) => {
            if let Some(row) = state.fixtures.find(id) {
                external(keys, ClaimKind::ExternalFixture, row.external.as_ref());
            }
        }
        Key::Market(id) => {
            if let Some(row) = state.markets.find(id) {
                external(keys, ClaimKind::ExternalMarket, row.external.as_ref());
            }
        }
        Key::Selection(id) => {
            if let Some(row) = state.selections.find(id) {
                external(keys, ClaimKind::ExternalSelection, row.external.as_ref());
            }
        }
        _ => {}
    }
}

fn parents_of_bet(keys: &mut Keys, bet: &Bet) {
    keys.write(Key::Wallet(WalletId { user: bet.user, currency: bet.stake.currency() }));
    keys.read(Key::User(bet.user)).read(Key::VersionedRules(bet.rules));
    for leg in &bet.legs {
        keys.read(Key::Selection(leg.selection));
    }
}
