//! A goliath of 247 lines paid exactly, beside its lines by hand; and the longest systems, for which nobody lists lines.
//!
//! Nothing of a book is in it: the terms, prices and grades are there, and what is measured is what settlement does with
//! them, from the check of the terms to the rounded return and the status. The floor is in `floor`.

mod floor;

use std::hint::black_box;

use benches::{Arguments, Measure, ROUNDS, Random, Report};
use realdeal::betting::{BetTerms, BetType, Folds, PricedBet, PricedLeg, Way};
use realdeal::house_rules::BetRules;
use realdeal::money::Rounding;
use realdeal::odds::Odds;
use realdeal::settlement::{LegGrade, LegResult};

type Failure = Box<dyn std::error::Error>;

/// Bets of one block.
const BLOCK: usize = 200;

/// A slip of so many legs, most of which win.
struct Slip {
    hundredths: Vec<u64>,
    legs: Vec<PricedLeg>,
    won: Vec<bool>,
    grades: Vec<LegGrade>,
}

fn slip(legs: usize, random: &mut Random) -> Result<Slip, Failure> {
    let hundredths: Vec<u64> = (0..legs).map(|_| 101 + random.below(899) as u64).collect();
    let priced = hundredths.iter().map(|&price| Odds::new(price, 100).map(PricedLeg::at));
    let won: Vec<bool> = (0..legs).map(|_| random.below(4) > 0).collect();
    let grade = |&won: &bool| LegGrade::from(if won { LegResult::WON } else { LegResult::LOST });
    Ok(Slip {
        legs: priced.collect::<Result<_, _>>()?,
        grades: won.iter().map(grade).collect(),
        won,
        hundredths,
    })
}

/// What the slip returns with 1.00 on each line, by the engine.
fn pay(slip: &Slip, terms: BetTerms, lines: i64, rules: &BetRules) -> Result<i64, Failure> {
    let bet = PricedBet::new(terms, 100 * lines, &slip.legs, rules)?;
    let mut grades = [None; 20];
    for (place, grade) in grades.iter_mut().zip(&slip.grades) {
        *place = Some(grade);
    }
    let decided = bet.decided(&grades[..slip.grades.len()], Rounding::HalfAwayFromZero, Some(i64::MAX))?;
    Ok(decided.map_or(0, |decided| decided.returned))
}

fn by_hand(slip: &Slip) -> i64 {
    let mut prices = [0; 8];
    let mut won = [false; 8];
    for (place, &price) in prices.iter_mut().zip(&slip.hundredths) {
        *place = price.into();
    }
    won.copy_from_slice(&slip.won);
    i64::try_from(floor::pay(prices, won, 100)).unwrap_or(i64::MAX)
}

fn main() -> Result<(), Failure> {
    let arguments = Arguments::read(&[("bets", 20_000)]);
    let report = Report::begin("P11: a goliath paid exactly", &arguments.shown());
    let (rules, mut random) = (BetRules::default(), Random::new(11));
    let win = |bet_type| BetTerms { bet_type, way: Way::Win };
    let goliath = win(BetType::Goliath);
    let divided = BetTerms { way: Way::EquallyDivided, ..goliath };
    let tens = win(BetType::System { folds: Folds::only(10)? });
    let all = win(BetType::System { folds: Folds::new(1..=20)? });
    let mut floor = Measure::new("floor: 247 lines by hand");
    let mut sides = [
        (Measure::new("goliath"), goliath, 8),
        (Measure::new("goliath, each way, equally divided"), divided, 8),
        (Measure::new("10 of 20"), tens, 20),
        (Measure::new("every fold of 20"), all, 20),
    ];
    for _ in 0..ROUNDS {
        for _ in 0..arguments.size("bets").div_ceil(BLOCK) {
            let short: Vec<Slip> = (0..BLOCK).map(|_| slip(8, &mut random)).collect::<Result<_, _>>()?;
            let long: Vec<Slip> = (0..BLOCK / 10).map(|_| slip(20, &mut random)).collect::<Result<_, _>>()?;
            let expected: i64 = floor
                .time(BLOCK, || short.iter().map(|slip| by_hand(black_box(slip))).fold(0, i64::wrapping_add));
            for (index, (times, terms, legs)) in sides.iter_mut().enumerate() {
                let slips = if *legs == 8 { &short } else { &long };
                let lines = i64::from(terms.lines(*legs, 0)?);
                let paid = times.time(slips.len(), || {
                    // Some of the longest return as much as money can count, and two of them more.
                    slips.iter().try_fold(0_i64, |paid, slip| {
                        Ok::<_, Failure>(paid.wrapping_add(pay(black_box(slip), *terms, lines, &rules)?))
                    })
                })?;
                assert!(index > 0 || paid == expected, "the same cents by hand: {paid}, {expected}");
            }
        }
        floor.end_round();
        for (times, ..) in &mut sides {
            times.end_round();
        }
    }
    let mut rows = vec![(&floor, None)];
    rows.extend(sides.iter().map(|(times, ..)| (times, Some(&floor))));
    report.table("P11: over the lines by hand", "ns a bet", &rows);
    report.end();
    Ok(())
}
