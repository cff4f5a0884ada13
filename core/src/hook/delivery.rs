//! Calling the hooks: each hears each record once, in order, whichever way it came.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::{Delivery, Happened, Hook, HookCounts, HookId, Kinds, Listener};
use crate::book::Reader;
use crate::error::Error;
use crate::journal::JournalRecord;
use crate::storage::Page;
use crate::trace;

/// What takes a hook away, be it in the middle of a delivery.
#[derive(Debug, Clone)]
pub(crate) struct Switch {
    pub(crate) id: HookId,
    off: Arc<AtomicBool>,
}

impl Switch {
    fn new() -> Self {
        // Over all books of the process, so that no hook's name is another book's.
        static NEXT: AtomicUsize = AtomicUsize::new(1);
        Self { id: HookId(NEXT.fetch_add(1, Ordering::Relaxed)), off: Arc::default() }
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn turn_off(&self) {
        self.off.store(true, Ordering::SeqCst);
    }

    fn is_off(&self) -> bool {
        self.off.load(Ordering::SeqCst)
    }
}

/// A hook, with what it wants to hear.
pub(crate) struct Entry {
    pub(crate) switch: Switch,
    kinds: Kinds,
    /// The last record that it has heard, or before it was set.
    position: u64,
    hook: Box<dyn Hook>,
}

impl Entry {
    /// A hook that hears what comes after the record `since`.
    pub(crate) fn new(kinds: Kinds, hook: Box<dyn Hook>, since: u64) -> Self {
        Self { switch: Switch::new(), kinds, position: since, hook }
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("id", &self.switch.id)
            .field("kinds", &self.kinds)
            .field("position", &self.position)
            .finish_non_exhaustive()
    }
}

/// The hooks of a book, and how far each has heard.
#[derive(Debug, Default)]
pub(crate) struct Hooks {
    entries: Vec<Entry>,
    counts: HookCounts,
}

/// The hooks are called at once, on the thread of whoever sent the commands.
impl Listener for Hooks {
    fn is_listening(&self) -> bool {
        !self.entries.is_empty()
    }

    fn hear(&mut self, records: Vec<Delivery>, reader: &Reader) {
        // What can't be read from the journal now comes with the next record: the commands are carried out.
        let _ = self.deliver(&records, reader);
    }

    fn look(&mut self, reader: &Reader) {
        let _ = self.catch_up(reader, u64::MAX);
    }
}

/// How many records are read from the journal at once.
const STEP: usize = 1_000;

impl Hooks {
    pub(crate) fn counts(&self) -> HookCounts {
        self.counts
    }

    pub(crate) fn add(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Takes a hook away; whether it was there.
    pub(crate) fn remove(&mut self, id: HookId) -> bool {
        let before = self.entries.len();
        self.entries.retain(|entry| entry.switch.id != id);
        self.entries.len() < before
    }

    /// Drops the hooks that were switched off.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn sweep(&mut self) {
        self.entries.retain(|entry| !entry.switch.is_off());
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn switches(&self) -> Vec<Switch> {
        self.entries.iter().map(|entry| entry.switch.clone()).collect()
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn count_overflow(&mut self, records: u64) {
        trace::hook_overflowed(records);
        self.counts.overflowed += records;
    }

    /// How far all of them have heard.
    fn position(&self) -> Option<u64> {
        self.entries.iter().map(|entry| entry.position).min()
    }

    /// Delivers records that come in order. What a hook lacks before them is read from the journal.
    ///
    /// Errors: the journal can't be read; the records that are left come with the next delivery.
    pub(crate) fn deliver(&mut self, batch: &[Delivery], reader: &Reader) -> Result<(), Error> {
        for Delivery { number, record } in batch {
            let before = number.saturating_sub(1);
            self.catch_up(reader, before)?;
            if self.position().is_none_or(|position| position < before) {
                // Nobody hears, or the journal does not show yet what lies between.
                break;
            }
            self.call(*number, record);
        }
        Ok(())
    }

    /// Delivers from the journal, up to a record or to the journal's end.
    pub(crate) fn catch_up(&mut self, reader: &Reader, until: u64) -> Result<(), Error> {
        while let Some(position) = self.position().filter(|position| *position < until) {
            let left = usize::try_from(until - position).unwrap_or(STEP);
            let records = reader.journal(Page::after(position, STEP.min(left)))?;
            if records.is_empty() {
                break;
            }
            for numbered in records {
                self.call(numbered.number, &numbered.record);
            }
        }
        Ok(())
    }

    /// Calls every hook that wants to hear of a record, unless it has heard of it.
    fn call(&mut self, number: u64, record: &JournalRecord) {
        for event in &record.events {
            let happened = Happened { number, record, event };
            for entry in &mut self.entries {
                if number <= entry.position || !entry.kinds.has(event.kind()) || entry.switch.is_off() {
                    continue;
                }
                self.counts.delivered += 1;
                // What a hook leaves half done is its own; the books are done with this record.
                if catch_unwind(AssertUnwindSafe(|| entry.hook.happened(&happened))).is_err() {
                    trace::hook_panicked();
                    self.counts.panicked += 1;
                }
            }
        }
        for entry in &mut self.entries {
            entry.position = entry.position.max(number);
        }
    }
}
