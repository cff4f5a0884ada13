//! What can go wrong on the way out or in.

use std::sync::Arc;

use super::lines::LINES_VERSION;
use crate::error::Error;
use crate::journal::JOURNAL_FORMAT;
use crate::journal::seal::Head;
use crate::storage::StorageError;

/// Why books could not be written out, or read in.
///
/// ```
/// use realdeal::Book;
/// # use realdeal::time::Timestamp;
/// let mut book = Book::simulated(1, Timestamp::EPOCH);
/// let error = book.import_journal("{\"journal\":{\"version\":1,\"format\":3}}\n".as_bytes(), |_| {}).unwrap_err();
/// assert_eq!(error.code(), "cut_off");
/// assert_eq!(error.to_string(), "it ends after line 1, before its last line: something is missing");
/// ```
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum ExchangeError {
    /// What is read or written failed.
    #[error("it can't be read or written: {0}")]
    Io(Arc<std::io::Error>),
    /// The books could not be read or written.
    #[error(transparent)]
    Book(#[from] Error),
    /// A line is not what must stand there.
    #[error("line {line} can't be read: {what}")]
    UnreadableLine {
        /// Which line, from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// It was written by a newer version.
    #[error(
        "it has version {version} and records of format {format}, and this program knows {LINES_VERSION} and {JOURNAL_FORMAT}"
    )]
    NewerVersion {
        /// The version of its lines.
        version: u8,
        /// The format of its records; 0 where it has none.
        format: u8,
    },
    /// The last line is missing.
    #[error("it ends after line {line}, before its last line: something is missing")]
    CutOff {
        /// The last line that there is, from 1.
        line: u64,
    },
    /// A record or a person is missing, or was changed: the last line says otherwise.
    #[error("its last line says {said}, and what stands before it comes to {found}")]
    Changed {
        /// What the last line says.
        said: String,
        /// What was found.
        found: String,
    },
    /// The book has other records than what is read in, or more.
    #[error("the book stands at {}, where it is not what is read in", standing(.book))]
    OtherBooks {
        /// How far the book has come.
        book: Head,
    },
}

/// A head in words.
pub(super) fn standing(head: &Head) -> String {
    format!("{} records with the seal {}", head.records, head.seal)
}

impl ExchangeError {
    /// Every code that [`ExchangeError::code`] gives of its own; the others are a book's.
    pub const CODES: &'static [&'static str] =
        &["io_failed", "unreadable_line", "newer_version", "cut_off", "changed", "other_books"];

    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "io_failed",
            Self::Book(error) => error.code(),
            Self::UnreadableLine { .. } => "unreadable_line",
            Self::NewerVersion { .. } => "newer_version",
            Self::CutOff { .. } => "cut_off",
            Self::Changed { .. } => "changed",
            Self::OtherBooks { .. } => "other_books",
        }
    }

    /// Whether what was read is at fault: cut off, changed, or nothing that was ever exported.
    pub fn is_fault_of_the_export(&self) -> bool {
        match self {
            Self::UnreadableLine { .. } | Self::CutOff { .. } | Self::Changed { .. } => true,
            Self::Io(_) | Self::Book(_) | Self::NewerVersion { .. } | Self::OtherBooks { .. } => false,
        }
    }
}

impl From<std::io::Error> for ExchangeError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(Arc::new(error))
    }
}

impl From<StorageError> for ExchangeError {
    fn from(error: StorageError) -> Self {
        Self::Book(error.into())
    }
}
