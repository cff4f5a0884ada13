//! Files of books: where a bench keeps them, a copy for the other side, and what lies in one.
//!
//! A floor opens its copy with the settings that the engine has, and writes the same schema; nothing of ours is between it
//! and SQLite.

use std::path::{Path, PathBuf};
use std::time::Duration;

use realdeal::Error;
use realdeal::storage::StorageError;
use realdeal_sqlite::SqliteStorage;
use rusqlite::Connection;
use tempfile::TempDir;

/// A folder that goes with its last file.
#[derive(Debug)]
pub struct Files {
    folder: TempDir,
}

/// What a bench can't go on without: it says so, and ends.
pub fn trouble(error: impl std::fmt::Display) -> Error {
    StorageError::refused(error.to_string()).into()
}

impl Files {
    /// A new folder, where the system keeps what is temporary.
    pub fn new() -> Result<Self, Error> {
        Ok(Self { folder: tempfile::tempdir().map_err(trouble)? })
    }

    /// Where a file of this name is, or would be.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The storage of the books in a file, with the settings that everybody gets.
    pub fn storage(&self, name: &str) -> Result<SqliteStorage, Error> {
        Ok(SqliteStorage::open(self.path(name))?)
    }

    /// Copies a file that nobody has open, in place of an earlier copy.
    pub fn copy(&self, from: &str, to: &str) -> Result<(), Error> {
        for beside in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(self.path(&format!("{to}{beside}")));
        }
        std::fs::copy(self.path(from), self.path(to)).map_err(trouble)?;
        // What the copy left to be written is no affair of whoever is measured next.
        let copied = std::fs::File::open(self.path(to)).and_then(|file| file.sync_all());
        copied.map_err(trouble)
    }

    /// A connection of a floor's, with the engine's settings.
    pub fn raw(&self, name: &str) -> Result<Connection, Error> {
        open_raw(&self.path(name)).map_err(trouble)
    }

    /// The bytes of the pages of each table and index.
    pub fn bytes(&self, name: &str) -> Result<Vec<(String, i64)>, Error> {
        let read = |connection: &Connection| -> rusqlite::Result<Vec<(String, i64)>> {
            let sql = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY name";
            let mut statement = connection.prepare(sql)?;
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        read(&self.raw(name)?).map_err(trouble)
    }

    /// Prints what a file has grown by since it was copied, table by table, for each of so many bets.
    pub fn print_growth(&self, title: &str, from: &str, to: &str, bets: usize) -> Result<(), Error> {
        let (before, after) = (self.bytes(from)?, self.bytes(to)?);
        let bets = i64::try_from(bets.max(1)).unwrap_or(i64::MAX);
        println!();
        println!("{title}, by whole pages of the file, in bytes a bet");
        let mut total = 0;
        for (name, bytes) in after {
            let had = before.iter().find(|(other, _)| *other == name).map_or(0, |(_, bytes)| *bytes);
            total += bytes - had;
            if bytes > had {
                println!("    {name:<36} {:>6}", (bytes - had) / bets);
            }
        }
        println!("    {:<36} {:>6}", "all", total / bets);
        Ok(())
    }
}

fn open_raw(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(256);
    connection.pragma_update(None, "cache_size", -32 * 1_024)?;
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "wal_autocheckpoint", 8_192)?;
    connection.pragma_update(None, "journal_size_limit", 64 * 1_024 * 1_024)?;
    Ok(connection)
}
