//! Runs the project's own vectors, `vectors/*.json`, whose form is written down in `vectors/README.md`.
//!
//! Other languages run the same files unchanged. The expected values of money, odds, grading and payouts were not
//! computed by this engine; the script's were, and prove that every target comes to the same books.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::float_arithmetic,
    reason = "a test that can't read its cases stops there"
)]

#[path = "vectors/desk.rs"]
mod desk;
#[path = "worked/kinds.rs"]
mod kinds;
// The same reader as that of the oracle's random slips.
#[path = "../../oracle/src/line.rs"]
mod line;
#[path = "vectors/pricing.rs"]
mod pricing;
#[path = "vectors/script.rs"]
mod script;
mod support;

use std::collections::BTreeSet;
use std::fs;

use desk::Desk;
use kinds::{CUSTOM, KINDS, number_of};
use realdeal::betting::BetType;
use realdeal::catalogue::market_kind::MarketKind;
use realdeal::catalogue::outcome::Outcome;
use realdeal::catalogue::score::Goals;
use realdeal::catalogue::{Finish, Period, Placing};
use realdeal::id::{CommandId, ParticipantId};
use realdeal::money::{Currency, Money, Rounding};
use realdeal::odds::{Odds, OddsFormat};
use realdeal::settlement::grading::{grade, grade_since};
use realdeal::settlement::places::grade_by_positions;
use realdeal::settlement::{LegResult, Share};
use serde_json::Value;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../vectors/");

fn file(name: &str) -> Value {
    let text = fs::read_to_string(format!("{FOLDER}{name}")).expect(name);
    serde_json::from_str(&text).expect(name)
}

/// Runs a check over the cases of a file, and tells of all that fail it, not only of the first.
fn each(name: &str, at_least: usize, mut check: impl FnMut(&Value) -> Result<(), String>) {
    let cases = file(name);
    let cases = cases.as_array().expect("a list of cases");
    let mut ids = BTreeSet::new();
    let mut failed = Vec::new();
    for case in cases {
        let id = text(case, "id");
        assert!(ids.insert(id), "{name}: {id} is there twice");
        assert!(names_a_rule(text(case, "source")), "{name}: {id} does not say which rule it rests on");
        if let Err(fault) = check(case) {
            failed.push(format!("{id}: {fault}"));
        }
    }
    println!("{name}: {} cases run, {} failed", cases.len(), failed.len());
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(cases.len() >= at_least, "{name} has only {} cases", cases.len());
}

/// Whether a source begins with sections of the rule book that are there: `docs/rules.md, sections 3 and 4: ..`. The page
/// says where each rule comes from.
fn names_a_rule(source: &str) -> bool {
    let page = include_str!("../../docs/rules.md");
    let Some(rest) = source.strip_prefix("docs/rules.md, section") else { return false };
    let (sections, _) = rest.trim_start_matches('s').split_once([':', ',']).unwrap_or((rest, ""));
    sections.split(" and ").all(|section| page.contains(&format!("\n## {}. ", section.trim())))
}

fn text<'a>(case: &'a Value, field: &str) -> &'a str {
    case[field].as_str().unwrap_or_else(|| panic!("no text {field} in {case}"))
}

fn same(what: &str, found: &str, expected: &str) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what}: expected {expected}, found {found}")) }
}

/// What was read or reckoned, or its code where it must be refused.
fn or_refused<T>(case: &Value, found: Result<T, &'static str>) -> Result<Option<T>, String> {
    match (found, case.get("refused")) {
        (Ok(found), None) => Ok(Some(found)),
        (Err(code), Some(expected)) => same("refused", code, expected.as_str().unwrap()).map(|()| None),
        (Err(code), None) => Err(format!("refused as {code}")),
        (Ok(_), Some(expected)) => Err(format!("expected {expected}, but it was taken")),
    }
}

#[test]
fn money() {
    each("money.json", 25, |case| {
        let read = |text: &str| text.parse::<Money>().map_err(|error| error.code());
        let two = |pair: &Value| [0, 1].map(|index| read(pair[index].as_str().unwrap()).unwrap());
        if let Some(pair) = case.get("add").or(case.get("subtract")) {
            let [left, right] = two(pair);
            let adds = case.get("add").is_some();
            let found = if adds { left.checked_add(right) } else { left.checked_sub(right) };
            let found = or_refused(case, found.map_err(|error| error.code()))?;
            return found.map_or(Ok(()), |money| same("shown", &money.to_string(), text(case, "shown")));
        }
        let Some(money) = or_refused(case, read(text(case, "read")))? else { return Ok(()) };
        same("shown", &money.to_string(), text(case, "shown"))?;
        same("minor", &money.minor().to_string(), text(case, "minor"))?;
        same("currency", &money.currency().to_string(), text(case, "currency"))?;
        same("decimals", &money.currency().exponent().to_string(), &case["decimals"].to_string())?;
        assert_eq!(read(text(case, "shown")), Ok(money), "what is shown reads back");
        assert_eq!(serde_json::to_value(money).unwrap(), case["shown"], "in JSON it is the same text");
        Ok(())
    });
}

#[test]
fn odds() {
    let mut formats = BTreeSet::new();
    each("odds.json", 140, |case| {
        let read = |text: &str| text.parse::<Odds>().map_err(|error| error.code());
        let found = match case.get("as") {
            Some(format) => {
                let format = serde_json::from_value(format.clone()).unwrap();
                Odds::read(text(case, "read"), format).map_err(|error| error.code())
            }
            None => read(text(case, "read")),
        };
        let told = if case.get("as").is_some() { "as" } else { "format" };
        formats.insert((case[told].to_string(), told, case.get("refused").is_some()));
        let Some(odds) = or_refused(case, found)? else { return Ok(()) };
        same("value", &format!("{}/{}", odds.numerator(), odds.denominator()), text(case, "value"))?;
        let format: OddsFormat = serde_json::from_value(case["format"].clone()).unwrap();
        assert_eq!(odds.format(), format);
        for (name, quote) in case["quotes"].as_object().unwrap() {
            let format: OddsFormat = serde_json::from_value(name.as_str().into()).unwrap();
            let found = odds.quoted_as(format).map(|odds| odds.to_string());
            same(name, found.as_deref().unwrap_or("none"), quote.as_str().unwrap_or("none"))?;
            assert!(quote.as_str().is_none_or(|quote| read(quote) == Ok(odds)), "{quote} reads back");
        }
        same("shown", &odds.to_string(), text(&case["quotes"], text(case, "format")))?;
        let quotes: BTreeSet<_> = case["quotes"].as_object().unwrap().keys().collect();
        assert_eq!(quotes.len(), OddsFormat::ALL.len(), "every format");
        let rounded = |name: &str| text(&case["rounded"], name);
        same("rounded decimal", &odds.in_decimal(2), rounded("decimal"))?;
        same("rounded American", &odds.in_american(), rounded("american"))?;
        same("rounded Hong Kong", &odds.in_hong_kong(2), rounded("hong_kong"))?;
        same("rounded Malay", &odds.in_malay(2), rounded("malay"))?;
        same("rounded Indonesian", &odds.in_indonesian(2), rounded("indonesian"))?;
        same("rounded chance", &odds.in_probability(4), rounded("probability"))
    });
    for format in OddsFormat::ALL {
        let name = serde_json::to_string(&format).unwrap();
        for (told, refused) in [("format", false), ("as", false), ("as", true)] {
            let case = (name.clone(), told, refused);
            assert!(formats.contains(&case), "no case of {name} with {told}, refused: {refused}");
        }
    }
}

/// `0` or `1/2`.
fn share(text: &str) -> Share {
    let (num, den) = text.split_once('/').unwrap_or((text, "1"));
    Share::new(num.parse().unwrap(), den.parse().unwrap()).unwrap()
}

/// An exact score such as `2-1`, or the engine's own form of an outcome.
fn outcome(form: &Value) -> Outcome {
    match form.as_str().map(str::parse::<Goals>) {
        Some(Ok(goals)) => Outcome::exact(goals.home, goals.away),
        _ => serde_json::from_value(form.clone()).expect("an outcome"),
    }
}

/// What a case says of its kind beside the name.
const OF_KINDS: [&str; 5] = ["line", "side", "top", "best_of", "places"];

fn kind(case: &Value) -> MarketKind {
    let name = text(case, "kind");
    let fields: serde_json::Map<String, Value> =
        OF_KINDS.into_iter().filter_map(|field| Some((field.to_owned(), case.get(field)?.clone()))).collect();
    let form = if fields.is_empty() { name.into() } else { serde_json::json!({ name: fields }) };
    let kind: MarketKind = serde_json::from_value(form).expect("a kind of market");
    match case.get("period") {
        Some(period) => kind.in_period(serde_json::from_value(period.clone()).expect("a half")),
        None => kind,
    }
}

/// A case of a race: what became of each runner, and which of them is backed.
fn graded_race(case: &Value, finishes: &[Value]) -> LegResult {
    let runner = |index: u64| ParticipantId::made_by(CommandId::MAX, u32::try_from(index).unwrap());
    let finish = |form: &Value| match form.as_u64() {
        Some(position) => Finish::Position(u16::try_from(position).unwrap()),
        None => serde_json::from_value(form.clone()).expect("what became of a runner"),
    };
    let placing = |(index, form)| Placing::new(runner(index), finish(form));
    let placings: Vec<_> = (0..).zip(finishes).map(placing).collect();
    let backed = Outcome::Runner(runner(case["runner"].as_u64().unwrap()));
    grade_by_positions(&kind(case), &backed, &placings).expect("the runner is placed")
}

fn graded_score(case: &Value) -> LegResult {
    let listed = case.get("listed").and_then(Value::as_array).into_iter().flatten();
    let listed: Vec<_> = listed.map(outcome).collect();
    let score = text(case, "score").parse().unwrap();
    let backed = outcome(&case["outcome"]);
    match case.get("before").and_then(Value::as_str) {
        Some(before) => grade_since(&kind(case), &backed, &score, before.parse().unwrap(), &listed),
        None => grade(&kind(case), &backed, &score, &listed),
    }
    .unwrap()
}

#[test]
fn grading() {
    let (mut shown, mut halves) = (BTreeSet::new(), BTreeSet::new());
    each("grading.json", 700, |case| {
        let asked = kind(case);
        match asked.period() {
            Some(period) => halves.insert((number_of(asked.question()), period == Period::FirstHalf)),
            None => shown.insert((number_of(&asked), asked.in_period(Period::FirstHalf).validate().is_ok())),
        };
        let found = match case.get("finishes").and_then(Value::as_array) {
            Some(finishes) => graded_race(case, finishes),
            None => graded_score(case),
        };
        let expected = LegResult::new(share(text(case, "win")), share(text(case, "void"))).unwrap();
        if found == expected { Ok(()) } else { Err(format!("expected {expected:?}, found {found:?}")) }
    });
    // Custom markets are what `payout.json` is about.
    let of_a_half = number_of(&MarketKind::OddEven.in_period(Period::FirstHalf));
    for number in (0..KINDS).filter(|number| ![CUSTOM, of_a_half].contains(number)) {
        let (_, has_halves) =
            shown.iter().find(|(shown, _)| *shown == number).copied().unwrap_or_else(|| {
                panic!("no case of the kind {number} of `number_of`");
            });
        let both = [true, false].iter().all(|first| halves.contains(&(number, *first)));
        assert!(both || !has_halves, "no case of the kind {number} of `number_of` in one of the halves");
    }
}

/// A word, two factors, or a dead heat.
fn result(form: &Value) -> LegResult {
    let figure = |name: &str| u16::try_from(form[name].as_u64().unwrap()).unwrap();
    match form.as_str() {
        Some("won") => LegResult::WON,
        Some("half_won") => LegResult::HALF_WON,
        Some("void") => LegResult::VOID,
        Some("half_lost") => LegResult::HALF_LOST,
        Some("lost") => LegResult::LOST,
        Some(other) => panic!("{other} is no result"),
        None if form.get("tied").is_some() => LegResult::dead_heat(figure("places"), figure("tied")).unwrap(),
        None => LegResult::new(share(text(form, "win")), share(text(form, "void"))).unwrap(),
    }
}

#[test]
fn payouts() {
    let currencies = ["EUR", "GBP", "USD", "JPY", "KWD", "POINTS:8"];
    let mut desk = Desk::open(&currencies.map(|code| code.parse::<Currency>().unwrap()));
    let mut roundings = BTreeSet::new();
    each("payout.json", 40, |case| {
        let rounding: Rounding = serde_json::from_value(case["rounding"].clone()).unwrap();
        roundings.insert(text(case, "rounding").to_owned());
        desk.round_by(rounding);
        let legs = case["legs"].as_array().unwrap().iter();
        let legs: Vec<_> =
            legs.map(|leg| (text(leg, "odds").parse().unwrap(), result(&leg["result"]))).collect();
        let stake: Money = text(case, "stake").parse().unwrap();
        let before = desk.cash(&stake.currency().to_string());
        let bet = desk.settle(stake, &legs).map_err(|error| error.to_string())?;
        same("potential return", &bet.potential_return().to_string(), text(case, "potential_return"))?;
        same("status", serde_json::to_value(bet.status).unwrap().as_str().unwrap(), text(case, "status"))?;
        same("exact return", &bet.exact_return.clone().unwrap().to_string(), text(case, "exact_return"))?;
        same("returned", &bet.returned().to_string(), text(case, "returned"))?;
        let after = desk.cash(&stake.currency().to_string());
        assert_eq!(before.checked_add(bet.returned()), Ok(after), "what was returned is in the wallet");
        Ok(())
    });
    assert_eq!(roundings.len(), 4, "every mode: {roundings:?}");
    assert!(desk.book().audit().unwrap().is_clean());
}

#[test]
fn bets() {
    let (mut types, mut ways) = (BTreeSet::new(), BTreeSet::new());
    each("bets.json", 128, |case| {
        types.insert(case["slip"]["terms"]["bet_type"].to_string());
        ways.insert(case["slip"]["terms"]["way"].to_string());
        let mut told = case.as_object().unwrap().clone();
        told.retain(|field, _| field != "id" && field != "source");
        let differs = line::compare(&Value::Object(told).to_string())?;
        differs.map_or(Ok(()), |(_, what)| Err(what))
    });
    let named: BTreeSet<_> = BetType::named().map(|named| serde_json::to_string(&named).unwrap()).collect();
    assert!(types.is_superset(&named), "every bet type: {types:?}");
    assert!(types.iter().any(|name| name.contains("system")), "and systems");
    assert_eq!(ways.len(), 4, "every way: {ways:?}");
}

#[test]
fn script() {
    script::run(&format!("{FOLDER}script.json"));
}
