//! Tables of amounts and currencies, and round trips through every form they have.

use std::collections::HashSet;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

fn currencies() -> impl Strategy<Value = Currency> {
    prop_oneof![
        Just(Currency::EUR),
        Just(Currency::JPY),
        Just(Currency::KWD),
        Just(Currency::iso("CLF").unwrap()),
        (0_u8..=8).prop_map(|exponent| Currency::custom("GOLD", exponent).unwrap()),
    ]
}

#[test]
fn amounts_are_read_and_shown() {
    for (text, minor, shown) in [
        ("10.00 EUR", 1_000, "10.00 EUR"),
        ("10 EUR", 1_000, "10.00 EUR"),
        ("10.5 EUR", 1_050, "10.50 EUR"),
        ("-0.05 EUR", -5, "-0.05 EUR"),
        ("-0.00 EUR", 0, "0.00 EUR"),
        ("007.10 EUR", 710, "7.10 EUR"),
        ("1000 JPY", 1_000, "1000 JPY"),
        ("1.234 KWD", 1_234, "1.234 KWD"),
        ("0.0001 CLF", 1, "0.0001 CLF"),
        ("5 GOLD:0", 5, "5 GOLD:0"),
        ("0.00000001 BTC:8", 1, "0.00000001 BTC:8"),
        ("92233720368547758.07 EUR", i64::MAX, "92233720368547758.07 EUR"),
        ("-92233720368547758.08 EUR", i64::MIN, "-92233720368547758.08 EUR"),
    ] {
        let money: Money = text.parse().unwrap();
        assert_eq!(money.minor(), minor, "{text}");
        assert_eq!(money.to_string(), shown, "{text}");
    }
    assert_eq!(format!("{:>10}|", Money::new(5, Currency::EUR)), "  0.05 EUR|");
}

#[test]
fn what_is_no_money_says_why() {
    for (text, code) in [
        ("", "bad_amount"),
        ("10.00", "bad_amount"),
        ("10.00EUR", "bad_amount"),
        ("10.00  EUR", "bad_amount"),
        (" 10.00 EUR", "bad_amount"),
        ("10.00 EUR ", "bad_amount"),
        ("10.00\tEUR", "bad_amount"),
        ("+10.00 EUR", "bad_amount"),
        ("--1 EUR", "bad_amount"),
        ("1_000 EUR", "bad_amount"),
        ("1,000 EUR", "bad_amount"),
        ("1e3 EUR", "bad_amount"),
        (".50 EUR", "bad_amount"),
        ("10. EUR", "bad_amount"),
        ("1.2.3 EUR", "bad_amount"),
        ("\u{0661} EUR", "bad_amount"),
        ("EUR 10.00", "bad_amount"),
        ("10.000 EUR", "too_many_decimals"),
        ("10.0 JPY", "too_many_decimals"),
        ("92233720368547758.08 EUR", "amount_out_of_range"),
        ("-92233720368547758.09 EUR", "amount_out_of_range"),
        ("99999999999999999999999 JPY", "amount_out_of_range"),
        ("1 ZZZ", "unknown_currency"),
        ("1 XAU", "unknown_currency"),
        ("1 GOLD", "unknown_currency"),
        ("1 eur", "bad_currency"),
        ("1 EUR:2", "bad_currency"),
        ("1 ", "bad_currency"),
    ] {
        let error = text.parse::<Money>().unwrap_err();
        assert_eq!(error.code(), code, "{text:?}: {error}");
    }
}

#[test]
fn sums_are_checked() {
    let eur = |minor| Money::new(minor, Currency::EUR);
    assert_eq!(eur(150).checked_add(eur(-50)), Ok(eur(100)));
    assert_eq!(eur(150).checked_sub(eur(200)), Ok(eur(-50)));
    assert_eq!(eur(150).checked_mul(3_u32), Ok(eur(450)));
    assert_eq!(eur(150).checked_mul(-3), Ok(eur(-450)));
    assert_eq!(eur(150).checked_neg(), Ok(eur(-150)));
    for result in [
        eur(i64::MAX).checked_add(eur(1)),
        eur(i64::MIN).checked_sub(eur(1)),
        eur(i64::MIN).checked_neg(),
        eur(i64::MAX).checked_mul(2),
    ] {
        assert_eq!(result.unwrap_err().code(), "amount_out_of_range");
    }
    let pounds = Money::new(1, Currency::GBP);
    let mixed = MoneyError::MixedCurrencies { left: Currency::EUR, right: Currency::GBP };
    assert_eq!(mixed.to_string(), "EUR and GBP are different currencies");
    assert_eq!(eur(1).checked_add(pounds), Err(mixed.clone()));
    assert_eq!(eur(1).checked_sub(pounds), Err(mixed.clone()));
    assert_eq!(eur(1).checked_cmp(pounds), Err(mixed));
    assert_eq!(eur(1).partial_cmp(&pounds), None);
    assert!(eur(1) < eur(2) && eur(-1).is_negative() && eur(1).is_positive() && eur(0).is_zero());
}

#[test]
fn currencies_are_read_and_shown() {
    assert_eq!(size_of::<Currency>(), 8);
    for (text, exponent) in
        [("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("UYW", 4), ("ISK", 0), ("TND", 3)]
    {
        let currency: Currency = text.parse().unwrap();
        assert_eq!((currency.code(), currency.exponent()), (text, exponent));
        assert_eq!(currency.to_string(), text);
    }
    for text in ["GOLD:0", "P2P:8", "ABCDEF7:3", "BTC:8"] {
        assert_eq!(text.parse::<Currency>().unwrap().to_string(), text);
    }
    for text in [
        "GOLD:9",
        "GOLD:-1",
        "GOLD:00",
        "GOLD:",
        "GO:2",
        "ABCDEFGH:2",
        "1UP:2",
        "gold:2",
        "EUR:2",
        "XAU:2",
        "É:1",
    ] {
        assert_eq!(text.parse::<Currency>().unwrap_err().code(), "bad_currency", "{text}");
    }
    // A house's own money sorts among the others, and both halves of it count.
    let points = |exponent| Currency::custom("POINTS", exponent).unwrap();
    assert!(Currency::EUR < points(0) && points(0) < points(2) && points(2) < Currency::USD);
    assert_eq!(HashSet::from([points(0), points(2), points(0)]).len(), 2);
}

#[test]
fn broken_words_are_no_currency() {
    for word in [
        0,
        u64::MAX,
        Currency::EUR.to_bits() + 1,
        Currency::EUR.to_bits() | 0x4100,
        0x4555_5200_0000_0002 ^ 0x20,
    ] {
        assert_eq!(Currency::from_bits(word).unwrap_err().code(), "bad_currency", "{word:#x}");
    }
    assert_eq!(Currency::from_bits(Currency::KWD.to_bits()), Ok(Currency::KWD));
}

#[test]
fn the_binary_form_is_short_and_one() {
    for (text, bytes) in [("EUR", 4), ("JPY", 4), ("GOLD:0", 5), ("A234567:8", 9)] {
        let currency: Currency = text.parse().unwrap();
        let form = postcard::to_allocvec(&currency).unwrap();
        assert_eq!(form.len(), bytes, "{text}");
        assert_eq!(postcard::from_bytes(&form), Ok(currency), "{text}");
        let (word, _): (u64, _) = postcard::take_from_bytes(&form).unwrap();
        for stray in [1 << 60, 1 << 63, 1 << 59, 0xF, Currency::EUR.to_bits() ^ word] {
            let form = postcard::to_allocvec(&(word ^ stray)).unwrap();
            let read = postcard::from_bytes::<Currency>(&form);
            assert!(read != Ok(currency), "{text} with {stray:#x} reads as itself");
        }
    }
}

#[test]
fn json_is_text_and_numbers_are_refused() {
    let money: Money = serde_json::from_str("\"10.00 EUR\"").unwrap();
    assert_eq!(serde_json::to_string(&money).unwrap(), "\"10.00 EUR\"");
    for json in
        ["10", "10.5", "[1000,\"EUR\"]", "{\"minor\":1000,\"currency\":\"EUR\"}", "null", "\"10.001 EUR\""]
    {
        assert!(serde_json::from_str::<Money>(json).is_err(), "{json}");
    }
    let error = serde_json::from_str::<Money>("10.5").unwrap_err().to_string();
    assert!(error.contains("expected money as text, such as \"10.00 EUR\""), "{error}");
    assert_eq!(serde_json::to_string(&Rounding::HalfToEven).unwrap(), "\"half_to_even\"");
}

#[test]
fn decimals_are_exact_or_refused() {
    let from = |text: &str, currency| Money::from_decimal(text.parse().unwrap(), currency);
    assert_eq!(from("10.5000", Currency::EUR), Ok(Money::new(1_050, Currency::EUR)));
    assert_eq!(from("-1000", Currency::JPY), Ok(Money::new(-1_000, Currency::JPY)));
    assert_eq!(from("0.005", Currency::EUR).unwrap_err().code(), "too_many_decimals");
    assert_eq!(from("92233720368547758.08", Currency::EUR).unwrap_err().code(), "amount_out_of_range");
    assert_eq!(Money::from_decimal(Decimal::MAX, Currency::KWD).unwrap_err().code(), "amount_out_of_range");
}

#[test]
fn an_error_never_repeats_a_whole_file() {
    let error = "é".repeat(100_000).parse::<Money>().unwrap_err();
    assert!(error.to_string().len() < 200, "{error}");
}

proptest! {
    #[test]
    fn every_form_reads_back(minor: i64, currency in currencies()) {
        let money = Money::new(minor, currency);
        prop_assert_eq!(money.to_string().parse(), Ok(money));
        prop_assert_eq!(Money::from_decimal(money.to_decimal(), currency), Ok(money));
        let bytes = postcard::to_stdvec(&money).unwrap();
        prop_assert_eq!(postcard::from_bytes::<Money>(&bytes).unwrap(), money);
        let json = serde_json::to_string(&money).unwrap();
        prop_assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
    }

    #[test]
    fn no_text_panics_and_what_is_read_is_shown_alike(text in "-?[0-9+_.e]{0,22} ?[A-Z]{2,4}(:[0-9])?") {
        if let Ok(money) = text.parse::<Money>() {
            prop_assert_eq!(money.to_string().parse(), Ok(money));
        }
    }
}
