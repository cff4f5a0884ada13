//! Reading the catalogue: competitions, participants, fixtures, markets, selections and their prices.

use super::Reader;
use crate::catalogue::{Competition, ExternalId, Fixture, Market, Participant, Selection};
use crate::error::Error;
use crate::id::{CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId};
use crate::rejection::Rejection;
use crate::state::{Claim, ClaimKind, PriceChange};
use crate::storage::{CompetitionFilter, FixtureFilter, MarketFilter, Page, ParticipantFilter, SelectionsOf};

impl Reader {
    /// Competitions, by id.
    ///
    /// ```
    /// use realdeal::storage::{CompetitionFilter, Page};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, league, .. } = doc::world()?;
    /// let active = CompetitionFilter { active: Some(true) };
    /// assert_eq!(book.competitions(active, Page::first(100))?[0].id, league);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn competitions(
        &self,
        filter: CompetitionFilter,
        page: Page<CompetitionId>,
    ) -> Result<Vec<Competition>, Error> {
        self.list(filter, page)
    }

    /// Participants, by id.
    ///
    /// ```
    /// use realdeal::catalogue::ParticipantKind;
    /// use realdeal::storage::{Page, ParticipantFilter};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, .. } = doc::world()?;
    /// let teams = ParticipantFilter { kind: Some(ParticipantKind::Team), ..ParticipantFilter::default() };
    /// assert_eq!(book.participants(teams, Page::first(100))?.len(), 2);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn participants(
        &self,
        filter: ParticipantFilter,
        page: Page<ParticipantId>,
    ) -> Result<Vec<Participant>, Error> {
        self.list(filter, page)
    }

    /// Fixtures, by id: those of a competition or a participant, with a status, or that start within a time.
    ///
    /// ```
    /// use realdeal::storage::{FixtureFilter, Page};
    /// use std::time::Duration;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, noon, home, fixture, .. } = doc::world()?;
    /// let tomorrow = Some(noon.plus(Duration::from_secs(24 * 3_600)));
    /// let today = FixtureFilter { participant: Some(home), until: tomorrow, ..FixtureFilter::default() };
    /// assert_eq!(book.fixtures(today, Page::first(100))?[0].id, fixture);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn fixtures(&self, filter: FixtureFilter, page: Page<FixtureId>) -> Result<Vec<Fixture>, Error> {
        self.list(filter, page)
    }

    /// Markets, by id.
    ///
    /// ```
    /// use realdeal::catalogue::MarketStatus;
    /// use realdeal::storage::{MarketFilter, Page};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, market, .. } = doc::world()?;
    /// let active = MarketFilter { status: Some(MarketStatus::Active), ..MarketFilter::default() };
    /// assert_eq!(book.markets(active, Page::first(100))?[0].id, market.id);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn markets(&self, filter: MarketFilter, page: Page<MarketId>) -> Result<Vec<Market>, Error> {
        self.list(filter, page)
    }

    /// The competition with a slug, if there is one.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, league, .. } = doc::world()?;
    /// assert_eq!(book.competition_by_slug("premier-league")?, Some(league));
    /// assert_eq!(book.competition_by_slug("serie-a")?, None);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn competition_by_slug(&self, slug: &str) -> Result<Option<CompetitionId>, Error> {
        self.by_claim(&Claim::one(ClaimKind::Slug, slug), CompetitionId::new)
    }

    /// The participant with a name, compared without regard to case and to repeated white space, if there is
    /// one.
    ///
    /// Error: `bad_name`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, home, .. } = doc::world()?;
    /// assert_eq!(book.participant_by_name(" arsenal ")?, Some(home));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn participant_by_name(&self, name: &str) -> Result<Option<ParticipantId>, Error> {
        let name = crate::catalogue::checked_name(name).map_err(Rejection::from)?;
        let claim = Claim::one(ClaimKind::ParticipantName, crate::catalogue::folded(&name));
        self.by_claim(&claim, ParticipantId::new)
    }

    /// The competition that a feed calls by this id, if there is one.
    ///
    /// ```
    /// use realdeal::catalogue::ExternalId;
    /// use realdeal::command::CreateCompetition;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, .. } = doc::world()?;
    /// let (name, slug) = ("Serie A".to_owned(), "serie-a".to_owned());
    /// let external = Some(ExternalId::new("feed", "I1"));
    /// book.session(bookmaker).send(CreateCompetition { name, slug, external })?;
    /// assert_eq!(book.competition_by_external_id("feed", "I1")?, book.competition_by_slug("serie-a")?);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn competition_by_external_id(
        &self,
        provider: &str,
        id: &str,
    ) -> Result<Option<CompetitionId>, Error> {
        self.by_external(ClaimKind::ExternalCompetition, provider, id, CompetitionId::new)
    }

    /// The participant that a feed calls by this id, if there is one.
    ///
    /// ```
    /// use realdeal::catalogue::{ExternalId, ParticipantKind};
    /// use realdeal::command::CreateParticipant;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, .. } = doc::world()?;
    /// let external = Some(ExternalId::new("feed", "team 57"));
    /// let (name, kind) = ("Everton".to_owned(), ParticipantKind::Team);
    /// book.session(bookmaker).send(CreateParticipant { name, kind, external })?;
    /// assert_eq!(book.participant_by_external_id("feed", "team 57")?, book.participant_by_name("Everton")?);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn participant_by_external_id(
        &self,
        provider: &str,
        id: &str,
    ) -> Result<Option<ParticipantId>, Error> {
        self.by_external(ClaimKind::ExternalParticipant, provider, id, ParticipantId::new)
    }

    /// The market that a feed calls by this id, if there is one.
    ///
    /// ```
    /// use realdeal::catalogue::{ExternalId, MarketKind, Outcome, RaceTerms};
    /// use realdeal::command::{OpenMarket, Priced};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, fixture, .. } = doc::world()?;
    /// let selections = vec![
    ///     Priced::new(Outcome::Yes, "1.80".parse()?),
    ///     Priced::new(Outcome::No, "2.00".parse()?),
    /// ];
    /// let (kind, external) = (MarketKind::BothTeamsToScore, Some(ExternalId::new("feed", "88123")));
    /// let terms = RaceTerms::default();
    /// book.session(bookmaker).send(OpenMarket { fixture, kind, selections, in_play: false, external, terms })?;
    /// assert!(book.market_by_external_id("feed", "88123")?.is_some());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn market_by_external_id(&self, provider: &str, id: &str) -> Result<Option<MarketId>, Error> {
        self.by_external(ClaimKind::ExternalMarket, provider, id, MarketId::new)
    }

    /// The selection that a feed calls by this id, if any.
    ///
    /// ```
    /// use realdeal::catalogue::{ExternalId, MarketKind, Outcome, RaceTerms};
    /// use realdeal::command::{OpenMarket, Priced};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, fixture, .. } = doc::world()?;
    /// let mut yes = Priced::new(Outcome::Yes, "1.80".parse()?);
    /// yes.external = Some(ExternalId::new("feed", "88123/1"));
    /// let selections = vec![yes, Priced::new(Outcome::No, "2.00".parse()?)];
    /// let kind = MarketKind::BothTeamsToScore;
    /// let (external, terms) = (None, RaceTerms::default());
    /// book.session(bookmaker).send(OpenMarket { fixture, kind, selections, in_play: false, external, terms })?;
    /// let found = book.selection_by_external_id("feed", "88123/1")?;
    /// assert_eq!(found.map(|id| book.selection(id)).transpose()?.map(|row| row.outcome), Some(Outcome::Yes));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn selection_by_external_id(&self, provider: &str, id: &str) -> Result<Option<SelectionId>, Error> {
        self.by_external(ClaimKind::ExternalSelection, provider, id, SelectionId::new)
    }

    /// The fixture that a feed calls by this id, if there is one.
    ///
    /// ```
    /// use realdeal::catalogue::{ExternalId, Fixture};
    /// use realdeal::command::ScheduleFixture;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, league, home, away, kick_off, .. } = doc::world()?;
    /// let external = Some(ExternalId::new("feed", "2024-21"));
    /// let (competition, entrants, start) = (league, Fixture::match_of(away, home), kick_off);
    /// book.session(bookmaker).send(ScheduleFixture { competition, entrants, start, external })?;
    /// assert!(book.fixture_by_external_id("feed", "2024-21")?.is_some());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn fixture_by_external_id(&self, provider: &str, id: &str) -> Result<Option<FixtureId>, Error> {
        self.by_external(ClaimKind::ExternalFixture, provider, id, FixtureId::new)
    }

    fn by_external<I>(
        &self,
        kind: ClaimKind,
        provider: &str,
        id: &str,
        made: impl FnOnce(uuid::Uuid) -> Result<I, crate::id::IdError>,
    ) -> Result<Option<I>, Error> {
        let external = ExternalId::new(provider, id).checked()?;
        self.by_claim(&Claim::pair(kind, &external.provider, &external.id), made)
    }

    /// A competition.
    ///
    /// Error: `unknown_competition`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, league, .. } = doc::world()?;
    /// assert_eq!(book.competition(league)?.slug, "premier-league");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn competition(&self, competition: CompetitionId) -> Result<Competition, Error> {
        Ok(self.row(&competition)?.ok_or(Rejection::UnknownCompetition { competition })?)
    }

    /// A participant.
    ///
    /// Error: `unknown_participant`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, home, .. } = doc::world()?;
    /// assert_eq!(book.participant(home)?.name, "Arsenal");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn participant(&self, participant: ParticipantId) -> Result<Participant, Error> {
        Ok(self.row(&participant)?.ok_or(Rejection::UnknownParticipant { participant })?)
    }

    /// A fixture: who takes part, when it starts, how far it has got.
    ///
    /// Error: `unknown_fixture`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, fixture, kick_off, .. } = doc::world()?;
    /// assert_eq!(book.fixture(fixture)?.start(), kick_off);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn fixture(&self, fixture: FixtureId) -> Result<Fixture, Error> {
        Ok(self.row(&fixture)?.ok_or(Rejection::UnknownFixture { fixture })?)
    }

    /// A market: what it asks, and whether it takes bets. Its prices are with [`Reader::selections_of`].
    ///
    /// Error: `unknown_market`.
    ///
    /// ```
    /// use realdeal::catalogue::MarketStatus;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, market, .. } = doc::world()?;
    /// assert_eq!(book.market(market.id)?.status, MarketStatus::Active);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn market(&self, market: MarketId) -> Result<Market, Error> {
        Ok(self.row(&market)?.ok_or(Rejection::UnknownMarket { market })?)
    }

    /// A selection with its price now.
    ///
    /// Error: `unknown_selection`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, market, .. } = doc::world()?;
    /// assert_eq!(book.selection(market.selections[1])?.odds.to_string(), "3.40");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn selection(&self, selection: SelectionId) -> Result<Selection, Error> {
        Ok(self.row(&selection)?.ok_or(Rejection::UnknownSelection { selection })?)
    }

    /// The markets of a fixture, by id.
    ///
    /// Error: `unknown_fixture`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, fixture, market, .. } = doc::world()?;
    /// assert_eq!(book.markets_of(fixture)?, [market.id]);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn markets_of(&self, fixture: FixtureId) -> Result<Vec<MarketId>, Error> {
        self.fixture(fixture)?;
        let filter = MarketFilter { fixture: Some(fixture), ..MarketFilter::default() };
        // A fixture has no more markets than fit into a page.
        Ok(self.markets(filter, Page::first(usize::MAX))?.into_iter().map(|market| market.id).collect())
    }

    /// The selections of a market with their prices, by id.
    ///
    /// Error: `unknown_market`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, market, .. } = doc::world()?;
    /// let selections = book.selections_of(market.id)?;
    /// assert!(selections.iter().any(|selection| selection.outcome.to_string() == "draw"));
    /// assert_eq!(selections.len(), 3);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn selections_of(&self, market: MarketId) -> Result<Vec<Selection>, Error> {
        self.market(market)?;
        // A market has no more selections than fit into a page.
        self.list(SelectionsOf { market }, Page::first(usize::MAX))
    }

    /// The prices that a selection has had, from the first, each with the time from which it held. Paged by
    /// how many to leave out.
    ///
    /// ```
    /// use realdeal::storage::Page;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
    /// let home_win = market.selections[0];
    /// book.session(bookmaker).change_prices(market.id, [(home_win, "2.05")])?;
    /// let prices = book.prices_of(home_win, Page::after(1, 100))?; // all but the first
    /// assert_eq!(prices[0].odds.to_string(), "2.05");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn prices_of(&self, selection: SelectionId, page: Page<usize>) -> Result<Vec<PriceChange>, Error> {
        self.read(|snapshot| Ok(snapshot.prices_of(selection, page.bounded())?))
    }
}
