//! What a file can be besides well: newer, somebody else's, read-only, locked, changed by hand, left in the middle of a unit.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests say what they expect by panicking")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::wildcard_imports,
    reason = "of the town, which this program has no use for"
)]

mod support;

use std::time::Duration;

use realdeal::StorageError;
use realdeal::keys::Keys;
use realdeal::people::Person;
use realdeal::state::{Draft, House, Key};
use realdeal::storage::Storage;
use realdeal_sqlite::{Log, Options, SqliteStorage, Synchronous};
use rusqlite::Connection;
use support::{Home, book, place, world};

#[track_caller]
fn refused(opened: Result<SqliteStorage, StorageError>, words: &str) {
    let error = opened.map(|_| ()).unwrap_err();
    assert!(error.is_not_applied() && !error.is_retryable(), "{error}");
    assert!(error.to_string().contains(words), "{error}");
}

#[test]
fn a_newer_file_is_refused() {
    let home = Home::new();
    drop(home.open());
    Connection::open(home.path()).unwrap().pragma_update(None, "user_version", 1_000).unwrap();
    refused(SqliteStorage::open(home.path()), "schema version 1000");
    let options = Options { read_only: true, ..Options::default() };
    refused(SqliteStorage::open_with(home.path(), options), "schema version 1000");
}

/// What a file layer without shared memory needs: the same file with a rollback journal, and back.
#[test]
fn a_file_goes_from_one_log_to_the_other() {
    let home = Home::new();
    // The versions by which SQLite says in the header how a file is to be written: 2 with a write-ahead log.
    let log = || std::fs::read(home.path()).unwrap()[18];
    let mut hashes = Vec::new();
    for (turn, kept) in
        [Log::WriteAhead, Log::Rollback, Log::WriteAhead, Log::Rollback].into_iter().enumerate()
    {
        let options = Options { log: kept, ..Options::default() };
        let mut book = book(SqliteStorage::open_with(home.path(), options).unwrap(), turn as u64);
        if let Some(hash) = hashes.last() {
            assert_eq!(&book.state_hash().unwrap(), hash);
        }
        let email = format!("person{turn}@example.org");
        book.visitor().register(Person::new("Person", &email)).unwrap();
        assert!(book.audit().unwrap().is_clean());
        hashes.push(book.state_hash().unwrap());
        drop(book);
        assert_eq!(log(), if kept == Log::Rollback { 1 } else { 2 }, "{kept:?}");
    }
}

#[test]
fn the_database_of_another_program_is_refused_and_left_alone() {
    let home = Home::new();
    Connection::open(home.path()).unwrap().execute_batch("CREATE TABLE notes (text TEXT)").unwrap();
    let before = std::fs::read(home.path()).unwrap();
    refused(SqliteStorage::open(home.path()), "another program");
    assert_eq!(std::fs::read(home.path()).unwrap(), before);
}

#[test]
fn what_is_no_database_is_refused() {
    let home = Home::new();
    std::fs::write(home.path(), "a letter, and no database, however long it may be ".repeat(100)).unwrap();
    refused(SqliteStorage::open(home.path()), "not a SQLite database");
    refused(SqliteStorage::open(home.path().join("nowhere")), "can't be opened");
}

#[test]
#[cfg(unix)]
fn a_file_layer_is_taken_by_its_name_for_writing_and_reading() {
    let home = Home::new();
    // The usual one, called by its name.
    let options = |vfs: &str| Options { vfs: Some(vfs.to_owned()), ..Options::default() };
    let hash =
        world(SqliteStorage::open_with(home.path(), options("unix")).unwrap()).book.state_hash().unwrap();
    assert_eq!(home.book(2).state_hash().unwrap(), hash);
    refused(SqliteStorage::open_with(home.path(), options("nowhere")), "no such vfs: nowhere");
    let reading = Options { read_only: true, ..options("nowhere") };
    refused(SqliteStorage::open_with(home.path(), reading), "no such vfs: nowhere");
}

#[test]
fn a_file_opened_to_be_read_is_read_and_not_written() {
    let home = Home::new();
    let options = Options { read_only: true, ..Options::default() };
    refused(SqliteStorage::open_with(home.path(), options.clone()), "can't be opened");
    let hash = world(home.open()).book.state_hash().unwrap();
    let mut book = book(SqliteStorage::open_with(home.path(), options).unwrap(), 2);
    assert_eq!(book.state_hash().unwrap(), hash);
    assert!(book.audit().unwrap().is_clean());
    let error = book.visitor().register(Person::new("Carol", "carol@example.org")).unwrap_err();
    assert!(error.to_string().contains("only to be read"), "{error}");
}

#[test]
fn who_waits_too_long_for_another_writer_is_told_to_ask_again() {
    let home = Home::new();
    let mut first = home.open();
    let options = Options { busy_timeout: Duration::from_millis(50), ..Options::default() };
    let mut second = SqliteStorage::open_with(home.path(), options).unwrap();
    let unit = first.begin().unwrap();
    let error = second.begin().map(|_| ()).unwrap_err();
    assert!(error.is_not_applied() && error.is_retryable(), "{error}");
    assert!(error.to_string().contains("locked by another writer"), "{error}");
    drop(unit);
    assert!(second.begin().is_ok());
}

#[test]
fn a_file_that_nobody_has_open_stands_alone() {
    let home = Home::new();
    let world = world(home.open());
    let (hash, log) = (world.book.state_hash().unwrap(), home.path().with_extension("db-wal"));
    assert!(log.exists());
    drop(world);
    assert!(!log.exists(), "the log was carried over, though readers were idle");
    assert_eq!(home.book(2).state_hash().unwrap(), hash);
}

fn put_house(storage: &mut SqliteStorage, admins: u32, commit: bool) {
    let mut unit = storage.begin().unwrap();
    let mut keys = Keys::new();
    keys.write(Key::House(()));
    unit.fetch(&keys).unwrap();
    let mut draft = Draft::new(unit.state());
    draft.put(House { admins, ..House::default() }).unwrap();
    let changes = draft.finish(None);
    unit.apply(changes).unwrap();
    assert_eq!(unit.state().house.find(&()).unwrap().admins, admins);
    if commit {
        unit.commit().unwrap();
    }
}

fn admins(storage: &mut SqliteStorage) -> Option<u32> {
    let mut unit = storage.begin().unwrap();
    let mut keys = Keys::new();
    keys.read(Key::House(()));
    unit.fetch(&keys).unwrap();
    unit.state().house.find(&()).map(|house| house.admins)
}

#[test]
fn a_dropped_unit_leaves_nothing_behind() {
    for mut storage in [Home::new().open(), SqliteStorage::open_in_memory().unwrap()] {
        put_house(&mut storage, 1, false);
        assert_eq!(admins(&mut storage), None);
        put_house(&mut storage, 2, true);
        put_house(&mut storage, 3, false);
        assert_eq!(admins(&mut storage), Some(2));
    }
}

#[test]
fn what_is_kept_of_the_catalogue_goes_when_somebody_else_has_written() {
    let home = Home::new();
    let (mut first, mut second) = (home.open(), home.open());
    put_house(&mut first, 1, true);
    assert_eq!(admins(&mut second), Some(1)); // and the second keeps it
    put_house(&mut first, 2, true);
    assert_eq!(admins(&mut second), Some(2));
    // By hand, without anything that this crate would count.
    Connection::open(home.path()).unwrap().execute("UPDATE house SET admins = 7", []).unwrap();
    assert_eq!(admins(&mut second), Some(7));
    assert_eq!(admins(&mut first), Some(7));
}

#[test]
fn a_book_in_memory_or_under_normal_does_what_a_file_does() {
    let home = Home::new();
    let options = Options { synchronous: Synchronous::Normal, ..Options::default() };
    let stores =
        [SqliteStorage::open_in_memory().unwrap(), SqliteStorage::open_with(home.path(), options).unwrap()];
    let hashes = stores.map(|store| {
        let mut world = world(store);
        place(&mut world.book, world.alice, world.market.selections[0], "2.10", "10.00 EUR").unwrap();
        assert!(world.book.audit().unwrap().is_clean());
        world.book.state_hash().unwrap()
    });
    assert_eq!(hashes[0], hashes[1]);
}

#[test]
fn two_books_in_memory_know_nothing_of_each_other() {
    let first = world(SqliteStorage::open_in_memory().unwrap()).book;
    let second = book(SqliteStorage::open_in_memory().unwrap(), 1);
    assert!(first.journal_head().unwrap().records > 0);
    assert_eq!(second.journal_head().unwrap().records, 0);
}

#[test]
fn evidence_is_not_changed_by_hand_unnoticed() {
    let home = Home::new();
    world(home.open());
    let file = Connection::open(home.path()).unwrap();
    for sql in [
        "UPDATE journal SET at = 0",
        "DELETE FROM journal",
        "UPDATE transfers SET amount = 1",
        "DELETE FROM transfers",
    ] {
        assert!(file.execute(sql, []).unwrap_err().to_string().contains("never"), "{sql}");
    }
    file.execute_batch("UPDATE wallets SET cash = cash + 1").unwrap();
    let audit = home.book(2).audit().unwrap();
    assert!(audit.faults.iter().any(|fault| fault.contains("Cash of")), "{:?}", audit.faults);
    file.execute_batch("UPDATE wallets SET cash = cash - 1").unwrap();
    assert!(home.book(2).audit().unwrap().is_clean());
    // Whoever takes the fence away is found by the seals.
    file.execute_batch(
        "DROP TRIGGER journal_is_never_changed; UPDATE journal SET body = zeroblob(9) WHERE number = 3",
    )
    .unwrap();
    assert_eq!(home.book(2).audit().unwrap_err().code(), "journal_broken");
}

#[test]
fn the_file_holds_the_rules_of_the_core_too() {
    let home = Home::new();
    world(home.open());
    let file = Connection::open(home.path()).unwrap();
    for sql in [
        "UPDATE wallets SET cash = -1",
        "UPDATE wallets SET debt = -1",
        "UPDATE users SET role = 'king'",
        "INSERT INTO people (user, name, email) VALUES (999, 'nobody', 'n@example.org')",
        "UPDATE markets SET status = 'won'",
    ] {
        file.pragma_update(None, "foreign_keys", true).unwrap();
        assert!(file.execute(sql, []).is_err(), "{sql}");
    }
}
