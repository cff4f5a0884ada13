//! The public vectors for the removal of margins, run against the library.
//!
//! Reported like the others: what ran, what passed, what is out of scope and why. A case is one check of its probabilities, or
//! of its error, and one of each further figure. The folder lies beside the repository; where it does not, the test says so and
//! passes.

// Helpers of a test are outside of what clippy.toml takes for one.
#![allow(clippy::unwrap_used, clippy::float_arithmetic)]

#[path = "vectors/tally.rs"]
mod tally;

use realdeal::odds::Odds;
use realdeal::pricing::{Fair, Margin, Method, PricingError};
use serde_json::Value;
use tally::{Tally, cases, text};

#[test]
fn margin_removal() {
    let Some(cases) = cases("margin_removal.json") else { return };
    let mut tally = Tally::default();
    for case in &cases {
        let id = text(&case["id"]);
        let name = text(&case["input"]["method"]);
        let Some(method) = method(&name) else {
            tally.skip(format!("the method {name}, which the rule book does not have"));
            continue;
        };
        let prices: Vec<Odds> = case["input"]["decimal_odds"]
            .as_array()
            .unwrap()
            .iter()
            .map(|odds| text(odds).parse().unwrap())
            .collect();
        let fair = method.remove(&prices, 1);
        let tolerance = case.get("tolerance").and_then(Value::as_f64).unwrap_or(1e-9);
        for (figure, expected) in case["expected"].as_object().unwrap() {
            let what = format!("{id}: {figure} by {method}");
            match figure.as_str() {
                "probabilities" => probabilities(&mut tally, &what, &fair, &numbers(expected), tolerance),
                "error" => {
                    let found = format!("{fair:?}");
                    tally.holds(&what, fair.is_err(), "an error", &found);
                }
                "params" => {
                    for (name, expected) in expected.as_object().unwrap() {
                        parameter(&mut tally, &format!("{what}, {name}"), &fair, expected, tolerance);
                    }
                }
                "z" => parameter(&mut tally, &what, &fair, expected, tolerance),
                "overround" | "overround_minus_1" | "payout" => {
                    let margin = Margin::of(&prices, 1).unwrap();
                    let found = match figure.as_str() {
                        "overround" => 1.0 + margin.overround(),
                        "overround_minus_1" => margin.overround(),
                        _ => 1.0 - margin.hold(),
                    };
                    close(&mut tally, &what, found, expected.as_f64().unwrap(), tolerance);
                }
                other => tally.skip(format!("the figure {other}")),
            }
        }
    }
    tally.report("margin_removal.json", cases.len());
}

/// Some libraries hand out a probability of less than nothing; the rule book has it refused (section 2), at the same selection.
fn probabilities(
    tally: &mut Tally,
    what: &str,
    fair: &Result<Fair, PricingError>,
    expected: &[f64],
    tolerance: f64,
) {
    let shown = format!("{fair:?}");
    let holds = match (expected.iter().position(|chance| *chance <= 0.0), fair) {
        (Some(first), Err(PricingError::NoFairProbability { selection, .. })) => first == *selection,
        (None, Ok(fair)) => {
            let found = fair.probabilities.iter().map(|chance| chance.get());
            found.len() == expected.len()
                && found.zip(expected).all(|(found, expected)| (found - expected).abs() <= tolerance)
        }
        (Some(_), _) | (None, Err(_)) => false,
    };
    tally.holds(what, holds, &format!("{expected:?}"), &shown);
}

fn parameter(
    tally: &mut Tally,
    what: &str,
    fair: &Result<Fair, PricingError>,
    expected: &Value,
    tolerance: f64,
) {
    let found = fair.as_ref().map_or(f64::NAN, |fair| fair.parameter);
    close(tally, what, found, expected.as_f64().unwrap(), tolerance);
}

/// Relative for figures above one, as odds ratios are.
fn close(tally: &mut Tally, what: &str, found: f64, expected: f64, tolerance: f64) {
    let holds = (found - expected).abs() <= tolerance * expected.abs().max(1.0);
    tally.holds(what, holds, &expected.to_string(), &found.to_string());
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

/// The method that a name of the file stands for.
fn method(name: &str) -> Option<Method> {
    match name {
        "goto_conversion" => Some(Method::Goto),
        other => serde_json::from_value(other.into()).ok(),
    }
}
