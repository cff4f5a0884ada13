//! The score of a match, period by period, and set by set where it is scored in sets.
//!
//! Football markets are graded by the 90 minutes with stoppage time (docs/rules.md, section 5), so that is the part
//! that must be there; the other periods are recorded beside it. Not here: who may record a score, and what a
//! score means for a market (`settlement::grading`).

mod error;
mod sets;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::side::{Period, Side};

pub use self::error::ScoreError;
pub use self::sets::{MOST_SETS, Sets};

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

    /// The goals of one side.
    pub const fn of(self, side: Side) -> u16 {
        match side {
            Side::Home => self.home,
            Side::Away => self.away,
        }
    }

    /// These goals without some that were scored before; none if more were.
    pub const fn since(self, before: Self) -> Option<Self> {
        match (self.home.checked_sub(before.home), self.away.checked_sub(before.away)) {
            (Some(home), Some(away)) => Some(Self { home, away }),
            _ => None,
        }
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
    /// After 90 minutes with stoppage time: what football markets are graded by. Where a match is scored in sets, the
    /// sets won.
    pub full_time: Goals,
    /// At half time, where it is known.
    pub half_time: Option<Goals>,
    /// The goals of extra time alone, not added to those of full time. Recorded; no market is graded by it.
    pub extra_time: Option<Goals>,
    /// The penalties scored in the shoot-out. Recorded; no market is graded by it.
    pub penalties: Option<Goals>,
    /// The sets one by one, where a match is scored in sets and they are known. They hold the score to being their
    /// count; no market is graded by the games in them.
    #[serde(default = "no_sets")]
    pub sets: Sets,
}

/// What a score without a word of sets has.
const fn no_sets() -> Sets {
    Sets::NONE
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
        let full_time = Goals::new(home, away);
        Self { full_time, half_time: None, extra_time: None, penalties: None, sets: Sets::NONE }
    }

    /// The score of a match in sets, from the sets themselves: the games or points of the home side and of the away
    /// side in each. Its full time is the sets won.
    ///
    /// Error: `too_many_sets`. Sets that are level are for [`Score::validate`] to refuse.
    ///
    /// ```
    /// use realdeal::catalogue::Score;
    /// let score = Score::in_sets(&[(6, 2), (4, 6), (7, 5)])?;
    /// assert_eq!(score.full_time.to_string(), "2-1");
    /// assert_eq!(score.to_string(), "6-2,4-6,7-5");
    /// # Ok::<(), realdeal::catalogue::score::ScoreError>(())
    /// ```
    pub fn in_sets(sets: &[(u16, u16)]) -> Result<Self, ScoreError> {
        let played: Vec<_> = sets.iter().map(|&(home, away)| Goals::new(home, away)).collect();
        let sets = Sets::of(&played)?;
        let won = sets.won();
        Ok(Self { sets, ..Self::full_time(won.home, won.away) })
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

    /// The goals that a market counts: those of the whole match, or of one of its halves alone. None where half time
    /// is not known.
    ///
    /// ```
    /// use realdeal::catalogue::{Period, Score, score::Goals};
    /// let score = Score::full_time(3, 1).with_half_time(1, 1);
    /// assert_eq!(score.goals_of(None), Some(Goals::new(3, 1)));
    /// assert_eq!(score.goals_of(Some(Period::FirstHalf)), Some(Goals::new(1, 1)));
    /// assert_eq!(score.goals_of(Some(Period::SecondHalf)), Some(Goals::new(2, 0)));
    /// assert_eq!(Score::full_time(3, 1).goals_of(Some(Period::SecondHalf)), None);
    /// ```
    pub fn goals_of(&self, period: Option<Period>) -> Option<Goals> {
        match period {
            None => Some(self.full_time),
            Some(Period::FirstHalf) => self.half_time,
            Some(Period::SecondHalf) => self.half_time.and_then(|before| self.full_time.since(before)),
        }
    }

    /// Whether the periods fit together: no side has more than [`MOST_GOALS`] in one, and none has more at
    /// half time than at full time. Extra time and penalties count from nil, so they are held against
    /// nothing. Sets are won by somebody each, and their count is the score.
    ///
    /// Errors: `too_many_goals`, `half_time_above_full_time`, `set_level`, `sets_not_the_score`.
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
        self.check_sets()
    }

    fn check_sets(&self) -> Result<(), ScoreError> {
        for &set in self.sets.played() {
            set.check_bounds()?;
            if set.margin() == 0 {
                return Err(ScoreError::SetLevel { set });
            }
        }
        let (won, full_time) = (self.sets.won(), self.full_time);
        if !self.sets.is_empty() && won != full_time {
            return Err(ScoreError::SetsNotTheScore { won, full_time });
        }
        Ok(())
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sets.played() {
            [] => self.full_time.fmt(f)?,
            // A single set would read as the score of a match.
            [set] => write!(f, "{} in sets {set}", self.full_time)?,
            _ => self.sets.fmt(f)?,
        }
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

    /// Reads `2-1`, or `2-1 (1-0)` with the goals at half time, or two sets and more as `6-2,4-6,7-5`, and checks that
    /// they fit together.
    fn from_str(text: &str) -> Result<Self, ScoreError> {
        if text.contains(',') {
            let sets = text.split(',').map(str::parse).collect::<Result<Vec<Goals>, _>>()?;
            let sets: Vec<_> = sets.into_iter().map(|set| (set.home, set.away)).collect();
            let score = Self::in_sets(&sets)?;
            score.validate()?;
            return Ok(score);
        }
        let (full_time, half_time): (Goals, _) = match text.split_once(" (") {
            Some((full_time, rest)) => {
                let half_time = rest.strip_suffix(')').ok_or(ScoreError::Malformed)?;
                (full_time.parse()?, Some(half_time.parse()?))
            }
            None => (text.parse()?, None),
        };
        let score = Self { half_time, ..Self::full_time(full_time.home, full_time.away) };
        score.validate()?;
        Ok(score)
    }
}

#[cfg(test)]
mod tests;
