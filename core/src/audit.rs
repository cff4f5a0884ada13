//! The audit: every balance recomputed from the transfers, and held against what the books say.
//!
//! Nothing is repaired here: what does not fit is reported, with the figures.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::betting::Bet;
use crate::id::BetId;
use crate::money::{Currency, Money};
use crate::state::{Exposure, ExposureId, HouseBalanceId, State, Sum};
use crate::wallet::{
    Account, BettorAccount, HouseAccount, Reference, Transfer, TransferKind, Wallet, WalletId,
};

/// The balances of one currency, all added up, in minor units.
///
/// ```
/// use realdeal::money::Currency;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, .. } = doc::world()?;
/// let euros = book.audit()?.totals[&Currency::EUR];
/// assert_eq!((euros.cash, euros.cashier, euros.sum()), (10_000, -10_000, 0));
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CurrencyTotals {
    /// Of all bettors together.
    pub cash: i128,
    /// Of all bettors together.
    pub held: i128,
    /// Of all bettors together.
    pub debt: i128,
    /// The stakes of all open bets.
    pub open_stakes: i128,
    /// What the house has won, less what it has paid.
    pub revenue: i128,
    /// Minus the money that came in and has not gone out again; above zero where the house has paid out winnings from
    /// beyond what bettors ever paid in.
    pub cashier: i128,
    /// Adjustments by hand, and the counterpart of all debts.
    pub adjustments: i128,
}

impl CurrencyTotals {
    /// Zero in books that balance.
    pub fn sum(&self) -> i128 {
        let bettors = self.cash + self.held + self.debt;
        bettors + self.open_stakes + self.revenue + self.cashier + self.adjustments
    }

    fn of_mut(&mut self, account: Account) -> &mut i128 {
        match account {
            Account::Bettor { account: BettorAccount::Cash, .. } => &mut self.cash,
            Account::Bettor { account: BettorAccount::Held, .. } => &mut self.held,
            Account::Bettor { account: BettorAccount::Debt, .. } => &mut self.debt,
            Account::House(HouseAccount::OpenStakes) => &mut self.open_stakes,
            Account::House(HouseAccount::Revenue) => &mut self.revenue,
            Account::House(HouseAccount::Cashier) => &mut self.cashier,
            Account::House(HouseAccount::Adjustments) => &mut self.adjustments,
        }
    }
}

/// What an audit found: how much there is, and what does not fit.
///
/// ```
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, alice, .. } = doc::world()?;
/// let audit = book.audit()?;
/// assert!(audit.is_clean());
/// assert_eq!((audit.transfers, audit.bets), (1, 0));
/// assert_eq!(audit.records, book.journal_head()?.records);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// How many journal records there are; their seals fit.
    pub records: u64,
    /// How many transfers there are.
    pub transfers: u64,
    /// How many bets there are.
    pub bets: u64,
    /// The balances by currency, from the transfers.
    pub totals: BTreeMap<Currency, CurrencyTotals>,
    /// What does not fit, in words with the figures; empty for books in order.
    pub faults: Vec<String>,
}

impl Audit {
    /// Whether everything fits.
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Audits a resident state against all transfers, in their order; `records` is only passed on. For backends:
/// hosts call [`Book::audit`](crate::Reader::audit), which checks the journal's seals, too.
///
/// ```
/// use realdeal::audit::audit;
/// use realdeal::money::Currency;
/// use realdeal::state::State;
/// use realdeal::wallet::{Wallet, WalletId};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { alice, .. } = doc::world()?;
/// let mut state = State::complete();
/// assert!(audit(&state, &[], 0).is_clean());
///
/// // Cash that no transfer brought.
/// let id = WalletId { user: alice, currency: Currency::EUR };
/// state.wallets.load(id, 1, Some(Wallet { cash: 500, ..Wallet::empty(id) }));
/// assert_eq!(audit(&state, &[], 0).faults.len(), 1);
/// # Ok::<(), realdeal::Error>(())
/// ```
pub fn audit(state: &State, transfers: &[Transfer], records: u64) -> Audit {
    let mut auditor = Auditor::default();
    for transfer in transfers {
        auditor.post(transfer);
    }
    state.bets.sorted().into_iter().for_each(|bet| auditor.bet(bet));
    state.wallets.sorted().into_iter().for_each(|wallet| auditor.wallet(wallet));
    auditor.finish(&state.house_balances.sorted(), &state.exposures.sorted(), records)
}

/// What the ledger holds for one bet, in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Held {
    /// In open stakes.
    open: i128,
    /// Paid to the bettor, less what was taken back or became debt.
    returned: i128,
}

/// Audits books piece by piece, for backends that don't hold them all in memory.
///
/// The transfers of an account come in their order, and before the bets and wallets that they belong to; the bets of a
/// wallet come before it. What was checked is forgotten, so that a backend that goes wallet by wallet never holds more
/// than one.
///
/// ```
/// use realdeal::audit::Auditor;
/// use realdeal::money::Currency;
/// use realdeal::wallet::{Wallet, WalletId};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { alice, .. } = doc::world()?;
/// let mut auditor = Auditor::default();
/// let id = WalletId { user: alice, currency: Currency::EUR };
/// auditor.wallet(&Wallet { cash: 500, ..Wallet::empty(id) }); // cash that no transfer brought
/// assert_eq!(auditor.finish(&[], &[], 0).faults.len(), 1);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Auditor {
    transfers: u64,
    bets: u64,
    totals: BTreeMap<Currency, CurrencyTotals>,
    /// Of the bettors' accounts that were not checked yet.
    balances: HashMap<(Currency, Account), i128>,
    /// What the ledger holds for bets that were not checked yet.
    held: HashMap<BetId, Held>,
    /// How many open bets there are for wallets that were not checked yet.
    open: HashMap<WalletId, u32>,
    exposures: BTreeMap<ExposureId, Exposure>,
    faults: Vec<String>,
}

impl Auditor {
    /// Takes in the next transfer.
    pub fn post(&mut self, transfer: &Transfer) {
        self.transfers += 1;
        let (currency, amount) = (transfer.amount.currency(), i128::from(transfer.amount.minor()));
        if amount <= 0 {
            self.faults.push(format!("a transfer of {} is not above zero", transfer.amount));
        }
        let sides = [
            (transfer.debit, -amount, transfer.debit_after),
            (transfer.credit, amount, transfer.credit_after),
        ];
        for (account, amount, after) in sides {
            *self.totals.entry(currency).or_default().of_mut(account) += amount;
            if matches!(account, Account::Bettor { .. }) {
                self.post_to_bettor(currency, account, amount, after);
            }
        }
        self.post_to_bet(transfer, amount);
    }

    fn post_to_bettor(&mut self, currency: Currency, account: Account, amount: i128, after: Option<i64>) {
        let balance = self.balances.entry((currency, account)).or_default();
        *balance += amount;
        let balance = *balance;
        if after.is_some_and(|after| i128::from(after) != balance) {
            self.faults.push(format!("{account} stood at {balance} after a transfer that says {after:?}"));
        }
        if balance < 0 {
            self.faults.push(format!("{account} went below zero, to {balance}"));
        }
    }

    fn post_to_bet(&mut self, transfer: &Transfer, amount: i128) {
        let Reference::Bet(bet) = transfer.reference else { return };
        let held = self.held.entry(bet).or_default();
        match transfer.kind {
            TransferKind::Stake | TransferKind::Winnings | TransferKind::Reopening => held.open += amount,
            TransferKind::Loss => held.open -= amount,
            TransferKind::Return | TransferKind::Refund => {
                held.open -= amount;
                held.returned += amount;
            }
            TransferKind::Correction => held.returned += amount,
            TransferKind::Clawback | TransferKind::DebtIncurred => held.returned -= amount,
            // What a credit pays off belongs to the bet that caused the debt, which has counted it.
            _ => {}
        }
    }

    /// Checks a bet, all of whose transfers are in.
    pub fn bet(&mut self, bet: &Bet) {
        self.bets += 1;
        self.check_bet(bet);
        if bet.status.is_settled() {
            return;
        }
        let currency = bet.stake.currency();
        *self.open.entry(WalletId { user: bet.user, currency }).or_default() += 1;
        let (stakes, potential) = (bet.stake.minor().into(), bet.potential_return.into());
        for leg in &bet.legs {
            let id = ExposureId { selection: leg.selection, currency };
            self.exposures.entry(id).or_default().add(&Exposure { open: 1, stakes, potential });
        }
    }

    fn check_bet(&mut self, bet: &Bet) {
        let stake = i128::from(bet.stake.minor());
        let open = if bet.status.is_settled() { 0 } else { stake };
        let said = Held { open, returned: bet.returned.into() };
        let found = self.held.remove(&bet.id).unwrap_or_default();
        if said != found {
            self.faults.push(format!("bet {} says {said:?}, its transfers {found:?}", bet.id));
        }
        let cap: Money = bet.potential_return();
        if !bet.may_exceed_potential() && bet.returned > cap.minor().max(bet.stake.minor()) {
            self.faults.push(format!(
                "bet {} returned {}, more than it could: {cap}",
                bet.id,
                bet.returned()
            ));
        }
    }

    /// Checks a wallet, all of whose transfers and bets are in.
    pub fn wallet(&mut self, wallet: &Wallet) {
        let WalletId { user, currency } = wallet.id;
        for account in [BettorAccount::Cash, BettorAccount::Held, BettorAccount::Debt] {
            let said = wallet.balance(account);
            let account = Account::Bettor { user, account };
            let found = self.balances.remove(&(currency, account)).unwrap_or_default();
            if i128::from(said.minor()) != found {
                self.faults.push(format!("{account} says {said}, its transfers {found} minor units"));
            }
        }
        let found = self.open.remove(&wallet.id).unwrap_or_default();
        if wallet.open_bets != found {
            let said = wallet.open_bets;
            self.faults.push(format!("the wallet of {user} counts {said} open bets, there are {found}"));
        }
    }

    /// What the audit found, once everything is in; `records` is only passed on.
    pub fn finish(
        mut self,
        house_balances: &[(HouseBalanceId, i128)],
        exposures: &[(ExposureId, Exposure)],
        records: u64,
    ) -> Audit {
        self.check_totals();
        self.check_left();
        self.check_house(house_balances);
        if !self.exposures.iter().map(|(id, exposure)| (*id, *exposure)).eq(exposures.iter().copied()) {
            self.faults.push("what stands on the selections is not what the open bets come to".to_owned());
        }
        let Self { transfers, bets, totals, faults, .. } = self;
        Audit { records, transfers, bets, totals, faults }
    }

    fn check_totals(&mut self) {
        for (currency, totals) in &self.totals {
            if totals.sum() != 0 {
                self.faults.push(format!("all balances in {currency} sum to {} minor units", totals.sum()));
            }
        }
    }

    fn check_left(&mut self) {
        let mut left: Vec<_> = self.balances.iter().filter(|(_, balance)| **balance != 0).collect();
        left.sort_unstable();
        for ((_, account), balance) in left {
            self.faults
                .push(format!("{account} has transfers that come to {balance} minor units, and no wallet"));
        }
    }

    fn check_house(&mut self, said: &[(HouseBalanceId, i128)]) {
        let said: BTreeMap<_, _> = said.iter().copied().collect();
        for (&currency, totals) in &mut self.totals {
            for account in HouseAccount::ALL {
                let found = *totals.of_mut(Account::House(account));
                let said = said.get(&HouseBalanceId { currency, account }).copied().unwrap_or_default();
                if said != found {
                    let fault =
                        format!("{account:?} of the house in {currency} says {said}, its transfers {found}");
                    self.faults.push(fault);
                }
            }
        }
    }
}
