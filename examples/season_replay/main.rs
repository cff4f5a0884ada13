//! A whole football season, bet on and settled.
//!
//! Reads a season file in the CSV format of football-data.co.uk (without one, plays a built-in made-up league), opens
//! the markets it has prices for, lets flat-stake bettors back every outcome of every column set and random bettors
//! place accumulators, plays the season in the order of its kick-offs, settles, and prints what came of it.
//!
//! With `--db` the books are kept in a SQLite file. Whenever the program is stopped or killed, the same arguments make it go on,
//! and end with the same books: its commands have the same ids, so that the engine does none of them twice.
//!
//! Where to look: `office` is how a host sets up a book, `replay` how it takes bets and settles them, `report` how it
//! reads the books, `books` where they are kept. The rest (`season`, `columns`, `uk_time`, `league`) is about the file and not about betting.

mod arguments;
mod books;
mod chances;
mod columns;
mod dice;
mod league;
mod office;
mod replay;
mod report;
mod season;
mod strategies;
mod uk_time;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use arguments::{Arguments, Request, USAGE};
use replay::Replay;
use report::Report;
use season::Season;

/// How many remarks on a file are shown; older files repeat the same one on every line.
const REMARKS_SHOWN: usize = 20;

fn main() -> ExitCode {
    let (mut out, mut log) = (io::stdout().lock(), io::stderr().lock());
    match run(std::env::args().skip(1), &mut out, &mut log) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(fault) => {
            // Nobody is left to tell when this can't be written either.
            drop(writeln!(log, "season_replay: {fault}"));
            ExitCode::from(2)
        }
    }
}

/// The whole program: figures go to `out`, remarks on the file to `log`. Gives whether the books balance.
pub(crate) fn run(
    arguments: impl Iterator<Item = String>,
    out: &mut dyn Write,
    log: &mut dyn Write,
) -> Result<bool, Box<dyn Error>> {
    let arguments = match arguments::read(arguments)? {
        Request::Help => {
            out.write_all(USAGE.as_bytes())?;
            return Ok(true);
        }
        Request::Replay(arguments) => arguments,
    };
    let season = load(&arguments)?;
    remark_on(&season, log)?;
    let mut replay = Replay::new(&season, &arguments)?;
    replay.play()?;
    let report = Report::read(&mut replay)?;
    if arguments.json {
        report.write_json(out)?;
    } else {
        report.write_table(out)?;
    }
    for fault in report.faults() {
        writeln!(log, "fault: {fault}")?;
    }
    Ok(report.is_balanced())
}

/// The season file, or the built-in league.
fn load(arguments: &Arguments) -> Result<Season, Box<dyn Error>> {
    let Some(path) = &arguments.file else {
        let file = league::season_file(arguments.seed);
        return Ok(Season::read("built-in league", file.as_bytes())?);
    };
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.display().to_string());
    Ok(Season::read(&name, &bytes).map_err(|error| format!("{name}: {error}"))?)
}

/// What was not taken from the file as it stands, with its line.
fn remark_on(season: &Season, log: &mut dyn Write) -> io::Result<()> {
    for remark in &season.refused {
        writeln!(log, "{}, line {}: refused: {}", season.name, remark.line, remark.text)?;
    }
    for remark in season.notes.iter().take(REMARKS_SHOWN) {
        writeln!(log, "{}, line {}: {}", season.name, remark.line, remark.text)?;
    }
    if let Some(more @ 1..) = season.notes.len().checked_sub(REMARKS_SHOWN) {
        writeln!(log, "{}: {more} more remarks of this kind", season.name)?;
    }
    Ok(())
}
