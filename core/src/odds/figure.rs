//! The number that a format writes for a price, as an exact fraction, and how many decimal places hold it.
//!
//! Here: the formats that are one number. Fractional odds are two, and have their own ways in `format`. The rules are those of
//! docs/rules.md, section 1.

use super::{Odds, OddsFormat, PLACES_MAX, places_needed};

/// The places that a per cent has less than the chance that it stands for: 80% is 0.80.
pub(super) const PERCENT_PLACES: u8 = 2;

/// A signed fraction, which is never negative at even money. In lowest terms, but for American odds.
#[derive(Clone, Copy)]
pub(super) struct Figure {
    pub(super) negative: bool,
    pub(super) upper: u64,
    pub(super) lower: u64,
    /// What the number is at even money.
    even: u64,
}

impl Figure {
    const fn positive(upper: u64, lower: u64) -> Self {
        Self { negative: false, upper, lower, even: 1 }
    }

    const fn negative(upper: u64, lower: u64) -> Self {
        Self { negative: true, upper, lower, even: 1 }
    }

    /// On a stake of a hundred instead of one; a winning of 10^10 at most leaves room for that.
    const fn hundredfold(self) -> Self {
        Self { upper: self.upper * 100, even: 100, ..self }
    }

    /// With so many places, rounded to the nearest, a half away from zero; and whether the minus still holds: what is
    /// rounded to even money loses it.
    pub(super) fn scaled(self, places: u8) -> (bool, u128) {
        let scale = 10_u128.pow(u32::from(places));
        let lower = u128::from(self.lower);
        let scaled = (2 * u128::from(self.upper) * scale + lower) / (2 * lower);
        (self.negative && scaled != scale * u128::from(self.even), scaled)
    }
}

/// The number of a price in lowest terms; none for the formats that are not one decimal number.
pub(super) fn figure(numerator: u64, denominator: u32, format: OddsFormat) -> Option<Figure> {
    let (short, denominator) = (denominator, u64::from(denominator));
    let winnings = numerator - denominator;
    match format {
        OddsFormat::Decimal => Some(Figure::positive(numerator, denominator)),
        OddsFormat::HongKong => Some(Figure::positive(winnings, denominator)),
        OddsFormat::Malay if winnings <= denominator => Some(Figure::positive(winnings, denominator)),
        OddsFormat::Malay => Some(Figure::negative(denominator, winnings)),
        OddsFormat::Indonesian if winnings >= denominator => Some(Figure::positive(winnings, denominator)),
        OddsFormat::Indonesian => Some(Figure::negative(denominator, winnings)),
        OddsFormat::American => figure(numerator, short, OddsFormat::Indonesian).map(Figure::hundredfold),
        OddsFormat::Probability => Some(Figure::positive(denominator, numerator)),
        OddsFormat::Fractional => None,
    }
}

/// The least and the most decimal places that a quote of this price may have; none if six hold it not exactly. Those of
/// a probability are the places of its per cents.
pub(super) fn places_within(numerator: u64, denominator: u32, format: OddsFormat) -> Option<(u8, u8)> {
    let least = places_needed(figure(numerator, denominator, format)?.lower)?;
    match format {
        OddsFormat::Probability => Some((least.saturating_sub(PERCENT_PLACES), PLACES_MAX - PERCENT_PLACES)),
        OddsFormat::Decimal
        | OddsFormat::Fractional
        | OddsFormat::American
        | OddsFormat::HongKong
        | OddsFormat::Malay
        | OddsFormat::Indonesian => Some((least, PLACES_MAX)),
    }
}

impl Odds {
    /// The number that a format writes for this price.
    pub(super) fn figure(self, format: OddsFormat) -> Option<Figure> {
        figure(self.numerator, self.denominator, format)
    }
}
