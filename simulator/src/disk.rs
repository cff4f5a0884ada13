//! A disk: a file layer beneath SQLite that writes down what happens to the files, and fails as it is told to.
//!
//! What SQLite calls is in `shim`; here is what becomes of each call, without a pointer.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::ffi;

use crate::error::Found;
use crate::shim;

/// Something that happened to a file, or what a harness noted between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// Bytes were written at an offset. Until the next sync of the file nobody knows whether they are on the device.
    Write {
        /// The file's name.
        file: Arc<str>,
        /// Where, in bytes from the beginning.
        at: u64,
        /// What.
        bytes: Vec<u8>,
    },
    /// The file was cut, or made longer, to a size.
    Truncate {
        /// The file's name.
        file: Arc<str>,
        /// Its size in bytes.
        size: u64,
    },
    /// All that was written to the file is on the device.
    Sync {
        /// The file's name.
        file: Arc<str>,
    },
    /// The file was deleted.
    Delete {
        /// The file's name.
        file: Arc<str>,
        /// Whether the folder was synced, too, so that it can't come back.
        synced: bool,
    },
    /// So many commands have been answered.
    Answered(usize),
}

/// A way for a disk to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failing {
    /// A write gives EIO, and nothing is written.
    Write,
    /// A write gives ENOSPC, and nothing is written.
    Full,
    /// A write stops half way and gives ENOSPC.
    Short,
    /// A sync gives EIO.
    Sync,
    /// A truncation gives EIO.
    Truncate,
    /// A read gives EIO.
    Read,
    /// The process ends, as by kill -9, before a write, sync, truncation or deletion.
    Abort,
    /// A write is said to be done and is not: no honest disk does this, and a harness must notice.
    Swallow,
}

impl Failing {
    /// The ways in which an honest disk fails.
    pub const HONEST: [Self; 6] =
        [Self::Write, Self::Full, Self::Short, Self::Sync, Self::Truncate, Self::Read];

    /// Whether there are so few calls that it concerns that all of them can be tried.
    pub(crate) fn is_rare(self) -> bool {
        match self {
            Self::Sync | Self::Truncate | Self::Read => true,
            Self::Write | Self::Full | Self::Short | Self::Abort | Self::Swallow => false,
        }
    }

    fn concerns(self, call: Call) -> bool {
        match self {
            Self::Write | Self::Full | Self::Short | Self::Swallow => call == Call::Write,
            Self::Sync => call == Call::Sync,
            Self::Truncate => call == Call::Truncate,
            Self::Read => call == Call::Read,
            Self::Abort => call != Call::Read,
        }
    }
}

/// What a disk does besides its work.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plan {
    /// Whether what happens is written down.
    pub recording: bool,
    /// Whether it is written down that files were synced. A disk that lies says to SQLite that they were, and they are not.
    pub lying: bool,
    /// Which of the calls that it concerns fails, counted from 1, and how.
    pub failing: Option<(u64, Failing)>,
    /// Whether all calls after it fail, too, until the disk is mended.
    pub lasting: bool,
}

/// What SQLite asks of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    Read,
    Write,
    Truncate,
    Sync,
    Delete,
}

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Go,
    Fail(i32),
    /// Half of the bytes are written, and then this is said.
    Half(i32),
    /// Nothing is done, and it is said that all was.
    Pretend,
}

#[derive(Debug)]
struct Log {
    plan: Plan,
    /// The calls so far that the failure concerns; without one, those that an abort would concern.
    calls: u64,
    failed: u64,
    happened: Vec<Happened>,
}

/// What the shim and the harness share.
#[derive(Debug)]
pub(crate) struct Shared(Mutex<Log>);

impl Shared {
    fn log(&self) -> MutexGuard<'_, Log> {
        // A log is whole whatever happened to whoever held it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn judge(&self, call: Call) -> Verdict {
        let mut log = self.log();
        let (turn, failing) = log.plan.failing.unwrap_or((0, Failing::Abort));
        if !failing.concerns(call) {
            return Verdict::Go;
        }
        log.calls += 1;
        let hit = log.calls == turn || (log.plan.lasting && turn > 0 && log.calls > turn);
        if !hit {
            return Verdict::Go;
        }
        log.failed += 1;
        match failing {
            Failing::Write => Verdict::Fail(ffi::SQLITE_IOERR_WRITE),
            Failing::Full => Verdict::Fail(ffi::SQLITE_FULL),
            Failing::Short => Verdict::Half(ffi::SQLITE_FULL),
            Failing::Sync => Verdict::Fail(ffi::SQLITE_IOERR_FSYNC),
            Failing::Truncate => Verdict::Fail(ffi::SQLITE_IOERR_TRUNCATE),
            Failing::Read => Verdict::Fail(ffi::SQLITE_IOERR_READ),
            Failing::Abort => std::process::abort(),
            Failing::Swallow => Verdict::Pretend,
        }
    }

    pub(crate) fn note(&self, happened: impl FnOnce() -> Happened) {
        let mut log = self.log();
        if log.plan.recording {
            let happened = happened();
            if !(log.plan.lying && matches!(happened, Happened::Sync { .. })) {
                log.happened.push(happened);
            }
        }
    }
}

/// A disk, registered with SQLite under a name of its own.
///
/// ```
/// use realdeal_simulator::{Disk, Happened, Plan};
/// use realdeal_sqlite::{Options, SqliteStorage};
/// let folder = tempfile::tempdir()?;
/// let disk = Disk::new(Plan { recording: true, ..Plan::default() })?;
/// let options = Options { vfs: Some(disk.name().to_owned()), ..Options::default() };
/// SqliteStorage::open_with(folder.path().join("book.db"), options)?;
/// assert!(disk.happened().iter().any(|happened| matches!(happened, Happened::Sync { .. })));
/// # Ok::<(), realdeal_simulator::Fault>(())
/// ```
#[derive(Debug)]
pub struct Disk {
    shared: Arc<Shared>,
    registered: shim::Registered,
}

impl Disk {
    /// A disk with a plan.
    pub fn new(plan: Plan) -> Found<Self> {
        let log = Log { plan, calls: 0, failed: 0, happened: Vec::new() };
        let shared = Arc::new(Shared(Mutex::new(log)));
        let registered = shim::Registered::new(shared.clone())?;
        Ok(Self { shared, registered })
    }

    /// The name by which SQLite knows it.
    pub fn name(&self) -> &str {
        self.registered.name()
    }

    /// Notes that so many commands have been answered.
    pub fn answered(&self, commands: usize) {
        self.shared.note(|| Happened::Answered(commands));
    }

    /// Nothing fails any more.
    pub fn mend(&self) {
        self.shared.log().plan.failing = None;
    }

    /// How often it has failed.
    pub fn failed(&self) -> u64 {
        self.shared.log().failed
    }

    /// How many calls there were that the plan's failure concerns; without one, that change a file.
    pub fn calls(&self) -> u64 {
        self.shared.log().calls
    }

    /// What has happened.
    pub fn happened(&self) -> Vec<Happened> {
        self.shared.log().happened.clone()
    }
}
