//! A storage that answers Conflict on every n-th commit, as one with several writers would.

use std::sync::Arc;

use realdeal::StorageError;
use realdeal::keys::{Keys, Scan};
use realdeal::state::{Changes, Key, State};
use realdeal::storage::{Capability, Readers, Receipt, Storage, Unit};

pub(crate) struct Conflicting {
    inner: Box<dyn Storage>,
    every: u32,
    commits: u32,
}

impl Conflicting {
    pub(crate) fn new(inner: Box<dyn Storage>, every: u32) -> Self {
        Self { inner, every, commits: 0 }
    }
}

struct ConflictingUnit<'a> {
    inner: Box<dyn Unit + 'a>,
    every: u32,
    commits: &'a mut u32,
}

impl Storage for Conflicting {
    fn capability(&self) -> Capability {
        Capability { concurrent_writers: true, ..self.inner.capability() }
    }

    fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError> {
        let inner = self.inner.begin()?;
        Ok(Box::new(ConflictingUnit { inner, every: self.every, commits: &mut self.commits }))
    }

    fn readers(&self) -> Arc<dyn Readers> {
        self.inner.readers()
    }
}

impl Unit for ConflictingUnit<'_> {
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
        *self.commits += 1;
        if self.commits.is_multiple_of(self.every) {
            // The inner unit is dropped, and must leave nothing behind.
            return Err(StorageError::Conflict);
        }
        self.inner.commit()
    }
}
