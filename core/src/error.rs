//! The one error that the friendly methods answer with: a rejection, or a storage error.

use crate::journal::JournalError;
use crate::rejection::{Rejection, RejectionKind};
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

    /// The family that a rejection belongs to; none, if the books could not be reached.
    pub fn kind(&self) -> Option<RejectionKind> {
        self.rejection().map(Rejection::kind)
    }

    /// The status code that a host would answer over HTTP: a rejection's kind's, or 503, for the books could not be
    /// reached.
    ///
    /// ```
    /// use realdeal::{Error, Rejection, StorageError};
    /// let (refused, failed) = (Error::from(Rejection::NoStake {}), Error::from(StorageError::Conflict));
    /// assert_eq!((refused.http_status(), failed.http_status()), (400, 503));
    /// ```
    pub fn http_status(&self) -> u16 {
        self.kind().map_or(503, RejectionKind::http_status)
    }

    /// The figures that the message names, by name.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("100.01 EUR");
    /// let error = book.session(alice).place_bet(slip).unwrap_err();
    /// assert_eq!(error.figures()["balance"], "100.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn figures(&self) -> serde_json::Map<String, serde_json::Value> {
        match self {
            Self::Rejected(rejection) => rejection.figures(),
            Self::Storage(error) => error.figures(),
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
    crate::pricing::PricingError,
    crate::settlement::LegResultError,
    crate::betting::BetTermsError,
    crate::time::TimeError,
);
