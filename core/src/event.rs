//! Events: the complete list of what can happen in a book.
//!
//! A command that is accepted becomes a list of events; the rows and the transfers follow from the events alone (see
//! [`crate::effects`]), whether they happen now or are replayed from the journal. The names are in the past tense.

mod parts;
mod user;

use serde::{Deserialize, Serialize};

pub use self::parts::{OpenedSelection, PlacedLeg};

use crate::betting::payout::Exact;
use crate::betting::{BetStatus, BetType, Way};
use crate::catalogue::{
    Entrant, ExternalId, MarketKind, MarketResult, NonRunner, ParticipantKind, Placing, RaceTerms, Score,
};
use crate::command::{NewPrice, SelectionResult};
use crate::house_rules::{HouseRules, RulesVersion};
use crate::id::{
    BasketId, BetId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, UserId, WithdrawalId,
};
use crate::money::Money;
use crate::people::{Role, Status};
use crate::settlement::LegGrade;
use crate::time::Timestamp;

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {
        /// Something that happened in the book. Hosts read events in the journal; their names and fields are
        /// kept, and new ones may be added.
        ///
        /// ```
        /// use realdeal::event::Event;
        /// use realdeal::storage::Page;
        /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
        /// # let doc::World { book, alice, .. } = doc::world()?;
        /// let records = book.journal(Page::first(100))?;
        /// let events = records.iter().flat_map(|numbered| &numbered.record.events);
        /// let mut deposits = events.filter_map(|event| match event {
        ///     Event::DepositConfirmed { user, amount, .. } => Some((*user, amount.to_string())),
        ///     _ => None,
        /// });
        /// assert_eq!(deposits.next(), Some((alice, "100.00 EUR".to_owned())));
        /// # Ok::<(), realdeal::Error>(())
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case", rename_all_fields = "snake_case", deny_unknown_fields)]
        #[non_exhaustive]
        pub enum Event {
            $($(#[$doc])* $name { $($(#[$field_doc])* $field: $type,)* },)*
        }

        /// What kind of event: to choose by.
        ///
        /// ```
        /// use realdeal::event::EventKind;
        /// assert_eq!(serde_json::to_value(EventKind::BetPlaced).unwrap(), "bet_placed");
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum EventKind {
            $($(#[$doc])* $name,)*
        }

        impl EventKind {
            /// All kinds, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }

        impl Event {
            /// The event's kind.
            pub fn kind(&self) -> EventKind {
                match self {
                    $(Self::$name { .. } => EventKind::$name,)*
                }
            }

            /// The names of all events, in order.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            /// Every event by its name, with its fields and the names of their types, for other languages.
            pub const FIELDS: &[(&str, &[(&str, &str)])] = &[$((stringify!($name), &[$((stringify!($field), stringify!($type))),*])),*];

            /// The event's name.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => stringify!($name),)*
                }
            }
        }
    };
}

events! {
    // People
    /// A user registered, or was made the first Admin.
    UserRegistered {
        /// The new user.
        user: UserId,
        /// The role.
        role: Role,
    }
    /// A user was given another role.
    RoleChanged {
        /// The user.
        user: UserId,
        /// The new role.
        role: Role,
    }
    /// A user was given another status, or chose it.
    StatusChanged {
        /// The user.
        user: UserId,
        /// The new status.
        status: Status,
    }
    /// A user changed his personal data, which no event ever holds.
    ProfileEdited {
        /// The user.
        user: UserId,
    }
    /// A person's data was erased.
    PersonErased {
        /// The user.
        user: UserId,
    }
    /// An excluded user asked for his account to be opened again.
    ReopeningRequested {
        /// The user.
        user: UserId,
        /// When it opens.
        opens_at: Timestamp,
    }
    /// An account is open again after an exclusion.
    AccountReopened {
        /// The user.
        user: UserId,
    }
    /// House rules were adopted.
    HouseRulesAdopted {
        /// Their number.
        version: RulesVersion,
        /// The rules, whole.
        rules: HouseRules,
    }

    // Catalogue
    /// A competition was created.
    CompetitionCreated {
        /// The competition.
        competition: CompetitionId,
        /// Its name.
        name: String,
        /// Its slug.
        slug: String,
        /// What a feed calls it.
        external: Option<ExternalId>,
    }
    /// A competition was renamed.
    CompetitionRenamed {
        /// The competition.
        competition: CompetitionId,
        /// Its new name.
        name: String,
    }
    /// A competition was retired.
    CompetitionRetired {
        /// The competition.
        competition: CompetitionId,
    }
    /// A competition was deleted.
    CompetitionDeleted {
        /// The competition.
        competition: CompetitionId,
    }
    /// A participant was created.
    ParticipantCreated {
        /// The participant.
        participant: ParticipantId,
        /// Its name.
        name: String,
        /// What it is.
        kind: ParticipantKind,
        /// What a feed calls it.
        external: Option<ExternalId>,
    }
    /// A participant was renamed.
    ParticipantRenamed {
        /// The participant.
        participant: ParticipantId,
        /// Its new name.
        name: String,
    }
    /// A participant was retired.
    ParticipantRetired {
        /// The participant.
        participant: ParticipantId,
    }
    /// A participant was deleted.
    ParticipantDeleted {
        /// The participant.
        participant: ParticipantId,
    }
    /// A fixture was scheduled.
    FixtureScheduled {
        /// The fixture.
        fixture: FixtureId,
        /// Its competition.
        competition: CompetitionId,
        /// Who takes part.
        entrants: Vec<Entrant>,
        /// When it starts.
        start: Timestamp,
        /// What a feed calls it.
        external: Option<ExternalId>,
    }
    /// Another start was announced.
    FixtureRescheduled {
        /// The fixture.
        fixture: FixtureId,
        /// The new start.
        start: Timestamp,
    }
    /// Bets placed under some announced starts became void, for the fixture does not start inside their window.
    PostponementVoided {
        /// The fixture.
        fixture: FixtureId,
        /// Which of its announced starts, counted from 0.
        kickoffs: Vec<u32>,
    }
    /// A fixture without bets was deleted.
    FixtureDeleted {
        /// The fixture.
        fixture: FixtureId,
    }
    /// A market was opened.
    MarketOpened {
        /// The market.
        market: MarketId,
        /// Its fixture.
        fixture: FixtureId,
        /// The question.
        kind: MarketKind,
        /// The answers with their first prices.
        selections: Vec<OpenedSelection>,
        /// Whether it takes bets after the start.
        in_play: bool,
        /// What a feed calls it.
        external: Option<ExternalId>,
        /// On which terms it takes bets, if it is on a race.
        #[serde(default)]
        terms: RaceTerms,
    }
    /// Prices of a market changed.
    PricesChanged {
        /// The market.
        market: MarketId,
        /// The selections with their new prices.
        prices: Vec<NewPrice>,
    }
    /// A market was suspended.
    MarketSuspended {
        /// The market.
        market: MarketId,
    }
    /// A suspended market takes bets again.
    MarketResumed {
        /// The market.
        market: MarketId,
    }
    /// A market was closed for good.
    MarketClosed {
        /// The market.
        market: MarketId,
    }
    /// A market was deleted with its fixture.
    MarketDeleted {
        /// The market.
        market: MarketId,
        /// Its selections.
        selections: Vec<SelectionId>,
    }

    // Results
    /// A live score was recorded.
    LiveScoreRecorded {
        /// The fixture.
        fixture: FixtureId,
        /// The score.
        score: Score,
    }
    /// A fixture is over, with this score.
    FixtureFinished {
        /// The fixture.
        fixture: FixtureId,
        /// The final score.
        score: Score,
    }
    /// The final score of a fixture was corrected.
    ScoreCorrected {
        /// The fixture.
        fixture: FixtureId,
        /// The right score.
        score: Score,
    }
    /// A fixture was abandoned.
    FixtureAbandoned {
        /// The fixture.
        fixture: FixtureId,
        /// The score that determined markets stand by, if any.
        score: Option<Score>,
    }
    /// A fixture was taken off its time, without a new one yet.
    FixturePostponed {
        /// The fixture.
        fixture: FixtureId,
    }
    /// A fixture was called off for good.
    FixtureCancelled {
        /// The fixture.
        fixture: FixtureId,
    }
    /// A market has a result: its bets can be settled.
    MarketResulted {
        /// The market.
        market: MarketId,
        /// The revision that its legs are to be graded at.
        revision: u32,
        /// The result.
        result: MarketResult,
        /// One result a selection, where the market is graded by explicit outcomes or by finishing positions.
        outcomes: Vec<SelectionResult>,
    }
    /// A market's result was taken back: its bets are open again.
    MarketResultWithdrawn {
        /// The market.
        market: MarketId,
        /// The revision that its legs are to be graded at.
        revision: u32,
    }
    /// Some of a market's legs became void by their time of placement, or a runner was withdrawn or reinstated; they are to be
    /// graded again.
    MarketLegsVoided {
        /// The market.
        market: MarketId,
        /// The revision that its legs are to be graded at.
        revision: u32,
    }
    /// A leg was graded at a revision of its market.
    LegGraded {
        /// The bet.
        bet: BetId,
        /// Which of its legs, counted from 0.
        leg: u32,
        /// The revision.
        revision: u32,
        /// The result; none if the market has none at this revision.
        result: Option<LegGrade>,
    }
    /// A bet's return was decided, or decided anew.
    BetSettled {
        /// The bet.
        bet: BetId,
        /// Whose bet it is.
        user: UserId,
        /// How it stands now.
        status: BetStatus,
        /// What it returns in all, stake included.
        returned: Money,
        /// The return before rounding, in minor units.
        exact_return: Exact,
    }
    /// A settled bet is open again.
    BetReopened {
        /// The bet.
        bet: BetId,
        /// Whose bet it is.
        user: UserId,
    }

    // Wallet
    /// Money came in.
    DepositConfirmed {
        /// Whose.
        user: UserId,
        /// How much.
        amount: Money,
        /// Who moved it.
        provider: String,
        /// The provider's own reference.
        reference: String,
    }
    /// A withdrawal was asked for.
    WithdrawalRequested {
        /// The withdrawal.
        withdrawal: WithdrawalId,
        /// Whose.
        user: UserId,
        /// How much.
        amount: Money,
    }
    /// A withdrawal was paid.
    WithdrawalPaid {
        /// The withdrawal.
        withdrawal: WithdrawalId,
        /// Whose.
        user: UserId,
    }
    /// A withdrawal was refused.
    WithdrawalRefused {
        /// The withdrawal.
        withdrawal: WithdrawalId,
        /// Whose.
        user: UserId,
    }
    /// An Admin adjusted a wallet.
    WalletAdjusted {
        /// Whose.
        user: UserId,
        /// How much; below zero where it was taken.
        amount: Money,
    }
    /// An Admin let go of a debt, or a part of it.
    DebtWrittenOff {
        /// Whose.
        user: UserId,
        /// How much.
        amount: Money,
    }

    // Bets
    /// A bet was placed. Its id is the command's, or that of the slip in the basket that was checked out.
    BetPlaced {
        /// The bet.
        bet: BetId,
        /// Whose.
        user: UserId,
        /// How its legs make lines.
        bet_type: BetType,
        /// The legs.
        legs: Vec<PlacedLeg>,
        /// The stake.
        stake: Money,
        /// What it returns if every leg wins, stake included.
        potential_return: Money,
        /// The house rules that it settles by.
        rules: RulesVersion,
        /// Whether it stands on the win, the place, or both.
        #[serde(default)]
        way: Way,
    }
    /// A bettor cancelled his bet.
    BetCancelled {
        /// The bet.
        bet: BetId,
        /// Whose.
        user: UserId,
    }
    /// A bet was voided by hand.
    BetVoided {
        /// The bet.
        bet: BetId,
        /// Whose.
        user: UserId,
    }

    // Baskets
    /// A basket was made. What is put into it is not journalled.
    BasketCreated {
        /// The basket.
        basket: BasketId,
        /// Whose.
        user: UserId,
        /// When it expires, if it is still open then.
        expires_at: Timestamp,
    }
    /// Every slip of a basket has become a bet, each told by a `BetPlaced` before this.
    BasketCheckedOut {
        /// The basket.
        basket: BasketId,
        /// Whose.
        user: UserId,
        /// The bets, in the order of the slips.
        bets: Vec<BetId>,
    }
    /// A basket was dropped by its owner, or because its owner shut himself out or left.
    BasketDropped {
        /// The basket.
        basket: BasketId,
        /// Whose.
        user: UserId,
    }
    /// A basket was not checked out in time.
    BasketExpired {
        /// The basket.
        basket: BasketId,
        /// Whose.
        user: UserId,
    }
    /// A race is over: what became of each runner is recorded.
    PositionsRecorded {
        /// The fixture.
        fixture: FixtureId,
        /// What became of each runner.
        placings: Vec<Placing>,
    }
    /// The finishing positions of a race were corrected.
    PositionsCorrected {
        /// The fixture.
        fixture: FixtureId,
        /// What really became of each runner.
        placings: Vec<Placing>,
    }
    /// A runner was withdrawn from its race.
    RunnerWithdrawn {
        /// The race.
        fixture: FixtureId,
        /// The runner, with its price and when it was.
        non_runner: NonRunner,
    }
    /// A withdrawal was recorded wrongly: the runner runs.
    RunnerReinstated {
        /// The race.
        fixture: FixtureId,
        /// The runner.
        participant: ParticipantId,
    }
}
