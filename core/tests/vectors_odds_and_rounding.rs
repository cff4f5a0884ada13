//! The public vectors for rounding and for odds formats, run against the library.
//!
//! Each file is reported with what ran, what passed and what is out of scope, with the reason. Not here:
//! vectors of margins, settlement and markets, which have tests of their own. The folder lies beside the repository;
//! where it does not, the tests say so and pass.

// Helpers of a test are outside of what clippy.toml takes for one.
#![allow(clippy::unwrap_used)]

#[path = "vectors/tally.rs"]
mod tally;

use realdeal::betting::payout::Exact;
use realdeal::money::Rounding;
use realdeal::odds::{Odds, OddsFormat};
use serde_json::{Map, Value};
use tally::{Tally, cases, text};

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
        tally.holds(&id, shown == expected, &expected, &shown);
    }
    tally.report("money_rounding.json", cases.len());
}

#[test]
fn odds_formats() {
    let Some(cases) = cases("odds_formats.json") else { return };
    let mut tally = Tally::default();
    for case in &cases {
        let id = text(&case["id"]);
        let (name, value) = single(case["input"].as_object().unwrap());
        let Some(format) = format(name) else {
            tally.skip(format!("input as {name}, which is no format"));
            continue;
        };
        let number = text(value);
        let odds = Odds::read(&number, format);
        for (name, value) in case["expected"].as_object().unwrap() {
            let what = format!("{id}: {number} as {format:?} to {name}");
            match (&odds, name.as_str()) {
                // The wording of an error is the library's own; that there is one is the case.
                (Err(error), "outcome") => tally.holds(&what, true, "an error", error.code()),
                (Err(error), _) => tally.holds(&what, false, &text(value), error.code()),
                (Ok(odds), "outcome") => tally.holds(&what, false, &text(value), &odds.to_string()),
                (Ok(odds), name) => shown(&mut tally, &what, *odds, name, value),
            }
        }
        if let Ok(odds) = odds {
            // Its own text says the format, and reads back to the same; so do both forms of serde.
            let own = odds.to_string();
            assert_eq!(
                own.parse::<Odds>().map(|odds| (odds, odds.format(), odds.to_string())),
                Ok((odds, format, own))
            );
            let bytes = postcard::to_stdvec(&odds).unwrap();
            let [read, json] = [
                postcard::from_bytes::<Odds>(&bytes).unwrap(),
                serde_json::from_value(serde_json::to_value(odds).unwrap()).unwrap(),
            ];
            assert_eq!([read.to_string(), json.to_string()], [odds.to_string(), odds.to_string()]);
        }
    }
    tally.report("odds_formats.json", cases.len());
}

/// Checks one expectation, with as many places as the file shows, which is how its ten places are rounded too.
fn shown(tally: &mut Tally, what: &str, odds: Odds, name: &str, value: &Value) {
    let expected = text(value);
    let places = expected.split_once('.').map_or(0, |(_, part)| part.len());
    let places = u8::try_from(places).unwrap();
    let found = match format(name) {
        Some(OddsFormat::Decimal) => odds.in_decimal(places),
        Some(OddsFormat::American) => odds.in_american_with(places).trim_start_matches('+').to_owned(),
        Some(OddsFormat::HongKong) => odds.in_hong_kong(places),
        Some(OddsFormat::Malay) => odds.in_malay(places),
        Some(OddsFormat::Indonesian) => odds.in_indonesian(places),
        Some(OddsFormat::Probability) => odds.in_probability(places),
        // Which fraction stands for a price is a choice: the exact one, or the nearest within a denominator.
        Some(OddsFormat::Fractional) => {
            let lower = expected.split_once('/').and_then(|(_, lower)| lower.parse().ok()).unwrap_or(1);
            let choices = [100, lower].map(|within| odds.nearest_fraction(within).unwrap().to_string());
            let exact = odds.in_fractional();
            choices.into_iter().find(|choice| *choice == expected).unwrap_or(exact)
        }
        None if name == "decimal_2dp" => {
            let exact = odds.in_decimal(2);
            // Two places at most: the file has 1.5 for 1.50.
            let short = exact.trim_end_matches('0').trim_end_matches('.').to_owned();
            if short == expected { short } else { exact }
        }
        None => return tally.skip(format!("output as {name}, which is no format")),
    };
    tally.holds(what, found == expected, &expected, &found);
}

fn single(input: &Map<String, Value>) -> (&str, &Value) {
    assert_eq!(input.len(), 1, "one format goes in");
    let (name, value) = input.iter().next().unwrap();
    (name, value)
}

/// The format that a name of the file stands for.
fn format(name: &str) -> Option<OddsFormat> {
    match name {
        "decimal" => Some(OddsFormat::Decimal),
        "fractional" => Some(OddsFormat::Fractional),
        "american" | "moneyline" => Some(OddsFormat::American),
        "hongkong" | "hongKong" => Some(OddsFormat::HongKong),
        "malay" => Some(OddsFormat::Malay),
        "indonesian" => Some(OddsFormat::Indonesian),
        "probability" | "impliedProbability" => Some(OddsFormat::Probability),
        _ => None,
    }
}
