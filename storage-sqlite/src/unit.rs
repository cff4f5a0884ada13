//! A unit of work: one IMMEDIATE transaction. What its commands change stands in the memo's state, and is written once at the
//! end, or before a scan that must see it.

use hashbrown::{HashMap, HashSet};
use realdeal::StorageError;
use realdeal::betting::Bet;
use realdeal::id::{BetId, CommandId};
use realdeal::journal::JournalRecord;
use realdeal::keys::{Access, Keys, Scan, parents};
use realdeal::state::{Change, Changes, Key, PriceChange, RowChange, State, Sum, SumChange};
use realdeal::storage::{Receipt, Unit};
use realdeal::wallet::Transfer;
use rusqlite::Connection;

use crate::db::Db;
use crate::error::{Result, Trouble};
use crate::fetching;
use crate::journal::{self, Standing};
use crate::ledger::Posting;
use crate::memo::{Memo, Newest};
use crate::paging;
use crate::rows::{Placed, Stored, same_terms};
use crate::scanning;
use crate::sums::Additions;
use crate::touched::Touches;

/// An open unit.
pub(crate) struct SqliteUnit<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) memo: &'a mut Memo,
    pub(crate) standing: Standing,
    pub(crate) pending: Pending,
    /// The highest ids of the bets and answers that this unit has written.
    written: (Option<BetId>, Option<CommandId>),
    /// The changed rows of kinds that stay in the memo.
    changed: HashSet<Key>,
    /// Whether anything was applied.
    applied: bool,
    /// Whether the transaction has ended.
    ended: bool,
}

/// What was applied, and not yet written.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    pub(crate) touches: Touches,
    pub(crate) additions: Additions,
    pub(crate) records: Vec<JournalRecord>,
    pub(crate) postings: Vec<Posting>,
    pub(crate) prices: Vec<PriceChange>,
    /// Which record placed a new bet.
    pub(crate) placed: HashMap<BetId, Placed>,
    /// Bets of which something changed that settlement does not change.
    pub(crate) rewritten: HashSet<BetId>,
}

impl Pending {
    pub(crate) fn is_empty(&self) -> bool {
        self.touches.is_empty()
            && self.additions.is_empty()
            && self.records.is_empty()
            && self.postings.is_empty()
            && self.prices.is_empty()
    }
}

impl<'a> SqliteUnit<'a> {
    /// Begins a transaction, waiting for other writers as long as the options allow.
    pub(crate) fn begin(connection: &'a Connection, memo: &'a mut Memo) -> Result<Self> {
        if !connection.is_autocommit() {
            // A rollback failed before; nothing is written into what it left.
            connection.prepare_cached("ROLLBACK")?.execute([])?;
        }
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        match Self::begun(connection, memo) {
            Ok((standing, memo)) => Ok(Self::new(connection, memo, standing)),
            Err(trouble) => {
                roll_back(connection);
                Err(trouble)
            }
        }
    }

    /// Sees whether somebody else has written since the last unit, and how far the books have come.
    fn begun(connection: &'a Connection, memo: &'a mut Memo) -> Result<(Standing, &'a mut Memo)> {
        let version: i64 =
            connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        if memo.data_version != Some(version) {
            memo.forget();
            memo.data_version = Some(version);
        }
        let standing = match memo.standing {
            Some(standing) => standing,
            None => journal::standing(&Db { connection, numbers: &mut memo.numbers })?,
        };
        Ok((standing, memo))
    }

    fn new(connection: &'a Connection, memo: &'a mut Memo, standing: Standing) -> Self {
        memo.state.last_at = standing.last_at;
        Self {
            connection,
            memo,
            standing,
            pending: Pending::default(),
            written: (None, None),
            changed: HashSet::new(),
            applied: false,
            ended: false,
        }
    }

    pub(crate) fn db(&mut self) -> Db<'_> {
        Db { connection: self.connection, numbers: &mut self.memo.numbers }
    }

    /// Brings one row from the file into the state.
    fn load(&mut self, key: &Key) -> Result<()> {
        if let Key::Bet(_) | Key::Remembered(_) = key
            && self.newest()?.lacks(key)
        {
            match key {
                Key::Bet(id) => self.memo.state.bets.load(*id, 0, None),
                Key::Remembered(id) => self.memo.state.remembered.load(*id, 0, None),
                _ => {}
            }
            return Ok(());
        }
        let mut db = Db { connection: self.connection, numbers: &mut self.memo.numbers };
        let additions = &self.pending.additions;
        fetching::load_key(&mut db, &mut self.memo.state, key, |market, progress| {
            progress.add(&additions.progress_of(market));
        })?;
        self.memo.note(key);
        Ok(())
    }

    fn state_mut(&mut self) -> &mut State {
        &mut self.memo.state
    }

    /// The highest ids in the file. What this unit adds to it is in the state, and never asked for here.
    fn newest(&mut self) -> Result<Newest> {
        if let Some(newest) = self.memo.newest {
            return Ok(newest);
        }
        let newest = Newest::read(&self.db())?;
        self.memo.newest = Some(newest);
        Ok(newest)
    }

    fn change<R: Stored>(&mut self, change: RowChange<R>) -> Result<()> {
        let RowChange { id, row, .. } = change;
        let key = R::key(&id);
        if !self.memo.state.knows(&key) {
            self.load(&key)?;
        }
        let stored = R::table(&self.memo.state).find(&id).is_some();
        R::touched(&mut self.pending.touches).note(&id, stored);
        R::table_mut(&mut self.memo.state).write(&id, row);
        if Memo::keeps(&key) {
            self.changed.insert(key);
        }
        Ok(())
    }

    /// A bet knows which record placed it, and is written anew if its terms change.
    fn change_bet(&mut self, change: RowChange<Bet>, record: Option<(u64, &JournalRecord)>) -> Result<()> {
        let (id, key) = (change.id, Key::Bet(change.id));
        if !self.memo.state.knows(&key) {
            self.load(&key)?;
        }
        self.written.0 = self.written.0.max(Some(id));
        match (self.memo.state.bets.find(&id), &change.row) {
            (Some(before), Some(after)) if !same_terms(before, after) => {
                self.pending.rewritten.insert(id);
            }
            (None, Some(bet)) => {
                let by = record.filter(|(_, record)| {
                    (record.at, record.request_hash) == (bet.placed_at, bet.request_hash)
                });
                if let Some((number, _)) = by {
                    let record = crate::codec::integer(number)?;
                    self.pending.placed.insert(id, Placed::By { record });
                }
            }
            _ => {}
        }
        self.change(change)
    }

    fn add(&mut self, sum: &SumChange) {
        self.pending.additions.note(sum);
        if let SumChange::Progress(market, amount) = sum
            && self.memo.state.progress.knows(market)
        {
            self.memo.state.progress.add(*market, amount);
        }
    }

    fn make(&mut self, change: Change, record: Option<(u64, &JournalRecord)>) -> Result<()> {
        match change {
            Change::House(change) => self.change(change),
            Change::VersionedRules(change) => self.change(change),
            Change::User(change) => self.change(change),
            Change::KnownPerson(change) => self.change(change),
            Change::Wallet(change) => self.change(change),
            Change::Withdrawal(change) => self.change(change),
            Change::Competition(change) => self.change(change),
            Change::Participant(change) => self.change(change),
            Change::Fixture(change) => self.change(change),
            Change::Market(change) => self.change(change),
            Change::Selection(change) => self.change(change),
            Change::Bet(change) => self.change_bet(change, record),
            Change::Basket(change) => self.change(change),
            Change::Remembered(change) => {
                self.written.1 = self.written.1.max(Some(change.id));
                self.change(change)
            }
            Change::Claimed(change) => self.change(change),
            Change::Cursor(change) => self.change(change),
            Change::Sum(sum) => {
                self.add(&sum);
                Ok(())
            }
        }
    }

    fn post(&mut self, transfer: Transfer, record: Option<(u64, &JournalRecord)>) {
        let caused = |(_, record): &(u64, &JournalRecord)| {
            (record.at, record.command) == (transfer.at, transfer.command)
        };
        let record = record.filter(caused).map(|(number, _)| number);
        self.standing.transfers += 1;
        self.pending.postings.push(Posting { transfer, position: self.standing.transfers, record });
    }

    fn take_changes(&mut self, changes: Changes) -> Result<()> {
        let Changes { rows, transfers, prices, record } = changes;
        self.applied = true;
        // Numbered when it is written; all that wait come before it.
        let number = self.standing.records + self.pending.records.len() as u64 + 1;
        let told = record.as_ref().map(|record| (number, record));
        for change in rows {
            self.make(change, told)?;
        }
        for transfer in transfers {
            self.post(transfer, told);
        }
        self.pending.prices.extend(prices);
        if let Some(record) = record {
            self.standing.last_at = self.standing.last_at.max(record.at);
            self.memo.state.last_at = self.standing.last_at;
            self.pending.records.push(record);
        }
        Ok(())
    }

    /// Writes what waits.
    fn flush(&mut self) -> Result<()> {
        if self.pending.is_empty() {
            return Ok(());
        }
        crate::writing::write(self)
    }

    fn finish(&mut self) -> Result<()> {
        let answers = self.pending.touches.remembered.len();
        self.flush()?;
        if answers > 0 {
            let last_at = self.standing.last_at;
            crate::writing::forget_old_answers(&self.db(), last_at, answers)?;
        }
        let standing = self.standing;
        journal::write_standing(&self.db(), &standing)?;
        self.complete()
    }

    /// A row that stays is taken, from the next unit on, to have been fetched: with all that comes with it.
    fn complete(&mut self) -> Result<()> {
        let mut keys = Keys::new();
        for key in &self.changed {
            for (parent, access) in parents(&self.memo.state, key, Access::Read).canonical() {
                keys.add(parent, access);
            }
        }
        fetching::fetch(&keys, self, Self::state_mut, Self::load)
    }

    /// After the commit: what was written is what the memo knows.
    fn keep(&mut self) {
        self.memo.standing = Some(self.standing);
        if let Some(newest) = &mut self.memo.newest {
            newest.note(self.written.0, self.written.1);
        }
        self.memo.tidy();
    }

    fn end(&mut self) -> Result<(), StorageError> {
        let written = if self.applied { self.finish() } else { Ok(()) };
        if let Err(trouble) = written {
            // The drop rolls back.
            return Err(trouble.into());
        }
        let committed = self.connection.prepare_cached("COMMIT").and_then(|mut commit| commit.execute([]));
        if let Err(error) = committed {
            return Err(Trouble::from(error).at_commit(!self.connection.is_autocommit()));
        }
        self.ended = true;
        self.keep();
        Ok(())
    }
}

/// What fails here is tried again by the next unit; the changes are not in the file either way.
fn roll_back(connection: &Connection) {
    if !connection.is_autocommit() {
        let _ = connection.prepare_cached("ROLLBACK").and_then(|mut rollback| rollback.execute([]));
    }
}

impl Unit for SqliteUnit<'_> {
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError> {
        fetching::fetch(keys, self, Self::state_mut, Self::load)?;
        Ok(())
    }

    fn scan(&mut self, scan: &Scan) -> Result<Vec<Key>, StorageError> {
        self.flush()?;
        let mut db = Db { connection: self.connection, numbers: &mut self.memo.numbers };
        let found = scanning::scan(&mut db, &mut self.memo.state, scan)?;
        if let Scan::BetsBehind { .. } = scan {
            let in_common = paging::in_common(&self.memo.state, &found);
            fetching::fetch(&in_common, self, Self::state_mut, Self::load)?;
        }
        Ok(found)
    }

    fn state(&self) -> &State {
        &self.memo.state
    }

    fn apply(&mut self, changes: Changes) -> Result<(), StorageError> {
        Ok(self.take_changes(changes)?)
    }

    fn commit(mut self: Box<Self>) -> Result<Receipt, StorageError> {
        self.end()?;
        Ok(Receipt { last_record: Some(self.standing.records) })
    }
}

impl Drop for SqliteUnit<'_> {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        roll_back(self.connection);
        if self.applied {
            // Numbers may have been given to rows that are gone.
            self.memo.forget();
        } else {
            self.memo.tidy();
        }
    }
}
