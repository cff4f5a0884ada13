//! Baskets: what is gathered becomes bets together and once, or nothing has changed. What a quote says stands in `quotes`.

use std::time::Duration;

use realdeal::betting::{BasketStatus, BetStatus, OddsChange, Slip, SlipLeg, SlipTerms};
use realdeal::command::{Actor, CheckOutBasket, Command, PlaceBet};
use realdeal::event::Event;
use realdeal::house_rules::{HouseRules, Limits};
use realdeal::id::{BasketId, BetId, CommandId, SelectionId, UserId};
use realdeal::money::Currency;
use realdeal::people::{Exclusion, Role, Status};
use realdeal::storage::{BasketFilter, Page};
use realdeal::{Book, Error, Made};

use crate::support::{World, hours, minutes, refused, world};

/// The shortest time there is.
const MICROSECOND: Duration = Duration::from_micros(1);

/// Selections, each with the price on the slip.
type Legs<'a> = &'a [(SelectionId, &'a str)];

/// A basket with these slips: the legs of each, and its stake.
pub(crate) fn basket_of(w: &mut World, user: UserId, slips: &[(Legs<'_>, &str)]) -> (BasketId, Vec<BetId>) {
    let basket = w.book.session(user).create_basket().unwrap();
    let mut add = |&(legs, stake): &(Legs<'_>, &str)| {
        let slip = w.slip(legs, stake);
        w.book.session(user).add_to_basket(basket, slip).unwrap()
    };
    let slips = slips.iter().map(&mut add).collect();
    (basket, slips)
}

/// Asserts that a check-out is refused, that nothing has changed, and for which slip, leg and reason.
#[track_caller]
pub(crate) fn refused_for(
    book: &mut Book,
    ask: impl FnOnce(&mut Book) -> Result<(), Error>,
    (slip, leg, code): (BetId, Option<u32>, &str),
) {
    refused("slip_refused", book, |book| {
        let answer = ask(book);
        let figures = answer.as_ref().unwrap_err().rejection().unwrap().figures();
        assert_eq!(figures["slip"], slip.to_string());
        assert_eq!(figures["refusal"]["code"], code);
        assert_eq!(figures["leg"], serde_json::json!(leg));
        answer
    });
}

pub(crate) fn check_out(user: UserId, basket: BasketId) -> impl FnOnce(&mut Book) -> Result<(), Error> {
    move |book| book.session(user).check_out(basket).map(drop)
}

/// The slip as it would be sent alone.
fn alone(w: &World, slip: BetId, legs: &[(SelectionId, &str)], stake: &str) -> Command {
    let legs = legs.iter().map(|&(selection, odds)| SlipLeg::new(selection, odds.parse().unwrap()));
    let (legs, stake) = (legs.collect(), stake.parse().unwrap());
    let body = PlaceBet { legs, stake, odds_change: OddsChange::None, terms: SlipTerms::default() };
    Command::new(CommandId::new(slip.uuid()).unwrap(), Actor::User(w.alice), w.start, body)
}

#[test]
fn a_basket_becomes_bets_in_the_order_of_its_slips() {
    let mut w = world();
    let (alice, home, other) = (w.alice, w.market.selections[0], w.other.selections[0]);
    let double: Legs<'_> = &[(home, "2.10"), (other, "1.50")];
    let slips =
        [(&[(home, "2.10")][..], "10.00 EUR"), (double, "20.00 EUR"), (&[(other, "1.50")], "30.00 EUR")];
    let (basket, ids) = basket_of(&mut w, alice, &slips);
    w.at(minutes(5));
    let bets = w.book.session(alice).check_out(basket).unwrap();
    assert_eq!(bets.iter().map(|bet| bet.id).collect::<Vec<_>>(), ids);
    let figures: Vec<_> =
        bets.iter().map(|bet| (bet.stake.to_string(), bet.potential_return().to_string())).collect();
    // 10 * 2.10, 20 * 2.10 * 1.50, 30 * 1.50.
    let expected = [("10.00 EUR", "21.00 EUR"), ("20.00 EUR", "63.00 EUR"), ("30.00 EUR", "45.00 EUR")];
    assert_eq!(figures, expected.map(|(stake, back)| (stake.to_owned(), back.to_owned())));
    assert!(bets.iter().all(|bet| bet.placed_at == w.start.plus(minutes(5)) && bet.user == alice));
    assert_eq!(w.cash(alice), "40.00 EUR");
    let row = w.book.basket(basket).unwrap();
    assert_eq!((row.status, row.bets, row.slips.len()), (BasketStatus::CheckedOut, ids.clone(), 0));
    assert_eq!(row.closed_at, Some(w.start.plus(minutes(5))));
    // One command, one record: each bet is placed, and then the basket is closed.
    let head = w.book.journal_head().unwrap().records;
    let record = w.book.journal(Page::after(head - 1, 1)).unwrap().pop().unwrap().record;
    let placed = record.events.iter().map(|event| match event {
        Event::BetPlaced { bet, .. } => Some(*bet),
        _ => None,
    });
    let placed: Vec<_> = placed.collect();
    assert_eq!(placed, [Some(ids[0]), Some(ids[1]), Some(ids[2]), None]);
    assert_eq!(record.events[3], Event::BasketCheckedOut { basket, user: alice, bets: ids });
    w.check();
}

#[test]
fn bets_from_a_basket_settle_are_cancelled_and_voided_like_others() {
    let mut w = world();
    let (alice, home, draw, other) =
        (w.alice, w.market.selections[0], w.market.selections[1], w.other.selections[0]);
    let slips: [(Legs<'_>, &str); 4] = [
        (&[(home, "2.10")], "10.00 EUR"),
        (&[(draw, "3.40")], "10.00 EUR"),
        (&[(home, "2.10"), (other, "1.50")], "10.00 EUR"),
        (&[(other, "1.50")], "10.00 EUR"),
    ];
    let (basket, _) = basket_of(&mut w, alice, &slips);
    let bets = w.book.session(alice).check_out(basket).unwrap();
    w.book.session(alice).cancel_bet(bets[3].id).unwrap();
    let bookmaker = w.bookmaker;
    w.book.session(bookmaker).because("a palpable error").void_bet(bets[1].id).unwrap();
    assert_eq!(w.cash(alice), "80.00 EUR");
    w.finish(w.first, 2, 1);
    w.finish(w.second, 1, 0);
    let told: Vec<_> = bets.iter().map(|bet| w.status(bet)).collect();
    assert_eq!(told, ["won", "void", "won", "cancelled"]);
    // 80.00 + 21.00 + 10 * 2.10 * 1.50.
    assert_eq!(w.cash(alice), "132.50 EUR");
    assert_eq!(w.book.basket(basket).unwrap().bets.len(), 4);
    w.check();
}

#[test]
fn a_repeated_check_out_gives_the_same_bets_once() {
    let mut w = world();
    let (alice, bob, home) = (w.alice, w.bob, w.market.selections[0]);
    let legs: Legs<'_> = &[(home, "2.10")];
    let (basket, ids) = basket_of(&mut w, alice, &[(legs, "30.00 EUR"); 2]);
    let command = w.book.session(alice).command(CheckOutBasket { basket, edits: 2 });
    let answers = w.book.execute(&[command.clone(), command.clone()]);
    let answers: Vec<_> = answers.into_iter().map(Result::unwrap).collect();
    assert_eq!(answers.iter().map(|answer| answer.repeated).collect::<Vec<_>>(), [false, true]);
    assert!(answers.iter().all(|answer| answer.made == Made::Bets(ids.clone())));
    let (hash, head) = (w.book.state_hash().unwrap(), w.book.journal_head().unwrap());
    // Later, too, when no slip of it would be taken any more.
    let late = Command { at: w.start.plus(hours(5)), ..command.clone() };
    let again = w.book.execute_one(&late).unwrap();
    assert_eq!((again.made, again.repeated), (Made::Bets(ids), true));
    assert_eq!((w.book.state_hash().unwrap(), w.book.journal_head().unwrap()), (hash, head));
    assert_eq!(w.cash(alice), "40.00 EUR");
    let other_edits = Command { body: CheckOutBasket { basket, edits: 3 }.into(), ..command.clone() };
    let other_actor = Command { actor: Actor::User(bob), ..command };
    for command in [other_edits, other_actor] {
        refused("idempotency_conflict", &mut w.book, |book| book.execute_one(&command));
    }
    // Another wish to check the same basket out.
    refused("basket_closed", &mut w.book, check_out(alice, basket));
    w.check();
}

#[test]
fn a_slip_is_a_bet_once_whether_from_a_basket_or_alone() {
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let legs: Legs<'_> = &[(home, "2.10")];
    let (basket, ids) = basket_of(&mut w, alice, &[(legs, "10.00 EUR"), (legs, "20.00 EUR")]);
    let (other, twins) = basket_of(&mut w, alice, &[(legs, "5.00 EUR")]);
    // The slips of the first basket lie in a third one, too.
    let third = w.book.session(alice).create_basket().unwrap();
    let id = CommandId::new(ids[1].uuid()).unwrap();
    let same = Slip::new(id).leg(home, "2.10").stake("20.00 EUR");
    w.book.session(alice).add_to_basket(third, same.clone()).unwrap();
    w.book.session(alice).check_out(basket).unwrap();
    let sent_alone = alone(&w, ids[0], legs, "10.00 EUR");
    refused("idempotency_conflict", &mut w.book, |book| book.execute_one(&sent_alone));
    refused_for(&mut w.book, check_out(alice, third), (ids[1], None, "idempotency_conflict"));
    refused("idempotency_conflict", &mut w.book, |book| book.session(alice).add_to_basket(other, same));
    // The other way round: what was placed alone is refused from its basket.
    let sent_alone = alone(&w, twins[0], legs, "5.00 EUR");
    w.book.execute_one(&sent_alone).unwrap();
    refused_for(&mut w.book, check_out(alice, other), (twins[0], None, "idempotency_conflict"));
    let quote = w.book.session(alice).quote(other).unwrap();
    assert_eq!(quote.slips[0].refused.as_ref().unwrap().refusal.code(), "idempotency_conflict");
    assert_eq!(w.cash(alice), "65.00 EUR");
    w.check();
}

#[test]
fn the_check_outs_own_id_is_no_slips() {
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let (basket, _) = basket_of(&mut w, alice, &[(&[(home, "2.10")], "10.00 EUR")]);
    let id = w.book.fresh_id();
    let slip = Slip::new(id).leg(home, "2.10").stake("10.00 EUR");
    let slip = w.book.session(alice).add_to_basket(basket, slip).unwrap();
    let mut command = w.book.session(alice).command(CheckOutBasket { basket, edits: 2 });
    let other = std::mem::replace(&mut command.id, id);
    let same_id = command.clone();
    let ask = move |book: &mut Book| book.execute_one(&same_id).map(drop);
    refused_for(&mut w.book, ask, (slip, None, "idempotency_conflict"));
    command.id = other;
    assert!(!w.book.execute_one(&command).unwrap().repeated);
    // The slip is a bet now, and its id is still no check-out's.
    command.id = id;
    refused("idempotency_conflict", &mut w.book, |book| book.execute_one(&command));
    w.check();
}

#[test]
fn one_slip_too_many_takes_none() {
    let mut w = world();
    let (alice, home, other) = (w.alice, w.market.selections[0], w.other.selections[0]);
    let slips: [(Legs<'_>, &str); 3] = [
        (&[(home, "2.10")], "60.00 EUR"),
        (&[(other, "1.50")], "40.00 EUR"),
        (&[(home, "2.10")], "0.10 EUR"),
    ];
    let (basket, ids) = basket_of(&mut w, alice, &slips);
    refused_for(&mut w.book, check_out(alice, basket), (ids[2], None, "insufficient_funds"));
    assert_eq!(w.cash(alice), "100.00 EUR");
    assert!(w.book.bet(ids[0]).is_err() && w.book.basket(basket).unwrap().is_open());
    // Exactly what she has.
    w.book.session(alice).remove_from_basket(basket, ids[2]).unwrap();
    assert_eq!(w.book.session(alice).check_out(basket).unwrap().len(), 2);
    assert_eq!(w.cash(alice), "0.00 EUR");
    w.check();
}

#[test]
fn a_refusal_names_the_slip_and_the_leg() {
    let mut w = world();
    let (alice, bookmaker) = (w.alice, w.bookmaker);
    let (home, draw, other) = (w.market.selections[0], w.market.selections[1], w.other.selections[0]);
    // Two slips on one fixture are two bets; two legs of one slip hang together.
    let slips: [(Legs<'_>, &str); 3] = [
        (&[(home, "2.10")], "10.00 EUR"),
        (&[(draw, "3.40")], "10.00 EUR"),
        (&[(other, "1.50"), (home, "2.10"), (draw, "3.40")], "10.00 EUR"),
    ];
    let (basket, ids) = basket_of(&mut w, alice, &slips);
    refused_for(&mut w.book, check_out(alice, basket), (ids[2], Some(2), "related_legs"));
    // A leg's own trouble comes first, and the first slip's before the others'.
    w.book.session(bookmaker).change_prices(w.other.id, [(other, "1.40")]).unwrap();
    refused_for(&mut w.book, check_out(alice, basket), (ids[2], Some(0), "price_changed"));
    w.book.session(bookmaker).change_prices(w.market.id, [(draw, "3.50")]).unwrap();
    refused_for(&mut w.book, check_out(alice, basket), (ids[1], Some(0), "price_changed"));
    w.book.session(bookmaker).suspend_market(w.market.id).unwrap();
    refused_for(&mut w.book, check_out(alice, basket), (ids[0], Some(0), "market_closed"));
    w.book.session(bookmaker).resume_market(w.market.id).unwrap();
    w.book.session(bookmaker).change_prices(w.market.id, [(draw, "3.40")]).unwrap();
    w.book.session(alice).remove_from_basket(basket, ids[2]).unwrap();
    assert_eq!(w.book.session(alice).check_out(basket).unwrap().len(), 2);
    w.check();
}

#[test]
fn each_currency_is_paid_from_its_own_wallet() {
    let mut w = world();
    let (admin, alice, home) = (w.admin, w.alice, w.market.selections[0]);
    let dollars = Limits { min_stake: 10, max_stake: 100_000, max_return: 10_000_000 };
    let rules = HouseRules::default().with_limits(Currency::USD, dollars);
    w.book.session(admin).adopt_house_rules(rules).unwrap();
    w.book.system().confirm_deposit(alice, "50.00 USD", "bank", "dollars").unwrap();
    let legs: Legs<'_> = &[(home, "2.10")];
    let slips = [(legs, "60.00 EUR"), (legs, "50.00 USD"), (legs, "40.00 EUR"), (legs, "0.10 USD")];
    let (basket, ids) = basket_of(&mut w, alice, &slips);
    refused_for(&mut w.book, check_out(alice, basket), (ids[3], None, "insufficient_funds"));
    let quote = w.book.session(alice).quote(basket).unwrap();
    let sums: Vec<_> = quote.stakes.iter().map(ToString::to_string).collect();
    assert_eq!(sums, ["100.00 EUR", "50.10 USD"]);
    w.book.session(alice).remove_from_basket(basket, ids[3]).unwrap();
    w.book.session(alice).check_out(basket).unwrap();
    assert_eq!(w.cash(alice), "0.00 EUR");
    assert_eq!(w.book.session(alice).wallet("USD").unwrap().cash.to_string(), "0.00 USD");
    // In a currency without a wallet there is nothing, and no limit either.
    let (basket, ids) = basket_of(&mut w, alice, &[(legs, "100 JPY")]);
    refused_for(&mut w.book, check_out(alice, basket), (ids[0], None, "no_limits_for_currency"));
    w.check();
}

#[test]
fn what_is_in_a_basket_is_read_at_once_and_journalled_never() {
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let basket = w.book.session(alice).create_basket().unwrap();
    let reader = w.book.reader();
    let before = (w.book.state_hash().unwrap(), w.book.journal_head().unwrap());
    let slip = w.slip(&[(home, "2.10")], "10.00 EUR");
    let slip = w.book.session(alice).add_to_basket(basket, slip).unwrap();
    let other = w.book.slip().leg(home, "2.20").on_odds_change(OddsChange::Any);
    let other = w.book.session(alice).add_to_basket(basket, other).unwrap();
    w.book.session(alice).restake(basket, slip, "12.00 EUR").unwrap();
    w.book.session(alice).remove_from_basket(basket, other).unwrap();
    let row = reader.basket(basket).unwrap();
    assert_eq!((row.edits, row.slips.len()), (4, 1));
    let kept = row.slip(slip).unwrap();
    assert_eq!(kept.stake.unwrap().to_string(), "12.00 EUR");
    assert_eq!((kept.legs[0].selection, kept.odds_change), (home, OddsChange::None));
    assert_eq!((w.book.state_hash().unwrap(), w.book.journal_head().unwrap()), before);
    // A book that is rebuilt has the basket, and nothing in it.
    w.check();
    let mut again = crate::support::book_at(w.start);
    again.restore(w.book.journal(Page::first(1_000)).unwrap()).unwrap();
    let rebuilt = again.basket(basket).unwrap();
    assert_eq!((rebuilt.status, rebuilt.slips.len()), (BasketStatus::Open, 0));
    // A minute later, so that its host makes other ids than the first one's.
    again.set_now(w.start.plus(minutes(1)));
    let slip = again.slip().leg(home, "2.10").stake("5.00 EUR");
    again.session(alice).add_to_basket(basket, slip).unwrap();
    assert_eq!(again.session(alice).check_out(basket).unwrap().len(), 1);
}

#[test]
fn what_changes_nothing_is_no_edit() {
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let basket = w.book.session(alice).create_basket().unwrap();
    let slip = w.slip(&[(home, "2.10")], "10.00 EUR");
    let id = w.book.session(alice).add_to_basket(basket, slip.clone()).unwrap();
    let quote = w.book.session(alice).quote(basket).unwrap();
    // The answers got lost, and the host sends both again.
    w.book.session(alice).add_to_basket(basket, slip).unwrap();
    w.book.session(alice).restake(basket, id, "10.00 EUR").unwrap();
    assert_eq!(w.book.basket(basket).unwrap().slips.len(), 1);
    assert_eq!(w.book.session(alice).check_out_quoted(&quote).unwrap()[0].id, id);
    w.check();
}

#[test]
fn a_basket_is_over_at_its_time_and_expires_when_that_is_run() {
    let mut w = world();
    let (admin, alice, bob) = (w.admin, w.alice, w.bob);
    let home = w.market.selections[0];
    let (early, _) = basket_of(&mut w, alice, &[(&[(home, "2.10")], "10.00 EUR")]);
    // Another time under other rules holds for baskets made after them.
    let rules = HouseRules { basket_seconds: 3_600, ..HouseRules::default() };
    w.book.session(admin).adopt_house_rules(rules).unwrap();
    let (short, ids) = basket_of(&mut w, alice, &[(&[(home, "2.10")], "10.00 EUR")]);
    let of_bob = w.book.session(bob).create_basket().unwrap();
    assert_eq!(w.book.next_due().unwrap(), Some(w.start.plus(hours(1))));
    w.book.set_now(w.start.plus(hours(1)).minus(MICROSECOND));
    assert_eq!(w.book.system().run_due(10).unwrap(), 0);
    w.book.session(alice).restake(short, ids[0], "5.00 EUR").unwrap();
    w.at(hours(1));
    refused("basket_expired", &mut w.book, check_out(alice, short));
    let quote = w.book.session(alice).quote(short).unwrap();
    assert_eq!(quote.refusal.as_ref().unwrap().code(), "basket_expired");
    assert_eq!(w.book.basket(short).unwrap().status, BasketStatus::Open);
    // In pages of one.
    assert_eq!([w.book.system().run_due(1).unwrap(), w.book.system().run_due(1).unwrap()], [1, 1]);
    assert_eq!(w.book.system().run_due(1).unwrap(), 0);
    for basket in [short, of_bob] {
        let row = w.book.basket(basket).unwrap();
        assert_eq!((row.status, row.closed_at), (BasketStatus::Expired, Some(w.start.plus(hours(1)))));
        assert!(row.slips.is_empty() && row.bets.is_empty());
    }
    assert!(w.book.basket(early).unwrap().is_open());
    assert_eq!(w.book.next_due().unwrap(), Some(w.start.plus(hours(24))));
    w.check();
}

#[test]
fn baskets_that_are_over_keep_no_new_one_out() {
    let mut w = world();
    let (admin, alice, bob) = (w.admin, w.alice, w.bob);
    let rules = HouseRules { max_baskets: 2, ..HouseRules::default() };
    w.book.session(admin).adopt_house_rules(rules).unwrap();
    let (early, of_bob) = (w.book.session(alice).create_basket(), w.book.session(bob).create_basket());
    let (early, of_bob) = (early.unwrap(), of_bob.unwrap());
    w.at(hours(1));
    let late = w.book.session(alice).create_basket().unwrap();
    w.book.set_now(w.start.plus(hours(24)).minus(MICROSECOND));
    refused("too_many_baskets", &mut w.book, |book| book.session(alice).create_basket());
    w.at(hours(24));
    // Nobody has run what is due.
    let new = w.book.session(alice).create_basket().unwrap();
    let status = |basket| w.book.basket(basket).unwrap().status;
    assert_eq!(status(early), BasketStatus::Expired);
    assert_eq!([late, new, of_bob].map(status), [BasketStatus::Open; 3]);
    refused("too_many_baskets", &mut w.book, |book| book.session(alice).create_basket());
    assert_eq!(w.book.system().run_due(10).unwrap(), 1);
    assert_eq!(w.book.basket(of_bob).unwrap().status, BasketStatus::Expired);
    w.check();
}

#[test]
fn who_shuts_himself_out_loses_his_baskets_and_nobody_elses() {
    let mut w = world();
    let (admin, alice, bob, home) = (w.admin, w.alice, w.bob, w.market.selections[0]);
    let (bought, _) = basket_of(&mut w, alice, &[(&[(home, "2.10")], "10.00 EUR")]);
    w.book.session(alice).check_out(bought).unwrap();
    let (first, _) = basket_of(&mut w, alice, &[(&[(home, "2.10")], "10.00 EUR")]);
    let second = w.book.session(alice).create_basket().unwrap();
    let of_bob = w.book.session(bob).create_basket().unwrap();
    let until = w.start.plus(hours(24));
    w.book.session(alice).exclude_self(Exclusion::CoolingOff, until).unwrap();
    let status = |w: &World, basket| w.book.basket(basket).unwrap().status;
    assert_eq!([first, second].map(|basket| status(&w, basket)), [BasketStatus::Dropped; 2]);
    assert_eq!((status(&w, bought), status(&w, of_bob)), (BasketStatus::CheckedOut, BasketStatus::Open));
    refused("basket_closed", &mut w.book, check_out(alice, first));
    refused("may_not_stake", &mut w.book, |book| book.session(alice).create_basket());
    // By an Admin: under review a basket stays, on the register and at the end of the account it goes.
    let set = |w: &mut World, user, status| {
        w.book.session(admin).because("as it is").change_status(user, status).unwrap();
    };
    for keeping in [Status::Suspended, Status::Blocked, Status::Active] {
        set(&mut w, bob, keeping);
        assert_eq!(status(&w, of_bob), BasketStatus::Open);
    }
    set(&mut w, bob, Status::OnRegister);
    assert_eq!(status(&w, of_bob), BasketStatus::Dropped);
    set(&mut w, bob, Status::Active);
    let last = w.book.session(bob).create_basket().unwrap();
    w.book
        .session(bob)
        .request_withdrawal("100.00 EUR")
        .map(|id| w.book.system().confirm_withdrawal(id))
        .unwrap()
        .unwrap();
    set(&mut w, bob, Status::Closed);
    assert_eq!(status(&w, last), BasketStatus::Dropped);
    let dropped = BasketFilter { status: Some(BasketStatus::Dropped), ..BasketFilter::default() };
    assert_eq!(w.book.baskets(dropped, Page::first(10)).unwrap().len(), 4);
    w.check();
}

#[test]
fn a_bettor_who_becomes_staff_has_no_open_basket() {
    let mut w = world();
    let (admin, bob, home) = (w.admin, w.bob, w.market.selections[0]);
    let (basket, _) = basket_of(&mut w, bob, &[(&[(home, "2.10")], "10.00 EUR")]);
    w.book.session(admin).change_role(bob, Role::Support).unwrap();
    assert_eq!(w.book.basket(basket).unwrap().status, BasketStatus::Dropped);
    w.book.session(admin).change_role(bob, Role::Bettor).unwrap();
    refused("basket_closed", &mut w.book, check_out(bob, basket));
    w.check();
}

#[test]
fn support_fills_a_basket_and_checks_it_out_for_a_bettor() {
    let mut w = world();
    let (admin, alice, bob, home) = (w.admin, w.alice, w.bob, w.market.selections[0]);
    w.book.session(admin).change_role(bob, Role::Support).unwrap();
    refused("reason_required", &mut w.book, |book| book.on_behalf(bob, alice).create_basket());
    refused("wrong_role", &mut w.book, |book| book.session(bob).create_basket());
    let slip = w.slip(&[(home, "2.10")], "10.00 EUR");
    let mut desk = w.book.on_behalf(bob, alice).because("by telephone");
    let basket = desk.create_basket().unwrap();
    let id = desk.add_to_basket(basket, slip).unwrap();
    desk.restake(basket, id, "20.00 EUR").unwrap();
    assert!(desk.quote(basket).unwrap().is_acceptable());
    let bets = desk.check_out(basket).unwrap();
    assert_eq!((bets[0].user, bets[0].status), (alice, BetStatus::Open));
    assert_eq!((w.cash(alice), w.book.basket(basket).unwrap().user), ("80.00 EUR".to_owned(), alice));
    let head = w.book.journal_head().unwrap().records;
    let record = w.book.journal(Page::after(head - 1, 1)).unwrap().pop().unwrap().record;
    assert_eq!(record.actor, Actor::OnBehalf { agent: bob, bettor: alice });
    assert_eq!(record.reason.as_deref(), Some("by telephone"));
    w.check();
}

#[test]
fn a_slice_fills_and_checks_out_in_one_go() {
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let mut session = w.book.session(alice);
    let create = session.command(realdeal::command::CreateBasket {});
    let basket = BasketId::made_by(create.id, 0);
    let id = w.book.fresh_id();
    let slip = Slip::new(id).leg(home, "2.10").stake("10.00 EUR");
    let slip = realdeal::betting::BasketSlip::try_from(slip).unwrap();
    let mut session = w.book.session(alice);
    let add = session.command(realdeal::command::AddToBasket { basket, slip });
    let check_out = session.command(CheckOutBasket { basket, edits: 1 });
    let answers = w.book.execute(&[create, add, check_out]);
    assert_eq!(answers.into_iter().last().unwrap().unwrap().made, Made::Bets(vec![id.into()]));
    assert_eq!(w.cash(alice), "90.00 EUR");
    w.check();
}
