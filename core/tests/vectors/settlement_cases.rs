//! Reads the worked cases of `shared/vectors/bet_settlement.json`: bets of one line each, or why a case is not run.
//!
//! Each public suite and library writes its cases in its own way; all of them come to the same [`Run`] here.

use realdeal::odds::Odds;
use realdeal::settlement::{LegResult, Share};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::exactly::{decimal, text};

const EACH_WAY: &str = "each-way, or on the place: run by the calculator (vectors_bet_returns)";
const SYSTEM: &str = "several lines in one bet: run by the calculator (vectors_bet_returns)";
const NO_LEG: &str = "no leg: such a slip is refused as no_legs";

/// Bets of one line each, and what they return together.
pub(crate) struct Run {
    pub(crate) group: &'static str,
    /// The stake of each bet.
    pub(crate) stake: Decimal,
    pub(crate) legs: Vec<(Odds, LegResult)>,
    /// How many legs a bet has: all of them, or each choice of so many.
    pub(crate) fold: usize,
    pub(crate) returns: Decimal,
    pub(crate) tolerance: Decimal,
    /// The status of the one bet, where the case states it.
    pub(crate) status: Option<String>,
}

/// A family of cases that is not named here stops the test: a new one is to be looked at.
pub(crate) fn read(case: &Value) -> Result<Run, &'static str> {
    let input = &case["input"];
    match text(&case["id"]).split('-').next().unwrap() {
        "btl" | "btt" | "bcr" => betlib(case),
        "acc" => Ok(accumulator(case)),
        "brj" => bet_return(case),
        "kbc" if input.get("legs").is_some() => captured(case),
        "kbc" if input.get("win_factor").is_some() => leg_factor(case),
        "kbc" => Ok(dead_heat_factor(case)),
        "sys" => {
            let (folds, legs) = (list(&input["fold_sizes"]), list(&input["results"]));
            assert!(folds.len() > 1 || folds[0] != legs.len(), "one line, which is in scope");
            Err(SYSTEM)
        }
        other => panic!("{other}: a family that this test does not know"),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

/// A run with the case's tolerance and no status.
fn run(
    case: &Value,
    group: &'static str,
    stake: &Value,
    legs: Vec<(Odds, LegResult)>,
    returns: &Value,
) -> Run {
    let tolerance = case.get("tolerance").map_or(Decimal::ZERO, decimal);
    let (stake, returns, fold) = (decimal(stake), decimal(returns), legs.len());
    Run { group, stake, legs, fold, returns, tolerance, status: None }
}

/// How many legs a bet type of one line has.
fn fold_of(bet_type: &str) -> Option<usize> {
    match bet_type {
        "single" => Some(1),
        "double" => Some(2),
        "treble" => Some(3),
        "fourfold" | "accumulator:4" => Some(4),
        "fivefold" | "accumulator:5" => Some(5),
        "sixfold" | "accumulator:6" => Some(6),
        "sevenfold" => Some(7),
        "eightfold" | "accumulator:8" => Some(8),
        _ => None,
    }
}

fn betlib(case: &Value) -> Result<Run, &'static str> {
    let input = &case["input"];
    if input["each_way"] == true {
        return Err(EACH_WAY);
    }
    let fold = fold_of(&text(&input["type"])).ok_or(SYSTEM)?;
    let selections = list(&input["selections"]);
    let group = if selections.iter().any(|selection| selection.get("rule4").is_some()) {
        "with a Rule 4 deduction stated as two factors"
    } else if selections.iter().any(|selection| selection["result"] == "dead_heat") {
        "with a dead heat stated as a factor"
    } else if fold == 1 {
        "singles won, lost or void"
    } else {
        "folds won, lost or void"
    };
    let legs = selections.iter().map(|leg| (odds_of(leg), result_of(leg))).collect();
    let mut run = run(case, group, &input["unit_stake"], legs, &case["expected"]["returns"]);
    assert!(input.get("permed_over").is_some() || run.fold == fold, "one bet on all its legs");
    run.fold = fold;
    Ok(run)
}

/// The price of a leg. Where there is none, because the leg is lost or void, any will do.
fn odds_of(leg: &Value) -> Odds {
    let odds = leg.get("odds_fractional").or(leg.get("odds")).map_or("2.00".to_owned(), text);
    odds.strip_prefix("1+").unwrap_or(&odds).parse().unwrap_or_else(|error| panic!("{odds}: {error}"))
}

/// What came of the win part of a leg.
fn result_of(leg: &Value) -> LegResult {
    let whole = match text(&leg["result"]).as_str() {
        "won" => LegResult::WON,
        "void" => LegResult::VOID,
        // A placed runner has not won.
        "lost" | "placed" => LegResult::LOST,
        "dead_heat" => {
            let figure = |name: &str| u16::try_from(leg["dead_heat"][name].as_u64().unwrap()).unwrap();
            // The win has one place, which is open to those who tied for first.
            let places = u16::from(figure("tied_position") == 1);
            LegResult::dead_heat(places, figure("tied")).unwrap()
        }
        other => panic!("{other}: a result that this test does not know"),
    };
    match leg.get("rule4").map(decimal) {
        Some(deduction) if whole != LegResult::VOID => deducted(whole, deduction),
        _ => whole,
    }
}

/// A deduction `r` from the winnings only: `1 + (d-1)(1-r)` is `(1-r)d + r`, so that the part `r` of what wins is void.
fn deducted(whole: LegResult, deduction: Decimal) -> LegResult {
    let part = |of: Decimal| {
        let (num, den) = (u16::try_from(of.mantissa()).unwrap(), 10_u16.pow(of.scale()));
        Share::new(whole.win().num() * num, whole.win().den() * den).unwrap()
    };
    LegResult::new(part(Decimal::ONE - deduction), part(deduction)).unwrap()
}

fn accumulator(case: &Value) -> Run {
    let input = &case["input"];
    let result = |word: &Value| match text(word).as_str() {
        "win" => LegResult::WON,
        "lose" => LegResult::LOST,
        "void" => LegResult::VOID,
        other => panic!("{other}: a result that this test does not know"),
    };
    let odds = list(&input["decimal_odds"]).iter().map(|odds| text(odds).parse().unwrap());
    let legs = odds.zip(list(&input["results"]).iter().map(result)).collect();
    run(case, "folds won, lost or void", &input["stake"], legs, &case["expected"]["returns"])
}

/// Cases of which every selection wins; `effectiveOdds` is what a stake of one returns.
fn bet_return(case: &Value) -> Result<Run, &'static str> {
    let (args, expected) = (&case["input"]["args"], &case["expected"]);
    let selections = match text(&case["input"]["function"]).as_str() {
        "single" => std::slice::from_ref(args),
        "effectiveOdds" => list(args),
        _ => list(&args["selections"]),
    };
    let mut legs = Vec::new();
    for selection in selections {
        let odds = selection["odds"].as_object().unwrap();
        let quote = odds.get("decimal").or(odds.get("fractional")).ok_or(NO_LEG)?;
        legs.push((text(quote).parse().unwrap(), LegResult::WON));
    }
    if args.get("ew").is_some_and(|each_way| each_way == true) {
        return Err(EACH_WAY);
    }
    match text(&case["input"]["function"]).as_str() {
        "single" => Ok(run(case, "singles won, lost or void", &args["stake"], legs, &expected["total"])),
        "accumulator" => Ok(run(case, "folds won, lost or void", &args["stake"], legs, &expected["returns"])),
        "multiple" => {
            // Of two selections there is one double; more make several lines.
            let one_line = legs.len() == 2 && args.get("fullCover").is_none_or(|full| full == false);
            let group = "folds won, lost or void";
            one_line.then(|| run(case, group, &args["stake"], legs, &expected["returns"])).ok_or(SYSTEM)
        }
        "effectiveOdds" => {
            let run =
                run(case, "combined prices, as the return on 1.00", &1.into(), legs, &expected["decimal"]);
            let (upper, lower) = expected["fractional"].as_str().unwrap().split_once('/').unwrap();
            let winnings = run.returns - Decimal::ONE;
            assert_eq!(
                winnings * lower.parse::<Decimal>().unwrap(),
                upper.parse().unwrap(),
                "its other form"
            );
            Ok(run)
        }
        other => panic!("{other}: a function that this test does not know"),
    }
}

/// Cases with legs that won, or that are assumed to win all.
fn captured(case: &Value) -> Result<Run, &'static str> {
    let (input, expected) = (&case["input"], &case["expected"]);
    if input
        .get("rules")
        .is_some_and(|rules| ["EACH_WAY", "PLACE"].iter().any(|way| text(rules).contains(way)))
    {
        return Err(EACH_WAY);
    }
    let legs = list(&input["legs"]);
    let fold = fold_of(&text(&input["type"]).to_lowercase()).ok_or(SYSTEM)?;
    assert_eq!(fold, legs.len(), "one bet on all its legs");
    let result = |leg: &Value| leg.get("status").map_or(LegResult::WON, |_| result_of(&won_as_result(leg)));
    let legs: Vec<_> = legs.iter().map(|leg| (text(&leg["price"]).parse().unwrap(), result(leg))).collect();
    let group = if fold == 1 { "singles won, lost or void" } else { "folds won, lost or void" };
    let mut run = run(case, group, &input["unit_stake"], legs, &expected["max_return"]);
    run.status = expected.get("state").map(text);
    Ok(run)
}

/// A leg that calls its result a status.
fn won_as_result(leg: &Value) -> Value {
    serde_json::json!({ "result": leg["status"] })
}

/// The effective price of two factors is what a stake of one returns.
fn leg_factor(case: &Value) -> Result<Run, &'static str> {
    let input = &case["input"];
    if input["part"] == "place" {
        return Err(EACH_WAY);
    }
    let share = |name: &str| match text(&input[name]).as_str() {
        "0" => Share::ZERO,
        "0.5" => Share::HALF,
        "1" => Share::ONE,
        other => panic!("{other}: a factor that this test does not know"),
    };
    let result = LegResult::new(share("win_factor"), share("void_factor")).unwrap();
    let legs = vec![(text(&input["price"]).parse().unwrap(), result)];
    let group = "win and void factors, as the return on 1.00";
    Ok(run(case, group, &1.into(), legs, &case["expected"]["effective_price"]))
}

/// The factor of a dead heat is what half a stake at 2.00 returns.
fn dead_heat_factor(case: &Value) -> Run {
    let figure = |name: &str| u16::try_from(case["input"][name].as_u64().unwrap()).unwrap();
    let (position, tied) = (figure("position"), figure("shared_among"));
    let open = (figure("places") + 1).saturating_sub(position).min(tied);
    let legs = vec![("2.00".parse().unwrap(), LegResult::dead_heat(open, tied).unwrap())];
    let half = serde_json::json!("0.50");
    run(case, "with a dead heat stated as a factor", &half, legs, &case["expected"]["dead_heat_factor"])
}
