//! What a harness says when it has found something.

use std::fmt;

/// A promise that was not kept, or something that kept the harness from looking.
///
/// ```
/// use realdeal_simulator::Fault;
/// let fault = Fault::new("a bet is missing").played_by("kills --seed 7");
/// assert!(fault.to_string().ends_with("realdeal-simulator -- kills --seed 7"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(String);

/// What a harness gives.
pub type Found<T> = Result<T, Fault>;

impl Fault {
    /// A fault, in words.
    pub fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }

    /// The fault with where it was seen in front.
    #[must_use]
    pub fn at(self, place: impl fmt::Display) -> Self {
        Self(format!("{place}: {}", self.0))
    }

    /// The fault with the line that plays it again.
    #[must_use]
    pub fn played_by(self, arguments: &str) -> Self {
        Self(format!("{}\n    cargo run -p realdeal-simulator -- {arguments}", self.0))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

macro_rules! from {
    ($($error:ty),* $(,)?) => {$(
        impl From<$error> for Fault {
            fn from(error: $error) -> Self {
                Self(error.to_string())
            }
        }
    )*};
}

from!(
    std::io::Error,
    std::num::ParseIntError,
    realdeal::Error,
    realdeal::StorageError,
    rusqlite::Error,
    serde_json::Error,
    realdeal::odds::OddsError,
    realdeal::time::TimeError,
);
