//! The model's front desk: what was asked before, at which time, by whom; and only then, what.

use realdeal::id::UserId;

use super::ask::{Ask, DAY, Done, Part, SECOND, Standing, Time, Verdict, What, Who};
use super::nouns::Model;

pub(crate) type Judged = Result<Done, &'static str>;

enum Right {
    System,
    Bookmaker,
    Admin,
    AdminOrSystem,
    Bettor,
    Owner(UserId),
    OwnerOrAdmin(UserId),
    Anyone,
}

/// Who may ask for a thing, and whether a reason must be given.
fn right(what: &What) -> (Right, bool) {
    match what {
        What::Status(..) | What::Adjust(..) | What::WriteOff(..) => (Right::Admin, true),
        What::Adopt(_) => (Right::Admin, false),
        What::Exclude(user, _) | What::Reopen(user) => (Right::Owner(*user), false),
        What::Deposit(..) | What::Due(_) => (Right::System, false),
        What::Withdraw(user, _) => (Right::OwnerOrAdmin(*user), false),
        What::Answer(..) => (Right::AdminOrSystem, false),
        What::Place { .. }
        | What::Gather
        | What::Put(..)
        | What::Take(..)
        | What::Restake(..)
        | What::Drop(_)
        | What::CheckOut(..) => (Right::Bettor, false),
        What::Cancel(_) => (Right::Anyone, false),
        What::Postpone(_)
        | What::Abandon(..)
        | What::CallOff(_)
        | What::VoidFixture(_)
        | What::FixScore(..)
        | What::FixResult(..)
        | What::VoidMarket(_)
        | What::VoidBet(_) => (Right::Bookmaker, true),
        What::Schedule { .. }
        | What::Reschedule(..)
        | What::Delete(_)
        | What::Open { .. }
        | What::Prices(..)
        | What::Suspend(_)
        | What::Resume(_)
        | What::Close(_)
        | What::Score { .. }
        | What::Outcomes(..)
        | What::Page(..) => (Right::Bookmaker, false),
    }
}

/// The time in an id, which is in milliseconds.
pub(crate) fn time_of(id: realdeal::id::CommandId) -> Time {
    id.time().micros()
}

impl Model {
    /// Judges a request, and does what it asks for.
    pub(crate) fn judge(&mut self, ask: &Ask) -> Verdict {
        if time_of(ask.id) < ask.at - 30 * DAY {
            return Verdict::Refused("command_too_old");
        }
        let bet = ask.id.into();
        if self.baskets.values().any(|basket| basket.bets.contains(&bet)) {
            return Verdict::Refused("idempotency_conflict");
        }
        if let Some((who, what, done)) = self.done.get(&ask.id) {
            let same = *who == ask.who && *what == ask.what;
            return if same {
                Verdict::Repeated(done.clone())
            } else {
                Verdict::Refused("idempotency_conflict")
            };
        }
        match self.check(ask).and_then(|()| self.carry_out(ask)) {
            Err(code) => match self.blamed.take() {
                Some((slip, why)) => Verdict::SlipRefused(slip, why),
                None => Verdict::Refused(code),
            },
            Ok(done) => {
                if !ask.what.is_quiet() {
                    self.last = self.last.max(ask.at);
                }
                self.done.insert(ask.id, (ask.who, ask.what.clone(), done.clone()));
                Verdict::Met(done)
            }
        }
    }

    fn check(&self, ask: &Ask) -> Result<(), &'static str> {
        if ask.expires.is_some_and(|expires| ask.at >= expires) {
            return Err("command_expired");
        }
        if ask.at + 5 * SECOND < self.last {
            return Err("clock_went_back");
        }
        let (right, needs_reason) = right(&ask.what);
        match ask.who {
            Who::System => match right {
                Right::System | Right::Bookmaker | Right::AdminOrSystem => {}
                _ => return Err("user_only"),
            },
            Who::Visitor => return Err("sign_in_required"),
            Who::User(user) => self.check_user(user, &right)?,
            Who::Behalf(agent, bettor) => {
                let (agent, person) = (self.person(agent)?, self.person(bettor)?);
                if agent.0 != Part::Support {
                    return Err("wrong_role");
                }
                if agent.1 != Standing::Active {
                    return Err("actor_not_active");
                }
                if person.0 != Part::Bettor {
                    return Err("wrong_role");
                }
                self.check_user(bettor, &right)?;
            }
        }
        let needs_reason = needs_reason || matches!(ask.who, Who::Behalf(..));
        if needs_reason && !ask.reason { Err("reason_required") } else { Ok(()) }
    }

    fn person(&self, user: UserId) -> Result<(Part, Standing), &'static str> {
        self.people.get(&user).map(|person| (person.part, person.standing)).ok_or("unknown_actor")
    }

    fn check_user(&self, user: UserId, right: &Right) -> Result<(), &'static str> {
        let (part, standing) = self.person(user)?;
        let staff = |wanted: Part| {
            if part != wanted {
                Err("wrong_role")
            } else if standing != Standing::Active {
                Err("actor_not_active")
            } else {
                Ok(())
            }
        };
        match *right {
            Right::System => Err("system_only"),
            Right::Bookmaker => staff(Part::Bookmaker),
            Right::Admin | Right::AdminOrSystem => staff(Part::Admin),
            Right::Bettor if part == Part::Bettor => Ok(()),
            Right::Bettor => Err("wrong_role"),
            Right::Owner(owner) | Right::OwnerOrAdmin(owner) if owner == user => Ok(()),
            Right::OwnerOrAdmin(_) if part == Part::Admin => staff(Part::Admin),
            Right::Owner(_) | Right::OwnerOrAdmin(_) => Err("not_yours"),
            Right::Anyone => Ok(()),
        }
    }

    fn carry_out(&mut self, ask: &Ask) -> Judged {
        match &ask.what {
            What::Status(user, standing) => self.set_standing(*user, *standing),
            What::Exclude(user, standing) => self.exclude(ask, *user, *standing),
            What::Reopen(user) => self.ask_to_reopen(ask, *user),
            What::Adopt(rules) => {
                self.rules.push(*rules);
                Ok(Done::Rules(u32::try_from(self.rules.len() - 1).expect("few")))
            }
            What::Deposit(user, amount, reference) => self.deposit(*user, *amount, reference),
            What::Withdraw(user, amount) => self.withdraw(ask, *user, *amount),
            What::Answer(payout, paid) => self.answer_withdrawal(ask, *payout, *paid),
            What::Adjust(user, amount) => self.adjust(*user, *amount),
            What::WriteOff(user, amount) => self.write_off(*user, *amount),
            What::Schedule { race, start } => self.schedule(ask, *race, *start),
            What::Reschedule(fixture, start) => self.reschedule(ask, *fixture, *start),
            What::Postpone(fixture) => self.postpone(*fixture),
            What::Abandon(fixture, score) => self.abandon(ask, *fixture, *score),
            What::CallOff(fixture) => self.call_off(*fixture),
            What::VoidFixture(fixture) => self.void_fixture(*fixture),
            What::Delete(fixture) => self.delete(*fixture),
            What::Open { fixture, kind, prices, in_play } => {
                self.open(ask, *fixture, *kind, prices, *in_play)
            }
            What::Prices(market, prices) => self.reprice(*market, prices),
            What::Suspend(market) => self.suspend(*market),
            What::Resume(market) => self.resume(*market),
            What::Close(market) => self.close(*market),
            What::Score { fixture, score, last } => self.score(ask, *fixture, *score, *last),
            What::Outcomes(market, stated) => self.state_outcomes(ask, *market, stated),
            What::FixScore(fixture, score) => self.fix_score(*fixture, *score),
            What::FixResult(market, fix) => self.fix_result(*market, fix),
            What::VoidMarket(market) => self.void_market(*market),
            What::VoidBet(bet) => self.void_bet(*bet),
            What::Page(market, limit) => self.page(*market, *limit),
            What::Due(limit) => self.due(ask, *limit),
            What::Place { legs, stake, change } => self.place(ask, legs, *stake, *change),
            What::Cancel(bet) => self.cancel(ask, *bet),
            What::Gather => self.gather(ask),
            What::Put(basket, slip) => self.put(ask, *basket, slip),
            What::Take(basket, slip) => self.take(ask, *basket, *slip),
            What::Restake(basket, slip, stake) => self.restake(ask, *basket, *slip, *stake),
            What::Drop(basket) => self.drop_basket(ask, *basket),
            What::CheckOut(basket, edits) => self.check_out(ask, *basket, *edits),
        }
    }
}
