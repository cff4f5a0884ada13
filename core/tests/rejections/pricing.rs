//! Slips: stakes, returns, prices that have changed, currencies, funds.

use realdeal::Book;
use realdeal::Error;
use realdeal::betting::{OddsChange, Slip};
use realdeal::house_rules::{HouseRules, Limits};
use realdeal::id::SelectionId;
use realdeal::money::Currency;

use crate::support::{World, refused, world};
use crate::{back, refused_saying};

#[test]
fn a_stake_keeps_to_the_limits_to_the_cent() {
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    w.book.system().confirm_deposit(alice, "20000.00 EUR", "bank", "2").unwrap();
    let stake = |stake: &'static str| move |book: &mut Book| back(book, alice, &[(home, "2.10")], stake);
    let said = "the stake 0.09 EUR is below the minimum of 0.10 EUR";
    refused_saying("stake_too_low", said, &mut w.book, stake("0.09 EUR"));
    let said = "the stake 10000.01 EUR is above the maximum of 10000.00 EUR";
    refused_saying("stake_too_high", said, &mut w.book, stake("10000.01 EUR"));
    refused("stake_too_high", &mut w.book, stake("92233720368547758.07 EUR"));
    for amount in ["0.10 EUR", "10000.00 EUR"] {
        stake(amount)(&mut w.book).unwrap();
    }
    for amount in ["0.00 EUR", "-10.00 EUR", "-92233720368547758.08 EUR"] {
        let said = format!("the amount {amount} must be above zero");
        refused_saying("amount_not_positive", &said, &mut w.book, stake(amount));
    }
    for (amount, code) in [
        ("10.001 EUR", "too_many_decimals"),
        ("92233720368547758.08 EUR", "amount_out_of_range"),
        ("10.00 Euro", "bad_currency"),
        ("10.00 EURO", "unknown_currency"),
        ("much", "bad_amount"),
    ] {
        refused(code, &mut w.book, stake(amount));
    }
    w.check();
}

#[test]
fn a_return_keeps_to_the_limit_to_the_cent() {
    let mut w = world();
    let (alice, kick_off) = (w.alice, w.kick_off());
    w.book.system().confirm_deposit(alice, "20000.00 EUR", "bank", "2").unwrap();
    // A thousand at 1000.000004 comes to 0.4 cents above the limit, and is rounded to it; at 1000.000005 it is not.
    let (within, above) = ("1000.000004", "1000.000005");
    let [within, above] = [within, above].map(|odds| (w.one_more(kick_off, odds).1.selections[0], odds));
    let said = "the bet could return more than the maximum of 1000000.00 EUR";
    refused_saying("return_too_high", said, &mut w.book, |book| back(book, alice, &[above], "1000.00 EUR"));
    let bet = back(&mut w.book, alice, &[within], "1000.00 EUR").unwrap();
    assert_eq!(bet.potential_return().to_string(), "1000000.00 EUR");
    w.check();
}

#[test]
fn a_return_beyond_all_counting_is_too_high() {
    let mut w = world();
    let (alice, kick_off) = (w.alice, w.kick_off());
    let longest: Vec<_> = (0..25).map(|_| (w.one_more(kick_off, "1001").1.selections[0], "1001")).collect();
    refused("return_too_high", &mut w.book, |book| back(book, alice, &longest, "1.00 EUR"));
    refused("return_too_high", &mut w.book, |book| back(book, alice, &longest[..3], "0.10 EUR"));
    back(&mut w.book, alice, &longest[..2], "0.10 EUR").unwrap();
}

#[test]
fn a_price_can_be_too_long_for_the_house() {
    let mut w = world();
    let (alice, kick_off) = (w.alice, w.kick_off());
    let longest = w.one_more(kick_off, "1001.00").1.selections[0];
    let longer = w.one_more(kick_off, "1001.01").1.selections[0];
    back(&mut w.book, alice, &[(longest, "1001.00")], "0.10 EUR").unwrap();
    let said = "the price 1001.01 is above the longest that is taken, 1001.00";
    refused_saying("odds_above_limit", said, &mut w.book, |book| {
        back(book, alice, &[(longer, "1001.01")], "0.10 EUR")
    });
}

#[test]
fn a_price_on_a_slip_is_one() {
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let cases = [
        ("1.00", "odds_too_short"),
        ("1", "odds_too_short"),
        ("0.50", "odds_too_short"),
        ("0/5", "odds_too_short"),
        ("10001", "odds_too_long"),
        ("2.1000000", "odds_too_fine"),
        ("-2.10", "bad_odds"),
        ("two", "bad_odds"),
        ("", "bad_odds"),
    ];
    for (price, code) in cases {
        refused(code, &mut w.book, |book| back(book, alice, &[(home, price)], "10.00 EUR"));
    }
}

/// A slip on both home sides, written at 2.10 and 1.50, a total of 3.15, once the prices are these.
fn after_change(policy: OddsChange, first: &str, second: &str) -> (World, Slip, [SelectionId; 2]) {
    let mut w = world();
    let (bookmaker, market, other) = (w.bookmaker, w.market.clone(), w.other.clone());
    let backed = [market.selections[0], other.selections[0]];
    let slip = w.slip(&[(backed[0], "2.10"), (backed[1], "1.50")], "10.00 EUR").on_odds_change(policy);
    w.book.session(bookmaker).change_prices(market.id, [(backed[0], first)]).unwrap();
    w.book.session(bookmaker).change_prices(other.id, [(backed[1], second)]).unwrap();
    (w, slip, backed)
}

#[test]
fn what_a_slip_says_of_changed_prices_is_heeded() {
    use OddsChange::{Any, Higher, HigherTotal, None};
    let cases = [
        // Nothing has changed, however it is written now.
        (None, "11/10", "1.500", Ok("31.50 EUR")),
        (None, "2.11", "1.50", Err("price_changed")),
        (None, "2.09", "1.50", Err("price_changed")),
        (Higher, "2.11", "1.50", Ok("31.65 EUR")),
        (Higher, "2.11", "1.49", Err("price_changed")),
        (Higher, "2.09", "2.00", Err("price_changed")),
        // 2.00 x 1.575 is 3.15 exactly; a millionth less is less.
        (HigherTotal, "2.00", "1.575", Ok("31.50 EUR")),
        (HigherTotal, "2.00", "1.574999", Err("total_price_lower")),
        (HigherTotal, "1.50", "2.50", Ok("37.50 EUR")),
        (HigherTotal, "2.09", "1.50", Err("total_price_lower")),
        (Any, "1.01", "1.01", Ok("10.20 EUR")),
        (Any, "3.00", "2.00", Ok("60.00 EUR")),
    ];
    for (policy, first, second, expected) in cases {
        let (mut w, slip, backed) = after_change(policy, first, second);
        let alice = w.alice;
        match expected {
            Ok(potential_return) => {
                let bet = w.book.session(alice).place_bet(slip).unwrap();
                assert_eq!(
                    bet.potential_return().to_string(),
                    potential_return,
                    "{policy:?} {first} {second}"
                );
                // The accepted price is always the current one, and the requested one is kept.
                let taken = bet.legs.iter().map(|leg| (leg.requested.in_decimal(2), leg.odds));
                let expected = [("2.10", first), ("1.50", second)];
                let expected = expected.map(|(asked, now)| (asked.to_owned(), now.parse().unwrap()));
                assert_eq!(taken.collect::<Vec<_>>(), expected);
                w.check();
            }
            Err(code) => refused(code, &mut w.book, |book| {
                let answer: Result<_, Error> = book.session(alice).place_bet(slip);
                let said = answer.as_ref().unwrap_err().to_string();
                let lower = "the total price of the 2 legs is lower than on the slip".to_owned();
                let moved = [("2.10", first), ("1.50", second)].into_iter().zip(backed);
                let moved = moved.map(|((asked, now), selection)| {
                    format!("the price of selection {selection} is {now}, not {asked}")
                });
                assert!(said == lower || moved.into_iter().any(|moved| said == moved), "{said}");
                answer
            }),
        }
    }
}

#[test]
fn a_single_under_higher_total_may_not_fall() {
    let mut w = world();
    let (alice, bookmaker, market, home) = (w.alice, w.bookmaker, w.market.id, w.market.selections[0]);
    let slip = w.slip(&[(home, "2.10")], "10.00 EUR").on_odds_change(OddsChange::HigherTotal);
    w.book.session(bookmaker).change_prices(market, [(home, "2.09")]).unwrap();
    let said = "the total price of the 1 legs is lower than on the slip";
    refused_saying("total_price_lower", said, &mut w.book, |book| {
        book.session(alice).place_bet(slip.clone())
    });
    w.book.session(bookmaker).change_prices(market, [(home, "2.10")]).unwrap();
    w.book.session(alice).place_bet(slip).unwrap();
}

#[test]
fn nobody_stakes_more_than_he_has() {
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let said = "the balance of 100.00 EUR does not cover 100.01 EUR";
    refused_saying("insufficient_funds", said, &mut w.book, |book| {
        back(book, alice, &[(home, "2.10")], "100.01 EUR")
    });
    back(&mut w.book, alice, &[(home, "2.10")], "100.00 EUR").unwrap();
    let said = "the balance of 0.00 EUR does not cover 0.10 EUR";
    refused_saying("insufficient_funds", said, &mut w.book, |book| {
        back(book, alice, &[(home, "2.10")], "0.10 EUR")
    });
}

#[test]
fn a_currency_without_limits_is_not_staked() {
    let mut w = world();
    let (alice, admin, home) = (w.alice, w.admin, w.market.selections[0]);
    for (amount, currency, reference) in
        [("10.00 USD", "USD", "2"), ("10 GOLD:0", "GOLD:0", "3"), ("1000 JPY", "JPY", "4")]
    {
        w.book.system().confirm_deposit(alice, amount, "bank", reference).unwrap();
        let said = format!("the house rules have no limits for {currency}");
        refused_saying("no_limits_for_currency", &said, &mut w.book, |book| {
            back(book, alice, &[(home, "2.10")], amount)
        });
    }
    let gold = Currency::custom("GOLD", 0).unwrap();
    let limits = Limits { min_stake: 1, max_stake: 5, max_return: 50 };
    let rules = HouseRules::default().with_limits(gold, limits);
    w.book.session(admin).adopt_house_rules(rules).unwrap();
    let bet = back(&mut w.book, alice, &[(home, "2.10")], "5 GOLD:0").unwrap();
    // 10.50 is no count of gold: half away from zero.
    assert_eq!(bet.potential_return().to_string(), "11 GOLD:0");
    refused("stake_too_high", &mut w.book, |book| back(book, alice, &[(home, "2.10")], "6 GOLD:0"));
    // The same code with other decimals is another currency.
    refused("no_limits_for_currency", &mut w.book, |book| {
        back(book, alice, &[(home, "2.10")], "5.00 GOLD:2")
    });
    w.check();
}
