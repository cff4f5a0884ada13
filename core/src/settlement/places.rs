//! From the finishing positions of a race to the result of a runner, dead heats included.
//!
//! Pure, as the grading by score is. Not here: terms of each-way bets, and deductions for runners that were withdrawn.

use super::leg_result::LegResult;
use crate::catalogue::{Finish, MarketKind, Outcome, Placing};
use crate::id::ParticipantId;

/// What came of a runner where the first so many places count: its share of them, a loss, or void if it did not run. None
/// if nothing is said of the runner.
///
/// The place part of a bet, and with one place the win part.
///
/// ```
/// use realdeal::catalogue::{Finish, Placing};
/// use realdeal::settlement::{LegResult, places::placed};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { home, away, .. } = doc::world()?;
/// let both_first = [home, away].map(|participant| Placing::new(participant, Finish::Position(1)));
/// assert_eq!(placed(&both_first, home, 1), Some(LegResult::dead_heat(1, 2)?));
/// assert_eq!(placed(&both_first, home, 2), Some(LegResult::WON));
/// # Ok::<(), realdeal::Error>(())
/// ```
pub fn placed(placings: &[Placing], runner: ParticipantId, places: u16) -> Option<LegResult> {
    let found = placings.iter().find(|placing| placing.participant == runner)?;
    Some(match found.finish {
        Finish::Position(position) => {
            let tied = placings.iter().filter(|placing| placing.finish == found.finish).count();
            // A race has a hundred runners at most. A position of 0, which is none, loses.
            let tied = u16::try_from(tied).unwrap_or(u16::MAX);
            LegResult::finished(position, tied, places).unwrap_or(LegResult::LOST)
        }
        Finish::DidNotFinish => LegResult::LOST,
        Finish::DidNotRun => LegResult::VOID,
    })
}

/// Grades one outcome of a market on a race. None if no positions grade such a market, or nothing is said of the runner.
///
/// ```
/// use realdeal::catalogue::{Finish, MarketKind, Outcome, Placing};
/// use realdeal::settlement::{LegResult, places::grade_by_positions};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { home, .. } = doc::world()?;
/// let second = [Placing::new(home, Finish::Position(2))];
/// let grade = |kind| grade_by_positions(&kind, &Outcome::Runner(home), &second);
/// assert_eq!(grade(MarketKind::RaceWinner), Some(LegResult::LOST));
/// assert_eq!(grade(MarketKind::Placed { places: 2 }), Some(LegResult::WON));
/// assert_eq!(grade(MarketKind::MatchResult), None);
/// # Ok::<(), realdeal::Error>(())
/// ```
pub fn grade_by_positions(kind: &MarketKind, outcome: &Outcome, placings: &[Placing]) -> Option<LegResult> {
    let Outcome::Runner(runner) = outcome else { return None };
    let places = match kind {
        MarketKind::RaceWinner => 1,
        MarketKind::Placed { places } => *places,
        MarketKind::MatchResult
        | MarketKind::DoubleChance
        | MarketKind::DrawNoBet
        | MarketKind::TotalGoals { .. }
        | MarketKind::AsianHandicap { .. }
        | MarketKind::BothTeamsToScore
        | MarketKind::CorrectScore
        | MarketKind::Custom { .. }
        | MarketKind::InPeriod { .. }
        | MarketKind::TeamTotal { .. }
        | MarketKind::OddEven
        | MarketKind::WinningMargin { .. }
        | MarketKind::HalfTimeFullTime
        | MarketKind::ResultAndTotal { .. }
        | MarketKind::EuropeanHandicap { .. }
        | MarketKind::MatchBetting
        | MarketKind::SetBetting { .. } => return None,
    };
    placed(placings, *runner, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::CommandId;

    /// The rule as it is told: the tied runners fill the places from theirs on, and those that count are shared out.
    #[test]
    fn places_are_shared_out_one_by_one() {
        for (position, tied, places) in (1..=8_u16)
            .flat_map(|at| (1..=8_u16).flat_map(move |tied| (1..=8_u16).map(move |all| (at, tied, all))))
        {
            let filled = position..position + tied;
            let paid = u16::try_from(filled.filter(|place| *place <= places).count()).unwrap();
            let expected = LegResult::dead_heat(paid, tied);
            assert_eq!(
                LegResult::finished(position, tied, places),
                expected,
                "{tied} at {position} for {places}"
            );
        }
    }

    #[test]
    fn a_race_with_a_dead_heat_a_faller_and_a_non_runner() {
        let runner = |index| ParticipantId::made_by(CommandId::MAX, index);
        let finishes = [
            Finish::Position(1),
            Finish::Position(2),
            Finish::Position(2),
            Finish::Position(4),
            Finish::DidNotFinish,
            Finish::DidNotRun,
        ];
        let placings: Vec<_> =
            (0..).zip(finishes).map(|(index, finish)| Placing::new(runner(index), finish)).collect();
        let half = LegResult::dead_heat(1, 2).unwrap();
        let (won, lost, void) = (LegResult::WON, LegResult::LOST, LegResult::VOID);
        for (places, expected) in [
            (1, [won, lost, lost, lost, lost, void]),
            (2, [won, half, half, lost, lost, void]),
            (3, [won, won, won, lost, lost, void]),
            (4, [won, won, won, won, lost, void]),
        ] {
            let found = [0, 1, 2, 3, 4, 5].map(|index| placed(&placings, runner(index), places).unwrap());
            assert_eq!(found, expected, "{places} places");
        }
        assert_eq!(placed(&placings, runner(9), 3), None);
    }
}
