//! Friendly methods on wallets.

use super::Session;
use crate::answer::Made;
use crate::book::Balances;
use crate::command::{AdjustWallet, AnswerWithdrawal, ConfirmDeposit, RequestWithdrawal, WriteOffDebt};
use crate::error::Error;
use crate::id::{UserId, WithdrawalId};
use crate::money::{Currency, Money};
use crate::rejection::Rejection;
use crate::storage::{Page, WithdrawalFilter};
use crate::wallet::{StatementFilter, StatementLine, Wallet, WalletId, Withdrawal};

/// Reads an amount, or says what is wrong with it.
pub(super) fn money<M: TryInto<Money>>(amount: M) -> Result<Money, Rejection>
where
    M::Error: Into<Rejection>,
{
    amount.try_into().map_err(Into::into)
}

impl Session<'_> {
    /// Confirms that money came in; for the host itself, once per provider and reference. Money that has
    /// arrived is credited whatever the user's status, and pays what he owes first.
    ///
    /// The amount is a text such as `"10.00 EUR"`, or [`Money`].
    ///
    /// Errors: what is wrong with the amount (`bad_amount`, `too_many_decimals` ..); `unknown_user`,
    /// `amount_not_positive`, `bad_name` (the provider or the reference), `payment_exists`,
    /// `balance_out_of_range`, `system_only`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, .. } = doc::world()?;
    /// book.system().confirm_deposit(alice, "50.00 EUR", "bank", "payment 2")?;
    /// let again = book.system().confirm_deposit(alice, "50.00 EUR", "bank", "payment 2");
    /// assert_eq!(again.unwrap_err().code(), "payment_exists");
    /// assert_eq!(book.session(alice).wallet("EUR")?.cash.to_string(), "150.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
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

    /// Asks for money to be paid out of one's own wallet: it goes from `cash` to `held`, and waits for the
    /// answer.
    ///
    /// Errors: what is wrong with the amount; `sign_in_required`, `may_not_withdraw`, `amount_not_positive`,
    /// `debt_stands`, `insufficient_funds`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, .. } = doc::world()?;
    /// book.session(alice).request_withdrawal("40.00 EUR")?;
    /// let wallet = book.session(alice).wallet("EUR")?;
    /// assert_eq!((wallet.cash.minor(), wallet.held.minor()), (6_000, 4_000));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn request_withdrawal<M: TryInto<Money>>(&mut self, amount: M) -> Result<WithdrawalId, Error>
    where
        M::Error: Into<Rejection>,
    {
        let user = self.actor.user().ok_or(Rejection::SignInRequired {})?;
        let id = |made| if let Made::Withdrawal(id) = made { Some(id) } else { None };
        self.made(RequestWithdrawal { user, amount: money(amount)? }, id)
    }

    /// Answers that a withdrawal was paid: the money has left the house; for Admins and the host. Nothing is
    /// paid to a user under review, and to a blocked one only by an Admin.
    ///
    /// Errors: `unknown_withdrawal`, `withdrawal_answered`, `may_not_withdraw`, `debt_stands`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, .. } = doc::world()?;
    /// let withdrawal = book.session(alice).request_withdrawal("40.00 EUR")?;
    /// book.system().confirm_withdrawal(withdrawal)?;
    /// assert!(book.session(alice).wallet("EUR")?.held.is_zero());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn confirm_withdrawal(&mut self, withdrawal: WithdrawalId) -> Result<(), Error> {
        self.change(AnswerWithdrawal { withdrawal, paid: true })
    }

    /// Answers that a withdrawal is refused: the money is cash again; for Admins and the host.
    ///
    /// Errors: `unknown_withdrawal`, `withdrawal_answered`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, admin, .. } = doc::world()?;
    /// let withdrawal = book.session(alice).request_withdrawal("40.00 EUR")?;
    /// book.session(admin).refuse_withdrawal(withdrawal)?;
    /// assert_eq!(book.session(alice).wallet("EUR")?.cash.to_string(), "100.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn refuse_withdrawal(&mut self, withdrawal: WithdrawalId) -> Result<(), Error> {
        self.change(AnswerWithdrawal { withdrawal, paid: false })
    }

    /// Adds to a wallet's cash, or takes from it (an amount below zero); for Admins, with a reason. What is
    /// added pays a debt first.
    ///
    /// Errors: what is wrong with the amount; `reason_required`, `unknown_user`, `amount_zero`,
    /// `insufficient_funds`, `balance_out_of_range`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, admin, .. } = doc::world()?;
    /// book.session(admin).because("goodwill, ticket 4711").adjust_wallet(alice, "5.00 EUR")?;
    /// book.session(admin).because("given twice, ticket 4712").adjust_wallet(alice, "-2.50 EUR")?;
    /// assert_eq!(book.session(alice).wallet("EUR")?.cash.to_string(), "102.50 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn adjust_wallet<M: TryInto<Money>>(&mut self, user: UserId, amount: M) -> Result<(), Error>
    where
        M::Error: Into<Rejection>,
    {
        self.change(AdjustWallet { user, amount: money(amount)? })
    }

    /// Lets go of a debt, or a part of it; for Admins, with a reason. The loss stays with the house.
    ///
    /// Errors: what is wrong with the amount; `reason_required`, `unknown_user`, `amount_not_positive`,
    /// `debt_too_small`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// use realdeal::catalogue::Score;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, admin, bookmaker, fixture, market, kick_off, .. } = doc::world()?;
    /// book.session(alice).place_bet(Slip::single(market.selections[0], "2.10").stake("100.00 EUR"))?;
    /// book.set_now(kick_off);
    /// book.session(bookmaker).record_score(fixture, Score::full_time(2, 1))?;
    /// book.session(alice).request_withdrawal("200.00 EUR")?;
    /// // The win turns out to be none, and only 10.00 EUR are left to take back.
    /// book.session(bookmaker).because("a typing error").correct_score(fixture, Score::full_time(1, 2))?;
    /// assert_eq!(book.session(alice).wallet("EUR")?.debt.to_string(), "200.00 EUR");
    ///
    /// book.session(admin).because("agreed by letter").write_off_debt(alice, "200.00 EUR")?;
    /// assert!(book.session(alice).wallet("EUR")?.debt.is_zero());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn write_off_debt<M: TryInto<Money>>(&mut self, user: UserId, amount: M) -> Result<(), Error>
    where
        M::Error: Into<Rejection>,
    {
        self.change(WriteOffDebt { user, amount: money(amount)? })
    }

    /// One's own wallet in a currency: a code such as `"EUR"`, or [`Currency`]. A wallet that was never used
    /// is empty.
    ///
    /// Errors: `bad_currency`, `unknown_currency`, `sign_in_required`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, .. } = doc::world()?;
    /// let wallet = book.session(alice).wallet("EUR")?;
    /// assert_eq!(wallet.cash.to_string(), "100.00 EUR");
    /// assert!(book.session(alice).wallet("JPY")?.cash.is_zero());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn wallet<C: TryInto<Currency>>(&self, currency: C) -> Result<Balances, Error>
    where
        C::Error: Into<Rejection>,
    {
        let user = self.actor.user().ok_or(Rejection::SignInRequired {})?;
        self.wallet_of(user, currency)
    }

    /// A user's wallet in a currency; one's own, or for Admins and the host.
    ///
    /// Errors: `bad_currency`, `unknown_currency`, `not_yours`, `sign_in_required`, `unknown_user`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, .. } = doc::world()?;
    /// assert_eq!(book.system().wallet_of(alice, "EUR")?.cash.minor(), 10_000);
    /// assert_eq!(book.session(bookmaker).wallet_of(alice, "EUR").unwrap_err().code(), "not_yours");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn wallet_of<C: TryInto<Currency>>(&self, user: UserId, currency: C) -> Result<Balances, Error>
    where
        C::Error: Into<Rejection>,
    {
        let id = WalletId { user, currency: currency.try_into().map_err(Into::<Rejection>::into)? };
        self.check_may_see(user)?;
        self.desk.user(user)?;
        let wallet = self.desk.row::<Wallet>(&id)?.unwrap_or_else(|| Wallet::empty(id));
        Ok(Balances::from(&wallet))
    }

    /// A user's statement in a currency, in the order in which things happened; one's own, or for Admins and
    /// the host. Paged by position in the ledger: the next page comes after the last line's position. A
    /// withdrawal writes two lines at one position, which are never cut apart: a page may have one line more
    /// than its limit.
    ///
    /// Errors: `bad_currency`, `unknown_currency`, `not_yours`, `sign_in_required`, `unknown_user`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// use realdeal::storage::Page;
    /// use realdeal::wallet::{StatementFilter, TransferKind};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// book.session(alice).place_bet(Slip::single(market.selections[0], "2.10").stake("10.00 EUR"))?;
    /// let filter = StatementFilter::default(); // all lines of the cash account
    /// let lines = book.session(alice).statement(alice, "EUR", &filter, Page::first(50))?;
    /// assert_eq!(lines[0].kind, TransferKind::Deposit);
    /// assert_eq!(lines[1].amount.to_string(), "-10.00 EUR");
    /// assert_eq!(lines[1].balance.to_string(), "90.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn statement<C: TryInto<Currency>>(
        &self,
        user: UserId,
        currency: C,
        filter: &StatementFilter,
        page: Page<u64>,
    ) -> Result<Vec<StatementLine>, Error>
    where
        C::Error: Into<Rejection>,
    {
        let id = WalletId { user, currency: currency.try_into().map_err(Into::<Rejection>::into)? };
        self.check_may_see(user)?;
        self.desk.user(user)?;
        self.desk.read(|snapshot| Ok(snapshot.statement(id, filter, page.bounded())?))
    }

    /// A withdrawal; one's own, or for Admins and the host.
    ///
    /// Errors: `unknown_withdrawal`, `not_yours`, `sign_in_required`.
    ///
    /// ```
    /// use realdeal::wallet::WithdrawalStatus;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, .. } = doc::world()?;
    /// let id = book.session(alice).request_withdrawal("40.00 EUR")?;
    /// assert_eq!(book.session(alice).withdrawal(id)?.status, WithdrawalStatus::Requested);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn withdrawal(&self, withdrawal: WithdrawalId) -> Result<Withdrawal, Error> {
        let row = self.desk.row::<Withdrawal>(&withdrawal)?;
        let row = row.ok_or(Rejection::UnknownWithdrawal { withdrawal })?;
        self.check_may_see(row.user)?;
        Ok(row)
    }

    /// Withdrawals, by id; one's own, or for Admins and the host. Without a user in the filter, everybody's: those that wait
    /// for an answer, for instance.
    ///
    /// Errors: `not_yours`, `wrong_role`, `sign_in_required`.
    ///
    /// ```
    /// use realdeal::storage::{Page, WithdrawalFilter};
    /// use realdeal::wallet::WithdrawalStatus;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, admin, alice, .. } = doc::world()?;
    /// let asked = book.session(alice).request_withdrawal("20.00 EUR")?;
    /// let waiting = WithdrawalFilter { status: Some(WithdrawalStatus::Requested), user: None };
    /// assert_eq!(book.session(admin).withdrawals(waiting, Page::first(10))?[0].id, asked);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn withdrawals(
        &self,
        filter: WithdrawalFilter,
        page: Page<WithdrawalId>,
    ) -> Result<Vec<Withdrawal>, Error> {
        self.check_may_list(filter.user)?;
        self.desk.withdrawals(filter, page)
    }
}
