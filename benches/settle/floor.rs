//! The floor of settling: what a flat list of a market's bets takes, by hand, with nothing of ours in it.
//!
//! In it, for each bet: what its selection came to, the return rounded once, the difference to what was returned before,
//! the account by its place in a list, and a transfer of two sides for each movement. Not in it: a journal, a seal,
//! undo, pages, an index of what is left, revisions, debt, exposures.

use hashbrown::HashMap;
use realdeal::command::{Body, Command};
use realdeal::id::{SelectionId, UserId};

/// A bet, in numbers.
struct Bet {
    id: u128,
    price: (i64, i64),
    stake: i64,
    returned: i64,
    account: u32,
    selection: u32,
    settled: bool,
}

/// Money that went from one account to another.
#[allow(dead_code, reason = "it is written, and nobody reads it back")]
struct Transfer {
    bet: u128,
    from: u32,
    to: u32,
    amount: i64,
    after: i64,
}

const OPEN_STAKES: u32 = u32::MAX;
const REVENUE: u32 = u32::MAX - 1;

/// One market's bets and everybody's cash.
pub(crate) struct Floor {
    bets: Vec<Bet>,
    cash: Vec<i64>,
    revenue: i64,
    transfers: Vec<Transfer>,
}

impl Floor {
    /// Books with so many accounts, and no bets.
    pub(crate) fn new(accounts: usize) -> Self {
        Self { bets: Vec::new(), cash: vec![0; accounts], revenue: 0, transfers: Vec::new() }
    }

    /// The same bets that the engine is asked for.
    pub(crate) fn take_in(&mut self, bettors: &[UserId], selections: &[SelectionId], commands: &[Command]) {
        let accounts: HashMap<UserId, u32> = bettors.iter().copied().zip(0..).collect();
        let places: HashMap<SelectionId, u32> = selections.iter().copied().zip(0..).collect();
        for command in commands {
            let (Body::PlaceBet(body), Some(user)) = (&command.body, command.actor.user()) else { continue };
            let Some(leg) = body.legs.first() else { continue };
            let numerator = i64::try_from(leg.odds.numerator()).unwrap_or(i64::MAX);
            self.bets.push(Bet {
                id: command.id.uuid().as_u128(),
                price: (numerator, leg.odds.denominator().into()),
                stake: body.stake.minor(),
                returned: 0,
                account: accounts[&user],
                selection: places[&leg.selection],
                settled: false,
            });
        }
    }

    /// Settles every bet by the selection that won, or settles it anew.
    pub(crate) fn settle(&mut self, won: u32) {
        for bet in &mut self.bets {
            let (numerator, denominator) = bet.price;
            // Rounded half up.
            let win = (2 * bet.stake * numerator + denominator) / (2 * denominator);
            let target = if bet.selection == won { win } else { 0 };
            let cash = &mut self.cash[bet.account as usize];
            let mut transfer = |from, to, amount, after| {
                self.transfers.push(Transfer { bet: bet.id, from, to, amount, after });
            };
            if bet.settled {
                let difference = target - bet.returned;
                if difference != 0 {
                    *cash += difference;
                    self.revenue -= difference;
                    let (from, to) =
                        if difference > 0 { (REVENUE, bet.account) } else { (bet.account, REVENUE) };
                    transfer(from, to, difference.abs(), *cash);
                }
            } else {
                self.revenue += bet.stake - target;
                if target == 0 {
                    transfer(OPEN_STAKES, REVENUE, bet.stake, 0);
                } else {
                    *cash += target;
                    transfer(REVENUE, OPEN_STAKES, target - bet.stake, 0);
                    transfer(OPEN_STAKES, bet.account, target, *cash);
                }
            }
            (bet.returned, bet.settled) = (target, true);
        }
    }
}
