//! Backends that break a promise on purpose, so that each harness shows that it would notice.

use std::sync::Arc;

use realdeal::StorageError;
use realdeal::keys::{Keys, Scan};
use realdeal::state::{Change, Changes, Key, State, SumChange};
use realdeal::storage::{Capability, Readers, Receipt, Snapshot, Storage, Unit};
use realdeal_sqlite::SqliteStorage;

/// What is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// Commands are acknowledged before they are committed.
    AnswersEarly,
    /// Each command of a slice is committed by itself.
    CommandByCommand,
    /// What a command was answered is not remembered.
    Forgetful,
    /// A wallet is read without the lock, and written with it.
    CheckThenAct,
    /// What is paid is committed first, and that it was paid after it.
    TwoCommits,
}

impl Broken {
    /// All of them, by the names that a command line knows.
    pub const ALL: [(&'static str, Self); 5] = [
        ("answers-early", Self::AnswersEarly),
        ("command-by-command", Self::CommandByCommand),
        ("forgetful", Self::Forgetful),
        ("check-then-act", Self::CheckThenAct),
        ("two-commits", Self::TwoCommits),
    ];

    /// The name that a command line knows.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, broken)| *broken == self).map_or("", |(name, _)| name)
    }

    /// What goes by this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(other, _)| *other == name).map(|(_, broken)| *broken)
    }
}

/// Books in a file, behind something broken.
pub(crate) struct BrokenStorage {
    inner: SqliteStorage,
    readers: Arc<dyn Readers>,
    broken: Option<Broken>,
}

impl BrokenStorage {
    pub(crate) fn new(inner: SqliteStorage, broken: Option<Broken>) -> Self {
        Self { readers: inner.readers(), inner, broken }
    }
}

impl Storage for BrokenStorage {
    fn capability(&self) -> Capability {
        self.inner.capability()
    }

    fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError> {
        match self.broken {
            None | Some(Broken::AnswersEarly | Broken::CommandByCommand) => self.inner.begin(),
            Some(Broken::Forgetful) => Ok(Box::new(ForgetfulUnit(self.inner.begin()?))),
            Some(Broken::CheckThenAct) => self.late(false),
            Some(Broken::TwoCommits) => self.late(true),
        }
    }

    fn readers(&self) -> Arc<dyn Readers> {
        self.readers.clone()
    }
}

impl BrokenStorage {
    fn late(&mut self, twice: bool) -> Result<Box<dyn Unit + '_>, StorageError> {
        let snapshot = self.readers.snapshot()?;
        Ok(Box::new(LateUnit { snapshot, writer: &mut self.inner, changes: Vec::new(), twice }))
    }
}

/// Drops what is to be remembered.
struct ForgetfulUnit<'a>(Box<dyn Unit + 'a>);

impl Unit for ForgetfulUnit<'_> {
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError> {
        self.0.fetch(keys)
    }

    fn scan(&mut self, scan: &Scan) -> Result<Vec<Key>, StorageError> {
        self.0.scan(scan)
    }

    fn state(&self) -> &State {
        self.0.state()
    }

    fn apply(&mut self, mut changes: Changes) -> Result<(), StorageError> {
        changes.rows.retain(|change| !matches!(change, Change::Remembered(_)));
        self.0.apply(changes)
    }

    fn commit(self: Box<Self>) -> Result<Receipt, StorageError> {
        self.0.commit()
    }
}

/// Reads a snapshot, and opens its transaction only to write; for units of one command.
struct LateUnit<'a> {
    snapshot: Box<dyn Snapshot + 'a>,
    writer: &'a mut SqliteStorage,
    changes: Vec<Changes>,
    twice: bool,
}

impl Unit for LateUnit<'_> {
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError> {
        self.snapshot.fetch(keys)
    }

    fn scan(&mut self, scan: &Scan) -> Result<Vec<Key>, StorageError> {
        // Nothing was written yet, so that a unit that is dropped sees the same.
        self.writer.begin()?.scan(scan)
    }

    fn state(&self) -> &State {
        self.snapshot.state()
    }

    fn apply(&mut self, changes: Changes) -> Result<(), StorageError> {
        self.changes.push(changes);
        Ok(())
    }

    fn commit(self: Box<Self>) -> Result<Receipt, StorageError> {
        let Self { writer, changes, twice, .. } = *self;
        let mut units = vec![changes.clone()];
        if twice {
            let (paid, told) = changes.into_iter().map(halves).unzip();
            units = vec![paid, told];
        }
        let mut receipt = Receipt { last_record: None };
        for changes in units {
            let mut unit = writer.begin()?;
            for changes in changes {
                unit.apply(changes)?;
            }
            receipt = unit.commit()?;
        }
        Ok(receipt)
    }
}

/// The money of a change, and the rest.
fn halves(changes: Changes) -> (Changes, Changes) {
    let Changes { rows, transfers, prices, record } = changes;
    let (money, rest) = rows
        .into_iter()
        .partition(|change| matches!(change, Change::Wallet(_) | Change::Sum(SumChange::HouseBalance(..))));
    let paid = Changes { rows: money, transfers, prices: Vec::new(), record: None };
    (paid, Changes { rows: rest, transfers: Vec::new(), prices, record })
}
