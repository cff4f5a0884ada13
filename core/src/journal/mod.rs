//! The journal: one record for every accepted command. Audit trail, outbox and replay log in one.
//!
//! A record holds no personal data. It is kept in a compact binary form with a format version, and shown as JSON by
//! readers and tools. Numbers and seals are given by the backend (see [`seal`]), never by a decision.

mod binary;
mod cursor;
mod record;
pub mod seal;

pub use cursor::Cursor;
pub use record::{JOURNAL_FORMAT, JournalError, JournalRecord, NumberedRecord, RequestHash};
