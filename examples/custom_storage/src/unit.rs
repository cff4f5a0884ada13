//! A unit of work: a copy of the books, made when it first writes.

use std::sync::Arc;

use realdeal::StorageError;
use realdeal::keys::{Keys, Scan};
use realdeal::state::{Changes, Key, State};
use realdeal::storage::{Receipt, Unit};

use crate::Shared;
use crate::books::Books;
use crate::log::Log;

pub(crate) struct FileUnit<'a> {
    log: &'a mut Log,
    shared: &'a Shared,
    books: Arc<Books>,
    taken: Vec<Changes>,
}

impl<'a> FileUnit<'a> {
    pub(crate) fn new(log: &'a mut Log, shared: &'a Shared) -> Self {
        Self { log, shared, books: shared.books(), taken: Vec::new() }
    }
}

impl Unit for FileUnit<'_> {
    /// Everything is in the state already.
    fn fetch(&mut self, _keys: &Keys) -> Result<(), StorageError> {
        Ok(())
    }

    fn scan(&mut self, scan: &Scan) -> Result<Vec<Key>, StorageError> {
        Ok(self.books.scan(scan))
    }

    fn state(&self) -> &State {
        &self.books.rows
    }

    fn apply(&mut self, changes: Changes) -> Result<(), StorageError> {
        self.taken.push(changes.clone());
        // Others hold the books, too: the first change makes a copy, which is this unit's own.
        Arc::make_mut(&mut self.books).take(changes);
        Ok(())
    }

    fn commit(self: Box<Self>) -> Result<Receipt, StorageError> {
        if !self.taken.is_empty() {
            self.log.write(&self.taken, &self.books.rows)?;
        }
        let last_record = Some(self.books.journal.len() as u64);
        *self.shared.lock() = self.books;
        Ok(Receipt { last_record })
    }
}
