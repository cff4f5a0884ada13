//! A probability: a number between 0 and 1, neither of them included.
//!
//! Not here: how a probability is written as odds (`odds`), and what sums of them mean (`margin`).

use std::fmt;

use super::error::{PricingError, shown};
use super::is_probability;
use crate::odds::{Odds, OddsError};

/// The millionths in one: the finest decimal odds.
const MILLIONTHS: f64 = 1_000_000.0;

/// How likely something is: above 0 and below 1.
///
/// ```
/// use realdeal::odds::Odds;
/// use realdeal::pricing::Probability;
///
/// let chance = Probability::implied("1.25".parse()?);
/// assert_eq!(chance.get(), 0.8);
/// assert_eq!(Probability::new(0.4)?.fair_odds()?.to_string(), "2.50");
/// assert_eq!(Probability::new(1.0).unwrap_err().code(), "bad_probability");
/// # Ok::<(), realdeal::Rejection>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Probability(f64);

impl Probability {
    /// A probability. Error: `bad_probability` unless it lies between 0 and 1.
    pub fn new(value: f64) -> Result<Self, PricingError> {
        if is_probability(value) {
            Ok(Self(value))
        } else {
            Err(PricingError::BadProbability { text: value.to_string() })
        }
    }

    /// What a price implies, margin and all: one over the decimal odds.
    pub fn implied(odds: Odds) -> Self {
        Self(implied(odds))
    }

    /// The number.
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The fair price, one over the probability, to the nearest of six decimal places.
    ///
    /// Errors: `odds_too_long` below one in 10,000, `odds_too_short` within a two-millionth of 1.
    pub fn fair_odds(self) -> Result<Odds, OddsError> {
        Odds::new(self.millionths(), 1_000_000)
    }

    /// One over it in whole millionths, to the nearest.
    pub(super) fn millionths(self) -> u64 {
        // Truncated, and saturated far above the longest odds.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive; see above")]
        let millionths = (MILLIONTHS / self.0 + 0.5) as u64;
        millionths
    }

    /// One that is known to lie between 0 and 1.
    pub(super) const fn known(value: f64) -> Self {
        Self(value)
    }
}

/// One over the odds, rounded once: both halves of the fraction are exact floats.
#[allow(clippy::cast_precision_loss, reason = "a numerator of odds is at most 10^10, far below 2^53")]
pub(super) fn implied(odds: Odds) -> f64 {
    f64::from(odds.denominator()) / odds.numerator() as f64
}

/// With six places, for eyes.
impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&shown(self.0))
    }
}
