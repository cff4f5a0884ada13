//! A bettor's own cancellation, and whose bet it is.

use realdeal::Book;
use realdeal::house_rules::HouseRules;
use realdeal::id::BetId;
use realdeal::people::{Exclusion, Role, Status};
use realdeal::storage::Page;

use crate::support::{hours, minutes, refused, world};
use crate::{MICROSECOND, back, refused_saying, stranger};

#[test]
fn the_time_for_it_is_half_an_hour() {
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let bets = [(); 2].map(|()| back(&mut w.book, alice, &[(home, "2.10")], "10.00 EUR").unwrap().id);
    let until = w.start.plus(minutes(30));
    w.book.set_now(until.minus(MICROSECOND));
    w.book.session(alice).cancel_bet(bets[0]).unwrap();
    w.book.set_now(until);
    let said = format!(
        "bet {} could be cancelled until 2024-08-16T12:30:00Z, and it is 2024-08-16T12:30:00Z",
        bets[1]
    );
    refused_saying("cancellation_over", &said, &mut w.book, |book| book.session(alice).cancel_bet(bets[1]));
    w.check();
}

#[test]
fn a_house_can_allow_none() {
    let mut w = world();
    let (admin, alice) = (w.admin, w.alice);
    let rules = HouseRules { cancellation_seconds: 0, ..HouseRules::default() };
    w.book.session(admin).adopt_house_rules(rules).unwrap();
    let bet = w.alice_on_home().id;
    refused("cancellation_over", &mut w.book, |book| book.session(alice).cancel_bet(bet));
}

#[test]
fn no_bet_is_cancelled_once_a_fixture_has_started() {
    let mut w = world();
    let (alice, first, kick_off) = (w.alice, w.first, w.kick_off());
    let legs = [(w.other.selections[0], "1.50"), (w.market.selections[0], "2.10")];
    w.book.set_now(kick_off.minus(minutes(10)));
    let bets = [(); 2].map(|()| back(&mut w.book, alice, &legs, "10.00 EUR").unwrap().id);
    w.book.set_now(kick_off.minus(MICROSECOND));
    w.book.session(alice).cancel_bet(bets[0]).unwrap();
    w.book.set_now(kick_off);
    let said =
        format!("bets on fixture {first} closed at 2024-08-16T15:00:00Z, and it is 2024-08-16T15:00:00Z");
    refused_saying("too_late", &said, &mut w.book, |book| book.session(alice).cancel_bet(bets[1]));
}

#[test]
fn a_price_that_rose_keeps_a_bet() {
    let mut w = world();
    let (alice, bookmaker, market, home) = (w.alice, w.bookmaker, w.market.id, w.market.selections[0]);
    let bet = w.alice_on_home().id;
    w.book.session(bookmaker).change_prices(market, [(home, "2.11")]).unwrap();
    let said = format!("the price of selection {home} was taken at 2.10 and is 2.11 now");
    refused_saying("price_moved", &said, &mut w.book, |book| book.session(alice).cancel_bet(bet));
    w.book.session(bookmaker).change_prices(market, [(home, "2.05")]).unwrap();
    w.book.session(alice).cancel_bet(bet).unwrap();
    assert_eq!(w.cash(alice), "100.00 EUR");
}

#[test]
fn a_bet_with_a_result_is_not_cancelled() {
    let mut w = world();
    let (alice, bookmaker, first, market) = (w.alice, w.bookmaker, w.first, w.market.id);
    let single = w.alice_on_home().id;
    let legs = [(w.market.selections[0], "2.10"), (w.other.selections[0], "1.50")];
    let double = w.place(alice, &legs, "10.00 EUR").unwrap().id;
    w.book.session(bookmaker).because("wrong price").void_market(market).unwrap();
    let said = format!("bet {double} can't be cancelled: market {market} has a result");
    refused_saying("leg_resolved", &said, &mut w.book, |book| book.session(alice).cancel_bet(double));
    let said = format!("bet {single} is not open");
    refused_saying("bet_not_open", &said, &mut w.book, |book| book.session(alice).cancel_bet(single));
    w.finish(first, 0, 1);
    w.check();
}

#[test]
fn a_bet_that_is_gone_is_not_cancelled() {
    let mut w = world();
    let (alice, bookmaker) = (w.alice, w.bookmaker);
    let (cancelled, voided) = (w.alice_on_home().id, w.alice_on_home().id);
    w.book.session(alice).cancel_bet(cancelled).unwrap();
    w.book.session(bookmaker).because("palpable error").void_bet(voided).unwrap();
    for bet in [cancelled, voided] {
        let said = format!("bet {bet} was voided or cancelled already");
        refused_saying("bet_withdrawn", &said, &mut w.book, |book| book.session(alice).cancel_bet(bet));
    }
    let unknown = BetId::from(stranger());
    let said = format!("there is no bet {unknown}");
    refused_saying("unknown_bet", &said, &mut w.book, |book| book.session(alice).cancel_bet(unknown));
    refused("unknown_bet", &mut w.book, |book| book.session(alice).bet(unknown));
    w.check();
}

#[test]
fn nobody_cancels_or_sees_anothers_bet() {
    let mut w = world();
    let (admin, alice, bob, bookmaker) = (w.admin, w.alice, w.bob, w.bookmaker);
    let bet = w.alice_on_home().id;
    for other in [bob, bookmaker, admin] {
        let said = format!("this belongs to another user than {other}");
        refused_saying("not_yours", &said, &mut w.book, |book| book.session(other).cancel_bet(bet));
    }
    // A bookmaker looks at a bet that he may have to void; all that somebody has bet is not for him.
    refused("not_yours", &mut w.book, |book| book.session(bob).bet(bet));
    for other in [bob, bookmaker] {
        refused("not_yours", &mut w.book, |book| book.session(other).bets(alice, Page::first(10)));
    }
    refused("user_only", &mut w.book, |book| book.system().cancel_bet(bet));
    refused("sign_in_required", &mut w.book, |book| book.visitor().bet(bet));
    w.book.session(bookmaker).bet(bet).unwrap();
    w.book.session(admin).bet(bet).unwrap();
}

#[test]
fn support_cancels_for_a_bettor_and_says_why() {
    let mut w = world();
    let (admin, alice, bob) = (w.admin, w.alice, w.bob);
    w.book.session(admin).change_role(bob, Role::Support).unwrap();
    let (one, two) = (w.alice_on_home().id, w.alice_on_home().id);
    let said = "the command \"cancel bet\" takes a reason";
    refused_saying("reason_required", said, &mut w.book, |book| book.on_behalf(bob, alice).cancel_bet(one));
    refused("reason_required", &mut w.book, |book| book.on_behalf(bob, alice).because(" ").cancel_bet(one));
    w.book.on_behalf(bob, alice).because("she called").cancel_bet(one).unwrap();
    refused("not_yours", &mut w.book, |book| book.session(bob).because("for her").cancel_bet(two));
    w.check();
}

#[test]
fn a_status_can_forbid_to_cancel() {
    let mut w = world();
    let (admin, alice) = (w.admin, w.alice);
    let cancel = |bet| move |book: &mut Book| book.session(alice).cancel_bet(bet);
    let bets = [(); 2].map(|()| w.alice_on_home().id);
    for status in [Status::Suspended, Status::Blocked] {
        w.book.session(admin).because("review").change_status(alice, status).unwrap();
        let said = format!("user {alice} is {status} and may not cancel");
        refused_saying("may_not_cancel", &said, &mut w.book, cancel(bets[0]));
    }
    w.book.session(admin).because("cleared").change_status(alice, Status::Active).unwrap();
    cancel(bets[0])(&mut w.book).unwrap();
    let until = w.start.plus(hours(48));
    w.book.session(alice).exclude_self(Exclusion::SelfExclusion, until).unwrap();
    cancel(bets[1])(&mut w.book).unwrap();
}
