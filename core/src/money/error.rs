//! What can be wrong with an amount or a currency, each with its figures and a stable code.
//!
//! Not here: rejections of commands, which carry their own list of codes.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Currency;

/// Why text, a number or a sum is not money.
///
/// ```
/// use realdeal::money::{Money, MoneyError};
///
/// let error = "1.234 EUR".parse::<Money>().unwrap_err();
/// assert_eq!(error, MoneyError::TooManyDecimals { text: "1.234 EUR".to_owned(), allowed: 2 });
/// assert_eq!(error.code(), "too_many_decimals");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", rename_all_fields = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum MoneyError {
    /// Not of the form `10.00 EUR`.
    #[error("\"{text}\" is no amount of money: write it as in 10.00 EUR")]
    BadAmount {
        /// What was read, cut off when long.
        text: String,
    },
    /// More decimals than the currency has, even if they are zeros.
    #[error("\"{text}\" has more than the {allowed} decimals of its currency")]
    TooManyDecimals {
        /// What was read.
        text: String,
        /// How many decimals the currency has.
        allowed: u8,
    },
    /// The amount, or the result of a sum, is beyond 2^63 minor units.
    #[error("\"{text}\" is more money than can be counted")]
    AmountOutOfRange {
        /// What was read, or the sum that was asked for.
        text: String,
    },
    /// A well-formed code that is no active ISO 4217 currency.
    #[error("\"{text}\" is no ISO 4217 currency; a custom one names its decimals, as in GOLD:0")]
    UnknownCurrency {
        /// The code.
        text: String,
    },
    /// A malformed currency, or a custom one that may not be made.
    #[error(
        "\"{text}\" can't be a currency: write an ISO 4217 code as in EUR, or a custom one as in GOLD:0 (3 to 7 \
         of A-Z and 0-9, a letter first, no ISO code, 0 to 8 decimals)"
    )]
    BadCurrency {
        /// What was read.
        text: String,
    },
    /// Two amounts that can't be added or compared.
    #[error("{left} and {right} are different currencies")]
    MixedCurrencies {
        /// The currency of the first amount.
        left: Currency,
        /// The currency of the second amount.
        right: Currency,
    },
}

impl MoneyError {
    /// Every code that [`MoneyError::code`] can give.
    pub const CODES: &'static [&'static str] = &[
        "bad_amount",
        "too_many_decimals",
        "amount_out_of_range",
        "unknown_currency",
        "bad_currency",
        "mixed_currencies",
    ];

    /// The stable code, in snake case: `bad_amount`, `too_many_decimals` ..
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadAmount { .. } => "bad_amount",
            Self::TooManyDecimals { .. } => "too_many_decimals",
            Self::AmountOutOfRange { .. } => "amount_out_of_range",
            Self::UnknownCurrency { .. } => "unknown_currency",
            Self::BadCurrency { .. } => "bad_currency",
            Self::MixedCurrencies { .. } => "mixed_currencies",
        }
    }
}
