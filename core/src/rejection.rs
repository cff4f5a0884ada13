//! Rejections: the complete list of reasons for which a command is not carried out.
//!
//! A rejection means that the request can't be met as it stands and that nothing has changed. It has a stable code, a
//! kind that maps onto HTTP's status codes, and the figures. That the books could not be reached is not a rejection
//! but a [`StorageError`](crate::StorageError).
//!
//! They stand in the order in which a request is checked: the command itself, who asks, and then, by family, what is asked.

mod figures;
mod kind;

use serde::{Deserialize, Serialize};

pub use self::kind::RejectionKind;

use crate::betting::{BasketStatus, BetTermsError};
use crate::catalogue::market_kind::{LineError, MarketKindError};
use crate::catalogue::score::ScoreError;
use crate::catalogue::{FixtureStatus, MarketKind, MarketStatus, NameError, OutcomesError};
use crate::house_rules::HouseRulesError;
use crate::id::{
    BasketId, BetId, CommandId, CompetitionId, FixtureId, IdError, MarketId, ParticipantId, SelectionId,
    UserId, WithdrawalId,
};
use crate::money::{Currency, Money, MoneyError};
use crate::odds::{Odds, OddsError};
use crate::people::{PersonError, Role, Status};
use crate::pricing::PricingError;
use crate::settlement::LegResultError;
use crate::time::{TimeError, Timestamp};

/// Whether the same request may be met later, without anybody changing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lasting {
    /// It may: a balance, a price or a status can change.
    Transient,
    /// It won't.
    Final,
}

macro_rules! rejections {
    (
        own {$(
            $(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),* }
                = $code:literal, $kind:ident, $lasting:ident, $message:literal;
        )*}
        wrapped {$(
            $(#[$wrapped_doc:meta])* $wrapped:ident($error:ty) = $wrapped_kind:ident;
        )*}
    ) => {
        /// Why a command was not carried out. Nothing has changed.
        ///
        /// ```
        /// use realdeal::{Rejection, RejectionKind, money::Money};
        /// let rejection = Rejection::StakeTooHigh { stake: "12.00 EUR".parse()?, max: "10.00 EUR".parse()? };
        /// assert_eq!(rejection.code(), "stake_too_high");
        /// assert_eq!(rejection.kind(), RejectionKind::Limit);
        /// assert_eq!(rejection.to_string(), "the stake 12.00 EUR is above the maximum of 10.00 EUR");
        /// # Ok::<(), Rejection>(())
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case", deny_unknown_fields)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "each variant is documented; its fields are the figures that its message names")]
        pub enum Rejection {
            $($(#[$doc])* #[error($message)] $name { $($field: $type),* },)*
            $($(#[$wrapped_doc])* #[error(transparent)] $wrapped(#[from] $error),)*
        }

        impl Rejection {
            const OWN_CODES: &'static [&'static str] = &[$($code),*];
            const WRAPPED_CODES: &'static [&'static [&'static str]] = &[$(<$error>::CODES),*];

            /// Every rejection of this list's own by its code, with its figures and the names of their types: for whoever
            /// writes the list down in another language, and holds it against this one. The codes beyond these are of what
            /// could not be read; [`Rejection::codes`] has them all.
            pub const FIELDS: &'static [(&'static str, &'static [(&'static str, &'static str)])] =
                &[$(($code, &[$((stringify!($field), stringify!($type))),*])),*];

            /// The stable code: it never changes its meaning, and no message needs to be read.
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => $code,)*
                    $(Self::$wrapped(error) => error.code(),)*
                }
            }

            /// The family it belongs to.
            pub fn kind(&self) -> RejectionKind {
                match self {
                    $(Self::$name { .. } => RejectionKind::$kind,)*
                    $(Self::$wrapped(_) => RejectionKind::$wrapped_kind,)*
                }
            }

            /// How many names stand around the figures in the serde form: a variant's, and a wrapped error's own.
            fn layers(&self) -> usize {
                match self {
                    $(Self::$name { .. } => 1,)*
                    $(Self::$wrapped(_) => 2,)*
                }
            }

            fn lasting(&self) -> Lasting {
                match self {
                    $(Self::$name { .. } => Lasting::$lasting,)*
                    $(Self::$wrapped(_) => Lasting::Final,)*
                }
            }
        }
    };
}

impl Rejection {
    /// Every code that [`Rejection::code`] can give, in the order of this list.
    ///
    /// ```
    /// use realdeal::Rejection;
    /// assert!(Rejection::codes().any(|code| code == "price_changed"));
    /// ```
    pub fn codes() -> impl Iterator<Item = &'static str> {
        Self::OWN_CODES.iter().chain(Self::WRAPPED_CODES.iter().copied().flatten()).copied()
    }

    /// Whether the same request may be met later, without anybody changing it: a balance, a price or a status
    /// can change.
    ///
    /// ```
    /// use realdeal::Rejection;
    /// assert!(!Rejection::NoStake {}.is_transient());
    /// let (balance, needed) = ("1.00 EUR".parse()?, "2.00 EUR".parse()?);
    /// assert!(Rejection::InsufficientFunds { balance, needed }.is_transient());
    /// # Ok::<(), Rejection>(())
    /// ```
    pub fn is_transient(&self) -> bool {
        self.lasting() == Lasting::Transient
    }
}

rejections! {
own {
    // The command itself
    /// The id is older than the time for which answers are kept, so nobody can say whether it was carried out.
    CommandTooOld { id: CommandId, oldest: Timestamp }
        = "command_too_old", Invalid, Final, "the id {id} was made before {oldest}, and answers are kept no longer; make a fresh id at the book's time";
    /// The id was used for another request, or by another actor.
    IdempotencyConflict { id: CommandId }
        = "idempotency_conflict", Conflict, Final, "command id {id} was already used for another request";
    /// It must not be carried out any more.
    CommandExpired { expires_at: Timestamp, at: Timestamp }
        = "command_expired", Closed, Final, "the command expired at {expires_at}, and it is {at}";
    /// The host's clock went back by more than the tolerance.
    ClockWentBack { at: Timestamp, last: Timestamp }
        = "clock_went_back", Conflict, Transient, "the command's time {at} lies before {last}, the time of an earlier one, by more than the house rules tolerate";
    /// The reason is too long.
    ReasonTooLong { length: usize, max: usize }
        = "reason_too_long", Invalid, Final, "the reason has {length} characters, {max} at most are kept";

    // Who asks
    /// Nobody is signed in, and this is not for everybody.
    SignInRequired {}
        = "sign_in_required", Unauthorised, Final, "this is not for visitors";
    /// The acting user does not exist.
    UnknownActor { user: UserId }
        = "unknown_actor", Unauthorised, Final, "there is no user {user}";
    /// The actor's role does not allow it.
    WrongRole { role: Role, command: String }
        = "wrong_role", Forbidden, Final, "the command \"{command}\" is not for the role {role}";
    /// It is only for the host itself.
    SystemOnly { command: String }
        = "system_only", Forbidden, Final, "the command \"{command}\" is only for the host itself";
    /// It is only for a user, acting for himself.
    UserOnly { command: String }
        = "user_only", Forbidden, Final, "the command \"{command}\" is only for users";
    /// A user may not act while he has this status.
    ActorNotActive { user: UserId, status: Status }
        = "actor_not_active", Forbidden, Transient, "user {user} is {status} and may not act";
    /// It concerns somebody else.
    NotYours { user: UserId }
        = "not_yours", Forbidden, Final, "this belongs to another user than {user}";
    /// Acting for a bettor, or this command, takes a reason.
    ReasonRequired { command: String }
        = "reason_required", Invalid, Final, "the command \"{command}\" takes a reason";

    // People
    /// There is an Admin already.
    AdminExists {}
        = "admin_exists", Conflict, Final, "the book has an admin already";
    /// There is no such user.
    UnknownUser { user: UserId }
        = "unknown_user", NotFound, Final, "there is no user {user}";
    /// Another user has this e-mail address.
    EmailTaken {}
        = "email_taken", Conflict, Final, "another user has this e-mail address";
    /// The person's data is erased already.
    PersonErased { user: UserId }
        = "person_erased", Conflict, Final, "the personal data of user {user} is erased";
    /// The user has that role already.
    RoleUnchanged { user: UserId, role: Role }
        = "role_unchanged", Conflict, Final, "user {user} has the role {role} already";
    /// Without this Admin the book would have none.
    LastAdmin { user: UserId }
        = "last_admin", Conflict, Transient, "user {user} is the last admin";
    /// The user has that status already.
    StatusUnchanged { user: UserId, status: Status }
        = "status_unchanged", Conflict, Final, "user {user} is {status} already";
    /// A closed account stays closed.
    AccountClosed { user: UserId }
        = "account_closed", Closed, Final, "the account of user {user} is closed";
    /// An exclusion that the bettor chose stands until its end.
    ExclusionStands { user: UserId, until: Timestamp }
        = "exclusion_stands", Forbidden, Transient, "user {user} is shut out until {until} by a wish of his own, and then comes back only by asking";
    /// An exclusion that has already ended, or is shorter than the one that stands.
    ExclusionTooShort { until: Timestamp, earliest: Timestamp }
        = "exclusion_too_short", Invalid, Final, "an exclusion until {until} must last beyond {earliest}";
    /// There is no exclusion to return from.
    NotExcluded { user: UserId }
        = "not_excluded", Conflict, Final, "user {user} is not shut out by a wish of his own";
    /// The return was asked for already.
    ReopeningPending { user: UserId, opens_at: Timestamp }
        = "reopening_pending", Conflict, Final, "the account of user {user} opens again at {opens_at}";
    /// There is money left in the wallet.
    BalanceLeft { user: UserId, balance: Money }
        = "balance_left", Conflict, Transient, "user {user} still has {balance}";
    /// There are open bets.
    OpenBets { user: UserId, count: u32 }
        = "open_bets", Conflict, Transient, "user {user} has {count} open bets";

    // Catalogue
    /// There is no such competition.
    UnknownCompetition { competition: CompetitionId }
        = "unknown_competition", NotFound, Final, "there is no competition {competition}";
    /// There is no such participant.
    UnknownParticipant { participant: ParticipantId }
        = "unknown_participant", NotFound, Final, "there is no participant {participant}";
    /// There is no such fixture.
    UnknownFixture { fixture: FixtureId }
        = "unknown_fixture", NotFound, Final, "there is no fixture {fixture}";
    /// There is no such market.
    UnknownMarket { market: MarketId }
        = "unknown_market", NotFound, Final, "there is no market {market}";
    /// There is no such selection.
    UnknownSelection { selection: SelectionId }
        = "unknown_selection", NotFound, Final, "there is no selection {selection}";
    /// Another competition has this slug.
    SlugTaken { slug: String }
        = "slug_taken", Conflict, Final, "another competition has the slug \"{slug}\"";
    /// Another participant has this name.
    NameTaken { name: String }
        = "name_taken", Conflict, Final, "another participant has the name \"{name}\"";
    /// Another noun of the same kind has this external id.
    ExternalIdTaken { provider: String, id: String }
        = "external_id_taken", Conflict, Final, "the id \"{id}\" of {provider} is already mapped";
    /// It is retired already, or nothing more may be done with it.
    Retired { name: String }
        = "retired", Closed, Final, "\"{name}\" is retired";
    /// It has fixtures and can't be deleted.
    HasFixtures { name: String, fixtures: u32 }
        = "has_fixtures", Conflict, Transient, "\"{name}\" has {fixtures} fixtures and can't be deleted";
    /// Not a home and an away side, and not two runners or more.
    BadEntrants { count: usize, max: usize }
        = "bad_entrants", Invalid, Final, "{count} entrants are neither home and away nor 2 to {max} runners";
    /// A participant against itself.
    SameParticipant { participant: ParticipantId }
        = "same_participant", Invalid, Final, "participant {participant} can't play against itself";
    /// The start is not in the future.
    StartInPast { start: Timestamp, at: Timestamp }
        = "start_in_past", Invalid, Final, "the start {start} is not after {at}";
    /// The start is the one in force.
    StartUnchanged { start: Timestamp }
        = "start_unchanged", Conflict, Final, "the start is {start} already";
    /// The fixture was moved as often as it can be.
    MovedTooOften { fixture: FixtureId, max: usize }
        = "moved_too_often", Limit, Final, "fixture {fixture} has {max} announced starts, the most that are kept";
    /// The fixture's status does not allow it.
    WrongFixtureStatus { fixture: FixtureId, status: FixtureStatus }
        = "wrong_fixture_status", Conflict, Transient, "fixture {fixture} is {status}";
    /// Bets were placed on it.
    FixtureHasBets { fixture: FixtureId, bets: u64 }
        = "fixture_has_bets", Conflict, Final, "fixture {fixture} has had {bets} bets and can't be deleted";
    /// The fixture has as many markets as it may have.
    TooManyMarkets { fixture: FixtureId, max: u32 }
        = "too_many_markets", Limit, Final, "fixture {fixture} has {max} markets, the most that it may have";
    /// The selections are not those that the kind of market must have.
    BadSelections { kind: MarketKind, detail: OutcomesError }
        = "bad_selections", Invalid, Final, "the selections do not make a market of the kind {kind}: {detail}";
    /// More selections than a market, or prices than a command, may have.
    TooManySelections { count: usize, max: usize }
        = "too_many_selections", Limit, Final, "{count} selections are more than the {max} allowed";
    /// The list is empty.
    NothingGiven {}
        = "nothing_given", Invalid, Final, "the list is empty";
    /// The selection belongs to another market.
    SelectionElsewhere { selection: SelectionId, market: MarketId }
        = "selection_elsewhere", Invalid, Final, "selection {selection} does not belong to market {market}";
    /// The selection is named twice.
    SelectionTwice { selection: SelectionId }
        = "selection_twice", Invalid, Final, "selection {selection} is named twice";
    /// The market's status does not allow it.
    WrongMarketStatus { market: MarketId, status: MarketStatus }
        = "wrong_market_status", Conflict, Transient, "market {market} is {status}";

    // Results
    /// A fixture can't have a score before its start.
    FixtureNotStarted { fixture: FixtureId, start: Timestamp, at: Timestamp }
        = "fixture_not_started", Conflict, Transient, "fixture {fixture} starts at {start}, and it is {at}";
    /// The fixture has its result: only a correction can change it.
    ResultExists { fixture: FixtureId }
        = "result_exists", Conflict, Final, "fixture {fixture} has its result; correct it instead";
    /// The market has its result: only a correction can change it.
    MarketResultExists { market: MarketId }
        = "market_result_exists", Conflict, Final, "market {market} has its result; correct it instead";
    /// There is no result to correct.
    NoResult { market: MarketId }
        = "no_result", Conflict, Transient, "market {market} has no result to correct";
    /// The fixture has no final score to correct, or to grade by.
    NoScore { fixture: FixtureId }
        = "no_score", Conflict, Transient, "fixture {fixture} has no final score";
    /// The correction changes nothing.
    ResultUnchanged {}
        = "result_unchanged", Conflict, Final, "the correction is what stands already";
    /// A race has no score.
    NoScoreInRace { fixture: FixtureId }
        = "no_score_in_race", Invalid, Final, "fixture {fixture} is a race and has no score";
    /// The market is graded by the score, not by explicit outcomes.
    GradedByScore { market: MarketId }
        = "graded_by_score", Invalid, Final, "market {market} is graded by the fixture's score";
    /// The market is graded by explicit outcomes, not by the score.
    GradedByOutcomes { market: MarketId }
        = "graded_by_outcomes", Invalid, Final, "market {market} is graded by explicit outcomes";
    /// Not every selection of the market has a result.
    ResultsMissing { market: MarketId, given: usize, needed: u32 }
        = "results_missing", Invalid, Final, "market {market} needs a result for each of its {needed} selections, {given} were given";
    /// The final score grades a market about a half, and does not say how it stood at half time.
    HalfTimeMissing { market: MarketId }
        = "half_time_missing", Invalid, Final, "market {market} is about a half, and the score has no half time";
    /// A match has no finishing positions.
    NoPositionsInMatch { fixture: FixtureId }
        = "no_positions_in_match", Invalid, Final, "fixture {fixture} is a match and has no finishing positions";
    /// The market is graded by the finishing positions of a race.
    GradedByPositions { market: MarketId }
        = "graded_by_positions", Invalid, Final, "market {market} is graded by the finishing positions";
    /// The race has no finishing positions to correct, or to grade by.
    NoPositions { fixture: FixtureId }
        = "no_positions", Conflict, Transient, "fixture {fixture} has no finishing positions";
    /// Somebody named is not in the race.
    NotEntered { fixture: FixtureId, participant: ParticipantId }
        = "not_entered", Invalid, Final, "participant {participant} does not take part in fixture {fixture}";
    /// Not every runner of the race is named.
    PositionsMissing { fixture: FixtureId, given: usize, needed: usize }
        = "positions_missing", Invalid, Final, "fixture {fixture} has {needed} runners, and what became of {given} was given";
    /// A finishing position without the ones before it.
    PositionSkipped { position: u16, expected: u16 }
        = "position_skipped", Invalid, Final, "position {position} was given where {expected} is next";
    /// Nobody has finished the race.
    NobodyFinished { fixture: FixtureId }
        = "nobody_finished", Invalid, Final, "nobody has finished fixture {fixture}; void its markets instead";
    /// The runner was withdrawn.
    RunnerWithdrawn { fixture: FixtureId, participant: ParticipantId }
        = "runner_withdrawn", Conflict, Transient, "participant {participant} was withdrawn from fixture {fixture}";
    /// The runner was not withdrawn.
    NotWithdrawn { fixture: FixtureId, participant: ParticipantId }
        = "not_withdrawn", Conflict, Transient, "participant {participant} was not withdrawn from fixture {fixture}";
    /// The finishing positions say that the runner ran.
    RunnerRan { fixture: FixtureId, participant: ParticipantId }
        = "runner_ran", Conflict, Transient, "participant {participant} ran in fixture {fixture}, by its finishing positions";
    /// A withdrawal that is still to come.
    WithdrawnLater { withdrawn_at: Timestamp, at: Timestamp }
        = "withdrawn_later", Invalid, Final, "the runner is to be withdrawn at {withdrawn_at}, and it is {at}";
    /// Terms of a race for a market that has none.
    NoRaceTerms { kind: MarketKind }
        = "no_race_terms", Invalid, Final, "a market on {kind} has no such terms of a race";
    /// A page of no bets, or of too many.
    BadPageSize { limit: u32, max: u32 }
        = "bad_page_size", Invalid, Final, "a page of {limit} is not between 1 and {max}";

    // Wallet
    /// The amount is zero or below.
    AmountNotPositive { amount: Money }
        = "amount_not_positive", Invalid, Final, "the amount {amount} must be above zero";
    /// An adjustment by nothing.
    AmountZero { amount: Money }
        = "amount_zero", Invalid, Final, "an adjustment by {amount} changes nothing";
    /// The amount would take a balance beyond what the books keep.
    BalanceOutOfRange { amount: Money, max: Money }
        = "balance_out_of_range", Limit, Final, "the amount {amount} would take a balance beyond {max}";
    /// This payment was confirmed already, by another command.
    PaymentExists { provider: String, reference: String }
        = "payment_exists", Conflict, Final, "the payment \"{reference}\" of {provider} is confirmed already";
    /// The user's status does not let him withdraw.
    MayNotWithdraw { user: UserId, status: Status }
        = "may_not_withdraw", Forbidden, Transient, "user {user} is {status} and may not withdraw";
    /// There is no such withdrawal.
    UnknownWithdrawal { withdrawal: WithdrawalId }
        = "unknown_withdrawal", NotFound, Final, "there is no withdrawal {withdrawal}";
    /// The withdrawal is answered already.
    WithdrawalAnswered { withdrawal: WithdrawalId }
        = "withdrawal_answered", Conflict, Final, "withdrawal {withdrawal} is answered already";
    /// More than is owed.
    DebtTooSmall { amount: Money, debt: Money }
        = "debt_too_small", Limit, Final, "the amount {amount} is more than the debt of {debt}";

    // Bets
    /// The slip has no stake.
    NoStake {}
        = "no_stake", Invalid, Final, "the slip has no stake";
    /// The slip has no leg.
    NoLegs {}
        = "no_legs", Invalid, Final, "the slip has no leg";
    /// The slip has too many legs.
    TooManyLegs { legs: usize, max: u32 }
        = "too_many_legs", Limit, Final, "{legs} legs are more than the {max} allowed";
    /// The bettor's status does not let him stake.
    MayNotStake { user: UserId, status: Status }
        = "may_not_stake", Forbidden, Transient, "user {user} is {status} and may not stake";
    /// The fixture takes no bets.
    FixtureClosed { fixture: FixtureId, status: FixtureStatus }
        = "fixture_closed", Closed, Transient, "fixture {fixture} is {status} and takes no bets";
    /// The market takes no bets.
    MarketClosed { market: MarketId, status: MarketStatus }
        = "market_closed", Closed, Transient, "market {market} is {status} and takes no bets";
    /// The fixture has started, or is about to.
    TooLate { fixture: FixtureId, closes_at: Timestamp, at: Timestamp }
        = "too_late", Closed, Final, "bets on fixture {fixture} closed at {closes_at}, and it is {at}";
    /// A bet in play counts from the score at which it is placed, and that is not known.
    LiveScoreMissing { fixture: FixtureId, market: MarketId }
        = "live_score_missing", Conflict, Transient, "market {market} counts from the score of fixture {fixture} at the bet, which is not known";
    /// The price has changed, and the slip does not allow for it.
    PriceChanged { selection: SelectionId, requested: Odds, current: Odds }
        = "price_changed", Conflict, Transient, "the price of selection {selection} is {current}, not {requested}";
    /// The price is longer than the house takes.
    OddsAboveLimit { odds: Odds, max: Odds }
        = "odds_above_limit", Limit, Transient, "the price {odds} is above the longest that is taken, {max}";
    /// Two legs of one slip are on the same fixture.
    RelatedLegs { fixture: FixtureId }
        = "related_legs", Invalid, Final, "two legs of the slip are on the same fixture {fixture}";
    /// A bet on the place has a leg whose market pays no places.
    NoPlaceTerms { market: MarketId }
        = "no_place_terms", Invalid, Final, "the market {market} pays no places";
    /// The currency can't be staked.
    NoLimitsForCurrency { currency: Currency }
        = "no_limits_for_currency", Limit, Final, "the house rules have no limits for {currency}";
    /// The stake is too low.
    StakeTooLow { stake: Money, min: Money }
        = "stake_too_low", Limit, Final, "the stake {stake} is below the minimum of {min}";
    /// The stake is too high.
    StakeTooHigh { stake: Money, max: Money }
        = "stake_too_high", Limit, Final, "the stake {stake} is above the maximum of {max}";
    /// The bet could return too much.
    ReturnTooHigh { currency: Currency, max: Money }
        = "return_too_high", Limit, Final, "the bet could return more than the maximum of {max}";
    /// The product of the prices has become lower than on the slip.
    TotalPriceLower { legs: usize }
        = "total_price_lower", Conflict, Transient, "the total price of the {legs} legs is lower than on the slip";
    /// The bettor owes money.
    DebtStands { debt: Money }
        = "debt_stands", Forbidden, Transient, "a debt of {debt} stands";
    /// There is not enough cash.
    InsufficientFunds { balance: Money, needed: Money }
        = "insufficient_funds", Limit, Transient, "the balance of {balance} does not cover {needed}";
    /// There is no such bet.
    UnknownBet { bet: BetId }
        = "unknown_bet", NotFound, Final, "there is no bet {bet}";
    /// The bettor's status does not let him cancel.
    MayNotCancel { user: UserId, status: Status }
        = "may_not_cancel", Forbidden, Transient, "user {user} is {status} and may not cancel";
    /// The bet was voided or cancelled already.
    BetWithdrawn { bet: BetId }
        = "bet_withdrawn", Conflict, Final, "bet {bet} was voided or cancelled already";
    /// The bet's status does not allow it.
    BetNotOpen { bet: BetId }
        = "bet_not_open", Conflict, Transient, "bet {bet} is not open";
    /// The time for cancelling is over.
    CancellationOver { bet: BetId, until: Timestamp, at: Timestamp }
        = "cancellation_over", Closed, Final, "bet {bet} could be cancelled until {until}, and it is {at}";
    /// A leg of the bet has a result.
    LegResolved { bet: BetId, market: MarketId }
        = "leg_resolved", Closed, Transient, "bet {bet} can't be cancelled: market {market} has a result";
    /// A price is higher now than it was taken at.
    PriceMoved { selection: SelectionId, taken: Odds, current: Odds }
        = "price_moved", Conflict, Transient, "the price of selection {selection} was taken at {taken} and is {current} now";

    // Baskets
    /// There is no such basket.
    UnknownBasket { basket: BasketId }
        = "unknown_basket", NotFound, Final, "there is no basket {basket}";
    /// The basket is not open any more.
    BasketClosed { basket: BasketId, status: BasketStatus }
        = "basket_closed", Closed, Final, "basket {basket} is {status}";
    /// The basket's time is over.
    BasketExpired { basket: BasketId, expires_at: Timestamp, at: Timestamp }
        = "basket_expired", Closed, Final, "basket {basket} expired at {expires_at}, and it is {at}";
    /// The basket was edited since its owner looked at it.
    BasketChanged { basket: BasketId, edits: u32, seen: u32 }
        = "basket_changed", Conflict, Final, "basket {basket} was edited {edits} times, and {seen} of them were seen";
    /// The basket has no slip.
    BasketEmpty { basket: BasketId }
        = "basket_empty", Invalid, Final, "basket {basket} is empty";
    /// The bettor has as many open baskets as the house allows.
    TooManyBaskets { user: UserId, max: u32 }
        = "too_many_baskets", Limit, Transient, "user {user} has {max} open baskets, the most that are allowed";
    /// The basket has as many slips as the house allows.
    TooManySlips { basket: BasketId, max: u32 }
        = "too_many_slips", Limit, Transient, "basket {basket} has {max} slips, the most that are allowed";
    /// The basket has another slip with this id.
    SlipExists { basket: BasketId, slip: BetId }
        = "slip_exists", Conflict, Final, "basket {basket} has another slip with the id {slip}";
    /// The basket has no such slip.
    UnknownSlip { basket: BasketId, slip: BetId }
        = "unknown_slip", NotFound, Final, "basket {basket} has no slip {slip}";
    /// A slip is refused, and with it the whole basket. The leg is counted from 0, if the refusal lies on one.
    SlipRefused { slip: BetId, leg: Option<u32>, refusal: Box<Rejection> }
        = "slip_refused", Conflict, Transient, "slip {slip} is refused: {refusal}";

    // The host
    /// More commands wait for a shared book than it holds.
    Overloaded { waiting: usize, max: usize }
        = "overloaded", Overloaded, Transient, "{waiting} commands are waiting, and {max} at most are held";
    /// A relay acknowledges records that are not there.
    CursorAhead { position: u64, records: u64 }
        = "cursor_ahead", Invalid, Final, "the position {position} lies beyond the {records} records of the journal";
    /// A relay acknowledges less than it did before.
    CursorBehind { position: u64, acknowledged: u64 }
        = "cursor_behind", Conflict, Final, "the position {position} lies before {acknowledged}, which is acknowledged already";
    /// There is no such cursor.
    UnknownCursor { cursor: String }
        = "unknown_cursor", NotFound, Final, "there is no cursor \"{cursor}\"";
}
wrapped {
    /// An id could not be read.
    Id(IdError) = Invalid;
    /// A time could not be read.
    Time(TimeError) = Invalid;
    /// An amount could not be read or reckoned with.
    Money(MoneyError) = Invalid;
    /// A price could not be read.
    Odds(OddsError) = Invalid;
    /// Personal data could not be taken.
    Person(PersonError) = Invalid;
    /// A name, a slug or an external id could not be taken.
    Name(NameError) = Invalid;
    /// House rules could not be taken.
    HouseRules(HouseRulesError) = Invalid;
    /// A score could not be taken.
    Score(ScoreError) = Invalid;
    /// A kind of market, or its line, could not be taken.
    MarketKind(MarketKindError) = Invalid;
    /// A line could not be read.
    Line(LineError) = Invalid;
    /// A leg's result could not be taken.
    LegResult(LegResultError) = Invalid;
    /// The terms of a bet could not be taken.
    BetTerms(BetTermsError) = Invalid;
    /// A margin could not be found, taken out or put on.
    Pricing(PricingError) = Invalid;
}
}

impl From<std::convert::Infallible> for Rejection {
    /// Values that are already what is asked for convert into themselves, and never fail.
    fn from(never: std::convert::Infallible) -> Self {
        match never {}
    }
}
