//! Runs the worked cases of `shared/vectors/bet_settlement.json` through the calculator, which settles as the engine
//! does: systems, full covers, any to come, each way, dead heats, Rule 4.
//!
//! The exact return is held against the case's figure within the case's own tolerance, and so are the number of lines,
//! the stake and the status where the case states them. Every case that is not run is counted with a reason. The cases
//! lie beside the repository, so a checkout without them skips the test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "a test that can't read its cases stops there"
)]

#[path = "vectors/exactly.rs"]
mod exactly;
#[path = "vectors/return_cases.rs"]
mod return_cases;

use std::fs;

use exactly::{Tally, text, within};
use realdeal::betting::payout::Exact;
use realdeal::betting::{CalculatorSlip, CalculatorStake, PricedBet, calculate};
use realdeal::house_rules::HouseRules;
use realdeal::money::{Currency, Money};
use return_cases::{Case, read};
use rust_decimal::Decimal;
use serde_json::Value;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/vectors/bet_settlement.json");

/// As many as were run when this was written: the test can't silently come to do less.
const AT_LEAST: usize = 457;

#[test]
fn bet_returns() {
    let Ok(file) = fs::read_to_string(CASES) else {
        println!("skipped: ../shared is not here");
        return;
    };
    let cases: Vec<Value> = serde_json::from_str(&file).expect("the cases are a JSON array");
    let mut tally = Tally::default();
    for case in &cases {
        match read(case) {
            Err(reason) => tally.skip(reason),
            Ok(read) => {
                let failure = returns(&read);
                tally.ran(read.group, failure.map(|failure| format!("{}: {failure}", text(&case["id"]))));
            }
        }
    }
    tally.report("bet_settlement.json", cases.len(), AT_LEAST);
}

/// Calculates the bets of a case, and says what is wrong with what they return.
fn returns(case: &Case) -> Option<String> {
    let rules = HouseRules::default();
    let per_line = Money::from_decimal(case.stake, Currency::EUR).unwrap();
    let (mut total, mut lines, mut stakes) = (Exact::zero(), 0, 0);
    for bet in &case.bets {
        let legs = bet.iter().map(|&leg| case.legs[leg].0).collect();
        let grades: Vec<_> = bet.iter().map(|&leg| case.legs[leg].1.clone()).collect();
        let slip = CalculatorSlip { terms: case.terms, stake: CalculatorStake::PerLine(per_line), legs };
        let found = calculate(&slip, &grades, &rules).unwrap();
        let priced = PricedBet::new(slip.terms, found.total_stake.minor(), &slip.legs, &rules.bets).unwrap();
        let given: Vec<_> = grades.iter().map(Option::as_ref).collect();
        let (most, ever) =
            (priced.maximum(&given).unwrap(), priced.maximum(&vec![None; given.len()]).unwrap());
        assert!(most <= ever, "{most} is more than the most, {ever}");
        if let Some(status) = &case.status
            && found.status.to_string() != *status
        {
            return Some(format!("expected to be {status}, it is {}", found.status));
        }
        if let Some(exact) = &found.exact_return {
            assert_eq!(*exact, most, "nothing is open");
            let sum = found.listed.iter().try_fold(Exact::zero(), |sum, line| {
                sum.plus(line.exact_return.as_ref().expect("every line is decided"))
            });
            assert_eq!(sum.as_ref(), Ok(exact), "the lines add up to the bet");
        }
        total = total.plus(&most).unwrap();
        lines += found.lines;
        stakes += found.total_stake.minor();
    }
    if let Some(expected) = case.lines.filter(|&expected| expected != Decimal::from(lines)) {
        return Some(format!("expected {expected} lines, found {lines}"));
    }
    if let Some(expected) = case.total_stake.filter(|&expected| expected != Decimal::new(stakes, 2)) {
        return Some(format!("expected a stake of {expected}, found {stakes} cents"));
    }
    let fits = within(&total, case.returns, case.tolerance);
    (!fits).then(|| format!("expected {} within {}, found {total} cents", case.returns, case.tolerance))
}
