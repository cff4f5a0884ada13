//! Effects: what an event means for the rows and the ledger.
//!
//! The one place where rows are written, whether the event happens now or is replayed from the journal; that is why a
//! state rebuilt from the journal comes out equal. Nothing is checked here that a decision has not checked before.

mod baskets;
mod bets;
mod catalogue;
mod ledger;
mod people;
mod results;

pub(crate) use people::write as write_person;

use crate::answer::{Made, Remembered};
use crate::betting::BasketEdit;
use crate::decline::Decline;
use crate::event::Event;
use crate::id::CommandId;
use crate::journal::{JournalRecord, RequestHash};
use crate::people::PersonChange;
use crate::state::{Change, Changes, Draft, Row, State};
use crate::time::Timestamp;

/// What the effects of one command have in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cause {
    /// The command.
    pub(crate) command: CommandId,
    /// The hash of its request.
    pub(crate) request_hash: RequestHash,
    /// When.
    pub(crate) at: Timestamp,
}

/// A row that an event speaks of. It was there when the event was decided; that it is missing now means that the books
/// are not those that the event was written in.
fn edited<'a, R: Row>(draft: &'a mut Draft<'_>, id: &R::Id) -> Result<&'a mut R, Decline> {
    draft.edit::<R>(id)?.ok_or_else(|| Decline::Inconsistent(R::key(id)))
}

/// A row that an event speaks of, only to look at it.
fn seen<'a, R: Row>(draft: &'a Draft<'_>, id: &R::Id) -> Result<&'a R, Decline> {
    draft.get::<R>(id)?.ok_or_else(|| Decline::Inconsistent(R::key(id)))
}

/// Everything that a command's record means, with the personal data that goes beside it and is in no record. `room` is an
/// empty list, taken for its memory.
pub(crate) fn changes(
    state: &State,
    record: JournalRecord,
    person: Option<PersonChange>,
    room: Vec<Change>,
) -> Result<Changes, Decline> {
    let cause = Cause { command: record.command, request_hash: record.request_hash, at: record.at };
    let mut draft = Draft::with_room(state, record.events.len(), room);
    for event in &record.events {
        apply(&mut draft, &cause, event)?;
    }
    if let Some(person) = person {
        people::write(&mut draft, person)?;
    }
    // A bet remembers by itself the command that placed it.
    if !matches!(record.made, Made::Bet(_)) {
        let Cause { command: id, request_hash, .. } = cause;
        draft.put(Remembered { id, request_hash, made: record.made.clone() })?;
    }
    Ok(draft.finish(Some(record)))
}

/// What new slips of a basket change: its row and the remembered answer, and nothing that the journal tells.
pub(crate) fn basket_edit(
    state: &State,
    id: CommandId,
    request_hash: RequestHash,
    edit: BasketEdit,
) -> Result<Changes, Decline> {
    let mut draft = Draft::new(state);
    baskets::write(&mut draft, edit)?;
    draft.put(Remembered { id, request_hash, made: Made::Edited })?;
    Ok(draft.finish(None))
}

fn apply(draft: &mut Draft<'_>, cause: &Cause, event: &Event) -> Result<(), Decline> {
    match event {
        Event::UserRegistered { .. }
        | Event::RoleChanged { .. }
        | Event::StatusChanged { .. }
        | Event::ProfileEdited { .. }
        | Event::PersonErased { .. }
        | Event::ReopeningRequested { .. }
        | Event::AccountReopened { .. }
        | Event::HouseRulesAdopted { .. } => people::apply(draft, cause, event),
        Event::CompetitionCreated { .. }
        | Event::CompetitionRenamed { .. }
        | Event::CompetitionRetired { .. }
        | Event::CompetitionDeleted { .. }
        | Event::ParticipantCreated { .. }
        | Event::ParticipantRenamed { .. }
        | Event::ParticipantRetired { .. }
        | Event::ParticipantDeleted { .. }
        | Event::FixtureScheduled { .. }
        | Event::FixtureDeleted { .. }
        | Event::MarketOpened { .. }
        | Event::PricesChanged { .. }
        | Event::MarketDeleted { .. } => catalogue::apply(draft, cause, event),
        Event::FixtureRescheduled { .. }
        | Event::PostponementVoided { .. }
        | Event::MarketSuspended { .. }
        | Event::MarketResumed { .. }
        | Event::MarketClosed { .. }
        | Event::LiveScoreRecorded { .. }
        | Event::FixtureFinished { .. }
        | Event::ScoreCorrected { .. }
        | Event::FixtureAbandoned { .. }
        | Event::FixturePostponed { .. }
        | Event::FixtureCancelled { .. }
        | Event::MarketResulted { .. }
        | Event::MarketResultWithdrawn { .. }
        | Event::MarketLegsVoided { .. }
        | Event::PositionsRecorded { .. }
        | Event::PositionsCorrected { .. }
        | Event::RunnerWithdrawn { .. }
        | Event::RunnerReinstated { .. } => results::apply(draft, cause, event),
        Event::LegGraded { .. }
        | Event::BetSettled { .. }
        | Event::BetReopened { .. }
        | Event::BetPlaced { .. }
        | Event::BetCancelled { .. }
        | Event::BetVoided { .. } => bets::apply(draft, cause, event),
        Event::BasketCreated { .. }
        | Event::BasketCheckedOut { .. }
        | Event::BasketDropped { .. }
        | Event::BasketExpired { .. } => baskets::apply(draft, cause, event),
        Event::DepositConfirmed { .. }
        | Event::WithdrawalRequested { .. }
        | Event::WithdrawalPaid { .. }
        | Event::WithdrawalRefused { .. }
        | Event::WalletAdjusted { .. }
        | Event::DebtWrittenOff { .. } => ledger::apply(draft, cause, event),
    }
}
