//! What happens when a correction takes back money that is no longer there.

use realdeal::catalogue::Score;
use realdeal::wallet::{HouseAccount, StatementFilter, TransferKind};

use crate::support::{World, hours, refused, world};

/// Alice wins 21.00, withdraws 91.00 of her 111.00 EUR, and the result turns out to be wrong.
fn owing() -> World {
    let mut w = world();
    w.alice_on_home();
    w.finish(w.first, 2, 1);
    let (alice, bookmaker, first) = (w.alice, w.bookmaker, w.first);
    let withdrawal = w.book.session(alice).request_withdrawal("91.00 EUR").unwrap();
    w.book.system().confirm_withdrawal(withdrawal).unwrap();
    assert_eq!(w.cash(alice), "20.00 EUR");
    w.at(hours(6));
    w.book.session(bookmaker).because("own goal").correct_score(first, Score::full_time(1, 1)).unwrap();
    w
}

fn wallet(w: &mut World) -> (String, String) {
    let alice = w.alice;
    let balances = w.book.session(alice).wallet("EUR").unwrap();
    (balances.cash.to_string(), balances.debt.to_string())
}

fn house(w: &World, account: HouseAccount) -> i128 {
    let balances = w.book.house_balances().unwrap();
    balances.into_iter().find(|(id, _)| id.account == account).map_or(0, |(_, minor)| minor)
}

#[test]
fn a_clawback_takes_cash_and_the_rest_is_debt() {
    let mut w = owing();
    assert_eq!(wallet(&mut w), ("0.00 EUR".to_owned(), "1.00 EUR".to_owned()));
    // The stake of 10.00 was lost, and 1.00 of it has not come in yet.
    assert_eq!(house(&w, HouseAccount::Revenue), 900);
    assert_eq!(house(&w, HouseAccount::Adjustments), -100);
    w.check();
}

#[test]
fn while_it_stands_there_is_no_stake_and_no_withdrawal() {
    let mut w = owing();
    let (alice, home) = (w.alice, w.other.selections[0]);
    w.at(hours(3));
    let slip = w.slip(&[(home, "1.50")], "1.00 EUR");
    w.at(hours(6));
    refused("too_late", &mut w.book, |book| book.session(alice).place_bet(slip));
    refused("debt_stands", &mut w.book, |book| book.session(alice).request_withdrawal("1.00 EUR"));
}

#[test]
fn the_next_credit_clears_it() {
    let mut w = owing();
    let alice = w.alice;
    w.book.system().confirm_deposit(alice, "0.40 EUR", "bank", "second").unwrap();
    assert_eq!(wallet(&mut w), ("0.00 EUR".to_owned(), "0.60 EUR".to_owned()));
    w.book.system().confirm_deposit(alice, "5.00 EUR", "bank", "third").unwrap();
    assert_eq!(wallet(&mut w), ("4.40 EUR".to_owned(), "0.00 EUR".to_owned()));
    assert_eq!(house(&w, HouseAccount::Revenue), 1_000);
    assert_eq!(house(&w, HouseAccount::Adjustments), 0);
    w.check();
}

#[test]
fn an_admin_may_let_it_go() {
    let mut w = owing();
    let (admin, alice) = (w.admin, w.alice);
    w.book.session(admin).because("goodwill").write_off_debt(alice, "1.00 EUR").unwrap();
    assert_eq!(wallet(&mut w), ("0.00 EUR".to_owned(), "0.00 EUR".to_owned()));
    assert_eq!(house(&w, HouseAccount::Revenue), 900);
    w.check();
}

#[test]
fn being_right_after_all_pays_the_debt_first() {
    let mut w = owing();
    let (alice, bookmaker, first) = (w.alice, w.bookmaker, w.first);
    w.book.session(bookmaker).because("seen again").correct_score(first, Score::full_time(2, 1)).unwrap();
    assert_eq!(wallet(&mut w), ("20.00 EUR".to_owned(), "0.00 EUR".to_owned()));
    let all = StatementFilter { account: None, ..StatementFilter::default() };
    let session = w.book.session(alice);
    let lines = session.statement(alice, "EUR", &all, realdeal::storage::Page::first(100)).unwrap();
    let last: Vec<_> = lines.iter().rev().take(3).map(|line| line.kind).collect();
    assert_eq!(last, [TransferKind::DebtCleared, TransferKind::DebtPaid, TransferKind::Correction]);
    w.check();
}

#[test]
fn a_withdrawal_asked_for_before_the_debt_is_not_paid_while_it_stands() {
    let mut w = world();
    w.alice_on_home();
    w.finish(w.first, 2, 1);
    let (alice, bookmaker, first) = (w.alice, w.bookmaker, w.first);
    let withdrawal = w.book.session(alice).request_withdrawal("111.00 EUR").unwrap();
    w.book.session(bookmaker).because("own goal").correct_score(first, Score::full_time(1, 1)).unwrap();
    assert_eq!(wallet(&mut w), ("0.00 EUR".to_owned(), "21.00 EUR".to_owned()));
    refused("debt_stands", &mut w.book, |book| book.system().confirm_withdrawal(withdrawal));
    // Refused, the money pays the debt.
    w.book.system().refuse_withdrawal(withdrawal).unwrap();
    assert_eq!(wallet(&mut w), ("90.00 EUR".to_owned(), "0.00 EUR".to_owned()));
    w.check();
}
