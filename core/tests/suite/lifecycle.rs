//! The life of a bet, from slip to statement.

use realdeal::catalogue::Score;
use realdeal::storage::Page;
use realdeal::wallet::StatementFilter;

use crate::support::{hours, world};

#[test]
fn a_single_that_wins() {
    let mut w = world();
    let bet = w.alice_on_home();
    assert_eq!(w.cash(w.alice), "90.00 EUR");
    w.finish(w.first, 2, 1);
    assert_eq!((w.status(&bet).as_str(), w.cash(w.alice).as_str()), ("won", "111.00 EUR"));
    let alice = w.alice;
    let session = w.book.session(alice);
    let lines = session.statement(alice, "EUR", &StatementFilter::default(), Page::first(10)).unwrap();
    let told: Vec<_> = lines.iter().map(|line| (line.amount.to_string(), line.balance.to_string())).collect();
    let expected = [("100.00 EUR", "100.00 EUR"), ("-10.00 EUR", "90.00 EUR"), ("21.00 EUR", "111.00 EUR")];
    assert_eq!(told, expected.map(|(amount, balance)| (amount.to_owned(), balance.to_owned())));
    w.check();
}

#[test]
fn an_accumulator_is_decided_by_its_lost_leg_and_revived_by_a_correction() {
    let mut w = world();
    let legs = [(w.market.selections[0], "2.10"), (w.other.selections[0], "1.50")];
    let bet = w.place(w.alice, &legs, "10.00 EUR").unwrap();
    w.finish(w.first, 0, 1);
    assert_eq!(w.status(&bet), "lost");
    let (bookmaker, first, second) = (w.bookmaker, w.first, w.second);
    w.book.session(bookmaker).because("goal given").correct_score(first, Score::full_time(2, 1)).unwrap();
    assert_eq!(w.status(&bet), "open");
    w.finish(second, 1, 0);
    assert_eq!((w.status(&bet).as_str(), w.cash(w.alice).as_str()), ("won", "121.50 EUR"));
    w.at(hours(6));
    w.book.session(bookmaker).because("wrong match").correct_score(second, Score::full_time(0, 0)).unwrap();
    assert_eq!((w.status(&bet).as_str(), w.cash(w.alice).as_str()), ("lost", "90.00 EUR"));
    w.check();
}
