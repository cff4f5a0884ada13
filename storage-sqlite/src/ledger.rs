//! The ledger: transfers as rows, wallet by wallet, and statements from them.
//!
//! A transfer lies with the wallet of the bettor whom it concerns, even if it moves money between accounts of the house
//! only: so all that settles a bet lies together, and so does a statement. When it happened and by which command stands in
//! its journal record.

use realdeal::id::{BetId, CommandId, UserId, WithdrawalId};
use realdeal::money::{Currency, Money};
use realdeal::state::State;
use realdeal::storage::Page;
use realdeal::time::Timestamp;
use realdeal::wallet::{Account, Reference, StatementFilter, StatementLine, Transfer, WalletId};
use rusqlite::{CachedStatement, Row};

use crate::bulk::Table;
use crate::codec::{
    Columns, bettor_account, bettor_code, count, house_account, house_code, integer, json, kind, kind_code,
    to_json,
};
use crate::db::{Db, Noun};
use crate::error::{Result, Trouble};

/// A transfer with where it stands, waiting to be written.
#[derive(Debug)]
pub(crate) struct Posting {
    pub(crate) transfer: Transfer,
    pub(crate) position: u64,
    /// The journal record of its command; none if it does not say the same time and command.
    pub(crate) record: Option<u64>,
}

fn user_of(account: Account) -> Option<UserId> {
    match account {
        Account::Bettor { user, .. } => Some(user),
        Account::House(_) => None,
    }
}

/// The wallet that a transfer lies with; none for one that concerns no bettor.
fn wallet_of(transfer: &Transfer, state: &State) -> Result<Option<WalletId>> {
    let currency = transfer.amount.currency();
    let user = match (user_of(transfer.debit), user_of(transfer.credit)) {
        (Some(one), Some(other)) if one != other => {
            return Err(Trouble::refused("a transfer moves money between two bettors"));
        }
        (Some(user), _) | (None, Some(user)) => Some(user),
        (None, None) => match transfer.reference {
            Reference::Bet(bet) => state.bets.find(&bet).map(|bet| bet.user),
            _ => None,
        },
    };
    Ok(user.map(|user| WalletId { user, currency }))
}

const BET: i64 = 0;
const DEPOSIT: i64 = 1;
const WITHDRAWAL: i64 = 2;
const ADJUSTMENT: i64 = 3;

fn account_code(account: Account) -> i64 {
    match account {
        Account::Bettor { account, .. } => bettor_code(account),
        Account::House(account) => house_code(account),
    }
}

/// What the transfer is about: its code, and the number of a bet or withdrawal. None if the columns can't tell it.
fn subject(transfer: &Transfer, db: &mut Db<'_>) -> Result<(i64, Option<i64>, bool)> {
    let own = |command: CommandId| command == transfer.command;
    Ok(match transfer.reference {
        Reference::Bet(bet) => (BET, Some(db.need_bet(bet)?), true),
        Reference::Deposit(command) => (DEPOSIT, None, own(command)),
        Reference::Withdrawal(id) => (WITHDRAWAL, Some(db.need_number(Noun::Withdrawal, id)?), true),
        Reference::Adjustment(command) => (ADJUSTMENT, None, own(command)),
    })
}

const TRANSFERS: Table<12> = Table(
    "transfers (wallet, position, kind, debit, credit, amount, debit_after, credit_after, about, subject, record, whole)",
);

/// Writes transfers, wallet by wallet, as they lie in the file: so neighbours are written one after the other.
pub(crate) fn write(db: &mut Db<'_>, postings: &[Posting], state: &State) -> Result<()> {
    let mut by_wallet = Vec::with_capacity(postings.len());
    for posting in postings {
        let wallet = match wallet_of(&posting.transfer, state)? {
            Some(id) => db.need_wallet(id)?,
            None => 0,
        };
        by_wallet.push((wallet, posting));
    }
    by_wallet.sort_unstable_by_key(|(wallet, posting)| (*wallet, posting.position));
    TRANSFERS.insert(db, &by_wallet, |db, &(wallet, Posting { transfer, position, record })| {
        let (about, subject, told) = subject(transfer, db)?;
        let whole = if told && record.is_some() && wallet > 0 { None } else { Some(to_json(transfer)?) };
        Ok([
            wallet.into(),
            integer(*position)?.into(),
            kind_code(transfer.kind).into(),
            account_code(transfer.debit).into(),
            account_code(transfer.credit).into(),
            transfer.amount.minor().into(),
            transfer.debit_after.into(),
            transfer.credit_after.into(),
            about.into(),
            subject.into(),
            record.map(integer).transpose()?.into(),
            whole.into(),
        ])
    })
}

fn account(code: i64, user: UserId) -> Result<Account> {
    Ok(match code {
        0..=2 => Account::Bettor { user, account: bettor_account(code)? },
        _ => Account::House(house_account(code)?),
    })
}

/// The first nine columns of every reading statement.
macro_rules! transfer_sql {
    () => {
        "SELECT t.position, t.kind, t.debit, t.credit, t.amount, t.debit_after, t.credit_after, t.about, t.whole, "
    };
}

/// A transfer of a wallet, with its place in the ledger; when it happened and by which command comes from elsewhere, and so
/// do the ids of what it is about.
fn read(
    row: &Row<'_>,
    wallet: WalletId,
    (at, command): (Timestamp, CommandId),
    bet: impl FnOnce() -> Result<BetId>,
    withdrawal: impl FnOnce() -> Result<WithdrawalId>,
) -> Result<(u64, Transfer)> {
    let position = count(row.int(0)?)?;
    if let Some(whole) = row.opt_text(8)? {
        return Ok((position, json(whole)?));
    }
    let transfer = Transfer {
        kind: kind(row.int(1)?)?,
        debit: account(row.int(2)?, wallet.user)?,
        credit: account(row.int(3)?, wallet.user)?,
        amount: Money::new(row.int(4)?, wallet.currency),
        debit_after: row.opt_int(5)?,
        credit_after: row.opt_int(6)?,
        reference: match row.int(7)? {
            BET => Reference::Bet(bet()?),
            DEPOSIT => Reference::Deposit(command),
            WITHDRAWAL => Reference::Withdrawal(withdrawal()?),
            ADJUSTMENT => Reference::Adjustment(command),
            other => return Err(Trouble::unreadable("subject of a transfer", other)),
        },
        at,
        command,
    };
    Ok((position, transfer))
}

/// Reads the transfers of wallets with the figures that an audit wants: neither when nor by which command.
pub(crate) struct Figures<'a>(CachedStatement<'a>);

impl<'a> Figures<'a> {
    pub(crate) fn new(db: &Db<'a>) -> Result<Self> {
        let sql =
            concat!(transfer_sql!(), "t.subject FROM transfers t WHERE t.wallet = ?1 ORDER BY t.position");
        Ok(Self(db.statement(sql)?))
    }

    /// Goes through the transfers of a wallet, in their order. A bet whose id is noted is not looked up.
    pub(crate) fn each(
        &mut self,
        db: &Db<'_>,
        (number, wallet): (i64, WalletId),
        visit: &mut dyn FnMut(&Transfer),
    ) -> Result<()> {
        let mut rows = self.0.query([number])?;
        let nobody = (Timestamp::EPOCH, CommandId::MIN);
        while let Some(row) = rows.next()? {
            let (bet, withdrawal) = (|| db.bet_id(row.int(9)?), || db.withdrawal_id(row.int(9)?));
            visit(&read(row, wallet, nobody, bet, withdrawal)?.1);
        }
        Ok(())
    }
}

/// A wallet to read transfers by that lie with none.
pub(crate) fn nowhere() -> WalletId {
    WalletId { user: UserId::MIN, currency: Currency::EUR }
}

/// The lines of a wallet's statement.
pub(crate) fn statement(
    db: &mut Db<'_>,
    wallet: WalletId,
    filter: &StatementFilter,
    page: Page<u64>,
) -> Result<Vec<StatementLine>> {
    let Some(number) = db.wallet(wallet)? else { return Ok(Vec::new()) };
    let sql = concat!(
        transfer_sql!(),
        "CASE t.about WHEN 0 THEN (SELECT b.id FROM bets b WHERE b.n = t.subject) \
         WHEN 2 THEN (SELECT w.id FROM withdrawals w WHERE w.n = t.subject) END, \
         (SELECT j.at FROM journal j WHERE j.number = t.record), \
         (SELECT substr(j.body, 2, 16) FROM journal j WHERE j.number = t.record) \
         FROM transfers t WHERE t.wallet = ?1 AND t.position > ?2 ORDER BY t.position"
    );
    let after = i64::try_from(page.after.unwrap_or(0)).unwrap_or(i64::MAX);
    let mut lines = Vec::new();
    let mut statement = db.statement(sql)?;
    let mut rows = statement.query([number, after])?;
    // A position with two lines is never cut apart.
    while lines.len() < page.limit.min(Page::<u64>::MAX) {
        let Some(row) = rows.next()? else { break };
        let (at, command) = match row.opt_int(10)? {
            Some(at) => (Timestamp::from_micros(at), row.id(11)?),
            None => (Timestamp::EPOCH, CommandId::MIN),
        };
        let (position, transfer) = read(row, wallet, (at, command), || row.id(9), || row.id(9))?;
        lines.extend(StatementLine::of(&transfer, position, wallet.user).filter(|line| filter.passes(line)));
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use realdeal::wallet::{BettorAccount, HouseAccount, TransferKind};

    #[test]
    fn every_code_comes_back() {
        for account in [BettorAccount::Cash, BettorAccount::Held, BettorAccount::Debt] {
            assert_eq!(bettor_account(bettor_code(account)).unwrap(), account);
        }
        for account in HouseAccount::ALL {
            assert_eq!(house_account(house_code(account)).unwrap(), account);
        }
        for code in 0..17 {
            assert_eq!(kind_code(kind(code).unwrap()), code);
        }
        assert_eq!(kind_code(TransferKind::Adjustment), 16);
        assert!(kind(17).is_err() && kind(-1).is_err());
    }
}
