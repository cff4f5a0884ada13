//! The shape of a bet: the order of its legs does not matter, a void leg is no leg, and a stake in two parts returns
//! in two parts what it returns in one.

use proptest::collection::vec;
use proptest::prelude::{any, prop_assert};
use proptest::test_runner::{TestCaseError, TestRunner};
use realdeal::id::{BetId, MarketId};

use super::ask::{Change, DAY, DEFAULT_RULES, Done, HOUR, Priced, Rules, Verdict, What, Who};
use super::check::{Checked, same};
use super::corrections::{met, stated};
use super::fraction::{Fraction, Mode};
use super::game::Game;
use super::grading::Kind;
use super::nouns::Fate;
use super::random::config;
use super::tables::{euro, price};

/// A leg to be: which of 16 prices, and what comes of it.
type Sketch = (u8, u8);

fn place(game: &mut Game, legs: &[Priced], stake: i64) -> Result<BetId, String> {
    let bettor = game.sender.bettor(0);
    let what = What::Place { legs: legs.to_vec(), stake: euro(stake), change: Change::None };
    match game.ask(Who::User(bettor), what)? {
        Verdict::Met(Done::Bet(bet)) => Ok(bet),
        verdict => Err(format!("the bet was answered {verdict:?}")),
    }
}

/// A game with a fixture and a custom market for each leg, and the legs.
fn with_legs(sketches: &[Sketch]) -> Result<(Game, Vec<MarketId>, Vec<Priced>), String> {
    let mut game = Game::empty();
    let bettor = game.sender.bettor(0);
    game.ask(Who::System, What::Deposit(bettor, euro(1_000_000), "all".to_owned()))?;
    let (mut markets, mut legs) = (Vec::new(), Vec::new());
    for &(number, _) in sketches {
        let fixture = game.open(HOUR, &[])?;
        // The longest prices are beyond what the house takes, and several of the next beyond what it pays.
        let odds = price(if matches!(number % 16, 11 | 15) { 0 } else { number });
        let prices = vec![odds; 3];
        met(&mut game, What::Open { fixture, kind: Kind::Custom, prices, in_play: false })?;
        let market = game.model.markets_of(fixture)[0];
        markets.push(market);
        legs.push((game.model.markets[&market].selections[0], odds));
    }
    Ok((game, markets, legs))
}

fn shaped(sketches: &[Sketch], void: usize, turn: usize, stakes: (i64, i64)) -> Checked {
    let (mut game, markets, legs) = with_legs(sketches)?;
    let void = void % legs.len();
    let mut turned = legs.clone();
    turned.rotate_left(turn % legs.len());
    turned.swap(0, void);
    let mut fewer = legs.clone();
    fewer.remove(void);
    let (part, rest) = stakes;
    let whole = place(&mut game, &legs, part + rest)?;
    let turned = place(&mut game, &turned, part + rest)?;
    let fewer = place(&mut game, &fewer, part + rest)?;
    let parts = [place(&mut game, &legs, part)?, place(&mut game, &legs, rest)?];
    game.sender.now += DAY;
    let graded = |game: &mut Game, without: Option<usize>| -> Checked {
        for (index, (market, (_, grade))) in markets.iter().zip(sketches).enumerate() {
            if Some(index) != without {
                let outcomes = stated(&game.model, *market, [*grade; 4]);
                met(game, What::Outcomes(*market, outcomes))?;
            }
        }
        game.settle_all()
    };
    graded(&mut game, Some(void))?;
    met(&mut game, What::VoidMarket(markets[void]))?;
    game.settle_all()?;
    check(&game, whole, turned, parts)?;
    let ticket = |id| &game.model.tickets[&id];
    same("the exact return with a void leg", ticket(whole).exact, ticket(fewer).exact)?;
    same("the return with a void leg", ticket(whole).returned, ticket(fewer).returned)?;
    // And once more, with what really came of that leg.
    let outcomes = stated(&game.model, markets[void], [sketches[void].1; 4]);
    met(&mut game, What::FixResult(markets[void], super::ask::Fix::Outcomes(outcomes)))?;
    game.settle_all()?;
    check(&game, whole, turned, parts)
}

fn check(game: &Game, whole: BetId, turned: BetId, parts: [BetId; 2]) -> Checked {
    let exact = |id: BetId| game.model.tickets[&id].exact.ok_or(format!("bet {id} is open"));
    same("the exact return of turned legs", exact(turned)?, exact(whole)?)?;
    same("the fate of turned legs", game.model.tickets[&turned].fate, game.model.tickets[&whole].fate)?;
    let sum: Fraction = exact(parts[0])?.plus(exact(parts[1])?);
    same("the exact return of two stakes", sum, exact(whole)?)
}

#[test]
fn a_bet_that_returns_nothing_is_lost() {
    // Half lost, and the half that comes back is rounded away (docs/rules.md, "status of a settled bet").
    let (mut game, markets, legs) = with_legs(&[(0, 4)]).unwrap();
    let rules = Rules { rounding: Mode::Down, min_stake: 1, ..DEFAULT_RULES };
    game.ask(Who::User(game.sender.cast.admin), What::Adopt(rules)).unwrap();
    let bet = place(&mut game, &legs, 1).unwrap();
    game.sender.now += DAY;
    let outcomes = stated(&game.model, markets[0], [4; 4]);
    met(&mut game, What::Outcomes(markets[0], outcomes)).unwrap();
    game.settle_all().unwrap();
    assert_eq!((game.model.tickets[&bet].fate, game.model.tickets[&bet].returned), (Fate::Lost, 0));
}

#[test]
fn the_shape_of_a_bet_does_not_change_what_it_returns() {
    let stakes = (10..2_000_i64, 10..2_000_i64);
    let drawn = (vec(any::<Sketch>(), 2..6), any::<usize>(), any::<usize>(), stakes);
    let tried = TestRunner::new(config(150)).run(&drawn, |(legs, void, turn, stakes)| {
        let found = shaped(&legs, void, turn, stakes);
        prop_assert!(found.is_ok(), "{}", found.unwrap_err());
        Ok::<(), TestCaseError>(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
}
