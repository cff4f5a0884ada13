//! The worked examples of bets in docs/rules.md: each row of the table, read from the page itself, through the calculator.
//!
//! So the page can't say what the engine does not do, and no bet type goes without an example. Not here: prices and margins
//! (`worked_prices`), and markets (`worked_markets`).

// Helpers of a test are outside of what clippy.toml takes for one.
#![allow(clippy::unwrap_used, clippy::panic)]

mod worked;

use std::collections::BTreeSet;

use realdeal::betting::{
    BetTerms, BetType, CalculatorSlip, CalculatorStake, PlaceTerms, PricedLeg, Way, calculate,
};
use realdeal::house_rules::{BetRules, HouseRules};
use realdeal::settlement::{LegGrade, LegResult, RaceGrade};
use serde_json::{Value, json};
use worked::table;

/// The default house rules with what a cell says: a field in backticks, and its value.
fn house(cell: &str, bet_type: BetType) -> HouseRules {
    let Some((field, value)) = cell.strip_prefix('`').and_then(|cell| cell.split_once("` ")) else {
        assert!(cell.is_empty(), "{cell} names no field");
        return HouseRules::default();
    };
    let mut rules = serde_json::to_value(HouseRules::default()).unwrap();
    let (place, value) = match (field, value.split_once(" times, ")) {
        ("bets.lucky_bonuses", Some((times, percent))) => {
            let percent: u8 = percent.trim_end_matches('%').parse().unwrap();
            let times: u8 = times.parse().unwrap();
            let bonus =
                json!({"bet_type": bet_type, "one_winner_times": times, "all_winners_percent": percent});
            ("/bets/lucky_bonuses".to_owned(), json!([bonus]))
        }
        ("max_return", _) => ("/limits/EUR/max_return".to_owned(), value.parse::<i64>().unwrap().into()),
        // A number or a truth, or else a word.
        _ => (
            format!("/{}", field.replace('.', "/")),
            serde_json::from_str(value).unwrap_or_else(|_| value.into()),
        ),
    };
    *rules.pointer_mut(&place).unwrap_or_else(|| panic!("the house rules have no {field}")) = value;
    serde_json::from_value(rules).unwrap()
}

fn result(words: &str) -> Option<LegResult> {
    match words {
        "won" => Some(LegResult::WON),
        "half won" => Some(LegResult::HALF_WON),
        "void" => Some(LegResult::VOID),
        "half lost" => Some(LegResult::HALF_LOST),
        "lost" => Some(LegResult::LOST),
        "open" => None,
        _ => {
            let tied = words.strip_prefix("shared by ").unwrap_or_else(|| panic!("{words} is no result"));
            LegResult::dead_heat(1, tied.parse().unwrap()).ok()
        }
    }
}

/// A leg: its price, what was agreed of it, and what came of it.
fn leg(text: &str, rules: &BetRules) -> (PricedLeg, Option<LegGrade>) {
    let (odds, mut rest) = text.split_once(' ').unwrap();
    let mut leg = PricedLeg::at(odds.parse().unwrap());
    while let Some((word, after)) = rest.split_once(' ') {
        match word {
            "banker" => leg.terms.banker = true,
            "guaranteed" => leg.terms.guaranteed = true,
            _ => break,
        }
        rest = after;
    }
    let Some(race) = rest.strip_prefix("finished ") else { return (leg, result(rest).map(LegGrade::from)) };
    let mut words = race.split(' ');
    let position = words.next().unwrap().parse().unwrap();
    let (mut runners, mut tied, mut handicap) = (0, 1, false);
    let (mut withdrawn, mut starting_price) = (Vec::new(), None);
    while let Some(word) = words.next() {
        let mut next = || words.next().unwrap();
        match word {
            "of" => runners = next().parse().unwrap(),
            "handicap" => handicap = true,
            "shared" => assert_eq!(next(), "by"),
            "withdrawn" => withdrawn.push(next().parse().unwrap()),
            "starting" => starting_price = next().parse().ok(),
            number => tied = number.parse().unwrap(),
        }
    }
    leg.terms.place = PlaceTerms::standard(runners, handicap);
    let finished = LegGrade::finished(position, tied, leg.terms.place).unwrap();
    let place = finished.race().and_then(|race| race.place);
    let race = RaceGrade { place, deduction: rules.rule_4.deduction(withdrawn), starting_price };
    (leg, LegGrade::in_race(finished.win(), race).ok())
}

#[test]
fn bets() {
    let mut shown = BTreeSet::new();
    let mut fields = BTreeSet::new();
    let head = "| bet | way | stake | legs | house rule | returns | status | because |";
    for row in table(head) {
        let bet_type: BetType = row[0].parse().unwrap();
        let way: Way = serde_json::from_value(row[1].into()).unwrap();
        let rules = house(row[4], bet_type);
        let stake = match row[2].strip_suffix(" in all") {
            Some(total) => CalculatorStake::Total(total.parse().unwrap()),
            None => CalculatorStake::PerLine(row[2].parse().unwrap()),
        };
        let (legs, grades): (Vec<_>, Vec<_>) = row[3].split("; ").map(|text| leg(text, &rules.bets)).unzip();
        let slip = CalculatorSlip { terms: BetTerms { bet_type, way }, stake, legs };
        let (returns, status) = match calculate(&slip, &grades, &rules) {
            Ok(found) => (
                found.returned.map_or("none".to_owned(), |money| money.to_string()),
                found.status.to_string(),
            ),
            Err(error) => (error.code().to_owned(), "none".to_owned()),
        };
        assert_eq!([returns.as_str(), status.as_str()], [row[5], row[6]], "{row:?}");
        assert!(!row[7].is_empty(), "{row:?} says why");
        shown.insert(bet_type.name());
        fields.extend(row[4].split('`').nth(1));
    }
    let every = BetType::named().map(BetType::name).chain(["system"]);
    let missing: Vec<_> = every.filter(|name| !shown.contains(name)).collect();
    assert!(missing.is_empty(), "the page has no example of {missing:?}");
    let missing: Vec<_> =
        fields_of_bets().into_iter().filter(|field| !fields.contains(field.as_str())).collect();
    assert!(missing.is_empty(), "the page has no example of the house rules {missing:?}");
}

/// Every house rule that says what a bet returns, by its name on the page. The most legs of a system is a question of placement.
fn fields_of_bets() -> Vec<String> {
    let rules = serde_json::to_value(HouseRules::default()).unwrap();
    let names = |value: &Value, before: &str| -> Vec<String> {
        value.as_object().unwrap().keys().map(|name| format!("{before}{name}")).collect()
    };
    let mut fields = names(&rules["bets"], "bets.");
    fields.extend(names(&rules["bets"]["rule_4"], "bets.rule_4."));
    fields.push("rounding".to_owned());
    fields.retain(|field| !["bets.rule_4", "bets.max_system_legs"].contains(&field.as_str()));
    fields
}
