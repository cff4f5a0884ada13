//! The grade of a leg on a race: its win and its place, what non-runners cost it, and its starting price.
//!
//! Pure. Not here: the order of arrival (`places`), the table of deductions (`rule_4`), and what a grade pays (`leg_grade`).

use super::places::placed;
use super::{LegGrade, LegResult, LegResultError, PlaceGrade, RaceGrade, Rule4Rules};
use crate::betting::{Leg, PlaceTerms};
use crate::catalogue::{EachWay, Finish, Fixture, RaceTerms};
use crate::id::ParticipantId;
use crate::time::Timestamp;

/// A leg on a runner, with what its grade depends on beside the order of arrival.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RaceLeg<'a> {
    /// The race.
    pub(crate) race: &'a Fixture,
    /// The terms of the leg's market.
    pub(crate) terms: RaceTerms,
    /// The leg.
    pub(crate) leg: &'a Leg,
    /// The runner that it backs.
    pub(crate) runner: ParticipantId,
    /// When its bet was placed.
    pub(crate) placed_at: Timestamp,
}

impl RaceLeg<'_> {
    /// The grade of a leg whose runner did not run: void, but ante-post it is lost on the win and on the place.
    pub(crate) fn did_not_run(&self) -> Result<LegGrade, LegResultError> {
        if !self.terms.ante_post {
            return Ok(LegResult::VOID.into());
        }
        let lost = |terms: PlaceTerms| PlaceGrade { result: LegResult::LOST, fraction: terms.fraction };
        let place = self.leg.terms.place.map(lost);
        graded(LegResult::LOST, RaceGrade { place, ..RaceGrade::default() })
    }

    /// The grade once the positions are recorded, by what they say of the win on this market.
    pub(crate) fn graded(&self, win: LegResult, rules: Rule4Rules) -> Result<LegGrade, LegResultError> {
        let placing = self.race.positions.iter().find(|placing| placing.participant == self.runner);
        if placing.is_some_and(|placing| placing.finish == Finish::DidNotRun) {
            return self.did_not_run();
        }
        let place = self.places().and_then(|PlaceTerms { places, fraction }| {
            let result = placed(&self.race.positions, self.runner, places.into())?;
            Some(PlaceGrade { result, fraction })
        });
        let starting_price = placing.and_then(|placing| placing.starting_price);
        let starting_price = starting_price.filter(|_| self.leg.terms.guaranteed);
        graded(win, RaceGrade { place, deduction: self.deduction(rules), starting_price })
    }

    /// The places that the leg is paid by: those agreed, or those for the runners that ran.
    fn places(&self) -> Option<PlaceTerms> {
        match self.terms.each_way {
            Some(each_way @ EachWay::ByRunners { .. }) if !self.terms.ante_post => {
                each_way.places(self.race.runners())
            }
            Some(_) | None => self.leg.terms.place,
        }
    }

    /// What is deducted for the runners that were withdrawn after the bet; nothing ante-post.
    fn deduction(&self, rules: Rule4Rules) -> u8 {
        if self.terms.ante_post {
            return 0;
        }
        let after = self.race.non_runners.iter().filter(|withdrawn| self.placed_at < withdrawn.withdrawn_at);
        rules.deduction(after.map(|withdrawn| withdrawn.odds))
    }
}

/// A race that adds nothing leaves the plain result.
fn graded(win: LegResult, race: RaceGrade) -> Result<LegGrade, LegResultError> {
    if race == RaceGrade::default() { Ok(win.into()) } else { LegGrade::in_race(win, race) }
}
