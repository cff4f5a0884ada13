//! Each-way bets through the whole book: places by the runners that ran, dead heats, multiples, and what it all pays.

use realdeal::betting::{BetStatus, PlaceFraction, PlaceTerms, Slip, Way};
use realdeal::catalogue::{EachWay, Finish, MarketKind, RaceTerms};
use realdeal::house_rules::{BetRules, HouseRules, WinOnlyField};

use crate::card::{BY_RUNNERS, Card, fixed, order};
use crate::support::{hours, refused};

/// 10.00 each way in all, which is 5.00 a part, on the first runner at 9.00; what comes back once the race is run.
fn returned(terms: RaceTerms, finishes: &[Finish]) -> String {
    let mut card = Card::of(terms, finishes.len(), "9.00");
    let alice = card.w.alice;
    let bet = card.each_way(alice, 0, "9.00", "10.00 EUR");
    card.run(finishes);
    card.w.check();
    card.w.book.bet(bet.id).unwrap().returned().to_string()
}

#[test]
fn places_are_paid_by_the_runners_that_ran() {
    let cases: [(&str, RaceTerms, &str, &str); 11] = [
        ("the winner of eight: 5 x 9 and 5 x 2.6", BY_RUNNERS, "1 2 3 4 5 6 7 8", "58.00 EUR"),
        ("third of eight: 5 x (1 + 8/5)", BY_RUNNERS, "3 1 2 4 5 6 7 8", "13.00 EUR"),
        ("fourth of eight", BY_RUNNERS, "4 1 2 3 5 6 7 8", "0.00 EUR"),
        ("second of seven that ran: 5 x (1 + 8/4)", BY_RUNNERS, "2 1 3 4 5 6 7 -", "15.00 EUR"),
        ("third of seven that ran", BY_RUNNERS, "3 1 2 4 5 6 7 -", "0.00 EUR"),
        ("one of four that ran: 10 x 9", BY_RUNNERS, "1 2 3 4 -", "90.00 EUR"),
        ("second of four that ran", BY_RUNNERS, "2 1 3 4 -", "0.00 EUR"),
        ("two for the third place: 5 x 2.6 / 2", BY_RUNNERS, "3 1 2 3 5 6 7 8", "6.50 EUR"),
        ("two first: 5 x 9 / 2, and a place", BY_RUNNERS, "1 1 3 4 5 6 7 8", "35.50 EUR"),
        ("four for two of three places: 5 x 3 / 2", fixed(3, 4), "2 1 2 2 2", "7.50 EUR"),
        ("fixed terms whoever runs: 5 x 3", fixed(3, 4), "3 1 2 4 -", "15.00 EUR"),
    ];
    for (told, terms, finishes, expected) in cases {
        assert_eq!(returned(terms, &order(finishes)), expected, "{told}");
    }
}

/// A house that voids the place part of a field without places.
#[test]
fn a_field_without_places_goes_on_the_win_or_is_void() {
    let mut card = Card::of(BY_RUNNERS, 5, "9.00");
    let (admin, alice) = (card.w.admin, card.w.alice);
    let bets = BetRules { win_only_field: WinOnlyField::Void, ..BetRules::default() };
    card.w.book.session(admin).adopt_house_rules(HouseRules { bets, ..HouseRules::default() }).unwrap();
    let bet = card.each_way(alice, 0, "9.00", "10.00 EUR");
    card.run(&order("1 2 3 4 -"));
    // 5.00 at 9.00, and 5.00 back.
    assert_eq!(card.w.book.bet(bet.id).unwrap().returned().to_string(), "50.00 EUR");
    card.w.check();
}

/// At 5.00 and 9.00, three places at a quarter: 2.00 and 3.00 to be placed.
#[test]
fn doubles_go_win_to_win_and_place_to_place_or_are_divided() {
    let cases = [
        // 10 x 0 + 10 x 2 x 3.
        (Way::EachWay, "1 2 3 4 5", "2 1 3 4 5", "60.00 EUR"),
        // 20 x (5 + 2)/2 x 3/2.
        (Way::EquallyDivided, "1 2 3 4 5", "2 1 3 4 5", "105.00 EUR"),
        // 10 x 5/2 x 9 + 10 x 2 x 3: two share the first win, and both are placed.
        (Way::EachWay, "1 1 3 4 5", "1 2 3 4 5", "285.00 EUR"),
        // 20 x 2 x 3 x 1/2: on the place alone, and two share the third place of the second race.
        (Way::Place, "3 1 2 4 5", "3 1 2 3 5", "60.00 EUR"),
        // 10 x 0 x 9 + 10 x 1 x 3: a leg that did not run leaves the other as a single in both parts.
        (Way::EachWay, "- 1 2 3 4", "1 2 3 4 5", "120.00 EUR"),
    ];
    for (way, first, second, expected) in cases {
        let mut card = Card::of(fixed(3, 4), 5, "5.00");
        let (alice, other) = (card.w.alice, card.another(fixed(3, 4), 5, "9.00"));
        let legs = [(card.market.selections[0], "5.00"), (other.market.selections[0], "9.00")];
        let slip = Slip::accumulator(legs).way(way).stake("20.00 EUR");
        let bet = card.w.book.session(alice).place_bet(slip).unwrap();
        card.run(&order(first));
        card.finish(&other, &order(second));
        let found = card.w.book.bet(bet.id).unwrap();
        assert_eq!(found.returned().to_string(), expected, "{way}: {first} and {second}");
        assert_eq!(found.status, BetStatus::Won);
        card.w.check();
    }
}

/// The win part is lost, and the place part waits for another race.
#[test]
fn a_lost_win_does_not_decide_a_bet_each_way() {
    let mut card = Card::of(fixed(3, 4), 5, "5.00");
    let (alice, other) = (card.w.alice, card.another(fixed(3, 4), 5, "9.00"));
    let legs = [(card.market.selections[0], "5.00"), (other.market.selections[0], "9.00")];
    let slip = Slip::accumulator(legs).each_way().stake("20.00 EUR");
    let bet = card.w.book.session(alice).place_bet(slip).unwrap();
    card.run(&order("2 1 3 4 5"));
    assert_eq!(card.w.status(&bet), "open");
    card.finish(&other, &order("4 1 2 3 5"));
    assert_eq!(card.w.status(&bet), "lost");
    card.w.check();
}

/// The receipt says which places were agreed; what came of them stands in the bet.
#[test]
fn a_receipt_shows_the_places() {
    let mut card = Card::of(BY_RUNNERS, 8, "9.00");
    let alice = card.w.alice;
    let bet = card.each_way(alice, 0, "9.00", "10.00 EUR");
    let receipt = card.w.book.session(alice).receipt(bet.id).unwrap();
    let fifth = PlaceTerms { places: 3, fraction: PlaceFraction::FIFTH };
    assert_eq!(receipt.legs[0].terms.place, Some(fifth));
    assert_eq!(receipt.legs[0].place_odds().unwrap().to_string(), "2.60");
    assert_eq!((receipt.way, receipt.stake_per_line.to_string().as_str()), (Way::EachWay, "5.00 EUR"));
    card.run(&order("2 1 3 4 5 6 7 -"));
    let leg = card.w.book.bet(bet.id).unwrap().legs[0].clone();
    let place = leg.result.unwrap().race().unwrap().place.unwrap();
    assert_eq!((place.fraction, place.result.is_lost()), (PlaceFraction::QUARTER, false));
}

#[test]
fn a_corrected_order_settles_the_place_anew() {
    let mut card = Card::of(BY_RUNNERS, 8, "9.00");
    let (alice, bookmaker, race) = (card.w.alice, card.w.bookmaker, card.race);
    let bet = card.each_way(alice, 0, "9.00", "10.00 EUR");
    card.run(&order("3 1 2 4 5 6 7 8"));
    assert_eq!(card.w.cash(alice), "103.00 EUR"); // 90 + 5 x 2.6
    let placings = card.placings(&order("4 1 2 3 5 6 7 8"));
    card.w.book.session(bookmaker).because("photo").correct_positions(race, placings).unwrap();
    assert_eq!((card.w.status(&bet).as_str(), card.w.cash(alice).as_str()), ("lost", "90.00 EUR"));
    card.w.check();
}

#[test]
fn terms_are_of_the_market_that_has_them() {
    let mut card = Card::of(RaceTerms::default(), 5, "9.00");
    let (alice, bookmaker, race, first) = (card.w.alice, card.w.bookmaker, card.race, card.w.first);
    let selection = card.market.selections[0];
    refused("no_place_terms", &mut card.w.book, |book| {
        book.session(alice).place_bet(Slip::single(selection, "9.00").each_way().stake("10.00 EUR"))
    });
    let prices = card.prices("3.00");
    refused("no_race_terms", &mut card.w.book, |book| {
        let placed = MarketKind::Placed { places: 2 };
        book.session(bookmaker).open_race_market(race, placed, fixed(2, 4), prices.clone())
    });
    refused("no_race_terms", &mut card.w.book, |book| {
        let ante_post = RaceTerms { ante_post: true, ..RaceTerms::default() };
        let sides = [(realdeal::catalogue::Outcome::Yes, "2.00"), (realdeal::catalogue::Outcome::No, "2.00")];
        book.session(bookmaker).open_race_market(first, MarketKind::BothTeamsToScore, ante_post, sides)
    });
    refused("bad_places", &mut card.w.book, |book| {
        book.session(bookmaker).open_race_market(race, MarketKind::RaceWinner, fixed(21, 4), prices.clone())
    });
    let handicap = Some(EachWay::ByRunners { handicap: true });
    let terms = RaceTerms { each_way: handicap, ..RaceTerms::default() };
    let opened = card.w.book.session(bookmaker).open_race_market(race, MarketKind::RaceWinner, terms, prices);
    assert_eq!(card.w.book.market(opened.unwrap().id).unwrap().terms, terms);
    card.w.at(hours(1));
    card.w.check();
}
