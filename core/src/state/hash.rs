//! The state hash: one figure for everything that the books say, equal on every backend and target.
//!
//! It takes in nothing that the journal does not tell: no personal data, no slip in a basket, no relay's cursor; and no
//! seal and no boundary of a unit. Rows come in the order of their ids, in the compact
//! binary form of the journal.

use std::fmt;

use serde::Serialize;

use super::{ClaimKind, Row, State, Table};
use crate::answer::Made;
use crate::betting::Basket;
use crate::command::Command;

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

/// A row that can't be written in the binary form; no row of ours is one.
fn bytes<T: Serialize>(row: &T) -> Vec<u8> {
    postcard::to_allocvec(row).unwrap_or_default()
}

fn take_in_row<T: Serialize>(hasher: &mut blake3::Hasher, row: &T) {
    let bytes = bytes(row);
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(&bytes);
}

fn take_in<R: Row>(hasher: &mut blake3::Hasher, name: &str, table: &Table<R>, shown: impl Fn(&R) -> bool) {
    hasher.update(name.as_bytes());
    table.sorted().into_iter().filter(|row| shown(row)).for_each(|row| take_in_row(hasher, row));
}

fn take_in_as<R: Row>(hasher: &mut blake3::Hasher, name: &str, table: &Table<R>, told: impl Fn(&R) -> R) {
    hasher.update(name.as_bytes());
    table.sorted().into_iter().for_each(|row| take_in_row(hasher, &told(row)));
}

impl State {
    /// The hash over everything that a resident state holds.
    pub fn hash(&self) -> StateHash {
        let mut hasher = blake3::Hasher::new();
        let all = &mut hasher;
        take_in(all, "house", &self.house, |_| true);
        take_in(all, "house_rules", &self.house_rules, |_| true);
        take_in(all, "users", &self.users, |_| true);
        take_in(all, "wallets", &self.wallets, |_| true);
        take_in(all, "withdrawals", &self.withdrawals, |_| true);
        take_in(all, "competitions", &self.competitions, |_| true);
        take_in(all, "participants", &self.participants, |_| true);
        take_in(all, "fixtures", &self.fixtures, |_| true);
        take_in(all, "markets", &self.markets, |_| true);
        take_in(all, "selections", &self.selections, |_| true);
        take_in(all, "bets", &self.bets, |_| true);
        take_in_as(all, "baskets", &self.baskets, Basket::journalled);
        // A backend may forget older answers when it likes: nobody can ask for them any more.
        let oldest = Command::oldest_answered(self.last_at);
        take_in(all, "remembered", &self.remembered, |row| {
            // What no journal tells is in no rebuilt state.
            row.is_remembered_at(oldest) && row.made != Made::Edited
        });
        take_in(all, "claims", &self.claims, |row| row.claim.kind != ClaimKind::Email);
        hasher.update(b"sums");
        hasher.update(&bytes(&self.house_balances.sorted()));
        hasher.update(&bytes(&self.exposures.sorted()));
        hasher.update(&bytes(&self.progress.sorted()));
        hasher.update(&bytes(&self.last_at));
        StateHash(*hasher.finalize().as_bytes())
    }
}
