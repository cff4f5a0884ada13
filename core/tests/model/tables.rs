//! What the numbers of an operation stand for: prices, amounts, scores, lines, outcomes, house rules.

use realdeal::money::{Currency, Money};

use super::ask::{DEFAULT_RULES, HOUR, MINUTE, Rules};
use super::fraction::{Fraction, Mode};
use super::grading::{Goals, Grade, Kind};
use super::ops::Op;

const PRICES: [(u128, u128); 16] = [
    (21, 10),
    (17, 5),
    (18, 5),
    (3, 2),
    (4, 1),
    (7, 1),
    (191, 100),
    (21, 11),
    (5, 2),
    (101, 100),
    (6, 5),
    (1_200, 1),
    (2, 1),
    (37, 20),
    (13, 8),
    (60, 1),
];

pub(crate) fn price(number: u8) -> Fraction {
    let (over, under) = PRICES[usize::from(number % 16)];
    Fraction::new(over, under)
}

pub(crate) fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

pub(crate) fn amount(number: u8) -> Money {
    const USUAL: [i64; 12] = [1_000, 500, 2_500, 33, 777, 100, 1_234, 5_000, 10, 2_000, 333, 7_500];
    const ODD: [i64; 8] = [1, 5, 0, -100, 20_000, 2_000_000, 15_000, 1];
    let of = usize::from(number);
    let minor = if number < 210 { USUAL[of % 12] } else { ODD[of % 8] };
    if number % 37 == 36 { Money::new(minor, Currency::USD) } else { euro(minor) }
}

pub(crate) fn goals(op: &Op) -> Goals {
    if op.odd == 120 { (1_000, 0) } else { (u16::from(op.b % 4), u16::from(op.c % 4)) }
}

pub(crate) fn kind(op: &Op) -> Kind {
    match op.b % 10 {
        0 => Kind::Winner,
        1 => Kind::TwoOfThree,
        2 => Kind::DrawNoBet,
        3 | 4 => Kind::Total(i32::from(op.c % 18) - i32::from(op.c > 200)),
        5 | 6 => Kind::Handicap(i32::from(op.c % 17) - 8),
        7 => Kind::BothScore,
        _ => Kind::Custom,
    }
}

pub(crate) fn grade(number: u8) -> Grade {
    let part = |under| Fraction::new(1, under);
    match number % 8 {
        0 => Grade::WON,
        1 | 2 => Grade::LOST,
        3 => Grade::VOID,
        4 => Grade::HALF_WON,
        5 => Grade::HALF_LOST,
        6 => Grade { win: part(2), void: Fraction::ZERO },
        _ => Grade { win: part(3), void: part(3) },
    }
}

pub(crate) fn rules(op: &Op) -> Rules {
    let rounding = [Mode::HalfUp, Mode::HalfEven, Mode::Down, Mode::Up][usize::from(op.a % 4)];
    match op.b % 4 {
        0 => DEFAULT_RULES,
        1 => Rules { rounding, min_stake: 1, dollars: true, ..DEFAULT_RULES },
        2 => Rules {
            rounding,
            cut_off: 5 * MINUTE,
            cancellation: 5 * MINUTE,
            basket_time: HOUR,
            max_baskets: 2,
            ..DEFAULT_RULES
        },
        _ => Rules {
            rounding,
            min_stake: 1,
            max_legs: 2,
            max_return: 50_000,
            window: 12 * HOUR,
            max_slips: 2,
            ..DEFAULT_RULES
        },
    }
}
