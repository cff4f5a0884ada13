//! Friendly methods on the catalogue; for bookmakers and the host.

use super::{OpenedMarket, Session};
use crate::answer::Made;
use crate::catalogue::{Entrant, EntrantRole, Fixture, MarketKind, Outcome, ParticipantKind, RaceTerms};
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
    /// The entrants of a match, home before away: the football door to [`Session::schedule_fixture`].
    ///
    /// ```
    /// use realdeal::catalogue::{EntrantRole, Fixture};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { home, away, .. } = doc::world()?;
    /// let entrants = Fixture::match_of(home, away);
    /// assert_eq!(entrants[0].role, EntrantRole::Home);
    /// assert_eq!(entrants[1].participant, away);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn match_of(home: ParticipantId, away: ParticipantId) -> Vec<Entrant> {
        let side = |participant, role| Entrant { participant, role };
        vec![side(home, EntrantRole::Home), side(away, EntrantRole::Away)]
    }

    /// The entrants of a race: runners, each against all others.
    ///
    /// ```
    /// use realdeal::catalogue::{Fixture, ParticipantKind};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, kick_off, .. } = doc::world()?;
    /// let mut office = book.session(bookmaker);
    /// let meeting = office.create_competition("Ascot, first day", "ascot-first-day")?;
    /// let names = ["Aloof", "Bold Step", "Comet"];
    /// let runners: Result<Vec<_>, _> =
    ///     names.into_iter().map(|name| office.create_participant(name, ParticipantKind::Runner)).collect();
    /// let race = office.schedule_fixture(meeting, Fixture::race_of(runners?), kick_off)?;
    /// assert_eq!(book.fixture(race)?.entrants.len(), 3);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
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
    /// Creates a competition. The slug is a short name for addresses: lower-case letters and digits in groups
    /// parted by single hyphens, unique in the book.
    ///
    /// To map it to a feed, send a [`CreateCompetition`] with its external id instead: see [`Session::send`].
    ///
    /// Errors: `bad_name`, `bad_slug`, `slug_taken`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, .. } = doc::world()?;
    /// let cup = book.session(bookmaker).create_competition("FA Cup", "fa-cup")?;
    /// assert_eq!(book.competition(cup)?.name, "FA Cup");
    /// let again = book.session(bookmaker).create_competition("Another cup", "fa-cup");
    /// assert_eq!(again.unwrap_err().code(), "slug_taken");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn create_competition(
        &mut self,
        name: impl Into<String>,
        slug: impl Into<String>,
    ) -> Result<CompetitionId, Error> {
        let id = |made| if let Made::Competition(id) = made { Some(id) } else { None };
        self.made(CreateCompetition { name: name.into(), slug: slug.into(), external: None }, id)
    }

    /// Renames a competition; its slug stays, so that addresses do.
    ///
    /// Errors: `unknown_competition`, `bad_name`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, league, .. } = doc::world()?;
    /// book.session(bookmaker).rename_competition(league, "Premier League 2024/25")?;
    /// assert_eq!(book.competition(league)?.name, "Premier League 2024/25");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn rename_competition(
        &mut self,
        competition: CompetitionId,
        name: impl Into<String>,
    ) -> Result<(), Error> {
        self.change(RenameCompetition { competition, name: name.into() })
    }

    /// Retires a competition: no more fixtures are scheduled in it, and those that are there go on. It can't
    /// be undone.
    ///
    /// Errors: `unknown_competition`, `retired`.
    ///
    /// ```
    /// use realdeal::catalogue::Fixture;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, league, home, away, kick_off, .. } = doc::world()?;
    /// let mut office = book.session(bookmaker);
    /// office.retire_competition(league)?;
    /// let late = office.schedule_fixture(league, Fixture::match_of(away, home), kick_off);
    /// assert_eq!(late.unwrap_err().code(), "retired");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn retire_competition(&mut self, competition: CompetitionId) -> Result<(), Error> {
        self.change(RetireCompetition { competition })
    }

    /// Deletes a competition that has no fixtures, such as one with a slip in its slug.
    ///
    /// Errors: `unknown_competition`, `has_fixtures`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, league, .. } = doc::world()?;
    /// let mut office = book.session(bookmaker);
    /// let wrong = office.create_competition("Premier Leauge", "premier-leauge")?;
    /// office.delete_competition(wrong)?;
    /// assert_eq!(office.delete_competition(league).unwrap_err().code(), "has_fixtures");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn delete_competition(&mut self, competition: CompetitionId) -> Result<(), Error> {
        self.change(DeleteCompetition { competition })
    }

    /// Creates a participant: a team, a player, a runner. Its name is unique without regard to case.
    ///
    /// To map it to a feed, send a [`CreateParticipant`] with its external id instead: see [`Session::send`].
    ///
    /// Errors: `bad_name`, `name_taken`.
    ///
    /// ```
    /// use realdeal::catalogue::ParticipantKind;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, .. } = doc::world()?;
    /// let horse = book.session(bookmaker).create_participant("Red Rum", ParticipantKind::Runner)?;
    /// assert_eq!(book.participant_by_name("red rum")?, Some(horse));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn create_participant(
        &mut self,
        name: impl Into<String>,
        kind: ParticipantKind,
    ) -> Result<ParticipantId, Error> {
        let id = |made| if let Made::Participant(id) = made { Some(id) } else { None };
        self.made(CreateParticipant { name: name.into(), kind, external: None }, id)
    }

    /// Creates a team: [`Session::create_participant`] with the usual kind, and the same errors.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, .. } = doc::world()?;
    /// let everton = book.session(bookmaker).create_team("Everton")?;
    /// assert_eq!(book.participant(everton)?.name, "Everton");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn create_team(&mut self, name: impl Into<String>) -> Result<ParticipantId, Error> {
        self.create_participant(name, ParticipantKind::Team)
    }

    /// Renames a participant. The name must be free, but for its own in another case.
    ///
    /// Errors: `unknown_participant`, `bad_name`, `name_taken`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, home, away, .. } = doc::world()?;
    /// let mut office = book.session(bookmaker);
    /// office.rename_participant(away, "Wolverhampton Wanderers")?;
    /// let taken = office.rename_participant(home, "wolverhampton wanderers");
    /// assert_eq!(taken.unwrap_err().code(), "name_taken");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn rename_participant(
        &mut self,
        participant: ParticipantId,
        name: impl Into<String>,
    ) -> Result<(), Error> {
        self.change(RenameParticipant { participant, name: name.into() })
    }

    /// Retires a participant: it is entered in no more fixtures, and those that it is in go on. It can't be
    /// undone.
    ///
    /// Errors: `unknown_participant`, `retired`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, away, .. } = doc::world()?;
    /// book.session(bookmaker).retire_participant(away)?;
    /// assert!(!book.participant(away)?.active);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn retire_participant(&mut self, participant: ParticipantId) -> Result<(), Error> {
        self.change(RetireParticipant { participant })
    }

    /// Deletes a participant that is in no fixture.
    ///
    /// Errors: `unknown_participant`, `has_fixtures`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, home, .. } = doc::world()?;
    /// let mut office = book.session(bookmaker);
    /// let mistake = office.create_team("Arsenale")?;
    /// office.delete_participant(mistake)?;
    /// assert_eq!(office.delete_participant(home).unwrap_err().code(), "has_fixtures");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn delete_participant(&mut self, participant: ParticipantId) -> Result<(), Error> {
        self.change(DeleteParticipant { participant })
    }

    /// Schedules a fixture: see [`Fixture::match_of`] and [`Fixture::race_of`] for its entrants. The start
    /// lies after the book's time.
    ///
    /// To map it to a feed, send a [`ScheduleFixture`] with its external id instead: see [`Session::send`].
    ///
    /// Errors: `unknown_competition`, `bad_entrants`, `same_participant`, `unknown_participant`, `retired`,
    /// `start_in_past`.
    ///
    /// ```
    /// use realdeal::catalogue::{Fixture, FixtureStatus};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, league, home, away, .. } = doc::world()?;
    /// let start = "2024-12-26T15:00:00Z".parse()?;
    /// let back = book.session(bookmaker).schedule_fixture(league, Fixture::match_of(away, home), start)?;
    /// assert_eq!(book.fixture(back)?.status, FixtureStatus::Scheduled);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn schedule_fixture(
        &mut self,
        competition: CompetitionId,
        entrants: Vec<Entrant>,
        start: Timestamp,
    ) -> Result<FixtureId, Error> {
        let id = |made| if let Made::Fixture(id) = made { Some(id) } else { None };
        self.made(ScheduleFixture { competition, entrants, start, external: None }, id)
    }

    /// Announces another start of a fixture that is scheduled or postponed, and settles what becomes void by
    /// it.
    ///
    /// Bets whose window (48 hours by default, from the start under which they were placed) the new start
    /// misses are void. A start that was brought forward may lie in the past: bets placed since then turn out
    /// to be late, and are void once the market has its result.
    ///
    /// Errors: `unknown_fixture`, `wrong_fixture_status`, `start_unchanged`, `start_in_past`,
    /// `moved_too_often`.
    ///
    /// ```
    /// use realdeal::betting::{BetStatus, Slip};
    /// use std::time::Duration;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, fixture, market, noon, kick_off, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// let bet = book.session(alice).place_bet(slip)?;
    ///
    /// book.set_now(noon.plus(Duration::from_secs(3_600)));
    /// let next_week = kick_off.plus(Duration::from_secs(7 * 86_400));
    /// book.session(bookmaker).reschedule_fixture(fixture, next_week)?;
    /// assert_eq!(book.bet(bet.id)?.status, BetStatus::Void);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn reschedule_fixture(&mut self, fixture: FixtureId, start: Timestamp) -> Result<(), Error> {
        self.change(RescheduleFixture { fixture, start })?;
        self.settle_fixture(fixture)
    }

    /// Deletes a fixture on which no bet was ever placed, with its markets.
    ///
    /// Errors: `unknown_fixture`, `fixture_has_bets`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, fixture, .. } = doc::world()?;
    /// book.session(bookmaker).delete_fixture(fixture)?;
    /// assert_eq!(book.fixture(fixture).unwrap_err().code(), "unknown_fixture");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn delete_fixture(&mut self, fixture: FixtureId) -> Result<(), Error> {
        self.change(DeleteFixture { fixture })
    }

    /// Opens a pre-match market: it takes bets at once, and until the start. The prices are texts such as
    /// `"2.10"`, `"11/10"` or `"+110"`, or [`Odds`]. A kind with standard outcomes has all of them, once
    /// each, in any order; the [`OpenedMarket`] names the selections in the order given.
    ///
    /// Errors: what is wrong with a price (`bad_odds`, `odds_too_short`, `odds_too_long`, `odds_too_fine`);
    /// `unknown_fixture`, `wrong_fixture_status`, `too_many_markets`, `nothing_given`, `too_many_selections`,
    /// `no_score_in_race`, `no_positions_in_match`, what is wrong with the kind ([`MarketKind::validate`]), `bad_selections`,
    /// `not_entered`.
    ///
    /// ```
    /// use realdeal::catalogue::{MarketKind, Outcome};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, fixture, .. } = doc::world()?;
    /// let goals = MarketKind::TotalGoals { line: "2.5".parse()? };
    /// let prices = [(Outcome::Over, "10/11"), (Outcome::Under, "10/11")];
    /// let market = book.session(bookmaker).open_market(fixture, goals, prices)?;
    /// assert_eq!(book.selection(market.selections[0])?.outcome, Outcome::Over);
    ///
    /// let one_side = [(Outcome::Home, "2.10")];
    /// let half = book.session(bookmaker).open_market(fixture, MarketKind::MatchResult, one_side);
    /// assert_eq!(half.unwrap_err().code(), "bad_selections");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn open_market<P: TryInto<Odds>>(
        &mut self,
        fixture: FixtureId,
        kind: MarketKind,
        selections: impl IntoIterator<Item = (Outcome, P)>,
    ) -> Result<OpenedMarket, Error>
    where
        P::Error: Into<Rejection>,
    {
        self.open(fixture, kind, selections, false, RaceTerms::default())
    }

    /// Opens a market on the winner of a race, or ante-post on its places, on terms of its own: which places it pays each way,
    /// whether it is ante-post, and whether the best odds are guaranteed. All else is as with [`Session::open_market`].
    ///
    /// Errors: those of [`Session::open_market`]; `no_race_terms`, `bad_places`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// use realdeal::catalogue::{EachWay, Fixture, MarketKind, Outcome, ParticipantKind, RaceTerms};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, league, kick_off, .. } = doc::world()?;
    /// let mut office = book.session(bookmaker);
    /// let mut runners = Vec::new();
    /// for name in ["Red Rum", "Crisp", "L'Escargot", "Spanish Steps", "Rough Silk"] {
    ///     runners.push(office.create_participant(name, ParticipantKind::Runner)?);
    /// }
    /// let race = office.schedule_fixture(league, Fixture::race_of(runners.clone()), kick_off)?;
    /// let prices = runners.into_iter().map(|runner| (Outcome::Runner(runner), "9.00"));
    /// // Five run, so that two places pay a quarter.
    /// let each_way = Some(EachWay::ByRunners { handicap: false });
    /// let terms = RaceTerms { each_way, ..RaceTerms::default() };
    /// let market = office.open_race_market(race, MarketKind::RaceWinner, terms, prices)?;
    ///
    /// let slip = Slip::single(market.selections[0], "9.00").each_way().stake("10.00 EUR");
    /// let bet = book.session(alice).place_bet(slip)?;
    /// // 5.00 at 9.00 to win, and 5.00 at 3.00 to be placed.
    /// assert_eq!(bet.potential_return().to_string(), "60.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn open_race_market<P: TryInto<Odds>>(
        &mut self,
        race: FixtureId,
        kind: MarketKind,
        terms: RaceTerms,
        selections: impl IntoIterator<Item = (Outcome, P)>,
    ) -> Result<OpenedMarket, Error>
    where
        P::Error: Into<Rejection>,
    {
        self.open(race, kind, selections, false, terms)
    }

    /// Opens a market that takes bets after the start, too: the bookmaker suspends and prices it while the
    /// match is on. All else is as with [`Session::open_market`].
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// use realdeal::catalogue::{MarketKind, Outcome};
    /// use std::time::Duration;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, fixture, kick_off, .. } = doc::world()?;
    /// let prices = [(Outcome::Yes, "1.80"), (Outcome::No, "2.00")];
    /// let kind = MarketKind::BothTeamsToScore;
    /// let market = book.session(bookmaker).open_in_play_market(fixture, kind, prices)?;
    ///
    /// book.set_now(kick_off.plus(Duration::from_secs(20 * 60)));
    /// book.session(alice).place_bet(Slip::single(market.selections[0], "1.80").stake("5.00 EUR"))?;
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn open_in_play_market<P: TryInto<Odds>>(
        &mut self,
        fixture: FixtureId,
        kind: MarketKind,
        selections: impl IntoIterator<Item = (Outcome, P)>,
    ) -> Result<OpenedMarket, Error>
    where
        P::Error: Into<Rejection>,
    {
        self.open(fixture, kind, selections, true, RaceTerms::default())
    }

    fn open<P: TryInto<Odds>>(
        &mut self,
        fixture: FixtureId,
        kind: MarketKind,
        selections: impl IntoIterator<Item = (Outcome, P)>,
        in_play: bool,
        terms: RaceTerms,
    ) -> Result<OpenedMarket, Error>
    where
        P::Error: Into<Rejection>,
    {
        let selections = priced(selections)?;
        let selections = selections.into_iter().map(|(outcome, odds)| Priced::new(outcome, odds)).collect();
        let opened = |made| match made {
            Made::Market { market, selections } => Some(OpenedMarket { id: market, selections }),
            _ => None,
        };
        self.made(OpenMarket { fixture, kind, selections, in_play, external: None, terms }, opened)
    }

    /// Changes prices of one market, active or suspended; those that are not named stay. Bets that are placed
    /// keep their prices.
    ///
    /// Errors: what is wrong with a price; `unknown_market`, `nothing_given`, `selection_twice`,
    /// `too_many_selections`, `wrong_market_status`, `unknown_selection`, `selection_elsewhere`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
    /// let home_win = market.selections[0];
    /// book.session(bookmaker).change_prices(market.id, [(home_win, "2.05")])?;
    /// assert_eq!(book.selection(home_win)?.odds.to_string(), "2.05");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
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

    /// Suspends an active market: it takes no bets until it is resumed.
    ///
    /// Errors: `unknown_market`, `wrong_market_status`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, market, .. } = doc::world()?;
    /// book.session(bookmaker).suspend_market(market.id)?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// assert_eq!(book.session(alice).place_bet(slip).unwrap_err().code(), "market_closed");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn suspend_market(&mut self, market: MarketId) -> Result<(), Error> {
        self.change(SuspendMarket { market })
    }

    /// Resumes a suspended market. After a postponement the fixture needs its new start first.
    ///
    /// Errors: `unknown_market`, `wrong_market_status`, `wrong_fixture_status`.
    ///
    /// ```
    /// use realdeal::catalogue::MarketStatus;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
    /// let mut office = book.session(bookmaker);
    /// office.suspend_market(market.id)?;
    /// office.resume_market(market.id)?;
    /// assert_eq!(book.market(market.id)?.status, MarketStatus::Active);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn resume_market(&mut self, market: MarketId) -> Result<(), Error> {
        self.change(ResumeMarket { market })
    }

    /// Closes a market for good: it takes no more bets and waits for its result.
    ///
    /// Errors: `unknown_market`, `wrong_market_status`.
    ///
    /// ```
    /// use realdeal::catalogue::MarketStatus;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
    /// book.session(bookmaker).close_market(market.id)?;
    /// assert_eq!(book.market(market.id)?.status, MarketStatus::Closed);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn close_market(&mut self, market: MarketId) -> Result<(), Error> {
        self.change(CloseMarket { market })
    }
}
