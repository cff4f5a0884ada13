//! Showing odds: as they were quoted, or in any of the three formats.
//!
//! Not here: any arithmetic on what is shown. A rounded price is for eyes only; payouts use the exact
//! fraction.

use std::fmt;

use rust_decimal::Decimal;

use super::{Odds, OddsFormat, PLACES_USUAL, Quote, american, places_needed};

/// Decimal places that a display can ask for at most.
const PLACES_SHOWN_MAX: u8 = 18;

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
        let places = places.min(PLACES_SHOWN_MAX);
        let scale = 10_u128.pow(u32::from(places));
        let denominator = u128::from(self.denominator);
        let scaled = u128::from(self.numerator) * scale;
        decimal_text((2 * scaled + denominator) / (2 * denominator), places)
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
        let (winnings, stake) = (self.winnings(), u64::from(self.denominator));
        let (upper, lower, sign) =
            if winnings >= stake { (winnings, stake, '+') } else { (stake, winnings, '-') };
        match (upper * 200 + lower) / (2 * lower) {
            100 => "+100".to_owned(),
            number => format!("{sign}{number}"),
        }
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
        let quote = match format {
            OddsFormat::Decimal => {
                Quote::Decimal { places: places_needed(self.denominator)?.max(PLACES_USUAL) }
            }
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

/// As it was quoted: `2.10`, `6/4`, `+150`.
impl fmt::Display for Odds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.quote {
            Quote::Decimal { places } => decimal_text(u128::from(self.scaled(places)), places),
            Quote::Fractional { times } => {
                let times = u64::from(times);
                format!("{}/{}", self.winnings() * times, u64::from(self.denominator) * times)
            }
            Quote::American => self.in_american(),
        };
        f.pad(&text)
    }
}

fn decimal_text(scaled: u128, places: u8) -> String {
    let scale = 10_u128.pow(u32::from(places));
    match usize::from(places) {
        0 => scaled.to_string(),
        width => format!("{}.{:0width$}", scaled / scale, scaled % scale),
    }
}
