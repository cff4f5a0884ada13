//! What a house adds to the winnings of a lucky bet (docs/rules.md, section 4). Not here: which houses do, and for
//! which types, which is in their rules.

use super::lines::listed;
use super::{PricedBet, ReturnError};
use crate::betting::Way;
use crate::betting::bet_type::Cover;
use crate::betting::payout::Exact;
use crate::settlement::LegResult;

impl PricedBet<'_> {
    /// The bonus on what the win part returns, if there is one. A leg that has neither won nor lost in full, or
    /// has no result, cancels it.
    pub(super) fn bonus(
        &self,
        win: &Exact,
        result: impl Fn(usize) -> Option<LegResult>,
    ) -> Result<Option<Exact>, ReturnError> {
        let Some(bonus) = self.rules.bonus_of(self.terms.bet_type) else { return Ok(None) };
        if self.terms.way == Way::EquallyDivided {
            return Ok(None); // it has no win part of its own
        }
        let mut winners = 0;
        for leg in 0..self.legs.len() {
            match result(leg) {
                Some(LegResult::WON) => winners += 1,
                Some(LegResult::LOST) => {}
                _ => return Ok(None),
            }
        }
        let (times, percent) = if winners == self.legs.len() {
            (u128::from(bonus.all_winners_percent), 100)
        } else if winners == 1 {
            (u128::from(bonus.one_winner_times).saturating_sub(1), 1)
        } else {
            return Ok(None);
        };
        let staked = if winners == 1 { self.stake_on_winner(&result) } else { self.win_stake() };
        let winnings = win.minus_minor(staked);
        Ok(Some(winnings.times(times, percent)?))
    }

    /// The stake of all win parts, in minor units.
    fn win_stake(&self) -> i64 {
        let spread = self.line_stake.spread.min(self.lines);
        // At most the stake of the whole bet.
        self.line_stake.per_line.saturating_mul(self.lines.into()).saturating_add(spread.into())
    }

    /// The stake of the lines that the one winner leaves. Its single is the only one, if the type has singles, which
    /// are the first lines; else the win part has returned nothing. An any-to-come bet has every line that begins
    /// with it, and keeps what did not go on.
    fn stake_on_winner(&self, result: impl Fn(usize) -> Option<LegResult>) -> i64 {
        let winner = (0..self.legs.len()).find(|&leg| result(leg) == Some(LegResult::WON));
        match self.terms.bet_type.cover() {
            Cover::AnyToCome(_) => {
                let lines = listed(self.terms.bet_type, self.legs, u32::MAX).into_iter().enumerate();
                let left = lines.filter(|(_, line)| line.first.map(|(leg, _)| leg) == winner);
                // At most the stake of the whole bet.
                left.fold(0, |sum, (line, _)| self.line_stake.of_line(line).saturating_add(sum))
            }
            Cover::Line | Cover::Folds(_) | Cover::Square => {
                winner.map_or(0, |leg| self.line_stake.of_line(leg))
            }
        }
    }
}
