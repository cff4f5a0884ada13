//! Writing a book out, all of it from one instant. What the lines look like is said in [`crate::exchange`].

use std::io::Write;

use super::Reader;
use crate::exchange::{ExchangeError, JournalWriter, Json, PeopleWriter, WriteLine};
use crate::journal::seal::{BLOCK, Head};
use crate::keys::Keys;
use crate::people::User;
use crate::state::{Key, KnownPerson, Row};
use crate::storage::{CursorFilter, Filter, Page, Snapshot, StorageError, UserFilter};

/// Records or rows that are read at once: enough to be quick, and bounded even where each record is a large page of
/// settlement.
const STEP: u64 = BLOCK;

impl Reader {
    /// Writes the book out as lines of JSON: to `journal` every record and the cursors of relays, and to `people`, if it is
    /// given, who is behind the users. Together they make the same book again ([`Book::import_journal`](crate::Book::import_journal)), but for the slips in
    /// baskets, which no journal tells of. `seen` hears how many records were written.
    ///
    /// Gives the head of what was written: kept elsewhere, it shows later that it is still the same. All is from one instant;
    /// over a backend whose readers hold up the writer ([`Memory`](crate::memory::Memory) does), nothing is written meanwhile. Of
    /// the people all rows are read into one snapshot, which a backend may keep until the end.
    ///
    /// Errors: `io_failed`, a storage error; `changed`, if the journal is not as it was sealed.
    ///
    /// ```
    /// use realdeal::Book;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, alice, noon, .. } = doc::world()?;
    /// let (mut journal, mut people) = (Vec::new(), Vec::new());
    /// let head = book.export(&mut journal, Some(&mut people), |_| {}).unwrap();
    ///
    /// let mut again = Book::simulated(2, noon);
    /// assert_eq!(again.import_journal(&journal[..], |_| {}).unwrap(), head);
    /// again.import_people(&people[..]).unwrap();
    /// assert_eq!(again.state_hash()?, book.state_hash()?);
    /// assert_eq!(again.session(alice).person(alice)?.email, "alice@example.org");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn export<P: Write>(
        &self,
        journal: impl Write,
        people: Option<P>,
        seen: impl FnMut(u64),
    ) -> Result<Head, ExchangeError> {
        self.export_by::<Json, P>(journal, people, seen)
    }

    /// The same with a writer of lines of the caller's own: see [`WriteLine`].
    pub fn export_by<L: WriteLine, P: Write>(
        &self,
        journal: impl Write,
        people: Option<P>,
        seen: impl FnMut(u64),
    ) -> Result<Head, ExchangeError> {
        let mut snapshot = self.readers.snapshot()?;
        let head = write_journal::<L>(&mut *snapshot, journal, seen)?;
        if let Some(people) = people {
            write_people::<L>(&mut *snapshot, people, head)?;
        }
        Ok(head)
    }
}

fn write_journal<L: WriteLine>(
    snapshot: &mut dyn Snapshot,
    out: impl Write,
    mut seen: impl FnMut(u64),
) -> Result<Head, ExchangeError> {
    let head = snapshot.journal_head()?;
    let mut writer = JournalWriter::<_, L>::begin_by(out)?;
    let mut after = 0;
    while after < head.records {
        let limit = usize::try_from(STEP.min(head.records - after)).unwrap_or(1);
        for record in snapshot.journal(Page::after(after, limit))? {
            after = record.number;
            writer.record(record)?;
        }
        if after == 0 {
            return Err(StorageError::refused("the journal has fewer records than its head says").into());
        }
        seen(after);
    }
    each(snapshot, &CursorFilter {}, |cursor| writer.cursor(cursor.clone()))?;
    writer.end(head)?;
    Ok(head)
}

fn write_people<L: WriteLine>(
    snapshot: &mut dyn Snapshot,
    out: impl Write,
    head: Head,
) -> Result<u64, ExchangeError> {
    let mut writer = PeopleWriter::<_, L>::begin_by(out, head)?;
    let mut users = Vec::new();
    each(snapshot, &UserFilter::default(), |user: &User| {
        users.push(user.id);
        Ok(())
    })?;
    for some in users.chunks(usize::try_from(STEP).unwrap_or(1)) {
        let mut keys = Keys::new();
        for user in some {
            keys.read(KnownPerson::key(user));
        }
        snapshot.fetch(&keys)?;
        for user in some {
            // Whoever was erased is behind nobody.
            let known = KnownPerson::table(snapshot.state()).find(user);
            if let Some(known) = known.cloned() {
                writer.person(known.user, known.person)?;
            }
        }
    }
    writer.end()
}

/// Every row that a filter lets pass, in the order of the keys.
fn each<F: Filter + Clone>(
    snapshot: &mut dyn Snapshot,
    filter: &F,
    mut take: impl FnMut(&F::Row) -> Result<(), ExchangeError>,
) -> Result<(), ExchangeError> {
    let query = filter.clone().query();
    let mut page = Page::<Key>::first(usize::try_from(STEP).unwrap_or(1));
    loop {
        let found = snapshot.find(&query, &page)?;
        let Some(last) = found.last() else { return Ok(()) };
        let mut keys = Keys::new();
        for key in &found {
            keys.read(key.clone());
        }
        snapshot.fetch(&keys)?;
        for key in &found {
            let row = F::Row::id_in(key).and_then(|id| F::Row::table(snapshot.state()).find(id));
            row.map_or(Ok(()), &mut take)?;
        }
        page.after = Some(last.clone());
    }
}
