//! Bet types: how the legs of a bet make its lines.
//!
//! Here: the names, how many legs each takes and how many lines it makes. Not here: what the lines return
//! (`returns`), and whether a bet is won or placed on (`way`). The forty one-off names of the trade (Alphabet,
//! Gyroscope, Dundee Shuffle ..) are left out on purpose: each is a basket of the bets that are here.

mod folds;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use self::folds::Folds;
pub(super) use self::folds::choose;
use super::BetTermsError;
use crate::house_rules::HouseRules;

/// How the legs of a bet make its lines (docs/rules.md, section 4).
///
/// ```
/// use realdeal::betting::{BetType, Folds};
/// assert_eq!(BetType::of_legs(1), BetType::Single);
/// assert_eq!(BetType::of_legs(4).to_string(), "accumulator");
/// assert_eq!(BetType::Goliath.lines(8, 0)?, 247);
/// // Two of four others, each line with the two bankers in it.
/// let system = BetType::System { folds: Folds::only(2)? };
/// assert_eq!(system.lines(6, 2)?, 6);
/// assert_eq!("system 2,3".parse::<BetType>()?, BetType::System { folds: Folds::new([2, 3])? });
/// # Ok::<(), realdeal::betting::BetTermsError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum BetType {
    /// One leg.
    Single,
    /// Two legs or more, all of which must win (pari combiné).
    Accumulator,
    /// Three legs: 3 doubles and a treble.
    Trixie,
    /// Three legs: a trixie and 3 singles.
    Patent,
    /// Four legs: 6 doubles, 4 trebles and a fourfold.
    Yankee,
    /// Four legs: a yankee and 4 singles, usually with bonuses.
    #[serde(rename = "lucky_15")]
    Lucky15,
    /// A lucky 15 without bonuses.
    Yap,
    /// Five legs: 26 lines from doubles up; also called super yankee.
    Canadian,
    /// Five legs: a canadian and 5 singles, usually with bonuses.
    #[serde(rename = "lucky_31")]
    Lucky31,
    /// Six legs: 57 lines from doubles up.
    Heinz,
    /// Six legs: a heinz and 6 singles, usually with bonuses.
    #[serde(rename = "lucky_63")]
    Lucky63,
    /// Seven legs: 120 lines from doubles up.
    SuperHeinz,
    /// Seven legs: a super heinz and 7 singles.
    #[serde(rename = "lucky_127")]
    Lucky127,
    /// Eight legs: 247 lines from doubles up.
    Goliath,
    /// Eight legs: a goliath and 8 singles.
    #[serde(rename = "lucky_255")]
    Lucky255,
    /// Every choice of these sizes among the legs: k of n, a round robin in the American sense.
    System {
        /// The sizes of its lines, bankers not counted.
        folds: Folds,
    },
    /// For each pair in either order, a single on the first and, with at most one stake out of its return, a
    /// single on the second; the rest of the return is kept.
    SingleStakesAbout,
    /// The same with at most two stakes on the second.
    DoubleStakesAbout,
    /// Three legs: 3 doubles, a treble and the 3 pairs as single stakes about (British).
    RoundRobin,
    /// Three legs: a single on each and, with at most one stake out of its return, the double of the others.
    Rounder,
    /// The same with at most two stakes on the double.
    Roundabout,
    /// Nine legs in three rows of three: rows, columns and diagonals, 8 trebles.
    UnionJack,
}

/// Every type but the systems, with its name; each is also its form in JSON, with `_` for the spaces.
const NAMES: [(BetType, &str); 21] = [
    (BetType::Single, "single"),
    (BetType::Accumulator, "accumulator"),
    (BetType::Trixie, "trixie"),
    (BetType::Patent, "patent"),
    (BetType::Yankee, "yankee"),
    (BetType::Lucky15, "lucky 15"),
    (BetType::Yap, "yap"),
    (BetType::Canadian, "canadian"),
    (BetType::Lucky31, "lucky 31"),
    (BetType::Heinz, "heinz"),
    (BetType::Lucky63, "lucky 63"),
    (BetType::SuperHeinz, "super heinz"),
    (BetType::Lucky127, "lucky 127"),
    (BetType::Goliath, "goliath"),
    (BetType::Lucky255, "lucky 255"),
    (BetType::SingleStakesAbout, "single stakes about"),
    (BetType::DoubleStakesAbout, "double stakes about"),
    (BetType::RoundRobin, "round robin"),
    (BetType::Rounder, "rounder"),
    (BetType::Roundabout, "roundabout"),
    (BetType::UnionJack, "union jack"),
];

/// How the lines of a type are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cover {
    /// One line of all legs.
    Line,
    /// Every choice of these sizes, each with all bankers.
    Folds(Folds),
    /// Lines in steps, of which the later live on what the first returned.
    AnyToCome(AnyToCome),
    /// The eight lines of a square of nine.
    Square,
}

/// How the lines of an any-to-come bet go on after their first leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AnyToCome {
    /// The most stakes that go on.
    pub(crate) stakes: u32,
    /// Whether they go on all other legs together, or on each of them in a line of its own.
    pub(crate) together: bool,
    /// Whether all doubles and larger folds stand beside these lines.
    pub(crate) with_folds: bool,
}

impl BetType {
    /// Every type but the systems.
    pub fn named() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|&(bet_type, _)| bet_type)
    }

    /// The type of a slip with so many legs.
    pub fn of_legs(legs: usize) -> Self {
        if legs == 1 { Self::Single } else { Self::Accumulator }
    }

    /// Its name, without the sizes of a system.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(known, _)| *known == self).map_or("system", |(_, name)| name)
    }

    /// The least and the most legs that it takes beside its bankers.
    ///
    /// ```
    /// use realdeal::betting::BetType;
    /// assert_eq!(BetType::Heinz.legs(), (6, 6));
    /// assert_eq!(BetType::Accumulator.legs(), (2, 25));
    /// ```
    pub fn legs(self) -> (u32, u32) {
        match self {
            Self::Single => (1, 1),
            Self::Accumulator => (2, HouseRules::MAX_LEGS),
            Self::Trixie | Self::Patent | Self::RoundRobin | Self::Rounder | Self::Roundabout => (3, 3),
            Self::Yankee | Self::Lucky15 | Self::Yap => (4, 4),
            Self::Canadian | Self::Lucky31 => (5, 5),
            Self::Heinz | Self::Lucky63 => (6, 6),
            Self::SuperHeinz | Self::Lucky127 => (7, 7),
            Self::Goliath | Self::Lucky255 => (8, 8),
            Self::System { folds } => (folds.largest(), Folds::MAX),
            Self::SingleStakesAbout | Self::DoubleStakesAbout => (2, Folds::MAX),
            Self::UnionJack => (9, 9),
        }
    }

    /// The sizes of its lines if every choice of those sizes is a line: none for a single, an accumulator, the
    /// any-to-come types and the union jack.
    pub fn folds(self) -> Option<Folds> {
        match self.cover() {
            Cover::Folds(folds) => Some(folds),
            Cover::Line | Cover::AnyToCome(_) | Cover::Square => None,
        }
    }

    /// Whether legs can be marked as bankers, which stand in every line.
    pub fn takes_bankers(self) -> bool {
        self.folds().is_some()
    }

    /// How many lines so many legs make, so many of which are bankers; each-way doubles them
    /// ([`BetTerms::lines`](super::BetTerms::lines)).
    ///
    /// Errors: `bankers_not_taken`, `wrong_number_of_legs`.
    ///
    /// ```
    /// use realdeal::betting::BetType;
    /// assert_eq!(BetType::RoundRobin.lines(3, 0)?, 10);
    /// assert_eq!(BetType::Trixie.lines(4, 0).unwrap_err().code(), "wrong_number_of_legs");
    /// assert_eq!(BetType::Accumulator.lines(4, 1).unwrap_err().code(), "bankers_not_taken");
    /// # Ok::<(), realdeal::betting::BetTermsError>(())
    /// ```
    pub fn lines(self, legs: u32, bankers: u32) -> Result<u32, BetTermsError> {
        if bankers > 0 && !self.takes_bankers() {
            return Err(BetTermsError::BankersNotTaken { bet_type: self, bankers });
        }
        let others = legs.saturating_sub(bankers);
        let (min, max) = self.legs();
        // A system has its bound with its bankers, for its lines are as long as both together.
        let (min, max) = match self {
            Self::Single | Self::Accumulator => (min, max),
            _ => (min.saturating_add(bankers), max.saturating_add(bankers).min(Folds::MAX)),
        };
        if !(min..=max).contains(&legs) {
            return Err(BetTermsError::WrongNumberOfLegs { bet_type: self, legs, min, max });
        }
        Ok(match self.cover() {
            Cover::Line => 1,
            Cover::Folds(folds) => folds.lines(others),
            Cover::AnyToCome(AnyToCome { together, with_folds, .. }) => {
                let ways = if together { legs } else { legs * (legs - 1) };
                ways + if with_folds { Folds::all(2, legs).lines(legs) } else { 0 }
            }
            Cover::Square => 8,
        })
    }

    /// How its lines are made.
    pub(crate) fn cover(self) -> Cover {
        let any_to_come =
            |stakes, together| Cover::AnyToCome(AnyToCome { stakes, together, with_folds: false });
        match self {
            Self::Single | Self::Accumulator => Cover::Line,
            Self::Trixie => Cover::Folds(Folds::all(2, 3)),
            Self::Patent => Cover::Folds(Folds::all(1, 3)),
            Self::Yankee => Cover::Folds(Folds::all(2, 4)),
            Self::Lucky15 | Self::Yap => Cover::Folds(Folds::all(1, 4)),
            Self::Canadian => Cover::Folds(Folds::all(2, 5)),
            Self::Lucky31 => Cover::Folds(Folds::all(1, 5)),
            Self::Heinz => Cover::Folds(Folds::all(2, 6)),
            Self::Lucky63 => Cover::Folds(Folds::all(1, 6)),
            Self::SuperHeinz => Cover::Folds(Folds::all(2, 7)),
            Self::Lucky127 => Cover::Folds(Folds::all(1, 7)),
            Self::Goliath => Cover::Folds(Folds::all(2, 8)),
            Self::Lucky255 => Cover::Folds(Folds::all(1, 8)),
            Self::System { folds } => Cover::Folds(folds),
            Self::SingleStakesAbout => any_to_come(1, false),
            Self::DoubleStakesAbout => any_to_come(2, false),
            Self::RoundRobin => Cover::AnyToCome(AnyToCome { stakes: 1, together: false, with_folds: true }),
            Self::Rounder => any_to_come(1, true),
            Self::Roundabout => any_to_come(2, true),
            Self::UnionJack => Cover::Square,
        }
    }
}

/// Its name; a system with its sizes, `system 2,3`.
impl fmt::Display for BetType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System { folds } => f.pad(&format!("{} {folds}", self.name())),
            _ => f.pad(self.name()),
        }
    }
}

impl FromStr for BetType {
    type Err = BetTermsError;

    /// Reads what [`Display`](fmt::Display) shows, with `_` or spaces, and `super yankee` as well.
    ///
    /// Errors: `unknown_bet_type`, `bad_folds`.
    fn from_str(text: &str) -> Result<Self, BetTermsError> {
        let name = text.replace('_', " ");
        if let Some((bet_type, _)) = NAMES.iter().find(|(_, known)| *known == name) {
            return Ok(*bet_type);
        }
        if name == "super yankee" {
            return Ok(Self::Canadian);
        }
        let Some(sizes) = name.strip_prefix("system ") else {
            return Err(BetTermsError::UnknownBetType { text: crate::money::text::clip(text) });
        };
        let bad = || BetTermsError::BadFolds { text: crate::money::text::clip(sizes), max: Folds::MAX };
        let sizes: Option<Vec<u32>> = sizes.split(',').map(|size| size.trim().parse().ok()).collect();
        Ok(Self::System { folds: Folds::new(sizes.ok_or_else(bad)?)? })
    }
}
