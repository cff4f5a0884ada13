//! The price nearby that a house would quote, and the amounts behind a price; by hand, and by going through all there are.

use proptest::prelude::*;

use super::odds;
use crate::money::{Money, Rounding};
use crate::odds::{Ladder, Nominal, Odds, OddsFormat, Snap};

fn shown(odds: Option<Odds>) -> String {
    odds.map_or_else(|| "none".to_owned(), |odds| odds.to_string())
}

#[test]
fn a_small_fraction_nearby_is_a_choice() {
    for (text, within, fraction) in [
        ("1.91", 100, "91/100"),
        ("1.91", 99, "81/89"),
        ("1.91", 20, "10/11"),
        ("1.91", 1, "1/1"),
        ("1.01", 100, "1/100"),
        ("1.01", 99, "1/99"),
        ("1.01", 20, "1/20"), // nearer to nothing, which is no price
        ("3.141593", 7, "15/7"),
        ("3.141593", 113, "242/113"),
        ("6/4", 1, "1/1"), // as near as 2/1, and shorter
        ("6/4", 100, "3/2"),
        ("10000", 1, "9999/1"),
    ] {
        let found = odds(text).nearest_fraction(within).unwrap();
        assert_eq!(
            (found.to_string().as_str(), found.format()),
            (fraction, OddsFormat::Fractional),
            "{text}"
        );
    }
    assert_eq!(odds("1.91").nearest_fraction(0).unwrap_err().code(), "bad_odds");
    assert_eq!(odds("1.91").nearest_fraction(u32::MAX).unwrap().to_string(), "91/100");
}

#[test]
fn traditional_steps_are_written_as_they_are_said() {
    let ladder = Ladder::traditional().unwrap();
    for (text, down, nearest, up) in [
        ("2.5", "6/4", "6/4", "6/4"),
        ("5/3", "13/8", "13/8", "7/4"),
        ("10/3", "100/30", "100/30", "100/30"),
        ("2/3", "4/6", "4/6", "4/6"),
        ("17/8", "85/40", "85/40", "85/40"),
        ("1.91", "10/11", "10/11", "20/21"),
        ("1.93", "10/11", "10/11", "20/21"),
        ("2.00", "EVS", "EVS", "EVS"),
        ("-110", "10/11", "10/11", "10/11"),
        ("12.50", "11/1", "11/1", "12/1"), // half-way: the lower
        ("1.005", "none", "1/100", "1/100"),
        ("1001", "1000/1", "1000/1", "1000/1"),
        ("1001.01", "1000/1", "1000/1", "none"),
    ] {
        let found = [Snap::Down, Snap::Nearest, Snap::Up].map(|snap| shown(ladder.snap(odds(text), snap)));
        assert_eq!(found, [down, nearest, up], "{text}");
    }
    assert_eq!(ladder.format(), Some(OddsFormat::Fractional));
}

#[test]
fn exchange_steps_grow_with_the_price() {
    let ladder = Ladder::exchange().unwrap();
    assert_eq!(ladder.steps().len(), 350);
    for (text, down, up) in [
        ("1.001", "none", "1.01"),
        ("1.995", "1.99", "2.00"),
        ("2.01", "2.00", "2.02"),
        ("3.03", "3.00", "3.05"),
        ("5.95", "5.90", "6.00"),
        ("9.9", "9.80", "10.00"),
        ("19.7", "19.50", "20.00"),
        ("29.1", "29.00", "30.00"),
        ("49", "48.00", "50.00"),
        ("96", "95.00", "100.00"),
        ("999", "990.00", "1000.00"),
        ("1000.01", "1000.00", "none"),
    ] {
        let found = [ladder.down(odds(text)), ladder.up(odds(text))].map(shown);
        assert_eq!(found, [down, up], "{text}");
    }
}

#[test]
fn a_ladder_rises() {
    assert_eq!(Ladder::new(Vec::new()).unwrap_err().code(), "ladder_size");
    assert_eq!(Ladder::new(vec![odds("2"); Ladder::MAX_STEPS + 1]).unwrap_err().code(), "ladder_size");
    let error = Ladder::new(vec![odds("6/4"), odds("2.50")]).unwrap_err();
    assert_eq!(error.to_string(), "the ladder's step 2.50 is not above 6/4, the one before");
}

/// The first two are those of docs/rules.md, section 1.
#[test]
fn an_amount_is_risked_or_to_be_won_as_the_price_is_quoted() {
    use Nominal::{AsQuoted, Risk, Win};
    for (amount, text, meaning, risk, to_win) in [
        ("1.00 EUR", "-0.92 MY", AsQuoted, "0.92 EUR", "1.00 EUR"),
        ("1.00 EUR", "0.92 MY", AsQuoted, "1.00 EUR", "0.92 EUR"),
        ("10.00 EUR", "-110", AsQuoted, "11.00 EUR", "10.00 EUR"),
        ("10.00 EUR", "-110", Risk, "10.00 EUR", "9.09 EUR"),
        ("10.00 EUR", "+150", AsQuoted, "10.00 EUR", "15.00 EUR"),
        ("10.00 EUR", "+150", Win, "6.67 EUR", "10.01 EUR"), // 6.67 at 2.50 is 16.675, and 16.68
        ("100 JPY", "-1.25 ID", AsQuoted, "125 JPY", "100 JPY"),
        ("100 JPY", "1.25 ID", AsQuoted, "100 JPY", "125 JPY"),
        ("100 JPY", "1.25 HK", AsQuoted, "100 JPY", "125 JPY"),
        ("10.00 EUR", "+100", AsQuoted, "10.00 EUR", "10.00 EUR"),
        ("10.00 EUR", "80%", AsQuoted, "10.00 EUR", "2.50 EUR"),
        ("100.00 EUR", "4.00", Win, "33.33 EUR", "99.99 EUR"),
    ] {
        let found = odds(text).risk_and_win(amount.parse().unwrap(), meaning, Rounding::default()).unwrap();
        let found = [found.risk.to_string(), found.to_win.to_string()];
        assert_eq!(found, [risk, to_win], "{amount} at {text}, {meaning:?}");
    }
    let at = |amount: &str, text: &str, meaning| {
        odds(text).risk_and_win(amount.parse().unwrap(), meaning, Rounding::default()).unwrap_err().code()
    };
    assert_eq!(at("-1.00 EUR", "2.10", Risk), "negative_stake");
    assert_eq!(at("92233720368547758.07 EUR", "1.01", Win), "payout_out_of_range");
    assert_eq!(at("92233720368547758.07 EUR", "2.01", Risk), "payout_out_of_range");
    // Always up: the stake of 33.333.. to the cent above.
    let found = odds("4").risk_and_win("1.00 EUR".parse().unwrap(), Win, Rounding::AwayFromZero).unwrap();
    assert_eq!(found.risk.to_string(), "0.34 EUR");
}

/// How far two prices lie apart, over the product of their denominators.
fn apart(a: Odds, b: Odds) -> (u128, u128) {
    let cross = |a: Odds, b: Odds| u128::from(a.numerator()) * u128::from(b.denominator());
    (cross(a, b).abs_diff(cross(b, a)), u128::from(a.denominator()) * u128::from(b.denominator()))
}

fn is_farther(one: (u128, u128), other: (u128, u128)) -> bool {
    one.0 * other.1 > other.0 * one.1
}

proptest! {
    /// Among all fractions with denominators up to the largest, none is nearer.
    #[test]
    fn no_small_fraction_is_nearer(millionths in 1_u64..20_000_000, within in 1_u32..60) {
        let price = Odds::new(1_000_000 + millionths, 1_000_000).unwrap();
        let found = price.nearest_fraction(within).unwrap();
        prop_assert!(found.denominator() <= within);
        for lower in 1..=u64::from(within) {
            let floor = millionths * lower / 1_000_000;
            for upper in [floor, floor + 1].into_iter().filter(|upper| *upper > 0) {
                let other = Odds::new(upper + lower, lower).unwrap();
                prop_assert!(!is_farther(apart(found, price), apart(other, price)), "{found} and {other}");
            }
        }
    }

    #[test]
    fn a_step_is_below_above_and_nearest(hundredths in 101_u64..200_000, which in any::<bool>()) {
        let ladder = if which { Ladder::traditional() } else { Ladder::exchange() }.unwrap();
        let price = Odds::new(hundredths, 100).unwrap();
        let below = ladder.steps().iter().rev().find(|step| **step <= price).copied();
        let above = ladder.steps().iter().find(|step| **step >= price).copied();
        prop_assert_eq!((ladder.down(price), ladder.up(price)), (below, above));
        let nearest = ladder.nearest(price).unwrap();
        for step in ladder.steps() {
            prop_assert!(!is_farther(apart(nearest, price), apart(*step, price)), "{} at {}", step, price);
        }
    }

    /// A bet with the stake that is named returns the two amounts together.
    #[test]
    fn risk_and_win_are_what_the_bet_returns(
        minor in 1_i64..10_000_000,
        hundredths in 101_u64..100_000,
        meaning in prop_oneof![Just(Nominal::Risk), Just(Nominal::Win), Just(Nominal::AsQuoted)],
    ) {
        use crate::betting::payout::Exact;
        let price = Odds::new(hundredths, 100).unwrap();
        let amount: Money = format!("{}.{:02} EUR", minor / 100, minor % 100).parse().unwrap();
        let found = price.risk_and_win(amount, meaning, Rounding::HalfToEven).unwrap();
        let exact = Exact::from_minor(found.risk.minor()).unwrap().times(hundredths.into(), 100).unwrap();
        let back = found.risk.checked_add(found.to_win).unwrap();
        prop_assert_eq!(back.minor(), exact.round(Rounding::HalfToEven).unwrap());
        prop_assert!(!found.to_win.is_negative());
    }
}
