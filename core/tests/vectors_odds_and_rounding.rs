//! The public vectors for rounding and for odds formats, run against the library.
//!
//! Each file is reported with what ran, what passed and what is out of scope, with the reason. Not here:
//! vectors of settlement and markets, which have a test of their own. The folder lies beside the repository;
//! where it does not, the tests say so and pass.

// Helpers of a test are outside of what clippy.toml takes for one.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;

use realdeal::betting::payout::Exact;
use realdeal::money::Rounding;
use realdeal::odds::{Odds, OddsError, OddsFormat};
use serde_json::{Map, Value};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/vectors");

/// What became of the checks of one file; a vector with several expectations is several checks.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: Vec<String>,
    out_of_scope: BTreeMap<String, usize>,
}

impl Tally {
    fn check(&mut self, what: &str, found: Option<&str>, expected: &str) {
        if found == Some(expected) {
            self.passed += 1;
        } else {
            self.failed.push(format!("{what}: expected {expected}, found {found:?}"));
        }
    }

    fn skip(&mut self, reason: String) {
        *self.out_of_scope.entry(reason).or_default() += 1;
    }

    fn report(&self, file: &str) {
        let skipped: usize = self.out_of_scope.values().sum();
        let run = self.passed + self.failed.len();
        println!("{file}: {run} checks run, {} passed, {skipped} out of scope", self.passed);
        for (reason, count) in &self.out_of_scope {
            println!("  {count} out of scope: {reason}");
        }
        assert!(self.failed.is_empty(), "{}", self.failed.join("\n"));
        assert!(self.passed > 0, "{file} has nothing that could be run");
    }
}

/// The cases of a file; none if the folder is not there.
fn cases(file: &str) -> Option<Vec<Value>> {
    if !Path::new(FOLDER).is_dir() {
        println!("{file}: skipped: ../shared is not here");
        return None;
    }
    let text = std::fs::read_to_string(Path::new(FOLDER).join(file)).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

/// A number's own text: the shortest that reads back as the same number, which is what the file says.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[test]
fn money_rounding() {
    let Some(cases) = cases("money_rounding.json") else { return };
    let mut tally = Tally::default();
    for case in &cases {
        let id = text(&case["id"]);
        let (value, decimals) = (text(&case["input"]["value"]), case["input"]["decimals"].as_u64().unwrap());
        let (whole, part) = value.split_once('.').unwrap_or((&value, ""));
        // The value in units of its last place, over that place, times the places that are wanted.
        let exact: Exact = format!("{whole}{part}/1{}", "0".repeat(part.len())).parse().unwrap();
        let scale = 10_u128.pow(u32::try_from(decimals).unwrap());
        let minor = exact.times(scale, 1).unwrap().round(Rounding::HalfAwayFromZero).unwrap();
        let expected = text(&case["expected"]["rounded_half_up"]);
        let shown = match usize::try_from(decimals).unwrap() {
            0 => minor.to_string(),
            width => {
                let scale = i64::try_from(scale).unwrap();
                format!("{}.{:0width$}", minor / scale, minor % scale)
            }
        };
        tally.check(&id, Some(&shown), &expected);
    }
    tally.report("money_rounding.json");
}

#[test]
fn odds_formats() {
    let Some(cases) = cases("odds_formats.json") else { return };
    let mut tally = Tally::default();
    for case in &cases {
        let id = text(&case["id"]);
        let input = case["input"].as_object().unwrap();
        let (name, value) = single(input);
        let Some((format, quote)) = read(name, value) else {
            tally.skip(format!("input as {name}, a format that comes with the rule book"));
            continue;
        };
        let odds = quote.parse::<Odds>();
        for (name, value) in case["expected"].as_object().unwrap() {
            let what = format!("{id}: {quote} to {name}");
            let found = odds.as_ref().ok();
            match name.as_str() {
                "outcome" => {
                    let refused = odds.as_ref().err().map(OddsError::code);
                    tally.check(&what, refused, "odds_too_short");
                }
                // As many places as the file shows, which is how its ten places are rounded too.
                "decimal" => {
                    let expected = text(value);
                    let places = expected.split_once('.').map_or(0, |(_, part)| part.len());
                    let shown = found.map(|odds| odds.in_decimal(u8::try_from(places).unwrap()));
                    tally.check(&what, shown.as_deref(), &expected);
                }
                "fractional" => {
                    let shown = found.map(|odds| odds.in_fractional());
                    tally.check(&what, shown.as_deref(), &text(value));
                }
                "american" | "moneyline" => {
                    let expected = american(value);
                    let shown = found.map(|odds| odds.in_american());
                    tally.check(&what, shown.as_deref(), &expected);
                    // What the file gives as a whole number is exact in our eyes as well, and reads back.
                    let quoted = found.and_then(|odds| odds.quoted_as(OddsFormat::American));
                    tally.check(&what, quoted.map(|odds| odds.to_string()).as_deref(), &expected);
                    assert_eq!(expected.parse::<Odds>().ok().as_ref(), found, "{id}");
                }
                other => tally.skip(format!("output as {other}, a format that comes with the rule book")),
            }
        }
        if let Ok(odds) = odds {
            assert_eq!((odds.format(), odds.to_string()), (format, quote), "{id}: the quote is kept");
        }
    }
    tally.report("odds_formats.json");
}

fn single(input: &Map<String, Value>) -> (&str, &Value) {
    assert_eq!(input.len(), 1, "one format goes in");
    let (name, value) = input.iter().next().unwrap();
    (name, value)
}

/// The quote that an input stands for; none for formats that are not there yet.
fn read(name: &str, value: &Value) -> Option<(OddsFormat, String)> {
    match name {
        "decimal" => Some((OddsFormat::Decimal, text(value))),
        "fractional" => Some((OddsFormat::Fractional, text(value))),
        "american" | "moneyline" => Some((OddsFormat::American, american(value))),
        _ => None,
    }
}

/// With the plus that JSON numbers can't have.
fn american(value: &Value) -> String {
    let number = text(value);
    if number.starts_with(['-', '+']) { number } else { format!("+{number}") }
}
