//! Which kinds may be opened, and how they are written.

use super::*;

fn line(text: &str) -> Line {
    text.parse().unwrap()
}

#[test]
fn what_may_be_opened() {
    assert_eq!(MarketKind::TotalGoals { line: line("0") }.validate(), Ok(()));
    assert_eq!(MarketKind::AsianHandicap { line: line("-1.25") }.validate(), Ok(()));
    let below = MarketKind::TotalGoals { line: line("-0.5") }.validate();
    assert_eq!(below, Err(MarketKindError::NegativeTotal { line: line("-0.5") }));
    for (name, fine) in [("First scorer", true), ("", false), (" x", false), ("a\nb", false)] {
        assert_eq!(MarketKind::Custom { name: name.to_owned() }.validate().is_ok(), fine, "{name:?}");
    }
    assert!(MarketKind::Custom { name: "x".repeat(101) }.validate().is_err());
}

#[test]
fn figures_that_make_no_market() {
    let code = |kind: MarketKind| kind.validate().map_err(|error| error.code());
    let team = |text| MarketKind::TeamTotal { side: Side::Away, line: line(text) };
    let both = |text| MarketKind::ResultAndTotal { line: line(text) };
    let whole = |text| MarketKind::EuropeanHandicap { line: line(text) };
    for (kind, refused) in [
        (team("1.25"), None),
        (team("-0.25"), Some("negative_total")),
        (both("0.5"), None),
        (both("3"), Some("total_not_half")),
        (both("2.25"), Some("total_not_half")),
        (both("-0.5"), Some("negative_total")),
        (whole("0"), None),
        (whole("-2"), None),
        (whole("-0.5"), Some("handicap_not_whole")),
        (whole("1.25"), Some("handicap_not_whole")),
        (MarketKind::WinningMargin { top: 1 }, None),
        (MarketKind::WinningMargin { top: 20 }, None),
        (MarketKind::WinningMargin { top: 0 }, Some("bad_margin")),
        (MarketKind::WinningMargin { top: 21 }, Some("bad_margin")),
        (MarketKind::SetBetting { best_of: 1 }, None),
        (MarketKind::SetBetting { best_of: 35 }, None),
        (MarketKind::SetBetting { best_of: 0 }, Some("bad_best_of")),
        (MarketKind::SetBetting { best_of: 4 }, Some("bad_best_of")),
        (MarketKind::SetBetting { best_of: 37 }, Some("bad_best_of")),
        (MarketKind::Placed { places: 20 }, None),
        (MarketKind::Placed { places: 0 }, Some("bad_places")),
        (MarketKind::Placed { places: 21 }, Some("bad_places")),
    ] {
        assert_eq!(code(kind.clone()).err(), refused, "{kind}");
    }
}

#[test]
fn only_goals_have_halves() {
    let code = |kind: MarketKind| kind.in_period(Period::FirstHalf).validate().map_err(|error| error.code());
    assert_eq!(code(MarketKind::CorrectScore), Ok(()));
    assert_eq!(code(MarketKind::TotalGoals { line: line("-1") }), Err("negative_total"));
    for kind in [
        MarketKind::HalfTimeFullTime,
        MarketKind::MatchBetting,
        MarketKind::SetBetting { best_of: 3 },
        MarketKind::RaceWinner,
        MarketKind::Placed { places: 2 },
        MarketKind::Custom { name: "Toss".to_owned() },
        MarketKind::OddEven.in_period(Period::SecondHalf),
    ] {
        assert_eq!(code(kind), Err("kind_has_no_period"));
    }
}

#[test]
fn plain_data_in_both_forms() {
    for (kind, json) in [
        (MarketKind::MatchResult, r#""match_result""#),
        (MarketKind::TotalGoals { line: line("2.5") }, r#"{"total_goals":{"line":"2.5"}}"#),
        (MarketKind::AsianHandicap { line: line("0,-0.5") }, r#"{"asian_handicap":{"line":"-0.25"}}"#),
        (MarketKind::Custom { name: "Toss".to_owned() }, r#"{"custom":{"name":"Toss"}}"#),
        (
            MarketKind::OddEven.in_period(Period::FirstHalf),
            r#"{"in_period":{"period":"first_half","kind":"odd_even"}}"#,
        ),
        (
            MarketKind::TeamTotal { side: Side::Home, line: line("1.5") },
            r#"{"team_total":{"side":"home","line":"1.5"}}"#,
        ),
        (MarketKind::SetBetting { best_of: 3 }, r#"{"set_betting":{"best_of":3}}"#),
    ] {
        assert_eq!(serde_json::to_string(&kind).unwrap(), json);
        assert_eq!(serde_json::from_str::<MarketKind>(json).unwrap(), kind);
        assert_eq!(postcard::from_bytes::<MarketKind>(&postcard::to_stdvec(&kind).unwrap()).unwrap(), kind);
    }
    assert!(serde_json::from_str::<MarketKind>(r#"{"total_goals":{"line":"2.5","half":1}}"#).is_err());
    assert!(serde_json::from_str::<MarketKind>(r#"{"total_goals":{"line":"2.6"}}"#).is_err());
}
