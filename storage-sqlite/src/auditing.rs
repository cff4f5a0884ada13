//! Going through everything: the audit, wallet by wallet, and the state hash, table by table. A row at a time is in
//! memory, and the bets of one wallet.

use realdeal::answer::Remembered;
use realdeal::audit::{Audit, Auditor};
use realdeal::betting::{Basket, Bet};
use realdeal::catalogue::{Competition, Fixture, Market, Participant, Selection};
use realdeal::id::UserId;
use realdeal::people::User;
use realdeal::state::{Claimed, Hashed, House, StateHash, StateHasher, VersionedRules};
use realdeal::wallet::{Wallet, WalletId, Withdrawal};
use rusqlite::Rows;

use crate::codec::Columns;
use crate::db::Db;
use crate::error::Result;
use crate::rows::{FIGURES_BY_USER, Figures, Stored, read_wallet};
use crate::{journal, ledger, sums};

/// Verifies the journal's seals, and recomputes every balance from the transfers.
pub(crate) fn audit(db: &mut Db<'_>) -> Result<Audit> {
    let records = journal::verify(db)?;
    let (mut auditor, mut transfers) = (Auditor::default(), ledger::Figures::new(db)?);
    transfers.each(db, (0, ledger::nowhere()), &mut |transfer| auditor.post(transfer))?;
    // Both in the order of users, so that the bets of each come beside his wallets.
    let mut wallets = db.statement(
        "SELECT w.n, w.user, u.id, w.currency, w.cash, w.held, w.debt, w.open_bets FROM wallets w \
         JOIN users u ON u.n = w.user ORDER BY w.user",
    )?;
    let mut bets = db.statement(FIGURES_BY_USER)?;
    let (mut wallets, mut bets) =
        (wallets.query([])?, Bets { rows: bets.query([])?, next: None, figures: Figures::new()? });
    let mut one = OneUser::default();
    while let Some(row) = wallets.next()? {
        let (number, owner) = (row.int(0)?, row.int(1)?);
        if one.user != Some(owner) {
            one.check(db, &mut auditor);
            db.note_user(row.id(2)?, owner);
            one.begin(db, &mut bets, owner)?;
        }
        let wallet = read_wallet(row, 4, WalletId { user: row.id(2)?, currency: row.currency(3)? })?;
        transfers.each(db, (number, wallet.id), &mut |transfer| auditor.post(transfer))?;
        one.wallets.push(wallet);
    }
    one.check(db, &mut auditor);
    // Bets whose owners have no wallet; there should be none.
    while let Some((_, bet)) = bets.until(db, None)? {
        auditor.bet(&bet);
    }
    db.numbers.forget_people();
    Ok(auditor.finish(&sums::house_balances(db)?, &sums::all_exposures(db)?, records))
}

/// The bets, in the order of users, with one that was read too far: its owner is known only by his number, for his id comes
/// with his wallets.
struct Bets<'a> {
    rows: Rows<'a>,
    next: Option<(i64, i64, Bet)>,
    figures: Figures,
}

impl Bets<'_> {
    /// The next bet of this user or of one before, with its number; of whomever for none.
    fn until(&mut self, db: &mut Db<'_>, user: Option<i64>) -> Result<Option<(i64, Bet)>> {
        if self.next.is_none()
            && let Some(row) = self.rows.next()?
        {
            let (number, owner) = (row.int(0)?, row.int(1)?);
            self.next = Some((owner, number, self.figures.read(db, row, UserId::MIN)?));
        }
        let next = self.next.take_if(|(owner, ..)| user.is_none_or(|user| *owner <= user));
        let Some((owner, number, bet)) = next else { return Ok(None) };
        Ok(Some((number, Bet { user: db.user_id(owner)?, ..bet })))
    }
}

/// What is in memory of one user. The bets are read before the transfers, which name them by their numbers, and checked
/// after them.
#[derive(Default)]
struct OneUser {
    user: Option<i64>,
    bets: Vec<Bet>,
    wallets: Vec<Wallet>,
}

impl OneUser {
    fn begin(&mut self, db: &mut Db<'_>, bets: &mut Bets<'_>, user: i64) -> Result<()> {
        self.user = Some(user);
        while let Some((number, bet)) = bets.until(db, self.user)? {
            db.note_bet_id(number, bet.id);
            self.bets.push(bet);
        }
        Ok(())
    }

    fn check(&mut self, db: &mut Db<'_>, auditor: &mut Auditor) {
        self.bets.drain(..).for_each(|bet| auditor.bet(&bet));
        self.wallets.drain(..).for_each(|wallet| auditor.wallet(&wallet));
        db.numbers.forget_people();
    }
}

fn table<R: Stored + Hashed>(db: &mut Db<'_>, hasher: &mut StateHasher) -> Result<()> {
    hasher.begin::<R>();
    R::each(db, &mut |row| hasher.row(row))?;
    db.numbers.forget_people();
    Ok(())
}

/// The hash over all rows, in the order that the core fixes.
pub(crate) fn state_hash(db: &mut Db<'_>) -> Result<StateHash> {
    let mut hasher = StateHasher::new(journal::standing(db)?.last_at);
    let all = &mut hasher;
    table::<House>(db, all)?;
    table::<VersionedRules>(db, all)?;
    table::<User>(db, all)?;
    table::<Wallet>(db, all)?;
    table::<Withdrawal>(db, all)?;
    table::<Competition>(db, all)?;
    table::<Participant>(db, all)?;
    table::<Fixture>(db, all)?;
    table::<Market>(db, all)?;
    table::<Selection>(db, all)?;
    table::<Bet>(db, all)?;
    table::<Basket>(db, all)?;
    table::<Remembered>(db, all)?;
    table::<Claimed>(db, all)?;
    Ok(hasher.finish(&sums::house_balances(db)?, &sums::all_exposures(db)?, &sums::all_progress(db)?))
}
