//! The model's fixtures and markets: scheduled, moved, priced, opened and closed, and what falls due.

use realdeal::id::{FixtureId, MarketId, SelectionId};

use super::ask::{Ask, Done, Priced, Standing, Time};
use super::desk::Judged;
use super::fraction::Fraction;
use super::grading::{Kind, picks};
use super::nouns::{Announced, Answer, Due, Keeping, Match, Model, Phase, Question, State, Verdicted};

impl Model {
    pub(crate) fn fixture(&self, id: FixtureId) -> Result<&Match, &'static str> {
        self.fixtures.get(&id).ok_or("unknown_fixture")
    }

    pub(crate) fn market(&self, id: MarketId) -> Result<&Question, &'static str> {
        self.markets.get(&id).ok_or("unknown_market")
    }

    pub(crate) fn set_phase(&mut self, id: FixtureId, phase: Phase) {
        self.fixtures.get_mut(&id).expect("known").phase = phase;
    }

    pub(crate) fn set_state(&mut self, id: MarketId, state: State) {
        self.markets.get_mut(&id).expect("known").state = state;
    }

    pub(crate) fn schedule(&mut self, ask: &Ask, race: bool, start: Time) -> Judged {
        if start <= ask.at {
            return Err("start_in_past");
        }
        let id = FixtureId::made_by(ask.id, 0);
        let starts = vec![Announced { start, until: start + self.law().window, void: false }];
        self.fixtures.insert(id, Match { race, phase: Phase::Scheduled, starts, score: None });
        Ok(Done::Fixture(id))
    }

    pub(crate) fn in_phase(&self, id: FixtureId, phases: &[Phase]) -> Result<(), &'static str> {
        if phases.contains(&self.fixture(id)?.phase) { Ok(()) } else { Err("wrong_fixture_status") }
    }

    pub(crate) fn reschedule(&mut self, ask: &Ask, id: FixtureId, start: Time) -> Judged {
        self.in_phase(id, &[Phase::Scheduled, Phase::Postponed])?;
        let fixture = &self.fixtures[&id];
        let before = fixture.start();
        if start == before && fixture.phase == Phase::Scheduled {
            return Err("start_unchanged");
        }
        let latest = fixture.starts.iter().map(|announced| announced.start).max().expect("a start");
        if start <= ask.at && (start > latest || start == before) {
            return Err("start_in_past");
        }
        if fixture.starts.len() >= 32 {
            return Err("moved_too_often");
        }
        let window = self.law().window;
        self.void_starts(id, |announced| start > announced.until);
        // A stated result was graded by the starts as they were.
        for market in self.markets_of(id) {
            if self.markets[&market].result == Some(Verdicted::Stated) {
                self.revise_once(market);
            }
        }
        let fixture = self.fixtures.get_mut(&id).expect("known");
        fixture.starts.push(Announced { start, until: start + window, void: false });
        fixture.phase = Phase::Scheduled;
        Ok(Done::Change)
    }

    /// Voids announced starts, and has the bets under them graded.
    fn void_starts(&mut self, id: FixtureId, over: impl Fn(&Announced) -> bool) {
        let fixture = self.fixtures.get_mut(&id).expect("known");
        let mut any = false;
        for announced in fixture.starts.iter_mut().filter(|announced| !announced.void) {
            announced.void = over(announced);
            any |= announced.void;
        }
        if any {
            for market in self.markets_of(id) {
                if self.markets[&market].state.waits() {
                    self.revise_once(market);
                }
            }
        }
    }

    pub(crate) fn revise_once(&mut self, market: MarketId) {
        self.markets.get_mut(&market).expect("known").revision += 1;
    }

    pub(crate) fn postpone(&mut self, id: FixtureId) -> Judged {
        self.in_phase(id, &[Phase::Scheduled])?;
        self.set_phase(id, Phase::Postponed);
        for market in self.markets_of(id) {
            if self.markets[&market].state == State::Active {
                self.set_state(market, State::Suspended);
            }
        }
        Ok(Done::Change)
    }

    pub(crate) fn delete(&mut self, id: FixtureId) -> Judged {
        self.fixture(id)?;
        let markets = self.markets_of(id);
        let used = |market: &MarketId| {
            self.tickets.values().any(|ticket| ticket.legs.iter().any(|leg| leg.market == *market))
        };
        if markets.iter().any(used) {
            return Err("fixture_has_bets");
        }
        for market in markets {
            self.markets.remove(&market);
            self.answers.retain(|_, answer| answer.market != market);
        }
        self.fixtures.remove(&id);
        Ok(Done::Change)
    }

    pub(crate) fn open(
        &mut self,
        ask: &Ask,
        fixture: FixtureId,
        kind: Kind,
        prices: &[Fraction],
        in_play: bool,
    ) -> Judged {
        let over = [Phase::Finished, Phase::Abandoned, Phase::Cancelled];
        if over.contains(&self.fixture(fixture)?.phase) {
            return Err("wrong_fixture_status");
        }
        if prices.is_empty() {
            return Err("nothing_given");
        }
        if self.fixture(fixture)?.race && kind != Kind::Custom {
            return Err("no_score_in_race");
        }
        if matches!(kind, Kind::Total(line) if line < 0) {
            return Err("negative_total");
        }
        if prices.len() != picks(kind).len() && kind != Kind::Custom {
            return Err("bad_selections");
        }
        let id = MarketId::made_by(ask.id, 0);
        let mut selections = Vec::new();
        for ((index, pick), price) in (1_u32..).zip(picks(kind)).zip(prices) {
            let selection = SelectionId::made_by(ask.id, index);
            self.answers.insert(selection, Answer { market: id, pick, price: *price, stated: None });
            selections.push(selection);
        }
        let (state, result, revision) = (State::Active, None, 0);
        let made = selections.clone();
        self.markets.insert(id, Question { fixture, kind, in_play, state, result, revision, selections });
        Ok(Done::Market(id, made))
    }

    pub(crate) fn reprice(&mut self, id: MarketId, prices: &[Priced]) -> Judged {
        let state = self.market(id)?.state;
        check_list(prices.iter().map(|price| price.0))?;
        if !matches!(state, State::Active | State::Suspended) {
            return Err("wrong_market_status");
        }
        for (selection, _) in prices {
            self.belongs(id, *selection)?;
        }
        for (selection, price) in prices {
            self.answers.get_mut(selection).expect("seen").price = *price;
        }
        Ok(Done::Change)
    }

    pub(crate) fn belongs(&self, market: MarketId, selection: SelectionId) -> Result<(), &'static str> {
        let answer = self.answers.get(&selection).ok_or("unknown_selection")?;
        if answer.market == market { Ok(()) } else { Err("selection_elsewhere") }
    }

    fn in_state(&self, id: MarketId, states: &[State]) -> Result<FixtureId, &'static str> {
        let market = self.market(id)?;
        if states.contains(&market.state) { Ok(market.fixture) } else { Err("wrong_market_status") }
    }

    pub(crate) fn suspend(&mut self, id: MarketId) -> Judged {
        self.in_state(id, &[State::Active])?;
        self.set_state(id, State::Suspended);
        Ok(Done::Change)
    }

    pub(crate) fn resume(&mut self, id: MarketId) -> Judged {
        let fixture = self.in_state(id, &[State::Suspended])?;
        self.in_phase(fixture, &[Phase::Scheduled, Phase::InPlay])?;
        self.set_state(id, State::Active);
        Ok(Done::Change)
    }

    pub(crate) fn close(&mut self, id: MarketId) -> Judged {
        self.in_state(id, &[State::Active, State::Suspended])?;
        self.set_state(id, State::Closed);
        Ok(Done::Change)
    }

    /// Users whose account opens again, postponed fixtures with a window that has passed, and open baskets whose time is
    /// over; by time, and then in this order.
    fn what_is_due(&self, at: Time) -> Vec<(Time, Due)> {
        let users =
            self.people.iter().filter_map(|(id, person)| Some((person.reopens?, Due::Reopening(*id))));
        let postponed = self.fixtures.iter().filter(|(_, fixture)| fixture.phase == Phase::Postponed);
        let fixtures = postponed.filter_map(|(id, fixture)| {
            let open = fixture.starts.iter().filter(|announced| !announced.void);
            open.map(|announced| announced.until).min().map(|time| (time, Due::Window(*id)))
        });
        let open = self.baskets.iter().filter(|(_, basket)| basket.keeping == Keeping::Open);
        let baskets = open.map(|(id, basket)| (basket.until, Due::Expiry(*id)));
        let all = users.chain(fixtures).chain(baskets);
        let mut due: Vec<_> = all.filter(|(time, _)| *time <= at).collect();
        due.sort_unstable();
        due
    }

    pub(crate) fn next_due(&self) -> Option<Time> {
        self.what_is_due(Time::MAX).first().map(|(time, _)| *time)
    }

    pub(crate) fn due(&mut self, ask: &Ask, limit: u32) -> Judged {
        if !(1..=10_000).contains(&limit) {
            return Err("bad_page_size");
        }
        let mut due = self.what_is_due(ask.at);
        due.truncate(usize::try_from(limit).expect("few"));
        for (_, what) in &due {
            match what {
                Due::Expiry(basket) => self.shut(*basket, Keeping::Expired),
                Due::Reopening(user) => {
                    self.put_standing(*user, Standing::Active);
                    self.people.get_mut(user).expect("known").shut_out = None;
                }
                Due::Window(fixture) => {
                    self.void_starts(*fixture, |announced| announced.until <= ask.at);
                    for market in self.markets_of(*fixture) {
                        if self.markets[&market].result == Some(Verdicted::Stated) {
                            self.revise_once(market);
                        }
                    }
                }
            }
        }
        Ok(Done::Due(u32::try_from(due.len()).expect("few")))
    }
}

/// Names something, and nothing twice.
pub(crate) fn check_list(selections: impl Iterator<Item = SelectionId>) -> Result<(), &'static str> {
    let mut seen = Vec::new();
    for selection in selections {
        if seen.contains(&selection) {
            return Err("selection_twice");
        }
        seen.push(selection);
    }
    if seen.is_empty() { Err("nothing_given") } else { Ok(()) }
}
