//! What happens to competitions, participants, fixtures, and to markets as they are opened and priced.

use smallvec::smallvec;

use super::{Cause, edited, seen};
use crate::catalogue::{
    Competition, ExternalId, Fixture, FixtureStatus, Kickoff, Market, MarketKind, MarketStatus, Outcome,
    Participant, Selection, folded,
};
use crate::command::NewPrice;
use crate::decline::Decline;
use crate::event::{Event, OpenedSelection};
use crate::id::{FixtureId, MarketId, SelectionId};
use crate::state::{Claim, ClaimKind, Claimed, Draft, House, PriceChange};
use crate::time::Timestamp;

pub(super) fn apply(draft: &mut Draft<'_>, cause: &Cause, event: &Event) -> Result<(), Decline> {
    match event {
        Event::CompetitionCreated { .. }
        | Event::CompetitionRenamed { .. }
        | Event::CompetitionRetired { .. }
        | Event::CompetitionDeleted { .. } => competition(draft, event),
        Event::ParticipantCreated { .. }
        | Event::ParticipantRenamed { .. }
        | Event::ParticipantRetired { .. }
        | Event::ParticipantDeleted { .. } => participant(draft, event),
        Event::FixtureScheduled { fixture, competition, entrants, start, external } => {
            claim_external(draft, ClaimKind::ExternalFixture, external.as_ref(), fixture.uuid())?;
            edited::<Competition>(draft, competition)?.fixtures += 1;
            for entrant in entrants {
                edited::<Participant>(draft, &entrant.participant)?.fixtures += 1;
            }
            draft.put(Fixture {
                id: *fixture,
                competition: *competition,
                entrants: entrants.iter().copied().collect(),
                kickoffs: smallvec![kickoff(draft, cause, *start)?],
                status: FixtureStatus::Scheduled,
                score: None,
                markets: 0,
                external: external.clone(),
                positions: Vec::new(),
                non_runners: Vec::new(),
            })?;
            Ok(())
        }
        Event::FixtureDeleted { fixture } => delete_fixture(draft, *fixture),
        Event::MarketOpened { .. } => open_market(draft, cause, event),
        Event::PricesChanged { prices, .. } => {
            for &NewPrice { selection, odds } in prices {
                edited::<Selection>(draft, &selection)?.odds = odds;
                draft.push_price(PriceChange { selection, at: cause.at, odds });
            }
            Ok(())
        }
        Event::MarketDeleted { market, selections } => delete_market(draft, *market, selections),
        _ => Ok(()),
    }
}

/// A start that is announced now; its window is that of the house rules in force.
pub(super) fn kickoff(draft: &Draft<'_>, cause: &Cause, start: Timestamp) -> Result<Kickoff, Decline> {
    let house = draft.get::<House>(&())?.copied().unwrap_or_default();
    let window = draft.state().rules(house.rules)?.postponement_window();
    Ok(Kickoff { announced_at: cause.at, start, void_at: start.plus(window), void: false })
}

fn claim(draft: &mut Draft<'_>, claim: Claim, by: uuid::Uuid) -> Result<(), Decline> {
    Ok(draft.put(Claimed { claim, by })?)
}

fn external_claim(kind: ClaimKind, external: &ExternalId) -> Claim {
    Claim::pair(kind, &external.provider, &external.id)
}

fn claim_external(
    draft: &mut Draft<'_>,
    kind: ClaimKind,
    external: Option<&ExternalId>,
    by: uuid::Uuid,
) -> Result<(), Decline> {
    external.map_or(Ok(()), |external| claim(draft, external_claim(kind, external), by))
}

fn release_external(
    draft: &mut Draft<'_>,
    kind: ClaimKind,
    external: Option<&ExternalId>,
) -> Result<(), Decline> {
    match external {
        Some(external) => Ok(draft.delete::<Claimed>(&external_claim(kind, external))?),
        None => Ok(()),
    }
}

fn competition(draft: &mut Draft<'_>, event: &Event) -> Result<(), Decline> {
    match event {
        Event::CompetitionCreated { competition: id, name, slug, external } => {
            claim(draft, Claim::one(ClaimKind::Slug, slug), id.uuid())?;
            claim_external(draft, ClaimKind::ExternalCompetition, external.as_ref(), id.uuid())?;
            let (name, slug, external) = (name.clone(), slug.clone(), external.clone());
            draft.put(Competition { id: *id, name, slug, active: true, fixtures: 0, external })?;
        }
        Event::CompetitionRenamed { competition, name } => {
            edited::<Competition>(draft, competition)?.name.clone_from(name);
        }
        Event::CompetitionRetired { competition } => {
            edited::<Competition>(draft, competition)?.active = false;
        }
        Event::CompetitionDeleted { competition } => {
            let row = seen::<Competition>(draft, competition)?.clone();
            draft.delete::<Claimed>(&Claim::one(ClaimKind::Slug, row.slug))?;
            release_external(draft, ClaimKind::ExternalCompetition, row.external.as_ref())?;
            draft.delete::<Competition>(competition)?;
        }
        _ => {}
    }
    Ok(())
}

fn participant(draft: &mut Draft<'_>, event: &Event) -> Result<(), Decline> {
    let named = |name: &str| Claim::one(ClaimKind::ParticipantName, folded(name));
    match event {
        Event::ParticipantCreated { participant: id, name, kind, external } => {
            claim(draft, named(name), id.uuid())?;
            claim_external(draft, ClaimKind::ExternalParticipant, external.as_ref(), id.uuid())?;
            let (name, external) = (name.clone(), external.clone());
            draft.put(Participant { id: *id, name, kind: *kind, active: true, fixtures: 0, external })?;
        }
        Event::ParticipantRenamed { participant, name } => {
            let before = seen::<Participant>(draft, participant)?.name.clone();
            draft.delete::<Claimed>(&named(&before))?;
            claim(draft, named(name), participant.uuid())?;
            edited::<Participant>(draft, participant)?.name.clone_from(name);
        }
        Event::ParticipantRetired { participant } => {
            edited::<Participant>(draft, participant)?.active = false;
        }
        Event::ParticipantDeleted { participant } => {
            let row = seen::<Participant>(draft, participant)?.clone();
            draft.delete::<Claimed>(&named(&row.name))?;
            release_external(draft, ClaimKind::ExternalParticipant, row.external.as_ref())?;
            draft.delete::<Participant>(participant)?;
        }
        _ => {}
    }
    Ok(())
}

fn delete_fixture(draft: &mut Draft<'_>, fixture: FixtureId) -> Result<(), Decline> {
    let row = seen::<Fixture>(draft, &fixture)?.clone();
    let competition = edited::<Competition>(draft, &row.competition)?;
    competition.fixtures = competition.fixtures.saturating_sub(1);
    for entrant in &row.entrants {
        let participant = edited::<Participant>(draft, &entrant.participant)?;
        participant.fixtures = participant.fixtures.saturating_sub(1);
    }
    release_external(draft, ClaimKind::ExternalFixture, row.external.as_ref())?;
    Ok(draft.delete::<Fixture>(&fixture)?)
}

fn open_market(draft: &mut Draft<'_>, cause: &Cause, event: &Event) -> Result<(), Decline> {
    let Event::MarketOpened { market, fixture, kind, selections, in_play, external, terms } = event else {
        return Ok(());
    };
    claim_external(draft, ClaimKind::ExternalMarket, external.as_ref(), market.uuid())?;
    edited::<Fixture>(draft, fixture)?.markets += 1;
    draft.put(Market {
        id: *market,
        fixture: *fixture,
        kind: kind.clone(),
        status: MarketStatus::Active,
        in_play: *in_play,
        // Bounded by the most selections of a market.
        selections: u32::try_from(selections.len()).unwrap_or(u32::MAX),
        listed: listed(kind, selections),
        revision: 0,
        result: None,
        external: external.clone(),
        terms: *terms,
    })?;
    for OpenedSelection { id, outcome, odds, external } in selections {
        let (id, odds) = (*id, *odds);
        claim_external(draft, ClaimKind::ExternalSelection, external.as_ref(), id.uuid())?;
        let (outcome, external) = (outcome.clone(), external.clone());
        draft.put(Selection { id, market: *market, outcome, odds, result: None, external })?;
        draft.push_price(PriceChange { selection: id, at: cause.at, odds });
    }
    Ok(())
}

/// The exact scores on offer, which "any other" is graded against.
fn listed(kind: &MarketKind, selections: &[OpenedSelection]) -> Vec<Outcome> {
    if *kind.question() != MarketKind::CorrectScore {
        return Vec::new();
    }
    let exact = |opened: &OpenedSelection| match opened.outcome {
        Outcome::Exact { .. } => Some(opened.outcome.clone()),
        _ => None,
    };
    selections.iter().filter_map(exact).collect()
}

fn delete_market(draft: &mut Draft<'_>, market: MarketId, selections: &[SelectionId]) -> Result<(), Decline> {
    let external = seen::<Market>(draft, &market)?.external.clone();
    release_external(draft, ClaimKind::ExternalMarket, external.as_ref())?;
    for selection in selections {
        let external = seen::<Selection>(draft, selection)?.external.clone();
        release_external(draft, ClaimKind::ExternalSelection, external.as_ref())?;
        draft.delete::<Selection>(selection)?;
    }
    Ok(draft.delete::<Market>(&market)?)
}
