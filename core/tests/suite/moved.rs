//! Fixtures that do not take place as announced: postponed, moved, brought forward, abandoned, cancelled.

use realdeal::catalogue::{FixtureStatus, MarketKind, Outcome, Score};

use crate::support::{World, hours, minutes, refused, world};

fn postpone(w: &mut World) {
    let (bookmaker, first) = (w.bookmaker, w.first);
    w.at(hours(1));
    w.book.session(bookmaker).because("snow").postpone_fixture(first).unwrap();
}

/// Announces a new start, so many hours after the start of the world.
fn reschedule(w: &mut World, at: u64, start: u64) {
    let (bookmaker, first, begin) = (w.bookmaker, w.first, w.start);
    w.at(hours(at));
    w.book.session(bookmaker).reschedule_fixture(first, begin.plus(hours(start))).unwrap();
}

fn resume(w: &mut World) {
    let (bookmaker, market) = (w.bookmaker, w.market.id);
    w.book.session(bookmaker).resume_market(market).unwrap();
}

#[test]
fn moved_inside_the_window_bets_stand() {
    let mut w = world();
    let bet = w.alice_on_home();
    postpone(&mut w);
    // The first kick-off was three hours after the start; 48 hours later is the last moment.
    reschedule(&mut w, 2, 51);
    assert_eq!(w.status(&bet), "open");
    w.at(hours(53));
    let (bookmaker, first) = (w.bookmaker, w.first);
    w.book.session(bookmaker).record_score(first, Score::full_time(1, 0)).unwrap();
    assert_eq!(w.status(&bet), "won");
    w.check();
}

#[test]
fn moved_outside_the_window_bets_are_void_at_once_and_later_ones_count_from_the_new_start() {
    let mut w = world();
    let bet = w.alice_on_home();
    postpone(&mut w);
    reschedule(&mut w, 2, 52);
    assert_eq!((w.status(&bet).as_str(), w.cash(w.alice).as_str()), ("void", "100.00 EUR"));
    resume(&mut w);
    w.at(hours(3));
    let home = w.market.selections[0];
    let late = w.place(w.bob, &[(home, "2.10")], "10.00 EUR").unwrap();
    w.at(hours(54));
    let (bookmaker, first) = (w.bookmaker, w.first);
    w.book.session(bookmaker).record_score(first, Score::full_time(1, 0)).unwrap();
    assert_eq!((w.status(&bet).as_str(), w.status(&late).as_str()), ("void", "won"));
    w.check();
}

#[test]
fn without_a_new_start_bets_fall_void_when_the_window_is_over() {
    let mut w = world();
    let bet = w.alice_on_home();
    postpone(&mut w);
    assert_eq!(w.book.next_due().unwrap(), Some(w.start.plus(hours(51))));
    w.at(hours(51).checked_sub(minutes(1)).unwrap());
    assert_eq!(w.book.system().run_due(100).unwrap(), 0);
    assert_eq!(w.status(&bet), "open");
    w.at(hours(51));
    assert_eq!(w.book.system().run_due(100).unwrap(), 1);
    assert_eq!((w.status(&bet).as_str(), w.cash(w.alice).as_str()), ("void", "100.00 EUR"));
    assert_eq!(w.book.next_due().unwrap(), None);
    w.check();
}

#[test]
fn a_leg_that_fell_void_leaves_the_accumulator_with_the_others() {
    let mut w = world();
    let legs = [(w.market.selections[0], "2.10"), (w.other.selections[0], "1.50")];
    let bet = w.place(w.alice, &legs, "10.00 EUR").unwrap();
    postpone(&mut w);
    reschedule(&mut w, 2, 60);
    assert_eq!(w.status(&bet), "open");
    w.finish(w.second, 3, 0);
    assert_eq!((w.status(&bet).as_str(), w.cash(w.alice).as_str()), ("won", "105.00 EUR"));
    w.check();
}

#[test]
fn brought_forward_bets_after_the_new_start_are_void() {
    let mut w = world();
    let early = w.alice_on_home();
    let home = w.market.selections[0];
    w.at(hours(2));
    let late = w.place(w.bob, &[(home, "2.10")], "10.00 EUR").unwrap();
    // It turns out to have started two hours early.
    reschedule(&mut w, 2, 1);
    w.finish(w.first, 2, 0);
    assert_eq!((w.status(&early).as_str(), w.status(&late).as_str()), ("won", "void"));
    w.check();
}

#[test]
fn abandoned_what_is_determined_stands_and_the_rest_is_void() {
    let mut w = world();
    let (bookmaker, first) = (w.bookmaker, w.first);
    let kind = MarketKind::TotalGoals { line: "2.5".parse().unwrap() };
    let prices = [(Outcome::Over, "1.90"), (Outcome::Under, "1.90")];
    let totals = w.book.session(bookmaker).open_market(first, kind, prices).unwrap();
    let winner = w.alice_on_home();
    let over = w.place(w.alice, &[(totals.selections[0], "1.90")], "10.00 EUR").unwrap();
    let under = w.place(w.bob, &[(totals.selections[1], "1.90")], "10.00 EUR").unwrap();
    w.at(hours(4));
    let score = Score::full_time(2, 1);
    w.book.session(bookmaker).because("floodlights").abandon_fixture(first, Some(score)).unwrap();
    assert_eq!([&winner, &over, &under].map(|bet| w.status(bet)), ["void", "won", "lost"]);
    assert_eq!(w.book.fixture(first).unwrap().status, FixtureStatus::Abandoned);
    w.check();
}

#[test]
fn cancelled_everything_is_void_and_nothing_more_is_taken() {
    let mut w = world();
    let bet = w.alice_on_home();
    let (bookmaker, alice, first, home) = (w.bookmaker, w.alice, w.first, w.market.selections[0]);
    w.book.session(bookmaker).because("league stopped").cancel_fixture(first).unwrap();
    assert_eq!((w.status(&bet).as_str(), w.cash(alice).as_str()), ("void", "100.00 EUR"));
    let slip = w.slip(&[(home, "2.10")], "10.00 EUR");
    refused("fixture_closed", &mut w.book, |book| book.session(alice).place_bet(slip));
    w.check();
}

#[test]
fn a_bet_before_the_announcement_counts_from_the_old_start_though_the_clock_stands_still() {
    let mut w = world();
    let (bookmaker, first) = (w.bookmaker, w.first);
    let before = w.alice_on_home();
    w.book.session(bookmaker).because("snow").postpone_fixture(first).unwrap();
    reschedule(&mut w, 0, 60);
    resume(&mut w);
    let after = w.alice_on_home();
    assert_eq!([&before, &after].map(|bet| w.status(bet)), ["void", "open"]);
    w.check();
}

#[test]
fn a_start_brought_forward_by_mistake_is_taken_back() {
    let mut w = world();
    let bet = w.alice_on_home();
    // At four hours, the fixture of three hours is moved to before the bet, by a slip of the hand, and back.
    let begin = w.start;
    w.at(hours(4));
    let (bookmaker, first) = (w.bookmaker, w.first);
    for start in [begin.minus(hours(1)), begin.plus(hours(3))] {
        w.book.session(bookmaker).reschedule_fixture(first, start).unwrap();
    }
    w.finish(first, 1, 0);
    assert_eq!(w.status(&bet), "won");
    w.check();
}

#[test]
fn a_shorter_window_adopted_later_does_not_shorten_that_of_bets_placed_before() {
    let mut w = world();
    let bet = w.alice_on_home();
    let admin = w.admin;
    let rules = realdeal::house_rules::HouseRules {
        postponement_seconds: 3_600,
        ..realdeal::house_rules::HouseRules::default()
    };
    w.book.session(admin).adopt_house_rules(rules).unwrap();
    postpone(&mut w);
    assert_eq!(w.book.next_due().unwrap(), Some(w.start.plus(hours(51))));
    reschedule(&mut w, 2, 51);
    assert_eq!(w.status(&bet), "open");
    w.check();
}

#[test]
fn nothing_is_recorded_for_a_fixture_that_was_postponed() {
    let mut w = world();
    let (bookmaker, first) = (w.bookmaker, w.first);
    let kind = MarketKind::Custom { name: "first scorer".to_owned() };
    let named = ["Saka", "nobody"].map(|name| (Outcome::Named(name.to_owned()), "2.00"));
    let market = w.book.session(bookmaker).open_market(first, kind, named).unwrap();
    postpone(&mut w);
    w.at(hours(5));
    let results = [realdeal::settlement::LegResult::WON, realdeal::settlement::LegResult::LOST];
    let given: Vec<_> = market.selections.iter().copied().zip(results).collect();
    refused("wrong_fixture_status", &mut w.book, |book| {
        book.session(bookmaker).record_outcomes(market.id, given)
    });
}
