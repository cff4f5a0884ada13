//! Decisions on wallets: deposits, withdrawals, adjustments, debts.

use super::{Decided, Decision, Decline, View};
use crate::answer::Made;
use crate::catalogue::checked_name;
use crate::command::{
    Actor, AdjustWallet, AnswerWithdrawal, ConfirmDeposit, RequestWithdrawal, WriteOffDebt,
};
use crate::event::Event;
use crate::house_rules::Limits;
use crate::id::{UserId, WithdrawalId};
use crate::money::Money;
use crate::people::{Status, User};
use crate::rejection::Rejection;
use crate::state::{Claim, ClaimKind};
use crate::wallet::{Wallet, WalletId, WithdrawalStatus};

fn user<'a>(view: &View<'a>, id: UserId) -> Result<&'a User, Decline> {
    Ok(view.state.users.get(&id)?.ok_or_else(|| Rejection::UnknownUser { user: id })?)
}

fn check_positive(amount: Money) -> Result<(), Rejection> {
    if amount.is_positive() { Ok(()) } else { Err(Rejection::AmountNotPositive { amount }) }
}

/// The wallet as it stands; an empty one if it was never used.
pub(super) fn wallet(view: &View<'_>, user: UserId, amount: Money) -> Result<Wallet, Decline> {
    let id = WalletId { user, currency: amount.currency() };
    Ok(view.state.wallets.get(&id)?.cloned().unwrap_or_else(|| Wallet::empty(id)))
}

/// Leaves room in every balance for thousands of the largest returns.
fn check_room(wallet: &Wallet, amount: Money) -> Result<(), Rejection> {
    let max = Money::new(Limits::CEILING, amount.currency());
    let total = wallet.cash.checked_add(wallet.held).and_then(|total| total.checked_add(amount.minor()));
    match total {
        Some(total) if total <= Limits::CEILING => Ok(()),
        _ => Err(Rejection::BalanceOutOfRange { amount, max }),
    }
}

pub(super) fn check_funds(wallet: &Wallet, needed: Money) -> Result<(), Rejection> {
    if wallet.cash < needed.minor() {
        let balance = Money::new(wallet.cash, needed.currency());
        return Err(Rejection::InsufficientFunds { balance, needed });
    }
    Ok(())
}

pub(super) fn check_no_debt(wallet: &Wallet) -> Result<(), Rejection> {
    if wallet.debt > 0 {
        return Err(Rejection::DebtStands { debt: Money::new(wallet.debt, wallet.id.currency) });
    }
    Ok(())
}

/// Money that has arrived is credited whatever the user's status (docs/rules.md, "User status").
pub(super) fn confirm_deposit(view: &View<'_>, body: &ConfirmDeposit) -> Decision {
    let (amount, user) = (body.amount, user(view, body.user)?.id);
    check_positive(amount)?;
    // Folded like a name: a payment told twice with other spacing must not be credited twice.
    let provider = checked_name(&body.provider).map_err(Rejection::from)?;
    let reference = checked_name(&body.reference).map_err(Rejection::from)?;
    if view.state.claims.get(&Claim::pair(ClaimKind::Payment, &provider, &reference))?.is_some() {
        return Err(Rejection::PaymentExists { provider, reference }.into());
    }
    check_room(&wallet(view, user, amount)?, amount)?;
    // ---- accepted ----
    Ok(Decided::change(Event::DepositConfirmed { user, amount, provider, reference }))
}

pub(super) fn request_withdrawal(view: &View<'_>, body: &RequestWithdrawal) -> Decision {
    let (amount, row) = (body.amount, user(view, body.user)?);
    let own = view.command.actor.user() == Some(row.id);
    // An Admin asks only for a blocked user, who can't.
    if !own && row.status != Status::Blocked {
        return Err(Rejection::NotYours { user: view.acting_user()? }.into());
    }
    if own && !row.status.may_withdraw() {
        return Err(Rejection::MayNotWithdraw { user: row.id, status: row.status }.into());
    }
    check_positive(amount)?;
    let wallet = wallet(view, row.id, amount)?;
    check_no_debt(&wallet)?;
    check_funds(&wallet, amount)?;
    // ---- accepted ----
    let withdrawal = WithdrawalId::made_by(view.command.id, 0);
    let requested = Event::WithdrawalRequested { withdrawal, user: row.id, amount };
    Ok(Decided::new(Made::Withdrawal(withdrawal), vec![requested]))
}

pub(super) fn answer_withdrawal(view: &View<'_>, body: &AnswerWithdrawal) -> Decision {
    let withdrawal = body.withdrawal;
    let row = view
        .state
        .withdrawals
        .get(&withdrawal)?
        .ok_or_else(|| Rejection::UnknownWithdrawal { withdrawal })?;
    if row.status != WithdrawalStatus::Requested {
        return Err(Rejection::WithdrawalAnswered { withdrawal }.into());
    }
    let status = user(view, row.user)?.status;
    // Under review nothing is paid; for a blocked user only an Admin says so.
    let by_admin = view.command.actor != Actor::System;
    if body.paid && !status.may_withdraw() && !(status == Status::Blocked && by_admin) {
        return Err(Rejection::MayNotWithdraw { user: row.user, status }.into());
    }
    // A correction may have left a debt since the money was asked for; refused, the money pays it.
    if body.paid {
        check_no_debt(&wallet(view, row.user, row.amount)?)?;
    }
    // ---- accepted ----
    Ok(Decided::change(if body.paid {
        Event::WithdrawalPaid { withdrawal, user: row.user }
    } else {
        Event::WithdrawalRefused { withdrawal, user: row.user }
    }))
}

pub(super) fn adjust_wallet(view: &View<'_>, body: &AdjustWallet) -> Decision {
    let (amount, user) = (body.amount, user(view, body.user)?.id);
    let wallet = wallet(view, user, amount)?;
    if amount.is_zero() {
        return Err(Rejection::AmountZero { amount }.into());
    }
    if amount.is_negative() {
        check_funds(&wallet, amount.checked_neg().map_err(Rejection::from)?)?;
    } else {
        check_room(&wallet, amount)?;
    }
    // ---- accepted ----
    Ok(Decided::change(Event::WalletAdjusted { user, amount }))
}

pub(super) fn write_off_debt(view: &View<'_>, body: &WriteOffDebt) -> Decision {
    let (amount, user) = (body.amount, user(view, body.user)?.id);
    check_positive(amount)?;
    let debt = Money::new(wallet(view, user, amount)?.debt, amount.currency());
    if debt.minor() < amount.minor() {
        return Err(Rejection::DebtTooSmall { amount, debt }.into());
    }
    // ---- accepted ----
    Ok(Decided::change(Event::DebtWrittenOff { user, amount }))
}
