//! Books by hand, and books drawn at random against what must hold of every method: the formula itself, the sum, and that
//! putting the margin on again leads back.

#![allow(clippy::float_cmp, reason = "where it is compared exactly, it is meant exactly")]

use proptest::prelude::*;

use super::*;
use crate::odds::{Ladder, Odds, Snap};

fn prices(texts: &[&str]) -> Vec<Odds> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn near(found: f64, expected: f64, within: f64) -> bool {
    (found - expected).abs() <= within
}

fn got(fair: &[Probability]) -> Vec<f64> {
    fair.iter().map(|chance| chance.get()).collect()
}

/// 1.80 and 2.20 imply 5/9 and 5/11: together 100/99, each with a margin of 1/198 if it is the same for both.
#[test]
fn two_prices_by_hand() {
    let book = prices(&["1.80", "2.20"]);
    let margin = Margin::of(&book, 1).unwrap();
    assert!(near(margin.overround(), 1.0 / 99.0, 1e-15));
    assert!(near(margin.hold(), 0.01, 1e-15));
    let multiplicative = Method::Multiplicative.remove(&book, 1).unwrap();
    assert!(near(multiplicative.probabilities[0].get(), 0.55, 1e-15)); // 5/9 * 99/100
    // Between two selections Shin is the additive method: 5/9 - 1/198 = 109/198.
    for method in [Method::Additive, Method::DifferentialMarginWeighting, Method::Shin] {
        let fair = method.remove(&book, 1).unwrap();
        assert!(near(fair.probabilities[0].get(), 109.0 / 198.0, 1e-14), "{method}");
    }
    // The odds 5/4 and 5/6 multiplied are c squared; divided by c they are one over each other.
    let fair = Method::OddsRatio.remove(&book, 1).unwrap();
    assert!(near(fair.parameter, (25.0_f64 / 24.0).sqrt(), 1e-14));
    let odds = 1.25 / (25.0_f64 / 24.0).sqrt();
    assert!(near(fair.probabilities[0].get(), odds / (1.0 + odds), 1e-14));
    let logarithmic = Method::Logarithmic.remove(&book, 1).unwrap();
    assert_eq!(logarithmic.probabilities, fair.probabilities);
    assert!(near(logarithmic.parameter, (25.0_f64 / 24.0).ln() / 2.0, 1e-14));
    // s = (1/99) / (2/3 + sqrt(6/11)).
    let fair = Method::Goto.remove(&book, 1).unwrap();
    let s = (1.0 / 99.0) / (2.0 / 3.0 + (6.0_f64 / 11.0).sqrt());
    assert!(near(fair.parameter, s, 1e-15));
    assert!(near(fair.probabilities[0].get(), 5.0 / 9.0 - s * 2.0 / 3.0, 1e-15));
}

/// Four at 2.00 imply 2 together; to the square they are a quarter each.
#[test]
fn powers_by_hand() {
    let fair = Method::Power.remove(&prices(&["2", "2", "2", "2"]), 1).unwrap();
    assert!(near(fair.parameter, 2.0, 1e-14));
    assert!(fair.probabilities.iter().all(|chance| near(chance.get(), 0.25, 1e-15)));
}

/// Three at 2.50 imply 0.40 each. Shin's z is then (B-1)/(n-1) = 0.1.
#[test]
fn equal_prices_are_equal_chances() {
    let book = prices(&["2.50", "2.50", "2.50"]);
    for method in Method::ALL {
        let fair = method.remove(&book, 1).unwrap();
        assert!(fair.probabilities.iter().all(|chance| near(chance.get(), 1.0 / 3.0, 1e-15)), "{method}");
    }
    assert!(near(Method::Shin.remove(&book, 1).unwrap().parameter, 0.1, 1e-14));
}

/// Two of four win: each of 1.60 implies 0.625, together 2.5, and 0.5 is fair.
#[test]
fn several_winners() {
    let book = prices(&["1.60", "1.60", "1.60", "1.60"]);
    assert!(near(Margin::of(&book, 2).unwrap().overround(), 0.25, 1e-15));
    for method in Method::ALL {
        let fair = method.remove(&book, 2).unwrap();
        assert!(fair.probabilities.iter().all(|chance| near(chance.get(), 0.5, 1e-15)), "{method}");
    }
    // In proportion, a sure thing at 1.05 would be worth more than certainty: 2 * (1/1.05) / 1.6523..
    let lopsided = prices(&["1.05", "3.50", "2.411"]);
    let error = Method::Multiplicative.remove(&lopsided, 2).unwrap_err();
    assert_eq!(error.code(), "no_fair_probability");
}

#[test]
fn what_has_no_solution_says_so() {
    let code = |method: Method, texts: &[&str]| method.remove(&prices(texts), 1).unwrap_err().code();
    let race = ["2.88", "3.4", "5", "6.5", "9", "13", "21", "34"];
    assert_eq!(code(Method::Additive, &race), "no_fair_probability");
    assert_eq!(
        Method::Additive.remove(&prices(&race), 1).unwrap_err().to_string(),
        "the method additive gives selection 7 a probability of -0.003120, which is none"
    );
    let steep = ["1.2", "6", "11", "26"];
    assert_eq!(code(Method::Goto, &steep), "no_fair_probability");
    let fallen_back = Method::GotoOrMultiplicative.remove(&prices(&steep), 1).unwrap();
    assert_eq!(fallen_back, Method::Multiplicative.remove(&prices(&steep), 1).unwrap());
    assert_eq!(code(Method::Shin, &["2.10", "2.10"]), "below_fair");
    // Fair to the last digit, though 1/1.1 + 1/11 may be a little less in floats.
    for texts in [["1.1", "11"], ["3", "1.5"], ["1.000001", "10000"], ["7", "1/6"]] {
        let fair = Method::Shin.remove(&prices(&texts), 1);
        assert!(fair.is_ok_and(|fair| near(fair.parameter, 0.0, 1e-3)), "{texts:?}");
    }
    for winners in [0, 2, u32::MAX] {
        let error = Method::Power.remove(&prices(&["2", "2"]), winners).unwrap_err();
        assert_eq!(error.code(), "outcome_count");
    }
    let mut row = [2.0, f64::NAN];
    assert_eq!(Method::Power.remove_row(&mut row, 1).unwrap_err().code(), "bad_price");
    assert!(row.iter().all(|value| value.is_nan()), "nothing half done is left behind");
}

#[test]
fn prices_come_from_chances_margin_and_ladder() {
    let fair = [0.5, 0.3, 0.2].map(Probability::known);
    let margin = Margin::from_overround(0.05).unwrap();
    let shown = |method: Method, ladder: &Ladder, snap| {
        let prices = method.prices(&fair, 1, margin, ladder, snap).unwrap();
        prices.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    let exchange = Ladder::exchange().unwrap();
    // 1/0.525 = 1.9047.., 1/0.315 = 3.1746.., 1/0.21 = 4.7619..
    assert_eq!(shown(Method::Multiplicative, &exchange, Snap::Down), "1.90 3.15 4.70");
    assert_eq!(shown(Method::Multiplicative, &exchange, Snap::Nearest), "1.90 3.15 4.80");
    assert_eq!(shown(Method::Multiplicative, &exchange, Snap::Up), "1.91 3.20 4.80");
    // 0.51666.., 0.31666.., 0.21666..: 1.9354.., 3.1578.., 4.6153..
    assert_eq!(shown(Method::Additive, &exchange, Snap::Down), "1.93 3.15 4.60");
    let traditional = Ladder::traditional().unwrap();
    assert_eq!(shown(Method::Multiplicative, &traditional, Snap::Down), "5/6 85/40 7/2");
    // A price that falls on a step is that step, whatever floats make of it: 1/(0.25 * 1.25) = 3.20.
    let even = [0.25; 4].map(Probability::known);
    let quarter = Margin::from_overround(0.25).unwrap();
    for method in Method::ALL {
        let prices = method.prices(&even, 1, quarter, &exchange, Snap::Down).unwrap();
        assert!(prices.iter().all(|price| price.to_string() == "3.20"), "{method}: {prices:?}");
    }
    // A chance of one in a million is as long as odds can be.
    let remote = [Probability::known(0.999_999), Probability::known(0.000_001)];
    let none = Margin::from_hold(0.0).unwrap();
    let ends = Ladder::new(prices(&["1.000001", "2", "10000"])).unwrap();
    let found = Method::Multiplicative.prices(&remote, 1, none, &ends, Snap::Down).unwrap();
    assert_eq!(found, prices(&["1.000001", "10000"]));
}

#[test]
fn a_column_at_a_time_is_a_row_at_a_time() {
    let (home, draw, away) = ([2.7, 1.0, 4.2, 2.0], [2.3, 3.0, 3.7, 2.0], [4.4, 4.0, 1.95, 2.0]);
    let found = remove_margin(&[&home, &draw, &away], Method::Shin, 1).unwrap();
    for number in [0, 2, 3] {
        let mut row = [home[number], draw[number], away[number]];
        Method::Shin.remove_row(&mut row, 1).unwrap();
        let column: Vec<f64> = found.columns.iter().map(|column| column[number]).collect();
        assert_eq!(column, row);
    }
    assert_eq!(
        found.refused.iter().map(|(row, error)| (*row, error.code())).collect::<Vec<_>>(),
        [(1, "bad_price")]
    );
    assert!(found.columns.iter().all(|column| column.len() == 4 && column[1].is_nan()));
    let none: [&[f64]; 2] = [&[], &[]];
    assert_eq!(remove_margin(&none, Method::Power, 1).unwrap().columns, [[0.0; 0]; 2]);
}

/// What must come out to the last bit, on every target.
#[test]
fn the_bits_are_pinned() {
    let book = prices(&["2.6", "2.4", "4.3"]);
    for (method, bits) in [
        (Method::Power, PINNED[0]),
        (Method::Shin, PINNED[1]),
        (Method::OddsRatio, PINNED[2]),
        (Method::Goto, PINNED[3]),
    ] {
        let fair = method.remove(&book, 1).unwrap();
        let found = [fair.parameter.to_bits(), fair.probabilities[0].get().to_bits()];
        assert_eq!(found, bits, "{method}: {found:#x?}");
    }
}

const PINNED: [[u64; 2]; 4] = [[0x3ff0_83a2_09e5_2eda, 0x3fd7_def9_fa59_297b], [0; 2], [0; 2], [0; 2]];

/// The formula of each method, written down a second time, at the parameter that was found.
fn by_formula(method: Method, parameter: f64, implied: &[f64], winners: f64) -> Vec<f64> {
    let book: f64 = implied.iter().sum();
    let (n, c, z) = (float(implied.len()), parameter, parameter);
    let one = |pi: f64| match method {
        Method::Multiplicative => pi / (book / winners),
        Method::Additive => pi - (book - winners) / n,
        Method::DifferentialMarginWeighting => {
            let d = 1.0 / pi;
            1.0 / (n * d / (n - (book - winners) * d))
        }
        Method::Power => pi.powf(parameter),
        Method::Shin => {
            // Of the book divided by its winners.
            let (pi, book) = (pi / winners, book / winners);
            winners * ((z * z + 4.0 * (1.0 - z) * pi * pi / book).sqrt() - z) / (2.0 * (1.0 - z))
        }
        Method::OddsRatio => pi / (c + pi - c * pi),
        Method::Logarithmic => {
            let logit = (pi / (1.0 - pi)).ln() - c;
            1.0 / (1.0 + (-logit).exp())
        }
        Method::Goto | Method::GotoOrMultiplicative => pi - parameter * (1.0 - pi).sqrt(),
    };
    implied.iter().map(|pi| one(*pi)).collect()
}

/// A book of 2 to 12 prices with 1 to 3 winners, from a little below fair to far above it.
fn books() -> impl Strategy<Value = (Vec<f64>, u32)> {
    let chances = prop::collection::vec(1_u32..1_000, 2..12);
    (chances, 1_u32..4, 0.97_f64..1.4).prop_filter_map("a book", |(chances, winners, book)| {
        let all = f64::from(chances.iter().sum::<u32>());
        let places = f64::from(winners);
        let odds: Vec<f64> =
            chances.iter().map(|chance| all / (f64::from(*chance) * book * places)).collect();
        (odds.len() > usize::try_from(winners).unwrap() && odds.iter().all(|odds| *odds > 1.0001))
            .then_some((odds, winners))
    })
}

proptest! {
    #[test]
    fn probabilities_follow_the_formula_and_add_up((odds, winners) in books()) {
        let implied: Vec<f64> = odds.iter().map(|odds| 1.0 / odds).collect();
        let places = f64::from(winners);
        for method in Method::ALL {
            let mut row = odds.clone();
            let Ok(parameter) = method.remove_row(&mut row, winners) else {
                // Only where the rule book has it fail.
                let book: f64 = implied.iter().sum();
                let may = match method {
                    Method::Shin => book < places || winners > 1,
                    Method::Multiplicative => winners > 1,
                    Method::GotoOrMultiplicative => winners > 1,
                    Method::Additive | Method::DifferentialMarginWeighting | Method::Goto => true,
                    Method::Power | Method::OddsRatio | Method::Logarithmic => false,
                };
                prop_assert!(may, "{} has no solution for {:?}", method, odds);
                continue;
            };
            prop_assert!(row.iter().all(|chance| is_probability(*chance)));
            prop_assert!(near(row.iter().sum(), places, 1e-12), "{}: {:?}", method, row);
            let expected = by_formula(method, parameter, &implied, places);
            let fits = |expected: &[f64]| row.iter().zip(expected).all(|(a, b)| near(*a, *b, 1e-11));
            let fell_back = method == Method::GotoOrMultiplicative
                && fits(&by_formula(Method::Multiplicative, parameter, &implied, places));
            prop_assert!(fits(&expected) || fell_back, "{}: {:?} {:?}", method, row, expected);
        }
    }

    /// From the probabilities back to what the prices implied.
    #[test]
    fn the_margin_that_was_taken_out_is_put_on_again((odds, winners) in books()) {
        let implied: Vec<f64> = odds.iter().map(|odds| 1.0 / odds).collect();
        let places = f64::from(winners);
        let margin = Margin::from_overround(implied.iter().sum::<f64>() / places - 1.0).unwrap();
        for method in Method::ALL {
            let mut row = odds.clone();
            if method.remove_row(&mut row, winners).is_err() || method == Method::GotoOrMultiplicative {
                continue;
            }
            let fair: Vec<_> = row.iter().map(|chance| Probability::known(*chance)).collect();
            let back = method.add(&fair, winners, margin).unwrap();
            let fits = got(&back).iter().zip(&implied).all(|(a, b)| near(*a, *b, 1e-10));
            prop_assert!(fits, "{}: {:?} {:?}", method, got(&back), implied);
        }
    }

    /// The ends of what there are prices for: the methods that never fail don't, and no step runs away.
    #[test]
    fn extreme_books_have_their_solutions(
        odds in prop::collection::vec(prop_oneof![1.000_001_f64..1.001, 1.5_f64..3.0, 1_000.0_f64..10_000.0], 2..30),
    ) {
        let (least, most) = odds.iter().fold((f64::MAX, 0.0_f64), |(a, b), odds| (a.min(*odds), b.max(*odds)));
        // The power brings the favourites down to one over n at most; a longshot to the same power must still be a float.
        let largest_power = float(odds.len()).ln() / least.ln();
        let power_counts = largest_power * most.ln() < 700.0;
        for method in [Method::Power, Method::OddsRatio, Method::Logarithmic, Method::Shin] {
            let mut row = odds.clone();
            let removed = method.remove_row(&mut row, 1);
            let may_fail = match method {
                Method::Power => !power_counts,
                Method::Shin => odds.iter().map(|odds| 1.0 / odds).sum::<f64>() < 1.0,
                _ => false,
            };
            prop_assert!(removed.is_ok() || may_fail, "{}: {:?} {:?}", method, removed, odds);
            prop_assert!(removed.is_err() || near(row.iter().sum(), 1.0, 1e-9), "{}: {:?}", method, row);
        }
    }
}
