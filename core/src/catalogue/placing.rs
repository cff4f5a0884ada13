//! What became of each runner of a race, also of those that never ran.
//!
//! Not here: who may record it, and what a place is worth to a bet (`settlement::places`).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::ParticipantId;
use crate::odds::Odds;
use crate::time::Timestamp;

/// What became of a runner.
///
/// ```
/// use realdeal::catalogue::Finish;
/// assert_eq!(Finish::Position(2).to_string(), "2");
/// assert_eq!(Finish::DidNotFinish.to_string(), "did not finish");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finish {
    /// It came in at this position, from 1 on; runners that share one have the same.
    Position(u16),
    /// It fell, was pulled up or disqualified, or came in behind all whose positions are told: it loses.
    DidNotFinish,
    /// It was withdrawn before the start: bets on it are void.
    DidNotRun,
}

impl fmt::Display for Finish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Position(position) => position.fmt(f),
            Self::DidNotFinish => f.write_str("did not finish"),
            Self::DidNotRun => f.write_str("did not run"),
        }
    }
}

/// A runner with what became of it: see [`Session::record_positions`](crate::Session::record_positions) for an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placing {
    /// The runner.
    pub participant: ParticipantId,
    /// What became of it.
    pub finish: Finish,
    /// The price at which it started, if the race has starting prices: what bets with best odds guaranteed are paid at if it is
    /// longer than theirs.
    #[serde(default)]
    pub starting_price: Option<Odds>,
}

impl Placing {
    /// A runner with what became of it, without a starting price.
    pub const fn new(participant: ParticipantId, finish: Finish) -> Self {
        Self { participant, finish, starting_price: None }
    }

    /// The same with the price at which it started.
    #[must_use]
    pub const fn starting_at(mut self, odds: Odds) -> Self {
        self.starting_price = Some(odds);
        self
    }
}

impl From<(ParticipantId, Finish)> for Placing {
    fn from((participant, finish): (ParticipantId, Finish)) -> Self {
        Self::new(participant, finish)
    }
}

/// A runner that was withdrawn before its race: see [`Session::withdraw_runner`](crate::Session::withdraw_runner) for an
/// example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NonRunner {
    /// The runner.
    pub participant: ParticipantId,
    /// Its price to win when it was withdrawn, by which Rule 4 finds its deduction.
    pub odds: Odds,
    /// When it was withdrawn: bets that were placed before bear the deduction.
    pub withdrawn_at: Timestamp,
}
