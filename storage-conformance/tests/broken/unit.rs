//! Units of work in which something goes wrong.

use std::sync::Arc;

use realdeal::StorageError;
use realdeal::journal::Cursor;
use realdeal::keys::{Access, Keys, Scan, parents};
use realdeal::state::{Change, Changes, Key, RowChange, State};
use realdeal::storage::{Readers, Receipt, Storage, Unit};
use realdeal::time::Timestamp;
use realdeal_conformance::naive::Naive;

use crate::faults::{Counter, Fault, adds_to_house};

/// Copies rows with their parents from one state into another that knows less.
fn copy(known: &mut State, source: &State, keys: &Keys) {
    let mut wanted = keys.clone().canonical();
    while let Some((key, access)) = wanted.pop() {
        let is_new = !known.knows(&key);
        if is_new {
            known.load_from(source, &key);
        }
        if is_new || access == Access::Write {
            let more = parents(known, &key, access).canonical();
            wanted.extend(more.into_iter().filter(|(key, _)| !known.knows(key)));
        }
    }
}

/// A unit over another one, which lies where its fault says.
pub(crate) struct BrokenUnit<'a> {
    inner: Option<Box<dyn Unit + 'a>>,
    readers: Arc<dyn Readers>,
    fault: Fault,
    counter: Counter,
    /// What is shown in place of the inner unit's state, for faults that lie about it.
    shown: State,
    /// What was committed when the unit was opened, for scans that see nothing else.
    committed: Option<Naive>,
}

impl<'a> BrokenUnit<'a> {
    pub(crate) fn new(
        inner: Box<dyn Unit + 'a>,
        readers: Arc<dyn Readers>,
        fault: Fault,
        counter: Counter,
    ) -> Self {
        let mut shown =
            if fault == Fault::AbsentForNotFetched { State::complete() } else { State::partial() };
        shown.last_at = if fault == Fault::TimeForgotten { Timestamp::EPOCH } else { inner.state().last_at };
        Self { inner: Some(inner), readers, fault, counter, shown, committed: None }
    }

    pub(crate) fn scanning(mut self, committed: Naive) -> Self {
        self.committed = Some(committed);
        self
    }

    fn inner(&mut self) -> &mut (dyn Unit + 'a) {
        &mut **self.inner.as_mut().expect("it is there until the commit")
    }

    /// Shows a row as the inner unit has it.
    fn show(&mut self, key: &Key) {
        let inner = self.inner.as_ref().expect("it is there until the commit");
        self.shown.load_from(inner.state(), key);
    }

    fn show_with_parents(&mut self, keys: &Keys) {
        let inner = self.inner.as_ref().expect("it is there until the commit");
        copy(&mut self.shown, inner.state(), keys);
    }

    fn fetch_unguarded(&mut self, keys: &Keys) -> Result<(), StorageError> {
        let (mut read, mut written) = (Keys::new(), Keys::new());
        for (key, access) in keys.iter() {
            let list = if *access == Access::Read { &mut read } else { &mut written };
            list.add(key.clone(), *access);
        }
        let readers = self.readers.clone();
        let mut snapshot = readers.snapshot()?;
        snapshot.fetch(&read)?;
        copy(&mut self.shown, snapshot.state(), &read);
        self.inner().fetch(&written)?;
        self.show_with_parents(&written);
        Ok(())
    }
}

impl Unit for BrokenUnit<'_> {
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError> {
        match self.fault {
            Fault::ReadsUnguarded => return self.fetch_unguarded(keys),
            Fault::FetchOverwrites => {
                let readers = self.readers.clone();
                let mut snapshot = readers.snapshot()?;
                snapshot.fetch(keys)?;
                self.inner().fetch(keys)?;
                for (key, _) in keys.iter() {
                    self.shown.load_from(snapshot.state(), key);
                }
                return Ok(());
            }
            _ => self.inner().fetch(keys)?,
        }
        for (key, _) in keys.iter() {
            let is_there = self.inner().state().version(key) > 0;
            if self.fault != Fault::NotFetchedForAbsent || is_there {
                self.show(key);
            }
        }
        Ok(())
    }

    fn scan(&mut self, scan: &Scan) -> Result<Vec<Key>, StorageError> {
        match (self.fault, scan) {
            (Fault::ScanReversed, _) => {
                let mut keys = self.inner().scan(scan)?;
                keys.reverse();
                Ok(keys)
            }
            (Fault::ScanUnlimited, Scan::BetsBehind { market, .. }) => {
                self.inner().scan(&Scan::BetsBehind { market: *market, limit: u32::MAX })
            }
            (Fault::ScanStale, _) => {
                let committed = self.committed.as_mut().expect("it was given to the unit");
                committed.begin()?.scan(scan)
            }
            _ => self.inner().scan(scan),
        }
    }

    fn state(&self) -> &State {
        match self.fault {
            Fault::AbsentForNotFetched
            | Fault::NotFetchedForAbsent
            | Fault::ParentsForgotten
            | Fault::FetchOverwrites
            | Fault::TimeForgotten
            | Fault::ReadsUnguarded => &self.shown,
            _ => self.inner.as_ref().expect("it is there until the commit").state(),
        }
    }

    fn apply(&mut self, mut changes: Changes) -> Result<(), StorageError> {
        let fault = self.fault;
        if fault == Fault::SumsConflict && adds_to_house(&changes) {
            // One row that everybody who adds to the house must write.
            let mut keys = Keys::new();
            keys.write(Key::Cursor("fence".to_owned()));
            self.inner().fetch(&keys)?;
            let row = Cursor { name: "fence".to_owned(), position: 0 };
            let change = RowChange { id: row.name.clone(), was: 0, row: Some(row) };
            changes.rows.push(Change::Cursor(change));
        }
        if fault == Fault::RecordDoubled {
            let record = changes.record.clone();
            self.inner().apply(Changes { rows: vec![], transfers: vec![], prices: vec![], record })?;
        }
        fault.spoil(&mut changes, &self.counter);
        let touched: Vec<Key> = changes.rows.iter().filter_map(Change::key).collect();
        self.inner().apply(changes)?;
        for key in touched.iter().filter(|key| !matches!(key, Key::Progress(_))) {
            self.show(key);
        }
        Ok(())
    }

    fn commit(mut self: Box<Self>) -> Result<Receipt, StorageError> {
        let mut receipt = self.inner.take().expect("it is there until the commit").commit()?;
        if self.fault == Fault::ConflictApplied && self.counter.hits(3) {
            return Err(StorageError::Conflict);
        }
        if self.fault == Fault::ReceiptWrong {
            receipt.last_record = receipt.last_record.map(|last| last + 1);
        }
        Ok(receipt)
    }
}

impl Drop for BrokenUnit<'_> {
    fn drop(&mut self) {
        if self.fault == Fault::DropCommits
            && let Some(inner) = self.inner.take()
        {
            let _ = inner.commit();
        }
    }
}

/// A unit that reads as everybody does, and opens a unit beneath only when it is committed.
pub(crate) struct LateUnit<'a> {
    books: &'a mut Naive,
    known: State,
    taken: Vec<Changes>,
}

impl<'a> LateUnit<'a> {
    pub(crate) fn new(books: &'a mut Naive) -> Result<Self, StorageError> {
        let mut known = State::partial();
        known.last_at = books.readers().snapshot()?.state().last_at;
        Ok(Self { books, known, taken: Vec::new() })
    }
}

impl Unit for LateUnit<'_> {
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError> {
        let readers = self.books.readers();
        let mut snapshot = readers.snapshot()?;
        snapshot.fetch(keys)?;
        copy(&mut self.known, snapshot.state(), keys);
        Ok(())
    }

    fn scan(&mut self, scan: &Scan) -> Result<Vec<Key>, StorageError> {
        self.books.begin()?.scan(scan)
    }

    fn state(&self) -> &State {
        &self.known
    }

    fn apply(&mut self, changes: Changes) -> Result<(), StorageError> {
        self.taken.push(changes.clone());
        changes.rows.into_iter().for_each(|change| self.known.make(change));
        Ok(())
    }

    fn commit(self: Box<Self>) -> Result<Receipt, StorageError> {
        let mut unit = self.books.begin()?;
        for changes in self.taken {
            unit.apply(changes)?;
        }
        unit.commit()
    }
}
