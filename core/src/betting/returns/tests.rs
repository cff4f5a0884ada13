//! Returns of bets.
