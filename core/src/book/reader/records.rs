//! Reading the journal, and checking the whole book.

use serde::{Deserialize, Serialize};

use super::Reader;
use crate::audit::Audit;
use crate::catalogue::checked_name;
use crate::error::Error;
use crate::event::EventKind;
use crate::id::UserId;
use crate::journal::{Cursor, JournalRecord, NumberedRecord, seal::Head};
use crate::state::StateHash;
use crate::storage::{CursorFilter, Page};
use crate::time::Timestamp;

/// Which journal records. A filter that names nothing lets every record pass.
///
/// ```
/// use realdeal::JournalFilter;
/// use realdeal::event::EventKind;
/// use realdeal::storage::Page;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, alice, .. } = doc::world()?;
/// let deposits = JournalFilter { user: Some(alice), kinds: vec![EventKind::DepositConfirmed], ..JournalFilter::default() };
/// assert_eq!(book.find_records(&deposits, Page::first(100))?.len(), 1);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct JournalFilter {
    /// Only records that this user asked for, or in whose name support did, or that tell of him.
    pub user: Option<UserId>,
    /// Only records of this time or later.
    pub from: Option<Timestamp>,
    /// Only records before this time.
    pub until: Option<Timestamp>,
    /// Only records with an event of one of these kinds; of any, if none is named.
    pub kinds: Vec<EventKind>,
}

impl JournalFilter {
    /// Whether a record is among those looked for.
    pub fn passes(&self, record: &JournalRecord) -> bool {
        let concerns = |user: UserId| {
            record.actor.concerns(user) || record.events.iter().any(|event| event.user() == Some(user))
        };
        let of_kind = |kinds: &[EventKind]| {
            kinds.is_empty() || record.events.iter().any(|event| kinds.contains(&event.kind()))
        };
        self.user.is_none_or(concerns)
            && self.from.is_none_or(|from| from <= record.at)
            && self.until.is_none_or(|until| record.at < until)
            && of_kind(&self.kinds)
    }
}

impl Reader {
    /// Journal records, in order, each an accepted command with what happened. Paged by number: a relay asks
    /// for those after the last that it has seen.
    ///
    /// ```
    /// use realdeal::storage::Page;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
    /// let seen = book.journal_head()?.records;
    /// book.session(bookmaker).because("a rumour").suspend_market(market.id)?;
    /// let news = book.journal(Page::after(seen, 100))?;
    /// assert_eq!(news[0].number, seen + 1);
    /// assert_eq!(news[0].record.events[0].name(), "MarketSuspended");
    /// assert_eq!(news[0].record.reason.as_deref(), Some("a rumour"));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn journal(&self, page: Page<u64>) -> Result<Vec<NumberedRecord>, Error> {
        self.read(|snapshot| Ok(snapshot.journal(page.bounded())?))
    }

    /// How many journal records there are, and the seal over them. Kept elsewhere, it shows later whether the
    /// journal was changed or cut off.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
    /// let before = book.journal_head()?;
    /// book.session(bookmaker).suspend_market(market.id)?;
    /// let after = book.journal_head()?;
    /// assert_eq!(after.records, before.records + 1);
    /// assert_ne!(after.seal, before.seal);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn journal_head(&self) -> Result<Head, Error> {
        self.read(|snapshot| Ok(snapshot.journal_head()?))
    }

    /// Checks the journal's seals and recomputes every balance from the transfers. It reads the whole book,
    /// and changes nothing.
    ///
    /// Errors: a storage error with the code `journal_broken`, if the journal is not as it was sealed. That
    /// figures do not fit is no error but among the [`faults`](Audit::faults).
    ///
    /// ```
    /// use realdeal::money::Currency;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, .. } = doc::world()?;
    /// let audit = book.audit()?;
    /// assert!(audit.is_clean(), "{:?}", audit.faults);
    /// assert_eq!(audit.totals[&Currency::EUR].cash, 10_000);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn audit(&self) -> Result<Audit, Error> {
        self.read(|snapshot| Ok(snapshot.audit()?))
    }

    /// One figure for everything that the books say, equal on every backend and target. Personal data, seals
    /// and boundaries of units are not in it.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
    /// let before = book.state_hash()?;
    /// assert!(book.session(bookmaker).resume_market(market.id).is_err()); // refused: nothing changes
    /// assert_eq!(book.state_hash()?, before);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn state_hash(&self) -> Result<StateHash, Error> {
        self.read(|snapshot| Ok(snapshot.state_hash()?))
    }

    /// Journal records that a filter lets pass, in order; paged by number. It reads the journal from the page's start until
    /// the page is full, in steps, so that nobody waits for it.
    pub fn find_records(
        &self,
        filter: &JournalFilter,
        page: Page<u64>,
    ) -> Result<Vec<NumberedRecord>, Error> {
        const STEP: usize = 1_000;
        let limit = page.limit.min(Page::<u64>::MAX);
        let (mut found, mut after) = (Vec::new(), page.after.unwrap_or(0));
        while found.len() < limit {
            let records = self.journal(Page::after(after, STEP))?;
            let Some(last) = records.last() else { break };
            after = last.number;
            found.extend(records.into_iter().filter(|numbered| filter.passes(&numbered.record)));
        }
        found.truncate(limit);
        Ok(found)
    }

    /// The cursors that relays keep in the books, by name.
    pub fn cursors(&self) -> Result<Vec<Cursor>, Error> {
        self.list(CursorFilter {}, Page::first(Page::<u64>::MAX))
    }

    /// The records after a relay's cursor, in order: from the first, if the name is new. See [`Cursor`].
    ///
    /// Error: `bad_name`.
    pub fn unread(&self, cursor: &str, limit: usize) -> Result<Vec<NumberedRecord>, Error> {
        // As it is kept: the name that `acknowledge` takes down is trimmed.
        let position = self.row::<Cursor>(&checked_name(cursor)?)?.map_or(0, |cursor| cursor.position);
        self.journal(Page::after(position, limit))
    }
}
