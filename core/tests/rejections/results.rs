//! Scores, outcomes, corrections, voids, pages.

use realdeal::Book;
use realdeal::catalogue::score::Goals;
use realdeal::catalogue::{Fixture, Score};
use realdeal::command::{Correction, RunDue, SelectionResult};
use realdeal::id::{BetId, FixtureId, MarketId, SelectionId};
use realdeal::settlement::{LegResult, Share};

use crate::support::{World, hours, refused, world};
use crate::{Ask, MICROSECOND, refused_saying, stranger};

#[test]
fn a_score_waits_for_the_kick_off() {
    let mut w = world();
    let (bookmaker, first, kick_off) = (w.bookmaker, w.first, w.kick_off());
    w.book.set_now(kick_off.minus(MICROSECOND));
    let said =
        format!("fixture {first} starts at 2024-08-16T15:00:00Z, and it is 2024-08-16T14:59:59.999999Z");
    refused_saying("fixture_not_started", &said, &mut w.book, |book| {
        book.session(bookmaker).record_score(first, Score::full_time(2, 1))
    });
    refused("fixture_not_started", &mut w.book, |book| {
        book.session(bookmaker).record_live_score(first, Score::full_time(0, 0))
    });
    refused("fixture_not_started", &mut w.book, |book| {
        book.session(bookmaker).because("rain").abandon_fixture(first, None)
    });
    let market = w.first_scorer(&["Saka", "nobody"]);
    let [saka, none] = market.selections[..] else { panic!() };
    refused("fixture_not_started", &mut w.book, |book| {
        book.session(bookmaker).record_outcomes(market.id, [(saka, LegResult::WON), (none, LegResult::LOST)])
    });
    w.book.set_now(kick_off);
    w.book.session(bookmaker).record_live_score(first, Score::full_time(0, 0)).unwrap();
}

#[test]
fn a_result_is_recorded_once() {
    let mut w = world();
    let (bookmaker, first, market) = (w.bookmaker, w.first, w.market.id);
    w.finish(first, 2, 1);
    for score in [Score::full_time(2, 1), Score::full_time(0, 0)] {
        let said = format!("fixture {first} has its result; correct it instead");
        refused_saying("result_exists", &said, &mut w.book, |book| {
            book.session(bookmaker).record_score(first, score)
        });
        refused("result_exists", &mut w.book, |book| book.session(bookmaker).record_live_score(first, score));
    }
    let said = format!("market {market} has its result; correct it instead");
    refused_saying("market_result_exists", &said, &mut w.book, |book| {
        book.session(bookmaker).because("too late").void_market(market)
    });
}

/// A world in which the first fixture has started, with a market on the first scorer.
fn scorer_world() -> (World, MarketId, [SelectionId; 3]) {
    let mut w = world();
    let market = w.first_scorer(&["Saka", "Rice", "nobody"]);
    let selections = [market.selections[0], market.selections[1], market.selections[2]];
    w.at(hours(3));
    (w, market.id, selections)
}

const SAKA: [LegResult; 3] = [LegResult::WON, LegResult::LOST, LegResult::LOST];
const RICE: [LegResult; 3] = [LegResult::LOST, LegResult::WON, LegResult::LOST];

#[test]
fn outcomes_are_recorded_for_every_selection_once() {
    let (mut w, market, selections) = scorer_world();
    let (bookmaker, elsewhere) = (w.bookmaker, w.market.selections[0]);
    let [saka, rice, nobody] = selections;
    let (won, lost) = (LegResult::WON, LegResult::LOST);
    let said = format!("market {market} needs a result for each of its 3 selections, 2 were given");
    refused_saying("results_missing", &said, &mut w.book, |book| {
        book.session(bookmaker).record_outcomes(market, [(saka, won), (rice, lost)])
    });
    let said = format!("selection {saka} is named twice");
    refused_saying("selection_twice", &said, &mut w.book, |book| {
        book.session(bookmaker).record_outcomes(market, [(saka, won), (saka, won), (rice, lost)])
    });
    refused("selection_elsewhere", &mut w.book, |book| {
        book.session(bookmaker).record_outcomes(market, [(saka, won), (rice, lost), (elsewhere, lost)])
    });
    refused("unknown_selection", &mut w.book, |book| {
        let unknown = SelectionId::made_by(stranger(), 1);
        book.session(bookmaker).record_outcomes(market, [(saka, won), (rice, lost), (unknown, lost)])
    });
    refused("nothing_given", &mut w.book, |book| book.session(bookmaker).record_outcomes(market, []));
    let right = [(saka, won), (rice, lost), (nobody, lost)];
    w.book.session(bookmaker).record_outcomes(market, right).unwrap();
    refused("market_result_exists", &mut w.book, |book| {
        book.session(bookmaker).record_outcomes(market, right)
    });
    w.check();
}

#[test]
fn a_market_is_graded_in_its_own_way() {
    let (mut w, custom, selections) = scorer_world();
    let (bookmaker, first, market, backed) = (w.bookmaker, w.first, w.market.id, w.market.selections.clone());
    let said = format!("market {market} is graded by the fixture's score");
    refused_saying("graded_by_score", &said, &mut w.book, |book| {
        book.session(bookmaker).record_outcomes(market, backed.into_iter().zip(SAKA))
    });
    w.book.session(bookmaker).record_outcomes(custom, selections.into_iter().zip(SAKA)).unwrap();
    w.finish(first, 2, 1);
    let said = format!("market {custom} is graded by explicit outcomes");
    refused_saying("graded_by_outcomes", &said, &mut w.book, |book| {
        book.session(bookmaker).because("by the score").correct_result(custom, Correction::Score)
    });
}

fn outcomes(selections: [SelectionId; 3], results: [LegResult; 3]) -> Correction {
    let pairs = selections.into_iter().zip(results);
    Correction::Outcomes(pairs.map(|(selection, result)| SelectionResult { selection, result }).collect())
}

#[test]
fn a_correction_corrects_something() {
    let (mut w, custom, selections) = scorer_world();
    let (bookmaker, first, market) = (w.bookmaker, w.first, w.market.id);
    let correct = |book: &mut Book, market, correction| {
        book.session(bookmaker).because("the feed says so").correct_result(market, correction)
    };
    for correction in [Correction::Score, Correction::Void, Correction::Withdrawn] {
        let said = format!("market {market} has no result to correct");
        refused_saying("no_result", &said, &mut w.book, |book| correct(book, market, correction));
    }
    let said = format!("fixture {first} has no final score");
    refused_saying("no_score", &said, &mut w.book, |book| {
        book.session(bookmaker).because("early").correct_score(first, Score::full_time(1, 0))
    });
    w.book.session(bookmaker).record_outcomes(custom, selections.into_iter().zip(SAKA)).unwrap();
    w.finish(first, 2, 1);

    let said = "the correction is what stands already";
    refused_saying("result_unchanged", said, &mut w.book, |book| {
        book.session(bookmaker).because("sure").correct_score(first, Score::full_time(2, 1))
    });
    refused("result_unchanged", &mut w.book, |book| correct(book, market, Correction::Score));
    refused("result_unchanged", &mut w.book, |book| correct(book, custom, outcomes(selections, SAKA)));
    correct(&mut w.book, custom, outcomes(selections, RICE)).unwrap();
    correct(&mut w.book, custom, Correction::Void).unwrap();
    refused("result_unchanged", &mut w.book, |book| correct(book, custom, Correction::Void));
    correct(&mut w.book, custom, Correction::Withdrawn).unwrap();
    refused("no_result", &mut w.book, |book| correct(book, custom, Correction::Withdrawn));

    w.book.session(bookmaker).because("fixed").void_fixture(first).unwrap();
    refused("result_unchanged", &mut w.book, |book| {
        book.session(bookmaker).because("fixed").void_fixture(first)
    });
    w.check();
}

#[test]
fn a_score_that_was_only_live_is_no_result_to_grade_by() {
    let mut w = world();
    let (bookmaker, first, market) = (w.bookmaker, w.first, w.market.id);
    w.at(hours(3));
    w.book.session(bookmaker).record_live_score(first, Score::full_time(1, 0)).unwrap();
    w.book.session(bookmaker).because("wrong price").void_market(market).unwrap();
    refused("no_score", &mut w.book, |book| {
        book.session(bookmaker).because("right after all").correct_result(market, Correction::Score)
    });
}

#[test]
fn a_race_has_no_score() {
    let mut w = world();
    let (bookmaker, league, [one, two, three, _]) = (w.bookmaker, w.league, w.teams);
    let (runners, start) = (Fixture::race_of([one, two, three]), w.start.plus(hours(1)));
    let race = w.book.session(bookmaker).schedule_fixture(league, runners, start).unwrap();
    w.at(hours(2));
    let said = format!("fixture {race} is a race and has no score");
    let score = Score::full_time(1, 0);
    refused_saying("no_score_in_race", &said, &mut w.book, |book| {
        book.session(bookmaker).record_score(race, score)
    });
    refused("no_score_in_race", &mut w.book, |book| {
        book.session(bookmaker).because("fog").abandon_fixture(race, Some(score))
    });
    refused("no_score_in_race", &mut w.book, |book| {
        book.session(bookmaker).because("fog").correct_score(race, score)
    });
}

#[test]
fn a_score_must_be_one_that_a_match_can_have() {
    let mut w = world();
    let (bookmaker, first) = (w.bookmaker, w.first);
    w.at(hours(5));
    let cases = [
        (Score::full_time(1_000, 0), "too_many_goals", "1000 goals are above the most a score may have, 999"),
        (
            Score::full_time(2, 1).with_half_time(3, 0),
            "half_time_above_full_time",
            "half time 3-0 is above full time 2-1",
        ),
        (
            Score { full_time: Goals::new(2, 1), ..Score::in_sets(&[(6, 2), (6, 4)]).unwrap() },
            "sets_not_the_score",
            "the sets were won 2-0, and the score says 2-1",
        ),
    ];
    for (score, code, said) in cases {
        refused_saying(code, said, &mut w.book, |book| book.session(bookmaker).record_score(first, score));
        refused(code, &mut w.book, |book| {
            book.session(bookmaker).because("fog").abandon_fixture(first, Some(score))
        });
    }
    w.finish(first, 2, 1);
    for (score, code, _) in cases {
        refused(code, &mut w.book, |book| book.session(bookmaker).because("oh").correct_score(first, score));
    }
}

#[test]
fn a_page_has_one_bet_and_not_a_million() {
    let mut w = world();
    let (bookmaker, market) = (w.bookmaker, w.market.id);
    for limit in [0, 10_001, u32::MAX] {
        let said = format!("a page of {limit} is not between 1 and 10000");
        refused_saying("bad_page_size", &said, &mut w.book, |book| {
            book.session(bookmaker).settle_page(market, limit)
        });
        refused("bad_page_size", &mut w.book, |book| book.system().send(RunDue { limit }));
    }
    assert_eq!(w.book.session(bookmaker).settle_page(market, 10_000).unwrap().graded, 0);
}

#[test]
fn a_dead_heat_has_no_more_places_than_runners() {
    let (mut w, market, selections) = scorer_world();
    let bookmaker = w.bookmaker;
    let record = |book: &mut Book, result: LegResult| {
        let results = selections.into_iter().zip([result, LegResult::LOST, LegResult::LOST]);
        book.session(bookmaker).record_outcomes(market, results)
    };
    for (places, tied) in [(3, 2), (1, 0)] {
        let said = format!("{places}/{tied} is no share of a stake");
        refused_saying("bad_share", &said, &mut w.book, |book| {
            record(book, LegResult::dead_heat(places, tied)?)
        });
    }
    let said = "a win of 2/3 and a void of 1/2 are more than the stake";
    refused_saying("shares_above_one", said, &mut w.book, |book| {
        record(book, LegResult::new(Share::new(2, 3)?, Share::HALF)?)
    });
    record(&mut w.book, LegResult::dead_heat(2, 3).unwrap()).unwrap();
}

const SCORE: Score = Score::full_time(1, 0);

#[test]
fn what_is_not_there_has_no_result() {
    let mut w = world();
    let bookmaker = w.bookmaker;
    let (fixture, market) = (FixtureId::made_by(stranger(), 0), MarketId::made_by(stranger(), 0));
    let asks: [Ask<FixtureId>; 7] = [
        |s, id| s.record_score(id, SCORE),
        |s, id| s.correct_score(id, SCORE),
        |s, id| s.abandon_fixture(id, Some(SCORE)),
        |s, id| s.void_fixture(id),
        |s, id| s.postpone_fixture(id),
        |s, id| s.cancel_fixture(id),
        |s, id| s.delete_fixture(id),
    ];
    for ask in asks {
        refused("unknown_fixture", &mut w.book, |book| {
            ask(&mut book.session(bookmaker).because("a slip"), fixture)
        });
    }
    let asks: [Ask<MarketId>; 4] = [
        |s, id| s.record_outcomes(id, []),
        |s, id| s.correct_result(id, Correction::Void),
        |s, id| s.void_market(id),
        |s, id| s.settle_page(id, 1).map(drop),
    ];
    for ask in asks {
        refused("unknown_market", &mut w.book, |book| {
            ask(&mut book.session(bookmaker).because("a slip"), market)
        });
    }
    refused("unknown_bet", &mut w.book, |book| {
        book.session(bookmaker).because("a slip").void_bet(BetId::from(stranger()))
    });
}

#[test]
fn a_bet_is_voided_once() {
    let mut w = world();
    let (bookmaker, bet) = (w.bookmaker, w.alice_on_home());
    w.finish(w.first, 2, 1);
    w.book.session(bookmaker).because("palpable error").void_bet(bet.id).unwrap();
    let said = format!("bet {} was voided or cancelled already", bet.id);
    refused_saying("bet_withdrawn", &said, &mut w.book, |book| {
        book.session(bookmaker).because("palpable error").void_bet(bet.id)
    });
    w.check();
}
