//! Tables of prices in their three formats, and round trips through every form they have.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

fn odds(text: &str) -> Odds {
    text.parse().unwrap()
}

#[test]
fn prices_in_all_formats() {
    // As written, its fraction, and as decimal, fractional and American odds.
    for (text, numerator, denominator, decimal, fractional, american) in [
        ("2.10", 21, 10, "2.10", "11/10", "+110"),
        ("2", 2, 1, "2.00", "1/1", "+100"),
        ("2.100000", 21, 10, "2.10", "11/10", "+110"),
        ("1.000001", 1_000_001, 1_000_000, "1.00", "1/1000000", "-100000000"),
        ("10000", 10_000, 1, "10000.00", "9999/1", "+999900"),
        ("6/4", 5, 2, "2.50", "3/2", "+150"),
        ("100/30", 13, 3, "4.33", "10/3", "+333"),
        ("10/11", 21, 11, "1.91", "10/11", "-110"),
        ("1/1", 2, 1, "2.00", "1/1", "+100"),
        ("+150", 5, 2, "2.50", "3/2", "+150"),
        ("-110", 21, 11, "1.91", "10/11", "-110"),
        ("+100", 2, 1, "2.00", "1/1", "+100"),
        ("-400", 5, 4, "1.25", "1/4", "-400"),
        ("1.995", 399, 200, "2.00", "199/200", "-101"),
        ("1.996", 499, 250, "2.00", "249/250", "+100"),
    ] {
        let odds = odds(text);
        assert_eq!((odds.numerator(), odds.denominator()), (numerator, denominator), "{text}");
        assert_eq!(odds.to_string(), text);
        assert_eq!(odds.in_decimal(2), decimal, "{text}");
        assert_eq!(odds.in_fractional(), fractional, "{text}");
        assert_eq!(odds.in_american(), american, "{text}");
    }
    assert_eq!(odds("-100").to_string(), "+100");
    assert_eq!(odds("02.10").to_string(), "2.10");
    assert_eq!(odds("10/3").in_decimal(0), "4");
    assert_eq!(odds("10/3").in_decimal(u8::MAX), "4.333333333333333333");
    assert_eq!(odds("1.005").in_decimal(2), "1.01");
}

#[test]
fn what_is_no_price_says_why() {
    for (text, code) in [
        ("", "bad_odds"),
        ("two", "bad_odds"),
        (" 2.10", "bad_odds"),
        ("2,10", "bad_odds"),
        (".5", "bad_odds"),
        ("2.", "bad_odds"),
        ("2e1", "bad_odds"),
        ("1_0", "bad_odds"),
        ("+2.10", "bad_odds"),
        ("-2.10", "bad_odds"),
        ("+99", "bad_odds"),
        ("-0", "bad_odds"),
        ("+", "bad_odds"),
        ("1/0", "bad_odds"),
        ("1/", "bad_odds"),
        ("-1/2", "bad_odds"),
        ("1/2/3", "bad_odds"),
        ("1.5/2", "bad_odds"),
        ("1", "odds_too_short"),
        ("1.00", "odds_too_short"),
        ("0.5", "odds_too_short"),
        ("0", "odds_too_short"),
        ("0/5", "odds_too_short"),
        ("10000.01", "odds_too_long"),
        ("10000/1", "odds_too_long"),
        ("+999901", "odds_too_long"),
        ("99999999999999999999999", "odds_too_long"),
        ("+99999999999999999999999", "odds_too_long"),
        ("99999999999999999999999/7", "odds_too_long"),
        ("18446744073709551615/1000000", "odds_too_long"),
        ("2.1000000", "odds_too_fine"),
        ("1/1000001", "odds_too_fine"),
        ("2/1000002", "odds_too_fine"),
        ("1/99999999999999999999999", "odds_too_fine"),
        ("-100000001", "odds_too_fine"),
        ("-99999999999999999999999", "odds_too_fine"),
    ] {
        let error = text.parse::<Odds>().unwrap_err();
        assert_eq!(error.code(), code, "{text:?}: {error}");
    }
    assert_eq!(Odds::new(5, 0).unwrap_err().code(), "bad_odds");
    assert_eq!(Odds::new(0, 5).unwrap_err().code(), "odds_too_short");
    assert_eq!(Odds::new(u64::MAX, 1).unwrap_err().code(), "odds_too_long");
    assert_eq!(Odds::new(1_000_003, 1_000_001).unwrap_err().code(), "odds_too_fine");
}

#[test]
fn value_alone_is_equal_and_ordered() {
    assert!(size_of::<Odds>() <= 24);
    let same = ["2.5", "2.50", "6/4", "3/2", "+150"].map(odds);
    assert!(same.iter().all(|odds| *odds == same[0]));
    assert_eq!(std::collections::HashSet::from(same).len(), 1);
    let mut all = ["2.10", "10/11", "+150", "1.01", "10000"].map(odds);
    all.sort_unstable();
    assert_eq!(all.map(|odds| odds.to_string()), ["1.01", "10/11", "2.10", "+150", "10000"]);
}

#[test]
fn a_fraction_is_quoted_as_it_can_be() {
    for (numerator, denominator, shown) in
        [(21, 10, "2.10"), (4, 2, "2.00"), (33, 16, "2.0625"), (8, 6, "1/3")]
    {
        assert_eq!(Odds::new(numerator, denominator).unwrap().to_string(), shown);
    }
}

#[test]
fn another_format_holds_a_price_exactly_or_not_at_all() {
    use OddsFormat::{American, Decimal, Fractional};
    for (text, format, shown) in [
        ("6/4", Decimal, Some("2.50")),
        ("6/4", American, Some("+150")),
        ("6/4", Fractional, Some("6/4")),
        ("2.50", Fractional, Some("3/2")),
        ("2.500", Decimal, Some("2.500")),
        ("1.91", American, None),
        ("1/3", Decimal, None),
        ("-110", Decimal, None),
        ("-110", Fractional, Some("10/11")),
        ("2", American, Some("+100")),
    ] {
        let quoted = odds(text).quoted_as(format);
        assert_eq!(quoted.map(|odds| odds.to_string()).as_deref(), shown, "{text} as {format:?}");
        assert!(quoted.is_none_or(|quoted| quoted == odds(text)));
    }
}

#[test]
fn decimals_come_in_and_go_out() {
    let from = |text: &str| Odds::try_from(text.parse::<Decimal>().unwrap());
    assert_eq!(from("2.10").unwrap().to_string(), "2.10");
    assert_eq!(from("2.10000000").unwrap().to_string(), "2.1");
    assert_eq!(from("2.1000001").unwrap_err().code(), "odds_too_fine");
    assert_eq!(from("-2").unwrap_err().code(), "odds_too_short");
    assert_eq!(Odds::try_from(Decimal::MAX).unwrap_err().code(), "odds_too_long");
    assert_eq!(odds("2.10").to_decimal().to_string(), "2.10");
    assert_eq!(odds("6/4").to_decimal().to_string(), "2.5");
    assert_eq!(odds("1/3").to_decimal().round_dp(6).to_string(), "1.333333");
}

#[test]
fn what_only_machines_read_is_checked() {
    for broken in [
        (4_u64, 2_u32, 0_u32),
        (2, 0, 0),
        (1, 1, 0),
        (20_000, 1, 0),
        (4, 3, 2 << 2),
        (4, 3, 1),
        (21, 11, 3),
        (191, 100, 2),
    ] {
        let bytes = postcard::to_stdvec(&broken).unwrap();
        assert!(postcard::from_bytes::<Odds>(&bytes).is_err(), "{broken:?}");
    }
    let error = serde_json::from_str::<Odds>("2.1").unwrap_err().to_string();
    assert!(error.contains("expected odds as text"), "{error}");
}

fn quotes() -> impl Strategy<Value = String> {
    prop_oneof![
        (1_u32..10_000, "[0-9]{1,6}").prop_map(|(whole, part)| format!("{whole}.{part}")),
        (1_u64..1_000_000, 1_u32..=1_000_000).prop_map(|(upper, lower)| format!("{upper}/{lower}")),
        (101_u32..=999_900, any::<bool>())
            .prop_map(|(number, up)| format!("{}{number}", if up { '+' } else { '-' })),
    ]
}

proptest! {
    #[test]
    fn every_form_reads_back_with_its_quote(text in quotes()) {
        let Ok(odds) = text.parse::<Odds>() else { return Ok(()) };
        prop_assert_eq!(odds.to_string(), text);
        let bytes = postcard::to_stdvec(&odds).unwrap();
        let json = serde_json::to_string(&odds).unwrap();
        for read in [postcard::from_bytes::<Odds>(&bytes).unwrap(), serde_json::from_str(&json).unwrap()] {
            prop_assert_eq!(read, odds);
            prop_assert_eq!(read.to_string(), odds.to_string());
        }
        for format in [OddsFormat::Decimal, OddsFormat::Fractional, OddsFormat::American] {
            if let Some(quoted) = odds.quoted_as(format) {
                prop_assert_eq!(quoted, odds);
                prop_assert_eq!(quoted.to_string().parse(), Ok(odds));
            }
        }
        prop_assert_eq!(Odds::new(odds.numerator(), u64::from(odds.denominator())), Ok(odds));
        prop_assert_eq!(odds.in_fractional().parse(), Ok(odds));
    }

    #[test]
    fn no_text_panics(text in "[-+]?[0-9]{0,21}[./]?[0-9]{0,21}") {
        let _ = text.parse::<Odds>();
    }
}
