//! The engine room of a book: the storage, and where committed records go from there.

use super::executor::{self, Committed, Heard};
use super::{Options, Reader, restoring};
use crate::answer::Answer;
use crate::catalogue::checked_name;
use crate::command::Command;
use crate::error::Error;
use crate::hook::{Delivery, Listener};
use crate::journal::{Cursor, NumberedRecord};
use crate::keys::Keys;
use crate::rejection::Rejection;
use crate::state::{Draft, Key, Row};
use crate::storage::{Storage, StorageError, Unit};
use crate::trace;

/// What becomes of a cursor.
type Moved<'a> = dyn Fn(Option<&Cursor>) -> Result<Option<Cursor>, Rejection> + 'a;

/// What carries commands out.
pub(super) struct Engine {
    pub(super) storage: Box<dyn Storage>,
    pub(super) reader: Reader,
    pub(super) options: Options,
}

impl Engine {
    pub(super) fn new(storage: Box<dyn Storage>) -> Self {
        let reader = Reader::from(storage.readers());
        Self { storage, reader, options: Options::default() }
    }

    pub(super) fn execute(
        &mut self,
        commands: &[Command],
        listener: &mut dyn Listener,
    ) -> Vec<Result<Answer, Error>> {
        let mut answers = Vec::with_capacity(commands.len());
        for chunk in commands.chunks(self.options.commands_per_unit.max(1)) {
            let mut heard = Heard { wanted: listener.is_listening(), units: Vec::new() };
            let some = executor::run(&mut *self.storage, chunk, self.options, &mut heard);
            chunk.iter().zip(&some).for_each(|(command, answer)| trace::answered(command, answer));
            let wanted = heard.wanted;
            heard.units.into_iter().for_each(|unit| self.tell(unit, listener));
            // What may have lasted after all is in the journal, and so is what came while somebody began to listen.
            let unknown =
                |answer: &Result<_, _>| matches!(answer, Err(Error::Storage(StorageError::Unknown { .. })));
            if listener.is_listening() && (!wanted || some.iter().any(unknown)) {
                listener.look(&self.reader);
            }
            answers.extend(some);
        }
        answers
    }

    pub(super) fn restore(
        &mut self,
        records: impl IntoIterator<Item = NumberedRecord>,
        listener: &mut dyn Listener,
    ) -> Result<(), Error> {
        let next = self.reader.journal_head()?.records + 1;
        let restored = restoring::restore(&mut *self.storage, next, records, self.options);
        // A follower's hooks hear what it follows, also of the whole units before one that failed.
        listener.look(&self.reader);
        restored
    }

    fn tell(&self, Committed { last, records }: Committed, listener: &mut dyn Listener) {
        let first = last.and_then(|last| (last + 1).checked_sub(records.len() as u64));
        let Some(first) = first else {
            // The backend numbers records later: they are read from the journal when they are there.
            return listener.look(&self.reader);
        };
        let numbered = (first..).zip(records).map(|(number, record)| Delivery { number, record });
        listener.hear(numbered.collect(), &self.reader);
    }

    /// Moves a relay's cursor on.
    pub(super) fn acknowledge(&mut self, name: &str, position: u64) -> Result<(), Error> {
        let name = checked_name(name)?;
        let records = self.reader.journal_head()?.records;
        if position > records {
            return Err(Rejection::CursorAhead { position, records }.into());
        }
        self.write_cursor(&name, |before| {
            let acknowledged = before.map_or(0, |cursor| cursor.position);
            if position < acknowledged {
                return Err(Rejection::CursorBehind { position, acknowledged });
            }
            Ok(Some(Cursor { name: name.clone(), position }))
        })
    }

    /// Forgets a relay's cursor.
    pub(super) fn forget_cursor(&mut self, name: &str) -> Result<(), Error> {
        let name = checked_name(name)?;
        self.write_cursor(&name, |before| match before {
            Some(_) => Ok(None),
            None => Err(Rejection::UnknownCursor { cursor: name.clone() }),
        })
    }

    fn write_cursor(
        &mut self,
        name: &String,
        moved: impl Fn(Option<&Cursor>) -> Result<Option<Cursor>, Rejection>,
    ) -> Result<(), Error> {
        for _ in 0..self.options.retries.max(1) {
            match self.try_cursor(name, &moved) {
                Err(Error::Storage(StorageError::Conflict)) => {}
                done => return done,
            }
        }
        Err(executor::outrun(self.options).into())
    }

    fn try_cursor(&mut self, name: &String, moved: &Moved<'_>) -> Result<(), Error> {
        let mut unit = self.storage.begin()?;
        let mut keys = Keys::new();
        keys.write(Key::Cursor(name.clone()));
        unit.fetch(&keys)?;
        let after = moved(Cursor::table(unit.state()).find(name))?;
        Ok(commit_cursor(unit, name, after)?)
    }
}

/// A cursor is nothing that happened in the engine: its row changes, and the journal does not tell.
fn commit_cursor(
    mut unit: Box<dyn Unit + '_>,
    name: &String,
    after: Option<Cursor>,
) -> Result<(), StorageError> {
    let mut draft = Draft::new(unit.state());
    let written = match after {
        Some(cursor) => draft.put(cursor),
        None => draft.delete::<Cursor>(name),
    };
    written.map_err(|missing| StorageError::refused(missing.to_string()))?;
    let changes = draft.finish(None);
    unit.apply(changes)?;
    unit.commit().map(drop)
}
