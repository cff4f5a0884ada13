//! Queries: the complete list of what a reader can look for, each with its filter.
//!
//! A backend answers with keys, in the order of their ids (which is the order in which things were made), and fetches the
//! rows for whoever wants them. [`Query::admits`] says whether a row belongs to an answer: a simple backend tries it on every
//! row, a quicker one looks into an index first, and both give the same.

use serde::{Deserialize, Serialize};

use crate::betting::{Basket, BasketStatus, Bet, BetStatus};
use crate::catalogue::{
    Competition, Fixture, FixtureStatus, Market, MarketStatus, Participant, ParticipantKind, Selection,
};
use crate::id::{CompetitionId, FixtureId, MarketId, ParticipantId, UserId};
use crate::journal::Cursor;
use crate::people::{Role, StatusKind, User};
use crate::state::{Key, Row, State};
use crate::time::Timestamp;
use crate::wallet::{Withdrawal, WithdrawalStatus};

/// What a reader looks for.
///
/// ```
/// use realdeal::catalogue::FixtureStatus;
/// use realdeal::storage::{FixtureFilter, Page, Query};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, fixture, .. } = doc::world()?;
/// let scheduled = FixtureFilter { status: Some(FixtureStatus::Scheduled), ..FixtureFilter::default() };
/// let keys = book.read(|snapshot| Ok(snapshot.find(&Query::Fixtures(scheduled), &Page::first(10))?))?;
/// assert_eq!(keys, [realdeal::state::Key::Fixture(fixture)]);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Query {
    /// Users.
    Users(UserFilter),
    /// Competitions.
    Competitions(CompetitionFilter),
    /// Participants.
    Participants(ParticipantFilter),
    /// Fixtures.
    Fixtures(FixtureFilter),
    /// Markets.
    Markets(MarketFilter),
    /// The selections of a market.
    Selections(SelectionsOf),
    /// The bets of a user.
    Bets(BetFilter),
    /// Open bets with a leg that is not decided yet.
    OpenBets(OpenBets),
    /// Baskets.
    Baskets(BasketFilter),
    /// Withdrawals.
    Withdrawals(WithdrawalFilter),
    /// The cursors of relays.
    Cursors(CursorFilter),
}

/// Which users.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserFilter {
    /// Only those with this role.
    pub role: Option<Role>,
    /// Only those with this status, until whenever it lasts.
    pub status: Option<StatusKind>,
}

/// Which competitions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompetitionFilter {
    /// Only those that are in use, or only those that are retired.
    pub active: Option<bool>,
}

/// Which participants.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParticipantFilter {
    /// Only those of this kind.
    pub kind: Option<ParticipantKind>,
    /// Only those that are in use, or only those that are retired.
    pub active: Option<bool>,
}

/// Which fixtures.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixtureFilter {
    /// Only those of this competition.
    pub competition: Option<CompetitionId>,
    /// Only those in which this participant takes part.
    pub participant: Option<ParticipantId>,
    /// Only those with this status.
    pub status: Option<FixtureStatus>,
    /// Only those that start at this time or later.
    pub from: Option<Timestamp>,
    /// Only those that start before this time.
    pub until: Option<Timestamp>,
}

/// Which markets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarketFilter {
    /// Only those of this fixture.
    pub fixture: Option<FixtureId>,
    /// Only those with this status.
    pub status: Option<MarketStatus>,
    /// Only those with legs that wait to be graded, or only those without.
    pub behind: Option<bool>,
}

/// The selections of a market.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelectionsOf {
    /// The market.
    pub market: MarketId,
}

/// Which bets of a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BetFilter {
    /// Whose bets.
    pub user: UserId,
    /// Only those with this status.
    pub status: Option<BetStatus>,
    /// Only those placed at this time or later.
    pub from: Option<Timestamp>,
    /// Only those placed before this time.
    pub until: Option<Timestamp>,
}

/// Which open bets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenBets {
    /// With an undecided leg on this fixture.
    OnFixture(FixtureId),
    /// With an undecided leg on this market.
    OnMarket(MarketId),
}

/// Which baskets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasketFilter {
    /// Only those of this user.
    pub user: Option<UserId>,
    /// Only those with this status.
    pub status: Option<BasketStatus>,
}

/// Which withdrawals.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalFilter {
    /// Only those of this user.
    pub user: Option<UserId>,
    /// Only those with this status.
    pub status: Option<WithdrawalStatus>,
}

/// Which cursors: all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CursorFilter {}

/// A filter for one kind of row.
pub trait Filter {
    /// The rows that it chooses from.
    type Row: Row;

    /// Whether it lets a row pass. A filter that looks beyond the row finds the rest in the state.
    fn passes(&self, row: &Self::Row, state: &State) -> bool;

    /// The query that looks for such rows.
    fn query(self) -> Query;
}

fn is<T: PartialEq>(wanted: Option<&T>, value: &T) -> bool {
    wanted.is_none_or(|wanted| wanted == value)
}

fn within(from: Option<Timestamp>, until: Option<Timestamp>, at: Timestamp) -> bool {
    from.is_none_or(|from| from <= at) && until.is_none_or(|until| at < until)
}

macro_rules! filters {
    ($($filter:ident -> $query:ident of $row:ident: |$this:ident, $of:ident, $state:ident| $passes:expr;)*) => {
        $(impl Filter for $filter {
            type Row = $row;

            fn passes(&self, row: &$row, state: &State) -> bool {
                let ($this, $of, $state) = (self, row, state);
                $passes
            }

            fn query(self) -> Query {
                Query::$query(self)
            }
        })*

        impl Query {
            /// Whether the row of this key belongs to the answer. A key of another kind does not, nor does one
            /// whose row is absent or was not fetched.
            ///
            /// ```
            /// use realdeal::people::Role;
            /// use realdeal::state::Key;
            /// use realdeal::storage::{Query, UserFilter};
            /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
            /// # let doc::World { book, alice, .. } = doc::world()?;
            /// let bettors = Query::Users(UserFilter { role: Some(Role::Bettor), ..UserFilter::default() });
            /// book.read(|snapshot| {
            ///     assert!(bettors.admits(&Key::User(alice), snapshot.state()));
            ///     Ok(())
            /// })?;
            /// # Ok::<(), realdeal::Error>(())
            /// ```
            pub fn admits(&self, key: &Key, state: &State) -> bool {
                match (self, key) {
                    $((Self::$query(filter), Key::$row(id)) => {
                        $row::table(state).find(id).is_some_and(|row| filter.passes(row, state))
                    })*
                    _ => false,
                }
            }
        }
    };
}

filters! {
    UserFilter -> Users of User: |filter, user, _state| {
        is(filter.role.as_ref(), &user.role)
            && is(filter.status.as_ref(), &user.status.kind())
    };
    CompetitionFilter -> Competitions of Competition: |filter, competition, _state| {
        is(filter.active.as_ref(), &competition.active)
    };
    ParticipantFilter -> Participants of Participant: |filter, participant, _state| {
        is(filter.kind.as_ref(), &participant.kind) && is(filter.active.as_ref(), &participant.active)
    };
    FixtureFilter -> Fixtures of Fixture: |filter, fixture, _state| {
        let takes_part = |wanted| fixture.entrants.iter().any(|entrant| entrant.participant == wanted);
        is(filter.competition.as_ref(), &fixture.competition)
            && filter.participant.is_none_or(takes_part)
            && is(filter.status.as_ref(), &fixture.status)
            && within(filter.from, filter.until, fixture.start())
    };
    MarketFilter -> Markets of Market: |filter, market, state| {
        is(filter.fixture.as_ref(), &market.fixture)
            && is(filter.status.as_ref(), &market.status)
            && is(filter.behind.as_ref(), &(state.progress.find(&market.id).behind > 0))
    };
    SelectionsOf -> Selections of Selection: |filter, selection, _state| selection.market == filter.market;
    BetFilter -> Bets of Bet: |filter, bet, _state| {
        bet.user == filter.user
            && is(filter.status.as_ref(), &bet.status)
            && within(filter.from, filter.until, bet.placed_at)
    };
    OpenBets -> OpenBets of Bet: |filter, bet, _state| {
        let undecided = |wanted: &dyn Fn(&crate::betting::Leg) -> bool| {
            bet.legs.iter().any(|leg| leg.result.is_none() && wanted(leg))
        };
        bet.status == BetStatus::Open
            && match filter {
                OpenBets::OnFixture(fixture) => undecided(&|leg| leg.fixture == *fixture),
                OpenBets::OnMarket(market) => undecided(&|leg| leg.market == *market),
            }
    };
    BasketFilter -> Baskets of Basket: |filter, basket, _state| {
        is(filter.user.as_ref(), &basket.user) && is(filter.status.as_ref(), &basket.status)
    };
    WithdrawalFilter -> Withdrawals of Withdrawal: |filter, withdrawal, _state| {
        is(filter.user.as_ref(), &withdrawal.user) && is(filter.status.as_ref(), &withdrawal.status)
    };
    CursorFilter -> Cursors of Cursor: |_filter, _cursor, _state| true;
}

impl From<UserId> for BetFilter {
    /// All bets of a user.
    fn from(user: UserId) -> Self {
        Self { user, status: None, from: None, until: None }
    }
}
