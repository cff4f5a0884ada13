//! Shin's method: the margin as the bookmaker's answer to a part `z` of stakes by those who know the winner.
//!
//! With `q = pi^2/B`, the probability is `(sqrt(z^2 + 4(1-z)q) - z) / (2(1-z))`, and `z` is such that they add up to 1. That is
//! the same as `2q / (sqrt(..) + z)`, which loses no figures and needs no care near `z = 1`; and its slope in `z` is
//! `-p(1-p)/sqrt(..)`. Several winners: the whole book is divided by their number before, and multiplied by it after.
//! (Shin 1992, 1993; Jullien and Salanié 1994. Clarke, Kovalchik and Ingram 2017: with two selections it is the additive
//! method.)

use super::root::root;
use super::{float, sum};

/// What floats make of a fair book: a sum that is below 1 by less than this is 1.
const DUST: f64 = 1e-12;

/// Turns what prices imply into probabilities, and gives `z`; none for a book below fair.
pub(super) fn remove(values: &mut [f64], winners: f64) -> Option<f64> {
    let book = sum(values) / winners;
    if book < 1.0 - DUST {
        return None;
    }
    // Twice q, as the formula wants it.
    let scale = 2.0 / (winners * winners * book);
    for value in values.iter_mut() {
        *value = *value * *value * scale;
    }
    // Exact if all are alike; between two, where Newton's steps converge from either side.
    let start = (book - 1.0) / (float(values.len()) - 1.0);
    let z = if start <= DUST {
        0.0
    } else {
        root((0.0, 1.0), start, |z| {
            let (square, twice_left) = (z * z, 2.0 * (1.0 - z));
            let (mut off, mut slope) = (-1.0, 0.0);
            for twice in values.iter() {
                let root = (square + twice_left * twice).sqrt();
                let chance = twice / (root + z);
                off += chance;
                slope -= chance * (1.0 - chance) / root;
            }
            (off, slope)
        })
    };
    let (square, twice_left) = (z * z, 2.0 * (1.0 - z));
    for value in values.iter_mut() {
        *value = *value / ((square + twice_left * *value).sqrt() + z) * winners;
    }
    Some(z)
}

/// Turns probabilities into what prices imply that add up to `target`, and gives `z`; none if no `z` below 1 does.
///
/// Solved for `pi`, the formula is `pi = sqrt(B p ((1-z)p + z))`; so the roots `sqrt(p ((1-z)p + z))` add up to `sqrt(B)`.
pub(super) fn add(values: &mut [f64], winners: f64, target: f64) -> Option<f64> {
    let book = target / winners;
    let side = |chance: f64, z: f64| (chance * ((1.0 - z) * chance + z)).sqrt();
    let wanted = book.sqrt();
    let most = values.iter().fold(0.0, |sum, value| sum + side(*value / winners, 1.0));
    if book < 1.0 - DUST || wanted >= most {
        return None;
    }
    let start = (book - 1.0) / (float(values.len()) - 1.0);
    let z = if start <= DUST {
        0.0
    } else {
        root((0.0, 1.0), start, |z| {
            let (mut off, mut slope) = (wanted, 0.0);
            for value in values.iter() {
                let chance = *value / winners;
                let side = side(chance, z);
                off -= side;
                slope -= chance * (1.0 - chance) / (2.0 * side);
            }
            (off, slope)
        })
    };
    for value in values.iter_mut() {
        *value = wanted * side(*value / winners, z) * winners;
    }
    Some(z)
}
