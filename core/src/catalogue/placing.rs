//! What became of each runner of a race.
//!
//! Not here: who may record it, and what a place is worth to a bet (`settlement::places`).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::ParticipantId;

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
}
