//! Reads the worked cases of `shared/vectors/bet_settlement.json` for the calculator, or says why a case is not run.
//!
//! Each public suite and library writes its cases in its own way; all of them come to the same [`Case`] here: bets of
//! one type on some choices of the legs, and what they return together.

use realdeal::betting::{BetTerms, BetType, Folds, PlaceFraction, PlaceTerms, PricedLeg, Way};
use realdeal::settlement::{LegGrade, LegResult, PlaceGrade, RaceGrade, Share};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::exactly::{decimal, text};

const ONE_OFF: &str = "a one-off name of the trade, which RULES.md leaves out";
const PRECEDENCE: &str = "any to come each way with the win first: no formula of RULES.md";
const NO_LEG: &str = "no leg: such a slip is refused as wrong_number_of_legs";

/// Bets of one type, and what they return together.
pub(crate) struct Case {
    pub(crate) group: &'static str,
    pub(crate) terms: BetTerms,
    /// The stake of each line.
    pub(crate) stake: Decimal,
    /// The legs with their results. If one is missing, what the bets return is the most that they can.
    pub(crate) legs: Vec<(PricedLeg, Option<LegGrade>)>,
    /// The legs of each bet, by their places.
    pub(crate) bets: Vec<Vec<usize>>,
    pub(crate) returns: Decimal,
    pub(crate) tolerance: Decimal,
    pub(crate) lines: Option<Decimal>,
    pub(crate) total_stake: Option<Decimal>,
    pub(crate) status: Option<String>,
}

/// A family of cases that is not named here stops the test: a new one is to be looked at.
pub(crate) fn read(case: &Value) -> Result<Case, &'static str> {
    let input = &case["input"];
    match text(&case["id"]).split('-').next().unwrap() {
        "btl" | "btt" | "bcr" => Ok(selections(case)),
        "acc" => Ok(results(case, "accumulator", list(&input["results"]).len(), &input["stake"])),
        "sys" => Ok(system(case)),
        "brj" => all_win(case),
        "kbc" if input.get("legs").is_some() => captured(case),
        "kbc" if input.get("win_factor").is_some() => Ok(leg_factor(case)),
        "kbc" => Ok(dead_heat_factor(case)),
        other => panic!("{other}: a family that this test does not know"),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

/// A case with what its expectation says of lines and stakes.
fn case_of(
    case: &Value,
    terms: BetTerms,
    stake: &Value,
    legs: Vec<(PricedLeg, Option<LegGrade>)>,
    returns: &Value,
) -> Case {
    let expected = &case["expected"];
    let group = match (terms.way, terms.bet_type.folds()) {
        (Way::Win, None) => "one line, or any to come, on the win",
        (Way::Win, Some(_)) => "systems and full covers on the win",
        (Way::Place, _) => "on the place",
        (Way::EachWay, None) => "one line, or any to come, each way",
        (Way::EachWay, Some(_)) => "systems and full covers each way",
        (Way::EquallyDivided, _) => "each way, equally divided",
    };
    Case {
        group,
        terms,
        stake: decimal(stake),
        bets: vec![(0..legs.len()).collect()],
        legs,
        returns: decimal(returns),
        // That suite states what its library has rounded to cents, in binary floats: 17.325 is 17.32 there.
        tolerance: if text(&case["id"]).starts_with("bcr") {
            Decimal::new(5, 3)
        } else {
            case.get("tolerance").map_or(Decimal::ZERO, decimal)
        },
        lines: expected.get("bets").or(expected.get("unit_count")).map(decimal),
        total_stake: expected.get("total_stake").or(expected.get("stake")).map(decimal),
        status: expected.get("state").map(text),
    }
}

/// The type of a name, and how many legs it takes if the name says so.
fn named(name: &str) -> Option<(BetType, usize)> {
    let fold = |legs| Some((BetType::of_legs(legs), legs));
    let exactly = |bet_type: BetType| Some((bet_type, bet_type.legs().0 as usize));
    match name.to_lowercase().as_str() {
        "single" => fold(1),
        "double" => fold(2),
        "treble" => fold(3),
        "fourfold" | "accumulator:4" => fold(4),
        "fivefold" | "accumulator:5" => fold(5),
        "sixfold" | "accumulator:6" => fold(6),
        "sevenfold" => fold(7),
        "eightfold" | "accumulator:8" => fold(8),
        "superyankee" => exactly(BetType::Canadian),
        "superheinz" => exactly(BetType::SuperHeinz),
        "lucky15" => exactly(BetType::Lucky15),
        "lucky31" => exactly(BetType::Lucky31),
        "lucky63" => exactly(BetType::Lucky63),
        "roundrobin" => exactly(BetType::RoundRobin),
        "unionjack" => exactly(BetType::UnionJack),
        other => other.parse().ok().filter(|&named| named != BetType::Accumulator).and_then(exactly),
    }
}

fn selections(case: &Value) -> Case {
    let input = &case["input"];
    let (bet_type, size) = named(&text(&input["type"])).unwrap();
    let way = if input["each_way"] == true { Way::EachWay } else { Way::Win };
    let legs: Vec<_> = list(&input["selections"]).iter().map(runner).collect();
    let terms = BetTerms { bet_type, way };
    let mut read = case_of(case, terms, &input["unit_stake"], legs, &case["expected"]["returns"]);
    assert!(input.get("permed_over").is_some() || read.legs.len() == size, "one bet on all its legs");
    read.bets = choices(read.legs.len(), size);
    read
}

/// A leg of a race. Where there is no price, because the leg is lost or void, any will do.
fn runner(leg: &Value) -> (PricedLeg, Option<LegGrade>) {
    let odds = leg.get("odds_fractional").or(leg.get("odds")).map_or("2.00".to_owned(), text);
    let mut priced = PricedLeg::at(odds.strip_prefix("1+").unwrap_or(&odds).parse().unwrap());
    let terms = leg.get("terms").or(leg.get("place_terms"));
    let fraction = terms.map_or(PlaceFraction::FIFTH, |terms| fraction(&text(terms)));
    let both = |win, place| {
        let place = Some(PlaceGrade { result: place, fraction });
        LegGrade::in_race(win, RaceGrade { place, ..RaceGrade::default() }).unwrap()
    };
    let grade = match text(&leg["result"]).as_str() {
        "won" => both(LegResult::WON, LegResult::WON),
        "placed" => both(LegResult::LOST, LegResult::WON),
        "lost" => both(LegResult::LOST, LegResult::LOST),
        "void" => both(LegResult::VOID, LegResult::VOID),
        "dead_heat" => {
            let figure = |name: &str| u16::try_from(leg["dead_heat"][name].as_u64().unwrap()).unwrap();
            let places = u8::try_from(figure("places")).unwrap();
            let (position, tied) = (figure("tied_position"), figure("tied"));
            LegGrade::finished(position, tied, Some(PlaceTerms { places, fraction })).unwrap()
        }
        other => panic!("{other}: a result that this test does not know"),
    };
    priced.terms.place = Some(PlaceTerms { places: 1, fraction });
    let deduction = leg.get("rule4").map_or(0, |part| pence(decimal(part)));
    let race = RaceGrade { deduction, ..*grade.race().unwrap() };
    (priced, LegGrade::in_race(grade.win(), race).ok())
}

fn pence(part: Decimal) -> u8 {
    let pence = part * Decimal::ONE_HUNDRED;
    assert!(pence.is_integer(), "whole pence");
    u8::try_from(pence.trunc().mantissa() / 10_i128.pow(pence.trunc().scale())).unwrap()
}

/// `1/4`, or `0.25`.
fn fraction(text: &str) -> PlaceFraction {
    if let Some((num, den)) = text.split_once('/') {
        return PlaceFraction::new(num.parse().unwrap(), den.parse().unwrap()).unwrap();
    }
    let number = text.parse::<Decimal>().unwrap();
    let parts = (1..=PlaceFraction::MAX_DENOMINATOR).find(|&den| (number * Decimal::from(den)).is_integer());
    let den = parts.unwrap_or_else(|| panic!("{text} is no place fraction"));
    let num = (number * Decimal::from(den)).normalize().mantissa();
    PlaceFraction::new(u8::try_from(num).unwrap(), den).unwrap()
}

fn plain(odds: &Value, result: LegResult) -> (PricedLeg, Option<LegGrade>) {
    (PricedLeg::at(text(odds).parse().unwrap()), Some(result.into()))
}

/// Legs as two lists, of prices and of results.
fn results(case: &Value, name: &str, legs: usize, stake: &Value) -> Case {
    let input = &case["input"];
    let result = |word: &Value| match text(word).as_str() {
        "win" | "won" => LegResult::WON,
        "lose" | "lost" => LegResult::LOST,
        "void" => LegResult::VOID,
        other => panic!("{other}: a result that this test does not know"),
    };
    let both = list(&input["decimal_odds"]).iter().zip(list(&input["results"]));
    let legs_read: Vec<_> = both.map(|(odds, word)| plain(odds, result(word))).collect();
    let bet_type = if name == "accumulator" { BetType::of_legs(legs) } else { name.parse().unwrap() };
    case_of(case, BetTerms::win(bet_type), stake, legs_read, &case["expected"]["returns"])
}

fn system(case: &Value) -> Case {
    let input = &case["input"];
    let folds =
        Folds::new(list(&input["fold_sizes"]).iter().map(|size| size.as_u64().unwrap() as u32)).unwrap();
    let legs = list(&input["results"]).len();
    // By its name where it has one; the sizes of the file must be those of the name.
    let name = text(&input["type"]);
    match named(&name).or(named(&name.replace('_', " "))) {
        Some((bet_type, _)) => {
            assert_eq!(bet_type.folds(), Some(folds), "{name}");
            results(case, &bet_type.to_string(), legs, &input["unit_stake"])
        }
        None => results(case, &format!("system {folds}"), legs, &input["unit_stake"]),
    }
}

/// Cases of which every selection wins; `effectiveOdds` is what a stake of one returns.
fn all_win(case: &Value) -> Result<Case, &'static str> {
    let (args, expected) = (&case["input"]["args"], &case["expected"]);
    let function = text(&case["input"]["function"]);
    let selections = match function.as_str() {
        "single" => std::slice::from_ref(args),
        "effectiveOdds" => list(args),
        _ => list(&args["selections"]),
    };
    let mut legs = Vec::new();
    for selection in selections {
        let odds = selection["odds"].as_object().unwrap();
        let quote = odds.get("decimal").or(odds.get("fractional")).ok_or(NO_LEG)?;
        let (mut leg, _) = plain(quote, LegResult::WON);
        let terms = PlaceTerms { places: 1, fraction: fraction(&text(&selection["terms"])) };
        leg.terms.place = Some(terms);
        legs.push((leg, LegGrade::finished(1, 1, Some(terms)).ok()));
    }
    let way = if args.get("ew").is_some_and(|ew| ew == true) { Way::EachWay } else { Way::Win };
    let (bet_type, stake, returns) = match function.as_str() {
        "single" => (BetType::Single, args["stake"].clone(), &expected["total"]),
        "accumulator" => (BetType::of_legs(legs.len()), args["stake"].clone(), &expected["returns"]),
        "multiple" => {
            let full = args.get("fullCover").is_some_and(|full| full == true);
            let size = args.get("size").map_or(legs.len() as u64, |size| size.as_u64().unwrap()) as u32;
            let folds = if full { Folds::new(1..=size) } else { Folds::only(size) };
            (BetType::System { folds: folds.unwrap() }, args["stake"].clone(), &expected["returns"])
        }
        "effectiveOdds" => (BetType::of_legs(legs.len()), 1.into(), &expected["decimal"]),
        other => panic!("{other}: a function that this test does not know"),
    };
    Ok(case_of(case, BetTerms { bet_type, way }, &stake, legs, returns))
}

/// Cases with the statuses of their legs, or that assume every leg to win.
fn captured(case: &Value) -> Result<Case, &'static str> {
    let (input, expected) = (&case["input"], &case["expected"]);
    let legs = list(&input["legs"]);
    let name = text(&input["type"]);
    let (bet_type, bets) = captured_type(&name, legs.len()).ok_or(ONE_OFF)?;
    let any_to_come = bet_type.folds().is_none() && bet_type.legs().0 > 1 && bet_type != BetType::Accumulator;
    let way = match input.get("rules").map(text).as_deref() {
        None => Way::Win,
        Some("PLACE") => Way::Place,
        // The library's own default divides what comes equally.
        Some("EACH_WAY") if any_to_come => Way::EquallyDivided,
        Some("EACH_WAY" | "EACH_WAY, eachWayAnyToComeFormula = WIN_PLACE") => Way::EachWay,
        Some("EACH_WAY, EQUALLY_DIVIDED") => Way::EquallyDivided,
        Some("EACH_WAY, eachWayAnyToComeFormula = WIN_PRECEDENCE") => return Err(PRECEDENCE),
        Some(other) => panic!("{other}: rules that this test does not know"),
    };
    let read_leg = |leg: &Value| {
        let result = match leg.get("status").map(text).as_deref() {
            None | Some("open") => None,
            Some("won") => Some(LegResult::WON),
            Some("lost") => Some(LegResult::LOST),
            Some("void") => Some(LegResult::VOID),
            Some(other) => panic!("{other}: a status that this test does not know"),
        };
        let (mut priced, _) = plain(&leg["price"], LegResult::WON);
        priced.terms.banker = leg.get("banker").is_some_and(|banker| banker == true);
        priced.terms.place = leg
            .get("place_odds_factor")
            .map(|factor| PlaceTerms { places: 1, fraction: fraction(&text(factor)) });
        (priced, result.map(LegGrade::from))
    };
    let legs: Vec<_> = legs.iter().map(read_leg).collect();
    let terms = BetTerms { bet_type, way };
    let mut read = case_of(case, terms, &input["unit_stake"], legs, &expected["max_return"]);
    // The library calls a bet void of which one line is and the others are lost; RULES.md asks for every line.
    if read.status.as_deref() == Some("void") {
        assert!(read.legs.iter().any(|(_, grade)| *grade == Some(LegResult::LOST.into())));
        read.status = Some("won".into());
    }
    read.bets = bets;
    Ok(read)
}

/// The type of a name, and the legs of its bets: of a permed type each choice, of a union of a type its lines.
fn captured_type(name: &str, legs: usize) -> Option<(BetType, Vec<Vec<usize>>)> {
    let whole = vec![(0..legs).collect()];
    let sizes = |text: &str| Folds::new(text.split(',').map(|size| size.trim().parse().unwrap())).unwrap();
    if let Some(rest) = name.strip_prefix("Perms(").or(name.strip_prefix("VariablePerms(")) {
        return Some((BetType::System { folds: sizes(rest.trim_end_matches(')')) }, whole));
    }
    if name == "Doubles" {
        return Some((BetType::System { folds: sizes("2") }, whole));
    }
    if let Some((bet_type, size)) = name.strip_prefix("Perm").and_then(named) {
        return Some((bet_type, choices(legs, size)));
    }
    if let Some((bet_type, 3)) = name.strip_prefix("UnionJack").and_then(named) {
        let square = ["012", "345", "678", "036", "147", "258", "048", "246"]
            .map(|line| line.bytes().map(usize::from));
        return Some((
            bet_type,
            square.map(|line| line.map(|digit| digit - usize::from(b'0')).collect()).into(),
        ));
    }
    match name {
        "SingleStakesAbout" => Some((BetType::SingleStakesAbout, whole)),
        "DoubleStakesAbout" => Some((BetType::DoubleStakesAbout, whole)),
        _ => named(name).map(|(bet_type, _)| (bet_type, whole)),
    }
}

/// The effective price of two factors is what a stake of one returns, on the win or on the place.
fn leg_factor(case: &Value) -> Case {
    let input = &case["input"];
    let share = |name: &str| match text(&input[name]).as_str() {
        "0" => Share::ZERO,
        "0.5" => Share::HALF,
        "1" => Share::ONE,
        other => panic!("{other}: a factor that this test does not know"),
    };
    let result = LegResult::new(share("win_factor"), share("void_factor")).unwrap();
    let (leg, _) = plain(&input["price"], result);
    let fraction = fraction(&text(&input["place_odds_factor"]));
    let place = Some(PlaceGrade { result, fraction });
    let grade = LegGrade::in_race(result, RaceGrade { place, ..RaceGrade::default() }).ok();
    let way = if input["part"] == "place" { Way::Place } else { Way::Win };
    let terms = BetTerms { bet_type: BetType::Single, way };
    case_of(case, terms, &1.into(), vec![(leg, grade)], &case["expected"]["effective_price"])
}

/// The factor of a dead heat is what half a stake at 2.00 returns.
fn dead_heat_factor(case: &Value) -> Case {
    let figure = |name: &str| u16::try_from(case["input"][name].as_u64().unwrap()).unwrap();
    let result = LegResult::finished(figure("position"), figure("shared_among"), figure("places")).unwrap();
    let legs = vec![plain(&"2.00".into(), result)];
    let terms = BetTerms::win(BetType::Single);
    case_of(case, terms, &"0.50".into(), legs, &case["expected"]["dead_heat_factor"])
}

/// Every choice of `size` out of `count`, each in order.
fn choices(count: usize, size: usize) -> Vec<Vec<usize>> {
    let all = 0_u32..1 << count;
    let chosen = all.filter(|choice| choice.count_ones() as usize == size);
    chosen.map(|choice| (0..count).filter(|index| choice >> index & 1 == 1).collect()).collect()
}
