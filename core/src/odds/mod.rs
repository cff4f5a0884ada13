//! Odds: an exact price, and the way it was quoted.
//!
//! Here: the value, its bounds, its order and its error; `parse` and `read` take in the formats, `figure` is the
//! number that each of them writes, `format` shows them, `wire` carries them; `fraction` and `ladder` find the price
//! nearby that a house would quote; `nominal` says what is risked and what is to be won. Not here: margins (see
//! `pricing`) and combined prices (the payout multiplies exactly).

mod error;
mod figure;
mod format;
mod fraction;
mod ladder;
mod nominal;
mod parse;
mod read;
#[cfg(test)]
mod tests;
mod wire;

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

pub use error::OddsError;
pub use ladder::{Ladder, Snap};
pub use nominal::{Nominal, RiskAndWin};

/// Decimal places that a quote may have; 10 to this power is [`Odds::MAX_DENOMINATOR`].
const PLACES_MAX: u8 = 6;
/// Decimal places shown at least, where nobody has quoted any: 3 is 3.00.
const PLACES_USUAL: u8 = 2;

/// A price: what a stake of one returns if it wins, the stake included. An exact fraction in lowest terms,
/// above 1 and at most 10,000, with a denominator of at most a million.
///
/// It remembers how it was quoted, and is shown so again: 6/4 stays 6/4, 2.10 stays 2.10. Two odds are equal,
/// and are ordered, by value alone: 6/4, 2.50 and +150 are the same price.
///
/// ```
/// use realdeal::odds::Odds;
///
/// let odds: Odds = "6/4".parse()?;
/// assert_eq!(odds, "2.5".parse()?);
/// assert_eq!(odds, "+150".parse()?);
/// assert_eq!(odds.to_string(), "6/4");
/// assert_eq!((odds.numerator(), odds.denominator()), (5, 2));
/// assert_eq!(odds.in_decimal(2), "2.50");
/// assert_eq!("1.00".parse::<Odds>().unwrap_err().code(), "odds_too_short");
/// # Ok::<(), realdeal::odds::OddsError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Odds {
    numerator: u64,
    denominator: u32,
    quote: Quote,
}

/// The ways to write a price.
///
/// ```
/// use realdeal::odds::{Odds, OddsFormat};
/// assert_eq!("-110".parse::<Odds>()?.format(), OddsFormat::American);
/// # Ok::<(), realdeal::odds::OddsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OddsFormat {
    /// The whole return on a stake of one: `2.50`.
    Decimal,
    /// The winnings over the stake: `6/4`.
    Fractional,
    /// The winnings on a stake of 100, `+150`, or the stake that wins 100, `-110`.
    American,
    /// The winnings on a stake of one: `1.10 HK`.
    HongKong,
    /// The winnings on a stake of one up to even money, `0.92 MY`; above it the stake that wins one, `-0.92 MY`.
    Malay,
    /// The winnings on a stake of one from even money up, `1.10 ID`; below it the stake that wins one, `-1.25 ID`.
    Indonesian,
    /// The chance that would make the price fair: `80%`.
    Probability,
}

impl OddsFormat {
    /// Every format.
    pub const ALL: [Self; 7] = [
        Self::Decimal,
        Self::Fractional,
        Self::American,
        Self::HongKong,
        Self::Malay,
        Self::Indonesian,
        Self::Probability,
    ];
}

/// How a price was written, as far as its value doesn't say so already.
#[derive(Clone, Copy, Debug)]
enum Quote {
    /// With so many decimal places, which always hold the value exactly.
    Decimal {
        places: u8,
    },
    /// Lowest terms, both parts times so much: 2 for 6/4.
    Fractional {
        times: u32,
    },
    /// The value has one whole American number.
    American,
    /// `EVS`, for even money.
    Evens,
    /// With so many decimal places, which hold the number exactly; so in the three below.
    HongKong {
        places: u8,
    },
    Malay {
        places: u8,
    },
    Indonesian {
        places: u8,
    },
    /// With so many decimal places of a per cent.
    Probability {
        places: u8,
    },
}

impl Odds {
    /// The largest odds that can be quoted.
    pub const MAX: u32 = 10_000;
    /// The largest denominator, in lowest terms and in a fractional quote as it is written.
    pub const MAX_DENOMINATOR: u32 = 1_000_000;

    /// Odds of `numerator / denominator` (decimal odds as a fraction: 5/2 is 2.50, not the fractional quote
    /// 5/2). Any common factor is taken out. Quoted as decimal if six places hold it, else as fractional.
    ///
    /// Errors: `bad_odds` for a denominator of zero, `odds_too_short`, `odds_too_long`, `odds_too_fine`.
    ///
    /// ```
    /// use realdeal::odds::Odds;
    /// assert_eq!(Odds::new(5, 2)?.to_string(), "2.50");
    /// assert_eq!(Odds::new(4, 3)?.to_string(), "1/3");
    /// assert_eq!(Odds::new(1, 1).unwrap_err().code(), "odds_too_short");
    /// # Ok::<(), realdeal::odds::OddsError>(())
    /// ```
    pub fn new(numerator: u64, denominator: u64) -> Result<Self, OddsError> {
        let text = || format!("{numerator} over {denominator}");
        let (numerator, denominator) = bounded(numerator, denominator, text)?;
        let quote = match places_needed(denominator.into()) {
            Some(places) => Quote::Decimal { places: places.max(PLACES_USUAL) },
            None => Quote::Fractional { times: 1 },
        };
        Ok(Self { numerator, denominator, quote })
    }

    /// 1001.00: the longest price that docs/rules.md has houses take by default.
    pub(crate) const LONGEST_BY_DEFAULT: Self =
        Self { numerator: 1_001, denominator: 1, quote: Quote::Decimal { places: PLACES_USUAL } };

    /// The upper part of the decimal odds as a fraction in lowest terms: 5 for 2.50. At most 10^10.
    pub const fn numerator(self) -> u64 {
        self.numerator
    }

    /// The lower part of the decimal odds as a fraction in lowest terms: 2 for 2.50. At most 10^6.
    pub const fn denominator(self) -> u32 {
        self.denominator
    }

    /// The format it was quoted in.
    pub const fn format(self) -> OddsFormat {
        match self.quote {
            Quote::Decimal { .. } => OddsFormat::Decimal,
            Quote::Fractional { .. } | Quote::Evens => OddsFormat::Fractional,
            Quote::American => OddsFormat::American,
            Quote::HongKong { .. } => OddsFormat::HongKong,
            Quote::Malay { .. } => OddsFormat::Malay,
            Quote::Indonesian { .. } => OddsFormat::Indonesian,
            Quote::Probability { .. } => OddsFormat::Probability,
        }
    }

    /// The winnings on a stake of one denominator, which is the upper part of fractional odds in lowest
    /// terms.
    fn winnings(self) -> u64 {
        self.numerator - u64::from(self.denominator)
    }
}

/// Takes out the common factor and checks the bounds. `text` is what an error shows.
fn bounded(numerator: u64, denominator: u64, text: impl Fn() -> String) -> Result<(u64, u32), OddsError> {
    if denominator == 0 {
        return Err(OddsError::BadOdds { text: text() });
    }
    let common = gcd(numerator, denominator);
    let (numerator, denominator) = (numerator / common, denominator / common);
    if numerator <= denominator {
        return Err(OddsError::OddsTooShort { text: text() });
    }
    if u128::from(numerator) > u128::from(Odds::MAX) * u128::from(denominator) {
        return Err(OddsError::OddsTooLong { text: text(), max: Odds::MAX });
    }
    match u32::try_from(denominator) {
        Ok(denominator) if denominator <= Odds::MAX_DENOMINATOR => Ok((numerator, denominator)),
        _ => Err(OddsError::OddsTooFine { text: text(), max_denominator: Odds::MAX_DENOMINATOR }),
    }
}

/// How many decimal places hold every fraction over this denominator; none if six do not.
fn places_needed(denominator: u64) -> Option<u8> {
    (0..=PLACES_MAX).find(|places| 10_u64.pow(u32::from(*places)).is_multiple_of(denominator))
}

/// The American number of a fraction in lowest terms, if it is a whole one; 2.0 is +100, never -100.
fn american(numerator: u64, denominator: u32) -> Option<i64> {
    let denominator = u64::from(denominator);
    let winnings = numerator - denominator;
    let (upper, lower, sign) =
        if winnings >= denominator { (winnings, denominator, 1) } else { (denominator, winnings, -1) };
    let hundreds = upper * 100;
    if !hundreds.is_multiple_of(lower) {
        return None;
    }
    i64::try_from(hundreds / lower).ok().map(|number| sign * number)
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// By value: 6/4 equals 2.50. (Lowest terms make equal values equal parts.)
impl PartialEq for Odds {
    fn eq(&self, other: &Self) -> bool {
        (self.numerator, self.denominator) == (other.numerator, other.denominator)
    }
}

impl Eq for Odds {}

impl Hash for Odds {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.numerator, self.denominator).hash(state);
    }
}

/// By value, exactly.
impl Ord for Odds {
    fn cmp(&self, other: &Self) -> Ordering {
        // Both products are below 2^54: the bounds of odds keep them far from any overflow.
        (self.numerator * u64::from(other.denominator)).cmp(&(other.numerator * u64::from(self.denominator)))
    }
}

impl PartialOrd for Odds {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
