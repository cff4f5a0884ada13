//! What is risked and what is to be won: the amounts behind a "stake" whose meaning hangs on how the price is quoted.
//!
//! A bettor who types 1.00 at -0.92 Malay risks 0.92 to win 1.00; at 0.92 he risks 1.00 to win 0.92. The books keep what is
//! risked, which is a bet's stake. Not here: placing the bet, and what it returns (the payout).

use serde::{Deserialize, Serialize};

use super::Odds;
use crate::betting::payout::{Exact, PayoutError};
use crate::money::{Money, Rounding};

/// What an amount that somebody typed beside a price means.
///
/// ```
/// use realdeal::odds::{Nominal, Odds};
/// let odds: Odds = "-110".parse()?;
/// let risk = |meaning| odds.risk_and_win("110 JPY".parse().unwrap(), meaning, Default::default()).unwrap().risk;
/// assert_eq!(risk(Nominal::Risk).to_string(), "110 JPY");
/// assert_eq!(risk(Nominal::AsQuoted).to_string(), "121 JPY"); // to win 110
/// # Ok::<(), realdeal::odds::OddsError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nominal {
    /// It is risked: the stake of the bet, however the price is quoted.
    #[default]
    Risk,
    /// It is to be won.
    Win,
    /// As the price is quoted: to be won at negative American, Malay and Indonesian odds, risked at all others.
    AsQuoted,
}

/// The two amounts of a bet: their sum is what it returns if it wins.
///
/// ```
/// use realdeal::money::Rounding;
/// use realdeal::odds::{Nominal, Odds};
///
/// let odds: Odds = "-0.92 MY".parse()?;
/// let bet = odds.risk_and_win("1.00 EUR".parse()?, Nominal::AsQuoted, Rounding::default())?;
/// assert_eq!((bet.risk.to_string(), bet.to_win.to_string()), ("0.92 EUR".into(), "1.00 EUR".into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RiskAndWin {
    /// What the bettor stakes, and loses if the bet does.
    pub risk: Money,
    /// What the bettor gets on top of it if the bet wins.
    pub to_win: Money,
}

impl Odds {
    /// Whether the number that the price is quoted with is negative, so that it speaks of what must be risked.
    pub fn is_quoted_negative(self) -> bool {
        self.figure(self.format()).is_some_and(|figure| figure.negative)
    }

    /// What is risked and what is to be won, for an amount at this price.
    ///
    /// What is risked is rounded to minor units first, by the house's mode; what is to be won is the return on just that,
    /// rounded once, less what is risked. So a bet with this stake pays what is said here, even where the amount to be won
    /// can't be met to the cent: to win 100.00 at 4.00, 33.33 are risked to win 99.99.
    ///
    /// Errors: `negative_stake`, `payout_out_of_range`.
    pub fn risk_and_win(
        self,
        amount: Money,
        meaning: Nominal,
        rounding: Rounding,
    ) -> Result<RiskAndWin, PayoutError> {
        let is_risk = match meaning {
            Nominal::Risk => true,
            Nominal::Win => false,
            Nominal::AsQuoted => !self.is_quoted_negative(),
        };
        let risk = if is_risk {
            Exact::from_minor(amount.minor())?.round(rounding)?
        } else {
            let to_win = Exact::from_minor(amount.minor())?;
            to_win.times(self.denominator.into(), self.winnings().into())?.round(rounding)?
        };
        let back = Exact::from_minor(risk)?.times(self.numerator.into(), self.denominator.into())?;
        let back = back.round(rounding)?;
        // A price is above 1, so that no return is below its stake.
        let to_win = Money::new(back - risk, amount.currency());
        Ok(RiskAndWin { risk: Money::new(risk, amount.currency()), to_win })
    }
}
