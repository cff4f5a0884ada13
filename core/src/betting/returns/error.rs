//! Why a return can't be computed. Not here: why a bet is not taken, which placement finds out beforehand.

use thiserror::Error;

use crate::betting::BetTermsError;
use crate::betting::payout::PayoutError;

/// What is wrong with the terms of a bet, or with the arithmetic on them.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReturnError {
    /// The terms, or grades that don't belong to them.
    #[error(transparent)]
    Terms(#[from] BetTermsError),
    /// The exact return.
    #[error(transparent)]
    Payout(#[from] PayoutError),
}

impl ReturnError {
    /// The stable code of what is inside.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Terms(error) => error.code(),
            Self::Payout(error) => error.code(),
        }
    }
}
