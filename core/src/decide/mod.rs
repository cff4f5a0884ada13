//! Decisions: whether a command is carried out, and what happens then.
//!
//! [`decide`] is a pure function of the fetched state, of what scans have found, and of the command: no clock, no entropy,
//! no I/O, no floats. In each family's file, each decision makes all its checks above one line; below the line the
//! command succeeds, and only the list of events is written. What the events mean for rows and money stands in
//! [`crate::effects`].

mod baskets;
mod catalogue;
mod due;
mod markets;
mod money;
mod people;
mod placing;
mod races;
mod results;
mod settling;

pub use baskets::quote;

use std::collections::BTreeMap;

use crate::answer::Made;
use crate::betting::BasketEdit;
use crate::command::{Body, Command};
use crate::decline::{Decline, Need};
use crate::event::Event;
use crate::house_rules::HouseRules;
use crate::id::{BetId, UserId};
use crate::journal::RequestHash;
use crate::keys::Scan;
use crate::people::PersonChange;
use crate::permission::authorise;
use crate::rejection::Rejection;
use crate::state::{House, Key, NotFetched, State};

/// What scans have found for one command. A decision that needs one asks for it by [`Need::Scans`].
pub type Found = BTreeMap<Scan, Vec<Key>>;

/// All that a decision may look at: nothing outside of it can bear on the answer.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The fetched rows, with the changes of earlier commands of the same unit.
    pub state: &'a State,
    /// What scans have found.
    pub found: &'a Found,
    /// The command.
    pub command: &'a Command,
}

impl<'a> View<'a> {
    /// What a scan has found, or the wish to have it made.
    fn scan(&self, scan: Scan) -> Result<&'a [Key], Decline> {
        match self.found.get(&scan) {
            Some(keys) => Ok(keys),
            None => Err(Decline::Need(Need::Scans(vec![scan]))),
        }
    }

    /// The row of the house.
    fn house(&self) -> Result<House, NotFetched> {
        Ok(self.state.house.get(&())?.copied().unwrap_or_default())
    }

    /// The house rules in force.
    fn rules(&self) -> Result<&'a HouseRules, NotFetched> {
        self.state.rules(self.house()?.rules)
    }

    /// The user in whose name is asked.
    fn acting_user(&self) -> Result<UserId, Rejection> {
        let name = || self.command.body.words();
        self.command.actor.user().ok_or_else(|| Rejection::UserOnly { command: name() })
    }
}

/// What an accepted command comes to. The rows and the money follow from the events (see [`crate::effects`]).
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// What happened, in order.
    pub events: Vec<Event>,
    /// What it brought about.
    pub made: Made,
    /// What changes beside the events.
    pub aside: Option<Aside>,
}

impl Decided {
    fn new(made: Made, events: Vec<Event>) -> Self {
        Self { events, made, aside: None }
    }

    /// A change of something that was there.
    fn change(event: Event) -> Self {
        Self::new(Made::Change, vec![event])
    }

    fn with_person(mut self, person: PersonChange) -> Self {
        self.aside = Some(Aside::Person(person));
        self
    }

    /// New slips of a basket, and nothing for the journal to tell.
    fn edit(edit: BasketEdit) -> Self {
        Self { events: Vec::new(), made: Made::Edited, aside: Some(Aside::Basket(edit)) }
    }
}

/// What a command changes beside its events: no replay brings it back, and the state hash leaves it out.
#[derive(Debug, Clone, PartialEq)]
pub enum Aside {
    /// Personal data, kept out of the journal for good. The command's events tell that it changed.
    Person(PersonChange),
    /// New slips of a basket. The command is not journalled at all.
    Basket(BasketEdit),
}

type Decision = Result<Decided, Decline>;

/// What was decided on a command: something new, or what an earlier sending of it brought about.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It was carried out before.
    Repeated(Made),
    /// It is carried out.
    Accepted(Decided),
}

/// Decides on a command: a pure function, so that the same view gives the same answer on every target.
///
/// First comes whether the command was carried out before, then its time, its reason and its actor, then what
/// the command itself asks for.
///
/// Errors: [`Decline::Rejected`] with the rejection; [`Decline::Need`] if the state lacks a row, or a scan is
/// missing; [`Decline::Inconsistent`] if the books contradict themselves. Codes that come with any command:
/// `command_too_old`, `idempotency_conflict`, `command_expired`, `clock_went_back`, `reason_too_long`, and
/// those of [`authorise`].
///
/// ```
/// use realdeal::command::{Actor, Command, Register};
/// use realdeal::decide::{Found, Verdict, View, decide};
/// use realdeal::decline::{Decline, Need};
/// use realdeal::id::CommandId;
/// use realdeal::journal::RequestHash;
/// use realdeal::people::Person;
/// use realdeal::state::State;
/// use realdeal::time::Timestamp;
///
/// let at = Timestamp::utc(2024, 8, 16, 12, 0)?;
/// let body = Register { person: Person::new("Alice", "alice@example.org").into() };
/// let command = Command::new(CommandId::from_parts(at, 1, 1), Actor::Visitor, at, body);
/// let (hash, found) = (RequestHash::of(&command), Found::new());
///
/// // Over an empty store, where what is not there is absent, she is registered.
/// let view = View { state: &State::complete(), found: &found, command: &command };
/// let Ok(Verdict::Accepted(decided)) = decide(&view, hash) else { panic!("anybody may register") };
/// assert_eq!(decided.events[0].name(), "UserRegistered");
///
/// // Over a state into which nothing was fetched, the decision asks for rows first.
/// let view = View { state: &State::partial(), ..view };
/// assert!(matches!(decide(&view, hash), Err(Decline::Need(Need::Keys(_)))));
/// # Ok::<(), realdeal::Error>(())
/// ```
pub fn decide(view: &View<'_>, request_hash: RequestHash) -> Result<Verdict, Decline> {
    if let Some(made) = remembered(view, request_hash)? {
        return Ok(Verdict::Repeated(made));
    }
    check_time(view)?;
    check_reason(view.command)?;
    authorise(view.state, view.command)?;
    by_body(view).map(Verdict::Accepted)
}

/// What the command brought about before, if it was carried out; a rejection if its id was used for another request.
fn remembered(view: &View<'_>, request_hash: RequestHash) -> Result<Option<Made>, Decline> {
    let Command { id, at, .. } = *view.command;
    // By the later of the two times: what a backend may have forgotten must not come alive by a clock that went back.
    let oldest = Command::oldest_answered(at.max(view.state.last_at));
    if id.time() < oldest {
        return Err(Rejection::CommandTooOld { id, oldest }.into());
    }
    let bet = BetId::from(id);
    let before = match view.state.bets.get(&bet)? {
        // The bets of a basket bear the hash of its check-out, which has another id than they.
        Some(_) if !matches!(view.command.body, Body::PlaceBet(_)) => {
            return Err(Rejection::IdempotencyConflict { id }.into());
        }
        Some(row) => Some((row.request_hash, Made::Bet(bet))),
        None => view.state.remembered.get(&id)?.map(|row| (row.request_hash, row.made.clone())),
    };
    match before {
        None => Ok(None),
        Some((hash, made)) if hash == request_hash => Ok(Some(made)),
        Some(_) => Err(Rejection::IdempotencyConflict { id }.into()),
    }
}

fn check_time(view: &View<'_>) -> Result<(), Decline> {
    let Command { at, expires_at, .. } = *view.command;
    if let Some(expires_at) = expires_at
        && at >= expires_at
    {
        return Err(Rejection::CommandExpired { expires_at, at }.into());
    }
    let last = view.state.last_at;
    if at < last && at.plus(view.rules()?.clock_tolerance()) < last {
        return Err(Rejection::ClockWentBack { at, last }.into());
    }
    Ok(())
}

fn check_reason(command: &Command) -> Result<(), Rejection> {
    let length = command.reason.as_ref().map_or(0, |reason| reason.chars().count());
    if length > Command::MAX_REASON {
        return Err(Rejection::ReasonTooLong { length, max: Command::MAX_REASON });
    }
    Ok(())
}

fn by_body(view: &View<'_>) -> Decision {
    match &view.command.body {
        Body::CreateFirstAdmin(body) => people::create_first_admin(view, body),
        Body::Register(body) => people::register(view, body),
        Body::ChangeRole(body) => people::change_role(view, body),
        Body::ChangeStatus(body) => people::change_status(view, body),
        Body::EditProfile(body) => people::edit_profile(view, body),
        Body::ErasePerson(body) => people::erase_person(view, body),
        Body::ExcludeSelf(body) => people::exclude_self(view, body),
        Body::RequestReopening(body) => people::request_reopening(view, body),
        Body::AdoptHouseRules(body) => people::adopt_house_rules(view, body),
        Body::CreateCompetition(body) => catalogue::create_competition(view, body),
        Body::RenameCompetition(body) => catalogue::rename_competition(view, body),
        Body::RetireCompetition(body) => catalogue::retire_competition(view, body),
        Body::DeleteCompetition(body) => catalogue::delete_competition(view, body),
        Body::CreateParticipant(body) => catalogue::create_participant(view, body),
        Body::RenameParticipant(body) => catalogue::rename_participant(view, body),
        Body::RetireParticipant(body) => catalogue::retire_participant(view, body),
        Body::DeleteParticipant(body) => catalogue::delete_participant(view, body),
        Body::ScheduleFixture(body) => catalogue::schedule_fixture(view, body),
        Body::RescheduleFixture(body) => results::reschedule_fixture(view, body),
        Body::DeleteFixture(body) => catalogue::delete_fixture(view, body),
        Body::OpenMarket(body) => markets::open_market(view, body),
        Body::ChangePrices(body) => markets::change_prices(view, body),
        Body::SuspendMarket(body) => markets::suspend_market(view, body),
        Body::ResumeMarket(body) => markets::resume_market(view, body),
        Body::CloseMarket(body) => markets::close_market(view, body),
        Body::RecordScore(body) => results::record_score(view, body),
        Body::RecordOutcomes(body) => results::record_outcomes(view, body),
        Body::CorrectScore(body) => results::correct_score(view, body),
        Body::CorrectResult(body) => results::correct_result(view, body),
        Body::VoidMarket(body) => results::void_market(view, body),
        Body::VoidFixture(body) => results::void_fixture(view, body),
        Body::AbandonFixture(body) => results::abandon_fixture(view, body),
        Body::PostponeFixture(body) => results::postpone_fixture(view, body),
        Body::CancelFixture(body) => results::cancel_fixture(view, body),
        Body::VoidBet(body) => settling::void_bet(view, body),
        Body::SettlePage(body) => settling::settle_page(view, body),
        Body::RunDue(body) => due::run_due(view, body),
        Body::ConfirmDeposit(body) => money::confirm_deposit(view, body),
        Body::RequestWithdrawal(body) => money::request_withdrawal(view, body),
        Body::AnswerWithdrawal(body) => money::answer_withdrawal(view, body),
        Body::AdjustWallet(body) => money::adjust_wallet(view, body),
        Body::WriteOffDebt(body) => money::write_off_debt(view, body),
        Body::PlaceBet(body) => placing::place_bet(view, body),
        Body::CancelBet(body) => placing::cancel_bet(view, body),
        Body::CreateBasket(_) => baskets::create_basket(view),
        Body::AddToBasket(body) => baskets::add_to_basket(view, body),
        Body::RemoveFromBasket(body) => baskets::remove_from_basket(view, body),
        Body::RestakeSlip(body) => baskets::restake_slip(view, body),
        Body::DropBasket(body) => baskets::drop_basket(view, body),
        Body::CheckOutBasket(body) => baskets::check_out_basket(view, body),
        Body::RecordPositions(body) => races::record_positions(view, body),
        Body::CorrectPositions(body) => races::correct_positions(view, body),
        Body::WithdrawRunner(body) => races::withdraw_runner(view, body),
        Body::ReinstateRunner(body) => races::reinstate_runner(view, body),
    }
}
