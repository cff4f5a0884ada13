//! What a slip says beside its id and its stake: its legs, how they make lines, and what may happen to changed prices.
//!
//! Not here: the slip itself, which a bettor writes.

use serde::{Deserialize, Serialize};

use crate::betting::{BetType, Way};
use crate::id::SelectionId;
use crate::odds::Odds;

/// What may happen to a slip whose prices have changed since it was written. The accepted price is always the
/// current one (docs/rules.md, section 8).
///
/// ```
/// use realdeal::betting::{OddsChange, Slip};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, alice, bookmaker, market, .. } = doc::world()?;
/// let home_win = market.selections[0];
/// book.session(bookmaker).change_prices(market.id, [(home_win, "2.20")])?;
///
/// let slip = || Slip::single(home_win, "2.10").stake("10.00 EUR");
/// assert_eq!(book.session(alice).place_bet(slip()).unwrap_err().code(), "price_changed");
/// let bet = book.session(alice).place_bet(slip().on_odds_change(OddsChange::Higher))?;
/// assert_eq!(bet.legs[0].odds.to_string(), "2.20");
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OddsChange {
    /// Every leg's price must be as on the slip.
    #[default]
    None,
    /// No leg's price may be lower than on the slip.
    Higher,
    /// The product of the prices may not be lower than on the slip; single legs may.
    HigherTotal,
    /// Any price will do.
    Any,
}

/// What a slip's stake is for.
///
/// ```
/// use realdeal::betting::StakeMode;
/// assert_eq!(StakeMode::default(), StakeMode::Total);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StakeMode {
    /// The whole bet; it must divide into the bet's lines, or is spread over them, as the house rules say.
    #[default]
    Total,
    /// Each line; an each-way bet has twice the lines.
    PerLine,
}

/// How a slip's legs make its bet; by default a single or an accumulator on the win.
///
/// ```
/// use realdeal::betting::{BetType, SlipTerms};
/// assert_eq!(SlipTerms::default().bet_type_of(3), BetType::Accumulator);
/// let trixie = SlipTerms { bet_type: Some(BetType::Trixie), ..SlipTerms::default() };
/// assert_eq!(trixie.bet_type_of(3), BetType::Trixie);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SlipTerms {
    /// How the legs make lines; where it is left open, one line of them all.
    pub bet_type: Option<BetType>,
    /// Whether the bet stands on the win, the place, or both.
    pub way: Way,
    /// What the stake is for.
    pub stake_mode: StakeMode,
}

impl SlipTerms {
    /// The bet type of a slip with so many legs.
    pub fn bet_type_of(self, legs: usize) -> BetType {
        self.bet_type.unwrap_or_else(|| BetType::of_legs(legs))
    }
}

/// One leg of a slip: what is backed, at the price that the bettor saw.
///
/// ```
/// use realdeal::betting::SlipLeg;
/// use realdeal::id::{CommandId, SelectionId};
/// use realdeal::time::Timestamp;
/// let maker = CommandId::from_parts(Timestamp::utc(2024, 8, 16, 19, 0)?, 1, 1);
/// let leg = SlipLeg::new(SelectionId::made_by(maker, 1), "2.10".parse()?);
/// assert!(!leg.banker);
/// # Ok::<(), realdeal::Rejection>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlipLeg {
    /// What is backed.
    pub selection: SelectionId,
    /// The price that the bettor saw.
    pub odds: Odds,
    /// Whether it is in every line of a system.
    #[serde(default)]
    pub banker: bool,
}

impl SlipLeg {
    /// A leg that is no banker.
    pub fn new(selection: SelectionId, odds: Odds) -> Self {
        Self { selection, odds, banker: false }
    }
}
