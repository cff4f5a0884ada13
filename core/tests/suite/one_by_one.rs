//! A basket is checked out as its slips would be placed one by one, in their order: the same bets and balances, or the first
//! refusal; and a quote says both beforehand. On drawn stands, against a copy of the book that knows of no basket.

use proptest::prelude::prop_assert;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, FileFailurePersistence, TestCaseError, TestRunner};
use realdeal::betting::{BasketSlip, Bet};
use realdeal::command::{Actor, Command, PlaceBet};
use realdeal::id::{CommandId, UserId};
use realdeal::storage::Page;
use realdeal::{Book, Rejection};

use crate::drawn::{Drawn, Stand, drawn};
use crate::support::{book_at, check};

/// What is wrong, if anything is.
type Checked = Result<(), String>;

/// How the copy places the slips. Only the first is right; the others are the control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    InOrder,
    /// The last slip first.
    Backwards,
    /// Each as if the others were not there.
    EachAlone,
    /// Going on after a refusal.
    WhatCanBe,
}

/// The first refusal: which slip it is, which leg it lies on, and why.
type First = (usize, Option<u32>, Rejection);

/// What came of placing the slips, and the book in which that was done.
struct Placed {
    book: Book,
    first: Option<First>,
}

fn copy_of(book: &mut Book) -> Book {
    let now = book.now();
    let mut copy = book_at(now);
    copy.restore(book.journal(Page::first(usize::MAX)).unwrap()).unwrap();
    copy
}

fn place(book: &mut Book, user: UserId, slip: &BasketSlip) -> Result<(), Rejection> {
    let BasketSlip { id, legs, stake, odds_change, terms } = slip.clone();
    let stake = stake.ok_or(Rejection::NoStake {})?;
    let id = CommandId::new(id.uuid()).unwrap();
    let command =
        Command::new(id, Actor::User(user), book.now(), PlaceBet { legs, stake, odds_change, terms });
    match book.execute_one(&command) {
        Ok(answer) => {
            assert!(!answer.repeated, "no slip was placed before");
            Ok(())
        }
        Err(error) => Err(error.rejection().expect("the storage holds").clone()),
    }
}

/// On which leg a refusal lies, by the things that it names.
fn leg_of(book: &Book, slip: &BasketSlip, why: &Rejection) -> Option<u32> {
    let selection = |leg: usize| book.selection(slip.legs[leg].selection).ok();
    let market = |leg: usize| selection(leg).map(|row| row.market);
    let fixture = |leg: usize| market(leg).and_then(|id| book.market(id).ok()).map(|row| row.fixture);
    let current = |leg: usize| selection(leg).map(|row| row.odds);
    let lies_on = |leg: &usize| match why {
        Rejection::UnknownSelection { selection } => slip.legs[*leg].selection == *selection,
        Rejection::PriceChanged { selection, requested, .. } => {
            (slip.legs[*leg].selection, slip.legs[*leg].odds) == (*selection, *requested)
        }
        Rejection::MarketClosed { market: closed, .. } => market(*leg) == Some(*closed),
        Rejection::FixtureClosed { fixture: closed, .. } | Rejection::TooLate { fixture: closed, .. } => {
            fixture(*leg) == Some(*closed)
        }
        Rejection::OddsAboveLimit { odds, .. } => current(*leg) == Some(*odds),
        Rejection::RelatedLegs { .. } => (0..*leg).any(|earlier| fixture(earlier) == fixture(*leg)),
        _ => false,
    };
    (0..slip.legs.len()).find(lies_on).map(|leg| u32::try_from(leg).unwrap())
}

fn one_by_one(stand: &mut Stand, way: Way) -> Placed {
    let user = stand.w.alice;
    let mut book = copy_of(&mut stand.w.book);
    let mut order: Vec<_> = stand.slips.iter().enumerate().collect();
    if way == Way::Backwards {
        order.reverse();
    }
    let mut first = None;
    for (index, slip) in order {
        let placed = match way {
            Way::EachAlone => place(&mut copy_of(&mut stand.w.book), user, slip),
            Way::InOrder | Way::Backwards | Way::WhatCanBe => place(&mut book, user, slip),
        };
        if let Err(why) = placed {
            let leg = leg_of(&book, slip, &why);
            first = first.or(Some((index, leg, why)));
            if way != Way::WhatCanBe {
                break;
            }
        }
    }
    if way == Way::WhatCanBe {
        first = None;
    }
    Placed { book, first }
}

#[allow(clippy::needless_pass_by_value, reason = "what is compared is mostly made on the spot")]
fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Checked {
    if found == expected { Ok(()) } else { Err(format!("{what}: found {found:?}, expected {expected:?}")) }
}

/// Everything that bets and money come to, but for the command that placed the bets.
fn compare(found: &mut Book, expected: &mut Book, stand: &Stand) -> Checked {
    let alice = stand.w.alice;
    for slip in &stand.slips {
        let bet = |book: &Book| book.bet(slip.id).map_err(|error| error.to_string());
        let (found, expected) = (bet(found)?, bet(expected)?);
        let expected = Bet { request_hash: found.request_hash, ..expected };
        same("a bet", found, expected)?;
    }
    for currency in ["EUR", "USD", "JPY"] {
        let wallet = |book: &mut Book| book.system().wallet_of(alice, currency).unwrap();
        same("a wallet", wallet(found), wallet(expected))?;
    }
    same("the house", found.house_balances().unwrap(), expected.house_balances().unwrap())?;
    for &market in &stand.markets {
        // A market may be gone.
        same("a liability", found.liability(market).ok(), expected.liability(market).ok())?;
        same("the progress", found.progress(market).ok(), expected.progress(market).ok())?;
    }
    Ok(())
}

/// How a drawn stand went: whether it was accepted.
fn held_against(drawn: &Drawn, way: Way) -> Result<Option<Rejection>, String> {
    let mut stand = drawn.stand();
    let Placed { book: mut expected, first } = one_by_one(&mut stand, way);
    let (alice, basket) = (stand.w.alice, stand.basket);
    let named = |(index, leg, why): First| (stand.slips[index].id, leg, why);
    let first = first.map(named);

    let quote = stand.w.book.session(alice).quote(basket).unwrap();
    let over = quote.refusal.clone();
    let quoted = quote
        .slips
        .iter()
        .find_map(|slip| slip.refused.clone().map(|refused| (slip.slip, refused.leg, refused.refusal)));
    same("the first refusal of the quote", quoted, first.clone())?;
    same("whether the quote is acceptable", quote.is_acceptable(), first.is_none() && over.is_none())?;

    let before = (stand.w.book.state_hash().unwrap(), stand.w.book.journal_head().unwrap());
    let answer = stand.w.book.session(alice).check_out(basket);
    let why = match (answer, over, first) {
        // The basket's own time was up, and the slips were not looked at.
        (Err(error), Some(over), _) => {
            same("the refusal of the basket", error.rejection(), Some(&over))?;
            over
        }
        (Err(error), None, Some((slip, leg, why))) => {
            let refusal = Rejection::SlipRefused { slip, leg, refusal: Box::new(why.clone()) };
            same("the refusal", error.rejection(), Some(&refusal))?;
            why
        }
        (Ok(bets), None, None) => {
            let ids = |bets: &[Bet]| bets.iter().map(|bet| bet.id).collect::<Vec<_>>();
            same("the bets", ids(&bets), stand.slips.iter().map(|slip| slip.id).collect())?;
            let promised: Vec<_> = quote.slips.iter().map(|slip| slip.potential_return).collect();
            let taken = bets.iter().map(|bet| Some(bet.potential_return())).collect();
            same("the returns of the quote", promised, taken)?;
            let mut found = copy_of(&mut stand.w.book);
            compare(&mut found, &mut expected, &stand)?;
            check(&stand.w.book);
            check(&expected);
            return Ok(None);
        }
        (answer, over, first) => {
            return Err(format!("the check-out gave {answer:?}, expected {first:?} or {over:?}"));
        }
    };
    let after = (stand.w.book.state_hash().unwrap(), stand.w.book.journal_head().unwrap());
    same("the books after a refusal", after, before)?;
    Ok(Some(why))
}

#[test]
fn a_check_out_is_placing_the_slips_one_by_one() {
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/proptest-regressions.txt");
    let asked = std::env::var("REALDEAL_MODEL_CASES").ok();
    let config = Config {
        cases: asked.map_or(400, |text| text.parse().expect("REALDEAL_MODEL_CASES is a number")),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(kept))),
        ..Config::default()
    };
    let tried = TestRunner::new(config).run(&drawn(), |drawn| {
        let found = held_against(&drawn, Way::InOrder);
        prop_assert!(found.is_ok(), "{}", found.unwrap_err());
        Ok::<(), TestCaseError>(())
    });
    if let Err(failure) = tried {
        panic!("{failure}");
    }
}

/// Stands that are the same in every run.
fn fixed(count: usize) -> Vec<Drawn> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| drawn().new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn another_way_of_placing_them_is_caught() {
    let stands = fixed(150);
    for way in [Way::Backwards, Way::EachAlone, Way::WhatCanBe] {
        assert!(stands.iter().any(|drawn| held_against(drawn, way).is_err()), "{way:?} was not caught");
    }
    assert!(stands.iter().all(|drawn| held_against(drawn, Way::InOrder).is_ok()));
}

#[test]
fn the_stands_reach_what_they_are_drawn_for() {
    let stands = fixed(1_000);
    let found: Vec<_> = stands.iter().map(|drawn| held_against(drawn, Way::InOrder).unwrap()).collect();
    let several = |(drawn, why): &(&Drawn, &Option<Rejection>)| why.is_none() && drawn.slips.len() > 1;
    let accepted = stands.iter().zip(&found).filter(several).count();
    assert!(accepted > 60, "{accepted} baskets of several slips are accepted");
    let codes: std::collections::BTreeSet<_> = found.iter().flatten().map(Rejection::code).collect();
    for code in [
        "no_stake",
        "command_too_old",
        "idempotency_conflict",
        "too_many_legs",
        "may_not_stake",
        "unknown_selection",
        "fixture_closed",
        "market_closed",
        "too_late",
        "price_changed",
        "odds_above_limit",
        "related_legs",
        "no_limits_for_currency",
        "stake_too_low",
        "stake_too_high",
        "return_too_high",
        "total_price_lower",
        "debt_stands",
        "insufficient_funds",
        "basket_expired",
    ] {
        assert!(codes.contains(code), "no stand is refused with {code}: {codes:?}");
    }
}
