//! Storage errors: the books could not be reached, or are not whole.

use std::sync::Arc;

use crate::journal::JournalError;

/// Why the books could not be reached. Never a reason in the request: that is a
/// [`Rejection`](crate::Rejection).
///
/// A host that may try again does so with the same command ids: then nothing is done twice, even if it is not
/// known whether the first sending was applied.
///
/// ```
/// use realdeal::StorageError;
/// let error = StorageError::busy("the disk is full");
/// assert_eq!(error.code(), "storage_not_applied");
/// assert!(error.is_retryable() && error.is_not_applied());
/// assert!(!StorageError::refused("the file is of another program").is_retryable());
/// ```
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// Another unit changed what this one stands on. Nothing was applied; the engine tries again by itself.
    #[error("another unit of work changed the same rows; nothing was applied")]
    Conflict,
    /// Nothing was applied.
    #[error("nothing was applied: {what}")]
    NotApplied {
        /// What went wrong.
        what: String,
        /// Whether the same request may succeed later.
        retry: bool,
        /// The error beneath.
        #[source]
        source: Option<Arc<dyn std::error::Error + Send + Sync>>,
    },
    /// Nobody knows whether it was applied: ask again with the same command id.
    #[error("it is not known whether it was applied: {what}")]
    Unknown {
        /// What went wrong.
        what: String,
        /// The error beneath.
        #[source]
        source: Option<Arc<dyn std::error::Error + Send + Sync>>,
    },
    /// The journal is not as it was written.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl StorageError {
    /// Nothing was applied, and the same request won't succeed later.
    pub fn refused(what: impl Into<String>) -> Self {
        Self::NotApplied { what: what.into(), retry: false, source: None }
    }

    /// Nothing was applied, and the same request may succeed later.
    pub fn busy(what: impl Into<String>) -> Self {
        Self::NotApplied { what: what.into(), retry: true, source: None }
    }

    /// Every code that [`StorageError::code`] can give.
    pub const CODES: &'static [&'static str] =
        &["storage_conflict", "storage_not_applied", "storage_unknown", "journal_broken"];

    /// Nobody can tell whether it was applied: the same command with the same id tells.
    ///
    /// ```
    /// use realdeal::StorageError;
    /// let error = StorageError::unknown("the connection broke during the commit");
    /// assert!(!error.is_not_applied() && error.is_retryable());
    /// ```
    pub fn unknown(what: impl Into<String>) -> Self {
        Self::Unknown { what: what.into(), source: None }
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Conflict => "storage_conflict",
            Self::NotApplied { .. } => "storage_not_applied",
            Self::Unknown { .. } => "storage_unknown",
            Self::Journal(_) => "journal_broken",
        }
    }

    /// The figures that the message names, by name: `what` went wrong, in the backend's words, or the journal's `fault`.
    ///
    /// ```
    /// use realdeal::StorageError;
    /// assert_eq!(StorageError::busy("the disk is full").figures()["what"], "the disk is full");
    /// ```
    pub fn figures(&self) -> serde_json::Map<String, serde_json::Value> {
        let figure = match self {
            Self::Conflict => None,
            Self::NotApplied { what, .. } | Self::Unknown { what, .. } => {
                Some(("what", what.as_str().into()))
            }
            Self::Journal(fault) => Some(("fault", serde_json::to_value(fault).unwrap_or_default())),
        };
        figure.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// Whether the changes are known not to have been applied.
    pub fn is_not_applied(&self) -> bool {
        match self {
            Self::Conflict | Self::NotApplied { .. } | Self::Journal(_) => true,
            Self::Unknown { .. } => false,
        }
    }

    /// Whether to try again: with the same command id, so that nothing is done twice.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Conflict | Self::NotApplied { retry: true, .. } | Self::Unknown { .. } => true,
            Self::NotApplied { retry: false, .. } | Self::Journal(_) => false,
        }
    }
}
