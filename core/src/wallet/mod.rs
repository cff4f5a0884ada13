//! Wallets and the double-entry ledger: accounts, transfers between them, and statements.
//!
//! Balance = credits - debits. Every transfer takes an amount from one account and gives it to one other, so all
//! balances of a currency sum to zero after every command. Who may move money, and when, is decided in
//! [`crate::decide`].

mod account;
mod statement;
mod transfer;

pub use account::{Account, BettorAccount, HouseAccount, Wallet, WalletId};
pub use statement::{StatementFilter, StatementLine};
pub use transfer::{Reference, Transfer, TransferKind, Withdrawal, WithdrawalStatus};
