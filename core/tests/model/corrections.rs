//! A correction is having been right at once: whatever was recorded before, the last result is what counts.

use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_assert};
use proptest::test_runner::{TestCaseError, TestRunner};
use realdeal::id::{FixtureId, MarketId};

use super::ask::{DAY, Fix, Stated, Verdict, What, Who};
use super::check::{Checked, same};
use super::game::Game;
use super::grading::{Goals, Grade, Kind};
use super::nouns::{Model, Verdicted};
use super::ops::{Act, op};
use super::random::config;
use super::support;

/// Bets on the first fixtures of an opened game, and the clock after their starts.
pub(crate) fn with_bets(bets: &[[u8; 4]]) -> Result<Game, String> {
    let mut game = Game::opened(support::storage())?;
    for (numbers, index) in bets.iter().zip(0_u8..) {
        let act = if index % 2 == 0 { Act::Accumulator } else { Act::Single };
        game.play(&op(act, 0, 0, *numbers))?;
    }
    game.sender.now += 5 * DAY;
    Ok(game)
}

/// Asks for something that must be met.
pub(crate) fn met(game: &mut Game, what: What) -> Checked {
    let office = Who::User(game.sender.cast.bookmaker);
    match game.ask(office, what.clone())? {
        Verdict::Met(_) => Ok(()),
        verdict => Err(format!("{what:?} was answered {verdict:?}")),
    }
}

/// Asks for something that need not be met.
fn tried(game: &mut Game, what: What) -> Checked {
    let office = Who::User(game.sender.cast.bookmaker);
    game.ask(office, what).map(drop)
}

pub(crate) fn stated(model: &Model, market: MarketId, numbers: [u8; 4]) -> Stated {
    let grades = [Grade::WON, Grade::LOST, Grade::VOID, Grade::HALF_WON, Grade::HALF_LOST];
    let grade = |number: u8| grades[usize::from(number) % grades.len()];
    model.markets[&market].selections.iter().copied().zip(numbers.map(grade)).collect()
}

/// The result that shall stand in the end, for a fixture: its score, and the outcomes of its custom markets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Last {
    pub(crate) score: Goals,
    pub(crate) outcomes: [u8; 4],
}

/// One thing recorded on the way.
fn wander(game: &mut Game, fixture: FixtureId, [act, a, b, c]: [u8; 4]) -> Checked {
    let markets = game.model.markets_of(fixture);
    let market = markets[usize::from(a) % markets.len()];
    let score = (u16::from(b % 4), u16::from(c % 4));
    let what = match act % 8 {
        0 => What::Score { fixture, score, last: true },
        1 | 2 => What::FixScore(fixture, score),
        3 => What::FixResult(market, Fix::Void),
        4 => What::FixResult(market, Fix::Withdrawn),
        5 if game.model.markets[&market].kind == Kind::Custom => {
            let outcomes = stated(&game.model, market, [a, b, c, act]);
            tried(game, What::Outcomes(market, outcomes.clone()))?;
            What::FixResult(market, Fix::Outcomes(outcomes))
        }
        5 => What::VoidMarket(market),
        _ => What::Page(market, u32::from(b % 3) + 1),
    };
    tried(game, what)
}

/// Makes a result stand, from wherever the fixture is.
pub(crate) fn conclude(game: &mut Game, fixture: FixtureId, last: Last) -> Checked {
    let Last { score, outcomes } = last;
    if game.model.fixtures[&fixture].score.is_none() {
        met(game, What::Score { fixture, score, last: true })?;
    } else if game.model.fixtures[&fixture].score != Some(score) {
        met(game, What::FixScore(fixture, score))?;
    }
    for market in game.model.markets_of(fixture) {
        let row = game.model.markets[&market].clone();
        let outcomes = stated(&game.model, market, outcomes);
        let what = match (row.kind, row.result) {
            (Kind::Custom, None) => What::Outcomes(market, outcomes),
            (Kind::Custom, Some(_)) => What::FixResult(market, Fix::Outcomes(outcomes)),
            (_, Some(Verdicted::Score(now))) if now == score => continue,
            (_, Some(_)) => What::FixResult(market, Fix::Score),
            (_, None) => {
                // The way back from a result that was withdrawn.
                met(game, What::VoidMarket(market))?;
                What::FixResult(market, Fix::Score)
            }
        };
        tried(game, what)?;
    }
    Ok(())
}

/// Everything that money and bets come to, in two games.
pub(crate) fn equal(one: &Model, other: &Model) -> Checked {
    for (id, ticket) in &one.tickets {
        let twin = other.tickets.get(id).ok_or(format!("bet {id} is in one game only"))?;
        same(format!("fate of bet {id}"), ticket.fate, twin.fate)?;
        same(format!("return of bet {id}"), ticket.returned, twin.returned)?;
        same(format!("exact return of bet {id}"), ticket.exact, twin.exact)?;
    }
    same("bets", one.tickets.len(), other.tickets.len())?;
    same("wallets", &one.purses, &other.purses)?;
    let pots = |model: &Model| -> Vec<_> { model.pots.iter().map(|(id, sum)| (*id, *sum)).collect() };
    same("the house", pots(one), pots(other))
}

fn corrected(bets: &[[u8; 4]], steps: &[[u8; 4]], last: [Last; 3]) -> Checked {
    let (mut game, mut twin) = (with_bets(bets)?, with_bets(bets)?);
    let mut fixtures: Vec<_> = game.model.fixtures.keys().copied().collect();
    fixtures.sort_by_key(|id| game.model.fixtures[id].start());
    fixtures.truncate(last.len());
    let before = game.met.len();
    for (step, index) in steps.iter().zip(0..) {
        wander(&mut game, fixtures[index % fixtures.len()], *step)?;
    }
    let wandered = game.met.len() > before;
    for (fixture, last) in fixtures.into_iter().zip(last) {
        conclude(&mut game, fixture, last)?;
        conclude(&mut twin, fixture, last)?;
    }
    game.settle_all()?;
    twin.settle_all()?;
    equal(&game.model, &twin.model)?;
    game.rebuild()?;
    // What was recorded on the way is kept, not undone.
    let records =
        |game: &Game| game.book.journal_head().map(|head| head.records).map_err(|error| error.to_string());
    let (with, without) = (records(&game)?, records(&twin)?);
    if wandered && with < without {
        Err(format!("{with} records, but {without} without corrections"))
    } else {
        Ok(())
    }
}

pub(crate) fn lasts() -> impl Strategy<Value = Last> {
    let strategy = (0..4_u16, 0..4_u16, any::<[u8; 4]>());
    strategy.prop_map(|(home, away, outcomes)| Last { score: (home, away), outcomes })
}

#[test]
fn a_correction_is_having_been_right_at_once() {
    let steps = vec(any::<[u8; 4]>(), 0..25);
    let drawn = (vec(any::<[u8; 4]>(), 1..16), steps, [lasts(), lasts(), lasts()]);
    let tried = TestRunner::new(config(120)).run(&drawn, |(bets, steps, last)| {
        let found = corrected(&bets, &steps, last);
        prop_assert!(found.is_ok(), "{}", found.unwrap_err());
        Ok::<(), TestCaseError>(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
}
