//! The floor of placing: what any in-memory book must do to a single, by hand, with nothing of ours in it.
//!
//! In it: a hash look-up for the bettor, one for the selection, one in the set of ids that makes it happen at most once;
//! the checks (role, status, exclusion, limits, fixture, market, kick-off, price, balance, highest return); a bet of
//! fixed size, and two postings. Not in it: a journal, a seal, a request hash, undo, indexes, accumulators.

use hashbrown::{HashMap, HashSet};
use realdeal::command::{Body, Command};
use realdeal::id::{SelectionId, UserId};

/// A single to be, in numbers.
pub(crate) struct Request {
    id: u128,
    user: u128,
    selection: u128,
    price: (u64, u32),
    stake: i64,
    at: i64,
}

impl Request {
    /// The same bet that the engine is asked for.
    pub(crate) fn of(command: &Command) -> Option<Self> {
        let Body::PlaceBet(body) = &command.body else { return None };
        let leg = body.legs.first()?;
        Some(Self {
            id: command.id.uuid().as_u128(),
            user: command.actor.user()?.uuid().as_u128(),
            selection: leg.selection.uuid().as_u128(),
            price: (leg.odds.numerator(), leg.odds.denominator()),
            stake: body.stake.minor(),
            at: command.at.micros(),
        })
    }
}

struct User {
    cash: i64,
    excluded_until: i64,
    role: u8,
    status: u8,
}

struct Selection {
    price: (u64, u32),
    market: usize,
}

struct Market {
    fixture: usize,
    status: u8,
}

struct Fixture {
    start: i64,
    status: u8,
}

/// What is kept of a bet.
#[allow(dead_code, reason = "it is written, and nobody reads it back")]
struct Bet {
    id: u128,
    user: u128,
    selection: u128,
    price: (u64, u32),
    stake: i64,
    potential: i64,
    at: i64,
    status: u8,
}

/// One side of a transfer.
#[allow(dead_code, reason = "it is written, and nobody reads it back")]
struct Posting {
    account: u128,
    bet: u128,
    amount: i64,
    after: i64,
}

const OPEN_STAKES: u128 = 0;
const MIN_STAKE: i64 = 10;
const MAX_STAKE: i64 = 1_000_000;
const MAX_RETURN: i64 = 100_000_000;

/// Books in a few flat tables.
pub(crate) struct Floor {
    users: HashMap<u128, User>,
    selections: HashMap<u128, Selection>,
    markets: Vec<Market>,
    fixtures: Vec<Fixture>,
    placed: HashSet<u128>,
    bets: Vec<Bet>,
    postings: Vec<Posting>,
    open_stakes: i64,
}

impl Floor {
    /// Books with these bettors, each with money enough, and with these selections, three to a market and fixture.
    pub(crate) fn new(bettors: &[UserId], selections: &[SelectionId]) -> Self {
        let user = || User { cash: i64::MAX / 2, excluded_until: 0, role: 0, status: 0 };
        let selection = |number: usize| Selection { price: (21, 10), market: number / 3 };
        let markets = 0..selections.len().div_ceil(3);
        Self {
            users: bettors.iter().map(|id| (id.uuid().as_u128(), user())).collect(),
            selections: (0..).zip(selections).map(|(n, id)| (id.uuid().as_u128(), selection(n))).collect(),
            markets: markets.clone().map(|fixture| Market { fixture, status: 0 }).collect(),
            fixtures: markets.map(|_| Fixture { start: i64::MAX, status: 0 }).collect(),
            placed: HashSet::new(),
            bets: Vec::new(),
            postings: Vec::new(),
            open_stakes: 0,
        }
    }

    /// Places a bet; says whether it was accepted.
    pub(crate) fn place(&mut self, request: &Request) -> bool {
        self.try_place(request).is_some()
    }

    fn try_place(&mut self, request: &Request) -> Option<()> {
        let user = self.users.get_mut(&request.user)?;
        let selection = self.selections.get(&request.selection)?;
        let market = self.markets.get(selection.market)?;
        let fixture = self.fixtures.get(market.fixture)?;
        let may_bet = user.role == 0 && user.status == 0 && request.at >= user.excluded_until;
        let open = market.status == 0 && fixture.status == 0 && request.at < fixture.start;
        let within = (MIN_STAKE..=MAX_STAKE).contains(&request.stake) && user.cash >= request.stake;
        if !(may_bet && open && within && selection.price == request.price) {
            return None;
        }
        let (numerator, denominator) = (i64::try_from(request.price.0).ok()?, i64::from(request.price.1));
        // Rounded half up.
        let potential = (2 * request.stake.checked_mul(numerator)? + denominator) / (2 * denominator);
        if potential > MAX_RETURN || !self.placed.insert(request.id) {
            return None;
        }
        user.cash -= request.stake;
        self.open_stakes += request.stake;
        let Request { id, user: owner, selection, price, stake, at } = *request;
        self.bets.push(Bet { id, user: owner, selection, price, stake, potential, at, status: 0 });
        self.postings.push(Posting { account: owner, bet: id, amount: -stake, after: user.cash });
        self.postings.push(Posting { account: OPEN_STAKES, bet: id, amount: stake, after: self.open_stakes });
        Some(())
    }
}
