//! Counting what is in a file.

use std::path::Path;

use realdeal::StorageError;
use realdeal::journal::seal::Head;
use realdeal::time::Timestamp;
use serde::Serialize;

use super::read;
use crate::codec::{Columns, count};
use crate::db::Db;
use crate::error::Result;
use crate::{journal, ladder};

/// What is counted row by row.
const TABLES: [&str; 14] = [
    "users",
    "people",
    "wallets",
    "withdrawals",
    "competitions",
    "participants",
    "fixtures",
    "markets",
    "selections",
    "bets",
    "legs",
    "transfers",
    "baskets",
    "cursors",
];

/// How much there is in a file of books.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// The version of the file's schema.
    pub schema_version: i32,
    /// The size of the file, in bytes.
    pub file_bytes: u64,
    /// Of them, free for what is to come.
    pub free_bytes: u64,
    /// The size of the write-ahead log beside it, in bytes.
    pub log_bytes: u64,
    /// How far the journal has come.
    pub head: Head,
    /// The latest time of an accepted command.
    pub last_at: Timestamp,
    /// How many bets are open, counted once for each wallet.
    pub open_bets: u64,
    /// How many rows there are in the tables, by their names. The legs of singles stand in the rows of their bets.
    pub rows: Vec<(&'static str, u64)>,
}

/// Counts what is in a file of books. Each table is gone through.
///
/// Errors: `storage_not_applied`, if the file can't be read.
///
/// ```
/// use realdeal::Book;
/// use realdeal::people::Person;
/// use realdeal_sqlite::{SqliteStorage, operate};
/// # let folder = tempfile::tempdir().unwrap();
/// # let path = folder.path().join("book.db");
/// let mut book = Book::open(SqliteStorage::open(&path)?);
/// book.visitor().register(Person::new("Alice", "alice@example.org"))?;
/// let stats = operate::stats(&path)?;
/// assert_eq!(stats.rows[0], ("users", 1));
/// assert_eq!(stats.head, book.journal_head()?);
/// # Ok::<(), realdeal::Error>(())
/// ```
pub fn stats(book: impl AsRef<Path>) -> std::result::Result<Stats, StorageError> {
    let book = book.as_ref();
    let bytes = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
    let mut log = book.as_os_str().to_owned();
    log.push("-wal");
    let mut stats = read(book, |db| Ok::<_, StorageError>(counted(db)?))?;
    (stats.file_bytes, stats.log_bytes) = (bytes(book), bytes(log.as_ref()));
    Ok(stats)
}

fn counted(db: &Db<'_>) -> Result<Stats> {
    let one = |sql: &str| -> Result<u64> {
        let found = db.first(sql, [], |row| count(row.int(0)?))?;
        Ok(found.unwrap_or(0))
    };
    let rows = TABLES.into_iter().map(|table| Ok((table, one(&format!("SELECT count(*) FROM {table}"))?)));
    let standing = journal::standing(db)?;
    Ok(Stats {
        schema_version: ladder::newest(ladder::LADDER),
        file_bytes: 0,
        free_bytes: one("PRAGMA freelist_count")? * one("PRAGMA page_size")?,
        log_bytes: 0,
        head: journal::head(db)?,
        last_at: standing.last_at,
        open_bets: one("SELECT coalesce(sum(open_bets), 0) FROM wallets")?,
        rows: rows.collect::<Result<_>>()?,
    })
}
