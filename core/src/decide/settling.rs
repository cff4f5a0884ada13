//! Decisions on settlement: grading a page of legs, and what that makes of their bets.
//!
//! Each leg stores the market revision at which it was graded, so the work left is the legs with an older one. A page
//! takes the first of them; done twice, it finds nothing to do. A bet is settled as soon as its return is decided, and
//! settled anew, or opened again, when a later revision decides otherwise.

use std::collections::BTreeMap;

use smallvec::SmallVec;

use super::catalogue::fixture;
use super::markets::{market, selection};
use super::{Decided, Decision, Decline, View};
use crate::answer::Made;
use crate::betting::{self, Bet, Leg, ReturnError};
use crate::catalogue::score::{Goals, Score};
use crate::catalogue::{Fixture, Market, MarketResult, Selection};
use crate::command::{SettlePage, VoidBet};
use crate::event::Event;
use crate::house_rules::{HouseRules, RulesVersion};
use crate::id::{BetId, SelectionId};
use crate::keys::Scan;
use crate::money::Money;
use crate::rejection::Rejection;
use crate::settlement::grading::grade_since;
use crate::settlement::races::RaceLeg;
use crate::settlement::{LegGrade, LegResult};
use crate::state::Key;

/// The most bets of a page: what a unit of work should hold.
pub(crate) const MAX_PAGE: u32 = 10_000;

pub(super) fn check_page(limit: u32) -> Result<(), Rejection> {
    if (1..=MAX_PAGE).contains(&limit) {
        Ok(())
    } else {
        Err(Rejection::BadPageSize { limit, max: MAX_PAGE })
    }
}

pub(super) fn bet<'a>(view: &View<'a>, id: BetId) -> Result<&'a Bet, Decline> {
    Ok(view.state.bets.get(&id)?.ok_or_else(|| Rejection::UnknownBet { bet: id })?)
}

pub(super) fn settle_page(view: &View<'_>, body: &SettlePage) -> Decision {
    check_page(body.limit)?;
    let market = market(view, body.market)?;
    let fixture = fixture(view, market.fixture)?;
    let behind = view.scan(Scan::BetsBehind { market: market.id, limit: body.limit })?;
    let progress = view.state.progress.get(&market.id);
    let progress = progress.ok_or(crate::state::NotFetched(Key::Progress(market.id)))?;
    let mut page = Page { view, market, fixture, graded: BTreeMap::new(), rules: BTreeMap::new() };
    // The rows are looked up in a loop of their own: bets lie far apart, and a machine waits for many at once.
    let found = behind.iter().filter_map(|key| if let Key::Bet(id) = key { Some(*id) } else { None });
    let bets = found.map(|id| bet(view, id)).collect::<Result<Vec<_>, _>>()?;
    let (mut graded, mut events) = (0_u32, Vec::with_capacity(bets.len() * 2));
    // A scan names candidates: one may have been voided, or graded by another, before its row was fetched.
    for bet in bets.into_iter().filter(|bet| bet.is_behind(market)) {
        page.grade_bet(bet, &mut events)?;
        graded = graded.saturating_add(1);
    }
    // ---- accepted ----
    let left = u64::try_from(progress.behind).unwrap_or_default().saturating_sub(graded.into());
    Ok(Decided::new(Made::Page { graded, left }, events))
}

/// One page of a market's bets, with what they have in common.
struct Page<'v, 'a> {
    view: &'v View<'a>,
    market: &'a Market,
    fixture: &'a Fixture,
    /// What came of each selection that the market's result decides.
    graded: BTreeMap<SelectionId, LegResult>,
    /// The versions of the house rules that the bets were placed under.
    rules: BTreeMap<RulesVersion, &'a HouseRules>,
}

impl<'a> Page<'_, 'a> {
    /// Grades the bet's legs on this market, and decides anew what the bet returns.
    fn grade_bet(&mut self, before: &Bet, events: &mut Vec<Event>) -> Result<(), Decline> {
        let (market, revision) = (self.market.id, self.market.revision);
        let mut grades: SmallVec<[Option<LegGrade>; 2]> = SmallVec::new();
        for (index, leg) in (0_u32..).zip(&before.legs) {
            if leg.market == market && leg.revision < revision {
                let result = self.grade_leg(before, leg)?;
                grades.push(result.clone());
                events.push(Event::LegGraded { bet: before.id, leg: index, revision, result });
            } else {
                grades.push(leg.result.clone());
            }
        }
        let grades: SmallVec<[Option<&LegGrade>; 8]> = grades.iter().map(Option::as_ref).collect();
        let (bet, user) = (before.id, before.user);
        // What could be too wide or too much was refused when the bet was placed.
        let impossible = |_: ReturnError| Decline::Inconsistent(Key::Bet(before.id));
        let rules = self.rules(before.rules)?;
        match before.decided_by(&grades, rules).map_err(impossible)? {
            Some(betting::Decided { status, returned, exact_return }) => {
                let stands = before.status == status && before.exact_return.as_ref() == Some(&exact_return);
                if !stands {
                    let returned = Money::new(returned, before.stake.currency());
                    events.push(Event::BetSettled { bet, user, status, returned, exact_return });
                }
            }
            None if before.status.is_settled() => events.push(Event::BetReopened { bet, user }),
            None => {}
        }
        Ok(())
    }

    /// The result of one leg, or none while the market has none.
    fn grade_leg(&mut self, bet: &Bet, leg: &Leg) -> Result<Option<LegGrade>, Decline> {
        // Placed under a start whose window has passed (docs/rules.md, section 5).
        if self.fixture.kickoffs.get(leg.kickoff as usize).is_some_and(|kickoff| kickoff.void) {
            return Ok(Some(LegResult::VOID.into()));
        }
        let on_race = self.on_race(bet, leg)?;
        // A runner that is out is out before the race is run; not so where the market is void for all.
        if let Some(on_race) = on_race.filter(|on_race| self.fixture.is_withdrawn(on_race.runner))
            && self.market.result != Some(MarketResult::Void)
        {
            return on_race.did_not_run().map(Some).map_err(|_| impossible(leg));
        }
        let Some(result) = self.market.result else { return Ok(None) };
        // Placed after the start that the fixture turned out to have (docs/rules.md, section 5).
        if !self.market.in_play && bet.placed_at >= self.fixture.start() {
            return Ok(Some(LegResult::VOID.into()));
        }
        if let (MarketResult::Score(score), Some(before)) = (result, leg.score_at_acceptance) {
            let graded = self.grade_since(&score, before, selection(self.view, leg.selection)?)?;
            return Ok(Some(graded.into()));
        }
        let graded = match self.graded.get(&leg.selection) {
            Some(&graded) => graded,
            None => self.grade_selection(result, selection(self.view, leg.selection)?)?,
        };
        self.graded.insert(leg.selection, graded);
        match on_race {
            Some(on_race) if result == MarketResult::Positions => {
                let rules = self.rules(bet.rules)?.bets.rule_4;
                on_race.graded(graded, rules).map(Some).map_err(|_| impossible(leg))
            }
            Some(_) | None => Ok(Some(graded.into())),
        }
    }

    /// The leg as one on a runner, if it is one.
    fn on_race<'b>(&self, bet: &Bet, leg: &'b Leg) -> Result<Option<RaceLeg<'b>>, Decline>
    where
        'a: 'b,
    {
        if self.fixture.is_match() {
            return Ok(None);
        }
        let runner = selection(self.view, leg.selection)?.outcome.runner();
        let (race, terms, placed_at) = (self.fixture, self.market.terms, bet.placed_at);
        Ok(runner.map(|runner| RaceLeg { race, terms, leg, runner, placed_at }))
    }

    fn grade_selection(&self, result: MarketResult, selection: &Selection) -> Result<LegResult, Decline> {
        let impossible = || Decline::Inconsistent(Key::Selection(selection.id));
        match result {
            MarketResult::Void => Ok(LegResult::VOID),
            // Every selection has a result where outcomes or positions were recorded, and every kind that a score can grade was
            // checked against its selections when the market was opened.
            MarketResult::Outcomes | MarketResult::Positions => selection.result.ok_or_else(impossible),
            MarketResult::Score(score) => self.grade_since(&score, Goals::new(0, 0), selection),
        }
    }

    /// What the goals after some others make of a selection.
    fn grade_since(&self, score: &Score, before: Goals, selection: &Selection) -> Result<LegResult, Decline> {
        let market = self.market;
        grade_since(&market.kind, &selection.outcome, score, before, &market.listed)
            .map_err(|_| Decline::Inconsistent(Key::Selection(selection.id)))
    }

    fn rules(&mut self, version: RulesVersion) -> Result<&HouseRules, Decline> {
        if let Some(&rules) = self.rules.get(&version) {
            return Ok(rules);
        }
        let rules = self.view.state.rules(version)?;
        self.rules.insert(version, rules);
        Ok(rules)
    }
}

/// A grade that no market's selections and terms bring about, for they were checked when it was opened.
fn impossible(leg: &Leg) -> Decline {
    Decline::Inconsistent(Key::Selection(leg.selection))
}

pub(super) fn void_bet(view: &View<'_>, body: &VoidBet) -> Decision {
    let row = bet(view, body.bet)?;
    if row.withdrawn {
        return Err(Rejection::BetWithdrawn { bet: row.id }.into());
    }
    // ---- accepted ----
    Ok(Decided::change(Event::BetVoided { bet: row.id, user: row.user }))
}
