//! A book in memory that is kept in two files: its journal, and the cursors, which stand in no journal.
//!
//! Enough for an example. A durable backend keeps both by itself, each with its own commit.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use realdeal::Book;
use realdeal::journal::{Cursor, NumberedRecord};
use realdeal::storage::Page;

/// The book, and where it is kept.
pub(crate) struct Kept {
    pub(crate) book: Book,
    folder: Option<PathBuf>,
}

const JOURNAL: &str = "journal.jsonl";
const CURSORS: &str = "cursors.json";

/// Writes a file so that it is there whole or as it was before.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let new = path.with_extension("new");
    let mut file = fs::File::create(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(new, path)
}

impl Kept {
    /// The book in a folder; a new one if there is none yet.
    pub(crate) fn open(folder: Option<PathBuf>) -> Result<Self, Box<dyn Error>> {
        let Some(folder) = folder else { return Ok(Self { book: super::new_book()?, folder: None }) };
        fs::create_dir_all(&folder)?;
        let journal = folder.join(JOURNAL);
        if !journal.exists() {
            let mut lines = Vec::new();
            for record in super::new_book()?.journal(Page::first(usize::MAX))? {
                serde_json::to_writer(&mut lines, &record)?;
                lines.push(b'\n');
            }
            write_whole(&journal, &lines)?;
        }
        let mut book = Book::simulated(2, super::day::noon()?);
        let lines = BufReader::new(fs::File::open(&journal)?).lines();
        let records: Vec<NumberedRecord> =
            lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect::<Result<_, Box<dyn Error>>>()?;
        book.restore(records)?;
        let cursors = folder.join(CURSORS);
        if cursors.exists() {
            let cursors: Vec<Cursor> = serde_json::from_slice(&fs::read(cursors)?)?;
            for cursor in cursors {
                book.acknowledge(&cursor.name, cursor.position)?;
            }
        }
        Ok(Self { book, folder: Some(folder) })
    }

    /// Writes the cursors down.
    pub(crate) fn save_cursors(&self) -> Result<(), Box<dyn Error>> {
        let Some(folder) = &self.folder else { return Ok(()) };
        write_whole(&folder.join(CURSORS), &serde_json::to_vec(&self.book.cursors()?)?)?;
        Ok(())
    }
}
