//! A connection with the integers by which rows are known inside the file.
//!
//! Ids have 16 bytes, and every index over them costs speed and room; so rows refer to one another by `n`. Which `n`
//! belongs to which id is looked up once and kept: for the catalogue as long as nobody else writes, for the rest as long
//! as the unit or the snapshot.

use hashbrown::HashMap;
use realdeal::id::{BetId, FixtureId, MarketId, SelectionId, UserId, WithdrawalId};
use realdeal::wallet::WalletId;
use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row, params};

use crate::codec::{Columns, Id};
use crate::error::{Result, Trouble};

macro_rules! spot_sql {
    () => {
        "SELECT s.n, s.id, m.n, m.id, f.id FROM selections s JOIN markets m ON m.n = s.market \
         JOIN fixtures f ON f.n = m.fixture"
    };
}

/// Where a selection belongs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    pub(crate) n: i64,
    pub(crate) selection: SelectionId,
    pub(crate) market_n: i64,
    pub(crate) market: MarketId,
    pub(crate) fixture: FixtureId,
}

/// What is known of rows and their integers.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    users: HashMap<UserId, i64>,
    user_ids: HashMap<i64, UserId>,
    wallets: HashMap<WalletId, i64>,
    bets: HashMap<BetId, i64>,
    /// Filled by an audit only.
    bet_ids: HashMap<i64, BetId>,
    spots: HashMap<SelectionId, Spot>,
    spot_ids: HashMap<i64, SelectionId>,
    /// The markets of those selections.
    markets: HashMap<MarketId, i64>,
}

impl Numbers {
    /// Forgets what grows with users and bets.
    pub(crate) fn forget_people(&mut self) {
        self.users.clear();
        self.user_ids.clear();
        self.wallets.clear();
        self.forget_bets();
    }

    /// Forgets the bets: who goes through all of them needs none of them again.
    pub(crate) fn forget_bets(&mut self) {
        self.bets.clear();
        self.bet_ids.clear();
    }

    /// Forgets where selections belong.
    pub(crate) fn forget_catalogue(&mut self) {
        self.spots.clear();
        self.spot_ids.clear();
        self.markets.clear();
    }

    pub(crate) fn spots(&self) -> usize {
        self.spots.len()
    }
}

/// The tables whose rows are known by `n` and `id` alone.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Noun {
    Competition,
    Participant,
    Fixture,
    Market,
    Withdrawal,
}

impl Noun {
    const fn number_of(self) -> &'static str {
        match self {
            Self::Competition => "SELECT n FROM competitions WHERE id = ?1",
            Self::Participant => "SELECT n FROM participants WHERE id = ?1",
            Self::Fixture => "SELECT n FROM fixtures WHERE id = ?1",
            Self::Market => "SELECT n FROM markets WHERE id = ?1",
            Self::Withdrawal => "SELECT n FROM withdrawals WHERE id = ?1",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Competition => "competition",
            Self::Participant => "participant",
            Self::Fixture => "fixture",
            Self::Market => "market",
            Self::Withdrawal => "withdrawal",
        }
    }
}

/// A connection, and what is known of its integers.
pub(crate) struct Db<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) numbers: &'a mut Numbers,
}

fn missing(what: &str, id: impl std::fmt::Display) -> Trouble {
    Trouble::refused(format!("the {what} {id} is not in the books"))
}

impl<'a> Db<'a> {
    pub(crate) fn statement(&self, sql: &str) -> Result<CachedStatement<'a>> {
        Ok(self.connection.prepare_cached(sql)?)
    }

    pub(crate) fn run(&self, sql: &str, params: impl Params) -> Result<usize> {
        Ok(self.statement(sql)?.execute(params)?)
    }

    /// The first row, read.
    pub(crate) fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.statement(sql)?;
        let mut rows = statement.query(params)?;
        rows.next()?.map(read).transpose()
    }

    /// Every row, read.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.statement(sql)?;
        let mut rows = statement.query(params)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read(row)?);
        }
        Ok(all)
    }

    pub(crate) fn number(&self, noun: Noun, id: impl Id) -> Result<Option<i64>> {
        let mut statement = self.statement(noun.number_of())?;
        Ok(statement.query_row([id.blob()], |row| row.get(0)).optional()?)
    }

    pub(crate) fn need_number(&self, noun: Noun, id: impl Id) -> Result<i64> {
        self.number(noun, id)?.ok_or_else(|| missing(noun.name(), id.uuid_of()))
    }

    pub(crate) fn note_user(&mut self, id: UserId, number: i64) {
        self.numbers.users.insert(id, number);
        self.numbers.user_ids.insert(number, id);
    }

    pub(crate) fn known_user(&self, id: UserId) -> Option<i64> {
        self.numbers.users.get(&id).copied()
    }

    pub(crate) fn user(&mut self, id: UserId) -> Result<Option<i64>> {
        if let Some(number) = self.known_user(id) {
            return Ok(Some(number));
        }
        let found = self.first("SELECT n FROM users WHERE id = ?1", [id.blob()], |row| row.int(0))?;
        if let Some(number) = found {
            self.note_user(id, number);
        }
        Ok(found)
    }

    pub(crate) fn need_user(&mut self, id: UserId) -> Result<i64> {
        self.user(id)?.ok_or_else(|| missing("user", id))
    }

    pub(crate) fn user_id(&mut self, number: i64) -> Result<UserId> {
        if let Some(id) = self.numbers.user_ids.get(&number) {
            return Ok(*id);
        }
        let found = self.first("SELECT id FROM users WHERE n = ?1", [number], |row| row.id(0))?;
        let id = found.ok_or_else(|| missing("user", number))?;
        self.note_user(id, number);
        Ok(id)
    }

    pub(crate) fn note_wallet(&mut self, id: WalletId, number: i64) {
        self.numbers.wallets.insert(id, number);
    }

    pub(crate) fn wallet(&mut self, id: WalletId) -> Result<Option<i64>> {
        if let Some(number) = self.numbers.wallets.get(&id) {
            return Ok(Some(*number));
        }
        let Some(user) = self.user(id.user)? else { return Ok(None) };
        let sql = "SELECT n FROM wallets WHERE user = ?1 AND currency = ?2";
        let found = self.first(sql, params![user, id.currency.to_string()], |row| row.int(0))?;
        if let Some(number) = found {
            self.note_wallet(id, number);
        }
        Ok(found)
    }

    pub(crate) fn need_wallet(&mut self, id: WalletId) -> Result<i64> {
        self.wallet(id)?.ok_or_else(|| missing("wallet of", format!("{} in {}", id.user, id.currency)))
    }

    pub(crate) fn note_bet(&mut self, id: BetId, number: i64) {
        self.numbers.bets.insert(id, number);
    }

    pub(crate) fn need_bet(&mut self, id: BetId) -> Result<i64> {
        if let Some(number) = self.numbers.bets.get(&id) {
            return Ok(*number);
        }
        let found = self.first("SELECT n FROM bets WHERE id = ?1", [id.blob()], |row| row.int(0))?;
        let number = found.ok_or_else(|| missing("bet", id))?;
        self.note_bet(id, number);
        Ok(number)
    }

    /// Notes the id of a bet whose transfers are read next.
    pub(crate) fn note_bet_id(&mut self, number: i64, id: BetId) {
        self.numbers.bet_ids.insert(number, id);
    }

    pub(crate) fn bet_id(&self, number: i64) -> Result<BetId> {
        if let Some(id) = self.numbers.bet_ids.get(&number) {
            return Ok(*id);
        }
        let found = self.first("SELECT id FROM bets WHERE n = ?1", [number], |row| row.id(0))?;
        found.ok_or_else(|| missing("bet", number))
    }

    pub(crate) fn withdrawal_id(&self, number: i64) -> Result<WithdrawalId> {
        let found = self.first("SELECT id FROM withdrawals WHERE n = ?1", [number], |row| row.id(0))?;
        found.ok_or_else(|| missing("withdrawal", number))
    }

    pub(crate) fn note_spot(&mut self, spot: Spot) {
        self.numbers.spots.insert(spot.selection, spot);
        self.numbers.spot_ids.insert(spot.n, spot.selection);
        self.numbers.markets.insert(spot.market, spot.market_n);
    }

    /// A market's number; known already where one of its selections was looked at.
    pub(crate) fn market(&self, id: MarketId) -> Result<Option<i64>> {
        match self.numbers.markets.get(&id) {
            Some(number) => Ok(Some(*number)),
            None => self.number(Noun::Market, id),
        }
    }

    /// Where a selection belongs, by its id.
    pub(crate) fn spot(&mut self, id: SelectionId) -> Result<Option<Spot>> {
        if let Some(spot) = self.numbers.spots.get(&id) {
            return Ok(Some(*spot));
        }
        let found = self.first(concat!(spot_sql!(), " WHERE s.id = ?1"), [id.blob()], read_spot)?;
        if let Some(spot) = found {
            self.note_spot(spot);
        }
        Ok(found)
    }

    pub(crate) fn need_spot(&mut self, id: SelectionId) -> Result<Spot> {
        self.spot(id)?.ok_or_else(|| missing("selection", id))
    }

    /// Where a selection belongs, by its number.
    pub(crate) fn spot_of(&mut self, number: i64) -> Result<Spot> {
        if let Some(id) = self.numbers.spot_ids.get(&number)
            && let Some(spot) = self.numbers.spots.get(id)
        {
            return Ok(*spot);
        }
        let found = self.first(concat!(spot_sql!(), " WHERE s.n = ?1"), [number], read_spot)?;
        let spot = found.ok_or_else(|| missing("selection", number))?;
        self.note_spot(spot);
        Ok(spot)
    }
}

fn read_spot(row: &Row<'_>) -> Result<Spot> {
    Ok(Spot {
        n: row.int(0)?,
        selection: row.id(1)?,
        market_n: row.int(2)?,
        market: row.id(3)?,
        fixture: row.id(4)?,
    })
}
