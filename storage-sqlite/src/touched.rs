//! Which rows a unit has changed, so that each is written once however often it was changed.

use hashbrown::HashMap;
use realdeal::answer::Remembered;
use realdeal::betting::{Basket, Bet};
use realdeal::catalogue::{Competition, Fixture, Market, Participant, Selection};
use realdeal::journal::Cursor;
use realdeal::people::User;
use realdeal::state::{Claimed, House, KnownPerson, Row, VersionedRules};
use realdeal::wallet::{Wallet, Withdrawal};

/// The changed rows of one kind, in the order of their first change.
#[derive(Debug)]
pub(crate) struct Touched<R: Row> {
    /// With whether the row is in the file.
    order: Vec<(R::Id, bool)>,
    known: HashMap<R::Id, ()>,
}

impl<R: Row> Default for Touched<R> {
    fn default() -> Self {
        Self { order: Vec::new(), known: HashMap::new() }
    }
}

impl<R: Row> Touched<R> {
    /// Notes that a row changes; `stored` says whether it is in the file before its first change.
    pub(crate) fn note(&mut self, id: &R::Id, stored: bool) {
        if self.known.insert(id.clone(), ()).is_none() {
            self.order.push((id.clone(), stored));
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.order.len()
    }

    /// The rows, each with whether it is in the file; none are left.
    pub(crate) fn take(&mut self) -> Vec<(R::Id, bool)> {
        self.known.clear();
        std::mem::take(&mut self.order)
    }
}

macro_rules! touches {
    ($($table:ident: $row:ident,)*) => {
        /// The changed rows, kind by kind.
        #[derive(Debug, Default)]
        pub(crate) struct Touches {
            $(pub(crate) $table: Touched<$row>,)*
        }

        impl Touches {
            pub(crate) fn is_empty(&self) -> bool {
                true $(&& self.$table.is_empty())*
            }
        }
    };
}

touches! {
    house: House,
    house_rules: VersionedRules,
    users: User,
    people: KnownPerson,
    wallets: Wallet,
    withdrawals: Withdrawal,
    competitions: Competition,
    participants: Participant,
    fixtures: Fixture,
    markets: Market,
    selections: Selection,
    bets: Bet,
    baskets: Basket,
    remembered: Remembered,
    claims: Claimed,
    cursors: Cursor,
}
