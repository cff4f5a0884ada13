//! Scans: bounded, in order, among the committed rows and the unit's own changes.

use realdeal::Error;
use realdeal::catalogue::Score;
use realdeal::id::{CommandId, FixtureId, MarketId, UserId};
use realdeal::keys::{Access, Scan};
use realdeal::people::Exclusion;
use realdeal::state::{Draft, Key, Row};
use realdeal::storage::{Storage, Unit};
use realdeal::time::Timestamp;

use super::{one, open};
use crate::Backend;
use crate::world::{World, hours, minutes, noon, reference};

/// The scene on the backend, and its twin in memory, for what it has made.
fn scene(
    backend: &mut dyn Backend,
    play: impl Fn(&mut World) -> Result<(), Error>,
) -> (World, Box<dyn Storage>) {
    play(&mut World::on(backend)).expect("the scene can be played");
    (reference(play), open(backend))
}

#[track_caller]
fn finds(storage: &mut dyn Storage, scan: &Scan, expected: &[Key]) {
    let mut unit = storage.begin().unwrap();
    assert_eq!(unit.scan(scan).unwrap(), expected, "{scan:?}");
}

/// Changes a row within a unit.
fn edit<R: Row>(unit: &mut dyn Unit, id: &R::Id, edit: impl FnOnce(&mut R)) {
    unit.fetch(&one(R::key(id), Access::Write)).unwrap();
    let mut draft = Draft::new(unit.state());
    edit(draft.edit::<R>(id).expect("it was fetched").expect("it is there"));
    let changes = draft.finish(None);
    unit.apply(changes).unwrap();
}

pub(crate) fn a_scan_that_finds_nothing_finds_nothing(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    let id = CommandId::from_parts(noon(), 1, 1);
    let market = MarketId::made_by(id, 0);
    for scan in [
        Scan::BetsBehind { market, limit: 10 },
        Scan::MarketsOf(FixtureId::made_by(id, 0)),
        Scan::SelectionsOf(market),
        Scan::OpenBasketsOf(UserId::made_by(id, 0)),
        Scan::Due { until: Timestamp::MAX, limit: 10 },
    ] {
        finds(&mut *storage, &scan, &[]);
    }
}

pub(crate) fn the_markets_of_a_fixture_come_by_id(backend: &mut dyn Backend) {
    let (world, mut storage) = scene(backend, |world| {
        for line in ["1.5", "2.5", "3.5"] {
            open_goals(world, line)?;
        }
        Ok(())
    });
    let mut expected: Vec<_> =
        world.book.markets_of(world.first).unwrap().into_iter().map(Key::Market).collect();
    expected.sort();
    assert_eq!(expected.len(), 4);
    finds(&mut *storage, &Scan::MarketsOf(world.first), &expected);
    finds(&mut *storage, &Scan::MarketsOf(world.second), &[Key::Market(world.other.id)]);
}

fn open_goals(world: &mut World, line: &str) -> Result<MarketId, Error> {
    use realdeal::catalogue::{MarketKind, Outcome};
    let (fixture, line) = (world.first, line.parse().expect("a line of goals"));
    let sides = [(Outcome::Over, "1.90"), (Outcome::Under, "1.95")];
    Ok(world.office().open_market(fixture, MarketKind::TotalGoals { line }, sides)?.id)
}

pub(crate) fn the_selections_of_a_market_come_by_id(backend: &mut dyn Backend) {
    let (world, mut storage) = scene(backend, |_| Ok(()));
    let mut expected: Vec<_> = world.market.selections.iter().map(|id| Key::Selection(*id)).collect();
    expected.sort();
    finds(&mut *storage, &Scan::SelectionsOf(world.market.id), &expected);
}

pub(crate) fn only_open_baskets_of_a_user_are_found(backend: &mut dyn Backend) {
    let play = |world: &mut World| {
        let (alice, bob) = (world.alice, world.bob);
        let (_, dropped, _) = (
            world.basket(alice, "1.00 EUR"),
            world.basket(alice, "2.00 EUR"),
            world.basket(alice, "3.00 EUR"),
        );
        world.basket(bob, "4.00 EUR");
        world.book.session(alice).drop_basket(dropped)
    };
    let (world, mut storage) = scene(backend, play);
    let filter = realdeal::storage::BasketFilter {
        user: Some(world.alice),
        status: Some(realdeal::betting::BasketStatus::Open),
    };
    let open = world.book.baskets(filter, realdeal::storage::Page::first(10)).unwrap();
    let expected: Vec<_> = open.iter().map(|basket| Key::Basket(basket.id)).collect();
    assert_eq!(expected.len(), 2);
    finds(&mut *storage, &Scan::OpenBasketsOf(world.alice), &expected);
}

/// Five bets on the first fixture, and its final score, but nothing settled; one bet was cancelled before.
fn unsettled(world: &mut World) -> Result<(), Error> {
    let (alice, bob, first) = (world.alice, world.bob, world.first);
    let cancelled = world.bet(alice, 0, "1.00 EUR");
    world.book.session(alice).cancel_bet(cancelled.id)?;
    for side in [0, 1, 2] {
        world.bet(alice, side, "1.00 EUR");
    }
    world.bet(bob, 0, "2.00 EUR");
    world.double(bob, "3.00 EUR");
    world.at(hours(5)).office().record_score_only(first, Score::full_time(2, 1))
}

/// The bets on the first fixture that were not taken back, by id.
fn bets_on_first(world: &World) -> Vec<Key> {
    let page = realdeal::storage::Page::first(100);
    let of = |user| world.book.bets(user, page).unwrap();
    let mut bets: Vec<_> = of(world.alice).into_iter().chain(of(world.bob)).collect();
    bets.retain(|bet| !bet.withdrawn);
    let mut keys: Vec<_> = bets.iter().map(|bet| Key::Bet(bet.id)).collect();
    keys.sort();
    keys
}

pub(crate) fn bets_behind_come_by_id_and_without_withdrawn_ones(backend: &mut dyn Backend) {
    let (world, mut storage) = scene(backend, unsettled);
    let expected = bets_on_first(&world);
    assert_eq!(expected.len(), 5);
    finds(&mut *storage, &Scan::BetsBehind { market: world.market.id, limit: 100 }, &expected);
    // The other market has a leg on it, and no result yet.
    finds(&mut *storage, &Scan::BetsBehind { market: world.other.id, limit: 100 }, &[]);
}

pub(crate) fn a_scan_gives_no_more_than_its_limit(backend: &mut dyn Backend) {
    let (world, mut storage) = scene(backend, unsettled);
    let expected = bets_on_first(&world);
    for limit in [0, 1, 3, 5] {
        let scan = Scan::BetsBehind { market: world.market.id, limit };
        finds(&mut *storage, &scan, &expected[..limit as usize]);
    }
}

pub(crate) fn bets_graded_longest_ago_come_first(backend: &mut dyn Backend) {
    // Two bets are graded at the first result, then the result is corrected: those never graded come before them.
    // The session's own method would settle everything, so that the command is sent alone.
    let play = |world: &mut World| {
        unsettled(world)?;
        let (market, fixture) = (world.market.id, world.first);
        world.book.system().settle_page(market, 2)?;
        let correct = realdeal::command::CorrectScore { fixture, score: Score::full_time(0, 0) };
        world.office().because("a second look").send(correct).map(drop)
    };
    let (world, mut storage) = scene(backend, play);
    let bets = bets_on_first(&world);
    let expected = [&bets[2..], &bets[..2]].concat();
    finds(&mut *storage, &Scan::BetsBehind { market: world.market.id, limit: 100 }, &expected);
    finds(&mut *storage, &Scan::BetsBehind { market: world.market.id, limit: 4 }, &expected[..4]);
}

/// A postponed fixture, a user who waits for his account, and two baskets: what falls due.
fn due(world: &mut World) -> Result<(), Error> {
    let (alice, bob, second) = (world.alice, world.bob, world.second);
    world.basket(alice, "1.00 EUR");
    world.at(minutes(10)).basket(alice, "2.00 EUR");
    world.bet(bob, 0, "1.00 EUR");
    world.office().because("snow").postpone_fixture(second)?;
    let until = world.book.now().plus(hours(24));
    world.book.session(bob).exclude_self(Exclusion::CoolingOff, until)?;
    world.book.set_now(until);
    world.book.session(bob).request_reopening()
}

pub(crate) fn what_falls_due_comes_by_time(backend: &mut dyn Backend) {
    let (world, mut storage) = scene(backend, due);
    // The same list, made of the rows one by one.
    let mut expected = world.book.read(|snapshot| {
        let state = snapshot.state();
        let mut due: Vec<(Timestamp, Key)> = Vec::new();
        for user in state.users.sorted() {
            due.extend(user.reopens_at.map(|at| (at, Key::User(user.id))));
        }
        for fixture in state.fixtures.sorted() {
            due.extend(fixture.void_due().map(|at| (at, Key::Fixture(fixture.id))));
        }
        for basket in state.baskets.sorted().into_iter().filter(|basket| basket.is_open()) {
            due.push((basket.expires_at, Key::Basket(basket.id)));
        }
        Ok(due)
    });
    let expected = expected.as_mut().unwrap();
    expected.sort();
    assert_eq!(expected.len(), 4, "{expected:?}");
    let keys: Vec<_> = expected.iter().map(|(_, key)| key.clone()).collect();
    finds(&mut *storage, &Scan::Due { until: Timestamp::MAX, limit: 100 }, &keys);
    finds(&mut *storage, &Scan::Due { until: Timestamp::MAX, limit: 2 }, &keys[..2]);
    // At the very time is due; a moment before is not.
    let first = expected[0].0;
    let at_first: Vec<_> =
        expected.iter().filter(|(at, _)| *at == first).map(|(_, key)| key.clone()).collect();
    finds(&mut *storage, &Scan::Due { until: first, limit: 100 }, &at_first);
    let before = Timestamp::from_micros(first.micros() - 1);
    finds(&mut *storage, &Scan::Due { until: before, limit: 100 }, &[]);
    assert_eq!(storage.readers().snapshot().unwrap().next_due().unwrap(), Some(first));
}

pub(crate) fn what_was_due_is_done_once(backend: &mut dyn Backend) {
    crate::world::alike(backend, |world| {
        due(world)?;
        world.at(hours(24 * 60));
        assert!(world.book.system().run_due(100)? > 0);
        assert_eq!(world.book.system().run_due(100)?, 0);
        Ok(())
    });
}

pub(crate) fn a_scan_sees_what_its_unit_has_written(backend: &mut dyn Backend) {
    use realdeal::betting::{Basket, BasketStatus, Bet};
    let play = |world: &mut World| {
        let alice = world.alice;
        world.basket(alice, "1.00 EUR");
        unsettled(world)
    };
    let (world, mut storage) = scene(backend, play);
    let mut unit = storage.begin().unwrap();
    let scan = Scan::OpenBasketsOf(world.alice);
    let Some(Key::Basket(basket)) = unit.scan(&scan).unwrap().pop() else { panic!("there is a basket") };
    edit::<Basket>(&mut *unit, &basket, |basket| basket.status = BasketStatus::Dropped);
    assert_eq!(unit.scan(&scan).unwrap(), [], "the basket was closed within the unit");
    edit::<Basket>(&mut *unit, &basket, |basket| basket.status = BasketStatus::Open);
    assert_eq!(unit.scan(&scan).unwrap(), [Key::Basket(basket)]);

    let behind = Scan::BetsBehind { market: world.market.id, limit: 100 };
    let mut left = unit.scan(&behind).unwrap();
    let Key::Bet(graded) = left.remove(0) else { panic!("there are bets") };
    edit::<Bet>(&mut *unit, &graded, |bet| bet.legs[0].revision = 1);
    assert_eq!(unit.scan(&behind).unwrap(), left, "the bet was graded within the unit");
    drop(unit);
    let left = [&[Key::Bet(graded)], &left[..]].concat();
    finds(&mut *storage, &behind, &left);
}

pub(crate) fn a_market_is_settled_in_pages_within_one_unit(backend: &mut dyn Backend) {
    crate::world::alike(backend, |world| {
        unsettled(world)?;
        let page = realdeal::command::SettlePage { market: world.market.id, limit: 2 };
        let pages: Vec<_> = (0..4).map(|_| world.book.system().command(page.clone())).collect();
        // One slice, so one unit: each page must see what the one before has graded.
        let answers = world.book.execute(&pages);
        let graded = answers.into_iter().map(|answer| match answer.unwrap().made {
            realdeal::Made::Page { graded, left } => (graded, left),
            other => panic!("a page answers with how far it came, and not with {other:?}"),
        });
        assert_eq!(graded.collect::<Vec<_>>(), [(2, 3), (2, 1), (1, 0), (0, 0)]);
        Ok(())
    });
}

pub(crate) fn a_scan_sees_no_dropped_unit(backend: &mut dyn Backend) {
    let (world, mut storage) = scene(backend, unsettled);
    let behind = Scan::BetsBehind { market: world.market.id, limit: 100 };
    let mut unit = storage.begin().unwrap();
    let before = unit.scan(&behind).unwrap();
    for key in &before {
        let Key::Bet(bet) = key else { panic!("{key:?} is no bet") };
        edit::<realdeal::betting::Bet>(&mut *unit, bet, |bet| bet.legs[0].revision = 1);
    }
    assert_eq!(unit.scan(&behind).unwrap(), []);
    drop(unit);
    finds(&mut *storage, &behind, &before);
}
