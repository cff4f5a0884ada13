//! Tables of prices in their formats, and round trips through every form they have. Ladders and amounts: `tests/nearby`.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

mod nearby;

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
    for (text, american) in [("1.91", "-109.890110"), ("3.14", "+214.000000"), ("2", "+100.000000")] {
        assert_eq!(odds(text).in_american_with(6), american, "{text}");
    }
    assert_eq!(odds("1.999999").in_american_with(3), "+100.000");
    assert_eq!(odds("1.999999").in_american_with(4), "-100.0001");
}

/// Worked out by hand from docs/rules.md, section 1.
#[test]
fn prices_in_the_formats_of_asia_and_as_chances() {
    // As written, its fraction, and as Hong Kong, Malay and Indonesian odds and chance.
    for (text, numerator, denominator, hong_kong, malay, indonesian, chance) in [
        ("1.10 HK", 21, 10, "1.10", "-0.91", "1.10", "0.4762"),
        ("0.91 HK", 191, 100, "0.91", "0.91", "-1.10", "0.5236"),
        ("0.92 MY", 48, 25, "0.92", "0.92", "-1.09", "0.5208"),
        ("-0.92 MY", 48, 23, "1.09", "-0.92", "1.09", "0.4792"),
        ("-0.8 MY", 9, 4, "1.25", "-0.80", "1.25", "0.4444"),
        ("1.00 MY", 2, 1, "1.00", "1.00", "1.00", "0.5000"),
        ("-1.25 ID", 9, 5, "0.80", "0.80", "-1.25", "0.5556"),
        ("-2 ID", 3, 2, "0.50", "0.50", "-2.00", "0.6667"),
        ("2.40 ID", 17, 5, "2.40", "-0.42", "2.40", "0.2941"),
        ("80%", 5, 4, "0.25", "0.25", "-4.00", "0.8000"),
        ("47.62%", 5000, 2381, "1.10", "-0.91", "1.10", "0.4762"),
        ("0.01%", 10_000, 1, "9999.00", "-0.00", "9999.00", "0.0001"),
        ("99.9999%", 1_000_000, 999_999, "0.00", "0.00", "-999999.00", "1.0000"),
        ("EVS", 2, 1, "1.00", "1.00", "1.00", "0.5000"),
        ("2.0001", 20001, 10000, "1.00", "1.00", "1.00", "0.5000"),
        ("1.9999", 19999, 10000, "1.00", "1.00", "1.00", "0.5000"),
    ] {
        let odds = odds(text);
        assert_eq!((odds.numerator(), odds.denominator()), (numerator, denominator), "{text}");
        assert_eq!(odds.to_string(), text);
        let shown = [odds.in_hong_kong(2), odds.in_malay(2), odds.in_indonesian(2), odds.in_probability(4)];
        assert_eq!(shown, [hong_kong, malay, indonesian, chance], "{text}");
    }
    // Even money is never negative.
    for (text, shown) in [("-1.00 MY", "1.00 MY"), ("-1 ID", "1 ID")] {
        assert_eq!((odds(text), odds(text).to_string().as_str()), (odds("2"), shown));
    }
}

#[test]
fn a_bare_number_is_read_in_the_format_it_is_said_to_have() {
    use OddsFormat::{American, Decimal, Fractional, HongKong, Indonesian, Malay, Probability};
    for (format, text, same) in [
        (Decimal, "2.10", "2.10"),
        (Fractional, "6/4", "6/4"),
        (Fractional, "EVS", "EVS"),
        (American, "110", "+110"),
        (American, "+110", "+110"),
        (American, "-110", "-110"),
        (HongKong, "0.92", "0.92 HK"),
        (Malay, "0.92", "0.92 MY"),
        (Malay, "+0.92", "0.92 MY"),
        (Malay, "-0.92", "-0.92 MY"),
        (Indonesian, "+1.10", "1.10 ID"),
        (Indonesian, "-1.10", "-1.10 ID"),
        (Probability, "0.8", "80%"),
        (Probability, "0.476190", "47.6190%"),
        (Probability, "80%", "80%"),
        (Probability, "80.00%", "80.00%"),
    ] {
        let read = Odds::read(text, format).unwrap();
        assert_eq!((read.format(), read.to_string().as_str()), (format, same));
        assert_eq!(odds(same).format(), format);
    }
    for (format, text, code) in [
        (Decimal, "+110", "bad_odds"),
        (Decimal, "80%", "bad_odds"),
        (Decimal, "1.00", "odds_too_short"),
        (Fractional, "1.5", "bad_odds"),
        (Fractional, "evens", "bad_odds"),
        (American, "99", "bad_odds"),
        (American, "+-110", "bad_odds"),
        (American, "-+110", "bad_odds"),
        (HongKong, "0", "odds_too_short"),
        (HongKong, "-0.5", "bad_odds"),
        (HongKong, "+0.5", "bad_odds"),
        (HongKong, "0.9 HK", "bad_odds"),
        (HongKong, "9999.01", "odds_too_long"),
        (HongKong, "99999999999999999999", "odds_too_long"),
        (HongKong, "0.1234567", "odds_too_fine"),
        (Malay, "0", "odds_too_short"),
        (Malay, "-0", "bad_odds"),
        (Malay, "+-0.5", "bad_odds"),
        (Malay, "--0.5", "bad_odds"),
        (Malay, "1.01", "bad_odds"),
        (Malay, "-1.01", "bad_odds"),
        (Malay, "99999999999999999999", "bad_odds"),
        (Malay, "-0.0001", "odds_too_long"),
        (Indonesian, "0.99", "bad_odds"),
        (Indonesian, "-0.99", "bad_odds"),
        (Indonesian, "0", "bad_odds"),
        (Indonesian, "9999.5", "odds_too_long"),
        (Indonesian, "-1000001", "odds_too_fine"),
        (Indonesian, "-99999999999999999999", "odds_too_fine"),
        (Indonesian, "99999999999999999999", "odds_too_long"),
        (Probability, "0", "odds_too_long"),
        (Probability, "0.00009", "odds_too_long"),
        (Probability, "1", "odds_too_short"),
        (Probability, "100%", "odds_too_short"),
        (Probability, "99999999999999999999%", "odds_too_short"),
        (Probability, "-0.5", "bad_odds"),
        (Probability, "0.1234567", "odds_too_fine"),
        (Probability, "12.34567%", "odds_too_fine"),
    ] {
        let error = Odds::read(text, format).unwrap_err();
        assert_eq!(error.code(), code, "{text:?} as {format:?}: {error}");
    }
}

#[test]
fn what_is_no_price_says_why() {
    for (text, code) in [
        ("0.92 hk", "bad_odds"),
        ("0.92  MY", "bad_odds"),
        ("+0.92 MY", "bad_odds"),
        (" MY", "bad_odds"),
        ("%", "bad_odds"),
        ("evs", "bad_odds"),
        ("80 %", "bad_odds"),
        ("+80%", "bad_odds"),
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
    use OddsFormat::{American, Decimal, Fractional, HongKong, Indonesian, Malay, Probability};
    for (text, format, shown) in [
        ("EVS", Decimal, Some("2.00")),
        ("EVS", Fractional, Some("EVS")),
        ("2.00", Fractional, Some("1/1")),
        ("2.10", HongKong, Some("1.10 HK")),
        ("10/11", HongKong, None),
        ("2.10", Malay, None),
        ("2.25", Malay, Some("-0.80 MY")),
        ("1.91", Malay, Some("0.91 MY")),
        ("1.80", Indonesian, Some("-1.25 ID")),
        ("1.91", Indonesian, None),
        ("2.10", Indonesian, Some("1.10 ID")),
        ("1.25", Probability, Some("80%")),
        ("2.10", Probability, None),
        ("1.60", Probability, Some("62.5%")),
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
        // Evens at another price, or with places; Hong Kong odds with one place too few, and with seven; Malay odds and a
        // chance that no places hold; a per cent with five places; a quote that there is not.
        (3, 2, 3),
        (2, 1, 3 | 1 << 5),
        (191, 100, 3 | 1 << 2 | 1 << 5),
        (191, 100, 3 | 1 << 2 | 7 << 5),
        (21, 10, 3 | 2 << 2 | 6 << 5),
        (21, 10, 3 | 4 << 2 | 4 << 5),
        (5, 4, 3 | 4 << 2 | 5 << 5),
        (2, 1, 3 | 5 << 2),
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
        (0_u32..10_000, "[0-9]{1,6}").prop_map(|(whole, part)| format!("{whole}.{part} HK")),
        ("-?", "[0-9]{1,6}").prop_map(|(sign, part)| format!("{sign}0.{part} MY")),
        ("-?", 1_u32..10_000, "[0-9]{1,6}")
            .prop_map(|(sign, whole, part)| format!("{sign}{whole}.{part} ID")),
        (0_u32..100, "[0-9]{1,4}").prop_map(|(whole, part)| format!("{whole}.{part}%")),
        Just("EVS".to_owned()),
    ]
}

proptest! {
    #[test]
    fn every_form_reads_back_with_its_quote(text in quotes()) {
        let Ok(odds) = text.parse::<Odds>() else { return Ok(()) };
        prop_assert_eq!(odds.to_string(), if odds == "2".parse()? { text.replace('-', "") } else { text });
        let bytes = postcard::to_stdvec(&odds).unwrap();
        let json = serde_json::to_string(&odds).unwrap();
        for read in [postcard::from_bytes::<Odds>(&bytes).unwrap(), serde_json::from_str(&json).unwrap()] {
            prop_assert_eq!(read, odds);
            prop_assert_eq!(read.to_string(), odds.to_string());
        }
        for format in OddsFormat::ALL {
            if let Some(quoted) = odds.quoted_as(format) {
                let text = quoted.to_string();
                let bytes = postcard::to_stdvec(&quoted).unwrap();
                for read in [text.parse::<Odds>()?, postcard::from_bytes(&bytes).unwrap()] {
                    prop_assert_eq!((read, read.format(), read.to_string()), (odds, format, text.clone()));
                }
            }
        }
        prop_assert_eq!(Odds::new(odds.numerator(), u64::from(odds.denominator())), Ok(odds));
        prop_assert_eq!(odds.in_fractional().parse(), Ok(odds));
    }

    #[test]
    fn no_text_panics(text in "[-+]?[0-9]{0,21}[./]?[0-9]{0,21}( HK| MY| ID|%)?") {
        let _ = text.parse::<Odds>();
        for format in OddsFormat::ALL {
            let _ = Odds::read(&text, format);
        }
    }
}
