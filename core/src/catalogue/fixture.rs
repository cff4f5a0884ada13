//! A fixture: a match or a race, when it starts, and how far it has got.

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use std::fmt;

use super::{ExternalId, Finish, NonRunner, Placing, Score};
use crate::id::{CompetitionId, FixtureId, ParticipantId};
use crate::time::Timestamp;

/// The part that a participant has in a fixture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntrantRole {
    /// Plays at home; listed first.
    Home,
    /// Plays away.
    Away,
    /// Runs against all others.
    Runner,
}

/// A participant in a fixture. [`Fixture::match_of`] and [`Fixture::race_of`] make them; the second has an
/// example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entrant {
    /// Who takes part.
    pub participant: ParticipantId,
    /// As what.
    pub role: EntrantRole,
}

/// How far a fixture has got.
///
/// ```
/// use realdeal::catalogue::FixtureStatus;
/// assert!(FixtureStatus::InPlay.is_open());
/// assert!(!FixtureStatus::Postponed.is_open() && !FixtureStatus::Postponed.is_over());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FixtureStatus {
    /// It will start at its time.
    Scheduled,
    /// It has started.
    InPlay,
    /// It is over, and its score stands.
    Finished,
    /// It started and was not finished.
    Abandoned,
    /// It will start at a time not known yet.
    Postponed,
    /// It will not take place.
    Cancelled,
}

impl FixtureStatus {
    /// Whether bets can be taken on it: it can still be played, or is being played.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Scheduled | Self::InPlay)
    }

    /// Whether nothing more will be played of it.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Finished | Self::Abandoned | Self::Cancelled)
    }
}

impl fmt::Display for FixtureStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheduled => "scheduled",
            Self::InPlay => "in play",
            Self::Finished => "finished",
            Self::Abandoned => "abandoned",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
        })
    }
}

/// A start that was announced, and in force until the next announcement.
///
/// A bet counts its postponement window from the start that was in force when it was placed (docs/rules.md, section 5),
/// so every announcement is kept, and each leg knows its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kickoff {
    /// When it was announced; bets placed from then on count from it.
    pub announced_at: Timestamp,
    /// The start.
    pub start: Timestamp,
    /// When the bets placed under it fall void if the fixture has not started: the window of the house rules in force when
    /// the start was announced.
    pub void_at: Timestamp,
    /// Whether the bets placed under it are void, for the fixture did not start inside the window. Never taken back.
    pub void: bool,
}

/// A match or a race.
///
/// ```
/// use realdeal::catalogue::FixtureStatus;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, fixture, kick_off, .. } = doc::world()?;
/// let fixture = book.fixture(fixture)?;
/// assert_eq!((fixture.status, fixture.start()), (FixtureStatus::Scheduled, kick_off));
/// assert_eq!(fixture.entrants.len(), 2);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fixture {
    /// The fixture's id.
    pub id: FixtureId,
    /// The competition it belongs to.
    pub competition: CompetitionId,
    /// Who takes part: home before away, or the runners.
    pub entrants: SmallVec<[Entrant; 2]>,
    /// Every start that was announced, in the order of announcement; never empty.
    pub kickoffs: SmallVec<[Kickoff; 1]>,
    /// How far it has got.
    pub status: FixtureStatus,
    /// The score as last recorded, live or final.
    pub score: Option<Score>,
    /// How many markets it has.
    pub markets: u32,
    /// What a feed calls it.
    pub external: Option<ExternalId>,
    /// What became of each runner of a race, once recorded; empty until then, and for a match.
    pub positions: Vec<Placing>,
    /// The runners of a race that were withdrawn, in the order of their recording.
    pub non_runners: Vec<NonRunner>,
}

impl Fixture {
    /// The most announcements that are kept; a fixture moved more often than this is better scheduled anew.
    pub const MAX_KICKOFFS: usize = 32;

    /// The start in force now.
    pub fn start(&self) -> Timestamp {
        // `kickoffs` is never empty; a fixture without any would start at the end of time, and take no bet late.
        self.kickoffs.last().map_or(Timestamp::MAX, |kickoff| kickoff.start)
    }

    /// Which of the announced starts is in force now, counted from 0: what a bet placed now counts its window from.
    pub fn kickoff_in_force(&self) -> u32 {
        // At most `MAX_KICKOFFS` are kept.
        u32::try_from(self.kickoffs.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// When the bets of the earliest window not yet void become void, if the fixture is postponed and does
    /// not start before.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, fixture, kick_off, .. } = doc::world()?;
    /// book.session(bookmaker).because("a frozen pitch").postpone_fixture(fixture)?;
    /// let window = book.house_rules()?.postponement_window();
    /// assert_eq!(book.fixture(fixture)?.void_due(), Some(kick_off.plus(window)));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn void_due(&self) -> Option<Timestamp> {
        if self.status != FixtureStatus::Postponed {
            return None;
        }
        self.kickoffs.iter().filter(|kickoff| !kickoff.void).map(|kickoff| kickoff.void_at).min()
    }

    /// Whether a runner was withdrawn.
    pub fn is_withdrawn(&self, runner: ParticipantId) -> bool {
        self.non_runners.iter().any(|withdrawn| withdrawn.participant == runner)
    }

    /// How many run, as far as is known: those that ran once the positions are recorded, and those that were not withdrawn
    /// until then.
    pub fn runners(&self) -> u32 {
        let count = if self.positions.is_empty() {
            self.entrants.iter().filter(|entrant| !self.is_withdrawn(entrant.participant)).count()
        } else {
            self.positions.iter().filter(|placing| placing.finish != Finish::DidNotRun).count()
        };
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Whether two sides play, home and away, and a score can be recorded; else it is a race.
    pub fn is_match(&self) -> bool {
        self.entrants.first().is_some_and(|entrant| entrant.role == EntrantRole::Home)
    }
}
