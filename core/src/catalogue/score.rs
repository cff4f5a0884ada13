//! The score of a football match, period by period.
//!
//! Football markets are graded by the 90 minutes with stoppage time (docs/rules.md, section 5), so that is the part
//! that must be there; the other periods are recorded beside it. Not here: who may record a score, and what a
//! score means for a market (`settlement::grading`).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The most goals one side may have in one period of a recorded score.
///
/// The highest score on record is 149-0, so a fourth digit is a slip of the finger, and settling on it would
/// pay real money. The bound also keeps every sum of grading far inside an `i32`.
pub const MOST_GOALS: u16 = 999;

/// The goals of both sides over some stretch of play.
///
/// ```
/// use realdeal::catalogue::score::Goals;
///
/// let goals: Goals = "2-1".parse()?;
/// assert_eq!(goals, Goals::new(2, 1));
/// assert_eq!(goals.total(), 3);
/// # Ok::<(), realdeal::catalogue::score::ScoreError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goals {
    /// Goals of the home side.
    pub home: u16,
    /// Goals of the away side.
    pub away: u16,
}

impl Goals {
    /// The goals of the home side, then those of the away side.
    pub const fn new(home: u16, away: u16) -> Self {
        Self { home, away }
    }

    /// The goals of both sides together.
    pub fn total(self) -> u32 {
        u32::from(self.home) + u32::from(self.away)
    }

    /// The home side's goals minus the away side's: above zero when the home side leads.
    pub fn margin(self) -> i32 {
        i32::from(self.home) - i32::from(self.away)
    }

    fn check_bounds(self) -> Result<(), ScoreError> {
        let goals = self.home.max(self.away);
        if goals > MOST_GOALS { Err(ScoreError::TooManyGoals { goals }) } else { Ok(()) }
    }
}

impl fmt::Display for Goals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.home, self.away)
    }
}

impl FromStr for Goals {
    type Err = ScoreError;

    /// Reads `2-1`: home goals, a hyphen, away goals; digits only.
    fn from_str(text: &str) -> Result<Self, ScoreError> {
        let (home, away) = text.split_once('-').ok_or(ScoreError::Malformed)?;
        let goals = Self { home: read_goals(home)?, away: read_goals(away)? };
        goals.check_bounds()?;
        Ok(goals)
    }
}

/// `u16::from_str` would also take a plus sign, which no score has.
fn read_goals(text: &str) -> Result<u16, ScoreError> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().map_err(|_| ScoreError::Malformed)
    } else {
        Err(ScoreError::Malformed)
    }
}

/// The score of a match: full time, and what else is known of its periods.
///
/// The fields are plain data, as they come from a feed or a file; [`Score::validate`] says whether they fit
/// together, and nothing is settled on a score that it refuses.
///
/// ```
/// use realdeal::catalogue::score::Score;
///
/// let score = Score::full_time(2, 1).with_half_time(1, 0);
/// assert!(score.validate().is_ok());
/// assert_eq!(score.to_string(), "2-1 (1-0)");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// After 90 minutes with stoppage time: what football markets are graded by.
    pub full_time: Goals,
    /// At half time, where it is known.
    pub half_time: Option<Goals>,
    /// The goals of extra time alone, not added to those of full time. Recorded; no market is graded by it.
    pub extra_time: Option<Goals>,
    /// The penalties scored in the shoot-out. Recorded; no market is graded by it.
    pub penalties: Option<Goals>,
}

impl Score {
    /// A score of which only the 90 minutes are known, home goals first.
    ///
    /// ```
    /// use realdeal::catalogue::Score;
    /// assert_eq!(Score::full_time(2, 1), "2-1".parse()?);
    /// # Ok::<(), realdeal::catalogue::score::ScoreError>(())
    /// ```
    pub const fn full_time(home: u16, away: u16) -> Self {
        Self { full_time: Goals::new(home, away), half_time: None, extra_time: None, penalties: None }
    }

    /// The same score with the goals at half time.
    #[must_use]
    pub const fn with_half_time(mut self, home: u16, away: u16) -> Self {
        self.half_time = Some(Goals::new(home, away));
        self
    }

    /// The same score with the goals of extra time alone: 1-1 after 90 minutes and 2-1 after 120 is
    /// `full_time(1, 1).with_extra_time(1, 0)`.
    ///
    /// ```
    /// use realdeal::catalogue::Score;
    /// let cup = Score::full_time(1, 1).with_extra_time(0, 0).with_penalties(5, 4);
    /// assert_eq!(cup.to_string(), "1-1, extra time 0-0, penalties 5-4");
    /// ```
    #[must_use]
    pub const fn with_extra_time(mut self, home: u16, away: u16) -> Self {
        self.extra_time = Some(Goals::new(home, away));
        self
    }

    /// The same score with the penalties scored in the shoot-out.
    #[must_use]
    pub const fn with_penalties(mut self, home: u16, away: u16) -> Self {
        self.penalties = Some(Goals::new(home, away));
        self
    }

    /// Whether the periods fit together: no side has more than [`MOST_GOALS`] in one, and none has more at
    /// half time than at full time. Extra time and penalties count from nil, so they are held against
    /// nothing.
    ///
    /// Errors: `too_many_goals`, `half_time_above_full_time`.
    ///
    /// ```
    /// use realdeal::catalogue::Score;
    /// let wrong = Score::full_time(0, 1).with_half_time(1, 0);
    /// assert_eq!(wrong.validate().unwrap_err().code(), "half_time_above_full_time");
    /// ```
    pub fn validate(&self) -> Result<(), ScoreError> {
        let periods = [Some(self.full_time), self.half_time, self.extra_time, self.penalties];
        for goals in periods.into_iter().flatten() {
            goals.check_bounds()?;
        }
        if let Some(half_time) = self.half_time
            && (half_time.home > self.full_time.home || half_time.away > self.full_time.away)
        {
            return Err(ScoreError::HalfTimeAboveFullTime { half_time, full_time: self.full_time });
        }
        Ok(())
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.full_time)?;
        if let Some(goals) = self.half_time {
            write!(f, " ({goals})")?;
        }
        if let Some(goals) = self.extra_time {
            write!(f, ", extra time {goals}")?;
        }
        if let Some(goals) = self.penalties {
            write!(f, ", penalties {goals}")?;
        }
        Ok(())
    }
}

impl FromStr for Score {
    type Err = ScoreError;

    /// Reads `2-1`, or `2-1 (1-0)` with the goals at half time, and checks that they fit together.
    fn from_str(text: &str) -> Result<Self, ScoreError> {
        let (full_time, half_time) = match text.split_once(" (") {
            Some((full_time, rest)) => {
                let half_time = rest.strip_suffix(')').ok_or(ScoreError::Malformed)?;
                (full_time.parse()?, Some(half_time.parse()?))
            }
            None => (text.parse()?, None),
        };
        let score = Self { full_time, half_time, extra_time: None, penalties: None };
        score.validate()?;
        Ok(score)
    }
}

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
}

impl ScoreError {
    /// Every code that [`ScoreError::code`] can give.
    pub const CODES: &'static [&'static str] = &["too_many_goals", "half_time_above_full_time", "bad_score"];

    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooManyGoals { .. } => "too_many_goals",
            Self::HalfTimeAboveFullTime { .. } => "half_time_above_full_time",
            Self::Malformed => "bad_score",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_that_fit_together() {
        let most = Score::full_time(MOST_GOALS, 0).with_half_time(MOST_GOALS, 0);
        // Extra time and penalties count from nil: they may be below full time, and above it.
        let cup = Score::full_time(1, 1).with_extra_time(0, 0).with_penalties(5, 4);
        for score in [Score::full_time(0, 0), Score::full_time(2, 1).with_half_time(2, 1), most, cup] {
            assert_eq!(score.validate(), Ok(()), "{score}");
        }
    }

    #[test]
    fn scores_that_do_not() {
        let half_time_above =
            |score: Score| matches!(score.validate(), Err(ScoreError::HalfTimeAboveFullTime { .. }));
        assert!(half_time_above(Score::full_time(2, 1).with_half_time(3, 0)));
        assert!(half_time_above(Score::full_time(2, 1).with_half_time(0, 2)));
        for score in [
            Score::full_time(1000, 0),
            Score::full_time(0, 0).with_extra_time(0, 1000),
            Score::full_time(0, 0).with_penalties(1000, 0),
        ] {
            assert_eq!(score.validate(), Err(ScoreError::TooManyGoals { goals: 1000 }), "{score}");
        }
    }

    #[test]
    fn written_and_read_back() {
        for text in ["0-0", "2-1", "2-1 (1-0)", "10-9 (5-4)"] {
            assert_eq!(text.parse::<Score>().map(|score| score.to_string()), Ok(text.to_owned()));
        }
        let cup = Score::full_time(1, 1).with_half_time(0, 1).with_extra_time(1, 1).with_penalties(4, 3);
        assert_eq!(cup.to_string(), "1-1 (0-1), extra time 1-1, penalties 4-3");
        for text in
            ["", "2", "2-", "-1", "2-1-0", "+2-1", "2 - 1", "2:1", "2-1 (1-0", "2-1 ()", "99999-0", "1000-0"]
        {
            assert!(text.parse::<Score>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn plain_data_in_both_forms() {
        let score = Score::full_time(2, 1).with_half_time(1, 0);
        let json = serde_json::to_string(&score).unwrap();
        assert_eq!(serde_json::from_str::<Score>(&json).unwrap(), score);
        assert_eq!(postcard::from_bytes::<Score>(&postcard::to_stdvec(&score).unwrap()).unwrap(), score);
        let short = r#"{"full_time":{"home":2,"away":1}}"#;
        assert_eq!(serde_json::from_str::<Score>(short).unwrap(), Score::full_time(2, 1));
        assert!(serde_json::from_str::<Score>(r#"{"full_time":{"home":2,"away":1,"var":3}}"#).is_err());
    }
}
