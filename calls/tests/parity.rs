//! The table is the engine's: each method that a session, a reader or a book has in Rust has a row, or a reason why not.
//!
//! The methods are found in the engine's sources by how the house writes them. That a language has the same rows is tested beside
//! it (`bindings-wasm/test/parity.test.js`, `bindings-python/tests/test_engine.py`).

#![allow(clippy::expect_used, clippy::panic, reason = "tests say what they expect by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use realdeal::command::Body;
use realdeal_calls::{BOOK, READER, SESSION};

/// Methods of a session that languages have in another way.
const NOT_OF_A_SESSION: &[(&str, &str)] = &[
    ("because", "a session holds its reason beside the calls"),
    ("actor", "a session holds its actor beside the calls"),
    ("match_of", "a fixture's entrants are plain data"),
    ("race_of", "a fixture's entrants are plain data"),
    ("check_out_quoted", "a quote is plain data: `send` takes `check_out_basket` with its edits"),
];

/// Methods of a book and of a reader that languages have in another way.
const NOT_OF_A_BOOK: &[(&str, &str)] = &[
    ("in_memory", "each language opens books itself"),
    ("open", "each language opens books itself"),
    ("with_host", "each language opens books itself"),
    ("simulated", "each language opens books itself"),
    ("session", "each language holds its sessions itself"),
    ("system", "each language holds its sessions itself"),
    ("visitor", "each language holds its sessions itself"),
    ("on_behalf", "each language holds its sessions itself"),
    ("slip", "a slip is plain data with a `fresh_id`"),
    ("execute_one", "`execute` takes one as well"),
    ("import_journal_by", "`import_journal` uses it"),
    ("export_by", "`export` uses it"),
    ("import_people_by", "`import_people` uses it"),
    ("on", "what is called back differs by language"),
    ("off", "what is called back differs by language"),
    ("hook_counts", "what is called back differs by language"),
    ("read", "a closure over rows can't cross the border"),
    ("reader", "each language holds its readers itself"),
    ("readers", "each language holds its readers itself"),
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
    assert!(missing.is_empty(), "the engine has {missing:?}, and the table of calls has no row for them");
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
    compare(&methods, &[BOOK, READER].concat(), NOT_OF_A_BOOK);
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
