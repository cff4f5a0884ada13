//! The catalogue: what can be bet on. Competitions, participants, fixtures, markets, and selections with their prices.
//!
//! How a market is graded from a score lives in [`crate::settlement`]; who may change the catalogue in
//! [`crate::permission`].

mod competition;
mod fixture;
mod market;
pub mod market_kind;
mod name;
pub mod outcome;
mod placing;
mod race_terms;
pub mod score;
mod side;

pub use competition::{Competition, Participant, ParticipantKind};
pub use fixture::{Entrant, EntrantRole, Fixture, FixtureStatus, Kickoff};
pub use market::{Market, MarketResult, MarketStatus, Selection};
pub use market_kind::{Line, MarketKind};
pub use name::{ExternalId, NameError, checked_name, checked_slug, folded};
pub use outcome::{Outcome, OutcomesError};
pub use placing::{Finish, NonRunner, Placing};
pub use race_terms::{EachWay, RaceTerms};
pub use score::Score;
pub use side::{OverUnder, Period, Side, SideOrDraw};
