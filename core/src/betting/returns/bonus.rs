//! What a house adds to the winnings of a lucky bet (docs/rules.md, section 4). Not here: which houses do, and for
//! which types, which is in their rules.

use super::{PricedBet, ReturnError};
use crate::betting::Way;
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
        // One winner leaves one line, its single, if the type has singles; else the win part has returned nothing.
        let staked = if winners == 1 { self.single_stake(&result) } else { self.win_stake() };
        let winnings = win.minus_minor(staked);
        Ok(Some(winnings.times(times, percent)?))
    }

    /// The stake of all win parts, in minor units.
    fn win_stake(&self) -> i64 {
        let spread = self.line_stake.spread.min(self.lines);
        // At most the stake of the whole bet.
        self.line_stake.per_line.saturating_mul(self.lines.into()).saturating_add(spread.into())
    }

    /// The stake of the single on the one winner: singles are the first lines.
    fn single_stake(&self, result: impl Fn(usize) -> Option<LegResult>) -> i64 {
        let winner = (0_u32..).zip(0..self.legs.len()).find(|&(_, leg)| result(leg) == Some(LegResult::WON));
        let more = winner.is_some_and(|(line, _)| line < self.line_stake.spread);
        self.line_stake.per_line.saturating_add(more.into())
    }
}
