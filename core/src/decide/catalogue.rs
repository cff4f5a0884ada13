//! Decisions on competitions, participants, and on fixtures as they are scheduled and deleted.

use super::{Decided, Decision, Decline, Need, View};
use crate::answer::Made;
use crate::catalogue::{
    Competition, Entrant, EntrantRole, ExternalId, Fixture, NameError, Participant, checked_name,
    checked_slug, folded,
};
use crate::command::{
    CreateCompetition, CreateParticipant, DeleteCompetition, DeleteFixture, DeleteParticipant,
    RenameCompetition, RenameParticipant, RetireCompetition, RetireParticipant, ScheduleFixture,
};
use crate::event::Event;
use crate::id::{CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId};
use crate::keys::Scan;
use crate::rejection::Rejection;
use crate::state::{Claim, ClaimKind, Key};

/// More runners than any race has had.
const MAX_ENTRANTS: usize = 100;

pub(super) fn competition<'a>(view: &View<'a>, id: CompetitionId) -> Result<&'a Competition, Decline> {
    Ok(view.state.competitions.get(&id)?.ok_or_else(|| Rejection::UnknownCompetition { competition: id })?)
}

fn participant<'a>(view: &View<'a>, id: ParticipantId) -> Result<&'a Participant, Decline> {
    Ok(view.state.participants.get(&id)?.ok_or_else(|| Rejection::UnknownParticipant { participant: id })?)
}

pub(super) fn fixture<'a>(view: &View<'a>, id: FixtureId) -> Result<&'a Fixture, Decline> {
    Ok(view.state.fixtures.get(&id)?.ok_or_else(|| Rejection::UnknownFixture { fixture: id })?)
}

fn name(text: &str) -> Result<String, Rejection> {
    checked_name(text).map_err(NameError::into)
}

/// The external id as it is kept, if one was given and nothing of the same kind has it.
pub(super) fn free_external(
    view: &View<'_>,
    kind: ClaimKind,
    external: Option<&ExternalId>,
) -> Result<Option<ExternalId>, Decline> {
    let Some(external) = external else { return Ok(None) };
    let external = external.checked().map_err(Rejection::from)?;
    let claim = Claim::pair(kind, &external.provider, &external.id);
    if view.state.claims.get(&claim)?.is_some() {
        let ExternalId { provider, id } = external;
        return Err(Rejection::ExternalIdTaken { provider, id }.into());
    }
    Ok(Some(external))
}

pub(super) fn create_competition(view: &View<'_>, body: &CreateCompetition) -> Decision {
    let competition = CompetitionId::made_by(view.command.id, 0);
    let name = name(&body.name)?;
    let slug = checked_slug(&body.slug).map_err(Rejection::from)?;
    if view.state.claims.get(&Claim::one(ClaimKind::Slug, &slug))?.is_some() {
        return Err(Rejection::SlugTaken { slug }.into());
    }
    let external = free_external(view, ClaimKind::ExternalCompetition, body.external.as_ref())?;
    // ---- accepted ----
    let created = Event::CompetitionCreated { competition, name, slug, external };
    Ok(Decided::new(Made::Competition(competition), vec![created]))
}

pub(super) fn rename_competition(view: &View<'_>, body: &RenameCompetition) -> Decision {
    let competition = competition(view, body.competition)?.id;
    let name = name(&body.name)?;
    // ---- accepted ----
    Ok(Decided::change(Event::CompetitionRenamed { competition, name }))
}

pub(super) fn retire_competition(view: &View<'_>, body: &RetireCompetition) -> Decision {
    let row = competition(view, body.competition)?;
    if !row.active {
        return Err(Rejection::Retired { name: row.name.clone() }.into());
    }
    // ---- accepted ----
    Ok(Decided::change(Event::CompetitionRetired { competition: row.id }))
}

pub(super) fn delete_competition(view: &View<'_>, body: &DeleteCompetition) -> Decision {
    let row = competition(view, body.competition)?;
    if row.fixtures > 0 {
        return Err(Rejection::HasFixtures { name: row.name.clone(), fixtures: row.fixtures }.into());
    }
    // ---- accepted ----
    Ok(Decided::change(Event::CompetitionDeleted { competition: row.id }))
}

/// The name as it is kept, if no other participant has it.
fn free_name(view: &View<'_>, id: ParticipantId, text: &str) -> Result<String, Decline> {
    let name = name(text)?;
    let claim = Claim::one(ClaimKind::ParticipantName, folded(&name));
    match view.state.claims.get(&claim)? {
        Some(claimed) if claimed.by != id.uuid() => Err(Rejection::NameTaken { name }.into()),
        _ => Ok(name),
    }
}

pub(super) fn create_participant(view: &View<'_>, body: &CreateParticipant) -> Decision {
    let participant = ParticipantId::made_by(view.command.id, 0);
    let name = free_name(view, participant, &body.name)?;
    let external = free_external(view, ClaimKind::ExternalParticipant, body.external.as_ref())?;
    // ---- accepted ----
    let created = Event::ParticipantCreated { participant, name, kind: body.kind, external };
    Ok(Decided::new(Made::Participant(participant), vec![created]))
}

pub(super) fn rename_participant(view: &View<'_>, body: &RenameParticipant) -> Decision {
    let row = participant(view, body.participant)?;
    let name = free_name(view, row.id, &body.name)?;
    // ---- accepted ----
    Ok(Decided::change(Event::ParticipantRenamed { participant: row.id, name }))
}

pub(super) fn retire_participant(view: &View<'_>, body: &RetireParticipant) -> Decision {
    let row = participant(view, body.participant)?;
    if !row.active {
        return Err(Rejection::Retired { name: row.name.clone() }.into());
    }
    // ---- accepted ----
    Ok(Decided::change(Event::ParticipantRetired { participant: row.id }))
}

pub(super) fn delete_participant(view: &View<'_>, body: &DeleteParticipant) -> Decision {
    let row = participant(view, body.participant)?;
    if row.fixtures > 0 {
        return Err(Rejection::HasFixtures { name: row.name.clone(), fixtures: row.fixtures }.into());
    }
    // ---- accepted ----
    Ok(Decided::change(Event::ParticipantDeleted { participant: row.id }))
}

/// Home and away in this order, or at least two runners; nobody twice.
fn check_entrants(view: &View<'_>, entrants: &[Entrant]) -> Result<(), Decline> {
    let roles: Vec<_> = entrants.iter().map(|entrant| entrant.role).collect();
    let sides = roles == [EntrantRole::Home, EntrantRole::Away];
    let race =
        (2..=MAX_ENTRANTS).contains(&roles.len()) && roles.iter().all(|&role| role == EntrantRole::Runner);
    if !sides && !race {
        return Err(Rejection::BadEntrants { count: entrants.len(), max: MAX_ENTRANTS }.into());
    }
    let mut seen = Vec::new();
    for &Entrant { participant: id, .. } in entrants {
        if seen.contains(&id) {
            return Err(Rejection::SameParticipant { participant: id }.into());
        }
        seen.push(id);
        let row = participant(view, id)?;
        if !row.active {
            return Err(Rejection::Retired { name: row.name.clone() }.into());
        }
    }
    Ok(())
}

pub(super) fn schedule_fixture(view: &View<'_>, body: &ScheduleFixture) -> Decision {
    let fixture = FixtureId::made_by(view.command.id, 0);
    let row = competition(view, body.competition)?;
    if !row.active {
        return Err(Rejection::Retired { name: row.name.clone() }.into());
    }
    check_entrants(view, &body.entrants)?;
    let (start, at) = (body.start, view.command.at);
    if start <= at {
        return Err(Rejection::StartInPast { start, at }.into());
    }
    let external = free_external(view, ClaimKind::ExternalFixture, body.external.as_ref())?;
    // ---- accepted ----
    let (competition, entrants) = (body.competition, body.entrants.clone());
    let scheduled = Event::FixtureScheduled { fixture, competition, entrants, start, external };
    Ok(Decided::new(Made::Fixture(fixture), vec![scheduled]))
}

/// The markets of a fixture, in order.
pub(super) fn markets_of(view: &View<'_>, fixture: FixtureId) -> Result<Vec<MarketId>, Decline> {
    let keys = view.scan(Scan::MarketsOf(fixture))?;
    Ok(keys.iter().filter_map(|key| if let Key::Market(id) = key { Some(*id) } else { None }).collect())
}

/// The selections of a market, in order.
pub(super) fn selections_of(view: &View<'_>, market: MarketId) -> Result<Vec<SelectionId>, Decline> {
    let keys = view.scan(Scan::SelectionsOf(market))?;
    Ok(keys.iter().filter_map(|key| if let Key::Selection(id) = key { Some(*id) } else { None }).collect())
}

pub(super) fn delete_fixture(view: &View<'_>, body: &DeleteFixture) -> Decision {
    let fixture = fixture(view, body.fixture)?.id;
    let markets = markets_of(view, fixture)?;
    let mut bets = 0_u64;
    for market in &markets {
        let progress = view.state.progress.get(market);
        let progress = progress.ok_or(crate::state::NotFetched(Key::Progress(*market)))?;
        bets += u64::try_from(progress.placed).unwrap_or_default();
    }
    if bets > 0 {
        return Err(Rejection::FixtureHasBets { fixture, bets }.into());
    }
    let scans = markets.iter().map(|&market| Scan::SelectionsOf(market));
    let missing: Vec<_> = scans.filter(|scan| !view.found.contains_key(scan)).collect();
    if !missing.is_empty() {
        return Err(Decline::Need(Need::Scans(missing)));
    }
    let mut events = Vec::new();
    for market in markets {
        events.push(Event::MarketDeleted { market, selections: selections_of(view, market)? });
    }
    // ---- accepted ----
    events.push(Event::FixtureDeleted { fixture });
    Ok(Decided::new(Made::Change, events))
}
