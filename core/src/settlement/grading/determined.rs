//! Which markets stand when a match stops before its end.
//!
//! Not here: what happens to them and to the rest then (`decide::results`).

use super::goals;
use crate::catalogue::market_kind::{Line, MarketKind};
use crate::catalogue::outcome::Outcome;
use crate::catalogue::score::{Goals, Score};
use crate::catalogue::{Period, Side};
use crate::settlement::LegResult;

/// Whether the score so far settles a market of this kind whatever else happens, so that it stands when the
/// fixture is abandoned (docs/rules.md, section 5); the rest are void.
///
/// `listed` are the exact scores that a correct score market offers; for all other kinds the slice may be empty.
///
/// A market is determined only if each of its selections is. Goals are never taken back, so a total is determined once
/// its line is beaten by enough for a full win of `over`, both teams have scored once they have, and a correct score
/// market is once every score that it lists is out of reach. A half that is over has determined everything about it; that
/// it is over is told by the score at half time. Everything else turns with the next goals: who wins and by how much, odd
/// or even, two things in one, and what comes of it in sets. A custom market and one on a race are not for a score to
/// decide. A score that is refused determines nothing.
///
/// ```
/// use realdeal::catalogue::{Period, market_kind::MarketKind, score::Score};
/// use realdeal::settlement::grading::determined;
///
/// let kind = MarketKind::TotalGoals { line: "2.5".parse()? };
/// assert!(!determined(&kind, &Score::full_time(2, 0), &[]));
/// assert!(determined(&kind, &Score::full_time(2, 1), &[]));
/// let half = MarketKind::MatchResult.in_period(Period::FirstHalf);
/// assert!(determined(&half, &Score::full_time(2, 0).with_half_time(1, 0), &[]));
/// # Ok::<(), realdeal::catalogue::market_kind::LineError>(())
/// ```
pub fn determined(kind: &MarketKind, score_so_far: &Score, listed: &[Outcome]) -> bool {
    if kind.validate().is_err() || score_so_far.validate().is_err() {
        return false;
    }
    match kind.period() {
        Some(Period::FirstHalf) if score_so_far.half_time.is_some() => true,
        // Half time has not come: all goals so far are those of the first half.
        Some(Period::FirstHalf) | None => beyond_change(kind.question(), score_so_far.full_time, listed),
        Some(Period::SecondHalf) => score_so_far
            .goals_of(kind.period())
            .is_some_and(|goals| beyond_change(kind.question(), goals, listed)),
    }
}

/// The score by which a market is graded when its match stops, if it is determined: that of a first half which was not
/// played to its end says what it was up to then.
pub(crate) fn standing(kind: &MarketKind, score_so_far: &Score, listed: &[Outcome]) -> Option<Score> {
    let in_first_half = kind.period() == Some(Period::FirstHalf) && score_so_far.half_time.is_none();
    let half_time = if in_first_half { Some(score_so_far.full_time) } else { score_so_far.half_time };
    determined(kind, score_so_far, listed).then_some(Score { half_time, ..*score_so_far })
}

/// Whether no more goals could change what came of any selection.
fn beyond_change(question: &MarketKind, goals: Goals, listed: &[Outcome]) -> bool {
    match question {
        MarketKind::TotalGoals { line } => beaten(*line, goals.total()),
        MarketKind::TeamTotal { side, line } => beaten(*line, goals.of(*side).into()),
        MarketKind::BothTeamsToScore => goals.of(Side::Home) > 0 && goals.of(Side::Away) > 0,
        MarketKind::CorrectScore => {
            let out_of_reach = |outcome: &Outcome| match outcome {
                Outcome::Exact { home, away } => *home < goals.home || *away < goals.away,
                // Whether it is one of the others follows from those.
                _ => true,
            };
            listed.iter().any(|outcome| matches!(outcome, Outcome::Exact { .. }))
                && listed.iter().all(out_of_reach)
        }
        MarketKind::MatchResult
        | MarketKind::DoubleChance
        | MarketKind::DrawNoBet
        | MarketKind::AsianHandicap { .. }
        | MarketKind::Custom { .. }
        | MarketKind::InPeriod { .. }
        | MarketKind::OddEven
        | MarketKind::WinningMargin { .. }
        | MarketKind::HalfTimeFullTime
        | MarketKind::ResultAndTotal { .. }
        | MarketKind::EuropeanHandicap { .. }
        | MarketKind::MatchBetting
        | MarketKind::SetBetting { .. }
        | MarketKind::RaceWinner
        | MarketKind::Placed { .. } => false,
    }
}

fn beaten(line: Line, goals: u32) -> bool {
    goals::total(&Outcome::Over, line, goals) == Some(LegResult::WON)
}
