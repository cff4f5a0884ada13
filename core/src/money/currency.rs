//! Currencies: ISO 4217 by their code, and a house's own units with the decimals they name.
//!
//! Not here: the list itself (`iso`), names, symbols and locales, which belong to whoever shows them.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::{TextVisitor, clip, text_door};
use super::{MoneyError, iso};

const CODE_BYTES: usize = 7;
const CODE_MIN: usize = 3;
const EXPONENT_MAX: u8 = 8;
/// The bits that an exponent has in the binary form.
const EXPONENT_BITS: u32 = 4;

/// A currency and how many decimals its amounts have. Copied freely: it is eight bytes.
///
/// Its text form is the code of an ISO 4217 currency, `EUR`, and code and decimals of a custom one, `GOLD:0`,
/// so that the text alone is enough to read it back.
///
/// ```
/// use realdeal::money::Currency;
///
/// assert_eq!(Currency::iso("JPY")?.exponent(), 0);
/// let gold = Currency::custom("GOLD", 3)?;
/// assert_eq!(gold.to_string(), "GOLD:3");
/// assert_eq!("GOLD:3".parse::<Currency>()?, gold);
/// # Ok::<(), realdeal::money::MoneyError>(())
/// ```
// The code, padded with zeros, then the exponent: one word that sorts by code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Currency([u8; CODE_BYTES + 1]);

impl Currency {
    /// The euro, two decimals.
    pub const EUR: Self = Self::pack(b"EUR", 2);
    /// The pound sterling, two decimals.
    pub const GBP: Self = Self::pack(b"GBP", 2);
    /// The yen, no decimals.
    pub const JPY: Self = Self::pack(b"JPY", 0);
    /// The Kuwaiti dinar, three decimals.
    pub const KWD: Self = Self::pack(b"KWD", 3);
    /// The United States dollar, two decimals.
    pub const USD: Self = Self::pack(b"USD", 2);

    /// An active ISO 4217 currency by its three capital letters. Codes that have no decimals of their own
    /// (metals, drawing rights, test codes) are no currencies here.
    ///
    /// Errors: `bad_currency` if the text can't be a code, `unknown_currency` if it could but isn't one.
    ///
    /// ```
    /// use realdeal::money::Currency;
    /// assert_eq!(Currency::iso("KWD")?.exponent(), 3);
    /// assert_eq!(Currency::iso("XAU").unwrap_err().code(), "unknown_currency");
    /// # Ok::<(), realdeal::money::MoneyError>(())
    /// ```
    pub fn iso(code: &str) -> Result<Self, MoneyError> {
        if !is_code(code) {
            return Err(MoneyError::BadCurrency { text: clip(code) });
        }
        match iso::exponent(code) {
            Some(exponent) => Ok(Self::pack(code.as_bytes(), exponent)),
            None => Err(MoneyError::UnknownCurrency { text: code.to_owned() }),
        }
    }

    /// A unit of the house's own, such as points or gold, with 0 to 8 decimals. The code has 3 to 7 of A-Z
    /// and 0-9, a letter first, and is no ISO 4217 code.
    ///
    /// Error: `bad_currency`.
    ///
    /// ```
    /// use realdeal::money::{Currency, Money};
    /// let points = Currency::custom("POINTS", 0)?;
    /// assert_eq!(Money::new(250, points).to_string(), "250 POINTS:0");
    /// assert_eq!(Currency::custom("EUR", 4).unwrap_err().code(), "bad_currency");
    /// # Ok::<(), realdeal::money::MoneyError>(())
    /// ```
    pub fn custom(code: &str, exponent: u8) -> Result<Self, MoneyError> {
        if is_code(code) && exponent <= EXPONENT_MAX && !iso::is_taken(code) {
            Ok(Self::pack(code.as_bytes(), exponent))
        } else {
            Err(MoneyError::BadCurrency { text: format!("{}:{exponent}", clip(code)) })
        }
    }

    /// The code alone: `EUR`, `GOLD`.
    pub fn code(&self) -> &str {
        let bytes = &self.0[..CODE_BYTES];
        let length = bytes.iter().position(|byte| *byte == 0).unwrap_or(CODE_BYTES);
        // Every way in has checked that these are capital letters and digits.
        std::str::from_utf8(&bytes[..length]).unwrap_or_default()
    }

    /// How many decimals an amount has: 2 for EUR, 0 for JPY.
    pub const fn exponent(self) -> u8 {
        self.0[CODE_BYTES]
    }

    /// The currency as one word, which sorts as currencies do. For storage and wires of machines.
    ///
    /// ```
    /// use realdeal::money::Currency;
    /// let bits = Currency::EUR.to_bits();
    /// assert_eq!(Currency::from_bits(bits)?, Currency::EUR);
    /// # Ok::<(), realdeal::money::MoneyError>(())
    /// ```
    pub const fn to_bits(self) -> u64 {
        u64::from_be_bytes(self.0)
    }

    /// Reads [`Currency::to_bits`] back. Errors: `bad_currency`, `unknown_currency`.
    pub fn from_bits(bits: u64) -> Result<Self, MoneyError> {
        let read = Self(bits.to_be_bytes());
        let checked = match iso::exponent(read.code()) {
            Some(_) => Self::iso(read.code()),
            None => Self::custom(read.code(), read.exponent()),
        };
        // A stray byte behind the code, or a wrong exponent of an ISO currency, shows as a difference here.
        match checked {
            Ok(currency) if currency == read => Ok(currency),
            _ => Err(MoneyError::BadCurrency { text: format!("{bits:#018x}") }),
        }
    }

    /// The word of the binary form: a code of three letters fills 27 bits, four bytes where a number takes as many as it
    /// needs. Each amount of the journal has one.
    fn to_short_word(self) -> u64 {
        let mut code = self.0;
        code[CODE_BYTES] = 0;
        u64::from_le_bytes(code) << EXPONENT_BITS | u64::from(self.exponent())
    }

    fn from_short_word(word: u64) -> Result<Self, MoneyError> {
        let mut bytes = (word >> EXPONENT_BITS).to_le_bytes();
        let exponent = word & ((1 << EXPONENT_BITS) - 1);
        bytes[CODE_BYTES] = u8::try_from(exponent).unwrap_or(u8::MAX);
        match Self::from_bits(u64::from_be_bytes(bytes)) {
            Ok(currency) if currency.to_short_word() == word => Ok(currency),
            Ok(_) => Err(MoneyError::BadCurrency { text: format!("{word:#018x}") }), // stray bits above the code
            error => error,
        }
    }

    const fn pack(code: &[u8], exponent: u8) -> Self {
        let mut bytes = [0; CODE_BYTES + 1];
        let mut at = 0;
        while at < code.len() {
            bytes[at] = code[at];
            at += 1;
        }
        bytes[CODE_BYTES] = exponent;
        Self(bytes)
    }
}

fn is_code(text: &str) -> bool {
    (CODE_MIN..=CODE_BYTES).contains(&text.len())
        && text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// By its one word: a currency is the key of many maps.
impl Hash for Currency {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.to_bits());
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Currency({self})")
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A custom currency never has an ISO code, so that the list tells the two apart.
        if iso::exponent(self.code()).is_some() {
            f.pad(self.code())
        } else {
            f.pad(&format!("{}:{}", self.code(), self.exponent()))
        }
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    /// Reads `EUR` or `GOLD:0`. Errors: `bad_currency`, `unknown_currency`.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        match text.split_once(':') {
            None => Self::iso(text),
            Some((code, exponent)) => match exponent.as_bytes() {
                [digit @ b'0'..=b'9'] => Self::custom(code, digit - b'0'),
                _ => Err(MoneyError::BadCurrency { text: clip(text) }),
            },
        }
    }
}

text_door!(Currency, MoneyError);

/// Text where people read (`"EUR"`), one word where only machines do.
impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_u64(self.to_short_word())
        }
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer
                .deserialize_str(TextVisitor::new("a currency as text, such as \"EUR\" or \"GOLD:0\""))
        } else {
            Self::from_short_word(u64::deserialize(deserializer)?).map_err(serde::de::Error::custom)
        }
    }
}
