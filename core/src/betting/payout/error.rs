//! What can be wrong with an exact payout, each with its figures and a stable code.
//!
//! Not here: rejections of bets. Placement asks beforehand, so that settlement meets none of these.

use thiserror::Error;

use super::WIDTH_BITS;

/// Why a payout can't be computed, rounded or read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PayoutError {
    /// The exact value needs more bits than there are.
    #[error("the exact payout needs more than {max_bits} bits")]
    PayoutTooWide {
        /// The width of the arithmetic.
        max_bits: u32,
    },
    /// The rounded amount is more than can be counted as money.
    #[error("a payout of {text} minor units is more money than can be counted")]
    PayoutOutOfRange {
        /// The exact payout, cut off when long.
        text: String,
    },
    /// A payout can't start from a negative stake.
    #[error("a stake of {minor} minor units is negative")]
    NegativeStake {
        /// The stake, in minor units.
        minor: i64,
    },
    /// A factor has a denominator of zero.
    #[error("a factor of {num}/0 has no value")]
    ZeroDenominator {
        /// The factor's numerator.
        num: u128,
    },
    /// Not of the form `267` or `2675/10`.
    #[error("\"{text}\" is no exact payout: write it as in 267 or 2675/10")]
    BadPayout {
        /// What was read, cut off when long.
        text: String,
    },
}

impl PayoutError {
    /// The stable code, in snake case: `payout_too_wide`, `payout_out_of_range` ..
    pub const fn code(&self) -> &'static str {
        match self {
            Self::PayoutTooWide { .. } => "payout_too_wide",
            Self::PayoutOutOfRange { .. } => "payout_out_of_range",
            Self::NegativeStake { .. } => "negative_stake",
            Self::ZeroDenominator { .. } => "zero_denominator",
            Self::BadPayout { .. } => "bad_payout",
        }
    }

    /// There is one width, so that this error has one form.
    pub(super) const TOO_WIDE: Self = Self::PayoutTooWide { max_bits: WIDTH_BITS };
}
