//! Lines, one by one, in line order: those of the any-to-come bets and the union jack, and of any bet for people to
//! read.
//!
//! Not here: sums over all folds of a size, which are never listed (`symmetric`).

use smallvec::SmallVec;

use super::{Factor, Part, PricedLeg, ReturnError, is_lost, product};
use crate::betting::BetType;
use crate::betting::bet_type::{AnyToCome, Cover, Folds};
use crate::betting::payout::{Exact, gcd_128};

/// The places of legs in their bet.
type Places = SmallVec<[usize; 8]>;

/// One line of a bet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::betting) struct Line {
    /// The legs; of an any-to-come line those that come second.
    pub(in crate::betting) legs: Places,
    /// The leg that comes first, and the most stakes out of its return that go on.
    pub(in crate::betting) first: Option<(usize, u32)>,
}

/// The rows, columns and diagonals of a square of nine.
const SQUARE: [[usize; 3]; 8] =
    [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]];

/// The first `limit` lines of a bet, in line order.
pub(in crate::betting) fn listed(bet_type: BetType, legs: &[PricedLeg], limit: u32) -> Vec<Line> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let all: Places = (0..legs.len()).collect();
    let mut lines = Vec::new();
    match bet_type.cover() {
        Cover::Line => lines.push(Line { legs: all, first: None }),
        Cover::Folds(folds) => choose(folds, legs, limit, &mut lines),
        Cover::AnyToCome(AnyToCome { stakes, together, with_folds }) => {
            if with_folds {
                choose(Folds::all(2, Folds::MAX), legs, limit, &mut lines);
            }
            for &first in &all {
                let others = all.iter().copied().filter(|&leg| leg != first);
                if together {
                    lines.push(Line { legs: others.collect(), first: Some((first, stakes)) });
                } else {
                    let line =
                        |leg| Line { legs: SmallVec::from_slice(&[leg]), first: Some((first, stakes)) };
                    lines.extend(others.map(line));
                }
            }
        }
        Cover::Square => {
            lines.extend(SQUARE.map(|legs| Line { legs: legs.into_iter().collect(), first: None }));
        }
    }
    lines.truncate(limit);
    lines
}

/// Every choice of these sizes among the legs that are no bankers, each with the bankers, up to `limit` lines.
fn choose(folds: Folds, legs: &[PricedLeg], limit: usize, lines: &mut Vec<Line>) {
    let marked = |banker: bool| (0..legs.len()).filter(move |&leg| legs[leg].terms.banker == banker);
    let (bankers, others): (Places, Places) = (marked(true).collect(), marked(false).collect());
    for size in folds.iter().map(|size| size as usize).take_while(|&size| size <= others.len()) {
        // Counts up like the digits of a number: the last place that still can goes on by one.
        let mut chosen: Places = (0..size).collect();
        while lines.len() < limit {
            let mut legs: Places =
                bankers.iter().copied().chain(chosen.iter().map(|&at| others[at])).collect();
            legs.sort_unstable();
            lines.push(Line { legs, first: None });
            let Some(place) = (0..size).rfind(|&place| chosen[place] < others.len() - size + place) else {
                break;
            };
            let next = chosen[place] + 1;
            for (step, at) in chosen[place..].iter_mut().enumerate() {
                *at = next + step;
            }
        }
    }
}

impl Line {
    /// What a stake on it returns in one part; none while it is open.
    pub(in crate::betting) fn returned(&self, stake: i64, part: &Part) -> Result<Option<Exact>, ReturnError> {
        let then = self.legs.iter().map(|&leg| &part.factors[leg]);
        let Some((first, stakes)) = self.first else { return product(stake, then) };
        let Some((kept, goes_on)) = part.after(first, stakes) else { return Ok(None) };
        let stake = Exact::from_minor(stake)?;
        let kept = stake.times(kept.0, kept.1)?;
        // Nothing goes on after a lost leg, so that what comes then need not be known.
        if is_lost(&goes_on) {
            return Ok(Some(kept));
        }
        let Some(then) = product(1, then)? else { return Ok(None) };
        Ok(Some(kept.plus(&stake.times(goes_on.0, goes_on.1)?.times_exact(&then)?)?))
    }
}

impl Part {
    /// What is kept of a stake on a leg, and what goes on, at most so many stakes; none while it is open.
    fn after(&self, leg: usize, stakes: u32) -> Option<(Factor, Factor)> {
        let stakes = u128::from(stakes);
        let split = |(num, den): Factor| {
            let most = stakes * den;
            if num > most { ((num - most, den), (stakes, 1)) } else { ((0, 1), (num, den)) }
        };
        match &self.halves {
            None => self.factors[leg].map(split),
            Some(halves) => {
                // Each half keeps and sends on by itself; what goes on is divided again.
                let (win, place) = (split(halves.0[leg]?), split(halves.1[leg]?));
                Some((half_sum(win.0, place.0), half_sum(win.1, place.1)))
            }
        }
    }
}

/// Half of the sum of two fractions of one leg, whose denominators are as in `mean`.
fn half_sum(one: Factor, other: Factor) -> Factor {
    let (num, den) = (one.0 * other.1 + other.0 * one.1, 2 * one.1 * other.1);
    let common = gcd_128(num, den).max(1);
    (num / common, den / common)
}
