//! A fraction of two `u128`: the model's own exact arithmetic, for bets of a few legs. Too small for the longest
//! accumulators on purpose: it shares nothing with the wide arithmetic of the engine, and says so when it overflows.

use std::cmp::Ordering;
use std::fmt;

/// An exact number, zero or more, in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fraction {
    over: u128,
    under: u128,
}

/// How a fraction becomes a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    HalfUp,
    HalfEven,
    Down,
    Up,
}

fn common(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn product(a: u128, b: u128) -> u128 {
    a.checked_mul(b).expect("the model's bets are short enough for 128 bits")
}

impl Fraction {
    pub(crate) const ZERO: Self = Self { over: 0, under: 1 };
    pub(crate) const HALF: Self = Self { over: 1, under: 2 };
    pub(crate) const ONE: Self = Self { over: 1, under: 1 };

    pub(crate) fn new(over: u128, under: u128) -> Self {
        assert_ne!(under, 0, "nothing is divided by zero");
        let shared = common(over, under);
        Self { over: over / shared, under: under / shared }
    }

    pub(crate) fn over(self) -> u128 {
        self.over
    }

    pub(crate) fn under(self) -> u128 {
        self.under
    }

    pub(crate) fn times(self, other: Self) -> Self {
        let (left, right) = (Self::new(self.over, other.under), Self::new(other.over, self.under));
        Self { over: product(left.over, right.over), under: product(left.under, right.under) }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        let over = product(self.over, other.under) + product(other.over, self.under);
        Self::new(over, product(self.under, other.under))
    }

    /// The nearest whole number, by the mode.
    pub(crate) fn round(self, mode: Mode) -> i128 {
        let (whole, rest) = (self.over / self.under, self.over % self.under);
        let half = (rest * 2).cmp(&self.under);
        let up = match mode {
            Mode::HalfUp => half != Ordering::Less,
            Mode::HalfEven => half == Ordering::Greater || (half == Ordering::Equal && whole % 2 == 1),
            Mode::Down => false,
            Mode::Up => rest != 0,
        };
        i128::try_from(whole).expect("far inside") + i128::from(up)
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        product(self.over, other.under).cmp(&product(other.over, self.under))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.under {
            1 => write!(f, "{}", self.over),
            _ => write!(f, "{}/{}", self.over, self.under),
        }
    }
}

#[test]
fn sums_products_and_rounding() {
    let of = Fraction::new;
    assert_eq!(of(6, 4).plus(of(1, 4)), of(7, 4));
    assert_eq!(of(6, 4).times(of(2, 3)), Fraction::ONE);
    let rounded =
        |over| [Mode::HalfUp, Mode::HalfEven, Mode::Down, Mode::Up].map(|mode| of(over, 2).round(mode));
    assert_eq!(rounded(5), [3, 2, 2, 3]);
    assert_eq!(rounded(7), [4, 4, 3, 4]);
    assert_eq!(rounded(8), [4; 4]);
}
