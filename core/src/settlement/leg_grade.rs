//! What a leg was graded as: its result on the win and, in a race, on the place, with what cuts or lengthens its
//! price.
//!
//! Here: the factors by which a line multiplies for this leg. Not here: how positions are found, which
//! withdrawals a bet bears (`rule_4`), and how lines multiply (`betting::returns`).

use serde::{Deserialize, Serialize};

use super::{LegResult, LegResultError, Rule4Rules};
use crate::betting::{PlaceFraction, PlaceTerms, PricedLeg};
use crate::house_rules::{BetRules, WinOnlyField};
use crate::odds::Odds;

/// The grade of a leg. A leg of a match has its result alone, which costs two words; a race keeps its details
/// aside.
///
/// ```
/// use realdeal::betting::{PlaceTerms, PricedLeg};
/// use realdeal::house_rules::BetRules;
/// use realdeal::settlement::{LegGrade, LegResult};
/// // Second of nine at 11.00: the win is lost, the place pays a fifth of the winnings.
/// let grade = LegGrade::finished(2, 1, PlaceTerms::standard(9, false))?;
/// let leg = PricedLeg::at("10/1".parse().expect("odds"));
/// assert_eq!(grade.win_factor(&leg, &BetRules::default()), (0, 1));
/// assert_eq!(grade.place_factor(&leg, &BetRules::default()), (3, 1));
/// assert_eq!(LegGrade::from(LegResult::WON).win_factor(&leg, &BetRules::default()), (11, 1));
/// # Ok::<(), realdeal::settlement::LegResultError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct LegGrade {
    win: LegResult,
    race: Option<Box<RaceGrade>>,
}

/// What a race adds to the result of a leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RaceGrade {
    /// The result on the place; none in a field without places, where the house rules say what becomes of a
    /// place part.
    pub place: Option<PlaceGrade>,
    /// The Rule 4 deduction, in pence per pound of winnings: 25 leaves three quarters of them.
    pub deduction: u8,
    /// The starting price, for legs with best odds guaranteed.
    pub starting_price: Option<Odds>,
}

/// The result of a leg on the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceGrade {
    /// What came of the place.
    pub result: LegResult,
    /// The part of the winnings that it pays, by the runners that ran or as agreed.
    pub fraction: PlaceFraction,
}

impl LegGrade {
    /// A grade with what a race adds.
    ///
    /// Errors: `deduction_too_large` above 100 pence; `result_too_fine` when the denominators of a result's two
    /// factors multiply to more than 65,535, which no result of a race does (a dead heat has no void part). With
    /// it, the longest bet can still be paid exactly.
    pub fn in_race(win: LegResult, race: RaceGrade) -> Result<Self, LegResultError> {
        if race.deduction > Rule4Rules::MOST_PENCE {
            return Err(LegResultError::DeductionTooLarge {
                pence: race.deduction,
                max: Rule4Rules::MOST_PENCE,
            });
        }
        for result in [Some(win), race.place.map(|place| place.result)].into_iter().flatten() {
            let (win, void) = (result.win(), result.void());
            if u32::from(win.den()) * u32::from(void.den()) > u32::from(u16::MAX) {
                return Err(LegResultError::TooFine { win, void });
            }
        }
        Ok(Self { win, race: Some(Box::new(race)) })
    }

    /// The grade of a runner by its position, counted from 1, and how many share it (1 if it is alone), where one
    /// wins and places are paid by these terms; none for a field without places.
    ///
    /// Error: `bad_position`.
    pub fn finished(position: u16, tied: u16, terms: Option<PlaceTerms>) -> Result<Self, LegResultError> {
        let place = match terms {
            Some(PlaceTerms { places, fraction }) => {
                let result = LegResult::finished(position, tied, places.into())?;
                Some(PlaceGrade { result, fraction })
            }
            None => None,
        };
        Self::in_race(LegResult::finished(position, tied, 1)?, RaceGrade { place, ..RaceGrade::default() })
    }

    /// The result on the win.
    pub const fn win(&self) -> LegResult {
        self.win
    }

    /// What a race adds, if it was one.
    pub fn race(&self) -> Option<&RaceGrade> {
        self.race.as_deref()
    }

    /// By what a line on the win multiplies: `w * d + v` at the settled price `d`, as a fraction in lowest terms.
    ///
    /// The settled price is the one taken, or the starting price if that is longer and the leg is guaranteed;
    /// a deduction `r` leaves `1 + (d - 1)(1 - r)` of it.
    pub fn win_factor(&self, leg: &PricedLeg, rules: &BetRules) -> (u128, u128) {
        match &self.race {
            // Odds are in lowest terms, so that the usual results need no arithmetic.
            None if self.win == LegResult::WON => Self::best_win(leg),
            None if self.win == LegResult::LOST => (0, 1),
            None => self.win.effective(leg.odds.numerator(), leg.odds.denominator()),
            Some(race) => {
                let (numerator, denominator) = race.settled_price(leg, rules);
                self.win.effective(numerator, denominator)
            }
        }
    }

    /// By what a line on the place multiplies: at the price `1 + (d - 1) * fraction` of the settled price `d`.
    ///
    /// A leg whose field had no places goes with the win, or is void, as the house rules say.
    pub fn place_factor(&self, leg: &PricedLeg, rules: &BetRules) -> (u128, u128) {
        let Some((race, place)) = self.race.as_ref().and_then(|race| Some((race, race.place?))) else {
            return match rules.win_only_field {
                WinOnlyField::OnWin => self.win_factor(leg, rules),
                WinOnlyField::Void => (1, 1),
            };
        };
        let price = part_of_winnings(race.settled_price(leg, rules), place.fraction);
        place.result.effective(price.0, price.1)
    }

    /// By what a line on the win multiplies if this leg wins at the price taken.
    pub(crate) fn best_win(leg: &PricedLeg) -> (u128, u128) {
        (leg.odds.numerator().into(), leg.odds.denominator().into())
    }

    /// By what a line on the place multiplies if this leg wins, on the terms agreed.
    pub(crate) fn best_place(leg: &PricedLeg, rules: &BetRules) -> (u128, u128) {
        match (leg.terms.place, rules.win_only_field) {
            (Some(terms), _) => {
                let price = (leg.odds.numerator(), leg.odds.denominator());
                let price = part_of_winnings(price, terms.fraction);
                LegResult::WON.effective(price.0, price.1)
            }
            (None, WinOnlyField::OnWin) => Self::best_win(leg),
            (None, WinOnlyField::Void) => (1, 1),
        }
    }

    /// What came of the place, where there is one; else what the house rules make of it.
    pub(crate) fn place_result(&self, rules: &BetRules) -> LegResult {
        match (self.race.as_ref().and_then(|race| race.place), rules.win_only_field) {
            (Some(place), _) => place.result,
            (None, WinOnlyField::OnWin) => self.win,
            (None, WinOnlyField::Void) => LegResult::VOID,
        }
    }
}

impl RaceGrade {
    /// The price that a leg is settled at, as a fraction: at most 10^4, in parts of at least 1/10^8.
    fn settled_price(&self, leg: &PricedLeg, rules: &BetRules) -> (u64, u32) {
        match self.starting_price.filter(|_| leg.terms.guaranteed) {
            None => self.deducted(leg.odds),
            Some(start) if rules.rule_4.spares_starting_price => {
                let (taken, start) = (self.deducted(leg.odds), (start.numerator(), start.denominator()));
                let is_longer =
                    u128::from(start.0) * u128::from(taken.1) > u128::from(taken.0) * u128::from(start.1);
                if is_longer { start } else { taken }
            }
            Some(start) => self.deducted(start.max(leg.odds)),
        }
    }

    /// `1 + (d - 1)(1 - r)`.
    fn deducted(&self, odds: Odds) -> (u64, u32) {
        let (numerator, denominator) = (odds.numerator(), odds.denominator());
        if self.deduction == 0 {
            return (numerator, denominator);
        }
        let hundred = u64::from(Rule4Rules::MOST_PENCE);
        // Below 10^10 * 100 above, 10^6 * 100 below.
        let stake = u64::from(denominator);
        let left = (numerator - stake) * (hundred - u64::from(self.deduction));
        (stake * hundred + left, denominator * u32::from(Rule4Rules::MOST_PENCE))
    }
}

/// The place price `1 + (d - 1) * fraction`: a denominator of 10^8 times 20 at most, which is below 2^31.
fn part_of_winnings((numerator, denominator): (u64, u32), fraction: PlaceFraction) -> (u64, u32) {
    let stake = u64::from(denominator);
    let winnings = (numerator - stake) * u64::from(fraction.num());
    (stake * u64::from(fraction.den()) + winnings, denominator * u32::from(fraction.den()))
}

/// A plain leg's grade: its result, and nothing of a race.
impl From<LegResult> for LegGrade {
    fn from(win: LegResult) -> Self {
        Self { win, race: None }
    }
}

/// How a [`LegGrade`] is written, so that what is read goes through [`LegGrade::in_race`].
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    win: LegResult,
    #[serde(default)]
    race: Option<RaceGrade>,
}

impl TryFrom<Parts> for LegGrade {
    type Error = LegResultError;

    fn try_from(parts: Parts) -> Result<Self, LegResultError> {
        match parts.race {
            Some(race) => Self::in_race(parts.win, race),
            None => Ok(parts.win.into()),
        }
    }
}

impl From<LegGrade> for Parts {
    fn from(grade: LegGrade) -> Self {
        Self { win: grade.win, race: grade.race.map(|race| *race) }
    }
}

#[cfg(test)]
mod tests;
