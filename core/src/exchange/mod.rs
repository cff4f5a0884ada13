//! Books on their way out and in: the journal as lines of JSON, and personal data beside it.
//!
//! Both begin with a line that says what they are, and end with one by which a reader sees whether something is missing: for
//! the journal its head, the count of records and the seal over them. [`Reader::export`](crate::Reader::export)
//! writes them, [`Book::import_journal`](crate::Book::import_journal) and [`Book::import_people`](crate::Book::import_people) read them.
//!
//! ```text
//! {"journal":{"version":1,"format":1}}
//! {"record":{"number":1,"record":{"command":"0191...","actor":"visitor", ... }}}
//! {"cursor":{"name":"mail","position":1}}
//! {"end":{"records":1,"seal":"9c..."}}
//! ```
//!
//! Not here: files, and where they lie. Lines are written to any [`Write`](std::io::Write) and read from any
//! [`BufRead`](std::io::BufRead), one at a time; a browser has both in memory.

mod error;
mod lines;
mod reading;
mod writing;

pub use error::ExchangeError;
pub use lines::{JournalLine, KnownUser, LINES_VERSION, PeopleEnd, PeopleLine, PeopleStart, Start};
pub use reading::{JournalEnd, JournalLines, Json, PeopleLines, ReadLine};
pub use writing::{JournalWriter, PeopleWriter, WriteLine};
