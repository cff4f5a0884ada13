//! What events are made of beyond the nouns: selections as they were opened, legs as they were accepted.

use serde::{Deserialize, Serialize};

use crate::betting::LegTerms;
use crate::catalogue::score::Goals;
use crate::catalogue::{ExternalId, Outcome};
use crate::id::{FixtureId, MarketId, SelectionId};
use crate::odds::Odds;

/// A selection that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenedSelection {
    /// The selection.
    pub id: SelectionId,
    /// The answer to the market's question.
    pub outcome: Outcome,
    /// The first price.
    pub odds: Odds,
    /// What a feed calls it.
    pub external: Option<ExternalId>,
}

/// A leg that was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlacedLeg {
    /// What was backed.
    pub selection: SelectionId,
    /// The selection's market.
    pub market: MarketId,
    /// The market's fixture.
    pub fixture: FixtureId,
    /// The price on the slip.
    pub requested: Odds,
    /// The price at which it was accepted.
    pub odds: Odds,
    /// The market's revision then.
    pub revision: u32,
    /// Which of the fixture's announced starts was in force then, counted from 0.
    pub kickoff: u32,
    /// What was agreed on the leg beside its price.
    #[serde(default)]
    pub terms: LegTerms,
    /// The goals of the market's period then, where the bet counts only those after it.
    pub score_at_acceptance: Option<Goals>,
}
