//! Decisions on results: scores, outcomes, corrections, voids, and fixtures that are moved or not played to the end.

use super::catalogue::{fixture, markets_of};
use super::markets::{check_list, market, selection_of};
use super::races::{self, final_positions};
use super::{Decided, Decision, Decline, View};
use crate::answer::Made;
use crate::catalogue::market_kind::GradedBy;
use crate::catalogue::{Fixture, FixtureStatus, Kickoff, Market, MarketResult, MarketStatus, Period, Score};
use crate::command::{
    AbandonFixture, CancelFixture, CorrectResult, CorrectScore, Correction, PostponeFixture, RecordOutcomes,
    RecordScore, RescheduleFixture, ScoreStage, SelectionResult, VoidFixture, VoidMarket,
};
use crate::event::Event;
use crate::house_rules::Abandonment;
use crate::id::MarketId;
use crate::rejection::Rejection;
use crate::settlement::grading::{can_be_graded, standing};
use crate::time::Timestamp;

/// The rows of a fixture's markets.
fn market_rows<'a>(view: &View<'a>, fixture: &Fixture) -> Result<Vec<&'a Market>, Decline> {
    markets_of(view, fixture.id)?.into_iter().map(|id| market(view, id)).collect()
}

/// The event that gives a market a result, or another one.
pub(super) fn resulted(market: &Market, result: MarketResult, outcomes: Vec<SelectionResult>) -> Event {
    Event::MarketResulted { market: market.id, revision: market.revision + 1, result, outcomes }
}

fn voided(market: &Market) -> Event {
    resulted(market, MarketResult::Void, Vec::new())
}

pub(super) fn check_started(fixture: &Fixture, at: Timestamp) -> Result<(), Rejection> {
    let start = fixture.start();
    if at < start {
        return Err(Rejection::FixtureNotStarted { fixture: fixture.id, start, at });
    }
    Ok(())
}

/// A score that a fixture of this form can have.
fn check_score(fixture: &Fixture, score: &Score) -> Result<(), Rejection> {
    if !fixture.is_match() {
        return Err(Rejection::NoScoreInRace { fixture: fixture.id });
    }
    Ok(score.validate()?)
}

/// A market that is graded by a score must find in it what it asks for.
fn check_gradable(market: &Market, score: &Score) -> Result<(), Rejection> {
    if can_be_graded(&market.kind, score) {
        return Ok(());
    }
    Err(Rejection::HalfTimeMissing { market: market.id })
}

pub(super) fn check_status(fixture: &Fixture, statuses: &[FixtureStatus]) -> Result<(), Rejection> {
    if statuses.contains(&fixture.status) {
        return Ok(());
    }
    Err(Rejection::WrongFixtureStatus { fixture: fixture.id, status: fixture.status })
}

pub(super) fn record_score(view: &View<'_>, body: &RecordScore) -> Decision {
    let row = fixture(view, body.fixture)?;
    if row.status == FixtureStatus::Finished {
        return Err(Rejection::ResultExists { fixture: row.id }.into());
    }
    check_status(row, &[FixtureStatus::Scheduled, FixtureStatus::InPlay])?;
    check_score(row, &body.score)?;
    check_started(row, view.command.at)?;
    let markets = market_rows(view, row)?;
    if body.stage == ScoreStage::Final {
        for market in markets.iter().filter(|market| is_graded_at_the_end(market)) {
            check_gradable(market, &body.score)?;
        }
    }
    // ---- accepted ----
    let (fixture, score) = (row.id, body.score);
    let events = match body.stage {
        ScoreStage::Live => {
            let closed = markets.into_iter().filter(|market| takes_bets(market) && is_over(market, &score));
            let closed = closed.map(|market| Event::MarketClosed { market: market.id });
            std::iter::once(Event::LiveScoreRecorded { fixture, score }).chain(closed).collect()
        }
        ScoreStage::Final => {
            let graded = markets.into_iter().filter_map(|market| at_the_end(market, score));
            std::iter::once(Event::FixtureFinished { fixture, score }).chain(graded).collect()
        }
    };
    Ok(Decided::new(Made::Change, events))
}

fn takes_bets(market: &Market) -> bool {
    matches!(market.status, MarketStatus::Active | MarketStatus::Suspended)
}

/// Whether a market takes no bets any more at a live score: those of before the match, and those about a half that is over.
fn is_over(market: &Market, score: &Score) -> bool {
    !market.in_play || market.kind.period() == Some(Period::FirstHalf) && score.half_time.is_some()
}

fn is_graded_at_the_end(market: &Market) -> bool {
    market.status.is_unresolved() && market.kind.is_graded_by_score()
}

/// What the end of a fixture does to one of its markets.
fn at_the_end(market: &Market, score: Score) -> Option<Event> {
    if is_graded_at_the_end(market) {
        Some(resulted(market, MarketResult::Score(score), Vec::new()))
    } else {
        closed_at_the_end(market)
    }
}

/// A market whose outcomes are recorded by hand: until then nobody bets on what is known.
pub(super) fn closed_at_the_end(market: &Market) -> Option<Event> {
    takes_bets(market).then_some(Event::MarketClosed { market: market.id })
}

/// That a market is graded by some other thing than what was given.
fn graded_otherwise(market: &Market) -> Rejection {
    let market_id = market.id;
    match market.kind.graded_by() {
        GradedBy::Score => Rejection::GradedByScore { market: market_id },
        GradedBy::Positions => Rejection::GradedByPositions { market: market_id },
        GradedBy::Outcomes => Rejection::GradedByOutcomes { market: market_id },
    }
}

/// One result for each selection of a market that no score grades.
fn check_outcomes(view: &View<'_>, market: &Market, results: &[SelectionResult]) -> Result<(), Decline> {
    if market.kind.graded_by() != GradedBy::Outcomes {
        return Err(graded_otherwise(market).into());
    }
    check_list(results.iter().map(|result| result.selection))?;
    for result in results {
        selection_of(view, market.id, result.selection)?;
    }
    if results.len() != market.selections as usize {
        let (given, needed) = (results.len(), market.selections);
        return Err(Rejection::ResultsMissing { market: market.id, given, needed }.into());
    }
    Ok(())
}

pub(super) fn record_outcomes(view: &View<'_>, body: &RecordOutcomes) -> Decision {
    let row = market(view, body.market)?;
    if !row.status.is_unresolved() {
        return Err(Rejection::MarketResultExists { market: row.id }.into());
    }
    let of = fixture(view, row.fixture)?;
    // A fixture without a start has not been played, whatever its last start was.
    if matches!(of.status, FixtureStatus::Postponed | FixtureStatus::Cancelled) {
        return Err(Rejection::WrongFixtureStatus { fixture: of.id, status: of.status }.into());
    }
    check_started(of, view.command.at)?;
    check_outcomes(view, row, &body.results)?;
    // ---- accepted ----
    Ok(Decided::change(resulted(row, MarketResult::Outcomes, body.results.clone())))
}

/// The score that a fixture's markets are graded by, once it is final.
fn final_score(fixture: &Fixture) -> Result<Score, Rejection> {
    let ended = matches!(fixture.status, FixtureStatus::Finished | FixtureStatus::Abandoned);
    fixture.score.filter(|_| ended).ok_or(Rejection::NoScore { fixture: fixture.id })
}

pub(super) fn correct_score(view: &View<'_>, body: &CorrectScore) -> Decision {
    let row = fixture(view, body.fixture)?;
    check_score(row, &body.score)?;
    if final_score(row)? == body.score {
        return Err(Rejection::ResultUnchanged {}.into());
    }
    let mut graded = market_rows(view, row)?;
    graded.retain(|market| matches!(market.result, Some(MarketResult::Score(_))));
    // What an abandoned fixture had determined by the wrong score may not be by the right one.
    let score = body.score;
    let abandoned = row.status == FixtureStatus::Abandoned;
    let stands = |market: &Market| {
        if abandoned { standing(&market.kind, &score, &market.listed) } else { Some(score) }
    };
    for market in &graded {
        if let Some(score) = stands(market) {
            check_gradable(market, &score)?;
        }
    }
    // ---- accepted ----
    let fixture = row.id;
    let again = graded.into_iter().map(|market| {
        stands(market)
            .map_or_else(|| voided(market), |score| resulted(market, MarketResult::Score(score), Vec::new()))
    });
    let events = std::iter::once(Event::ScoreCorrected { fixture, score }).chain(again).collect();
    Ok(Decided::new(Made::Change, events))
}

pub(super) fn correct_result(view: &View<'_>, body: &CorrectResult) -> Decision {
    let row = market(view, body.market)?;
    let before = row.result;
    if before.is_none() && !can_be_graded_again(view, row, &body.correction)? {
        return Err(Rejection::NoResult { market: row.id }.into());
    }
    let unchanged = || Err(Rejection::ResultUnchanged {}.into());
    let corrected = match &body.correction {
        Correction::Score => {
            if row.kind.graded_by() != GradedBy::Score {
                return Err(graded_otherwise(row).into());
            }
            let of = fixture(view, row.fixture)?;
            let mut score = final_score(of)?;
            // The score of an abandoned fixture grades only what it has determined.
            if of.status == FixtureStatus::Abandoned {
                let stands = standing(&row.kind, &score, &row.listed);
                score = stands.ok_or(Rejection::NoScore { fixture: of.id })?;
            }
            check_gradable(row, &score)?;
            let result = MarketResult::Score(score);
            if before == Some(result) {
                return unchanged();
            }
            resulted(row, result, Vec::new())
        }
        Correction::Positions => {
            if row.kind.graded_by() != GradedBy::Positions {
                return Err(graded_otherwise(row).into());
            }
            let placings = final_positions(fixture(view, row.fixture)?)?;
            if before == Some(MarketResult::Positions) {
                return unchanged();
            }
            races::graded(view, row, placings)?
        }
        Correction::Outcomes(results) => {
            check_outcomes(view, row, results)?;
            if before == Some(MarketResult::Outcomes) && same_outcomes(view, row.id, results)? {
                return unchanged();
            }
            resulted(row, MarketResult::Outcomes, results.clone())
        }
        Correction::Void if before == Some(MarketResult::Void) => return unchanged(),
        Correction::Void => voided(row),
        Correction::Withdrawn => Event::MarketResultWithdrawn { market: row.id, revision: row.revision + 1 },
    };
    // ---- accepted ----
    Ok(Decided::change(corrected))
}

/// A result that was withdrawn can be given again by the final score or positions, which are recorded only once.
fn can_be_graded_again(view: &View<'_>, market: &Market, correction: &Correction) -> Result<bool, Decline> {
    let of = fixture(view, market.fixture)?;
    Ok(match correction {
        Correction::Score => market.kind.is_graded_by_score() && final_score(of).is_ok(),
        Correction::Positions => market.kind.is_graded_by_positions() && final_positions(of).is_ok(),
        Correction::Outcomes(_) | Correction::Void | Correction::Withdrawn => false,
    })
}

fn same_outcomes(view: &View<'_>, market: MarketId, results: &[SelectionResult]) -> Result<bool, Decline> {
    for result in results {
        if selection_of(view, market, result.selection)?.result != Some(result.result) {
            return Ok(false);
        }
    }
    Ok(true)
}

pub(super) fn void_market(view: &View<'_>, body: &VoidMarket) -> Decision {
    let row = market(view, body.market)?;
    if !row.status.is_unresolved() {
        return Err(Rejection::MarketResultExists { market: row.id }.into());
    }
    // ---- accepted ----
    Ok(Decided::change(voided(row)))
}

pub(super) fn void_fixture(view: &View<'_>, body: &VoidFixture) -> Decision {
    let row = fixture(view, body.fixture)?;
    let markets = market_rows(view, row)?;
    let events: Vec<_> =
        markets.into_iter().filter(|market| market.status != MarketStatus::Void).map(voided).collect();
    if events.is_empty() {
        return Err(Rejection::ResultUnchanged {}.into());
    }
    // ---- accepted ----
    Ok(Decided::new(Made::Change, events))
}

pub(super) fn abandon_fixture(view: &View<'_>, body: &AbandonFixture) -> Decision {
    let row = fixture(view, body.fixture)?;
    check_status(row, &[FixtureStatus::Scheduled, FixtureStatus::InPlay])?;
    if let Some(score) = &body.score {
        check_score(row, score)?;
    }
    check_started(row, view.command.at)?;
    let markets = market_rows(view, row)?;
    let counts = view.rules()?.abandonment == Abandonment::DeterminedStand;
    // ---- accepted ----
    let score = body.score.filter(|_| counts);
    let stands = |market: &Market| score.and_then(|score| standing(&market.kind, &score, &market.listed));
    let ended = markets.into_iter().filter(|market| market.status.is_unresolved()).map(|market| {
        stands(market)
            .map_or_else(|| voided(market), |score| resulted(market, MarketResult::Score(score), Vec::new()))
    });
    let abandoned = Event::FixtureAbandoned { fixture: row.id, score: body.score };
    Ok(Decided::new(Made::Change, std::iter::once(abandoned).chain(ended).collect()))
}

pub(super) fn cancel_fixture(view: &View<'_>, body: &CancelFixture) -> Decision {
    let row = fixture(view, body.fixture)?;
    check_status(row, &[FixtureStatus::Scheduled, FixtureStatus::InPlay, FixtureStatus::Postponed])?;
    let markets = market_rows(view, row)?;
    // ---- accepted ----
    let void = markets.into_iter().filter(|market| market.status.is_unresolved()).map(voided);
    let cancelled = Event::FixtureCancelled { fixture: row.id };
    Ok(Decided::new(Made::Change, std::iter::once(cancelled).chain(void).collect()))
}

pub(super) fn postpone_fixture(view: &View<'_>, body: &PostponeFixture) -> Decision {
    let row = fixture(view, body.fixture)?;
    check_status(row, &[FixtureStatus::Scheduled])?;
    let markets = market_rows(view, row)?;
    // ---- accepted ----
    let active = markets.into_iter().filter(|market| market.status == MarketStatus::Active);
    let suspended = active.map(|market| Event::MarketSuspended { market: market.id });
    let postponed = Event::FixturePostponed { fixture: row.id };
    Ok(Decided::new(Made::Change, std::iter::once(postponed).chain(suspended).collect()))
}

pub(super) fn reschedule_fixture(view: &View<'_>, body: &RescheduleFixture) -> Decision {
    let row = fixture(view, body.fixture)?;
    check_status(row, &[FixtureStatus::Scheduled, FixtureStatus::Postponed])?;
    let (start, before, at) = (body.start, row.start(), view.command.at);
    if start == before && row.status == FixtureStatus::Scheduled {
        return Err(Rejection::StartUnchanged { start }.into());
    }
    // A start that already was lies before an announced one: either the fixture was brought forward, and bets placed since
    // then turn out to be late, or that was a mistake, which is taken back.
    let latest = row.kickoffs.iter().map(|kickoff| kickoff.start).max().unwrap_or(before);
    if start <= at && (start > latest || start == before) {
        return Err(Rejection::StartInPast { start, at }.into());
    }
    if row.kickoffs.len() >= Fixture::MAX_KICKOFFS {
        let max = Fixture::MAX_KICKOFFS;
        return Err(Rejection::MovedTooOften { fixture: row.id, max }.into());
    }
    let outside = kickoffs_where(row, |kickoff| start > kickoff.void_at);
    let markets = market_rows(view, row)?;
    // ---- accepted ----
    let mut events = legs_voided(row, outside, &markets);
    events.push(Event::FixtureRescheduled { fixture: row.id, start });
    Ok(Decided::new(Made::Change, events))
}

/// Which of the announced starts are not void yet and meet a condition.
pub(super) fn kickoffs_where(fixture: &Fixture, meets: impl Fn(&Kickoff) -> bool) -> Vec<u32> {
    let numbered = (0_u32..).zip(&fixture.kickoffs);
    numbered.filter(|(_, kickoff)| !kickoff.void && meets(kickoff)).map(|(number, _)| number).collect()
}

/// The events that void the bets placed under some announced starts, and have legs graded again where a change of the
/// starts matters.
pub(super) fn legs_voided(fixture: &Fixture, kickoffs: Vec<u32>, markets: &[&Market]) -> Vec<Event> {
    let any = !kickoffs.is_empty();
    let again = markets
        .iter()
        // Stated outcomes can come before the end: what they graded by the starts as they were is graded anew.
        .filter(|market| {
            if market.status.is_unresolved() { any } else { market.result == Some(MarketResult::Outcomes) }
        })
        .map(|market| Event::MarketLegsVoided { market: market.id, revision: market.revision + 1 });
    let voided = any.then_some(Event::PostponementVoided { fixture: fixture.id, kickoffs });
    voided.into_iter().chain(again).collect()
}
