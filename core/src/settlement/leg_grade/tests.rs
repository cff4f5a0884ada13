//! Grades of legs, with figures worked out by hand from the rule book.

use super::*;

fn leg(odds: &str) -> PricedLeg {
    PricedLeg::at(odds.parse().unwrap())
}

fn guaranteed(odds: &str) -> PricedLeg {
    let mut leg = leg(odds);
    leg.terms.guaranteed = true;
    leg
}

fn won_with(race: RaceGrade) -> LegGrade {
    LegGrade::in_race(LegResult::WON, race).unwrap()
}

fn fraction(num: u8, den: u8) -> PlaceFraction {
    PlaceFraction::new(num, den).unwrap()
}

fn rules() -> BetRules {
    BetRules::default()
}

#[test]
fn a_deduction_cuts_winnings_of_win_and_place() {
    // 25 pence off 8/1 leave 6/1: 1 + 8 x 3/4 = 7; a fifth of those winnings is 6/5.
    let place = PlaceGrade { result: LegResult::WON, fraction: fraction(1, 5) };
    let grade = won_with(RaceGrade { place: Some(place), deduction: 25, starting_price: None });
    assert_eq!(grade.win_factor(&leg("8/1"), &rules()), (7, 1));
    assert_eq!(grade.place_factor(&leg("8/1"), &rules()), (11, 5));
    // All of it leaves the stake; a void leg has nothing to deduct from.
    let all = won_with(RaceGrade { deduction: 100, ..RaceGrade::default() });
    assert_eq!(all.win_factor(&leg("8/1"), &rules()), (1, 1));
    let void =
        LegGrade::in_race(LegResult::VOID, RaceGrade { deduction: 25, ..RaceGrade::default() }).unwrap();
    assert_eq!(void.win_factor(&leg("8/1"), &rules()), (1, 1));
}

#[test]
fn the_better_price_is_paid_where_it_is_guaranteed() {
    let starts_at =
        |odds: &str| won_with(RaceGrade { starting_price: odds.parse().ok(), ..RaceGrade::default() });
    assert_eq!(starts_at("6.00").win_factor(&guaranteed("5.00"), &rules()), (6, 1));
    assert_eq!(starts_at("4.00").win_factor(&guaranteed("5.00"), &rules()), (5, 1));
    assert_eq!(starts_at("6.00").win_factor(&leg("5.00"), &rules()), (5, 1), "it was not guaranteed");
    // Deducted as any price, unless the house spares it.
    let cut = won_with(RaceGrade { deduction: 50, starting_price: "6.00".parse().ok(), place: None });
    assert_eq!(cut.win_factor(&guaranteed("5.00"), &rules()), (7, 2));
    let sparing = BetRules {
        rule_4: Rule4Rules { spares_starting_price: true, ..Rule4Rules::default() },
        ..BetRules::default()
    };
    assert_eq!(cut.win_factor(&guaranteed("5.00"), &sparing), (6, 1));
    // 8.00 less half of its winnings is 4.50, and the starting price of 6.00 is spared: the better is paid.
    assert_eq!(cut.win_factor(&guaranteed("8.00"), &sparing), (6, 1));
    assert_eq!(cut.win_factor(&guaranteed("14.00"), &sparing), (15, 2));
    assert_eq!(cut.win_factor(&leg("8.00"), &sparing), (9, 2));
}

#[test]
fn a_field_without_places_goes_with_the_win_or_is_void() {
    let lost = LegGrade::finished(3, 1, None).unwrap();
    assert_eq!(lost.place_factor(&leg("5.00"), &rules()), (0, 1));
    let void = BetRules { win_only_field: WinOnlyField::Void, ..BetRules::default() };
    assert_eq!(lost.place_factor(&leg("5.00"), &void), (1, 1));
    let won = LegGrade::finished(1, 1, None).unwrap();
    assert_eq!(won.place_factor(&leg("5.00"), &rules()), (5, 1));
    assert_eq!(won.place_factor(&leg("5.00"), &void), (1, 1));
}

#[test]
fn dead_heats_by_position() {
    let terms = Some(PlaceTerms { places: 3, fraction: fraction(1, 4) });
    // At 9.00 a place pays 3.00. Position, tied, win factor, place factor.
    for (position, tied, win, place) in [
        (1, 1, (9, 1), (3, 1)),
        (1, 2, (9, 2), (3, 1)),
        (1, 4, (9, 4), (9, 4)), // three places for four
        (2, 1, (0, 1), (3, 1)),
        (2, 4, (0, 1), (3, 2)), // two places for four
        (3, 2, (0, 1), (3, 2)),
        (3, 7, (0, 1), (3, 7)),
        (4, 1, (0, 1), (0, 1)),
        (u16::MAX, 1, (0, 1), (0, 1)),
    ] {
        let grade = LegGrade::finished(position, tied, terms).unwrap();
        let found = (grade.win_factor(&leg("9.00"), &rules()), grade.place_factor(&leg("9.00"), &rules()));
        assert_eq!(found, (win, place), "{tied} at {position}");
    }
    for (position, tied) in [(0, 1), (1, 0)] {
        assert_eq!(LegGrade::finished(position, tied, terms).unwrap_err().code(), "bad_position");
    }
}

#[test]
fn what_could_not_be_paid_in_the_longest_bet_is_refused() {
    let share = |num, den| crate::settlement::Share::new(num, den).unwrap();
    let fine = LegResult::new(share(1, 300), share(1, 301)).unwrap();
    let place = |result| RaceGrade {
        place: Some(PlaceGrade { result, fraction: fraction(1, 20) }),
        ..RaceGrade::default()
    };
    assert_eq!(LegGrade::in_race(fine, place(LegResult::WON)).unwrap_err().code(), "result_too_fine");
    assert_eq!(LegGrade::in_race(LegResult::WON, place(fine)).unwrap_err().code(), "result_too_fine");
    let coarse = LegResult::new(share(1, u16::MAX), share(0, 1)).unwrap();
    assert!(LegGrade::in_race(coarse, place(coarse)).is_ok());
    let over = RaceGrade { deduction: 101, ..RaceGrade::default() };
    assert_eq!(LegGrade::in_race(LegResult::WON, over).unwrap_err().code(), "deduction_too_large");
}

#[test]
fn forms_are_read_through_the_same_door() {
    let place = PlaceGrade { result: LegResult::WON, fraction: fraction(1, 5) };
    let grade = won_with(RaceGrade { place: Some(place), deduction: 15, starting_price: "7/2".parse().ok() });
    for grade in [grade, LegGrade::from(LegResult::HALF_WON)] {
        let json = serde_json::to_string(&grade).unwrap();
        assert_eq!(serde_json::from_str::<LegGrade>(&json).unwrap(), grade, "{json}");
        let bytes = postcard::to_stdvec(&grade).unwrap();
        assert_eq!(postcard::from_bytes::<LegGrade>(&bytes).unwrap(), grade);
    }
    let plain = r#"{"win":{"win":[1,1],"void":[0,1]}}"#;
    assert_eq!(serde_json::from_str::<LegGrade>(plain).unwrap(), LegResult::WON.into());
    let over = r#"{"win":{"win":[1,1],"void":[0,1]},"race":{"deduction":101}}"#;
    assert!(serde_json::from_str::<LegGrade>(over).is_err());
    assert_eq!(size_of::<LegGrade>(), 16);
}
