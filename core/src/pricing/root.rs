//! Where a falling function is zero: Newton's steps inside a bracket, with a bisection for each that would leave it.
//!
//! A naive fixed point is not there after thirty rounds; a bare Newton can run away. This does neither, and its steps are the
//! same on every target: their number is bounded, and what ends them early is an exact comparison.

/// Far more than it takes: from a wild start a dozen, usually three to five. Bisection alone would have halved any bracket here
/// to the last bit.
const STEPS: usize = 128;

/// A step of less than this part of where it stands is the last one: the next would change less than its square.
const SETTLED: f64 = 1e-9;

/// The zero of a function that falls from `low` to `high`. `function` gives its value and its slope.
pub(super) fn root((mut low, mut high): (f64, f64), start: f64, function: impl Fn(f64) -> (f64, f64)) -> f64 {
    let mut at = if start > low && start < high { start } else { 0.5 * (low + high) };
    for _ in 0..STEPS {
        let (value, slope) = function(at);
        if value > 0.0 {
            low = at;
        } else {
            high = at;
        }
        let step = value / slope;
        let next = at - step;
        // To the bit: no further step would change anything.
        if next.to_bits() == at.to_bits() {
            break;
        }
        // Also where the slope is nothing, and the step therefore no number.
        let inside = next > low && next < high;
        at = if inside { next } else { 0.5 * (low + high) };
        if inside && step.abs() <= SETTLED * at.abs() {
            break;
        }
    }
    at
}
