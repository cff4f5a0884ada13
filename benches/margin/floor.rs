//! The least that Shin's method could cost for three prices: Newton by hand, without a bracket, a check or an error.
//!
//! It stops when a step is too small to matter, starts where the engine does, and knows that there are three prices. Nothing of
//! the engine's is in it.

#![allow(clippy::float_arithmetic, reason = "it is what is measured")]

/// Decimal odds in, probabilities out.
pub(crate) fn shin(odds: [f64; 3]) -> [f64; 3] {
    let implied = odds.map(|odds| 1.0 / odds);
    let book = implied[0] + implied[1] + implied[2];
    let twice = implied.map(|pi| 2.0 * pi * pi / book);
    let mut z = (book - 1.0) / 2.0;
    for _ in 0..20 {
        let (mut off, mut slope) = (-1.0, 0.0);
        for twice in twice {
            let root = (z * z + 2.0 * (1.0 - z) * twice).sqrt();
            let chance = twice / (root + z);
            off += chance;
            slope -= chance * (1.0 - chance) / root;
        }
        let step = off / slope;
        z -= step;
        if step.abs() < 1e-9 * z {
            break;
        }
    }
    twice.map(|twice| twice / ((z * z + 2.0 * (1.0 - z) * twice).sqrt() + z))
}
