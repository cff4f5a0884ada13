//! All folds of some sizes at once, by elementary symmetric polynomials: no line is ever listed.
//!
//! Each leg is worth `n/d`. The product of `d + n x` over the legs has, as its coefficient of `x^k`, the sum of all
//! folds of `k` legs, over the product of all `d`: 190 multiplications for 20 legs, where 10 of 20 alone are 184,756
//! lines. Everything is whole until the end, and is reduced by one leg's denominator after the other.
//!
//! Not here: which bets are made of folds (`bet_type`), and the bound on the width (`returns`).

use ruint::Uint;
use smallvec::SmallVec;

use super::{Factor, Factors, PricedLeg, is_lost};
use crate::betting::bet_type::{Folds, choose};
use crate::betting::payout::{Exact, gcd_128};

/// The return of every fold of these sizes, each with all bankers: `per_line` minor units on each line, and one
/// more on the first `spread`. None while a line that can still win has a leg without a factor.
pub(super) fn folds(
    legs: &[PricedLeg],
    factors: &Factors,
    folds: Folds,
    per_line: i64,
    spread: u32,
) -> Option<Exact> {
    let marked = |banker: bool| {
        legs.iter().zip(factors).filter(move |(leg, _)| leg.terms.banker == banker).map(|(_, factor)| factor)
    };
    let lost = |factor: &&Option<Factor>| factor.as_ref().is_some_and(is_lost);
    let can_win = marked(false).filter(|factor| !lost(factor)).count();
    if marked(true).any(|factor| lost(&factor)) || can_win < folds.smallest() as usize {
        return Some(Exact::zero());
    }
    // Now each leg that is not lost stands in some line that can win.
    if factors.iter().any(Option::is_none) {
        return None;
    }
    let bankers: Legs = marked(true).flatten().copied().collect();
    let others: Legs = marked(false).flatten().copied().collect();
    let stake = Stake { per_line: u64::try_from(per_line).unwrap_or(0), spread };
    // Bits of the sum of all coefficients, with the stake.
    let bits: u32 = bankers.iter().chain(&others).map(|(num, den)| 128 - (num + den).leading_zeros()).sum();
    Some(in_width(bits + 64)(&bankers, &others, folds, stake))
}

/// The sum in the narrowest width that is there and holds these bits. All give the same.
#[cfg(not(target_arch = "wasm32"))]
fn in_width(bits: u32) -> fn(&Legs, &Legs, Folds, Stake) -> Exact {
    match bits {
        ..=128 => sum::<128, 2>,
        129..=192 => sum::<192, 3>,
        193..=256 => sum::<256, 4>,
        257..=512 => sum::<512, 8>,
        513..=1_024 => sum::<1_024, 16>,
        _ => sum::<2_048, 32>,
    }
}

/// Two widths in a module that a page has to fetch: each is 20 kB of it.
#[cfg(target_arch = "wasm32")]
fn in_width(bits: u32) -> fn(&Legs, &Legs, Folds, Stake) -> Exact {
    match bits {
        ..=256 => sum::<256, 4>,
        _ => sum::<2_048, 32>,
    }
}

type Legs = SmallVec<[Factor; 8]>;

#[derive(Clone, Copy)]
struct Stake {
    per_line: u64,
    spread: u32,
}

/// The sum in a width that holds it.
fn sum<const BITS: usize, const LIMBS: usize>(
    bankers: &Legs,
    others: &Legs,
    folds: Folds,
    stake: Stake,
) -> Exact {
    let wide = Uint::<BITS, LIMBS>::from::<u128>;
    let mut num = {
        let coefficients = polynomial::<BITS, LIMBS>(others.iter(), folds.largest());
        let sum =
            folds.iter().filter_map(|size| coefficients.get(size as usize)).fold(wide(0), |sum, c| sum + *c);
        sum * wide(stake.per_line.into())
    };
    if stake.spread > 0 {
        num += first::<BITS, LIMBS>(others, folds, stake.spread);
    }
    let mut den = wide(1);
    for (banker, _) in bankers {
        num *= wide(*banker);
    }
    // What is in lowest terms after a leg stays so: the numerator only loses factors.
    for &(_, leg) in bankers.iter().chain(others) {
        if leg == 1 {
            continue;
        }
        // Not `%`, as in `payout::wide`.
        let rest = u128::try_from(num.div_rem(wide(leg)).1).unwrap_or(0);
        let common = gcd_128(leg, rest);
        if common > 1 {
            num /= wide(common);
        }
        den *= wide(leg / common);
    }
    Exact::of_lowest(num, den)
}

/// The coefficients of the product of `d + n x`, up to that of `x^largest`.
fn polynomial<'f, const BITS: usize, const LIMBS: usize>(
    legs: impl Iterator<Item = &'f Factor>,
    largest: u32,
) -> SmallVec<[Uint<BITS, LIMBS>; 9]> {
    let wide = Uint::<BITS, LIMBS>::from::<u128>;
    let mut coefficients: SmallVec<[_; 9]> = SmallVec::from_slice(&[wide(1)]);
    for &(num, den) in legs {
        // A lost leg is in no line that pays: its factor is 1.
        if num == 0 {
            continue;
        }
        let (num, den) = (wide(num), wide(den));
        if coefficients.len() <= largest as usize {
            coefficients.push(wide(0));
        }
        for size in (1..coefficients.len()).rev() {
            coefficients[size] = coefficients[size] * den + coefficients[size - 1] * num;
        }
        coefficients[0] *= den;
    }
    coefficients
}

/// The sum of the first lines in line order, so many of them, over the product of all denominators: whole runs of
/// lines that begin alike are added by the polynomial of the legs behind them.
fn first<const BITS: usize, const LIMBS: usize>(
    legs: &Legs,
    folds: Folds,
    mut lines: u32,
) -> Uint<BITS, LIMBS> {
    let wide = Uint::<BITS, LIMBS>::from::<u128>;
    let behind: Vec<_> =
        (0..=legs.len()).map(|at| polynomial::<BITS, LIMBS>(legs[at..].iter(), folds.largest())).collect();
    let count = |from: usize| u32::try_from(legs.len() - from).unwrap_or(u32::MAX);
    let mut sum = wide(0);
    for size in folds.iter() {
        let (mut size, mut before) = (size, wide(1));
        for (at, &(num, den)) in legs.iter().enumerate() {
            if lines == 0 {
                return sum;
            }
            if size > count(at) {
                break;
            }
            let with_this = choose(count(at + 1), size - 1);
            if with_this <= lines {
                let rest = behind[at + 1].get(size as usize - 1).copied().unwrap_or_default();
                sum += before * wide(num) * rest;
                before *= wide(den);
                lines -= with_this;
            } else {
                // Only some of the lines with this leg: they all have it, and fewer others.
                before *= wide(num);
                size -= 1;
            }
        }
    }
    sum
}
