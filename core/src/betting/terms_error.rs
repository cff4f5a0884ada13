//! What can be wrong with the terms of a bet, each with its figures and a stable code.
//!
//! Not here: prices, limits and balances, which are rejections of a placement.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::BetType;

/// Why a type, its legs, a stake or a place fraction make no bet.
///
/// ```
/// use realdeal::betting::BetType;
/// let error = BetType::Trixie.lines(4, 0).unwrap_err();
/// assert_eq!(error.code(), "wrong_number_of_legs");
/// assert_eq!(error.to_string(), "a bet of type trixie takes 3 to 3 legs, and has 4");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum BetTermsError {
    /// No bet type has this name.
    #[error("\"{text}\" is no bet type")]
    UnknownBetType {
        /// What was read, cut off when long.
        text: String,
    },
    /// A system without a fold size, or with one outside of the bounds.
    #[error("\"{text}\" are no fold sizes: name one or more from 1 to {max}")]
    BadFolds {
        /// What was read, cut off when long; empty if there was none.
        text: String,
        /// The largest size.
        max: u32,
    },
    /// The type takes fewer or more legs.
    #[error("a bet of type {bet_type} takes {min} to {max} legs, and has {legs}")]
    WrongNumberOfLegs {
        /// The type.
        bet_type: BetType,
        /// The legs that it has, bankers included.
        legs: u32,
        /// The fewest that it takes.
        min: u32,
        /// The most that it takes.
        max: u32,
    },
    /// The type has no lines beside which a banker could stand.
    #[error("a bet of type {bet_type} takes no bankers, and has {bankers}")]
    BankersNotTaken {
        /// The type.
        bet_type: BetType,
        /// How many legs are marked.
        bankers: u32,
    },
    /// A total stake that leaves a rest over the lines.
    #[error(
        "a stake of {stake} minor units does not divide into {lines} lines: the nearest are {below} and {above}"
    )]
    StakeDoesNotDivide {
        /// The total stake, in minor units.
        stake: i64,
        /// The lines.
        lines: u32,
        /// The nearest total below that divides, in minor units; 0 if every line would have nothing.
        below: i64,
        /// The nearest total above that divides, in minor units.
        above: i64,
    },
    /// A stake below zero, or more than can be counted over all lines.
    #[error("a stake of {stake} minor units a line is no stake for {lines} lines")]
    StakeOutOfRange {
        /// The stake of one line, in minor units.
        stake: i64,
        /// The lines.
        lines: u32,
    },
    /// A place fraction of zero, above one, or finer than in twentieths.
    #[error(
        "{num}/{den} is no fraction for a place: it lies above 0 and at most at 1, in parts of 1/{max_den} or more"
    )]
    BadPlaceFraction {
        /// The numerator.
        num: u8,
        /// The denominator.
        den: u8,
        /// The largest denominator.
        max_den: u8,
    },
    /// As many grades as legs are needed, none among them for a leg without a result.
    #[error("{legs} legs have {grades} results")]
    GradesDontMatch {
        /// The legs.
        legs: u32,
        /// The grades that were given.
        grades: u32,
    },
}

impl BetTermsError {
    /// Every code that [`BetTermsError::code`] can give.
    pub const CODES: &'static [&'static str] = &[
        "unknown_bet_type",
        "bad_folds",
        "wrong_number_of_legs",
        "bankers_not_taken",
        "stake_does_not_divide",
        "stake_out_of_range",
        "bad_place_fraction",
        "grades_dont_match",
    ];

    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownBetType { .. } => "unknown_bet_type",
            Self::BadFolds { .. } => "bad_folds",
            Self::WrongNumberOfLegs { .. } => "wrong_number_of_legs",
            Self::BankersNotTaken { .. } => "bankers_not_taken",
            Self::StakeDoesNotDivide { .. } => "stake_does_not_divide",
            Self::StakeOutOfRange { .. } => "stake_out_of_range",
            Self::BadPlaceFraction { .. } => "bad_place_fraction",
            Self::GradesDontMatch { .. } => "grades_dont_match",
        }
    }
}
