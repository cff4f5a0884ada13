//! The command `realdeal`: what an operator does with a file of books.
//!
//! Each command is one function of `realdeal_sqlite::operate`, with its arguments, its progress and its exit code; what it does
//! is said there. Figures go to the standard output, everything else to the standard error.

mod arguments;
mod commands;
mod outcome;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;

fn main() -> ExitCode {
    // Whoever asks for help gets it with exit code 0; arguments that can't be read end with 2, like every other request that
    // can't be met.
    let arguments = Arguments::parse();
    commands::run(&arguments).told(arguments.json)
}
