//! The bridge: the model's words put into the engine's, and the engine's answers into the model's.

use std::collections::BTreeMap;

use realdeal::betting::{BasketSlip, BasketStatus, BetStatus, OddsChange, SlipLeg, SlipTerms};
use realdeal::catalogue::{
    Entrant, EntrantRole, FixtureStatus, Line, MarketKind, MarketStatus, Outcome, Score,
};
use realdeal::command::{
    AbandonFixture, Actor, AddToBasket, AdjustWallet, AdoptHouseRules, AnswerWithdrawal, Body, CancelBet,
    CancelFixture, ChangePrices, ChangeStatus, CheckOutBasket, CloseMarket, Command, ConfirmDeposit,
    CorrectResult, CorrectScore, Correction, CreateBasket, DeleteFixture, DropBasket, ExcludeSelf, NewPrice,
    OpenMarket, PlaceBet, PostponeFixture, Priced, RecordOutcomes, RecordScore, RemoveFromBasket,
    RequestReopening, RequestWithdrawal, RescheduleFixture, RestakeSlip, ResumeMarket, RunDue,
    ScheduleFixture, ScoreStage, SelectionResult, SettlePage, SuspendMarket, VoidBet, VoidFixture,
    VoidMarket, WriteOffDebt,
};
use realdeal::house_rules::{BetRules, HouseRules, Limits};
use realdeal::id::{CompetitionId, ParticipantId};
use realdeal::money::{Currency, Rounding};
use realdeal::odds::Odds;
use realdeal::people::{Exclusion, Status};
use realdeal::settlement::{LegResult, Share};
use realdeal::time::Timestamp;
use realdeal::{Made, answer::Answer};

use super::ask::{Ask, Change, Done, Fix, Priced as Asked, Rules, SECOND, Standing, Time, What, Who, Wish};
use super::fraction::{Fraction, Mode};
use super::grading::{Goals, Grade, Kind, Pick, picks};
use super::nouns::{Fate, Keeping, Phase, State};

/// What fixtures are scheduled with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stage {
    pub(crate) league: CompetitionId,
    pub(crate) teams: [ParticipantId; 2],
}

fn at(time: Time) -> Timestamp {
    Timestamp::from_micros(time)
}

pub(crate) fn odds(price: Fraction) -> Odds {
    let part = |part: u128| u64::try_from(part).expect("a price is small");
    Odds::new(part(price.over()), part(price.under())).expect("the model's prices are prices")
}

fn share(part: Fraction) -> Share {
    let small = |part: u128| u16::try_from(part).expect("a share is small");
    Share::new(small(part.over()), small(part.under())).expect("a share")
}

fn leg_result(grade: Grade) -> LegResult {
    LegResult::new(share(grade.win), share(grade.void)).expect("at most one")
}

fn results(stated: &[(realdeal::id::SelectionId, Grade)]) -> Vec<SelectionResult> {
    let one = |&(selection, grade): &(_, Grade)| SelectionResult { selection, result: leg_result(grade) };
    stated.iter().map(one).collect()
}

fn score((home, away): Goals) -> Score {
    Score::full_time(home, away)
}

fn kind(kind: Kind) -> MarketKind {
    let line = |quarters| Line::from_quarters(quarters).expect("a line");
    match kind {
        Kind::Winner => MarketKind::MatchResult,
        Kind::TwoOfThree => MarketKind::DoubleChance,
        Kind::DrawNoBet => MarketKind::DrawNoBet,
        Kind::Total(quarters) => MarketKind::TotalGoals { line: line(quarters) },
        Kind::Handicap(quarters) => MarketKind::AsianHandicap { line: line(quarters) },
        Kind::BothScore => MarketKind::BothTeamsToScore,
        Kind::Custom => MarketKind::Custom { name: "First scorer".to_owned() },
    }
}

fn outcome(pick: Pick) -> Outcome {
    match pick {
        Pick::Home => Outcome::Home,
        Pick::Draw => Outcome::Draw,
        Pick::Away => Outcome::Away,
        Pick::HomeOrDraw => Outcome::HomeOrDraw,
        Pick::HomeOrAway => Outcome::HomeOrAway,
        Pick::DrawOrAway => Outcome::DrawOrAway,
        Pick::Over => Outcome::Over,
        Pick::Under => Outcome::Under,
        Pick::Yes => Outcome::Yes,
        Pick::No => Outcome::No,
        Pick::Named(number) => Outcome::named(format!("player {number}")),
    }
}

pub(crate) fn status(standing: Standing) -> Status {
    match standing {
        Standing::Active => Status::Active,
        Standing::Cooling(until) => Status::CoolingOff { until: at(until) },
        Standing::Excluded(until) => Status::SelfExcluded { until: at(until) },
        Standing::Register => Status::OnRegister,
        Standing::Suspended => Status::Suspended,
        Standing::Blocked => Status::Blocked,
        Standing::Closed => Status::Closed,
    }
}

pub(crate) fn phase(phase: Phase) -> FixtureStatus {
    match phase {
        Phase::Scheduled => FixtureStatus::Scheduled,
        Phase::InPlay => FixtureStatus::InPlay,
        Phase::Finished => FixtureStatus::Finished,
        Phase::Abandoned => FixtureStatus::Abandoned,
        Phase::Postponed => FixtureStatus::Postponed,
        Phase::Cancelled => FixtureStatus::Cancelled,
    }
}

pub(crate) fn state(state: State) -> MarketStatus {
    match state {
        State::Active => MarketStatus::Active,
        State::Suspended => MarketStatus::Suspended,
        State::Closed => MarketStatus::Closed,
        State::Settled => MarketStatus::Settled,
        State::Void => MarketStatus::Void,
    }
}

pub(crate) fn fate(fate: Fate) -> BetStatus {
    match fate {
        Fate::Open => BetStatus::Open,
        Fate::Won => BetStatus::Won,
        Fate::HalfWon => BetStatus::HalfWon,
        Fate::HalfLost => BetStatus::HalfLost,
        Fate::Lost => BetStatus::Lost,
        Fate::Void => BetStatus::Void,
        Fate::Cancelled => BetStatus::Cancelled,
    }
}

pub(crate) fn keeping(keeping: Keeping) -> BasketStatus {
    match keeping {
        Keeping::Open => BasketStatus::Open,
        Keeping::CheckedOut => BasketStatus::CheckedOut,
        Keeping::Dropped => BasketStatus::Dropped,
        Keeping::Expired => BasketStatus::Expired,
    }
}

fn legs(legs: &[Asked]) -> Vec<SlipLeg> {
    legs.iter().map(|&(selection, price)| SlipLeg::new(selection, odds(price))).collect()
}

fn odds_change(change: Change) -> OddsChange {
    match change {
        Change::None => OddsChange::None,
        Change::Higher => OddsChange::Higher,
        Change::HigherTotal => OddsChange::HigherTotal,
        Change::Any => OddsChange::Any,
    }
}

pub(crate) fn slip(wish: &Wish) -> BasketSlip {
    let Wish { id, stake, .. } = *wish;
    BasketSlip {
        id,
        legs: legs(&wish.legs),
        stake,
        odds_change: odds_change(wish.change),
        terms: SlipTerms::default(),
    }
}

fn house_rules(rules: &Rules) -> HouseRules {
    let Rules { min_stake, max_stake, max_return, .. } = *rules;
    let limits = Limits { min_stake, max_stake, max_return };
    let mut currencies = BTreeMap::from([(Currency::EUR, limits)]);
    if rules.dollars {
        currencies.insert(Currency::USD, limits);
    }
    let seconds = |time: Time| u32::try_from(time / SECOND).expect("a short time");
    HouseRules {
        rounding: match rules.rounding {
            Mode::HalfUp => Rounding::HalfAwayFromZero,
            Mode::HalfEven => Rounding::HalfToEven,
            Mode::Down => Rounding::TowardZero,
            Mode::Up => Rounding::AwayFromZero,
        },
        limits: currencies,
        max_legs: rules.max_legs,
        cut_off_seconds: seconds(rules.cut_off),
        cancellation_seconds: seconds(rules.cancellation),
        postponement_seconds: seconds(rules.window),
        basket_seconds: seconds(rules.basket_time),
        max_baskets: rules.max_baskets,
        max_slips: rules.max_slips,
        bets: BetRules::default(),
        ..HouseRules::default()
    }
}

impl Stage {
    /// A request as the engine takes it.
    pub(crate) fn command(&self, ask: &Ask) -> Command {
        let actor = match ask.who {
            Who::System => Actor::System,
            Who::Visitor => Actor::Visitor,
            Who::User(user) => Actor::User(user),
            Who::Behalf(agent, bettor) => Actor::OnBehalf { agent, bettor },
        };
        let command = Command::new(ask.id, actor, at(ask.at), self.body(&ask.what));
        let command = if ask.reason { command.because("the model says so") } else { command };
        ask.expires.map_or(command.clone(), |expires| command.expiring_at(at(expires)))
    }

    fn body(&self, what: &What) -> Body {
        match what.clone() {
            What::Status(user, standing) => ChangeStatus { user, status: status(standing) }.into(),
            What::Exclude(user, Standing::Cooling(until)) => {
                ExcludeSelf { user, exclusion: Exclusion::CoolingOff, until: at(until) }.into()
            }
            What::Exclude(user, Standing::Excluded(until)) => {
                ExcludeSelf { user, exclusion: Exclusion::SelfExclusion, until: at(until) }.into()
            }
            What::Exclude(_, standing) => panic!("nobody shuts himself out by being {standing:?}"),
            What::Reopen(user) => RequestReopening { user }.into(),
            What::Adopt(rules) => AdoptHouseRules { rules: house_rules(&rules) }.into(),
            What::Deposit(user, amount, reference) => {
                ConfirmDeposit { user, amount, provider: "bank".to_owned(), reference }.into()
            }
            What::Withdraw(user, amount) => RequestWithdrawal { user, amount }.into(),
            What::Answer(withdrawal, paid) => AnswerWithdrawal { withdrawal, paid }.into(),
            What::Adjust(user, amount) => AdjustWallet { user, amount }.into(),
            What::WriteOff(user, amount) => WriteOffDebt { user, amount }.into(),
            What::Page(market, limit) => SettlePage { market, limit }.into(),
            What::Due(limit) => RunDue { limit }.into(),
            What::Place { legs, stake, change } => PlaceBet {
                legs: self::legs(&legs),
                stake,
                odds_change: odds_change(change),
                terms: SlipTerms::default(),
            }
            .into(),
            What::Cancel(bet) => CancelBet { bet }.into(),
            What::Gather => CreateBasket {}.into(),
            What::Put(basket, wish) => AddToBasket { basket, slip: slip(&wish) }.into(),
            What::Take(basket, slip) => RemoveFromBasket { basket, slip }.into(),
            What::Restake(basket, slip, stake) => RestakeSlip { basket, slip, stake }.into(),
            What::Drop(basket) => DropBasket { basket }.into(),
            What::CheckOut(basket, edits) => CheckOutBasket { basket, edits }.into(),
            what => self.sport(what),
        }
    }

    fn sport(&self, what: What) -> Body {
        match what {
            What::Schedule { race, start } => {
                let roles =
                    if race { [EntrantRole::Runner; 2] } else { [EntrantRole::Home, EntrantRole::Away] };
                let entrant = |(participant, role)| Entrant { participant, role };
                let entrants = self.teams.into_iter().zip(roles).map(entrant).collect();
                ScheduleFixture { competition: self.league, entrants, start: at(start), external: None }
                    .into()
            }
            What::Reschedule(fixture, start) => RescheduleFixture { fixture, start: at(start) }.into(),
            What::Postpone(fixture) => PostponeFixture { fixture }.into(),
            What::Abandon(fixture, goals) => AbandonFixture { fixture, score: goals.map(score) }.into(),
            What::CallOff(fixture) => CancelFixture { fixture }.into(),
            What::VoidFixture(fixture) => VoidFixture { fixture }.into(),
            What::Delete(fixture) => DeleteFixture { fixture }.into(),
            What::Open { fixture, kind: asked, prices, in_play } => {
                let priced = |(pick, price)| Priced::new(outcome(pick), odds(price));
                let selections = picks(asked).into_iter().zip(prices).map(priced).collect();
                OpenMarket {
                    fixture,
                    kind: kind(asked),
                    selections,
                    in_play,
                    external: None,
                    terms: realdeal::catalogue::RaceTerms::default(),
                }
                .into()
            }
            What::Prices(market, prices) => {
                let one = |(selection, price)| NewPrice { selection, odds: odds(price) };
                ChangePrices { market, prices: prices.into_iter().map(one).collect() }.into()
            }
            What::Suspend(market) => SuspendMarket { market }.into(),
            What::Resume(market) => ResumeMarket { market }.into(),
            What::Close(market) => CloseMarket { market }.into(),
            What::Score { fixture, score: goals, last } => {
                let stage = if last { ScoreStage::Final } else { ScoreStage::Live };
                RecordScore { fixture, score: score(goals), stage }.into()
            }
            What::Outcomes(market, stated) => RecordOutcomes { market, results: results(&stated) }.into(),
            What::FixScore(fixture, goals) => CorrectScore { fixture, score: score(goals) }.into(),
            What::FixResult(market, fix) => {
                let correction = match fix {
                    Fix::Score => Correction::Score,
                    Fix::Outcomes(stated) => Correction::Outcomes(results(&stated)),
                    Fix::Void => Correction::Void,
                    Fix::Withdrawn => Correction::Withdrawn,
                };
                CorrectResult { market, correction }.into()
            }
            What::VoidMarket(market) => VoidMarket { market }.into(),
            What::VoidBet(bet) => VoidBet { bet }.into(),
            what => panic!("{what:?} is put into words elsewhere"),
        }
    }
}

/// What the engine made, in the model's words.
pub(crate) fn done(answer: &Answer) -> Done {
    match answer.made.clone() {
        Made::Change | Made::Edited => Done::Change,
        Made::HouseRules(version) => Done::Rules(version.0),
        Made::Fixture(id) => Done::Fixture(id),
        Made::Market { market, selections } => Done::Market(market, selections),
        Made::Withdrawal(id) => Done::Withdrawal(id),
        Made::Bet(id) => Done::Bet(id),
        Made::Basket(id) => Done::Basket(id),
        Made::Bets(ids) => Done::Bets(ids),
        Made::Page { graded, left } => Done::Page { graded, left },
        Made::Due { done } => Done::Due(done),
        made => panic!("the model never asks for {made:?}"),
    }
}
