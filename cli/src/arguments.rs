//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// What the exit codes mean; shown at the end of the help.
const EXIT_CODES: &str = "\
Exit codes:
  0  done, and everything is in order
  1  the books, or the export that is read, are not whole
  2  the request can't be met: arguments, a file that is not there or is no book, a name that is taken
  3  not this time: the file is locked, the disk is full; the same may succeed later";

/// Looks after the books of the RealDeal betting engine in a SQLite file. None of the commands changes the file it is given, and
/// none holds up those who write to it.
#[derive(Debug, Parser)]
#[command(name = "realdeal", version, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// Print one JSON object instead of text
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Look a file through: its pages, its references, the seals of its journal, its balances
    Verify {
        /// The file of books
        book: PathBuf,
    },
    /// Copy a file, as it is at one instant, into a new one
    Backup {
        /// The file of books
        book: PathBuf,
        /// The new file; there may be none of this name
        target: PathBuf,
    },
    /// Write the journal out as lines of JSON, and personal data beside it
    Export {
        /// The file of books
        book: PathBuf,
        /// The new file for the journal; - for the standard output
        journal: PathBuf,
        /// A new file for names, addresses and password hashes, which only its owner may read
        #[arg(long, value_name = "FILE")]
        people: Option<PathBuf>,
    },
    /// Make a new file of books from an exported journal
    Rebuild {
        /// The exported journal; - for the standard input
        journal: PathBuf,
        /// The new file; there may be none of this name
        target: PathBuf,
        /// What was exported beside the journal; without it, nobody is behind the users
        #[arg(long, value_name = "FILE")]
        people: Option<PathBuf>,
    },
    /// Count what is in a file
    Stats {
        /// The file of books
        book: PathBuf,
    },
}
