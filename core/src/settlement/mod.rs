//! Settlement: what comes of a leg, and how a market's selections are graded.
//!
//! What a graded leg makes of its bet, and of the ledger, stands in [`crate::decide`] and [`crate::effects`].

pub mod grading;
mod leg_grade;
pub mod leg_result;
pub mod places;
pub(crate) mod races;
mod rule_4;

pub use leg_grade::{LegGrade, PlaceGrade, RaceGrade};
pub use leg_result::{LegResult, LegResultError, LegResultKind, Share};
pub use rule_4::{BetweenRungs, Rule4Rules};
