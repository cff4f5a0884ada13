//! The harnesses in the sizes of continuous integration, and for each something broken that it must notice.
//!
//! The environment makes them larger: `REALDEAL_SIMULATOR_KILLS=1000`; the README lists the names.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests say what they expect by panicking")]

mod faults;
mod kills;
mod power;
mod race;
mod scripts;
mod settlement;

use std::path::PathBuf;

use realdeal_simulator::{Arguments, Found};

fn program() -> PathBuf {
    env!("CARGO_BIN_EXE_realdeal-simulator").into()
}

fn number(name: &str, usual: u64) -> u64 {
    Arguments::default().number(name, usual).unwrap()
}

#[track_caller]
fn kept<T: std::fmt::Debug>(found: Found<T>) -> T {
    let seen = found.unwrap_or_else(|fault| panic!("{fault}"));
    println!("{seen:?}");
    seen
}

/// What is broken must be noticed, and in these words.
#[track_caller]
fn caught<T: std::fmt::Debug>(found: Found<T>, words: &[&str]) {
    let fault = match found {
        Ok(seen) => panic!("what is broken was not noticed: {seen:?}"),
        Err(fault) => fault.to_string(),
    };
    assert!(words.iter().any(|words| fault.contains(words)), "{fault}");
}
