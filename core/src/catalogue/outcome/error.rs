//! Why a list of outcomes is not that of a whole market.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Outcome;
use crate::catalogue::market_kind::MarketKind;

/// Why a list of outcomes is not that of a whole market: see [`MarketKind::check_outcomes`] for an example.
/// As a rejection it is `bad_selections`, with this as its detail.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum OutcomesError {
    /// An outcome that markets of this kind don't have.
    #[error("a market on {kind} has no outcome \"{outcome}\"")]
    NotOfThisKind {
        /// The market's kind.
        kind: MarketKind,
        /// The outcome that was given.
        outcome: Outcome,
    },
    /// The same outcome twice.
    #[error("the outcome \"{outcome}\" is there twice")]
    Repeated {
        /// The outcome that was given twice.
        outcome: Outcome,
    },
    /// An outcome that each market of this kind has.
    #[error("the outcome \"{outcome}\" is missing")]
    Missing {
        /// The outcome that was not given.
        outcome: Outcome,
    },
    /// No exact score, or no name.
    #[error("the market lists no outcome")]
    NothingListed,
    /// Such a market was to take bets in play; [`MarketKind::check_outcomes`] does not look at that.
    #[error("an Asian handicap takes no bets in play")]
    NotInPlay,
}
