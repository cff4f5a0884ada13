//! Who bets, and on what: one bettor for each strategy, and a crowd that draws its slips.

use std::time::Duration;

use realdeal::betting::Slip;
use realdeal::command::{Actor, Command};
use realdeal::id::{SelectionId, UserId};
use realdeal::money::{Currency, Money};
use realdeal::odds::Odds;
use realdeal::{Book, Rejection};

use super::dice::Dice;
use super::season::{Ending, Row, Season};

/// How long before its kick-off a fixture is bet on.
pub(crate) const BEFORE: Duration = Duration::from_hours(1);
/// How many fixtures, from the next one on, a drawn slip chooses from.
pub(crate) const WITHIN: usize = 15;
/// The legs of a drawn slip.
const LEGS: std::ops::RangeInclusive<u32> = 2..=5;
/// The most that a drawn slip stakes, in whole euros; the least is one.
const MOST_EUROS: u32 = 20;

/// What stands on offer for one fixture: for each column set, the selections with their prices.
pub(crate) type Prices = Vec<Option<Vec<(SelectionId, Odds)>>>;

/// Backs one outcome of one column set in every fixture, always with the same stake.
#[derive(Debug, Clone)]
pub(crate) struct Strategy {
    pub(crate) name: String,
    pub(crate) bettor: UserId,
    /// Which column set of the season.
    pub(crate) set: usize,
    /// Which of the set's outcomes.
    pub(crate) outcome: usize,
}

/// The names of all strategies, with their column set and outcome.
pub(crate) fn strategies_of(season: &Season) -> Vec<(String, usize, usize)> {
    let mut all = Vec::new();
    for (set, columns) in season.sets.iter().enumerate() {
        all.extend(columns.strategies().enumerate().map(|(outcome, name)| (name, set, outcome)));
    }
    all
}

impl Strategy {
    /// The command that backs this outcome of a fixture; none where there is no such market.
    pub(crate) fn command(
        &self,
        book: &mut Book,
        prices: &Prices,
        stake: Money,
    ) -> Option<Result<Command, Rejection>> {
        let &(selection, odds) = prices.get(self.set)?.as_ref()?.get(self.outcome)?;
        let slip = Slip::new(book.fresh_id()).leg(selection, odds).stake(stake);
        Some(command(book, self.bettor, slip))
    }
}

/// The command that places a slip for a bettor, now.
fn command(book: &mut Book, bettor: UserId, slip: Slip) -> Result<Command, Rejection> {
    let (id, body) = slip.into_command()?;
    Ok(Command::new(id, Actor::User(bettor), book.now(), body))
}

/// The random bettors. They take turns, so that what each of them stakes at most is known beforehand.
#[derive(Debug)]
pub(crate) struct Crowd {
    pub(crate) bettors: Vec<UserId>,
    dice: Dice,
    turn: usize,
}

impl Crowd {
    pub(crate) fn new(bettors: Vec<UserId>, seed: u64) -> Self {
        Self { bettors, dice: Dice::new(seed, "crowd"), turn: 0 }
    }

    /// The most that one of so many bettors can stake in so many bets of all together.
    pub(crate) fn most_staked(bets: u64, bettors: u32) -> Result<Money, Rejection> {
        let turns = bets.div_ceil(u64::from(bettors.max(1)));
        let turns = i64::try_from(turns).unwrap_or(i64::MAX);
        Ok(Money::new(i64::from(MOST_EUROS) * 100, Currency::EUR).checked_mul(turns)?)
    }

    /// Draws an accumulator over the next fixtures for the next bettor: two to five legs, fewer where the season is
    /// nearly over. None where there is nothing to bet on, or nobody.
    pub(crate) fn command<'p>(
        &mut self,
        book: &mut Book,
        next: impl Iterator<Item = &'p Prices>,
    ) -> Option<Result<Command, Rejection>> {
        let bettor = *self.bettors.get(self.turn % self.bettors.len().max(1))?;
        self.turn += 1;
        let mut open: Vec<&Prices> = next.collect();
        let legs = LEGS.start() + self.dice.below(LEGS.end() - LEGS.start() + 1);
        let mut slip = Slip::new(book.fresh_id());
        for _ in 0..legs {
            if open.is_empty() {
                break;
            }
            let prices = open.swap_remove(self.dice.place(open.len()));
            let markets: Vec<_> = prices.iter().flatten().collect();
            let market = self.dice.pick(&markets)?;
            let &(selection, odds) = self.dice.pick(market)?;
            slip = slip.leg(selection, odds);
        }
        if slip.legs().is_empty() {
            return None;
        }
        let euros = i64::from(1 + self.dice.below(MOST_EUROS));
        Some(command(book, bettor, slip.stake(Money::new(euros * 100, Currency::EUR))))
    }
}

/// Whether anybody bets on a fixture: it has a price, and the file knows how it ends.
pub(crate) fn is_bet_on(row: &Row) -> bool {
    row.ending != Ending::Unplayed && row.offers.iter().any(Option::is_some)
}
