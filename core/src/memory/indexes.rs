//! What the memory backend finds rows by, kept in step with every write.

use std::collections::BTreeSet;

use hashbrown::HashMap;
use smallvec::SmallVec;

use super::run::Run;
use crate::answer::Remembered;
use crate::betting::{Basket, BasketStatus, Bet};
use crate::catalogue::{Competition, Fixture, Market, Participant, Selection};
use crate::id::{
    BasketId, BetId, CommandId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, UserId,
    WithdrawalId,
};
use crate::journal::Cursor;
use crate::people::User;
use crate::state::{Claimed, House, KnownPerson, Row, VersionedRules};
use crate::time::Timestamp;
use crate::wallet::{Wallet, Withdrawal};

/// The indexes.
#[derive(Debug, Default)]
pub(super) struct Indexes {
    /// What each bettor has. A list for each and not one for all: what is new stands last among his own, and a placement
    /// touches little else.
    pub(super) bettors: HashMap<UserId, Bettor>,
    /// The legs of bets that were not withdrawn, a set a market, for the same reason.
    pub(super) legs: HashMap<MarketId, Legs>,
    pub(super) markets_of: BTreeSet<(FixtureId, MarketId)>,
    pub(super) selections_of: BTreeSet<(MarketId, SelectionId)>,
    /// Postponed fixtures by the time at which bets on them fall void next.
    pub(super) postponed: BTreeSet<(Timestamp, FixtureId)>,
    /// Users by the time at which their account opens again.
    pub(super) reopening: BTreeSet<(Timestamp, UserId)>,
    /// Markets with legs that wait to be graded.
    pub(super) behind: BTreeSet<MarketId>,
    /// Remembered commands; their ids sort by time.
    pub(super) remembered: BTreeSet<CommandId>,
    /// Baskets by owner.
    pub(super) baskets_of: BTreeSet<(UserId, BasketId)>,
    /// Open baskets by owner: few, however many he has closed.
    pub(super) open_baskets_of: BTreeSet<(UserId, BasketId)>,
    /// Baskets, a set a status.
    baskets: [BTreeSet<BasketId>; BasketStatus::ALL.len()],
    /// Open baskets, by when they expire.
    pub(super) expiring: BTreeSet<(Timestamp, BasketId)>,
    /// All of a kind, in the order of their ids.
    pub(super) users: BTreeSet<UserId>,
    pub(super) withdrawals: BTreeSet<WithdrawalId>,
    pub(super) competitions: BTreeSet<CompetitionId>,
    pub(super) participants: BTreeSet<ParticipantId>,
    pub(super) fixtures: BTreeSet<FixtureId>,
    pub(super) markets: BTreeSet<MarketId>,
    /// Fixtures by competition.
    pub(super) fixtures_in: BTreeSet<(CompetitionId, FixtureId)>,
    /// Fixtures by who takes part.
    pub(super) fixtures_with: BTreeSet<(ParticipantId, FixtureId)>,
}

/// What a bettor has.
#[derive(Debug, Default)]
pub(super) struct Bettor {
    pub(super) bets: Run<BetId>,
    /// Where his transfers stand in the ledger, in every currency. A short list takes no memory beside the map's own.
    pub(super) transfers: SmallVec<[u32; 4]>,
}

/// The bets with a leg on one market, by the revision at which the leg was graded: one run for each revision, the oldest
/// first. Until a market has its result there is one.
#[derive(Debug, Default)]
pub(super) struct Legs(SmallVec<[(u32, Run<BetId>); 1]>);

impl Legs {
    fn place(&self, revision: u32) -> Result<usize, usize> {
        self.0.binary_search_by_key(&revision, |(revision, _)| *revision)
    }

    fn insert(&mut self, revision: u32, bet: BetId) {
        let place = self.place(revision).unwrap_or_else(|place| {
            self.0.insert(place, (revision, Run::default()));
            place
        });
        self.0[place].1.insert(bet);
    }

    fn remove(&mut self, revision: u32, bet: BetId) {
        if let Ok(place) = self.place(revision) {
            self.0[place].1.remove(&bet);
            if self.0[place].1.is_empty() {
                self.0.remove(place);
            }
        }
    }

    /// The bets after one of them: an ascending run for each revision.
    pub(super) fn after(&self, bet: Option<BetId>) -> impl Iterator<Item = impl Iterator<Item = BetId>> {
        self.0.iter().map(move |(_, run)| run.after(bet))
    }

    /// The bets whose leg was graded before a revision: the oldest run first, and each run by bet.
    pub(super) fn before(&self, revision: u32) -> impl Iterator<Item = BetId> {
        let older = self.0.iter().take_while(move |(graded, _)| *graded < revision);
        older.flat_map(|(_, run)| run.after(None))
    }
}

impl Indexes {
    /// Baskets of a status.
    pub(super) fn baskets(&self, status: BasketStatus) -> &BTreeSet<BasketId> {
        &self.baskets[status as usize]
    }

    pub(super) fn note_behind(&mut self, market: MarketId, behind: bool) {
        if behind {
            self.behind.insert(market);
        } else {
            self.behind.remove(&market);
        }
    }
}

/// Takes the entry of a row as it was out of an index, and puts in the one of the row as it is.
fn replace<T: Ord>(index: &mut BTreeSet<T>, before: Option<T>, after: Option<T>) {
    if before == after {
        return;
    }
    if let Some(before) = before {
        index.remove(&before);
    }
    index.extend(after);
}

/// A row that is found by more than its id.
pub(super) trait Indexed: Row {
    /// Keeps the indexes in step with a write.
    fn reindex(_before: Option<&Self>, _after: Option<&Self>, _indexes: &mut Indexes) {}
}

impl Indexed for House {}
impl Indexed for VersionedRules {}
impl Indexed for KnownPerson {}
impl Indexed for Wallet {}
impl Indexed for Claimed {}
impl Indexed for Cursor {}

impl Indexed for Withdrawal {
    fn reindex(before: Option<&Self>, after: Option<&Self>, indexes: &mut Indexes) {
        replace(&mut indexes.withdrawals, before.map(Self::id), after.map(Self::id));
    }
}

impl Indexed for Competition {
    fn reindex(before: Option<&Self>, after: Option<&Self>, indexes: &mut Indexes) {
        replace(&mut indexes.competitions, before.map(Self::id), after.map(Self::id));
    }
}

impl Indexed for Participant {
    fn reindex(before: Option<&Self>, after: Option<&Self>, indexes: &mut Indexes) {
        replace(&mut indexes.participants, before.map(Self::id), after.map(Self::id));
    }
}

impl Indexed for Basket {
    fn reindex(before: Option<&Self>, after: Option<&Self>, indexes: &mut Indexes) {
        let owner = |basket: &Self| (basket.user, basket.id);
        replace(&mut indexes.baskets_of, before.map(owner), after.map(owner));
        let open = |basket: &Self| basket.is_open().then_some((basket.user, basket.id));
        replace(&mut indexes.open_baskets_of, before.and_then(open), after.and_then(open));
        for (status, baskets) in BasketStatus::ALL.into_iter().zip(&mut indexes.baskets) {
            let entry = |basket: &Self| (basket.status == status).then_some(basket.id);
            replace(baskets, before.and_then(entry), after.and_then(entry));
        }
        let expiry = |basket: &Self| basket.is_open().then_some((basket.expires_at, basket.id));
        replace(&mut indexes.expiring, before.and_then(expiry), after.and_then(expiry));
    }
}

impl Indexed for User {
    fn reindex(before: Option<&Self>, after: Option<&Self>, indexes: &mut Indexes) {
        replace(&mut indexes.users, before.map(Self::id), after.map(Self::id));
        let entry = |user: &Self| user.reopens_at.map(|opens_at| (opens_at, user.id));
        replace(&mut indexes.reopening, before.and_then(entry), after.and_then(entry));
    }
}

impl Indexed for Fixture {
    fn reindex(before: Option<&Self>, after: Option<&Self>, indexes: &mut Indexes) {
        replace(&mut indexes.fixtures, before.map(Self::id), after.map(Self::id));
        let place = |fixture: &Self| (fixture.competition, fixture.id);
        replace(&mut indexes.fixtures_in, before.map(place), after.map(place));
        // Who takes part never changes.
        for entrant in before.or(after).iter().flat_map(|fixture| &fixture.entrants) {
            let entry = |fixture: &Self| (entrant.participant, fixture.id);
            replace(&mut indexes.fixtures_with, before.map(entry), after.map(entry));
        }
        let entry = |fixture: &Self| fixture.void_due().map(|at| (at, fixture.id));
        replace(&mut indexes.postponed, before.and_then(entry), after.and_then(entry));
    }
}

impl Indexed for Market {
    fn reindex(before: Option<&Self>, after: Option<&Self>, indexes: &mut Indexes) {
        replace(&mut indexes.markets, before.map(Self::id), after.map(Self::id));
        let entry = |market: &Self| (market.fixture, market.id);
        replace(&mut indexes.markets_of, before.map(entry), after.map(entry));
    }
}

impl Indexed for Selection {
    fn reindex(before: Option<&Self>, after: Option<&Self>, indexes: &mut Indexes) {
        let entry = |selection: &Self| (selection.market, selection.id);
        replace(&mut indexes.selections_of, before.map(entry), after.map(entry));
    }
}

impl Indexed for Remembered {
    fn reindex(before: Option<&Self>, after: Option<&Self>, indexes: &mut Indexes) {
        let entry = |remembered: &Self| remembered.id;
        replace(&mut indexes.remembered, before.map(entry), after.map(entry));
    }
}

impl Indexed for Bet {
    fn reindex(before: Option<&Self>, after: Option<&Self>, indexes: &mut Indexes) {
        match (before, after) {
            (None, Some(bet)) => {
                indexes.bettors.entry(bet.user).or_default().bets.insert(bet.id);
            }
            (Some(bet), None) => {
                if let Some(bettor) = indexes.bettors.get_mut(&bet.user) {
                    bettor.bets.remove(&bet.id);
                }
            }
            // Whose bet it is never changes.
            (Some(_), Some(_)) | (None, None) => {}
        }
        let leg = |bet: Option<&Self>, index: usize| {
            let bet = bet.filter(|bet| !bet.withdrawn)?;
            bet.legs.get(index).map(|leg| (leg.market, leg.revision, bet.id))
        };
        let legs = before.or(after).map_or(0, |bet| bet.legs.len());
        for index in 0..legs {
            let (before, after) = (leg(before, index), leg(after, index));
            if before == after {
                continue;
            }
            if let Some((market, revision, bet)) = before
                && let Some(legs) = indexes.legs.get_mut(&market)
            {
                legs.remove(revision, bet);
            }
            if let Some((market, revision, bet)) = after {
                indexes.legs.entry(market).or_default().insert(revision, bet);
            }
        }
    }
}
