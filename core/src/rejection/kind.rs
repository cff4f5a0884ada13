//! The families of rejections, and how they map onto HTTP's status codes.

use serde::{Deserialize, Serialize};

/// The family of a rejection; maps onto HTTP's status codes one to one.
///
/// ```
/// use realdeal::{Rejection, RejectionKind};
/// let rejection = Rejection::NoStake {};
/// assert_eq!(rejection.kind(), RejectionKind::Invalid);
/// assert_eq!(rejection.kind().http_status(), 400);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RejectionKind {
    /// The request itself is malformed or makes no sense (400).
    Invalid,
    /// Nobody is signed in (401).
    Unauthorised,
    /// The actor may not ask for this (403).
    Forbidden,
    /// Something named in the request does not exist (404).
    NotFound,
    /// The request does not fit how things stand (409).
    Conflict,
    /// It is too late, or the thing is closed (410).
    Closed,
    /// A limit of money or number stands against it (422).
    Limit,
    /// Too much is asked at once (429).
    Overloaded,
}

impl RejectionKind {
    /// The HTTP status code for this kind.
    pub fn http_status(self) -> u16 {
        match self {
            Self::Invalid => 400,
            Self::Unauthorised => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::Closed => 410,
            Self::Limit => 422,
            Self::Overloaded => 429,
        }
    }
}
