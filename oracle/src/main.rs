//! `cargo run --release -p oracle`: random slips, which a second implementation of the rule book has settled, through the
//! engine's own calculator.
//!
//! The second implementation is `oracle/*.py`: Python's standard library alone, written from the rules and by listing
//! every line. Here: starting it, reading what it says, and counting. Not here: how one slip is compared (`line`), and
//! any rule of betting.

mod arguments;
mod line;
mod pipe;

use std::process::ExitCode;

use arguments::Arguments;
use pipe::Found;

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(why) => {
            eprintln!("{why}\n{}", Arguments::USAGE);
            return ExitCode::from(2);
        }
    };
    match pipe::run(&arguments) {
        Ok(Found::NoPython(why)) => {
            println!("SKIPPED, nothing was compared: python3 can't be started here ({why})");
            ExitCode::SUCCESS
        }
        Ok(Found::Compared { passed, failures, failed }) => {
            for failure in &failures {
                println!("{failure}");
            }
            println!("seed {}: {passed} passed, {failed} failed", arguments.seed);
            if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(why) => {
            eprintln!("the oracle broke off: {why}");
            ExitCode::FAILURE
        }
    }
}
