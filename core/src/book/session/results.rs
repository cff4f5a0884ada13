//! Friendly methods on results and settlement; for bookmakers and the host.
//!
//! Those that decide bets also settle them, page after page, until none is left. A host that paces settlement itself uses
//! the `_only` methods and [`Session::settle`].

use super::{Session, SettledPage};
use crate::answer::Made;
use crate::catalogue::{Placing, Score};
use crate::command::{
    AbandonFixture, CancelFixture, CorrectPositions, CorrectResult, CorrectScore, Correction,
    PostponeFixture, RecordOutcomes, RecordPositions, RecordScore, ReinstateRunner, RunDue, ScoreStage,
    SelectionResult, SettlePage, VoidBet, VoidFixture, VoidMarket, WithdrawRunner,
};
use crate::error::Error;
use crate::id::{BetId, FixtureId, MarketId, ParticipantId, SelectionId};
use crate::odds::Odds;
use crate::settlement::LegResult;
use crate::storage::{MarketFilter, Page, StorageError};
use crate::time::Timestamp;

/// One result for each selection, as commands have it.
fn results(given: impl IntoIterator<Item = (SelectionId, LegResult)>) -> Vec<SelectionResult> {
    given.into_iter().map(|(selection, result)| SelectionResult { selection, result }).collect()
}

impl Session<'_> {
    /// Records a live score: the fixture is in play, and its pre-match markets close, as those about the first half do
    /// once the score tells half time. Nothing is graded by it. Markets that count from a bet in play count from the score
    /// that was recorded last.
    ///
    /// Errors: `unknown_fixture`, `result_exists`, `wrong_fixture_status`, `no_score_in_race`,
    /// `too_many_goals`, `half_time_above_full_time`, `set_level`, `sets_not_the_score`, `fixture_not_started`.
    ///
    /// ```
    /// use realdeal::catalogue::{FixtureStatus, Score};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, fixture, kick_off, .. } = doc::world()?;
    /// book.set_now(kick_off);
    /// book.session(bookmaker).record_live_score(fixture, Score::full_time(0, 0))?;
    /// assert_eq!(book.fixture(fixture)?.status, FixtureStatus::InPlay);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn record_live_score(&mut self, fixture: FixtureId, score: Score) -> Result<(), Error> {
        self.change(RecordScore { fixture, score, stage: ScoreStage::Live })
    }

    /// Records the final score, and settles every bet that it decides. Markets that no score can grade are
    /// closed, and wait for [`Session::record_outcomes`].
    ///
    /// Errors: as with [`Session::record_live_score`], and `half_time_missing` while a market about a half waits for it.
    ///
    /// ```
    /// use realdeal::betting::{BetStatus, Slip};
    /// use realdeal::catalogue::Score;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, fixture, market, kick_off, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// let bet = book.session(alice).place_bet(slip)?;
    ///
    /// book.set_now(kick_off);
    /// book.session(bookmaker).record_score(fixture, Score::full_time(2, 1))?;
    /// assert_eq!(book.bet(bet.id)?.status, BetStatus::Won);
    /// assert_eq!(book.session(alice).wallet("EUR")?.cash.to_string(), "111.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn record_score(&mut self, fixture: FixtureId, score: Score) -> Result<(), Error> {
        self.record_score_only(fixture, score)?;
        self.settle_fixture(fixture)
    }

    /// Records the final score and settles nothing yet: for hosts that pace settlement by [`Session::settle`]
    /// or [`Session::settle_page`].
    ///
    /// Errors: as with [`Session::record_live_score`].
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// use realdeal::catalogue::{MarketStatus, Score};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, fixture, market, kick_off, .. } = doc::world()?;
    /// book.session(alice).place_bet(Slip::single(market.selections[0], "2.10").stake("10.00 EUR"))?;
    /// book.set_now(kick_off);
    /// book.session(bookmaker).record_score_only(fixture, Score::full_time(2, 1))?;
    /// assert_eq!(book.market(market.id)?.status, MarketStatus::Settled);
    /// assert_eq!(book.progress(market.id)?.behind, 1); // one leg waits to be graded
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn record_score_only(&mut self, fixture: FixtureId, score: Score) -> Result<(), Error> {
        self.change(RecordScore { fixture, score, stage: ScoreStage::Final })
    }

    /// Records the result of every selection of a market that no score grades, and settles its bets.
    ///
    /// Errors: `unknown_market`, `market_result_exists`, `wrong_fixture_status`, `fixture_not_started`, `graded_by_score`,
    /// `nothing_given`, `selection_twice`, `unknown_selection`, `selection_elsewhere`, `results_missing`.
    ///
    /// ```
    /// use realdeal::catalogue::{MarketKind, Outcome};
    /// use realdeal::settlement::LegResult;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, fixture, kick_off, .. } = doc::world()?;
    /// let kind = MarketKind::Custom { name: "First scorer".to_owned() };
    /// let scorers = [(Outcome::named("Saka"), "5.00"), (Outcome::named("Havertz"), "6.50")];
    /// let market = book.session(bookmaker).open_market(fixture, kind, scorers)?;
    ///
    /// book.set_now(kick_off);
    /// let results = market.selections.into_iter().zip([LegResult::LOST, LegResult::WON]);
    /// book.session(bookmaker).record_outcomes(market.id, results)?;
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn record_outcomes(
        &mut self,
        market: MarketId,
        outcomes: impl IntoIterator<Item = (SelectionId, LegResult)>,
    ) -> Result<(), Error> {
        self.change(RecordOutcomes { market, results: results(outcomes) })?;
        self.settle_market(market)
    }

    /// Records what became of each runner of a race, and settles every bet that it decides. The fixture is over; markets
    /// that no positions grade are closed, and wait for [`Session::record_outcomes`]. Runners that share a position share
    /// its places (docs/rules.md, section 7). A pair of a runner and its finish is a [`Placing`]; one may carry the runner's
    /// starting price, too.
    ///
    /// Errors: `unknown_fixture`, `result_exists`, `wrong_fixture_status`, `no_positions_in_match`, `same_participant`,
    /// `not_entered`, `positions_missing`, `runner_withdrawn`, `nobody_finished`, `position_skipped`, `fixture_not_started`.
    ///
    /// ```
    /// use realdeal::catalogue::{Finish, Fixture, MarketKind, MarketStatus, Outcome, ParticipantKind};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, league, kick_off, .. } = doc::world()?;
    /// let mut office = book.session(bookmaker);
    /// let red_rum = office.create_participant("Red Rum", ParticipantKind::Runner)?;
    /// let crisp = office.create_participant("Crisp", ParticipantKind::Runner)?;
    /// let race = office.schedule_fixture(league, Fixture::race_of([red_rum, crisp]), kick_off)?;
    /// let prices = [(Outcome::Runner(red_rum), "10.00"), (Outcome::Runner(crisp), "1.10")];
    /// let winner = office.open_market(race, MarketKind::RaceWinner, prices)?;
    ///
    /// book.set_now(kick_off);
    /// let order = [(red_rum, Finish::Position(1)), (crisp, Finish::Position(2))];
    /// book.session(bookmaker).record_positions(race, order)?;
    /// assert_eq!(book.market(winner.id)?.status, MarketStatus::Settled);
    /// assert_eq!(book.fixture(race)?.positions[0].finish, Finish::Position(1));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn record_positions(
        &mut self,
        fixture: FixtureId,
        positions: impl IntoIterator<Item: Into<Placing>>,
    ) -> Result<(), Error> {
        let placings = positions.into_iter().map(Into::into).collect();
        self.change(RecordPositions { fixture, placings })?;
        self.settle_fixture(fixture)
    }

    /// Corrects the finishing positions of a race, and settles anew what was graded by them; with a reason.
    ///
    /// Errors: `reason_required`, `unknown_fixture`, `no_positions`, `result_unchanged`, and those of
    /// [`Session::record_positions`] on what is given.
    ///
    /// ```
    /// use realdeal::catalogue::{Finish, Fixture, ParticipantKind};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, league, kick_off, .. } = doc::world()?;
    /// let mut office = book.session(bookmaker);
    /// let red_rum = office.create_participant("Red Rum", ParticipantKind::Runner)?;
    /// let crisp = office.create_participant("Crisp", ParticipantKind::Runner)?;
    /// let race = office.schedule_fixture(league, Fixture::race_of([red_rum, crisp]), kick_off)?;
    /// book.set_now(kick_off);
    /// let order = [(red_rum, Finish::Position(1)), (crisp, Finish::Position(2))];
    /// book.session(bookmaker).record_positions(race, order)?;
    ///
    /// let right = [(red_rum, Finish::DidNotFinish), (crisp, Finish::Position(1))];
    /// book.session(bookmaker).because("a stewards' inquiry").correct_positions(race, right)?;
    /// assert_eq!(book.fixture(race)?.positions[0].finish, Finish::DidNotFinish);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn correct_positions(
        &mut self,
        fixture: FixtureId,
        positions: impl IntoIterator<Item: Into<Placing>>,
    ) -> Result<(), Error> {
        let placings = positions.into_iter().map(Into::into).collect();
        self.change(CorrectPositions { fixture, placings })?;
        self.settle_fixture(fixture)
    }

    /// Withdraws a runner from its race at a time, at the price to win that it had then, and settles what follows: bets on it are
    /// void, or lost ante-post. Rule 4 cuts the winnings of bets on the others that were placed before (docs/rules.md, section 7).
    /// The race's markets that take bets are suspended until they are priced anew.
    ///
    /// Errors: `unknown_fixture`, `no_positions_in_match`, `wrong_fixture_status`, `not_entered`, `runner_withdrawn`,
    /// `runner_ran`, `withdrawn_later`.
    ///
    /// ```
    /// use realdeal::catalogue::{Fixture, ParticipantKind};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, league, noon, kick_off, .. } = doc::world()?;
    /// let mut office = book.session(bookmaker);
    /// let red_rum = office.create_participant("Red Rum", ParticipantKind::Runner)?;
    /// let crisp = office.create_participant("Crisp", ParticipantKind::Runner)?;
    /// let race = office.schedule_fixture(league, Fixture::race_of([red_rum, crisp]), kick_off)?;
    /// office.withdraw_runner(race, crisp, "4/1".parse()?, noon)?;
    /// assert_eq!(book.fixture(race)?.non_runners[0].participant, crisp);
    ///
    /// book.session(bookmaker).because("it was another horse").reinstate_runner(race, crisp)?;
    /// assert_eq!(book.fixture(race)?.runners(), 2);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn withdraw_runner(
        &mut self,
        fixture: FixtureId,
        participant: ParticipantId,
        odds: Odds,
        withdrawn_at: Timestamp,
    ) -> Result<(), Error> {
        self.change(WithdrawRunner { fixture, participant, odds, withdrawn_at })?;
        self.settle_fixture(fixture)
    }

    /// Takes back a withdrawal that was recorded wrongly, and settles anew; with a reason. Bets on the runner are open again, and
    /// the others bear no deduction for it. [`Session::withdraw_runner`] has an example.
    ///
    /// Errors: `reason_required`, `unknown_fixture`, `no_positions_in_match`, `wrong_fixture_status`, `not_entered`,
    /// `not_withdrawn`.
    pub fn reinstate_runner(&mut self, fixture: FixtureId, participant: ParticipantId) -> Result<(), Error> {
        self.change(ReinstateRunner { fixture, participant })?;
        self.settle_fixture(fixture)
    }

    /// Corrects a final score, and settles anew what was graded by it; with a reason. What bets got too
    /// little is paid, what they got too much is taken back, and where cash does not suffice it becomes debt. On an
    /// abandoned fixture, a market that the right score does not determine becomes void.
    ///
    /// Errors: `reason_required`, `unknown_fixture`, `no_score_in_race`, `too_many_goals`,
    /// `half_time_above_full_time`, `set_level`, `sets_not_the_score`, `no_score`, `result_unchanged`, `half_time_missing`.
    ///
    /// ```
    /// use realdeal::betting::{BetStatus, Slip};
    /// use realdeal::catalogue::Score;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, fixture, market, kick_off, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// let bet = book.session(alice).place_bet(slip)?;
    /// book.set_now(kick_off);
    /// book.session(bookmaker).record_score(fixture, Score::full_time(2, 1))?;
    ///
    /// let mut office = book.session(bookmaker).because("the second goal was given to the wrong side");
    /// office.correct_score(fixture, Score::full_time(1, 2))?;
    /// assert_eq!(book.bet(bet.id)?.status, BetStatus::Lost);
    /// assert_eq!(book.session(alice).wallet("EUR")?.cash.to_string(), "90.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn correct_score(&mut self, fixture: FixtureId, score: Score) -> Result<(), Error> {
        self.change(CorrectScore { fixture, score })?;
        self.settle_fixture(fixture)
    }

    /// Corrects the result of one market, and settles anew; with a reason. See [`Correction`] for what it can
    /// become.
    ///
    /// Errors: `reason_required`, `unknown_market`, `no_result`, `result_unchanged`; for a score
    /// `graded_by_outcomes`, `no_score`; for outcomes those of [`Session::record_outcomes`].
    ///
    /// ```
    /// use realdeal::betting::{BetStatus, Slip};
    /// use realdeal::catalogue::Score;
    /// use realdeal::command::Correction;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, fixture, market, kick_off, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// let bet = book.session(alice).place_bet(slip)?;
    /// book.set_now(kick_off);
    /// book.session(bookmaker).record_score(fixture, Score::full_time(2, 1))?;
    ///
    /// let mut office = book.session(bookmaker).because("the wrong match was entered");
    /// office.correct_result(market.id, Correction::Withdrawn)?;
    /// assert_eq!(book.bet(bet.id)?.status, BetStatus::Open);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn correct_result(&mut self, market: MarketId, correction: Correction) -> Result<(), Error> {
        self.change(CorrectResult { market, correction })?;
        self.settle_market(market)
    }

    /// Voids a market that has no result, and gives its stakes back; with a reason. In an accumulator the leg
    /// drops out: it counts as one. A market with a result takes [`Session::correct_result`].
    ///
    /// Errors: `reason_required`, `unknown_market`, `market_result_exists`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, market, .. } = doc::world()?;
    /// book.session(alice).place_bet(Slip::single(market.selections[0], "2.10").stake("10.00 EUR"))?;
    /// book.session(bookmaker).because("priced on the wrong team").void_market(market.id)?;
    /// assert_eq!(book.session(alice).wallet("EUR")?.cash.to_string(), "100.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn void_market(&mut self, market: MarketId) -> Result<(), Error> {
        self.change(VoidMarket { market })?;
        self.settle_market(market)
    }

    /// Voids every market of a fixture, settled ones too; with a reason.
    ///
    /// Errors: `reason_required`, `unknown_fixture`, `result_unchanged` (all of them are void already, or
    /// there is none).
    ///
    /// ```
    /// use realdeal::catalogue::{MarketStatus, Score};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, fixture, market, kick_off, .. } = doc::world()?;
    /// book.set_now(kick_off);
    /// book.session(bookmaker).record_score(fixture, Score::full_time(2, 1))?;
    /// book.session(bookmaker).because("the match was fixed").void_fixture(fixture)?;
    /// assert_eq!(book.market(market.id)?.status, MarketStatus::Void);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn void_fixture(&mut self, fixture: FixtureId) -> Result<(), Error> {
        self.change(VoidFixture { fixture })?;
        self.settle_fixture(fixture)
    }

    /// Ends a fixture that was started and won't be finished; with a reason. Markets that the score has
    /// determined whatever might have followed (more than 2.5 goals, once there are three) stand by it, the
    /// rest is void. Without a score all of them are void.
    ///
    /// Errors: `reason_required`, `unknown_fixture`, `wrong_fixture_status`, `no_score_in_race`,
    /// `too_many_goals`, `half_time_above_full_time`, `fixture_not_started`.
    ///
    /// ```
    /// use realdeal::catalogue::{MarketKind, MarketStatus, Outcome, Score};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, fixture, market, kick_off, .. } = doc::world()?;
    /// let goals = MarketKind::TotalGoals { line: "2.5".parse()? };
    /// let prices = [(Outcome::Over, "1.90"), (Outcome::Under, "1.90")];
    /// let total = book.session(bookmaker).open_market(fixture, goals, prices)?;
    ///
    /// book.set_now(kick_off);
    /// let mut office = book.session(bookmaker).because("the floodlights failed");
    /// office.abandon_fixture(fixture, Some(Score::full_time(3, 0)))?;
    /// assert_eq!(book.market(total.id)?.status, MarketStatus::Settled);
    /// assert_eq!(book.market(market.id)?.status, MarketStatus::Void);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn abandon_fixture(&mut self, fixture: FixtureId, score: Option<Score>) -> Result<(), Error> {
        self.change(AbandonFixture { fixture, score })?;
        self.settle_fixture(fixture)
    }

    /// Takes a fixture off its time, without a new one yet; with a reason. Its active markets are suspended.
    /// Its bets stand until their window has passed (48 hours after the start by default): then
    /// [`Session::run_due`] makes them void.
    ///
    /// Errors: `reason_required`, `unknown_fixture`, `wrong_fixture_status`.
    ///
    /// ```
    /// use std::time::Duration;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, fixture, kick_off, .. } = doc::world()?;
    /// book.session(bookmaker).because("a frozen pitch").postpone_fixture(fixture)?;
    /// assert_eq!(book.next_due()?, Some(kick_off.plus(Duration::from_secs(48 * 3_600))));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn postpone_fixture(&mut self, fixture: FixtureId) -> Result<(), Error> {
        self.change(PostponeFixture { fixture })
    }

    /// Calls a fixture off for good, and gives the stakes on its unresolved markets back; with a reason.
    ///
    /// Errors: `reason_required`, `unknown_fixture`, `wrong_fixture_status`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, fixture, market, .. } = doc::world()?;
    /// book.session(alice).place_bet(Slip::single(market.selections[0], "2.10").stake("10.00 EUR"))?;
    /// book.session(bookmaker).because("a club withdrew").cancel_fixture(fixture)?;
    /// assert_eq!(book.session(alice).wallet("EUR")?.cash.to_string(), "100.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn cancel_fixture(&mut self, fixture: FixtureId) -> Result<(), Error> {
        self.change(CancelFixture { fixture })?;
        self.settle_fixture(fixture)
    }

    /// Voids one bet, open or settled, and gives its stake back; with a reason. No result changes it any
    /// more.
    ///
    /// Errors: `reason_required`, `unknown_bet`, `bet_withdrawn`.
    ///
    /// ```
    /// use realdeal::betting::{BetStatus, Slip};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, market, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// let bet = book.session(alice).place_bet(slip)?;
    /// book.session(bookmaker).because("an obvious error in the price").void_bet(bet.id)?;
    /// assert_eq!(book.bet(bet.id)?.status, BetStatus::Void);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn void_bet(&mut self, bet: BetId) -> Result<(), Error> {
        self.change(VoidBet { bet })
    }

    /// Grades the next page of a market's bets, at most `limit` (1 to 10,000) of them: how many were graded,
    /// and how many are left. A page done twice finds nothing to do, so that a host may stop, crash and go on
    /// as it likes.
    ///
    /// Errors: `bad_page_size`, `unknown_market`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// use realdeal::catalogue::Score;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, fixture, market, kick_off, .. } = doc::world()?;
    /// for _ in 0..3 {
    ///     book.session(alice).place_bet(Slip::single(market.selections[0], "2.10").stake("1.00 EUR"))?;
    /// }
    /// book.set_now(kick_off);
    /// book.session(bookmaker).record_score_only(fixture, Score::full_time(2, 1))?;
    /// let page = book.system().settle_page(market.id, 2)?;
    /// assert_eq!((page.graded, page.left), (2, 1));
    /// assert_eq!(book.system().settle_page(market.id, 2)?.left, 0);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn settle_page(&mut self, market: MarketId, limit: u32) -> Result<SettledPage, Error> {
        let page = |made| match made {
            Made::Page { graded, left } => Some(SettledPage { graded, left }),
            _ => None,
        };
        self.made(SettlePage { market, limit }, page)
    }

    /// Settles at most `limit` bets, wherever some wait; gives how many were graded. Less than `limit` means
    /// that none is left.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// use realdeal::catalogue::Score;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, fixture, market, kick_off, .. } = doc::world()?;
    /// book.session(alice).place_bet(Slip::single(market.selections[0], "2.10").stake("1.00 EUR"))?;
    /// book.set_now(kick_off);
    /// book.session(bookmaker).record_score_only(fixture, Score::full_time(2, 1))?;
    /// assert_eq!(book.system().settle(100)?, 1);
    /// assert_eq!(book.system().settle(100)?, 0);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn settle(&mut self, limit: u32) -> Result<u32, Error> {
        let mut graded = 0;
        while graded < limit {
            let behind = MarketFilter { behind: Some(true), ..MarketFilter::default() };
            let waiting = self.desk.markets(behind, Page::first(1))?;
            let Some(market) = waiting.first().map(|market| market.id) else { break };
            let page = self.desk.options().bets_per_page.min(limit - graded);
            graded += self.settle_some(market, page)?;
        }
        Ok(graded)
    }

    /// Settles a page. One without a bet while some are counted as left would be asked for without end.
    fn settle_some(&mut self, market: MarketId, limit: u32) -> Result<u32, Error> {
        let SettledPage { graded, left } = self.settle_page(market, limit)?;
        if graded == 0 && left > 0 {
            let what = format!("{left} legs on market {market} are counted as waiting, and none is found");
            return Err(StorageError::refused(what).into());
        }
        Ok(graded)
    }

    /// Settles every bet on a market that waits to be graded, page after page.
    ///
    /// Errors: `unknown_market`, if one of its legs waits.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// use realdeal::catalogue::Score;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, fixture, market, kick_off, .. } = doc::world()?;
    /// book.session(alice).place_bet(Slip::single(market.selections[0], "2.10").stake("1.00 EUR"))?;
    /// book.set_now(kick_off);
    /// book.session(bookmaker).record_score_only(fixture, Score::full_time(2, 1))?;
    /// book.system().settle_market(market.id)?;
    /// assert_eq!(book.progress(market.id)?.behind, 0);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn settle_market(&mut self, market: MarketId) -> Result<(), Error> {
        let page = self.desk.options().bets_per_page;
        while self.desk.progress(market)?.behind > 0 {
            self.settle_some(market, page)?;
        }
        Ok(())
    }

    /// Settles every bet on a fixture's markets that waits to be graded, market after market.
    ///
    /// ```
    /// use realdeal::betting::{BetStatus, Slip};
    /// use realdeal::catalogue::Score;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, fixture, market, kick_off, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[2], "3.60").stake("1.00 EUR");
    /// let bet = book.session(alice).place_bet(slip)?;
    /// book.set_now(kick_off);
    /// book.session(bookmaker).record_score_only(fixture, Score::full_time(2, 1))?;
    /// book.system().settle_fixture(fixture)?;
    /// assert_eq!(book.bet(bet.id)?.status, BetStatus::Lost);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn settle_fixture(&mut self, fixture: FixtureId) -> Result<(), Error> {
        for market in self.desk.markets_of(fixture)? {
            self.settle_market(market)?;
        }
        Ok(())
    }

    /// Does what has fallen due by the book's time, at most `limit` (1 to 10,000) things, and settles what
    /// follows; gives how many things were done. For the host itself, when
    /// [`Book::next_due`](crate::Reader::next_due) has come.
    ///
    /// Errors: `bad_page_size`, `system_only`.
    ///
    /// ```
    /// use realdeal::betting::{BetStatus, Slip};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, fixture, market, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// let bet = book.session(alice).place_bet(slip)?;
    /// book.session(bookmaker).because("a frozen pitch").postpone_fixture(fixture)?;
    ///
    /// let due = book.next_due()?.expect("the window of a postponed fixture ends");
    /// book.set_now(due);
    /// assert_eq!(book.system().run_due(1_000)?, 1);
    /// assert_eq!(book.bet(bet.id)?.status, BetStatus::Void);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn run_due(&mut self, limit: u32) -> Result<u32, Error> {
        let done = |made| if let Made::Due { done } = made { Some(done) } else { None };
        let done = self.made(RunDue { limit }, done)?;
        while self.settle(self.desk.options().bets_per_page)? > 0 {}
        Ok(done)
    }
}
