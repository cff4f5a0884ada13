//! Betting: slips and baskets of them, bets and their legs, and what they pay, exactly.
//!
//! Whether a slip is accepted is decided in [`crate::decide`]; how a leg is graded in [`crate::settlement`].

mod basket;
mod bet;
mod bet_type;
mod calculator;
pub mod payout;
mod quote;
mod receipt;
mod returns;
mod slip;
mod terms;
mod terms_error;
mod way;

pub use basket::{Basket, BasketEdit, BasketSlip, BasketStatus};
pub use bet::{Bet, BetStatus, Decided, Leg};
pub use bet_type::{BetType, Folds};
pub use calculator::{CalculatedLine, Calculation, CalculatorSlip, CalculatorStake, calculate};
pub use quote::{Quote, QuotedLeg, QuotedSlip, SlipRefusal};
pub use receipt::{BetReceipt, ReceiptLeg, TicketNumber};
pub use returns::{PricedBet, RACE_LEG_BITS, ReturnError};
pub use slip::{OddsChange, Slip, SlipLeg};
pub use terms::{BetTerms, LegTerms, LineStake, PricedLeg, StakeRemainder};
pub use terms_error::BetTermsError;
pub use way::{BetPart, PlaceFraction, PlaceTerms, Way};
