//! Kills: a child process plays a script on a file and acknowledges what was committed; it is killed at random times.
//!
//! After each kill the book is looked at by its parent. Every second time that is a copy, so that the next child finds the
//! files as the kill has left them.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::broken::Broken;
use crate::check;
use crate::child::write_slices;
use crate::dice::Dice;
use crate::error::{Fault, Found};
use crate::script::Script;

/// How many commands a book gets before a new one is begun.
const COMMANDS: usize = 400;
/// The most acknowledgements that are waited for before a kill.
const MOST_WAITED: u64 = 12;

/// So many kills.
#[derive(Debug, Clone)]
pub struct Kills {
    /// The program of this crate, which is its own child.
    pub program: PathBuf,
    /// The scripts and the waiting before each kill follow from it; where a process is when it is killed does not.
    pub seed: u64,
    /// How many.
    pub kills: u64,
    /// What is broken on purpose.
    pub broken: Option<Broken>,
}

/// What was seen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    /// How many children were killed.
    pub kills: u64,
    /// How many books were played through.
    pub books: u64,
    /// How many commands were acknowledged.
    pub acknowledged: usize,
    /// How often there was more in the book than had been acknowledged.
    pub more: u64,
}

/// Kills, and looks at what is left.
///
/// Errors: the first promise that was not kept.
pub fn run(kills: &Kills) -> Found<Seen> {
    let mut dice = Dice::new(kills.seed);
    let mut seen = Seen::default();
    let mut number = kills.seed;
    while seen.kills < kills.kills {
        let script = Script::draw(number, COMMANDS)?;
        let folder = tempfile::tempdir()?;
        play(kills, &script, folder.path(), &mut dice, &mut seen).map_err(|fault| {
            let again = format!("kills --seed {} --kills {}", kills.seed, kills.kills);
            fault.at(format!("book {number}, after {} kills", seen.kills)).played_by(&again)
        })?;
        seen.books += 1;
        number += 1;
    }
    Ok(seen)
}

/// One book, until its script has been played or all children have been killed.
fn play(kills: &Kills, script: &Script, folder: &Path, dice: &mut Dice, seen: &mut Seen) -> Found<()> {
    let (path, slices) = (folder.join("book.db"), folder.join("slices.json"));
    write_slices(&slices, script, 0)?;
    let all = script.commands.len();
    let mut done = 0;
    while done < all && seen.kills < kills.kills {
        let child = spawned(kills, &path, &slices)?;
        let (acknowledged, killed) = watched(child, dice)?;
        seen.kills += u64::from(killed);
        seen.acknowledged += acknowledged.saturating_sub(done);
        done = done.max(acknowledged);
        // The slice that was under way may be there, but none after it.
        let most = script.slices_after(done).next().map_or(done, |(end, _)| end);
        let looked_at = if dice.once_in(2) { copied(folder, &path, seen.kills)? } else { path.clone() };
        let found = check::prefix(&looked_at, script, done, most)?;
        seen.more += u64::from(found > done);
        done = found;
        if looked_at == path {
            // The look has carried out one slice more.
            done = script.slices_after(found).next().map_or(found, |(end, _)| end);
        }
    }
    Ok(())
}

fn spawned(kills: &Kills, path: &Path, slices: &Path) -> Found<Child> {
    let mut command = Command::new(&kills.program);
    command.args(["child", "play"]).arg("--book").arg(path).arg("--slices").arg(slices);
    if let Some(broken) = kills.broken {
        command.args(["--broken", broken.name()]);
    }
    Ok(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?)
}

/// Hears how much is acknowledged, kills the child, and hears what it had still said. Whether it had to be killed.
fn watched(mut child: Child, dice: &mut Dice) -> Found<(usize, bool)> {
    let out = child.stdout.take().ok_or_else(|| Fault::new("the child has no output"))?;
    let mut lines = BufReader::new(out).lines();
    let mut acknowledged = 0;
    let waited = dice.below(MOST_WAITED);
    for _ in 0..waited {
        match lines.next() {
            Some(line) => acknowledged = line?.parse()?,
            None => break,
        }
    }
    // Long enough to reach any place of opening a file, or of a commit.
    let micros = if waited == 0 { dice.below(30_000) } else { dice.below(4_000) };
    std::thread::sleep(Duration::from_micros(micros));
    let killed = child.try_wait()?.is_none();
    child.kill()?;
    for line in lines {
        acknowledged = line?.parse()?;
    }
    let status = child.wait()?;
    if !killed && !status.success() {
        let mut said = String::new();
        if let Some(mut errors) = child.stderr.take() {
            errors.read_to_string(&mut said)?;
        }
        return Err(Fault::new(format!("the child has ended by itself: {said}")));
    }
    Ok((acknowledged, killed))
}

/// A copy of the file and its log; nobody has them open.
fn copied(folder: &Path, path: &Path, number: u64) -> Found<PathBuf> {
    let copy = folder.join(format!("copy-{number}.db"));
    for end in ["", "-wal", "-journal"] {
        let from = PathBuf::from(format!("{}{end}", path.display()));
        if from.exists() {
            std::fs::copy(from, format!("{}{end}", copy.display()))?;
        }
    }
    Ok(copy)
}

/// What the command line asks for.
///
/// Errors: what is no number, and what the run finds.
pub fn from_arguments(program: PathBuf, arguments: &crate::Arguments) -> Found<Seen> {
    let (seed, kills) = (arguments.number("seed", 1)?, arguments.number("kills", 200)?);
    let broken = arguments.text("broken").and_then(Broken::named);
    run(&Kills { program, seed, kills, broken })
}
