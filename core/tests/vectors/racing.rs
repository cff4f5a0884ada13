//! A race, and a match that is bet on while it is played: the last scene of the script.

use std::time::Duration;

use realdeal::catalogue::market_kind::MarketKind;
use realdeal::catalogue::{Entrant, EntrantRole, Finish, Outcome, Placing, Score};
use realdeal::command::{
    Actor, CorrectPositions, RecordPositions, RecordScore, ReinstateRunner, ScheduleFixture, ScoreStage,
    WithdrawRunner,
};
use realdeal::id::FixtureId;
use realdeal::time::Timestamp;

use super::Script;
use super::play::{settle, slip};
use super::story::{Cast, Offers, match_of, open};

pub(super) fn play(script: &mut Script, cast: &Cast, offers: &Offers) {
    let start = script.at.plus(Duration::from_hours(1));
    race(script, cast, offers, start);
    in_play(script, cast, offers, start.plus(Duration::from_hours(1)));
}

/// A dead heat that was none.
fn race(script: &mut Script, cast: &Cast, offers: &Offers, start: Timestamp) {
    let (office, bob, runners) = (cast.office, Actor::User(cast.bob), offers.teams);
    let entrants = runners.map(|participant| Entrant { participant, role: EntrantRole::Runner }).to_vec();
    let race = ScheduleFixture { competition: offers.league, entrants, start, external: None };
    let race = FixtureId::made_by(script.made("a race", office, race), 0);
    let prices = runners.map(|runner| (Outcome::Runner(runner), "5.00"));
    let winner = open(script, cast, race, MarketKind::RaceWinner, &prices, false);
    // Half of 2 * 5 in the dead heat, then all of it.
    let bet = script.made("bob, on a runner", bob, slip("2.00 EUR", &[(winner.selection(1), "5.00")]));
    script.ends(bet, "won", "10.00 EUR");
    // Nothing is deducted in the end.
    let (fixture, participant, odds) = (race, runners[1], "4.00".parse().unwrap());
    let withdrawn = WithdrawRunner { fixture, participant, odds, withdrawn_at: script.at };
    script.made("the other one does not run", office, withdrawn);
    script.because("a wrong name").made("it does", office, ReinstateRunner { fixture, participant });
    script.at = start;
    let order = |finishes: [Finish; 2]| {
        let placing = |(participant, finish)| Placing::new(participant, finish);
        runners.into_iter().zip(finishes).map(placing).collect::<Vec<_>>()
    };
    let first = Finish::Position(1);
    let gap = RecordPositions { fixture: race, placings: order([first, Finish::Position(3)]) };
    script.refused("position_skipped", office, gap);
    let both = RecordPositions { fixture: race, placings: order([first, first]) };
    script.made("two share the first place", office, both);
    settle(script, "bob gets 5.00 back", winner);
    let right = CorrectPositions { fixture: race, placings: order([first, Finish::DidNotFinish]) };
    script.because("a photograph").made("one of them did not finish", office, right);
    settle(script, "and 5.00 more", winner);
}

/// A handicap counts from the score at which it was taken.
fn in_play(script: &mut Script, cast: &Cast, offers: &Offers, start: Timestamp) {
    let (office, bob) = (cast.office, Actor::User(cast.bob));
    let fixture = match_of(script, cast, offers.league, offers.teams, start);
    let kind = MarketKind::AsianHandicap { line: "0".parse().unwrap() };
    let prices = [(Outcome::Home, "2.00"), (Outcome::Away, "1.80")];
    let level = open(script, cast, fixture, kind, &prices, true);
    script.at = start;
    let home = [(level.selection(1), "2.00")];
    script.refused("live_score_missing", bob, slip("1.00 EUR", &home));
    let score = Score::full_time(1, 0);
    script.made("a goal", office, RecordScore { fixture, score, stage: ScoreStage::Live });
    let bet = script.made("bob, at 1-0", bob, slip("1.00 EUR", &home));
    script.ends(bet, "void", "1.00 EUR");
    script.made("1-0 at the end", office, RecordScore { fixture, score, stage: ScoreStage::Final });
    settle(script, "level since the bet", level);
}
