//! The two sides of a match, the three ways in which it can stand, the two sides of a line, and the periods of play.
//!
//! The small words that kinds of market and their outcomes are made of. Not here: those kinds and outcomes themselves
//! (`catalogue::market_kind`, `catalogue::outcome`).

use std::fmt;

use serde::{Deserialize, Serialize};

/// One of the two sides of a match.
///
/// ```
/// use realdeal::catalogue::{MarketKind, Side};
/// let kind = MarketKind::TeamTotal { side: Side::Away, line: "1.5".parse()? };
/// assert_eq!(kind.to_string(), "team total away 1.5");
/// # Ok::<(), realdeal::catalogue::market_kind::LineError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The home side, or whoever is named first.
    Home,
    /// The away side.
    Away,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Home => "home",
            Self::Away => "away",
        })
    }
}

/// One of the three ways in which a match can stand.
///
/// ```
/// use realdeal::catalogue::{Outcome, SideOrDraw};
/// let comeback = Outcome::half_time_full_time(SideOrDraw::Away, SideOrDraw::Home);
/// assert_eq!(comeback.to_string(), "away at half time, home at full time");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SideOrDraw {
    /// The home side leads.
    Home,
    /// Neither side leads.
    Draw,
    /// The away side leads.
    Away,
}

impl SideOrDraw {
    /// All three, in the order in which they are usually shown.
    pub const ALL: [Self; 3] = [Self::Home, Self::Draw, Self::Away];
}

impl fmt::Display for SideOrDraw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Home => "home",
            Self::Draw => "draw",
            Self::Away => "away",
        })
    }
}

/// Above a line or below it.
///
/// ```
/// use realdeal::catalogue::{Outcome, OverUnder, SideOrDraw};
/// let both = Outcome::result_and_total(SideOrDraw::Home, OverUnder::Over);
/// assert_eq!(both.to_string(), "home and over");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverUnder {
    /// More goals than the line.
    Over,
    /// Fewer goals than the line.
    Under,
}

impl fmt::Display for OverUnder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Over => "over",
            Self::Under => "under",
        })
    }
}

/// A part of the 90 minutes that counts by itself, from nil: see
/// [`MarketKind::in_period`](super::MarketKind::in_period) for an example.
///
/// The whole match is none of them: a market that names no period is about the 90 minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// From the kick-off to half time, with its stoppage time.
    FirstHalf,
    /// From half time to the end of the 90 minutes, with stoppage time: only the goals of this half.
    SecondHalf,
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FirstHalf => "first half",
            Self::SecondHalf => "second half",
        })
    }
}
