//! Slips: everything that is checked before a bet is accepted.

use realdeal::Book;
use realdeal::betting::Slip;
use realdeal::catalogue::{MarketKind, Outcome, Score};
use realdeal::house_rules::HouseRules;
use realdeal::people::{Exclusion, Status};
use realdeal::settlement::LegResult;

use crate::support::{hours, minutes, refused, world};
use crate::{MICROSECOND, back, refused_saying};

#[test]
fn a_bet_at_the_start_is_late_and_a_microsecond_before_it_is_not() {
    let mut w = world();
    let (alice, first, home, kick_off) = (w.alice, w.first, w.market.selections[0], w.kick_off());
    let said = |at: &str| format!("bets on fixture {first} closed at 2024-08-16T15:00:00Z, and it is {at}");
    let stake = |book: &mut Book| back(book, alice, &[(home, "2.10")], "10.00 EUR");
    w.book.set_now(kick_off.minus(MICROSECOND));
    stake(&mut w.book).unwrap();
    w.book.set_now(kick_off);
    refused_saying("too_late", &said("2024-08-16T15:00:00Z"), &mut w.book, stake);
    w.book.set_now(kick_off.plus(MICROSECOND));
    refused_saying("too_late", &said("2024-08-16T15:00:00.000001Z"), &mut w.book, stake);
    w.check();
}

#[test]
fn a_cut_off_closes_a_fixture_before_its_start() {
    let mut w = world();
    let (admin, alice, home, kick_off) = (w.admin, w.alice, w.market.selections[0], w.kick_off());
    let rules = HouseRules { cut_off_seconds: 60, ..HouseRules::default() };
    w.book.session(admin).adopt_house_rules(rules).unwrap();
    let stake = |book: &mut Book| back(book, alice, &[(home, "2.10")], "10.00 EUR");
    w.book.set_now(kick_off.minus(minutes(1)).minus(MICROSECOND));
    stake(&mut w.book).unwrap();
    w.book.set_now(kick_off.minus(minutes(1)));
    refused("too_late", &mut w.book, stake);
}

#[test]
fn a_market_in_play_takes_bets_after_the_start_until_it_is_closed() {
    let mut w = world();
    let (alice, bookmaker, first) = (w.alice, w.bookmaker, w.first);
    let market = w.first_scorer(&["Saka", "nobody"]);
    let (saka, on) = (market.selections[0], market.id);
    let (home, pre_match) = (w.market.selections[0], w.market.id);
    w.at(hours(4));
    w.book.session(bookmaker).record_live_score(first, Score::full_time(0, 0)).unwrap();
    back(&mut w.book, alice, &[(saka, "5.00")], "10.00 EUR").unwrap();
    // The live score has closed what is not in play.
    let said = format!("market {pre_match} is closed and takes no bets");
    refused_saying("market_closed", &said, &mut w.book, |book| {
        back(book, alice, &[(home, "2.10")], "1.00 EUR")
    });
    let results = market.selections.iter().copied().zip([LegResult::WON, LegResult::LOST]);
    w.book.session(bookmaker).record_outcomes(on, results).unwrap();
    let said = format!("market {on} is settled and takes no bets");
    refused_saying("market_closed", &said, &mut w.book, |book| {
        back(book, alice, &[(saka, "5.00")], "1.00 EUR")
    });
}

#[test]
fn a_suspended_or_closed_market_takes_no_bets() {
    let mut w = world();
    let (alice, bookmaker, market, home) = (w.alice, w.bookmaker, w.market.id, w.market.selections[0]);
    let stake = |book: &mut Book| back(book, alice, &[(home, "2.10")], "1.00 EUR");
    w.book.session(bookmaker).suspend_market(market).unwrap();
    refused_saying(
        "market_closed",
        &format!("market {market} is suspended and takes no bets"),
        &mut w.book,
        stake,
    );
    w.book.session(bookmaker).resume_market(market).unwrap();
    stake(&mut w.book).unwrap();
    w.book.session(bookmaker).close_market(market).unwrap();
    refused("market_closed", &mut w.book, stake);
    w.book.session(bookmaker).because("wrong price").void_market(market).unwrap();
    refused_saying(
        "market_closed",
        &format!("market {market} is void and takes no bets"),
        &mut w.book,
        stake,
    );
}

#[test]
fn a_fixture_that_is_not_played_takes_no_bets() {
    let mut w = world();
    let (alice, bookmaker, first, second) = (w.alice, w.bookmaker, w.first, w.second);
    let (home, other) = (w.market.selections[0], w.other.selections[0]);
    w.book.session(bookmaker).because("frost").postpone_fixture(second).unwrap();
    let said = format!("fixture {second} is postponed and takes no bets");
    refused_saying("fixture_closed", &said, &mut w.book, |book| {
        back(book, alice, &[(other, "1.50")], "1.00 EUR")
    });
    w.book.session(bookmaker).because("flood").cancel_fixture(second).unwrap();
    refused("fixture_closed", &mut w.book, |book| back(book, alice, &[(other, "1.50")], "1.00 EUR"));
    w.finish(first, 2, 1);
    let said = format!("fixture {first} is finished and takes no bets");
    refused_saying("fixture_closed", &said, &mut w.book, |book| {
        back(book, alice, &[(home, "2.10")], "1.00 EUR")
    });
}

#[test]
fn a_slip_has_a_stake_and_legs_and_not_too_many() {
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    refused_saying("no_stake", "the slip has no stake", &mut w.book, |book| {
        let slip = Slip::new(book.fresh_id()).leg(home, "2.10");
        book.session(alice).place_bet(slip)
    });
    refused_saying("no_legs", "the slip has no leg", &mut w.book, |book| back(book, alice, &[], "10.00 EUR"));
    let said = "26 legs are more than the 25 allowed";
    refused_saying("too_many_legs", said, &mut w.book, |book| {
        back(book, alice, &[(home, "2.10"); 26], "10.00 EUR")
    });
}

#[test]
fn a_slip_takes_twenty_five_legs_and_as_many_as_the_house_rules_say() {
    let mut w = world();
    let (alice, admin, kick_off) = (w.alice, w.admin, w.kick_off());
    let legs: Vec<_> = (0..25).map(|_| (w.one_more(kick_off, "1.10").1.selections[0], "1.10")).collect();
    back(&mut w.book, alice, &legs, "1.00 EUR").unwrap();
    let rules = HouseRules { max_legs: 3, ..HouseRules::default() };
    w.book.session(admin).adopt_house_rules(rules).unwrap();
    let said = "4 legs are more than the 3 allowed";
    refused_saying("too_many_legs", said, &mut w.book, |book| back(book, alice, &legs[..4], "1.00 EUR"));
    back(&mut w.book, alice, &legs[..3], "1.00 EUR").unwrap();
}

#[test]
fn two_legs_of_one_fixture_are_related() {
    let mut w = world();
    let (alice, bookmaker, first) = (w.alice, w.bookmaker, w.first);
    let (home, draw, other) = (w.market.selections[0], w.market.selections[1], w.other.selections[0]);
    let both = [(Outcome::Yes, "1.90"), (Outcome::No, "1.90")];
    let both = w.book.session(bookmaker).open_market(first, MarketKind::BothTeamsToScore, both).unwrap();
    let yes = both.selections[0];
    let said = format!("two legs of the slip are on the same fixture {first}");
    for second_leg in [(home, "2.10"), (draw, "3.40"), (yes, "1.90")] {
        refused_saying("related_legs", &said, &mut w.book, |book| {
            back(book, alice, &[(home, "2.10"), (other, "1.50"), second_leg], "1.00 EUR")
        });
    }
}

#[test]
fn a_status_can_forbid_to_stake() {
    let until = world().start.plus(hours(48));
    let cases = [
        (Status::CoolingOff { until }, "cooling_off until 2024-08-18T12:00:00Z"),
        (Status::SelfExcluded { until }, "self_excluded until 2024-08-18T12:00:00Z"),
        (Status::OnRegister, "on_register"),
        (Status::Suspended, "suspended"),
        (Status::Blocked, "blocked"),
    ];
    for (status, said) in cases {
        let mut w = world();
        let (admin, alice, home) = (w.admin, w.alice, w.market.selections[0]);
        w.book.session(admin).because("review").change_status(alice, status).unwrap();
        let said = format!("user {alice} is {said} and may not stake");
        refused_saying("may_not_stake", &said, &mut w.book, |book| {
            back(book, alice, &[(home, "2.10")], "10.00 EUR")
        });
    }
    // The end of an exclusion does not open the account: that takes the bettor's wish.
    let mut w = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let until = w.start.plus(minutes(1));
    w.book.session(alice).exclude_self(Exclusion::CoolingOff, until).unwrap();
    w.at(minutes(2));
    refused("may_not_stake", &mut w.book, |book| back(book, alice, &[(home, "2.10")], "10.00 EUR"));
}

#[test]
fn one_fault_after_another_in_their_order() {
    let mut w = world();
    let (admin, alice, bookmaker, home, kick_off) =
        (w.admin, w.alice, w.bookmaker, w.market.selections[0], w.kick_off());
    let (_, opened) = w.one_more(kick_off, "5000.00");
    let (long, market) = (opened.selections[0], opened.id);
    let stake = |legs: &'static [&'static str], stake: &'static str| {
        move |book: &mut Book| {
            let legs: Vec<_> = [long, home, home].into_iter().zip(legs.iter().copied()).collect();
            back(book, alice, &legs, stake)
        }
    };
    w.book.session(bookmaker).suspend_market(market).unwrap();
    w.book.session(admin).because("review").change_status(alice, Status::Suspended).unwrap();
    refused("odds_too_short", &mut w.book, stake(&["1.00"], "-1.00 EUR"));
    refused("no_legs", &mut w.book, stake(&[], "-1.00 EUR"));
    refused("amount_not_positive", &mut w.book, stake(&["2.00"], "-1.00 EUR"));
    refused("may_not_stake", &mut w.book, stake(&["2.00"], "0.01 EUR"));
    w.book.session(admin).because("cleared").change_status(alice, Status::Active).unwrap();
    refused("market_closed", &mut w.book, stake(&["2.00"], "0.01 EUR"));
    w.book.session(bookmaker).resume_market(market).unwrap();
    refused("price_changed", &mut w.book, stake(&["2.00", "2.10", "2.10"], "0.01 EUR"));
    refused("odds_above_limit", &mut w.book, stake(&["5000.00", "2.10", "2.10"], "0.01 EUR"));
    w.book.session(bookmaker).change_prices(market, [(long, "1001.00")]).unwrap();
    refused("related_legs", &mut w.book, stake(&["1001.00", "2.10", "2.10"], "0.01 EUR"));
    refused("no_limits_for_currency", &mut w.book, stake(&["1001.00", "2.10"], "0.01 USD"));
    refused("stake_too_low", &mut w.book, stake(&["1001.00", "2.10"], "0.01 EUR"));
    refused("return_too_high", &mut w.book, stake(&["1001.00", "2.10"], "1000.00 EUR"));
    refused("insufficient_funds", &mut w.book, stake(&["1001.00", "2.10"], "100.01 EUR"));
    stake(&["1001.00", "2.10"], "100.00 EUR")(&mut w.book).unwrap();
    w.check();
}
