//! Journal records, their binary form, and the hash of a request.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::binary;
use crate::answer::Made;
use crate::command::{Actor, Body, Command};
use crate::event::Event;
use crate::id::CommandId;
use crate::time::Timestamp;

/// The version of the binary form that records are written in. Older ones are read through upcasts, never rewritten. The
/// first two were changed before anybody had published a book in them, and are not read.
pub const JOURNAL_FORMAT: u8 = 3;

/// What is wrong with the bytes of a journal.
///
/// ```
/// use realdeal::journal::{JournalError, JournalRecord};
/// assert_eq!(JournalRecord::from_bytes(7, &[]), Err(JournalError::Unreadable { number: 7 }));
/// let newer = JournalRecord::from_bytes(7, &[9]).unwrap_err();
/// assert_eq!(newer.to_string(), "journal record 7 has the unknown format 9");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum JournalError {
    /// The record was written by a newer version, or is no record.
    #[error("journal record {number} has the unknown format {format}")]
    UnknownFormat {
        /// The record's number.
        number: u64,
        /// The format that it says.
        format: u8,
    },
    /// The bytes do not make a record.
    #[error("journal record {number} can't be read")]
    Unreadable {
        /// The record's number.
        number: u64,
    },
    /// The records are not those that were sealed.
    #[error("the journal was changed: the seal over records {first} to {last} does not fit")]
    SealBroken {
        /// The first record under the seal.
        first: u64,
        /// The last record under the seal.
        last: u64,
    },
    /// Records are missing, or there are too many.
    #[error("the journal has {found} records, and {sealed} were sealed")]
    WrongLength {
        /// How many records there are.
        found: u64,
        /// How many were sealed.
        sealed: u64,
    },
}

/// The hash of a request, over format version, actor and body: what a repeated command must equal. 128 bits
/// of BLAKE3; its text is 32 hex digits.
///
/// Never over the time, so that a repetition may come later, and never over personal data.
///
/// ```
/// use realdeal::command::{Actor, Command, SuspendMarket};
/// use realdeal::journal::RequestHash;
/// use std::time::Duration;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, bookmaker, market, noon, .. } = doc::world()?;
/// let (id, actor) = (book.fresh_id(), Actor::User(bookmaker));
/// let first = Command::new(id, actor, noon, SuspendMarket { market: market.id });
/// let later = Command { at: noon.plus(Duration::from_secs(60)), ..first.clone() };
/// assert_eq!(RequestHash::of(&first), RequestHash::of(&later));
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RequestHash([u8; 16]);

impl RequestHash {
    /// The hash of a command's request.
    pub fn of(command: &Command) -> Self {
        #[derive(Serialize)]
        struct Request<'a>(u8, Actor, &'a Body);
        let request = Request(JOURNAL_FORMAT, command.actor, &command.body);
        let whole = binary::with_bytes(&request, blake3::hash);
        let mut hash = [0; 16];
        hash.copy_from_slice(&whole.as_bytes()[..16]);
        Self(hash)
    }
}

impl fmt::Display for RequestHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for RequestHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestHash({self})")
    }
}

impl Serialize for RequestHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for RequestHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return <[u8; 16]>::deserialize(deserializer).map(Self);
        }
        let text = String::deserialize(deserializer)?;
        let number = u128::from_str_radix(&text, 16).ok().filter(|_| text.len() == 32);
        number.map(|number| Self(number.to_be_bytes())).ok_or_else(|| de::Error::custom("not 32 hex digits"))
    }
}

/// What one accepted command left in the journal. Without personal data: a record may be kept, shipped and
/// shown.
///
/// ```
/// use realdeal::command::Actor;
/// use realdeal::storage::Page;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, bookmaker, .. } = doc::world()?;
/// let records = book.journal(Page::first(100))?;
/// let last = &records.last().expect("the world is made of commands").record;
/// assert_eq!(last.actor, Actor::User(bookmaker));
/// assert_eq!(last.events[0].name(), "MarketOpened");
/// assert!(serde_json::to_string(last).unwrap().contains("\"market_opened\""));
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JournalRecord {
    /// The command.
    pub command: CommandId,
    /// The hash of its request.
    pub request_hash: RequestHash,
    /// Who asked.
    pub actor: Actor,
    /// When, by the host's clock.
    pub at: Timestamp,
    /// Why, where a reason was given.
    pub reason: Option<String>,
    /// What it brought about.
    pub made: Made,
    /// What happened, in order.
    pub events: Vec<Event>,
}

impl JournalRecord {
    /// The record's binary form: the format's version in one byte, then its fields.
    ///
    /// ```
    /// use realdeal::journal::{JOURNAL_FORMAT, JournalRecord};
    /// use realdeal::storage::Page;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, .. } = doc::world()?;
    /// let record = book.journal(Page::first(1))?.remove(0).record;
    /// let bytes = record.to_bytes();
    /// assert_eq!(bytes[0], JOURNAL_FORMAT);
    /// assert_eq!(JournalRecord::from_bytes(1, &bytes)?, record);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.append_to(&mut bytes);
        bytes
    }

    /// Writes the record's binary form behind other bytes.
    pub(crate) fn append_to(&self, bytes: &mut Vec<u8>) {
        bytes.push(JOURNAL_FORMAT);
        binary::append(self, bytes);
    }

    /// Reads a record's binary form; `number` is only for the error.
    ///
    /// Errors: [`JournalError::UnknownFormat`], [`JournalError::Unreadable`]. See [`JournalRecord::to_bytes`]
    /// for an example.
    pub fn from_bytes(number: u64, bytes: &[u8]) -> Result<Self, JournalError> {
        let Some((&format, rest)) = bytes.split_first() else {
            return Err(JournalError::Unreadable { number });
        };
        if format != JOURNAL_FORMAT {
            return Err(JournalError::UnknownFormat { number, format });
        }
        match postcard::take_from_bytes(rest) {
            Ok((record, [])) => Ok(record),
            Ok(_) | Err(_) => Err(JournalError::Unreadable { number }),
        }
    }
}

/// A record with the number that the backend gave it, counted from 1 without gaps.
///
/// ```
/// use realdeal::storage::Page;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, .. } = doc::world()?;
/// let numbers: Vec<_> = book.journal(Page::first(3))?.iter().map(|record| record.number).collect();
/// assert_eq!(numbers, [1, 2, 3]);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberedRecord {
    /// The record's number.
    pub number: u64,
    /// The record.
    pub record: JournalRecord,
}
