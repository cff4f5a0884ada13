//! What an operator does with a file of books: look it through, copy it while it is written, write its journal out, make a
//! file anew from that, and count what is in it. The command `realdeal` is made of these functions.
//!
//! Each opens the file by itself, only to read it, and none holds up its writers; while one of them runs, the write-ahead
//! log can't be carried over past the instant that it reads, and grows. A new file gets its name only when it
//! is whole and on the disk: until then it lies beside its place as `NAME.part-PROCESS`, which a process that was killed
//! leaves behind and which nobody needs.
//!
//! Not here: what may be done to books. Nothing in this module changes any.

mod backup;
mod export;
mod rebuild;
mod stats;
mod unfinished;
mod verify;

pub use backup::backup;
pub use export::{export, export_lines};
pub use rebuild::{Rebuilt, rebuild};
pub use stats::{Stats, stats};
pub use verify::{Verification, verify};

use std::path::Path;

use realdeal::StorageError;
use rusqlite::Connection;

use crate::db::{Db, Numbers};
use crate::error::Result;
use crate::ladder;
use crate::open::{self, Place};
use crate::options::Options;

/// How far something has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done, as in "pages" or "records".
    pub what: &'static str,
    /// How much of it is done.
    pub done: u64,
    /// How much there is, where that is known beforehand.
    pub total: Option<u64>,
}

impl Progress {
    fn of(what: &'static str, done: u64, total: u64) -> Self {
        Self { what, done, total: Some(total) }
    }

    fn begun(what: &'static str) -> Self {
        Self { what, done: 0, total: None }
    }
}

/// A connection that reads a file of books at one instant.
fn reader(path: &Path) -> Result<Connection> {
    let connection = open::reader(&Place::File(path.to_owned()), &Options::default())?;
    // The first look fixes the instant.
    connection.execute_batch("BEGIN DEFERRED")?;
    ladder::check(&connection, ladder::LADDER)?;
    Ok(connection)
}

/// Reads a file of books at one instant.
fn read<T, E: From<StorageError>>(
    path: &Path,
    read: impl FnOnce(&mut Db<'_>) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    let connection = reader(path).map_err(StorageError::from)?;
    let mut numbers = Numbers::default();
    read(&mut Db { connection: &connection, numbers: &mut numbers })
}
