//! Runs the worked cases of `shared/vectors/bet_settlement.json` through the engine: placed, settled, compared.
//!
//! Every case whose bets are single lines on the win is placed as such, its results are recorded as explicit
//! outcomes, and the exact return of the settled bet is held against the case's figure within the case's own
//! tolerance: none means equal, 0.01 is that of figures which were rounded to two decimals. A dead heat and a Rule 4
//! deduction are stated as the two factors of a leg's result. All other cases are counted with a reason; the calculator
//! runs them in `vectors_bet_returns`. The cases lie beside the repository, so a checkout without them skips the test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that can't read its cases stops there"
)]

#[path = "vectors/desk.rs"]
mod desk;
#[path = "vectors/exactly.rs"]
mod exactly;
#[path = "vectors/settlement_cases.rs"]
mod settlement_cases;
mod support;

use std::fs;

use desk::{Desk, Offer};
use exactly::{Tally, decimal, text, times, within};
use realdeal::betting::payout::Exact;
use realdeal::money::{Currency, Money, Rounding};
use realdeal::settlement::LegResult;
use rust_decimal::Decimal;
use serde_json::Value;
use settlement_cases::{Run, read};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/vectors/bet_settlement.json");

/// As many as were run when this was written: the test can't silently come to do less.
const AT_LEAST: usize = 121;

#[test]
fn bet_settlement() {
    let Ok(file) = fs::read_to_string(CASES) else {
        println!("skipped: ../shared is not here");
        return;
    };
    let cases: Vec<Value> = serde_json::from_str(&file).expect("the cases are a JSON array");
    let mut desk = Desk::open(&[Currency::EUR]);
    let mut tally = Tally::default();
    for case in &cases {
        match read(case) {
            Err(reason) => tally.skip(reason),
            Ok(run) => {
                let failure = settle(&mut desk, &run);
                tally.ran(run.group, failure.map(|failure| format!("{}: {failure}", text(&case["id"]))));
            }
        }
    }
    tally.report("bet_settlement.json", cases.len(), AT_LEAST);
    assert!(desk.book().audit().unwrap().is_clean());
}

/// Places the bets, settles them, and says what is wrong with what they return.
fn settle(desk: &mut Desk, run: &Run) -> Option<String> {
    let stake = Money::from_decimal(run.stake, Currency::EUR).unwrap();
    let offers: Vec<Offer> = run.legs.iter().map(|&(odds, _)| desk.offer(odds)).collect();
    let mut placed = Vec::new();
    for line in choices(offers.len(), run.fold) {
        let line: Vec<Offer> = line.into_iter().map(|leg| offers[leg]).collect();
        placed.push(desk.back(stake, &line).unwrap());
    }
    let before = desk.cash("EUR");
    let results: Vec<_> = offers.into_iter().zip(run.legs.iter().map(|&(_, result)| result)).collect();
    desk.record(&results);
    let mut total = Exact::zero();
    let mut posted = Money::zero(Currency::EUR);
    for bet in &placed {
        let bet = desk.bet(bet.id);
        let exact = bet.exact_return.clone().expect("every leg has its result");
        assert_eq!(exact.round(Rounding::HalfAwayFromZero), Ok(bet.returned), "rounded once, when posted");
        if run.legs.iter().all(|&(_, result)| result == LegResult::WON) {
            assert_eq!(bet.returned, bet.potential_return, "the most that it can return");
        }
        if let Some(status) = &run.status
            && bet.status.to_string() != *status
        {
            return Some(format!("expected to be {status}, it is {}", bet.status));
        }
        total = total.plus(&exact).unwrap();
        posted = posted.checked_add(bet.returned()).unwrap();
    }
    assert_eq!(before.checked_add(posted).unwrap(), desk.cash("EUR"), "what was returned is in the wallet");
    let fits = within(&total, run.returns, run.tolerance);
    (!fits).then(|| format!("expected {} within {}, found {total} cents", run.returns, run.tolerance))
}

/// Every choice of `fold` out of `count`, each in order.
fn choices(count: usize, fold: usize) -> Vec<Vec<usize>> {
    let all = 0_u32..1 << count;
    let chosen = all.filter(|choice| choice.count_ones() as usize == fold);
    chosen.map(|choice| (0..count).filter(|index| choice >> index & 1 == 1).collect()).collect()
}

#[test]
fn figures_are_compared_exactly() {
    let number: Value = serde_json::from_str("36.66666667").unwrap();
    let exact = Exact::from_minor(11_000).unwrap().times(1, 3).unwrap();
    assert!(within(&exact, decimal(&number), decimal(&serde_json::from_str("1e-06").unwrap())));
    assert!(!within(&exact, decimal(&number), Decimal::ZERO));
    assert_eq!(times(decimal(&serde_json::from_str("20.0").unwrap()), 100).to_string(), "2000");
    assert_eq!(choices(4, 2).len(), 6);
}
