//! The tray between a writer and the thread of the hooks: bounded, so that a slow hook can't hold a bet up.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::{Delivery, Hook, HookCounts, HookId, Hooks, Kinds, Listener};
use crate::book::Reader;

/// What lies in the tray.
#[derive(Default)]
struct Contents {
    records: VecDeque<Delivery>,
    /// Set when something did not fit, or came without a number: the journal has it.
    look: bool,
    overflowed: u64,
    closed: bool,
    /// The hooks' thread has delivered all that lay here.
    idle: bool,
    counts: HookCounts,
}

/// The writer's side: laid down, and heard of elsewhere.
impl Listener for &Tray {
    fn is_listening(&self) -> bool {
        true
    }

    fn hear(&mut self, records: Vec<Delivery>, _reader: &Reader) {
        self.put(records);
    }

    fn look(&mut self, _reader: &Reader) {
        let mut contents = self.contents();
        (contents.look, contents.idle) = (true, false);
        self.changed.notify_all();
    }
}

/// Where a writer lays records down for the hooks.
pub(crate) struct Tray {
    contents: Mutex<Contents>,
    changed: Condvar,
    hooks: Mutex<Hooks>,
    capacity: usize,
}

impl Tray {
    pub(crate) fn new(hooks: Hooks, capacity: usize) -> Self {
        let contents = Contents { idle: true, counts: hooks.counts(), ..Contents::default() };
        Self { contents: Mutex::new(contents), changed: Condvar::new(), hooks: Mutex::new(hooks), capacity }
    }

    // A panic in a hook is caught where it is called; nothing here is left half done.
    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hooks(&self) -> MutexGuard<'_, Hooks> {
        self.hooks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lays records down, without waiting for anybody.
    fn put(&self, records: Vec<Delivery>) {
        let mut contents = self.contents();
        let room = self.capacity.saturating_sub(contents.records.len());
        if records.len() > room {
            contents.look = true;
            contents.overflowed += (records.len() - room) as u64;
        }
        contents.records.extend(records.into_iter().take(room));
        contents.idle = false;
        self.changed.notify_all();
    }

    pub(crate) fn close(&self) {
        self.contents().closed = true;
        self.changed.notify_all();
    }

    pub(crate) fn add(&self, kinds: Kinds, hook: Box<dyn Hook>, since: u64) -> HookId {
        self.hooks().add(kinds, hook, since)
    }

    pub(crate) fn remove(&self, id: HookId) -> bool {
        self.hooks().remove(id)
    }

    pub(crate) fn counts(&self) -> HookCounts {
        self.contents().counts
    }

    /// Waits until the hooks have heard of everything that was laid down.
    pub(crate) fn wait(&self) {
        let mut contents = self.contents();
        while !contents.idle {
            contents = self.changed.wait(contents).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The hooks when the tray is closed and empty.
    pub(crate) fn take_hooks(&self) -> Hooks {
        std::mem::take(&mut *self.hooks())
    }

    /// Delivers until the tray is closed and empty: the whole life of the hooks' thread.
    pub(crate) fn serve(&self, reader: &Reader) {
        loop {
            let (batch, look, overflowed) = {
                let mut contents = self.contents();
                while contents.records.is_empty() && !contents.look {
                    contents.idle = true;
                    self.changed.notify_all();
                    if contents.closed {
                        return;
                    }
                    contents = self.changed.wait(contents).unwrap_or_else(PoisonError::into_inner);
                }
                let batch: Vec<_> = contents.records.drain(..).collect();
                (batch, std::mem::take(&mut contents.look), std::mem::take(&mut contents.overflowed))
            };
            let mut hooks = self.hooks();
            hooks.count_overflow(overflowed);
            let delivered = hooks.deliver(&batch, reader);
            let head = reader.journal_head().map_or(0, |head| head.records);
            // What can't be read now comes with the next record.
            let _ = delivered.and_then(|()| if look { hooks.catch_up(reader, head) } else { Ok(()) });
            self.contents().counts = hooks.counts();
        }
    }
}
