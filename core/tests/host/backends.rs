//! Storages that wait, fail, panic or lie when a test asks them to, around the memory backend.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};

use realdeal::host::SimulatedHost;
use realdeal::keys::{Keys, Scan};
use realdeal::memory::Memory;
use realdeal::state::{Changes, Key, State};
use realdeal::storage::{Capability, Readers, Receipt, Storage, Unit};
use realdeal::{Book, StorageError};

use crate::support::{World, noon, world_in};

/// What a test does to the storage beneath a book.
pub(crate) trait Meddling: Send {
    /// Before a unit is opened.
    fn begin(&mut self) -> Result<(), StorageError> {
        Ok(())
    }

    /// Before changes are applied.
    fn apply(&mut self, _changes: &mut Changes) {}

    /// Before a commit.
    fn commit(&mut self) -> Result<(), StorageError> {
        Ok(())
    }

    /// After a commit.
    fn committed(&mut self, receipt: Receipt) -> Result<Receipt, StorageError> {
        Ok(receipt)
    }
}

/// A memory backend that somebody meddles with.
pub(crate) struct Meddled<M> {
    pub(crate) memory: Memory,
    pub(crate) by: M,
}

struct MeddledUnit<'a, M> {
    inner: Box<dyn Unit + 'a>,
    by: &'a mut M,
}

impl<M: Meddling> Storage for Meddled<M> {
    fn capability(&self) -> Capability {
        self.memory.capability()
    }

    fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError> {
        self.by.begin()?;
        Ok(Box::new(MeddledUnit { inner: self.memory.begin()?, by: &mut self.by }))
    }

    fn readers(&self) -> Arc<dyn Readers> {
        self.memory.readers()
    }
}

impl<M: Meddling> Unit for MeddledUnit<'_, M> {
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError> {
        self.inner.fetch(keys)
    }

    fn scan(&mut self, scan: &Scan) -> Result<Vec<Key>, StorageError> {
        self.inner.scan(scan)
    }

    fn state(&self) -> &State {
        self.inner.state()
    }

    fn apply(&mut self, mut changes: Changes) -> Result<(), StorageError> {
        self.by.apply(&mut changes);
        self.inner.apply(changes)
    }

    fn commit(self: Box<Self>) -> Result<Receipt, StorageError> {
        let Self { inner, by } = *self;
        by.commit()?;
        by.committed(inner.commit()?)
    }
}

/// The small world over a storage that is meddled with.
pub(crate) fn world_over(by: impl Meddling + 'static) -> World {
    let storage = Meddled { memory: Memory::new(), by };
    world_in(Book::with_host(storage, SimulatedHost::new(1, noon())))
}

#[derive(Default)]
struct GateState {
    closed: bool,
    /// How many wait before it.
    waiting: u32,
}

/// A gate that holds up whoever comes to it while it is closed.
#[derive(Clone, Default)]
pub(crate) struct Gate {
    state: Arc<(Mutex<GateState>, Condvar)>,
}

impl Gate {
    pub(crate) fn close(&self) {
        self.state.0.lock().unwrap().closed = true;
    }

    pub(crate) fn open(&self) {
        self.state.0.lock().unwrap().closed = false;
        self.state.1.notify_all();
    }

    /// Goes through it, once it is open.
    pub(crate) fn pass(&self) {
        let (state, changed) = &*self.state;
        let mut state = state.lock().unwrap();
        state.waiting += 1;
        changed.notify_all();
        while state.closed {
            state = changed.wait(state).unwrap();
        }
        state.waiting -= 1;
    }

    /// Waits until somebody waits before it.
    pub(crate) fn wait_for_somebody(&self) {
        let (state, changed) = &*self.state;
        let mut state = state.lock().unwrap();
        while state.waiting == 0 {
            state = changed.wait(state).unwrap();
        }
    }
}

/// A storage with a gate before each unit and one before each commit, which counts its commits.
#[derive(Clone, Default)]
pub(crate) struct Gated {
    pub(crate) before_unit: Gate,
    pub(crate) before_commit: Gate,
    commits: Arc<AtomicU64>,
}

impl Gated {
    pub(crate) fn commits(&self) -> u64 {
        self.commits.load(Ordering::SeqCst)
    }
}

impl Meddling for Gated {
    fn begin(&mut self) -> Result<(), StorageError> {
        self.before_unit.pass();
        Ok(())
    }

    fn commit(&mut self) -> Result<(), StorageError> {
        self.before_commit.pass();
        self.commits.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

/// A trouble that a storage has once it is asked for, and once for each time.
#[derive(Clone, Default)]
pub(crate) struct Trouble(Arc<AtomicU64>);

impl Trouble {
    pub(crate) fn ask_for(&self, times: u64) {
        self.0.store(times, Ordering::SeqCst);
    }

    pub(crate) fn comes(&self) -> bool {
        self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok()
    }
}

/// A storage that panics in the middle of a unit.
pub(crate) struct Panicking(pub(crate) Trouble);

impl Meddling for Panicking {
    fn commit(&mut self) -> Result<(), StorageError> {
        assert!(!self.0.comes(), "the storage panics, as the test asks it to");
        Ok(())
    }
}

/// A storage that commits, and says that it does not know.
pub(crate) struct Forgetful(pub(crate) Trouble);

impl Meddling for Forgetful {
    fn committed(&mut self, receipt: Receipt) -> Result<Receipt, StorageError> {
        if self.0.comes() { Err(StorageError::unknown("the line went dead")) } else { Ok(receipt) }
    }
}

/// A storage that numbers its records later, as far as the engine can tell.
pub(crate) struct NumberingLater;

impl Meddling for NumberingLater {
    fn committed(&mut self, _receipt: Receipt) -> Result<Receipt, StorageError> {
        Ok(Receipt { last_record: None })
    }
}
