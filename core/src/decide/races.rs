//! Decisions on races: runners that are withdrawn, finishing positions, and what these make of a market.
//!
//! Positions are graded when they are recorded: the event of a market's result tells what came of each selection. Not
//! here: scores of matches (`results`), and bets (`settling`).

use super::catalogue::{fixture, markets_of, selections_of};
use super::markets::{market, selection};
use super::results::{check_started, check_status, closed_at_the_end, resulted};
use super::{Decided, Decision, Decline, Need, View};
use crate::answer::Made;
use crate::catalogue::{
    Finish, Fixture, FixtureStatus, Market, MarketResult, MarketStatus, NonRunner, Placing,
};
use crate::command::{CorrectPositions, RecordPositions, ReinstateRunner, SelectionResult, WithdrawRunner};
use crate::event::Event;
use crate::id::ParticipantId;
use crate::keys::Scan;
use crate::rejection::Rejection;
use crate::settlement::LegResult;
use crate::settlement::places::grade_by_positions;
use crate::state::Key;

/// What became of each runner, once and of nobody else, with positions that leave none out.
fn check_placings(fixture: &Fixture, placings: &[Placing]) -> Result<(), Rejection> {
    if fixture.is_match() {
        return Err(Rejection::NoPositionsInMatch { fixture: fixture.id });
    }
    for (index, &Placing { participant, .. }) in placings.iter().enumerate() {
        let before = placings.get(..index).unwrap_or_default();
        if before.iter().any(|placing| placing.participant == participant) {
            return Err(Rejection::SameParticipant { participant });
        }
        if !fixture.entrants.iter().any(|entrant| entrant.participant == participant) {
            return Err(Rejection::NotEntered { fixture: fixture.id, participant });
        }
    }
    let (given, needed) = (placings.len(), fixture.entrants.len());
    if given != needed {
        return Err(Rejection::PositionsMissing { fixture: fixture.id, given, needed });
    }
    // Who was withdrawn has no position, and who did not run no starting price.
    let contradicts = |placing: &&Placing| match placing.finish {
        Finish::DidNotRun => placing.starting_price.is_some(),
        Finish::Position(_) | Finish::DidNotFinish => fixture.is_withdrawn(placing.participant),
    };
    if let Some(&Placing { participant, .. }) = placings.iter().find(contradicts) {
        return Err(Rejection::RunnerWithdrawn { fixture: fixture.id, participant });
    }
    check_order(fixture, placings)
}

/// Each position is one more than there are runners before it: 1, 2, 2, 4.
fn check_order(fixture: &Fixture, placings: &[Placing]) -> Result<(), Rejection> {
    let position = |placing: &Placing| {
        if let Finish::Position(position) = placing.finish { Some(position) } else { None }
    };
    let mut positions: Vec<_> = placings.iter().filter_map(position).collect();
    positions.sort_unstable();
    if positions.is_empty() {
        return Err(Rejection::NobodyFinished { fixture: fixture.id });
    }
    let mut before = None;
    for (expected, position) in (1_u16..).zip(positions) {
        if position != expected && before != Some(position) {
            return Err(Rejection::PositionSkipped { position, expected });
        }
        before = Some(position);
    }
    Ok(())
}

/// The rows of a race's markets, with their selections found.
fn market_rows<'a>(view: &View<'a>, fixture: &Fixture) -> Result<Vec<&'a Market>, Decline> {
    let ids = markets_of(view, fixture.id)?;
    let scans = ids.iter().map(|&market| Scan::SelectionsOf(market));
    let missing: Vec<_> = scans.filter(|scan| !view.found.contains_key(scan)).collect();
    if !missing.is_empty() {
        return Err(Decline::Need(Need::Scans(missing)));
    }
    ids.into_iter().map(|id| market(view, id)).collect()
}

/// The event that grades a market on a race.
pub(super) fn graded(view: &View<'_>, market: &Market, placings: &[Placing]) -> Result<Event, Decline> {
    let mut outcomes = Vec::new();
    for id in selections_of(view, market.id)? {
        let row = selection(view, id)?;
        // Every selection of such a market was held against the runners when it was opened, and all of them are placed.
        let result = grade_by_positions(&market.kind, &row.outcome, placings);
        let result = result.ok_or(Decline::Inconsistent(Key::Selection(id)))?;
        // Ante-post, who does not run has lost (docs/rules.md, section 7).
        let lost = market.terms.ante_post && result.is_void();
        let result = if lost { LegResult::LOST } else { result };
        outcomes.push(SelectionResult { selection: id, result });
    }
    Ok(resulted(market, MarketResult::Positions, outcomes))
}

pub(super) fn record_positions(view: &View<'_>, body: &RecordPositions) -> Decision {
    let row = fixture(view, body.fixture)?;
    if row.status == FixtureStatus::Finished {
        return Err(Rejection::ResultExists { fixture: row.id }.into());
    }
    check_status(row, &[FixtureStatus::Scheduled, FixtureStatus::InPlay])?;
    check_placings(row, &body.placings)?;
    check_started(row, view.command.at)?;
    let placings = body.placings.clone();
    let mut events = vec![Event::PositionsRecorded { fixture: row.id, placings }];
    for market in market_rows(view, row)? {
        if market.status.is_unresolved() && market.kind.is_graded_by_positions() {
            events.push(graded(view, market, &body.placings)?);
        } else {
            events.extend(closed_at_the_end(market));
        }
    }
    // ---- accepted ----
    Ok(Decided::new(Made::Change, events))
}

/// The positions that a race's markets are graded by, once they are recorded.
pub(super) fn final_positions(fixture: &Fixture) -> Result<&[Placing], Rejection> {
    if fixture.positions.is_empty() {
        return Err(Rejection::NoPositions { fixture: fixture.id });
    }
    Ok(&fixture.positions)
}

pub(super) fn correct_positions(view: &View<'_>, body: &CorrectPositions) -> Decision {
    let row = fixture(view, body.fixture)?;
    check_placings(row, &body.placings)?;
    if final_positions(row)? == body.placings {
        return Err(Rejection::ResultUnchanged {}.into());
    }
    let placings = body.placings.clone();
    let mut events = vec![Event::PositionsCorrected { fixture: row.id, placings }];
    for market in market_rows(view, row)? {
        if market.result == Some(MarketResult::Positions) {
            events.push(graded(view, market, &body.placings)?);
        }
    }
    // ---- accepted ----
    Ok(Decided::new(Made::Change, events))
}

/// A runner of a race that can still be withdrawn or reinstated: also when it has been run, for a withdrawal may have been
/// forgotten.
fn check_runner(fixture: &Fixture, participant: ParticipantId) -> Result<(), Rejection> {
    if fixture.is_match() {
        return Err(Rejection::NoPositionsInMatch { fixture: fixture.id });
    }
    check_status(
        fixture,
        &[FixtureStatus::Scheduled, FixtureStatus::InPlay, FixtureStatus::Postponed, FixtureStatus::Finished],
    )?;
    if !fixture.entrants.iter().any(|entrant| entrant.participant == participant) {
        return Err(Rejection::NotEntered { fixture: fixture.id, participant });
    }
    Ok(())
}

/// The markets on the runners of a race that are graded again when one of them is out, or is not.
fn runner_markets<'a>(view: &View<'a>, fixture: &Fixture) -> Result<Vec<&'a Market>, Decline> {
    let mut markets = Vec::new();
    for id in markets_of(view, fixture.id)? {
        let row = market(view, id)?;
        if row.kind.is_graded_by_positions() && row.status != MarketStatus::Void {
            markets.push(row);
        }
    }
    Ok(markets)
}

fn graded_again(market: &Market) -> Event {
    Event::MarketLegsVoided { market: market.id, revision: market.revision + 1 }
}

pub(super) fn withdraw_runner(view: &View<'_>, body: &WithdrawRunner) -> Decision {
    let row = fixture(view, body.fixture)?;
    let (participant, withdrawn_at, at) = (body.participant, body.withdrawn_at, view.command.at);
    check_runner(row, participant)?;
    if row.is_withdrawn(participant) {
        return Err(Rejection::RunnerWithdrawn { fixture: row.id, participant }.into());
    }
    let ran = |placing: &Placing| placing.participant == participant && placing.finish != Finish::DidNotRun;
    if row.positions.iter().any(ran) {
        return Err(Rejection::RunnerRan { fixture: row.id, participant }.into());
    }
    if withdrawn_at > at {
        return Err(Rejection::WithdrawnLater { withdrawn_at, at }.into());
    }
    let markets = runner_markets(view, row)?;
    // ---- accepted ----
    let non_runner = NonRunner { participant, odds: body.odds, withdrawn_at };
    let mut events = vec![Event::RunnerWithdrawn { fixture: row.id, non_runner }];
    for market in markets {
        // The other prices were made with this runner in the race: bets wait for new ones.
        if market.status == MarketStatus::Active {
            events.push(Event::MarketSuspended { market: market.id });
        }
        events.push(graded_again(market));
    }
    Ok(Decided::new(Made::Change, events))
}

pub(super) fn reinstate_runner(view: &View<'_>, body: &ReinstateRunner) -> Decision {
    let row = fixture(view, body.fixture)?;
    let participant = body.participant;
    check_runner(row, participant)?;
    if !row.is_withdrawn(participant) {
        return Err(Rejection::NotWithdrawn { fixture: row.id, participant }.into());
    }
    let markets = runner_markets(view, row)?;
    // ---- accepted ----
    let reinstated = Event::RunnerReinstated { fixture: row.id, participant };
    let again = markets.into_iter().map(graded_again);
    Ok(Decided::new(Made::Change, std::iter::once(reinstated).chain(again).collect()))
}
