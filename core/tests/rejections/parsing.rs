//! Texts that are not what they should be, each with the rejection that the friendly methods answer with.

use realdeal::betting::{BetType, Folds, PlaceFraction};
use realdeal::catalogue::{Line, Score};
use realdeal::id::{BetId, CommandId, UserId};
use realdeal::money::{Currency, Money};
use realdeal::odds::{Ladder, Odds, OddsFormat, Snap};
use realdeal::pricing::{Margin, Method, Probability, remove_margin};
use realdeal::settlement::{LegGrade, LegResult, RaceGrade, Share};
use realdeal::time::Timestamp;
use realdeal::{Error, Rejection, RejectionKind};

/// Asserts that each text is refused with the code that stands beside it, as a request that is malformed.
#[track_caller]
fn unreadable<T: std::fmt::Debug, E>(cases: &[(&str, &str)], read: impl Fn(&str) -> Result<T, E>)
where
    Error: From<E>,
{
    for &(text, code) in cases {
        let error =
            Error::from(read(text).map(|read| panic!("\"{text}\" was read as {read:?}")).unwrap_err());
        assert_eq!(error.code(), code, "\"{text}\": {error}");
        assert_eq!(error.rejection().map(Rejection::kind), Some(RejectionKind::Invalid), "\"{text}\"");
        assert!(!error.rejection().unwrap().is_transient(), "\"{text}\" never becomes readable");
    }
}

#[test]
fn ids() {
    let cases = [
        ("", "bad_id"),
        ("alice", "bad_id"),
        // The nil id, and one of version 4.
        ("00000000-0000-0000-0000-000000000000", "bad_id"),
        ("550e8400-e29b-41d4-a716-446655440000", "bad_id"),
    ];
    unreadable(&cases, str::parse::<UserId>);
    unreadable(&cases, str::parse::<CommandId>);
    unreadable(&cases, str::parse::<BetId>);
}

#[test]
fn times() {
    let cases = [
        ("yesterday", "bad_time"),
        ("2024-08-16", "bad_time"),
        ("2024-08-16T19:00:00", "bad_time"),
        ("2023-02-29T00:00:00Z", "bad_time"),
        ("1969-12-31T23:59:59Z", "bad_time"),
        ("10000-01-01T00:00:00Z", "bad_time"),
    ];
    unreadable(&cases, str::parse::<Timestamp>);
    unreadable(&[("31 June", "bad_time")], |_| Timestamp::utc(2024, 6, 31, 12, 0));
}

#[test]
fn money() {
    let cases = [
        ("", "bad_amount"),
        ("10", "bad_amount"),
        (".50 EUR", "bad_amount"),
        ("10. EUR", "bad_amount"),
        ("1.000,00 EUR", "bad_amount"),
        ("10.00  EUR", "bad_amount"),
        ("NaN EUR", "bad_amount"),
        ("0.001 EUR", "too_many_decimals"),
        ("0.5 JPY", "too_many_decimals"),
        ("0.0001 KWD", "too_many_decimals"),
        ("92233720368547758.08 EUR", "amount_out_of_range"),
        ("-92233720368547758.09 EUR", "amount_out_of_range"),
        ("9223372036854775808 JPY", "amount_out_of_range"),
        ("1.00 ABC", "unknown_currency"),
        ("1.00 XAU", "unknown_currency"),
        ("1.00 eur", "bad_currency"),
        ("1.00 E", "bad_currency"),
        ("1.00 EUR:3", "bad_currency"),
        ("1.00 GOLD:9", "bad_currency"),
        ("1.00 GOLD:", "bad_currency"),
    ];
    unreadable(&cases, str::parse::<Money>);
    let largest = Money::new(i64::MAX, Currency::EUR);
    unreadable(&[("sum", "amount_out_of_range")], |_| largest.checked_add(Money::new(1, Currency::EUR)));
    unreadable(&[("difference", "mixed_currencies")], |_| largest.checked_sub(Money::zero(Currency::USD)));
    unreadable(&[("order", "mixed_currencies")], |_| largest.checked_cmp(Money::zero(Currency::JPY)));
}

#[test]
fn odds() {
    let cases = [
        ("", "bad_odds"),
        ("2.1.0", "bad_odds"),
        ("6-4", "bad_odds"),
        ("6/4/2", "bad_odds"),
        ("1/0", "bad_odds"),
        ("+50", "bad_odds"),
        ("1.000000", "odds_too_short"),
        ("0", "odds_too_short"),
        ("0/7", "odds_too_short"),
        ("10000.000001", "odds_too_long"),
        ("10000/1", "odds_too_long"),
        ("+1000000", "odds_too_long"),
        ("99999999999999999999", "odds_too_long"),
        ("2.1234567", "odds_too_fine"),
        ("1/1000001", "odds_too_fine"),
        ("-99999999", "odds_too_fine"),
    ];
    unreadable(&cases, str::parse::<Odds>);
    let cases = [("0", "odds_too_short"), ("-0", "bad_odds"), ("1.01", "bad_odds"), ("0.92 MY", "bad_odds")];
    unreadable(&cases, |text| Odds::read(text, OddsFormat::Malay));
}

#[test]
fn ladders() {
    let steps = |text: &str| text.split_whitespace().map(|step| step.parse().unwrap()).collect();
    let cases =
        [("", "ladder_size"), ("2.00 2.50 6/4", "ladder_not_rising"), ("2.00 1.50", "ladder_not_rising")];
    unreadable(&cases, |text| Ladder::new(steps(text)));
}

#[test]
fn books_of_prices() {
    let prices =
        |text: &str| text.split_whitespace().map(|price| price.parse().unwrap()).collect::<Vec<Odds>>();
    let removed = |method: Method| move |text: &str| method.remove(&prices(text), 1);
    unreadable(&[("", "outcome_count"), ("2.10", "outcome_count")], removed(Method::Power));
    unreadable(&[("1.2 6 11 26", "no_fair_probability")], removed(Method::Goto));
    unreadable(&[("2.88 3.4 5 6.5 9 13 21 34", "no_fair_probability")], removed(Method::Additive));
    unreadable(&[("2.10 2.10", "below_fair")], removed(Method::Shin));
    unreadable(&[("2.10 1.00", "bad_price"), ("NaN 2.10", "bad_price"), ("2.10 inf", "bad_price")], |text| {
        let mut row: Vec<f64> = text.split_whitespace().map(|price| price.parse().unwrap()).collect();
        Method::Power.remove_row(&mut row, 1)
    });
    unreadable(&[("two", "column_length")], |_| remove_margin(&[&[2.0, 1.9], &[2.0]], Method::Power, 1));
}

#[test]
fn probabilities_and_margins() {
    let number = |text: &str| text.parse::<f64>().unwrap();
    let cases = ["0", "1", "-0.1", "1.1", "NaN"].map(|text| (text, "bad_probability"));
    unreadable(&cases, |text| Probability::new(number(text)));
    let cases = ["-1", "NaN", "inf", "1e9"].map(|text| (text, "margin_out_of_range"));
    unreadable(&cases, |text| Margin::from_overround(number(text)));
    let cases = ["1", "1.5", "NaN"].map(|text| (text, "margin_out_of_range"));
    unreadable(&cases, |text| Margin::from_hold(number(text)));

    let priced = |chance: f64, overround: f64, ladder: &Ladder| {
        let fair = [chance, 0.3, 0.2].map(|chance| Probability::new(chance).unwrap());
        let margin = Margin::from_overround(overround).unwrap();
        Method::Multiplicative.prices(&fair, 1, margin, ladder, Snap::Down)
    };
    let ladder = Ladder::exchange().unwrap();
    let long = Ladder::new(vec!["2.00".parse().unwrap(), "10.00".parse().unwrap()]).unwrap();
    unreadable(&[("0.49", "probability_sum")], |text| priced(number(text), 0.05, &ladder));
    unreadable(&[("1.0", "margin_out_of_reach")], |text| priced(0.5, number(text), &ladder));
    unreadable(&[("0.05", "no_ladder_step")], |text| priced(0.5, number(text), &long));
}

#[test]
fn lines() {
    let cases = [
        ("", "bad_line"),
        ("two", "bad_line"),
        ("1.", "bad_line"),
        ("0.3", "line_not_a_quarter"),
        ("2.125", "line_not_a_quarter"),
        ("0,1", "line_not_neighbours"),
        ("0.25,0.75", "line_not_neighbours"),
        ("-0/0.5", "line_sign_ambiguous"),
        ("100.25", "line_out_of_bounds"),
        ("-1000", "line_out_of_bounds"),
    ];
    unreadable(&cases, str::parse::<Line>);
}

#[test]
fn scores() {
    let cases = [
        ("", "bad_score"),
        ("2:1", "bad_score"),
        ("2-", "bad_score"),
        ("+2-1", "bad_score"),
        ("2-1 (1-0", "bad_score"),
        ("1000-0", "too_many_goals"),
        ("2-1 (3-0)", "half_time_above_full_time"),
        ("6-2,4-4", "set_level"),
        ("6-2,4", "bad_score"),
        ("1-0,1-0,1-0,1-0,1-0,1-0,1-0,1-0", "too_many_sets"),
    ];
    unreadable(&cases, str::parse::<Score>);
}

#[test]
fn shares() {
    let cases = [("1/0", "bad_share"), ("3/2", "bad_share")];
    unreadable(&cases, |text| match text {
        "1/0" => Share::new(1, 0),
        _ => Share::new(3, 2),
    });
    unreadable(&[("1/1 and 1/2", "shares_above_one")], |_| LegResult::new(Share::ONE, Share::HALF));
}

#[test]
fn races() {
    unreadable(&[("0", "bad_position")], |_| LegResult::finished(0, 1, 3));
    unreadable(&[("101", "deduction_too_large")], |_| {
        LegGrade::in_race(LegResult::WON, RaceGrade { deduction: 101, ..RaceGrade::default() })
    });
    unreadable(&[("1/300 and 1/301", "result_too_fine")], |_| {
        LegGrade::in_race(LegResult::new(Share::new(1, 300)?, Share::new(1, 301)?)?, RaceGrade::default())
    });
}

#[test]
fn the_terms_of_bets() {
    let cases = ["", "treble", "Trixie", "lucky 16"].map(|text| (text, "unknown_bet_type"));
    unreadable(&cases, str::parse::<BetType>);
    let cases = ["system ", "system 0", "system 2,x", "system 21"].map(|text| (text, "bad_folds"));
    unreadable(&cases, str::parse::<BetType>);
    unreadable(&[("none", "bad_folds")], |_| Folds::new([]));
    unreadable(&[("0/4", "bad_place_fraction")], |_| PlaceFraction::new(0, 4));
    unreadable(&[("5/4", "bad_place_fraction")], |_| PlaceFraction::new(5, 4));
    unreadable(&[("1/21", "bad_place_fraction")], |_| PlaceFraction::new(1, 21));
}
