//! The methods of taking a margin out of prices and of putting one on: the list, and the doors to them.
//!
//! Each method's own arithmetic is in a file of its own or in `closed`. Not here: prices on a ladder (`prices`), and whole
//! columns (`columns`).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::error::{PricingError, shown};
use super::probability::implied;
use super::{Margin, Probability, closed, is_probability, odds_ratio, power, shin, sum};
use crate::odds::Odds;

/// The most prices of a book: more than any market has.
pub const MAX_OUTCOMES: usize = 10_000;

/// How far probabilities that a margin is put on may add up beside the number of winners: what people round away.
const SUM_TOLERANCE: f64 = 1e-6;

/// How a margin is spread over the selections. Which one is right is a matter of belief: an argument wherever it matters.
///
/// With `pi` for what a price implies, `B` for their sum, `n` for their number and `t` for the number of winners:
///
/// | method | probability | what [`Fair::parameter`] is | can fail |
/// |---|---|---|---|
/// | multiplicative | `pi t/B` | `B/t` | with several winners, above 1 |
/// | additive, differential margin weighting | `pi - (B-t)/n` | `(B-t)/n` | below 0 |
/// | power | `pi^k` | `k` | where `k` is so large that a longshot's is no float (below 1e-300) |
/// | Shin | `(sqrt(z^2 + 4(1-z) pi^2/B) - z) / (2(1-z))` | `z` | for a book below fair |
/// | odds ratio | `pi / (c + pi - c pi)` | `c` | never |
/// | logarithmic | the same | `ln c` | never |
/// | goto | `pi - s sqrt(1-pi)` | `s` | below 0 |
/// | goto or multiplicative | goto's where it can be, else the multiplicative | that of the one that it was | as the multiplicative |
///
/// ```
/// use realdeal::odds::Odds;
/// use realdeal::pricing::Method;
///
/// let prices = ["2.6", "2.4", "4.3"].map(|text| text.parse::<Odds>().unwrap());
/// let fair = Method::Shin.remove(&prices, 1)?;
/// let shown: Vec<String> = fair.probabilities.iter().map(ToString::to_string).collect();
/// assert_eq!(shown, ["0.372994", "0.404779", "0.222227"]);
/// assert!((fair.parameter - 0.016943).abs() < 1e-6); // the part of those who know
/// # Ok::<(), realdeal::pricing::PricingError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// All in the same proportion.
    Multiplicative,
    /// All by the same amount.
    Additive,
    /// Margin in proportion to the odds, which is the same as [`Method::Additive`].
    DifferentialMarginWeighting,
    /// All to the same power.
    Power,
    /// Against those who know the winner.
    Shin,
    /// All odds by the same ratio.
    OddsRatio,
    /// All logits by the same amount, which is the same as [`Method::OddsRatio`].
    Logarithmic,
    /// All by the same number of standard errors.
    Goto,
    /// [`Method::Goto`], and [`Method::Multiplicative`] for a book in which it gives a longshot less than nothing.
    GotoOrMultiplicative,
}

/// What a method makes of a book: probabilities, in the order of the prices.
#[derive(Clone, Debug, PartialEq)]
pub struct Fair {
    /// One for each price; they add up to the number of winners.
    pub probabilities: Vec<Probability>,
    /// The number that the method found; what it is says [`Method`].
    pub parameter: f64,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 9] = [
        Self::Multiplicative,
        Self::Additive,
        Self::DifferentialMarginWeighting,
        Self::Power,
        Self::Shin,
        Self::OddsRatio,
        Self::Logarithmic,
        Self::Goto,
        Self::GotoOrMultiplicative,
    ];

    /// Takes the margin out of prices of which so many win: 1, or the places of a place market.
    ///
    /// Errors: `outcome_count`; `no_fair_probability` where the method gives a selection nothing, less, or certainty;
    /// `below_fair` for Shin.
    pub fn remove(self, prices: &[Odds], winners: u32) -> Result<Fair, PricingError> {
        check_counts(prices.len(), winners)?;
        let mut values: Vec<f64> = prices.iter().map(|odds| implied(*odds)).collect();
        let parameter = self.take_out(&mut values, winners)?;
        Ok(Fair { probabilities: values.into_iter().map(Probability::known).collect(), parameter })
    }

    /// The same in place and without an allocation, for decimal odds that are floats already, as columns of a data frame
    /// are: the prices become probabilities. Gives the parameter. After an error the row is not a number throughout.
    ///
    /// Errors: as [`Method::remove`], and `bad_price` for what is no finite number above 1.
    ///
    /// ```
    /// use realdeal::pricing::Method;
    /// let mut row = [1.5, 2.74];
    /// Method::Additive.remove_row(&mut row, 1)?;
    /// assert!((row[0] - 0.650852).abs() < 1e-6);
    /// # Ok::<(), realdeal::pricing::PricingError>(())
    /// ```
    pub fn remove_row(self, row: &mut [f64], winners: u32) -> Result<f64, PricingError> {
        let removed = check_counts(row.len(), winners).and_then(|()| {
            for (selection, value) in row.iter_mut().enumerate() {
                if !(*value > 1.0 && value.is_finite()) {
                    return Err(PricingError::BadPrice { selection, text: value.to_string() });
                }
                *value = 1.0 / *value;
            }
            self.take_out(row, winners)
        });
        if removed.is_err() {
            row.fill(f64::NAN);
        }
        removed
    }

    /// Puts a margin on probabilities: what the prices of that book imply, in the same order. Taking it out again by the same
    /// method gives the probabilities back.
    ///
    /// Errors: `outcome_count`; `probability_sum` unless they add up to the number of winners, within a millionth;
    /// `margin_out_of_reach` where a price would be 1 or less, or the method can't carry so much, or so little.
    ///
    /// ```
    /// use realdeal::pricing::{Margin, Method, Probability};
    /// let coin = [Probability::new(0.5)?; 2];
    /// let book = Method::Power.add(&coin, 1, Margin::from_overround(0.05)?)?;
    /// assert!((book[0].get() - 0.525).abs() < 1e-12);
    /// # Ok::<(), realdeal::pricing::PricingError>(())
    /// ```
    pub fn add(
        self,
        fair: &[Probability],
        winners: u32,
        margin: Margin,
    ) -> Result<Vec<Probability>, PricingError> {
        check_counts(fair.len(), winners)?;
        let mut values: Vec<f64> = fair.iter().map(|chance| chance.get()).collect();
        let (all, places) = (sum(&values), f64::from(winners));
        if (all - places).abs() > SUM_TOLERANCE {
            return Err(PricingError::ProbabilitySum { sum: shown(all), winners });
        }
        let target = margin.target(winners);
        let fits = target < super::float(values.len()) && self.put_on(&mut values, places, target);
        if fits && values.iter().all(|value| is_probability(*value)) {
            Ok(values.into_iter().map(Probability::known).collect())
        } else {
            Err(PricingError::MarginOutOfReach { method: self, margin: shown(margin.overround()) })
        }
    }

    /// Turns what prices imply into probabilities, and gives the parameter.
    fn take_out(self, values: &mut [f64], winners: u32) -> Result<f64, PricingError> {
        let places = f64::from(winners);
        let parameter = match self {
            Self::Multiplicative => closed::multiply(values, places),
            Self::Additive | Self::DifferentialMarginWeighting => closed::shift(values, places),
            Self::Power => power::bring_to(values, places),
            Self::OddsRatio => odds_ratio::bring_to(values, places),
            Self::Logarithmic => libm::log(odds_ratio::bring_to(values, places)),
            Self::Goto | Self::GotoOrMultiplicative => {
                let times = closed::goto_times(values, places);
                let fits = values.iter().all(|value| is_probability(closed::goto(*value, times)));
                if self == Self::GotoOrMultiplicative && !fits {
                    return Self::Multiplicative.take_out(values, winners);
                }
                for value in values.iter_mut() {
                    *value = closed::goto(*value, times);
                }
                times
            }
            Self::Shin => match shin::remove(values, places) {
                Some(z) => z,
                None => {
                    let sum = shown(sum(values));
                    return Err(PricingError::BelowFair { method: self, sum, winners });
                }
            },
        };
        match values.iter().position(|value| !is_probability(*value)) {
            None => Ok(parameter),
            Some(selection) => {
                let text = shown(values[selection]);
                Err(PricingError::NoFairProbability { method: self, selection, text })
            }
        }
    }

    /// Turns probabilities into what prices imply that add up to the target; not if the method can't.
    fn put_on(self, values: &mut [f64], places: f64, target: f64) -> bool {
        match self {
            Self::Multiplicative => closed::multiply(values, target),
            Self::Additive | Self::DifferentialMarginWeighting => closed::shift(values, target),
            Self::Power => power::bring_to(values, target),
            Self::OddsRatio | Self::Logarithmic => odds_ratio::bring_to(values, target),
            Self::Goto | Self::GotoOrMultiplicative => closed::goto_back(values, target),
            Self::Shin => return shin::add(values, places, target).is_some(),
        };
        true
    }
}

/// In words: `odds ratio`.
impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Multiplicative => "multiplicative",
            Self::Additive => "additive",
            Self::DifferentialMarginWeighting => "differential margin weighting",
            Self::Power => "power",
            Self::Shin => "shin",
            Self::OddsRatio => "odds ratio",
            Self::Logarithmic => "logarithmic",
            Self::Goto => "goto",
            Self::GotoOrMultiplicative => "goto or multiplicative",
        })
    }
}

/// Whether so many prices, of which so many win, are a book.
pub(super) fn check_counts(outcomes: usize, winners: u32) -> Result<(), PricingError> {
    let fewer = usize::try_from(winners).is_ok_and(|winners| winners < outcomes);
    if !(2..=MAX_OUTCOMES).contains(&outcomes) || winners == 0 || !fewer {
        return Err(PricingError::OutcomeCount { outcomes, winners, max: MAX_OUTCOMES });
    }
    Ok(())
}
