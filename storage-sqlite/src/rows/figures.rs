//! The bets as an audit wants them, user by user: whose they are, what they are on, and their amounts. Everything else of
//! them is not looked at, and stands for nothing in what is read here.

use realdeal::betting::{Bet, BetType, Leg, LegTerms, Way};
use realdeal::house_rules::RulesVersion;
use realdeal::id::UserId;
use realdeal::journal::RequestHash;
use realdeal::money::Money;
use realdeal::odds::Odds;
use realdeal::time::Timestamp;
use rusqlite::Row;
use smallvec::{SmallVec, smallvec};

use crate::codec::{Columns, odds, request_hash, status};
use crate::db::Db;
use crate::error::Result;

/// By user, so that a bettor's bets come beside his wallets.
pub(crate) const FIGURES_BY_USER: &str = "SELECT n, user, id, stake, currency, potential_return, status, returned, \
                                          selection FROM bets ORDER BY user";

/// Reads bets of which only the figures are true.
pub(crate) struct Figures {
    /// What stands for every price and every hash.
    price: Odds,
    hash: RequestHash,
}

impl Figures {
    pub(crate) fn new() -> Result<Self> {
        Ok(Self { price: odds("2")?, hash: request_hash(&[0; 16])? })
    }

    /// A leg on the selection of this number.
    fn leg(&self, db: &mut Db<'_>, selection: i64) -> Result<Leg> {
        let spot = db.spot_of(selection)?;
        Ok(Leg {
            selection: spot.selection,
            market: spot.market,
            fixture: spot.fixture,
            requested: self.price,
            odds: self.price,
            kickoff: 0,
            revision: 0,
            result: None,
            terms: LegTerms::default(),
            score_at_acceptance: None,
        })
    }

    fn legs(&self, db: &mut Db<'_>, bet: i64) -> Result<SmallVec<[Leg; 1]>> {
        let sql = "SELECT selection FROM legs WHERE bet = ?1 ORDER BY leg";
        let selections = db.all(sql, [bet], |row| row.int(0))?;
        selections.into_iter().map(|selection| self.leg(db, selection)).collect()
    }

    /// Reads a bet of this user from the columns of [`FIGURES_BY_USER`].
    pub(crate) fn read(&self, db: &mut Db<'_>, row: &Row<'_>, user: UserId) -> Result<Bet> {
        let legs = match row.opt_int(8)? {
            Some(selection) => smallvec![self.leg(db, selection)?],
            None => self.legs(db, row.int(0)?)?,
        };
        Ok(Bet {
            id: row.id(2)?,
            user,
            bet_type: BetType::Single,
            legs,
            stake: Money::new(row.int(3)?, row.currency(4)?),
            potential_return: row.int(5)?,
            rules: RulesVersion(0),
            placed_at: Timestamp::EPOCH,
            status: status(row.int(6)?)?,
            settled_at: None,
            returned: row.int(7)?,
            exact_return: None,
            withdrawn: false,
            request_hash: self.hash,
            way: Way::Win,
        })
    }
}
