//! A failing device: one call after the other gives EIO, ENOSPC or a short write, once or until it is mended.
//!
//! Whoever asks hears a clear error, sends the same commands again, and in the end the books are what they would have been.

use std::path::Path;

use realdeal::{Answer, Book, Error};
use realdeal_sqlite::{Options, SqliteStorage};

use crate::check;
use crate::disk::{Disk, Failing, Plan};
use crate::error::{Fault, Found};
use crate::script::{Script, book};

/// How often a slice is sent until the device is mended, and how often after that.
const TRIES: u32 = 3;

/// What was seen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    /// Runs in which the device failed.
    pub runs: usize,
    /// Errors that said that nothing was applied, and nothing was.
    pub not_applied: usize,
    /// Errors that said that nobody knows.
    pub unknown: usize,
    /// Runs whose book could not be opened before the device was mended.
    pub not_opened: usize,
}

/// Lets each call fail by which `failing` can, every `step`-th of them, and looks at what comes of it.
///
/// Errors: the first promise that was not kept.
pub fn run(seed: u64, commands: usize, failing: Failing, step: u64) -> Found<Seen> {
    let script = Script::draw(seed, commands)?;
    let mut all = Seen::default();
    let step = if failing.is_rare() { 1 } else { step.max(1) };
    for lasting in [false, true] {
        // Another residue for each, so that over the kinds and seeds every call has its turn.
        let mut turn = 1 + (seed + u64::from(lasting)) % step;
        while once(&script, Plan { failing: Some((turn, failing)), lasting, ..Plan::default() }, &mut all)
            .map_err(|fault| {
                fault
                    .at(format!("{failing:?} at call {turn}, lasting: {lasting}"))
                    .played_by(&format!("faults --seed {seed} --commands {commands} --step {step}"))
            })?
        {
            all.runs += 1;
            turn += step;
        }
    }
    Ok(all)
}

/// One run. Whether the device has failed in it.
fn once(script: &Script, plan: Plan, seen: &mut Seen) -> Found<bool> {
    let folder = check::scratch()?;
    let path = folder.path().join("book.db");
    let disk = Disk::new(plan)?;
    let mut book = opened(&path, &disk, seen)?;
    let half = script.ends.len() / 2;
    for (number, (end, slice)) in script.slices_after(0).enumerate() {
        let first = end - slice.len();
        if number == half {
            // Whoever closes it last carries the log over into the file.
            drop(book);
            book = opened(&path, &disk, seen)?;
        }
        let mut tries = 0;
        let mut unknown = false;
        loop {
            let answers = book.execute(slice);
            let Some(error) = storage_error(&answers) else {
                for (place, answer) in (first..).zip(answers) {
                    let answer = answer?;
                    if answer.repeated && !unknown {
                        return Err(Fault::new(format!(
                            "command {place} was said not to be applied, and was"
                        )));
                    }
                    check::same_answer(script, place, &answer)?;
                }
                break;
            };
            if error.is_not_applied() {
                seen.not_applied += 1;
                nothing_applied(&path, first)?;
            } else {
                seen.unknown += 1;
                unknown = true;
            }
            tries += 1;
            if tries == TRIES {
                disk.mend();
            }
            if tries == 2 * TRIES {
                return Err(Fault::new(format!("the device is mended, and still: {error}")));
            }
            if !error.is_retryable() {
                return Err(Fault::new(format!("it does not help to ask again, it is said: {error}")));
            }
        }
    }
    drop(book);
    disk.mend();
    let all = script.commands.len();
    check::prefix(&path, script, all, all)?;
    Ok(disk.failed() > 0)
}

fn options(disk: &Disk) -> Options {
    Options { vfs: Some(disk.name().to_owned()), ..Options::default() }
}

/// Opens the book, if need be after the device was mended.
fn opened(path: &Path, disk: &Disk, seen: &mut Seen) -> Found<Book> {
    for _ in 0..TRIES {
        if let Ok(storage) = SqliteStorage::open_with(path, options(disk)) {
            return Ok(book(storage));
        }
    }
    seen.not_opened += 1;
    disk.mend();
    Ok(book(SqliteStorage::open_with(path, options(disk))?))
}

/// The trouble with the storage, if a slice met any: then it is the same for all of it.
fn storage_error(answers: &[Result<Answer, Error>]) -> Option<realdeal::StorageError> {
    answers.iter().find_map(|answer| match answer {
        Err(Error::Storage(error)) => Some(error.clone()),
        _ => None,
    })
}

/// Who looks past the failing device finds what was there before.
fn nothing_applied(path: &Path, before: usize) -> Found<()> {
    let found = check::records(&check::opened(path)?)?;
    if found == before {
        return Ok(());
    }
    Err(Fault::new(format!("nothing was applied, it was said; there were {before} records, and are {found}")))
}

/// What the command line asks for: all honest ways to fail.
///
/// Errors: what is no size, and what the runs find.
pub fn from_arguments(arguments: &crate::Arguments) -> Found<Vec<(Failing, Seen)>> {
    let commands = usize::try_from(arguments.number("commands", 40)?).unwrap_or(usize::MAX);
    let (seed, step) = (arguments.number("seed", 1)?, arguments.number("step", 1)?);
    Failing::HONEST.into_iter().map(|failing| Ok((failing, run(seed, commands, failing, step)?))).collect()
}
