//! Competitions and participants: the two nouns that fixtures are made of.

use serde::{Deserialize, Serialize};

use super::ExternalId;
use crate::id::{CompetitionId, ParticipantId};

/// A league, a cup, a race meeting.
///
/// ```
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, league, .. } = doc::world()?;
/// let competition = book.competition(league)?;
/// assert_eq!(competition.slug, "premier-league");
/// assert_eq!((competition.active, competition.fixtures), (true, 1));
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competition {
    /// The competition's id.
    pub id: CompetitionId,
    /// Its name, for people.
    pub name: String,
    /// Its unique short name, for addresses.
    pub slug: String,
    /// Whether fixtures may still be scheduled in it.
    pub active: bool,
    /// How many fixtures it has; with none it can be deleted.
    pub fixtures: u32,
    /// What a feed calls it.
    pub external: Option<ExternalId>,
}

/// What kind of participant it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParticipantKind {
    /// A team.
    Team,
    /// A single player.
    Player,
    /// A horse, a greyhound, a driver.
    Runner,
}

/// Somebody or something that takes part in fixtures.
///
/// ```
/// use realdeal::catalogue::ParticipantKind;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, home, .. } = doc::world()?;
/// let arsenal = book.participant(home)?;
/// assert_eq!((arsenal.name.as_str(), arsenal.kind), ("Arsenal", ParticipantKind::Team));
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// The participant's id.
    pub id: ParticipantId,
    /// Its name, unique without regard to case.
    pub name: String,
    /// What it is.
    pub kind: ParticipantKind,
    /// Whether it may still be entered in fixtures.
    pub active: bool,
    /// How many fixtures it is entered in; with none it can be deleted.
    pub fixtures: u32,
    /// What a feed calls it.
    pub external: Option<ExternalId>,
}
