//! Settlement: what comes of a leg, and how a market's selections are graded.
//!
//! What a graded leg makes of its bet, and of the ledger, stands in [`crate::decide`] and [`crate::effects`].

pub mod grading;
pub mod leg_result;

pub use leg_result::{LegResult, LegResultError, LegResultKind, Share};
