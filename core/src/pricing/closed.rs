//! The methods that need no root, or only to be turned round: multiplicative, additive, and goto.
//!
//! Whether what comes out are probabilities is checked by the caller: the additive method and goto can give a longshot less
//! than nothing.

use super::root::root;
use super::{float, sum};

/// Multiplies all by what makes them add up to `target`; gives the sum before over the one after.
pub(super) fn multiply(values: &mut [f64], target: f64) -> f64 {
    let factor = sum(values) / target;
    for value in values.iter_mut() {
        *value /= factor;
    }
    factor
}

/// Takes the same from all, so that they add up to `target`; gives how much. Differential margin weighting, whose fair odds
/// are `n d / (n - (B-1) d)`, is the same: one over that is `pi - (B-1)/n`.
pub(super) fn shift(values: &mut [f64], target: f64) -> f64 {
    let each = (sum(values) - target) / float(values.len());
    for value in values.iter_mut() {
        *value -= each;
    }
    each
}

/// How many standard errors `sqrt(1-pi)` goto takes from each, so that they add up to `target`.
pub(super) fn goto_times(values: &[f64], target: f64) -> f64 {
    let errors = values.iter().fold(0.0, |sum, value| sum + (1.0 - *value).sqrt());
    (sum(values) - target) / errors
}

/// One value less so many standard errors: `p = pi - s sqrt(1-pi)`. (goto_conversion.)
pub(super) fn goto(value: f64, times: f64) -> f64 {
    value - times * (1.0 - value).sqrt()
}

/// Turns goto round: what prices imply that add up to `target`, if their probabilities are these; gives `s`.
///
/// With `u = sqrt(1-pi)` the formula is `u^2 + s u = 1-p`, whose root is `u = 2(1-p) / (s + sqrt(s^2 + 4(1-p)))`.
pub(super) fn goto_back(values: &mut [f64], target: f64) -> f64 {
    let outcomes = float(values.len());
    let squares = values.iter().fold(0.0, |sum, value| sum + (1.0 - *value) * (1.0 - *value));
    // For s below zero u is at least -s, and for s above it at most (1-p)/s: beyond these ends the sum is past the target.
    let bracket = (-((outcomes - target) / outcomes).sqrt(), (squares / (outcomes - target)).sqrt());
    let times = root(bracket, 0.0, |times| {
        let (mut off, mut slope) = (target, 0.0);
        for value in values.iter() {
            let (u, root) = left(*value, times);
            off -= 1.0 - u * u;
            slope -= 2.0 * u * u / root;
        }
        (off, slope)
    });
    for value in values.iter_mut() {
        let (u, _) = left(*value, times);
        *value = 1.0 - u * u;
    }
    times
}

/// The root `u`, and the square root in it.
fn left(chance: f64, times: f64) -> (f64, f64) {
    let lost = 1.0 - chance;
    let root = (times * times + 4.0 * lost).sqrt();
    (2.0 * lost / (times + root), root)
}
