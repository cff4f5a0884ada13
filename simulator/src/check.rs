//! What a book must look like after a misfortune, whatever it was.

use std::path::Path;

use realdeal::command::Command;
use realdeal::{Answer, Book, Error};
use realdeal_sqlite::{Options, SqliteStorage, Synchronous};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::error::{Fault, Found};
use crate::script::{Script, book};

/// A folder for files that nobody needs for long: in memory where the system has a place for that, because no plug but ours is
/// pulled there.
pub(crate) fn scratch() -> Found<TempDir> {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    Ok(made.or_else(|_| tempfile::tempdir())?)
}

/// Opens a book that is only looked at: nobody will pull its plug, and it need not wait for the device.
pub(crate) fn opened(path: &Path) -> Found<Book> {
    let options = Options { synchronous: Synchronous::Normal, ..Options::default() };
    Ok(book(SqliteStorage::open_with(path, options)?))
}

/// How many commands of a script are in a book.
pub(crate) fn records(book: &Book) -> Found<usize> {
    Ok(usize::try_from(book.journal_head()?.records).unwrap_or(usize::MAX))
}

/// The book holds the first commands of the script and nothing else: not less than `least`, not more than `most`, no part
/// of a slice, each once; it says so itself, and it goes on. Gives how many.
pub(crate) fn prefix(path: &Path, script: &Script, least: usize, most: usize) -> Found<usize> {
    let mut book = opened(path)?;
    let found = records(&book)?;
    if found < least {
        return Err(Fault::new(format!("{least} commands were acknowledged, and {found} are in the book")));
    }
    if found > most {
        return Err(Fault::new(format!("{most} commands were sent at most, and {found} are in the book")));
    }
    if !script.ends.contains(&found) {
        return Err(Fault::new(format!("a part of a slice is in the book: {found} commands")));
    }
    same_hash(&book, script, found)?;
    clean(&book)?;
    for (place, answer) in book.execute(&script.commands[..found]).into_iter().enumerate() {
        repeated(script, place, answer)?;
    }
    same_hash(&book, script, found)?;
    if let Some((end, slice)) = script.slices_after(found).next() {
        carried_out(&mut book, script, end - slice.len(), slice)?;
        same_hash(&book, script, end)?;
    }
    drop(book);
    sound(path)?;
    Ok(found)
}

/// The book says what the script says after so many commands.
pub(crate) fn same_hash(book: &Book, script: &Script, commands: usize) -> Found<()> {
    if book.state_hash()? == script.hashes[commands] {
        return Ok(());
    }
    Err(Fault::new(format!("after {commands} commands the state hash is not what memory says")))
}

/// Every balance is the sum of its transfers, and the seals hold.
pub(crate) fn clean(book: &Book) -> Found<()> {
    let audit = book.audit()?;
    if audit.is_clean() { Ok(()) } else { Err(Fault::new(format!("the audit finds {:?}", audit.faults))) }
}

/// The file itself is sound, as far as SQLite can tell.
fn sound(path: &Path) -> Found<()> {
    let file = Connection::open(path)?;
    let told: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    if told == "ok" { Ok(()) } else { Err(Fault::new(format!("the file is not sound: {told}"))) }
}

fn repeated(script: &Script, place: usize, answer: Result<Answer, Error>) -> Found<()> {
    let answer = answer.map_err(|error| Fault::from(error).at(format!("command {place}, sent again")))?;
    if !answer.repeated {
        return Err(Fault::new(format!("command {place} was sent again, and carried out twice")));
    }
    same_answer(script, place, &answer)
}

pub(crate) fn same_answer(script: &Script, place: usize, answer: &Answer) -> Found<()> {
    if answer.made == script.made[place] {
        return Ok(());
    }
    Err(Fault::new(format!(
        "command {place} answers {:?}, and in memory it answered {:?}",
        answer.made, script.made[place]
    )))
}

/// Commands that come for the first time are carried out.
pub(crate) fn carried_out(book: &mut Book, script: &Script, first: usize, slice: &[Command]) -> Found<()> {
    for (place, answer) in (first..).zip(book.execute(slice)) {
        let answer = answer.map_err(|error| Fault::from(error).at(format!("command {place}")))?;
        if answer.repeated {
            return Err(Fault::new(format!(
                "command {place} comes for the first time, and counts as repeated"
            )));
        }
        same_answer(script, place, &answer)?;
    }
    Ok(())
}
