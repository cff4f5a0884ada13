//! Commands: the complete list of what can be asked of a book.
//!
//! A command carries its own id and time, so that the engine needs neither clock nor entropy. Who may ask for what
//! stands in [`crate::permission`]; what is decided, in [`crate::decide`].

mod body;
mod parts;

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use self::body::*;
pub use self::parts::{Correction, NewPrice, Priced, ScoreStage, SelectionResult};
use crate::id::{CommandId, UserId};
use crate::time::Timestamp;

/// Who asks. The host says so with every command; that it is true is the host's to know.
///
/// ```
/// use realdeal::command::Actor;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { alice, support, .. } = doc::world()?;
/// assert_eq!(Actor::System.user(), None);
/// assert_eq!(Actor::OnBehalf { agent: support, bettor: alice }.user(), Some(alice));
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Actor {
    /// The host itself: payments, feeds, timers, settlement.
    System,
    /// Somebody who has no user yet.
    Visitor,
    /// A user.
    User(UserId),
    /// A support user who acts for a bettor, with a reason.
    OnBehalf {
        /// The support user.
        agent: UserId,
        /// The bettor.
        bettor: UserId,
    },
}

impl Actor {
    /// The user in whose name is asked: the bettor where support acts for one.
    pub fn user(self) -> Option<UserId> {
        match self {
            Self::System | Self::Visitor => None,
            Self::User(user) | Self::OnBehalf { bettor: user, .. } => Some(user),
        }
    }
}

impl Actor {
    /// Whether a user acts, or somebody in his name.
    pub fn concerns(self, user: UserId) -> bool {
        match self {
            Self::System | Self::Visitor => false,
            Self::User(id) => id == user,
            Self::OnBehalf { agent, bettor } => agent == user || bettor == user,
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => f.write_str("the system"),
            Self::Visitor => f.write_str("a visitor"),
            Self::User(user) => write!(f, "user {user}"),
            Self::OnBehalf { agent, bettor } => write!(f, "user {agent} on behalf of {bettor}"),
        }
    }
}

/// One thing asked of a book: plain data, the same in every language and on every wire.
///
/// ```
/// use realdeal::command::{Actor, CloseMarket, Command};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, bookmaker, market, noon, .. } = doc::world()?;
/// let close = CloseMarket { market: market.id };
/// let command = Command::new(book.fresh_id(), Actor::User(bookmaker), noon, close);
/// let json = serde_json::to_string(&command).unwrap();
/// assert_eq!(serde_json::from_str::<Command>(&json).unwrap(), command);
/// book.execute_one(&command)?;
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// The command's id: the same id never does a thing twice.
    pub id: CommandId,
    /// Who asks.
    pub actor: Actor,
    /// When, by the host's clock.
    pub at: Timestamp,
    /// From when on the command must not be carried out any more.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
    /// Why; some commands ask for it. Kept in the journal.
    #[serde(default)]
    pub reason: Option<String>,
    /// What is asked.
    pub body: Body,
}

impl Command {
    /// The longest reason, in characters.
    pub const MAX_REASON: usize = 500;
    /// For how long after the time in a command's id a repetition of it is answered: 30 days.
    pub const ANSWERED_FOR: Duration = Duration::from_hours(30 * 24);

    /// The time of the oldest id that is still answered at a time; an older one gets `command_too_old`.
    ///
    /// ```
    /// use realdeal::command::Command;
    /// use realdeal::time::Timestamp;
    /// let oldest = Command::oldest_answered(Timestamp::utc(2024, 8, 31, 12, 0)?);
    /// assert_eq!(oldest, Timestamp::utc(2024, 8, 1, 12, 0)?);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn oldest_answered(at: Timestamp) -> Timestamp {
        at.minus(Self::ANSWERED_FOR)
    }

    /// A command without expiry and reason. See [`Command`] for an example.
    pub fn new(id: CommandId, actor: Actor, at: Timestamp, body: impl Into<Body>) -> Self {
        Self { id, actor, at, expires_at: None, reason: None, body: body.into() }
    }

    /// The command with a reason, of at most [`Command::MAX_REASON`] characters.
    ///
    /// ```
    /// use realdeal::command::{Actor, Command, VoidMarket};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, noon, .. } = doc::world()?;
    /// let void = VoidMarket { market: market.id };
    /// let command = Command::new(book.fresh_id(), Actor::User(bookmaker), noon, void);
    /// book.execute_one(&command.because("wrong teams"))?;
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// The command with a time from which on it must not be carried out any more, so that a sending that was
    /// held up on its way does not come alive. It then gets `command_expired`.
    ///
    /// ```
    /// use realdeal::command::{Actor, Command, RunDue};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, noon, .. } = doc::world()?;
    /// let command = Command::new(book.fresh_id(), Actor::System, noon, RunDue { limit: 100 });
    /// let late = command.expiring_at(noon);
    /// assert_eq!(book.execute_one(&late).unwrap_err().code(), "command_expired");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[must_use]
    pub fn expiring_at(mut self, expires_at: Timestamp) -> Self {
        self.expires_at = Some(expires_at);
        self
    }
}
