//! Calling the hooks: each record once, in order, whichever way it came.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Delivery, Happened, Hook, HookCounts, HookId, Kinds, Listener};
use crate::book::Reader;
use crate::error::Error;
use crate::journal::JournalRecord;
use crate::storage::Page;

/// A hook, with what it wants to hear.
pub(crate) struct Entry {
    id: HookId,
    kinds: Kinds,
    /// The last record before it was set.
    since: u64,
    hook: Box<dyn Hook>,
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry").field("id", &self.id).field("kinds", &self.kinds).finish_non_exhaustive()
    }
}

/// The hooks of a book, and how far they have heard.
#[derive(Debug, Default)]
pub(crate) struct Hooks {
    entries: Vec<Entry>,
    next_id: u64,
    /// The last record that was delivered.
    position: u64,
    counts: HookCounts,
}

/// The hooks are called at once, on the thread of whoever sent the commands.
impl Listener for Hooks {
    fn is_listening(&self) -> bool {
        !self.entries.is_empty()
    }

    fn hear(&mut self, records: Vec<Delivery>, reader: &Reader) {
        let Some(last) = records.last().map(|delivery| delivery.number) else { return };
        // A journal that can't be read now is read with the next record: the commands are carried out.
        let _ = self.deliver(&records, reader).and_then(|()| self.catch_up(reader, last));
    }

    fn look(&mut self, reader: &Reader) {
        let head = reader.journal_head().map_or(0, |head| head.records);
        let _ = self.catch_up(reader, head);
    }
}

/// How many records are read from the journal at once.
const STEP: usize = 1_000;

impl Hooks {
    pub(crate) fn counts(&self) -> HookCounts {
        self.counts
    }

    /// Sets a hook that hears what comes after the record `since`.
    pub(crate) fn add(&mut self, kinds: Kinds, hook: Box<dyn Hook>, since: u64) -> HookId {
        if self.entries.is_empty() {
            self.position = since;
        }
        self.next_id += 1;
        let id = HookId(self.next_id);
        self.entries.push(Entry { id, kinds, since, hook });
        id
    }

    /// Takes a hook away; whether it was there.
    pub(crate) fn remove(&mut self, id: HookId) -> bool {
        let before = self.entries.len();
        self.entries.retain(|entry| entry.id != id);
        self.entries.len() < before
    }

    pub(crate) fn count_overflow(&mut self, records: u64) {
        self.counts.overflowed += records;
    }

    /// Delivers records that come in order. What lies between the last one delivered and these is read from the journal.
    ///
    /// Errors: the journal can't be read; the records that are left come with the next delivery.
    pub(crate) fn deliver(&mut self, batch: &[Delivery], reader: &Reader) -> Result<(), Error> {
        for Delivery { number, record } in batch {
            self.catch_up(reader, number.saturating_sub(1))?;
            self.call(*number, record);
        }
        Ok(())
    }

    /// Delivers from the journal, up to a record.
    pub(crate) fn catch_up(&mut self, reader: &Reader, until: u64) -> Result<(), Error> {
        while !self.entries.is_empty() && self.position < until {
            let left = usize::try_from(until - self.position).unwrap_or(STEP);
            let records = reader.journal(Page::after(self.position, STEP.min(left)))?;
            if records.is_empty() {
                break;
            }
            for numbered in records {
                self.call(numbered.number, &numbered.record);
            }
        }
        Ok(())
    }

    /// Calls every hook that wants to hear of a record, unless it was delivered before.
    fn call(&mut self, number: u64, record: &JournalRecord) {
        if number <= self.position {
            return;
        }
        self.position = number;
        for event in &record.events {
            let happened = Happened { number, record, event };
            for entry in &mut self.entries {
                if number <= entry.since || !entry.kinds.has(event.kind()) {
                    continue;
                }
                self.counts.delivered += 1;
                // What a hook leaves half done is its own; the books are done with this record.
                if catch_unwind(AssertUnwindSafe(|| entry.hook.happened(&happened))).is_err() {
                    self.counts.panicked += 1;
                }
            }
        }
    }
}
