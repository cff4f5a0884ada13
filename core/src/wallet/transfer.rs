//! Transfers: the entries of the ledger, appended and never changed.

use serde::{Deserialize, Serialize};

use super::Account;
use crate::id::{BetId, CommandId, UserId, WithdrawalId};
use crate::money::Money;
use crate::time::Timestamp;

/// Why money moved: each kind goes from one certain account to one other. Texts and JSON write it in snake
/// case.
///
/// ```
/// use realdeal::wallet::TransferKind;
/// assert_eq!(serde_json::to_value(TransferKind::DebtPaid).unwrap(), "debt_paid");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransferKind {
    /// Money came in: cashier to cash.
    Deposit,
    /// A withdrawal was asked for: cash to held.
    WithdrawalRequested,
    /// A withdrawal was paid: held to cashier.
    WithdrawalPaid,
    /// A withdrawal was refused: held to cash.
    WithdrawalRefused,
    /// A bet was placed: cash to open stakes.
    Stake,
    /// What a settled bet returns beyond its stake is set beside it: revenue to open stakes.
    Winnings,
    /// What a settled bet returns: open stakes to cash.
    Return,
    /// The part of a stake that a settled bet lost: open stakes to revenue.
    Loss,
    /// A void or cancelled bet gives its stake back: open stakes to cash.
    Refund,
    /// A correction raised a return that was already paid: revenue to cash.
    Correction,
    /// A correction lowered a return that was already paid: cash to revenue.
    Clawback,
    /// A bet was opened again: revenue to open stakes.
    Reopening,
    /// A clawback was larger than the cash: adjustments to debt.
    DebtIncurred,
    /// A credit paid a debt: cash to revenue.
    DebtPaid,
    /// The debt that was paid is struck off: debt to adjustments.
    DebtCleared,
    /// An Admin let a debt go: debt to adjustments.
    DebtWrittenOff,
    /// An Admin adjusted a wallet: adjustments to cash, or cash to adjustments.
    Adjustment,
}

/// What a transfer belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// A bet.
    Bet(BetId),
    /// A deposit, by the command that confirmed it.
    Deposit(CommandId),
    /// A withdrawal.
    Withdrawal(WithdrawalId),
    /// An adjustment or a write-off, by its command.
    Adjustment(CommandId),
}

/// An amount that went from one account to one other. Hosts read transfers as
/// [`StatementLine`](super::StatementLine)s; backends write them.
///
/// ```
/// use realdeal::money::Currency;
/// use realdeal::wallet::{StatementLine, TransferKind};
/// use realdeal::wallet::{Account, BettorAccount, HouseAccount, Reference, Transfer};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, alice, noon, .. } = doc::world()?;
/// # let command = book.fresh_id();
/// let deposit = Transfer {
///     debit: Account::House(HouseAccount::Cashier),
///     credit: Account::Bettor { user: alice, account: BettorAccount::Cash },
///     amount: "5.00 EUR".parse()?,
///     kind: TransferKind::Deposit,
///     reference: Reference::Deposit(command),
///     at: noon,
///     command,
///     debit_after: None,
///     credit_after: Some(10_500),
/// };
/// let lines: Vec<_> = StatementLine::of(&deposit, 2, alice).collect();
/// assert_eq!(lines[0].balance.to_string(), "105.00 EUR");
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// The account that gives.
    pub debit: Account,
    /// The account that receives.
    pub credit: Account,
    /// How much; always above zero.
    pub amount: Money,
    /// Why.
    pub kind: TransferKind,
    /// What it belongs to.
    pub reference: Reference,
    /// When.
    pub at: Timestamp,
    /// The command that caused it.
    pub command: CommandId,
    /// The giving account's balance afterwards in minor units, if it is a bettor's.
    pub debit_after: Option<i64>,
    /// The receiving account's balance afterwards in minor units, if it is a bettor's.
    pub credit_after: Option<i64>,
}

/// How a withdrawal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithdrawalStatus {
    /// Asked for: the money is held.
    Requested,
    /// Paid out.
    Paid,
    /// Refused: the money is cash again.
    Refused,
}

/// A bettor's request to take money out.
///
/// ```
/// use realdeal::wallet::WithdrawalStatus;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, alice, .. } = doc::world()?;
/// let id = book.session(alice).request_withdrawal("40.00 EUR")?;
/// book.system().refuse_withdrawal(id)?;
/// assert_eq!(book.session(alice).withdrawal(id)?.status, WithdrawalStatus::Refused);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// The withdrawal's id.
    pub id: WithdrawalId,
    /// Whose.
    pub user: UserId,
    /// How much.
    pub amount: Money,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// How it stands.
    pub status: WithdrawalStatus,
}
