//! Reading a bare number whose format is known beside it: a column of a file, a field of a feed.
//!
//! Here: one strict grammar for each format, and the formats whose own text has a unit (`0.92 MY`, `80%`). Not here: the
//! grammar of a text that says its format itself (`parse`). There is still no guessing: no comma, no space, no exponent.

use super::figure::PERCENT_PLACES;
use super::parse::{
    bad, decimal_number, priced, read_american, read_decimal, read_fractional_or_evens, too_fine, too_long,
};
use super::{Odds, OddsError, OddsFormat, PLACES_MAX, Quote};

/// A decimal number: its digits without the point (none if a `u64` can't count them), and how many of them stand behind it.
struct Number {
    negative: bool,
    scaled: Option<u64>,
    scale: u64,
    places: u8,
}

impl Odds {
    /// Reads a number in a format that is known beside it, as the column of a file has it: `0.92` as Hong Kong, Malay or
    /// decimal odds is three prices. A sign may stand before American, Malay and Indonesian numbers, also a plus that says
    /// nothing; a probability is written `0.8` or `80%`. What is read shows itself with its unit, and reads back from that.
    ///
    /// | format | grammar | domain |
    /// |---|---|---|
    /// | decimal | `[0-9]+(\.[0-9]{1,6})?` | above 1 |
    /// | fractional | `[0-9]+/[0-9]+` or `EVS` | above 0 |
    /// | American | `[+-]?[0-9]+` | 100 and more, before the sign |
    /// | Hong Kong | `[0-9]+(\.[0-9]{1,6})?` | above 0 |
    /// | Malay | `[+-]?[0-9]+(\.[0-9]{1,6})?` | above 0, at most 1, before the sign |
    /// | Indonesian | `[+-]?[0-9]+(\.[0-9]{1,6})?` | 1 and more, before the sign |
    /// | probability | `[0-9]+(\.[0-9]{1,6})?` or `[0-9]+(\.[0-9]{1,4})?%` | between 0 and 1 |
    ///
    /// Errors: `bad_odds`, also for a number outside of its format's domain; `odds_too_short`, `odds_too_long`,
    /// `odds_too_fine`.
    ///
    /// ```
    /// use realdeal::odds::{Odds, OddsFormat};
    ///
    /// let odds = Odds::read("-0.8", OddsFormat::Malay)?;
    /// assert_eq!(odds, "2.25".parse()?);
    /// assert_eq!(odds.to_string(), "-0.8 MY");
    /// assert_eq!("-0.8 MY".parse::<Odds>()?.format(), OddsFormat::Malay);
    /// assert_eq!(Odds::read("0.8", OddsFormat::Probability)?.to_string(), "80%");
    /// # Ok::<(), realdeal::odds::OddsError>(())
    /// ```
    pub fn read(text: &str, format: OddsFormat) -> Result<Self, OddsError> {
        let unsigned = text.strip_prefix('+').unwrap_or(text);
        match format {
            OddsFormat::Decimal => read_decimal(text),
            OddsFormat::Fractional => read_fractional_or_evens(text),
            OddsFormat::American => match text.strip_prefix('-') {
                Some(digits) => read_american(text, digits, false),
                None => read_american(text, unsigned, true),
            },
            OddsFormat::HongKong => read_hong_kong(text, text),
            OddsFormat::Malay => read_malay(text, unsigned),
            OddsFormat::Indonesian => read_indonesian(text, unsigned),
            OddsFormat::Probability => match text.strip_suffix('%') {
                Some(percent) => read_percent(text, percent),
                None => read_probability(text),
            },
        }
    }
}

/// `-?[0-9]+(\.[0-9]{1,6})?`. A plus that was there is gone already, and no second sign is taken.
fn signed(text: &str, number: &str) -> Result<Number, OddsError> {
    let (negative, digits) = match number.strip_prefix('-') {
        Some(digits) if !text.starts_with('+') => (true, digits),
        Some(_) => return Err(bad(text)),
        None => (false, number),
    };
    let (scaled, places) = decimal_number(text, digits)?;
    Ok(Number { negative, scaled, scale: 10_u64.pow(u32::from(places)), places })
}

pub(super) fn read_hong_kong(text: &str, number: &str) -> Result<Odds, OddsError> {
    let (scaled, places) = decimal_number(text, number)?;
    let scale = 10_u64.pow(u32::from(places));
    let numerator = scaled.and_then(|scaled| scaled.checked_add(scale)).ok_or_else(|| too_long(text))?;
    priced(text, numerator, scale, Quote::HongKong { places })
}

pub(super) fn read_malay(text: &str, number: &str) -> Result<Odds, OddsError> {
    let Number { negative, scaled, scale, places } = signed(text, number)?;
    let scaled = scaled.filter(|scaled| *scaled <= scale).ok_or_else(|| bad(text))?;
    if negative && scaled == 0 {
        return Err(bad(text));
    }
    let stake = if negative { scaled } else { scale };
    priced(text, scaled + scale, stake, Quote::Malay { places })
}

pub(super) fn read_indonesian(text: &str, number: &str) -> Result<Odds, OddsError> {
    let Number { negative, scaled, scale, places } = signed(text, number)?;
    if scaled.is_some_and(|scaled| scaled < scale) {
        return Err(bad(text));
    }
    // A number too large to count is a price too long when positive, and one too near to 1 when negative.
    let sum = scaled.and_then(|scaled| Some((scaled, scaled.checked_add(scale)?)));
    match (sum, negative) {
        (Some((_, sum)), false) => priced(text, sum, scale, Quote::Indonesian { places }),
        (Some((scaled, sum)), true) => priced(text, sum, scaled, Quote::Indonesian { places }),
        (None, false) => Err(too_long(text)),
        (None, true) => Err(too_fine(text)),
    }
}

/// `80%`, with four places at most: a per cent has two less than what it stands for.
pub(super) fn read_percent(text: &str, percent: &str) -> Result<Odds, OddsError> {
    let (scaled, places) = decimal_number(text, percent)?;
    if places > PLACES_MAX - PERCENT_PLACES {
        return Err(too_fine(text));
    }
    chance(text, scaled, places + PERCENT_PLACES, places)
}

fn read_probability(text: &str) -> Result<Odds, OddsError> {
    let (scaled, places) = decimal_number(text, text)?;
    // 0.8 is 80%, which has no places.
    chance(text, scaled, places, places.saturating_sub(PERCENT_PLACES))
}

fn chance(text: &str, scaled: Option<u64>, places: u8, percent_places: u8) -> Result<Odds, OddsError> {
    match scaled {
        Some(0) => Err(too_long(text)),
        // A chance too large to count is far above one, as is a price of 1 or less.
        Some(scaled) => {
            let scale = 10_u64.pow(u32::from(places));
            priced(text, scale, scaled, Quote::Probability { places: percent_places })
        }
        None => priced(text, 1, 1, Quote::Probability { places: percent_places }),
    }
}
