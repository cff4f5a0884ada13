//! What commands are made of beyond the nouns: prices to be, results to be recorded, corrections.

use serde::{Deserialize, Serialize};

use crate::catalogue::{ExternalId, Outcome};
use crate::id::SelectionId;
use crate::odds::Odds;
use crate::settlement::LegResult;

/// A selection to be, with its price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Priced {
    /// The answer to the market's question.
    pub outcome: Outcome,
    /// The price.
    pub odds: Odds,
    /// What a feed calls it.
    #[serde(default)]
    pub external: Option<ExternalId>,
}

impl Priced {
    /// A selection to be, without an external id.
    pub fn new(outcome: Outcome, odds: Odds) -> Self {
        Self { outcome, odds, external: None }
    }
}

/// A selection with its new price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPrice {
    /// The selection.
    pub selection: SelectionId,
    /// The new price.
    pub odds: Odds,
}

/// What came of a selection: see [`Session::record_outcomes`](crate::Session::record_outcomes) for an
/// example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelectionResult {
    /// The selection.
    pub selection: SelectionId,
    /// Its result.
    pub result: LegResult,
}

/// How a score is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoreStage {
    /// The fixture goes on.
    Live,
    /// The fixture is over; its markets are graded by this score.
    Final,
}

/// What a market's recorded result is changed to, by
/// [`Session::correct_result`](crate::Session::correct_result).
///
/// ```
/// use realdeal::catalogue::{MarketStatus, Score};
/// use realdeal::command::Correction;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, bookmaker, fixture, market, kick_off, .. } = doc::world()?;
/// book.set_now(kick_off);
/// book.session(bookmaker).record_score(fixture, Score::full_time(2, 1))?;
/// book.session(bookmaker).because("a fixed match").correct_result(market.id, Correction::Void)?;
/// assert_eq!(book.market(market.id)?.status, MarketStatus::Void);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// It is graded by the fixture's score as it stands now.
    Score,
    /// It is graded by these outcomes, one a selection.
    Outcomes(Vec<SelectionResult>),
    /// It is void.
    Void,
    /// It has no result: its bets are open again.
    Withdrawn,
    /// It is graded by the race's finishing positions as they stand now.
    Positions,
}
