//! The Python processes, and a thread for each that compares what it says.
//!
//! Not here: what a line means (`line`).

use std::io::{BufRead, BufReader, ErrorKind};
use std::process::{Command, Stdio};
use std::thread;

use crate::arguments::Arguments;
use crate::line;

/// The most failures that are shown: one fault in a rule fails thousands of slips.
const MOST_SHOWN: usize = 20;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/slips.py");

/// What a run found.
#[derive(Debug)]
pub(crate) enum Found {
    /// There is no Python, so nothing was compared.
    NoPython(String),
    /// So many slips came to the same, and so many did not, of which the first are told.
    Compared { passed: u64, failed: u64, failures: Vec<String> },
}

/// Runs all processes to their end. Error: one of them ended badly, said something that is no slip, or said too little.
pub(crate) fn run(arguments: &Arguments) -> Result<Found, String> {
    if let Err(error) = Command::new("python3").arg("--version").stdout(Stdio::null()).status() {
        return match error.kind() {
            ErrorKind::NotFound => Ok(Found::NoPython(error.to_string())),
            _ => Err(error.to_string()),
        };
    }
    let halves: Vec<_> = thread::scope(|scope| {
        let started = (0..arguments.processes).map(|turn| scope.spawn(move || one(arguments, turn)));
        let started: Vec<_> = started.collect();
        started.into_iter().map(|thread| thread.join().map_err(|_| "a comparing thread panicked")).collect()
    });
    let (mut passed, mut failures) = (0, Vec::new());
    let mut failed = 0;
    for half in halves {
        let (good, bad, shown) = half??;
        passed += good;
        failed += bad;
        failures.extend(shown);
    }
    if passed + failed != arguments.slips {
        return Err(format!("{} slips were asked for, and {} came", arguments.slips, passed + failed));
    }
    failures.truncate(MOST_SHOWN);
    Ok(Found::Compared { passed, failed, failures })
}

/// One process, which takes every slip whose number is in its turn: how many passed, how many failed, and the first of
/// those.
fn one(arguments: &Arguments, turn: u64) -> Result<(u64, u64, Vec<String>), String> {
    let mut python = Command::new("python3");
    let figures = [
        arguments.seed,
        arguments.first.saturating_add(turn),
        arguments.first.saturating_add(arguments.slips),
        arguments.processes,
    ];
    python.arg(SCRIPT).args(figures.map(|figure| figure.to_string())).args(&arguments.plant);
    let mut child = python.stdout(Stdio::piped()).spawn().map_err(|error| error.to_string())?;
    let mut tally = (0, 0, Vec::new());
    if let Some(output) = child.stdout.take() {
        for said in BufReader::new(output).lines() {
            let said = said.map_err(|error| error.to_string())?;
            match line::compare(&said)? {
                None => tally.0 += 1,
                Some((number, what)) => {
                    tally.1 += 1;
                    if tally.2.len() < MOST_SHOWN {
                        tally.2.push(replayed(arguments, number, &what));
                    }
                }
            }
        }
    }
    match child.wait() {
        Ok(status) if status.success() => Ok(tally),
        Ok(status) => Err(format!("python3 {SCRIPT}: {status}")),
        Err(error) => Err(error.to_string()),
    }
}

/// A difference with the line that shows it again.
fn replayed(arguments: &Arguments, number: u64, what: &str) -> String {
    let plant = arguments.plant.as_ref().map_or(String::new(), |fault| format!(" --plant {fault}"));
    format!(
        "{what}\n    again: cargo run --release -p oracle -- --seed {} --first {number} --slips 1{plant}",
        arguments.seed
    )
}

#[cfg(test)]
mod tests;
