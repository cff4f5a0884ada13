//! The wide half of exact payouts: fractions of 2,048 bits a side, for what 64 bits can't hold.
//!
//! Not here: the narrow path, and the choice between the two, which `payout` makes. Everything here is in
//! lowest terms, and every step that could exceed the width says so.

use std::cmp::Ordering;

use ruint::Uint;

use super::{PayoutError, gcd};
use crate::money::Rounding;

/// The wide integer: `WIDTH_BITS` in words of 64.
pub(super) type Wide = Uint<2_048, 32>;
/// Twice as wide, for the cross products of a comparison.
type Double = Uint<4_096, 64>;

/// The bytes of a [`Wide`].
pub(super) const WIDE_BYTES: usize = 256;

const _: () = assert!(Wide::BITS == super::WIDTH_BITS as usize && Wide::BYTES == WIDE_BYTES, "one width");

/// A fraction in lowest terms; the denominator is never zero.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Ratio {
    pub(super) num: Wide,
    pub(super) den: Wide,
}

impl Ratio {
    /// From a fraction that already is in lowest terms.
    pub(super) fn new<T>(num: T, den: T) -> Self
    where
        u128: From<T>,
    {
        Self { num: Wide::from(u128::from(num)), den: Wide::from(u128::from(den)) }
    }

    /// From any fraction; none if the denominator is zero.
    pub(super) fn reduced(num: Wide, den: Wide) -> Option<Self> {
        if den.is_zero() {
            return None;
        }
        let common = num.gcd(den);
        Some(Self { num: num / common, den: den / common })
    }

    /// Both halves in 64 bits, if they fit.
    pub(super) fn narrow(&self) -> Option<(u64, u64)> {
        Some((u64::try_from(self.num).ok()?, u64::try_from(self.den).ok()?))
    }

    /// Times `num / den`, neither of them zero.
    pub(super) fn times(&self, num: u128, den: u128) -> Result<Self, PayoutError> {
        let common = gcd_128(num, den);
        let (num, den) = (Wide::from(num / common), Wide::from(den / common));
        // Reduced crosswise before multiplying, so that no product is wider than the result.
        let (own_num, den) = without_common(self.num, den);
        let (own_den, num) = without_common(self.den, num);
        let num = own_num.checked_mul(num).ok_or(PayoutError::TOO_WIDE)?;
        let den = own_den.checked_mul(den).ok_or(PayoutError::TOO_WIDE)?;
        Ok(Self { num, den })
    }

    /// Times another, not zero, reduced crosswise as above.
    pub(super) fn times_ratio(&self, other: &Self) -> Result<Self, PayoutError> {
        let (upper, lower) = (self.num.gcd(other.den), other.num.gcd(self.den));
        let num = (self.num / upper).checked_mul(other.num / lower).ok_or(PayoutError::TOO_WIDE)?;
        let den = (self.den / lower).checked_mul(other.den / upper).ok_or(PayoutError::TOO_WIDE)?;
        Ok(Self { num, den })
    }

    /// The sum, over the least common denominator.
    pub(super) fn plus(&self, other: &Self) -> Result<Self, PayoutError> {
        let common = self.den.gcd(other.den);
        let (own_rest, other_rest) = (self.den / common, other.den / common);
        let left = self.num.checked_mul(other_rest);
        let right = other.num.checked_mul(own_rest);
        let num = left.zip(right).and_then(|(left, right)| left.checked_add(right));
        let num = num.ok_or(PayoutError::TOO_WIDE)?;
        // Only a factor that the denominators share can be left in the sum.
        let again = num.gcd(common);
        let den = own_rest.checked_mul(other.den / again).ok_or(PayoutError::TOO_WIDE)?;
        Ok(Self { num: num / again, den })
    }

    /// The nearest whole number by this mode; none if it exceeds 64 bits.
    pub(super) fn round(&self, mode: Rounding) -> Option<u64> {
        let (whole, rest) = self.num.div_rem(self.den);
        let whole = u64::try_from(whole).ok()?;
        if rest.is_zero() {
            return Some(whole);
        }
        let away = mode.goes_away(rest.cmp(&(self.den - rest)), whole % 2 == 1);
        whole.checked_add(u64::from(away))
    }

    /// Which of two is larger, exactly.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let left: Double = self.num.widening_mul::<2_048, 32, 4_096, 64>(other.den);
        let right: Double = other.num.widening_mul::<2_048, 32, 4_096, 64>(self.den);
        left.cmp(&right)
    }
}

/// Divides both by what they have in common. `factor` has at most 128 bits, and one wide division is enough
/// to bring the rest of the gcd down to that.
fn without_common(wide: Wide, factor: Wide) -> (Wide, Wide) {
    if factor == Wide::ONE {
        return (wide, factor);
    }
    // Not `%`, which is a second division in a module that a page has to fetch, and 14 kB of it.
    let rest = u128::try_from(wide.div_rem(factor).1).unwrap_or(0);
    let common = gcd_128(rest, u128::try_from(factor).unwrap_or(1));
    if common == 1 {
        return (wide, factor);
    }
    let common = Wide::from(common);
    (wide / common, factor / common)
}

/// The greatest common divisor of 128-bit numbers, in 64 bits as soon as they fit.
pub(in crate::betting) fn gcd_128(mut a: u128, mut b: u128) -> u128 {
    loop {
        if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(gcd(a, b));
        }
        if b == 0 {
            return a;
        }
        (a, b) = (b, a % b);
    }
}
