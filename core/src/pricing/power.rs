//! The power method: every probability to the same power, so that they add up to what is wanted.
//!
//! Taking a margin out and putting one on are the same step with another sum, and another power. (Clarke, Kovalchik and Ingram
//! 2017: what comes out always lies between 0 and 1.)

use super::root::root;
use super::{float, sum};

/// Raises all values to the power at which they add up to `target`, and gives the power. The values lie between 0 and 1, and
/// the target between 0 and their number, so that there is always one.
pub(super) fn bring_to(values: &mut [f64], target: f64) -> f64 {
    for value in values.iter_mut() {
        *value = libm::log(*value);
    }
    let (least, most) = values
        .iter()
        .fold((0.0, f64::NEG_INFINITY), |(least, most): (f64, f64), log| (least.min(*log), most.max(*log)));
    // If all were as the least, or as the largest: the power lies between.
    let all_alike = libm::log(target / float(values.len()));
    let bracket = (all_alike / least, all_alike / most);
    // The logarithm of the sum is nearly a straight line, so that Newton's steps go far.
    let power = if bracket.0 < bracket.1 {
        root(bracket, 1.0, |power| {
            let (mut all, mut slope) = (0.0, 0.0);
            for log in values.iter() {
                let raised = libm::exp(power * log);
                all += raised;
                slope += raised * log;
            }
            (libm::log(all / target), slope / all)
        })
    } else {
        bracket.0
    };
    for value in values.iter_mut() {
        *value = libm::exp(power * *value);
    }
    // What the logarithms lost is less than anybody sees; the sum shall be right all the same.
    let over = target / sum(values);
    for value in values.iter_mut() {
        *value *= over;
    }
    power
}
