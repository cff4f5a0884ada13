//! What the writer keeps from one unit to the next: how far the books have come, the open block of seals, and the rows of
//! the catalogue that bets look at over and over. All of it holds only as long as nobody else has written.

use realdeal::id::{BetId, CommandId};
use realdeal::journal::seal::Sealer;
use realdeal::state::{Key, State};

use crate::codec::Columns;
use crate::db::{Db, Numbers};
use crate::error::Result;
use crate::journal::Standing;

/// So many rows of the catalogue are kept; beyond, all are dropped, and those in use come again.
const MOST_ROWS: usize = 50_000;

/// What the writer keeps.
#[derive(Debug)]
pub(crate) struct Memo {
    /// SQLite's own count of commits by others; none before the first unit.
    pub(crate) data_version: Option<i64>,
    pub(crate) standing: Option<Standing>,
    pub(crate) sealer: Option<Sealer>,
    pub(crate) hot: State,
    rows: usize,
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
            hot: State::partial(),
            rows: 0,
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

    /// Keeps a row as a state has it. That there is none is not kept: who asks for rows that never were could fill the
    /// memory with them.
    pub(crate) fn keep(&mut self, state: &State, key: &Key) {
        if !self.hot.knows(key) {
            if !is_there(state, key) {
                return;
            }
            self.rows += 1;
        }
        self.hot.load_from(state, key);
    }

    /// Takes over what a unit has written.
    pub(crate) fn refresh(&mut self, state: &State, key: &Key) {
        if self.hot.knows(key) {
            self.hot.load_from(state, key);
        }
    }

    /// Ends a unit: what grows with users and bets goes.
    pub(crate) fn tidy(&mut self) {
        self.numbers.forget_people();
        if self.rows > MOST_ROWS {
            self.hot = State::partial();
            self.rows = 0;
        }
        if self.numbers.spots() > MOST_ROWS {
            self.numbers.forget_catalogue();
        }
    }

    /// Forgets everything: somebody else has written, or it is not known what became of a unit.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }
}

fn is_there(state: &State, key: &Key) -> bool {
    match key {
        Key::House(id) => state.house.find(id).is_some(),
        Key::VersionedRules(id) => state.house_rules.find(id).is_some(),
        Key::Competition(id) => state.competitions.find(id).is_some(),
        Key::Participant(id) => state.participants.find(id).is_some(),
        Key::Fixture(id) => state.fixtures.find(id).is_some(),
        Key::Market(id) => state.markets.find(id).is_some(),
        Key::Selection(id) => state.selections.find(id).is_some(),
        Key::Progress(id) => state.markets.find(id).is_some(),
        _ => false,
    }
}
