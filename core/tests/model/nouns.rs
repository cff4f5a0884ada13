//! What the model keeps: plain maps of its own nouns, and nothing that the engine has worked out.

use std::collections::{BTreeMap, BTreeSet};

use realdeal::id::{BasketId, BetId, CommandId, FixtureId, MarketId, SelectionId, UserId, WithdrawalId};
use realdeal::money::{Currency, Money};

use super::ask::{DEFAULT_RULES, Done, Part, Rules, Standing, Time, What, Who, Wish};
use super::fraction::Fraction;
use super::grading::{Goals, Grade, Kind, Pick};

#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) part: Part,
    pub(crate) standing: Standing,
    pub(crate) reopens: Option<Time>,
    /// The longest exclusion that he chose, until he is back.
    pub(crate) shut_out: Option<Time>,
    /// In the order in which they were first used.
    pub(crate) currencies: Vec<Currency>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Purse {
    pub(crate) cash: i128,
    pub(crate) held: i128,
    pub(crate) debt: i128,
    pub(crate) open: u32,
}

/// An account of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Pot {
    Stakes,
    Revenue,
    Cashier,
    Adjustments,
}

#[derive(Debug, Clone)]
pub(crate) struct Payout {
    pub(crate) user: UserId,
    pub(crate) amount: Money,
    /// Whether it was paid, once it is answered.
    pub(crate) paid: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    Scheduled,
    InPlay,
    Finished,
    Abandoned,
    Postponed,
    Cancelled,
}

/// A start that was announced.
#[derive(Debug, Clone)]
pub(crate) struct Announced {
    pub(crate) start: Time,
    /// When the bets under it fall void.
    pub(crate) until: Time,
    pub(crate) void: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Match {
    pub(crate) race: bool,
    pub(crate) phase: Phase,
    pub(crate) starts: Vec<Announced>,
    pub(crate) score: Option<Goals>,
}

impl Match {
    pub(crate) fn start(&self) -> Time {
        self.starts.last().expect("a fixture has a start").start
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Active,
    Suspended,
    Closed,
    Settled,
    Void,
}

impl State {
    pub(crate) fn waits(self) -> bool {
        matches!(self, Self::Active | Self::Suspended | Self::Closed)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdicted {
    Score(Goals),
    Stated,
    Void,
}

#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub(crate) fixture: FixtureId,
    pub(crate) kind: Kind,
    pub(crate) in_play: bool,
    pub(crate) state: State,
    pub(crate) result: Option<Verdicted>,
    pub(crate) revision: u32,
    pub(crate) selections: Vec<SelectionId>,
}

#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) market: MarketId,
    pub(crate) pick: Pick,
    pub(crate) price: Fraction,
    pub(crate) stated: Option<Grade>,
}

#[derive(Debug, Clone)]
pub(crate) struct Leg {
    pub(crate) selection: SelectionId,
    pub(crate) market: MarketId,
    pub(crate) price: Fraction,
    /// Which of the fixture's announced starts it was placed under.
    pub(crate) announced: usize,
    pub(crate) revision: u32,
    /// What stood when it was taken, where only later goals count.
    pub(crate) score_then: Option<Goals>,
    pub(crate) grade: Option<Grade>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Open,
    Won,
    HalfWon,
    HalfLost,
    Lost,
    Void,
    Cancelled,
}

#[derive(Debug, Clone)]
pub(crate) struct Ticket {
    pub(crate) user: UserId,
    pub(crate) legs: Vec<Leg>,
    pub(crate) stake: Money,
    pub(crate) rules: usize,
    pub(crate) placed_at: Time,
    pub(crate) fate: Fate,
    pub(crate) returned: i128,
    pub(crate) exact: Option<Fraction>,
    /// Voided or cancelled by hand.
    pub(crate) out: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keeping {
    Open,
    CheckedOut,
    Dropped,
    Expired,
}

#[derive(Debug, Clone)]
pub(crate) struct Basket {
    pub(crate) user: UserId,
    pub(crate) keeping: Keeping,
    pub(crate) until: Time,
    pub(crate) edits: u32,
    pub(crate) slips: Vec<Wish>,
    pub(crate) bets: Vec<BetId>,
}

/// What falls due, in the order of what falls due at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Due {
    Reopening(UserId),
    Window(FixtureId),
    Expiry(BasketId),
}

#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) people: BTreeMap<UserId, Person>,
    pub(crate) purses: BTreeMap<(UserId, Currency), Purse>,
    pub(crate) pots: BTreeMap<(Currency, Pot), i128>,
    pub(crate) payouts: BTreeMap<WithdrawalId, Payout>,
    pub(crate) payments: BTreeSet<String>,
    pub(crate) fixtures: BTreeMap<FixtureId, Match>,
    pub(crate) markets: BTreeMap<MarketId, Question>,
    pub(crate) answers: BTreeMap<SelectionId, Answer>,
    pub(crate) tickets: BTreeMap<BetId, Ticket>,
    pub(crate) baskets: BTreeMap<BasketId, Basket>,
    /// The slip that the last check-out was refused for, and why.
    pub(crate) blamed: Option<(BetId, &'static str)>,
    /// Every version of the house rules; the last is in force.
    pub(crate) rules: Vec<Rules>,
    pub(crate) done: BTreeMap<CommandId, (Who, What, Done)>,
    /// The latest time of a request that was met.
    pub(crate) last: Time,
}

impl Model {
    pub(crate) fn new(last: Time) -> Self {
        Self {
            people: BTreeMap::new(),
            purses: BTreeMap::new(),
            pots: BTreeMap::new(),
            payouts: BTreeMap::new(),
            payments: BTreeSet::new(),
            fixtures: BTreeMap::new(),
            markets: BTreeMap::new(),
            answers: BTreeMap::new(),
            tickets: BTreeMap::new(),
            baskets: BTreeMap::new(),
            blamed: None,
            rules: vec![DEFAULT_RULES],
            done: BTreeMap::new(),
            last,
        }
    }

    /// Somebody who is there from the first.
    pub(crate) fn enter(&mut self, user: UserId, part: Part) {
        let standing = Standing::Active;
        self.people
            .insert(user, Person { part, standing, reopens: None, shut_out: None, currencies: Vec::new() });
    }

    pub(crate) fn law(&self) -> Rules {
        *self.rules.last().expect("the first rules are built in")
    }

    /// The markets of a fixture.
    pub(crate) fn markets_of(&self, fixture: FixtureId) -> Vec<MarketId> {
        self.markets.iter().filter(|(_, market)| market.fixture == fixture).map(|(id, _)| *id).collect()
    }
}
