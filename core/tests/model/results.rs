//! The model's results: scores, stated outcomes, corrections, voids, and fixtures that are not played to the end.

use realdeal::id::{FixtureId, MarketId};

use super::ask::{Ask, Done, Fix, Stated};
use super::desk::Judged;
use super::fixtures::check_list;
use super::grading::{Goals, Grade, Kind, determined};
use super::nouns::{Model, Phase, State, Verdicted};

impl Model {
    fn give(&mut self, market: MarketId, result: Verdicted) {
        let market = self.markets.get_mut(&market).expect("known");
        market.result = Some(result);
        market.state = if result == Verdicted::Void { State::Void } else { State::Settled };
        market.revision += 1;
    }

    fn check_score(&self, id: FixtureId, (home, away): Goals) -> Result<(), &'static str> {
        if self.fixture(id)?.race {
            return Err("no_score_in_race");
        }
        if home.max(away) > 999 { Err("too_many_goals") } else { Ok(()) }
    }

    fn check_started(&self, ask: &Ask, id: FixtureId) -> Result<(), &'static str> {
        if ask.at < self.fixture(id)?.start() { Err("fixture_not_started") } else { Ok(()) }
    }

    pub(crate) fn score(&mut self, ask: &Ask, id: FixtureId, score: Goals, last: bool) -> Judged {
        if self.fixture(id)?.phase == Phase::Finished {
            return Err("result_exists");
        }
        self.in_phase(id, &[Phase::Scheduled, Phase::InPlay])?;
        self.check_score(id, score)?;
        self.check_started(ask, id)?;
        self.set_phase(id, if last { Phase::Finished } else { Phase::InPlay });
        self.fixtures.get_mut(&id).expect("known").score = Some(score);
        for market in self.markets_of(id) {
            let row = &self.markets[&market];
            let open = matches!(row.state, State::Active | State::Suspended);
            if last && row.kind != Kind::Custom && row.state.waits() {
                self.give(market, Verdicted::Score(score));
            } else if open && (last || !row.in_play) {
                self.set_state(market, State::Closed);
            }
        }
        Ok(Done::Change)
    }

    fn check_stated(&self, market: MarketId, stated: &Stated) -> Result<(), &'static str> {
        let row = self.market(market)?;
        if row.kind != Kind::Custom {
            return Err("graded_by_score");
        }
        check_list(stated.iter().map(|one| one.0))?;
        for (selection, _) in stated {
            self.belongs(market, *selection)?;
        }
        if stated.len() == row.selections.len() { Ok(()) } else { Err("results_missing") }
    }

    fn take_stated(&mut self, market: MarketId, stated: &Stated) {
        for (selection, grade) in stated {
            self.answers.get_mut(selection).expect("seen").stated = Some(*grade);
        }
        self.give(market, Verdicted::Stated);
    }

    pub(crate) fn state_outcomes(&mut self, ask: &Ask, market: MarketId, stated: &Stated) -> Judged {
        let row = self.market(market)?;
        if !row.state.waits() {
            return Err("market_result_exists");
        }
        if matches!(self.fixture(row.fixture)?.phase, Phase::Postponed | Phase::Cancelled) {
            return Err("wrong_fixture_status");
        }
        self.check_started(ask, row.fixture)?;
        self.check_stated(market, stated)?;
        self.take_stated(market, stated);
        Ok(Done::Change)
    }

    fn final_score(&self, id: FixtureId) -> Result<Goals, &'static str> {
        let fixture = self.fixture(id)?;
        let ended = matches!(fixture.phase, Phase::Finished | Phase::Abandoned);
        fixture.score.filter(|_| ended).ok_or("no_score")
    }

    pub(crate) fn fix_score(&mut self, id: FixtureId, score: Goals) -> Judged {
        self.check_score(id, score)?;
        if self.final_score(id)? == score {
            return Err("result_unchanged");
        }
        self.fixtures.get_mut(&id).expect("known").score = Some(score);
        let abandoned = self.fixtures[&id].phase == Phase::Abandoned;
        for market in self.markets_of(id) {
            let row = &self.markets[&market];
            if matches!(row.result, Some(Verdicted::Score(_))) {
                let stands = !abandoned || determined(row.kind, score);
                self.give(market, if stands { Verdicted::Score(score) } else { Verdicted::Void });
            }
        }
        Ok(Done::Change)
    }

    pub(crate) fn fix_result(&mut self, id: MarketId, fix: &Fix) -> Judged {
        let row = self.market(id)?;
        let by_score = matches!(fix, Fix::Score) && row.kind != Kind::Custom;
        let before = row.result;
        if before.is_none() && !(by_score && self.final_score(row.fixture).is_ok()) {
            return Err("no_result");
        }
        match fix {
            Fix::Score => {
                if row.kind == Kind::Custom {
                    return Err("graded_by_outcomes");
                }
                let score = self.final_score(row.fixture)?;
                if self.fixture(row.fixture)?.phase == Phase::Abandoned && !determined(row.kind, score) {
                    return Err("no_score");
                }
                let result = Verdicted::Score(score);
                if before == Some(result) {
                    return Err("result_unchanged");
                }
                self.give(id, result);
            }
            Fix::Outcomes(stated) => {
                self.check_stated(id, stated)?;
                let same = |one: &(_, Grade)| self.answers[&one.0].stated == Some(one.1);
                if before == Some(Verdicted::Stated) && stated.iter().all(same) {
                    return Err("result_unchanged");
                }
                self.take_stated(id, stated);
            }
            Fix::Void if before == Some(Verdicted::Void) => return Err("result_unchanged"),
            Fix::Void => self.give(id, Verdicted::Void),
            Fix::Withdrawn => {
                let market = self.markets.get_mut(&id).expect("known");
                market.result = None;
                market.state = State::Closed;
                market.revision += 1;
            }
        }
        Ok(Done::Change)
    }

    pub(crate) fn void_market(&mut self, id: MarketId) -> Judged {
        if !self.market(id)?.state.waits() {
            return Err("market_result_exists");
        }
        self.give(id, Verdicted::Void);
        Ok(Done::Change)
    }

    pub(crate) fn void_fixture(&mut self, id: FixtureId) -> Judged {
        self.fixture(id)?;
        let markets: Vec<_> =
            self.markets_of(id).into_iter().filter(|id| self.markets[id].state != State::Void).collect();
        if markets.is_empty() {
            return Err("result_unchanged");
        }
        for market in markets {
            self.give(market, Verdicted::Void);
        }
        Ok(Done::Change)
    }

    pub(crate) fn abandon(&mut self, ask: &Ask, id: FixtureId, score: Option<Goals>) -> Judged {
        self.in_phase(id, &[Phase::Scheduled, Phase::InPlay])?;
        if let Some(score) = score {
            self.check_score(id, score)?;
        }
        self.check_started(ask, id)?;
        self.set_phase(id, Phase::Abandoned);
        self.fixtures.get_mut(&id).expect("known").score = score;
        for market in self.markets_of(id) {
            let row = &self.markets[&market];
            if row.state.waits() {
                let stands = score.filter(|score| determined(row.kind, *score));
                self.give(market, stands.map_or(Verdicted::Void, Verdicted::Score));
            }
        }
        Ok(Done::Change)
    }

    pub(crate) fn call_off(&mut self, id: FixtureId) -> Judged {
        self.in_phase(id, &[Phase::Scheduled, Phase::InPlay, Phase::Postponed])?;
        self.set_phase(id, Phase::Cancelled);
        for market in self.markets_of(id) {
            if self.markets[&market].state.waits() {
                self.give(market, Verdicted::Void);
            }
        }
        Ok(Done::Change)
    }
}
