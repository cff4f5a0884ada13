//! The margin of a book: by how much what its prices imply adds up to more than is fair.
//!
//! Not here: which selection carries how much of it; that is what the methods differ in.

use super::error::PricingError;
use super::method::check_counts;
use super::probability::implied;
use super::{float, sum};
use crate::odds::Odds;

/// How far a book is above fair. Fair is what adds up to the number of winners: 1, or the places of a place market.
///
/// ```
/// use realdeal::odds::Odds;
/// use realdeal::pricing::Margin;
///
/// let coin = ["1.90", "1.90"].map(|text| text.parse::<Odds>().unwrap());
/// let margin = Margin::of(&coin, 1)?;
/// assert!((margin.overround() - 0.052632).abs() < 1e-6); // 2/1.90 - 1
/// assert!((margin.hold() - 0.05).abs() < 1e-6); // 1 - 1.90/2
/// # Ok::<(), realdeal::pricing::PricingError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Margin {
    /// The sum over the number of winners.
    book: f64,
}

impl Margin {
    /// The margin in these prices, of which so many win. Error: `outcome_count`.
    pub fn of(prices: &[Odds], winners: u32) -> Result<Self, PricingError> {
        check_counts(prices.len(), winners)?;
        let implied: Vec<f64> = prices.iter().map(|odds| implied(*odds)).collect();
        Ok(Self { book: sum(&implied) / f64::from(winners) })
    }

    /// A margin as its overround: 0.05 for a book of 105 %. It may be below zero, for a book that gives away.
    ///
    /// Error: `bad_margin` unless it is a finite number above -1.
    pub fn from_overround(overround: f64) -> Result<Self, PricingError> {
        Self::from_book(1.0 + overround)
            .ok_or_else(|| PricingError::BadMargin { text: overround.to_string() })
    }

    /// A margin as the part of balanced stakes that the house holds: 0.05 for 5 %.
    ///
    /// Error: `bad_margin` unless it is a finite number below 1.
    pub fn from_hold(hold: f64) -> Result<Self, PricingError> {
        Self::from_book(1.0 / (1.0 - hold)).ok_or_else(|| PricingError::BadMargin { text: hold.to_string() })
    }

    /// What the prices imply, added up and divided by the number of winners, less 1.
    pub fn overround(self) -> f64 {
        self.book - 1.0
    }

    /// The part of the stakes that stays with the house, if it has stakes on all selections in proportion to what their
    /// prices imply: 1 less one over the book.
    pub fn hold(self) -> f64 {
        1.0 - 1.0 / self.book
    }

    /// What the prices of a book with this margin add up to.
    pub(super) fn target(self, winners: u32) -> f64 {
        self.book * f64::from(winners)
    }

    fn from_book(book: f64) -> Option<Self> {
        // One above any count of selections is out of reach anyway.
        (book > 0.0 && book <= float(super::MAX_OUTCOMES)).then_some(Self { book })
    }
}
