//! What can be wrong with a price or a ladder, each with its figures and a stable code.
//!
//! Not here: prices that are fine but unwanted (moved, above a house's limit), which are rejections of
//! commands.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Odds;

/// Why text, a number or a fraction is no price, or a list of them no ladder.
///
/// ```
/// use realdeal::odds::Odds;
///
/// let error = "20000".parse::<Odds>().unwrap_err();
/// assert_eq!(error.code(), "odds_too_long");
/// assert_eq!(error.to_string(), "odds of 20000 are above the largest of 10000");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum OddsError {
    /// In none of the formats, or outside of what its format can say.
    #[error("\"{text}\" are no odds: write them as in 2.10, 6/4, +150 or -110")]
    BadOdds {
        /// What was read, cut off when long.
        text: String,
    },
    /// Odds of 1 or less, which could win nothing.
    #[error("odds of {text} are not above 1")]
    OddsTooShort {
        /// What was read.
        text: String,
    },
    /// Odds above the largest that can be quoted.
    #[error("odds of {text} are above the largest of {max}")]
    OddsTooLong {
        /// What was read.
        text: String,
        /// The largest odds, as decimal odds.
        max: u32,
    },
    /// More decimal places, or a larger denominator, than odds can have.
    #[error("odds of {text} are finer than one in {max_denominator}")]
    OddsTooFine {
        /// What was read.
        text: String,
        /// The largest denominator.
        max_denominator: u32,
    },
    /// A ladder without steps, or with too many.
    #[error("a ladder has 1 to {max} steps, and not {steps}")]
    LadderSize {
        /// How many steps it has.
        steps: usize,
        /// The most steps.
        max: usize,
    },
    /// A ladder whose steps don't rise.
    #[error("the ladder's step {after} is not above {before}, the one before")]
    LadderNotRising {
        /// A step.
        before: Odds,
        /// The one after it.
        after: Odds,
    },
}

impl OddsError {
    /// Every code that [`OddsError::code`] can give.
    pub const CODES: &'static [&'static str] =
        &["bad_odds", "odds_too_short", "odds_too_long", "odds_too_fine", "ladder_size", "ladder_not_rising"];

    /// The stable code, in snake case: `bad_odds`, `odds_too_short` ..
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadOdds { .. } => "bad_odds",
            Self::OddsTooShort { .. } => "odds_too_short",
            Self::OddsTooLong { .. } => "odds_too_long",
            Self::OddsTooFine { .. } => "odds_too_fine",
            Self::LadderSize { .. } => "ladder_size",
            Self::LadderNotRising { .. } => "ladder_not_rising",
        }
    }
}
