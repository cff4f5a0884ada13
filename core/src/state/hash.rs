//! The state hash: one figure for everything that the books say, equal on every backend and target.
//!
//! It takes in nothing that the journal does not tell: no personal data, no slip in a basket, no relay's cursor; and no
//! seal and no boundary of a unit. Rows come in the order of their ids, in the compact
//! binary form of the journal.

use std::fmt;

use serde::Serialize;

use super::{
    ClaimKind, Claimed, Exposure, ExposureId, House, HouseBalanceId, Progress, Row, State, Table,
    VersionedRules,
};
use crate::answer::{Made, Remembered};
use crate::betting::{Basket, Bet};
use crate::catalogue::{Competition, Fixture, Market, Participant, Selection};
use crate::command::Command;
use crate::id::MarketId;
use crate::people::User;
use crate::time::Timestamp;
use crate::wallet::{Wallet, Withdrawal};

/// A hash over all rows and sums: 256 bits of BLAKE3, whose text is 64 hex digits. Two books with the same
/// one say the same, but for personal data.
///
/// ```
/// use realdeal::state::State;
/// assert_eq!(State::complete().hash(), State::complete().hash());
/// assert_eq!(State::complete().hash().to_string().len(), 64);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct StateHash([u8; 32]);

impl fmt::Display for StateHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for StateHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StateHash({self})")
    }
}

/// A kind of row that the state hash takes in: all but personal data and the cursors of relays. For backends, which hand
/// their rows to a [`StateHasher`].
pub trait Hashed: Row {
    /// What the hash calls the table.
    const TABLE: &'static str;

    /// Takes the row in, as far as the journal tells of it.
    fn take_in(&self, hasher: &mut StateHasher) {
        hasher.write(self);
    }
}

macro_rules! hashed {
    ($($row:ident: $table:literal;)*) => {
        $(impl Hashed for $row {
            const TABLE: &'static str = $table;
        })*
    };
}

hashed! {
    House: "house";
    VersionedRules: "house_rules";
    User: "users";
    Wallet: "wallets";
    Withdrawal: "withdrawals";
    Competition: "competitions";
    Participant: "participants";
    Fixture: "fixtures";
    Market: "markets";
    Selection: "selections";
    Bet: "bets";
}

impl Hashed for Basket {
    const TABLE: &'static str = "baskets";

    fn take_in(&self, hasher: &mut StateHasher) {
        hasher.write(&self.journalled());
    }
}

impl Hashed for Remembered {
    const TABLE: &'static str = "remembered";

    /// A backend may forget older answers when it likes: nobody can ask for them any more.
    fn take_in(&self, hasher: &mut StateHasher) {
        // What no journal tells is in no rebuilt state.
        let told = self.made != Made::Edited;
        if told && self.is_remembered_at(Command::oldest_answered(hasher.last_at)) {
            hasher.write(self);
        }
    }
}

impl Hashed for Claimed {
    const TABLE: &'static str = "claims";

    fn take_in(&self, hasher: &mut StateHasher) {
        if self.claim.kind != ClaimKind::Email {
            hasher.write(self);
        }
    }
}

/// Makes a state hash of rows that come one after the other, for backends that don't hold them all in memory.
///
/// The tables come in this order, each begun even if it is empty: house, house rules, users, wallets, withdrawals,
/// competitions, participants, fixtures, markets, selections, bets, baskets, remembered, claims; the rows of each in the
/// order of their ids. Of the sums, those that are not zero, in the order of their ids.
///
/// ```
/// use realdeal::state::{State, StateHasher};
/// use realdeal::{answer::Remembered, betting::*, catalogue::*, people::User, wallet::*};
/// use realdeal::state::{Claimed, House, VersionedRules};
/// let empty = State::complete();
/// let mut hasher = StateHasher::new(empty.last_at);
/// hasher.begin::<House>();
/// hasher.begin::<VersionedRules>();
/// hasher.begin::<User>();
/// hasher.begin::<Wallet>();
/// hasher.begin::<Withdrawal>();
/// hasher.begin::<Competition>();
/// hasher.begin::<Participant>();
/// hasher.begin::<Fixture>();
/// hasher.begin::<Market>();
/// hasher.begin::<Selection>();
/// hasher.begin::<Bet>();
/// hasher.begin::<Basket>();
/// hasher.begin::<Remembered>();
/// hasher.begin::<Claimed>();
/// assert_eq!(hasher.finish(&[], &[], &[]), empty.hash());
/// ```
#[derive(Debug)]
pub struct StateHasher {
    hasher: blake3::Hasher,
    last_at: Timestamp,
    bytes: Vec<u8>,
}

impl StateHasher {
    /// A hash over books whose latest command was accepted at `last_at`.
    pub fn new(last_at: Timestamp) -> Self {
        Self { hasher: blake3::Hasher::new(), last_at, bytes: Vec::new() }
    }

    /// Begins the next table.
    pub fn begin<R: Hashed>(&mut self) {
        self.hasher.update(R::TABLE.as_bytes());
    }

    /// Takes in the next row of the table that was begun last.
    pub fn row<R: Hashed>(&mut self, row: &R) {
        row.take_in(self);
    }

    fn table<R: Hashed>(&mut self, table: &Table<R>) {
        self.begin::<R>();
        table.sorted().into_iter().for_each(|row| self.row(row));
    }

    fn encode<T: Serialize + ?Sized>(&mut self, value: &T) {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        // What can't be written in the binary form would count as nothing; no row of ours is such.
        self.bytes = postcard::to_extend(value, bytes).unwrap_or_default();
    }

    fn write<T: Serialize>(&mut self, row: &T) {
        self.encode(row);
        self.hasher.update(&(self.bytes.len() as u64).to_le_bytes());
        self.hasher.update(&self.bytes);
    }

    fn write_bare<T: Serialize + ?Sized>(&mut self, value: &T) {
        self.encode(value);
        self.hasher.update(&self.bytes);
    }

    /// The hash, once all rows are in.
    pub fn finish(
        mut self,
        house_balances: &[(HouseBalanceId, i128)],
        exposures: &[(ExposureId, Exposure)],
        progress: &[(MarketId, Progress)],
    ) -> StateHash {
        self.hasher.update(b"sums");
        self.write_bare(house_balances);
        self.write_bare(exposures);
        self.write_bare(progress);
        let last_at = self.last_at;
        self.write_bare(&last_at);
        StateHash(*self.hasher.finalize().as_bytes())
    }
}

impl State {
    /// The hash over everything that a resident state holds.
    pub fn hash(&self) -> StateHash {
        let mut all = StateHasher::new(self.last_at);
        all.table(&self.house);
        all.table(&self.house_rules);
        all.table(&self.users);
        all.table(&self.wallets);
        all.table(&self.withdrawals);
        all.table(&self.competitions);
        all.table(&self.participants);
        all.table(&self.fixtures);
        all.table(&self.markets);
        all.table(&self.selections);
        all.table(&self.bets);
        all.table(&self.baskets);
        all.table(&self.remembered);
        all.table(&self.claims);
        all.finish(&self.house_balances.sorted(), &self.exposures.sorted(), &self.progress.sorted())
    }
}
