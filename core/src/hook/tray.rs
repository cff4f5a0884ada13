//! The tray between a writer and the thread of the hooks: bounded, so that a slow hook can't hold a bet up.
//!
//! Nobody holds the tray's lock while a hook is called or the journal is read; so a hook may ask the shared book for
//! anything, set and take away hooks, and even close the book.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::delivery::{Entry, Hooks, Switch};
use super::{Delivery, Hook, HookCounts, HookId, Kinds, Listener};
use crate::book::Reader;
use crate::storage::StorageError;

/// What lies in the tray.
#[derive(Default)]
struct Contents {
    records: VecDeque<Delivery>,
    /// Set when the journal has something that does not lie here, or a hook came or went.
    look: bool,
    /// Hooks that were set, and wait to be taken in by their thread.
    added: Vec<Entry>,
    /// All hooks that are set.
    set: Vec<Switch>,
    overflowed: u64,
    closed: bool,
    /// How often something was laid down, and how much of that the hooks have heard of.
    laid: u64,
    heard: u64,
    counts: HookCounts,
}

impl Contents {
    fn lay(&mut self, look: bool) {
        self.look |= look;
        self.laid += 1;
    }
}

/// What the hooks' thread takes out of the tray at once.
struct Batch {
    records: Vec<Delivery>,
    look: bool,
    added: Vec<Entry>,
    overflowed: u64,
    laid: u64,
}

/// The writer's side: laid down, and heard of elsewhere.
impl Listener for &Tray {
    fn is_listening(&self) -> bool {
        !self.contents().set.is_empty()
    }

    fn hear(&mut self, records: Vec<Delivery>, _reader: &Reader) {
        self.put(records);
    }

    fn look(&mut self, _reader: &Reader) {
        self.contents().lay(true);
        self.changed.notify_all();
    }
}

/// Where a writer lays records down for the hooks.
pub(crate) struct Tray {
    contents: Mutex<Contents>,
    changed: Condvar,
    capacity: usize,
}

impl Tray {
    /// A tray for the hooks that will be served.
    pub(crate) fn new(hooks: &Hooks, capacity: usize) -> Self {
        let contents = Contents { set: hooks.switches(), counts: hooks.counts(), ..Contents::default() };
        Self { contents: Mutex::new(contents), changed: Condvar::new(), capacity }
    }

    // Nothing that can panic is done under the lock.
    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lays records down, without waiting for anybody.
    fn put(&self, records: Vec<Delivery>) {
        let mut contents = self.contents();
        let room = self.capacity.saturating_sub(contents.records.len());
        let over = records.len().saturating_sub(room);
        contents.overflowed += over as u64;
        contents.records.extend(records.into_iter().take(room));
        contents.lay(over > 0);
        self.changed.notify_all();
    }

    pub(crate) fn close(&self) {
        self.contents().closed = true;
        self.changed.notify_all();
    }

    /// Sets a hook that hears what comes after the record `since`.
    ///
    /// Errors: a storage error if the tray is closed.
    pub(crate) fn add(&self, kinds: Kinds, hook: Box<dyn Hook>, since: u64) -> Result<HookId, StorageError> {
        let entry = Entry::new(kinds, hook, since);
        let id = entry.switch.id;
        let mut contents = self.contents();
        if contents.closed {
            drop(contents);
            return Err(StorageError::refused("the shared book is closed"));
        }
        contents.set.push(entry.switch.clone());
        contents.added.push(entry);
        // What was committed meanwhile was told to nobody, if this is the first hook.
        contents.lay(true);
        self.changed.notify_all();
        Ok(id)
    }

    /// Takes a hook away; whether it was there. A call of it that is under way may still end.
    pub(crate) fn remove(&self, id: HookId) -> bool {
        let mut contents = self.contents();
        // Closed, the hooks go back to the book, and are its to take away.
        if contents.closed {
            return false;
        }
        let Some(place) = contents.set.iter().position(|switch| switch.id == id) else { return false };
        contents.set.remove(place).turn_off();
        // Its thread drops it.
        contents.lay(true);
        self.changed.notify_all();
        true
    }

    pub(crate) fn counts(&self) -> HookCounts {
        self.contents().counts
    }

    /// Waits until the hooks have heard of everything that was laid down before.
    pub(crate) fn wait(&self) {
        let mut contents = self.contents();
        let until = contents.laid;
        while contents.heard < until {
            contents = self.changed.wait(contents).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits for something in the tray, and takes it; none once the tray is closed and empty.
    fn take(&self) -> Option<Batch> {
        let mut contents = self.contents();
        while contents.heard == contents.laid {
            if contents.closed {
                return None;
            }
            contents = self.changed.wait(contents).unwrap_or_else(PoisonError::into_inner);
        }
        Some(Batch {
            records: contents.records.drain(..).collect(),
            look: std::mem::take(&mut contents.look),
            added: std::mem::take(&mut contents.added),
            overflowed: std::mem::take(&mut contents.overflowed),
            laid: contents.laid,
        })
    }

    /// Delivers until the tray is closed and empty: the whole life of the hooks' thread. Gives the hooks back.
    pub(crate) fn serve(&self, mut hooks: Hooks, reader: &Reader) -> Hooks {
        while let Some(Batch { records, look, added, overflowed, laid }) = self.take() {
            hooks.count_overflow(overflowed);
            for entry in added {
                hooks.add(entry);
            }
            // A backend that panics while it is read, or a hook while it is dropped, must not end this thread: what
            // could not be read now comes with the next record.
            let _ = catch_unwind(AssertUnwindSafe(|| {
                hooks.sweep();
                let delivered = hooks.deliver(&records, reader);
                delivered.and_then(|()| if look { hooks.catch_up(reader, u64::MAX) } else { Ok(()) })
            }));
            let mut contents = self.contents();
            contents.counts = hooks.counts();
            contents.heard = laid;
            self.changed.notify_all();
        }
        hooks.sweep();
        hooks
    }
}
