//! From a score to the result of a selection, for each kind of market that is graded by goals.
//!
//! Pure: the same arguments give the same result, and nothing is looked up. Not here: custom markets (the
//! bookmaker states their outcomes), handicaps that count goals from the score at acceptance, and what a
//! result does to the bets on it.

use std::cmp::Ordering;

use thiserror::Error;

use super::leg_result::LegResult;
use crate::catalogue::{
    market_kind::{Line, MarketKind, MarketKindError},
    outcome::Outcome,
    score::{Goals, Score, ScoreError},
};

/// Grades one outcome of a market by the score after 90 minutes with stoppage time (docs/rules.md, sections 5 and 6).
///
/// `listed` are the outcomes that the market offers. Only [`Outcome::AnyOther`] needs them, which wins when
/// the score is none of the exact ones among them; for all other outcomes the slice may be empty.
///
/// Refused: a custom market, an outcome that the kind does not have, a kind or a score that its own
/// `validate` refuses, and [`Outcome::AnyOther`] without any exact score listed, which would win always.
///
/// ```
/// use realdeal::catalogue::{market_kind::MarketKind, outcome::Outcome, score::Score};
/// use realdeal::settlement::{grading::grade, leg_result::LegResult};
///
/// let kind = MarketKind::AsianHandicap { line: "-0.75".parse()? };
/// let score = Score::full_time(2, 1);
/// assert_eq!(grade(&kind, &Outcome::Home, &score, &[])?, LegResult::HALF_WON);
/// assert_eq!(grade(&kind, &Outcome::Away, &score, &[])?, LegResult::HALF_LOST);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn grade(
    kind: &MarketKind,
    outcome: &Outcome,
    score: &Score,
    listed: &[Outcome],
) -> Result<LegResult, GradingError> {
    kind.validate()?;
    score.validate()?;
    let goals = score.full_time;
    let result = match kind {
        MarketKind::MatchResult | MarketKind::DoubleChance if kind.accepts(outcome) => winner(outcome, goals),
        MarketKind::MatchResult | MarketKind::DoubleChance => None,
        // A draw is level on a line of zero, which is what gives the stake back.
        MarketKind::DrawNoBet => handicap(outcome, Line::ZERO, goals),
        MarketKind::TotalGoals { line } => total(outcome, *line, goals),
        MarketKind::AsianHandicap { line } => handicap(outcome, *line, goals),
        MarketKind::BothTeamsToScore => both_teams_to_score(outcome, goals),
        MarketKind::CorrectScore => return correct_score(outcome, goals, listed),
        MarketKind::Custom { .. } => return Err(GradingError::GradedByOutcomes { kind: kind.clone() }),
    };
    result.ok_or_else(|| not_of_this_kind(kind, outcome))
}

/// Whether the score so far settles a market of this kind whatever else happens, so that it stands when the
/// fixture is abandoned (docs/rules.md, section 5); the rest are void.
///
/// Goals are never taken back, so a total is determined once its line is beaten by enough for a full win of
/// `over`, and both teams have scored once they have. A match result, a double chance, a draw no bet and a
/// handicap turn with the next goals, and a custom market is not for a score to decide: they never are. Nor
/// is a correct score as a market: some of its scores are out of reach early on, but which of the others
/// comes true stays open. A score that is refused determines nothing.
///
/// ```
/// use realdeal::catalogue::{market_kind::MarketKind, score::Score};
/// use realdeal::settlement::grading::determined;
///
/// let kind = MarketKind::TotalGoals { line: "2.5".parse()? };
/// assert!(!determined(&kind, &Score::full_time(2, 0)));
/// assert!(determined(&kind, &Score::full_time(2, 1)));
/// # Ok::<(), realdeal::catalogue::market_kind::LineError>(())
/// ```
pub fn determined(kind: &MarketKind, score_so_far: &Score) -> bool {
    if kind.validate().is_err() || score_so_far.validate().is_err() {
        return false;
    }
    let goals = score_so_far.full_time;
    match kind {
        MarketKind::TotalGoals { line } => total(&Outcome::Over, *line, goals) == Some(LegResult::WON),
        MarketKind::BothTeamsToScore => both_teams_to_score(&Outcome::Yes, goals) == Some(LegResult::WON),
        MarketKind::MatchResult
        | MarketKind::DoubleChance
        | MarketKind::DrawNoBet
        | MarketKind::AsianHandicap { .. }
        | MarketKind::CorrectScore
        | MarketKind::Custom { .. } => false,
    }
}

fn won_if(won: bool) -> LegResult {
    if won { LegResult::WON } else { LegResult::LOST }
}

/// One or two of the three results of a match.
fn winner(outcome: &Outcome, goals: Goals) -> Option<LegResult> {
    let leader = goals.home.cmp(&goals.away);
    let won = match outcome {
        Outcome::Home => leader == Ordering::Greater,
        Outcome::Draw => leader == Ordering::Equal,
        Outcome::Away => leader == Ordering::Less,
        Outcome::HomeOrDraw => leader != Ordering::Less,
        Outcome::HomeOrAway => leader != Ordering::Equal,
        Outcome::DrawOrAway => leader != Ordering::Greater,
        _ => return None,
    };
    Some(won_if(won))
}

/// The home side's goals with its line, against the away side's.
fn handicap(outcome: &Outcome, line: Line, goals: Goals) -> Option<LegResult> {
    let home_ahead = goals.margin() * 4 + line.quarters();
    match outcome {
        Outcome::Home => Some(by_quarters_ahead(home_ahead)),
        Outcome::Away => Some(by_quarters_ahead(-home_ahead)),
        _ => None,
    }
}

/// The goals of both sides, against the line.
fn total(outcome: &Outcome, line: Line, goals: Goals) -> Option<LegResult> {
    let over = (i32::from(goals.home) + i32::from(goals.away)) * 4 - line.quarters();
    match outcome {
        Outcome::Over => Some(by_quarters_ahead(over)),
        Outcome::Under => Some(by_quarters_ahead(-over)),
        _ => None,
    }
}

/// The split-stake rule (docs/rules.md, section 6): half the stake is on the line a quarter below, half on the one
/// a quarter above, each won when ahead, void when level and lost when behind. On a whole or half line the
/// halves are the same bet. Taken together, how far the selection is ahead of its line, in quarters of a
/// goal, decides: at one quarter ahead the lower half is level and the upper half has won, at one behind it
/// is the other way round.
fn by_quarters_ahead(quarters: i32) -> LegResult {
    match quarters {
        2.. => LegResult::WON,
        1 => LegResult::HALF_WON,
        0 => LegResult::VOID,
        -1 => LegResult::HALF_LOST,
        ..=-2 => LegResult::LOST,
    }
}

fn both_teams_to_score(outcome: &Outcome, goals: Goals) -> Option<LegResult> {
    let both = goals.home > 0 && goals.away > 0;
    match outcome {
        Outcome::Yes => Some(won_if(both)),
        Outcome::No => Some(won_if(!both)),
        _ => None,
    }
}

fn correct_score(outcome: &Outcome, goals: Goals, listed: &[Outcome]) -> Result<LegResult, GradingError> {
    let actual = Outcome::exact(goals.home, goals.away);
    match outcome {
        Outcome::Exact { .. } => Ok(won_if(*outcome == actual)),
        Outcome::AnyOther if listed.iter().any(|other| matches!(other, Outcome::Exact { .. })) => {
            Ok(won_if(!listed.contains(&actual)))
        }
        Outcome::AnyOther => Err(GradingError::NoScoresListed),
        _ => Err(not_of_this_kind(&MarketKind::CorrectScore, outcome)),
    }
}

fn not_of_this_kind(kind: &MarketKind, outcome: &Outcome) -> GradingError {
    GradingError::NotOfThisKind { kind: kind.clone(), outcome: outcome.clone() }
}

/// Why an outcome can't be graded by a score.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Error)]
pub enum GradingError {
    /// A custom market, of which the bookmaker states the outcomes.
    #[error("\"{kind}\" is graded from stated outcomes, not from a score")]
    GradedByOutcomes {
        /// The market's kind, with its name.
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
    /// The kind is none that a market may have.
    #[error(transparent)]
    Kind(#[from] MarketKindError),
    /// The score is none that a match may have.
    #[error(transparent)]
    Score(#[from] ScoreError),
}

#[cfg(test)]
mod tests;
