//! What can be asked of the model, and what it answers: its own words, which the bridge puts into the engine's.

use realdeal::id::{BasketId, BetId, CommandId, FixtureId, MarketId, SelectionId, UserId, WithdrawalId};
use realdeal::money::Money;

use super::fraction::{Fraction, Mode};
use super::grading::{Goals, Grade, Kind};

/// Microseconds.
pub(crate) type Time = i64;

pub(crate) const SECOND: Time = 1_000_000;
pub(crate) const MINUTE: Time = 60 * SECOND;
pub(crate) const HOUR: Time = 60 * MINUTE;
pub(crate) const DAY: Time = 24 * HOUR;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Bettor,
    Bookmaker,
    Support,
    Admin,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    System,
    Visitor,
    User(UserId),
    Behalf(UserId, UserId),
}

impl Who {
    pub(crate) fn named(self) -> Option<UserId> {
        match self {
            Self::System | Self::Visitor => None,
            Self::User(user) | Self::Behalf(_, user) => Some(user),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Active,
    Cooling(Time),
    Excluded(Time),
    Register,
    Suspended,
    Blocked,
    Closed,
}

/// The house rules that the model varies; all others keep their defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rules {
    pub(crate) rounding: Mode,
    pub(crate) min_stake: i64,
    pub(crate) max_stake: i64,
    pub(crate) max_return: i64,
    /// Whether dollars can be staked, under the limits of the euro.
    pub(crate) dollars: bool,
    pub(crate) max_legs: u32,
    pub(crate) cut_off: Time,
    pub(crate) cancellation: Time,
    pub(crate) window: Time,
    pub(crate) basket_time: Time,
    pub(crate) max_baskets: u32,
    pub(crate) max_slips: u32,
}

/// The default of docs/rules.md.
pub(crate) const DEFAULT_RULES: Rules = Rules {
    rounding: Mode::HalfUp,
    min_stake: 10,
    max_stake: 1_000_000,
    max_return: 100_000_000,
    dollars: false,
    max_legs: 25,
    cut_off: 0,
    cancellation: 30 * MINUTE,
    window: 48 * HOUR,
    basket_time: 24 * HOUR,
    max_baskets: 10,
    max_slips: 50,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    None,
    Higher,
    HigherTotal,
    Any,
}

pub(crate) type Priced = (SelectionId, Fraction);
pub(crate) type Stated = Vec<(SelectionId, Grade)>;

/// A slip as it lies in a basket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wish {
    pub(crate) id: BetId,
    pub(crate) legs: Vec<Priced>,
    pub(crate) stake: Option<Money>,
    pub(crate) change: Change,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fix {
    Score,
    Outcomes(Stated),
    Void,
    Withdrawn,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    Status(UserId, Standing),
    Exclude(UserId, Standing),
    Reopen(UserId),
    Adopt(Rules),
    Deposit(UserId, Money, String),
    Withdraw(UserId, Money),
    Answer(WithdrawalId, bool),
    Adjust(UserId, Money),
    WriteOff(UserId, Money),
    Schedule { race: bool, start: Time },
    Reschedule(FixtureId, Time),
    Postpone(FixtureId),
    Abandon(FixtureId, Option<Goals>),
    CallOff(FixtureId),
    VoidFixture(FixtureId),
    Delete(FixtureId),
    Open { fixture: FixtureId, kind: Kind, prices: Vec<Fraction>, in_play: bool },
    Prices(MarketId, Vec<Priced>),
    Suspend(MarketId),
    Resume(MarketId),
    Close(MarketId),
    Score { fixture: FixtureId, score: Goals, last: bool },
    Outcomes(MarketId, Stated),
    FixScore(FixtureId, Goals),
    FixResult(MarketId, Fix),
    VoidMarket(MarketId),
    VoidBet(BetId),
    Page(MarketId, u32),
    Due(u32),
    Place { legs: Vec<Priced>, stake: Money, change: Change },
    Cancel(BetId),
    Gather,
    Put(BasketId, Wish),
    Take(BasketId, BetId),
    Restake(BasketId, BetId, Money),
    Drop(BasketId),
    CheckOut(BasketId, u32),
}

impl What {
    /// Changes what is in a basket and nothing else: no record tells of it.
    pub(crate) fn is_quiet(&self) -> bool {
        matches!(self, Self::Put(..) | Self::Take(..) | Self::Restake(..))
    }
}

/// One request.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) id: CommandId,
    pub(crate) who: Who,
    pub(crate) at: Time,
    pub(crate) expires: Option<Time>,
    pub(crate) reason: bool,
    pub(crate) what: What,
}

/// What a request that was met brought about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Done {
    Change,
    Rules(u32),
    Fixture(FixtureId),
    Market(MarketId, Vec<SelectionId>),
    Withdrawal(WithdrawalId),
    Bet(BetId),
    Basket(BasketId),
    Bets(Vec<BetId>),
    Page { graded: u32, left: u64 },
    Due(u32),
}

/// Met anew, or met before; or the code of the refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    Met(Done),
    Repeated(Done),
    Refused(&'static str),
    /// A check-out is refused for one of its slips, and this is what that one would be told.
    SlipRefused(BetId, &'static str),
}
