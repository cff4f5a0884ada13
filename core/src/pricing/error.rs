//! What can be wrong with a book of prices, or with what is asked of it, each with its figures and a stable code.
//!
//! Figures that are floats are told as text, rounded for eyes. Not here: prices that are no odds (`OddsError`).

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Method;

/// Why a margin can't be found, taken out or put on. Selections are counted from 0.
///
/// ```
/// use realdeal::odds::Odds;
/// use realdeal::pricing::Method;
///
/// let longshots = ["1.2", "6", "11", "26"].map(|text| text.parse::<Odds>().unwrap());
/// let error = Method::Goto.remove(&longshots, 1).unwrap_err();
/// assert_eq!(error.code(), "no_fair_probability");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum PricingError {
    /// Too few or too many prices for a book, or not fewer winners than prices.
    #[error(
        "{outcomes} prices for {winners} winners are no book: it has 2 to {max} prices, and from 1 winner to one less than prices"
    )]
    OutcomeCount {
        /// How many prices there are.
        outcomes: usize,
        /// How many of them are to win.
        winners: u32,
        /// The most prices of a book.
        max: usize,
    },
    /// Not between 0 and 1.
    #[error("a probability of {text} does not lie between 0 and 1")]
    BadProbability {
        /// What was given.
        text: String,
    },
    /// A price in a column that is no finite number above 1.
    #[error("the price {text} of selection {selection} is no number above 1")]
    BadPrice {
        /// Which one.
        selection: usize,
        /// What was given.
        text: String,
    },
    /// A margin that no book can have.
    #[error("a margin of {text} is none that a book can have")]
    BadMargin {
        /// What was given.
        text: String,
    },
    /// The method gives a selection a probability that is none.
    #[error("the method {method} gives selection {selection} a probability of {text}, which is none")]
    NoFairProbability {
        /// The method.
        method: Method,
        /// Which selection.
        selection: usize,
        /// What it would be.
        text: String,
    },
    /// A book below fair, and a method that only takes a margin out.
    #[error(
        "the prices add up to {sum} for {winners} winners, and the method {method} has no solution for a book below fair"
    )]
    BelowFair {
        /// The method.
        method: Method,
        /// The sum of what the prices imply.
        sum: String,
        /// How many selections are to win.
        winners: u32,
    },
    /// Probabilities that don't add up to the number of winners.
    #[error("the probabilities add up to {sum}, and not to {winners}")]
    ProbabilitySum {
        /// Their sum.
        sum: String,
        /// How many selections are to win.
        winners: u32,
    },
    /// No prices above 1 carry the margin by this method.
    #[error("by the method {method} no prices of these probabilities carry a margin of {margin}")]
    MarginOutOfReach {
        /// The method.
        method: Method,
        /// The margin, as overround.
        margin: String,
    },
    /// The ladder has no step on the side that was asked for.
    #[error("the ladder has no step for the price {price} of selection {selection}")]
    NoLadderStep {
        /// Which selection.
        selection: usize,
        /// Its price.
        price: String,
    },
    /// Columns that are not equally long.
    #[error("column {column} has {rows} rows, and the first one {expected}")]
    ColumnLength {
        /// Which column, from 0.
        column: usize,
        /// Its rows.
        rows: usize,
        /// The rows of the first column.
        expected: usize,
    },
}

impl PricingError {
    /// Every code that [`PricingError::code`] can give.
    pub const CODES: &'static [&'static str] = &[
        "outcome_count",
        "bad_probability",
        "bad_price",
        "bad_margin",
        "no_fair_probability",
        "below_fair",
        "probability_sum",
        "margin_out_of_reach",
        "no_ladder_step",
        "column_length",
    ];

    /// The stable code, in snake case: `outcome_count`, `bad_probability` ..
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OutcomeCount { .. } => "outcome_count",
            Self::BadProbability { .. } => "bad_probability",
            Self::BadPrice { .. } => "bad_price",
            Self::BadMargin { .. } => "bad_margin",
            Self::NoFairProbability { .. } => "no_fair_probability",
            Self::BelowFair { .. } => "below_fair",
            Self::ProbabilitySum { .. } => "probability_sum",
            Self::MarginOutOfReach { .. } => "margin_out_of_reach",
            Self::NoLadderStep { .. } => "no_ladder_step",
            Self::ColumnLength { .. } => "column_length",
        }
    }
}

/// A float as an error shows it.
pub(super) fn shown(value: f64) -> String {
    format!("{value:.6}")
}
