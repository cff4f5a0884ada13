//! Betting: slips and baskets of them, bets and their legs, and what they pay, exactly.
//!
//! Whether a slip is accepted is decided in [`crate::decide`]; how a leg is graded in [`crate::settlement`].

mod basket;
mod bet;
pub mod payout;
mod quote;
mod receipt;
mod slip;

pub use basket::{Basket, BasketEdit, BasketSlip, BasketStatus};
pub use bet::{Bet, BetStatus, BetType, Decided, Leg};
pub use quote::{Quote, QuotedLeg, QuotedSlip, SlipRefusal};
pub use receipt::{BetReceipt, ReceiptLeg, TicketNumber};
pub use slip::{OddsChange, Slip, SlipLeg};
