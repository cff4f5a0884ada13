//! Betting: slips, bets and their legs, and what they pay, exactly.
//!
//! Whether a slip is accepted is decided in [`crate::decide`]; how a leg is graded in [`crate::settlement`].

mod bet;
pub mod payout;
mod slip;

pub use bet::{Bet, BetStatus, BetType, Decided, Leg};
pub use slip::{OddsChange, Slip, SlipLeg};
