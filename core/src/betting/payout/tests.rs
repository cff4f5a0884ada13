//! Payouts against an independent model: plain products and sums in 4,096 bits, reduced once at the end.

use proptest::prelude::*;
use ruint::Uint;

use super::*;

/// Wide enough for the unreduced products of every case below.
type Model = Uint<4_096, 64>;
/// Numerator and denominator, in any terms.
type Pair = (Model, Model);

const MODES: [Rounding; 4] =
    [Rounding::HalfAwayFromZero, Rounding::HalfToEven, Rounding::TowardZero, Rounding::AwayFromZero];

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

/// A stake times factors, folded in their order.
fn fold(stake: i64, factors: &[(u128, u128)]) -> Exact {
    factors.iter().fold(Exact::from_minor(stake).unwrap(), |sum, (num, den)| sum.times(*num, *den).unwrap())
}

/// The same, without any reduction on the way.
fn model(stake: i64, factors: &[(u128, u128)]) -> Pair {
    factors.iter().fold((Model::from(stake), Model::ONE), |(num, den), (by_num, by_den)| {
        (num.checked_mul(Model::from(*by_num)).unwrap(), den.checked_mul(Model::from(*by_den)).unwrap())
    })
}

fn model_text(pair: &Pair) -> String {
    let (num, den) = *pair;
    let common = num.gcd(den);
    let (num, den) = (num / common, den / common);
    if den == Model::ONE { num.to_string() } else { format!("{num}/{den}") }
}

/// Rounding by its school definition: doubled, and compared with the odd multiples of the denominator.
fn model_round(pair: &Pair, mode: Rounding) -> Option<i64> {
    let (num, den) = *pair;
    let (floor, rest) = (num / den, num % den);
    let double = rest * Model::from(2);
    let up = match mode {
        Rounding::HalfAwayFromZero => double >= den,
        Rounding::HalfToEven => double > den || (double == den && floor.bit(0)),
        Rounding::TowardZero => false,
        Rounding::AwayFromZero => !rest.is_zero(),
    };
    i64::try_from(floor + Model::from(u8::from(up))).ok()
}

#[test]
fn rounding_modes() {
    // The amount, then half away, half to even, toward zero, away from zero.
    for (text, expected) in [
        ("2675/10", [268, 268, 267, 268]), // 2.675 is 2.68, where binary floats give 2.67
        ("5/2", [3, 2, 2, 3]),
        ("7/2", [4, 4, 3, 4]),
        ("1/3", [0, 0, 0, 1]),
        ("2/3", [1, 1, 0, 1]),
        ("0", [0, 0, 0, 0]),
        ("7", [7, 7, 7, 7]),
        ("1/36893488147419103232", [0, 0, 0, 1]), // wide: one over 2^65
        ("110680464442257309697/36893488147419103232", [3, 3, 3, 4]),
        ("129127208515966861312/36893488147419103232", [4, 4, 3, 4]), // wide as written, 7/2 in truth
        ("18446744073709551615/18446744073709551614", [1, 1, 1, 2]),  // the remainder's double would overflow
    ] {
        for (mode, minor) in MODES.into_iter().zip(expected) {
            assert_eq!(exact(text).round(mode), Ok(minor), "{text} {mode:?}");
        }
    }
}

#[test]
fn slips() {
    // Stake in cents, factors, exact return.
    for (stake, factors, shown) in [
        (1_000, &[(21, 10)][..], "2100"),
        (1_000, &[(210, 100)], "2100"),
        (1_000, &[(21, 11)], "21000/11"),
        (1_000, &[(21, 11), (11, 21)], "1000"),
        (1_000, &[(21, 10), (0, 1), (5, 2)], "0"),
        (1_000, &[(31, 20), (1, 2)], "775"),   // half won, half lost
        (1, &[(2, 3), (1, 1), (4, 6)], "4/9"), // dead heats and a void
        (0, &[(21, 10)], "0"),
        (i64::MAX, &[(10_000, 1)], "92233720368547758070000"),
        (i64::MAX, &[(10_000, 1), (1, 10_000)], "9223372036854775807"),
    ] {
        let exact = fold(stake, factors);
        assert_eq!(exact.to_string(), shown);
        assert_eq!(exact.is_zero(), shown == "0");
    }
}

#[test]
fn sums() {
    for (a, b, sum) in [
        ("1", "2", "3"),
        ("1/6", "1/10", "4/15"),
        ("1/2", "1/2", "1"),
        ("18446744073709551615", "1", "18446744073709551616"),
        (
            "1/18446744073709551615",
            "1/18446744073709551614",
            "36893488147419103229/340282366920938463408034375210639556610",
        ),
        ("92233720368547758070000/7", "1/7", "92233720368547758070001/7"),
        ("1/36893488147419103232", "1/36893488147419103232", "1/18446744073709551616"),
    ] {
        assert_eq!(exact(a).plus(&exact(b)).unwrap(), exact(sum), "{a} + {b}");
        assert_eq!(exact(b).plus(&exact(a)).unwrap().to_string(), sum, "{b} + {a}");
        assert_eq!(exact(a).plus(&Exact::zero()).unwrap(), exact(a));
    }
}

#[test]
fn order() {
    let sorted =
        ["0", "1/36893488147419103232", "1/3", "1/2", "1", "18446744073709551615/2", "36893488147419103232"];
    for (i, a) in sorted.iter().enumerate() {
        for (j, b) in sorted.iter().enumerate() {
            assert_eq!(exact(a).cmp(&exact(b)), i.cmp(&j), "{a} {b}");
        }
    }
    assert_eq!(exact("5/2").cmp_minor(2), Ordering::Greater);
    assert_eq!(exact("4/2").cmp_minor(2), Ordering::Equal);
    assert_eq!(exact("3/2").cmp_minor(2), Ordering::Less);
    assert_eq!(exact("0").cmp_minor(-1), Ordering::Greater);
}

#[test]
fn the_longest_accumulator_fits_and_pays() {
    // Coprime with every denominator below, and as large as the bounds on odds and factors let the sum be.
    let num = (1_u128 << 32) * 10_010_000_000 - 1;
    assert!(num > (1_u128 << 32) * (10_000_000_000 + 1_000_000), "above the bound of the module's comment");
    assert_eq!(128 - num.leading_zeros(), LEG_BITS);
    let den = (1_u128 << 32) * 1_000_000;
    let legs = [(num, den); 25];
    let exact = fold(i64::MAX, &legs);
    assert_eq!(exact.to_string(), model_text(&model(i64::MAX, &legs)));
    assert_eq!(exact.round(Rounding::default()).unwrap_err().code(), "payout_out_of_range");
    assert!(exact.cmp_minor(i64::MAX).is_gt());
    // And the other way down: 25 legs that leave almost nothing.
    let least = fold(1, &[(1, den); 25]);
    assert_eq!(least.round(Rounding::AwayFromZero), Ok(1));
    assert!(least < exact && !least.is_zero());
    // The sum of a whole system of such lines fits too.
    let lines = (0..18).fold(exact.clone(), |sum, _| sum.plus(&sum).unwrap());
    assert_eq!(lines, exact.times(1 << 18, 1).unwrap());
    assert_eq!(bits_needed(25, LEG_BITS), 1_713);
    assert_eq!(bits_needed(u32::MAX, LEG_BITS), u32::MAX);
}

#[test]
fn beyond_the_width_is_an_error() {
    let large =
        (0..15).try_fold(Exact::from_minor(i64::MAX).unwrap(), |sum, _| sum.times(u128::MAX, 1)).unwrap();
    assert_eq!(large.times(u128::MAX, 1).unwrap_err(), PayoutError::TOO_WIDE);
    let small = (0..15).try_fold(Exact::from_minor(1).unwrap(), |sum, _| sum.times(1, u128::MAX)).unwrap();
    assert_eq!(large.plus(&small).unwrap_err().code(), "payout_too_wide");
    assert_eq!(large.cmp(&small), Ordering::Greater);
    assert_eq!(Exact::from_minor(-1).unwrap_err(), PayoutError::NegativeStake { minor: -1 });
    assert_eq!(Exact::zero().times(1, 0).unwrap_err().code(), "zero_denominator");
    assert_eq!("9".repeat(700).parse::<Exact>().unwrap_err().code(), "payout_too_wide");
    for text in ["", "/", "1/", "/2", "1/0", "-1", "+1", "1_0", "1.5", " 1", "1/2/3", "a"] {
        assert_eq!(text.parse::<Exact>().unwrap_err().code(), "bad_payout", "{text:?}");
    }
}

#[test]
fn bytes_have_one_form() {
    let bytes = postcard::to_stdvec(&Exact::from_minor(1_000).unwrap()).unwrap();
    assert_eq!(bytes, [4, 0, 1, 3, 232], "length, then 1 and 1000");
    // Empty; no denominator; a zero one; leading zeros; 2/4; too short for its length.
    for broken in [&[][..], &[0], &[0, 0, 1], &[1, 0, 1, 1], &[0, 1, 0, 1], &[0, 4, 2], &[3, 1, 1]] {
        let bytes = postcard::to_stdvec(broken).unwrap();
        assert!(postcard::from_bytes::<Exact>(&bytes).is_err(), "{broken:?}");
    }
    assert!(serde_json::from_str::<Exact>("1").is_err());
    assert!(size_of::<Exact>() <= 24);
}

/// Factors of legs within the bounds, most of them as real slips have them.
fn factors() -> impl Strategy<Value = (u128, u128)> {
    prop_oneof![
        6 => (101_u128..2_000).prop_map(|hundredths| (hundredths, 100)),
        2 => (1_u128..200, 1_u128..40),
        1 => Just((1, 1)),
        1 => Just((1, 2)),
        1 => (1_u128..(1 << 66), 1_u128..(1 << 52)),
    ]
}

proptest! {
    #[test]
    fn payouts_agree_with_the_model(stake in 0..=i64::MAX, legs in prop::collection::vec(factors(), 0..=25)) {
        let exact = fold(stake, &legs);
        let pair = model(stake, &legs);
        prop_assert_eq!(exact.to_string(), model_text(&pair));
        for mode in MODES {
            prop_assert_eq!(exact.round(mode).ok(), model_round(&pair, mode));
        }
        let reversed: Vec<_> = legs.iter().rev().copied().collect();
        prop_assert_eq!(&fold(stake, &reversed), &exact);
        prop_assert_eq!(&exact.to_string().parse::<Exact>().unwrap(), &exact);
        let bytes = postcard::to_stdvec(&exact).unwrap();
        prop_assert_eq!(&postcard::from_bytes::<Exact>(&bytes).unwrap(), &exact);
    }

    #[test]
    fn no_order_changes_a_payout(
        legs in prop::collection::vec(factors(), 1..=12),
        shuffled in any::<prop::sample::Index>(),
        stake in 1_i64..1_000_000,
    ) {
        let mut other = legs.clone();
        other.rotate_left(shuffled.index(legs.len()));
        prop_assert_eq!(fold(stake, &legs), fold(stake, &other));
    }

    #[test]
    fn sums_and_order_agree_with_the_model(
        a in prop::collection::vec(factors(), 0..=10),
        b in prop::collection::vec(factors(), 0..=10),
        stake in 0_i64..1_000_000,
    ) {
        let (left, right) = (fold(stake, &a), fold(stake, &b));
        let ((a, b), (c, d)) = (model(stake, &a), model(stake, &b));
        let sum = left.plus(&right).unwrap();
        prop_assert_eq!(sum.to_string(), model_text(&(a * d + c * b, b * d)));
        prop_assert_eq!(&sum, &right.plus(&left).unwrap());
        prop_assert_eq!(left.cmp(&right), (a * d).cmp(&(c * b)));
    }
}
