//! Reading a book: what everybody may see, and what the host may.
//!
//! What belongs to a user is read through his [`Session`](super::Session), which checks whose it is.

use super::Book;
use crate::audit::Audit;
use crate::betting::Bet;
use crate::catalogue::{Competition, Fixture, Market, Participant, Selection};
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
    /// Reads the books as they are at one instant.
    pub fn read<T>(&self, read: impl FnOnce(&mut dyn Snapshot) -> Result<T, Error>) -> Result<T, Error> {
        let mut snapshot = self.readers.snapshot()?;
        read(&mut *snapshot)
    }

    /// A handle for reading from other threads.
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

    /// A user.
    pub fn user(&self, user: UserId) -> Result<User, Error> {
        Ok(self.row(&user)?.ok_or(Rejection::UnknownUser { user })?)
    }

    /// The user with an e-mail address, for the host's login.
    pub fn user_by_email(&self, email: &str) -> Result<Option<UserId>, Error> {
        let folded = crate::people::Person::new("", email).folded_email();
        self.by_claim(&Claim::one(ClaimKind::Email, folded), UserId::new)
    }

    /// The competition with a slug.
    pub fn competition_by_slug(&self, slug: &str) -> Result<Option<CompetitionId>, Error> {
        self.by_claim(&Claim::one(ClaimKind::Slug, slug), CompetitionId::new)
    }

    /// The participant with a name, compared without regard to case.
    pub fn participant_by_name(&self, name: &str) -> Result<Option<ParticipantId>, Error> {
        let name = crate::catalogue::checked_name(name).map_err(Rejection::from)?;
        let claim = Claim::one(ClaimKind::ParticipantName, crate::catalogue::folded(&name));
        self.by_claim(&claim, ParticipantId::new)
    }

    /// The competition that a feed calls by this id.
    pub fn competition_by_external_id(
        &self,
        provider: &str,
        id: &str,
    ) -> Result<Option<CompetitionId>, Error> {
        self.by_claim(&Claim::pair(ClaimKind::ExternalCompetition, provider, id), CompetitionId::new)
    }

    /// The participant that a feed calls by this id.
    pub fn participant_by_external_id(
        &self,
        provider: &str,
        id: &str,
    ) -> Result<Option<ParticipantId>, Error> {
        self.by_claim(&Claim::pair(ClaimKind::ExternalParticipant, provider, id), ParticipantId::new)
    }

    /// The market that a feed calls by this id.
    pub fn market_by_external_id(&self, provider: &str, id: &str) -> Result<Option<MarketId>, Error> {
        self.by_claim(&Claim::pair(ClaimKind::ExternalMarket, provider, id), MarketId::new)
    }

    /// The fixture that a feed calls by this id.
    pub fn fixture_by_external_id(&self, provider: &str, id: &str) -> Result<Option<FixtureId>, Error> {
        self.by_claim(&Claim::pair(ClaimKind::ExternalFixture, provider, id), FixtureId::new)
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
    pub fn competition(&self, competition: CompetitionId) -> Result<Competition, Error> {
        Ok(self.row(&competition)?.ok_or(Rejection::UnknownCompetition { competition })?)
    }

    /// A participant.
    pub fn participant(&self, participant: ParticipantId) -> Result<Participant, Error> {
        Ok(self.row(&participant)?.ok_or(Rejection::UnknownParticipant { participant })?)
    }

    /// A fixture.
    pub fn fixture(&self, fixture: FixtureId) -> Result<Fixture, Error> {
        Ok(self.row(&fixture)?.ok_or(Rejection::UnknownFixture { fixture })?)
    }

    /// A market.
    pub fn market(&self, market: MarketId) -> Result<Market, Error> {
        Ok(self.row(&market)?.ok_or(Rejection::UnknownMarket { market })?)
    }

    /// A selection with its price now.
    pub fn selection(&self, selection: SelectionId) -> Result<Selection, Error> {
        Ok(self.row(&selection)?.ok_or(Rejection::UnknownSelection { selection })?)
    }

    /// The markets of a fixture, by id.
    pub fn markets_of(&self, fixture: FixtureId) -> Result<Vec<MarketId>, Error> {
        self.read(|snapshot| {
            Ok(snapshot.markets_of(fixture)?.into_iter().map(|(market, _)| market).collect())
        })
    }

    /// The selections of a market with their prices, by id.
    pub fn selections_of(&self, market: MarketId) -> Result<Vec<Selection>, Error> {
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

    /// The prices that a selection has had, from the first; paged by how many to leave out.
    pub fn prices_of(&self, selection: SelectionId, page: Page<usize>) -> Result<Vec<PriceChange>, Error> {
        self.read(|snapshot| Ok(snapshot.prices_of(selection, page)?))
    }

    /// How far a market's legs are graded.
    pub fn progress(&self, market: MarketId) -> Result<Progress, Error> {
        self.read(|snapshot| {
            let mut keys = Keys::new();
            keys.read(Key::Progress(market));
            snapshot.fetch(&keys)?;
            Ok(snapshot.state().progress.find(&market))
        })
    }

    /// A bet, for the host.
    pub fn bet(&self, bet: BetId) -> Result<Bet, Error> {
        Ok(self.row(&bet)?.ok_or(Rejection::UnknownBet { bet })?)
    }

    /// The house rules in force.
    pub fn house_rules(&self) -> Result<HouseRules, Error> {
        self.read(|snapshot| {
            let mut keys = Keys::new();
            keys.read(Key::House(()));
            snapshot.fetch(&keys)?;
            let state = snapshot.state();
            let version = state.house.find(&()).copied().unwrap_or_default().rules;
            let missing = |_| crate::StorageError::refused("the house rules are missing");
            Ok(state.rules(version).map_err(missing)?.into_owned())
        })
    }

    /// The balances of the house that are not zero, in minor units.
    pub fn house_balances(&self) -> Result<Vec<(HouseBalanceId, i128)>, Error> {
        self.read(|snapshot| Ok(snapshot.house_balances()?))
    }

    /// When something falls due next; the host calls `run_due` then.
    pub fn next_due(&self) -> Result<Option<Timestamp>, Error> {
        self.read(|snapshot| Ok(snapshot.next_due()?))
    }

    /// Journal records, in order; paged by number.
    pub fn journal(&self, page: Page<u64>) -> Result<Vec<NumberedRecord>, Error> {
        self.read(|snapshot| Ok(snapshot.journal(page)?))
    }

    /// How many journal records there are, and the seal over them.
    pub fn journal_head(&self) -> Result<Head, Error> {
        self.read(|snapshot| Ok(snapshot.journal_head()?))
    }

    /// Checks the journal's seals and recomputes every balance from the transfers.
    pub fn audit(&self) -> Result<Audit, Error> {
        self.read(|snapshot| Ok(snapshot.audit()?))
    }

    /// One figure for everything that the books say, equal on every backend and target.
    pub fn state_hash(&self) -> Result<StateHash, Error> {
        self.read(|snapshot| Ok(snapshot.state_hash()?))
    }
}
