//! Quotes: what a basket would come to now, and that a check-out says the same.

use realdeal::betting::{OddsChange, Quote, QuotedLeg, QuotedSlip};
use realdeal::house_rules::HouseRules;
use realdeal::id::BetId;
use realdeal::people::{Role, Status};

use crate::baskets::{basket_of, check_out, refused_for};
use crate::support::{World, hours, minutes, refused, world};

/// Why each slip would be refused: the leg and the code.
fn refusals(quote: &Quote) -> Vec<Option<(Option<u32>, &'static str)>> {
    let told = |slip: &QuotedSlip| slip.refused.as_ref().map(|refused| (refused.leg, refused.refusal.code()));
    quote.slips.iter().map(told).collect()
}

fn returns(quote: &Quote) -> Vec<Option<String>> {
    quote.slips.iter().map(|slip| slip.potential_return.map(|back| back.to_string())).collect()
}

/// A basket of Alice's: a single of 10.00 EUR, a double of 20.00 EUR, and a single without a stake.
fn three(w: &mut World) -> (realdeal::id::BasketId, Vec<BetId>) {
    let (alice, home, other) = (w.alice, w.market.selections[0], w.other.selections[0]);
    let slips: [(&[_], _); 2] =
        [(&[(home, "2.10")], "10.00 EUR"), (&[(other, "1.50"), (home, "2.10")], "20.00 EUR")];
    let (basket, mut ids) = basket_of(w, alice, &slips);
    let open = w.book.slip().leg(other, "1.50").on_odds_change(OddsChange::Higher);
    ids.push(w.book.session(alice).add_to_basket(basket, open).unwrap());
    (basket, ids)
}

#[test]
fn a_quote_has_the_prices_and_returns_of_now() {
    let mut w = world();
    let (alice, bookmaker, home, other) =
        (w.alice, w.bookmaker, w.market.selections[0], w.other.selections[0]);
    let (basket, ids) = three(&mut w);
    w.book.session(bookmaker).change_prices(w.other.id, [(other, "1.60")]).unwrap();
    w.at(minutes(7));
    let before = (w.book.state_hash().unwrap(), w.book.journal_head().unwrap(), w.book.fresh_id());
    let quote = w.book.session(alice).quote(basket).unwrap();
    assert_eq!((quote.basket, quote.at, quote.edits), (basket, w.start.plus(minutes(7)), 3));
    assert_eq!(quote.slips.iter().map(|slip| slip.slip).collect::<Vec<_>>(), ids);
    let changed: Vec<Vec<_>> =
        quote.slips.iter().map(|slip| slip.legs.iter().map(QuotedLeg::has_changed).collect()).collect();
    assert_eq!(changed, [vec![false], vec![true, false], vec![true]]);
    let leg = quote.slips[1].legs[0];
    assert_eq!((leg.requested.to_string(), leg.current.unwrap().to_string()), ("1.50".into(), "1.60".into()));
    // 10 * 2.10; 20 * 1.60 * 2.10; nothing without a stake.
    assert_eq!(returns(&quote), [Some("21.00 EUR".to_owned()), Some("67.20 EUR".to_owned()), None]);
    let no_stake = Some((None, "no_stake"));
    assert_eq!(refusals(&quote), [None, Some((Some(0), "price_changed")), no_stake]);
    assert_eq!(quote.stakes.iter().map(ToString::to_string).collect::<Vec<_>>(), ["30.00 EUR"]);
    assert!(quote.refusal.is_none() && !quote.is_acceptable());
    // The slip that takes a higher price is acceptable once its stake is named.
    w.book.session(alice).restake(basket, ids[2], "5.00 EUR").unwrap();
    w.book.session(alice).remove_from_basket(basket, ids[1]).unwrap();
    let quote = w.book.session(alice).quote(basket).unwrap();
    assert!(quote.is_acceptable());
    assert_eq!(returns(&quote), [Some("21.00 EUR".to_owned()), Some("8.00 EUR".to_owned())]);
    assert_eq!((w.book.state_hash().unwrap(), w.book.journal_head().unwrap()), (before.0, before.1));
    let bets = w.book.session(alice).check_out_quoted(&quote).unwrap();
    let back: Vec<_> = bets.iter().map(|bet| Some(bet.potential_return().to_string())).collect();
    assert_eq!(back, returns(&quote));
    assert_eq!(bets[1].legs[0].odds.to_string(), "1.60");
    assert_eq!(w.book.selection(home).unwrap().odds.to_string(), "2.10");
    w.check();
}

#[test]
fn a_quote_refuses_what_a_check_out_refuses() {
    let mut w = world();
    let (alice, bookmaker) = (w.alice, w.bookmaker);
    let (basket, ids) = three(&mut w);
    w.book.session(alice).restake(basket, ids[2], "70.01 EUR").unwrap();
    let quote = |w: &mut World| w.book.session(w.alice).quote(basket).unwrap();
    assert_eq!(refusals(&quote(&mut w)), [None, None, Some((None, "insufficient_funds"))]);
    refused_for(&mut w.book, check_out(alice, basket), (ids[2], None, "insufficient_funds"));
    w.book.session(bookmaker).suspend_market(w.market.id).unwrap();
    let suspended = |leg| Some((Some(leg), "market_closed"));
    // What is refused for something else still counts against the balance.
    let poor = Some((None, "insufficient_funds"));
    assert_eq!(refusals(&quote(&mut w)), [suspended(0), suspended(1), poor]);
    refused_for(&mut w.book, check_out(alice, basket), (ids[0], Some(0), "market_closed"));
    w.book.session(bookmaker).resume_market(w.market.id).unwrap();
    w.book.session(alice).restake(basket, ids[2], "0.05 EUR").unwrap();
    assert_eq!(refusals(&quote(&mut w)), [None, None, Some((None, "stake_too_low"))]);
    w.at(hours(3));
    let late = |leg| Some((Some(leg), "too_late"));
    assert_eq!(refusals(&quote(&mut w)), [late(0), late(1), Some((None, "stake_too_low"))]);
    refused_for(&mut w.book, check_out(alice, basket), (ids[0], Some(0), "too_late"));
}

#[test]
fn a_selection_that_is_gone_has_no_price() {
    let mut w = world();
    let (alice, bookmaker, second) = (w.alice, w.bookmaker, w.second);
    let (basket, ids) = three(&mut w);
    w.book.session(bookmaker).delete_fixture(second).unwrap();
    let quote = w.book.session(alice).quote(basket).unwrap();
    assert_eq!(
        quote.slips[1].legs.iter().map(|leg| leg.current.is_some()).collect::<Vec<_>>(),
        [false, true]
    );
    assert!(quote.slips[1].legs[0].has_changed() && quote.slips[1].potential_return.is_none());
    assert_eq!(refusals(&quote)[1], Some((Some(0), "unknown_selection")));
    refused_for(&mut w.book, check_out(alice, basket), (ids[1], Some(0), "unknown_selection"));
}

#[test]
fn a_return_beyond_what_can_be_paid_is_none() {
    let mut w = world();
    let (alice, bookmaker, away) = (w.alice, w.bookmaker, w.other.selections[2]);
    w.book.session(bookmaker).change_prices(w.other.id, [(away, "10000")]).unwrap();
    let stake = "92233720368547758.07 EUR";
    let (basket, _) = basket_of(&mut w, alice, &[(&[(away, "10000")], stake), (&[(away, "10000")], stake)]);
    let quote = w.book.session(alice).quote(basket).unwrap();
    assert_eq!(returns(&quote), [None, None]);
    assert_eq!(refusals(&quote), [Some((Some(0), "odds_above_limit")); 2]);
    // The sum of the stakes stops where amounts do.
    assert_eq!(quote.stakes.iter().map(ToString::to_string).collect::<Vec<_>>(), [stake]);
}

#[test]
fn a_quote_is_for_whoever_may_see_the_basket_and_says_what_its_owner_would_be_told() {
    let mut w = world();
    let (admin, alice, bob) = (w.admin, w.alice, w.bob);
    let (basket, _) = three(&mut w);
    let mine = w.book.session(alice).quote(basket).unwrap();
    assert_eq!(w.book.session(admin).quote(basket).unwrap(), mine);
    assert_eq!(w.book.system().quote(basket).unwrap(), mine);
    refused("not_yours", &mut w.book, |book| book.session(bob).quote(basket));
    w.book.session(admin).change_role(bob, Role::Support).unwrap();
    assert_eq!(w.book.on_behalf(bob, alice).quote(basket).unwrap(), mine);
    w.book.session(admin).because("review").change_status(alice, Status::Suspended).unwrap();
    let quote = w.book.session(alice).quote(basket).unwrap();
    assert_eq!(
        refusals(&quote),
        [Some((None, "may_not_stake")), Some((None, "may_not_stake")), Some((None, "no_stake"))]
    );
}

#[test]
fn a_quote_of_what_is_over_says_so() {
    let mut w = world();
    let (admin, alice) = (w.admin, w.alice);
    let (basket, ids) = three(&mut w);
    w.book.session(alice).remove_from_basket(basket, ids[2]).unwrap();
    let quote = w.book.session(alice).quote(basket).unwrap();
    assert!(quote.is_acceptable());
    // Rules that came after the quote hold for the check-out.
    w.book.session(admin).adopt_house_rules(HouseRules { max_legs: 1, ..HouseRules::default() }).unwrap();
    let ask = |book: &mut realdeal::Book| book.session(alice).check_out_quoted(&quote).map(drop);
    refused_for(&mut w.book, ask, (ids[1], None, "too_many_legs"));
    w.book.session(admin).adopt_house_rules(HouseRules::default()).unwrap();
    w.book.session(alice).check_out_quoted(&quote).unwrap();
    let over = w.book.session(alice).quote(basket).unwrap();
    assert!(over.slips.is_empty() && over.stakes.is_empty() && !over.is_acceptable());
    assert_eq!(over.refusal.unwrap().code(), "basket_closed");
    refused("basket_closed", &mut w.book, |book| book.session(alice).check_out_quoted(&quote));
}
