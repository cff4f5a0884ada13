//! Reading odds: one strict grammar for texts that say their format themselves, and the door for `Decimal`.
//!
//! Not here: numbers whose format is known beside them (`read`), and guessing. There is no `evens`, no `6-4`, no comma; a
//! feed that writes so is mapped by its adapter.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::format::{EVENS, HONG_KONG, INDONESIAN, MALAY};
use super::read::{read_hong_kong, read_indonesian, read_malay, read_percent};
use super::{Odds, OddsError, PLACES_MAX, Quote, bounded, gcd};
use crate::money::text::{clip, text_door};

/// The stake that American odds speak of, and the smallest number they use.
const HUNDRED: u64 = 100;

impl FromStr for Odds {
    type Err = OddsError;

    /// Reads decimal odds `[0-9]+(\.[0-9]{1,6})?`, fractional odds `[0-9]+/[0-9]+` or `EVS`, American odds
    /// `[+-][0-9]+` from 100 up (-100 is read, and is +100); and with their units Hong Kong odds `1.10 HK`, Malay odds
    /// `-0.92 MY`, Indonesian odds `-1.25 ID` and probabilities `80%`, whose numbers are those of [`Odds::read`]
    /// without a plus.
    ///
    /// Errors: `bad_odds`, `odds_too_short`, `odds_too_long`, `odds_too_fine`.
    fn from_str(text: &str) -> Result<Self, OddsError> {
        if !text.ends_with(|last: char| last.is_ascii_digit()) {
            read_with_unit(text)
        } else if let Some(number) = text.strip_prefix('+') {
            read_american(text, number, true)
        } else if let Some(number) = text.strip_prefix('-') {
            read_american(text, number, false)
        } else if let Some((upper, lower)) = text.split_once('/') {
            read_fractional(text, upper, lower)
        } else {
            read_decimal(text)
        }
    }
}

/// What does not end in a digit: a unit says the format.
fn read_with_unit(text: &str) -> Result<Odds, OddsError> {
    if text == EVENS {
        read_fractional_or_evens(text)
    } else if let Some(number) = text.strip_suffix(HONG_KONG) {
        read_hong_kong(text, number)
    } else if let Some(number) = text.strip_suffix(MALAY) {
        read_malay(text, number)
    } else if let Some(number) = text.strip_suffix(INDONESIAN) {
        read_indonesian(text, number)
    } else if let Some(number) = text.strip_suffix('%') {
        read_percent(text, number)
    } else {
        Err(bad(text))
    }
}

pub(super) fn read_decimal(text: &str) -> Result<Odds, OddsError> {
    let (scaled, places) = decimal_number(text, text)?;
    let numerator = scaled.ok_or_else(|| too_long(text))?;
    priced(text, numerator, 10_u64.pow(u32::from(places)), Quote::Decimal { places })
}

/// `[0-9]+(\.[0-9]{1,6})?`: the number times ten to its places (none if a `u64` can't count it), and its places.
pub(super) fn decimal_number(text: &str, number: &str) -> Result<(Option<u64>, u8), OddsError> {
    let (whole, part) = match number.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (number, None),
    };
    if !is_digits(whole) || !part.is_none_or(is_digits) {
        return Err(bad(text));
    }
    let part = part.unwrap_or_default();
    // Zeros that say nothing are refused as well: nobody quotes seven places on purpose.
    let places = match u8::try_from(part.len()) {
        Ok(places) if places <= PLACES_MAX => places,
        _ => return Err(too_fine(text)),
    };
    let scale = 10_u64.pow(u32::from(places));
    let part = counted(part).unwrap_or_default();
    Ok((counted(whole).and_then(|whole| whole.checked_mul(scale)?.checked_add(part)), places))
}

pub(super) fn read_fractional_or_evens(text: &str) -> Result<Odds, OddsError> {
    match text.split_once('/') {
        Some((upper, lower)) => read_fractional(text, upper, lower),
        None if text == EVENS => priced(text, 2, 1, Quote::Evens),
        None => Err(bad(text)),
    }
}

fn read_fractional(text: &str, upper: &str, lower: &str) -> Result<Odds, OddsError> {
    if !is_digits(upper) || !is_digits(lower) {
        return Err(bad(text));
    }
    // The bound is on the quote as written, so that 6/4 can be multiplied back from its lowest terms.
    let lower = match counted(lower) {
        Some(0) => return Err(bad(text)),
        Some(lower) if lower <= u64::from(Odds::MAX_DENOMINATOR) => lower,
        _ => return Err(too_fine(text)),
    };
    let upper = counted(upper).ok_or_else(|| too_long(text))?;
    let numerator = upper.checked_add(lower).ok_or_else(|| too_long(text))?;
    // A common factor of the two is a factor of the lower one, so that it fits as that does.
    let times = u32::try_from(gcd(upper, lower)).map_err(|_| too_fine(text))?;
    priced(text, numerator, lower, Quote::Fractional { times })
}

pub(super) fn read_american(text: &str, digits: &str, favours_stake: bool) -> Result<Odds, OddsError> {
    if !is_digits(digits) {
        return Err(bad(text));
    }
    let number = counted(digits);
    if number.is_some_and(|number| number < HUNDRED) {
        return Err(bad(text));
    }
    // A number too large to count is a price too long when positive, and one too near to 1 when negative.
    let sum = number.and_then(|number| Some((number, number.checked_add(HUNDRED)?)));
    match (sum, favours_stake) {
        (Some((_, sum)), true) => priced(text, sum, HUNDRED, Quote::American),
        (Some((number, sum)), false) => priced(text, sum, number, Quote::American),
        (None, true) => Err(too_long(text)),
        (None, false) => Err(too_fine(text)),
    }
}

pub(super) fn priced(text: &str, numerator: u64, denominator: u64, quote: Quote) -> Result<Odds, OddsError> {
    let (numerator, denominator) = bounded(numerator, denominator, || clip(text))?;
    Ok(Odds { numerator, denominator, quote })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The value of digits; none if they exceed a `u64` (or if there are none).
fn counted(digits: &str) -> Option<u64> {
    digits.parse().ok()
}

pub(super) fn bad(text: &str) -> OddsError {
    OddsError::BadOdds { text: clip(text) }
}

pub(super) fn too_long(text: &str) -> OddsError {
    OddsError::OddsTooLong { text: clip(text), max: Odds::MAX }
}

pub(super) fn too_fine(text: &str) -> OddsError {
    OddsError::OddsTooFine { text: clip(text), max_denominator: Odds::MAX_DENOMINATOR }
}

text_door!(Odds, OddsError);

/// Decimal odds, quoted with the places the `Decimal` has (more than six only if the rest are zeros, which
/// are dropped).
///
/// Errors: `odds_too_short`, `odds_too_long`, `odds_too_fine`.
impl TryFrom<Decimal> for Odds {
    type Error = OddsError;

    fn try_from(decimal: Decimal) -> Result<Self, OddsError> {
        let text = decimal.to_string();
        if decimal <= Decimal::ONE {
            return Err(OddsError::OddsTooShort { text });
        }
        if decimal.scale() <= u32::from(PLACES_MAX) {
            return read_decimal(&text);
        }
        read_decimal(&decimal.normalize().to_string())
    }
}
