//! Races: bets on winners and places, dead heats, non-runners, and corrections of the order.

use realdeal::OpenedMarket;
use realdeal::catalogue::{Finish, Fixture, FixtureStatus, MarketKind, MarketResult, MarketStatus, Outcome};
use realdeal::command::Correction;
use realdeal::id::{FixtureId, ParticipantId};
use realdeal::settlement::LegResult;

use crate::support::{World, hours, refused, world};

const FIRST: Finish = Finish::Position(1);
const SECOND: Finish = Finish::Position(2);

/// A race of four, three hours from the start of the world, with markets on the winner and on the first two.
fn race() -> (World, FixtureId, OpenedMarket, OpenedMarket) {
    let mut w = world();
    let (bookmaker, league, runners) = (w.bookmaker, w.league, w.teams);
    let start = w.start.plus(hours(3));
    let mut office = w.book.session(bookmaker);
    let race = office.schedule_fixture(league, Fixture::race_of(runners), start).unwrap();
    let prices = |price: &'static str| runners.map(|runner| (Outcome::Runner(runner), price));
    let winner = office.open_market(race, MarketKind::RaceWinner, prices("5.00")).unwrap();
    let placed = office.open_market(race, MarketKind::Placed { places: 2 }, prices("2.00")).unwrap();
    (w, race, winner, placed)
}

fn order(w: &World, finishes: [Finish; 4]) -> Vec<(ParticipantId, Finish)> {
    w.teams.into_iter().zip(finishes).collect()
}

#[test]
fn a_dead_heat_shares_the_win_and_takes_the_places() {
    let (mut w, race, winner, placed) = race();
    let (alice, bob, bookmaker) = (w.alice, w.bob, w.bookmaker);
    let win = w.place(alice, &[(winner.selections[0], "5.00")], "10.00 EUR").unwrap();
    let place = w.place(bob, &[(placed.selections[1], "2.00")], "10.00 EUR").unwrap();
    let unplaced = w.place(bob, &[(placed.selections[2], "2.00")], "10.00 EUR").unwrap();
    w.at(hours(4));
    let finishes = order(&w, [FIRST, FIRST, Finish::Position(3), Finish::DidNotFinish]);
    w.book.session(bookmaker).record_positions(race, finishes).unwrap();
    // Half of 10.00 at 5.00; the first two places are both taken by the two who share the first.
    assert_eq!((w.status(&win).as_str(), w.cash(alice).as_str()), ("won", "115.00 EUR"));
    assert_eq!((w.status(&place).as_str(), w.status(&unplaced).as_str()), ("won", "lost"));
    assert_eq!(w.cash(bob), "100.00 EUR");
    assert_eq!(w.book.fixture(race).unwrap().status, FixtureStatus::Finished);
    assert_eq!(w.book.market(winner.id).unwrap().result, Some(MarketResult::Positions));
    w.check();
}

#[test]
fn a_non_runner_is_void_and_a_double_with_it_a_single() {
    let (mut w, race, winner, _) = race();
    let (alice, bookmaker) = (w.alice, w.bookmaker);
    let legs = [(winner.selections[3], "5.00"), (w.market.selections[0], "2.10")];
    let double = w.place(alice, &legs, "10.00 EUR").unwrap();
    w.at(hours(4));
    let finishes = order(&w, [FIRST, SECOND, SECOND, Finish::DidNotRun]);
    w.book.session(bookmaker).record_positions(race, finishes).unwrap();
    w.finish(w.first, 1, 0);
    assert_eq!((w.status(&double).as_str(), w.cash(alice).as_str()), ("won", "111.00 EUR"));
    w.check();
}

#[test]
fn a_corrected_order_posts_the_difference() {
    let (mut w, race, winner, placed) = race();
    let (alice, bob, bookmaker) = (w.alice, w.bob, w.bookmaker);
    let lost = w.place(alice, &[(winner.selections[1], "5.00")], "10.00 EUR").unwrap();
    let won = w.place(bob, &[(placed.selections[0], "2.00")], "10.00 EUR").unwrap();
    w.at(hours(4));
    let finishes = order(&w, [FIRST, SECOND, Finish::Position(3), Finish::Position(4)]);
    w.book.session(bookmaker).record_positions(race, finishes).unwrap();
    assert_eq!((w.status(&lost).as_str(), w.status(&won).as_str()), ("lost", "won"));
    let finishes = order(&w, [Finish::DidNotFinish, FIRST, SECOND, Finish::Position(3)]);
    let mut office = w.book.session(bookmaker).because("the first was disqualified");
    office.correct_positions(race, finishes.clone()).unwrap();
    assert_eq!((w.status(&lost).as_str(), w.cash(alice).as_str()), ("won", "140.00 EUR"));
    assert_eq!((w.status(&won).as_str(), w.cash(bob).as_str()), ("lost", "90.00 EUR"));
    refused("result_unchanged", &mut w.book, |book| {
        book.session(bookmaker).because("again").correct_positions(race, finishes)
    });
    w.check();
}

/// A withdrawn result comes back from the positions as they stand, and a void market is not touched by a correction.
#[test]
fn a_market_of_a_race_is_corrected_by_itself() {
    let (mut w, race, winner, placed) = race();
    let (alice, bookmaker) = (w.alice, w.bookmaker);
    let bet = w.place(alice, &[(winner.selections[0], "5.00")], "10.00 EUR").unwrap();
    w.at(hours(4));
    let finishes = order(&w, [FIRST, SECOND, Finish::Position(3), Finish::Position(4)]);
    w.book.session(bookmaker).record_positions(race, finishes).unwrap();
    let mut correct = |market, correction| {
        w.book.session(bookmaker).because("an inquiry").correct_result(market, correction).unwrap();
    };
    correct(winner.id, Correction::Withdrawn);
    correct(placed.id, Correction::Void);
    assert_eq!(w.status(&bet), "open");
    let mut office = w.book.session(bookmaker).because("it stands");
    office.correct_result(winner.id, Correction::Positions).unwrap();
    assert_eq!(w.status(&bet), "won");
    let finishes = order(&w, [SECOND, FIRST, Finish::Position(3), Finish::Position(4)]);
    w.book.session(bookmaker).because("photo").correct_positions(race, finishes).unwrap();
    assert_eq!(w.status(&bet), "lost");
    assert_eq!(w.book.market(placed.id).unwrap().status, MarketStatus::Void);
    w.check();
}

/// What no order of arrival decides waits for its outcomes, and takes no more bets.
#[test]
fn other_markets_of_a_race_are_closed_at_its_end() {
    let (mut w, race, _, _) = race();
    let bookmaker = w.bookmaker;
    let kind = MarketKind::Custom { name: "Winning distance".to_owned() };
    let prices = [(Outcome::named("a length"), "2.00"), (Outcome::named("more"), "1.80")];
    let distance = w.book.session(bookmaker).open_market(race, kind, prices).unwrap();
    w.at(hours(4));
    let finishes = order(&w, [FIRST, SECOND, Finish::Position(3), Finish::Position(4)]);
    w.book.session(bookmaker).record_positions(race, finishes).unwrap();
    assert_eq!(w.book.market(distance.id).unwrap().status, MarketStatus::Closed);
    let results = distance.selections.into_iter().zip([LegResult::WON, LegResult::LOST]);
    w.book.session(bookmaker).record_outcomes(distance.id, results).unwrap();
    w.check();
}
