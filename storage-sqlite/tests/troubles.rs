//! Trouble with the device, on real files: a full disk, a damaged page, a file or a file system that may not be written.
//! Each says whether it was applied and whether to ask again, and what is asked again does it once.
//!
//! A small file system in memory is mounted where the machine allows it; where it does not, the tests say that they skip.

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
use std::path::PathBuf;
use std::process::Command;

use realdeal::command::Register;
use realdeal::people::Person;
use realdeal::{Error, StorageError};
use realdeal_sqlite::{Options, SqliteStorage, operate};
use rusqlite::Connection;
use support::{Home, book, place, world};

/// A small file system of its own; it goes with its last user.
struct Small {
    folder: tempfile::TempDir,
}

fn mount(arguments: &[&str]) -> bool {
    Command::new("mount").args(arguments).output().is_ok_and(|output| output.status.success())
}

impl Small {
    /// With room for so many MiB; none where mounting is not allowed.
    fn new(mib: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={mib}m");
        if mount(&["-t", "tmpfs", "-o", &size, "tmpfs", folder.path().to_str().unwrap()]) {
            return Some(Self { folder });
        }
        println!("skipped: this machine does not let a test mount a file system");
        None
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read_only(&self) {
        assert!(mount(&["-o", "remount,ro", self.folder.path().to_str().unwrap()]));
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.folder.path()).output();
    }
}

#[track_caller]
fn is(error: &StorageError, words: &str, retry: bool) {
    assert!(error.is_not_applied(), "{error}");
    assert_eq!(error.is_retryable(), retry, "{error}");
    assert!(error.to_string().contains(words), "{error}");
}

#[track_caller]
fn storage_error(error: Error) -> StorageError {
    let Error::Storage(error) = error else { panic!("{error}") };
    error
}

#[test]
fn a_full_disk_applies_nothing_and_the_same_command_is_done_once_there_is_room() {
    let Some(small) = Small::new(4) else { return };
    let path = small.path("book.db");
    let mut world = world(SqliteStorage::open(&path).unwrap());
    let filler = small.path("filler");
    let mut unit = Vec::new();
    let error = (0..1_000)
        .find_map(|round| {
            // People take room: a few KiB a unit.
            let mut visitor = world.book.visitor();
            unit = (0..20)
                .map(|number| {
                    let person = Person::new("x".repeat(400), format!("{round}-{number}@example.org"));
                    visitor.command(Register { person: person.into() })
                })
                .collect();
            if round == 20 {
                // What is left of the room goes to somebody else.
                let _ = fs::write(&filler, vec![0; 3 << 20]);
            }
            let answers = world.book.execute(&unit);
            answers.into_iter().find_map(Result::err)
        })
        .expect("four MiB are full at some time");
    is(&storage_error(error), "the disk is full", true);
    let before = world.book.state_hash().unwrap();
    assert!(world.book.execute(&unit).iter().all(Result::is_err));
    assert_eq!(world.book.state_hash().unwrap(), before, "and nothing of the unit is there");

    fs::remove_file(&filler).unwrap();
    assert!(
        world.book.execute(&unit).iter().all(|answer| answer.as_ref().is_ok_and(|answer| !answer.repeated))
    );
    assert!(
        world.book.execute(&unit).iter().all(|answer| answer.as_ref().is_ok_and(|answer| answer.repeated))
    );
    assert!(operate::verify(&path, |_| {}).unwrap().is_whole());
}

#[test]
fn a_backup_to_a_full_disk_leaves_nothing() {
    let Some(small) = Small::new(1) else { return };
    let home = Home::new();
    let mut world = world(home.open());
    let mut visitor = world.book.visitor();
    let many: Vec<_> = (0..4_000)
        .map(|number| {
            let person = Person::new("x".repeat(400), format!("{number}@example.org"));
            visitor.command(Register { person: person.into() })
        })
        .collect();
    assert!(world.book.execute(&many).iter().all(Result::is_ok));
    let error = operate::backup(home.path(), small.path("copy.db"), |_| {}).unwrap_err();
    is(&error, "the disk is full", true);
    assert_eq!(fs::read_dir(small.folder.path()).unwrap().count(), 0);
}

#[test]
fn a_read_only_file_system_is_said_to_be_one() {
    let Some(small) = Small::new(8) else { return };
    let path = small.path("book.db");
    drop(world(SqliteStorage::open(&path).unwrap()));
    small.read_only();
    let error = SqliteStorage::open(&path).map(|_| ()).unwrap_err();
    assert!(error.is_not_applied() && !error.is_retryable(), "{error}");
    assert!(
        ["read-only", "can't be opened"].iter().any(|words| error.to_string().contains(words)),
        "{error}"
    );
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_written_is_refused_and_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let hash = world(home.open()).book.state_hash().unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o444)).unwrap();
    if fs::OpenOptions::new().write(true).open(home.path()).is_ok() {
        println!("skipped: whoever runs this may write everything");
        return;
    }
    let error = SqliteStorage::open(home.path()).map(|_| ()).unwrap_err();
    is(&error, "read-only", false);
    let options = Options { read_only: true, ..Options::default() };
    let read = book(SqliteStorage::open_with(home.path(), options).unwrap(), 2);
    assert_eq!(read.state_hash().unwrap(), hash);
}

#[test]
fn a_damaged_page_is_said_to_be_damaged_and_nothing_is_applied() {
    let home = Home::new();
    let at_first = world(home.open());
    let (alice, selection) = (at_first.alice, at_first.market.selections[0]);
    drop(at_first);
    let root: i64 = Connection::open(home.path())
        .unwrap()
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'wallets'", [], |row| row.get(0))
        .unwrap();
    let whole = fs::read(home.path()).unwrap();
    let page_size = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    let page = (usize::try_from(root).unwrap() - 1) * page_size;
    let mut spoilt = whole.clone();
    spoilt[page..page + 100].fill(0xA5);
    fs::write(home.path(), &spoilt).unwrap();
    let error = place(&mut home.book(2), alice, selection, "2.10", "1.00 EUR").unwrap_err();
    is(&storage_error(error), "the file is damaged", false);
    // With the page put right, nothing has happened.
    fs::write(home.path(), &whole).unwrap();
    let mut book = home.book(3);
    assert_eq!(book.audit().unwrap().bets, 0);
    place(&mut book, alice, selection, "2.10", "1.00 EUR").unwrap();
}
