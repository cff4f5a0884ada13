//! The floor of settling in a file: prepared statements by hand, bet by bet, page by page, into the same tables and indexes.
//!
//! In it: the page of bets by the index that the engine goes by; for each of them what it returns, rounded once, the wallet
//! looked up and written, the bet and its transfers written; and once a page the exposures, the progress, the house, the
//! remembered answer, the head, and a journal record as long as the engine's. Not in it: the record's making, hashes and
//! seals, debt, revisions of house rules, the fixture's starts.

use hashbrown::HashMap;
use rusqlite::{CachedStatement, Connection, params};

/// A file with one market of open bets.
pub(crate) struct Floor {
    connection: Connection,
    records: i64,
    transfers: i64,
}

/// A bet, as far as settling it looks.
struct Bet {
    n: i64,
    user: i64,
    stake: i64,
    odds: (i64, i64),
    selection: i64,
    returned: i64,
    settled: bool,
    potential: i64,
}

/// What a page adds to sums.
#[derive(Default)]
struct Sums {
    exposures: HashMap<i64, (i64, i64, i64)>,
    open_stakes: i64,
    revenue: i64,
}

/// Open stakes, revenue, cash: the codes of accounts in the schema.
const OPEN_STAKES: i64 = 3;
const REVENUE: i64 = 4;
const CASH: i64 = 0;
/// Return, winnings, loss, correction, clawback: the codes of kinds.
const RETURN: i64 = 1;
const WINNINGS: i64 = 6;
const LOSS: i64 = 7;
const CORRECTION: i64 = 9;
const CLAWBACK: i64 = 10;

fn run<'c>(connection: &'c Connection, sql: &str) -> rusqlite::Result<CachedStatement<'c>> {
    connection.prepare_cached(sql)
}

fn integer(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn price(text: &str) -> (i64, i64) {
    // "2.10" as 210/100: all prices of this bench have two places.
    let digits =
        text.bytes().filter(u8::is_ascii_digit).fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    (digits, 100)
}

impl Floor {
    pub(crate) fn over(connection: Connection) -> rusqlite::Result<Self> {
        let (records, transfers) =
            connection
                .query_row("SELECT records, transfers FROM head", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Self { connection, records, transfers })
    }

    /// Settles every bet of the one market by the selection of this place that won, in pages; a page's journal record has so
    /// many bytes a bet. Gives how many bets it settled.
    pub(crate) fn settle(&mut self, won: usize, page: usize, record: usize) -> rusqlite::Result<usize> {
        let (market, revision, at) = {
            let sql = "SELECT market, (SELECT max(revision) + 1 FROM bets), (SELECT last_at FROM head) FROM bets LIMIT 1";
            self.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        };
        let selections: Vec<i64> = {
            let mut all = self.connection.prepare("SELECT n FROM selections WHERE market = ?1 ORDER BY n")?;
            all.query_map([market], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        run(&self.connection, "UPDATE markets SET status = 'settled', revision = ?2 WHERE n = ?1")?
            .execute(params![market, revision])?;
        let mut settled = 0;
        loop {
            let some = self.page((market, revision, at), selections[won], page, record)?;
            if some == 0 {
                return Ok(settled);
            }
            settled += some;
        }
    }

    fn page(
        &mut self,
        (market, revision, at): (i64, i64, i64),
        won: i64,
        limit: usize,
        record: usize,
    ) -> rusqlite::Result<usize> {
        let Self { connection, records, transfers } = self;
        run(connection, "BEGIN IMMEDIATE")?.execute([])?;
        let bets = behind(connection, market, revision, limit)?;
        *records += 1;
        let mut sums = Sums::default();
        let mut writes = Writes::prepare(connection, *records, transfers)?;
        for bet in &bets {
            writes.settle(bet, won, (revision, at), &mut sums)?;
        }
        let body = vec![0_u8; record * bets.len()];
        run(connection, "INSERT INTO journal (number, at, body) VALUES (?1, ?2, ?3)")?
            .execute(params![*records, at, body])?;
        let mut id = [0; 16];
        id[8..].copy_from_slice(&records.to_be_bytes());
        run(
            connection,
            "INSERT INTO remembered VALUES (?1, ?2, '{\"page\":{\"graded\":10000,\"left\":10000}}')",
        )?
        .execute(params![id, [0_u8; 16]])?;
        sums.write(connection)?;
        run(connection, "UPDATE progress SET behind = max(0, behind - ?2) WHERE market = ?1")?
            .execute(params![market, integer(bets.len())])?;
        run(connection, "UPDATE head SET records = ?1, transfers = ?2, seal = ?3, last_at = ?4")?
            .execute(params![*records, *transfers, [0_u8; 32], at])?;
        run(connection, "COMMIT")?.execute([])?;
        Ok(bets.len())
    }
}

fn behind(connection: &Connection, market: i64, revision: i64, limit: usize) -> rusqlite::Result<Vec<Bet>> {
    let sql = "SELECT n, user, stake, odds, selection, returned, status, potential_return FROM bets \
               WHERE market = ?1 AND withdrawn = 0 AND revision < ?2 ORDER BY revision, id LIMIT ?3";
    let mut statement = run(connection, sql)?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Bet {
            n: row.get(0)?,
            user: row.get(1)?,
            stake: row.get(2)?,
            odds: price(row.get_ref(3)?.as_str()?),
            selection: row.get(4)?,
            returned: row.get(5)?,
            settled: row.get::<_, i64>(6)? != 0,
            potential: row.get(7)?,
        })
    };
    statement.query_map(params![market, revision, integer(limit)], read)?.collect()
}

/// The statements of one page.
struct Writes<'c, 't> {
    wallet: CachedStatement<'c>,
    pay: CachedStatement<'c>,
    bet: CachedStatement<'c>,
    transfer: CachedStatement<'c>,
    record: i64,
    position: &'t mut i64,
}

impl<'c, 't> Writes<'c, 't> {
    fn prepare(connection: &'c Connection, record: i64, position: &'t mut i64) -> rusqlite::Result<Self> {
        let bet = "UPDATE bets SET status = ?2, returned = ?3, settled_at = ?4, revision = ?5, result = ?6 WHERE n = ?1";
        let transfer = "INSERT INTO transfers (wallet, position, kind, debit, credit, amount, debit_after, credit_after, \
                        about, subject, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10)";
        let wallet = "SELECT n, cash, open_bets FROM wallets WHERE user = ?1 AND currency = 'EUR'";
        Ok(Self {
            wallet: run(connection, wallet)?,
            pay: run(connection, "UPDATE wallets SET cash = ?2, open_bets = ?3 WHERE n = ?1")?,
            bet: run(connection, bet)?,
            transfer: run(connection, transfer)?,
            record,
            position,
        })
    }

    fn post(
        &mut self,
        (wallet, bet): (i64, i64),
        (kind, debit, credit, amount): (i64, i64, i64, i64),
        cash: i64,
    ) -> rusqlite::Result<()> {
        *self.position += 1;
        let after = |account: i64| (account == CASH).then_some(cash);
        self.transfer.execute(params![
            wallet,
            *self.position,
            kind,
            debit,
            credit,
            amount,
            after(debit),
            after(credit),
            bet,
            self.record
        ])?;
        Ok(())
    }

    fn settle(
        &mut self,
        bet: &Bet,
        won: i64,
        (revision, at): (i64, i64),
        sums: &mut Sums,
    ) -> rusqlite::Result<()> {
        let (numerator, denominator) = bet.odds;
        // Rounded half up.
        let win = (2 * bet.stake * numerator + denominator) / (2 * denominator);
        let target = if bet.selection == won { win } else { 0 };
        let (wallet, cash, open): (i64, i64, i64) =
            self.wallet.query_row([bet.user], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let about = (wallet, bet.n);
        let (status, result) = if target > 0 { (1, "won") } else { (4, "lost") };
        if bet.settled {
            let difference = target - bet.returned;
            let cash = cash + difference;
            if difference > 0 {
                self.post(about, (CORRECTION, REVENUE, CASH, difference), cash)?;
            } else if difference < 0 {
                self.post(about, (CLAWBACK, CASH, REVENUE, -difference), cash)?;
            }
            if difference != 0 {
                self.pay.execute(params![wallet, cash, open])?;
            }
            sums.revenue -= difference;
        } else {
            sums.open_stakes -= bet.stake;
            sums.revenue += bet.stake - target;
            if target == 0 {
                self.post(about, (LOSS, OPEN_STAKES, REVENUE, bet.stake), cash)?;
            } else {
                self.post(about, (WINNINGS, REVENUE, OPEN_STAKES, target - bet.stake), cash)?;
                self.post(about, (RETURN, OPEN_STAKES, CASH, target), cash + target)?;
            }
            self.pay.execute(params![wallet, cash + target, open - 1])?;
            let exposure = sums.exposures.entry(bet.selection).or_default();
            *exposure = (exposure.0 + 1, exposure.1 + bet.stake, exposure.2 + bet.potential);
        }
        self.bet.execute(params![bet.n, status, target, at, revision, result])?;
        Ok(())
    }
}

impl Sums {
    fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "UPDATE exposures SET open = open - ?2, stakes = stakes - ?3, potential = potential - ?4 \
                   WHERE selection = ?1 AND currency = 'EUR'";
        let mut exposure = run(connection, sql)?;
        for (selection, (open, stakes, potential)) in &self.exposures {
            exposure.execute(params![selection, open, stakes, potential])?;
        }
        let mut house = run(
            connection,
            "INSERT INTO house_balances (currency, account, balance) VALUES ('EUR', ?1, ?2) \
             ON CONFLICT (currency, account) DO UPDATE SET balance = balance + excluded.balance",
        )?;
        house.execute([OPEN_STAKES, self.open_stakes])?;
        house.execute([REVENUE, self.revenue])?;
        Ok(())
    }
}
