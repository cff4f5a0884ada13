//! Why a decision could not be taken, or was taken against the command: the answer that permissions, decisions and effects
//! have in common.

use crate::keys::{Keys, Scan};
use crate::rejection::Rejection;
use crate::state::{Key, NotFetched};

/// Why a decision could not be taken, or was taken against the command. See [`decide`](crate::decide::decide) for an example.
#[derive(Debug, Clone, PartialEq)]
pub enum Decline {
    /// The command is not carried out.
    Rejected(Rejection),
    /// Rows or a scan are missing: they are fetched, and the decision taken anew.
    Need(Need),
    /// The books contradict themselves: a row that must be there is not, or stands where it can't.
    Inconsistent(Key),
}

/// What a decision lacks. Whoever calls [`decide`](crate::decide::decide) fetches it and calls again; a few rounds always suffice.
#[derive(Debug, Clone, PartialEq)]
pub enum Need {
    /// Rows.
    Keys(Keys),
    /// What scans find, with the rows found.
    Scans(Vec<Scan>),
}

impl From<Rejection> for Decline {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

impl From<NotFetched> for Decline {
    fn from(NotFetched(key): NotFetched) -> Self {
        let mut keys = Keys::new();
        keys.write(key);
        Self::Need(Need::Keys(keys))
    }
}
