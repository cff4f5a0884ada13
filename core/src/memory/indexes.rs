//! What the memory backend finds rows by, kept in step with every write.

use std::collections::BTreeSet;

use crate::answer::Remembered;
use crate::betting::Bet;
use crate::catalogue::{Competition, Fixture, Market, Participant, Selection};
use crate::id::{BetId, CommandId, FixtureId, MarketId, SelectionId, UserId};
use crate::people::User;
use crate::state::{Claimed, House, KnownPerson, Row, VersionedRules};
use crate::time::Timestamp;
use crate::wallet::{Wallet, Withdrawal};

/// The indexes.
#[derive(Debug, Default)]
pub(super) struct Indexes {
    pub(super) bets_of: BTreeSet<(UserId, BetId)>,
    /// The legs of bets that were not withdrawn, by the revision at which they were graded.
    pub(super) legs: BTreeSet<(MarketId, u32, BetId)>,
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
}

impl Indexes {
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
impl Indexed for Withdrawal {}
impl Indexed for Competition {}
impl Indexed for Participant {}
impl Indexed for Claimed {}

impl Indexed for User {
    fn reindex(before: Option<&Self>, after: Option<&Self>, indexes: &mut Indexes) {
        let entry = |user: &Self| user.reopens_at.map(|opens_at| (opens_at, user.id));
        replace(&mut indexes.reopening, before.and_then(entry), after.and_then(entry));
    }
}

impl Indexed for Fixture {
    fn reindex(before: Option<&Self>, after: Option<&Self>, indexes: &mut Indexes) {
        let entry = |fixture: &Self| fixture.void_due().map(|at| (at, fixture.id));
        replace(&mut indexes.postponed, before.and_then(entry), after.and_then(entry));
    }
}

impl Indexed for Market {
    fn reindex(before: Option<&Self>, after: Option<&Self>, indexes: &mut Indexes) {
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
        let owner = |bet: &Self| (bet.user, bet.id);
        replace(&mut indexes.bets_of, before.map(owner), after.map(owner));
        let leg = |bet: Option<&Self>, index: usize| {
            let bet = bet.filter(|bet| !bet.withdrawn)?;
            bet.legs.get(index).map(|leg| (leg.market, leg.revision, bet.id))
        };
        let legs = before.or(after).map_or(0, |bet| bet.legs.len());
        for index in 0..legs {
            replace(&mut indexes.legs, leg(before, index), leg(after, index));
        }
    }
}
