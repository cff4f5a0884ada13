//! Statements: what moved on a bettor's account, with the balance after each movement.

use serde::{Deserialize, Serialize};

use super::{BettorAccount, Reference, Transfer, TransferKind};
use crate::id::{CommandId, UserId};
use crate::money::Money;
use crate::time::Timestamp;

/// One movement on a bettor's account, with the balance after it.
///
/// ```
/// use realdeal::storage::Page;
/// use realdeal::wallet::{BettorAccount, Reference};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, alice, .. } = doc::world()?;
/// let lines = book.session(alice).statement(alice, "EUR", &Default::default(), Page::first(10))?;
/// let deposit = &lines[0];
/// assert_eq!((deposit.amount.minor(), deposit.balance.minor()), (10_000, 10_000));
/// assert!(matches!(deposit.reference, Reference::Deposit(command) if command == deposit.command));
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementLine {
    /// Where the line stands in the ledger: lines are paged by it, and it grows with time.
    pub position: u64,
    /// When.
    pub at: Timestamp,
    /// On which of the bettor's accounts.
    pub account: BettorAccount,
    /// Why.
    pub kind: TransferKind,
    /// How much: above zero where the account received, below where it gave.
    pub amount: Money,
    /// The account's balance after this movement.
    pub balance: Money,
    /// What it belongs to.
    pub reference: Reference,
    /// The command that caused it: its journal record has the reason.
    pub command: CommandId,
}

impl StatementLine {
    /// The lines that a transfer at `position` writes on the accounts of `user`: none, one, or two (a withdrawal moves
    /// money between two accounts of the same bettor).
    pub fn of(transfer: &Transfer, position: u64, user: UserId) -> impl Iterator<Item = Self> {
        let sides = [(transfer.debit, transfer.debit_after, -1), (transfer.credit, transfer.credit_after, 1)];
        sides.into_iter().filter_map(move |(account, after, sign)| {
            let super::Account::Bettor { user: owner, account } = account else { return None };
            (owner == user).then_some(())?;
            let currency = transfer.amount.currency();
            Some(Self {
                position,
                at: transfer.at,
                account,
                kind: transfer.kind,
                // An amount is above zero, so its negative exists.
                amount: Money::new(sign * transfer.amount.minor(), currency),
                balance: Money::new(after?, currency),
                reference: transfer.reference,
                command: transfer.command,
            })
        })
    }
}

/// Which lines of a statement to show. The default shows all lines of the `cash` account.
///
/// ```
/// use realdeal::storage::Page;
/// use realdeal::wallet::{StatementFilter, TransferKind};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, alice, noon, .. } = doc::world()?;
/// let filter = StatementFilter {
///     account: None, // all three accounts
///     kinds: vec![TransferKind::WithdrawalRequested],
///     from: Some(noon),
///     ..StatementFilter::default()
/// };
/// book.session(alice).request_withdrawal("40.00 EUR")?;
/// let lines = book.session(alice).statement(alice, "EUR", &filter, Page::first(10))?;
/// assert_eq!(lines.len(), 2); // out of cash, and into held
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StatementFilter {
    /// Only lines on this account; all three accounts for none.
    pub account: Option<BettorAccount>,
    /// Only lines of these kinds; all kinds if empty.
    pub kinds: Vec<TransferKind>,
    /// Only lines at or after this time.
    pub from: Option<Timestamp>,
    /// Only lines before this time.
    pub until: Option<Timestamp>,
}

impl Default for StatementFilter {
    fn default() -> Self {
        Self { account: Some(BettorAccount::Cash), kinds: Vec::new(), from: None, until: None }
    }
}

impl StatementFilter {
    /// Whether a line passes.
    pub fn passes(&self, line: &StatementLine) -> bool {
        self.account.is_none_or(|account| account == line.account)
            && (self.kinds.is_empty() || self.kinds.contains(&line.kind))
            && self.from.is_none_or(|from| line.at >= from)
            && self.until.is_none_or(|until| line.at < until)
    }
}
