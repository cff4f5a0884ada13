//! The program itself, on real files: what it prints, which exit code it ends with, and what lies on the disk afterwards.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::wildcard_imports,
    reason = "tests say what they expect by panicking"
)]

#[path = "../../storage-sqlite/tests/support/mod.rs"]
mod support;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use support::town::Town;
use support::{Home, place, world};

fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_realdeal"));
    program.stdin(Stdio::null());
    program
}

struct Ran {
    code: i32,
    out: String,
    log: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap(), out: text(output.stdout), log: text(output.stderr) }
    }
}

impl Ran {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.log))
    }

    /// What stands beside a name.
    fn line(&self, name: &str) -> String {
        let line = self.out.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap_or_else(|| panic!("no {name} in {}{}", self.out, self.log)).trim().to_owned()
    }
}

fn run<A: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = A>) -> Ran {
    program().args(arguments).output().unwrap().into()
}

/// Runs a command with paths, and holds it to its exit code.
#[track_caller]
fn ends_with(code: i32, command: &str, paths: &[&Path]) -> Ran {
    let ran = run(command.split(' ').map(Path::new).chain(paths.iter().copied()));
    assert_eq!(ran.code, code, "{command}: {}{}", ran.out, ran.log);
    ran
}

fn beside(home: &Home, name: &str) -> PathBuf {
    home.path().with_file_name(name)
}

/// A book in which a town has asked for so much.
fn town(home: &Home, commands: usize) {
    let mut book = home.book(1);
    let (mut town, mut told) = (Town::new(5), 0);
    while told < commands {
        let slice = town.slice(20);
        told += slice.len();
        let answers = book.execute(&slice);
        slice.iter().zip(answers).for_each(|(command, answer)| town.learn(command, &answer));
    }
}

fn parts(home: &Home) -> Vec<PathBuf> {
    let entries = fs::read_dir(home.path().parent().unwrap()).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.to_str().unwrap().contains(".part-")).collect()
}

#[test]
fn a_book_in_order_is_verified_and_counted() {
    let home = Home::new();
    let mut world = world(home.open());
    place(&mut world.book, world.alice, world.market.selections[0], "2.10", "1.00 EUR").unwrap();
    let (head, hash) = (world.book.journal_head().unwrap(), world.book.state_hash().unwrap());
    // While it is open, and when it is closed.
    for _ in 0..2 {
        let verified = ends_with(0, "verify", &[&home.path()]);
        assert_eq!(verified.line("state"), hash.to_string());
        assert_eq!(verified.line("records"), head.records.to_string());
        assert_eq!((verified.line("bets"), verified.line("transfers")), ("1".to_owned(), "2".to_owned()));
        let json = ends_with(0, "--json verify", &[&home.path()]).json();
        assert_eq!(json["state"], hash.to_string());
        assert_eq!((&json["whole"], &json["faults"]), (&true.into(), &Value::Array(Vec::new())));
        world.book = home.book(2);
    }
    let stats = ends_with(0, "stats --json", &[&home.path()]).json();
    for (name, count) in
        [("users", 3), ("bets", 1), ("open_bets", 1), ("transfers", 2), ("schema_version", 1)]
    {
        assert_eq!(stats[name], count, "{name}");
    }
    assert_eq!((&stats["records"], &stats["seal"]), (&head.records.into(), &head.seal.to_string().into()));
    assert_eq!(ends_with(0, "stats", &[&home.path()]).line("selections"), "3");
}

#[test]
fn books_that_are_not_whole_end_with_1_and_say_why() {
    let home = Home::new();
    town(&home, 500);
    let file = rusqlite::Connection::open(home.path()).unwrap();
    file.execute("UPDATE wallets SET cash = cash + 1 WHERE n = 1", []).unwrap();
    let verified = ends_with(1, "verify", &[&home.path()]);
    assert!(verified.line("fault:").contains("Cash of"), "{}", verified.out);
    let json = ends_with(1, "verify --json", &[&home.path()]).json();
    assert_eq!(json["whole"], false);
    assert_eq!(json["faults"].as_array().unwrap().len(), 1);
    file.execute_batch(
        "DROP TRIGGER journal_is_never_changed; UPDATE journal SET body = zeroblob(9) WHERE number = 3",
    )
    .unwrap();
    drop(file);
    assert!(ends_with(1, "verify", &[&home.path()]).out.contains("the seal over records 1 to 64"));
    let (journal, target) = (beside(&home, "journal.jsonl"), beside(&home, "copy.db"));
    ends_with(1, "export", &[&home.path(), &journal]);
    assert!(!journal.exists());
    // The root page of an index, overwritten.
    let file = rusqlite::Connection::open(home.path()).unwrap();
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'entrants_of'";
    let root: i64 = file.query_row(sql, [], |row| row.get(0)).unwrap();
    drop(file);
    let mut bytes = fs::read(home.path()).unwrap();
    let page_size = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    let page = (usize::try_from(root).unwrap() - 1) * page_size;
    bytes[page..page + 100].fill(0xA5);
    fs::write(home.path(), &bytes).unwrap();
    ends_with(1, "verify", &[&home.path()]);
    // Of damaged books a copy can be made, to look at, and it is no better than they are.
    ends_with(0, "backup", &[&home.path(), &target]);
    ends_with(1, "verify", &[&target]);
    // So badly that not even the list of tables can be read.
    bytes[200..page_size].fill(0xA5);
    fs::write(&target, bytes).unwrap();
    ends_with(1, "verify", &[&target]);
}

#[test]
fn what_can_not_be_done_ends_with_2_and_leaves_nothing() {
    let home = Home::new();
    world(home.open());
    let (nowhere, new) = (beside(&home, "nowhere.db"), beside(&home, "new"));
    for command in ["verify", "stats"] {
        assert!(ends_with(2, command, &[&nowhere]).log.contains("can't be opened"));
    }
    for command in ["backup", "export"] {
        ends_with(2, command, &[&nowhere, &new]);
        ends_with(2, command, &[&home.path(), &beside(&home, "no-such-folder/new")]);
    }
    ends_with(2, "rebuild", &[&nowhere, &new]);
    assert!(!nowhere.exists() && !new.exists());
    let letter = beside(&home, "letter");
    fs::write(&letter, "a letter, and no database, however long it may be ".repeat(100)).unwrap();
    for command in ["verify", "stats"] {
        assert!(ends_with(2, command, &[&letter]).log.contains("not a SQLite database"));
    }
    for command in ["backup", "export"] {
        assert!(ends_with(2, command, &[&home.path(), &letter]).log.contains("there is a file already"));
        let json = ends_with(2, &format!("--json {command}"), &[&home.path(), &letter]).json();
        assert!(json["error"]["code"].is_string(), "{json}");
    }
    assert!(fs::read_to_string(&letter).unwrap().starts_with("a letter"));
    assert!(parts(&home).is_empty());
    assert_eq!(run(["verify"]).code, 2);
    assert_eq!(run(["burn", "down"]).code, 2);
    let help = run(["--help"]);
    assert_eq!(help.code, 0);
    assert!(help.out.contains("Exit codes:"), "{}", help.out);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_ends_with_3() {
    let home = Home::new();
    town(&home, 300);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ran = program().arg("export").arg(home.path()).arg("-").stdout(full).output().unwrap();
    assert_eq!(ran.status.code(), Some(3), "{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn a_backup_is_the_same_book() {
    let home = Home::new();
    town(&home, 1_000);
    let copy = beside(&home, "copy.db");
    let said = ends_with(0, "backup", &[&home.path(), &copy]);
    let [one, other] = [home.path(), copy].map(|path| ends_with(0, "verify", &[&path]));
    assert_eq!(one.out, other.out);
    assert_eq!(said.line("records"), one.line("records"));
}

#[test]
fn a_journal_that_was_exported_makes_the_same_book_again() {
    let home = Home::new();
    town(&home, 1_000);
    let (journal, people, again) =
        (beside(&home, "journal.jsonl"), beside(&home, "people.jsonl"), beside(&home, "again.db"));
    let with_people = [Path::new("--people"), &people];
    let exported = ends_with(0, "export", &[&home.path(), &journal, with_people[0], with_people[1]]);
    let rebuilt = ends_with(0, "rebuild", &[&journal, &again, with_people[0], with_people[1]]);
    assert_eq!(
        (rebuilt.line("records"), rebuilt.line("seal")),
        (exported.line("records"), exported.line("seal"))
    );
    let [one, other] = [home.path(), again.clone()].map(|path| ends_with(0, "verify", &[&path]));
    assert_eq!(one.out, other.out);
    assert_eq!(rebuilt.line("state"), one.line("state"));
    let counts = [home.path(), again].map(|path| ends_with(0, "stats", &[&path]).line("people"));
    assert_eq!(counts[0], counts[1]);
    // The same through pipes, and without people.
    let out = program().arg("export").arg(home.path()).arg("-").output().unwrap().stdout;
    assert_eq!(out, fs::read(&journal).unwrap());
    let piped = beside(&home, "piped.db");
    let input = fs::File::open(&journal).unwrap();
    let ran: Ran = program().args(["rebuild", "-"]).arg(&piped).stdin(input).output().unwrap().into();
    assert_eq!((ran.code, ran.line("state"), ran.line("people")), (0, one.line("state"), "0".to_owned()));
}

#[test]
fn an_export_that_is_not_whole_makes_no_book() {
    let home = Home::new();
    town(&home, 300);
    let (journal, again) = (beside(&home, "journal.jsonl"), beside(&home, "again.db"));
    ends_with(0, "export", &[&home.path(), &journal]);
    let text = fs::read_to_string(&journal).unwrap();
    let cut = text[..text.len() - 1].rfind('\n').unwrap() + 1;
    let deposit = text.find("\"deposit_confirmed\"").unwrap();
    let digit = deposit + text[deposit..].find("\"amount\":\"").unwrap() + 10;
    let mut changed = text.clone().into_bytes();
    changed[digit] = if changed[digit] == b'9' { b'8' } else { b'9' };
    for spoilt in [&text.as_bytes()[..cut], &text.as_bytes()[..cut / 2], &changed] {
        fs::write(&journal, spoilt).unwrap();
        ends_with(1, "rebuild", &[&journal, &again]);
        assert!(!again.exists() && parts(&home).is_empty());
    }
    fs::write(&journal, text).unwrap();
    ends_with(0, "rebuild", &[&journal, &again]);
}

/// Waits until something is so.
#[track_caller]
fn until(what: &str, so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < Duration::from_mins(1), "{what} took too long");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_rebuild_that_is_killed_leaves_no_book_of_that_name() {
    let home = Home::new();
    town(&home, 1_000);
    let again = beside(&home, "again.db");
    let journal = program().arg("export").arg(home.path()).arg("-").output().unwrap().stdout;
    let mut child = program().args(["rebuild", "-"]).arg(&again).stdin(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // It has read a part of the journal and waits for the rest.
    input.write_all(&journal[..journal.len() / 2]).unwrap();
    until("to begin", || !parts(&home).is_empty());
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!again.exists());
    let left = parts(&home);
    assert!(!left.is_empty(), "what a killed process leaves is the file under its other name");
    // The next one is not disturbed by it.
    let whole = beside(&home, "journal.jsonl");
    fs::write(&whole, &journal).unwrap();
    ends_with(0, "rebuild", &[&whole, &again]);
    assert_eq!(ends_with(0, "verify", &[&again]).out, ends_with(0, "verify", &[&home.path()]).out);
    assert_eq!(parts(&home), left);
}

#[test]
fn an_export_or_backup_that_is_killed_is_there_whole_or_not_at_all() {
    let home = Home::new();
    town(&home, 4_000);
    let (mut whole, mut none) = (0, 0);
    for round in 0..40_u64 {
        let (command, check) = if round % 2 == 0 { ("export", "rebuild") } else { ("backup", "verify") };
        let (new, again) = (beside(&home, &format!("new-{round}")), beside(&home, &format!("again-{round}")));
        let mut child =
            program().arg(command).arg(home.path()).arg(&new).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(round * 3));
        // It may have ended already.
        let _ = child.kill();
        child.wait().unwrap();
        if !new.exists() {
            none += 1;
            continue;
        }
        whole += 1;
        let paths = if check == "rebuild" { vec![new.as_path(), &again] } else { vec![new.as_path()] };
        ends_with(0, check, &paths);
    }
    assert!(none > 0, "the first rounds are killed before anything is there: {whole} whole, {none} none");
}
