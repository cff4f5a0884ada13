//! Hooks: events handed to the host's own code, after their commit and in journal order.
//!
//! A hook can't fail a command: what it hears has happened. A `Book` calls its hooks itself, a unit of work at a time.
//! Between a `SharedBook` and its hooks, which have a thread of their own, stands a bounded queue. What does not fit into
//! it is read from the journal instead, so that a slow hook hears everything, only later; it is counted. A hook lives as long as the process: whoever must hear of everything across a restart keeps a
//! [`Cursor`](crate::journal::Cursor).

mod delivery;
#[cfg(not(target_arch = "wasm32"))]
mod tray;

use crate::event::{Event, EventKind};
use crate::journal::JournalRecord;
use crate::storage::MaybeSend;

use crate::book::Reader;

pub(crate) use delivery::{Entry, Hooks};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use tray::Tray;

/// Something that happened, with the journal record that tells of it.
///
/// ```
/// use realdeal::event::EventKind;
/// use realdeal::hook::Happened;
/// use std::sync::{Arc, Mutex};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
/// let heard = Arc::new(Mutex::new(Vec::new()));
/// let list = heard.clone();
/// book.on(EventKind::MarketSuspended, move |happened: &Happened<'_>| {
///     list.lock().unwrap().push(format!("{} at {}", happened.event.name(), happened.record.at));
/// })?;
/// book.session(bookmaker).suspend_market(market.id)?;
/// assert_eq!(*heard.lock().unwrap(), ["MarketSuspended at 2024-08-16T12:00:00Z"]);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Happened<'a> {
    /// The number of the journal record.
    pub number: u64,
    /// The record: who asked, when, why, and all that came of it.
    pub record: &'a JournalRecord,
    /// The event.
    pub event: &'a Event,
}

/// Hears events. A closure that takes a [`Happened`] is one.
///
/// It may take its time and it may panic: the bets it hears of are placed.
pub trait Hook: MaybeSend {
    /// Hears one event.
    fn happened(&mut self, happened: &Happened<'_>);
}

impl<F: FnMut(&Happened<'_>) + MaybeSend> Hook for F {
    fn happened(&mut self, happened: &Happened<'_>) {
        self(happened);
    }
}

/// Which events a hook hears.
///
/// ```
/// use realdeal::event::EventKind;
/// use realdeal::hook::Kinds;
/// let kinds = Kinds::from([EventKind::BetPlaced, EventKind::BetSettled]);
/// assert!(kinds.has(EventKind::BetPlaced) && !kinds.has(EventKind::BetVoided));
/// assert!(Kinds::All.has(EventKind::BetVoided));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kinds {
    /// All of them.
    All,
    /// Those of these kinds.
    Only(Vec<EventKind>),
}

impl Kinds {
    /// Whether events of a kind are heard.
    pub fn has(&self, kind: EventKind) -> bool {
        match self {
            Self::All => true,
            Self::Only(kinds) => kinds.contains(&kind),
        }
    }
}

impl From<EventKind> for Kinds {
    fn from(kind: EventKind) -> Self {
        Self::Only(vec![kind])
    }
}

impl<const N: usize> From<[EventKind; N]> for Kinds {
    fn from(kinds: [EventKind; N]) -> Self {
        Self::Only(kinds.into())
    }
}

/// The name of a hook that was set, to take it away again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HookId(usize);

/// What has become of the events on their way to the hooks of a book, since it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HookCounts {
    /// How often a hook was called.
    pub delivered: u64,
    /// How often one panicked.
    pub panicked: u64,
    /// How many records did not fit into the queue, and were read from the journal.
    pub overflowed: u64,
}

/// Where an engine tells what was committed. It can't hold the engine up, and can't fail it.
pub(crate) trait Listener {
    /// Whether anybody wants to hear.
    fn is_listening(&self) -> bool;
    /// Takes the records of a unit, in order.
    fn hear(&mut self, records: Vec<Delivery>, reader: &Reader);
    /// Is told that the journal has something new.
    fn look(&mut self, reader: &Reader);
}

/// A record on its way to the hooks.
#[derive(Debug, Clone)]
pub(crate) struct Delivery {
    pub(crate) number: u64,
    pub(crate) record: JournalRecord,
}
