//! The ledger: every transfer is written here, with the balances that it changes.
//!
//! | what | from | to |
//! |---|---|---|
//! | money comes in | cashier | cash |
//! | a withdrawal is asked for, paid, refused | cash, held, held | held, cashier, cash |
//! | a bet is placed | cash | open stakes |
//! | a bet returns R on a stake S | revenue (R - S), then open stakes (R) | open stakes, then cash |
//! | a bet loses a part L of its stake | open stakes (L) | revenue |
//! | a correction raises or lowers what was paid | revenue, or cash | cash, or revenue |
//! | a settled bet is opened again | cash (what it returned), then revenue (the stake) | revenue, then open stakes |
//!
//! A clawback takes what cash there is; what is missing becomes `debt`, with `adjustments` as its counterpart. The next
//! credit pays it: cash to revenue, which completes the clawback, and debt to adjustments, which strikes it off.

use super::{Cause, edited, seen};
use crate::decline::Decline;
use crate::event::Event;
use crate::id::UserId;
use crate::money::{Money, MoneyError};
use crate::people::User;
use crate::rejection::Rejection;
use crate::state::{Claim, ClaimKind, Claimed, Draft, HouseBalanceId};
use crate::wallet::{
    Account, BettorAccount, HouseAccount, Reference, Transfer, TransferKind, Wallet, WalletId, Withdrawal,
    WithdrawalStatus,
};

/// One account of the pair is a bettor's; this is it.
fn bettor(user: UserId, account: BettorAccount) -> Account {
    Account::Bettor { user, account }
}

/// Writes transfers that belong to one thing.
pub(super) struct Ledger<'d, 's> {
    pub(super) draft: &'d mut Draft<'s>,
    pub(super) cause: Cause,
    pub(super) reference: Reference,
}

impl Ledger<'_, '_> {
    /// Moves an amount; nothing is written for an amount of zero.
    pub(super) fn post(
        &mut self,
        debit: Account,
        credit: Account,
        amount: Money,
        kind: TransferKind,
    ) -> Result<(), Decline> {
        if amount.is_zero() {
            return Ok(());
        }
        let debit_after = self.change(debit, amount.checked_neg().map_err(Rejection::from)?)?;
        let credit_after = self.change(credit, amount)?;
        let Cause { command, at, .. } = self.cause;
        let reference = self.reference;
        self.draft.push_transfer(Transfer {
            debit,
            credit,
            amount,
            kind,
            reference,
            at,
            command,
            debit_after,
            credit_after,
        });
        Ok(())
    }

    /// Adds to a balance, and gives what a bettor's stands at afterwards.
    fn change(&mut self, account: Account, amount: Money) -> Result<Option<i64>, Decline> {
        let currency = amount.currency();
        match account {
            Account::House(account) => {
                self.draft.add_to_house(HouseBalanceId { currency, account }, amount.minor());
                Ok(None)
            }
            Account::Bettor { user, account } => {
                let wallet = WalletId { user, currency };
                let out_of_range =
                    || Rejection::Money(MoneyError::AmountOutOfRange { text: amount.to_string() });
                let balance = edited::<Wallet>(self.draft, &wallet)?.balance_mut(account);
                let after = balance.checked_add(amount.minor()).ok_or_else(out_of_range)?;
                // No account of a bettor ever goes below zero: each decision has made sure of that.
                if after < 0 {
                    return Err(Decline::Inconsistent(crate::state::Key::Wallet(wallet)));
                }
                *balance = after;
                Ok(Some(after))
            }
        }
    }

    /// The balances of a bettor; a wallet that was never used is made.
    pub(super) fn wallet(&mut self, id: WalletId) -> Result<&mut Wallet, Decline> {
        if self.draft.get::<Wallet>(&id)?.is_none() {
            self.draft.put(Wallet::empty(id))?;
            let user = edited::<User>(self.draft, &id.user)?;
            user.currencies.push(id.currency);
        }
        edited::<Wallet>(self.draft, &id)
    }

    /// Credits a bettor's cash, and lets the credit pay his debt first.
    pub(super) fn credit(
        &mut self,
        from: Account,
        user: UserId,
        amount: Money,
        kind: TransferKind,
    ) -> Result<(), Decline> {
        let currency = amount.currency();
        let debt = self.wallet(WalletId { user, currency })?.debt;
        let cash = bettor(user, BettorAccount::Cash);
        self.post(from, cash, amount, kind)?;
        let paid = Money::new(debt.min(amount.minor()), currency);
        let revenue = Account::House(HouseAccount::Revenue);
        self.post(cash, revenue, paid, TransferKind::DebtPaid)?;
        self.strike_off(user, paid, TransferKind::DebtCleared)
    }

    /// Takes an amount back from a bettor: what cash there is, and the rest as debt.
    pub(super) fn claw_back(&mut self, user: UserId, amount: Money) -> Result<(), Decline> {
        let currency = amount.currency();
        let cash = self.wallet(WalletId { user, currency })?.cash;
        let taken = Money::new(cash.min(amount.minor()), currency);
        let missing = amount.checked_sub(taken).map_err(Rejection::from)?;
        let (cash, debt) = (bettor(user, BettorAccount::Cash), bettor(user, BettorAccount::Debt));
        self.post(cash, Account::House(HouseAccount::Revenue), taken, TransferKind::Clawback)?;
        self.post(Account::House(HouseAccount::Adjustments), debt, missing, TransferKind::DebtIncurred)
    }

    /// Strikes off a debt, or a part of it.
    fn strike_off(&mut self, user: UserId, amount: Money, kind: TransferKind) -> Result<(), Decline> {
        let debt = bettor(user, BettorAccount::Debt);
        self.post(debt, Account::House(HouseAccount::Adjustments), amount, kind)
    }
}

pub(super) fn apply(draft: &mut Draft<'_>, cause: &Cause, event: &Event) -> Result<(), Decline> {
    let cashier = Account::House(HouseAccount::Cashier);
    let adjustments = Account::House(HouseAccount::Adjustments);
    let cause = *cause;
    match event {
        Event::DepositConfirmed { user, amount, provider, reference } => {
            let claim = Claim::pair(ClaimKind::Payment, provider, reference);
            draft.put(Claimed { claim, by: cause.command.uuid() })?;
            let reference = Reference::Deposit(cause.command);
            Ledger { draft, cause, reference }.credit(cashier, *user, *amount, TransferKind::Deposit)
        }
        Event::WithdrawalRequested { withdrawal: id, user, amount } => {
            let (cash, held) = (bettor(*user, BettorAccount::Cash), bettor(*user, BettorAccount::Held));
            let status = WithdrawalStatus::Requested;
            draft.put(Withdrawal {
                id: *id,
                user: *user,
                amount: *amount,
                requested_at: cause.at,
                status,
            })?;
            let mut ledger = Ledger { draft, cause, reference: Reference::Withdrawal(*id) };
            ledger.post(cash, held, *amount, TransferKind::WithdrawalRequested)
        }
        Event::WithdrawalPaid { withdrawal, .. } => {
            edited::<Withdrawal>(draft, withdrawal)?.status = WithdrawalStatus::Paid;
            let Withdrawal { user, amount, .. } = *seen::<Withdrawal>(draft, withdrawal)?;
            let held = bettor(user, BettorAccount::Held);
            let mut ledger = Ledger { draft, cause, reference: Reference::Withdrawal(*withdrawal) };
            ledger.post(held, cashier, amount, TransferKind::WithdrawalPaid)
        }
        Event::WithdrawalRefused { withdrawal, .. } => {
            edited::<Withdrawal>(draft, withdrawal)?.status = WithdrawalStatus::Refused;
            let Withdrawal { user, amount, .. } = *seen::<Withdrawal>(draft, withdrawal)?;
            let held = bettor(user, BettorAccount::Held);
            let mut ledger = Ledger { draft, cause, reference: Reference::Withdrawal(*withdrawal) };
            ledger.credit(held, user, amount, TransferKind::WithdrawalRefused)
        }
        Event::WalletAdjusted { user, amount } => {
            let mut ledger = Ledger { draft, cause, reference: Reference::Adjustment(cause.command) };
            if amount.is_negative() {
                let taken = amount.checked_neg().map_err(Rejection::from)?;
                let cash = bettor(*user, BettorAccount::Cash);
                ledger.post(cash, adjustments, taken, TransferKind::Adjustment)
            } else {
                ledger.credit(adjustments, *user, *amount, TransferKind::Adjustment)
            }
        }
        Event::DebtWrittenOff { user, amount } => {
            let mut ledger = Ledger { draft, cause, reference: Reference::Adjustment(cause.command) };
            ledger.strike_off(*user, *amount, TransferKind::DebtWrittenOff)
        }
        _ => Ok(()),
    }
}
