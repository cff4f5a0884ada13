//! Showing odds: as they were quoted, or in any of the formats.
//!
//! Not here: any arithmetic on what is shown. A rounded price is for eyes only; payouts use the exact
//! fraction.

use std::fmt;

use rust_decimal::Decimal;

use super::figure::{Figure, PERCENT_PLACES, places_within};
use super::{Odds, OddsFormat, PLACES_USUAL, Quote, american};

/// Decimal places that a display can ask for at most.
const PLACES_SHOWN_MAX: u8 = 18;

/// Even money as fractional odds name it.
pub(super) const EVENS: &str = "EVS";
/// What stands behind a number, where nothing else would tell its format.
pub(super) const HONG_KONG: &str = " HK";
pub(super) const MALAY: &str = " MY";
pub(super) const INDONESIAN: &str = " ID";

impl Odds {
    /// As decimal odds with so many places (18 at most), rounded to the nearest, a half up. For display:
    /// 1.9090.. is `1.91`, and odds very near to 1 may read `1.00`.
    ///
    /// ```
    /// use realdeal::odds::Odds;
    ///
    /// assert_eq!("10/11".parse::<Odds>()?.in_decimal(2), "1.91");
    /// # Ok::<(), realdeal::odds::OddsError>(())
    /// ```
    pub fn in_decimal(self, places: u8) -> String {
        self.number_in(OddsFormat::Decimal, places)
    }

    /// As Hong Kong odds, the winnings on a stake of one, rounded like [`Odds::in_decimal`]: `0.91` for 1.91.
    ///
    /// ```
    /// use realdeal::odds::Odds;
    /// assert_eq!("10/11".parse::<Odds>()?.in_hong_kong(3), "0.909");
    /// # Ok::<(), realdeal::odds::OddsError>(())
    /// ```
    pub fn in_hong_kong(self, places: u8) -> String {
        self.number_in(OddsFormat::HongKong, places)
    }

    /// As Malay odds, rounded like [`Odds::in_decimal`]: `0.91` for 1.91, `-0.91` for 2.10. Even money is `1.00`.
    ///
    /// ```
    /// use realdeal::odds::Odds;
    /// assert_eq!("2.10".parse::<Odds>()?.in_malay(4), "-0.9091");
    /// # Ok::<(), realdeal::odds::OddsError>(())
    /// ```
    pub fn in_malay(self, places: u8) -> String {
        self.number_in(OddsFormat::Malay, places)
    }

    /// As Indonesian odds, rounded like [`Odds::in_decimal`]: `1.10` for 2.10, `-1.25` for 1.80. Even money is `1.00`.
    ///
    /// ```
    /// use realdeal::odds::Odds;
    /// assert_eq!("1.80".parse::<Odds>()?.in_indonesian(2), "-1.25");
    /// # Ok::<(), realdeal::odds::OddsError>(())
    /// ```
    pub fn in_indonesian(self, places: u8) -> String {
        self.number_in(OddsFormat::Indonesian, places)
    }

    /// As the chance that would make the price fair, between 0 and 1, rounded like [`Odds::in_decimal`].
    ///
    /// ```
    /// use realdeal::odds::Odds;
    /// assert_eq!("2.10".parse::<Odds>()?.in_probability(4), "0.4762");
    /// # Ok::<(), realdeal::odds::OddsError>(())
    /// ```
    pub fn in_probability(self, places: u8) -> String {
        self.number_in(OddsFormat::Probability, places)
    }

    /// The number of a format that is one number; nothing for fractional odds, which are two.
    fn number_in(self, format: OddsFormat, places: u8) -> String {
        let places = places.min(PLACES_SHOWN_MAX);
        self.figure(format).map_or_else(String::new, |figure| number_text(figure, places))
    }

    /// As fractional odds in lowest terms, exactly: `3/2` for 2.50. (A quote of 6/4 is kept by `to_string`
    /// only.)
    ///
    /// ```
    /// use realdeal::odds::Odds;
    /// assert_eq!("6/4".parse::<Odds>()?.in_fractional(), "3/2");
    /// # Ok::<(), realdeal::odds::OddsError>(())
    /// ```
    pub fn in_fractional(self) -> String {
        format!("{}/{}", self.winnings(), self.denominator)
    }

    /// As American odds, rounded to the nearest whole number, a half away from zero: `-110` for 1.91 as for
    /// 10/11. For display; [`Odds::quoted_as`] tells whether the number is exact. Even money is `+100`.
    ///
    /// ```
    /// use realdeal::odds::Odds;
    /// assert_eq!("2.10".parse::<Odds>()?.in_american(), "+110");
    /// # Ok::<(), realdeal::odds::OddsError>(())
    /// ```
    pub fn in_american(self) -> String {
        self.in_american_with(0)
    }

    /// As American odds with so many places, rounded like [`Odds::in_decimal`], for who reckons on with them: 1.91 has no
    /// whole number, and is `-109.89` with two places.
    ///
    /// ```
    /// use realdeal::odds::Odds;
    /// assert_eq!("1.91".parse::<Odds>()?.in_american_with(4), "-109.8901");
    /// # Ok::<(), realdeal::odds::OddsError>(())
    /// ```
    pub fn in_american_with(self, places: u8) -> String {
        let number = self.number_in(OddsFormat::American, places);
        if number.starts_with('-') { number } else { format!("+{number}") }
    }

    /// The same price quoted in another format, if that format holds it exactly: 2.50 as `3/2` or `+150`, but
    /// 1.91 has no American and 4/3 no decimal form. The format it already has is kept as it is.
    ///
    /// ```
    /// use realdeal::odds::{Odds, OddsFormat};
    /// let odds: Odds = "2.50".parse()?;
    /// let american = odds.quoted_as(OddsFormat::American).map(|odds| odds.to_string());
    /// assert_eq!(american.as_deref(), Some("+150"));
    /// assert!("1.91".parse::<Odds>()?.quoted_as(OddsFormat::American).is_none());
    /// # Ok::<(), realdeal::odds::OddsError>(())
    /// ```
    pub fn quoted_as(self, format: OddsFormat) -> Option<Self> {
        if format == self.format() {
            return Some(self);
        }
        let places = |least: u8| -> Option<u8> {
            let (needed, _) = places_within(self.numerator, self.denominator, format)?;
            Some(needed.max(least))
        };
        let quote = match format {
            OddsFormat::Decimal => Quote::Decimal { places: places(PLACES_USUAL)? },
            OddsFormat::HongKong => Quote::HongKong { places: places(PLACES_USUAL)? },
            OddsFormat::Malay => Quote::Malay { places: places(PLACES_USUAL)? },
            OddsFormat::Indonesian => Quote::Indonesian { places: places(PLACES_USUAL)? },
            OddsFormat::Probability => Quote::Probability { places: places(0)? },
            OddsFormat::Fractional => Quote::Fractional { times: 1 },
            OddsFormat::American => {
                american(self.numerator, self.denominator)?;
                Quote::American
            }
        };
        Some(Self { quote, ..self })
    }

    /// As a `Decimal`, for display and files. Exact for all that was quoted as decimal; what has no end, such
    /// as 4/3, is rounded at its 28th figure, so that money should never be computed from it.
    ///
    /// ```
    /// use realdeal::odds::Odds;
    /// assert_eq!("2.10".parse::<Odds>()?.to_decimal().to_string(), "2.10");
    /// # Ok::<(), realdeal::odds::OddsError>(())
    /// ```
    pub fn to_decimal(self) -> Decimal {
        match self.quote {
            Quote::Decimal { places } => {
                let scaled = self.scaled(places);
                Decimal::from_i128_with_scale(i128::from(scaled), u32::from(places))
            }
            // Without the zeros that a division leaves, which depend on the library and not on the price.
            _ => (Decimal::from(self.numerator) / Decimal::from(self.denominator)).normalize(),
        }
    }

    /// Decimal odds times ten to the places they are quoted with, which is a whole number.
    fn scaled(self, places: u8) -> u64 {
        // Below 10^16: the numerator is at most 10^10.
        self.numerator * 10_u64.pow(u32::from(places)) / u64::from(self.denominator)
    }
}

/// As it was quoted: `2.10`, `6/4`, `EVS`, `+150`, `1.10 HK`, `-0.92 MY`, `-1.25 ID`, `80%`.
impl fmt::Display for Odds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |places| self.number_in(self.format(), places);
        let text = match self.quote {
            Quote::Decimal { places } => number(places),
            Quote::Fractional { times } => {
                let times = u64::from(times);
                format!("{}/{}", self.winnings() * times, u64::from(self.denominator) * times)
            }
            Quote::American => self.in_american(),
            Quote::Evens => EVENS.to_owned(),
            Quote::HongKong { places } => number(places) + HONG_KONG,
            Quote::Malay { places } => number(places) + MALAY,
            Quote::Indonesian { places } => number(places) + INDONESIAN,
            // The places hold it exactly, so that nothing is rounded.
            Quote::Probability { places } => {
                let scaled =
                    self.figure(OddsFormat::Probability).map(|chance| chance.scaled(places + PERCENT_PLACES));
                scaled.map_or_else(String::new, |(_, scaled)| decimal_text(scaled, places)) + "%"
            }
        };
        f.pad(&text)
    }
}

fn number_text(figure: Figure, places: u8) -> String {
    let (negative, scaled) = figure.scaled(places);
    let number = decimal_text(scaled, places);
    if negative { format!("-{number}") } else { number }
}

fn decimal_text(scaled: u128, places: u8) -> String {
    let scale = 10_u128.pow(u32::from(places));
    match usize::from(places) {
        0 => scaled.to_string(),
        width => format!("{}.{:0width$}", scaled / scale, scaled % scale),
    }
}
