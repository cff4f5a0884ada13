//! A unit of work: a copy of the store, the part of it that was fetched, and the versions that it stands on.

use std::collections::BTreeMap;

use realdeal::StorageError;
use realdeal::keys::{Keys, Scan};
use realdeal::state::{Change, Changes, Key, State, Version};
use realdeal::storage::{Receipt, Unit};

use super::Shared;
use super::store::Store;

pub(super) struct NaiveUnit<'a> {
    shared: &'a Shared,
    seals_later: bool,
    /// The store as it was when the unit was opened, with the unit's own changes.
    working: Store,
    /// What of it was fetched.
    known: State,
    /// The version of each fetched row.
    fences: BTreeMap<Key, Version>,
    /// The unit's changes, to be made again to the store itself.
    taken: Vec<Changes>,
}

impl<'a> NaiveUnit<'a> {
    pub(super) fn new(shared: &'a Shared, seals_later: bool) -> Self {
        let working = shared.lock().clone();
        let mut known = State::partial();
        known.last_at = working.rows.last_at;
        Self { shared, seals_later, working, known, fences: BTreeMap::new(), taken: Vec::new() }
    }
}

impl Unit for NaiveUnit<'_> {
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError> {
        for key in self.working.fetch(keys, &mut self.known) {
            // A sum has no version, and is no fence: it is always 0, here and in the store.
            let version = self.working.rows.version(&key);
            self.fences.insert(key, version);
        }
        Ok(())
    }

    fn scan(&mut self, scan: &Scan) -> Result<Vec<Key>, StorageError> {
        Ok(self.working.scan(scan))
    }

    fn state(&self) -> &State {
        &self.known
    }

    fn apply(&mut self, changes: Changes) -> Result<(), StorageError> {
        self.taken.push(changes.clone());
        let touched: Vec<Key> = changes.rows.iter().filter_map(Change::key).collect();
        self.working.take(changes);
        for key in touched.iter().filter(|key| self.fences.contains_key(key)) {
            self.known.load_from(&self.working.rows, key);
        }
        self.known.last_at = self.working.rows.last_at;
        Ok(())
    }

    fn commit(self: Box<Self>) -> Result<Receipt, StorageError> {
        let mut store = self.shared.lock();
        if self.fences.iter().any(|(key, version)| store.rows.version(key) != *version) {
            return Err(StorageError::Conflict);
        }
        for changes in self.taken {
            store.take(changes);
        }
        if self.seals_later {
            return Ok(Receipt { last_record: None });
        }
        store.seal();
        Ok(Receipt { last_record: Some(store.journal.len() as u64) })
    }
}
