//! The sender: makes a request of an operation, out of what the model has when its turn comes.

use realdeal::id::{BasketId, BetId, CommandId, FixtureId, MarketId, SelectionId, UserId, WithdrawalId};
use realdeal::time::Timestamp;

use super::ask::{Ask, DAY, HOUR, MINUTE, SECOND, Standing, Time, What, Who};
use super::nouns::{Keeping, Model, Phase, State};
use super::ops::{Act, Op};

/// Who plays.
#[derive(Debug, Clone)]
pub(crate) struct Cast {
    pub(crate) admin: UserId,
    pub(crate) bookmaker: UserId,
    pub(crate) support: UserId,
    pub(crate) bettors: Vec<UserId>,
}

#[derive(Debug, Clone)]
pub(crate) struct Sender {
    pub(crate) cast: Cast,
    pub(crate) now: Time,
    /// How many ids were made; they are the same for the same operations.
    count: u64,
    /// What was sent, to be sent again.
    pub(crate) sent: Vec<Ask>,
}

/// The steps of the clock.
const WAITS: [Time; 16] = [
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    SECOND,
    10 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    20 * MINUTE,
    40 * MINUTE,
    2 * HOUR,
];

/// One of a list, by a number that need not fit.
pub(crate) fn one<T: Clone>(list: &[T], number: u8) -> Option<T> {
    if list.is_empty() { None } else { list.get(usize::from(number) % list.len()).cloned() }
}

impl Sender {
    pub(crate) fn new(cast: Cast, now: Time) -> Self {
        Self { cast, now, count: 0, sent: Vec::new() }
    }

    /// A fresh id for a time. Ids of one millisecond come in no order.
    pub(crate) fn id(&mut self, time: Time) -> CommandId {
        self.count += 1;
        let mut bits = self.count.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        bits = (bits ^ bits >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        CommandId::from_parts(Timestamp::from_micros(time), 0, bits ^ bits >> 32)
    }

    /// A request without anything odd about it.
    pub(crate) fn plain(&mut self, who: Who, what: What) -> Ask {
        let id = self.id(self.now);
        Ask { id, who, at: self.now, expires: None, reason: true, what }
    }

    pub(crate) fn bettor(&self, number: u8) -> UserId {
        one(&self.cast.bettors, number).expect("somebody bets")
    }

    fn usual(&self, op: &Op, what: &What) -> Who {
        match what {
            What::Deposit(..) | What::Due(_) => Who::System,
            What::Status(..) | What::Adopt(_) | What::Adjust(..) | What::WriteOff(..) => {
                Who::User(self.cast.admin)
            }
            What::Answer(..) if op.a.is_multiple_of(2) => Who::System,
            What::Answer(..) => Who::User(self.cast.admin),
            What::Withdraw(user, _) | What::Exclude(user, _) | What::Reopen(user) => Who::User(*user),
            What::Place { .. } | What::Cancel(_) => Who::User(self.bettor(op.d)),
            What::Gather
            | What::Put(..)
            | What::Take(..)
            | What::Restake(..)
            | What::Drop(_)
            | What::CheckOut(..) => Who::User(self.bettor(op.d)),
            What::Page(..) if op.d.is_multiple_of(2) => Who::System,
            _ => Who::User(self.cast.bookmaker),
        }
    }

    /// The request that an operation stands for.
    pub(crate) fn request(&mut self, op: &Op, model: &Model) -> Ask {
        self.now += WAITS[usize::from(op.wait % 16)];
        if op.act == Act::Again
            && let Some(ask) = self.again(op)
        {
            return ask;
        }
        let what = self.what(op, model);
        let who = match &what {
            // Mostly somebody who may.
            What::Gather if op.d % 8 != 7 => {
                let active = |user: &&UserId| model.people[*user].standing == Standing::Active;
                let bettors: Vec<_> = self.cast.bettors.iter().filter(active).copied().collect();
                Who::User(one(&bettors, op.d).unwrap_or(self.bettor(op.d)))
            }
            // Mostly the bettor whose bet it is.
            What::Cancel(bet) if op.d % 8 != 7 => {
                Who::User(model.tickets.get(bet).map_or(self.bettor(op.d), |ticket| ticket.user))
            }
            What::Put(basket, _)
            | What::Take(basket, _)
            | What::Restake(basket, ..)
            | What::Drop(basket)
            | What::CheckOut(basket, _)
                if op.d % 16 != 7 =>
            {
                Who::User(model.baskets.get(basket).map_or(self.bettor(op.d), |basket| basket.user))
            }
            what => self.usual(op, what),
        };
        let mut ask = self.plain(who, what);
        self.make_odd(op, &mut ask);
        confuse(op, model, &mut ask);
        ask
    }

    fn make_odd(&mut self, op: &Op, ask: &mut Ask) {
        let (support, bettor) = (self.cast.support, self.bettor(op.b));
        match op.odd {
            100 => ask.who = Who::Visitor,
            101 => ask.who = Who::System,
            102 => ask.who = Who::User(bettor),
            103 => ask.who = Who::User(self.cast.admin),
            104 => ask.who = Who::User(self.cast.bookmaker),
            105 => ask.who = Who::User(support),
            106 | 107 => ask.who = Who::Behalf(support, ask.who.named().unwrap_or(bettor)),
            108 => ask.who = Who::Behalf(self.cast.bookmaker, bettor),
            109 => ask.who = Who::User(UserId::made_by(self.stray(op), 0)),
            110 => ask.reason = false,
            111 => ask.expires = Some(ask.at - Time::from(op.a)),
            112 => ask.expires = Some(ask.at + 1),
            113 | 114 => ask.at -= 3 * SECOND,
            115 => ask.at -= MINUTE,
            116 => ask.id = self.id(ask.at - 31 * DAY),
            117 => ask.id = self.id(ask.at - HOUR),
            118 => (ask.who, ask.reason) = (Who::Behalf(support, bettor), false),
            _ => {}
        }
    }

    /// An id that nothing has.
    fn stray(&self, op: &Op) -> CommandId {
        CommandId::from_parts(Timestamp::from_micros(self.now), 1, u64::from(op.c))
    }

    /// Something that was sent before: as it was, by somebody else, or another thing under the same id.
    fn again(&mut self, op: &Op) -> Option<Ask> {
        let number = usize::from(op.a) * 256 + usize::from(op.b);
        let mut ask = self.sent.get(number % self.sent.len().max(1))?.clone();
        ask.at = self.now;
        match op.d % 16 {
            1 => ask.who = Who::User(self.bettor(op.c)),
            2 => ask.what = What::Due(7),
            3 => ask.reason = !ask.reason,
            _ => {}
        }
        Some(ask)
    }

    /// A fixture of those that pass, or any, or one that there is not.
    pub(crate) fn fixture(
        &self,
        op: &Op,
        model: &Model,
        passes: impl Fn(&super::nouns::Match) -> bool,
    ) -> FixtureId {
        let mut all: Vec<_> = model.fixtures.keys().copied().collect();
        // The next to start first.
        all.sort_by_key(|id| model.fixtures[id].start());
        let fit: Vec<_> = all.iter().copied().filter(|id| passes(&model.fixtures[id])).collect();
        let list = if fit.is_empty() || op.odd % 8 == 7 { all } else { fit };
        let near = if op.a < 160 { op.a % 2 } else { op.a };
        one(&list, near).filter(|_| op.odd != 119).unwrap_or(FixtureId::made_by(self.stray(op), 0))
    }

    /// A market of those that pass, or any, or one that there is not.
    pub(crate) fn market(
        &self,
        op: &Op,
        model: &Model,
        passes: impl Fn(MarketId, &super::nouns::Question) -> bool,
    ) -> MarketId {
        let all: Vec<_> = model.markets.keys().copied().collect();
        let fit: Vec<_> = all.iter().copied().filter(|id| passes(*id, &model.markets[id])).collect();
        let list = if fit.is_empty() || op.odd % 8 == 7 { all } else { fit };
        one(&list, op.a).filter(|_| op.odd != 119).unwrap_or(MarketId::made_by(self.stray(op), 0))
    }

    pub(crate) fn ticket(&self, op: &Op, model: &Model) -> BetId {
        let all: Vec<_> = model.tickets.keys().copied().collect();
        // Late ones first: those can still be cancelled.
        let late = all.len().saturating_sub(1 + usize::from(op.a) % all.len().max(1));
        let id = all.get(late).copied().filter(|_| op.odd != 119);
        id.unwrap_or(BetId::made_by(self.stray(op), 0))
    }

    /// A basket that is open, mostly one of the last; sometimes any, or one that there is not. None if there is none.
    pub(crate) fn basket(&self, op: &Op, model: &Model) -> Option<BasketId> {
        if op.odd == 119 {
            return Some(BasketId::made_by(self.stray(op), 0));
        }
        let any = op.odd % 16 == 7;
        let fit = model.baskets.iter().filter(|(_, basket)| {
            any || basket.keeping == Keeping::Open && (basket.until > self.now || op.c.is_multiple_of(16))
        });
        let late: Vec<_> = fit.map(|(id, _)| *id).rev().collect();
        one(&late, op.a % 4)
    }

    pub(crate) fn payout(&self, op: &Op, model: &Model) -> WithdrawalId {
        let all: Vec<_> = model.payouts.keys().copied().collect();
        let waiting: Vec<_> = all.iter().copied().filter(|id| model.payouts[id].paid.is_none()).collect();
        let list = if waiting.is_empty() { all } else { waiting };
        let id = one(&list, op.b).filter(|_| op.odd != 119);
        id.unwrap_or(WithdrawalId::made_by(self.stray(op), 0))
    }

    /// The selections of a market.
    pub(crate) fn selections(&self, op: &Op, model: &Model, market: MarketId) -> Vec<SelectionId> {
        let stray = vec![SelectionId::made_by(self.stray(op), 1)];
        model.markets.get(&market).map_or(stray, |market| market.selections.clone())
    }

    /// The selections that can be backed now.
    pub(crate) fn on_offer(&self, model: &Model) -> Vec<SelectionId> {
        let open = |id: &SelectionId| {
            let market = &model.markets[&model.answers[id].market];
            let fixture = &model.fixtures[&market.fixture];
            let playable = matches!(fixture.phase, Phase::Scheduled | Phase::InPlay);
            let in_time = market.in_play || self.now < fixture.start() - model.law().cut_off;
            market.state == State::Active && playable && in_time
        };
        model.answers.keys().copied().filter(open).collect()
    }

    /// A selection that can be backed, if there is one; sometimes any.
    pub(crate) fn backed(&self, op: &Op, model: &Model, number: u8) -> SelectionId {
        let mut list = self.on_offer(model);
        if list.is_empty() || op.odd % 16 == 7 {
            list = model.answers.keys().copied().collect();
        }
        one(&list, number).filter(|_| op.odd != 119).unwrap_or(SelectionId::made_by(self.stray(op), 1))
    }
}

/// Sends a slip of a basket alone, or something else under its id.
fn confuse(op: &Op, model: &Model, ask: &mut Ask) {
    let open = model.baskets.values().filter(|basket| basket.keeping == Keeping::Open);
    let slips: Vec<_> =
        open.flat_map(|basket| basket.slips.iter().map(move |slip| (basket.user, slip))).collect();
    let Some((user, slip)) = one(&slips, op.c) else { return };
    let id = CommandId::new(slip.id.uuid()).expect("a bet's id is a command's");
    match (op.odd, slip.stake) {
        (128 | 129, Some(stake)) => {
            (ask.id, ask.who) = (id, Who::User(user));
            ask.what = What::Place { legs: slip.legs.clone(), stake, change: slip.change };
        }
        (132, _) => ask.id = id,
        _ => {}
    }
}
