//! Odds on a wire: their quoted text where people read, three numbers where only machines do.
//!
//! Not here: any other shape. A JSON number is refused: it may have been a binary float on its way.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::figure::places_within;
use super::{Odds, OddsFormat, PLACES_MAX, Quote, american, bounded, places_needed};
use crate::money::text::TextVisitor;

// The quote as one number: the kind below, what it needs to know above.
const KIND_BITS: u32 = 2;
const DECIMAL: u32 = 0;
const FRACTIONAL: u32 = 1;
const AMERICAN: u32 = 2;
/// Everything else: which of them in the next bits, and its places above.
const OTHER: u32 = 3;
const OTHER_BITS: u32 = 3;
const EVENS: u32 = 0;
const HONG_KONG: u32 = 1;
const MALAY: u32 = 2;
const INDONESIAN: u32 = 3;
const PROBABILITY: u32 = 4;

impl Quote {
    const fn to_bits(self) -> u32 {
        match self {
            Self::Decimal { places } => ((places as u32) << KIND_BITS) | DECIMAL,
            Self::Fractional { times } => (times << KIND_BITS) | FRACTIONAL,
            Self::American => AMERICAN,
            Self::Evens => other(EVENS, 0),
            Self::HongKong { places } => other(HONG_KONG, places),
            Self::Malay { places } => other(MALAY, places),
            Self::Indonesian { places } => other(INDONESIAN, places),
            Self::Probability { places } => other(PROBABILITY, places),
        }
    }

    /// Reads [`Quote::to_bits`] back; none unless the quote shows this fraction exactly.
    fn from_bits(bits: u32, numerator: u64, denominator: u32) -> Option<Self> {
        let about = bits >> KIND_BITS;
        match bits & ((1 << KIND_BITS) - 1) {
            DECIMAL => {
                let places = u8::try_from(about).ok()?;
                let fits = (places_needed(denominator.into())?..=PLACES_MAX).contains(&places);
                fits.then_some(Self::Decimal { places })
            }
            FRACTIONAL => {
                let written = u64::from(about) * u64::from(denominator);
                let fits = about > 0 && written <= u64::from(Odds::MAX_DENOMINATOR);
                fits.then_some(Self::Fractional { times: about })
            }
            AMERICAN if about == 0 => american(numerator, denominator).map(|_| Self::American),
            OTHER => Self::other_from_bits(about, numerator, denominator),
            _ => None,
        }
    }

    fn other_from_bits(about: u32, numerator: u64, denominator: u32) -> Option<Self> {
        let places = u8::try_from(about >> OTHER_BITS).ok()?;
        let (quote, format) = match about & ((1 << OTHER_BITS) - 1) {
            EVENS => {
                let fits = (numerator, denominator, places) == (2, 1, 0);
                return fits.then_some(Self::Evens);
            }
            HONG_KONG => (Self::HongKong { places }, OddsFormat::HongKong),
            MALAY => (Self::Malay { places }, OddsFormat::Malay),
            INDONESIAN => (Self::Indonesian { places }, OddsFormat::Indonesian),
            PROBABILITY => (Self::Probability { places }, OddsFormat::Probability),
            _ => return None,
        };
        let (least, most) = places_within(numerator, denominator, format)?;
        (least..=most).contains(&places).then_some(quote)
    }
}

const fn other(which: u32, places: u8) -> u32 {
    ((((places as u32) << OTHER_BITS) | which) << KIND_BITS) | OTHER
}

impl Serialize for Odds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.numerator, self.denominator, self.quote.to_bits()).serialize(serializer)
        }
    }
}

/// What is read is checked: the bounds, lowest terms, and that the quote shows the value.
impl<'de> Deserialize<'de> for Odds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let expected = "odds as text, such as \"2.10\", \"6/4\" or \"+150\"";
            return deserializer.deserialize_str(TextVisitor::new(expected));
        }
        let (numerator, denominator, bits): (u64, u32, u32) = Deserialize::deserialize(deserializer)?;
        let text = || format!("{numerator} over {denominator}");
        let lowest = bounded(numerator, u64::from(denominator), text).map_err(D::Error::custom)?;
        match Quote::from_bits(bits, numerator, denominator) {
            Some(quote) if lowest == (numerator, denominator) => Ok(Self { numerator, denominator, quote }),
            _ => Err(D::Error::custom(format!("{} with quote {bits} is no form of odds", text()))),
        }
    }
}
