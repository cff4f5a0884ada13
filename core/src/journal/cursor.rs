//! Cursors: how far a relay has read the journal, kept in the books under the relay's name.

use serde::{Deserialize, Serialize};

/// How far somebody who carries events elsewhere has come.
///
/// A relay reads the records after its position, hands them on, and acknowledges the last of them: what it could not
/// hand on, or not acknowledge, it reads again. At least once, and in order.
///
/// ```
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, .. } = doc::world()?;
/// let news = book.unread("mail", 100)?;
/// let last = news.last().unwrap().number;
/// book.acknowledge("mail", last)?;
/// assert!(book.unread("mail", 100)?.is_empty());
/// assert_eq!(book.cursors()?[0].position, last);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    /// The name under which the relay keeps it.
    pub name: String,
    /// The number of the last record that was acknowledged; 0 before the first.
    pub position: u64,
}
