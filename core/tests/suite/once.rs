//! At most once: repeated commands, slices, and settlement in pages.

use realdeal::betting::{OddsChange, SlipLeg, SlipTerms};
use realdeal::catalogue::Score;
use realdeal::command::{Actor, Command, ConfirmDeposit, PlaceBet, SettlePage};
use realdeal::{Error, Made, SettledPage};

use crate::support::{World, hours, world};

fn bet_command(w: &mut World, minor: i64) -> Command {
    let leg = SlipLeg::new(w.market.selections[0], "2.10".parse().unwrap());
    let stake = realdeal::money::Money::new(minor, "EUR".parse().unwrap());
    let body =
        PlaceBet { legs: vec![leg], stake, odds_change: OddsChange::None, terms: SlipTerms::default() };
    Command::new(w.book.fresh_id(), Actor::User(w.alice), w.start, body)
}

#[test]
fn the_same_slip_sent_twice_places_one_bet() {
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let slip = w.slip(&[(home, "2.10")], "10.00 EUR");
    let first = w.book.session(alice).place_bet(slip.clone()).unwrap();
    let second = w.book.session(alice).place_bet(slip).unwrap();
    assert_eq!(first, second);
    assert_eq!(w.cash(alice), "90.00 EUR");
    w.check();
}

#[test]
fn a_slice_answers_each_command_and_sees_the_earlier_ones() {
    let mut w = world();
    let first = bet_command(&mut w, 6_000);
    let (too_much, rest) = (bet_command(&mut w, 6_000), bet_command(&mut w, 4_000));
    let answers = w.book.execute(&[first.clone(), too_much, first.clone(), rest]);
    let told: Vec<_> = answers
        .iter()
        .map(|answer| match answer {
            Ok(answer) => {
                if answer.repeated {
                    "repeated"
                } else {
                    "done"
                }
            }
            Err(error) => error.code(),
        })
        .collect();
    assert_eq!(told, ["done", "insufficient_funds", "repeated", "done"]);
    assert_eq!(answers[0].as_ref().unwrap().made, Made::Bet(first.id.into()));
    assert_eq!(w.cash(w.alice), "0.00 EUR");
    w.check();
}

#[test]
fn a_payment_is_credited_once_by_command_and_once_by_reference() {
    let mut w = world();
    let body = ConfirmDeposit {
        user: w.alice,
        amount: "5.00 EUR".parse().unwrap(),
        provider: "bank".to_owned(),
        reference: "transfer 7".to_owned(),
    };
    let command = Command::new(w.book.fresh_id(), Actor::System, w.start, body.clone());
    assert!(!w.book.execute_one(&command).unwrap().repeated);
    assert!(w.book.execute_one(&command).unwrap().repeated);
    // The queue tells of the same payment again, under an id of its own.
    let again = Command::new(w.book.fresh_id(), Actor::System, w.start, body);
    let Err(Error::Rejected(rejection)) = w.book.execute_one(&again) else { panic!("credited twice") };
    assert_eq!(rejection.code(), "payment_exists");
    assert_eq!(w.cash(w.alice), "105.00 EUR");
    w.check();
}

#[test]
fn a_page_settled_again_finds_nothing_to_do() {
    let mut w = world();
    let home = w.market.selections[0];
    for _ in 0..5 {
        w.place(w.alice, &[(home, "2.10")], "1.00 EUR").unwrap();
    }
    w.at(hours(5));
    let (bookmaker, first, market) = (w.bookmaker, w.first, w.market.id);
    w.book.session(bookmaker).record_score_only(first, Score::full_time(1, 0)).unwrap();
    assert_eq!(w.book.progress(market).unwrap().behind, 5);
    let page = Command::new(
        w.book.fresh_id(),
        Actor::System,
        w.start.plus(hours(5)),
        SettlePage { market, limit: 2 },
    );
    assert_eq!(w.book.execute_one(&page).unwrap().made, Made::Page { graded: 2, left: 3 });
    assert!(w.book.execute_one(&page).unwrap().repeated);
    assert_eq!(w.book.progress(market).unwrap().behind, 3);
    assert_eq!(w.book.system().settle_page(market, 100).unwrap(), SettledPage { graded: 3, left: 0 });
    assert_eq!(w.book.system().settle_page(market, 100).unwrap(), SettledPage { graded: 0, left: 0 });
    assert_eq!(w.cash(w.alice), "105.50 EUR");
    w.check();
}

#[test]
fn settlement_is_paced_by_the_host() {
    let mut w = world();
    let (home, other) = (w.market.selections[0], w.other.selections[0]);
    for _ in 0..3 {
        w.place(w.alice, &[(home, "2.10")], "1.00 EUR").unwrap();
        w.place(w.bob, &[(other, "1.50")], "1.00 EUR").unwrap();
    }
    w.at(hours(5));
    let (bookmaker, first, second) = (w.bookmaker, w.first, w.second);
    for fixture in [first, second] {
        w.book.session(bookmaker).record_score_only(fixture, Score::full_time(1, 0)).unwrap();
    }
    let graded: Vec<_> = (0..3).map(|_| w.book.system().settle(4).unwrap()).collect();
    assert_eq!(graded, [4, 2, 0]);
    w.check();
}
