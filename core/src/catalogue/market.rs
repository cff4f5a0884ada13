//! Markets of a fixture, and the selections that can be backed in them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ExternalId, MarketKind, Outcome, RaceTerms, Score};
use crate::id::{FixtureId, MarketId, SelectionId};
use crate::odds::Odds;
use crate::settlement::LegResult;

/// Whether a market takes bets, and whether it has its result.
///
/// ```
/// use realdeal::catalogue::MarketStatus;
/// assert!(MarketStatus::Closed.is_unresolved());
/// assert!(!MarketStatus::Void.is_unresolved());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarketStatus {
    /// It takes bets.
    Active,
    /// It takes none for now.
    Suspended,
    /// It takes none any more; its result is not known yet.
    Closed,
    /// Its result is recorded; bets are settled page by page.
    Settled,
    /// It is void: every leg on it counts as one.
    Void,
}

impl MarketStatus {
    /// Whether the market waits for a result.
    pub fn is_unresolved(self) -> bool {
        matches!(self, Self::Active | Self::Suspended | Self::Closed)
    }
}

impl fmt::Display for MarketStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Closed => "closed",
            Self::Settled => "settled",
            Self::Void => "void",
        })
    }
}

/// A market's result: what its legs are graded by.
///
/// ```
/// use realdeal::catalogue::{MarketResult, Score};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, bookmaker, fixture, market, kick_off, .. } = doc::world()?;
/// book.set_now(kick_off);
/// book.session(bookmaker).record_score(fixture, Score::full_time(2, 1))?;
/// assert_eq!(book.market(market.id)?.result, Some(MarketResult::Score(Score::full_time(2, 1))));
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarketResult {
    /// The score of the fixture.
    Score(Score),
    /// What was recorded for each selection; it stands in the selections.
    Outcomes,
    /// Nothing: the market is void.
    Void,
    /// The finishing positions of the fixture; what they make of each selection stands in it.
    Positions,
}

/// A market: one question about a fixture.
///
/// ```
/// use realdeal::catalogue::MarketKind;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, fixture, market, .. } = doc::world()?;
/// let row = book.market(market.id)?;
/// assert_eq!((row.fixture, row.kind, row.selections), (fixture, MarketKind::MatchResult, 3));
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Market {
    /// The market's id.
    pub id: MarketId,
    /// The fixture that it is about.
    pub fixture: FixtureId,
    /// The question, with its line where it has one.
    pub kind: MarketKind,
    /// Whether it takes bets, and whether it has its result.
    pub status: MarketStatus,
    /// Whether it takes bets after the fixture's start.
    pub in_play: bool,
    /// How many selections it has.
    pub selections: u32,
    /// The exact scores on offer; only for correct score, whose "any other" is graded against them.
    pub listed: Vec<Outcome>,
    /// Counts up whenever legs on this market must be graded again: a result, a correction, a void window.
    pub revision: u32,
    /// The result, once recorded.
    pub result: Option<MarketResult>,
    /// What a feed calls it.
    pub external: Option<ExternalId>,
    /// On which terms it takes bets, if it is on a race.
    #[serde(default)]
    pub terms: RaceTerms,
}

/// One answer to a market's question, with its price.
///
/// ```
/// use realdeal::catalogue::Outcome;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, market, .. } = doc::world()?;
/// let home_win = book.selection(market.selections[0])?;
/// assert_eq!((home_win.outcome, home_win.odds.to_string().as_str()), (Outcome::Home, "2.10"));
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    /// The selection's id.
    pub id: SelectionId,
    /// The market that it belongs to.
    pub market: MarketId,
    /// The answer.
    pub outcome: Outcome,
    /// The price now.
    pub odds: Odds,
    /// The result that was recorded for it; only on markets graded by explicit outcomes or by finishing positions.
    pub result: Option<LegResult>,
    /// What a feed calls it.
    pub external: Option<ExternalId>,
}
