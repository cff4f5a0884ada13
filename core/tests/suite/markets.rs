//! Markets as they are priced, suspended, graded by hand, corrected and voided.

use realdeal::betting::OddsChange;
use realdeal::catalogue::{MarketKind, Outcome, Score};
use realdeal::command::Correction;
use realdeal::settlement::LegResult;
use realdeal::storage::Page;

use crate::support::{World, hours, minutes, refused, world};

/// A custom market on the first fixture: who scores first?
fn first_scorer(w: &mut World) -> realdeal::OpenedMarket {
    let (bookmaker, first) = (w.bookmaker, w.first);
    let kind = MarketKind::Custom { name: "first scorer".to_owned() };
    let named = ["Saka", "Cunha", "nobody"].map(|name| (Outcome::Named(name.to_owned()), "4.00"));
    w.book.session(bookmaker).open_market(first, kind, named).unwrap()
}

#[test]
fn a_custom_market_is_graded_by_outcomes_with_a_dead_heat() {
    let mut w = world();
    let market = first_scorer(&mut w);
    let bet = w.place(w.alice, &[(market.selections[0], "4.00")], "10.00 EUR").unwrap();
    let bookmaker = w.bookmaker;
    w.at(hours(5));
    let shared = LegResult::dead_heat(1, 2).unwrap();
    let results = market.selections.iter().copied().zip([shared, shared, LegResult::LOST]);
    w.book.session(bookmaker).record_outcomes(market.id, results).unwrap();
    assert_eq!((w.status(&bet).as_str(), w.cash(w.alice).as_str()), ("won", "110.00 EUR"));
    w.check();
}

#[test]
fn a_result_corrected_voided_withdrawn_and_given_again() {
    let mut w = world();
    let market = first_scorer(&mut w);
    let bet = w.place(w.alice, &[(market.selections[0], "4.00")], "10.00 EUR").unwrap();
    let (bookmaker, alice) = (w.bookmaker, w.alice);
    w.at(hours(5));
    let outcomes = |results: [LegResult; 3]| -> Vec<_> {
        let given = market.selections.iter().copied().zip(results);
        given.map(|(selection, result)| realdeal::command::SelectionResult { selection, result }).collect()
    };
    let won = outcomes([LegResult::WON, LegResult::LOST, LegResult::LOST]);
    let lost = outcomes([LegResult::LOST, LegResult::WON, LegResult::LOST]);
    let given = won.iter().map(|result| (result.selection, result.result));
    w.book.session(bookmaker).record_outcomes(market.id, given).unwrap();
    assert_eq!(w.cash(alice), "130.00 EUR");
    let story = [
        (Correction::Outcomes(lost), "lost", "90.00 EUR"),
        (Correction::Void, "void", "100.00 EUR"),
        (Correction::Withdrawn, "open", "90.00 EUR"),
    ];
    for (correction, status, cash) in story {
        w.book.session(bookmaker).because("corrected").correct_result(market.id, correction).unwrap();
        assert_eq!((w.status(&bet).as_str(), w.cash(alice).as_str()), (status, cash));
    }
    let again = won.iter().map(|result| (result.selection, result.result));
    w.book.session(bookmaker).record_outcomes(market.id, again).unwrap();
    assert_eq!((w.status(&bet).as_str(), w.cash(alice).as_str()), ("won", "130.00 EUR"));
    w.check();
}

#[test]
fn the_accepted_price_is_the_current_one_and_the_asked_one_is_kept() {
    let mut w = world();
    let (bookmaker, alice, market, home) = (w.bookmaker, w.alice, w.market.id, w.market.selections[0]);
    w.at(minutes(10));
    w.book.session(bookmaker).change_prices(market, [(home, "2.25")]).unwrap();
    let slip = w.slip(&[(home, "2.10")], "10.00 EUR").on_odds_change(OddsChange::Higher);
    let bet = w.book.session(alice).place_bet(slip).unwrap();
    assert_eq!(
        (bet.legs[0].requested.to_string(), bet.legs[0].odds.to_string()),
        ("2.10".into(), "2.25".into())
    );
    let prices = w.book.prices_of(home, Page::first(10)).unwrap();
    let told: Vec<_> = prices.iter().map(|price| (price.at, price.odds.to_string())).collect();
    assert_eq!(told, [(w.start, "2.10".to_owned()), (w.start.plus(minutes(10)), "2.25".to_owned())]);
    w.check();
}

#[test]
fn an_in_play_market_takes_bets_after_the_start_and_others_do_not() {
    let mut w = world();
    let (bookmaker, alice, first) = (w.bookmaker, w.alice, w.first);
    let prices = [(Outcome::Yes, "1.80"), (Outcome::No, "2.00")];
    let kind = MarketKind::BothTeamsToScore;
    let live = w.book.session(bookmaker).open_in_play_market(first, kind, prices).unwrap();
    w.at(hours(4));
    w.book.session(bookmaker).record_live_score(first, Score::full_time(1, 0)).unwrap();
    let home = w.market.selections[0];
    let slip = w.slip(&[(home, "2.10")], "10.00 EUR");
    refused("market_closed", &mut w.book, |book| book.session(alice).place_bet(slip));
    let bet = w.place(alice, &[(live.selections[0], "1.80")], "10.00 EUR").unwrap();
    w.finish(first, 1, 1);
    assert_eq!(w.status(&bet), "won");
    w.check();
}

#[test]
fn a_quarter_handicap_half_wins_alone_and_inside_an_accumulator() {
    let mut w = world();
    let (bookmaker, first) = (w.bookmaker, w.first);
    let kind = MarketKind::AsianHandicap { line: "-0.75".parse().unwrap() };
    let prices = [(Outcome::Home, "1.90"), (Outcome::Away, "1.90")];
    let handicap = w.book.session(bookmaker).open_market(first, kind, prices).unwrap();
    let home = (handicap.selections[0], "1.90");
    let single = w.place(w.alice, &[home], "10.00 EUR").unwrap();
    let double = w.place(w.bob, &[home, (w.other.selections[0], "1.50")], "10.00 EUR").unwrap();
    w.finish(first, 1, 0);
    w.finish(w.second, 1, 0);
    // Half of 10.00 wins at 1.90, half comes back: 14.50. In the double, 1.45 x 1.50 x 10.00 = 21.75.
    assert_eq!((w.status(&single).as_str(), w.cash(w.alice).as_str()), ("half won", "104.50 EUR"));
    assert_eq!((w.status(&double).as_str(), w.cash(w.bob).as_str()), ("won", "111.75 EUR"));
    w.check();
}

#[test]
fn a_bet_voided_by_hand_is_out_of_settlement_for_good() {
    let mut w = world();
    let bet = w.alice_on_home();
    let (bookmaker, first) = (w.bookmaker, w.first);
    w.book.session(bookmaker).because("palpable error").void_bet(bet.id).unwrap();
    assert_eq!(w.cash(w.alice), "100.00 EUR");
    w.finish(first, 1, 0);
    w.book.session(bookmaker).because("again").correct_score(first, Score::full_time(3, 0)).unwrap();
    assert_eq!((w.status(&bet).as_str(), w.cash(w.alice).as_str()), ("void", "100.00 EUR"));
    w.check();
}

#[test]
fn a_settled_fixture_is_voided_and_winnings_come_back() {
    let mut w = world();
    let (won, lost) =
        (w.alice_on_home(), w.place(w.bob, &[(w.market.selections[1], "3.40")], "10.00 EUR").unwrap());
    let (bookmaker, first) = (w.bookmaker, w.first);
    w.finish(first, 1, 0);
    w.book.session(bookmaker).because("match fixing").void_fixture(first).unwrap();
    assert_eq!([&won, &lost].map(|bet| w.status(bet)), ["void", "void"]);
    assert_eq!((w.cash(w.alice), w.cash(w.bob)), ("100.00 EUR".to_owned(), "100.00 EUR".to_owned()));
    w.check();
}

#[test]
fn a_half_lost_cent_that_rounds_to_nothing_is_lost() {
    let mut w = world();
    let (admin, bookmaker, alice, first) = (w.admin, w.bookmaker, w.alice, w.first);
    let limits = realdeal::house_rules::Limits { min_stake: 1, max_stake: 100, max_return: 1_000 };
    let rules = realdeal::house_rules::HouseRules {
        rounding: realdeal::money::Rounding::TowardZero,
        ..realdeal::house_rules::HouseRules::default().with_limits("EUR".parse().unwrap(), limits)
    };
    w.book.session(admin).adopt_house_rules(rules).unwrap();
    let kind = MarketKind::AsianHandicap { line: "-0.25".parse().unwrap() };
    let prices = [(Outcome::Home, "1.90"), (Outcome::Away, "1.90")];
    let handicap = w.book.session(bookmaker).open_market(first, kind, prices).unwrap();
    let bet = w.place(alice, &[(handicap.selections[0], "1.90")], "0.01 EUR").unwrap();
    w.finish(first, 1, 1);
    let bet = w.book.bet(bet.id).unwrap();
    assert_eq!((bet.status.to_string().as_str(), bet.returned().to_string().as_str()), ("lost", "0.00 EUR"));
    assert_eq!(bet.exact_return.unwrap().to_string(), "1/2");
    w.check();
}

#[test]
fn a_feeds_ids_are_taken_once_and_free_again_with_the_fixture() {
    let mut w = world();
    let (bookmaker, first) = (w.bookmaker, w.first);
    let named = |id: &str| Some(realdeal::catalogue::ExternalId::new("feed", id));
    let open = |ids: [&str; 2]| {
        let priced = |(outcome, id): (Outcome, &str)| {
            let mut priced = realdeal::command::Priced::new(outcome, "1.90".parse().unwrap());
            priced.external = named(id);
            priced
        };
        let selections = [Outcome::Yes, Outcome::No].into_iter().zip(ids).map(priced).collect();
        let (kind, external) = (MarketKind::BothTeamsToScore, named(&format!("market of {}", ids[0])));
        realdeal::command::OpenMarket {
            fixture: first,
            kind,
            selections,
            in_play: false,
            external,
            terms: realdeal::catalogue::RaceTerms::default(),
        }
    };
    refused("external_id_taken", &mut w.book, |book| book.session(bookmaker).send(open(["a", "a"])));
    w.book.session(bookmaker).send(open(["a", "b"])).unwrap();
    refused("external_id_taken", &mut w.book, |book| book.session(bookmaker).send(open(["c", "b"])));
    assert!(w.book.selection_by_external_id("feed", "b").unwrap().is_some());
    w.book.session(bookmaker).send(open(["c", "d"])).unwrap();
    w.check();
    w.book.session(bookmaker).delete_fixture(first).unwrap();
    for id in ["a", "b", "c", "d"] {
        assert_eq!(w.book.selection_by_external_id("feed", id).unwrap(), None);
    }
    assert_eq!(w.book.market_by_external_id("feed", "market of a").unwrap(), None);
    w.check();
}

#[test]
fn a_withdrawn_result_is_given_again_by_the_final_score() {
    let mut w = world();
    let bet = w.alice_on_home();
    w.finish(w.first, 2, 0);
    let (bookmaker, market) = (w.bookmaker, w.market.id);
    for (correction, status) in [(Correction::Withdrawn, "open"), (Correction::Score, "won")] {
        w.book.session(bookmaker).because("looked at again").correct_result(market, correction).unwrap();
        assert_eq!(w.status(&bet), status);
    }
    w.check();
}
