//! Decisions on markets: opened, priced, suspended, resumed, closed.

use std::collections::BTreeSet;

use super::catalogue::{fixture, free_external};
use super::{Decided, Decision, Decline, View};
use crate::answer::Made;
use crate::betting::PlaceTerms;
use crate::catalogue::{
    EachWay, ExternalId, Fixture, FixtureStatus, Market, MarketKind, MarketStatus, Outcome, RaceTerms,
    Selection,
};
use crate::command::{ChangePrices, CloseMarket, OpenMarket, Priced, ResumeMarket, SuspendMarket};
use crate::event::{Event, OpenedSelection};
use crate::id::{MarketId, ParticipantId, SelectionId};
use crate::rejection::Rejection;
use crate::state::ClaimKind;

/// The most selections of a market: one for each runner of the largest outright.
pub(crate) const MAX_SELECTIONS: usize = 10_000;
/// The most markets of a fixture: what a command that touches all of them can hold.
pub(crate) const MAX_MARKETS: u32 = 1_000;

pub(super) fn market<'a>(view: &View<'a>, id: MarketId) -> Result<&'a Market, Decline> {
    Ok(view.state.markets.get(&id)?.ok_or_else(|| Rejection::UnknownMarket { market: id })?)
}

pub(super) fn selection<'a>(view: &View<'a>, id: SelectionId) -> Result<&'a Selection, Decline> {
    Ok(view.state.selections.get(&id)?.ok_or_else(|| Rejection::UnknownSelection { selection: id })?)
}

/// A selection that must belong to a market.
pub(super) fn selection_of<'a>(
    view: &View<'a>,
    market: MarketId,
    id: SelectionId,
) -> Result<&'a Selection, Decline> {
    let row = selection(view, id)?;
    if row.market != market {
        return Err(Rejection::SelectionElsewhere { selection: id, market }.into());
    }
    Ok(row)
}

/// A list that names no selection twice and is neither empty nor too long.
pub(super) fn check_list(selections: impl Iterator<Item = SelectionId>) -> Result<(), Rejection> {
    let mut seen = BTreeSet::new();
    for selection in selections {
        if !seen.insert(selection) {
            return Err(Rejection::SelectionTwice { selection });
        }
    }
    check_count(seen.len())
}

fn check_count(count: usize) -> Result<(), Rejection> {
    match count {
        0 => Err(Rejection::NothingGiven {}),
        1..=MAX_SELECTIONS => Ok(()),
        _ => Err(Rejection::TooManySelections { count, max: MAX_SELECTIONS }),
    }
}

pub(super) fn open_market(view: &View<'_>, body: &OpenMarket) -> Decision {
    let market = MarketId::made_by(view.command.id, 0);
    let row = fixture(view, body.fixture)?;
    // A market may be prepared while a fixture has no new start yet, or opened in play; not once it is over.
    if row.status.is_over() {
        return Err(Rejection::WrongFixtureStatus { fixture: row.id, status: row.status }.into());
    }
    if row.markets >= MAX_MARKETS {
        return Err(Rejection::TooManyMarkets { fixture: row.id, max: MAX_MARKETS }.into());
    }
    check_count(body.selections.len())?;
    if body.kind.is_graded_by_score() && !row.is_match() {
        return Err(Rejection::NoScoreInRace { fixture: row.id }.into());
    }
    if body.kind.is_graded_by_positions() && row.is_match() {
        return Err(Rejection::NoPositionsInMatch { fixture: row.id }.into());
    }
    body.kind.validate().map_err(Rejection::from)?;
    let outcomes: Vec<_> = body.selections.iter().map(|priced| priced.outcome.clone()).collect();
    body.kind
        .check_outcomes(&outcomes)
        .map_err(|detail| Rejection::BadSelections { kind: body.kind.clone(), detail })?;
    check_runners(row, &outcomes)?;
    check_terms(&body.kind, body.terms)?;
    let external = free_external(view, ClaimKind::ExternalMarket, body.external.as_ref())?;
    let externals = free_externals(view, &body.selections)?;
    // ---- accepted ----
    let priced = (1_u32..).zip(&body.selections).zip(externals);
    let opened = priced.map(|((index, Priced { outcome, odds, .. }), external)| OpenedSelection {
        id: SelectionId::made_by(view.command.id, index),
        outcome: outcome.clone(),
        odds: *odds,
        external,
    });
    let selections: Vec<_> = opened.collect();
    let made = Made::Market { market, selections: selections.iter().map(|opened| opened.id).collect() };
    let (fixture, kind, in_play, terms) = (row.id, body.kind.clone(), body.in_play, body.terms);
    let opened = Event::MarketOpened { market, fixture, kind, selections, in_play, external, terms };
    Ok(Decided::new(made, vec![opened]))
}

/// Places and a guarantee are of a market on the winner, whose price they are counted from; ante-post is any on a race.
fn check_terms(kind: &MarketKind, terms: RaceTerms) -> Result<(), Rejection> {
    let of_winner = terms.each_way.is_some() || terms.guaranteed;
    let has_none = of_winner && *kind != MarketKind::RaceWinner;
    if has_none || terms.ante_post && !kind.is_graded_by_positions() {
        return Err(Rejection::NoRaceTerms { kind: kind.clone() });
    }
    if let Some(EachWay::Fixed(PlaceTerms { places, .. })) = terms.each_way {
        MarketKind::Placed { places: places.into() }.validate()?;
    }
    Ok(())
}

/// Runners that take part in the race.
fn check_runners(fixture: &Fixture, outcomes: &[Outcome]) -> Result<(), Rejection> {
    let runner = |outcome: &Outcome| if let Outcome::Runner(runner) = outcome { Some(*runner) } else { None };
    let entered =
        |runner: &ParticipantId| fixture.entrants.iter().any(|entrant| entrant.participant == *runner);
    match outcomes.iter().filter_map(runner).find(|runner| !entered(runner)) {
        Some(participant) => Err(Rejection::NotEntered { fixture: fixture.id, participant }),
        None => Ok(()),
    }
}

/// The external ids of a market's selections, if each is free and none is given twice.
fn free_externals(view: &View<'_>, selections: &[Priced]) -> Result<Vec<Option<ExternalId>>, Decline> {
    let mut seen = BTreeSet::new();
    let mut externals = Vec::with_capacity(selections.len());
    for priced in selections {
        let external = free_external(view, ClaimKind::ExternalSelection, priced.external.as_ref())?;
        if let Some(external) = &external
            && !seen.insert(external.clone())
        {
            let ExternalId { provider, id } = external.clone();
            return Err(Rejection::ExternalIdTaken { provider, id }.into());
        }
        externals.push(external);
    }
    Ok(externals)
}

pub(super) fn change_prices(view: &View<'_>, body: &ChangePrices) -> Decision {
    let row = market(view, body.market)?;
    check_list(body.prices.iter().map(|price| price.selection))?;
    if !matches!(row.status, MarketStatus::Active | MarketStatus::Suspended) {
        return Err(Rejection::WrongMarketStatus { market: row.id, status: row.status }.into());
    }
    for price in &body.prices {
        selection_of(view, row.id, price.selection)?;
    }
    // ---- accepted ----
    Ok(Decided::change(Event::PricesChanged { market: row.id, prices: body.prices.clone() }))
}

/// A market whose status must be one of some.
fn market_in<'a>(view: &View<'a>, id: MarketId, statuses: &[MarketStatus]) -> Result<&'a Market, Decline> {
    let row = market(view, id)?;
    if !statuses.contains(&row.status) {
        return Err(Rejection::WrongMarketStatus { market: row.id, status: row.status }.into());
    }
    Ok(row)
}

pub(super) fn suspend_market(view: &View<'_>, body: &SuspendMarket) -> Decision {
    let market = market_in(view, body.market, &[MarketStatus::Active])?.id;
    // ---- accepted ----
    Ok(Decided::change(Event::MarketSuspended { market }))
}

pub(super) fn resume_market(view: &View<'_>, body: &ResumeMarket) -> Decision {
    let row = market_in(view, body.market, &[MarketStatus::Suspended])?;
    let fixture = fixture(view, row.fixture)?;
    // A postponed fixture has no start that bets could be too late for.
    if !matches!(fixture.status, FixtureStatus::Scheduled | FixtureStatus::InPlay) {
        return Err(Rejection::WrongFixtureStatus { fixture: fixture.id, status: fixture.status }.into());
    }
    // ---- accepted ----
    Ok(Decided::change(Event::MarketResumed { market: row.id }))
}

pub(super) fn close_market(view: &View<'_>, body: &CloseMarket) -> Decision {
    let market = market_in(view, body.market, &[MarketStatus::Active, MarketStatus::Suspended])?.id;
    // ---- accepted ----
    Ok(Decided::change(Event::MarketClosed { market }))
}
