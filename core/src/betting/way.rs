//! On what a bet stands: the win, the place, or both; and the terms of a place.
//!
//! Not here: which places were reached (`settlement::places`), and how the parts of a bet are added (`returns`).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::BetTermsError;

/// On what every line of a bet stands (docs/rules.md, section 7).
///
/// ```
/// use realdeal::betting::Way;
/// assert_eq!(Way::EachWay.parts(), 2); // a win part and a place part, each with the stake of a line
/// assert_eq!(Way::EquallyDivided.to_string(), "each way, equally divided");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The win alone.
    #[default]
    Win,
    /// The place alone, at the place fraction of the price.
    Place,
    /// Win to win and place to place: two bets, which settle apart and are rounded as one.
    EachWay,
    /// Both, and what a leg returns is divided equally between win and place of the next.
    EquallyDivided,
}

impl Way {
    /// How many stakes a line has.
    pub const fn parts(self) -> u32 {
        match self {
            Self::Win | Self::Place => 1,
            Self::EachWay | Self::EquallyDivided => 2,
        }
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Win => "win",
            Self::Place => "place",
            Self::EachWay => "each way",
            Self::EquallyDivided => "each way, equally divided",
        })
    }
}

/// One of the two parts of an each-way bet.
///
/// ```
/// use realdeal::betting::BetPart;
/// assert_eq!(BetPart::Place.to_string(), "place");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BetPart {
    /// The part that stands on the win.
    Win,
    /// The part that stands on the place.
    Place,
}

impl fmt::Display for BetPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Win => "win",
            Self::Place => "place",
        })
    }
}

/// The part of the winnings that a place pays: the place price is `1 + (d - 1) * fraction`.
///
/// Written as the pair of its numerator and its denominator in every format.
///
/// ```
/// use realdeal::betting::PlaceFraction;
/// let fifth = PlaceFraction::new(1, 5)?;
/// assert_eq!(fifth.to_string(), "1/5");
/// assert_eq!(PlaceFraction::new(1, 21).unwrap_err().code(), "bad_place_fraction");
/// # Ok::<(), realdeal::betting::BetTermsError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u8, u8)", into = "(u8, u8)")]
pub struct PlaceFraction {
    num: u8,
    den: u8,
}

impl PlaceFraction {
    /// The largest denominator: with it, the longest bet can still be paid exactly (`payout`).
    pub const MAX_DENOMINATOR: u8 = 20;
    /// A quarter.
    pub const QUARTER: Self = Self { num: 1, den: 4 };
    /// A fifth.
    pub const FIFTH: Self = Self { num: 1, den: 5 };

    /// The fraction `num/den`, kept as it is written. Error: `bad_place_fraction`.
    pub const fn new(num: u8, den: u8) -> Result<Self, BetTermsError> {
        if num == 0 || num > den || den > Self::MAX_DENOMINATOR {
            return Err(BetTermsError::BadPlaceFraction { num, den, max_den: Self::MAX_DENOMINATOR });
        }
        Ok(Self { num, den })
    }

    /// The numerator; never zero, and at most the denominator.
    pub const fn num(self) -> u8 {
        self.num
    }

    /// The denominator.
    pub const fn den(self) -> u8 {
        self.den
    }
}

impl TryFrom<(u8, u8)> for PlaceFraction {
    type Error = BetTermsError;

    fn try_from((num, den): (u8, u8)) -> Result<Self, BetTermsError> {
        Self::new(num, den)
    }
}

impl From<PlaceFraction> for (u8, u8) {
    fn from(fraction: PlaceFraction) -> Self {
        (fraction.num, fraction.den)
    }
}

impl fmt::Display for PlaceFraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}/{}", self.num, self.den))
    }
}

/// How many places are paid, and at which part of the winnings.
///
/// ```
/// use realdeal::betting::{PlaceFraction, PlaceTerms};
/// let terms = PlaceTerms::standard(9, false);
/// assert_eq!(terms, Some(PlaceTerms { places: 3, fraction: PlaceFraction::FIFTH }));
/// assert_eq!(PlaceTerms::standard(4, false), None); // win only
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceTerms {
    /// The places that are paid, counted from the first; at least 1.
    pub places: u8,
    /// The part of the winnings.
    pub fraction: PlaceFraction,
}

impl PlaceTerms {
    /// The usual British terms, by the runners that ran: none up to 4 (win only), two places at 1/4 up to 7,
    /// three at 1/5 from 8; in a handicap three at 1/4 from 12 to 15, and four at 1/4 from 16.
    pub const fn standard(runners: u32, handicap: bool) -> Option<Self> {
        let (places, fraction) = match (runners, handicap) {
            (0..=4, _) => return None,
            (5..=7, _) => (2, PlaceFraction::QUARTER),
            (12..=15, true) => (3, PlaceFraction::QUARTER),
            (16.., true) => (4, PlaceFraction::QUARTER),
            (8.., _) => (3, PlaceFraction::FIFTH),
        };
        Some(Self { places, fraction })
    }
}
