//! Scans: what a decision looks for inside a unit, each by one index.

use realdeal::id::{BasketId, BetId, FixtureId, MarketId, UserId};
use realdeal::keys::Scan;
use realdeal::state::Key;
use realdeal::time::Timestamp;
use rusqlite::{Row, params};

use crate::codec::{Columns, Id};
use crate::db::{Db, Noun};
use crate::error::Result;

pub(crate) fn scan(db: &mut Db<'_>, scan: &Scan) -> Result<Vec<Key>> {
    match *scan {
        Scan::BetsBehind { market, limit } => bets_behind(db, market, limit),
        Scan::MarketsOf(fixture) => markets_of(db, fixture),
        Scan::SelectionsOf(market) => selections_of(db, market),
        Scan::OpenBasketsOf(user) => open_baskets_of(db, user),
        Scan::Due { until, limit } => due(db, until, limit),
    }
}

/// Singles and longer bets lie in two tables: the first of each, and of those the first.
fn bets_behind(db: &Db<'_>, market: MarketId, limit: u32) -> Result<Vec<Key>> {
    let found = db.first("SELECT n, revision FROM markets WHERE id = ?1", [market.blob()], |row| {
        Ok((row.int(0)?, row.int(1)?))
    })?;
    let Some((number, revision)) = found else { return Ok(Vec::new()) };
    let read = |row: &Row<'_>| Ok((row.int(0)?, row.id::<BetId>(1)?));
    let singles = "SELECT revision, id FROM bets WHERE market = ?1 AND withdrawn = 0 AND revision < ?2 \
                   ORDER BY revision, id LIMIT ?3";
    let longer = "SELECT DISTINCT revision, bet_id FROM legs WHERE market = ?1 AND live = 1 AND revision < ?2 \
                  ORDER BY revision, bet_id LIMIT ?3";
    let mut behind = db.all(singles, params![number, revision, limit], read)?;
    let legs = db.all(longer, params![number, revision, limit], read)?;
    if !legs.is_empty() {
        behind.extend(legs);
        behind.sort_unstable();
        behind.truncate(limit as usize);
    }
    Ok(behind.into_iter().map(|(_, bet)| Key::Bet(bet)).collect())
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
