//! Friendly methods on wallets.

use super::Session;
use crate::answer::Made;
use crate::book::Balances;
use crate::command::{AdjustWallet, AnswerWithdrawal, ConfirmDeposit, RequestWithdrawal, WriteOffDebt};
use crate::error::Error;
use crate::id::{UserId, WithdrawalId};
use crate::money::{Currency, Money, MoneyError};
use crate::rejection::Rejection;
use crate::storage::Page;
use crate::wallet::{StatementFilter, StatementLine, Wallet, WalletId, Withdrawal};

/// Reads an amount, or says what is wrong with it.
fn money<M: TryInto<Money>>(amount: M) -> Result<Money, Rejection>
where
    M::Error: Into<Rejection>,
{
    amount.try_into().map_err(Into::into)
}

impl Session<'_> {
    /// Confirms that money came in; for the host itself, once per provider and reference.
    pub fn confirm_deposit<M: TryInto<Money>>(
        &mut self,
        user: UserId,
        amount: M,
        provider: impl Into<String>,
        reference: impl Into<String>,
    ) -> Result<(), Error>
    where
        M::Error: Into<Rejection>,
    {
        let (provider, reference) = (provider.into(), reference.into());
        self.change(ConfirmDeposit { user, amount: money(amount)?, provider, reference })
    }

    /// Asks for money to be paid out of one's own wallet.
    pub fn request_withdrawal<M: TryInto<Money>>(&mut self, amount: M) -> Result<WithdrawalId, Error>
    where
        M::Error: Into<Rejection>,
    {
        let user = self.actor.user().ok_or(Rejection::SignInRequired {})?;
        let id = |made| if let Made::Withdrawal(id) = made { Some(id) } else { None };
        self.made(RequestWithdrawal { user, amount: money(amount)? }, id)
    }

    /// Answers that a withdrawal was paid; for Admins and the host.
    pub fn confirm_withdrawal(&mut self, withdrawal: WithdrawalId) -> Result<(), Error> {
        self.change(AnswerWithdrawal { withdrawal, paid: true })
    }

    /// Answers that a withdrawal is refused; for Admins and the host.
    pub fn refuse_withdrawal(&mut self, withdrawal: WithdrawalId) -> Result<(), Error> {
        self.change(AnswerWithdrawal { withdrawal, paid: false })
    }

    /// Adds to a wallet's cash, or takes from it; for Admins, with a reason.
    pub fn adjust_wallet<M: TryInto<Money>>(&mut self, user: UserId, amount: M) -> Result<(), Error>
    where
        M::Error: Into<Rejection>,
    {
        self.change(AdjustWallet { user, amount: money(amount)? })
    }

    /// Lets go of a debt, or a part of it; for Admins, with a reason.
    pub fn write_off_debt<M: TryInto<Money>>(&mut self, user: UserId, amount: M) -> Result<(), Error>
    where
        M::Error: Into<Rejection>,
    {
        self.change(WriteOffDebt { user, amount: money(amount)? })
    }

    /// One's own wallet in a currency.
    pub fn wallet<C: TryInto<Currency, Error = MoneyError>>(&self, currency: C) -> Result<Balances, Error> {
        let user = self.actor.user().ok_or(Rejection::SignInRequired {})?;
        self.wallet_of(user, currency)
    }

    /// A user's wallet in a currency; one's own, or for Admins and the host.
    pub fn wallet_of<C: TryInto<Currency, Error = MoneyError>>(
        &self,
        user: UserId,
        currency: C,
    ) -> Result<Balances, Error> {
        let id = WalletId { user, currency: currency.try_into().map_err(Rejection::from)? };
        self.check_may_see(user)?;
        self.book.user(user)?;
        let wallet = self.book.row::<Wallet>(&id)?.unwrap_or_else(|| Wallet::empty(id));
        Ok(Balances::from(&wallet))
    }

    /// A user's statement in a currency, in the order in which things happened; paged by position.
    pub fn statement<C: TryInto<Currency, Error = MoneyError>>(
        &self,
        user: UserId,
        currency: C,
        filter: &StatementFilter,
        page: Page<u64>,
    ) -> Result<Vec<StatementLine>, Error> {
        let id = WalletId { user, currency: currency.try_into().map_err(Rejection::from)? };
        self.check_may_see(user)?;
        self.book.read(|snapshot| Ok(snapshot.statement(id, filter, page)?))
    }

    /// A withdrawal; one's own, or for Admins and the host.
    pub fn withdrawal(&self, withdrawal: WithdrawalId) -> Result<Withdrawal, Error> {
        let row = self.book.row::<Withdrawal>(&withdrawal)?;
        let row = row.ok_or(Rejection::UnknownWithdrawal { withdrawal })?;
        self.check_may_see(row.user)?;
        Ok(row)
    }
}
