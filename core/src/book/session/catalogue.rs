//! Friendly methods on the catalogue; for bookmakers and the host.

use super::{OpenedMarket, Session};
use crate::answer::Made;
use crate::catalogue::{Entrant, EntrantRole, Fixture, MarketKind, Outcome, ParticipantKind};
use crate::command::{
    ChangePrices, CloseMarket, CreateCompetition, CreateParticipant, DeleteCompetition, DeleteFixture,
    DeleteParticipant, NewPrice, OpenMarket, Priced, RenameCompetition, RenameParticipant, RescheduleFixture,
    ResumeMarket, RetireCompetition, RetireParticipant, ScheduleFixture, SuspendMarket,
};
use crate::error::Error;
use crate::id::{CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId};
use crate::odds::Odds;
use crate::rejection::Rejection;
use crate::time::Timestamp;

impl Fixture {
    /// The entrants of a match: the football door.
    pub fn match_of(home: ParticipantId, away: ParticipantId) -> Vec<Entrant> {
        let side = |participant, role| Entrant { participant, role };
        vec![side(home, EntrantRole::Home), side(away, EntrantRole::Away)]
    }

    /// The entrants of a race.
    pub fn race_of(runners: impl IntoIterator<Item = ParticipantId>) -> Vec<Entrant> {
        let runner = |participant| Entrant { participant, role: EntrantRole::Runner };
        runners.into_iter().map(runner).collect()
    }
}

/// Reads the price of each item, or says which can't be read.
fn priced<T, P: TryInto<Odds>>(items: impl IntoIterator<Item = (T, P)>) -> Result<Vec<(T, Odds)>, Rejection>
where
    P::Error: Into<Rejection>,
{
    items.into_iter().map(|(item, odds)| Ok((item, odds.try_into().map_err(Into::into)?))).collect()
}

impl Session<'_> {
    /// Creates a competition with a unique slug.
    pub fn create_competition(
        &mut self,
        name: impl Into<String>,
        slug: impl Into<String>,
    ) -> Result<CompetitionId, Error> {
        let id = |made| if let Made::Competition(id) = made { Some(id) } else { None };
        self.made(CreateCompetition { name: name.into(), slug: slug.into(), external: None }, id)
    }

    /// Renames a competition.
    pub fn rename_competition(
        &mut self,
        competition: CompetitionId,
        name: impl Into<String>,
    ) -> Result<(), Error> {
        self.change(RenameCompetition { competition, name: name.into() })
    }

    /// Retires a competition.
    pub fn retire_competition(&mut self, competition: CompetitionId) -> Result<(), Error> {
        self.change(RetireCompetition { competition })
    }

    /// Deletes a competition without fixtures.
    pub fn delete_competition(&mut self, competition: CompetitionId) -> Result<(), Error> {
        self.change(DeleteCompetition { competition })
    }

    /// Creates a participant with a unique name.
    pub fn create_participant(
        &mut self,
        name: impl Into<String>,
        kind: ParticipantKind,
    ) -> Result<ParticipantId, Error> {
        let id = |made| if let Made::Participant(id) = made { Some(id) } else { None };
        self.made(CreateParticipant { name: name.into(), kind, external: None }, id)
    }

    /// Creates a team with a unique name.
    pub fn create_team(&mut self, name: impl Into<String>) -> Result<ParticipantId, Error> {
        self.create_participant(name, ParticipantKind::Team)
    }

    /// Renames a participant.
    pub fn rename_participant(
        &mut self,
        participant: ParticipantId,
        name: impl Into<String>,
    ) -> Result<(), Error> {
        self.change(RenameParticipant { participant, name: name.into() })
    }

    /// Retires a participant.
    pub fn retire_participant(&mut self, participant: ParticipantId) -> Result<(), Error> {
        self.change(RetireParticipant { participant })
    }

    /// Deletes a participant without fixtures.
    pub fn delete_participant(&mut self, participant: ParticipantId) -> Result<(), Error> {
        self.change(DeleteParticipant { participant })
    }

    /// Schedules a fixture: see [`Fixture::match_of`] and [`Fixture::race_of`] for its entrants.
    pub fn schedule_fixture(
        &mut self,
        competition: CompetitionId,
        entrants: Vec<Entrant>,
        start: Timestamp,
    ) -> Result<FixtureId, Error> {
        let id = |made| if let Made::Fixture(id) = made { Some(id) } else { None };
        self.made(ScheduleFixture { competition, entrants, start, external: None }, id)
    }

    /// Announces another start.
    pub fn reschedule_fixture(&mut self, fixture: FixtureId, start: Timestamp) -> Result<(), Error> {
        self.change(RescheduleFixture { fixture, start })?;
        self.settle_fixture(fixture)
    }

    /// Deletes a fixture on which no bet was ever placed.
    pub fn delete_fixture(&mut self, fixture: FixtureId) -> Result<(), Error> {
        self.change(DeleteFixture { fixture })
    }

    /// Opens a pre-match market. The prices are texts such as `"2.10"`, `"11/10"` or `"+110"`, or [`Odds`].
    pub fn open_market<P: TryInto<Odds>>(
        &mut self,
        fixture: FixtureId,
        kind: MarketKind,
        selections: impl IntoIterator<Item = (Outcome, P)>,
    ) -> Result<OpenedMarket, Error>
    where
        P::Error: Into<Rejection>,
    {
        self.open(fixture, kind, selections, false)
    }

    /// Opens a market that takes bets after the start, too.
    pub fn open_in_play_market<P: TryInto<Odds>>(
        &mut self,
        fixture: FixtureId,
        kind: MarketKind,
        selections: impl IntoIterator<Item = (Outcome, P)>,
    ) -> Result<OpenedMarket, Error>
    where
        P::Error: Into<Rejection>,
    {
        self.open(fixture, kind, selections, true)
    }

    fn open<P: TryInto<Odds>>(
        &mut self,
        fixture: FixtureId,
        kind: MarketKind,
        selections: impl IntoIterator<Item = (Outcome, P)>,
        in_play: bool,
    ) -> Result<OpenedMarket, Error>
    where
        P::Error: Into<Rejection>,
    {
        let selections = priced(selections)?;
        let selections = selections.into_iter().map(|(outcome, odds)| Priced { outcome, odds }).collect();
        let opened = |made| match made {
            Made::Market { market, selections } => Some(OpenedMarket { id: market, selections }),
            _ => None,
        };
        self.made(OpenMarket { fixture, kind, selections, in_play, external: None }, opened)
    }

    /// Changes prices of one market.
    pub fn change_prices<P: TryInto<Odds>>(
        &mut self,
        market: MarketId,
        prices: impl IntoIterator<Item = (SelectionId, P)>,
    ) -> Result<(), Error>
    where
        P::Error: Into<Rejection>,
    {
        let prices = priced(prices)?;
        let prices = prices.into_iter().map(|(selection, odds)| NewPrice { selection, odds }).collect();
        self.change(ChangePrices { market, prices })
    }

    /// Suspends an active market.
    pub fn suspend_market(&mut self, market: MarketId) -> Result<(), Error> {
        self.change(SuspendMarket { market })
    }

    /// Resumes a suspended market.
    pub fn resume_market(&mut self, market: MarketId) -> Result<(), Error> {
        self.change(ResumeMarket { market })
    }

    /// Closes a market for good.
    pub fn close_market(&mut self, market: MarketId) -> Result<(), Error> {
        self.change(CloseMarket { market })
    }
}
