//! Races: what can't be recorded of them, and what can't be opened on them.

use realdeal::betting::Slip;
use realdeal::catalogue::{Finish, Fixture, MarketKind, Outcome, Placing, RaceTerms, Score};
use realdeal::command::Correction;
use realdeal::id::{FixtureId, ParticipantId};
use realdeal::settlement::LegResult;

use crate::support::{World, hours, refused, world};
use crate::{refused_saying, stranger};

/// A world with a race of three that starts in an hour.
fn race() -> (World, FixtureId, [ParticipantId; 3]) {
    let mut w = world();
    let (bookmaker, league, [one, two, three, _]) = (w.bookmaker, w.league, w.teams);
    let (runners, start) = (Fixture::race_of([one, two, three]), w.start.plus(hours(1)));
    let race = w.book.session(bookmaker).schedule_fixture(league, runners, start).unwrap();
    (w, race, [one, two, three])
}

fn in_order(runners: [ParticipantId; 3]) -> [(ParticipantId, Finish); 3] {
    let [one, two, three] = runners;
    [(one, Finish::Position(1)), (two, Finish::Position(2)), (three, Finish::Position(3))]
}

#[test]
fn every_runner_has_one_place_in_an_order_without_gaps() {
    let (mut w, race, runners) = race();
    let (bookmaker, [one, two, three], stranger) = (w.bookmaker, runners, w.teams[3]);
    w.at(hours(2));
    let at = Finish::Position;
    let cases = [
        (
            vec![(one, at(1)), (two, at(2))],
            "positions_missing",
            format!("fixture {race} has 3 runners, and what became of 2 was given"),
        ),
        (
            vec![],
            "positions_missing",
            format!("fixture {race} has 3 runners, and what became of 0 was given"),
        ),
        (
            vec![(one, at(1)), (stranger, at(2)), (two, at(3))],
            "not_entered",
            format!("participant {stranger} does not take part in fixture {race}"),
        ),
        (
            vec![(one, at(1)), (two, at(3)), (three, at(4))],
            "position_skipped",
            "position 3 was given where 2 is next".to_owned(),
        ),
        // Two share the first place, so that there is no second.
        (
            vec![(one, at(1)), (two, at(1)), (three, at(2))],
            "position_skipped",
            "position 2 was given where 3 is next".to_owned(),
        ),
        (
            vec![(one, at(0)), (two, at(1)), (three, at(2))],
            "position_skipped",
            "position 0 was given where 1 is next".to_owned(),
        ),
        (
            vec![(one, Finish::DidNotFinish), (two, Finish::DidNotRun), (three, Finish::DidNotFinish)],
            "nobody_finished",
            format!("nobody has finished fixture {race}; void its markets instead"),
        ),
    ];
    for (order, code, said) in cases {
        refused_saying(code, &said, &mut w.book, |book| {
            book.session(bookmaker).record_positions(race, order.clone())
        });
    }
    refused("same_participant", &mut w.book, |book| {
        book.session(bookmaker).record_positions(race, [(one, at(1)), (one, at(2)), (three, at(3))])
    });
}

#[test]
fn positions_are_of_races_and_come_once_and_after_the_start() {
    let (mut w, race, runners) = race();
    let (bookmaker, first) = (w.bookmaker, w.first);
    let unknown = FixtureId::made_by(stranger(), 0);
    refused("unknown_fixture", &mut w.book, |book| {
        book.session(bookmaker).record_positions(unknown, in_order(runners))
    });
    refused("fixture_not_started", &mut w.book, |book| {
        book.session(bookmaker).record_positions(race, in_order(runners))
    });
    w.at(hours(4));
    let said = format!("fixture {first} is a match and has no finishing positions");
    refused_saying("no_positions_in_match", &said, &mut w.book, |book| {
        book.session(bookmaker).record_positions(first, in_order(runners))
    });
    let said = format!("fixture {race} has no finishing positions");
    refused_saying("no_positions", &said, &mut w.book, |book| {
        book.session(bookmaker).because("sure").correct_positions(race, in_order(runners))
    });
    w.book.session(bookmaker).record_positions(race, in_order(runners)).unwrap();
    refused("result_exists", &mut w.book, |book| {
        book.session(bookmaker).record_positions(race, in_order(runners))
    });
    refused("reason_required", &mut w.book, |book| {
        book.session(bookmaker).correct_positions(race, in_order(runners))
    });
    refused("result_unchanged", &mut w.book, |book| {
        book.session(bookmaker).because("sure").correct_positions(race, in_order(runners))
    });
}

#[test]
fn a_race_has_runners_and_a_match_has_none() {
    let (mut w, race, [one, two, _]) = race();
    let (bookmaker, first, stranger) = (w.bookmaker, w.first, w.teams[3]);
    let prices = |runners: [ParticipantId; 2]| runners.map(|runner| (Outcome::Runner(runner), "2.00"));
    let said = format!("participant {stranger} does not take part in fixture {race}");
    refused_saying("not_entered", &said, &mut w.book, |book| {
        book.session(bookmaker).open_market(race, MarketKind::RaceWinner, prices([one, stranger]))
    });
    refused("no_positions_in_match", &mut w.book, |book| {
        book.session(bookmaker).open_market(first, MarketKind::RaceWinner, prices([one, two]))
    });
    refused("no_score_in_race", &mut w.book, |book| {
        let prices = [(Outcome::Home, "2.00"), (Outcome::Away, "2.00")];
        book.session(bookmaker).open_market(race, MarketKind::MatchBetting, prices)
    });
    refused("bad_places", &mut w.book, |book| {
        book.session(bookmaker).open_market(race, MarketKind::Placed { places: 0 }, prices([one, two]))
    });
}

#[test]
fn a_market_is_graded_by_what_it_is_about() {
    let (mut w, race, runners) = race();
    let (bookmaker, of_match) = (w.bookmaker, w.market.id);
    let prices = runners.map(|runner| (Outcome::Runner(runner), "3.00"));
    let winner = w.book.session(bookmaker).open_market(race, MarketKind::RaceWinner, prices).unwrap();
    w.at(hours(2));
    let said = format!("market {} is graded by the finishing positions", winner.id);
    refused_saying("graded_by_positions", &said, &mut w.book, |book| {
        let results = winner.selections.iter().map(|&selection| (selection, LegResult::WON));
        book.session(bookmaker).record_outcomes(winner.id, results)
    });
    w.book.session(bookmaker).record_positions(race, in_order(runners)).unwrap();
    refused("graded_by_positions", &mut w.book, |book| {
        book.session(bookmaker).because("sure").correct_result(winner.id, Correction::Score)
    });
    refused("result_unchanged", &mut w.book, |book| {
        book.session(bookmaker).because("sure").correct_result(winner.id, Correction::Positions)
    });
    w.at(hours(5));
    let first = w.first;
    w.book.session(bookmaker).record_score(first, Score::full_time(1, 0)).unwrap();
    refused("graded_by_score", &mut w.book, |book| {
        book.session(bookmaker).because("sure").correct_result(of_match, Correction::Positions)
    });
}

#[test]
fn a_runner_is_withdrawn_once_from_a_race_that_it_is_in() {
    let (mut w, race, [one, two, three]) = race();
    let (bookmaker, first, stranger, now) = (w.bookmaker, w.first, w.teams[3], w.start);
    let odds = "4.00".parse().unwrap();
    let said = format!("participant {stranger} does not take part in fixture {race}");
    refused_saying("not_entered", &said, &mut w.book, |book| {
        book.session(bookmaker).withdraw_runner(race, stranger, odds, now)
    });
    refused("no_positions_in_match", &mut w.book, |book| {
        book.session(bookmaker).withdraw_runner(first, one, odds, now)
    });
    let later = now.plus(hours(1));
    let said = format!("the runner is to be withdrawn at {later}, and it is {now}");
    refused_saying("withdrawn_later", &said, &mut w.book, |book| {
        book.session(bookmaker).withdraw_runner(race, one, odds, later)
    });
    let said = format!("participant {one} was not withdrawn from fixture {race}");
    refused_saying("not_withdrawn", &said, &mut w.book, |book| {
        book.session(bookmaker).because("sure").reinstate_runner(race, one)
    });
    w.book.session(bookmaker).withdraw_runner(race, one, odds, now).unwrap();
    let said = format!("participant {one} was withdrawn from fixture {race}");
    refused_saying("runner_withdrawn", &said, &mut w.book, |book| {
        book.session(bookmaker).withdraw_runner(race, one, odds, now)
    });
    refused("reason_required", &mut w.book, |book| book.session(bookmaker).reinstate_runner(race, one));
    w.at(hours(2));
    // Who was withdrawn has no position, and who did not run no starting price.
    refused("runner_withdrawn", &mut w.book, |book| {
        book.session(bookmaker).record_positions(race, in_order([one, two, three]))
    });
    let placings = |at: Option<realdeal::odds::Odds>| {
        let out = Placing { starting_price: at, ..Placing::new(one, Finish::DidNotRun) };
        [out, Placing::new(two, Finish::Position(1)), Placing::new(three, Finish::Position(2))]
    };
    refused("runner_withdrawn", &mut w.book, |book| {
        book.session(bookmaker).record_positions(race, placings(Some(odds)))
    });
    w.book.session(bookmaker).record_positions(race, placings(None)).unwrap();
    let said = format!("participant {two} ran in fixture {race}, by its finishing positions");
    refused_saying("runner_ran", &said, &mut w.book, |book| {
        book.session(bookmaker).withdraw_runner(race, two, odds, now)
    });
}

#[test]
fn a_withdrawn_runner_is_not_backed() {
    let (mut w, race, runners) = race();
    let (alice, bookmaker, now) = (w.alice, w.bookmaker, w.start);
    let prices = runners.map(|runner| (Outcome::Runner(runner), "3.00"));
    let market = w.book.session(bookmaker).open_market(race, MarketKind::RaceWinner, prices).unwrap();
    let odds = "3.00".parse().unwrap();
    w.book.session(bookmaker).withdraw_runner(race, runners[0], odds, now).unwrap();
    w.book.session(bookmaker).resume_market(market.id).unwrap();
    refused("runner_withdrawn", &mut w.book, |book| {
        book.session(alice).place_bet(Slip::single(market.selections[0], "3.00").stake("1.00 EUR"))
    });
    w.place(alice, &[(market.selections[1], "3.00")], "1.00 EUR").unwrap();
}

#[test]
fn terms_of_a_race_are_of_its_winner() {
    let (mut w, race, runners) = race();
    let bookmaker = w.bookmaker;
    let terms = RaceTerms { guaranteed: true, ..RaceTerms::default() };
    refused_saying(
        "no_race_terms",
        "a market on placed in the first 2 has no such terms of a race",
        &mut w.book,
        |book| {
            let prices = runners.map(|runner| (Outcome::Runner(runner), "3.00"));
            book.session(bookmaker).open_race_market(race, MarketKind::Placed { places: 2 }, terms, prices)
        },
    );
}
