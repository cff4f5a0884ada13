//! The books of RealDeal in a SQLite file.
//!
//! [`SqliteStorage`] is the usual way to keep a book: one file, safe against a crash of the process and of the machine,
//! that an operator reads with the `sqlite3` shell. The README of this crate has its schema and queries.
//!
//! ```
//! use realdeal::Book;
//! use realdeal::people::Person;
//! use realdeal_sqlite::SqliteStorage;
//!
//! # let folder = tempfile::tempdir().unwrap();
//! # let path = folder.path().join("book.db");
//! let mut book = Book::open(SqliteStorage::open(&path)?);
//! let alice = book.visitor().register(Person::new("Alice", "alice@example.org"))?;
//! drop(book);
//!
//! let book = Book::open(SqliteStorage::open(&path)?);
//! assert_eq!(book.user(alice)?.id, alice);
//! # Ok::<(), realdeal::Error>(())
//! ```
//!
//! Not here: rules. What may happen is decided in `realdeal`, and this crate keeps what came of it.

#![forbid(unsafe_code)]

mod auditing;
mod bulk;
mod codec;
mod db;
mod error;
mod fetching;
mod finding;
mod journal;
mod ladder;
mod ledger;
mod memo;
mod open;
pub mod operate;
mod options;
mod paging;
mod rows;
mod scanning;
mod snapshot;
mod sums;
mod touched;
mod unit;
mod writing;

use std::path::Path;
use std::sync::Arc;

use realdeal::StorageError;
use realdeal::storage::{Capability, Readers, Storage, Unit};
use rusqlite::Connection;

use memo::Memo;
use open::Place;
use snapshot::Pool;
use unit::SqliteUnit;

pub use options::{Log, Options, Synchronous};

/// Books in a SQLite file, or in SQLite's memory.
///
/// Several handles and several processes may have one file open: their units come one after the other, each waiting for
/// the one before as long as [`Options::busy_timeout`] allows. Readers wait for nobody.
///
/// Why it does not declare `concurrent_writers`: of one handle only one unit is open at a time, and a unit that has begun
/// holds the file's only write lock until its end; so no commit ever answers
/// [`Conflict`](realdeal::StorageError::Conflict). What waited too long is told at the beginning of the unit, when nothing
/// was done.
pub struct SqliteStorage {
    /// None if the file was opened only to be read.
    writer: Option<Connection>,
    memo: Memo,
    pool: Arc<Pool>,
    durable: bool,
}

impl std::fmt::Debug for SqliteStorage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SqliteStorage").field("pool", &self.pool).finish_non_exhaustive()
    }
}

impl SqliteStorage {
    /// Opens the books in a file, and makes the file if there is none.
    ///
    /// Errors: `storage_not_applied`, with what is wrong: the file is no database, one of another program, or of a newer
    /// version; it is damaged, read-only or locked; the disk is full.
    ///
    /// ```
    /// use realdeal::Book;
    /// use realdeal_sqlite::SqliteStorage;
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let path = folder.path().join("book.db");
    /// let book = Book::open(SqliteStorage::open(&path)?);
    /// assert!(book.audit()?.is_clean());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StorageError> {
        Self::open_with(path, Options::default())
    }

    /// Opens the books in a file, in another way than the usual.
    ///
    /// ```
    /// use realdeal_sqlite::{Options, SqliteStorage};
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let path = folder.path().join("book.db");
    /// let only_reading = Options { read_only: true, ..Options::default() };
    /// assert!(SqliteStorage::open_with(&path, only_reading.clone()).is_err()); // there is no file yet
    /// SqliteStorage::open(&path)?;
    /// assert!(SqliteStorage::open_with(&path, only_reading).is_ok());
    /// # Ok::<(), realdeal::StorageError>(())
    /// ```
    pub fn open_with(path: impl AsRef<Path>, options: Options) -> Result<Self, StorageError> {
        Self::at(Place::File(path.as_ref().to_owned()), options)
    }

    /// Books in SQLite's memory, which end with the last handle: for tests of what is particular to SQLite. Readers wait
    /// for the open unit, and a unit waits at its commit for readers.
    ///
    /// ```
    /// use realdeal::Book;
    /// use realdeal_sqlite::SqliteStorage;
    /// let book = Book::open(SqliteStorage::open_in_memory()?);
    /// assert_eq!(book.journal_head()?.records, 0);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn open_in_memory() -> Result<Self, StorageError> {
        Self::at(Place::memory(), Options::default())
    }

    fn at(place: Place, options: Options) -> Result<Self, StorageError> {
        let durable = place.is_durable();
        let writer = if options.read_only { None } else { Some(open::writer(&place, &options)?) };
        let pool = Pool::new(place, options);
        if writer.is_none() {
            pool.check()?;
        }
        Ok(Self { writer, memo: Memo::default(), pool: Arc::new(pool), durable })
    }
}

/// Whoever closes a file last carries its write-ahead log over, if he may write: so that a file which nobody has open stands
/// alone, idle readers go before the writer.
impl Drop for SqliteStorage {
    fn drop(&mut self) {
        self.pool.close_idle();
    }
}

impl Storage for SqliteStorage {
    fn capability(&self) -> Capability {
        Capability {
            resident: false,
            concurrent_writers: false,
            durable: self.durable,
            seals_at_commit: true,
        }
    }

    fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError> {
        let Some(writer) = &self.writer else {
            return Err(StorageError::refused("the file was opened only to be read"));
        };
        Ok(Box::new(SqliteUnit::begin(writer, &mut self.memo)?))
    }

    fn readers(&self) -> Arc<dyn Readers> {
        self.pool.clone()
    }
}

/// The example of the README, run with the others.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
