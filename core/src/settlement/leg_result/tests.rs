//! Legs at a price, as a slip would show them, and the algebra held against plain fractions.

use proptest::prelude::*;

use super::*;

/// Five results at four prices: what a stake of one unit returns (docs/rules.md, section 3).
#[test]
fn a_leg_at_a_price() {
    for (result, price, returns) in [
        (LegResult::WON, (2, 1), (2, 1)),
        (LegResult::LOST, (2, 1), (0, 1)),
        (LegResult::VOID, (2, 1), (1, 1)),
        (LegResult::HALF_WON, (2, 1), (3, 2)),
        (LegResult::HALF_LOST, (2, 1), (1, 2)),
        // 1.91: (1.91 + 1) / 2 = 1.455.
        (LegResult::WON, (191, 100), (191, 100)),
        (LegResult::HALF_WON, (191, 100), (291, 200)),
        (LegResult::HALF_LOST, (191, 100), (1, 2)),
        // Odds of 6/4 given as 10/4 come out in lowest terms.
        (LegResult::WON, (10, 4), (5, 2)),
        (LegResult::VOID, (10, 4), (1, 1)),
    ] {
        assert_eq!(result.effective(price.0, price.1), returns, "{} at {price:?}", result.kind());
    }
}

/// docs/rules.md, section 7: the factor applies to the whole return, the stake included.
#[test]
fn dead_heats() {
    for (places, tied, price, returns) in [
        (1, 2, (2, 1), (1, 1)),
        (1, 2, (3, 2), (3, 4)),
        (1, 3, (4, 1), (4, 3)),
        (2, 4, (5, 1), (5, 2)),
        (2, 2, (5, 1), (5, 1)),
        (0, 2, (5, 1), (0, 1)),
    ] {
        let result = LegResult::dead_heat(places, tied).unwrap();
        assert_eq!(result.effective(price.0, price.1), returns, "{places} places, {tied} tied, at {price:?}");
    }
    assert_eq!(LegResult::dead_heat(2, 2), Ok(LegResult::WON));
    assert_eq!(LegResult::dead_heat(0, 3), Ok(LegResult::LOST));
    // Half the stake won and half of it lost is neither half won nor half lost.
    assert_eq!(LegResult::dead_heat(1, 2).unwrap().kind(), LegResultKind::Other);
    assert_eq!(LegResult::dead_heat(3, 2), Err(LegResultError::NoShare { num: 3, den: 2 }));
    assert!(LegResult::dead_heat(0, 0).is_err());
}

#[test]
fn no_more_than_the_stake() {
    let third = Share::new(2, 6).unwrap();
    assert_eq!((third.num(), third.den()), (1, 3));
    let two_thirds = Share::new(2, 3).unwrap();
    assert!(LegResult::new(third, two_thirds).is_ok());
    assert_eq!(
        LegResult::new(Share::HALF, two_thirds),
        Err(LegResultError::AboveOne { win: Share::HALF, void: two_thirds })
    );
    assert!(LegResult::new(Share::ONE, Share::new(1, u16::MAX).unwrap()).is_err());
    assert!(Share::new(1, 0).is_err());
}

#[test]
fn plain_data_in_both_forms() {
    let json = r#"{"win":[1,2],"void":[1,2]}"#;
    assert_eq!(serde_json::to_string(&LegResult::HALF_WON).unwrap(), json);
    assert_eq!(serde_json::from_str::<LegResult>(json).unwrap(), LegResult::HALF_WON);
    let bytes = postcard::to_stdvec(&LegResult::HALF_LOST).unwrap();
    assert_eq!(bytes, [0, 1, 1, 2]);
    assert_eq!(postcard::from_bytes::<LegResult>(&bytes).unwrap(), LegResult::HALF_LOST);
    for refused in [
        r#"{"win":[1,1],"void":[1,2]}"#,
        r#"{"win":[1,0],"void":[0,1]}"#,
        r#"{"win":[2,1],"void":[0,1]}"#,
        r#"{"win":[1,1],"void":[0,1],"lost":[0,1]}"#,
    ] {
        assert!(serde_json::from_str::<LegResult>(refused).is_err(), "{refused}");
    }
    for kind in [LegResultKind::HalfWon, LegResultKind::Other] {
        assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{kind}\""));
    }
}

fn share() -> impl Strategy<Value = Share> {
    (1..=u16::MAX)
        .prop_flat_map(|den| (0..=den, Just(den)))
        .prop_map(|(num, den)| Share::new(num, den).unwrap())
}

proptest! {
    /// No factor and no price overflows, and a better price never returns less.
    #[test]
    fn effective_is_exact_and_grows(
        win in share(), void in share(), num in any::<u64>(), den in 1..=u32::MAX,
    ) {
        prop_assume!(LegResult::new(win, void).is_ok());
        let result = LegResult::new(win, void).unwrap();
        let (e_num, e_den) = result.effective(num, den);
        prop_assert_eq!(common_divisor(e_num, e_den), 1);
        // e * (wd*dd*vd) is a whole number, the sum of both parts.
        let whole = u128::from(win.den()) * u128::from(den) * u128::from(void.den());
        prop_assert_eq!(whole % e_den, 0);
        let parts = u128::from(win.num()) * u128::from(num) * u128::from(void.den())
            + u128::from(void.num()) * u128::from(den) * u128::from(win.den());
        prop_assert_eq!(e_num * (whole / e_den), parts);
        let (better_num, better_den) = result.effective(num.saturating_add(1), den);
        prop_assert!(better_num * (whole / better_den) >= parts);
    }

    #[test]
    fn survives_postcard(win in share(), void in share()) {
        if let Ok(result) = LegResult::new(win, void) {
            let bytes = postcard::to_stdvec(&result).unwrap();
            prop_assert_eq!(postcard::from_bytes::<LegResult>(&bytes).unwrap(), result);
        }
    }
}
