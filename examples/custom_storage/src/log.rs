//! The file: a line for every unit, appended and never changed, but for people, who can be erased.

use std::fs::{File, OpenOptions, rename};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use realdeal::StorageError;
use realdeal::state::{Change, Changes, ClaimKind, Key, Row, RowChange, State};

use crate::books::Books;

/// An open file of books.
#[derive(Debug)]
pub(crate) struct Log {
    path: PathBuf,
    file: File,
    /// How long the file is, up to the last whole line.
    length: u64,
    /// Whether nobody knows any more what is in the file.
    lost: bool,
}

impl Log {
    /// Opens the file, takes half a line off its end, and makes all its lines again.
    pub(crate) fn open(path: &Path) -> Result<(Self, Books), StorageError> {
        let mut file = open(path)?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(|error| refused(&error))?;
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        let mut books = Books::new();
        for line in text[..whole].lines() {
            read(line)?.into_iter().for_each(|changes| books.take(changes));
        }
        let mut log = Self { path: path.to_owned(), file, length: whole as u64, lost: false };
        log.cut().map_err(|error| refused(&error))?;
        Ok((log, books))
    }

    /// Whether it can still be written to.
    pub(crate) fn check(&self) -> Result<(), StorageError> {
        if self.lost {
            return Err(StorageError::refused("the end of the file is not known: open the books again"));
        }
        Ok(())
    }

    /// Writes a unit's changes, all or none; `after` is what the books are with them.
    pub(crate) fn write(&mut self, unit: &[Changes], after: &State) -> Result<(), StorageError> {
        if unit.iter().flat_map(|changes| &changes.rows).any(replaces_a_person) {
            return self.write_anew(unit, after);
        }
        self.append(&line(unit)?)
    }

    fn append(&mut self, line: &str) -> Result<(), StorageError> {
        if let Err(error) = self.file.write_all(line.as_bytes()) {
            // What was written of the line is taken back; if that is not possible, nobody knows what is there.
            self.lost = self.cut().is_err();
            return Err(if self.lost { unknown(&error) } else { StorageError::busy(error.to_string()) });
        }
        if let Err(error) = self.file.sync_data() {
            self.lost = true;
            return Err(unknown(&error));
        }
        self.length += line.len() as u64;
        Ok(())
    }

    /// Cuts off what comes after the last whole line, and goes to the end.
    fn cut(&mut self) -> std::io::Result<()> {
        self.file.set_len(self.length)?;
        self.file.seek(SeekFrom::End(0)).map(drop)
    }

    /// Writes the whole file anew without any word of people, and behind it the people there are. A line that is only
    /// appended would leave an erased person in the lines before.
    fn write_anew(&mut self, unit: &[Changes], after: &State) -> Result<(), StorageError> {
        let mut text = String::new();
        self.file.seek(SeekFrom::Start(0)).map_err(|error| refused(&error))?;
        self.file.read_to_string(&mut text).map_err(|error| refused(&error))?;
        let mut anew = String::new();
        for old in text.lines() {
            anew.push_str(&line(&without_people(read(old)?))?);
        }
        anew.push_str(&line(&without_people(unit.to_vec()))?);
        anew.push_str(&line(&[people(after)])?);
        let beside = self.path.with_extension("new");
        let _ = std::fs::remove_file(&beside);
        let mut file = open(&beside)?;
        let written = file.write_all(anew.as_bytes()).and_then(|()| file.sync_all());
        written.map_err(|error| StorageError::busy(error.to_string()))?;
        // The new file takes the place of the old one in one step: whoever opens the books finds the one or the other.
        rename(&beside, &self.path).map_err(|error| StorageError::busy(error.to_string()))?;
        (self.file, self.length) = (file, anew.len() as u64);
        Ok(())
    }
}

fn open(path: &Path) -> Result<File, StorageError> {
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    let file = file.map_err(|error| refused(&error))?;
    file.try_lock().map_err(|_| StorageError::busy("the books are open elsewhere"))?;
    Ok(file)
}

fn line(unit: &[Changes]) -> Result<String, StorageError> {
    let mut line = serde_json::to_string(unit).map_err(|error| StorageError::refused(error.to_string()))?;
    line.push('\n');
    Ok(line)
}

fn read(line: &str) -> Result<Vec<Changes>, StorageError> {
    serde_json::from_str(line)
        .map_err(|error| StorageError::refused(format!("a line can't be read: {error}")))
}

fn refused(error: &std::io::Error) -> StorageError {
    StorageError::refused(error.to_string())
}

fn unknown(error: &std::io::Error) -> StorageError {
    StorageError::unknown(error.to_string())
}

/// Whether a change takes away personal data that an earlier line holds.
fn replaces_a_person(change: &Change) -> bool {
    matches!(change, Change::KnownPerson(change) if change.was > 0)
}

/// Whether a change holds personal data: a person, or an address that is taken.
fn is_personal(change: &Change) -> bool {
    match change {
        Change::KnownPerson(_) => true,
        Change::Claimed(change) => change.id.kind == ClaimKind::Email,
        _ => false,
    }
}

fn without_people(mut unit: Vec<Changes>) -> Vec<Changes> {
    for changes in &mut unit {
        changes.rows.retain(|change| !is_personal(change));
    }
    unit
}

/// All personal data that there is, as changes that write it.
fn people(state: &State) -> Changes {
    fn written<R: Row>(row: &R) -> Change {
        R::change(RowChange { id: row.id(), was: 0, row: Some(row.clone()) })
    }
    let mut rows = Vec::new();
    for key in state.keys() {
        match key {
            Key::KnownPerson(id) => rows.extend(state.people.find(&id).map(written)),
            Key::Claimed(claim) => rows.extend(state.claims.find(&claim).map(written)),
            _ => {}
        }
    }
    rows.retain(is_personal);
    Changes { rows, transfers: Vec::new(), prices: Vec::new(), record: None }
}
