//! What an operation asks for: its numbers turned into words, out of the tables and what there is.

use realdeal::id::{FixtureId, SelectionId};
use realdeal::money::Currency;

use super::ask::{Change, DAY, Fix, HOUR, MINUTE, Priced, Standing, Stated, Time, What};
use super::grading::{Grade, Kind, picks};
use super::nouns::{Match, Model, Phase, Question, State};
use super::ops::{Act, Op};
use super::sender::{Sender, one};
use super::tables::{amount, euro, goals, grade, kind, price, rules};

impl Sender {
    pub(crate) fn what(&mut self, op: &Op, model: &Model) -> What {
        let user = self.bettor(op.a);
        match op.act {
            Act::Deposit => {
                // Some references come twice.
                let reference = format!("payment {}", if op.c < 230 { self.sent.len() } else { 0 });
                What::Deposit(user, amount(op.b), reference)
            }
            Act::Withdraw => {
                let all = i64::try_from(model.seen_purse(user, Currency::EUR).cash).expect("a wallet's cash");
                What::Withdraw(user, if op.c % 2 == 1 { euro(all) } else { amount(op.b) })
            }
            Act::Answer => What::Answer(self.payout(op, model), op.c % 3 != 2),
            Act::Adjust => {
                let minor = amount(op.b).minor();
                What::Adjust(user, euro(if op.c.is_multiple_of(2) { minor } else { -minor }))
            }
            Act::WriteOff => What::WriteOff(self.debtor(op, model), amount(op.b)),
            Act::Status => self.standing(op, model),
            Act::Exclude => {
                let until = self.now + Time::from(op.b % 5) * 3 * HOUR;
                let cooling = op.c.is_multiple_of(2);
                What::Exclude(
                    user,
                    if cooling { Standing::Cooling(until) } else { Standing::Excluded(until) },
                )
            }
            Act::Reopen => What::Reopen(user),
            Act::Adopt => What::Adopt(rules(op)),
            // With nothing on offer, something is put on offer first.
            Act::Single | Act::Accumulator if !op.b.is_multiple_of(16) && self.on_offer(model).is_empty() => {
                let ahead = |fixture: &Match| fixture.phase == Phase::Scheduled && fixture.start() > self.now;
                let act = if model.fixtures.values().any(ahead) { Act::Open } else { Act::Schedule };
                self.sport(&Op { act, ..op.clone() }, model)
            }
            Act::Single | Act::Accumulator => self.slip(op, model),
            Act::Gather | Act::Put | Act::Take | Act::Restake | Act::Drop | Act::CheckOut => {
                self.shopping(op, model)
            }
            Act::Cancel => What::Cancel(self.ticket(op, model)),
            Act::VoidBet => What::VoidBet(self.ticket(op, model)),
            Act::Due if op.b.is_multiple_of(2) => {
                // The host calls when something falls due, and not later.
                self.now = model
                    .next_due()
                    .filter(|due| *due < self.now + 5 * DAY)
                    .unwrap_or(self.now)
                    .max(self.now);
                What::Due(2)
            }
            Act::Due | Act::Again => What::Due(u32::from(op.a % 4) + u32::from(op.odd != 121)),
            Act::Page => {
                let behind = |id, _: &_| !model.waiting(id).is_empty();
                What::Page(self.market(op, model, behind), u32::from(op.b % 5) + u32::from(op.odd != 121))
            }
            _ => self.sport(op, model),
        }
    }

    fn sport(&mut self, op: &Op, model: &Model) -> What {
        let playable = |phase: Phase| matches!(phase, Phase::Scheduled | Phase::InPlay);
        match op.act {
            Act::Schedule => {
                let ahead = [6 * HOUR, DAY, 2 * HOUR, 3 * DAY, 12 * HOUR, 5 * DAY, 30 * MINUTE, 0];
                let ahead = ahead[usize::from(op.b % 8)];
                What::Schedule { race: op.c % 16 == 15, start: self.now + ahead }
            }
            Act::Reschedule => {
                let moved = |fixture: &Match| fixture.phase == Phase::Postponed;
                let id = self.fixture(
                    op,
                    model,
                    |fixture| if op.c.is_multiple_of(2) { moved(fixture) } else { true },
                );
                let before = model.fixtures.get(&id).map_or(self.now, Match::start);
                let steps = [DAY, 2 * HOUR, 49 * HOUR, -HOUR, 0, -3 * HOUR, 4 * DAY, 48 * HOUR];
                let start = before + steps[usize::from(op.b % 8)];
                let late = model.tickets.values().map(|ticket| ticket.placed_at).max();
                What::Reschedule(
                    id,
                    match op.d % 8 {
                        // Brought forward, to the very instant of a bet.
                        5 | 6 => late.unwrap_or(start),
                        7 => self.now + HOUR,
                        _ => start,
                    },
                )
            }
            Act::Postpone => {
                What::Postpone(self.fixture(op, model, |fixture| fixture.phase == Phase::Scheduled))
            }
            Act::Abandon => {
                let id = self.started(op, model, self.fixture(op, model, |fixture| playable(fixture.phase)));
                What::Abandon(id, (op.d % 4 != 3).then_some(goals(op)))
            }
            Act::CallOff => What::CallOff(self.fixture(op, model, |fixture| playable(fixture.phase))),
            Act::VoidFixture => What::VoidFixture(self.fixture(op, model, |_| true)),
            Act::Delete => What::Delete(self.fixture(op, model, |_| true)),
            Act::LiveScore | Act::FinalScore => {
                let id = self.started(op, model, self.fixture(op, model, |fixture| playable(fixture.phase)));
                What::Score { fixture: id, score: goals(op), last: op.act == Act::FinalScore }
            }
            Act::FixScore => {
                What::FixScore(self.fixture(op, model, |fixture| fixture.score.is_some()), goals(op))
            }
            Act::Open => {
                let ahead = |fixture: &Match| fixture.phase == Phase::Scheduled && fixture.start() > self.now;
                let fixture = self.fixture(op, model, ahead);
                let kind = kind(op);
                let count = picks(kind).len() - usize::from(op.odd == 122);
                let prices = (0_u8..).take(count).map(|index| price(op.d.wrapping_add(index))).collect();
                What::Open { fixture, kind, prices, in_play: op.a % 8 == 7 }
            }
            _ => self.market_wish(op, model),
        }
    }

    fn market_wish(&mut self, op: &Op, model: &Model) -> What {
        let any = self.market(op, model, |_, _| true);
        match op.act {
            Act::Prices => {
                let list = self.selections(op, model, any);
                let first = one(&list, op.b).expect("a market has answers");
                let mut prices = vec![(first, price(op.c))];
                match op.d % 16 {
                    0..8 => {}
                    8..13 => {
                        prices.extend(list.iter().filter(|id| **id != first).map(|id| (*id, price(op.d))));
                    }
                    13 => prices.push((first, price(op.d))),
                    14 => prices.push((self.backed(op, model, op.d), price(op.d))),
                    _ => prices.clear(),
                }
                What::Prices(any, prices)
            }
            Act::Suspend => What::Suspend(any),
            Act::Resume => What::Resume(self.market(op, model, |_, row| row.state == State::Suspended)),
            Act::Close => What::Close(any),
            Act::Outcomes => {
                let custom = |_, row: &Question| row.kind == Kind::Custom && row.state.waits();
                let market = self.market(op, model, custom);
                if let Some(row) = model.markets.get(&market) {
                    self.started(op, model, row.fixture);
                }
                What::Outcomes(market, self.stated(op, model, market))
            }
            Act::FixResult => {
                let market = self.market(op, model, |_, row| row.result.is_some());
                What::FixResult(
                    market,
                    match op.b % 8 {
                        0..3 if model.markets.get(&market).is_none_or(|row| row.kind != Kind::Custom) => {
                            Fix::Score
                        }
                        0..5 => Fix::Outcomes(self.stated(op, model, market)),
                        5 => Fix::Score,
                        6 => Fix::Void,
                        _ => Fix::Withdrawn,
                    },
                )
            }
            Act::VoidMarket => What::VoidMarket(self.market(op, model, |_, row| row.state.waits())),
            act => panic!("{act:?} is worded elsewhere"),
        }
    }

    /// Lets a fixture start, mostly: waits until it does.
    fn started(&mut self, op: &Op, model: &Model, id: FixtureId) -> FixtureId {
        if op.d % 8 != 7
            && let Some(fixture) = model.fixtures.get(&id)
        {
            self.now = self.now.max(fixture.start().min(self.now + 3 * DAY));
        }
        id
    }

    fn stated(&self, op: &Op, model: &Model, market: realdeal::id::MarketId) -> Stated {
        let numbers = [op.b, op.c, op.d];
        let list = self.selections(op, model, market);
        let mut stated: Stated = list.into_iter().zip(numbers.map(grade)).collect();
        match op.odd {
            123 => drop(stated.pop()),
            124 => stated.extend(stated.first().copied()),
            125 => stated.push((self.backed(op, model, op.c), Grade::WON)),
            _ => {}
        }
        stated
    }

    fn debtor(&self, op: &Op, model: &Model) -> realdeal::id::UserId {
        let owes = |user: &&_| model.seen_purse(**user, Currency::EUR).debt > 0;
        self.cast.bettors.iter().find(owes).copied().unwrap_or(self.bettor(op.a))
    }

    fn standing(&self, op: &Op, model: &Model) -> What {
        let out = |user: &&_| model.people[*user].standing != Standing::Active;
        let user = self.cast.bettors.iter().find(out).copied().unwrap_or(self.bettor(op.a));
        let user = if op.odd % 16 == 3 { self.cast.admin } else { user };
        What::Status(
            user,
            match op.b % 12 {
                0..6 => Standing::Active,
                6 => Standing::Register,
                7 => Standing::Suspended,
                8 => Standing::Blocked,
                9 => Standing::Closed,
                10 => Standing::Cooling(self.now + DAY),
                11 => Standing::Excluded(self.now + 2 * DAY),
                _ => Standing::Active,
            },
        )
    }

    pub(crate) fn slip(&self, op: &Op, model: &Model) -> What {
        let count = if op.act == Act::Single { 1 } else { 2 + op.b % 3 };
        let (mut legs, mut fixtures): (Vec<Priced>, Vec<FixtureId>) = (Vec::new(), Vec::new());
        for index in 0..40 {
            if legs.len() >= usize::from(count) {
                break;
            }
            let id: SelectionId = self.backed(op, model, op.a.wrapping_add(index * 5));
            let Some(answer) = model.answers.get(&id) else {
                legs.push((id, price(0)));
                continue;
            };
            let fixture = model.markets[&answer.market].fixture;
            // Two legs of one fixture are refused, so most slips have none.
            if !fixtures.contains(&fixture) || op.odd == 126 {
                fixtures.push(fixture);
                legs.push((id, if op.b % 16 == 15 { price(op.c) } else { answer.price }));
            }
        }
        if op.odd == 127 {
            legs.clear();
        }
        let change = [Change::None, Change::Higher, Change::HigherTotal, Change::Any];
        What::Place { legs, stake: amount(op.c), change: change[usize::from(op.b / 16 % 4)] }
    }
}
