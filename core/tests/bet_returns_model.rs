//! Returns of bets against an independent model: every line listed, plain products and sums in wide whole numbers; and
//! what must hold between bets, whatever the figures (a system is the sum of its lines; legs may change places; stakes
//! may be split; a void leg leaves the lines).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::large_types_passed_by_value,
    clippy::needless_for_each,
    reason = "a test that can't make its cases stops there"
)]

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use realdeal::betting::payout::Exact;
use realdeal::betting::{BetTerms, BetType, Folds, PlaceFraction, PlaceTerms, PricedBet, PricedLeg, Way};
use realdeal::house_rules::BetRules;
use realdeal::odds::Odds;
use realdeal::settlement::{LegGrade, LegResult, PlaceGrade, RaceGrade, Share};
use ruint::Uint;

/// Wide enough for the unreduced sums of every case below.
type Wide = Uint<8_192, 128>;
type Pair = (Wide, Wide);

fn wide(number: impl Into<u128>) -> Wide {
    Wide::from(number.into())
}

fn times(a: Pair, b: Pair) -> Pair {
    (a.0 * b.0, a.1 * b.1)
}

fn plus(a: Pair, b: Pair) -> Pair {
    let (num, den) = (a.0 * b.1 + b.0 * a.1, a.1 * b.1);
    let common = num.gcd(den);
    (num / common, den / common)
}

fn shown((num, den): Pair) -> String {
    let common = num.gcd(den);
    let (num, den) = (num / common, den / common);
    if den == wide(1_u8) { num.to_string() } else { format!("{num}/{den}") }
}

/// What a leg is made of, in plain numbers.
#[derive(Debug, Clone)]
struct Runner {
    odds: (u64, u64),
    win: LegResult,
    place: LegResult,
    fraction: (u8, u8),
    deduction: u8,
    banker: bool,
}

impl Runner {
    fn priced(&self) -> PricedLeg {
        let mut leg = PricedLeg::at(Odds::new(self.odds.0, self.odds.1).unwrap());
        leg.terms.banker = self.banker;
        leg.terms.place = Some(PlaceTerms { places: 1, fraction: self.fraction() });
        leg
    }

    fn fraction(&self) -> PlaceFraction {
        PlaceFraction::new(self.fraction.0, self.fraction.1).unwrap()
    }

    fn grade(&self) -> LegGrade {
        let place = PlaceGrade { result: self.place, fraction: self.fraction() };
        let race = RaceGrade { place: Some(place), deduction: self.deduction, starting_price: None };
        LegGrade::in_race(self.win, race).unwrap()
    }

    /// `w (1 + (d - 1) f (1 - r)) + v`, with nothing reduced.
    fn worth(&self, result: LegResult, (f, of): (u8, u8)) -> Pair {
        let (n, d) = (wide(self.odds.0), wide(self.odds.1));
        let below = d * wide(of) * wide(100_u8);
        let price = (below + (n - d) * wide(f) * wide(100 - self.deduction), below);
        let share = |share: Share| (wide(share.num()), wide(share.den()));
        plus(times(share(result.win()), price), share(result.void()))
    }

    fn sides(&self) -> (Pair, Pair) {
        (self.worth(self.win, (1, 1)), self.worth(self.place, self.fraction))
    }
}

/// Every choice of `size` from these, in order.
fn choices(from: &[usize], size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let Some((first, rest)) = from.split_first() else { return Vec::new() };
    let mut with: Vec<Vec<usize>> = choices(rest, size - 1);
    with.iter_mut().for_each(|line| line.insert(0, *first));
    with.extend(choices(rest, size));
    with
}

/// The return of a system, line by line, with the rest of its stake on the first lines.
fn model(runners: &[Runner], folds: Folds, way: Way, stake: u64) -> String {
    let (bankers, others): (Vec<_>, Vec<_>) = (0..runners.len()).partition(|&leg| runners[leg].banker);
    let lines: Vec<Vec<usize>> = folds.iter().flat_map(|size| choices(&others, size as usize)).collect();
    let half = |(win, place): (Pair, Pair)| times(plus(win, place), (wide(1_u8), wide(2_u8)));
    let side = |leg: usize, part: usize| match way {
        Way::Win => runners[leg].sides().0,
        Way::Place => runners[leg].sides().1,
        Way::EachWay if part == 0 => runners[leg].sides().0,
        Way::EachWay => runners[leg].sides().1,
        Way::EquallyDivided => half(runners[leg].sides()),
    };
    let parts = way.parts() as usize;
    let stakes = (lines.len() * parts) as u64;
    let mut sum = (wide(0_u8), wide(1_u8));
    for part in 0..parts {
        for (index, line) in lines.iter().enumerate() {
            let more = u64::from(((part * lines.len() + index) as u64) < stake % stakes);
            let on = (wide(stake / stakes + more), wide(1_u8));
            let legs = bankers.iter().chain(line);
            sum = plus(sum, legs.fold(on, |product, &leg| times(product, side(leg, part))));
        }
    }
    shown(sum)
}

fn exact(runners: &[Runner], terms: BetTerms, stake: u64) -> Exact {
    let legs: Vec<_> = runners.iter().map(Runner::priced).collect();
    let grades: Vec<_> = runners.iter().map(Runner::grade).collect();
    let rules = BetRules::default();
    let bet = PricedBet::new(terms, stake.try_into().unwrap(), &legs, &rules).unwrap();
    let grades: Vec<_> = grades.iter().map(Some).collect();
    bet.exact(&grades).unwrap().expect("every leg is graded")
}

fn result() -> impl Strategy<Value = LegResult> {
    prop_oneof![
        4 => Just(LegResult::WON),
        2 => Just(LegResult::LOST),
        1 => Just(LegResult::VOID),
        1 => Just(LegResult::HALF_WON),
        1 => Just(LegResult::HALF_LOST),
        1 => (1_u16..5, 0_u16..5).prop_map(|(tied, places)| LegResult::dead_heat(places.min(tied), tied).unwrap()),
    ]
}

fn odds() -> impl Strategy<Value = (u64, u64)> {
    prop_oneof![
        6 => (101_u64..2_000).prop_map(|hundredths| (hundredths, 100)),
        2 => (1_u64..200, 1_u64..40).prop_map(|(a, b)| (a + b, b)),
        1 => (1_000_001_u64..10_000_000_000).prop_map(|millionths| (millionths, 1_000_000)),
    ]
}

fn runner() -> impl Strategy<Value = Runner> {
    let fraction = (1_u8..=20).prop_flat_map(|den| (1..=den, Just(den)));
    (odds(), result(), result(), fraction, prop_oneof![3 => Just(0_u8), 1 => 0_u8..=100], 0_u8..8).prop_map(
        |(odds, win, place, fraction, deduction, banker)| Runner {
            odds,
            win,
            place,
            fraction,
            deduction,
            banker: banker == 0,
        },
    )
}

fn way() -> impl Strategy<Value = Way> {
    prop_oneof![Just(Way::Win), Just(Way::Place), Just(Way::EachWay), Just(Way::EquallyDivided)]
}

/// Runners, at least one of them no banker, and fold sizes that they can fill.
fn system(most: usize) -> impl Strategy<Value = (Vec<Runner>, Folds)> {
    (prop::collection::vec(runner(), 1..=most), any::<u32>()).prop_map(|(mut runners, bits)| {
        runners[0].banker = false;
        let others = u32::try_from(runners.iter().filter(|runner| !runner.banker).count()).unwrap();
        let sizes: Vec<u32> = (1..=others).filter(|size| bits >> size & 1 == 1).collect();
        (runners, Folds::new(if sizes.is_empty() { vec![others] } else { sizes }).unwrap())
    })
}

fn terms(folds: Folds, way: Way) -> BetTerms {
    BetTerms { bet_type: BetType::System { folds }, way }
}

/// Whether later steps of a line live on what the first returned.
fn is_any_to_come(bet_type: BetType) -> bool {
    matches!(
        bet_type,
        BetType::SingleStakesAbout | BetType::DoubleStakesAbout | BetType::RoundRobin | BetType::Rounder
    )
}

/// Found counter-examples are kept beside this file, and run first.
fn config() -> ProptestConfig {
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bet_returns_model.proptest-regressions.txt");
    let failure_persistence = Some(Box::new(FileFailurePersistence::Direct(kept)) as Box<_>);
    ProptestConfig { cases: 192, failure_persistence, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_system_is_the_sum_of_its_lines((runners, folds) in system(7), way in way(), stake in 1_u64..100_000_000) {
        let found = exact(&runners, terms(folds, way), stake);
        prop_assert_eq!(found.to_string(), model(&runners, folds, way, stake));
    }

    #[test]
    fn legs_may_change_places((runners, folds) in system(12), way in way(), turn in any::<prop::sample::Index>()) {
        let stake = 1_000 * u64::from(terms(folds, way).lines(runners.len() as u32,
            runners.iter().filter(|runner| runner.banker).count() as u32).unwrap());
        let mut turned = runners.clone();
        turned.rotate_left(turn.index(runners.len()));
        prop_assert_eq!(exact(&runners, terms(folds, way), stake), exact(&turned, terms(folds, way), stake));
    }

    #[test]
    fn a_stake_may_be_split((runners, folds) in system(12), way in way(), one in 1_u64..5_000, two in 1_u64..5_000) {
        let bankers = runners.iter().filter(|runner| runner.banker).count() as u32;
        let lines = u64::from(terms(folds, way).lines(runners.len() as u32, bankers).unwrap());
        let of = |per_line: u64| exact(&runners, terms(folds, way), per_line * lines);
        prop_assert_eq!(of(one).plus(&of(two)).unwrap(), of(one + two));
    }

    #[test]
    fn a_void_leg_leaves_the_lines((runners, _) in system(9), size in 1_u32..9, per_line in 1_u64..5_000) {
        // Folds of k over n legs, one of them void, are folds of k and of k - 1 over the others.
        let mut runners = runners;
        runners.iter_mut().for_each(|runner| runner.banker = false);
        let void = Runner { win: LegResult::VOID, ..runners[0].clone() };
        let others = u32::try_from(runners.len()).unwrap();
        let size = size.min(others);
        let of = |runners: &[Runner], size: u32| {
            let terms = terms(Folds::only(size).unwrap(), Way::Win);
            exact(runners, terms, per_line * u64::from(terms.lines(runners.len() as u32, 0).unwrap()))
        };
        let expected = match size {
            1 => of(&runners, 1).plus(&Exact::from_minor(per_line as i64).unwrap()).unwrap(),
            _ => of(&runners, size).plus(&of(&runners, size - 1)).unwrap(),
        };
        runners.push(void);
        prop_assert_eq!(of(&runners, size), expected);
    }

    #[test]
    fn decided_means_that_nothing_open_matters((runners, folds) in system(7), way in way(), known in any::<u32>(),
        kind in 0_usize..6) {
        let bet_type = match (kind, runners.len()) {
            (0, 2..) => BetType::SingleStakesAbout,
            (1, 2..) => BetType::DoubleStakesAbout,
            (2, 3) => BetType::RoundRobin,
            (3, 3) => BetType::Rounder,
            (4, legs) => BetType::of_legs(legs),
            _ => BetType::System { folds },
        };
        let mut runners = runners;
        if !bet_type.takes_bankers() {
            runners.iter_mut().for_each(|runner| runner.banker = false);
        }
        let (legs, rules) = (runners.iter().map(Runner::priced).collect::<Vec<_>>(), BetRules::default());
        let bet = PricedBet::new(BetTerms { bet_type, way }, 10_000_000, &legs, &rules).unwrap();
        let known = |leg: usize| known >> leg & 1 == 1;
        let with = |win: LegResult| -> Vec<LegGrade> {
            let other = |runner: &Runner| Runner { win, place: win, deduction: 0, ..runner.clone() };
            let pick = |(leg, runner): (usize, &Runner)| if known(leg) { runner.grade() } else { other(runner).grade() };
            runners.iter().enumerate().map(pick).collect()
        };
        let all = |grades: &[LegGrade]| bet.exact(&grades.iter().map(Some).collect::<Vec<_>>()).unwrap().unwrap();
        let (worst, best) = (all(&with(LegResult::LOST)), all(&with(LegResult::WON)));
        let graded = with(LegResult::VOID);
        let partly: Vec<_> = graded.iter().enumerate().map(|(leg, grade)| known(leg).then_some(grade)).collect();
        prop_assert_eq!(&bet.maximum(&partly).unwrap(), &best);
        match bet.exact(&partly).unwrap() {
            Some(decided) => {
                prop_assert_eq!(&decided, &worst);
                prop_assert_eq!(&decided, &best);
                prop_assert_eq!(&decided, &all(&graded));
            }
            // Stakes about wait for the leg that they are taken from, also where nothing can be left of it.
            None if is_any_to_come(bet_type) => prop_assert!(worst <= best),
            None => prop_assert!(worst < best, "{} could have been decided", worst),
        }
    }
}

#[test]
fn twenty_legs_in_any_fold_fit_with_every_factor() {
    // The finest and longest that each factor can be, with denominators that share nothing.
    let share = |num, den| Share::new(num, den).unwrap();
    let runner = |leg: u64| Runner {
        odds: (9_999_989_999 - 2 * leg, 1_000_000 - u64::from(leg % 2 == 1)),
        win: LegResult::new(share(65_520 - leg as u16, 65_521), Share::ZERO).unwrap(),
        place: LegResult::new(share(65_518 - leg as u16, 65_519), Share::ZERO).unwrap(),
        fraction: (19, 20),
        deduction: 1,
        banker: false,
    };
    let runners: Vec<_> = (0..20).map(runner).collect();
    let all = Folds::new(1..=20).unwrap();
    for way in [Way::Win, Way::Place, Way::EachWay, Way::EquallyDivided] {
        let lines = u64::from(terms(all, way).lines(20, 0).unwrap());
        let stake = i64::MAX as u64 / lines * lines;
        let found = exact(&runners, terms(all, way), stake);
        // All folds of all sizes together: the product of 1 + e, less 1.
        let product = |side: &dyn Fn(&Runner) -> Pair| {
            let one = (wide(1_u8), wide(1_u8));
            let (num, den) =
                runners.iter().fold(one, |product, runner| times(product, plus(side(runner), one)));
            times((num - den, den), (wide(stake / lines), one.1))
        };
        let (win, place) = (product(&|runner| runner.sides().0), product(&|runner| runner.sides().1));
        let half = product(&|runner| {
            let (win, place) = runner.sides();
            times(plus(win, place), (wide(1_u8), wide(2_u8)))
        });
        let expected = match way {
            Way::Win => win,
            Way::Place => place,
            Way::EachWay => plus(win, place),
            Way::EquallyDivided => plus(half, half),
        };
        assert_eq!(found.to_string(), shown(expected), "{way}");
        // And in the longest accumulator.
        let longest: Vec<_> = (0..25).map(runner).collect();
        let line = exact(&longest, BetTerms { bet_type: BetType::Accumulator, way }, i64::MAX as u64 - 1);
        assert!(line > found, "{way}");
        // With one minor unit more on half of the lines, which are added by another way.
        let ten = Folds::only(10).unwrap();
        let lines = u64::from(terms(ten, way).lines(20, 0).unwrap());
        let stake = i64::MAX as u64 / lines * lines - lines / 2;
        let (spread, even) = (
            exact(&runners, terms(ten, way), stake),
            exact(&runners, terms(ten, way), stake / lines * lines),
        );
        assert!(spread > even, "{way}");
    }
}
