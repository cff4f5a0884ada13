//! The model's bets: placed, cancelled, voided, and settled page by page.

use realdeal::id::{BetId, FixtureId, MarketId};
use realdeal::money::{Currency, Money};

use super::ask::{Ask, Change, Done, Priced, Rules, Standing};
use super::desk::Judged;
use super::fraction::Fraction;
use super::grading::{Grade, Kind, grade_since};
use super::nouns::{Fate, Leg, Model, Phase, Pot, State, Ticket, Verdicted};

fn whole(amount: Money) -> Fraction {
    Fraction::new(u128::try_from(amount.minor()).expect("a stake is above zero"), 1)
}

fn longest() -> Fraction {
    Fraction::new(1_001, 1)
}

/// How a bet stands by its legs, and what it returns exactly; open while a leg that matters has no result.
fn decide(stake: Money, legs: &[Leg], rules: &Rules) -> (Fate, Option<(Fraction, i128)>) {
    let grades: Vec<Grade> = legs.iter().filter_map(|leg| leg.grade).collect();
    if grades.contains(&Grade::LOST) {
        return (Fate::Lost, Some((Fraction::ZERO, 0)));
    }
    if grades.len() < legs.len() {
        return (Fate::Open, None);
    }
    let exact = legs
        .iter()
        .zip(&grades)
        .fold(whole(stake), |product, (leg, grade)| product.times(grade.factor(leg.price)));
    let returned = exact.round(rules.rounding);
    let fate = match grades.as_slice() {
        _ if returned == 0 => Fate::Lost,
        grades if grades.iter().all(|grade| *grade == Grade::VOID) => Fate::Void,
        [Grade::HALF_WON] => Fate::HalfWon,
        [Grade::HALF_LOST] => Fate::HalfLost,
        _ => Fate::Won,
    };
    (fate, Some((exact, returned)))
}

impl Model {
    pub(crate) fn place(&mut self, ask: &Ask, slip: &[Priced], stake: Money, change: Change) -> Judged {
        let rules = self.law();
        let user = ask.who.named().expect("a bettor asks");
        if slip.is_empty() {
            return Err("no_legs");
        }
        if slip.len() > usize::try_from(rules.max_legs).expect("few") {
            return Err("too_many_legs");
        }
        if !stake.is_positive() {
            return Err("amount_not_positive");
        }
        if self.people[&user].standing != Standing::Active {
            return Err("may_not_stake");
        }
        let mut legs = Vec::new();
        let mut fixtures: Vec<FixtureId> = Vec::new();
        for leg in slip {
            let (leg, fixture) = self.check_leg(ask, leg, change, &rules)?;
            legs.push(leg);
            fixtures.push(fixture);
        }
        let mut apart = fixtures.clone();
        apart.sort_unstable();
        apart.dedup();
        if apart.len() < fixtures.len() {
            return Err("related_legs");
        }
        check_limits(stake, &legs, &rules)?;
        let product =
            |prices: &mut dyn Iterator<Item = Fraction>| prices.fold(Fraction::ONE, Fraction::times);
        let (asked, taken) =
            (product(&mut slip.iter().map(|leg| leg.1)), product(&mut legs.iter().map(|leg| leg.price)));
        if change == Change::HigherTotal && taken < asked {
            return Err("total_price_lower");
        }
        let purse = self.seen_purse(user, stake.currency());
        if purse.debt > 0 {
            return Err("debt_stands");
        }
        if purse.cash < stake.minor().into() {
            return Err("insufficient_funds");
        }
        let purse = self.purse(user, stake.currency());
        purse.cash -= i128::from(stake.minor());
        purse.open += 1;
        *self.pot(stake.currency(), Pot::Stakes) += i128::from(stake.minor());
        let id = BetId::from(ask.id);
        let (rules, placed_at) = (self.rules.len() - 1, ask.at);
        let (fate, returned, exact, out) = (Fate::Open, 0, None, false);
        self.tickets.insert(id, Ticket { user, legs, stake, rules, placed_at, fate, returned, exact, out });
        Ok(Done::Bet(id))
    }

    fn check_leg(
        &self,
        ask: &Ask,
        &(selection, asked): &Priced,
        change: Change,
        rules: &Rules,
    ) -> Result<(Leg, FixtureId), &'static str> {
        let answer = self.answers.get(&selection).ok_or("unknown_selection")?;
        let market = &self.markets[&answer.market];
        let fixture = &self.fixtures[&market.fixture];
        if !matches!(fixture.phase, Phase::Scheduled | Phase::InPlay) {
            return Err("fixture_closed");
        }
        if market.state != State::Active {
            return Err("market_closed");
        }
        if !market.in_play && ask.at >= fixture.start() - rules.cut_off {
            return Err("too_late");
        }
        let score_then = if market.in_play && matches!(market.kind, Kind::Handicap(_)) {
            match fixture.score {
                None if ask.at >= fixture.start() => return Err("live_score_missing"),
                score => score,
            }
        } else {
            None
        };
        let price = answer.price;
        let fine = match change {
            Change::None => price == asked,
            Change::Higher => price >= asked,
            Change::HigherTotal | Change::Any => true,
        };
        if !fine {
            return Err("price_changed");
        }
        if price > longest() {
            return Err("odds_above_limit");
        }
        let (announced, revision) = (fixture.starts.len() - 1, market.revision);
        let on = market.fixture;
        let market = answer.market;
        let leg = Leg { selection, market, price, announced, revision, score_then, grade: None };
        Ok((leg, on))
    }

    pub(crate) fn cancel(&mut self, ask: &Ask, id: BetId) -> Judged {
        let ticket = self.tickets.get(&id).ok_or("unknown_bet")?;
        let user = ask.who.named().ok_or("user_only")?;
        if ticket.user != user {
            return Err("not_yours");
        }
        let standing = self.people[&user].standing;
        if matches!(standing, Standing::Suspended | Standing::Blocked | Standing::Closed) {
            return Err("may_not_cancel");
        }
        if ticket.out {
            return Err("bet_withdrawn");
        }
        if ticket.fate != Fate::Open {
            return Err("bet_not_open");
        }
        if ask.at >= ticket.placed_at + self.rules[ticket.rules].cancellation {
            return Err("cancellation_over");
        }
        for leg in &ticket.legs {
            let market = &self.markets[&leg.market];
            if ask.at >= self.fixtures[&market.fixture].start() {
                return Err("too_late");
            }
            if leg.grade.is_some() || market.result.is_some() {
                return Err("leg_resolved");
            }
            if self.answers[&leg.selection].price > leg.price {
                return Err("price_moved");
            }
        }
        self.take_out(id, Fate::Cancelled);
        Ok(Done::Change)
    }

    pub(crate) fn void_bet(&mut self, id: BetId) -> Judged {
        if self.tickets.get(&id).ok_or("unknown_bet")?.out {
            return Err("bet_withdrawn");
        }
        self.take_out(id, Fate::Void);
        Ok(Done::Change)
    }

    fn take_out(&mut self, id: BetId, fate: Fate) {
        let stake = self.tickets[&id].stake;
        self.bring_to(id, fate, Some((whole(stake), stake.minor().into())));
        self.tickets.get_mut(&id).expect("seen").out = true;
    }

    /// Moves what lies between what a bet has returned and what it shall return.
    fn bring_to(&mut self, id: BetId, fate: Fate, target: Option<(Fraction, i128)>) {
        let (user, before, stake, currency) = {
            let ticket = &self.tickets[&id];
            let before = (ticket.fate != Fate::Open).then_some(ticket.returned);
            (ticket.user, before, i128::from(ticket.stake.minor()), ticket.stake.currency())
        };
        let returned = target.map(|(_, returned)| returned);
        match (before, returned) {
            (None, None) => {}
            (None, Some(returned)) => self.settle_open(user, currency, stake, returned),
            (Some(before), Some(returned)) if returned >= before => {
                *self.pot(currency, Pot::Revenue) -= returned - before;
                self.credit(user, currency, returned - before);
            }
            (Some(before), Some(returned)) => self.claw_back(user, currency, before - returned),
            (Some(before), None) => {
                self.claw_back(user, currency, before);
                *self.pot(currency, Pot::Revenue) -= stake;
                *self.pot(currency, Pot::Stakes) += stake;
                self.purse(user, currency).open += 1;
            }
        }
        let ticket = self.tickets.get_mut(&id).expect("seen");
        ticket.fate = fate;
        ticket.returned = returned.unwrap_or(0);
        ticket.exact = target.map(|(exact, _)| exact);
    }

    fn settle_open(&mut self, user: realdeal::id::UserId, currency: Currency, stake: i128, returned: i128) {
        *self.pot(currency, Pot::Stakes) -= stake;
        *self.pot(currency, Pot::Revenue) += stake - returned;
        self.credit(user, currency, returned);
        self.purse(user, currency).open -= 1;
    }

    /// The bets that wait on a market, in the order in which pages take them.
    pub(crate) fn waiting(&self, market: MarketId) -> Vec<BetId> {
        let now = self.markets[&market].revision;
        let open = self.tickets.iter().filter(|(_, ticket)| !ticket.out);
        let legs = open.flat_map(|(id, ticket)| ticket.legs.iter().map(move |leg| (leg, *id)));
        let behind = legs.filter(|(leg, _)| leg.market == market && leg.revision < now);
        let mut waiting: Vec<_> = behind.map(|(leg, id)| (leg.revision, id)).collect();
        waiting.sort_unstable();
        waiting.into_iter().map(|(_, id)| id).collect()
    }

    pub(crate) fn page(&mut self, market: MarketId, limit: u32) -> Judged {
        if !(1..=10_000).contains(&limit) {
            return Err("bad_page_size");
        }
        if !self.markets.contains_key(&market) {
            return Err("unknown_market");
        }
        let waiting = self.waiting(market);
        let now = &waiting[..waiting.len().min(usize::try_from(limit).expect("few"))];
        for id in now {
            self.grade_ticket(*id, market);
        }
        let left = u64::try_from(waiting.len() - now.len()).expect("few");
        Ok(Done::Page { graded: u32::try_from(now.len()).expect("few"), left })
    }

    fn grade_ticket(&mut self, id: BetId, market: MarketId) {
        let mut legs = self.tickets[&id].legs.clone();
        let placed_at = self.tickets[&id].placed_at;
        for leg in legs.iter_mut().filter(|leg| leg.market == market) {
            leg.revision = self.markets[&market].revision;
            leg.grade = self.grade_leg(placed_at, leg);
        }
        let ticket = self.tickets.get_mut(&id).expect("seen");
        ticket.legs = legs;
        let (fate, target) = decide(ticket.stake, &ticket.legs, &self.rules[ticket.rules]);
        self.bring_to(id, fate, target);
    }

    fn grade_leg(&self, placed_at: i64, leg: &Leg) -> Option<Grade> {
        let market = &self.markets[&leg.market];
        let fixture = &self.fixtures[&market.fixture];
        if fixture.starts[leg.announced].void {
            return Some(Grade::VOID);
        }
        let result = market.result?;
        if !market.in_play && placed_at >= fixture.start() {
            return Some(Grade::VOID);
        }
        let answer = &self.answers[&leg.selection];
        Some(match result {
            Verdicted::Void => Grade::VOID,
            Verdicted::Stated => answer.stated.expect("every answer was stated"),
            Verdicted::Score(score) => grade_since(market.kind, answer.pick, score, leg.score_then),
        })
    }
}

fn check_limits(stake: Money, legs: &[Leg], rules: &Rules) -> Result<(), &'static str> {
    let known = stake.currency() == Currency::EUR || (rules.dollars && stake.currency() == Currency::USD);
    if !known {
        return Err("no_limits_for_currency");
    }
    if stake.minor() < rules.min_stake {
        return Err("stake_too_low");
    }
    if stake.minor() > rules.max_stake {
        return Err("stake_too_high");
    }
    let best = legs.iter().fold(whole(stake), |product, leg| product.times(leg.price));
    if best.round(rules.rounding) > rules.max_return.into() { Err("return_too_high") } else { Ok(()) }
}
