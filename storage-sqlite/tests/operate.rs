//! What an operator does with a file: verify, back up, export, rebuild, count; on books of a town, and on files that are damaged.

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
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use realdeal::Book;
use realdeal::command::Register;
use realdeal::people::Person;
use realdeal_sqlite::operate::{self, Progress};
use realdeal_sqlite::{Options, SqliteStorage};
use rusqlite::Connection;
use support::town::Town;
use support::{Home, book, place, world};

/// A town's books after so many commands, with a relay's cursor in them.
fn town(home: &Home, commands: usize) -> Book {
    let mut book = home.book(1);
    let mut town = Town::new(5);
    let mut told = 0;
    while told < commands {
        let slice = town.slice(20);
        told += slice.len();
        let answers = book.execute(&slice);
        for (command, answer) in slice.iter().zip(answers) {
            town.learn(command, &answer);
        }
    }
    book.acknowledge("mail", 7).unwrap();
    book
}

fn beside(home: &Home, name: &str) -> PathBuf {
    home.path().with_file_name(name)
}

fn read_only(path: &Path) -> Book {
    let options = Options { read_only: true, ..Options::default() };
    book(SqliteStorage::open_with(path, options).unwrap(), 3)
}

/// What lies in the folder, but for the log that belongs to a book and that a reader leaves behind.
fn names(home: &Home) -> Vec<String> {
    let entries = fs::read_dir(home.path().parent().unwrap()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.ends_with("db-wal") && !name.ends_with("db-shm"));
    names.sort();
    names
}

#[test]
fn a_town_is_whole_and_comes_back_from_its_journal() {
    let home = Home::new();
    let book = town(&home, 3_000);
    let found = operate::verify(home.path(), |_| {}).unwrap();
    assert!(found.is_whole(), "{:?}", found.faults().collect::<Vec<_>>());
    assert_eq!(found.state_hash, Some(book.state_hash().unwrap()));

    let (journal, people) = (beside(&home, "journal.jsonl"), beside(&home, "people.jsonl"));
    let mut told = Vec::new();
    let head = operate::export(home.path(), &journal, Some(&people), |progress| told.push(progress)).unwrap();
    assert_eq!(
        told.last(),
        Some(&Progress { what: "records", done: head.records, total: Some(head.records) })
    );
    // What the core writes of the same book is the same, to the byte.
    let (mut lines, mut private) = (Vec::new(), Vec::new());
    assert_eq!(book.export(&mut lines, Some(&mut private), |_| {}).unwrap(), head);
    assert_eq!(fs::read(&journal).unwrap(), lines);
    assert_eq!(fs::read(&people).unwrap(), private);

    let again = beside(&home, "again.db");
    let rebuilt = operate::rebuild(&lines[..], Some(&private[..]), &again, |_| {}).unwrap();
    assert_eq!((rebuilt.head, rebuilt.state_hash), (head, book.state_hash().unwrap()));
    assert_eq!(rebuilt.people, std::str::from_utf8(&private).unwrap().lines().count() as u64 - 2);
    let second = read_only(&again);
    assert_eq!(second.cursors().unwrap(), book.cursors().unwrap());
    let mut private_again = Vec::new();
    second.export(Vec::new(), Some(&mut private_again), |_| {}).unwrap();
    assert_eq!(private_again, private);
    drop(second);
    assert!(operate::verify(&again, |_| {}).unwrap().is_whole());
}

#[test]
#[cfg(unix)]
fn personal_data_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    world(home.open());
    let people = beside(&home, "people.jsonl");
    operate::export(home.path(), beside(&home, "journal.jsonl"), Some(&people), |_| {}).unwrap();
    assert_eq!(fs::metadata(&people).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_backup_made_while_others_write_is_a_book_of_one_instant() {
    let home = Home::new();
    let mut world = world(home.open());
    // Enough that a backup takes several steps.
    let long = "x".repeat(400);
    let mut visitor = world.book.visitor();
    let people: Vec<_> = (0..20_000)
        .map(|number| {
            let person = Person::new(long.clone(), format!("{number}@example.org")).into();
            visitor.command(Register { person })
        })
        .collect();
    assert!(world.book.execute(&people).iter().all(Result::is_ok));
    let (alice, selection) = (world.alice, world.market.selections[0]);
    let (done, path) = (AtomicBool::new(false), home.path());
    let heads = std::thread::scope(|scope| {
        let copying = scope.spawn(|| {
            let mut heads = Vec::new();
            while !done.load(Ordering::Acquire) {
                let copy = path.with_file_name(format!("copy-{}.db", heads.len()));
                let mut steps = 0;
                heads.push((operate::backup(&path, &copy, |_| steps += 1).unwrap(), copy));
                assert!(steps > 1, "it is copied in several steps");
            }
            heads
        });
        for _ in 0..300 {
            place(&mut world.book, alice, selection, "2.10", "0.30 EUR").unwrap();
        }
        done.store(true, Ordering::Release);
        copying.join().unwrap()
    });
    let mut records: Vec<u64> = heads.iter().map(|(head, _)| head.records).collect();
    records.dedup();
    assert!(records.len() > 1, "the book was written to between the copies: {records:?}");
    for (head, copy) in heads {
        let found = operate::verify(&copy, |_| {}).unwrap();
        assert!(found.is_whole(), "{:?}", found.faults().collect::<Vec<_>>());
        assert_eq!(read_only(&copy).journal_head().unwrap(), head);
        // A writer may take it up where the books stood then.
        let mut taken_up = book(SqliteStorage::open(&copy).unwrap(), 77);
        place(&mut taken_up, alice, selection, "2.10", "0.30 EUR").unwrap();
    }
    assert!(names(&home).iter().all(|name| !name.contains(".part-")), "{:?}", names(&home));
}

#[test]
fn what_is_there_already_is_left_alone() {
    let home = Home::new();
    world(home.open());
    let taken = beside(&home, "taken");
    fs::write(&taken, "of somebody else").unwrap();
    let error = operate::backup(home.path(), &taken, |_| {}).unwrap_err();
    assert!(error.to_string().contains("there is a file already"), "{error}");
    let error = operate::export(home.path(), &taken, None, |_| {}).unwrap_err();
    assert_eq!(error.code(), "io_failed");
    // The people's name is taken: no journal either.
    let journal = beside(&home, "journal.jsonl");
    assert!(operate::export(home.path(), &journal, Some(&taken), |_| {}).is_err());
    let error = operate::rebuild(&b""[..], None::<&[u8]>, &taken, |_| {}).unwrap_err();
    assert!(error.to_string().contains("there is a file already"), "{error}");
    assert_eq!(fs::read(&taken).unwrap(), b"of somebody else");
    assert_eq!(names(&home), ["book.db", "taken"]);
}

#[test]
fn a_rebuild_from_less_than_the_whole_journal_leaves_nothing() {
    let home = Home::new();
    drop(town(&home, 500));
    let mut lines = Vec::new();
    operate::export_lines(home.path(), &mut lines, None, |_| {}).unwrap();
    let last = lines[..lines.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    let again = beside(&home, "again.db");
    for (cut, code) in [(last, "cut_off"), (last - 10, "unreadable_line"), (0, "cut_off")] {
        let error = operate::rebuild(&lines[..cut], None::<&[u8]>, &again, |_| {}).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert_eq!(names(&home), ["book.db"]);
    }
}

/// A writer that fails after so many bytes, as a full disk does.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn an_export_to_a_full_disk_is_an_error() {
    let home = Home::new();
    world(home.open());
    let error = operate::export_lines(home.path(), Full(1_000), None, |_| {}).unwrap_err();
    assert_eq!(error.code(), "io_failed");
}

#[test]
fn damage_is_found_and_told() {
    let home = Home::new();
    drop(town(&home, 1_000));
    let whole = fs::read(home.path()).unwrap();
    let page_of = |table: &str| -> usize {
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
        let file = Connection::open(home.path()).unwrap();
        let root: i64 = file.query_row(sql, [table], |row| row.get(0)).unwrap();
        (usize::try_from(root).unwrap() - 1) * 4_096
    };
    // The root of a table that the audit reads, and of one that only the integrity check looks at.
    for table in ["transfers", "entrants_of", "journal"] {
        let mut spoilt = whole.clone();
        let at = page_of(table);
        spoilt[at..at + 64].fill(0xA5);
        fs::write(home.path(), &spoilt).unwrap();
        let found = operate::verify(home.path(), |_| {}).unwrap();
        assert!(!found.damage.is_empty() && !found.is_whole(), "{table}: {found:?}");
        fs::write(home.path(), &whole).unwrap();
    }
    // By hand, and with every fence taken away.
    let file = Connection::open(home.path()).unwrap();
    file.execute_batch(
        "PRAGMA foreign_keys = off; DROP TRIGGER journal_is_never_changed; \
         UPDATE wallets SET cash = cash + 1 WHERE n = 1; \
         INSERT INTO people (user, name, email) VALUES (9999, 'nobody', 'nobody@example.org')",
    )
    .unwrap();
    let found = operate::verify(home.path(), |_| {}).unwrap();
    assert!(found.damage.is_empty(), "{:?}", found.damage);
    assert_eq!(found.dangling, ["row 9999 of people refers to a row of users that is not there"]);
    assert_eq!(found.audit.as_ref().unwrap().faults.len(), 1, "{:?}", found.audit);
    file.execute("UPDATE journal SET body = zeroblob(length(body)) WHERE number = 70", []).unwrap();
    let found = operate::verify(home.path(), |_| {}).unwrap();
    assert!(found.audit.is_none());
    assert!(found.unreadable.as_ref().unwrap().contains("records 65 to 128"), "{found:?}");
    let error = operate::export_lines(home.path(), Vec::new(), None, |_| {}).unwrap_err();
    assert!(["journal_broken", "changed"].contains(&error.code()), "{error}");
}

#[test]
fn what_is_no_book_can_not_be_looked_at() {
    let home = Home::new();
    let said = |error: realdeal::StorageError| {
        assert!(error.is_not_applied() && !error.is_retryable(), "{error}");
        error.to_string()
    };
    assert!(said(operate::verify(home.path(), |_| {}).unwrap_err()).contains("can't be opened"));
    assert!(said(operate::stats(home.path()).unwrap_err()).contains("can't be opened"));
    fs::write(home.path(), "a letter, and no database, however long it may be ".repeat(100)).unwrap();
    assert!(said(operate::verify(home.path(), |_| {}).unwrap_err()).contains("not a SQLite database"));
    let copy = beside(&home, "copy.db");
    assert!(said(operate::backup(home.path(), &copy, |_| {}).unwrap_err()).contains("not a SQLite database"));
    assert_eq!(names(&home), ["book.db"]);
}

#[test]
fn what_is_counted_is_what_is_there() {
    let home = Home::new();
    let mut world = world(home.open());
    place(&mut world.book, world.alice, world.market.selections[0], "2.10", "1.00 EUR").unwrap();
    let stats = operate::stats(home.path()).unwrap();
    assert_eq!(stats.head, world.book.journal_head().unwrap());
    assert_eq!((stats.schema_version, stats.open_bets), (1, 1));
    let rows: std::collections::BTreeMap<_, _> = stats.rows.into_iter().collect();
    for (table, count) in [("users", 3), ("people", 3), ("bets", 1), ("markets", 1), ("selections", 3)] {
        assert_eq!(rows[table], count, "{table}");
    }
    // The deposit and the stake.
    assert_eq!(rows["transfers"], 2);
    assert!(stats.file_bytes + stats.log_bytes > 100_000);
}
