//! Writing: what a unit has changed goes into the file, each row once, in an order that foreign keys allow.

use realdeal::answer::Remembered;
use realdeal::betting::{Basket, Bet};
use realdeal::catalogue::{Competition, Fixture, Market, Participant, Selection};
use realdeal::command::Command;
use realdeal::journal::Cursor;
use realdeal::people::User;
use realdeal::state::{Claimed, House, KnownPerson, PriceChange, State, VersionedRules};
use realdeal::time::Timestamp;
use realdeal::wallet::{Wallet, WalletId, Withdrawal};
use rusqlite::params;

use crate::codec::Id;
use crate::db::Db;
use crate::error::Result;
use crate::rows::{NewBets, Placed, Stored, rewrite_bet, update_wallets};
use crate::unit::{Pending, SqliteUnit};
use crate::{journal, ledger};

/// Writes everything that waits in a unit.
pub(crate) fn write(unit: &mut SqliteUnit<'_>) -> Result<()> {
    let SqliteUnit { connection, memo, standing, pending, .. } = unit;
    let connection = *connection;
    if !pending.records.is_empty() {
        let mut db = Db { connection, numbers: &mut memo.numbers };
        let sealer = match &mut memo.sealer {
            Some(sealer) => sealer,
            none => none.insert(journal::sealer(&db, standing.records)?),
        };
        journal::append(&mut db, sealer, standing, &pending.records)?;
        pending.records.clear();
    }
    rows(&mut Db { connection, numbers: &mut memo.numbers }, pending, &memo.state)
}

fn rows(db: &mut Db<'_>, pending: &mut Pending, state: &State) -> Result<()> {
    written::<House>(db, pending, state)?;
    written::<VersionedRules>(db, pending, state)?;
    let users = written::<User>(db, pending, state)?;
    let people = written::<KnownPerson>(db, pending, state)?;
    let wallets = written_wallets(db, pending, state)?;
    let withdrawals = written::<Withdrawal>(db, pending, state)?;
    let competitions = written::<Competition>(db, pending, state)?;
    let participants = written::<Participant>(db, pending, state)?;
    let fixtures = written::<Fixture>(db, pending, state)?;
    let markets = written::<Market>(db, pending, state)?;
    let selections = written::<Selection>(db, pending, state)?;
    let bets = written_bets(db, pending, state)?;
    let baskets = written::<Basket>(db, pending, state)?;
    let answers = written::<Remembered>(db, pending, state)?;
    let claims = written::<Claimed>(db, pending, state)?;
    let cursors = written::<Cursor>(db, pending, state)?;
    ledger::write(db, &pending.postings, state)?;
    pending.postings.clear();
    write_prices(db, &pending.prices)?;
    pending.prices.clear();
    pending.additions.write(db)?;
    // What others stand on goes last.
    delete::<Cursor>(db, &cursors)?;
    delete::<Claimed>(db, &claims)?;
    delete::<Remembered>(db, &answers)?;
    delete::<Basket>(db, &baskets)?;
    delete::<Bet>(db, &bets)?;
    delete::<Selection>(db, &selections)?;
    delete::<Market>(db, &markets)?;
    delete::<Fixture>(db, &fixtures)?;
    delete::<Participant>(db, &participants)?;
    delete::<Competition>(db, &competitions)?;
    delete::<Withdrawal>(db, &withdrawals)?;
    delete::<Wallet>(db, &wallets)?;
    delete::<KnownPerson>(db, &people)?;
    delete::<User>(db, &users)
}

/// Inserts and updates the changed rows of a kind, and gives those that are to be deleted.
fn written<R: Stored>(db: &mut Db<'_>, pending: &mut Pending, state: &State) -> Result<Vec<R::Id>> {
    let mut gone = Vec::new();
    for (id, stored) in R::touched(&mut pending.touches).take() {
        match (R::table(state).find(&id), stored) {
            (Some(row), false) => row.insert(db)?,
            (Some(row), true) => row.update(db)?,
            (None, true) => gone.push(id),
            (None, false) => {}
        }
    }
    Ok(gone)
}

fn written_wallets(db: &mut Db<'_>, pending: &mut Pending, state: &State) -> Result<Vec<WalletId>> {
    let (mut gone, mut changed) = (Vec::new(), Vec::new());
    for (id, stored) in pending.touches.wallets.take() {
        match (state.wallets.find(&id), stored) {
            (Some(wallet), false) => wallet.insert(db)?,
            (Some(wallet), true) => changed.push(wallet),
            (None, true) => gone.push(id),
            (None, false) => {}
        }
    }
    if !changed.is_empty() {
        update_wallets(&changed, db)?;
    }
    Ok(gone)
}

fn written_bets(
    db: &mut Db<'_>,
    pending: &mut Pending,
    state: &State,
) -> Result<Vec<<Bet as realdeal::state::Row>::Id>> {
    let mut gone = Vec::new();
    if pending.touches.bets.is_empty() {
        return Ok(gone);
    }
    let mut new = NewBets::new(db)?;
    for (id, stored) in pending.touches.bets.take() {
        match (state.bets.find(&id), stored) {
            (Some(bet), false) => {
                let said = Placed::Said { at: bet.placed_at, hash: bet.request_hash };
                let placed = pending.placed.get(&id).copied().unwrap_or(said);
                new.write(bet, db, placed)?;
            }
            (Some(bet), true) if pending.rewritten.contains(&id) => rewrite_bet(bet, db)?,
            (Some(bet), true) => bet.update(db)?,
            (None, true) => gone.push(id),
            (None, false) => {}
        }
    }
    pending.placed.clear();
    pending.rewritten.clear();
    Ok(gone)
}

fn delete<R: Stored>(db: &mut Db<'_>, ids: &[R::Id]) -> Result<()> {
    ids.iter().try_for_each(|id| R::delete(db, id))
}

fn write_prices(db: &Db<'_>, prices: &[PriceChange]) -> Result<()> {
    let sql = "INSERT INTO prices (selection, place, at, odds) VALUES (?1, \
               (SELECT coalesce(max(place) + 1, 0) FROM prices WHERE selection = ?1), ?2, ?3)";
    for PriceChange { selection, at, odds } in prices {
        db.run(sql, params![selection.blob(), at.micros(), odds.to_string()])?;
    }
    Ok(())
}

/// Forgets a few of the answers that nobody can ask for any more: some more than were added, so that they get fewer.
pub(crate) fn forget_old_answers(db: &Db<'_>, last_at: Timestamp, added: usize) -> Result<()> {
    const AT_ONCE: i64 = 16;
    let oldest = Command::oldest_answered(last_at);
    // The first six bytes of an id are its milliseconds; all that lie before the oldest begin with less.
    let millis = u64::try_from(oldest.micros()).unwrap_or(0).div_ceil(1_000);
    let mut before = [0; 16];
    before[..8].copy_from_slice(&(millis << 16).to_be_bytes());
    let most = i64::try_from(added).unwrap_or(i64::MAX).saturating_mul(2).max(AT_ONCE);
    let sql =
        "DELETE FROM remembered WHERE id IN (SELECT id FROM remembered WHERE id < ?1 ORDER BY id LIMIT ?2)";
    db.run(sql, params![before, most])?;
    Ok(())
}
