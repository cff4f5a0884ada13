//! The odds ratio method, which is the logarithmic one: the odds `p/(1-p)` of all selections are divided by the same number.
//!
//! In logarithms, the same number is taken from all of them: `logit p = logit pi - ln c`. Taking a margin out and putting one
//! on are the same step with another sum. (Cheung 2015.)

use super::float;
use super::root::root;

/// Divides the odds of all values by the number at which they add up to `target`, and gives that number. The values lie
/// between 0 and 1, and the target between 0 and their number, so that there is always one.
pub(super) fn bring_to(values: &mut [f64], target: f64) -> f64 {
    let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
    for value in values.iter_mut() {
        *value /= 1.0 - *value;
        (least, most) = (least.min(*value), most.max(*value));
    }
    // If all were as the least, or as the largest: the number lies between.
    let all_alike = (float(values.len()) - target) / target;
    let bracket = (least * all_alike, most * all_alike);
    let ratio = if bracket.0 < bracket.1 {
        root(bracket, 1.0, |ratio| {
            let (mut off, mut slope) = (-target, 0.0);
            for odds in values.iter() {
                let (under, chance) = (ratio + odds, odds / (ratio + odds));
                off += chance;
                slope -= chance / under;
            }
            (off, slope)
        })
    } else {
        bracket.0
    };
    for value in values.iter_mut() {
        *value /= ratio + *value;
    }
    ratio
}
