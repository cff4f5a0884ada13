//! From a score to the result of a selection, for each kind of market that a score grades.
//!
//! Pure: the same arguments give the same result, and nothing is looked up. What the goals say is in `goals`, what stands
//! when a match stops early in `determined`, and what the places of a race say in [`crate::settlement::places`]. Not here:
//! custom markets (the bookmaker states their outcomes), and what a result does to the bets on it.

mod determined;
mod goals;

use thiserror::Error;

pub use self::determined::determined;
pub(crate) use self::determined::standing;
use super::leg_result::LegResult;
use crate::catalogue::{
    market_kind::{GradedBy, Line, MarketKind, MarketKindError},
    outcome::Outcome,
    score::{Goals, Score, ScoreError},
};

/// Grades one outcome of a market by the score after 90 minutes with stoppage time (docs/rules.md, sections 5 and 6).
///
/// `listed` are the outcomes that the market offers. Only [`Outcome::AnyOther`] needs them, which wins when
/// the score is none of the exact ones among them; for all other outcomes the slice may be empty.
///
/// Refused: a market that no score grades, an outcome that the kind does not have, a kind or a score that its own
/// `validate` refuses, a score without half time where the market asks for it, and [`Outcome::AnyOther`] without any
/// exact score listed, which would win always.
///
/// ```
/// use realdeal::catalogue::{Period, market_kind::MarketKind, outcome::Outcome, score::Score};
/// use realdeal::settlement::{grading::grade, leg_result::LegResult};
///
/// let kind = MarketKind::AsianHandicap { line: "-0.75".parse()? };
/// let score = Score::full_time(2, 1);
/// assert_eq!(grade(&kind, &Outcome::Home, &score, &[])?, LegResult::HALF_WON);
/// assert_eq!(grade(&kind, &Outcome::Away, &score, &[])?, LegResult::HALF_LOST);
/// let half = MarketKind::MatchResult.in_period(Period::FirstHalf);
/// assert_eq!(grade(&half, &Outcome::Draw, &score.with_half_time(1, 1), &[])?, LegResult::WON);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn grade(
    kind: &MarketKind,
    outcome: &Outcome,
    score: &Score,
    listed: &[Outcome],
) -> Result<LegResult, GradingError> {
    grade_since(kind, outcome, score, Goals::new(0, 0), listed)
}

/// Grades one outcome as [`grade`] does, for a bet that was placed in play when some goals had been scored.
///
/// `before` are the goals of the market's period, of the whole match where it names none, when the bet was accepted. They
/// matter only to an Asian handicap, which counts those scored after them; every other kind counts all (docs/rules.md,
/// section 6). Goals that were struck off since count against the side that had them.
///
/// ```
/// use realdeal::catalogue::{market_kind::MarketKind, outcome::Outcome, score::{Goals, Score}};
/// use realdeal::settlement::{grading::grade_since, leg_result::LegResult};
///
/// // Backed at 1-0, and it ends 1-0: level from then on.
/// let kind = MarketKind::AsianHandicap { line: "0".parse()? };
/// let (score, before) = (Score::full_time(1, 0), Goals::new(1, 0));
/// assert_eq!(grade_since(&kind, &Outcome::Home, &score, before, &[])?, LegResult::VOID);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn grade_since(
    kind: &MarketKind,
    outcome: &Outcome,
    score: &Score,
    before: Goals,
    listed: &[Outcome],
) -> Result<LegResult, GradingError> {
    kind.validate()?;
    score.validate()?;
    if kind.graded_by() != GradedBy::Score {
        return Err(GradingError::NotByScore { kind: kind.clone() });
    }
    if !kind.accepts(outcome) {
        return Err(not_of_this_kind(kind, outcome));
    }
    let goals = score.goals_of(kind.period()).ok_or(GradingError::HalfTimeMissing)?;
    let result = match kind.question() {
        MarketKind::MatchResult | MarketKind::DoubleChance => goals::winner(outcome, goals.margin()),
        // A draw is level on a line of zero, which is what gives the stake back.
        MarketKind::DrawNoBet | MarketKind::MatchBetting => {
            goals::handicap(outcome, Line::ZERO, goals.margin())
        }
        MarketKind::TotalGoals { line } => goals::total(outcome, *line, goals.total()),
        MarketKind::TeamTotal { side, line } => goals::total(outcome, *line, goals.of(*side).into()),
        MarketKind::AsianHandicap { line } => {
            goals::handicap(outcome, *line, goals.margin() - before.margin())
        }
        MarketKind::EuropeanHandicap { line } => goals::winner(outcome, goals.margin() + line.quarters() / 4),
        MarketKind::BothTeamsToScore => goals::both_teams_to_score(outcome, goals),
        MarketKind::OddEven => goals::odd_even(outcome, goals),
        MarketKind::WinningMargin { .. } => goals::winning_margin(outcome, goals),
        MarketKind::ResultAndTotal { line } => goals::result_and_total(outcome, *line, goals),
        MarketKind::HalfTimeFullTime => {
            let half_time = score.half_time.ok_or(GradingError::HalfTimeMissing)?;
            goals::half_time_full_time(outcome, half_time, goals)
        }
        MarketKind::SetBetting { best_of } => goals::set_betting(outcome, *best_of, goals),
        MarketKind::CorrectScore => return correct_score(outcome, goals, listed),
        MarketKind::Custom { .. }
        | MarketKind::InPeriod { .. }
        | MarketKind::RaceWinner
        | MarketKind::Placed { .. } => None,
    };
    result.ok_or_else(|| not_of_this_kind(kind, outcome))
}

/// Whether a score says enough to grade a market of this kind, which a half needs half time for.
pub(crate) fn can_be_graded(kind: &MarketKind, score: &Score) -> bool {
    score.half_time.is_some() || !kind.needs_half_time()
}

fn won_if(won: bool) -> LegResult {
    if won { LegResult::WON } else { LegResult::LOST }
}

fn correct_score(outcome: &Outcome, goals: Goals, listed: &[Outcome]) -> Result<LegResult, GradingError> {
    let actual = Outcome::exact(goals.home, goals.away);
    match outcome {
        Outcome::AnyOther if listed.iter().any(|other| matches!(other, Outcome::Exact { .. })) => {
            Ok(won_if(!listed.contains(&actual)))
        }
        Outcome::AnyOther => Err(GradingError::NoScoresListed),
        _ => Ok(won_if(*outcome == actual)),
    }
}

fn not_of_this_kind(kind: &MarketKind, outcome: &Outcome) -> GradingError {
    GradingError::NotOfThisKind { kind: kind.clone(), outcome: outcome.clone() }
}

/// Why an outcome can't be graded by a score.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Error)]
pub enum GradingError {
    /// A custom market, of which the bookmaker states the outcomes, or one on a race.
    #[error("\"{kind}\" is not graded from a score")]
    NotByScore {
        /// The market's kind.
        kind: MarketKind,
    },
    /// An outcome that markets of this kind don't have.
    #[error("a market on {kind} has no outcome \"{outcome}\"")]
    NotOfThisKind {
        /// The market's kind.
        kind: MarketKind,
        /// The outcome that was given.
        outcome: Outcome,
    },
    /// "Any other score" was to be graded without the scores that the market lists.
    #[error("any other score can't be graded without the exact scores that the market lists")]
    NoScoresListed,
    /// The market asks for a half, and the score does not say how it stood at half time.
    #[error("the score at half time is missing")]
    HalfTimeMissing,
    /// The kind is none that a market may have.
    #[error(transparent)]
    Kind(#[from] MarketKindError),
    /// The score is none that a match may have.
    #[error(transparent)]
    Score(#[from] ScoreError),
}

#[cfg(test)]
mod tests;
