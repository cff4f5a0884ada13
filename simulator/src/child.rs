//! What a child process does until it is killed: it plays a script, settles, races on a wallet, or holds the lock.
//!
//! Children say on their standard output, a line each, what their parent must hold against the books.

use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use realdeal::command::Command;
use realdeal::host::SimulatedHost;
use realdeal::id::{SelectionId, UserId};
use realdeal::storage::Storage;
use realdeal::{Answer, Book, Error};
use realdeal_sqlite::{Options, SqliteStorage};

use crate::arguments::Arguments;
use crate::broken::{Broken, BrokenStorage};
use crate::check;
use crate::disk::{Disk, Failing, Plan};
use crate::error::{Fault, Found};
use crate::script::Script;

/// Slices as a child reads them from a file.
type Slices = Vec<Vec<Command>>;

/// Writes the slices of a script, from a number of commands on, for a child to read.
pub(crate) fn write_slices(path: &Path, script: &Script, from: usize) -> Found<()> {
    let slices: Vec<&[Command]> = script.slices_after(from).map(|(_, slice)| slice).collect();
    Ok(std::fs::write(path, serde_json::to_vec(&slices)?)?)
}

/// Does what the arguments of a child say.
///
/// Errors: what kept it from going on.
pub fn run(what: &str, arguments: &Arguments) -> Found<()> {
    match what {
        "play" => play(arguments),
        "settle" => settle(arguments),
        "stake" => stake(arguments),
        "hold" => hold(arguments),
        "suspend" => suspend(arguments),
        other => Err(Fault::new(format!("there is no child that does {other}"))),
    }
}

fn say(line: impl std::fmt::Display) -> Found<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

fn broken(arguments: &Arguments) -> Option<Broken> {
    arguments.text("broken").and_then(Broken::named)
}

fn opened(arguments: &Arguments, vfs: Option<String>) -> Found<Book> {
    let busy_timeout = Duration::from_millis(arguments.number("busy", 20_000)?);
    let options = Options { busy_timeout, vfs, ..Options::default() };
    let storage = SqliteStorage::open_with(arguments.needed("book")?, options)?;
    let host = SimulatedHost::new(arguments.number("seed", 1)?, crate::race::noon());
    Ok(Book::with_host(BrokenStorage::new(storage, broken(arguments)), host))
}

fn slices(arguments: &Arguments) -> Found<Slices> {
    Ok(serde_json::from_slice(&std::fs::read(arguments.needed("slices")?)?)?)
}

/// Goes on with a script where the book stands, and says after each slice how many commands are acknowledged.
fn play(arguments: &Arguments) -> Found<()> {
    let mut book = opened(arguments, None)?;
    if broken(arguments) == Some(Broken::CommandByCommand) {
        book.set_options(realdeal::Options { commands_per_unit: 1, ..realdeal::Options::default() });
    }
    let done = check::records(&book)?;
    let mut end = 0;
    for slice in slices(arguments)? {
        end += slice.len();
        if end <= done {
            continue;
        }
        if broken(arguments) == Some(Broken::AnswersEarly) {
            say(end)?;
        }
        for answer in book.execute(&slice) {
            answer?;
        }
        say(end)?;
    }
    Ok(())
}

/// Sends a command until it is known what became of it.
fn insist(book: &mut Book, command: &Command) -> Result<Answer, Error> {
    /// The lock is not fair; nobody waits it out so often.
    const TRIES: u32 = 100;
    let mut answer = book.execute_one(command);
    for _ in 0..TRIES {
        match &answer {
            Err(Error::Storage(error)) if error.is_retryable() => answer = book.execute_one(command),
            _ => break,
        }
    }
    answer
}

/// Sends all commands from the first, and ends itself before the n-th change of a file, if it is told to.
fn settle(arguments: &Arguments) -> Found<()> {
    let turn = arguments.number("abort", 0)?;
    let disk = Disk::new(Plan { failing: Some((turn, Failing::Abort)), ..Plan::default() })?;
    let mut book = opened(arguments, Some(disk.name().to_owned()))?;
    for command in slices(arguments)?.iter().flatten() {
        insist(&mut book, command)?;
    }
    drop(book);
    say(disk.calls())
}

/// The id of this name.
fn id<T: std::str::FromStr>(arguments: &Arguments, name: &str) -> Found<T> {
    arguments.needed(name)?.parse().map_err(|_| Fault::new(format!("--{name} is no id")))
}

/// Stakes 7.00 EUR until the money is gone, and says how often it was taken.
fn stake(arguments: &Arguments) -> Found<()> {
    let (user, selection): (UserId, SelectionId) = (id(arguments, "user")?, id(arguments, "selection")?);
    let mut book = opened(arguments, None)?;
    let (mut taken, mut refused) = (0_u64, 0_u64);
    // All racers begin at once, when the parent says so.
    say("ready")?;
    std::io::stdin().read_exact(&mut [0])?;
    loop {
        let slip = book.slip().leg(selection, "2.10").stake("7.00 EUR");
        let answer = loop {
            match book.session(user).place_bet(slip.clone()) {
                Err(Error::Storage(error)) if error.is_retryable() => refused += 1,
                known => break known,
            }
        };
        match answer {
            Ok(_) => taken += 1,
            Err(error) if error.code() == "insufficient_funds" => break,
            Err(error) => return Err(error.into()),
        }
        // A wallet that never runs out is a fault of its own.
        if taken > 10_000 {
            break;
        }
    }
    say(format!("{taken} {refused}"))
}

/// Holds the lock of the file until it is killed.
fn hold(arguments: &Arguments) -> Found<()> {
    let mut storage = SqliteStorage::open(arguments.needed("book")?)?;
    let unit = storage.begin()?;
    say("held")?;
    // Until the parent ends, or ends this.
    std::io::stdin().read_to_end(&mut Vec::new())?;
    drop(unit);
    Ok(())
}

/// Suspends the market of a selection.
fn suspend(arguments: &Arguments) -> Found<()> {
    let (user, selection): (UserId, SelectionId) = (id(arguments, "user")?, id(arguments, "selection")?);
    let mut book = opened(arguments, None)?;
    let market = book.selection(selection)?.market;
    book.session(user).suspend_market(market)?;
    Ok(())
}
