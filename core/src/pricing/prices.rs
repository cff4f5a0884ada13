//! Prices on a ladder: from probabilities and a wanted margin to what a house would quote.
//!
//! Here floats end: what comes out are exact odds, each a step of the ladder. Not here: putting the margin on (`method`), and
//! the ladders (`odds::ladder`).

use super::error::PricingError;
use super::{Margin, Method, Probability};
use crate::odds::{Ladder, Odds, Snap};

/// The shortest and the longest odds there are, in millionths.
const SHORTEST: u64 = 1_000_001;
const LONGEST: u64 = Odds::MAX as u64 * 1_000_000;

impl Method {
    /// The prices at which probabilities carry a margin, each snapped to a ladder: what a bookmaker quotes.
    ///
    /// A price is taken to the nearest millionth before it is snapped, so that the dust of floats never costs a step; and what
    /// would be longer than the longest odds counts as those. Snapping moves the margin: down raises it. What it has become,
    /// says [`Margin::of`].
    ///
    /// Errors: those of [`Method::add`], and `no_ladder_step` where the ladder has none on that side.
    ///
    /// ```
    /// use realdeal::odds::{Ladder, Snap};
    /// use realdeal::pricing::{Margin, Method, Probability};
    ///
    /// let fair = [Probability::new(0.5)?, Probability::new(0.3)?, Probability::new(0.2)?];
    /// let margin = Margin::from_overround(0.05)?;
    /// let prices = Method::Multiplicative.prices(&fair, 1, margin, &Ladder::exchange()?, Snap::Down)?;
    /// let shown: Vec<String> = prices.iter().map(ToString::to_string).collect();
    /// assert_eq!(shown, ["1.90", "3.15", "4.70"]); // from 1.904.., 3.174.. and 4.761..
    /// assert!(Margin::of(&prices, 1)?.overround() > 0.05);
    /// # Ok::<(), realdeal::Rejection>(())
    /// ```
    pub fn prices(
        self,
        fair: &[Probability],
        winners: u32,
        margin: Margin,
        ladder: &Ladder,
        snap: Snap,
    ) -> Result<Vec<Odds>, PricingError> {
        let book = self.add(fair, winners, margin)?;
        let on_ladder = |(selection, chance): (usize, Probability)| {
            let millionths = chance.millionths().clamp(SHORTEST, LONGEST);
            let price = Odds::new(millionths, 1_000_000).ok();
            price.and_then(|price| ladder.snap(price, snap)).ok_or_else(|| PricingError::NoLadderStep {
                selection,
                price: format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000),
            })
        };
        book.into_iter().enumerate().map(on_ladder).collect()
    }
}
