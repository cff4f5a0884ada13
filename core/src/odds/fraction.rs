//! The fraction nearby with a small denominator, for a price whose own fraction nobody would quote.
//!
//! This is a choice and no conversion: 1.91 is 91/100 or 10/11, and 1.01 is 1/100 or 1/99, as the largest denominator has
//! it. Not here: the steps that houses quote by custom, which are a ladder.

use super::{Odds, OddsError, Quote, bounded};

impl Odds {
    /// The nearest fractional odds whose denominator is at most `max_denominator`, by continued fractions: 91/100 for
    /// 1.91 within 100, and 10/11 within 20. Of two that are equally near, the one with the smaller denominator; and never
    /// nothing: a price that is nearer to no winnings at all becomes one in `max_denominator`.
    ///
    /// It is another price, unless the fraction is exact: what is quoted so is what is paid.
    ///
    /// Error: `bad_odds` for a denominator of zero.
    ///
    /// ```
    /// use realdeal::odds::Odds;
    /// let odds: Odds = "1.91".parse()?;
    /// assert_eq!(odds.nearest_fraction(100)?.to_string(), "91/100");
    /// assert_eq!(odds.nearest_fraction(20)?.to_string(), "10/11");
    /// # Ok::<(), realdeal::odds::OddsError>(())
    /// ```
    pub fn nearest_fraction(self, max_denominator: u32) -> Result<Self, OddsError> {
        let most = u64::from(max_denominator.min(Self::MAX_DENOMINATOR));
        let text = || format!("{} within a denominator of {most}", self.in_fractional());
        if most == 0 {
            return Err(OddsError::BadOdds { text: text() });
        }
        let (upper, lower) = match nearest(self.winnings(), self.denominator.into(), most) {
            (0, _) => (1, most),
            found => found,
        };
        let (numerator, denominator) = bounded(upper + lower, lower, text)?;
        Ok(Self { numerator, denominator, quote: Quote::Fractional { times: 1 } })
    }
}

/// The fraction nearest to `upper / lower` whose denominator is at most `most`: the last convergent that fits, or the
/// fraction between it and the next one that does. (Hardy and Wright, chapter 10; Python's `limit_denominator`.)
fn nearest(upper: u64, lower: u64, most: u64) -> (u64, u64) {
    if lower <= most {
        return (upper, lower);
    }
    let (mut before, mut last) = ((0, 1), (1, 0));
    let (mut rest, mut part) = (upper, lower);
    loop {
        let whole = rest / part;
        let next = (before.0 + whole * last.0, before.1 + whole * last.1);
        if next.1 > most {
            break;
        }
        (before, last) = (last, next);
        // `part` is never zero here: the convergent whose rest is nothing is the fraction itself, and does not fit.
        (rest, part) = (part, rest % part);
    }
    let steps = (most - before.1) / last.1;
    let between = (before.0 + steps * last.0, before.1 + steps * last.1);
    let off = |(a, b): (u64, u64)| {
        // Times the other's denominator, so that both are over the same one.
        (u128::from(a) * u128::from(lower)).abs_diff(u128::from(upper) * u128::from(b))
    };
    let (last_off, between_off) = (off(last) * u128::from(between.1), off(between) * u128::from(last.1));
    if last_off <= between_off { last } else { between }
}
