//! Trouble: what can go wrong between the books and their file, and what a host is told of it.
//!
//! Each answer says whether anything was applied and whether it helps to ask again. Nothing is decided by the text of
//! an error, only by SQLite's codes.

use std::sync::Arc;

use realdeal::StorageError;
use realdeal::journal::JournalError;
use rusqlite::ErrorCode;

/// What went wrong, before it is known what that means for the changes.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error("{0}")]
    Refused(String),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

pub(crate) type Result<T, E = Trouble> = std::result::Result<T, E>;

impl Trouble {
    pub(crate) fn refused(what: impl Into<String>) -> Self {
        Self::Refused(what.into())
    }

    /// Something in the file that this version can't read.
    pub(crate) fn unreadable(what: &str, text: impl std::fmt::Display) -> Self {
        Self::Refused(format!("the file holds a {what} that can't be read: {text}"))
    }

    fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Sqlite(error) => error.sqlite_error_code(),
            Self::Refused(_) | Self::Journal(_) => None,
        }
    }

    /// Whether what is in the file is at fault: damaged pages, or values that no column should hold.
    pub(crate) fn is_damage(&self) -> bool {
        match self {
            // An error without a code of SQLite's is about a value that was read.
            Self::Sqlite(_) => matches!(self.code(), None | Some(ErrorCode::DatabaseCorrupt)),
            Self::Refused(_) | Self::Journal(_) => false,
        }
    }

    /// What it means that a commit failed with it: `open` says whether the transaction is still open, and can be rolled
    /// back.
    pub(crate) fn at_commit(self, open: bool) -> StorageError {
        // A failing device may have taken the commit mark before it failed: then it comes alive when the file is
        // recovered. All other codes come before the mark is written.
        if !open && self.code() == Some(ErrorCode::SystemIoFailure) {
            let what = "the device failed while the commit was written".to_owned();
            return StorageError::Unknown { what, source: Some(Arc::new(self)) };
        }
        self.into()
    }
}

/// What SQLite's code means for whoever asked, as long as no commit was under way.
fn meaning(code: ErrorCode) -> Option<(&'static str, bool)> {
    Some(match code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            ("the file is locked by another writer for longer than the busy timeout", true)
        }
        ErrorCode::DiskFull => ("the disk is full", true),
        ErrorCode::OutOfMemory => ("there is not enough memory", true),
        ErrorCode::OperationInterrupted => ("the operation was interrupted", true),
        ErrorCode::SystemIoFailure => ("the device failed to read or write the file", true),
        ErrorCode::ReadOnly => ("the file is read-only", false),
        ErrorCode::PermissionDenied => ("the file may not be accessed", false),
        ErrorCode::CannotOpen => ("the file can't be opened", false),
        ErrorCode::NotADatabase => ("the file is not a SQLite database", false),
        ErrorCode::DatabaseCorrupt => ("the file is damaged", false),
        ErrorCode::ConstraintViolation => ("the books would contradict themselves", false),
        _ => return None,
    })
}

impl From<Trouble> for StorageError {
    fn from(trouble: Trouble) -> Self {
        let (what, retry) = match &trouble {
            Trouble::Refused(what) => return Self::refused(what.clone()),
            Trouble::Journal(error) => return error.clone().into(),
            Trouble::Sqlite(error) => match trouble.code().and_then(meaning) {
                Some((what, retry)) => (format!("{what} ({error})"), retry),
                None => (error.to_string(), false),
            },
        };
        Self::NotApplied { what, retry, source: Some(Arc::new(trouble)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    fn trouble(code: i32) -> Trouble {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into()
    }

    #[test]
    fn each_code_says_whether_to_ask_again() {
        let cases = [
            (ffi::SQLITE_BUSY, true, "locked by another writer"),
            (ffi::SQLITE_FULL, true, "disk is full"),
            (ffi::SQLITE_IOERR, true, "device failed"),
            (ffi::SQLITE_READONLY, false, "read-only"),
            (ffi::SQLITE_NOTADB, false, "not a SQLite database"),
            (ffi::SQLITE_CORRUPT, false, "damaged"),
            (ffi::SQLITE_CONSTRAINT, false, "contradict"),
        ];
        for (code, retry, words) in cases {
            let error = StorageError::from(trouble(code));
            assert!(error.is_not_applied(), "{error}");
            assert_eq!(error.is_retryable(), retry, "{error}");
            assert!(error.to_string().contains(words), "{error}");
        }
    }

    #[test]
    fn only_a_device_that_failed_during_the_commit_leaves_it_unknown() {
        assert!(!trouble(ffi::SQLITE_IOERR).at_commit(false).is_not_applied());
        assert!(trouble(ffi::SQLITE_IOERR).at_commit(true).is_not_applied());
        assert!(trouble(ffi::SQLITE_FULL).at_commit(false).is_not_applied());
        assert!(trouble(ffi::SQLITE_BUSY).at_commit(true).is_not_applied());
    }
}
