//! Files of every schema version, each made by the code of its time: they open, are in order, say what they said, and go on.
//!
//! A version that no release has written may still change; then its file is made anew:
//! `REALDEAL_WRITE_GOLDEN=1 cargo test -p realdeal-sqlite --test versions`. Only the newest version's file can be: the
//! code for an older one is gone.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::wildcard_imports,
    reason = "tests say what they expect by panicking"
)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use realdeal::people::Person;
use realdeal_sqlite::operate;
use rusqlite::Connection;
use support::town::Town;
use support::{Home, book, hours, start};

const WRITE: &str = "REALDEAL_WRITE_GOLDEN=1 cargo test -p realdeal-sqlite --test versions";

/// The version that this code writes; its file is made anew if that was asked for, once for all tests.
fn newest() -> i32 {
    static MADE: OnceLock<i32> = OnceLock::new();
    *MADE.get_or_init(|| {
        let version = written();
        if std::env::var_os("REALDEAL_WRITE_GOLDEN").is_some() {
            make(version);
        }
        version
    })
}

fn written() -> i32 {
    let home = Home::new();
    drop(home.open());
    let file = Connection::open(home.path()).unwrap();
    file.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

fn kept(version: i32, ending: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/files/v{version}.{ending}"))
}

/// Makes a file of the newest version, with something of everything in it, and what it says beside it.
fn make(version: i32) {
    let home = Home::new();
    let mut book = home.book(1);
    let (mut town, mut told) = (Town::new(11), 0);
    while told < 400 {
        let slice = town.slice(20);
        told += slice.len();
        let answers = book.execute(&slice);
        slice.iter().zip(answers).for_each(|(command, answer)| town.learn(command, &answer));
    }
    book.acknowledge("mail", 7).unwrap();
    let (head, state) = (book.journal_head().unwrap(), book.state_hash().unwrap());
    drop(book);
    // In order, and without a log beside it.
    fs::create_dir_all(kept(version, "db").parent().unwrap()).unwrap();
    let _ = fs::remove_file(kept(version, "db"));
    operate::backup(home.path(), kept(version, "db"), |_| {}).unwrap();
    let said = format!("{} records\nseal {}\nstate {state}\n", head.records, head.seal);
    fs::write(kept(version, "txt"), said).unwrap();
}

/// A copy that may be written to.
fn copy(version: i32) -> Home {
    let home = Home::new();
    fs::copy(kept(version, "db"), home.path()).unwrap();
    home
}

#[test]
fn a_file_of_each_version_opens_and_goes_on() {
    let newest = newest();
    for version in 1..=newest {
        let home = copy(version);
        let mut book = book(home.open(), 99);
        let (head, state) = (book.journal_head().unwrap(), book.state_hash().unwrap());
        let said = format!("{} records\nseal {}\nstate {state}\n", head.records, head.seal);
        assert_eq!(said, fs::read_to_string(kept(version, "txt")).unwrap(), "version {version}");
        let found = operate::verify(home.path(), |_| {}).unwrap();
        assert!(found.is_whole(), "version {version}: {:?}", found.faults().collect::<Vec<_>>());
        assert_eq!(book.cursors().unwrap()[0].position, 7);

        // It goes on: a new bettor with money, and every sum is right.
        book.set_now(start().plus(hours(24 * 365)));
        let zoe = book.visitor().register(Person::new("Zoe", "zoe@example.com")).unwrap();
        book.system().confirm_deposit(zoe, "5.00 EUR", "bank", "of zoe").unwrap();
        assert_eq!(book.session(zoe).wallet("EUR").unwrap().cash.to_string(), "5.00 EUR");
        assert!(book.audit().unwrap().is_clean());
        assert_eq!(book.journal_head().unwrap().records, head.records + 2);
    }
}

fn schema(path: &Path) -> Vec<(String, String)> {
    let file = Connection::open(path).unwrap();
    let mut statement =
        file.prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn an_upgraded_file_has_the_schema_of_a_new_one() {
    let new = Home::new();
    drop(new.open());
    let expected = schema(&new.path());
    for version in 1..=newest() {
        let home = copy(version);
        drop(home.open());
        assert!(
            schema(&home.path()) == expected,
            "the schema of version {version} is not that of its file: a version that was released never changes; one that \
             was not is written anew by {WRITE}"
        );
    }
}
