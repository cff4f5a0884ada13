//! A big book in a SQLite file: how long a fresh process takes to open it and to place its first bet, and how much memory
//! that takes. Nothing whose size grows with bets, users or the journal may be loaded when a file is opened.
//!
//! The book is made through the engine, in slices. Its file is in the system's memory when it is opened, unless that is too
//! small for it: what is measured is the work, not the device. How fast bets are placed is not measured here.

#![allow(clippy::unwrap_used, reason = "a program that measures says what went wrong by panicking")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use benches::{Arguments, Report, Town};
use realdeal::host::{Host, SystemHost};
use realdeal::{Book, Error};
use realdeal_sqlite::{Options, SqliteStorage, Synchronous};

/// The word that makes this program the fresh process.
const FRESH: &str = "--fresh";
/// What the fresh process may take: to open the file, and in resident memory at the most.
const OPENS_WITHIN: Duration = Duration::from_millis(200);
const RESIDENT_KIB: u64 = 64 * 1_024;
/// How often it is measured, each time in another process.
const TIMES: usize = 5;

fn main() -> Result<(), Error> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [first, path, user, selection] = &words[..]
        && first == FRESH
    {
        return fresh(Path::new(path), user, selection);
    }
    let arguments = Arguments::read(&[("accounts", 100_000), ("matches", 1_000), ("bets", 5_000_000)]);
    let report = Report::begin("a big book: open it, and place the first bet", &arguments.shown());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let [user, selection] = make(&path, &arguments)?;
    let size = std::fs::metadata(&path).map_or(0, |file| file.len());
    println!("the file has {} MiB", size / 1_024 / 1_024);
    println!();
    println!("{:>12} {:>14} {:>20}", "open, ms", "first bet, ms", "peak resident, KiB");
    let mut met = true;
    for _ in 0..TIMES {
        let child = Command::new(std::env::current_exe().unwrap())
            .args([FRESH, path.to_str().unwrap(), &user, &selection])
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .unwrap();
        assert!(child.status.success(), "the fresh process failed");
        let figures: Vec<u64> = String::from_utf8(child.stdout)
            .unwrap()
            .split_whitespace()
            .map(|figure| figure.parse().unwrap())
            .collect();
        let [open, bet, resident] = figures[..] else { unreachable!("it prints three figures") };
        let thousandths = |micros: u64| format!("{}.{:03}", micros / 1_000, micros % 1_000);
        println!("{:>12} {:>14} {resident:>20}", thousandths(open), thousandths(bet));
        met &= Duration::from_micros(open) <= OPENS_WITHIN && resident < RESIDENT_KIB;
    }
    println!();
    let verdict = if met { "met" } else { "missed" };
    println!("needed: opened within 200 ms, less than 64 MiB resident: {verdict}");
    report.end();
    Ok(())
}

/// Makes the book, and gives a bettor and a selection for the first bet of the fresh process.
fn make(path: &Path, arguments: &Arguments) -> Result<[String; 2], Error> {
    // Nobody is hurt if the power goes.
    let options = Options { synchronous: Synchronous::Normal, cache_kib: 512 * 1_024, ..Options::default() };
    let book = Book::with_host(SqliteStorage::open_with(path, options)?, SystemHost);
    let mut town = Town::in_book(book, arguments.size("accounts"))?;
    let matches = town.open_matches(arguments.size("matches"))?;
    let selections: Vec<_> = matches.iter().flat_map(|(_, market)| market.selections.clone()).collect();
    let bets = arguments.size("bets");
    let begun = Instant::now();
    for first in (0..bets).step_by(10_000) {
        let commands = town.singles((bets - first).min(10_000), &selections);
        town.carry_out(&commands, 1_000)?;
        if (first + 10_000).is_multiple_of(500_000) {
            println!("{} bets after {} s", first + 10_000, begun.elapsed().as_secs());
        }
    }
    println!("{bets} bets were placed");
    Ok([town.bettors[0].to_string(), selections[0].to_string()])
}

/// Opens the file, places one bet, and prints both times in microseconds and the peak of resident memory in KiB.
fn fresh(path: &Path, user: &str, selection: &str) -> Result<(), Error> {
    let begun = Instant::now();
    let mut book = Book::with_host(SqliteStorage::open(path)?, SystemHost);
    let opened = begun.elapsed();
    // Bets were placed until here and no further, and kick-off is days ahead.
    let last = book.read(|snapshot| Ok(snapshot.state().last_at))?;
    book.set_now(last.plus(Duration::from_secs(1)));
    let id = SystemHost.fresh_id(book.now());
    let slip = realdeal::betting::Slip::new(id).leg(selection.parse()?, "2.10").stake("1.00 EUR");
    let begun = Instant::now();
    book.session(user.parse()?).place_bet(slip)?;
    let bet = begun.elapsed();
    println!("{} {} {}", opened.as_micros(), bet.as_micros(), peak_resident_kib());
    Ok(())
}

/// The most that this process had in memory; 0 where the system does not tell.
fn peak_resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
