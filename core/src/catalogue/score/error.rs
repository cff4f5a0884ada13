//! Why a score can't be one.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Goals, MOST_GOALS, MOST_SETS};

/// Why a score can't be one.
///
/// ```
/// use realdeal::catalogue::Score;
/// assert_eq!("2:1".parse::<Score>().unwrap_err().code(), "bad_score");
/// assert_eq!("1000-0".parse::<Score>().unwrap_err().code(), "too_many_goals");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum ScoreError {
    /// One side has more goals in a period than any match has seen.
    #[error("{goals} goals are above the most a score may have, {MOST_GOALS}")]
    TooManyGoals {
        /// The goals that were given.
        goals: u16,
    },
    /// A goal that stood at half time is missing at full time.
    #[error("half time {half_time} is above full time {full_time}")]
    HalfTimeAboveFullTime {
        /// The goals given for half time.
        half_time: Goals,
        /// The goals given for full time.
        full_time: Goals,
    },
    /// The text is no score.
    #[error("a score is written like 2-1, or 2-1 (1-0) with half time")]
    Malformed,
    /// More sets than any match is played to.
    #[error("{sets} sets are above the most a score may have, {MOST_SETS}")]
    TooManySets {
        /// How many were given.
        sets: usize,
    },
    /// A set that nobody has won: only those that were played to their end are recorded.
    #[error("a set of {set} has been won by nobody")]
    SetLevel {
        /// The set that was given.
        set: Goals,
    },
    /// The sets don't add up to the score beside them.
    #[error("the sets were won {won}, and the score says {full_time}")]
    SetsNotTheScore {
        /// The sets won, by the sets given.
        won: Goals,
        /// The score that was given.
        full_time: Goals,
    },
}

impl ScoreError {
    /// Every code that [`ScoreError::code`] can give.
    pub const CODES: &'static [&'static str] = &[
        "too_many_goals",
        "half_time_above_full_time",
        "bad_score",
        "too_many_sets",
        "set_level",
        "sets_not_the_score",
    ];

    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooManyGoals { .. } => "too_many_goals",
            Self::HalfTimeAboveFullTime { .. } => "half_time_above_full_time",
            Self::Malformed => "bad_score",
            Self::TooManySets { .. } => "too_many_sets",
            Self::SetLevel { .. } => "set_level",
            Self::SetsNotTheScore { .. } => "sets_not_the_score",
        }
    }
}
