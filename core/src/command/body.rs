//! The list of commands: what each asks, field by field.

use serde::{Deserialize, Serialize};

use super::parts::{Correction, NewPrice, Priced, ScoreStage, SelectionResult};
use crate::betting::{BasketSlip, OddsChange, SlipLeg, SlipTerms};
use crate::catalogue::{Entrant, ExternalId, MarketKind, ParticipantKind, Placing, RaceTerms, Score};
use crate::house_rules::HouseRules;
use crate::id::{BasketId, BetId, CompetitionId, FixtureId, MarketId, ParticipantId, UserId, WithdrawalId};
use crate::money::Money;
use crate::odds::Odds;
use crate::people::{Exclusion, Personal, Role, Status};
use crate::time::Timestamp;

macro_rules! bodies {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {
        /// What is asked: one variant a command, each with a struct of the same name. A
        /// [`Session`](crate::Session) has a method for each, of the same name in snake case, but for
        /// `RecordScore` (`record_live_score`, `record_score`, `record_score_only`) and `AnswerWithdrawal`
        /// (`confirm_withdrawal`, `refuse_withdrawal`).
        ///
        /// ```
        /// use realdeal::command::{Body, SuspendMarket};
        /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
        /// # let doc::World { market, .. } = doc::world()?;
        /// let body = Body::from(SuspendMarket { market: market.id });
        /// assert_eq!(body.name(), "SuspendMarket");
        /// assert!(Body::NAMES.contains(&body.name()));
        /// # Ok::<(), realdeal::Error>(())
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Body {
            $($(#[$doc])* $name($name),)*
        }

        impl Body {
            /// The names of all commands, in order.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            /// The command's name in words: "place bet".
            pub fn words(&self) -> String {
                let mut words = String::new();
                for letter in self.name().chars() {
                    if letter.is_ascii_uppercase() && !words.is_empty() {
                        words.push(' ');
                    }
                    words.push(letter.to_ascii_lowercase());
                }
                words
            }

            /// The command's name.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => stringify!($name),)*
                }
            }
        }

        $(
            $(#[$doc])*
            ///
            /// A [`Session`](crate::Session) has a method of this name that sends it, with an example and the codes
            /// that it can be refused with; where the names differ, [`Body`] says so.
            #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $name {
                $($(#[$field_doc])* pub $field: $type,)*
            }

            impl From<$name> for Body {
                fn from(body: $name) -> Self {
                    Self::$name(body)
                }
            }
        )*
    };
}

bodies! {
    // People
    /// Makes the first Admin of a new book. System only, once.
    CreateFirstAdmin {
        /// Who it is.
        person: Personal,
    }
    /// Registers a bettor. Anybody may; the role can't be chosen.
    Register {
        /// Who it is.
        person: Personal,
    }
    /// Gives a user another role. Admin.
    ChangeRole {
        /// The user.
        user: UserId,
        /// The new role.
        role: Role,
    }
    /// Gives a user another status. Admin, with a reason.
    ChangeStatus {
        /// The user.
        user: UserId,
        /// The new status.
        status: Status,
    }
    /// Changes one's own personal data.
    EditProfile {
        /// The user: oneself.
        user: UserId,
        /// The new data, whole.
        person: Personal,
    }
    /// Erases a person's data; the user and his bets stay in the books. Admin, with a reason.
    ErasePerson {
        /// The user.
        user: UserId,
    }
    /// Shuts oneself out until a time, at once.
    ExcludeSelf {
        /// The user: oneself.
        user: UserId,
        /// In which way.
        exclusion: Exclusion,
        /// The exclusion can't end before.
        until: Timestamp,
    }
    /// Asks for the account to be opened again after an exclusion that has ended; it opens after the rules' delay.
    RequestReopening {
        /// The user: oneself.
        user: UserId,
    }
    /// Adopts house rules for bets placed from now on. Admin.
    AdoptHouseRules {
        /// The rules, whole.
        rules: HouseRules,
    }

    // Catalogue
    /// Creates a competition.
    CreateCompetition {
        /// Its name, for people.
        name: String,
        /// Its unique short name.
        slug: String,
        /// What a feed calls it.
        external: Option<ExternalId>,
    }
    /// Renames a competition; its slug stays.
    RenameCompetition {
        /// The competition.
        competition: CompetitionId,
        /// The new name.
        name: String,
    }
    /// Retires a competition: no more fixtures are scheduled in it.
    RetireCompetition {
        /// The competition.
        competition: CompetitionId,
    }
    /// Deletes a competition without fixtures.
    DeleteCompetition {
        /// The competition.
        competition: CompetitionId,
    }
    /// Creates a participant.
    CreateParticipant {
        /// Its name, unique without regard to case.
        name: String,
        /// What it is.
        kind: ParticipantKind,
        /// What a feed calls it.
        external: Option<ExternalId>,
    }
    /// Renames a participant.
    RenameParticipant {
        /// The participant.
        participant: ParticipantId,
        /// The new name.
        name: String,
    }
    /// Retires a participant: it is entered in no more fixtures.
    RetireParticipant {
        /// The participant.
        participant: ParticipantId,
    }
    /// Deletes a participant without fixtures.
    DeleteParticipant {
        /// The participant.
        participant: ParticipantId,
    }
    /// Schedules a fixture.
    ScheduleFixture {
        /// The competition.
        competition: CompetitionId,
        /// Who takes part: home and away, or two runners or more.
        entrants: Vec<Entrant>,
        /// When it starts.
        start: Timestamp,
        /// What a feed calls it.
        external: Option<ExternalId>,
    }
    /// Announces another start of a fixture that is scheduled or postponed.
    RescheduleFixture {
        /// The fixture.
        fixture: FixtureId,
        /// The new start.
        start: Timestamp,
    }
    /// Deletes a fixture on which no bet was ever placed, with its markets.
    DeleteFixture {
        /// The fixture.
        fixture: FixtureId,
    }
    /// Opens a market with prices.
    OpenMarket {
        /// The fixture.
        fixture: FixtureId,
        /// The question.
        kind: MarketKind,
        /// The answers with their prices.
        selections: Vec<Priced>,
        /// Whether bets are taken after the start.
        in_play: bool,
        /// What a feed calls it.
        external: Option<ExternalId>,
        /// On which terms bets are taken, if it is on a race.
        #[serde(default)]
        terms: RaceTerms,
    }
    /// Changes prices of one market.
    ChangePrices {
        /// The market.
        market: MarketId,
        /// The selections with new prices.
        prices: Vec<NewPrice>,
    }
    /// Suspends an active market.
    SuspendMarket {
        /// The market.
        market: MarketId,
    }
    /// Resumes a suspended market.
    ResumeMarket {
        /// The market.
        market: MarketId,
    }
    /// Closes a market for good; it waits for its result.
    CloseMarket {
        /// The market.
        market: MarketId,
    }

    // Results
    /// Records a score, live or final. A final one grades the markets that a score can grade.
    RecordScore {
        /// The fixture.
        fixture: FixtureId,
        /// The score.
        score: Score,
        /// Whether the fixture goes on.
        stage: ScoreStage,
    }
    /// Records the result of every selection of a market that no score can grade.
    RecordOutcomes {
        /// The market.
        market: MarketId,
        /// One result a selection.
        results: Vec<SelectionResult>,
    }
    /// Corrects the final score of a fixture, and with it every market that was graded by it. With a reason.
    CorrectScore {
        /// The fixture.
        fixture: FixtureId,
        /// The right score.
        score: Score,
    }
    /// Corrects the recorded result of one market. With a reason.
    CorrectResult {
        /// The market.
        market: MarketId,
        /// What the result is changed to.
        correction: Correction,
    }
    /// Voids a market that has no result yet. With a reason.
    VoidMarket {
        /// The market.
        market: MarketId,
    }
    /// Voids every market of a fixture, settled ones too. With a reason.
    VoidFixture {
        /// The fixture.
        fixture: FixtureId,
    }
    /// Ends a fixture that was started and will not be finished: determined markets stand, the rest is void. With a reason.
    AbandonFixture {
        /// The fixture.
        fixture: FixtureId,
        /// The score when it was abandoned; none if nothing of it shall count.
        score: Option<Score>,
    }
    /// Takes a fixture off its time, without a new one yet. With a reason.
    PostponeFixture {
        /// The fixture.
        fixture: FixtureId,
    }
    /// Calls a fixture off for good: its unresolved markets are void. With a reason.
    CancelFixture {
        /// The fixture.
        fixture: FixtureId,
    }
    /// Voids one bet, open or settled: its stake comes back. With a reason.
    VoidBet {
        /// The bet.
        bet: BetId,
    }
    /// Grades the next page of a market's legs that are older than its result.
    SettlePage {
        /// The market.
        market: MarketId,
        /// The most bets of the page.
        limit: u32,
    }
    /// Does what has fallen due by the command's time. System only.
    RunDue {
        /// The most things to do.
        limit: u32,
    }

    // Wallet
    /// Confirms that money came in. System only, once per provider and reference.
    ConfirmDeposit {
        /// Whose money.
        user: UserId,
        /// How much.
        amount: Money,
        /// Who moved it.
        provider: String,
        /// The provider's own reference.
        reference: String,
    }
    /// Asks for money to be paid out of one's own wallet.
    RequestWithdrawal {
        /// The user: oneself; an Admin may name a blocked one.
        user: UserId,
        /// How much.
        amount: Money,
    }
    /// Answers a withdrawal. System or Admin.
    AnswerWithdrawal {
        /// The withdrawal.
        withdrawal: WithdrawalId,
        /// Whether it was paid; else it is refused.
        paid: bool,
    }
    /// Adds to a wallet's cash, or takes from it. Admin, with a reason.
    AdjustWallet {
        /// Whose wallet.
        user: UserId,
        /// How much; below zero to take.
        amount: Money,
    }
    /// Lets go of a debt, or a part of it. Admin, with a reason.
    WriteOffDebt {
        /// Whose debt.
        user: UserId,
        /// How much of it.
        amount: Money,
    }

    // Bets
    /// Places a bet for the acting bettor. The bet's id is the command's.
    PlaceBet {
        /// What is backed, at which prices.
        legs: Vec<SlipLeg>,
        /// The stake of the whole bet.
        stake: Money,
        /// What may happen if a price has changed.
        odds_change: OddsChange,
        /// How the legs make the bet: by default a single or an accumulator on the win.
        #[serde(default)]
        terms: SlipTerms,
    }
    /// Cancels one's own bet, while the rules allow it.
    CancelBet {
        /// The bet.
        bet: BetId,
    }

    // Baskets
    /// Makes an empty basket for the acting bettor.
    CreateBasket {}
    /// Puts a slip into one's own basket. Not journalled, as no change of slips is.
    AddToBasket {
        /// The basket.
        basket: BasketId,
        /// The slip. Its id will be the bet's.
        slip: BasketSlip,
    }
    /// Takes a slip out of one's own basket.
    RemoveFromBasket {
        /// The basket.
        basket: BasketId,
        /// The slip.
        slip: BetId,
    }
    /// Names another stake for a slip in one's own basket.
    RestakeSlip {
        /// The basket.
        basket: BasketId,
        /// The slip.
        slip: BetId,
        /// The new stake.
        stake: Money,
    }
    /// Throws one's own basket away.
    DropBasket {
        /// The basket.
        basket: BasketId,
    }
    /// Places every slip of one's own basket, or none.
    CheckOutBasket {
        /// The basket.
        basket: BasketId,
        /// How often it had been edited when its owner last looked.
        edits: u32,
    }

    // Races
    /// Records what became of each runner of a race, and grades the markets on it.
    RecordPositions {
        /// The fixture.
        fixture: FixtureId,
        /// What became of each runner, in any order.
        placings: Vec<Placing>,
    }
    /// Corrects the finishing positions of a race, and with them every market that was graded by them. With a reason.
    CorrectPositions {
        /// The fixture.
        fixture: FixtureId,
        /// What really became of each runner.
        placings: Vec<Placing>,
    }
    /// Withdraws a runner from its race. Bets on it are void, or lost ante-post; Rule 4 cuts the others that were placed before.
    WithdrawRunner {
        /// The race.
        fixture: FixtureId,
        /// The runner.
        participant: ParticipantId,
        /// Its price to win when it was withdrawn.
        odds: Odds,
        /// When it was withdrawn; not after the command's time.
        withdrawn_at: Timestamp,
    }
    /// Takes back a withdrawal that was recorded wrongly. With a reason.
    ReinstateRunner {
        /// The race.
        fixture: FixtureId,
        /// The runner.
        participant: ParticipantId,
    }
}
