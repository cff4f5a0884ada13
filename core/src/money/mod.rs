//! Money: an exact count of minor units and the currency they are counted in.
//!
//! Here: the amount, its text form and its checked arithmetic; the currencies and the rounding modes stand
//! beside it. Not here: conversion between currencies (nothing is ever converted), rounding of a payout (the
//! payout does that, once), and wallets.

mod currency;
mod error;
mod iso;
mod rounding;
#[cfg(test)]
mod tests;
pub(crate) mod text;
mod total;

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use currency::Currency;
pub use error::MoneyError;
pub use rounding::Rounding;
use text::{TextVisitor, clip, text_door};
pub use total::Total;

/// An amount of money: minor units (cents for EUR, yen for JPY) of one [`Currency`]. It may be negative.
///
/// There are no operators: every sum is checked, for the range and for mixed currencies.
///
/// Its text form is `10.00 EUR`, always written with all the decimals of its currency. Reading is strict: no
/// plus, no separators, no exponent, one space, and never more decimals than the currency has.
///
/// ```
/// use realdeal::money::Money;
///
/// let stake: Money = "10 EUR".parse()?;
/// let won: Money = "11.50 EUR".parse()?;
/// assert_eq!(stake.checked_add(won)?.to_string(), "21.50 EUR");
/// assert_eq!(stake.minor(), 1000);
/// assert!("10.00 JPY".parse::<Money>().is_err()); // yen have no decimals
/// # Ok::<(), realdeal::money::MoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// So many minor units of a currency: `Money::new(1000, Currency::EUR)` is 10.00 EUR.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in this currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// The amount in minor units: 1000 for 10.00 EUR, 1000 for 1000 JPY.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether the amount is exactly zero.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// Whether the amount is above zero.
    pub const fn is_positive(self) -> bool {
        self.minor > 0
    }

    /// The sum. Errors: `mixed_currencies`, `amount_out_of_range`.
    ///
    /// ```
    /// use realdeal::money::Money;
    /// let (euros, yen): (Money, Money) = ("1.50 EUR".parse()?, "150 JPY".parse()?);
    /// assert_eq!(euros.checked_add(euros)?.to_string(), "3.00 EUR");
    /// assert_eq!(euros.checked_add(yen).unwrap_err().code(), "mixed_currencies");
    /// # Ok::<(), realdeal::money::MoneyError>(())
    /// ```
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        match self.minor.checked_add(other.minor) {
            Some(minor) => Ok(Self::new(minor, self.currency)),
            None => Err(MoneyError::AmountOutOfRange { text: format!("{self} + {other}") }),
        }
    }

    /// The difference, which may be below zero. Errors: `mixed_currencies`, `amount_out_of_range`.
    ///
    /// ```
    /// use realdeal::money::{Currency, Money};
    /// let less = Money::new(500, Currency::EUR).checked_sub(Money::new(750, Currency::EUR))?;
    /// assert_eq!(less.to_string(), "-2.50 EUR");
    /// # Ok::<(), realdeal::money::MoneyError>(())
    /// ```
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        match self.minor.checked_sub(other.minor) {
            Some(minor) => Ok(Self::new(minor, self.currency)),
            None => Err(MoneyError::AmountOutOfRange { text: format!("{self} - {other}") }),
        }
    }

    /// The same amount with the other sign. Error: `amount_out_of_range` for the one amount that has no
    /// mirror.
    ///
    /// ```
    /// use realdeal::money::{Currency, Money};
    /// assert_eq!(Money::new(250, Currency::EUR).checked_neg()?.minor(), -250);
    /// # Ok::<(), realdeal::money::MoneyError>(())
    /// ```
    pub fn checked_neg(self) -> Result<Self, MoneyError> {
        match self.minor.checked_neg() {
            Some(minor) => Ok(Self::new(minor, self.currency)),
            None => Err(MoneyError::AmountOutOfRange { text: format!("0 - {self}") }),
        }
    }

    /// So many times the amount, such as a stake per line times its lines. Error: `amount_out_of_range`.
    ///
    /// ```
    /// use realdeal::money::{Currency, Money};
    /// assert_eq!(Money::new(25, Currency::EUR).checked_mul(10)?.to_string(), "2.50 EUR");
    /// # Ok::<(), realdeal::money::MoneyError>(())
    /// ```
    pub fn checked_mul(self, times: impl Into<i64>) -> Result<Self, MoneyError> {
        let times = times.into();
        match self.minor.checked_mul(times) {
            Some(minor) => Ok(Self::new(minor, self.currency)),
            None => Err(MoneyError::AmountOutOfRange { text: format!("{self} x {times}") }),
        }
    }

    /// Which of two amounts is larger. Error: `mixed_currencies`.
    ///
    /// ```
    /// use realdeal::money::{Currency, Money};
    /// let (low, high) = (Money::new(1, Currency::EUR), Money::new(2, Currency::EUR));
    /// assert!(low.checked_cmp(high)?.is_lt());
    /// assert!(low < high); // without the error: amounts in two currencies are neither less nor more
    /// # Ok::<(), realdeal::money::MoneyError>(())
    /// ```
    pub fn checked_cmp(self, other: Self) -> Result<Ordering, MoneyError> {
        self.same_currency(other)?;
        Ok(self.minor.cmp(&other.minor))
    }

    /// The amount in major units, exactly, with all the decimals of its currency: 10.00 for 10.00 EUR.
    ///
    /// ```
    /// use realdeal::money::{Currency, Money};
    /// assert_eq!(Money::new(1_050, Currency::EUR).to_decimal().to_string(), "10.50");
    /// ```
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.minor, u32::from(self.currency.exponent()))
    }

    /// An amount in major units, exactly. It is never rounded; zeros at the end do no harm (`10.000` is 10.00
    /// EUR).
    ///
    /// Errors: `too_many_decimals`, `amount_out_of_range`.
    ///
    /// ```
    /// use realdeal::money::{Currency, Money};
    /// use rust_decimal::Decimal;
    ///
    /// assert_eq!(Money::from_decimal(Decimal::new(105, 1), Currency::EUR)?.to_string(), "10.50 EUR");
    /// let error = Money::from_decimal(Decimal::new(10_505, 3), Currency::EUR).unwrap_err();
    /// assert_eq!(error.code(), "too_many_decimals");
    /// # Ok::<(), realdeal::money::MoneyError>(())
    /// ```
    pub fn from_decimal(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let text = || format!("{amount} {currency}");
        // Without its zeros a Decimal has as few decimals as its value allows, so that counting them is
        // enough.
        let exact = amount.normalize();
        let allowed = currency.exponent();
        let Some(missing) = u32::from(allowed).checked_sub(exact.scale()) else {
            return Err(MoneyError::TooManyDecimals { text: text(), allowed });
        };
        exact
            .mantissa()
            .checked_mul(10_i128.pow(missing))
            .and_then(|minor| i64::try_from(minor).ok())
            .map(|minor| Self::new(minor, currency))
            .ok_or_else(|| MoneyError::AmountOutOfRange { text: text() })
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::MixedCurrencies { left: self.currency, right: other.currency })
        }
    }
}

/// By amount within one currency; amounts in different currencies have no order.
impl PartialOrd for Money {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.checked_cmp(*other).ok()
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Total::from(*self).fmt(f)
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    /// Reads `-?[0-9]+(\.[0-9]+)? CURRENCY`. Errors: `bad_amount` for anything else, the currency's own
    /// errors, `too_many_decimals` (even if they are zeros: who writes 1.000 EUR may mean a thousand),
    /// `amount_out_of_range`.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let total: Total = text.parse()?;
        let minor = i64::try_from(total.minor());
        let error = |_| MoneyError::AmountOutOfRange { text: clip(text) };
        Ok(Self::new(minor.map_err(error)?, total.currency()))
    }
}

text_door!(Money, MoneyError);

/// Text where people read (`"10.00 EUR"`), the pair of minor units and currency where only machines do.
impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.minor, self.currency).serialize(serializer)
        }
    }
}

/// A number is refused: it has no currency, and on its way it may have been a binary float.
impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(TextVisitor::new("money as text, such as \"10.00 EUR\""))
        } else {
            let (minor, currency) = Deserialize::deserialize(deserializer)?;
            Ok(Self::new(minor, currency))
        }
    }
}
