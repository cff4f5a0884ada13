//! The floor of placing in a file: prepared statements by hand that write the same rows into the same tables and indexes.
//!
//! In it, for each bet: the bettor with his wallet looked up by his id, and the checks on them; the bet, the transfer, the
//! wallet and a journal record of the length that the engine's have; and once a commit what is added to the exposures, the
//! progress, the house and the head. The catalogue is in memory. Not in it: the record's making, hashes and seals (zeros of
//! the same length are written), a look for an earlier answer (the index of ids refuses a second bet), errors that say
//! anything.

use hashbrown::HashMap;
use realdeal::command::{Body, Command};
use rusqlite::{CachedStatement, Connection, params};

/// Where a selection belongs.
#[derive(Clone, Copy)]
struct Spot {
    n: i64,
    market: i64,
}

/// A file and what is known of its catalogue.
pub(crate) struct Floor {
    connection: Connection,
    spots: HashMap<[u8; 16], Spot>,
    records: i64,
    transfers: i64,
    record: Vec<u8>,
}

/// What a commit adds to sums.
#[derive(Default)]
struct Sums {
    exposures: HashMap<i64, (i64, i64, i64)>,
    placed: HashMap<i64, i64>,
    stakes: i64,
    last_at: i64,
}

const SEAL: [u8; 32] = [0; 32];

impl Floor {
    /// Over a file in which the engine has left people and games; each journal record is to have so many bytes.
    pub(crate) fn over(connection: Connection, record: usize) -> rusqlite::Result<Self> {
        let spots = {
            let mut all = connection.prepare("SELECT id, n, market FROM selections")?;
            let spot =
                |row: &rusqlite::Row<'_>| Ok((row.get(0)?, Spot { n: row.get(1)?, market: row.get(2)? }));
            all.query_map([], spot)?.collect::<Result<_, _>>()?
        };
        let (records, transfers) =
            connection
                .query_row("SELECT records, transfers FROM head", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Self { connection, spots, records, transfers, record: vec![0; record] })
    }

    /// Places bets, so many in a commit; says how many were accepted.
    pub(crate) fn place(&mut self, commands: &[Command], unit: usize) -> rusqlite::Result<usize> {
        let mut placed = 0;
        for unit in commands.chunks(unit) {
            placed += self.unit(unit)?;
        }
        Ok(placed)
    }

    fn unit(&mut self, commands: &[Command]) -> rusqlite::Result<usize> {
        let Self { connection, spots, records, transfers, record } = self;
        let mut sums = Sums::default();
        run(connection, "BEGIN IMMEDIATE")?.execute([])?;
        let mut placed = 0;
        {
            let mut writes = Writes::prepare(connection)?;
            for command in commands {
                (*records, *transfers) = (*records + 1, *transfers + 1);
                placed +=
                    usize::from(writes.bet(command, spots, (*records, *transfers, record), &mut sums)?);
                if *records % 64 == 0 {
                    run(connection, "INSERT INTO seals VALUES (?1, ?2)")?
                        .execute(params![*records / 64, SEAL])?;
                }
            }
        }
        sums.write(connection)?;
        run(connection, "UPDATE head SET records = ?1, transfers = ?2, seal = ?3, last_at = ?4")?
            .execute(params![*records, *transfers, SEAL, sums.last_at])?;
        run(connection, "COMMIT")?.execute([])?;
        Ok(placed)
    }
}

fn run<'c>(connection: &'c Connection, sql: &str) -> rusqlite::Result<CachedStatement<'c>> {
    connection.prepare_cached(sql)
}

/// The statements of one bet.
struct Writes<'c> {
    connection: &'c Connection,
    bettor: CachedStatement<'c>,
    wallet: CachedStatement<'c>,
    bet: CachedStatement<'c>,
    transfer: CachedStatement<'c>,
    record: CachedStatement<'c>,
}

impl<'c> Writes<'c> {
    fn prepare(connection: &'c Connection) -> rusqlite::Result<Self> {
        let bet = "INSERT INTO bets (id, user, record, type, stake, currency, potential_return, rules, status, withdrawn, \
                   returned, selection, market, odds, kickoff, revision) \
                   VALUES (?1, ?2, ?3, 0, ?4, 'EUR', ?5, 0, 0, 0, 0, ?6, ?7, ?8, 0, 0)";
        let transfer = "INSERT INTO transfers (wallet, position, kind, debit, credit, amount, debit_after, about, subject, \
                        record) VALUES (?1, ?2, 0, 0, 3, ?3, ?4, 0, ?5, ?6)";
        Ok(Self {
            connection,
            bettor: run(
                connection,
                "SELECT u.n, u.role, u.status, u.excluded_until, w.n, w.cash FROM users u \
                 JOIN wallets w ON w.user = u.n WHERE u.id = ?1 AND w.currency = 'EUR'",
            )?,
            wallet: run(connection, "UPDATE wallets SET cash = ?2, open_bets = open_bets + 1 WHERE n = ?1")?,
            bet: run(connection, bet)?,
            transfer: run(connection, transfer)?,
            record: run(connection, "INSERT INTO journal (number, at, body) VALUES (?1, ?2, ?3)")?,
        })
    }

    fn bet(
        &mut self,
        command: &Command,
        spots: &HashMap<[u8; 16], Spot>,
        (number, position, record): (i64, i64, &[u8]),
        sums: &mut Sums,
    ) -> rusqlite::Result<bool> {
        let (Body::PlaceBet(body), Some(user)) = (&command.body, command.actor.user()) else {
            return Ok(false);
        };
        let (leg, stake, at) = (body.legs[0], body.stake.minor(), command.at.micros());
        let Some(spot) = spots.get(&leg.selection.uuid().into_bytes()).copied() else { return Ok(false) };
        let id = user.uuid().into_bytes();
        let (user, wallet, cash) = {
            let mut rows = self.bettor.query([id])?;
            let Some(row) = rows.next()? else { return Ok(false) };
            let (user, wallet, cash): (i64, i64, i64) = (row.get(0)?, row.get(4)?, row.get(5)?);
            let (role, status) = (row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?);
            let excluded: Option<i64> = row.get(3)?;
            let may_bet = role == "bettor" && status == "active" && excluded.is_none_or(|until| at >= until);
            if !may_bet || cash < stake {
                return Ok(false);
            }
            (user, wallet, cash - stake)
        };
        let numerator = i64::try_from(leg.odds.numerator()).unwrap_or(i64::MAX);
        let potential = stake * numerator / i64::from(leg.odds.denominator());
        self.record.execute(params![number, at, record])?;
        let id = command.id.uuid().into_bytes();
        self.bet.execute(params![id, user, number, stake, potential, spot.n, spot.market, "2.10"])?;
        let bet = self.connection.last_insert_rowid();
        self.wallet.execute(params![wallet, cash])?;
        self.transfer.execute(params![wallet, position, stake, cash, bet, number])?;
        let exposure = sums.exposures.entry(spot.n).or_default();
        *exposure = (exposure.0 + 1, exposure.1 + stake, exposure.2 + potential);
        *sums.placed.entry(spot.market).or_default() += 1;
        (sums.stakes, sums.last_at) = (sums.stakes + stake, at);
        Ok(true)
    }
}

impl Sums {
    fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        let mut exposure = run(
            connection,
            "INSERT INTO exposures (selection, currency, open, stakes, potential) VALUES (?1, 'EUR', ?2, ?3, ?4) \
             ON CONFLICT (selection, currency) DO UPDATE SET open = open + excluded.open, \
             stakes = stakes + excluded.stakes, potential = potential + excluded.potential",
        )?;
        for (selection, (open, stakes, potential)) in &self.exposures {
            exposure.execute(params![selection, open, stakes, potential])?;
        }
        let mut progress = run(
            connection,
            "INSERT INTO progress (market, placed, legs, behind) VALUES (?1, ?2, ?2, 0) \
             ON CONFLICT (market) DO UPDATE SET placed = placed + excluded.placed, legs = legs + excluded.legs",
        )?;
        for (market, placed) in &self.placed {
            progress.execute(params![market, placed])?;
        }
        run(
            connection,
            "INSERT INTO house_balances (currency, account, balance) VALUES ('EUR', 3, ?1) \
             ON CONFLICT (currency, account) DO UPDATE SET balance = balance + excluded.balance",
        )?
        .execute([self.stakes])?;
        Ok(())
    }
}
