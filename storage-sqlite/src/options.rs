//! Options: how a file of books is opened.

use std::time::Duration;

/// When SQLite waits until what was written has reached the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Synchronous {
    /// At every commit: what was acknowledged outlasts a power loss.
    #[default]
    Full,
    /// At checkpoints only. A power loss may take the last commits with it, as if they had never been, but never
    /// corrupts the file; the end of the process alone loses nothing. Many times quicker on a slow device.
    Normal,
}

/// What SQLite keeps beside the file while a unit of work is written, so that it is all or nothing. The file itself is the same
/// either way, and goes from the one to the other when it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Log {
    /// A write-ahead log: readers wait for nobody, and a commit is one write to the device. It takes memory that is shared
    /// between connections, which every system's own file layer has.
    #[default]
    WriteAhead,
    /// A rollback journal, for a file layer ([`Options::vfs`]) without shared memory, such as a browser's: a reader and a unit
    /// of work exclude each other, and a commit waits for the device more often. Only one process may have the file open: where the layer
    /// does not see to it, whoever opens the file must.
    Rollback,
}

/// How a file is opened.
///
/// ```
/// use realdeal_sqlite::{Options, Synchronous};
/// use std::time::Duration;
/// let options = Options { busy_timeout: Duration::from_millis(200), ..Options::default() };
/// assert_eq!(options.synchronous, Synchronous::Full);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// When to wait for the device.
    pub synchronous: Synchronous,
    /// How many KiB of pages the writer keeps in memory; a reader keeps an eighth of it, and as
    /// much during an audit.
    pub cache_kib: u32,
    /// For how long to wait while another process writes, before the answer is that the file is locked. SQLite's waiting
    /// is not fair: under steady contention somebody may wait it out.
    pub busy_timeout: Duration,
    /// Only read: the file must be there, and no unit of work is opened.
    pub read_only: bool,
    /// The name of the file layer (VFS) beneath SQLite, for the writer and all readers; none for the system's own. It is
    /// registered with SQLite before the file is opened, by whoever brings it: for storage that is no file system, such
    /// as a browser's, and for tests that let it fail. Whether a commit outlasts a power loss is then its affair.
    pub vfs: Option<String>,
    /// What is kept beside the file while it is written.
    pub log: Log,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            synchronous: Synchronous::Full,
            cache_kib: 32 * 1_024,
            busy_timeout: Duration::from_secs(5),
            read_only: false,
            vfs: None,
            log: Log::WriteAhead,
        }
    }
}
