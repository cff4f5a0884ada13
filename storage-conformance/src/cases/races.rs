//! Races: a runner withdrawn, bets each way, starting prices, an order of arrival and its correction.
//!
//! Not here: what the rules make of a race, which the engine's own tests work out in full. A backend has to keep all that
//! bears on it: terms, withdrawals, placings, and grades with a place.

use realdeal::Error;
use realdeal::betting::Bet;
use realdeal::catalogue::{
    EachWay, Finish, Fixture, MarketKind, Outcome, ParticipantKind, Placing, RaceTerms,
};
use realdeal::id::{FixtureId, ParticipantId};

use crate::Backend;
use crate::world::{World, alike, hours, minutes};

/// Six runners at 9.00, paid each way by the runners that ran, at the best odds; and three bets before the last is withdrawn.
struct Race {
    id: FixtureId,
    runners: Vec<ParticipantId>,
    each_way: Bet,
    win: Bet,
    on_the_last: Bet,
}

fn race(world: &mut World) -> Result<Race, Error> {
    let (league, alice, bob, start) = (world.league, world.alice, world.bob, world.book.now().plus(hours(3)));
    let mut office = world.office();
    let mut runners = Vec::new();
    for number in 1..=6 {
        runners.push(office.create_participant(format!("Runner {number}"), ParticipantKind::Runner)?);
    }
    let id = office.schedule_fixture(league, Fixture::race_of(runners.clone()), start)?;
    let each_way = Some(EachWay::ByRunners { handicap: false });
    let terms = RaceTerms { each_way, ante_post: false, guaranteed: true };
    let prices: Vec<_> = runners.iter().map(|&runner| (Outcome::Runner(runner), "9.00")).collect();
    let market = office.open_race_market(id, MarketKind::RaceWinner, terms, prices)?;
    let both_ways = world.slip(market.selections[0], "9.00", "10.00 EUR").each_way();
    let to_win = world.slip(market.selections[1], "9.00", "10.00 EUR");
    let on_the_last = world.slip(market.selections[5], "9.00", "5.00 EUR");
    Ok(Race {
        id,
        runners,
        each_way: world.book.session(alice).place_bet(both_ways)?,
        win: world.book.session(bob).place_bet(to_win)?,
        on_the_last: world.book.session(bob).place_bet(on_the_last)?,
    })
}

/// The last runner is out, at a price that costs the others 25 pence in the pound.
fn withdraw(world: &mut World, race: &Race) -> Result<(), Error> {
    let now = world.at(minutes(10)).book.now();
    let odds = "3/1".parse().expect("a price");
    world.office().withdraw_runner(race.id, race.runners[5], odds, now)
}

/// Placings at these positions; the last did not run. The first of the six starts at 11.00, the others at 7.00.
fn order(race: &Race, positions: [u16; 5]) -> Vec<Placing> {
    let started = race.runners.iter().zip(positions).zip(["11.00", "7.00", "7.00", "7.00", "7.00"]);
    let placing = |((&runner, position), price): ((&ParticipantId, u16), &str)| {
        Placing::new(runner, Finish::Position(position)).starting_at(price.parse().expect("a price"))
    };
    let mut placings: Vec<_> = started.map(placing).collect();
    placings.push(Placing::new(race.runners[5], Finish::DidNotRun));
    placings
}

/// All of it: the first of the six wins.
fn run(world: &mut World) -> Result<Race, Error> {
    let race = race(world)?;
    withdraw(world, &race)?;
    let placings = order(&race, [1, 2, 3, 4, 5]);
    world.at(hours(4)).office().record_positions(race.id, placings)?;
    Ok(race)
}

/// A bet's status and what it has returned, as the books say now.
fn stands(world: &World, bet: &Bet) -> (String, String) {
    let bet = world.book.bet(bet.id).expect("the bet is there");
    (bet.status.to_string(), bet.returned().to_string())
}

#[track_caller]
fn assert_stands(world: &World, bet: &Bet, status: &str, returned: &str) {
    assert_eq!(stands(world, bet), (status.to_owned(), returned.to_owned()));
}

pub(crate) fn a_withdrawn_runner_voids_its_bets_until_it_runs_after_all(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    let race = race(&mut world).unwrap();
    withdraw(&mut world, &race).unwrap();
    assert_stands(&world, &race.on_the_last, "void", "5.00 EUR");
    assert_stands(&world, &race.win, "open", "0.00 EUR");
    let fixture = world.book.fixture(race.id).unwrap();
    assert!(fixture.is_withdrawn(race.runners[5]));
    world.office().because("another stable's").reinstate_runner(race.id, race.runners[5]).unwrap();
    assert_stands(&world, &race.on_the_last, "open", "0.00 EUR");
    assert!(!world.book.fixture(race.id).unwrap().is_withdrawn(race.runners[5]));
    assert!(world.book.audit().unwrap().is_clean());
}

pub(crate) fn a_race_is_paid_each_way_as_in_memory(backend: &mut dyn Backend) {
    let mut world = alike(backend, |world| run(world).map(drop));
    let (alice, bob) = (world.alice, world.bob);
    // At 11.00, with a quarter for a place and 25 pence off: 5 * 8.5 + 5 * 2.875, rounded once.
    assert_eq!(world.cash(alice), "146.88 EUR");
    assert_eq!(world.cash(bob), "90.00 EUR");
}

pub(crate) fn a_corrected_order_posts_the_difference(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    let race = run(&mut world).unwrap();
    assert_stands(&world, &race.each_way, "won", "56.88 EUR");
    assert_stands(&world, &race.win, "lost", "0.00 EUR");
    let placings = order(&race, [2, 1, 3, 4, 5]);
    world.at(hours(5)).office().because("the photograph").correct_positions(race.id, placings).unwrap();
    // Only the place is left to the first; the second started shorter than it was taken at: 10 * (1 + 8 * 0.75).
    assert_stands(&world, &race.each_way, "won", "14.38 EUR");
    assert_stands(&world, &race.win, "won", "70.00 EUR");
    assert_stands(&world, &race.on_the_last, "void", "5.00 EUR");
    assert_eq!((world.cash(world.alice), world.cash(world.bob)), ("104.38 EUR".into(), "160.00 EUR".into()));
    assert!(world.book.audit().unwrap().is_clean());
}

pub(crate) fn a_corrected_race_reads_as_it_does_in_memory(backend: &mut dyn Backend) {
    alike(backend, |world| {
        let race = run(world)?;
        let placings = order(&race, [1, 1, 3, 4, 5]);
        world.at(hours(5)).office().because("a dead heat").correct_positions(race.id, placings)?;
        // Without a withdrawal it still did not run, and costs the others nothing.
        world.office().because("no price was on offer").reinstate_runner(race.id, race.runners[5])
    });
}
