//! Reading: a pool of connections that only read, and snapshots on them. A reader never waits for the writer of a file.

use std::cell::RefCell;
use std::sync::{Mutex, PoisonError};

use realdeal::StorageError;
use realdeal::audit::Audit;
use realdeal::id::{MarketId, SelectionId};
use realdeal::journal::{NumberedRecord, seal::Head};
use realdeal::keys::Keys;
use realdeal::state::{Exposure, ExposureId, HouseBalanceId, Key, PriceChange, State, StateHash};
use realdeal::storage::{Page, Query, Readers, Snapshot};
use realdeal::time::Timestamp;
use realdeal::wallet::{StatementFilter, StatementLine, WalletId};
use rusqlite::{Connection, params};

use crate::codec::{Columns, Id};
use crate::db::{Db, Numbers};
use crate::error::Result;
use crate::ladder;
use crate::open::{self, Place};
use crate::options::Options;
use crate::{auditing, fetching, finding, journal, ledger, scanning, sums};

/// Idle connections that are kept: as many readers as are usual at once. More are opened, and closed after use.
const MOST_IDLE: usize = 8;

/// The readers of a file.
#[derive(Debug)]
pub(crate) struct Pool {
    place: Place,
    options: Options,
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    pub(crate) fn new(place: Place, options: Options) -> Self {
        Self { place, options, idle: Mutex::new(Vec::new()) }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        // A list of connections is whole whatever happened to whoever held it.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Result<Connection> {
        let idle = self.idle().pop();
        match idle {
            Some(connection) => Ok(connection),
            None => open::reader(&self.place, &self.options),
        }
    }

    fn give_back(&self, connection: Connection) {
        let mut idle = self.idle();
        if idle.len() < MOST_IDLE {
            idle.push(connection);
        }
    }

    /// Closes the connections that nobody uses.
    pub(crate) fn close_idle(&self) {
        self.idle().clear();
    }

    /// Opens one connection, to see that the file can be read.
    pub(crate) fn check(&self) -> Result<()> {
        let connection = self.take()?;
        ladder::check(&connection, ladder::LADDER)?;
        self.give_back(connection);
        Ok(())
    }
}

impl Readers for Pool {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StorageError> {
        Ok(Box::new(SqliteSnapshot::new(self)?))
    }
}

/// The books at one instant: a read transaction of its own.
struct SqliteSnapshot<'a> {
    pool: &'a Pool,
    /// Taken out when the snapshot is dropped.
    connection: Option<Connection>,
    numbers: RefCell<Numbers>,
    state: State,
}

impl<'a> SqliteSnapshot<'a> {
    fn new(pool: &'a Pool) -> Result<Self> {
        let mut snapshot = Self {
            pool,
            connection: Some(pool.take()?),
            numbers: RefCell::new(Numbers::default()),
            state: State::partial(),
        };
        // The first look fixes the instant.
        let standing = snapshot.with(|db| {
            db.statement("BEGIN DEFERRED")?.execute([])?;
            journal::standing(db)
        })?;
        snapshot.state.last_at = standing.last_at;
        Ok(snapshot)
    }

    fn with<T>(&self, read: impl FnOnce(&mut Db<'_>) -> Result<T>) -> Result<T> {
        let connection = self.connection.as_ref();
        // proof: only drop takes it out.
        let connection =
            connection.ok_or_else(|| crate::error::Trouble::refused("the snapshot is closed"))?;
        read(&mut Db { connection, numbers: &mut self.numbers.borrow_mut() })
    }

    fn load(&mut self, key: &Key) -> Result<()> {
        let mut state = std::mem::replace(&mut self.state, State::partial());
        let loaded = self.with(|db| fetching::load_key(db, &mut state, key, |_, _| {}));
        self.state = state;
        loaded
    }
}

impl Drop for SqliteSnapshot<'_> {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        let ended = connection.is_autocommit()
            || connection.prepare_cached("ROLLBACK").and_then(|mut rollback| rollback.execute([])).is_ok();
        // A connection that can't end its transaction is closed instead.
        if ended {
            self.pool.give_back(connection);
        }
    }
}

impl Snapshot for SqliteSnapshot<'_> {
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError> {
        fetching::fetch(keys, self, |snapshot| &mut snapshot.state, Self::load)?;
        Ok(())
    }

    fn state(&self) -> &State {
        &self.state
    }

    fn statement(
        &self,
        wallet: WalletId,
        filter: &StatementFilter,
        page: Page<u64>,
    ) -> Result<Vec<StatementLine>, StorageError> {
        Ok(self.with(|db| ledger::statement(db, wallet, filter, page))?)
    }

    fn find(&self, query: &Query, page: &Page<Key>) -> Result<Vec<Key>, StorageError> {
        Ok(self.with(|db| finding::find(db, query, page))?)
    }

    fn prices_of(&self, selection: SelectionId, page: Page<usize>) -> Result<Vec<PriceChange>, StorageError> {
        let sql = "SELECT at, odds FROM prices WHERE selection = ?1 AND place >= ?2 ORDER BY place LIMIT ?3";
        let after = i64::try_from(page.after.unwrap_or(0)).unwrap_or(i64::MAX);
        let limit = i64::try_from(page.limit.min(Page::<usize>::MAX)).unwrap_or(i64::MAX);
        Ok(self.with(|db| {
            db.all(sql, params![selection.blob(), after, limit], |row| {
                Ok(PriceChange { selection, at: row.time(0)?, odds: row.odds(1)? })
            })
        })?)
    }

    fn next_due(&self) -> Result<Option<Timestamp>, StorageError> {
        Ok(self.with(|db| scanning::next_due(db))?)
    }

    fn house_balances(&self) -> Result<Vec<(HouseBalanceId, i128)>, StorageError> {
        Ok(self.with(|db| sums::house_balances(db))?)
    }

    fn exposures(&self, market: MarketId) -> Result<Vec<(ExposureId, Exposure)>, StorageError> {
        Ok(self.with(|db| sums::exposures_of(db, market))?)
    }

    fn journal(&self, page: Page<u64>) -> Result<Vec<NumberedRecord>, StorageError> {
        Ok(self.with(|db| journal::records(db, page))?)
    }

    fn journal_head(&self) -> Result<Head, StorageError> {
        Ok(self.with(|db| journal::head(db))?)
    }

    fn audit(&self) -> Result<Audit, StorageError> {
        let options = &self.pool.options;
        Ok(self.with(|db| {
            // The bets of a bettor lie far apart: a reader's usual memory would read the same pages over and over.
            open::keep_in_memory(db.connection, options.cache_kib)?;
            let audit = auditing::audit(db);
            open::keep_in_memory(db.connection, open::reader_kib(options))?;
            audit
        })?)
    }

    fn state_hash(&self) -> Result<StateHash, StorageError> {
        Ok(self.with(auditing::state_hash)?)
    }
}
