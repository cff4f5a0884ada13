//! A total: a sum over many amounts, which may be larger than any one of them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::{TextVisitor, clip, text_door};
use super::{Currency, Money, MoneyError};

/// A sum over many wallets or bets: like [`Money`], in 128 bits, and only to be looked at. It has the same text form.
///
/// ```
/// use realdeal::money::{Currency, Money, Total};
/// let total: Total = "-92233720368547758.08 EUR".parse()?;
/// assert_eq!(total.minor(), i128::from(i64::MIN));
/// assert_eq!(Money::try_from(total)?.to_string(), total.to_string());
/// assert_eq!(Total::new(1, Currency::EUR).to_string(), "0.01 EUR");
/// # Ok::<(), realdeal::money::MoneyError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Total {
    minor: i128,
    currency: Currency,
}

impl Total {
    /// A total in minor units.
    pub const fn new(minor: i128, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The minor units.
    pub const fn minor(self) -> i128 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }
}

impl From<Money> for Total {
    fn from(money: Money) -> Self {
        Self::new(money.minor().into(), money.currency())
    }
}

impl TryFrom<Total> for Money {
    type Error = MoneyError;

    /// Error: `amount_out_of_range`.
    fn try_from(total: Total) -> Result<Self, MoneyError> {
        let minor = i64::try_from(total.minor);
        let error = |_| MoneyError::AmountOutOfRange { text: clip(&total.to_string()) };
        Ok(Self::new(minor.map_err(error)?, total.currency))
    }
}

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exponent = self.currency.exponent();
        let sign = if self.minor < 0 { "-" } else { "" };
        let unit = 10_u128.pow(u32::from(exponent));
        let (whole, part) = (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit);
        let text = match usize::from(exponent) {
            0 => format!("{sign}{whole} {}", self.currency),
            width => format!("{sign}{whole}.{part:0width$} {}", self.currency),
        };
        f.pad(&text)
    }
}

impl FromStr for Total {
    type Err = MoneyError;

    /// Reads what [`Money`] reads, and more digits.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let bad = || MoneyError::BadAmount { text: clip(text) };
        let (amount, currency) = text.split_once(' ').ok_or_else(bad)?;
        let (negative, digits) = match amount.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, amount),
        };
        let (whole, part) = match digits.split_once('.') {
            Some((whole, part)) if is_digits(part) => (whole, part),
            Some(_) => return Err(bad()),
            None => (digits, ""),
        };
        if !is_digits(whole) || currency.contains(char::is_whitespace) {
            return Err(bad());
        }
        let currency: Currency = currency.parse()?;
        let allowed = currency.exponent();
        let Some(missing) = usize::from(allowed).checked_sub(part.len()) else {
            return Err(MoneyError::TooManyDecimals { text: clip(text), allowed });
        };
        let minor = whole
            .bytes()
            .chain(part.bytes())
            .chain(std::iter::repeat_n(b'0', missing))
            // Counted downwards, because the most negative amount has no positive mirror.
            .try_fold(0_i128, |sum, digit| sum.checked_mul(10)?.checked_sub(i128::from(digit - b'0')))
            .and_then(|minor| if negative { Some(minor) } else { minor.checked_neg() });
        match minor {
            Some(minor) => Ok(Self::new(minor, currency)),
            None => Err(MoneyError::AmountOutOfRange { text: clip(text) }),
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

text_door!(Total, MoneyError);

impl Serialize for Total {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.minor, self.currency).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Total {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(TextVisitor::new("money as text, such as \"10.00 EUR\""))
        } else {
            let (minor, currency) = Deserialize::deserialize(deserializer)?;
            Ok(Self::new(minor, currency))
        }
    }
}
