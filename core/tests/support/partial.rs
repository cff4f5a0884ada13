//! A storage that shows only fetched rows, as one over SQL would: whatever `keys` forgets, it finds.

use std::sync::Arc;

use realdeal::StorageError;
use realdeal::keys::{Access, Keys, Scan, parents};
use realdeal::memory::Memory;
use realdeal::state::{Change, Changes, Key, State};
use realdeal::storage::{Capability, Readers, Receipt, Storage, Unit};

pub(crate) struct Partial {
    inner: Memory,
}

impl Partial {
    pub(crate) fn new() -> Self {
        Self { inner: Memory::new() }
    }
}

struct PartialUnit<'a> {
    inner: Box<dyn Unit + 'a>,
    state: State,
}

impl Storage for Partial {
    fn capability(&self) -> Capability {
        Capability { resident: false, ..self.inner.capability() }
    }

    fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError> {
        let inner = self.inner.begin()?;
        let mut state = State::partial();
        state.last_at = inner.state().last_at;
        Ok(Box::new(PartialUnit { inner, state }))
    }

    fn readers(&self) -> Arc<dyn Readers> {
        self.inner.readers()
    }
}

impl Unit for PartialUnit<'_> {
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError> {
        let mut wanted = keys.clone().canonical();
        while let Some((key, access)) = wanted.pop() {
            let known = self.state.knows(&key);
            // A row that was fetched to be read is fetched again to be changed: more may come with it.
            if known && access == Access::Read {
                continue;
            }
            if !known {
                self.state.load_from(self.inner.state(), &key);
            }
            let parents = parents(&self.state, &key, access).canonical();
            // What is known already is fetched again only to be written: its fence is another.
            let fresh = |(key, access): &(Key, Access)| *access == Access::Write || !self.state.knows(key);
            wanted.extend(parents.into_iter().filter(fresh));
        }
        Ok(())
    }

    fn scan(&mut self, scan: &Scan) -> Result<Vec<Key>, StorageError> {
        self.inner.scan(scan)
    }

    fn state(&self) -> &State {
        &self.state
    }

    fn apply(&mut self, changes: Changes) -> Result<(), StorageError> {
        let touched: Vec<Key> = changes.rows.iter().filter_map(Change::key).collect();
        self.inner.apply(changes)?;
        for key in touched {
            // A sum may be added to without having been fetched, and stays unknown then.
            if self.state.knows(&key) || !matches!(key, Key::Progress(_)) {
                self.state.load_from(self.inner.state(), &key);
            }
        }
        self.state.last_at = self.inner.state().last_at;
        Ok(())
    }

    fn commit(self: Box<Self>) -> Result<Receipt, StorageError> {
        self.inner.commit()
    }
}
