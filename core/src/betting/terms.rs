//! What was agreed of a bet beside its legs' prices, and how its stake lies on its lines.
//!
//! Not here: whether a house takes the bet (`decide`), and what it returns (`returns`).

use serde::{Deserialize, Serialize};

use super::{BetTermsError, BetType, PlaceTerms, Way};
use crate::odds::Odds;

/// What was agreed of a bet as a whole, beside its stake.
///
/// ```
/// use realdeal::betting::{BetTerms, BetType, Way};
/// let terms = BetTerms { bet_type: BetType::Lucky15, way: Way::EachWay };
/// assert_eq!(terms.lines(4, 0)?, 30);
/// # Ok::<(), realdeal::betting::BetTermsError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BetTerms {
    /// How the legs make lines.
    pub bet_type: BetType,
    /// On what each line stands.
    #[serde(default)]
    pub way: Way,
}

impl BetTerms {
    /// A bet on the win.
    pub const fn win(bet_type: BetType) -> Self {
        Self { bet_type, way: Way::Win }
    }

    /// How many stakes of a line the whole bet is: its lines, twice if each way.
    ///
    /// Errors: `bankers_not_taken`, `wrong_number_of_legs`.
    pub fn lines(self, legs: u32, bankers: u32) -> Result<u32, BetTermsError> {
        Ok(self.bet_type.lines(legs, bankers)? * self.way.parts())
    }
}

/// What was agreed of one leg, beside what was backed and at which price.
///
/// ```
/// use realdeal::betting::LegTerms;
/// let plain = LegTerms::default();
/// assert!(!plain.banker && !plain.guaranteed && plain.place.is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LegTerms {
    /// Whether it stands in every line.
    pub banker: bool,
    /// Whether a longer starting price replaces the price that was taken (best odds guaranteed).
    pub guaranteed: bool,
    /// The place terms when it was taken; none where there are none, and its place part then follows the house
    /// rule on win-only fields.
    pub place: Option<PlaceTerms>,
}

/// A leg as far as its price goes.
///
/// ```
/// use realdeal::betting::PricedLeg;
/// let leg = PricedLeg::at("2.10".parse()?);
/// assert_eq!(leg.odds.to_string(), "2.10");
/// # Ok::<(), realdeal::odds::OddsError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PricedLeg {
    /// The price that was taken.
    pub odds: Odds,
    /// What was agreed of it besides.
    #[serde(default)]
    pub terms: LegTerms,
}

impl PricedLeg {
    /// A plain leg at this price.
    pub fn at(odds: Odds) -> Self {
        Self { odds, terms: LegTerms::default() }
    }
}

/// What to do with a total stake that leaves a rest over the lines of a bet.
///
/// ```
/// use realdeal::betting::StakeRemainder;
/// assert_eq!(StakeRemainder::default(), StakeRemainder::Refuse);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StakeRemainder {
    /// Refuse it, and name the nearest totals that divide.
    #[default]
    Refuse,
    /// One minor unit more on each of the first lines, in line order, until the rest is used up.
    Spread,
}

/// How a total stake lies on its lines: `per_line` on each, and one minor unit more on the first `spread`.
///
/// The lines of a bet have an order: by size from the smallest up, lines of one size by their legs; each way
/// all win parts come first, then all place parts.
///
/// ```
/// use realdeal::betting::{LineStake, StakeRemainder};
/// assert_eq!(LineStake::of_total(1_100, 11, StakeRemainder::Refuse)?.per_line, 100);
/// let error = LineStake::of_total(1_000, 11, StakeRemainder::Refuse).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "a stake of 1000 minor units does not divide into 11 lines: the nearest are 990 and 1001"
/// );
/// // 90 on each line, and one more on ten of them.
/// let spread = LineStake::of_total(1_000, 11, StakeRemainder::Spread)?;
/// assert_eq!((spread.per_line, spread.spread), (90, 10));
/// # Ok::<(), realdeal::betting::BetTermsError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineStake {
    /// The stake of each line, in minor units.
    pub per_line: i64,
    /// On how many of the first lines one minor unit more lies; 0 when the total divides.
    pub spread: u32,
}

impl LineStake {
    /// Divides a total stake, in minor units, among so many lines.
    ///
    /// Errors: `stake_does_not_divide`; `stake_out_of_range` for a stake below zero or no lines.
    pub fn of_total(total: i64, lines: u32, remainder: StakeRemainder) -> Result<Self, BetTermsError> {
        if total < 0 || lines == 0 {
            return Err(BetTermsError::StakeOutOfRange { stake: total, lines });
        }
        let (per_line, rest) = (total / i64::from(lines), total % i64::from(lines));
        match (rest, remainder) {
            (0, _) | (_, StakeRemainder::Spread) => {
                // The rest is below the number of lines, which is a u32.
                Ok(Self { per_line, spread: u32::try_from(rest).unwrap_or(0) })
            }
            (_, StakeRemainder::Refuse) => {
                let below = total - rest;
                let above = below.saturating_add(i64::from(lines));
                Err(BetTermsError::StakeDoesNotDivide { stake: total, lines, below, above })
            }
        }
    }

    /// The stake of one line by its place in line order, counted from 0.
    pub(super) fn of_line(self, line: usize) -> i64 {
        // One more than a share of the total, which is no more than the total.
        self.per_line.saturating_add((line < self.spread as usize).into())
    }

    /// The total of so much a line, in minor units. A stake per line always works, but for
    /// `stake_out_of_range`: below zero, or more in total than money can count.
    ///
    /// ```
    /// use realdeal::betting::LineStake;
    /// assert_eq!(LineStake::total_of(50, 247)?, 12_350);
    /// # Ok::<(), realdeal::betting::BetTermsError>(())
    /// ```
    pub fn total_of(per_line: i64, lines: u32) -> Result<i64, BetTermsError> {
        let total = per_line.checked_mul(lines.into()).filter(|_| per_line >= 0 && lines > 0);
        total.ok_or(BetTermsError::StakeOutOfRange { stake: per_line, lines })
    }
}
