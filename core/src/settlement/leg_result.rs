//! What a leg settled to: the part of its stake that won and the part that is void.
//!
//! The key abstraction of settlement (docs/rules.md, section 3). A half win, a dead heat and a refund are values of
//! one pair, so nothing downstream has a special case for them. Not here: how a result is found
//! (`settlement::grading`), and how the legs of a bet multiply (`betting`).

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An exact share of a stake, from none to all of it, in lowest terms.
///
/// Written as the pair of its numerator and its denominator in every format.
///
/// ```
/// use realdeal::settlement::leg_result::Share;
/// assert_eq!(Share::new(2, 4)?, Share::HALF);
/// assert_eq!(Share::new(3, 2).unwrap_err().code(), "bad_share");
/// # Ok::<(), realdeal::settlement::leg_result::LegResultError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u16, u16)", into = "(u16, u16)")]
pub struct Share {
    num: u16,
    den: u16,
}

impl Share {
    /// Nothing of the stake.
    pub const ZERO: Self = Self { num: 0, den: 1 };
    /// Half of the stake.
    pub const HALF: Self = Self { num: 1, den: 2 };
    /// The whole stake.
    pub const ONE: Self = Self { num: 1, den: 1 };

    /// The share `num/den`. Refused above one, and with a denominator of zero.
    pub fn new(num: u16, den: u16) -> Result<Self, LegResultError> {
        if den == 0 || num > den {
            return Err(LegResultError::NoShare { num, den });
        }
        let mut divisor = (den, num);
        while divisor.1 != 0 {
            divisor = (divisor.1, divisor.0 % divisor.1);
        }
        Ok(Self { num: num / divisor.0, den: den / divisor.0 })
    }

    /// The numerator, in lowest terms.
    pub const fn num(self) -> u16 {
        self.num
    }

    /// The denominator, in lowest terms; never zero.
    pub const fn den(self) -> u16 {
        self.den
    }
}

impl TryFrom<(u16, u16)> for Share {
    type Error = LegResultError;

    fn try_from((num, den): (u16, u16)) -> Result<Self, LegResultError> {
        Self::new(num, den)
    }
}

impl From<Share> for (u16, u16) {
    fn from(share: Share) -> Self {
        (share.num, share.den)
    }
}

/// The result of a leg: a win factor `w` and a void factor `v`; the rest of the stake is lost.
///
/// At a settled price `d` the leg is worth `w*d + v`, which is what the lines of a bet multiply.
///
/// ```
/// use realdeal::settlement::leg_result::{LegResult, Share};
///
/// // Half won at 2.00: half the stake wins, half comes back.
/// assert_eq!(LegResult::HALF_WON.effective(2, 1), (3, 2));
/// // Three places, four tied for second: two places are shared by four runners.
/// let shared = LegResult::dead_heat(2, 4)?;
/// assert_eq!((shared.win(), shared.void()), (Share::HALF, Share::ZERO));
/// # Ok::<(), realdeal::settlement::leg_result::LegResultError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Factors", into = "Factors")]
pub struct LegResult {
    win: Share,
    void: Share,
}

impl LegResult {
    /// The whole stake wins.
    pub const WON: Self = Self { win: Share::ONE, void: Share::ZERO };
    /// The whole stake is lost.
    pub const LOST: Self = Self { win: Share::ZERO, void: Share::ZERO };
    /// The whole stake comes back.
    pub const VOID: Self = Self { win: Share::ZERO, void: Share::ONE };
    /// Half the stake wins, half comes back: `(d+1)/2`.
    pub const HALF_WON: Self = Self { win: Share::HALF, void: Share::HALF };
    /// Half the stake is lost, half comes back: `1/2`.
    pub const HALF_LOST: Self = Self { win: Share::ZERO, void: Share::HALF };

    /// A result from its two factors. Error: `shares_above_one`, when they are more than the stake together.
    ///
    /// ```
    /// use realdeal::settlement::leg_result::{LegResult, Share};
    /// assert_eq!(LegResult::new(Share::HALF, Share::HALF)?, LegResult::HALF_WON);
    /// assert_eq!(LegResult::new(Share::ONE, Share::HALF).unwrap_err().code(), "shares_above_one");
    /// # Ok::<(), realdeal::settlement::leg_result::LegResultError>(())
    /// ```
    pub fn new(win: Share, void: Share) -> Result<Self, LegResultError> {
        let (win_den, void_den) = (u64::from(win.den), u64::from(void.den));
        let sum = u64::from(win.num) * void_den + u64::from(void.num) * win_den;
        if sum > win_den * void_den {
            return Err(LegResultError::AboveOne { win, void });
        }
        Ok(Self { win, void })
    }

    /// A dead heat: `tied` runners share `places`, so that each wins with `places/tied` of its stake at full
    /// odds (docs/rules.md, section 7). `places` are those still open at the tied position, capped at `tied`: 3
    /// paid places leave 2 at position 2. None open is a loss. Error: `bad_share`, when `tied` is zero or
    /// below `places`.
    ///
    /// ```
    /// use realdeal::settlement::LegResult;
    /// // Two share the win at 5.00: each is worth half of its stake at the full price.
    /// assert_eq!(LegResult::dead_heat(1, 2)?.effective(5, 1), (5, 2));
    /// # Ok::<(), realdeal::settlement::LegResultError>(())
    /// ```
    pub fn dead_heat(places: u16, tied: u16) -> Result<Self, LegResultError> {
        Ok(Self { win: Share::new(places, tied)?, void: Share::ZERO })
    }

    /// The result of a runner that finished at a position, counted from 1, together with so many in all (1 if
    /// alone), where so many places are paid: won, lost, or a dead heat over the places that are open there.
    ///
    /// Errors: `bad_position`.
    ///
    /// ```
    /// use realdeal::settlement::LegResult;
    /// assert_eq!(LegResult::finished(2, 4, 3)?, LegResult::dead_heat(2, 4)?); // two places for four
    /// assert_eq!(LegResult::finished(3, 1, 3)?, LegResult::WON);
    /// assert_eq!(LegResult::finished(4, 2, 3)?, LegResult::LOST);
    /// # Ok::<(), realdeal::settlement::LegResultError>(())
    /// ```
    pub fn finished(position: u16, tied: u16, places: u16) -> Result<Self, LegResultError> {
        if position == 0 || tied == 0 {
            return Err(LegResultError::NoPosition { position, tied });
        }
        Self::dead_heat((places.saturating_add(1)).saturating_sub(position).min(tied), tied)
    }

    /// The part of the stake that wins.
    pub const fn win(self) -> Share {
        self.win
    }

    /// The part of the stake that comes back.
    pub const fn void(self) -> Share {
        self.void
    }

    /// Whether the whole stake comes back, so that the leg drops out of its line.
    pub fn is_void(self) -> bool {
        self == Self::VOID
    }

    /// Whether nothing is left of the stake, which loses each line with this leg.
    pub fn is_lost(self) -> bool {
        self == Self::LOST
    }

    /// The effective price `w*d + v` of a leg with decimal odds `d = odds_num/odds_den`, as a fraction in
    /// lowest terms. Exact for all odds; `odds_den` is not zero. A void leg is worth 1/1, a lost one 0/1.
    ///
    /// ```
    /// use realdeal::settlement::LegResult;
    /// assert_eq!(LegResult::WON.effective(21, 10), (21, 10));
    /// assert_eq!(LegResult::HALF_LOST.effective(21, 10), (1, 2));
    /// assert_eq!(LegResult::VOID.effective(21, 10), (1, 1));
    /// ```
    pub fn effective(self, odds_num: u64, odds_den: u32) -> (u128, u128) {
        debug_assert!(odds_den != 0, "odds have a denominator");
        // 16 + 64 + 16 bits, twice, and 16 + 32 + 16 bits: far inside a u128.
        let (win_den, void_den) = (u128::from(self.win.den), u128::from(self.void.den));
        let odds_den = u128::from(odds_den);
        let won = u128::from(self.win.num) * u128::from(odds_num) * void_den;
        let returned = u128::from(self.void.num) * win_den * odds_den;
        let (num, den) = (won + returned, win_den * odds_den * void_den);
        let divisor = common_divisor(num, den).max(1);
        (num / divisor, den / divisor)
    }

    /// The result in one word, for a status.
    pub fn kind(self) -> LegResultKind {
        match self {
            Self::WON => LegResultKind::Won,
            Self::HALF_WON => LegResultKind::HalfWon,
            Self::VOID => LegResultKind::Void,
            Self::HALF_LOST => LegResultKind::HalfLost,
            Self::LOST => LegResultKind::Lost,
            _ => LegResultKind::Other,
        }
    }
}

/// Euclid's. Real prices fit 64 bits, where a division costs a fraction of one over 128.
fn common_divisor(a: u128, b: u128) -> u128 {
    if let (Ok(mut a), Ok(mut b)) = (u64::try_from(a), u64::try_from(b)) {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        return a.into();
    }
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// How a [`LegResult`] is written, so that what is read goes through [`LegResult::new`].
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Factors {
    win: Share,
    void: Share,
}

impl TryFrom<Factors> for LegResult {
    type Error = LegResultError;

    fn try_from(factors: Factors) -> Result<Self, LegResultError> {
        Self::new(factors.win, factors.void)
    }
}

impl From<LegResult> for Factors {
    fn from(result: LegResult) -> Self {
        Self { win: result.win, void: result.void }
    }
}

/// A leg's result in one word.
///
/// ```
/// use realdeal::settlement::LegResult;
/// assert_eq!(LegResult::HALF_WON.kind().to_string(), "half_won");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegResultKind {
    /// The whole stake won.
    Won,
    /// Half the stake won, half came back.
    HalfWon,
    /// The whole stake came back.
    Void,
    /// Half the stake was lost, half came back.
    HalfLost,
    /// The whole stake was lost.
    Lost,
    /// Any other pair of factors, such as a dead heat.
    Other,
}

impl LegResultKind {
    /// The word as it is written in files and on the wire: `half_won`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::HalfWon => "half_won",
            Self::Void => "void",
            Self::HalfLost => "half_lost",
            Self::Lost => "lost",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for LegResultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why two numbers are no share, or two shares no result: [`Share::new`] and [`LegResult::new`] have an
/// example each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum LegResultError {
    /// A share above one, or one without a denominator.
    #[error("{num}/{den} is no share of a stake")]
    NoShare {
        /// The numerator that was given.
        num: u16,
        /// The denominator that was given.
        den: u16,
    },
    /// More than the stake would be won or void.
    #[error(
        "a win of {}/{} and a void of {}/{} are more than the stake",
        win.num, win.den, void.num, void.den
    )]
    AboveOne {
        /// The win factor that was given.
        win: Share,
        /// The void factor that was given.
        void: Share,
    },
    /// A result of a runner, whose factors have too large denominators to be paid in any bet.
    #[error("a win of {}/{} and a void of {}/{} are too fine for a race", win.num, win.den, void.num, void.den)]
    TooFine {
        /// The win factor that was given.
        win: Share,
        /// The void factor that was given.
        void: Share,
    },
    /// Nobody finished there: positions and runners that share one are counted from 1.
    #[error("position {position} with {tied} runners is none")]
    NoPosition {
        /// The position that was given.
        position: u16,
        /// The runners on it.
        tied: u16,
    },
    /// More would be deducted than was won.
    #[error("a deduction of {pence} pence in the pound is above {max}")]
    DeductionTooLarge {
        /// The deduction that was given.
        pence: u8,
        /// The most that there is.
        max: u8,
    },
}

impl LegResultError {
    /// Every code that [`LegResultError::code`] can give.
    pub const CODES: &'static [&'static str] =
        &["bad_share", "shares_above_one", "result_too_fine", "bad_position", "deduction_too_large"];

    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoShare { .. } => "bad_share",
            Self::AboveOne { .. } => "shares_above_one",
            Self::TooFine { .. } => "result_too_fine",
            Self::NoPosition { .. } => "bad_position",
            Self::DeductionTooLarge { .. } => "deduction_too_large",
        }
    }
}

#[cfg(test)]
mod tests;
