//! Markets: what they are made of, and what their status allows.

use realdeal::Book;
use realdeal::catalogue::{Line, MarketKind, Outcome, Period};
use realdeal::command::{ChangePrices, NewPrice, OpenMarket, Priced};
use realdeal::id::{FixtureId, MarketId, SelectionId};
use realdeal::odds::Odds;

use crate::support::{refused, world};
use crate::{back, refused_saying, stranger};

fn priced(outcomes: &[Outcome]) -> Vec<(Outcome, &'static str)> {
    outcomes.iter().map(|outcome| (outcome.clone(), "2.50")).collect()
}

#[test]
fn a_market_has_the_selections_of_its_kind() {
    let mut w = world();
    let (bookmaker, first) = (w.bookmaker, w.first);
    let (home, draw, away) = (Outcome::Home, Outcome::Draw, Outcome::Away);
    let cases = [
        (MarketKind::MatchResult, vec![home.clone(), away.clone()], "the outcome \"draw\" is missing"),
        (
            MarketKind::MatchResult,
            vec![home.clone(), draw.clone(), away.clone(), home.clone()],
            "the outcome \"home\" is there twice",
        ),
        (MarketKind::DrawNoBet, vec![home, draw, away], "a market on draw no bet has no outcome \"draw\""),
        (MarketKind::CorrectScore, vec![Outcome::AnyOther], "the market lists no outcome"),
        (
            MarketKind::Custom { name: "First scorer".to_owned() },
            vec![Outcome::named(" ")],
            "a market on First scorer has no outcome \" \"",
        ),
    ];
    for (kind, outcomes, why) in cases {
        let said = format!("the selections do not make a market of the kind {kind}: {why}");
        refused_saying("bad_selections", &said, &mut w.book, |book| {
            book.session(bookmaker).open_market(first, kind, priced(&outcomes))
        });
    }
}

#[test]
fn a_kind_of_market_must_make_sense() {
    let mut w = world();
    let (bookmaker, first) = (w.bookmaker, w.first);
    let below: Line = "-0.5".parse().unwrap();
    let said = "a total's line of -0.5 is below zero";
    refused_saying("negative_total", said, &mut w.book, |book| {
        let kind = MarketKind::TotalGoals { line: below };
        book.session(bookmaker).open_market(first, kind, priced(&[Outcome::Over, Outcome::Under]))
    });
    let (met, half): (Line, Line) = ("3".parse().unwrap(), "0.5".parse().unwrap());
    let cases = [
        (
            MarketKind::HalfTimeFullTime.in_period(Period::FirstHalf),
            "kind_has_no_period",
            "only a question about goals can be asked of one half",
        ),
        (
            MarketKind::ResultAndTotal { line: met },
            "total_not_half",
            "the total 3 beside a result can be met: it needs a half line such as 2.5",
        ),
        (
            MarketKind::EuropeanHandicap { line: half },
            "handicap_not_whole",
            "a European handicap of 0.5 is no whole number of goals",
        ),
        (
            MarketKind::WinningMargin { top: 0 },
            "bad_winning_margin",
            "a winning margin market tells margins apart up to 1 to 20, not 0",
        ),
        (
            MarketKind::SetBetting { best_of: 4 },
            "bad_best_of",
            "a match is played to the best of an odd number of sets up to 35, not 4",
        ),
    ];
    for (kind, code, said) in cases {
        refused_saying(code, said, &mut w.book, |book| {
            book.session(bookmaker).open_market(first, kind.clone(), priced(&[Outcome::Home]))
        });
    }
    let long = "x".repeat(101);
    for name in ["", " First scorer", "First\nscorer", &long] {
        refused("bad_market_name", &mut w.book, |book| {
            let kind = MarketKind::Custom { name: name.to_owned() };
            book.session(bookmaker).open_market(first, kind, priced(&[Outcome::named("Saka")]))
        });
    }
}

#[test]
fn a_market_opens_with_prices() {
    let mut w = world();
    let (bookmaker, first) = (w.bookmaker, w.first);
    refused("nothing_given", &mut w.book, |book| {
        book.session(bookmaker).open_market(first, MarketKind::MatchResult, priced(&[]))
    });
    let cases = [
        ("1.00", "odds_too_short"),
        ("0.95", "odds_too_short"),
        ("0/1", "odds_too_short"),
        ("10000.01", "odds_too_long"),
        ("2.1234567", "odds_too_fine"),
        ("1/1000001", "odds_too_fine"),
        ("evens", "bad_odds"),
        ("2,10", "bad_odds"),
        ("+99", "bad_odds"),
        ("1/0", "bad_odds"),
    ];
    for (price, code) in cases {
        refused(code, &mut w.book, |book| {
            let prices = [(Outcome::Yes, price), (Outcome::No, "1.90")];
            book.session(bookmaker).open_market(first, MarketKind::BothTeamsToScore, prices)
        });
        let (market, home) = (w.market.id, w.market.selections[0]);
        refused(code, &mut w.book, |book| book.session(bookmaker).change_prices(market, [(home, price)]));
    }
    refused("unknown_fixture", &mut w.book, |book| {
        let prices = priced(&[Outcome::Yes, Outcome::No]);
        let fixture = FixtureId::made_by(stranger(), 0);
        book.session(bookmaker).open_market(fixture, MarketKind::BothTeamsToScore, prices)
    });
}

#[test]
fn a_fixture_has_at_most_a_thousand_markets() {
    let mut w = world();
    let (bookmaker, first) = (w.bookmaker, w.first);
    let odds: Odds = "1.90".parse().unwrap();
    let selections: Vec<_> =
        [Outcome::Yes, Outcome::No].into_iter().map(|outcome| Priced::new(outcome, odds)).collect();
    let kind = MarketKind::BothTeamsToScore;
    let open = OpenMarket {
        fixture: first,
        kind,
        selections,
        in_play: false,
        external: None,
        terms: realdeal::catalogue::RaceTerms::default(),
    };
    let mut office = w.book.session(bookmaker);
    // The fixture has one already.
    let commands: Vec<_> = (1..1_000).map(|_| office.command(open.clone())).collect();
    assert!(w.book.execute(&commands).iter().all(Result::is_ok));
    let said = format!("fixture {first} has 1000 markets, the most that it may have");
    refused_saying("too_many_markets", &said, &mut w.book, |book| book.session(bookmaker).send(open));
}

#[test]
fn lists_are_bounded() {
    let mut w = world();
    let (bookmaker, first, market) = (w.bookmaker, w.first, w.market.id);
    let said = "10001 selections are more than the 10000 allowed";
    let names = (0..10_001).map(|index| (Outcome::named(format!("runner {index}")), "50.00"));
    refused_saying("too_many_selections", said, &mut w.book, |book| {
        let kind = MarketKind::Custom { name: "Outright".to_owned() };
        book.session(bookmaker).open_market(first, kind, names)
    });
    let odds: Odds = "50.00".parse().unwrap();
    let price = |index| NewPrice { selection: SelectionId::made_by(stranger(), index), odds };
    let prices = (0..10_001).map(price).collect();
    refused("too_many_selections", &mut w.book, |book| {
        book.session(bookmaker).send(ChangePrices { market, prices })
    });
}

#[test]
fn prices_are_changed_on_the_markets_own_selections() {
    let mut w = world();
    let (bookmaker, market, home, elsewhere) =
        (w.bookmaker, w.market.id, w.market.selections[0], w.other.selections[0]);
    let said = format!("selection {elsewhere} does not belong to market {market}");
    refused_saying("selection_elsewhere", &said, &mut w.book, |book| {
        book.session(bookmaker).change_prices(market, [(home, "2.20"), (elsewhere, "1.60")])
    });
    refused("selection_twice", &mut w.book, |book| {
        book.session(bookmaker).change_prices(market, [(home, "2.20"), (home, "2.30")])
    });
    refused("nothing_given", &mut w.book, |book| {
        book.session(bookmaker).change_prices(market, std::iter::empty::<(SelectionId, &str)>())
    });
    let unknown = SelectionId::made_by(stranger(), 1);
    let said = format!("there is no selection {unknown}");
    refused_saying("unknown_selection", &said, &mut w.book, |book| {
        book.session(bookmaker).change_prices(market, [(unknown, "2.20")])
    });
    let unknown = MarketId::made_by(stranger(), 0);
    let said = format!("there is no market {unknown}");
    refused_saying("unknown_market", &said, &mut w.book, |book| {
        book.session(bookmaker).change_prices(unknown, [(home, "2.20")])
    });
}

/// One thing that a bookmaker can do with a market.
type Ask = fn(&mut Book, realdeal::id::UserId, MarketId, SelectionId) -> Result<(), realdeal::Error>;

#[test]
fn what_a_market_has_come_to_decides_what_can_be_done_with_it() {
    let asks: [(&str, Ask); 4] = [
        ("suspend", |book, who, market, _| book.session(who).suspend_market(market)),
        ("resume", |book, who, market, _| book.session(who).resume_market(market)),
        ("close", |book, who, market, _| book.session(who).close_market(market)),
        ("price", |book, who, market, on| book.session(who).change_prices(market, [(on, "2.20")])),
    ];
    // For each status, how to get there, and what is refused then.
    let cases: [(&str, Ask, &[&str]); 5] = [
        ("active", |_, _, _, _| Ok(()), &["resume"]),
        ("suspended", asks[0].1, &["suspend"]),
        ("closed", asks[2].1, &["suspend", "resume", "close", "price"]),
        (
            "settled",
            |book, who, market, _| {
                let fixture = book.market(market)?.fixture;
                let start = book.fixture(fixture)?.start();
                book.set_now(start);
                book.session(who).record_score(fixture, "2-1".parse()?)
            },
            &["suspend", "resume", "close", "price"],
        ),
        (
            "void",
            |book, who, market, _| book.session(who).because("wrong price").void_market(market),
            &["suspend", "resume", "close", "price"],
        ),
    ];
    for (status, arrive, refusals) in cases {
        for (name, ask) in asks {
            let mut w = world();
            let (bookmaker, market, home) = (w.bookmaker, w.market.id, w.market.selections[0]);
            arrive(&mut w.book, bookmaker, market, home).unwrap();
            if refusals.contains(&name) {
                let said = format!("market {market} is {status}");
                refused_saying("wrong_market_status", &said, &mut w.book, |book| {
                    ask(book, bookmaker, market, home)
                });
            } else {
                ask(&mut w.book, bookmaker, market, home).unwrap();
            }
        }
    }
}

#[test]
fn a_market_that_is_not_there_is_not_opened_closed_or_suspended() {
    let mut w = world();
    let (bookmaker, alice, unknown) = (w.bookmaker, w.alice, MarketId::made_by(stranger(), 0));
    refused("unknown_market", &mut w.book, |book| book.session(bookmaker).suspend_market(unknown));
    refused("unknown_market", &mut w.book, |book| book.session(bookmaker).resume_market(unknown));
    refused("unknown_market", &mut w.book, |book| book.session(bookmaker).close_market(unknown));
    let unknown = SelectionId::made_by(stranger(), 1);
    refused("unknown_selection", &mut w.book, |book| back(book, alice, &[(unknown, "2.00")], "10.00 EUR"));
}
