//! The calls are those of the engine: each method that a session, a reader or a book has in Rust has a row, or a reason why not.
//!
//! The methods are found in the engine's sources by how the house writes them. That JavaScript's side has the same rows is
//! tested there (`test/parity.test.js`), and that the types are the engine's in `tests/typescript`.

#![allow(clippy::expect_used, clippy::panic, reason = "tests say what they expect by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use realdeal::command::Body;
use realdeal_wasm::{BOOK, SESSION};

/// Methods of a session that JavaScript has in another way.
const NOT_OF_A_SESSION: &[(&str, &str)] = &[
    ("because", "`Session.because`, beside the calls"),
    ("actor", "`Session.actor`, beside the calls"),
    ("match_of", "`Fixture.matchOf`, plain data"),
    ("race_of", "`Fixture.raceOf`, plain data"),
    ("check_out_quoted", "a quote is plain data: `send({ type: \"checkOutBasket\", basket, edits })`"),
];

/// Methods of a book and of a reader that JavaScript has in another way.
const NOT_OF_A_BOOK: &[(&str, &str)] = &[
    ("in_memory", "`Book.open`"),
    ("open", "`Book.open`"),
    ("with_host", "`Book.open`"),
    ("simulated", "`Book.open`"),
    ("session", "`Book.session`"),
    ("system", "`Book.system`"),
    ("visitor", "`Book.visitor`"),
    ("on_behalf", "`Book.onBehalf`"),
    ("slip", "`Book.slip`"),
    ("execute_one", "`execute` takes one as well"),
    ("import_journal_by", "`import_journal` uses it"),
    ("import_people_by", "`import_people` uses it"),
    ("restore", "`import_journal` reads records and checks that they are whole"),
    ("on", "`Book.on`"),
    ("off", "what `Book.on` gives"),
    ("hook_counts", "listeners are called before a method returns, so that none is behind"),
    ("read", "a closure over rows can't cross the border"),
    ("reader", "there are no threads to hand it to"),
    ("readers", "there are no threads to hand it to"),
];

/// The names of all public methods in these files and folders.
fn methods(places: &[&str]) -> BTreeSet<String> {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src/book");
    let mut files: Vec<PathBuf> = Vec::new();
    for place in places {
        let path = book.join(place);
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("a folder of sources");
            files.extend(entries.map(|entry| entry.expect("an entry").path()));
        } else {
            files.push(path);
        }
    }
    let mut names = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        let found = text
            .lines()
            .filter_map(|line| line.strip_prefix("    pub fn ").or(line.strip_prefix("    pub const fn ")));
        names.extend(found.filter_map(|line| line.split(['(', '<']).next()).map(str::to_owned));
    }
    names
}

#[track_caller]
fn compare(methods: &BTreeSet<String>, rows: &[&str], elsewhere: &[(&str, &str)]) {
    let known: BTreeSet<&str> = rows.iter().copied().chain(elsewhere.iter().map(|(name, _)| *name)).collect();
    let missing: Vec<_> = methods.iter().filter(|name| !known.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "the engine has {missing:?}, and calls.rs has no row for them");
    let gone: Vec<_> = elsewhere.iter().filter(|(name, _)| !methods.contains(*name)).collect();
    assert!(gone.is_empty(), "the engine has no {gone:?} any more");
}

#[test]
fn a_session_has_every_method() {
    let methods = methods(&["session.rs", "session"]);
    assert!(methods.contains("place_bet") && methods.len() > 60, "{methods:?}");
    compare(&methods, SESSION, NOT_OF_A_SESSION);
}

#[test]
fn a_book_has_every_method() {
    let mut methods = methods(&["mod.rs", "reader", "importing.rs"]);
    // A filter's own.
    assert!(methods.remove("passes"));
    assert!(methods.contains("state_hash") && methods.len() > 40, "{methods:?}");
    compare(&methods, BOOK, NOT_OF_A_BOOK);
}

/// A session has a method for each command, but for two that have more than one (`Body` says so).
#[test]
fn every_command_has_a_method() {
    for name in Body::NAMES {
        let snake = name.chars().fold(String::new(), |mut snake, letter| {
            if letter.is_ascii_uppercase() && !snake.is_empty() {
                snake.push('_');
            }
            snake.push(letter.to_ascii_lowercase());
            snake
        });
        let methods: Vec<&str> = match snake.as_str() {
            "record_score" => vec!["record_live_score", "record_score", "record_score_only"],
            "answer_withdrawal" => vec!["confirm_withdrawal", "refuse_withdrawal"],
            "restake_slip" => vec!["restake"],
            "check_out_basket" => vec!["check_out"],
            other => vec![other],
        };
        for method in methods {
            assert!(SESSION.contains(&method), "{name} has no method {method}");
        }
    }
}
