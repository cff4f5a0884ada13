//! The one error that the friendly methods answer with: a rejection, or a storage error.

use crate::journal::JournalError;
use crate::rejection::Rejection;
use crate::storage::StorageError;

/// Why a request was not met.
///
/// ```
/// use realdeal::{Book, Error};
/// let mut book = Book::in_memory();
/// let Err(Error::Rejected(rejection)) = book.system().confirm_deposit(
///     "0190b6f0-0000-7000-8000-000000000000".parse()?, "10.00 EUR", "bank", "1",
/// ) else { panic!("nobody is registered yet") };
/// assert_eq!(rejection.code(), "unknown_user");
/// # Ok::<(), realdeal::Rejection>(())
/// ```
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The request can't be met as it stands; nothing has changed.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The books could not be reached.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Error {
    /// The stable code: a rejection's, or `storage_conflict`, `storage_not_applied`, `storage_unknown`,
    /// `journal_broken`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Rejected(rejection) => rejection.code(),
            Self::Storage(error) => error.code(),
        }
    }

    /// The rejection, if it is one.
    pub fn rejection(&self) -> Option<&Rejection> {
        match self {
            Self::Rejected(rejection) => Some(rejection),
            Self::Storage(_) => None,
        }
    }
}

impl From<JournalError> for Error {
    fn from(error: JournalError) -> Self {
        Self::Storage(error.into())
    }
}

/// What can't be read is a rejection like any other, so that `?` carries it.
macro_rules! through_rejection {
    ($($error:ty),* $(,)?) => {$(
        impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::Rejected(error.into())
            }
        }
    )*};
}

through_rejection!(
    crate::catalogue::NameError,
    crate::catalogue::market_kind::LineError,
    crate::catalogue::market_kind::MarketKindError,
    crate::catalogue::score::ScoreError,
    crate::house_rules::HouseRulesError,
    crate::id::IdError,
    crate::money::MoneyError,
    crate::odds::OddsError,
    crate::people::PersonError,
    crate::settlement::LegResultError,
    crate::time::TimeError,
);
