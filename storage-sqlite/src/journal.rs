//! The journal in the file: records in the core's binary form, numbered and sealed in the transaction that brings them.

use realdeal::journal::seal::{BLOCK, Head, Seal, Sealer};
use realdeal::journal::{JournalRecord, NumberedRecord, seal};
use realdeal::storage::Page;
use realdeal::time::Timestamp;
use rusqlite::params;

use crate::bulk::Table;
use crate::codec::{Columns, count, integer};
use crate::db::Db;
use crate::error::{Result, Trouble};

/// How far the books have come: the one row of `head`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) records: u64,
    pub(crate) transfers: u64,
    pub(crate) seal: Seal,
    pub(crate) last_at: Timestamp,
}

fn read_seal(bytes: &[u8]) -> Result<Seal> {
    bytes.try_into().map(Seal::from_bytes).map_err(|_| Trouble::unreadable("seal", bytes.len()))
}

pub(crate) fn standing(db: &Db<'_>) -> Result<Standing> {
    let found = db.first("SELECT records, transfers, seal, last_at FROM head", [], |row| {
        Ok(Standing {
            records: count(row.int(0)?)?,
            transfers: count(row.int(1)?)?,
            seal: read_seal(row.bytes(2)?)?,
            last_at: row.time(3)?,
        })
    })?;
    found.ok_or_else(|| Trouble::refused("the file does not say how far its books have come"))
}

pub(crate) fn write_standing(db: &Db<'_>, standing: &Standing) -> Result<()> {
    let Standing { records, transfers, seal, last_at } = standing;
    let sql = "UPDATE head SET records = ?1, transfers = ?2, seal = ?3, last_at = ?4";
    db.run(sql, params![integer(*records)?, integer(*transfers)?, seal.as_bytes(), last_at.micros()])?;
    Ok(())
}

pub(crate) fn head(db: &Db<'_>) -> Result<Head> {
    let Standing { records, seal, .. } = standing(db)?;
    Ok(Head { records, seal })
}

/// The sealer as it stood when the last record was sealed: from the last full block and the records since.
pub(crate) fn sealer(db: &Db<'_>, records: u64) -> Result<Sealer> {
    let blocks = records / BLOCK;
    let full = match blocks {
        0 => None,
        _ => {
            let sql = "SELECT seal FROM seals WHERE block = ?1";
            let seal = db.first(sql, [integer(blocks)?], |row| read_seal(row.bytes(0)?))?;
            let seal =
                seal.ok_or_else(|| Trouble::refused(format!("the seal of block {blocks} is missing")))?;
            Some(Head { records: blocks * BLOCK, seal })
        }
    };
    let sql = "SELECT body FROM journal WHERE number > ?1 AND number <= ?2 ORDER BY number";
    let span = [integer(blocks * BLOCK)?, integer(records)?];
    let mut sealer = Sealer::resume(full, std::iter::empty::<&[u8]>());
    // A record of a large page of settlement is large: one at a time.
    let mut statement = db.statement(sql)?;
    let mut rows = statement.query(span)?;
    while let Some(row) = rows.next()? {
        sealer.push(row.bytes(0)?);
    }
    Ok(sealer)
}

const RECORDS: Table<3> = Table("journal (number, at, body)");

/// Writes records after the last one, and their seals.
pub(crate) fn append(
    db: &mut Db<'_>,
    sealer: &mut Sealer,
    standing: &mut Standing,
    records: &[JournalRecord],
) -> Result<()> {
    RECORDS.insert(db, records, |db, record| {
        let body = record.to_bytes();
        standing.records += 1;
        if let Some(seal) = sealer.push(&body) {
            let block = integer(standing.records / BLOCK)?;
            db.run("INSERT INTO seals (block, seal) VALUES (?1, ?2)", params![block, seal.as_bytes()])?;
        }
        Ok([integer(standing.records)?.into(), record.at.micros().into(), body.into()])
    })?;
    standing.seal = sealer.head().seal;
    Ok(())
}

pub(crate) fn records(db: &Db<'_>, page: Page<u64>) -> Result<Vec<NumberedRecord>> {
    let after = i64::try_from(page.after.unwrap_or(0)).unwrap_or(i64::MAX);
    let limit = i64::try_from(page.limit.min(Page::<u64>::MAX)).unwrap_or(i64::MAX);
    let sql = "SELECT number, body FROM journal WHERE number > ?1 ORDER BY number LIMIT ?2";
    db.all(sql, [after, limit], |row| {
        let number = count(row.int(0)?)?;
        Ok(NumberedRecord { number, record: JournalRecord::from_bytes(number, row.bytes(1)?)? })
    })
}

/// Checks every seal; one record at a time is in memory.
pub(crate) fn verify(db: &Db<'_>) -> Result<u64> {
    let head = head(db)?;
    let seals = db.all("SELECT seal FROM seals ORDER BY block", [], |row| read_seal(row.bytes(0)?))?;
    let mut statement = db.statement("SELECT body FROM journal ORDER BY number")?;
    let mut rows = statement.query([])?;
    let mut trouble = None;
    let mut next =
        || -> Result<Option<Vec<u8>>> { rows.next()?.map(|row| Ok(row.bytes(0)?.to_vec())).transpose() };
    let bodies = std::iter::from_fn(|| {
        next().unwrap_or_else(|error| {
            trouble = Some(error);
            None
        })
    });
    let verified = seal::verify(bodies, &seals, &head);
    // Trouble with reading looks like an end too soon, and comes first.
    if let Some(trouble) = trouble {
        return Err(trouble);
    }
    verified?;
    Ok(head.records)
}
