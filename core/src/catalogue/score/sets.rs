//! The sets of a match that is scored in them, one by one.
//!
//! Not here: how many sets each side has won in the end, which is the match's score (`catalogue::score`).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Goals, ScoreError};

/// The most sets that are kept of a match one by one: best of seven, as in table tennis.
pub const MOST_SETS: usize = 7;

/// The sets that were played to their end, in order, each with the games or points of both sides; empty where a sport
/// has none, or where only the sets won are known.
///
/// ```
/// use realdeal::catalogue::Score;
/// let score: Score = "6-2,4-6,7-5".parse()?;
/// assert_eq!(score.sets.played().len(), 3);
/// assert_eq!(score.sets.won().to_string(), "2-1");
/// # Ok::<(), realdeal::catalogue::score::ScoreError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sets {
    sets: [Goals; MOST_SETS],
    count: u8,
}

impl Sets {
    /// No set at all.
    pub const NONE: Self = Self { sets: [Goals::new(0, 0); MOST_SETS], count: 0 };

    /// These sets, in order. Error: `too_many_sets`, above [`MOST_SETS`].
    ///
    /// ```
    /// use realdeal::catalogue::score::{Goals, Sets};
    /// assert_eq!(Sets::of(&[Goals::new(6, 4), Goals::new(6, 3)])?.won(), Goals::new(2, 0));
    /// assert_eq!(Sets::of(&[Goals::new(6, 4); 8]).unwrap_err().code(), "too_many_sets");
    /// # Ok::<(), realdeal::catalogue::score::ScoreError>(())
    /// ```
    pub fn of(played: &[Goals]) -> Result<Self, ScoreError> {
        let mut sets = Self::NONE;
        let places = sets.sets.get_mut(..played.len());
        places.ok_or(ScoreError::TooManySets { sets: played.len() })?.copy_from_slice(played);
        sets.count =
            u8::try_from(played.len()).map_err(|_| ScoreError::TooManySets { sets: played.len() })?;
        Ok(sets)
    }

    /// The sets one by one.
    pub fn played(&self) -> &[Goals] {
        self.sets.get(..usize::from(self.count)).unwrap_or_default()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many sets each side has won.
    pub fn won(&self) -> Goals {
        let mut won = Goals::new(0, 0);
        for set in self.played() {
            won.home += u16::from(set.home > set.away);
            won.away += u16::from(set.home < set.away);
        }
        won
    }
}

impl fmt::Display for Sets {
    /// As they are written in a newspaper: `6-2,4-6,7-5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, set) in self.played().iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            write!(f, "{comma}{set}")?;
        }
        Ok(())
    }
}

impl Serialize for Sets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.played())
    }
}

impl<'de> Deserialize<'de> for Sets {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of(&Vec::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}
