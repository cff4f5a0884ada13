//! What the writer keeps from one unit to the next: how far the books have come, the open block of seals, and the rows of
//! the catalogue that bets look at over and over. All of it holds only as long as nobody else has written.
//!
//! A unit works on the kept rows where they are, and adds to them what it fetches; a unit that is taken back after it has
//! changed some takes all of them with it.

use realdeal::id::{BetId, CommandId};
use realdeal::journal::seal::Sealer;
use realdeal::state::{Key, State};

use crate::codec::Columns;
use crate::db::{Db, Numbers};
use crate::error::Result;
use crate::journal::Standing;

/// So many rows of the catalogue are kept, or known to be absent; beyond, all are dropped, and those in use come again.
const MOST_ROWS: usize = 50_000;

/// What the writer keeps.
#[derive(Debug)]
pub(crate) struct Memo {
    /// SQLite's own count of commits by others; none before the first unit.
    pub(crate) data_version: Option<i64>,
    pub(crate) standing: Option<Standing>,
    pub(crate) sealer: Option<Sealer>,
    /// The rows that the unit sees; between two units, only those of the catalogue.
    pub(crate) state: State,
    /// How many rows of the catalogue were loaded into the state, absent ones among them.
    kept: usize,
    pub(crate) numbers: Numbers,
    pub(crate) newest: Option<Newest>,
}

/// The highest ids that bets and remembered answers have. Ids begin with their time, so that nearly every new command has a
/// higher one, and needs no look to know that it was not carried out before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Newest {
    pub(crate) bet: Option<BetId>,
    pub(crate) remembered: Option<CommandId>,
}

impl Newest {
    pub(crate) fn read(db: &Db<'_>) -> Result<Self> {
        let bet = db.first("SELECT id FROM bets ORDER BY id DESC LIMIT 1", [], |row| row.id(0))?;
        let sql = "SELECT id FROM remembered ORDER BY id DESC LIMIT 1";
        Ok(Self { bet, remembered: db.first(sql, [], |row| row.id(0))? })
    }

    /// Whether the row is known to be absent.
    pub(crate) fn lacks(&self, key: &Key) -> bool {
        match key {
            Key::Bet(id) => self.bet.is_none_or(|newest| *id > newest),
            Key::Remembered(id) => self.remembered.is_none_or(|newest| *id > newest),
            _ => false,
        }
    }

    /// Takes in the rows that are about to be written. One that is deleted leaves a mark that is too high, which costs a look
    /// and no more.
    pub(crate) fn note(&mut self, bet: Option<BetId>, remembered: Option<CommandId>) {
        self.bet = self.bet.max(bet);
        self.remembered = self.remembered.max(remembered);
    }
}

impl Default for Memo {
    fn default() -> Self {
        Self {
            data_version: None,
            standing: None,
            sealer: None,
            state: State::partial(),
            kept: 0,
            numbers: Numbers::default(),
            newest: None,
        }
    }
}

impl Memo {
    /// Whether a row is of a kind that is kept.
    pub(crate) fn keeps(key: &Key) -> bool {
        match key {
            Key::House(())
            | Key::VersionedRules(_)
            | Key::Competition(_)
            | Key::Participant(_)
            | Key::Fixture(_)
            | Key::Market(_)
            | Key::Selection(_)
            | Key::Progress(_) => true,
            Key::User(_)
            | Key::KnownPerson(_)
            | Key::Wallet(_)
            | Key::Withdrawal(_)
            | Key::Bet(_)
            | Key::Basket(_)
            | Key::Remembered(_)
            | Key::Claimed(_)
            | Key::Cursor(_) => false,
        }
    }

    /// Notes that a row was loaded, or that it is absent.
    pub(crate) fn note(&mut self, key: &Key) {
        self.kept += usize::from(Self::keeps(key));
    }

    /// Ends a unit: what grows with users and bets goes.
    pub(crate) fn tidy(&mut self) {
        self.numbers.forget_people();
        if self.kept > MOST_ROWS {
            (self.state, self.kept) = (State::partial(), 0);
        } else {
            self.forget_rows_of_people();
        }
        if self.numbers.spots() > MOST_ROWS {
            self.numbers.forget_catalogue();
        }
    }

    /// The kinds of rows that [`Memo::keeps`] does not keep.
    fn forget_rows_of_people(&mut self) {
        let State { users, people, wallets, withdrawals, bets, baskets, remembered, claims, cursors, .. } =
            State::partial();
        let state = &mut self.state;
        (state.users, state.people, state.wallets, state.withdrawals) = (users, people, wallets, withdrawals);
        (state.bets, state.baskets, state.remembered) = (bets, baskets, remembered);
        (state.claims, state.cursors) = (claims, cursors);
    }

    /// Forgets everything: somebody else has written, or it is not known what became of a unit.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }
}
