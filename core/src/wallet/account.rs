//! Accounts: three a bettor and currency, four for the house a currency.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::UserId;
use crate::money::{Currency, Money};

/// A bettor's account in one currency. None of them ever goes below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BettorAccount {
    /// What can be staked and withdrawn.
    Cash,
    /// What the bettor asked to withdraw.
    Held,
    /// What the bettor owes: a clawback that his cash could not cover.
    Debt,
}

/// An account of the house in one currency. Their sum with all bettors' accounts is zero.
///
/// ```
/// use realdeal::wallet::HouseAccount;
/// assert_eq!(HouseAccount::ALL.len(), 4);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HouseAccount {
    /// The stakes of all open bets.
    OpenStakes,
    /// What the house has won, less what it has paid.
    Revenue,
    /// The world outside: minus the money that came in and has not gone out again. Above zero once winnings were paid out
    /// that are more than bettors ever paid in: the house has brought the rest.
    Cashier,
    /// Adjustments by hand, and the counterpart of all debts.
    Adjustments,
}

impl HouseAccount {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::OpenStakes, Self::Revenue, Self::Cashier, Self::Adjustments];
}

/// One side of a transfer.
///
/// ```
/// use realdeal::wallet::{Account, BettorAccount, HouseAccount};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { alice, .. } = doc::world()?;
/// let cash = Account::Bettor { user: alice, account: BettorAccount::Cash };
/// assert_eq!(cash.to_string(), format!("Cash of {alice}"));
/// assert_eq!(Account::House(HouseAccount::Revenue).to_string(), "Revenue of the house");
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Account {
    /// An account of a bettor.
    Bettor {
        /// Whose.
        user: UserId,
        /// Which of the bettor's accounts.
        account: BettorAccount,
    },
    /// An account of the house.
    House(HouseAccount),
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bettor { user, account } => write!(f, "{account:?} of {user}"),
            Self::House(account) => write!(f, "{account:?} of the house"),
        }
    }
}

/// The balances of a bettor in one currency, in minor units, with the count of his open bets: the row of the
/// books. Hosts read [`Balances`](crate::Balances) through a session.
///
/// ```
/// use realdeal::money::Currency;
/// use realdeal::wallet::{BettorAccount, Wallet, WalletId};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { alice, .. } = doc::world()?;
/// let mut wallet = Wallet::empty(WalletId { user: alice, currency: Currency::EUR });
/// wallet.cash = 1_250;
/// assert_eq!(wallet.balance(BettorAccount::Cash).to_string(), "12.50 EUR");
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WalletId {
    /// Whose.
    pub user: UserId,
    /// In which currency.
    pub currency: Currency,
}

/// The balances of a bettor in one currency, in minor units, with the count of his open bets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wallet {
    /// Whose, and in which currency.
    pub id: WalletId,
    /// What can be staked and withdrawn; never below zero.
    pub cash: i64,
    /// What was asked for and not yet paid; never below zero.
    pub held: i64,
    /// What is owed; never below zero.
    pub debt: i64,
    /// How many bets in this currency are open.
    pub open_bets: u32,
}

impl Wallet {
    /// A wallet with nothing in it.
    pub fn empty(id: WalletId) -> Self {
        Self { id, cash: 0, held: 0, debt: 0, open_bets: 0 }
    }

    /// The balance of one account.
    pub fn balance(&self, account: BettorAccount) -> Money {
        let minor = match account {
            BettorAccount::Cash => self.cash,
            BettorAccount::Held => self.held,
            BettorAccount::Debt => self.debt,
        };
        Money::new(minor, self.id.currency)
    }

    /// The balance of one account, to change it.
    pub(crate) fn balance_mut(&mut self, account: BettorAccount) -> &mut i64 {
        match account {
            BettorAccount::Cash => &mut self.cash,
            BettorAccount::Held => &mut self.held,
            BettorAccount::Debt => &mut self.debt,
        }
    }
}
