//! Markets of the rule book inside the engine: halves, sets, bets in play that count from their score, abandonment.

use realdeal::OpenedMarket;
use realdeal::catalogue::score::Goals;
use realdeal::catalogue::{MarketKind, MarketStatus, Outcome, Period, Score, Side, SideOrDraw};
use realdeal::house_rules::{Abandonment, HouseRules};
use realdeal::id::SelectionId;

use crate::support::{World, hours, minutes, refused, world};

/// Opens a market with all its answers at 2.00 on the first fixture, in play or not.
fn open(w: &mut World, kind: MarketKind, in_play: bool) -> OpenedMarket {
    let (bookmaker, first) = (w.bookmaker, w.first);
    let prices: Vec<_> =
        kind.standard_outcomes().unwrap().iter().map(|outcome| (outcome.clone(), "2.00")).collect();
    let mut office = w.book.session(bookmaker);
    let opened = if in_play {
        office.open_in_play_market(first, kind, prices)
    } else {
        office.open_market(first, kind, prices)
    };
    opened.unwrap()
}

fn live(w: &mut World, score: &str) {
    let (bookmaker, first) = (w.bookmaker, w.first);
    w.book.session(bookmaker).record_live_score(first, score.parse().unwrap()).unwrap();
}

fn finish(w: &mut World, score: &str) {
    let (bookmaker, first) = (w.bookmaker, w.first);
    w.at(hours(5));
    w.book.session(bookmaker).record_score(first, score.parse().unwrap()).unwrap();
}

/// The selection of an outcome.
fn on(w: &World, market: &OpenedMarket, wanted: &Outcome) -> SelectionId {
    let found = market.selections.iter().find(|id| w.book.selection(**id).unwrap().outcome == *wanted);
    *found.unwrap()
}

#[test]
fn in_play_a_handicap_counts_the_goals_after_the_bet() {
    let mut w = world();
    let (alice, bob) = (w.alice, w.bob);
    let level = open(&mut w, MarketKind::AsianHandicap { line: "0".parse().unwrap() }, true);
    let [home, away] = level.selections[..] else { panic!() };
    let before = w.place(bob, &[(home, "2.00")], "10.00 EUR").unwrap();
    assert_eq!(before.legs[0].score_at_acceptance, None);
    w.at(hours(3));
    // It has started, and nobody knows how it stands.
    let slip = w.slip(&[(home, "2.00")], "10.00 EUR");
    refused("live_score_missing", &mut w.book, |book| book.session(alice).place_bet(slip));
    live(&mut w, "1-0");
    let leading = w.place(alice, &[(home, "2.00")], "10.00 EUR").unwrap();
    let trailing = w.place(alice, &[(away, "2.00")], "20.00 EUR").unwrap();
    assert_eq!(leading.legs[0].score_at_acceptance, Some(Goals::new(1, 0)));
    finish(&mut w, "1-0");
    // From 1-0 on nothing happened; from the start on, the home side won.
    assert_eq!((w.status(&leading).as_str(), w.status(&trailing).as_str()), ("void", "void"));
    assert_eq!(w.status(&before), "won");
    let (bookmaker, first) = (w.bookmaker, w.first);
    w.book.session(bookmaker).because("a late goal").correct_score(first, Score::full_time(1, 1)).unwrap();
    assert_eq!((w.status(&leading).as_str(), w.status(&trailing).as_str()), ("lost", "won"));
    assert_eq!(w.status(&before), "void");
    assert_eq!(w.cash(alice), "110.00 EUR");
    w.check();
}

#[test]
fn in_play_an_accumulator_keeps_the_score_of_its_leg() {
    let mut w = world();
    let level = open(&mut w, MarketKind::AsianHandicap { line: "-0.5".parse().unwrap() }, true);
    w.at(hours(3));
    live(&mut w, "2-0");
    let legs = [(level.selections[1], "2.00"), (w.other.selections[0], "1.50")];
    let double = w.place(w.alice, &legs, "10.00 EUR").unwrap();
    assert_eq!(double.legs[0].score_at_acceptance, Some(Goals::new(2, 0)));
    assert_eq!(double.legs[1].score_at_acceptance, None);
    finish(&mut w, "2-0");
    w.finish(w.second, 1, 0);
    assert_eq!((w.status(&double).as_str(), w.cash(w.alice).as_str()), ("won", "120.00 EUR"));
    w.check();
}

#[test]
fn in_play_a_half_counts_from_its_own_goals() {
    let mut w = world();
    let alice = w.alice;
    let handicap = MarketKind::AsianHandicap { line: "0".parse().unwrap() };
    let first = open(&mut w, handicap.clone().in_period(Period::FirstHalf), true);
    let second = open(&mut w, handicap.in_period(Period::SecondHalf), true);
    w.at(hours(3));
    live(&mut w, "1-0");
    let early = w.place(alice, &[(first.selections[0], "2.00")], "1.00 EUR").unwrap();
    assert_eq!(early.legs[0].score_at_acceptance, Some(Goals::new(1, 0)));
    let slip = w.slip(&[(second.selections[0], "2.00")], "1.00 EUR");
    refused("live_score_missing", &mut w.book, |book| book.session(alice).place_bet(slip));
    // Half time: what is over takes no more bets.
    live(&mut w, "1-1 (1-1)");
    assert_eq!(w.book.market(first.id).unwrap().status, MarketStatus::Closed);
    live(&mut w, "1-2 (1-1)");
    let late = w.place(alice, &[(second.selections[0], "2.00")], "1.00 EUR").unwrap();
    assert_eq!(late.legs[0].score_at_acceptance, Some(Goals::new(0, 1)));
    finish(&mut w, "2-2 (1-1)");
    assert_eq!((w.status(&early).as_str(), w.status(&late).as_str()), ("lost", "won"));
    w.check();
}

#[test]
fn other_markets_count_all_goals_in_play() {
    let mut w = world();
    let total = open(&mut w, MarketKind::TotalGoals { line: "2.5".parse().unwrap() }, true);
    w.at(hours(3));
    let bet = w.place(w.alice, &[(total.selections[0], "2.00")], "10.00 EUR").unwrap();
    assert_eq!(bet.legs[0].score_at_acceptance, None);
    live(&mut w, "2-0");
    finish(&mut w, "2-1");
    assert_eq!(w.status(&bet), "won");
    w.check();
}

#[test]
fn halves_and_both_are_settled_by_half_time() {
    let mut w = world();
    let (alice, bookmaker, first) = (w.alice, w.bookmaker, w.first);
    let half = open(&mut w, MarketKind::MatchResult.in_period(Period::FirstHalf), false);
    let both = open(&mut w, MarketKind::HalfTimeFullTime, false);
    let comeback = Outcome::half_time_full_time(SideOrDraw::Away, SideOrDraw::Home);
    let comeback = on(&w, &both, &comeback);
    let away = w.place(alice, &[(half.selections[2], "2.00")], "10.00 EUR").unwrap();
    let turned = w.place(alice, &[(comeback, "2.00")], "10.00 EUR").unwrap();
    w.at(hours(5));
    refused("half_time_missing", &mut w.book, |book| {
        book.session(bookmaker).record_score(first, Score::full_time(2, 1))
    });
    finish(&mut w, "2-1 (0-1)");
    assert_eq!((w.status(&away).as_str(), w.status(&turned).as_str()), ("won", "won"));
    refused("half_time_missing", &mut w.book, |book| {
        book.session(bookmaker).because("oh").correct_score(first, Score::full_time(2, 2))
    });
    let right = Score::full_time(2, 1).with_half_time(1, 1);
    w.book.session(bookmaker).because("an early goal").correct_score(first, right).unwrap();
    assert_eq!((w.status(&away).as_str(), w.status(&turned).as_str()), ("lost", "lost"));
    w.check();
}

/// Without a word on half time, the bookmaker voids what needs it and records the rest.
#[test]
fn a_half_that_nobody_knows_is_voided_by_hand() {
    let mut w = world();
    let (alice, bookmaker) = (w.alice, w.bookmaker);
    let half = open(&mut w, MarketKind::OddEven.in_period(Period::FirstHalf), false);
    let bet = w.place(alice, &[(half.selections[0], "2.00")], "10.00 EUR").unwrap();
    w.book.session(bookmaker).because("the feed has none").void_market(half.id).unwrap();
    finish(&mut w, "2-1");
    assert_eq!(w.status(&bet), "void");
    w.check();
}

#[test]
fn a_match_in_sets() {
    let mut w = world();
    let alice = w.alice;
    let sets = open(&mut w, MarketKind::SetBetting { best_of: 3 }, false);
    let winner = open(&mut w, MarketKind::MatchBetting, false);
    let exact = on(&w, &sets, &Outcome::exact(2, 1));
    let exact = w.place(alice, &[(exact, "2.00")], "10.00 EUR").unwrap();
    let away = w.place(alice, &[(winner.selections[1], "2.00")], "10.00 EUR").unwrap();
    finish(&mut w, "6-2,4-6,7-5");
    assert_eq!((w.status(&exact).as_str(), w.status(&away).as_str()), ("won", "lost"));
    assert_eq!(w.book.fixture(w.first).unwrap().score.unwrap().sets.played().len(), 3);
    w.check();
}

/// A house may void everything instead; what had its result before is not touched.
#[test]
fn where_the_house_says_so_all_is_void() {
    let mut w = world();
    let (admin, bookmaker, first) = (w.admin, w.bookmaker, w.first);
    let rules = HouseRules { abandonment: Abandonment::AllVoid, ..w.book.house_rules().unwrap() };
    w.book.session(admin).adopt_house_rules(rules).unwrap();
    let both = open(&mut w, MarketKind::BothTeamsToScore, false);
    let bet = w.place(w.alice, &[(both.selections[0], "2.00")], "10.00 EUR").unwrap();
    w.at(hours(4));
    w.book.session(bookmaker).because("fog").abandon_fixture(first, Some(Score::full_time(1, 1))).unwrap();
    assert_eq!(w.status(&bet), "void");
    w.check();
}

#[test]
fn what_was_determined_before_an_abandonment_stands() {
    let mut w = world();
    let (bookmaker, first) = (w.bookmaker, w.first);
    let line = |text: &str| text.parse().unwrap();
    let standing = [
        MarketKind::MatchResult.in_period(Period::FirstHalf),
        MarketKind::AsianHandicap { line: line("-0.25") }.in_period(Period::FirstHalf),
        MarketKind::TotalGoals { line: line("2.5") },
        MarketKind::TeamTotal { side: Side::Home, line: line("1.5") },
        MarketKind::BothTeamsToScore,
        MarketKind::TotalGoals { line: line("0.5") }.in_period(Period::SecondHalf),
    ];
    let open_still = [
        MarketKind::HalfTimeFullTime,
        MarketKind::OddEven,
        MarketKind::WinningMargin { top: 3 },
        MarketKind::ResultAndTotal { line: line("2.5") },
        MarketKind::EuropeanHandicap { line: line("-1") },
        MarketKind::MatchResult.in_period(Period::SecondHalf),
        MarketKind::TotalGoals { line: line("2.75") },
    ];
    let standing = standing.map(|kind| open(&mut w, kind, false).id);
    let open_still = open_still.map(|kind| open(&mut w, kind, false).id);
    let mut office = w.book.session(bookmaker);
    let passed = [Outcome::exact(1, 0), Outcome::exact(1, 1), Outcome::AnyOther].map(|one| (one, "3.00"));
    let passed = office.open_market(first, MarketKind::CorrectScore, passed).unwrap();
    let within = [Outcome::exact(3, 1), Outcome::AnyOther].map(|outcome| (outcome, "3.00"));
    let within = office.open_market(first, MarketKind::CorrectScore, within).unwrap();
    let passed = w.place(w.alice, &[(passed.selections[2], "3.00")], "10.00 EUR").unwrap();
    w.at(hours(3) + minutes(80));
    let score = "2-1 (1-1)".parse().unwrap();
    w.book.session(bookmaker).because("floodlights").abandon_fixture(first, Some(score)).unwrap();
    let status = |w: &World, id| w.book.market(id).unwrap().status;
    assert_eq!(standing.map(|id| status(&w, id)), [MarketStatus::Settled; 6]);
    assert_eq!(open_still.map(|id| status(&w, id)), [MarketStatus::Void; 7]);
    assert_eq!(status(&w, within.id), MarketStatus::Void);
    assert_eq!((w.status(&passed).as_str(), w.cash(w.alice).as_str()), ("won", "120.00 EUR"));
    w.check();
}

/// Half time had not come, so nobody can name its score: the goals so far are those of the half.
#[test]
fn what_the_first_half_had_determined_stands_without_its_end() {
    let mut w = world();
    let (alice, bookmaker, first) = (w.alice, w.bookmaker, w.first);
    let total = MarketKind::TotalGoals { line: "0.5".parse().unwrap() }.in_period(Period::FirstHalf);
    let total = open(&mut w, total, true);
    let bet = w.place(alice, &[(total.selections[0], "2.00")], "10.00 EUR").unwrap();
    w.at(hours(3) + minutes(20));
    w.book.session(bookmaker).because("fog").abandon_fixture(first, Some(Score::full_time(1, 0))).unwrap();
    assert_eq!((w.status(&bet).as_str(), w.cash(alice).as_str()), ("won", "110.00 EUR"));
    let correct = |w: &mut World, home| {
        let score = Score::full_time(home, 0);
        w.book.session(bookmaker).because("offside").correct_score(first, score).unwrap();
    };
    correct(&mut w, 2);
    assert_eq!(w.status(&bet), "won");
    correct(&mut w, 0);
    assert_eq!((w.status(&bet).as_str(), w.cash(alice).as_str()), ("void", "100.00 EUR"));
    w.check();
}
