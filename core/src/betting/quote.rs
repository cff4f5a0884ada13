//! A quote: what a basket would come to if it were checked out now.

use serde::{Deserialize, Serialize};

use super::{BetType, Way};
use crate::id::{BasketId, BetId, SelectionId};
use crate::money::Money;
use crate::odds::Odds;
use crate::rejection::Rejection;
use crate::time::Timestamp;

/// A basket at the prices, limits and balances of one instant, checked by the code that places bets.
///
/// Nothing is promised by it: a check-out looks at everything anew. What it names as refused is refused there too,
/// if nothing changes until then.
///
/// ```
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, alice, bookmaker, market, .. } = doc::world()?;
/// let home_win = market.selections[0];
/// let slip = book.slip().leg(home_win, "2.10").stake("10.00 EUR");
/// let basket = book.session(alice).create_basket()?;
/// book.session(alice).add_to_basket(basket, slip)?;
/// book.session(bookmaker).change_prices(market.id, [(home_win, "2.05")])?;
///
/// let quote = book.session(alice).quote(basket)?;
/// let slip = &quote.slips[0];
/// assert!(slip.legs[0].has_changed());
/// assert_eq!(slip.potential_return.unwrap().to_string(), "20.50 EUR");
/// assert_eq!(slip.refused.as_ref().unwrap().refusal.code(), "price_changed");
/// assert!(!quote.is_acceptable());
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The basket.
    pub basket: BasketId,
    /// The instant.
    pub at: Timestamp,
    /// How often the basket had been edited; a check-out names it again.
    pub edits: u32,
    /// Its slips, in the order in which they were added.
    pub slips: Vec<QuotedSlip>,
    /// The sum of the stakes in each currency, in the order in which the slips bring them.
    pub stakes: Vec<Money>,
    /// The sum of the slips' potential returns in each currency, as far as slips have one.
    pub potential_returns: Vec<Money>,
    /// Why the basket as a whole would be refused: it is empty, closed or expired.
    pub refusal: Option<Rejection>,
}

impl Quote {
    /// Whether a check-out would be accepted.
    pub fn is_acceptable(&self) -> bool {
        self.refusal.is_none() && self.slips.iter().all(|slip| slip.refused.is_none())
    }
}

/// A slip in a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotedSlip {
    /// The slip.
    pub slip: BetId,
    /// Its legs.
    pub legs: Vec<QuotedLeg>,
    /// Its stake, if one is named.
    pub stake: Option<Money>,
    /// What it returns at the current prices if every leg wins, stake included; none without a stake, or beyond
    /// what can be paid.
    pub potential_return: Option<Money>,
    /// Why it would be refused. The balance is checked on the sum of this stake and those of the slips before it.
    pub refused: Option<SlipRefusal>,
    /// How its legs make lines.
    pub bet_type: BetType,
    /// Whether it stands on the win, the place, or both.
    pub way: Way,
    /// How many lines it makes, those on the place counted; none if its legs don't fit its type.
    pub lines: Option<u32>,
    /// The stake of each line; none if there is no stake, or one that does not divide into the lines.
    pub stake_per_line: Option<Money>,
}

/// A leg in a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotedLeg {
    /// What is backed.
    pub selection: SelectionId,
    /// The price when the slip was written.
    pub requested: Odds,
    /// The price now; none if the selection is gone.
    pub current: Option<Odds>,
}

impl QuotedLeg {
    /// Whether the price is another than when the slip was written, or gone.
    pub fn has_changed(&self) -> bool {
        self.current != Some(self.requested)
    }
}

/// Why a slip would be refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlipRefusal {
    /// On which leg it lies, counted from 0, if it lies on one.
    pub leg: Option<u32>,
    /// The reason.
    pub refusal: Rejection,
}
