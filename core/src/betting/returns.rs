//! What a bet returns: its stake on each line, times what the legs of the line are worth, added exactly.
//!
//! Here: the one calculation that settlement, the potential return of a placement, and the calculator share;
//! `symmetric` adds all folds of a size without listing them, `lines` lists what must be listed, `bonus` is what a
//! house adds. Not here: how legs are graded (`settlement`), what is posted (`effects`), and whether a bet is
//! taken (`decide`).
//!
//! # The width
//!
//! `payout` shows that plain legs need 66 bits each. A leg of a race needs, over the one denominator that fits both
//! its win part and its place part, odds in millionths, a deduction in hundredths, a place fraction in twentieths,
//! a win and a place result in parts of 2^16 each (`LegGrade::in_race` sees to that), and a half where win and
//! place are divided equally: `10^6 * 100 * 20 * 2^32 * 2`, below 2^63.91. It is worth at most 10^4 of that, so
//! the numerator stays below 2^77.2: 78 bits ([`RACE_LEG_BITS`]). The stake of all lines together has 63 bits, and
//! no line is worth more than the product of all its legs' larger halves, so a sum over lines needs no more than
//! one line with the whole stake; adding two parts or a bonus (a factor below 2^7) stays inside 8 bits. 25 legs:
//! 63 + 25 * 78 + 8 = 2,021 bits, of 2,048. Coefficients on the way have numerator and denominator added, one bit
//! more for each leg of a system: 63 + 20 * 79 + 8 = 1,651.

mod bonus;
mod error;
mod lines;
mod symmetric;

use smallvec::SmallVec;

pub use self::error::ReturnError;
pub(super) use self::lines::Line;
use super::bet::Decided;
use super::bet_type::Cover;
use super::payout::{Exact, STAKE_BITS, WIDTH_BITS, gcd_128};
use super::{
    BetPart, BetStatus, BetTerms, BetTermsError, BetType, LineStake, PricedLeg, StakeRemainder, Way,
};
use crate::house_rules::{BetRules, HouseRules};
use crate::money::Rounding;
use crate::settlement::{LegGrade, LegResult, LegResultKind};

/// The bits of the larger half of what a leg of a race is worth.
pub const RACE_LEG_BITS: u32 = 78;

const _: () =
    assert!(HouseRules::MAX_LEGS * RACE_LEG_BITS + STAKE_BITS + 8 <= WIDTH_BITS, "the longest bet fits");

/// What a line multiplies by for one leg, in lowest terms.
pub(super) type Factor = (u128, u128);
/// The factors of all legs; none for a leg that is not graded.
pub(super) type Factors = SmallVec<[Option<Factor>; 8]>;

/// A bet as far as its return goes.
///
/// ```
/// use realdeal::betting::{BetStatus, BetTerms, BetType, PricedBet, PricedLeg};
/// use realdeal::house_rules::BetRules;
/// use realdeal::money::Rounding;
/// use realdeal::settlement::{LegGrade, LegResult};
///
/// let legs = ["2.00", "3.00", "4.00"].map(|odds| PricedLeg::at(odds.parse().expect("odds")));
/// let rules = BetRules::default();
/// let bet = PricedBet::new(BetTerms::win(BetType::Trixie), 400, &legs, &rules)?; // 1.00 on each of 4 lines
/// assert_eq!(bet.maximum(&[None; 3])?.to_string(), "5000"); // 6 + 8 + 12 + 24 times 1.00
///
/// // The first has lost: one double is left to wait for.
/// let (lost, won) = (LegGrade::from(LegResult::LOST), LegGrade::from(LegResult::WON));
/// assert_eq!(bet.exact(&[Some(&lost), Some(&won), None])?, None);
/// let decided = bet.decided(&[Some(&lost), Some(&won), Some(&won)], Rounding::default(), None)?;
/// let decided = decided.expect("every leg is graded");
/// assert_eq!((decided.returned, decided.status), (1_200, BetStatus::Won));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct PricedBet<'a> {
    terms: BetTerms,
    legs: &'a [PricedLeg],
    rules: &'a BetRules,
    /// The lines of one part.
    lines: u32,
    line_stake: LineStake,
}

/// A line with its part, its stake and its return.
pub(super) type ListedLine = (BetPart, Line, i64, Option<Exact>);

/// One part of a bet: what its legs are worth in it.
pub(super) struct Part {
    pub(super) factors: Factors,
    /// The win and the place part, where this one is divided equally between them.
    halves: Option<Box<(Factors, Factors)>>,
}

impl<'a> PricedBet<'a> {
    /// A bet with its total stake in minor units. What is accepted here is paid exactly, whatever its legs are
    /// graded.
    ///
    /// A stake that leaves a rest over the lines is spread; whether it may is a question of placement
    /// ([`LineStake::of_total`]).
    ///
    /// Errors: `bankers_not_taken`, `wrong_number_of_legs`, `stake_out_of_range`.
    pub fn new(
        terms: BetTerms,
        stake: i64,
        legs: &'a [PricedLeg],
        rules: &'a BetRules,
    ) -> Result<Self, BetTermsError> {
        let bankers = count(legs.iter().filter(|leg| leg.terms.banker).count());
        let lines = terms.bet_type.lines(count(legs.len()), bankers)?;
        let line_stake = LineStake::of_total(stake, lines * terms.way.parts(), StakeRemainder::Spread)?;
        Ok(Self { terms, legs, rules, lines, line_stake })
    }

    /// How many stakes of a line it has; each way counts a line twice.
    pub fn lines(&self) -> u32 {
        self.lines * self.terms.way.parts()
    }

    /// How the stake lies on them.
    pub fn line_stake(&self) -> LineStake {
        self.line_stake
    }

    /// The exact return by the grades of its legs, one for each in order, or none while a line can still win that
    /// has a leg without a grade.
    ///
    /// Errors: `grades_dont_match`; the arithmetic has none for a bet that [`PricedBet::new`] took.
    pub fn exact(&self, grades: &[Option<&LegGrade>]) -> Result<Option<Exact>, ReturnError> {
        self.matching(grades)?;
        let Some(parts) = self.parts(|side| self.factors(side, grades))? else { return Ok(None) };
        let (mut total, bonus) = self.total(parts, |leg| grades[leg].map(LegGrade::win))?;
        if let Some(bonus) = bonus {
            total = total.plus(&bonus)?;
        }
        Ok(Some(total))
    }

    /// The part of [`PricedBet::exact`] that is a bonus of the house; none if there is none, or the bet is open.
    pub(super) fn added(&self, grades: &[Option<&LegGrade>]) -> Result<Option<Exact>, ReturnError> {
        let Some(parts) = self.parts(|side| self.factors(side, grades))? else { return Ok(None) };
        Ok(self.total(parts, |leg| grades[leg].map(LegGrade::win))?.1)
    }

    /// The first lines in line order, up to `limit`: the part each belongs to, its stake in minor units, and its
    /// exact return, none while it is open.
    pub(super) fn listed(
        &self,
        grades: &[Option<&LegGrade>],
        limit: u32,
    ) -> Result<Vec<ListedLine>, ReturnError> {
        let lines = lines::listed(self.terms.bet_type, self.legs, limit);
        let side = |side| self.factors(side, grades);
        let mut found = Vec::new();
        for part in [BetPart::Win, BetPart::Place] {
            let worth = match (self.terms.way, part) {
                (Way::Win, BetPart::Place) | (Way::Place, BetPart::Win) => continue,
                (Way::EquallyDivided, _) => Part::divided(side(BetPart::Win), side(BetPart::Place)),
                (Way::Win | Way::Place | Way::EachWay, _) => Part { factors: side(part), halves: None },
            };
            for line in lines.iter().take((limit as usize).saturating_sub(found.len())) {
                let stake = self.line_stake.of_line(found.len());
                found.push((part, line.clone(), stake, line.returned(stake, &worth)?));
            }
        }
        Ok(found)
    }

    /// The exact return if every leg without a grade wins, at the price and the place terms agreed.
    ///
    /// A starting price, a smaller field or a bonus on fewer winners can lift a return above this; the house's most
    /// for a return still holds ([`PricedBet::decided`]).
    ///
    /// Errors: as [`PricedBet::exact`].
    pub fn maximum(&self, grades: &[Option<&LegGrade>]) -> Result<Exact, ReturnError> {
        self.matching(grades)?;
        let (terms, bonus) = (self.terms, self.rules.bonus_of(self.terms.bet_type));
        // Most bets that are placed are one line on the win alone: what its legs are worth, without a list of it.
        if let (Way::Win, Cover::Line, None) = (terms.way, terms.bet_type.cover(), bonus)
            && grades.iter().all(Option::is_none)
        {
            let mut exact = Exact::from_minor(self.line_stake.of_line(0))?;
            for (num, den) in self.legs.iter().map(LegGrade::best_win) {
                exact = exact.times(num, den)?;
            }
            return Ok(exact);
        }
        let best = |side| {
            let mut factors = self.factors(side, grades);
            for (factor, leg) in factors.iter_mut().zip(self.legs) {
                factor.get_or_insert_with(|| match side {
                    BetPart::Win => LegGrade::best_win(leg),
                    BetPart::Place => LegGrade::best_place(leg, self.rules),
                });
            }
            factors
        };
        let results = |leg: usize| Some(grades[leg].map_or(LegResult::WON, LegGrade::win));
        match self.parts(best)? {
            Some(parts) => {
                let (total, bonus) = self.total(parts, results)?;
                bonus.map_or(Ok(total.clone()), |bonus| Ok(total.plus(&bonus)?))
            }
            None => Ok(Exact::zero()), // proof: every leg has a factor now
        }
    }

    /// What the grades decide, or none while they leave the return open: the exact return, rounded once, and the
    /// status. At most `most` is returned, if that is given: by prices and places that were agreed no bet comes to
    /// more, for placement refuses it, so that only a guaranteed starting price, a smaller field or a bonus meets
    /// it.
    ///
    /// Errors: as [`PricedBet::exact`]; `payout_out_of_range`, without `most`.
    pub fn decided(
        &self,
        grades: &[Option<&LegGrade>],
        rounding: Rounding,
        most: Option<i64>,
    ) -> Result<Option<Decided>, ReturnError> {
        let Some(exact_return) = self.exact(grades)? else { return Ok(None) };
        let returned = match most {
            Some(most) if exact_return.cmp_minor(most).is_gt() => most,
            _ => exact_return.round(rounding)?,
        };
        Ok(Some(Decided { status: self.status(grades, returned), returned, exact_return }))
    }

    /// The status of a decided bet (docs/rules.md, section 4).
    fn status(&self, grades: &[Option<&LegGrade>], returned: i64) -> BetStatus {
        if returned == 0 {
            return BetStatus::Lost; // also when less than half a minor unit was due
        }
        let win = |grade: &LegGrade| grade.win();
        let place = |grade: &LegGrade| grade.place_result(self.rules);
        let all_void = |result: &dyn Fn(&LegGrade) -> LegResult| {
            grades.iter().all(|grade| grade.is_some_and(|grade| result(grade).is_void()))
        };
        let (void, single) = match self.terms.way {
            Way::Win => (all_void(&win), grades[0].map(win)),
            Way::Place => (all_void(&place), grades[0].map(place)),
            Way::EachWay | Way::EquallyDivided => (all_void(&win) && all_void(&place), None),
        };
        match (void, self.terms.bet_type, single.map(LegResult::kind)) {
            (true, ..) => BetStatus::Void,
            (false, BetType::Single, Some(LegResultKind::HalfWon)) => BetStatus::HalfWon,
            (false, BetType::Single, Some(LegResultKind::HalfLost)) => BetStatus::HalfLost,
            (false, ..) => BetStatus::Won,
        }
    }

    fn matching(&self, grades: &[Option<&LegGrade>]) -> Result<(), BetTermsError> {
        if grades.len() == self.legs.len() {
            return Ok(());
        }
        Err(BetTermsError::GradesDontMatch { legs: count(self.legs.len()), grades: count(grades.len()) })
    }

    /// What the graded legs are worth on one side.
    fn factors(&self, side: BetPart, grades: &[Option<&LegGrade>]) -> Factors {
        let factor = |(leg, grade): (&PricedLeg, Option<&LegGrade>)| match side {
            BetPart::Win => grade.map(|grade| grade.win_factor(leg, self.rules)),
            BetPart::Place => grade.map(|grade| grade.place_factor(leg, self.rules)),
        };
        self.legs.iter().zip(grades.iter().copied()).map(factor).collect()
    }

    /// The returns of the win part and of the place part, as far as the bet has them; none while one is open.
    fn parts(&self, side: impl Fn(BetPart) -> Factors) -> Result<Option<[Option<Exact>; 2]>, ReturnError> {
        // Line order: all lines of the first part, then all of the second.
        let spread = self.line_stake.spread;
        let (first, second) = (spread.min(self.lines), spread.saturating_sub(self.lines));
        let one = |side_of| self.part(&Part { factors: side(side_of), halves: None }, first);
        Ok(match self.terms.way {
            Way::Win => one(BetPart::Win)?.map(|win| [Some(win), None]),
            Way::Place => one(BetPart::Place)?.map(|place| [None, Some(place)]),
            Way::EachWay => {
                let place = Part { factors: side(BetPart::Place), halves: None };
                let (Some(win), Some(place)) = (one(BetPart::Win)?, self.part(&place, second)?) else {
                    return Ok(None);
                };
                Some([Some(win), Some(place)])
            }
            Way::EquallyDivided => {
                let part = Part::divided(side(BetPart::Win), side(BetPart::Place));
                let (Some(one), Some(other)) = (self.part(&part, first)?, self.part(&part, second)?) else {
                    return Ok(None);
                };
                Some([Some(one), Some(other)])
            }
        })
    }

    /// The return of one part with one minor unit more on its first `spread` lines; none while it is open.
    fn part(&self, part: &Part, spread: u32) -> Result<Option<Exact>, ReturnError> {
        let per_line = self.line_stake.per_line;
        match self.terms.bet_type.cover() {
            Cover::Line => {
                // At most 1 is spread over one line, and the whole stake fits.
                let stake = per_line.saturating_add(spread.into());
                product(stake, part.factors.iter())
            }
            Cover::Folds(folds) => Ok(symmetric::folds(self.legs, &part.factors, folds, per_line, spread)),
            Cover::AnyToCome(_) | Cover::Square => {
                let mut sum = Exact::zero();
                for (index, line) in (0_u32..).zip(lines::listed(self.terms.bet_type, self.legs, u32::MAX)) {
                    let stake = per_line.saturating_add(i64::from(index < spread));
                    let Some(returned) = line.returned(stake, part)? else { return Ok(None) };
                    sum = sum.plus(&returned)?;
                }
                Ok(Some(sum))
            }
        }
    }

    /// Both parts together, and what the house adds.
    fn total(
        &self,
        [win, place]: [Option<Exact>; 2],
        result: impl Fn(usize) -> Option<LegResult>,
    ) -> Result<(Exact, Option<Exact>), ReturnError> {
        Ok(match (win, place) {
            (Some(win), Some(place)) => (win.plus(&place)?, self.bonus(&win, result)?),
            (Some(win), None) => {
                let bonus = self.bonus(&win, result)?;
                (win, bonus)
            }
            (None, place) => (place.unwrap_or_else(Exact::zero), None),
        })
    }
}

impl Part {
    /// The mean of a win and a place part, leg by leg: half of what one leg returns goes on each of the next.
    fn divided(win: Factors, place: Factors) -> Self {
        let factors = win.iter().zip(&place).map(|(win, place)| Some(mean((*win)?, (*place)?))).collect();
        Self { factors, halves: Some(Box::new((win, place))) }
    }
}

/// A stake on one line of these legs: zero as soon as one is lost, none while one is open.
pub(super) fn product<'f>(
    stake: i64,
    factors: impl Iterator<Item = &'f Option<Factor>> + Clone,
) -> Result<Option<Exact>, ReturnError> {
    if factors.clone().flatten().any(is_lost) {
        return Ok(Some(Exact::zero()));
    }
    let mut exact = Exact::from_minor(stake)?;
    for factor in factors {
        let Some((num, den)) = factor else { return Ok(None) };
        exact = exact.times(*num, *den)?;
    }
    Ok(Some(exact))
}

/// Whether a line with this factor returns nothing.
pub(super) fn is_lost(factor: &Factor) -> bool {
    factor.0 == 0
}

/// The mean of two factors of one leg, in lowest terms: their denominators have 47 bits at most unless they are
/// equal or one is 1, so that nothing exceeds 128 bits.
fn mean(one: Factor, other: Factor) -> Factor {
    if one == other {
        return one;
    }
    let (num, den) = (one.0 * other.1 + other.0 * one.1, 2 * one.1 * other.1);
    let common = gcd_128(num, den);
    (num / common, den / common)
}

/// A count of legs, which are a slice in memory.
fn count(legs: usize) -> u32 {
    u32::try_from(legs).unwrap_or(u32::MAX)
}
