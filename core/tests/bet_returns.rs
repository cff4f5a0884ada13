//! Worked examples of docs/rules.md, sections 4 and 7, through the calculator: the figures are those of the page.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that can't read its own figures stops there"
)]

use realdeal::betting::{
    BetPart, BetStatus, BetTerms, BetType, Calculation, CalculatorSlip, CalculatorStake, PlaceFraction,
    PlaceTerms, PricedLeg, ReturnError, StakeRemainder, Way, calculate,
};
use realdeal::house_rules::{BetRules, HouseRules, Limits, LuckyBonus, WinOnlyField};
use realdeal::money::{Currency, Money};
use realdeal::settlement::{LegGrade, LegResult, PlaceGrade, RaceGrade};

fn leg(odds: &str) -> PricedLeg {
    PricedLeg::at(odds.parse().unwrap())
}

fn slip(bet_type: &str, way: Way, per_line: &str, odds: &[&str]) -> CalculatorSlip {
    CalculatorSlip {
        terms: BetTerms { bet_type: bet_type.parse().unwrap(), way },
        stake: CalculatorStake::PerLine(per_line.parse().unwrap()),
        legs: odds.iter().map(|odds| leg(odds)).collect(),
    }
}

/// One letter a leg: won, lost, void, half won, dead heat for two, open.
fn results(letters: &str) -> Vec<Option<LegGrade>> {
    let result = |letter| match letter {
        'w' => Some(LegResult::WON),
        'l' => Some(LegResult::LOST),
        'v' => Some(LegResult::VOID),
        'h' => Some(LegResult::HALF_WON),
        'H' => Some(LegResult::HALF_LOST),
        'd' => LegResult::dead_heat(1, 2).ok(),
        _ => None,
    };
    letters.chars().map(|letter| result(letter).map(LegGrade::from)).collect()
}

fn with(slip: &CalculatorSlip, letters: &str, bets: BetRules) -> Calculation {
    calculate(slip, &results(letters), &HouseRules { bets, ..HouseRules::default() }).unwrap()
}

fn returned(found: &Calculation) -> String {
    found.returned.map_or("open".to_owned(), |money| money.to_string())
}

#[test]
fn bets_of_the_rule_book() {
    // Type, prices, results, lines at 1.00 each, return, status.
    for (bet_type, odds, letters, lines, paid, status) in [
        ("trixie", &["2.00", "3.00", "4.00"][..], "www", 4, "50.00 EUR", BetStatus::Won),
        ("trixie", &["2.00", "3.00", "4.00"], "wvw", 4, "22.00 EUR", BetStatus::Won),
        ("trixie", &["2.00", "3.00", "4.00"], "vvv", 4, "4.00 EUR", BetStatus::Void),
        ("trixie", &["2.00", "3.00", "4.00"], "lvv", 4, "1.00 EUR", BetStatus::Won),
        ("trixie", &["2.00", "3.00", "4.00"], "llw", 4, "0.00 EUR", BetStatus::Lost),
        ("system 2", &["2.00", "3.00", "4.00", "5.00"], "wlhw", 6, "27.50 EUR", BetStatus::Won),
        ("single stakes about", &["2.00", "3.00"], "ww", 2, "8.00 EUR", BetStatus::Won),
        ("single stakes about", &["2.00", "3.00"], "wl", 2, "1.00 EUR", BetStatus::Won),
        ("double stakes about", &["2.00", "3.00"], "ww", 2, "11.00 EUR", BetStatus::Won),
        ("round robin", &["2.00", "3.00", "4.00"], "www", 10, "80.00 EUR", BetStatus::Won),
        ("rounder", &["2.00", "3.00", "4.00"], "www", 3, "32.00 EUR", BetStatus::Won),
        ("roundabout", &["2.00", "3.00", "4.00"], "www", 3, "55.00 EUR", BetStatus::Won),
        ("rounder", &["2.00", "3.00", "4.00"], "wll", 3, "1.00 EUR", BetStatus::Won),
        ("union jack", &["2.00"; 9], "wwwllwllw", 8, "16.00 EUR", BetStatus::Won),
        ("single", &["2.10"], "h", 1, "1.55 EUR", BetStatus::HalfWon),
        ("single", &["2.10"], "H", 1, "0.50 EUR", BetStatus::HalfLost),
        ("single", &["1.50"], "d", 1, "0.75 EUR", BetStatus::Won),
        ("accumulator", &["2.00", "3.00"], "hh", 1, "3.00 EUR", BetStatus::Won),
    ] {
        let found = with(&slip(bet_type, Way::Win, "1.00 EUR", odds), letters, BetRules::default());
        let facts = (found.lines, returned(&found), found.status);
        assert_eq!(facts, (lines, paid.to_owned(), status), "{bet_type} {letters}");
    }
}

#[test]
fn a_bet_is_decided_as_soon_as_no_line_waits() {
    for (bet_type, letters, paid) in [
        ("trixie", "ww.", "open"),
        ("trixie", "l..", "open"),
        ("trixie", "ll.", "0.00 EUR"), // one leg is left, and there are no singles
        ("patent", "ll.", "open"),
        ("accumulator", "l..", "0.00 EUR"),
        ("accumulator", "w..", "open"),
        ("rounder", "lll", "0.00 EUR"),
        ("rounder", "ll.", "open"), // the single on the third
        ("single stakes about", "ll.", "open"),
    ] {
        let found = with(&slip(bet_type, Way::Win, "1.00 EUR", &["2.00"; 3]), letters, BetRules::default());
        assert_eq!(returned(&found), paid, "{bet_type} {letters}");
        assert_eq!(found.status.is_settled(), paid != "open");
    }
    // The win is lost; the place is not known to be.
    let mut each_way = slip("single", Way::EachWay, "1.00 EUR", &["5.00"]);
    each_way.legs[0].terms.place = PlaceTerms::standard(8, false);
    let found = with(&each_way, ".", BetRules::default());
    assert_eq!((found.status, found.maximum_return), (BetStatus::Open, "6.80 EUR".parse().ok()));
}

#[test]
fn bankers_stand_in_every_line() {
    let mut slip = slip("system 2", Way::Win, "1.00 EUR", &["2.00", "3.00", "4.00", "5.00"]);
    slip.legs[0].terms.banker = true;
    // 2 x (3x4 + 3x5 + 4x5) = 94.
    assert_eq!(returned(&with(&slip, "wwww", BetRules::default())), "94.00 EUR");
    // The banker decides all lines alone, and two lost others leave no pair.
    assert_eq!(returned(&with(&slip, "l...", BetRules::default())), "0.00 EUR");
    assert_eq!(returned(&with(&slip, ".ll.", BetRules::default())), "0.00 EUR");
    assert_eq!(returned(&with(&slip, ".lww", BetRules::default())), "open");
    let found = with(&slip, "wvww", BetRules::default());
    let lines: Vec<_> = found.listed.iter().map(|line| line.legs.clone()).collect();
    assert_eq!(lines, [[0, 1, 2], [0, 1, 3], [0, 2, 3]]);
}

#[test]
fn a_stake_divides_or_is_spread_in_line_order() {
    let mut slip = slip("trixie", Way::Win, "1.00 EUR", &["2.00", "3.00", "4.00"]);
    slip.stake = CalculatorStake::Total("10.02 EUR".parse().unwrap());
    let error = calculate(&slip, &results("www"), &HouseRules::default()).unwrap_err();
    assert_eq!(error.code(), "stake_does_not_divide");
    assert!(error.to_string().ends_with("the nearest are 1000 and 1004"), "{error}");
    let spread = BetRules { stake_remainder: StakeRemainder::Spread, ..BetRules::default() };
    let found = with(&slip, "www", spread.clone());
    // 2.50 on each, and a cent more on the doubles of the first with the second and with the third.
    let stakes: Vec<_> = found.listed.iter().map(|line| line.stake.minor()).collect();
    assert_eq!(stakes, [251, 251, 250, 250]);
    // 2.51 x (6 + 8) + 2.50 x (12 + 24).
    assert_eq!(returned(&found), "125.14 EUR");
    // Each way: 7 cents over six lines of one win and one place part.
    let mut each_way = CalculatorSlip { terms: BetTerms { way: Way::EachWay, ..slip.terms }, ..slip };
    each_way.stake = CalculatorStake::Total("0.13 EUR".parse().unwrap());
    let found = with(&each_way, "www", spread);
    let stakes: Vec<_> = found.listed.iter().map(|line| (line.part, line.stake.minor())).collect();
    let (win, place) = (BetPart::Win, BetPart::Place);
    assert_eq!(stakes[..5], [(win, 2), (win, 2), (win, 2), (win, 2), (place, 2)]);
    assert_eq!(stakes[5..], [(place, 1), (place, 1), (place, 1)]);
}

#[test]
fn each_way_by_both_formulas() {
    // 10.00 each way, a double at 5.00 and 9.00, a quarter of the winnings for a place: 2.00 and 3.00.
    let terms = PlaceTerms { places: 3, fraction: PlaceFraction::QUARTER };
    for (way, one, two, paid) in [
        (Way::EachWay, 1, 1, "510.00 EUR"),        // 10 x 45 + 10 x 6
        (Way::EachWay, 1, 2, "60.00 EUR"),         // the win is lost, 10 x 6
        (Way::EachWay, 1, 4, "0.00 EUR"),          // neither
        (Way::EquallyDivided, 1, 1, "420.00 EUR"), // 20 x 7/2 x 6
        (Way::EquallyDivided, 1, 2, "105.00 EUR"), // 20 x 7/2 x 3/2
        (Way::Place, 3, 2, "60.00 EUR"),
    ] {
        let mut slip = slip("accumulator", way, "10.00 EUR", &["5.00", "9.00"]);
        slip.legs.iter_mut().for_each(|leg| leg.terms.place = Some(terms));
        let grades = [one, two].map(|position| LegGrade::finished(position, 1, Some(terms)).ok());
        let found = calculate(&slip, &grades, &HouseRules::default()).unwrap();
        assert_eq!(returned(&found), paid, "{way} {one} {two}");
    }
}

#[test]
fn a_field_without_places_is_the_houses_to_settle() {
    let slip = slip("single", Way::EachWay, "10.00 EUR", &["5.00"]);
    for (win_only_field, paid) in [(WinOnlyField::OnWin, "100.00 EUR"), (WinOnlyField::Void, "60.00 EUR")] {
        let bets = BetRules { win_only_field, ..BetRules::default() };
        let winner = [LegGrade::finished(1, 1, PlaceTerms::standard(4, false)).ok()];
        let found = calculate(&slip, &winner, &HouseRules { bets, ..HouseRules::default() }).unwrap();
        assert_eq!(returned(&found), paid);
    }
}

#[test]
fn each_way_any_to_come() {
    // What a double stakes about returns if both win at 2.00 and 3.00, a quarter for a place: win to win 11 and place
    // to place 3.75; divided equally, what goes on is halved between win and place: 7.3125 and 6.6875.
    let fraction = PlaceFraction::QUARTER;
    for (way, paid) in [(Way::EachWay, "14.75 EUR"), (Way::EquallyDivided, "14.00 EUR")] {
        let mut slip = slip("double stakes about", way, "1.00 EUR", &["2.00", "3.00"]);
        slip.legs.iter_mut().for_each(|leg| leg.terms.place = Some(PlaceTerms { places: 3, fraction }));
        let found = with(&slip, "..", BetRules::default());
        assert_eq!(found.maximum_return, paid.parse().ok(), "{way}");
    }
}

#[test]
fn lucky_bonuses_count_winnings_of_the_win_part() {
    let bonus = LuckyBonus { bet_type: BetType::Lucky15, one_winner_times: 3, all_winners_percent: 10 };
    let rules = || BetRules { lucky_bonuses: vec![bonus], ..BetRules::default() };
    let four = ["3.00", "4.00", "5.00", "6.00"];
    for (way, letters, paid, added) in [
        (Way::Win, "wlll", "7.00 EUR", "400"),      // 1 + 3 x 2
        (Way::Win, "wllv", "7.00 EUR", "0"),        // 3 + 1 + 3: a void leg cancels it
        (Way::Win, "wwll", "19.00 EUR", "0"),       // 3 + 4 + 12
        (Way::Win, "wwww", "921.40 EUR", "8240"),   // 839 + a tenth of 824
        (Way::EachWay, "wlll", "10.00 EUR", "400"), // the place part (here with the win) has none
        (Way::EachWay, "llll", "0.00 EUR", "0"),
    ] {
        let found = with(&slip("lucky 15", way, "1.00 EUR", &four), letters, rules());
        assert_eq!(returned(&found), paid, "{letters}");
        assert_eq!(found.bonus.map_or("0".to_owned(), |bonus| bonus.to_string()), added, "{letters}");
    }
    assert_eq!(returned(&with(&slip("yap", Way::Win, "1.00 EUR", &four), "wlll", rules())), "3.00 EUR");
}

#[test]
fn a_guaranteed_price_lifts_a_return_to_the_most_of_the_house() {
    let mut slip = slip("single", Way::Win, "1.00 EUR", &["2.00"]);
    slip.legs[0].terms.guaranteed = true;
    let race = RaceGrade { starting_price: "7.00".parse().ok(), ..RaceGrade::default() };
    let grades = [LegGrade::in_race(LegResult::WON, race).ok()];
    let most = |max_return| {
        HouseRules::default()
            .with_limits(Currency::EUR, Limits { min_stake: 1, max_stake: 1_000, max_return })
    };
    let found = calculate(&slip, &grades, &most(10_000)).unwrap();
    assert_eq!((returned(&found), found.status), ("7.00 EUR".to_owned(), BetStatus::Won));
    let found = calculate(&slip, &grades, &most(500)).unwrap();
    assert_eq!(returned(&found), "5.00 EUR");
    assert_eq!(found.exact_return.unwrap().to_string(), "700", "what it would have been is kept");
}

#[test]
fn what_makes_no_bet() {
    let three = ["2.00"; 3];
    let code = |slip: &CalculatorSlip, letters: &str| {
        calculate(slip, &results(letters), &HouseRules::default()).unwrap_err().code()
    };
    assert_eq!(code(&slip("yankee", Way::Win, "1.00 EUR", &three), "www"), "wrong_number_of_legs");
    assert_eq!(code(&slip("trixie", Way::Win, "1.00 EUR", &three), "ww"), "grades_dont_match");
    assert_eq!(code(&slip("trixie", Way::Win, "-1.00 EUR", &three), "www"), "stake_out_of_range");
    assert_eq!(code(&slip("single", Way::Win, "1.00 EUR", &[]), ""), "wrong_number_of_legs");
    let mut marked = slip("accumulator", Way::Win, "1.00 EUR", &three);
    marked.legs[1].terms.banker = true;
    assert_eq!(code(&marked, "www"), "bankers_not_taken");
    // More than money can count, in a currency whose limits nobody has set.
    let most = Money::new(i64::MAX, Currency::USD);
    let huge = CalculatorSlip {
        stake: CalculatorStake::PerLine(most),
        ..slip("single", Way::Win, "1.00 EUR", &["3.00"])
    };
    assert_eq!(code(&huge, "w"), "payout_out_of_range");
    let found = calculate(&huge, &results("."), &HouseRules::default()).unwrap();
    assert_eq!((found.maximum_return, found.status), (None, BetStatus::Open));
    let error = ReturnError::from(BetType::Trixie.lines(4, 0).unwrap_err());
    assert_eq!(error.to_string(), "a bet of type trixie takes 3 to 3 legs, and has 4");
}

#[test]
fn many_lines_are_counted_and_the_first_are_listed() {
    let system = slip("system 10", Way::Win, "0.01 EUR", &["2.00"; 20]);
    let found = with(&system, &"w".repeat(20), BetRules::default());
    assert_eq!((found.lines, found.listed.len()), (184_756, 1_000));
    // 184,756 lines of 1024 cents are above the most that a bet may return, 1,000,000.00.
    assert_eq!(found.exact_return.unwrap().to_string(), (184_756 * 1_024).to_string());
    assert_eq!(found.returned, "1000000.00 EUR".parse().ok());
}

#[test]
fn forms_cross_a_border() {
    let mut slip = slip("system 2,3", Way::EachWay, "1.00 EUR", &["2.00", "7/2", "+150"]);
    slip.legs[0].terms = realdeal::betting::LegTerms {
        banker: false,
        guaranteed: true,
        place: PlaceTerms::standard(8, false),
    };
    let json = serde_json::to_string(&slip).unwrap();
    assert_eq!(serde_json::from_str::<CalculatorSlip>(&json).unwrap(), slip);
    let short = r#"{"terms":{"bet_type":"single"},"stake":{"total":"1.00 EUR"},"legs":[{"odds":"2.00"}]}"#;
    let read: CalculatorSlip = serde_json::from_str(short).unwrap();
    let place = PlaceGrade { result: LegResult::WON, fraction: PlaceFraction::FIFTH };
    let grade =
        LegGrade::in_race(LegResult::WON, RaceGrade { place: Some(place), ..RaceGrade::default() }).ok();
    let found = calculate(&read, &[grade], &HouseRules::default()).unwrap();
    let json = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Calculation>(&json).unwrap(), found);
}
