//! A door before the commit: a storage around another one, where a case decides what becomes of each commit.
//!
//! The door lets a commit through, holds it up, or turns it away; then the unit beneath is dropped, and must leave nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use realdeal::StorageError;
use realdeal::keys::{Keys, Scan};
use realdeal::state::{Changes, Key, State};
use realdeal::storage::{Capability, Readers, Receipt, Storage, Unit};

/// What the door does with the n-th commit, counted from 1.
type Guard = Arc<dyn Fn(u32) -> Result<(), StorageError> + Send + Sync>;

pub(crate) struct Door {
    inner: Box<dyn Storage>,
    guard: Guard,
    commits: AtomicU32,
}

impl Door {
    pub(crate) fn new(
        inner: Box<dyn Storage>,
        guard: impl Fn(u32) -> Result<(), StorageError> + Send + Sync + 'static,
    ) -> Self {
        Self { inner, guard: Arc::new(guard), commits: AtomicU32::new(0) }
    }
}

struct DoorUnit<'a> {
    inner: Box<dyn Unit + 'a>,
    guard: &'a Guard,
    commits: &'a AtomicU32,
}

impl Storage for Door {
    fn capability(&self) -> Capability {
        self.inner.capability()
    }

    fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError> {
        let inner = self.inner.begin()?;
        Ok(Box::new(DoorUnit { inner, guard: &self.guard, commits: &self.commits }))
    }

    fn readers(&self) -> Arc<dyn Readers> {
        self.inner.readers()
    }
}

impl Unit for DoorUnit<'_> {
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError> {
        self.inner.fetch(keys)
    }

    fn scan(&mut self, scan: &Scan) -> Result<Vec<Key>, StorageError> {
        self.inner.scan(scan)
    }

    fn state(&self) -> &State {
        self.inner.state()
    }

    fn apply(&mut self, changes: Changes) -> Result<(), StorageError> {
        self.inner.apply(changes)
    }

    fn commit(self: Box<Self>) -> Result<Receipt, StorageError> {
        let count = self.commits.fetch_add(1, Ordering::SeqCst) + 1;
        (self.guard)(count)?;
        self.inner.commit()
    }
}
