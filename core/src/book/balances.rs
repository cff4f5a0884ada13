//! A wallet as its owner sees it.

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::wallet::{BettorAccount, Wallet};

/// The balances of a wallet, in one currency: the answer of [`Session::wallet`](crate::Session::wallet).
///
/// ```
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, alice, .. } = doc::world()?;
/// let wallet = book.session(alice).wallet("EUR")?;
/// assert_eq!(wallet.cash.to_string(), "100.00 EUR");
/// assert_eq!((wallet.held.minor(), wallet.debt.minor(), wallet.open_bets), (0, 0, 0));
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Balances {
    /// What can be staked and withdrawn.
    pub cash: Money,
    /// What was asked for and not yet paid.
    pub held: Money,
    /// What is owed.
    pub debt: Money,
    /// How many bets are open.
    pub open_bets: u32,
}

impl From<&Wallet> for Balances {
    fn from(wallet: &Wallet) -> Self {
        Self {
            cash: wallet.balance(BettorAccount::Cash),
            held: wallet.balance(BettorAccount::Held),
            debt: wallet.balance(BettorAccount::Debt),
            open_bets: wallet.open_bets,
        }
    }
}
