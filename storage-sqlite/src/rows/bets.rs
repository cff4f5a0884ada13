//! Bets and their legs. The one leg of a single stands in the bet's own row: most bets are singles, and an index entry
//! and a row less for each of them is felt. What the journal record that placed a bet says already (when, and the hash
//! of the request) is read from there.

use realdeal::betting::{Bet, BetStatus, BetTerms, BetType, Leg, LegTerms, Way, payout::Exact};
use realdeal::catalogue::score::Goals;
use realdeal::house_rules::RulesVersion;
use realdeal::id::BetId;
use realdeal::journal::RequestHash;
use realdeal::money::Money;
use realdeal::odds::Odds;
use realdeal::time::Timestamp;
use rusqlite::{Row, params};
use smallvec::{SmallVec, smallvec};

use super::Stored;
use crate::codec::{
    Columns, Id, currency_text, grade, grade_text, hash_bytes, odds, request_hash, status, status_code,
    to_json,
};
use crate::db::{Db, Spot};
use crate::error::{Result, Trouble};
use crate::touched::{Touched, Touches};

/// The columns of a bet that stand in its own row.
macro_rules! own_columns {
    () => {
        "SELECT b.n, b.id, b.user, b.type, b.stake, b.currency, b.potential_return, b.rules, b.status, b.withdrawn, \
         b.returned, b.settled_at, b.exact_return, b.selection, b.odds, b.requested, b.kickoff, b.revision, b.result, \
         b.leg_terms, b.score, b.terms"
    };
}

/// A bet with what its journal record says: the hash of a request stands behind the format and the command in a record's
/// binary form. Looked up by itself and not joined: most looks are for
/// bets that are not there.
macro_rules! bet_sql {
    () => {
        concat!(
            own_columns!(),
            ", coalesce(b.placed_at, (SELECT j.at FROM journal j WHERE j.number = b.record)), \
             coalesce(b.request_hash, (SELECT substr(j.body, 18, 16) FROM journal j WHERE j.number = b.record)) \
             FROM bets b"
        )
    };
}

/// The singles of a market that were graded before a revision, each with its bettor's id and wallet: what settling a page
/// needs, in one go. The tables are in the order in which they are to be looked at.
pub(crate) const PAGE_BEHIND: &str = concat!(
    own_columns!(),
    ", coalesce(b.placed_at, j.at), coalesce(b.request_hash, substr(j.body, 18, 16)), \
     u.id, w.n, w.cash, w.held, w.debt, w.open_bets \
     FROM bets b LEFT JOIN journal j ON j.number = b.record LEFT JOIN users u ON u.n = b.user \
     LEFT JOIN wallets w ON w.user = b.user AND w.currency = b.currency \
     WHERE b.market = ?1 AND b.withdrawn = 0 AND b.revision < ?2 ORDER BY b.revision, b.id LIMIT ?3"
);

/// When a bet was placed, and by which request: by a journal record, or in so many words.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Placed {
    By { record: i64 },
    Said { at: Timestamp, hash: RequestHash },
}

/// The goals at which a leg was accepted in play.
fn goals(text: &str) -> Result<Goals> {
    text.parse().map_err(|_| Trouble::unreadable("score", text))
}

fn requested(slip: Option<&str>, accepted: Odds) -> Result<Odds> {
    slip.map_or(Ok(accepted), odds)
}

/// The price on the slip, where it is written otherwise than the accepted one.
pub(super) fn requested_text(leg: &Leg, accepted: &str) -> Option<String> {
    Some(leg.requested.to_string()).filter(|text| text != accepted)
}

/// Reads a leg from eight columns: selection, odds, requested, kick-off, revision, result, terms, score at acceptance.
fn read_leg(db: &mut Db<'_>, row: &Row<'_>, first: usize) -> Result<Leg> {
    let spot = db.spot_of(row.int(first)?)?;
    let odds = row.odds(first + 1)?;
    Ok(Leg {
        selection: spot.selection,
        market: spot.market,
        fixture: spot.fixture,
        requested: requested(row.opt_text(first + 2)?, odds)?,
        odds,
        kickoff: row.small(first + 3)?,
        revision: row.small(first + 4)?,
        result: row.opt_text(first + 5)?.map(grade).transpose()?,
        terms: row.opt_json(first + 6)?.unwrap_or_default(),
        score_at_acceptance: row.opt_text(first + 7)?.map(goals).transpose()?,
    })
}

fn read_legs(db: &mut Db<'_>, bet: i64) -> Result<SmallVec<[Leg; 1]>> {
    let sql = "SELECT selection, odds, requested, kickoff, revision, result, terms, score FROM legs WHERE bet = ?1 \
               ORDER BY leg";
    let mut statement = db.statement(sql)?;
    let mut rows = statement.query([bet])?;
    let mut legs = SmallVec::new();
    while let Some(row) = rows.next()? {
        legs.push(read_leg(db, row, 0)?);
    }
    Ok(legs)
}

/// The exact return that goes without saying.
fn usual_exact(status: BetStatus, returned: i64) -> Option<Exact> {
    if status.is_settled() { Exact::from_minor(returned).ok() } else { None }
}

fn read_exact(text: Option<&str>, status: BetStatus, returned: i64) -> Result<Option<Exact>> {
    match text {
        None => Ok(usual_exact(status, returned)),
        Some("") => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| Trouble::unreadable("return", text)),
    }
}

fn exact_text(bet: &Bet) -> Option<String> {
    if bet.exact_return == usual_exact(bet.status, bet.returned) {
        return None;
    }
    Some(bet.exact_return.as_ref().map_or_else(String::new, ToString::to_string))
}

/// How the legs make the bet: by a number where it is a plain one, as most are.
fn read_terms(row: &Row<'_>) -> Result<BetTerms> {
    match row.int(3)? {
        0 => Ok(BetTerms::win(BetType::Single)),
        1 => Ok(BetTerms::win(BetType::Accumulator)),
        _ => row.json(21),
    }
}

/// The columns that tell how the legs make the bet.
fn terms_columns(bet: &Bet) -> Result<(i64, Option<String>)> {
    match (bet.bet_type, bet.way) {
        (BetType::Single, Way::Win) => Ok((0, None)),
        (BetType::Accumulator, Way::Win) => Ok((1, None)),
        _ => Ok((2, Some(to_json(&bet.terms())?))),
    }
}

/// What was agreed on a leg beside its price, if anything was.
fn leg_terms(leg: &Leg) -> Result<Option<String>> {
    if leg.terms == LegTerms::default() { Ok(None) } else { to_json(&leg.terms).map(Some) }
}

/// Reads a bet from its columns.
pub(crate) fn read_bet(db: &mut Db<'_>, row: &Row<'_>) -> Result<Bet> {
    let number = row.int(0)?;
    let id: BetId = row.id(1)?;
    let (status, returned) = (status(row.int(8)?)?, row.int(10)?);
    let legs =
        if row.opt_int(13)?.is_some() { smallvec![read_leg(db, row, 13)?] } else { read_legs(db, number)? };
    db.note_bet(id, number);
    let BetTerms { bet_type, way } = read_terms(row)?;
    Ok(Bet {
        id,
        user: db.user_id(row.int(2)?)?,
        bet_type,
        legs,
        stake: Money::new(row.int(4)?, row.currency(5)?),
        potential_return: row.int(6)?,
        rules: RulesVersion(row.small(7)?),
        placed_at: row.time(22)?,
        status,
        settled_at: row.opt_time(11)?,
        returned,
        exact_return: read_exact(row.opt_text(12)?, status, returned)?,
        withdrawn: row.flag(9)?,
        request_hash: request_hash(row.bytes(23)?)?,
        way,
    })
}

/// Where a leg belongs; it must say the same.
pub(super) fn spot_of(db: &mut Db<'_>, leg: &Leg) -> Result<Spot> {
    let spot = db.need_spot(leg.selection)?;
    if (spot.market, spot.fixture) != (leg.market, leg.fixture) {
        let what = format!(
            "a leg on selection {} names another market or fixture than the selection's",
            leg.selection
        );
        return Err(Trouble::refused(what));
    }
    Ok(spot)
}

/// The one leg that stands in the bet's row.
fn inline(bet: &Bet) -> Option<&Leg> {
    if let [leg] = bet.legs.as_slice() { Some(leg) } else { None }
}

fn insert_legs(bet: &Bet, db: &mut Db<'_>, number: i64) -> Result<()> {
    if inline(bet).is_some() {
        return Ok(());
    }
    let sql = "INSERT INTO legs (bet, leg, bet_id, live, selection, market, odds, requested, kickoff, revision, result, \
               terms, score) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    for (place, leg) in (0_i64..).zip(&bet.legs) {
        let spot = spot_of(db, leg)?;
        let odds = leg.odds.to_string();
        let requested = requested_text(leg, &odds);
        db.run(
            sql,
            params![
                number,
                place,
                bet.id.blob(),
                !bet.withdrawn,
                spot.n,
                spot.market_n,
                odds,
                requested,
                leg.kickoff,
                leg.revision,
                leg.result.as_ref().map(grade_text).transpose()?,
                leg_terms(leg)?,
                leg.score_at_acceptance.map(|goals| goals.to_string()),
            ],
        )?;
    }
    Ok(())
}

/// Writes the whole row: a new one, or in place of the old one.
pub(crate) fn write_bet(bet: &Bet, db: &mut Db<'_>, number: Option<i64>, placed: Placed) -> Result<()> {
    let sql = "INSERT INTO bets (n, id, user, type, stake, currency, potential_return, rules, status, withdrawn, \
               returned, settled_at, exact_return, selection, market, odds, requested, kickoff, revision, result, \
               record, placed_at, request_hash, leg_terms, terms, score) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, \
               ?22, ?23, ?24, ?25, ?26)";
    let user = db.need_user(bet.user)?;
    let leg = inline(bet);
    let spot = leg.map(|leg| spot_of(db, leg)).transpose()?;
    let odds = leg.map(|leg| leg.odds.to_string());
    let requested = leg.zip(odds.as_ref()).and_then(|(leg, odds)| requested_text(leg, odds));
    let (kind, terms) = terms_columns(bet)?;
    let (record, placed_at, hash) = match placed {
        Placed::By { record } => (Some(record), None, None),
        Placed::Said { at, hash } => (None, Some(at.micros()), Some(hash_bytes(hash))),
    };
    db.run(
        sql,
        params![
            number,
            bet.id.blob(),
            user,
            kind,
            bet.stake.minor(),
            currency_text(bet.stake.currency()),
            bet.potential_return,
            bet.rules.0,
            status_code(bet.status),
            bet.withdrawn,
            bet.returned,
            bet.settled_at.map(Timestamp::micros),
            exact_text(bet),
            spot.map(|spot| spot.n),
            spot.map(|spot| spot.market_n),
            odds,
            requested,
            leg.map(|leg| leg.kickoff),
            leg.map(|leg| leg.revision),
            leg.and_then(|leg| leg.result.as_ref()).map(grade_text).transpose()?,
            record,
            placed_at,
            hash,
            leg.map(leg_terms).transpose()?.flatten(),
            terms,
            leg.and_then(|leg| leg.score_at_acceptance).map(|goals| goals.to_string()),
        ],
    )?;
    let number = db.connection.last_insert_rowid();
    db.note_bet(bet.id, number);
    insert_legs(bet, db, number)
}

/// Writes a bet anew, terms and all: for whoever changes what a bet never changes by itself.
pub(crate) fn rewrite_bet(bet: &Bet, db: &mut Db<'_>) -> Result<()> {
    let number = db.need_bet(bet.id)?;
    db.run("DELETE FROM legs WHERE bet = ?1", [number])?;
    db.run("DELETE FROM bets WHERE n = ?1", [number])?;
    write_bet(bet, db, Some(number), Placed::Said { at: bet.placed_at, hash: bet.request_hash })
}

/// Whether two rows of a bet say the same, but for what settlement changes.
pub(crate) fn same_terms(left: &Bet, right: &Bet) -> bool {
    let figures = |bet: &Bet| {
        (bet.user, bet.bet_type, bet.way, bet.stake, bet.potential_return, bet.rules, bet.placed_at)
    };
    let leg =
        |leg: &Leg| (leg.selection, leg.market, leg.fixture, leg.kickoff, leg.terms, leg.score_at_acceptance);
    figures(left) == figures(right)
        && left.request_hash == right.request_hash
        && left.legs.iter().map(leg).eq(right.legs.iter().map(leg))
}

impl Stored for Bet {
    fn load(db: &mut Db<'_>, id: &BetId) -> Result<Option<Self>> {
        let mut statement = db.statement(concat!(bet_sql!(), " WHERE b.id = ?1"))?;
        let mut rows = statement.query([id.blob()])?;
        rows.next()?.map(|row| read_bet(db, row)).transpose()
    }

    fn insert(&self, db: &mut Db<'_>) -> Result<()> {
        write_bet(self, db, None, Placed::Said { at: self.placed_at, hash: self.request_hash })
    }

    /// Only what settlement changes; see [`same_terms`].
    fn update(&self, db: &mut Db<'_>) -> Result<()> {
        let number = db.need_bet(self.id)?;
        let (leg, many) = (inline(self), self.legs.len() > 1);
        let sql = "UPDATE bets SET status = ?2, withdrawn = ?3, returned = ?4, settled_at = ?5, exact_return = ?6, \
                   revision = ?7, result = ?8 WHERE n = ?1";
        db.run(
            sql,
            params![
                number,
                status_code(self.status),
                self.withdrawn,
                self.returned,
                self.settled_at.map(Timestamp::micros),
                exact_text(self),
                leg.map(|leg| leg.revision),
                leg.and_then(|leg| leg.result.as_ref()).map(grade_text).transpose()?,
            ],
        )?;
        let sql = "UPDATE legs SET live = ?3, revision = ?4, result = ?5 WHERE bet = ?1 AND leg = ?2";
        for (place, leg) in (0_i64..).zip(&self.legs).filter(|_| many) {
            let result = leg.result.as_ref().map(grade_text).transpose()?;
            db.run(sql, params![number, place, !self.withdrawn, leg.revision, result])?;
        }
        Ok(())
    }

    fn delete(db: &mut Db<'_>, id: &BetId) -> Result<()> {
        let number = db.need_bet(*id)?;
        db.run("DELETE FROM legs WHERE bet = ?1", [number])?;
        db.run("DELETE FROM bets WHERE n = ?1", [number])?;
        db.numbers.forget_people();
        Ok(())
    }

    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()> {
        let mut statement = db.statement(concat!(bet_sql!(), " ORDER BY b.id"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&read_bet(db, row)?);
            db.numbers.forget_bets();
        }
        Ok(())
    }

    fn touched(touches: &mut Touches) -> &mut Touched<Self> {
        &mut touches.bets
    }
}
