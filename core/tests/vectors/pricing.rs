//! The cases of ladders, of what is risked, and of margins. The forms are in `vectors/README.md`.

use std::collections::BTreeSet;
use std::fs;

use realdeal::money::{Money, Rounding};
use realdeal::odds::{Ladder, Nominal, Odds, Snap};
use realdeal::pricing::{Fair, Margin, Method, PricingError, Probability};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{FOLDER, each, file, or_refused, same, text};

/// The twelve places of a case, and what may be lost on the way to them.
const WITHIN: f64 = 2e-12;

fn named<T: DeserializeOwned>(case: &Value, field: &str) -> T {
    serde_json::from_value(case[field].clone()).expect(field)
}

fn ladder(name: &str) -> Ladder {
    match name {
        "traditional" => Ladder::traditional().unwrap(),
        "exchange" => Ladder::exchange().unwrap(),
        other => panic!("{other} is no ladder"),
    }
}

fn texts<'a>(case: &'a Value, field: &str) -> Vec<&'a str> {
    case[field].as_array().expect(field).iter().map(|text| text.as_str().unwrap()).collect()
}

#[test]
fn ladders() {
    each("ladder.json", 50, |case| {
        let price: Odds = text(case, "price").parse().unwrap();
        if let Some(within) = case.get("within") {
            let within = u32::try_from(within.as_u64().unwrap()).unwrap();
            let found = price.nearest_fraction(within).unwrap().to_string();
            return same("fraction", &found, text(case, "fraction"));
        }
        let ladder = ladder(text(case, "ladder"));
        for (name, snap) in [("down", Snap::Down), ("nearest", Snap::Nearest), ("up", Snap::Up)] {
            let found = ladder.snap(price, snap).map(|step| step.to_string());
            same(name, found.as_deref().unwrap_or("none"), case[name].as_str().unwrap_or("none"))?;
        }
        Ok(())
    });
}

#[test]
fn risked_and_to_be_won() {
    each("risk.json", 100, |case| {
        let odds: Odds = text(case, "odds").parse().unwrap();
        let amount: Money = text(case, "amount").parse().unwrap();
        let (meaning, rounding): (Nominal, Rounding) = (named(case, "meaning"), named(case, "rounding"));
        let found = odds.risk_and_win(amount, meaning, rounding).unwrap();
        same("risk", &found.risk.to_string(), text(case, "risk"))?;
        same("to win", &found.to_win.to_string(), text(case, "to_win"))
    });
}

#[test]
fn margins() {
    let mut methods = BTreeSet::new();
    each("margin.json", 300, |case| {
        let method: Method = named(case, "method");
        methods.insert((text(case, "method").to_owned(), case.get("wanted_overround").is_some()));
        let winners: u32 = named(case, "winners");
        if case.get("wanted_overround").is_some() {
            added(case, method, winners)
        } else {
            removed(case, method, winners)
        }
    });
    assert_eq!(methods.len(), 2 * Method::ALL.len(), "every method, both ways: {methods:?}");
}

fn removed(case: &Value, method: Method, winners: u32) -> Result<(), String> {
    let prices: Vec<Odds> = texts(case, "prices").iter().map(|price| price.parse().unwrap()).collect();
    let margin = Margin::of(&prices, winners).unwrap();
    close("overround", margin.overround(), text(case, "overround"))?;
    close("hold", margin.hold(), text(case, "hold"))?;
    let found = method.remove(&prices, winners).map_err(|error| error.code());
    let Some(Fair { probabilities, parameter }) = or_refused(case, found)? else { return Ok(()) };
    close("parameter", parameter, text(case, "parameter"))?;
    all_close("probabilities", &probabilities, &texts(case, "probabilities"))
}

/// What a margin is put on, and which.
fn wanted(case: &Value) -> (Vec<Probability>, Margin) {
    let chance = |text: &&str| Probability::new(text.parse().unwrap()).unwrap();
    let margin = Margin::from_overround(text(case, "wanted_overround").parse().unwrap()).unwrap();
    (texts(case, "probabilities").iter().map(chance).collect(), margin)
}

fn added_to(case: &Value, method: Method, winners: u32) -> Result<Vec<Probability>, PricingError> {
    let (fair, margin) = wanted(case);
    method.add(&fair, winners, margin)
}

fn added(case: &Value, method: Method, winners: u32) -> Result<(), String> {
    if case.get("ladder").is_some() {
        let (fair, margin) = wanted(case);
        let (ladder, snap) = (ladder(text(case, "ladder")), named(case, "snap"));
        let prices = method.prices(&fair, winners, margin, &ladder, snap).unwrap();
        let shown: Vec<_> = prices.iter().map(ToString::to_string).collect();
        return same("prices", &shown.join(" "), &texts(case, "prices").join(" "));
    }
    let found = added_to(case, method, winners).map_err(|error| error.code());
    let Some(implied) = or_refused(case, found)? else { return Ok(()) };
    all_close("implied", &implied, &texts(case, "implied"))
}

/// The same cases to the last bit, as the engine came to them where they were first written down. JavaScript is held to the same
/// file (`bindings-wasm/test/story.js`). `REALDEAL_WRITE_GOLDEN=1` writes it anew.
#[test]
fn margins_to_the_last_bit() {
    let bits = |figure: f64| format!("{:016x}", figure.to_bits());
    let mut lines = Vec::new();
    for case in file("margin.json").as_array().unwrap() {
        let (method, winners): (Method, u32) = (named(case, "method"), named(case, "winners"));
        if case.get("ladder").is_some() || case.get("refused").is_some() {
            continue;
        }
        let figures: Vec<String> = if case.get("wanted_overround").is_some() {
            added_to(case, method, winners).unwrap().iter().map(|chance| bits(chance.get())).collect()
        } else {
            let prices: Vec<Odds> =
                texts(case, "prices").iter().map(|price| price.parse().unwrap()).collect();
            let Fair { probabilities, parameter } = method.remove(&prices, winners).unwrap();
            probabilities.iter().map(|chance| chance.get()).chain([parameter]).map(bits).collect()
        };
        lines.push(json!({ "id": text(case, "id"), "bits": figures }).to_string());
    }
    let found = format!("[\n{}\n]\n", lines.join(",\n"));
    let path = format!("{FOLDER}margin_bits.json");
    if std::env::var("REALDEAL_WRITE_GOLDEN").is_ok_and(|value| value == "1") {
        fs::write(&path, &found).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap();
    for (found, expected) in found.lines().zip(expected.lines()) {
        assert_eq!(found, expected, "other bits than before");
    }
    assert_eq!(found, expected, "a line for each case");
    assert!(lines.len() > 150, "only {} cases", lines.len());
}

/// Of the size of what is expected, if that is above one.
fn close(what: &str, found: f64, expected: &str) -> Result<(), String> {
    let number: f64 = expected.parse().unwrap();
    let near = (found - number).abs() <= WITHIN * number.abs().max(1.0);
    if near { Ok(()) } else { Err(format!("{what}: expected {expected}, found {found}")) }
}

fn all_close(what: &str, found: &[Probability], expected: &[&str]) -> Result<(), String> {
    if found.len() != expected.len() {
        return Err(format!("{what}: {} instead of {}", found.len(), expected.len()));
    }
    found.iter().zip(expected).try_for_each(|(found, expected)| close(what, found.get(), expected))
}
