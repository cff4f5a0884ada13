//! How an exact payout is written: `535/2` for people and JSON, a few bytes for binary formats.
//!
//! Not here: money. An exact payout is minor units of whatever currency its bet has, and says none.

use std::fmt;
use std::str::FromStr;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::wide::{Ratio, WIDE_BYTES, Wide};
use super::{Exact, PayoutError, Repr};
use crate::money::text::{TextVisitor, clip};

/// In minor units: `267` if whole, else `535/2`, in lowest terms.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Narrow { num, den: 1 } => f.pad(&num.to_string()),
            Repr::Narrow { num, den } => f.pad(&format!("{num}/{den}")),
            Repr::Wide(own) if own.den == Wide::ONE => f.pad(&own.num.to_string()),
            Repr::Wide(own) => f.pad(&format!("{}/{}", own.num, own.den)),
        }
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Exact({self})")
    }
}

impl FromStr for Exact {
    type Err = PayoutError;

    /// Reads `[0-9]+(/[0-9]+)?`, in lowest terms or not. Errors: `bad_payout`, `payout_too_wide`.
    fn from_str(text: &str) -> Result<Self, PayoutError> {
        let (num, den) = match text.split_once('/') {
            Some((num, den)) => (read(num, text)?, read(den, text)?),
            None => (read(text, text)?, Wide::ONE),
        };
        match Ratio::reduced(num, den) {
            Some(ratio) => Ok(Self::from_ratio(&ratio)),
            None => Err(PayoutError::BadPayout { text: clip(text) }),
        }
    }
}

fn read(digits: &str, text: &str) -> Result<Wide, PayoutError> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PayoutError::BadPayout { text: clip(text) });
    }
    Wide::from_str_radix(digits, 10).map_err(|_| PayoutError::TOO_WIDE)
}

/// Text where people read. Elsewhere bytes: the length of the denominator less one, the denominator, the
/// numerator, both big-endian without leading zeros; a whole 10.00 EUR takes four bytes.
impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.collect_str(self);
        }
        match &self.0 {
            Repr::Narrow { num, den } => {
                serializer.serialize_bytes(&pack(trim(&num.to_be_bytes()), trim(&den.to_be_bytes())))
            }
            Repr::Wide(own) => {
                let (num, den) = (own.num.to_be_bytes::<WIDE_BYTES>(), own.den.to_be_bytes::<WIDE_BYTES>());
                serializer.serialize_bytes(&pack(trim(&num), trim(&den)))
            }
        }
    }
}

fn pack(num: &[u8], den: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1 + den.len() + num.len());
    // A denominator has 1 to 256 bytes, so that its length less one fits.
    bytes.push(u8::try_from(den.len().saturating_sub(1)).unwrap_or(u8::MAX));
    bytes.extend_from_slice(den);
    bytes.extend_from_slice(num);
    bytes
}

/// Reads what [`pack`] wrote; none for anything else, such as leading zeros or a fraction not in lowest
/// terms.
fn unpack(bytes: &[u8]) -> Option<Exact> {
    let (length, rest) = bytes.split_first()?;
    let (den, num) = rest.split_at_checked(usize::from(*length) + 1)?;
    if trim(den).len() != den.len() || trim(num).len() != num.len() {
        return None;
    }
    let (num, den) = (Wide::try_from_be_slice(num)?, Wide::try_from_be_slice(den)?);
    let ratio = Ratio::reduced(num, den)?;
    (ratio == Ratio { num, den }).then(|| Exact::from_ratio(&ratio))
}

fn trim(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    &bytes[zeros..]
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(TextVisitor::new("an exact payout as text, such as \"535/2\""))
        } else {
            deserializer.deserialize_bytes(Packed)
        }
    }
}

struct Packed;

impl<'de> Visitor<'de> for Packed {
    type Value = Exact;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the bytes of an exact payout in lowest terms")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Exact, E> {
        unpack(bytes).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Bytes(bytes), &self))
    }

    // Some binary formats have no bytes of their own and hand them over one by one.
    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Exact, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = sequence.next_element()? {
            // The longest form there is; a longer one is refused before it fills memory.
            if bytes.len() > 2 * WIDE_BYTES {
                return Err(A::Error::invalid_length(bytes.len() + 1, &self));
            }
            bytes.push(byte);
        }
        self.visit_bytes(&bytes)
    }
}
