//! People: who they are, what they may ask for, and the personal data kept apart from the books.
//!
//! What each command asks of an actor stands in [`crate::permission`]; passwords, logins and tokens are the host's.

mod person;
mod user;

pub use person::{Person, PersonChange, PersonError, Personal};
pub use user::{Exclusion, Role, Status, StatusKind, User};
