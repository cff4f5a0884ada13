//! Sums: what a unit adds to balances of the house, to exposures and to progress, one addition for each at its end.

use std::hash::Hash;

use hashbrown::HashMap;
use realdeal::id::MarketId;
use realdeal::state::{Exposure, ExposureId, HouseBalanceId, Progress, Sum, SumChange};
use rusqlite::{Row, params};

use crate::codec::{Columns, Id, currency_text, house_account, house_code, sum};
use crate::db::{Db, Noun};
use crate::error::Result;

/// What is to be added.
#[derive(Debug, Default)]
pub(crate) struct Additions {
    house: HashMap<HouseBalanceId, i128>,
    exposures: HashMap<ExposureId, Exposure>,
    progress: HashMap<MarketId, Progress>,
}

fn add<K: Hash + Eq, V: Sum>(sums: &mut HashMap<K, V>, id: K, amount: &V) {
    sums.entry(id).or_default().add(amount);
}

/// The additions in the order of their ids, so that a file depends on nothing but what was done; none are left.
fn taken<K: Ord + Hash + Eq, V: Sum>(sums: &mut HashMap<K, V>) -> Vec<(K, V)> {
    let mut all: Vec<_> = sums.drain().filter(|(_, amount)| *amount != V::default()).collect();
    all.sort_unstable_by(|left, right| left.0.cmp(&right.0));
    all
}

impl Additions {
    pub(crate) fn is_empty(&self) -> bool {
        self.house.is_empty() && self.exposures.is_empty() && self.progress.is_empty()
    }

    pub(crate) fn note(&mut self, change: &SumChange) {
        match change {
            SumChange::HouseBalance(id, amount) => add(&mut self.house, *id, amount),
            SumChange::Exposure(id, amount) => add(&mut self.exposures, *id, amount),
            SumChange::Progress(id, amount) => add(&mut self.progress, *id, amount),
        }
    }

    /// What was not yet added to the progress of a market.
    pub(crate) fn progress_of(&self, market: MarketId) -> Progress {
        self.progress.get(&market).copied().unwrap_or_default()
    }

    /// Adds everything to what is in the file.
    pub(crate) fn write(&mut self, db: &mut Db<'_>) -> Result<()> {
        write_house(db, taken(&mut self.house))?;
        write_exposures(db, taken(&mut self.exposures))?;
        write_progress(db, taken(&mut self.progress))
    }
}

fn write_house(db: &Db<'_>, additions: Vec<(HouseBalanceId, i128)>) -> Result<()> {
    let sql = "INSERT INTO house_balances (currency, account, balance) VALUES (?1, ?2, ?3) \
               ON CONFLICT (currency, account) DO UPDATE SET balance = balance + excluded.balance";
    for (id, amount) in additions {
        db.run(sql, params![id.currency.to_string(), house_code(id.account), sum(amount)?])?;
    }
    Ok(())
}

fn write_exposures(db: &mut Db<'_>, additions: Vec<(ExposureId, Exposure)>) -> Result<()> {
    let sql = "INSERT INTO exposures (selection, currency, open, stakes, potential) VALUES (?1, ?2, ?3, ?4, ?5) \
               ON CONFLICT (selection, currency) DO UPDATE SET open = open + excluded.open, \
               stakes = stakes + excluded.stakes, potential = potential + excluded.potential";
    let mut statement = db.statement(sql)?;
    for (id, exposure) in additions {
        let selection = db.need_spot(id.selection)?.n;
        let (stakes, potential) = (sum(exposure.stakes)?, sum(exposure.potential)?);
        statement.execute(params![
            selection,
            currency_text(id.currency),
            exposure.open,
            stakes,
            potential
        ])?;
    }
    Ok(())
}

fn write_progress(db: &Db<'_>, additions: Vec<(MarketId, Progress)>) -> Result<()> {
    let sql = "INSERT INTO progress (market, placed, legs, behind) VALUES (?1, ?2, ?3, ?4) \
               ON CONFLICT (market) DO UPDATE SET placed = placed + excluded.placed, legs = legs + excluded.legs, \
               behind = behind + excluded.behind";
    let mut statement = db.statement(sql)?;
    for (market, progress) in additions {
        // A market without any progress may be deleted by the same unit.
        let Some(number) = db.market(market)? else { continue };
        statement.execute(params![number, progress.placed, progress.legs, progress.behind])?;
    }
    Ok(())
}

fn read_progress(row: &Row<'_>, first: usize) -> Result<Progress> {
    Ok(Progress { placed: row.int(first)?, legs: row.int(first + 1)?, behind: row.int(first + 2)? })
}

pub(crate) fn progress(db: &Db<'_>, market: MarketId) -> Result<Progress> {
    let sql =
        "SELECT p.placed, p.legs, p.behind FROM markets m JOIN progress p ON p.market = m.n WHERE m.id = ?1";
    let found = db.first(sql, [market.blob()], |row| read_progress(row, 0))?;
    Ok(found.unwrap_or_default())
}

/// The progress of every market that has any, by market.
pub(crate) fn all_progress(db: &Db<'_>) -> Result<Vec<(MarketId, Progress)>> {
    let sql = "SELECT m.id, p.placed, p.legs, p.behind FROM markets m JOIN progress p ON p.market = m.n \
               WHERE p.placed <> 0 OR p.legs <> 0 OR p.behind <> 0 ORDER BY m.id";
    db.all(sql, [], |row| Ok((row.id(0)?, read_progress(row, 1)?)))
}

/// The balances of the house that are not zero, in their order.
pub(crate) fn house_balances(db: &Db<'_>) -> Result<Vec<(HouseBalanceId, i128)>> {
    let sql = "SELECT currency, account, balance FROM house_balances WHERE balance <> 0";
    let mut all = db.all(sql, [], |row| {
        let id = HouseBalanceId { currency: row.currency(0)?, account: house_account(row.int(1)?)? };
        Ok((id, i128::from(row.int(2)?)))
    })?;
    all.sort_unstable_by_key(|(id, _)| *id);
    Ok(all)
}

macro_rules! exposure_sql {
    () => {
        "SELECT s.id, e.currency, e.open, e.stakes, e.potential FROM selections s \
         JOIN exposures e ON e.selection = s.n \
         WHERE (e.open <> 0 OR e.stakes <> 0 OR e.potential <> 0)"
    };
}

fn read_exposure(row: &Row<'_>) -> Result<(ExposureId, Exposure)> {
    let id = ExposureId { selection: row.id(0)?, currency: row.currency(1)? };
    let exposure = Exposure { open: row.int(2)?, stakes: row.int(3)?.into(), potential: row.int(4)?.into() };
    Ok((id, exposure))
}

/// What stands on the selections of a market, in their order.
pub(crate) fn exposures_of(db: &Db<'_>, market: MarketId) -> Result<Vec<(ExposureId, Exposure)>> {
    let Some(number) = db.number(Noun::Market, market)? else { return Ok(Vec::new()) };
    let mut all = db.all(concat!(exposure_sql!(), " AND s.market = ?1"), [number], read_exposure)?;
    all.sort_unstable_by_key(|(id, _)| *id);
    Ok(all)
}

/// What stands on every selection, in their order.
pub(crate) fn all_exposures(db: &Db<'_>) -> Result<Vec<(ExposureId, Exposure)>> {
    let mut all = db.all(exposure_sql!(), [], read_exposure)?;
    all.sort_unstable_by_key(|(id, _)| *id);
    Ok(all)
}
