//! A calculator without a book: what a slip costs, what it can return, and what it returns by given results.
//!
//! It is the code that the engine settles with (`returns`), and knows no users, balances, markets or limits of a
//! stake. Its input and output are plain data, which bindings speak.

use serde::{Deserialize, Serialize};

use super::payout::Exact;
use super::{BetPart, BetStatus, BetTerms, BetTermsError, LineStake, PricedBet, PricedLeg, ReturnError};
use crate::house_rules::HouseRules;
use crate::money::{Currency, Money};
use crate::settlement::LegGrade;

/// A bet to be calculated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalculatorSlip {
    /// The bet type and what it stands on.
    pub terms: BetTerms,
    /// The stake.
    pub stake: CalculatorStake,
    /// The legs with their prices; the first nine of a union jack are its rows.
    pub legs: Vec<PricedLeg>,
}

/// A stake, named in one of two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CalculatorStake {
    /// So much on each line, each way on each part of it.
    PerLine(Money),
    /// So much in all, which must divide, or is spread, as the house rules say.
    Total(Money),
}

/// What a calculator found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calculation {
    /// How many stakes of a line there are; each way counts a line twice.
    pub lines: u32,
    /// The stake of a line. One minor unit more lies on the first `spread` of them.
    pub line_stake: Money,
    /// See [`LineStake::spread`].
    pub spread: u32,
    /// The stake in all.
    pub total_stake: Money,
    /// The return if every leg without a result wins; none if it is more than money can count.
    pub maximum_return: Option<Money>,
    /// Open while a line can still win that has a leg without a result.
    pub status: BetStatus,
    /// What is paid, rounded by the house rules, and at most what they return at most; none while open.
    pub returned: Option<Money>,
    /// The return in minor units before rounding; none while open.
    pub exact_return: Option<Exact>,
    /// The part of it that is a bonus of the house, and in no line.
    pub bonus: Option<Exact>,
    /// The first lines, in line order: [`Calculation::MAX_LISTED`] at most.
    pub listed: Vec<CalculatedLine>,
}

impl Calculation {
    /// The most lines that are listed: a page for a person, and a bound for a caller. The totals are over all.
    pub const MAX_LISTED: u32 = 1_000;
}

/// One line of a calculation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalculatedLine {
    /// The part of an each-way bet that it belongs to.
    pub part: BetPart,
    /// Its legs by their places in the slip, counted from 0; of an any-to-come line those that come second.
    pub legs: Vec<u32>,
    /// The leg of an any-to-come line that comes first.
    pub first: Option<u32>,
    /// Its stake.
    pub stake: Money,
    /// What it returns, in minor units; none while it is open.
    pub exact_return: Option<Exact>,
}

/// Calculates a bet by what came of its legs: one result for each in order, none for a leg that is still open.
///
/// Errors: `wrong_number_of_legs`, `bankers_not_taken`, `stake_does_not_divide`, `stake_out_of_range`,
/// `grades_dont_match`; `payout_out_of_range` for a return that money can't count, in a currency without a limit.
///
/// ```
/// use realdeal::betting::{BetStatus, BetTerms, BetType, PlaceTerms, Way};
/// use realdeal::betting::{CalculatorSlip, CalculatorStake, PricedLeg, calculate};
/// use realdeal::house_rules::HouseRules;
/// use realdeal::settlement::LegGrade;
///
/// // A patent, 1.00 each way on three horses at 4/1 in fields of nine: a fifth for three places.
/// let mut leg = PricedLeg::at("4/1".parse().expect("odds"));
/// leg.terms.place = PlaceTerms::standard(9, false);
/// let slip = CalculatorSlip {
///     terms: BetTerms { bet_type: BetType::Patent, way: Way::EachWay },
///     stake: CalculatorStake::PerLine("1.00 EUR".parse().expect("money")),
///     legs: vec![leg; 3],
/// };
/// // At most 6 x 6 x 6 - 1 on the win, and 2.8 x 2.8 x 2.8 - 1 on the places.
/// let open = calculate(&slip, &[None, None, None], &HouseRules::default())?;
/// assert_eq!(open.maximum_return.expect("it can be counted").to_string(), "235.95 EUR");
///
/// let first = LegGrade::finished(1, 1, leg.terms.place).expect("a position");
/// let third = LegGrade::finished(3, 1, leg.terms.place).expect("a position");
/// let results = [Some(first), Some(third.clone()), Some(third)];
/// let found = calculate(&slip, &results, &HouseRules::default())?;
/// assert_eq!((found.lines, found.total_stake.to_string().as_str()), (14, "14.00 EUR"));
/// // The win pays its single, 5.00; the places are worth 1.80 each: 2.8 x 2.8 x 2.8 - 1 = 20.952.
/// assert_eq!(found.returned.expect("all results are there").to_string(), "25.95 EUR");
/// assert_eq!(found.status, BetStatus::Won);
/// # Ok::<(), realdeal::betting::ReturnError>(())
/// ```
pub fn calculate(
    slip: &CalculatorSlip,
    results: &[Option<LegGrade>],
    rules: &HouseRules,
) -> Result<Calculation, ReturnError> {
    let (total, currency) = total_stake(slip, rules)?;
    let bet = PricedBet::new(slip.terms, total, &slip.legs, &rules.bets)?;
    let grades: Vec<Option<&LegGrade>> = results.iter().map(Option::as_ref).collect();
    let most = rules.limits.get(&currency).map(|limits| limits.max_return);
    let maximum = bet.maximum(&grades)?;
    let decided = bet.decided(&grades, rules.rounding, most)?;
    let bonus = bet.added(&grades)?;
    let listed = bet.listed(&grades, Calculation::MAX_LISTED)?;
    let money = |minor| Money::new(minor, currency);
    let listed = listed.into_iter().map(|(part, line, stake, exact_return)| CalculatedLine {
        part,
        legs: line.legs.iter().map(|&leg| place(leg)).collect(),
        first: line.first.map(|(leg, _)| place(leg)),
        stake: money(stake),
        exact_return,
    });
    Ok(Calculation {
        lines: bet.lines(),
        line_stake: money(bet.line_stake().per_line),
        spread: bet.line_stake().spread,
        total_stake: money(total),
        maximum_return: maximum.round(rules.rounding).ok().map(money),
        status: decided.as_ref().map_or(BetStatus::Open, |decided| decided.status),
        returned: decided.as_ref().map(|decided| money(decided.returned)),
        exact_return: decided.map(|decided| decided.exact_return),
        bonus,
        listed: listed.collect(),
    })
}

/// The whole stake in minor units, and its currency.
fn total_stake(slip: &CalculatorSlip, rules: &HouseRules) -> Result<(i64, Currency), BetTermsError> {
    let bankers = slip.legs.iter().filter(|leg| leg.terms.banker).count();
    let lines = slip.terms.lines(place(slip.legs.len()), place(bankers))?;
    match slip.stake {
        CalculatorStake::PerLine(stake) => Ok((LineStake::total_of(stake.minor(), lines)?, stake.currency())),
        CalculatorStake::Total(stake) => {
            LineStake::of_total(stake.minor(), lines, rules.bets.stake_remainder)?;
            Ok((stake.minor(), stake.currency()))
        }
    }
}

/// A place in a list of legs, of which a bet has 25 at most.
fn place(leg: usize) -> u32 {
    u32::try_from(leg).unwrap_or(u32::MAX)
}
