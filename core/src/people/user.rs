//! A user of the books: role and status, and what the status allows (docs/rules.md, "User status").

use std::fmt;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use crate::id::UserId;
use crate::money::Currency;
use crate::time::Timestamp;

/// What a user may ask of the engine. Everybody registers as a bettor; an Admin changes roles.
///
/// ```
/// use realdeal::people::Role;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, alice, .. } = doc::world()?;
/// assert_eq!(book.user(alice)?.role, Role::Bettor);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Bets with the money in his own wallet (parieur).
    Bettor,
    /// Runs the catalogue, prices and results.
    Bookmaker,
    /// Acts on behalf of bettors, always with a reason.
    Support,
    /// Runs people and rules.
    Admin,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bettor => "bettor",
            Self::Bookmaker => "bookmaker",
            Self::Support => "support",
            Self::Admin => "admin",
        })
    }
}

/// Whether a user may stake, withdraw and cancel now.
///
/// ```
/// use realdeal::people::Status;
/// use realdeal::time::Timestamp;
/// let pause = Status::CoolingOff { until: Timestamp::utc(2024, 9, 1, 0, 0)? };
/// assert!(!pause.may_stake() && pause.may_withdraw());
/// assert_eq!(pause.to_string(), "cooling_off until 2024-09-01T00:00:00Z");
/// # Ok::<(), realdeal::time::TimeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", rename_all_fields = "snake_case", deny_unknown_fields)]
pub enum Status {
    /// Everything is allowed.
    Active,
    /// A pause that the bettor chose.
    CoolingOff {
        /// The pause can't end before.
        until: Timestamp,
    },
    /// An exclusion that the bettor chose.
    SelfExcluded {
        /// The exclusion can't end before.
        until: Timestamp,
    },
    /// Named on an external register of excluded people.
    OnRegister,
    /// Under review: money stays where it is.
    Suspended,
    /// Fraud: only an Admin moves money.
    Blocked,
    /// Gone for good: no money and no open bet is left.
    Closed,
}

/// A status without its figures, to look for.
///
/// ```
/// use realdeal::people::{Status, StatusKind};
/// assert_eq!(Status::OnRegister.kind(), StatusKind::OnRegister);
/// assert_eq!(serde_json::to_value(StatusKind::OnRegister).unwrap(), "on_register");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusKind {
    /// Everything is allowed.
    Active,
    /// A pause that the bettor chose.
    CoolingOff,
    /// An exclusion that the bettor chose.
    SelfExcluded,
    /// Named on an external register of excluded people.
    OnRegister,
    /// Under review.
    Suspended,
    /// Fraud.
    Blocked,
    /// Gone for good.
    Closed,
}

impl Status {
    /// The status without its figures.
    pub fn kind(self) -> StatusKind {
        match self {
            Self::Active => StatusKind::Active,
            Self::CoolingOff { .. } => StatusKind::CoolingOff,
            Self::SelfExcluded { .. } => StatusKind::SelfExcluded,
            Self::OnRegister => StatusKind::OnRegister,
            Self::Suspended => StatusKind::Suspended,
            Self::Blocked => StatusKind::Blocked,
            Self::Closed => StatusKind::Closed,
        }
    }

    /// The name of the status, without its figures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::CoolingOff { .. } => "cooling_off",
            Self::SelfExcluded { .. } => "self_excluded",
            Self::OnRegister => "on_register",
            Self::Suspended => "suspended",
            Self::Blocked => "blocked",
            Self::Closed => "closed",
        }
    }

    /// Whether open baskets stay. An exclusion drops them, and so does the end of the account.
    pub fn keeps_baskets(self) -> bool {
        match self {
            Self::Active | Self::Suspended | Self::Blocked => true,
            Self::CoolingOff { .. } | Self::SelfExcluded { .. } | Self::OnRegister | Self::Closed => false,
        }
    }

    /// Whether a bet may be placed.
    pub fn may_stake(self) -> bool {
        matches!(self, Self::Active)
    }

    /// Whether the host should start a new deposit. Money that has arrived is credited whatever the status.
    pub fn may_deposit(self) -> bool {
        matches!(self, Self::Active)
    }

    /// Whether the bettor may ask for a withdrawal, and have it paid.
    pub fn may_withdraw(self) -> bool {
        match self {
            Self::Active
            | Self::CoolingOff { .. }
            | Self::SelfExcluded { .. }
            | Self::OnRegister
            | Self::Closed => true,
            Self::Suspended | Self::Blocked => false,
        }
    }

    /// Whether the bettor may cancel a bet of his own.
    pub fn may_cancel(self) -> bool {
        match self {
            Self::Active | Self::CoolingOff { .. } | Self::SelfExcluded { .. } | Self::OnRegister => true,
            Self::Suspended | Self::Blocked | Self::Closed => false,
        }
    }

    /// When an exclusion that the bettor chose may end at the earliest.
    pub fn excluded_until(self) -> Option<Timestamp> {
        match self {
            Self::CoolingOff { until } | Self::SelfExcluded { until } => Some(until),
            Self::Active | Self::OnRegister | Self::Suspended | Self::Blocked | Self::Closed => None,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.excluded_until() {
            Some(until) => write!(f, "{} until {until}", self.name()),
            None => f.write_str(self.name()),
        }
    }
}

/// The two ways in which a bettor can shut himself out. They differ by name and by what laws attach to them;
/// the engine enforces both alike.
///
/// ```
/// use realdeal::people::{Exclusion, Status};
/// use realdeal::time::Timestamp;
/// let until = Timestamp::utc(2024, 9, 1, 0, 0)?;
/// assert_eq!(Exclusion::SelfExclusion.until(until), Status::SelfExcluded { until });
/// # Ok::<(), realdeal::time::TimeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// A pause.
    CoolingOff,
    /// A self-exclusion.
    SelfExclusion,
}

impl Exclusion {
    /// The status of a user who is shut out in this way until then.
    pub fn until(self, until: Timestamp) -> Status {
        match self {
            Self::CoolingOff => Status::CoolingOff { until },
            Self::SelfExclusion => Status::SelfExcluded { until },
        }
    }
}

/// A user, without personal data: that lives in [`Person`](super::Person), under the same id.
///
/// ```
/// use realdeal::people::Status;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, alice, noon, .. } = doc::world()?;
/// let user = book.user(alice)?;
/// assert_eq!((user.status, user.registered_at), (Status::Active, noon));
/// assert_eq!(user.currencies[0].code(), "EUR");
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// The user's id.
    pub id: UserId,
    /// What the user may ask for.
    pub role: Role,
    /// Whether the user may stake, withdraw and cancel now.
    pub status: Status,
    /// When the user registered.
    pub registered_at: Timestamp,
    /// Until when the user has shut himself out; kept while another status stands in front of it.
    pub excluded_until: Option<Timestamp>,
    /// When the account becomes active again, if the user asked for that after an exclusion.
    pub reopens_at: Option<Timestamp>,
    /// The currencies in which the user has a wallet, in the order in which they were first used.
    pub currencies: SmallVec<[Currency; 2]>,
}

impl User {
    /// Whether the user is an Admin who may act now.
    pub fn is_active_admin(&self) -> bool {
        self.role == Role::Admin && self.status == Status::Active
    }
}
