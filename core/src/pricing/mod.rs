//! Pricing: the margin in a book of prices, taking it out, putting it on, and prices from probabilities.
//!
//! This is the one room with floats, because the methods need roots and powers. It hands back probabilities, or exact
//! [`Odds`](crate::odds::Odds) of a ladder; no decision, payout or balance is reckoned with what comes from here. Not here:
//! where probabilities come from (a model of the game is the host's), and the prices of a market, which the bookmaker sets by
//! command.
//!
//! The rules and their sources are in docs/rules.md, section 2. The same figures come out on every target, to the last bit:
//! only `+ - * /` and `sqrt`, which IEEE 754 rounds in one way, and one `libm` for `exp` and `ln`; sums go in the order of
//! the selections; roots are found by a bounded number of steps inside a bracket (`root`). The house's `tidy` check holds
//! floats to this room, and the room to these operations.

#![allow(clippy::float_arithmetic, reason = "this is the room for it; the domain around it stays exact")]

mod closed;
mod columns;
mod error;
mod margin;
mod method;
mod odds_ratio;
mod power;
mod prices;
mod probability;
mod root;
mod shin;
#[cfg(test)]
mod tests;

pub use columns::{FairColumns, remove_margin};
pub use error::PricingError;
pub use margin::Margin;
pub use method::{Fair, MAX_OUTCOMES, Method};
pub use probability::Probability;

/// A whole number as a float: exact up to 2^53, far above any count of selections, winners or millionths here.
#[allow(clippy::cast_precision_loss, reason = "the callers' numbers are far below 2^53")]
const fn float(whole: usize) -> f64 {
    whole as f64
}

/// The sum, in the order of the list.
fn sum(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |sum, value| sum + value)
}

/// Whether a float is a probability of something that may happen and may not.
fn is_probability(value: f64) -> bool {
    value > 0.0 && value < 1.0
}
