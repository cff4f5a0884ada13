//! What the tests stand on: books under the settings of the run, and a small world to bet in.

#![allow(dead_code, unused_imports, reason = "each test program uses a part of it")]

pub(crate) mod conflicting;
pub(crate) mod partial;
pub(crate) mod world;

use std::env;
use std::fmt::Debug;

use realdeal::host::SimulatedHost;
use realdeal::memory::Memory;
use realdeal::storage::Storage;
use realdeal::time::Timestamp;
use realdeal::{Book, Error, Options};

pub(crate) use world::{World, check, hours, minutes, noon, world, world_in};

fn number(variable: &str) -> Option<u32> {
    let text = env::var(variable).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} must be a number, it is \"{text}\"")))
}

/// The storage that this run's settings ask for.
pub(crate) fn storage() -> Box<dyn Storage> {
    let base: Box<dyn Storage> = match env::var("REALDEAL_TEST_STORAGE").as_deref() {
        Err(_) => Box::new(Memory::new()),
        Ok("partial") => Box::new(partial::Partial::new()),
        Ok(other) => panic!("there is no storage \"{other}\" to test with"),
    };
    match number("REALDEAL_TEST_CONFLICT") {
        None => base,
        Some(every) => Box::new(conflicting::Conflicting::new(base, every)),
    }
}

/// A new book under this run's settings, at a time.
pub(crate) fn book_at(now: Timestamp) -> Book {
    let mut book = Book::with_host(storage(), SimulatedHost::new(1, now));
    book.set_now(now);
    let usual = Options::default();
    book.set_options(Options {
        commands_per_unit: number("REALDEAL_TEST_SLICE").map_or(usual.commands_per_unit, |n| n as usize),
        bets_per_page: number("REALDEAL_TEST_PAGE").unwrap_or(usual.bets_per_page),
        ..usual
    });
    book
}

/// Asserts that a request was refused with this code, and that the refusal changed nothing.
#[track_caller]
pub(crate) fn refused<T: Debug>(
    code: &str,
    book: &mut Book,
    ask: impl FnOnce(&mut Book) -> Result<T, Error>,
) {
    let (hash, head) = (book.state_hash().unwrap(), book.journal_head().unwrap());
    match ask(book) {
        Ok(made) => panic!("expected {code}, but it was carried out: {made:?}"),
        Err(error) => assert_eq!(error.code(), code, "{error}"),
    }
    assert_eq!(book.state_hash().unwrap(), hash, "a refusal with {code} changed the state");
    assert_eq!(book.journal_head().unwrap(), head, "a refusal with {code} wrote a record");
}
