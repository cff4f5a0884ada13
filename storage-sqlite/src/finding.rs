//! Finding: what readers look for, page by page in the order of ids. Each answer is what `Query::admits` would let pass.

use realdeal::id::{BetId, FixtureId};
use realdeal::state::Key;
use realdeal::storage::{
    BasketFilter, BetFilter, CompetitionFilter, FixtureFilter, MarketFilter, OpenBets, Page,
    ParticipantFilter, Query, UserFilter, WithdrawalFilter,
};
use realdeal::time::Timestamp;
use rusqlite::{ToSql, params};
use serde::Serialize;

use crate::codec::{Columns, Id, status_code, to_word};
use crate::db::{Db, Noun};
use crate::error::Result;

/// The id after which a page starts, as bytes; before every id if the page does not say, or says one of another kind.
macro_rules! after {
    ($page:expr, $kind:ident) => {
        match &$page.after {
            Some(Key::$kind(id)) => id.blob(),
            _ => [0; 16],
        }
    };
}

fn limit(page: &Page<Key>) -> i64 {
    i64::try_from(page.limit.min(Page::<Key>::MAX)).unwrap_or(i64::MAX)
}

fn opt_word<T: Serialize>(value: Option<&T>) -> Result<Option<String>> {
    value.map(to_word).transpose()
}

pub(crate) fn find(db: &mut Db<'_>, query: &Query, page: &Page<Key>) -> Result<Vec<Key>> {
    match query {
        Query::Users(filter) => users(db, filter, page),
        Query::Competitions(filter) => competitions(db, filter, page),
        Query::Participants(filter) => participants(db, filter, page),
        Query::Fixtures(filter) => fixtures(db, filter, page),
        Query::Markets(filter) => markets(db, filter, page),
        Query::Selections(of) => {
            let Some(market) = db.number(Noun::Market, of.market)? else { return Ok(Vec::new()) };
            let sql = "SELECT id FROM selections WHERE market = ?1 AND id > ?2 ORDER BY id LIMIT ?3";
            let wanted = params![market, after!(page, Selection), limit(page)];
            db.all(sql, wanted, |row| Ok(Key::Selection(row.id(0)?)))
        }
        Query::Bets(filter) => bets(db, filter, page),
        Query::OpenBets(on) => open_bets(db, *on, page),
        Query::Baskets(filter) => baskets(db, filter, page),
        Query::Withdrawals(filter) => withdrawals(db, filter, page),
        Query::Cursors(_) => {
            let after = if let Some(Key::Cursor(name)) = &page.after { name.as_str() } else { "" };
            let sql = "SELECT name FROM cursors WHERE name > ?1 ORDER BY name LIMIT ?2";
            db.all(sql, params![after, limit(page)], |row| Ok(Key::Cursor(row.text(0)?.to_owned())))
        }
    }
}

fn users(db: &Db<'_>, filter: &UserFilter, page: &Page<Key>) -> Result<Vec<Key>> {
    let sql = "SELECT id FROM users WHERE id > ?1 AND (?3 IS NULL OR role = ?3) AND (?4 IS NULL OR status = ?4) \
               ORDER BY id LIMIT ?2";
    let (role, status) = (opt_word(filter.role.as_ref())?, opt_word(filter.status.as_ref())?);
    db.all(sql, params![after!(page, User), limit(page), role, status], |row| Ok(Key::User(row.id(0)?)))
}

fn competitions(db: &Db<'_>, filter: &CompetitionFilter, page: &Page<Key>) -> Result<Vec<Key>> {
    let sql =
        "SELECT id FROM competitions WHERE id > ?1 AND (?3 IS NULL OR active = ?3) ORDER BY id LIMIT ?2";
    let wanted = params![after!(page, Competition), limit(page), filter.active];
    db.all(sql, wanted, |row| Ok(Key::Competition(row.id(0)?)))
}

fn participants(db: &Db<'_>, filter: &ParticipantFilter, page: &Page<Key>) -> Result<Vec<Key>> {
    let sql = "SELECT id FROM participants WHERE id > ?1 AND (?3 IS NULL OR kind = ?3) \
               AND (?4 IS NULL OR active = ?4) ORDER BY id LIMIT ?2";
    let kind = opt_word(filter.kind.as_ref())?;
    let wanted = params![after!(page, Participant), limit(page), kind, filter.active];
    db.all(sql, wanted, |row| Ok(Key::Participant(row.id(0)?)))
}

/// The conditions that all three ways to look for fixtures have in common.
macro_rules! fixture_conditions {
    () => {
        " AND f.id > ?2 AND (?4 IS NULL OR f.status = ?4) AND (?5 IS NULL OR f.start_at >= ?5) \
         AND (?6 IS NULL OR f.start_at < ?6) AND (?7 IS NULL OR f.competition = ?7) ORDER BY f.id LIMIT ?3"
    };
}

fn fixtures(db: &Db<'_>, filter: &FixtureFilter, page: &Page<Key>) -> Result<Vec<Key>> {
    let FixtureFilter { competition, participant, status, from, until } = filter;
    let competition = match competition {
        Some(id) => match db.number(Noun::Competition, *id)? {
            None => return Ok(Vec::new()),
            number => number,
        },
        None => None,
    };
    let participant = match participant {
        Some(id) => match db.number(Noun::Participant, *id)? {
            None => return Ok(Vec::new()),
            number => number,
        },
        None => None,
    };
    let (sql, owner) = match (participant, competition) {
        (Some(participant), _) => {
            let sql = concat!(
                "SELECT DISTINCT f.id FROM entrants e JOIN fixtures f ON f.n = e.fixture WHERE e.participant = ?1",
                fixture_conditions!()
            );
            (sql, participant)
        }
        (None, Some(competition)) => (
            concat!("SELECT f.id FROM fixtures f WHERE f.competition = ?1", fixture_conditions!()),
            competition,
        ),
        (None, None) => (concat!("SELECT f.id FROM fixtures f WHERE ?1 = 0", fixture_conditions!()), 0),
    };
    let status = opt_word(status.as_ref())?;
    let (from, until) = (from.map(Timestamp::micros), until.map(Timestamp::micros));
    let wanted = params![owner, after!(page, Fixture), limit(page), status, from, until, competition];
    db.all(sql, wanted, |row| Ok(Key::Fixture(row.id(0)?)))
}

macro_rules! market_conditions {
    () => {
        " AND m.id > ?2 AND (?4 IS NULL OR m.status = ?4) AND (?5 IS NULL OR ?5 = \
         (SELECT count(*) FROM progress p WHERE p.market = m.n AND p.behind > 0)) ORDER BY m.id LIMIT ?3"
    };
}

fn markets(db: &Db<'_>, filter: &MarketFilter, page: &Page<Key>) -> Result<Vec<Key>> {
    let MarketFilter { fixture, status, behind } = filter;
    let (sql, owner) = match (fixture, behind) {
        (Some(fixture), _) => {
            let Some(number) = db.number(Noun::Fixture, *fixture)? else { return Ok(Vec::new()) };
            (concat!("SELECT m.id FROM markets m WHERE m.fixture = ?1", market_conditions!()), number)
        }
        (None, Some(true)) => {
            let sql = concat!(
                "SELECT m.id FROM progress q JOIN markets m ON m.n = q.market WHERE q.behind > ?1",
                market_conditions!()
            );
            (sql, 0)
        }
        (None, _) => (concat!("SELECT m.id FROM markets m WHERE ?1 = 0", market_conditions!()), 0),
    };
    let wanted = params![owner, after!(page, Market), limit(page), opt_word(status.as_ref())?, behind];
    db.all(sql, wanted, |row| Ok(Key::Market(row.id(0)?)))
}

/// All bets of the user are looked at, and the page is taken from them: an index in the order of ids for each user would
/// cost every bet thirty bytes.
fn bets(db: &mut Db<'_>, filter: &BetFilter, page: &Page<Key>) -> Result<Vec<Key>> {
    let Some(user) = db.user(filter.user)? else { return Ok(Vec::new()) };
    let (from, until) = (filter.from.map(Timestamp::micros), filter.until.map(Timestamp::micros));
    let status = filter.status.map(status_code);
    let key = |row: &rusqlite::Row<'_>| Ok(Key::Bet(row.id(0)?));
    if from.is_none() && until.is_none() {
        let sql = "SELECT id FROM bets WHERE user = ?1 AND id > ?2 AND (?4 IS NULL OR status = ?4) \
                   ORDER BY id LIMIT ?3";
        return db.all(sql, params![user, after!(page, Bet), limit(page), status], key);
    }
    let sql = "SELECT id FROM (SELECT b.id, b.status, \
               coalesce(b.placed_at, (SELECT j.at FROM journal j WHERE j.number = b.record)) AS placed_at \
               FROM bets b WHERE b.user = ?1 AND b.id > ?2 AND (?4 IS NULL OR b.status = ?4)) \
               WHERE (?5 IS NULL OR placed_at >= ?5) AND (?6 IS NULL OR placed_at < ?6) ORDER BY id LIMIT ?3";
    db.all(sql, params![user, after!(page, Bet), limit(page), status, from, until], key)
}

/// The open bets on some markets: each revision at which legs were last graded is a run in the order of ids, and there are
/// few.
fn open_bets(db: &Db<'_>, on: OpenBets, page: &Page<Key>) -> Result<Vec<Key>> {
    let markets = match on {
        OpenBets::OnMarket(market) => market_and_revision(db, "id = ?1", market.blob())?,
        OpenBets::OnFixture(fixture) => of_fixture(db, fixture)?,
    };
    let (after, limit) = (after!(page, Bet), limit(page));
    let singles = "SELECT id FROM bets WHERE market = ?1 AND withdrawn = 0 AND revision = ?2 AND id > ?3 \
                   AND status = 0 AND result IS NULL ORDER BY id LIMIT ?4";
    let longer = "SELECT l.bet_id FROM legs l JOIN bets b ON b.n = l.bet WHERE l.market = ?1 AND l.live = 1 \
                  AND l.revision = ?2 AND l.bet_id > ?3 AND l.result IS NULL AND b.status = 0 \
                  ORDER BY l.bet_id LIMIT ?4";
    let mut found: Vec<BetId> = Vec::new();
    for (market, last) in markets {
        for revision in 0..=last {
            for sql in [singles, longer] {
                found.extend(db.all(sql, params![market, revision, after, limit], |row| row.id::<BetId>(0))?);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found.into_iter().map(Key::Bet).collect())
}

fn market_and_revision(db: &Db<'_>, which: &str, owner: impl ToSql) -> Result<Vec<(i64, i64)>> {
    let sql = format!("SELECT n, revision FROM markets WHERE {which}");
    db.all(&sql, [owner], |row| Ok((row.int(0)?, row.int(1)?)))
}

fn of_fixture(db: &Db<'_>, fixture: FixtureId) -> Result<Vec<(i64, i64)>> {
    match db.number(Noun::Fixture, fixture)? {
        Some(number) => market_and_revision(db, "fixture = ?1", number),
        None => Ok(Vec::new()),
    }
}

fn baskets(db: &mut Db<'_>, filter: &BasketFilter, page: &Page<Key>) -> Result<Vec<Key>> {
    let status = opt_word(filter.status.as_ref())?;
    let (after, limit) = (after!(page, Basket), limit(page));
    let key = |row: &rusqlite::Row<'_>| Ok(Key::Basket(row.id(0)?));
    if let Some(user) = filter.user {
        let Some(user) = db.user(user)? else { return Ok(Vec::new()) };
        let sql = "SELECT id FROM baskets WHERE user = ?1 AND id > ?2 AND (?4 IS NULL OR status = ?4) \
                   ORDER BY id LIMIT ?3";
        return db.all(sql, params![user, after, limit, status], key);
    }
    match status {
        Some(status) => {
            let sql = "SELECT id FROM baskets WHERE status = ?1 AND id > ?2 ORDER BY id LIMIT ?3";
            db.all(sql, params![status, after, limit], key)
        }
        None => {
            db.all("SELECT id FROM baskets WHERE id > ?1 ORDER BY id LIMIT ?2", params![after, limit], key)
        }
    }
}

fn withdrawals(db: &mut Db<'_>, filter: &WithdrawalFilter, page: &Page<Key>) -> Result<Vec<Key>> {
    let status = opt_word(filter.status.as_ref())?;
    let (after, limit) = (after!(page, Withdrawal), limit(page));
    let key = |row: &rusqlite::Row<'_>| Ok(Key::Withdrawal(row.id(0)?));
    if let Some(user) = filter.user {
        let Some(user) = db.user(user)? else { return Ok(Vec::new()) };
        let sql = "SELECT id FROM withdrawals WHERE user = ?1 AND id > ?2 AND (?4 IS NULL OR status = ?4) \
                   ORDER BY id LIMIT ?3";
        return db.all(sql, params![user, after, limit, status], key);
    }
    let sql = "SELECT id FROM withdrawals WHERE id > ?1 AND (?3 IS NULL OR status = ?3) ORDER BY id LIMIT ?2";
    db.all(sql, params![after, limit, status], key)
}
