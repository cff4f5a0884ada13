//! What a selection is on.
//!
//! Which outcomes a market of each kind must and may have is in `standard`. Not here: prices and selections themselves,
//! and how an outcome is graded (`settlement::grading`).

mod error;
mod standard;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use self::error::OutcomesError;
use super::score::Goals;
use super::side::{OverUnder, SideOrDraw};
use crate::id::ParticipantId;

/// The longest name of a custom market or outcome, in bytes: it is shown in one line of a slip.
const LONGEST_NAME: usize = 100;

/// Whether a text can be the name of a custom market or outcome.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST_NAME
        && text.trim().len() == text.len()
        && !text.chars().any(char::is_control)
}

/// What a selection is on.
///
/// One list for all kinds of market; [`MarketKind::accepts`](super::MarketKind::accepts) says which of them belong together.
///
/// ```
/// use realdeal::catalogue::{market_kind::MarketKind, outcome::Outcome};
///
/// assert!(MarketKind::MatchResult.accepts(&Outcome::Draw));
/// assert!(!MarketKind::DrawNoBet.accepts(&Outcome::Draw));
/// assert_eq!(Outcome::exact(2, 1).to_string(), "2-1");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    /// The home side wins; in a handicap, with its line.
    Home,
    /// Neither side wins.
    Draw,
    /// The away side wins; in a handicap, with its line.
    Away,
    /// The home side does not lose: 1X.
    HomeOrDraw,
    /// Somebody wins: 12.
    HomeOrAway,
    /// The away side does not lose: X2.
    DrawOrAway,
    /// More goals than the line.
    Over,
    /// Fewer goals than the line.
    Under,
    /// It happens.
    Yes,
    /// It does not happen.
    No,
    /// Exactly this score.
    Exact {
        /// Goals of the home side.
        home: u16,
        /// Goals of the away side.
        away: u16,
    },
    /// Any score that the market does not list.
    AnyOther,
    /// An outcome of a custom market, by its name.
    Named(String),
    /// An odd number of goals.
    Odd,
    /// An even number of goals, or none.
    Even,
    /// The home side wins by exactly so many.
    HomeBy {
        /// The goals between the sides.
        goals: u16,
    },
    /// The home side wins by so many or more.
    HomeByOrMore {
        /// The fewest goals between the sides.
        goals: u16,
    },
    /// The away side wins by exactly so many.
    AwayBy {
        /// The goals between the sides.
        goals: u16,
    },
    /// The away side wins by so many or more.
    AwayByOrMore {
        /// The fewest goals between the sides.
        goals: u16,
    },
    /// A draw in which both sides score.
    ScoreDraw,
    /// Nobody scores.
    NoGoals,
    /// Who leads at half time, and who at full time.
    HalfTimeFullTime {
        /// How it stands at half time.
        at_half_time: SideOrDraw,
        /// How it stands at full time.
        at_full_time: SideOrDraw,
    },
    /// A result of the match together with a side of the line.
    ResultAndTotal {
        /// The result.
        result: SideOrDraw,
        /// Which side of the line the goals are on.
        total: OverUnder,
    },
    /// A runner of a race.
    Runner(ParticipantId),
}

impl Outcome {
    /// Exactly this score, home goals first.
    pub const fn exact(home: u16, away: u16) -> Self {
        Self::Exact { home, away }
    }

    /// The runner that it names, if it is one.
    pub const fn runner(&self) -> Option<ParticipantId> {
        if let Self::Runner(runner) = self { Some(*runner) } else { None }
    }

    /// An outcome of a custom market, by its name.
    ///
    /// ```
    /// use realdeal::catalogue::Outcome;
    /// assert_eq!(Outcome::named("Saka").to_string(), "Saka");
    /// ```
    pub fn named(name: impl Into<String>) -> Self {
        Self::Named(name.into())
    }

    /// Who leads at half time, then who leads at full time.
    pub const fn half_time_full_time(at_half_time: SideOrDraw, at_full_time: SideOrDraw) -> Self {
        Self::HalfTimeFullTime { at_half_time, at_full_time }
    }

    /// A result of the match together with a side of the line.
    pub const fn result_and_total(result: SideOrDraw, total: OverUnder) -> Self {
        Self::ResultAndTotal { result, total }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Home => "home",
            Self::Draw => "draw",
            Self::Away => "away",
            Self::HomeOrDraw => "home or draw",
            Self::HomeOrAway => "home or away",
            Self::DrawOrAway => "draw or away",
            Self::Over => "over",
            Self::Under => "under",
            Self::Yes => "yes",
            Self::No => "no",
            Self::AnyOther => "any other score",
            Self::Exact { home, away } => return Goals::new(*home, *away).fmt(f),
            Self::Named(name) => name,
            Self::Odd => "odd",
            Self::Even => "even",
            Self::ScoreDraw => "score draw",
            Self::NoGoals => "no goals",
            Self::HomeBy { goals } => return write!(f, "home by {goals}"),
            Self::HomeByOrMore { goals } => return write!(f, "home by {goals} or more"),
            Self::AwayBy { goals } => return write!(f, "away by {goals}"),
            Self::AwayByOrMore { goals } => return write!(f, "away by {goals} or more"),
            Self::HalfTimeFullTime { at_half_time, at_full_time } => {
                return write!(f, "{at_half_time} at half time, {at_full_time} at full time");
            }
            Self::ResultAndTotal { result, total } => return write!(f, "{result} and {total}"),
            Self::Runner(runner) => return write!(f, "runner {runner}"),
        };
        f.write_str(text)
    }
}

#[cfg(test)]
mod tests;
