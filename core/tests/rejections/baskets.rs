//! Baskets: what is refused as they are made, filled and checked out. What a refused check-out leaves behind, the suite shows.

use realdeal::betting::{BasketSlip, Slip};
use realdeal::command::{AddToBasket, CheckOutBasket, CreateBasket};
use realdeal::house_rules::HouseRules;
use realdeal::id::{BasketId, BetId, CommandId};
use realdeal::{Book, Error};

use crate::support::{World, hours, refused, world};
use crate::{Ask, MICROSECOND, refused_saying, stranger};

/// A basket of Alice's with one slip: 10.00 EUR on the home side.
fn filled(w: &mut World) -> (BasketId, BetId) {
    let (alice, home) = (w.alice, w.market.selections[0]);
    let slip = w.slip(&[(home, "2.10")], "10.00 EUR");
    let mut session = w.book.session(alice);
    let basket = session.create_basket().unwrap();
    let slip = session.add_to_basket(basket, slip).unwrap();
    (basket, slip)
}

/// Everything that can be done with an open basket of one's own.
const DEEDS: [Ask<(BasketId, Slip)>; 5] = [
    |session, (basket, slip)| session.add_to_basket(basket, slip).map(drop),
    |session, (basket, slip)| session.remove_from_basket(basket, slip.bet()),
    |session, (basket, slip)| session.restake(basket, slip.bet(), "5.00 EUR"),
    |session, (basket, _)| session.check_out(basket).map(drop),
    |session, (basket, _)| session.drop_basket(basket),
];

/// Asserts that every deed is refused with this code and message.
fn each_refused(w: &mut World, code: &str, said: &str, basket: BasketId, deeds: &[Ask<(BasketId, Slip)>]) {
    let (alice, home) = (w.alice, w.market.selections[0]);
    for deed in deeds {
        let slip = w.slip(&[(home, "2.10")], "10.00 EUR");
        refused_saying(code, said, &mut w.book, |book| deed(&mut book.session(alice), (basket, slip)));
    }
}

#[test]
fn a_basket_must_be_there_and_ones_own() {
    let mut w = world();
    let (alice, bob) = (w.alice, w.bob);
    let nowhere = BasketId::made_by(stranger(), 0);
    each_refused(&mut w, "unknown_basket", &format!("there is no basket {nowhere}"), nowhere, &DEEDS);
    refused("unknown_basket", &mut w.book, |book| book.session(alice).basket(nowhere));
    refused("unknown_basket", &mut w.book, |book| book.session(alice).quote(nowhere));
    let of_bob = w.book.session(bob).create_basket().unwrap();
    each_refused(&mut w, "not_yours", &format!("this belongs to another user than {alice}"), of_bob, &DEEDS);
    refused("not_yours", &mut w.book, |book| book.session(alice).basket(of_bob));
    refused("not_yours", &mut w.book, |book| book.session(alice).quote(of_bob));
    refused("sign_in_required", &mut w.book, |book| book.visitor().quote(of_bob));
}

#[test]
fn a_closed_basket_stays_closed() {
    let mut w = world();
    let alice = w.alice;
    let (dropped, _) = filled(&mut w);
    w.book.session(alice).drop_basket(dropped).unwrap();
    each_refused(&mut w, "basket_closed", &format!("basket {dropped} is dropped"), dropped, &DEEDS);
    let (bought, _) = filled(&mut w);
    w.book.session(alice).check_out(bought).unwrap();
    each_refused(&mut w, "basket_closed", &format!("basket {bought} is checked out"), bought, &DEEDS);
    let (late, _) = filled(&mut w);
    w.at(hours(24));
    assert_eq!(w.book.system().run_due(10).unwrap(), 1);
    each_refused(&mut w, "basket_closed", &format!("basket {late} is expired"), late, &DEEDS);
    w.check();
}

#[test]
fn a_basket_expires_at_its_time_though_nobody_has_run_what_is_due() {
    let mut w = world();
    let (alice, expires_at) = (w.alice, w.start.plus(hours(24)));
    let (basket, slip) = filled(&mut w);
    assert_eq!(w.book.session(alice).basket(basket).unwrap().expires_at, expires_at);
    w.book.set_now(expires_at.minus(MICROSECOND));
    w.book.session(alice).restake(basket, slip, "5.00 EUR").unwrap();
    w.book.set_now(expires_at);
    let said = format!("basket {basket} expired at 2024-08-17T12:00:00Z, and it is 2024-08-17T12:00:00Z");
    each_refused(&mut w, "basket_expired", &said, basket, &DEEDS[..4]);
    // What is thrown away anyway may be thrown away.
    w.book.session(alice).drop_basket(basket).unwrap();
    w.check();
}

#[test]
fn nobody_checks_out_what_he_has_not_seen() {
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let (basket, slip) = filled(&mut w);
    let quote = w.book.session(alice).quote(basket).unwrap();
    w.book.session(alice).restake(basket, slip, "20.00 EUR").unwrap();
    let said = format!("basket {basket} was edited 2 times, and 1 of them were seen");
    refused_saying("basket_changed", &said, &mut w.book, |book| book.session(alice).check_out_quoted(&quote));
    for edits in [0, 1, 3] {
        let body = CheckOutBasket { basket, edits };
        refused("basket_changed", &mut w.book, |book| book.session(alice).send(body));
    }
    // A slip that was put in and taken out again was there, too.
    let quote = w.book.session(alice).quote(basket).unwrap();
    let other = w.slip(&[(home, "2.10")], "1.00 EUR");
    let other = w.book.session(alice).add_to_basket(basket, other).unwrap();
    w.book.session(alice).remove_from_basket(basket, other).unwrap();
    refused("basket_changed", &mut w.book, |book| book.session(alice).check_out_quoted(&quote));
}

#[test]
fn an_empty_basket_is_not_checked_out() {
    let mut w = world();
    let alice = w.alice;
    let (basket, slip) = filled(&mut w);
    w.book.session(alice).remove_from_basket(basket, slip).unwrap();
    let said = format!("basket {basket} is empty");
    refused_saying("basket_empty", &said, &mut w.book, |book| book.session(alice).check_out(basket));
    let quote = w.book.session(alice).quote(basket).unwrap();
    assert_eq!(quote.refusal.as_ref().unwrap().code(), "basket_empty");
    assert!(!quote.is_acceptable());
}

#[test]
fn open_baskets_and_their_slips_are_counted() {
    let mut w = world();
    let (admin, alice, bob, home) = (w.admin, w.alice, w.bob, w.market.selections[0]);
    let rules = HouseRules { max_baskets: 2, max_slips: 2, ..HouseRules::default() };
    w.book.session(admin).adopt_house_rules(rules.clone()).unwrap();
    let (basket, _) = filled(&mut w);
    let (other, _) = filled(&mut w);
    let said = format!("user {alice} has 2 open baskets, the most that are allowed");
    refused_saying("too_many_baskets", &said, &mut w.book, |book| book.session(alice).create_basket());
    w.book.session(bob).create_basket().unwrap();
    w.book.session(alice).drop_basket(other).unwrap();
    w.book.session(alice).create_basket().unwrap();
    refused("too_many_baskets", &mut w.book, |book| book.session(alice).create_basket());
    let [second, third] = ["1.00 EUR", "2.00 EUR"].map(|stake| w.slip(&[(home, "2.10")], stake));
    w.book.session(alice).add_to_basket(basket, second.clone()).unwrap();
    let said = format!("basket {basket} has 2 slips, the most that are allowed");
    let add = |slip: Slip| move |book: &mut Book| book.session(alice).add_to_basket(basket, slip);
    refused_saying("too_many_slips", &said, &mut w.book, add(third.clone()));
    // A slip that is there is there once, also in a full basket.
    w.book.session(alice).add_to_basket(basket, second.clone()).unwrap();
    w.book.session(alice).remove_from_basket(basket, second.bet()).unwrap();
    w.book.session(alice).add_to_basket(basket, third).unwrap();
    // No baskets at all.
    w.book.session(admin).adopt_house_rules(HouseRules { max_baskets: 0, ..rules }).unwrap();
    refused("too_many_baskets", &mut w.book, |book| book.session(w.bob).create_basket());
}

#[test]
fn a_slips_id_names_one_slip() {
    let mut w = world();
    let (alice, home, draw) = (w.alice, w.market.selections[0], w.market.selections[1]);
    let (basket, slip) = filled(&mut w);
    let id = || CommandId::new(slip.uuid()).unwrap();
    let other_slips = [
        Slip::new(id()).leg(draw, "3.40").stake("10.00 EUR"),
        Slip::new(id()).leg(home, "2.10").stake("10.01 EUR"),
        Slip::new(id()).leg(home, "2.10"),
        Slip::new(id()).leg(home, "2.11").stake("10.00 EUR"),
    ];
    let said = format!("basket {basket} has another slip with the id {slip}");
    for other in other_slips {
        refused_saying("slip_exists", &said, &mut w.book, |book| {
            book.session(alice).add_to_basket(basket, other)
        });
    }
    let nowhere = BetId::from(stranger());
    let said = format!("basket {basket} has no slip {nowhere}");
    refused_saying("unknown_slip", &said, &mut w.book, |book| {
        book.session(alice).remove_from_basket(basket, nowhere)
    });
    refused_saying("unknown_slip", &said, &mut w.book, |book| {
        book.session(alice).restake(basket, nowhere, "5.00 EUR")
    });
    w.book.session(alice).remove_from_basket(basket, slip).unwrap();
    refused("unknown_slip", &mut w.book, |book| book.session(alice).remove_from_basket(basket, slip));
}

#[test]
fn a_slip_must_have_the_shape_of_one() {
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let (basket, kept) = filled(&mut w);
    let id = w.book.fresh_id();
    let legs = |count| (0..count).fold(Slip::new(id), |slip, _| slip.leg(home, "2.10"));
    let unknown = realdeal::id::SelectionId::made_by(stranger(), 1);
    let cases = [
        ("no_legs", legs(0)),
        ("too_many_legs", legs(26)),
        ("amount_not_positive", legs(1).stake("0.00 EUR")),
        ("amount_not_positive", legs(1).stake("-1.00 EUR")),
        ("bad_amount", legs(1).stake("ten")),
        ("bad_odds", legs(1).leg(home, "evens or so")),
        ("unknown_selection", legs(1).leg(unknown, "2.10")),
    ];
    let add = |slip: Slip| move |book: &mut Book| book.session(alice).add_to_basket(basket, slip);
    for (code, slip) in cases {
        refused(code, &mut w.book, add(slip));
    }
    for (code, stake) in [("amount_not_positive", "0.00 EUR"), ("bad_amount", "ten")] {
        refused(code, &mut w.book, |book| book.session(alice).restake(basket, kept, stake));
    }
    // Whether it would be taken is another question, which the quote answers.
    w.book.session(alice).add_to_basket(basket, legs(2).stake("0.01 EUR")).unwrap();
}

/// What the refusal of a check-out says: the slip, the leg and the code.
#[track_caller]
fn slip_refused(book: &mut Book, ask: impl FnOnce(&mut Book) -> Result<(), Error>) -> String {
    let mut said = String::new();
    refused("slip_refused", book, |book| {
        let answer = ask(book);
        let figures = answer.as_ref().unwrap_err().rejection().unwrap().figures();
        said =
            format!("{} {} {}", figures["slip"], figures["leg"], figures["refusal"]["code"]).replace('"', "");
        answer
    });
    said
}

#[test]
fn one_refused_slip_refuses_the_basket_and_says_where() {
    let mut w = world();
    let (alice, bookmaker, home) = (w.alice, w.bookmaker, w.market.selections[0]);
    let (basket, _) = filled(&mut w);
    let slip = w.slip(&[(w.other.selections[0], "1.50"), (home, "2.10")], "10.00 EUR");
    let slip = w.book.session(alice).add_to_basket(basket, slip).unwrap();
    let check_out = |book: &mut Book| book.session(alice).check_out(basket).map(drop);
    w.book.session(alice).restake(basket, slip, "90.01 EUR").unwrap();
    assert_eq!(slip_refused(&mut w.book, check_out), format!("{slip} null insufficient_funds"));
    let said = format!("slip {slip} is refused: the balance of 90.00 EUR does not cover 90.01 EUR");
    refused_saying("slip_refused", &said, &mut w.book, check_out);
    w.book.session(alice).restake(basket, slip, "90.00 EUR").unwrap();
    let open = w.book.slip().leg(home, "2.10");
    let open = w.book.session(alice).add_to_basket(basket, open).unwrap();
    assert_eq!(slip_refused(&mut w.book, check_out), format!("{open} null no_stake"));
    w.book.session(alice).remove_from_basket(basket, open).unwrap();
    let fixture = w.second;
    w.book.session(bookmaker).because("rain").postpone_fixture(fixture).unwrap();
    assert_eq!(slip_refused(&mut w.book, check_out), format!("{slip} 0 fixture_closed"));
}

#[test]
fn a_slip_older_than_the_answers_is_refused() {
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let days = |count: u64| hours(24 * count);
    let made = |before| CommandId::from_parts(w.start.minus(before), 1, 1);
    let (last, late) = (made(days(30)), made(days(30) + MICROSECOND * 1_000));
    let basket = w.book.session(alice).create_basket().unwrap();
    let slip = |id| Slip::new(id).leg(home, "2.10").stake("1.00 EUR");
    refused("command_too_old", &mut w.book, |book| book.session(alice).add_to_basket(basket, slip(late)));
    w.book.session(alice).add_to_basket(basket, slip(last)).unwrap();
    w.book.set_now(w.start.plus(MICROSECOND));
    let said = slip_refused(&mut w.book, |book| book.session(alice).check_out(basket).map(drop));
    assert_eq!(said, format!("{} null command_too_old", BetId::from(last)));
}

#[test]
fn an_id_that_is_used_is_no_slips() {
    let mut w = world();
    let (alice, bob, home) = (w.alice, w.bob, w.market.selections[0]);
    let basket = w.book.session(alice).create_basket().unwrap();
    let placed = w.slip(&[(home, "2.10")], "1.00 EUR");
    w.book.session(bob).place_bet(placed.clone()).unwrap();
    refused("idempotency_conflict", &mut w.book, |book| book.session(alice).add_to_basket(basket, placed));
    // An id that any command took, and that of the command which fills the basket.
    let create = w.book.session(alice).command(CreateBasket {});
    w.book.execute_one(&create).unwrap();
    let taken = Slip::new(create.id).leg(home, "2.10").stake("1.00 EUR");
    refused("idempotency_conflict", &mut w.book, |book| book.session(alice).add_to_basket(basket, taken));
    let mut add = w.book.session(alice).command(CreateBasket {});
    let kept = BasketSlip::try_from(Slip::new(add.id).leg(home, "2.10").stake("1.00 EUR")).unwrap();
    add.body = AddToBasket { basket, slip: kept }.into();
    refused("idempotency_conflict", &mut w.book, |book| book.execute_one(&add));
}

#[test]
fn who_may_not_stake_fills_no_basket() {
    let mut w = world();
    let (alice, admin, home) = (w.alice, w.admin, w.market.selections[0]);
    let (basket, slip) = filled(&mut w);
    let review = realdeal::people::Status::Suspended;
    w.book.session(admin).because("review").change_status(alice, review).unwrap();
    let said = format!("user {alice} is suspended and may not stake");
    let another = w.slip(&[(home, "2.10")], "1.00 EUR");
    refused_saying("may_not_stake", &said, &mut w.book, |book| book.session(alice).create_basket());
    refused_saying("may_not_stake", &said, &mut w.book, |book| {
        book.session(alice).add_to_basket(basket, another)
    });
    refused_saying("may_not_stake", &said, &mut w.book, |book| {
        book.session(alice).restake(basket, slip, "1.00 EUR")
    });
    let said = slip_refused(&mut w.book, |book| book.session(alice).check_out(basket).map(drop));
    assert_eq!(said, format!("{slip} null may_not_stake"));
    // To take out and to throw away is no stake.
    w.book.session(alice).remove_from_basket(basket, slip).unwrap();
    w.book.session(alice).drop_basket(basket).unwrap();
    w.check();
}
