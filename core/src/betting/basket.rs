//! A basket: slips that a bettor gathers over time, and checks out together.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{OddsChange, Slip, SlipLeg, SlipTerms};
use crate::id::{BasketId, BetId, UserId};
use crate::money::Money;
use crate::rejection::Rejection;
use crate::time::Timestamp;

/// How a basket stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasketStatus {
    /// Slips can be added, changed and checked out.
    Open,
    /// Its slips have become bets.
    CheckedOut,
    /// Its owner dropped it, or shut himself out.
    Dropped,
    /// Nobody checked it out in time.
    Expired,
}

impl BasketStatus {
    pub(crate) const ALL: [Self; 4] = [Self::Open, Self::CheckedOut, Self::Dropped, Self::Expired];
}

impl fmt::Display for BasketStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "open",
            Self::CheckedOut => "checked out",
            Self::Dropped => "dropped",
            Self::Expired => "expired",
        })
    }
}

/// A slip as a basket keeps it. Its stake may still be open.
///
/// ```
/// use realdeal::betting::{BasketSlip, Slip};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, market, .. } = doc::world()?;
/// let slip = book.slip().leg(market.selections[0], "2.10");
/// let bet = slip.bet();
/// let kept = BasketSlip::try_from(slip)?;
/// assert_eq!((kept.id, kept.stake), (bet, None));
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasketSlip {
    /// The slip's id, which will be the bet's.
    pub id: BetId,
    /// What is backed, each at the price that the bettor saw.
    pub legs: Vec<SlipLeg>,
    /// The stake, once it is named.
    pub stake: Option<Money>,
    /// What may become of the prices until the basket is checked out.
    pub odds_change: OddsChange,
    /// How its legs make the bet.
    #[serde(default)]
    pub terms: SlipTerms,
}

impl TryFrom<Slip> for BasketSlip {
    type Error = Rejection;

    /// Errors: what was wrong with a price or the stake as the slip was written.
    fn try_from(slip: Slip) -> Result<Self, Rejection> {
        slip.into_basket()
    }
}

/// A basket as the books keep it.
///
/// That it was made, checked out, dropped or expired stands in the journal; its slips do not, for they come and go
/// while the bettor makes up his mind. A state that is rebuilt from the journal has its baskets empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basket {
    /// The basket's id.
    pub id: BasketId,
    /// Whose.
    pub user: UserId,
    /// How it stands.
    pub status: BasketStatus,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it expires, if it is still open then.
    pub expires_at: Timestamp,
    /// When it ceased to be open.
    pub closed_at: Option<Timestamp>,
    /// The bets that its slips became.
    pub bets: Vec<BetId>,
    /// How often its slips were changed, so that nobody checks out what he has not seen.
    pub edits: u32,
    /// Its slips while it is open, in the order in which they were added.
    pub slips: Vec<BasketSlip>,
}

impl Basket {
    /// Whether it is open. An open basket whose time is over is refused like an expired one.
    pub fn is_open(&self) -> bool {
        self.status == BasketStatus::Open
    }

    /// A slip of it.
    pub fn slip(&self, id: BetId) -> Option<&BasketSlip> {
        self.slips.iter().find(|slip| slip.id == id)
    }

    /// The basket as the journal knows it: without its slips.
    pub(crate) fn journalled(&self) -> Self {
        Self { edits: 0, slips: Vec::new(), bets: self.bets.clone(), ..*self }
    }
}

/// New slips of a basket: a change that the journal does not tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasketEdit {
    /// Which basket.
    pub basket: BasketId,
    /// All its slips from now on.
    pub slips: Vec<BasketSlip>,
}
