//! Exact payouts: a stake times its leg factors, added over lines, and rounded once.
//!
//! Here: the arithmetic and its bound; `wide` is the slow, wide half of it, `text` how it is written and
//! stored. Not here: what the factors are (settlement grades legs), which lines a bet has, and the posting of
//! money.
//!
//! # The width, bit by bit
//!
//! A leg's factor is `w d + v` (docs/rules.md, section 3): odds `d` with a numerator up to 10^10 and a denominator
//! up to 10^6, win and void factors `w` and `v` with numerators and denominators up to 2^16. Over the common
//! denominator,
//!
//! - numerator: at most `2^32 * 10^10 + 2^32 * 10^6`, below 2^65.23: 66 bits;
//! - denominator: at most `2^32 * 10^6`, below 2^51.94: 52 bits;
//! - 25 legs and a stake of 63 bits: 63 + 25 * 66 = 1,713 bits above, 25 * 52 = 1,300 below.
//!
//! The width is 2,048 bits, the next power of two. That leaves 79 bits a leg, so that a place fraction of 1/5
//! and a Rule 4 deduction in twentieths (7 bits more) still fit at 25 legs. A sum over lines (`plus`, or the
//! elementary symmetric polynomials) keeps the denominator of all legs together and needs the logarithm of
//! the number of lines more: 18 bits for the 184,756 lines of 10 of 20, far inside what five legs fewer
//! leave. No step in between is wider than that: factors are reduced against each other before they are
//! multiplied.
//!
//! The wide type is ruint's: fixed width, no heap for arithmetic, pure Rust that builds for wasm, with
//! division and a Lehmer gcd of its own. bnum and crypto-bigint are of fixed width too (the latter pays for
//! constant time, which a payout has no use for); num-bigint allocates at every step and has no bound to
//! refuse at placement. The others were not measured against it.

mod error;
#[cfg(test)]
mod tests;
mod text;
mod wide;

use std::cmp::Ordering;

use ruint::Uint;

pub use self::error::PayoutError;
pub(in crate::betting) use self::wide::gcd_128;
use self::wide::{Ratio, Wide};
use crate::money::Rounding;

/// The width of the exact arithmetic, numerator and denominator each.
pub const WIDTH_BITS: u32 = 2_048;
/// The bits of the largest stake.
pub const STAKE_BITS: u32 = 63;
/// The bits of the larger half of a leg's factor, for any odds and any win and void factor within their
/// bounds.
pub const LEG_BITS: u32 = 66;

/// How many bits a line of so many legs can need, if the larger half of each leg's factor has `leg_bits` at
/// most ([`LEG_BITS`] for plain legs). Placement refuses what could need more than [`WIDTH_BITS`].
///
/// ```
/// use realdeal::betting::payout::{LEG_BITS, WIDTH_BITS, bits_needed};
///
/// assert!(bits_needed(25, LEG_BITS) <= WIDTH_BITS);
/// ```
pub const fn bits_needed(legs: u32, leg_bits: u32) -> u32 {
    legs.saturating_mul(leg_bits).saturating_add(STAKE_BITS)
}

const _: () = assert!(bits_needed(25, LEG_BITS) <= WIDTH_BITS, "the longest accumulator must fit");

/// An exact amount in minor units, zero or more: a fraction in lowest terms.
///
/// Whatever the order of the steps, the same factors give the same value, and the same value has the same
/// form: equal means equal bytes, on every target. Its text is `267` or, when not whole, `535/2`.
///
/// ```
/// use realdeal::betting::payout::Exact;
/// use realdeal::money::Rounding;
///
/// // 10.00 at 2.10, half won: the stake times (d + 1)/2 = 31/20.
/// let exact = Exact::from_minor(1_000)?.times(31, 20)?;
/// assert_eq!(exact.to_string(), "1550");
/// // The same once more, as a second leg of the same bet. Rounded once, at the end.
/// let exact = exact.times(31, 20)?;
/// assert_eq!(exact.to_string(), "4805/2");
/// assert_eq!(exact.round(Rounding::HalfAwayFromZero)?, 2_403);
/// # Ok::<(), realdeal::betting::payout::PayoutError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Exact(Repr);

/// Narrow whenever both halves fit, so that equal values have equal forms.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Narrow { num: u64, den: u64 },
    Wide(Box<Ratio>),
}

impl Exact {
    /// Nothing.
    pub const fn zero() -> Self {
        Self(Repr::Narrow { num: 0, den: 1 })
    }

    /// A stake, in minor units. Error: `negative_stake`.
    pub fn from_minor(stake: i64) -> Result<Self, PayoutError> {
        match u64::try_from(stake) {
            Ok(num) => Ok(Self(Repr::Narrow { num, den: 1 })),
            Err(_) => Err(PayoutError::NegativeStake { minor: stake }),
        }
    }

    /// Whether it is exactly zero: a lost line.
    pub const fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Narrow { num: 0, .. })
    }

    /// The amount times `num / den`, exactly. The factor need not be in lowest terms.
    ///
    /// Errors: `zero_denominator`; `payout_too_wide`, which never comes while [`bits_needed`] is within
    /// [`WIDTH_BITS`].
    pub fn times(&self, num: u128, den: u128) -> Result<Self, PayoutError> {
        if den == 0 {
            return Err(PayoutError::ZeroDenominator { num });
        }
        if num == 0 {
            return Ok(Self::zero());
        }
        match &self.0 {
            Repr::Narrow { num: 0, .. } => Ok(Self::zero()),
            Repr::Narrow { num: own_num, den: own_den } => match (u64::try_from(num), u64::try_from(den)) {
                (Ok(num), Ok(den)) => Ok(Self::times_narrow(*own_num, *own_den, num, den)),
                _ => Ratio::new(*own_num, *own_den).times(num, den).map(|ratio| Self::from_ratio(&ratio)),
            },
            Repr::Wide(own) => own.times(num, den).map(|ratio| Self::from_ratio(&ratio)),
        }
    }

    /// The amount times another taken as a factor. Error: `payout_too_wide`.
    pub(super) fn times_exact(&self, other: &Self) -> Result<Self, PayoutError> {
        match &other.0 {
            Repr::Narrow { num, den } => self.times((*num).into(), (*den).into()),
            Repr::Wide(other) => self.to_ratio().times_ratio(other).map(|ratio| Self::from_ratio(&ratio)),
        }
    }

    /// The amount less a whole number of minor units, and nothing if that is more.
    pub(super) fn minus_minor(&self, minor: i64) -> Self {
        let minor = u64::try_from(minor).unwrap_or(0);
        let Ratio { num, den } = self.to_ratio();
        match Wide::from(minor).checked_mul(den).and_then(|minor| num.checked_sub(minor)) {
            // In lowest terms as before: what divides both divides what was taken away, too.
            Some(num) if !num.is_zero() => Self::from_ratio(&Ratio { num, den }),
            _ => Self::zero(),
        }
    }

    /// From whole numbers in lowest terms, of a width up to that of the payout.
    pub(super) fn of_lowest<const BITS: usize, const LIMBS: usize>(
        num: Uint<BITS, LIMBS>,
        den: Uint<BITS, LIMBS>,
    ) -> Self {
        if num.is_zero() {
            return Self::zero();
        }
        match (u64::try_from(num), u64::try_from(den)) {
            (Ok(num), Ok(den)) => Self(Repr::Narrow { num, den }),
            _ => Self(Repr::Wide(Box::new(Ratio { num: Wide::from(num), den: Wide::from(den) }))),
        }
    }

    /// The sum, exactly, such as that of several lines. Error: `payout_too_wide`.
    ///
    /// ```
    /// use realdeal::betting::payout::Exact;
    /// let third = Exact::from_minor(100)?.times(1, 3)?;
    /// let two = third.plus(&third)?;
    /// assert_eq!(two.plus(&third)?, Exact::from_minor(100)?); // nothing was lost on the way
    /// # Ok::<(), realdeal::betting::payout::PayoutError>(())
    /// ```
    pub fn plus(&self, other: &Self) -> Result<Self, PayoutError> {
        if let (Repr::Narrow { num: a, den: b }, Repr::Narrow { num: c, den: d }) = (&self.0, &other.0)
            && let Some(sum) = Self::plus_narrow((*a, *b), (*c, *d))
        {
            return Ok(sum);
        }
        self.to_ratio().plus(&other.to_ratio()).map(|ratio| Self::from_ratio(&ratio))
    }

    /// The amount in whole minor units, by the house's mode. Error: `payout_out_of_range` beyond 2^63 minor
    /// units.
    pub fn round(&self, mode: Rounding) -> Result<i64, PayoutError> {
        let rounded = match &self.0 {
            Repr::Narrow { num, den: 1 } => Some(*num),
            Repr::Narrow { num, den } => {
                let (whole, rest) = (num / den, num % den);
                // Lowest terms and a denominator above 1: there is a remainder. Its double could overflow,
                // what it lacks can't.
                let away = mode.goes_away(rest.cmp(&(den - rest)), whole % 2 == 1);
                whole.checked_add(u64::from(away))
            }
            Repr::Wide(own) => own.round(mode),
        };
        rounded.and_then(|minor| i64::try_from(minor).ok()).ok_or_else(|| PayoutError::PayoutOutOfRange {
            text: crate::money::text::clip(&self.to_string()),
        })
    }

    /// How it compares with a whole number of minor units, exactly: for caps and minima, before any rounding.
    ///
    /// ```
    /// use realdeal::betting::payout::Exact;
    /// let exact: Exact = "5001/10".parse()?;
    /// assert!(exact.cmp_minor(500).is_gt());
    /// # Ok::<(), realdeal::betting::payout::PayoutError>(())
    /// ```
    pub fn cmp_minor(&self, minor: i64) -> Ordering {
        match Self::from_minor(minor) {
            Ok(whole) => self.cmp(&whole),
            Err(_) => Ordering::Greater,
        }
    }

    /// Both fractions fit 64 bits and none is zero; the product of two such halves fits 128.
    fn times_narrow(own_num: u64, own_den: u64, num: u64, den: u64) -> Self {
        // What is in lowest terms stays so if each numerator is reduced against the other's denominator
        // first. The usual single (whole stake, short odds) takes the first branch and needs no gcd at all.
        let (own_num, den, num) = if own_num.is_multiple_of(den) {
            (own_num / den, 1, num)
        } else {
            let common = gcd(num, den);
            let (num, den) = (num / common, den / common);
            let common = gcd(own_num, den);
            (own_num / common, den / common, num)
        };
        let common = if own_den == 1 { 1 } else { gcd(num, own_den) };
        let (num, own_den) = (num / common, own_den / common);
        Self::from_lowest(u128::from(own_num) * u128::from(num), u128::from(own_den) * u128::from(den))
    }

    /// The sum `a/b + c/d`; none if it needs the wide arithmetic.
    fn plus_narrow((a, b): (u64, u64), (c, d): (u64, u64)) -> Option<Self> {
        if b == 1 && d == 1 {
            return Some(Self::from_lowest(u128::from(a) + u128::from(c), 1));
        }
        let common = gcd(b, d);
        let (b_rest, d_rest) = (b / common, d / common);
        let left = u128::from(a) * u128::from(d_rest);
        let num = left.checked_add(u128::from(c) * u128::from(b_rest))?;
        // Only a factor that the denominators share can be left in the sum.
        let again = gcd(u64::try_from(num % u128::from(common)).ok()?, common);
        let den = u128::from(b_rest) * u128::from(d / again);
        Some(Self::from_lowest(num / u128::from(again), den))
    }

    /// From a fraction that already is in lowest terms.
    fn from_lowest(num: u128, den: u128) -> Self {
        match (u64::try_from(num), u64::try_from(den)) {
            (Ok(num), Ok(den)) => Self(Repr::Narrow { num, den }),
            _ => Self(Repr::Wide(Box::new(Ratio::new(num, den)))),
        }
    }

    fn from_ratio(ratio: &Ratio) -> Self {
        match ratio.narrow() {
            Some((num, den)) => Self(Repr::Narrow { num, den }),
            None => Self(Repr::Wide(Box::new(*ratio))),
        }
    }

    fn to_ratio(&self) -> Ratio {
        match &self.0 {
            Repr::Narrow { num, den } => Ratio::new(*num, *den),
            Repr::Wide(own) => **own,
        }
    }
}

/// By value, exactly.
impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Repr::Narrow { num: a, den: b }, Repr::Narrow { num: c, den: d }) = (&self.0, &other.0) {
            return (u128::from(*a) * u128::from(*d)).cmp(&(u128::from(*c) * u128::from(*b)));
        }
        self.to_ratio().compare(&other.to_ratio())
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The greatest common divisor, by shifts. `gcd(0, b)` is `b`.
fn gcd(mut a: u64, mut b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let twos = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        if a > b {
            (a, b) = (b, a);
        }
        b -= a;
    }
    a << twos
}
