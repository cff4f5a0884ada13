//! Bet types against the table of the rule book, worked out by hand there.

use super::*;

#[test]
fn every_type_has_the_lines_of_the_rule_book() {
    for (name, legs, lines) in [
        ("single", 1, 1),
        ("accumulator", 2, 1),
        ("accumulator", 25, 1),
        ("trixie", 3, 4),
        ("patent", 3, 7),
        ("yankee", 4, 11),
        ("lucky 15", 4, 15),
        ("yap", 4, 15),
        ("canadian", 5, 26),
        ("super yankee", 5, 26),
        ("lucky 31", 5, 31),
        ("heinz", 6, 57),
        ("lucky_63", 6, 63),
        ("super_heinz", 7, 120),
        ("lucky 127", 7, 127),
        ("goliath", 8, 247),
        ("lucky 255", 8, 255),
        ("system 2", 4, 6),
        ("system 2,3", 4, 10),
        ("system 10", 20, 184_756),
        ("single stakes about", 2, 2),
        ("single stakes about", 3, 6),
        ("double stakes about", 3, 6),
        ("round robin", 3, 10),
        ("rounder", 3, 3),
        ("roundabout", 3, 3),
        ("union jack", 9, 8),
    ] {
        let bet_type: BetType = name.parse().unwrap();
        assert_eq!(bet_type.lines(legs, 0), Ok(lines), "{name}");
        assert_eq!(bet_type.to_string().parse(), Ok(bet_type), "{name} reads as it is shown");
    }
    let all = Folds::new(1..=20).unwrap();
    assert_eq!(BetType::System { folds: all }.lines(20, 0), Ok((1 << 20) - 1));
}

#[test]
fn bankers_stand_in_every_line() {
    let pairs: BetType = "system 2".parse().unwrap();
    assert_eq!(pairs.lines(6, 2), Ok(6), "two of the four others");
    assert_eq!(BetType::Trixie.lines(5, 2), Ok(4), "three others");
    for (bet_type, legs, bankers, code) in [
        (pairs, 3, 2, "wrong_number_of_legs"), // one other is left, for folds of two
        (pairs, 21, 0, "wrong_number_of_legs"),
        (pairs, 21, 3, "wrong_number_of_legs"),
        (pairs, 2, 3, "wrong_number_of_legs"),
        (BetType::Trixie, 3, 1, "wrong_number_of_legs"),
        (BetType::Accumulator, 3, 1, "bankers_not_taken"),
        (BetType::Rounder, 3, 1, "bankers_not_taken"),
        (BetType::Accumulator, 26, 0, "wrong_number_of_legs"),
        (BetType::UnionJack, 8, 0, "wrong_number_of_legs"),
    ] {
        assert_eq!(bet_type.lines(legs, bankers).unwrap_err().code(), code, "{bet_type} {legs} {bankers}");
    }
}

#[test]
fn names_and_forms() {
    for bet_type in BetType::named() {
        let json = serde_json::to_string(&bet_type).unwrap();
        assert_eq!(json, format!("\"{}\"", bet_type.name().replace(' ', "_")));
        assert_eq!(serde_json::from_str::<BetType>(&json).unwrap(), bet_type);
    }
    let system: BetType = "system 2,3".parse().unwrap();
    let json = serde_json::to_string(&system).unwrap();
    assert_eq!(json, r#"{"system":{"folds":[2,3]}}"#);
    assert_eq!(serde_json::from_str::<BetType>(&json).unwrap(), system);
    let bytes = postcard::to_stdvec(&system).unwrap();
    assert_eq!(postcard::from_bytes::<BetType>(&bytes).unwrap(), system);
    for (text, code) in [
        ("", "unknown_bet_type"),
        ("Alphabet", "unknown_bet_type"),
        ("system", "unknown_bet_type"),
        ("system 0", "bad_folds"),
        ("system 21", "bad_folds"),
        ("system 2,", "bad_folds"),
        ("system -2", "bad_folds"),
    ] {
        assert_eq!(text.parse::<BetType>().unwrap_err().code(), code, "{text}");
    }
    assert!(serde_json::from_str::<Folds>("[]").is_err());
    for broken in [0_u32, 1, 1 << 21] {
        assert!(postcard::from_bytes::<Folds>(&postcard::to_stdvec(&broken).unwrap()).is_err(), "{broken}");
    }
}
