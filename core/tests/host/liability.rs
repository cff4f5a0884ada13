//! What a market could cost, by hand: L_j = the returns of the open bets on j, less all stakes of open bets in the market
//! (docs/rules.md, section 9); and receipts with their ticket numbers.

use realdeal::betting::{OddsChange, Slip, TicketNumber};
use realdeal::catalogue::Score;
use realdeal::house_rules::Limits;
use realdeal::id::{MarketId, SelectionId};
use realdeal::money::Currency;

use crate::support::{World, hours, minutes, world};

/// Asserts bets, stakes, return and liability of each selection of a market in a currency, in its order.
#[track_caller]
fn costs(
    w: &World,
    market: MarketId,
    selections: &[SelectionId],
    currency: Currency,
    expected: [(i64, i128, i128, i128); 3],
) {
    let lines = w.book.liability(market).unwrap();
    let line = |selection| {
        let line = lines
            .iter()
            .find(|line| (line.selection, line.stakes.currency()) == (selection, currency))
            .unwrap();
        (line.bets, line.stakes.minor(), line.potential_return.minor(), line.liability.minor())
    };
    assert_eq!([line(selections[0]), line(selections[1]), line(selections[2])], expected);
}

#[test]
fn singles_cost_their_return_less_all_stakes_of_the_market() {
    let mut w = world();
    let (alice, bob) = (w.alice, w.bob);
    let (market, selections) = (w.market.id, w.market.selections.clone());
    assert_eq!(w.book.liability(market).unwrap(), [], "nothing is staked in any currency");
    w.place(alice, &[(selections[0], "2.10")], "10.00 EUR").unwrap(); // 21.00
    w.place(bob, &[(selections[0], "2.10")], "1.00 EUR").unwrap(); // 2.10
    w.place(bob, &[(selections[1], "3.40")], "5.00 EUR").unwrap(); // 17.00
    // 16.00 EUR are staked.
    let expected = [(2, 1_100, 2_310, 710), (1, 500, 1_700, 100), (0, 0, 0, -1_600)];
    costs(&w, market, &selections, Currency::EUR, expected);
    assert_eq!(w.book.liability(w.other.id).unwrap(), [], "and on the other market nothing");
    let lines = w.book.liability(market).unwrap();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0].outcome, w.book.selection(lines[0].selection).unwrap().outcome);
}

#[test]
fn an_accumulator_counts_whole_on_each_of_its_legs_until_it_is_settled() {
    let mut w = world();
    let (alice, bob) = (w.alice, w.bob);
    let (first, second) = (w.market.selections.clone(), w.other.selections.clone());
    w.place(alice, &[(first[0], "2.10"), (second[0], "1.50")], "4.00 EUR").unwrap(); // 4.00 x 3.15 = 12.60
    w.place(bob, &[(first[2], "3.60")], "10.00 EUR").unwrap(); // 36.00
    costs(
        &w,
        w.market.id,
        &first,
        Currency::EUR,
        [(1, 400, 1_260, 1_260 - 1_400), (0, 0, 0, -1_400), (1, 1_000, 3_600, 2_200)],
    );
    costs(&w, w.other.id, &second, Currency::EUR, [(1, 400, 1_260, 860), (0, 0, 0, -400), (0, 0, 0, -400)]);

    // The first leg is won, and the bet is open still; the single is lost, and gone from the market.
    w.finish(w.first, 1, 0);
    costs(&w, w.market.id, &first, Currency::EUR, [(1, 400, 1_260, 860), (0, 0, 0, -400), (0, 0, 0, -400)]);
    costs(&w, w.other.id, &second, Currency::EUR, [(1, 400, 1_260, 860), (0, 0, 0, -400), (0, 0, 0, -400)]);

    w.finish(w.second, 1, 0);
    assert_eq!(w.book.liability(w.market.id).unwrap(), []);
    assert_eq!(w.book.liability(w.other.id).unwrap(), []);

    // A correction opens nothing here, for the accumulator is lost now instead of won; a withdrawn result does.
    let bookmaker = w.bookmaker;
    let mut office = w.book.session(bookmaker).because("the wrong sheet");
    office.correct_result(w.other.id, realdeal::command::Correction::Withdrawn).unwrap();
    costs(&w, w.other.id, &second, Currency::EUR, [(1, 400, 1_260, 860), (0, 0, 0, -400), (0, 0, 0, -400)]);
    w.check();
}

#[test]
fn a_lost_leg_takes_an_accumulator_off_the_markets_that_are_still_open() {
    let mut w = world();
    let alice = w.alice;
    let (first, second) = (w.market.selections.clone(), w.other.selections.clone());
    w.place(alice, &[(first[0], "2.10"), (second[0], "1.50")], "4.00 EUR").unwrap();
    w.finish(w.first, 0, 1);
    assert_eq!(w.book.liability(w.other.id).unwrap(), []);
    // Revived by a correction, it is back.
    w.book
        .session(w.bookmaker)
        .because("the wrong side")
        .correct_score(w.first, Score::full_time(1, 0))
        .unwrap();
    costs(&w, w.other.id, &second, Currency::EUR, [(1, 400, 1_260, 860), (0, 0, 0, -400), (0, 0, 0, -400)]);
}

#[test]
fn each_currency_is_counted_for_itself() {
    let mut w = world();
    let (admin, alice) = (w.admin, w.alice);
    let yen = Limits { min_stake: 100, max_stake: 500_000, max_return: 50_000_000 };
    let rules = w.book.house_rules().unwrap().with_limits(Currency::JPY, yen);
    w.book.session(admin).adopt_house_rules(rules).unwrap();
    w.book.system().confirm_deposit(alice, "10000 JPY", "bank", "yen").unwrap();
    let (market, selections) = (w.market.id, w.market.selections.clone());
    w.place(alice, &[(selections[1], "3.40")], "2.00 EUR").unwrap(); // 6.80 EUR
    let in_yen = w.place(alice, &[(selections[0], "2.10")], "1000 JPY").unwrap(); // 2,100 yen
    costs(&w, market, &selections, Currency::EUR, [(0, 0, 0, -200), (1, 200, 680, 480), (0, 0, 0, -200)]);
    costs(
        &w,
        market,
        &selections,
        Currency::JPY,
        [(1, 1_000, 2_100, 1_100), (0, 0, 0, -1_000), (0, 0, 0, -1_000)],
    );
    assert_eq!(w.book.liability(market).unwrap().len(), 6);
    w.book.session(alice).cancel_bet(in_yen.id).unwrap();
    assert_eq!(
        w.book.liability(market).unwrap().len(),
        3,
        "a currency in which nothing is open is not listed"
    );
    costs(&w, market, &selections, Currency::EUR, [(0, 0, 0, -200), (1, 200, 680, 480), (0, 0, 0, -200)]);
}

#[test]
fn only_staff_and_the_host_see_what_a_market_could_cost() {
    let mut w = world();
    let market = w.market.id;
    w.alice_on_home();
    for user in [w.bookmaker, w.admin] {
        assert_eq!(w.book.session(user).liability(market).unwrap().len(), 3);
    }
    assert_eq!(w.book.session(w.alice).liability(market).unwrap_err().code(), "wrong_role");
    assert_eq!(w.book.visitor().liability(market).unwrap_err().code(), "sign_in_required");
}

#[test]
fn a_receipt_says_what_was_accepted_and_stays_as_it_is() {
    let mut w = world();
    let (alice, bob) = (w.alice, w.bob);
    let (home, other) = (w.market.selections[0], w.other.selections[0]);
    w.book.session(w.bookmaker).change_prices(w.market.id, [(home, "2.20")]).unwrap();
    w.at(minutes(7));
    let mut slip = Slip::new(w.book.fresh_id()).leg(home, "2.10").leg(other, "1.50").stake("4.00 EUR");
    slip = slip.on_odds_change(OddsChange::Any);
    let bet = w.book.session(alice).place_bet(slip).unwrap();
    let receipt = w.book.session(alice).receipt(bet.id).unwrap();
    assert_eq!((receipt.user, receipt.ticket, receipt.lines), (alice, TicketNumber(bet.id), 1));
    assert_eq!(receipt.stake.to_string(), "4.00 EUR");
    assert_eq!(receipt.potential_return.to_string(), "13.20 EUR"); // 4.00 x 2.20 x 1.50
    assert_eq!(receipt.placed_at, w.start.plus(minutes(7)));
    let legs: Vec<_> = receipt
        .legs
        .iter()
        .map(|leg| (leg.selection, leg.requested.to_string(), leg.accepted.to_string()))
        .collect();
    let text = |text: &str| text.to_owned();
    assert_eq!(legs, [(home, text("2.10"), text("2.20")), (other, text("1.50"), text("1.50"))]);

    assert_eq!(w.book.session(bob).receipt(bet.id).unwrap_err().code(), "not_yours");
    assert_eq!(w.book.receipt(bet.id).unwrap(), receipt);
    let json = serde_json::to_string(&receipt).unwrap();
    assert_eq!(serde_json::from_str::<realdeal::betting::BetReceipt>(&json).unwrap(), receipt);
    w.finish(w.first, 1, 0);
    w.finish(w.second, 0, 0);
    w.at(hours(6));
    assert_eq!(w.book.receipt(bet.id).unwrap(), receipt, "whatever becomes of the bet");
}

#[test]
fn a_ticket_number_is_read_out_and_found_again_and_a_slip_of_the_tongue_is_noticed() {
    let mut w = world();
    for _ in 0..20 {
        let bet = w.alice_on_home_for_a_euro();
        let written = TicketNumber(bet).to_string();
        assert_eq!(written.len(), 31, "{written}");
        let read_out = written.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(w.book.bet(read_out.parse::<TicketNumber>().unwrap().0).unwrap().id, bet);
        for (place, sign) in written.char_indices().filter(|(_, sign)| *sign != '-') {
            let other = if sign == '7' { "8" } else { "7" };
            let mut wrong = written.clone();
            wrong.replace_range(place..=place, other);
            assert_eq!(wrong.parse::<TicketNumber>().unwrap_err().code(), "bad_id", "{written} {wrong}");
        }
        assert!(
            written[1..].parse::<TicketNumber>().is_err()
                && format!("{written}0").parse::<TicketNumber>().is_err()
        );
    }
}

impl World {
    fn alice_on_home_for_a_euro(&mut self) -> realdeal::id::BetId {
        let (alice, home) = (self.alice, self.market.selections[0]);
        self.place(alice, &[(home, "2.10")], "1.00 EUR").unwrap().id
    }
}
