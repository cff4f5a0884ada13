//! Friendly methods on results and settlement; for bookmakers and the host.
//!
//! Those that decide bets also settle them, page after page, until none is left. A host that paces settlement itself uses
//! the `_only` methods and [`Session::settle`].

use super::Session;
use crate::answer::Made;
use crate::catalogue::Score;
use crate::command::{
    AbandonFixture, CancelFixture, CorrectResult, CorrectScore, Correction, PostponeFixture, RecordOutcomes,
    RecordScore, RunDue, ScoreStage, SelectionResult, SettlePage, VoidBet, VoidFixture, VoidMarket,
};
use crate::error::Error;
use crate::id::{BetId, FixtureId, MarketId, SelectionId};
use crate::settlement::LegResult;
use crate::storage::Page;

/// One result for each selection, as commands have it.
fn results(given: impl IntoIterator<Item = (SelectionId, LegResult)>) -> Vec<SelectionResult> {
    given.into_iter().map(|(selection, result)| SelectionResult { selection, result }).collect()
}

impl Session<'_> {
    /// Records a live score: the fixture is in play.
    pub fn record_live_score(&mut self, fixture: FixtureId, score: Score) -> Result<(), Error> {
        self.change(RecordScore { fixture, score, stage: ScoreStage::Live })
    }

    /// Records the final score, and settles every bet that it decides.
    pub fn record_score(&mut self, fixture: FixtureId, score: Score) -> Result<(), Error> {
        self.record_score_only(fixture, score)?;
        self.settle_fixture(fixture)
    }

    /// Records the final score and settles nothing yet.
    pub fn record_score_only(&mut self, fixture: FixtureId, score: Score) -> Result<(), Error> {
        self.change(RecordScore { fixture, score, stage: ScoreStage::Final })
    }

    /// Records the result of every selection of a market that no score grades, and settles its bets.
    pub fn record_outcomes(
        &mut self,
        market: MarketId,
        outcomes: impl IntoIterator<Item = (SelectionId, LegResult)>,
    ) -> Result<(), Error> {
        self.change(RecordOutcomes { market, results: results(outcomes) })?;
        self.settle_market(market)
    }

    /// Corrects a final score, and settles anew; with a reason.
    pub fn correct_score(&mut self, fixture: FixtureId, score: Score) -> Result<(), Error> {
        self.change(CorrectScore { fixture, score })?;
        self.settle_fixture(fixture)
    }

    /// Corrects the result of one market, and settles anew; with a reason.
    pub fn correct_result(&mut self, market: MarketId, correction: Correction) -> Result<(), Error> {
        self.change(CorrectResult { market, correction })?;
        self.settle_market(market)
    }

    /// Voids a market that has no result, and gives its stakes back; with a reason.
    pub fn void_market(&mut self, market: MarketId) -> Result<(), Error> {
        self.change(VoidMarket { market })?;
        self.settle_market(market)
    }

    /// Voids every market of a fixture, settled ones too; with a reason.
    pub fn void_fixture(&mut self, fixture: FixtureId) -> Result<(), Error> {
        self.change(VoidFixture { fixture })?;
        self.settle_fixture(fixture)
    }

    /// Ends a fixture that won't be finished: what the score has determined stands, the rest is void; with a reason.
    pub fn abandon_fixture(&mut self, fixture: FixtureId, score: Option<Score>) -> Result<(), Error> {
        self.change(AbandonFixture { fixture, score })?;
        self.settle_fixture(fixture)
    }

    /// Takes a fixture off its time, without a new one yet; with a reason.
    pub fn postpone_fixture(&mut self, fixture: FixtureId) -> Result<(), Error> {
        self.change(PostponeFixture { fixture })
    }

    /// Calls a fixture off for good, and gives its stakes back; with a reason.
    pub fn cancel_fixture(&mut self, fixture: FixtureId) -> Result<(), Error> {
        self.change(CancelFixture { fixture })?;
        self.settle_fixture(fixture)
    }

    /// Voids one bet, open or settled; with a reason.
    pub fn void_bet(&mut self, bet: BetId) -> Result<(), Error> {
        self.change(VoidBet { bet })
    }

    /// Grades the next page of a market's bets: how many were graded, and how many are left.
    pub fn settle_page(&mut self, market: MarketId, limit: u32) -> Result<(u32, u64), Error> {
        let page = |made| if let Made::Page { graded, left } = made { Some((graded, left)) } else { None };
        self.made(SettlePage { market, limit }, page)
    }

    /// Settles at most `limit` bets, wherever some wait; gives how many were graded.
    pub fn settle(&mut self, limit: u32) -> Result<u32, Error> {
        let mut graded = 0;
        while graded < limit {
            let waiting = self.book.read(|snapshot| Ok(snapshot.markets_behind(Page::first(1))?))?;
            let Some(&market) = waiting.first() else { break };
            let page = self.book.options().bets_per_page.min(limit - graded);
            graded += self.settle_page(market, page)?.0;
        }
        Ok(graded)
    }

    /// Settles every bet on a market that waits to be graded.
    pub fn settle_market(&mut self, market: MarketId) -> Result<(), Error> {
        let page = self.book.options().bets_per_page;
        while self.book.progress(market)?.behind > 0 {
            self.settle_page(market, page)?;
        }
        Ok(())
    }

    /// Settles every bet on a fixture's markets that waits to be graded.
    pub fn settle_fixture(&mut self, fixture: FixtureId) -> Result<(), Error> {
        for market in self.book.markets_of(fixture)? {
            self.settle_market(market)?;
        }
        Ok(())
    }

    /// Does what has fallen due, and settles what follows; gives how many things were done. For the host itself.
    pub fn run_due(&mut self, limit: u32) -> Result<u32, Error> {
        let done = |made| if let Made::Due { done } = made { Some(done) } else { None };
        let done = self.made(RunDue { limit }, done)?;
        while self.settle(self.book.options().bets_per_page)? > 0 {}
        Ok(done)
    }
}
