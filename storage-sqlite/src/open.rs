//! Opening: connections and their settings. Nothing is loaded here; which version a file's schema has is `ladder`'s affair.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Result, Trouble};
use crate::ladder;
use crate::options::{Log, Options, Synchronous};

/// Pages in the write-ahead log before it is carried over into the file: 32 MiB. The default of 4 MiB would carry the
/// same hot pages over again and again.
const AUTOCHECKPOINT_PAGES: i64 = 8_192;
/// What the log is cut back to once it has grown beyond by a large unit: 64 MiB.
const JOURNAL_SIZE_LIMIT: i64 = 64 * 1_024 * 1_024;
/// Statements kept by a connection: more than there are in this crate.
const STATEMENTS: usize = 256;

/// Where the books are.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    File(PathBuf),
    /// In memory, under a name that only this process knows.
    Memory(String),
}

impl Place {
    /// A new place in memory.
    pub(crate) fn memory() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        Self::Memory(format!("file:/realdeal-{number}?vfs=memdb"))
    }

    pub(crate) fn is_durable(&self) -> bool {
        matches!(self, Self::File(_))
    }

    fn connect(&self, flags: OpenFlags, vfs: Option<&str>) -> Result<Connection> {
        // Each connection is used by one thread at a time, which the borrow checker sees to.
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Ok(match self {
            Self::File(path) => match vfs {
                Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs)?,
                None => Connection::open_with_flags(path, flags)?,
            },
            Self::Memory(uri) => Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)?,
        })
    }
}

/// Sets how many KiB of pages a connection keeps.
pub(crate) fn keep_in_memory(connection: &Connection, cache_kib: u32) -> Result<()> {
    Ok(connection.pragma_update(None, "cache_size", -i64::from(cache_kib.max(64)))?)
}

/// What a reader keeps.
pub(crate) fn reader_kib(options: &Options) -> u32 {
    options.cache_kib / 8
}

fn set_up(connection: &Connection, options: &Options, cache_kib: u32) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.busy_timeout(options.busy_timeout)?;
    // Plans don't look at the values that are bound: else a kept statement is prepared anew whenever they change, which
    // takes four times as long as running it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    keep_in_memory(connection, cache_kib)?;
    // No function or view of a file that somebody else has prepared may reach out of it.
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(())
}

/// The connection that writes.
pub(crate) fn writer(place: &Place, options: &Options) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut connection = place.connect(flags, options.vfs.as_deref())?;
    set_up(&connection, options, options.cache_kib)?;
    if place.is_durable() && options.log == Log::Rollback {
        leave_write_ahead(&connection)?;
    }
    ladder::climb(&mut connection, ladder::LADDER)?;
    if place.is_durable() && options.log == Log::WriteAhead {
        journal_mode(&connection, "wal")?;
    }
    let synchronous = match options.synchronous {
        Synchronous::Full => "full",
        Synchronous::Normal => "normal",
    };
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "wal_autocheckpoint", AUTOCHECKPOINT_PAGES)?;
    connection.pragma_update(None, "journal_size_limit", JOURNAL_SIZE_LIMIT)?;
    Ok(connection)
}

/// Keeps a rollback journal from now on. A file that had a write-ahead log can be read without shared memory by a connection
/// that has it to itself, and by no other.
fn leave_write_ahead(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "locking_mode", "exclusive")?;
    // Cut off rather than deleted: a file layer may have to make room for each new file.
    journal_mode(connection, "truncate")?;
    connection.pragma_update(None, "locking_mode", "normal")?;
    // The lock is let go of at the next access.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

fn journal_mode(connection: &Connection, wanted: &str) -> Result<()> {
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", wanted, |row| row.get(0))?;
    if mode == wanted {
        return Ok(());
    }
    Err(Trouble::refused(format!("the file can't be kept with the journal mode {wanted} (it is {mode})")))
}

/// A connection that only reads.
pub(crate) fn reader(place: &Place, options: &Options) -> Result<Connection> {
    let connection = place.connect(OpenFlags::SQLITE_OPEN_READ_ONLY, options.vfs.as_deref())?;
    set_up(&connection, options, reader_kib(options))?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}
