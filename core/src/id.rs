//! Identifiers: one newtype a noun, all of them UUIDs of version 7.
//!
//! An id sorts by the time it was made. Nothing here draws one: a host gives the id of each command (see
//! [`crate::host`] for the usual way to make one), and the ids of what a command makes follow from the command's own
//! id, so that the same command makes the same things on every target.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

use crate::time::Timestamp;

/// What is wrong with a text or a UUID offered as an id.
///
/// ```
/// use realdeal::id::BetId;
/// let error = "bet 7".parse::<BetId>().unwrap_err();
/// assert_eq!(error.code(), "bad_id");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum IdError {
    /// The text is not a UUID, or the UUID is not of version 7.
    #[error("\"{text}\" is not a UUID of version 7")]
    BadId {
        /// The text as it came.
        text: String,
    },
}

impl IdError {
    /// Every code that [`IdError::code`] can give.
    pub const CODES: &'static [&'static str] = &["bad_id"];

    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadId { .. } => "bad_id",
        }
    }
}

/// The `index`th id that follows from `maker`: the maker itself for index 0.
///
/// The time and version bits stay, so derived ids sort beside their maker; the lower 62 bits go through a bijection
/// that differs by index, so two makers never meet in the same index, and by chance only across indices.
fn derive(maker: Uuid, index: u32) -> Uuid {
    const LOW_62: u64 = (1 << 62) - 1;
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    if index == 0 {
        return maker;
    }
    let (high, low) = maker.as_u64_pair();
    let step = u64::from(index).wrapping_mul(ODD);
    // Multiplying by an odd number and folding the upper half down are both invertible within 62 bits.
    let mut bits = (low & LOW_62).wrapping_add(step) & LOW_62;
    bits = bits.wrapping_mul(0xBF58_476D_1CE4_E5B9) & LOW_62;
    bits ^= bits >> 31;
    bits = bits.wrapping_mul(0x94D0_49BB_1331_11EB) & LOW_62;
    bits ^= bits >> 31;
    Uuid::from_u64_pair(high, (low & !LOW_62) | bits)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(Uuid);

        /// As one number: the bytes of a list would be hashed with their count.
        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                state.write_u128(self.0.as_u128());
            }
        }

        impl $name {
            /// Sorts before every id; for ranges, never an id of anything.
            pub const MIN: Self = Self(Uuid::nil());
            /// Sorts after every id; for ranges, never an id of anything.
            pub const MAX: Self = Self(Uuid::max());

            /// Takes a UUID of version 7, or says that it is none.
            pub fn new(uuid: Uuid) -> Result<Self, IdError> {
                match uuid.get_version_num() {
                    7 => Ok(Self(uuid)),
                    _ => Err(IdError::BadId { text: uuid.to_string() }),
                }
            }

            /// The UUID inside.
            pub const fn uuid(self) -> Uuid {
                self.0
            }

            /// The id of the `index`th thing of this kind that `command` makes; the command's own id for index 0.
            pub fn made_by(command: CommandId, index: u32) -> Self {
                Self(derive(command.0, index))
            }

            /// The time inside the id, to the millisecond: when its maker says that it was made.
            pub fn time(self) -> Timestamp {
                let (high, _) = self.0.as_u64_pair();
                // 48 bits of milliseconds times 1,000 stay far inside an i64.
                Timestamp::from_micros((high >> 16).cast_signed() * 1_000)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let uuid = Uuid::parse_str(text).map_err(|_| IdError::BadId { text: text.to_owned() })?;
                Self::new(uuid)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.collect_str(self)
                } else {
                    self.0.into_bytes().serialize(serializer)
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    let text = String::deserialize(deserializer)?;
                    text.parse().map_err(de::Error::custom)
                } else {
                    let bytes = <[u8; 16]>::deserialize(deserializer)?;
                    Self::new(Uuid::from_bytes(bytes)).map_err(de::Error::custom)
                }
            }
        }
    )*};
}

ids! {
    /// A command's id: the caller makes it, and the same id never does a thing twice. It holds the time at
    /// which it was made, to the millisecond.
    ///
    /// ```
    /// use realdeal::{id::CommandId, time::Timestamp};
    /// let at = Timestamp::utc(2024, 8, 16, 19, 0)?;
    /// let id = CommandId::from_parts(at, 7, 42);
    /// assert_eq!(id.to_string(), "01915c8f-9780-7007-8000-00000000002a");
    /// assert_eq!(id.to_string().parse::<CommandId>()?, id);
    /// # Ok::<(), realdeal::Rejection>(())
    /// ```
    CommandId;
    /// A user. Like all ids it crosses every border as the text of a UUID of version 7.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { alice, .. } = doc::world()?;
    /// let text = serde_json::to_string(&alice).unwrap();
    /// assert_eq!(text, format!("\"{alice}\""));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    UserId;
    /// A competition.
    CompetitionId;
    /// A participant: a team, a player, a runner.
    ParticipantId;
    /// A fixture: a match or a race.
    FixtureId;
    /// A market of a fixture.
    MarketId;
    /// A selection of a market. Derived from the command that opened the market, as all ids of things that a
    /// command makes: the same command makes the same ids on every target.
    ///
    /// ```
    /// use realdeal::{id::{CommandId, SelectionId}, time::Timestamp};
    /// let command = CommandId::from_parts(Timestamp::utc(2024, 8, 16, 19, 0)?, 7, 42);
    /// assert_eq!(SelectionId::made_by(command, 1), SelectionId::made_by(command, 1));
    /// assert_ne!(SelectionId::made_by(command, 1), SelectionId::made_by(command, 2));
    /// # Ok::<(), realdeal::Rejection>(())
    /// ```
    SelectionId;
    /// A bet; equal to the id of the command that placed it.
    ///
    /// ```
    /// use realdeal::{id::{BetId, CommandId}, time::Timestamp};
    /// let command = CommandId::from_parts(Timestamp::utc(2024, 8, 16, 19, 0)?, 7, 42);
    /// assert_eq!(BetId::from(command).uuid(), command.uuid());
    /// # Ok::<(), realdeal::Rejection>(())
    /// ```
    BetId;
    /// A bettor's request to withdraw money.
    WithdrawalId;
    /// A basket of slips.
    BasketId;
}

impl CommandId {
    /// An id from a time and 74 bits of the caller's choosing (the lower 12 bits of `a`, the lower 62 of `b`).
    ///
    /// The bits must be random, or unique in another way within the millisecond: this is how a host without the
    /// machine's entropy, or a replay with a seed, makes its ids.
    ///
    /// ```
    /// use realdeal::{id::CommandId, time::Timestamp};
    /// let at = Timestamp::utc(2024, 8, 16, 19, 0)?;
    /// let id = CommandId::from_parts(at, 7, 42);
    /// assert_eq!(id.time(), at);
    /// # Ok::<(), realdeal::Rejection>(())
    /// ```
    pub fn from_parts(at: Timestamp, a: u16, b: u64) -> Self {
        // A time before 1970 has no place in a UUID of version 7: such ids say 1970.
        let millis = u64::try_from(at.micros() / 1_000).unwrap_or(0) & 0xFFFF_FFFF_FFFF;
        let high = millis << 16 | 0x7000 | u64::from(a & 0x0FFF);
        let low = 0x8000_0000_0000_0000 | b & 0x3FFF_FFFF_FFFF_FFFF;
        Self(Uuid::from_u64_pair(high, low))
    }
}

impl From<CommandId> for BetId {
    fn from(id: CommandId) -> Self {
        Self(id.0)
    }
}

impl From<BetId> for CommandId {
    fn from(id: BetId) -> Self {
        Self(id.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn derived_ids_are_distinct_and_keep_time_and_version() {
        let maker = CommandId::from_parts(Timestamp::from_micros(1_700_000_000_000_000), 5, 99);
        let made: HashSet<_> = (0..10_000).map(|index| SelectionId::made_by(maker, index)).collect();
        assert_eq!(made.len(), 10_000);
        assert!(made.iter().all(|id| id.time() == maker.time() && id.uuid().get_version_num() == 7));
        assert_eq!(BetId::made_by(maker, 0), BetId::from(maker));
    }

    #[test]
    fn text_that_is_no_version_7_is_refused() {
        for text in ["", "x", "00000000-0000-0000-0000-000000000000", "550e8400-e29b-41d4-a716-446655440000"]
        {
            assert_eq!(text.parse::<BetId>().unwrap_err().code(), "bad_id", "{text}");
        }
    }

    #[test]
    fn both_serde_forms_come_back() {
        let id = UserId::made_by(CommandId::from_parts(Timestamp::from_micros(1_000_000), 1, 2), 3);
        let text = serde_json::to_string(&id).unwrap();
        assert_eq!(serde_json::from_str::<UserId>(&text).unwrap(), id);
        let bytes = postcard::to_allocvec(&id).unwrap();
        assert_eq!(bytes.len(), 16);
        assert_eq!(postcard::from_bytes::<UserId>(&bytes).unwrap(), id);
    }
}
