//! The cases, a room a subject; and the few steps that many of them take.
//!
//! Where a case only needs some row, it takes a cursor: a name and a number, on which no rule of betting bears.

pub(crate) mod cursors;
pub(crate) mod differential;
pub(crate) mod durable;
pub(crate) mod fences;
pub(crate) mod fetching;
pub(crate) mod journal;
pub(crate) mod ledger;
pub(crate) mod once;
pub(crate) mod people;
pub(crate) mod queries;
pub(crate) mod race;
pub(crate) mod races;
pub(crate) mod scans;
pub(crate) mod units;

use realdeal::StorageError;
use realdeal::journal::Cursor;
use realdeal::keys::{Access, Keys};
use realdeal::state::{Draft, Key};
use realdeal::storage::{Readers, Storage, Unit};

use crate::Backend;

/// A handle on the store.
#[track_caller]
pub(crate) fn open(backend: &mut dyn Backend) -> Box<dyn Storage> {
    backend.open().expect("the store can be opened")
}

pub(crate) fn key(name: &str) -> Key {
    Key::Cursor(name.to_owned())
}

/// One key, to be fetched.
pub(crate) fn one(key: Key, access: Access) -> Keys {
    let mut keys = Keys::new();
    keys.add(key, access);
    keys
}

/// Fetches a cursor in order to write it.
pub(crate) fn fetch(unit: &mut dyn Unit, name: &str) -> Result<(), StorageError> {
    unit.fetch(&one(key(name), Access::Write))
}

/// Fetches a cursor in order to read it.
pub(crate) fn look(unit: &mut dyn Unit, name: &str) -> Result<(), StorageError> {
    unit.fetch(&one(key(name), Access::Read))
}

/// Where a fetched cursor stands; none if it is absent.
pub(crate) fn stands(unit: &dyn Unit, name: &str) -> Option<u64> {
    let row = unit.state().cursors.get(&name.to_owned()).expect("it was fetched");
    row.map(|cursor| cursor.position)
}

/// Writes a fetched cursor; none deletes it.
pub(crate) fn put(unit: &mut dyn Unit, name: &str, position: Option<u64>) -> Result<(), StorageError> {
    let mut draft = Draft::new(unit.state());
    match position {
        Some(position) => draft.put(Cursor { name: name.to_owned(), position }),
        None => draft.delete::<Cursor>(&name.to_owned()),
    }
    .expect("it was fetched");
    let changes = draft.finish(None);
    unit.apply(changes)
}

/// Writes a cursor in a unit of its own.
pub(crate) fn set(storage: &mut dyn Storage, name: &str, position: Option<u64>) -> Result<(), StorageError> {
    let mut unit = storage.begin()?;
    fetch(&mut *unit, name)?;
    put(&mut *unit, name, position)?;
    unit.commit().map(drop)
}

/// Where a cursor stands, as a reader sees it.
pub(crate) fn seen(readers: &dyn Readers, name: &str) -> Option<u64> {
    let mut snapshot = readers.snapshot().expect("a snapshot can be taken");
    snapshot.fetch(&one(key(name), Access::Read)).expect("a row can be fetched");
    let row = snapshot.state().cursors.get(&name.to_owned()).expect("it was fetched");
    row.map(|cursor| cursor.position)
}
