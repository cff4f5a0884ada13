//! Runners that are withdrawn: bets on them, Rule 4 on the others, ante-post, starting prices, and corrections of it all.

use realdeal::catalogue::{MarketStatus, RaceTerms};

use crate::card::{BY_RUNNERS, Card, order};
use crate::support::{hours, minutes};

const PLAIN: RaceTerms = RaceTerms { each_way: None, ante_post: false, guaranteed: false };
const GUARANTEED: RaceTerms = RaceTerms { each_way: None, ante_post: false, guaranteed: true };

/// 10.00 on the first of five at 9.00, and then runners are withdrawn at these prices; the first wins.
#[test]
fn rule_4_cuts_the_winnings_of_bets_before_the_withdrawal() {
    let cases: [(&[&str], &str); 5] = [
        (&["3/1"], "70.00 EUR"),        // 25p: 1 + 8 x 0.75
        (&["15/1"], "90.00 EUR"),       // over 14/1 nothing
        (&["3/1", "2/1"], "46.00 EUR"), // 25p and 30p: 1 + 8 x 0.45
        (&["1/1", "1/2"], "18.00 EUR"), // 45p and 65p are capped at 90p: 1 + 8 x 0.1
        (&["5.8/1"], "78.00 EUR"),      // between two rungs the shorter: 15p, 1 + 8 x 0.85
    ];
    for (withdrawn, expected) in cases {
        let withdrawn: Vec<_> = withdrawn.iter().map(|price| price.replace("5.8/1", "29/5")).collect();
        let mut card = Card::of(PLAIN, 5, "9.00");
        let alice = card.w.alice;
        let bet = card.win(alice, 0, "9.00", "10.00 EUR");
        card.w.at(minutes(10));
        for (index, price) in withdrawn.iter().enumerate() {
            card.withdraw(4 - index, price);
        }
        let finishes = if withdrawn.len() == 1 { "1 2 3 4 -" } else { "1 2 3 - -" };
        card.run(&order(finishes));
        assert_eq!(card.returned(&bet), expected, "{withdrawn:?}");
        card.w.check();
    }
}

#[test]
fn rule_4_cuts_the_place_too_and_spares_bets_after_the_withdrawal() {
    let mut card = Card::of(BY_RUNNERS, 9, "9.00");
    let (alice, bob) = (card.w.alice, card.w.bob);
    let before = card.each_way(alice, 0, "9.00", "10.00 EUR");
    card.w.at(minutes(10));
    card.withdraw(8, "3/1");
    assert_eq!(card.w.book.market(card.market.id).unwrap().status, MarketStatus::Suspended);
    card.w.at(minutes(11));
    card.resume();
    let after = card.each_way(bob, 0, "9.00", "10.00 EUR");
    card.run(&order("1 2 3 4 5 6 7 8 -"));
    // Before: 5 x (1 + 8 x 0.75) and 5 x (1 + 6/5). After: 5 x 9 and 5 x (1 + 8/5).
    assert_eq!((card.returned(&before).as_str(), card.returned(&after).as_str()), ("46.00 EUR", "58.00 EUR"));
    let leg = card.w.book.bet(before.id).unwrap().legs[0].clone();
    assert_eq!(leg.result.unwrap().race().unwrap().deduction, 25);
    card.w.check();
}

#[test]
fn a_bet_on_a_non_runner_is_void_at_once_and_open_again_if_it_runs() {
    let mut card = Card::of(PLAIN, 5, "9.00");
    let (alice, bob, bookmaker, race) = (card.w.alice, card.w.bob, card.w.bookmaker, card.race);
    let on_it = card.win(alice, 4, "9.00", "10.00 EUR");
    let on_another = card.win(bob, 0, "9.00", "10.00 EUR");
    card.w.at(minutes(10));
    card.withdraw(4, "3/1");
    assert_eq!((card.w.status(&on_it).as_str(), card.w.cash(alice).as_str()), ("void", "100.00 EUR"));
    assert_eq!(card.w.status(&on_another), "open");
    let runner = card.runners[4];
    card.w.book.session(bookmaker).because("the other stable's").reinstate_runner(race, runner).unwrap();
    assert_eq!((card.w.status(&on_it).as_str(), card.w.cash(alice).as_str()), ("open", "90.00 EUR"));
    card.run(&order("1 2 3 4 5"));
    assert_eq!(card.w.status(&on_it), "lost");
    assert_eq!(card.returned(&on_another), "90.00 EUR");
    card.w.check();
}

/// The withdrawal was forgotten until the race had been run, and was then recorded a second time, at the right price.
#[test]
fn a_forgotten_withdrawal_posts_the_difference() {
    let mut card = Card::of(PLAIN, 5, "9.00");
    let (alice, bookmaker, race) = (card.w.alice, card.w.bookmaker, card.race);
    let (runner, withdrawn_at) = (card.runners[4], card.w.start.plus(minutes(30)));
    let bet = card.win(alice, 0, "9.00", "10.00 EUR");
    card.run(&order("1 2 3 4 -"));
    assert_eq!(card.w.cash(alice), "180.00 EUR");
    let mut withdraw = |price: &str| {
        let odds = price.parse().unwrap();
        card.w.book.session(bookmaker).withdraw_runner(race, runner, odds, withdrawn_at).unwrap();
    };
    withdraw("2/1");
    assert_eq!(card.w.cash(alice), "156.00 EUR"); // 30p: 90 + 10 x (1 + 8 x 0.7)
    card.w.book.session(bookmaker).because("it was 3/1").reinstate_runner(race, runner).unwrap();
    assert_eq!(card.w.cash(alice), "180.00 EUR");
    let odds = "3/1".parse().unwrap();
    card.w.book.session(bookmaker).withdraw_runner(race, runner, odds, withdrawn_at).unwrap();
    assert_eq!((card.returned(&bet).as_str(), card.w.cash(alice).as_str()), ("70.00 EUR", "160.00 EUR"));
    card.w.check();
}

#[test]
fn ante_post_a_non_runner_loses_and_nothing_is_deducted() {
    let terms = RaceTerms { ante_post: true, ..BY_RUNNERS };
    let mut card = Card::of(terms, 8, "9.00");
    let (alice, bob) = (card.w.alice, card.w.bob);
    let on_it = card.each_way(alice, 7, "9.00", "10.00 EUR");
    let third = card.each_way(bob, 0, "9.00", "10.00 EUR");
    let unnamed = card.win(alice, 6, "9.00", "10.00 EUR");
    card.w.at(minutes(10));
    card.withdraw(7, "3/1");
    assert_eq!((card.w.status(&on_it).as_str(), card.returned(&on_it).as_str()), ("lost", "0.00 EUR"));
    // Six ran, but the terms are those for eight, as they were agreed: 5 x (1 + 8/5), without a deduction.
    card.run(&order("3 1 2 4 5 6 - -"));
    assert_eq!(card.returned(&third), "13.00 EUR");
    // That it did not run was not told before.
    assert_eq!(card.w.status(&unnamed), "lost");
    card.w.check();
}

#[test]
fn the_better_of_price_and_starting_price_is_paid() {
    for (starting_price, expected) in [("11.00", "110.00 EUR"), ("7.00", "90.00 EUR")] {
        let mut card = Card::of(GUARANTEED, 5, "9.00");
        let alice = card.w.alice;
        let bet = card.win(alice, 0, "9.00", "10.00 EUR");
        card.run_at(&order("1 2 3 4 5"), starting_price);
        assert_eq!(card.returned(&bet), expected, "started at {starting_price}");
        card.w.check();
    }
    // Without the guarantee the price taken stands.
    let mut card = Card::of(PLAIN, 5, "9.00");
    let alice = card.w.alice;
    let bet = card.win(alice, 0, "9.00", "10.00 EUR");
    card.run_at(&order("1 2 3 4 5"), "11.00");
    assert_eq!(card.returned(&bet), "90.00 EUR");
}

/// The better price bears the deduction, too (`rule_4.spares_starting_price` is off); a corrected starting price is paid.
#[test]
fn a_starting_price_is_deducted_and_corrected() {
    let mut card = Card::of(GUARANTEED, 5, "9.00");
    let (alice, bookmaker, race) = (card.w.alice, card.w.bookmaker, card.race);
    let bet = card.win(alice, 0, "9.00", "10.00 EUR");
    card.w.at(minutes(10));
    card.withdraw(4, "3/1");
    card.run_at(&order("1 2 3 4 -"), "11.00");
    assert_eq!(card.returned(&bet), "85.00 EUR"); // 1 + 10 x 0.75
    let mut placings = card.placings(&order("1 2 3 4 -"));
    placings[0] = placings[0].starting_at("13.00".parse().unwrap());
    card.w.at(hours(5));
    card.w.book.session(bookmaker).because("misread").correct_positions(race, placings).unwrap();
    assert_eq!((card.returned(&bet).as_str(), card.w.cash(alice).as_str()), ("100.00 EUR", "190.00 EUR"));
    card.w.check();
}

/// A market that is void is void for all, also ante-post, and a void market is not graded again.
#[test]
fn a_void_market_gives_every_stake_back() {
    let mut card = Card::of(RaceTerms { ante_post: true, ..PLAIN }, 5, "9.00");
    let (alice, bookmaker, race) = (card.w.alice, card.w.bookmaker, card.race);
    let bet = card.win(alice, 4, "9.00", "10.00 EUR");
    card.w.at(minutes(10));
    card.withdraw(4, "3/1");
    assert_eq!(card.w.status(&bet), "lost");
    card.w.book.session(bookmaker).because("the card is off").cancel_fixture(race).unwrap();
    assert_eq!((card.w.status(&bet).as_str(), card.w.cash(alice).as_str()), ("void", "100.00 EUR"));
    card.w.check();
}
