//! Reading a book: what everybody may see, and what the host may.
//!
//! What belongs to a user is read through his [`Session`](super::Session), which checks whose it is.

use super::Book;
use crate::audit::Audit;
use crate::betting::Bet;
use crate::catalogue::{Competition, ExternalId, Fixture, Market, Participant, Selection};
use crate::error::Error;
use crate::house_rules::HouseRules;
use crate::id::{BetId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, UserId};
use crate::journal::{NumberedRecord, seal::Head};
use crate::keys::Keys;
use crate::people::User;
use crate::rejection::Rejection;
use crate::state::{Claim, ClaimKind, HouseBalanceId, Key, PriceChange, Progress, Row, StateHash};
use crate::storage::{Page, Snapshot};
use crate::time::Timestamp;

impl Book {
    /// Reads the books as they are at one instant: all that happens inside `read` sees the same state. For
    /// what the methods below do not say; they are made of it.
    ///
    /// Nobody's permission is checked here: what it gives is for the host.
    ///
    /// ```
    /// use realdeal::keys::Keys;
    /// use realdeal::state::Key;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, fixture, market, .. } = doc::world()?;
    /// let (name, open) = book.read(|snapshot| {
    ///     let open = snapshot.markets_of(fixture)?.len();
    ///     let mut keys = Keys::new();
    ///     keys.read(Key::Selection(market.selections[0]));
    ///     snapshot.fetch(&keys)?;
    ///     let selection = snapshot.state().selections.find(&market.selections[0]).cloned();
    ///     Ok((selection.map(|selection| selection.outcome.to_string()), open))
    /// })?;
    /// assert_eq!((name.as_deref(), open), (Some("home"), 1));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn read<T>(&self, read: impl FnOnce(&mut dyn Snapshot) -> Result<T, Error>) -> Result<T, Error> {
        let mut snapshot = self.readers.snapshot()?;
        read(&mut *snapshot)
    }

    /// A handle for reading from other threads, while this one writes.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, .. } = doc::world()?;
    /// let readers = book.readers();
    /// let reader = std::thread::spawn(move || readers.snapshot()?.journal_head());
    /// assert!(reader.join().expect("reading does not panic")?.records > 0);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn readers(&self) -> std::sync::Arc<dyn crate::storage::Readers> {
        self.readers.clone()
    }

    /// One row, if it is there.
    pub(super) fn row<R: Row>(&self, id: &R::Id) -> Result<Option<R>, Error> {
        self.read(|snapshot| {
            let mut keys = Keys::new();
            keys.read(R::key(id));
            snapshot.fetch(&keys)?;
            Ok(R::table(snapshot.state()).find(id).cloned())
        })
    }

    /// A user, without personal data.
    ///
    /// Error: `unknown_user`.
    ///
    /// ```
    /// use realdeal::people::{Role, Status};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, bookmaker, .. } = doc::world()?;
    /// let user = book.user(bookmaker)?;
    /// assert_eq!((user.role, user.status), (Role::Bookmaker, Status::Active));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn user(&self, user: UserId) -> Result<User, Error> {
        Ok(self.row(&user)?.ok_or(Rejection::UnknownUser { user })?)
    }

    /// The user with an e-mail address, for the host's login; compared without regard to case. None for a
    /// person who was erased.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, alice, .. } = doc::world()?;
    /// assert_eq!(book.user_by_email("ALICE@example.org")?, Some(alice));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn user_by_email(&self, email: &str) -> Result<Option<UserId>, Error> {
        let folded = crate::people::Person::new("", email).folded_email();
        self.by_claim(&Claim::one(ClaimKind::Email, folded), UserId::new)
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
    /// use realdeal::catalogue::{ExternalId, MarketKind, Outcome};
    /// use realdeal::command::{OpenMarket, Priced};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, fixture, .. } = doc::world()?;
    /// let selections = vec![
    ///     Priced::new(Outcome::Yes, "1.80".parse()?),
    ///     Priced::new(Outcome::No, "2.00".parse()?),
    /// ];
    /// let (kind, external) = (MarketKind::BothTeamsToScore, Some(ExternalId::new("feed", "88123")));
    /// book.session(bookmaker).send(OpenMarket { fixture, kind, selections, in_play: false, external })?;
    /// assert!(book.market_by_external_id("feed", "88123")?.is_some());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn market_by_external_id(&self, provider: &str, id: &str) -> Result<Option<MarketId>, Error> {
        self.by_external(ClaimKind::ExternalMarket, provider, id, MarketId::new)
    }

    /// The selection that a feed calls by this id, if any.
    ///
    /// ```
    /// use realdeal::catalogue::{ExternalId, MarketKind, Outcome};
    /// use realdeal::command::{OpenMarket, Priced};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, fixture, .. } = doc::world()?;
    /// let mut yes = Priced::new(Outcome::Yes, "1.80".parse()?);
    /// yes.external = Some(ExternalId::new("feed", "88123/1"));
    /// let selections = vec![yes, Priced::new(Outcome::No, "2.00".parse()?)];
    /// let kind = MarketKind::BothTeamsToScore;
    /// book.session(bookmaker).send(OpenMarket { fixture, kind, selections, in_play: false, external: None })?;
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

    fn by_claim<I>(
        &self,
        claim: &Claim,
        id: impl FnOnce(uuid::Uuid) -> Result<I, crate::id::IdError>,
    ) -> Result<Option<I>, Error> {
        let claimed = self.row::<crate::state::Claimed>(claim)?;
        Ok(claimed.map(|claimed| id(claimed.by)).transpose().map_err(Rejection::from)?)
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

    /// A market: what it asks, and whether it takes bets. Its prices are with [`Book::selections_of`].
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
        self.read(|snapshot| Ok(snapshot.markets_of(fixture)?))
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
        self.read(|snapshot| {
            let ids = snapshot.selections_of(market)?;
            let mut keys = Keys::new();
            for &id in &ids {
                keys.read(Key::Selection(id));
            }
            snapshot.fetch(&keys)?;
            Ok(ids.iter().filter_map(|id| snapshot.state().selections.find(id).cloned()).collect())
        })
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
        self.read(|snapshot| Ok(snapshot.prices_of(selection, page)?))
    }

    /// How far a market's legs are graded. Nothing is left to settle once [`behind`](Progress::behind) is
    /// zero.
    ///
    /// Error: `unknown_market`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// book.session(alice).place_bet(Slip::single(market.selections[0], "2.10").stake("10.00 EUR"))?;
    /// let progress = book.progress(market.id)?;
    /// assert_eq!((progress.legs, progress.behind), (1, 0)); // no result yet, so none waits
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn progress(&self, market: MarketId) -> Result<Progress, Error> {
        self.market(market)?;
        self.read(|snapshot| {
            let mut keys = Keys::new();
            keys.read(Key::Progress(market));
            snapshot.fetch(&keys)?;
            Ok(snapshot.state().progress.find(&market))
        })
    }

    /// A bet, for the host; [`Session::bet`](crate::Session::bet) asks whose it is.
    ///
    /// Error: `unknown_bet`.
    ///
    /// ```
    /// use realdeal::betting::{BetStatus, Slip};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// let id = book.session(alice).place_bet(slip)?.id;
    /// assert_eq!(book.bet(id)?.status, BetStatus::Open);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn bet(&self, bet: BetId) -> Result<Bet, Error> {
        Ok(self.row(&bet)?.ok_or(Rejection::UnknownBet { bet })?)
    }

    /// The house rules in force.
    ///
    /// ```
    /// use realdeal::house_rules::HouseRules;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, .. } = doc::world()?;
    /// assert_eq!(book.house_rules()?, HouseRules::default());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn house_rules(&self) -> Result<HouseRules, Error> {
        self.read(|snapshot| {
            let mut keys = Keys::new();
            keys.read(Key::House(()));
            snapshot.fetch(&keys)?;
            let state = snapshot.state();
            let version = state.house.find(&()).copied().unwrap_or_default().rules;
            let missing = |_| crate::StorageError::refused("the house rules are missing");
            Ok(state.rules(version).map_err(missing)?.clone())
        })
    }

    /// The balances of the house that are not zero, in minor units, by currency and account. Like all
    /// balances they are credits less debits: what the cashier took in stands there below zero.
    ///
    /// ```
    /// use realdeal::money::Currency;
    /// use realdeal::state::HouseBalanceId;
    /// use realdeal::wallet::HouseAccount;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, .. } = doc::world()?;
    /// let cashier = HouseBalanceId { currency: Currency::EUR, account: HouseAccount::Cashier };
    /// assert_eq!(book.house_balances()?, [(cashier, -10_000)]);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn house_balances(&self) -> Result<Vec<(HouseBalanceId, i128)>, Error> {
        self.read(|snapshot| Ok(snapshot.house_balances()?))
    }

    /// When something falls due next, if anything does: the window of a postponed fixture, an account that
    /// opens again. The host calls [`Session::run_due`](crate::Session::run_due) then.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, fixture, .. } = doc::world()?;
    /// assert_eq!(book.next_due()?, None);
    /// book.session(bookmaker).because("a frozen pitch").postpone_fixture(fixture)?;
    /// assert_eq!(book.next_due()?.map(|due| due.to_string()).as_deref(), Some("2024-08-18T15:00:00Z"));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn next_due(&self) -> Result<Option<Timestamp>, Error> {
        self.read(|snapshot| Ok(snapshot.next_due()?))
    }

    /// Journal records, in order, each an accepted command with what happened. Paged by number: a relay asks
    /// for those after the last that it has seen.
    ///
    /// ```
    /// use realdeal::storage::Page;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
    /// let seen = book.journal_head()?.records;
    /// book.session(bookmaker).because("a rumour").suspend_market(market.id)?;
    /// let news = book.journal(Page::after(seen, 100))?;
    /// assert_eq!(news[0].number, seen + 1);
    /// assert_eq!(news[0].record.events[0].name(), "MarketSuspended");
    /// assert_eq!(news[0].record.reason.as_deref(), Some("a rumour"));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn journal(&self, page: Page<u64>) -> Result<Vec<NumberedRecord>, Error> {
        self.read(|snapshot| Ok(snapshot.journal(page)?))
    }

    /// How many journal records there are, and the seal over them. Kept elsewhere, it shows later whether the
    /// journal was changed or cut off.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
    /// let before = book.journal_head()?;
    /// book.session(bookmaker).suspend_market(market.id)?;
    /// let after = book.journal_head()?;
    /// assert_eq!(after.records, before.records + 1);
    /// assert_ne!(after.seal, before.seal);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn journal_head(&self) -> Result<Head, Error> {
        self.read(|snapshot| Ok(snapshot.journal_head()?))
    }

    /// Checks the journal's seals and recomputes every balance from the transfers. It reads the whole book,
    /// and changes nothing.
    ///
    /// Errors: a storage error with the code `journal_broken`, if the journal is not as it was sealed. That
    /// figures do not fit is no error but among the [`faults`](Audit::faults).
    ///
    /// ```
    /// use realdeal::money::Currency;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, .. } = doc::world()?;
    /// let audit = book.audit()?;
    /// assert!(audit.is_clean(), "{:?}", audit.faults);
    /// assert_eq!(audit.totals[&Currency::EUR].cash, 10_000);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn audit(&self) -> Result<Audit, Error> {
        self.read(|snapshot| Ok(snapshot.audit()?))
    }

    /// One figure for everything that the books say, equal on every backend and target. Personal data, seals
    /// and boundaries of units are not in it.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
    /// let before = book.state_hash()?;
    /// assert!(book.session(bookmaker).resume_market(market.id).is_err()); // refused: nothing changes
    /// assert_eq!(book.state_hash()?, before);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn state_hash(&self) -> Result<StateHash, Error> {
        self.read(|snapshot| Ok(snapshot.state_hash()?))
    }
}
