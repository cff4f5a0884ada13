//! A relay: hands what happened in a book on to message queues, in order and at least once.
//!
//! It reads what its cursor has not acknowledged, writes a line of JSON for each event in place of sending it, and
//! acknowledges. Killed at any moment, it goes on where it had acknowledged: what it had handed on since then comes
//! again, with the same id, so that whoever receives it can tell.
//!
//! Where to look: `hand_on` is the relay, `queues` says which queue an event belongs to, as docs/events.md does. The rest
//! makes a small book to relay from (`day`) and keeps it in files (`kept`), which a durable backend would do by itself.

mod day;
mod kept;
mod queues;

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use realdeal::Book;
use serde_json::json;

use kept::Kept;
pub(crate) use queues::queue_of;

/// What `--help` prints.
const USAGE: &str = "\
Hands what happened in a book on, a line of JSON for each event, and remembers how far it came.

    relay [--books FOLDER] [--batch N] [--die-after N]

    --books FOLDER    keep the book in this folder, so that the relay can be killed and started again;
                      without it, the book ends with the program
    --batch N         acknowledge after so many records at the most (default 5)
    --die-after N     end after so many records, before they are acknowledged, as if killed
    --help            print this

Exit code: 0 if everything is handed on, 3 after --die-after, 2 if something went wrong.
";

/// The name of the relay's cursor: another relay keeps another one.
const CURSOR: &str = "message queues";

/// How the relay came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Everything is handed on and acknowledged.
    Done,
    /// It was told to die.
    Died,
}

struct Arguments {
    books: Option<PathBuf>,
    batch: usize,
    die_after: Option<u64>,
}

fn main() -> ExitCode {
    match run(std::env::args().skip(1), &mut io::stdout().lock()) {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::Died) => ExitCode::from(3),
        Err(fault) => {
            // Nobody is left to tell when this can't be written either.
            drop(writeln!(io::stderr(), "relay: {fault}"));
            ExitCode::from(2)
        }
    }
}

/// The whole program: lines go to `out`.
pub(crate) fn run(
    arguments: impl Iterator<Item = String>,
    out: &mut dyn Write,
) -> Result<Ended, Box<dyn Error>> {
    let Some(arguments) = read(arguments)? else {
        out.write_all(USAGE.as_bytes())?;
        return Ok(Ended::Done);
    };
    let mut kept = Kept::open(arguments.books)?;
    hand_on(&mut kept, arguments.batch, arguments.die_after, out)
}

/// The relay: read, hand on, acknowledge. In this order: what is lost in between comes again.
fn hand_on(
    kept: &mut Kept,
    batch: usize,
    mut left: Option<u64>,
    out: &mut dyn Write,
) -> Result<Ended, Box<dyn Error>> {
    loop {
        let news = kept.book.unread(CURSOR, batch)?;
        let Some(last) = news.last() else { return Ok(Ended::Done) };
        for numbered in &news {
            for (place, event) in numbered.record.events.iter().enumerate() {
                let Some(queue) = queue_of(event.kind()) else { continue };
                // The number and the place tell an event from every other, for ever: who receives it twice drops it.
                let line = json!({
                    "queue": queue,
                    "id": format!("{}.{place}", numbered.number),
                    "at": numbered.record.at,
                    "by": numbered.record.actor,
                    "event": event,
                });
                writeln!(out, "{line}")?;
            }
            left = left.map(|left| left.saturating_sub(1));
            if left == Some(0) {
                return Ok(Ended::Died);
            }
        }
        out.flush()?;
        kept.book.acknowledge(CURSOR, last.number)?;
        kept.save_cursors()?;
    }
}

fn read(mut arguments: impl Iterator<Item = String>) -> Result<Option<Arguments>, String> {
    let mut read = Arguments { books: None, batch: 5, die_after: None };
    while let Some(name) = arguments.next() {
        if name == "--help" {
            return Ok(None);
        }
        let value = arguments.next().ok_or_else(|| format!("{name} lacks its value; --help tells more"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("{name} is a number, and not \"{value}\""));
        match name.as_str() {
            "--books" => read.books = Some(value.into()),
            "--batch" => read.batch = usize::try_from(number()?.max(1)).unwrap_or(usize::MAX),
            "--die-after" => read.die_after = Some(number()?),
            _ => return Err(format!("there is no option {name}; --help tells more")),
        }
    }
    Ok(Some(read))
}

/// A new book with a day's business in it.
fn new_book() -> Result<Book, realdeal::Error> {
    let mut book = Book::simulated(1, day::noon()?);
    day::business(&mut book)?;
    Ok(book)
}
