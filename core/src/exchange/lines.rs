//! The lines themselves, in their JSON forms. What may follow what is for `reading` to say.

use serde::{Deserialize, Serialize};

use crate::id::UserId;
use crate::journal::seal::Head;
use crate::journal::{Cursor, NumberedRecord};
use crate::people::Person;

/// The version of the lines. Records have a format of their own, which the first line names beside it.
pub const LINES_VERSION: u8 = 1;

/// What the first line of an exported journal says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// The version of the lines.
    pub version: u8,
    /// The format of the records: what their seals are over.
    pub format: u8,
}

/// A line of an exported journal.
///
/// ```
/// use realdeal::exchange::JournalLine;
/// use realdeal::journal::Cursor;
/// let line = JournalLine::Cursor(Cursor { name: "mail".to_owned(), position: 7 });
/// assert_eq!(serde_json::to_string(&line).unwrap(), r#"{"cursor":{"name":"mail","position":7}}"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum JournalLine {
    /// The first line.
    Journal(Start),
    /// A record, in the order of the numbers, from 1.
    Record(NumberedRecord),
    /// How far a relay has come; after the records.
    Cursor(Cursor),
    /// The last line: how many records there are, and the seal over them.
    End(Head),
}

/// What the first line of exported personal data says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleStart {
    /// The version of the lines.
    pub version: u8,
    /// How far the books had come. Personal data goes only into books that stand there: else a person who was erased
    /// later would come back.
    pub head: Head,
}

/// Who is behind a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownUser {
    /// The user.
    pub user: UserId,
    /// The person.
    pub person: Person,
}

/// What the last line of exported personal data says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleEnd {
    /// How many people there are.
    pub people: u64,
}

/// A line of exported personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PeopleLine {
    /// The first line.
    People(PeopleStart),
    /// A person.
    Person(KnownUser),
    /// The last line.
    End(PeopleEnd),
}
