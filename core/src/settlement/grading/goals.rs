//! What goals say about an outcome, one kind of market at a time.
//!
//! `None` is an outcome that the kind does not have. Not here: which goals count, those of the match, of a half, or after
//! a bet.

use std::cmp::Ordering;

use super::won_if;
use crate::catalogue::market_kind::Line;
use crate::catalogue::outcome::Outcome;
use crate::catalogue::score::Goals;
use crate::catalogue::{OverUnder, SideOrDraw};
use crate::settlement::LegResult;

/// One or two of the three results, by how far the home side leads.
pub(super) fn winner(outcome: &Outcome, margin: i32) -> Option<LegResult> {
    let leader = margin.cmp(&0);
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

/// How far the home side leads, with its line.
pub(super) fn handicap(outcome: &Outcome, line: Line, margin: i32) -> Option<LegResult> {
    let home_ahead = margin * 4 + line.quarters();
    match outcome {
        Outcome::Home => Some(by_quarters_ahead(home_ahead)),
        Outcome::Away => Some(by_quarters_ahead(-home_ahead)),
        _ => None,
    }
}

/// Some goals against the line.
pub(super) fn total(outcome: &Outcome, line: Line, goals: u32) -> Option<LegResult> {
    // A side has three digits of goals at most.
    let over = i32::try_from(goals).ok()? * 4 - line.quarters();
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

pub(super) fn both_teams_to_score(outcome: &Outcome, goals: Goals) -> Option<LegResult> {
    let both = goals.home > 0 && goals.away > 0;
    match outcome {
        Outcome::Yes => Some(won_if(both)),
        Outcome::No => Some(won_if(!both)),
        _ => None,
    }
}

/// No goals at all are an even number.
pub(super) fn odd_even(outcome: &Outcome, goals: Goals) -> Option<LegResult> {
    let odd = goals.total() % 2 == 1;
    match outcome {
        Outcome::Odd => Some(won_if(odd)),
        Outcome::Even => Some(won_if(!odd)),
        _ => None,
    }
}

pub(super) fn winning_margin(outcome: &Outcome, goals: Goals) -> Option<LegResult> {
    let lead = goals.margin();
    let won = match outcome {
        Outcome::HomeBy { goals } => lead == i32::from(*goals),
        Outcome::HomeByOrMore { goals } => lead >= i32::from(*goals),
        Outcome::AwayBy { goals } => lead == -i32::from(*goals),
        Outcome::AwayByOrMore { goals } => lead <= -i32::from(*goals),
        Outcome::ScoreDraw => lead == 0 && goals.home > 0,
        Outcome::NoGoals => goals.total() == 0,
        _ => return None,
    };
    Some(won_if(won))
}

fn leader(goals: Goals) -> SideOrDraw {
    match goals.home.cmp(&goals.away) {
        Ordering::Greater => SideOrDraw::Home,
        Ordering::Equal => SideOrDraw::Draw,
        Ordering::Less => SideOrDraw::Away,
    }
}

/// The result must be right, and so must the side of the line, which is one that can't be met.
pub(super) fn result_and_total(outcome: &Outcome, line: Line, goals: Goals) -> Option<LegResult> {
    let Outcome::ResultAndTotal { result, total: side } = outcome else { return None };
    let side = match side {
        OverUnder::Over => Outcome::Over,
        OverUnder::Under => Outcome::Under,
    };
    if *result == leader(goals) { total(&side, line, goals.total()) } else { Some(LegResult::LOST) }
}

pub(super) fn half_time_full_time(
    outcome: &Outcome,
    half_time: Goals,
    full_time: Goals,
) -> Option<LegResult> {
    let Outcome::HalfTimeFullTime { at_half_time, at_full_time } = outcome else { return None };
    Some(won_if(*at_half_time == leader(half_time) && *at_full_time == leader(full_time)))
}

/// A match in which nobody has won more than half of the sets was not played to its end, and one in which somebody has
/// won more than that was another match: void.
pub(super) fn set_betting(outcome: &Outcome, best_of: u16, sets: Goals) -> Option<LegResult> {
    let Outcome::Exact { home, away } = outcome else { return None };
    let needed = best_of / 2 + 1;
    if sets.home.max(sets.away) != needed || sets.home == sets.away {
        return Some(LegResult::VOID);
    }
    Some(won_if((*home, *away) == (sets.home, sets.away)))
}
