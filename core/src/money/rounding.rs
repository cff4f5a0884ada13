//! The rounding modes a house may choose from.
//!
//! Not here: any division. A payout is rounded once, when money is posted, by `betting::payout`.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

/// How an exact payout becomes whole minor units. Every mode is symmetric around zero.
///
/// ```
/// use realdeal::betting::payout::Exact;
/// use realdeal::money::Rounding;
///
/// let exact: Exact = "2675/10".parse()?; // 2.675, in cents
/// assert_eq!(exact.round(Rounding::HalfAwayFromZero)?, 268);
/// assert_eq!(exact.round(Rounding::TowardZero)?, 267);
/// # Ok::<(), realdeal::betting::payout::PayoutError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the nearest; a half goes away from zero, as at school: 267.5 is 268.
    #[default]
    HalfAwayFromZero,
    /// To the nearest; a half goes to the even neighbour: 267.5 and 268.5 are both 268.
    HalfToEven,
    /// Cut off, in the house's favour: 267.9 is 267.
    TowardZero,
    /// Any remainder counts, in the bettor's favour: 267.1 is 268.
    AwayFromZero,
}

impl Rounding {
    /// Whether a value between two whole ones goes to the one farther from zero. `half` is how its remainder
    /// compares with one half, `odd` is whether the nearer one to zero is odd. Whole values never come here.
    pub(crate) const fn goes_away(self, half: Ordering, odd: bool) -> bool {
        match self {
            Self::HalfAwayFromZero => half.is_ge(),
            Self::HalfToEven => half.is_gt() || (half.is_eq() && odd),
            Self::TowardZero => false,
            Self::AwayFromZero => true,
        }
    }
}
