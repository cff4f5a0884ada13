//! Why no market of a kind may be opened.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Line, MOST_BEST_OF, MOST_MARGIN, MOST_PLACES};

/// Why no market of a kind may be opened: see [`MarketKind::validate`](super::MarketKind::validate) for an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum MarketKindError {
    /// Nobody scores fewer goals than none.
    #[error("a total's line of {line} is below zero")]
    NegativeTotal {
        /// The line that was given.
        line: Line,
    },
    /// A custom market without a name that can be shown.
    #[error("a custom market's name has 1 to 100 bytes, no space around it and no control characters")]
    BadName,
    /// A half was named for a question that is not about the goals of a half.
    #[error("only a question about goals can be asked of one half")]
    NoPeriod,
    /// A result together with a total that the goals can meet.
    #[error("the total {line} beside a result can be met: it needs a half line such as 2.5")]
    TotalNotHalf {
        /// The line that was given.
        line: Line,
    },
    /// A European handicap in parts of a goal.
    #[error("a European handicap of {line} is no whole number of goals")]
    HandicapNotWhole {
        /// The line that was given.
        line: Line,
    },
    /// A winning margin market without margins, or with more than are ever told apart.
    #[error("a winning margin market tells margins apart up to 1 to {MOST_MARGIN}, not {top}")]
    BadMargin {
        /// The margin that was given.
        top: u16,
    },
    /// A number of sets that leaves no winner, or that no match is played to.
    #[error("a match is played to the best of an odd number of sets up to {MOST_BEST_OF}, not {best_of}")]
    BadBestOf {
        /// The number that was given.
        best_of: u16,
    },
    /// No place at all, or more than any race pays.
    #[error("a race pays 1 to {MOST_PLACES} places, not {places}")]
    BadPlaces {
        /// The places that were given.
        places: u16,
    },
}

impl MarketKindError {
    /// Every code that [`MarketKindError::code`] can give.
    pub const CODES: &'static [&'static str] = &[
        "negative_total",
        "bad_market_name",
        "kind_has_no_period",
        "total_not_half",
        "handicap_not_whole",
        "bad_margin",
        "bad_best_of",
        "bad_places",
    ];

    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NegativeTotal { .. } => "negative_total",
            Self::BadName => "bad_market_name",
            Self::NoPeriod => "kind_has_no_period",
            Self::TotalNotHalf { .. } => "total_not_half",
            Self::HandicapNotWhole { .. } => "handicap_not_whole",
            Self::BadMargin { .. } => "bad_margin",
            Self::BadBestOf { .. } => "bad_best_of",
            Self::BadPlaces { .. } => "bad_places",
        }
    }
}
