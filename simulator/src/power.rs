//! Power losses: everything that happened to the files of a run is written down, and the plug is pulled after each of it.
//!
//! What had been synced is on the device then. Of what had not, each write may have got there, or not, or some of its sectors,
//! whatever became of the others; deletions and truncations may not have happened. A new folder gets such files, and the book
//! in them is looked at.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use realdeal::Book;
use realdeal_sqlite::{Options, SqliteStorage, Synchronous};
use rusqlite::{Connection, OpenFlags};

use crate::check;
use crate::dice::Dice;
use crate::disk::{Disk, Happened, Plan};
use crate::error::{Fault, Found};
use crate::script::{Script, book};

const NAME: &str = "book.db";
/// What a device writes whole or not at all, in bytes.
const SECTOR: usize = 512;

/// A run and its power losses.
#[derive(Debug, Clone, Copy)]
pub struct Power {
    /// Everything follows from it.
    pub seed: u64,
    /// How many commands are recorded.
    pub commands: usize,
    /// In how many ways the files are left at each point.
    pub ways: u64,
    /// When SQLite waits for the device.
    pub synchronous: Synchronous,
    /// Whether the disk only says that it has synced: a control, which must be found.
    pub lying: bool,
}

/// What was seen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    /// Writes that were recorded.
    pub writes: usize,
    /// Files that were left in some way and looked at.
    pub points: usize,
    /// How often commands that had been acknowledged were gone; only NORMAL may lose them.
    pub lost: usize,
}

/// Records a run, and pulls the plug at each point of it.
///
/// Errors: the first promise that was not kept.
pub fn run(power: Power) -> Found<Seen> {
    let script = Script::draw(power.seed, power.commands)?;
    let happened = record(power, &script)?;
    let mode = match power.synchronous {
        Synchronous::Full => "full",
        Synchronous::Normal => "normal",
    };
    let line = format!(
        "power --seed {} --commands {} --ways {} --mode {mode}",
        power.seed, power.commands, power.ways
    );
    replay(power, &script, &happened).map_err(|fault| fault.played_by(&line))
}

fn record(power: Power, script: &Script) -> Found<Vec<Happened>> {
    /// After so many slices the log is carried over into the file.
    const CARRIED: usize = 9;
    let folder = check::scratch()?;
    let path = folder.path().join(NAME);
    let disk = Disk::new(Plan { recording: true, lying: power.lying, ..Plan::default() })?;
    let options =
        Options { synchronous: power.synchronous, vfs: Some(disk.name().to_owned()), ..Options::default() };
    let mut book = book(SqliteStorage::open_with(&path, options.clone())?);
    for (number, (end, slice)) in script.slices_after(0).enumerate() {
        check::carried_out(&mut book, script, end - slice.len(), slice)?;
        disk.answered(end);
        let turn = number / CARRIED;
        if number % CARRIED == CARRIED - 1 {
            carry_over(&path, &disk, ["passive", "restart", "truncate"][turn % 3])?;
        }
        if number % (CARRIED * 4) == CARRIED * 4 - 1 {
            // The last connection that closes carries the log over and deletes it.
            book = reopened(book, &path, &options)?;
        }
    }
    drop(book);
    Ok(disk.happened())
}

fn reopened(before: Book, path: &Path, options: &Options) -> Found<Book> {
    drop(before);
    Ok(book(SqliteStorage::open_with(path, options.clone())?))
}

fn carry_over(path: &Path, disk: &Disk, how: &str) -> Found<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let file = Connection::open_with_flags_and_vfs(path, flags, disk.name())?;
    Ok(file.pragma_update(None, "wal_checkpoint", how).or_else(|error| match error {
        // It answers with a row.
        rusqlite::Error::ExecuteReturnedResults => Ok(()),
        other => Err(other),
    })?)
}

fn replay(power: Power, script: &Script, happened: &[Happened]) -> Found<Seen> {
    let mut dice = Dice::new(power.seed ^ 0x5EED);
    let mut device = Device::default();
    let (mut seen, mut answered, mut synced) = (Seen::default(), 0, 0);
    for (number, event) in happened.iter().enumerate() {
        match event {
            Happened::Answered(commands) => answered = *commands,
            Happened::Write { .. } => seen.writes += 1,
            // What was answered before the log was synced has got to the device.
            Happened::Sync { file } if file.ends_with("-wal") => synced = answered,
            Happened::Sync { .. } | Happened::Truncate { .. } | Happened::Delete { .. } => {}
        }
        device.take(event);
        let least = match power.synchronous {
            Synchronous::Full => answered,
            Synchronous::Normal => synced,
        };
        let most = script.slices_after(answered).next().map_or(answered, |(end, _)| end);
        for way in 0..power.ways {
            let how = How::of(number as u64 + way);
            let left = check::scratch()?;
            device.leave(left.path(), how, &mut dice)?;
            let found = check::prefix(&left.path().join(NAME), script, least, most)
                .map_err(|fault| fault.at(format!("power lost after {number} events, {how:?}")))?;
            seen.points += 1;
            seen.lost += usize::from(found < answered);
        }
    }
    Ok(seen)
}

/// What becomes of what was not synced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// Nothing of it got to the device.
    Gone,
    /// All of it did: the process ended, and not the machine.
    Whole,
    /// Each write whole or not at all.
    Dropped,
    /// Each sector by itself, and what did not get there may be noise.
    Torn,
}

impl How {
    fn of(number: u64) -> Self {
        [Self::Torn, Self::Dropped, Self::Gone, Self::Torn, Self::Dropped, Self::Whole]
            [usize::try_from(number % 6).unwrap_or(0)]
    }
}

/// The files: what is on the device, and what may be.
#[derive(Debug, Default)]
struct Device(BTreeMap<Arc<str>, Kept>);

#[derive(Debug, Default)]
struct Kept {
    /// None if there is no such file.
    synced: Option<Vec<u8>>,
    pending: Vec<Happened>,
}

impl Device {
    fn take(&mut self, event: &Happened) {
        let (Happened::Write { file, .. }
        | Happened::Truncate { file, .. }
        | Happened::Sync { file }
        | Happened::Delete { file, .. }) = event
        else {
            return;
        };
        let kept = self.0.entry(file.clone()).or_default();
        let is_new = kept.is_new();
        kept.pending.push(event.clone());
        if matches!(event, Happened::Sync { .. } | Happened::Delete { synced: true, .. }) {
            kept.land(kept.pending.len());
        }
        // SQLite syncs the folder, too, when it first syncs a log or journal that it has made (os_unix.c, `UNIXFILE_DIRSYNC`).
        // With it, what was deleted before is gone for good: an old journal that came back would undo what came after it.
        if is_new && matches!(event, Happened::Sync { .. }) && !file.ends_with(".db") {
            self.0.values_mut().for_each(Kept::sync_name);
        }
    }

    fn leave(&self, folder: &Path, how: How, dice: &mut Dice) -> Found<()> {
        for (name, kept) in &self.0 {
            if let Some(bytes) = kept.left(how, dice) {
                std::fs::write(folder.join(&**name), bytes)?;
            }
        }
        Ok(())
    }
}

impl Kept {
    /// Whether the folder on the device does not have it yet, or has another file of its name.
    fn is_new(&self) -> bool {
        self.synced.is_none() || self.pending.iter().any(|event| matches!(event, Happened::Delete { .. }))
    }

    /// The first of what is pending gets to the device.
    fn land(&mut self, count: usize) {
        let mut content = self.synced.take();
        self.pending.drain(..count).for_each(|event| apply(&mut content, &event));
        self.synced = content;
    }

    /// The folder gets to the device: whatever was deleted is gone.
    fn sync_name(&mut self) {
        let deleted = self.pending.iter().rposition(|event| matches!(event, Happened::Delete { .. }));
        if let Some(last) = deleted {
            self.land(last + 1);
        }
    }

    fn left(&self, how: How, dice: &mut Dice) -> Option<Vec<u8>> {
        let mut content = self.synced.clone();
        for event in &self.pending {
            let landed = match how {
                How::Gone => false,
                How::Whole => true,
                How::Dropped | How::Torn => dice.once_in(2),
            };
            match event {
                // What comes after a deletion is another file, which only has the name if the old one lost it.
                Happened::Delete { .. } if !landed => return content,
                Happened::Write { at, bytes, .. } if how == How::Torn => tear(&mut content, *at, bytes, dice),
                _ if landed => apply(&mut content, event),
                _ => {}
            }
        }
        content
    }
}

fn apply(content: &mut Option<Vec<u8>>, event: &Happened) {
    match event {
        Happened::Write { at, bytes, .. } => put(content, *at, bytes),
        Happened::Truncate { size, .. } => {
            content.get_or_insert_default().resize(usize::try_from(*size).unwrap_or(0), 0);
        }
        Happened::Delete { .. } => *content = None,
        Happened::Sync { .. } | Happened::Answered(_) => {}
    }
}

fn put(content: &mut Option<Vec<u8>>, at: u64, bytes: &[u8]) {
    let content = content.get_or_insert_default();
    let from = usize::try_from(at).unwrap_or(0);
    let to = from + bytes.len();
    if content.len() < to {
        content.resize(to, 0);
    }
    content[from..to].copy_from_slice(bytes);
}

/// Writes some sectors of what was to be written, leaves others as they were, and now and then fills one with noise.
fn tear(content: &mut Option<Vec<u8>>, at: u64, bytes: &[u8], dice: &mut Dice) {
    let mut from = 0;
    while from < bytes.len() {
        let place = at + from as u64;
        let in_sector = SECTOR - usize::try_from(place % SECTOR as u64).unwrap_or(0);
        let to = bytes.len().min(from + in_sector);
        match dice.below(8) {
            0..=3 => put(content, place, &bytes[from..to]),
            4 => {
                let noise: Vec<u8> = (from..to).map(|_| dice.draw().to_le_bytes()[0]).collect();
                put(content, place, &noise);
            }
            _ => {}
        }
        from = to;
    }
}

/// What the command line asks for.
///
/// Errors: what is no size, and what the run finds.
pub fn from_arguments(arguments: &crate::Arguments) -> Found<Seen> {
    let synchronous = match arguments.text("mode").unwrap_or("full") {
        "full" => Synchronous::Full,
        "normal" => Synchronous::Normal,
        other => return Err(Fault::new(format!("the modes are full and normal, not {other}"))),
    };
    let commands = usize::try_from(arguments.number("commands", 155)?).unwrap_or(usize::MAX);
    let (seed, ways) = (arguments.number("seed", 1)?, arguments.number("ways", 1)?);
    run(Power { seed, commands, ways, synchronous, lying: false })
}
