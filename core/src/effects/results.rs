//! What happens to fixtures and markets as they are played, moved, graded and called off.

use super::catalogue::kickoff;
use super::{Cause, edited, seen};
use crate::catalogue::{Fixture, FixtureStatus, Market, MarketResult, MarketStatus, Selection};
use crate::decline::Decline;
use crate::event::Event;
use crate::id::MarketId;
use crate::state::{Draft, Key, Progress};

pub(super) fn apply(draft: &mut Draft<'_>, cause: &Cause, event: &Event) -> Result<(), Decline> {
    match event {
        Event::FixtureRescheduled { fixture, start } => {
            let kickoff = kickoff(draft, cause, *start)?;
            let fixture = edited::<Fixture>(draft, fixture)?;
            fixture.kickoffs.push(kickoff);
            fixture.status = FixtureStatus::Scheduled;
        }
        Event::PostponementVoided { fixture, kickoffs } => {
            let row = edited::<Fixture>(draft, fixture)?;
            for &kickoff in kickoffs {
                let kickoff = row.kickoffs.get_mut(kickoff as usize);
                kickoff.ok_or(Decline::Inconsistent(Key::Fixture(*fixture)))?.void = true;
            }
        }
        Event::MarketSuspended { market } => {
            edited::<Market>(draft, market)?.status = MarketStatus::Suspended;
        }
        Event::MarketResumed { market } => edited::<Market>(draft, market)?.status = MarketStatus::Active,
        Event::MarketClosed { market } => edited::<Market>(draft, market)?.status = MarketStatus::Closed,
        Event::LiveScoreRecorded { fixture, score } => {
            let fixture = edited::<Fixture>(draft, fixture)?;
            fixture.status = FixtureStatus::InPlay;
            fixture.score = Some(*score);
        }
        Event::FixtureFinished { fixture, score } => {
            let fixture = edited::<Fixture>(draft, fixture)?;
            fixture.status = FixtureStatus::Finished;
            fixture.score = Some(*score);
        }
        Event::ScoreCorrected { fixture, score } => {
            edited::<Fixture>(draft, fixture)?.score = Some(*score);
        }
        Event::FixtureAbandoned { fixture, score } => {
            let fixture = edited::<Fixture>(draft, fixture)?;
            fixture.status = FixtureStatus::Abandoned;
            fixture.score = *score;
        }
        Event::FixturePostponed { fixture } => {
            edited::<Fixture>(draft, fixture)?.status = FixtureStatus::Postponed;
        }
        Event::FixtureCancelled { fixture } => {
            edited::<Fixture>(draft, fixture)?.status = FixtureStatus::Cancelled;
        }
        Event::PositionsRecorded { fixture, placings } => {
            let fixture = edited::<Fixture>(draft, fixture)?;
            fixture.status = FixtureStatus::Finished;
            fixture.positions.clone_from(placings);
        }
        Event::PositionsCorrected { fixture, placings } => {
            edited::<Fixture>(draft, fixture)?.positions.clone_from(placings);
        }
        Event::RunnerWithdrawn { fixture, non_runner } => {
            edited::<Fixture>(draft, fixture)?.non_runners.push(*non_runner);
        }
        Event::RunnerReinstated { fixture, participant } => {
            let fixture = edited::<Fixture>(draft, fixture)?;
            fixture.non_runners.retain(|withdrawn| withdrawn.participant != *participant);
        }
        Event::MarketResulted { market, revision, result, outcomes } => {
            for outcome in outcomes {
                edited::<Selection>(draft, &outcome.selection)?.result = Some(outcome.result);
            }
            let void = matches!(result, MarketResult::Void);
            let row = edited::<Market>(draft, market)?;
            row.status = if void { MarketStatus::Void } else { MarketStatus::Settled };
            row.result = Some(*result);
            revise(draft, *market, *revision)?;
        }
        Event::MarketResultWithdrawn { market, revision } => {
            let row = edited::<Market>(draft, market)?;
            row.status = MarketStatus::Closed;
            row.result = None;
            revise(draft, *market, *revision)?;
        }
        Event::MarketLegsVoided { market, revision } => revise(draft, *market, *revision)?,
        _ => {}
    }
    Ok(())
}

/// Takes a market to a new revision: every leg on it waits to be graded again.
fn revise(draft: &mut Draft<'_>, market: MarketId, revision: u32) -> Result<(), Decline> {
    seen::<Market>(draft, &market)?;
    let progress = draft.progress(market)?;
    let newly_behind = progress.legs - progress.behind;
    draft.add_to_progress(market, Progress { behind: newly_behind, ..Progress::default() });
    edited::<Market>(draft, &market)?.revision = revision;
    Ok(())
}
