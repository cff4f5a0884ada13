//! Users, their personal data, their wallets and withdrawals.

use realdeal::id::{UserId, WithdrawalId};
use realdeal::money::{Currency, Money};
use realdeal::people::{Person, Status, User};
use realdeal::state::KnownPerson;
use realdeal::time::Timestamp;
use realdeal::wallet::{Wallet, WalletId, Withdrawal};
use rusqlite::{Row, params};

use super::Stored;
use crate::codec::{Columns, Id, currency, currency_text, to_word};
use crate::db::Db;
use crate::error::{Result, Trouble};
use crate::touched::{Touched, Touches};

fn read_status(word: &str, until: Option<Timestamp>) -> Result<Status> {
    Ok(match (word, until) {
        ("active", _) => Status::Active,
        ("cooling_off", Some(until)) => Status::CoolingOff { until },
        ("self_excluded", Some(until)) => Status::SelfExcluded { until },
        ("on_register", _) => Status::OnRegister,
        ("suspended", _) => Status::Suspended,
        ("blocked", _) => Status::Blocked,
        ("closed", _) => Status::Closed,
        _ => return Err(Trouble::unreadable("status", word)),
    })
}

/// `EUR,USD`; an empty text for none.
fn read_currencies(text: &str) -> impl Iterator<Item = Result<Currency>> {
    text.split(',').filter(|part| !part.is_empty()).map(currency)
}

fn currencies_text(currencies: &[Currency]) -> String {
    currencies.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

macro_rules! user_sql {
    () => {
        "SELECT n, id, role, status, until, registered_at, excluded_until, reopens_at, currencies FROM users"
    };
}

fn read_user(row: &Row<'_>) -> Result<(i64, User)> {
    let user = User {
        id: row.id(1)?,
        role: row.word(2)?,
        status: read_status(row.text(3)?, row.opt_time(4)?)?,
        registered_at: row.time(5)?,
        excluded_until: row.opt_time(6)?,
        reopens_at: row.opt_time(7)?,
        currencies: read_currencies(row.text(8)?).collect::<Result<_>>()?,
    };
    Ok((row.int(0)?, user))
}

/// A user with all his wallets, by one statement.
pub(crate) fn user_with_wallets(db: &mut Db<'_>, id: UserId) -> Result<Option<(User, Vec<Wallet>)>> {
    let sql = "SELECT u.n, u.id, u.role, u.status, u.until, u.registered_at, u.excluded_until, u.reopens_at, u.currencies, \
               w.n, w.currency, w.cash, w.held, w.debt, w.open_bets \
               FROM users u LEFT JOIN wallets w ON w.user = u.n WHERE u.id = ?1";
    let mut statement = db.statement(sql)?;
    let mut rows = statement.query([id.blob()])?;
    let (mut found, mut wallets) = (None, Vec::new());
    while let Some(row) = rows.next()? {
        if found.is_none() {
            let (number, user) = read_user(row)?;
            db.note_user(id, number);
            found = Some(user);
        }
        if let Some(number) = row.opt_int(9)? {
            let wallet = WalletId { user: id, currency: row.currency(10)? };
            db.note_wallet(wallet, number);
            wallets.push(read_wallet(row, 11, wallet)?);
        }
    }
    Ok(found.map(|user| (user, wallets)))
}

impl Stored for User {
    fn load(db: &mut Db<'_>, id: &UserId) -> Result<Option<Self>> {
        let found = match db.known_user(*id) {
            Some(number) => db.first(concat!(user_sql!(), " WHERE n = ?1"), [number], read_user)?,
            None => db.first(concat!(user_sql!(), " WHERE id = ?1"), [id.blob()], read_user)?,
        };
        Ok(found.map(|(number, user)| {
            db.note_user(*id, number);
            user
        }))
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "INSERT INTO users (id, role, status, until, registered_at, excluded_until, reopens_at, currencies) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        db.run(
            sql,
            params![
                self.id.blob(),
                to_word(&self.role)?,
                self.status.name(),
                self.status.excluded_until().map(Timestamp::micros),
                self.registered_at.micros(),
                self.excluded_until.map(Timestamp::micros),
                self.reopens_at.map(Timestamp::micros),
                currencies_text(&self.currencies),
            ],
        )?;
        db.note_user(self.id, db.connection.last_insert_rowid());
        Ok(())
    }

    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "UPDATE users SET role = ?2, status = ?3, until = ?4, registered_at = ?5, excluded_until = ?6, \
                   reopens_at = ?7, currencies = ?8 WHERE n = ?1";
        let number = db.need_user(self.id)?;
        db.run(
            sql,
            params![
                number,
                to_word(&self.role)?,
                self.status.name(),
                self.status.excluded_until().map(Timestamp::micros),
                self.registered_at.micros(),
                self.excluded_until.map(Timestamp::micros),
                self.reopens_at.map(Timestamp::micros),
                currencies_text(&self.currencies),
            ],
        )?;
        Ok(())
    }

    fn delete(db: &mut Db<'_>, id: &UserId) -> Result<()> {
        db.run("DELETE FROM users WHERE id = ?1", [id.blob()])?;
        db.numbers.forget_people();
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        let mut statement = db.statement(concat!(user_sql!(), " ORDER BY id"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&read_user(row)?.1);
        }
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.users
    }
}

impl Stored for KnownPerson {
    fn load(db: &mut Db<'_>, id: &UserId) -> Result<Option<Self>> {
        let Some(user) = db.user(*id)? else { return Ok(None) };
        let sql = "SELECT name, email, phone, password_hash FROM people WHERE user = ?1";
        db.first(sql, [user], |row| {
            let person = Person {
                name: row.text(0)?.to_owned(),
                email: row.text(1)?.to_owned(),
                phone: row.opt_text(2)?.map(str::to_owned),
                password_hash: row.opt_text(3)?.map(str::to_owned),
            };
            Ok(Self { user: *id, person })
        })
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "INSERT INTO people (user, name, email, phone, password_hash) VALUES (?1, ?2, ?3, ?4, ?5) \
                   ON CONFLICT (user) DO UPDATE SET name = ?2, email = ?3, phone = ?4, password_hash = ?5";
        let Person { name, email, phone, password_hash } = &self.person;
        let user = db.need_user(self.user)?;
        db.run(sql, params![user, name, email, phone, password_hash])?;
        Ok(())
    }

    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        self.insert(db)
    }

    fn delete(db: &mut Db<'_>, id: &UserId) -> Result<()> {
        let user = db.need_user(*id)?;
        db.run("DELETE FROM people WHERE user = ?1", [user])?;
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        let users: Vec<UserId> =
            db.all("SELECT u.id FROM people p JOIN users u ON u.n = p.user ORDER BY u.id", [], |row| {
                row.id(0)
            })?;
        for user in users {
            Self::load(db, &user)?.iter().for_each(&mut *visit);
        }
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.people
    }
}

/// Reads cash, held, debt and open bets from four columns.
pub(crate) fn read_wallet(row: &Row<'_>, first: usize, id: WalletId) -> Result<Wallet> {
    Ok(Wallet {
        id,
        cash: row.int(first)?,
        held: row.int(first + 1)?,
        debt: row.int(first + 2)?,
        open_bets: row.small(first + 3)?,
    })
}

/// Writes the balances of wallets, as they lie in the file: so neighbours are written one after the other.
pub(crate) fn update_wallets(wallets: &[&Wallet], db: &mut Db<'_>) -> Result<()> {
    let mut numbered = Vec::with_capacity(wallets.len());
    for wallet in wallets {
        numbered.push((db.need_wallet(wallet.id)?, *wallet));
    }
    numbered.sort_unstable_by_key(|(number, _)| *number);
    let sql = "UPDATE wallets SET cash = ?2, held = ?3, debt = ?4, open_bets = ?5 WHERE n = ?1";
    let mut update = db.statement(sql)?;
    for (number, wallet) in numbered {
        update.execute(params![number, wallet.cash, wallet.held, wallet.debt, wallet.open_bets])?;
    }
    Ok(())
}

impl Stored for Wallet {
    fn load(db: &mut Db<'_>, id: &WalletId) -> Result<Option<Self>> {
        let Some(user) = db.user(id.user)? else { return Ok(None) };
        let sql = "SELECT n, cash, held, debt, open_bets FROM wallets WHERE user = ?1 AND currency = ?2";
        let read = |row: &Row<'_>| Ok((row.int(0)?, read_wallet(row, 1, *id)?));
        let found = db.first(sql, params![user, currency_text(id.currency)], read)?;
        Ok(found.map(|(number, wallet)| {
            db.note_wallet(*id, number);
            wallet
        }))
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "INSERT INTO wallets (user, currency, cash, held, debt, open_bets) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let user = db.need_user(self.id.user)?;
        let currency = self.id.currency.to_string();
        db.run(sql, params![user, currency, self.cash, self.held, self.debt, self.open_bets])?;
        db.note_wallet(self.id, db.connection.last_insert_rowid());
        Ok(())
    }

    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        update_wallets(&[self], db)
    }

    fn delete(db: &mut Db<'_>, id: &WalletId) -> Result<()> {
        let number = db.need_wallet(*id)?;
        db.run("DELETE FROM wallets WHERE n = ?1", [number])?;
        db.numbers.forget_people();
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        let sql = "SELECT u.id, w.currency, w.cash, w.held, w.debt, w.open_bets FROM users u \
                   JOIN wallets w ON w.user = u.n ORDER BY u.id";
        let mut statement = db.statement(sql)?;
        let mut rows = statement.query([])?;
        // Currencies sort otherwise than their texts, so that the wallets of one user are sorted here.
        let mut of_user: Vec<Self> = Vec::new();
        let mut flush = |of_user: &mut Vec<Self>| {
            of_user.sort_unstable_by_key(|wallet| wallet.id.currency);
            of_user.drain(..).for_each(|wallet| visit(&wallet));
        };
        while let Some(row) = rows.next()? {
            let id = WalletId { user: row.id(0)?, currency: row.currency(1)? };
            if of_user.last().is_some_and(|last| last.id.user != id.user) {
                flush(&mut of_user);
            }
            of_user.push(read_wallet(row, 2, id)?);
        }
        flush(&mut of_user);
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.wallets
    }
}

macro_rules! withdrawal_sql {
    () => {
        "SELECT w.id, u.id, w.amount, w.currency, w.requested_at, w.status FROM withdrawals w \
         JOIN users u ON u.n = w.user"
    };
}

fn read_withdrawal(row: &Row<'_>) -> Result<Withdrawal> {
    Ok(Withdrawal {
        id: row.id(0)?,
        user: row.id(1)?,
        amount: Money::new(row.int(2)?, row.currency(3)?),
        requested_at: row.time(4)?,
        status: row.word(5)?,
    })
}

impl Stored for Withdrawal {
    fn load(db: &mut Db<'_>, id: &WithdrawalId) -> Result<Option<Self>> {
        db.first(concat!(withdrawal_sql!(), " WHERE w.id = ?1"), [id.blob()], read_withdrawal)
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "INSERT INTO withdrawals (id, user, amount, currency, requested_at, status) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let user = db.need_user(self.user)?;
        let (amount, currency) = (self.amount.minor(), self.amount.currency().to_string());
        let status = to_word(&self.status)?;
        db.run(sql, params![self.id.blob(), user, amount, currency, self.requested_at.micros(), status])?;
        Ok(())
    }

    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        let sql = "UPDATE withdrawals SET user = ?2, amount = ?3, currency = ?4, requested_at = ?5, status = ?6 \
                   WHERE id = ?1";
        let user = db.need_user(self.user)?;
        let (amount, currency) = (self.amount.minor(), self.amount.currency().to_string());
        let status = to_word(&self.status)?;
        db.run(sql, params![self.id.blob(), user, amount, currency, self.requested_at.micros(), status])?;
        Ok(())
    }

    fn delete(db: &mut Db<'_>, id: &WithdrawalId) -> Result<()> {
        db.run("DELETE FROM withdrawals WHERE id = ?1", [id.blob()])?;
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        let mut statement = db.statement(concat!(withdrawal_sql!(), " ORDER BY w.id"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&read_withdrawal(row)?);
        }
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.withdrawals
    }
}
