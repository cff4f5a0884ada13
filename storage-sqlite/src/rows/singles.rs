//! Plain singles, as nearly all bets are when they are placed: an insert without the columns that are empty in them, kept
//! at hand for all bets of a unit. What is not quite plain is written by `bets`.

use realdeal::betting::{Bet, BetStatus, BetType, LegTerms, Way};
use rusqlite::{CachedStatement, params};

use super::bets::{requested_text, spot_of};
use super::{Placed, write_bet};
use crate::codec::{Id, currency_text};
use crate::db::Db;
use crate::error::Result;

const SQL: &str = "INSERT INTO bets (id, user, record, type, stake, currency, potential_return, rules, status, withdrawn, \
                   returned, selection, market, odds, requested, kickoff, revision) \
                   VALUES (?1, ?2, ?3, 0, ?4, ?5, ?6, ?7, 0, 0, 0, ?8, ?9, ?10, ?11, ?12, ?13)";

/// Writes new bets.
pub(crate) struct NewBets<'a>(CachedStatement<'a>);

/// Whether a bet has nothing in any of the columns that the short insert leaves out.
fn is_plain(bet: &Bet) -> bool {
    let [leg] = bet.legs.as_slice() else { return false };
    (bet.bet_type, bet.way, bet.status) == (BetType::Single, Way::Win, BetStatus::Open)
        && (bet.returned, bet.withdrawn) == (0, false)
        && (bet.settled_at, &bet.exact_return) == (None, &None)
        && (leg.result.as_ref(), leg.score_at_acceptance) == (None, None)
        && leg.terms == LegTerms::default()
}

impl<'a> NewBets<'a> {
    pub(crate) fn new(db: &Db<'a>) -> Result<Self> {
        Ok(Self(db.statement(SQL)?))
    }

    /// Writes the whole row of a new bet.
    pub(crate) fn write(&mut self, bet: &Bet, db: &mut Db<'_>, placed: Placed) -> Result<()> {
        let Placed::By { record } = placed else { return write_bet(bet, db, None, placed) };
        let ([leg], true) = (bet.legs.as_slice(), is_plain(bet)) else {
            return write_bet(bet, db, None, placed);
        };
        let (user, spot) = (db.need_user(bet.user)?, spot_of(db, leg)?);
        let odds = leg.odds.to_string();
        let requested = requested_text(leg, &odds);
        self.0.execute(params![
            bet.id.blob(),
            user,
            record,
            bet.stake.minor(),
            currency_text(bet.stake.currency()),
            bet.potential_return,
            bet.rules.0,
            spot.n,
            spot.market_n,
            odds,
            requested,
            leg.kickoff,
            leg.revision,
        ])?;
        db.note_bet(bet.id, db.connection.last_insert_rowid());
        Ok(())
    }
}
