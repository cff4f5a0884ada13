//! Scans: what a decision looks for inside a unit, each by one index.

use realdeal::id::{BasketId, FixtureId, MarketId, UserId};
use realdeal::keys::Scan;
use realdeal::state::{Key, State};
use realdeal::time::Timestamp;
use rusqlite::params;

use crate::codec::Columns;
use crate::db::{Db, Noun};
use crate::error::Result;
use crate::paging;

/// Carries a scan out. What it has found and read on the way is in the state, too.
pub(crate) fn scan(db: &mut Db<'_>, state: &mut State, scan: &Scan) -> Result<Vec<Key>> {
    match *scan {
        Scan::BetsBehind { market, limit } => paging::bets_behind(db, state, market, limit),
        Scan::MarketsOf(fixture) => markets_of(db, fixture),
        Scan::SelectionsOf(market) => selections_of(db, market),
        Scan::OpenBasketsOf(user) => open_baskets_of(db, user),
        Scan::Due { until, limit } => due(db, until, limit),
    }
}

fn markets_of(db: &Db<'_>, fixture: FixtureId) -> Result<Vec<Key>> {
    let Some(number) = db.number(Noun::Fixture, fixture)? else { return Ok(Vec::new()) };
    let sql = "SELECT id FROM markets WHERE fixture = ?1 ORDER BY id";
    db.all(sql, [number], |row| Ok(Key::Market(row.id(0)?)))
}

fn selections_of(db: &Db<'_>, market: MarketId) -> Result<Vec<Key>> {
    let Some(number) = db.number(Noun::Market, market)? else { return Ok(Vec::new()) };
    let sql = "SELECT id FROM selections WHERE market = ?1 ORDER BY id";
    db.all(sql, [number], |row| Ok(Key::Selection(row.id(0)?)))
}

fn open_baskets_of(db: &mut Db<'_>, user: UserId) -> Result<Vec<Key>> {
    let Some(number) = db.user(user)? else { return Ok(Vec::new()) };
    let sql = "SELECT id FROM baskets WHERE user = ?1 AND status = 'open' ORDER BY id";
    db.all(sql, [number], |row| Ok(Key::Basket(row.id::<BasketId>(0)?)))
}

fn due(db: &Db<'_>, until: Timestamp, limit: u32) -> Result<Vec<Key>> {
    let span = params![until.micros(), limit];
    let fixtures = "SELECT void_due, id FROM fixtures WHERE void_due IS NOT NULL AND void_due <= ?1 \
                    ORDER BY void_due, id LIMIT ?2";
    let users = "SELECT reopens_at, id FROM users WHERE reopens_at IS NOT NULL AND reopens_at <= ?1 \
                 ORDER BY reopens_at, id LIMIT ?2";
    let baskets = "SELECT expires_at, id FROM baskets WHERE status = 'open' AND expires_at <= ?1 \
                   ORDER BY expires_at, id LIMIT ?2";
    let mut all = db.all(fixtures, span, |row| Ok((row.time(0)?, Key::Fixture(row.id(1)?))))?;
    all.extend(db.all(users, span, |row| Ok((row.time(0)?, Key::User(row.id(1)?))))?);
    all.extend(db.all(baskets, span, |row| Ok((row.time(0)?, Key::Basket(row.id(1)?))))?);
    all.sort_unstable();
    all.truncate(limit as usize);
    Ok(all.into_iter().map(|(_, key)| key).collect())
}

/// When something falls due next.
pub(crate) fn next_due(db: &Db<'_>) -> Result<Option<Timestamp>> {
    let first = [
        "SELECT min(void_due) FROM fixtures WHERE void_due IS NOT NULL",
        "SELECT min(reopens_at) FROM users WHERE reopens_at IS NOT NULL",
        "SELECT min(expires_at) FROM baskets WHERE status = 'open'",
    ];
    let mut next: Option<Timestamp> = None;
    for sql in first {
        let at = db.first(sql, [], |row| row.opt_time(0))?.flatten();
        next = next.into_iter().chain(at).min();
    }
    Ok(next)
}
