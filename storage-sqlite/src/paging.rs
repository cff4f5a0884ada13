//! A page of settlement: the bets of a market that are behind, found and read in one go with what settling them needs.
//!
//! Row by row, each bet of a page costs a look for itself, its bettor, his wallet and its journal record, and each of these
//! a statement of its own. What a page reads is put into the unit's state; what the state knows already stays as it is.

use hashbrown::HashSet;
use realdeal::betting::Bet;
use realdeal::house_rules::RulesVersion;
use realdeal::id::{BetId, MarketId, SelectionId};
use realdeal::keys::Keys;
use realdeal::state::{Key, State};
use realdeal::wallet::WalletId;
use rusqlite::{Row, params};

use crate::codec::{Columns, Id};
use crate::db::Db;
use crate::error::Result;
use crate::rows::{PAGE_BEHIND, read_bet, read_wallet};

/// Singles and longer bets lie in two tables: the first of each, and of those the first.
pub(crate) fn bets_behind(
    db: &mut Db<'_>,
    state: &mut State,
    market: MarketId,
    limit: u32,
) -> Result<Vec<Key>> {
    let found = db.first("SELECT n, revision FROM markets WHERE id = ?1", [market.blob()], |row| {
        Ok((row.int(0)?, row.int(1)?))
    })?;
    let Some((number, revision)) = found else { return Ok(Vec::new()) };
    let mut behind = singles(db, state, (number, revision), limit)?;
    let sql = "SELECT DISTINCT revision, bet_id FROM legs WHERE market = ?1 AND live = 1 AND revision < ?2 \
               ORDER BY revision, bet_id LIMIT ?3";
    let read = |row: &Row<'_>| Ok((row.int(0)?, row.id::<BetId>(1)?));
    let legs = db.all(sql, params![number, revision, limit], read)?;
    if !legs.is_empty() {
        behind.extend(legs);
        behind.sort_unstable();
        behind.truncate(limit as usize);
    }
    Ok(behind.into_iter().map(|(_, bet)| Key::Bet(bet)).collect())
}

/// The first singles, each with the revision of its leg; they and their wallets go into the state.
fn singles(
    db: &mut Db<'_>,
    state: &mut State,
    (market, revision): (i64, i64),
    limit: u32,
) -> Result<Vec<(i64, BetId)>> {
    let mut behind = Vec::new();
    let mut statement = db.statement(PAGE_BEHIND)?;
    let mut rows = statement.query(params![market, revision, limit])?;
    while let Some(row) = rows.next()? {
        let id: BetId = row.id(1)?;
        behind.push((row.int(17)?, id));
        if state.bets.knows(&id) {
            continue;
        }
        db.note_user(row.id(24)?, row.int(2)?);
        let bet = read_bet(db, row)?;
        take_in_wallet(db, state, row, &bet)?;
        state.bets.load(id, 1, Some(bet));
    }
    Ok(behind)
}

fn take_in_wallet(db: &mut Db<'_>, state: &mut State, row: &Row<'_>, bet: &Bet) -> Result<()> {
    let Some(number) = row.opt_int(25)? else { return Ok(()) };
    let id = WalletId { user: bet.user, currency: bet.stake.currency() };
    if !state.wallets.knows(&id) {
        db.note_wallet(id, number);
        state.wallets.load(id, 1, Some(read_wallet(row, 26, id)?));
    }
    Ok(())
}

/// What the bets of a page have in common and comes with them: what they are on, and the rules that they settle by.
pub(crate) fn in_common(state: &State, page: &[Key]) -> Keys {
    let (mut selections, mut rules) = (HashSet::<SelectionId>::new(), HashSet::<RulesVersion>::new());
    for key in page {
        if let Key::Bet(id) = key
            && let Some(bet) = state.bets.find(id)
        {
            rules.insert(bet.rules);
            selections.extend(bet.legs.iter().map(|leg| leg.selection));
        }
    }
    let mut keys = Keys::new();
    rules.into_iter().for_each(|version| _ = keys.read(Key::VersionedRules(version)));
    selections.into_iter().for_each(|selection| _ = keys.read(Key::Selection(selection)));
    keys
}
