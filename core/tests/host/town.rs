//! A book with something of everything in it, for whoever looks for rows: every role, every status, bets of every fate.

use realdeal::betting::Slip;
use realdeal::catalogue::{Fixture, MarketKind, Outcome, ParticipantKind, Score};
use realdeal::house_rules::Limits;
use realdeal::id::{FixtureId, SelectionId, UserId};
use realdeal::money::Currency;
use realdeal::people::{Exclusion, Person, Role, Status};
use realdeal::storage::{MarketFilter, Page};

use crate::support::{World, hours, minutes, world};

/// Enough of a book that each filter lets some rows pass and holds some back.
pub(crate) fn town() -> World {
    let mut w = world();
    people(&mut w);
    let fixtures = catalogue(&mut w);
    bets(&mut w);
    // One that waits to be settled in the end.
    let last = w.book.markets_of(fixtures[5]).unwrap()[0];
    let selection = w.book.selections_of(last).unwrap().remove(0);
    w.place(w.alice, &[(selection.id, &selection.odds.to_string())], "0.75 EUR").unwrap();
    baskets_and_withdrawals(&mut w);
    results(&mut w, &fixtures);
    for (name, position) in [("relay", 3), ("accounts", 9), ("mail", 1), ("archive", 4)] {
        w.book.acknowledge(name, position).unwrap();
    }
    w.book.forget_cursor("mail").unwrap();
    w
}

fn people(w: &mut World) {
    let mut enter =
        |name: &str| w.book.visitor().register(Person::new(name, format!("{name}@example.org"))).unwrap();
    let users: Vec<UserId> = (0..12).map(|number| enter(&format!("user-{number}"))).collect();
    let until = w.start.plus(hours(24 * 400));
    let mut admin = w.book.session(w.admin).because("as the town has it");
    for (user, role) in [(users[0], Role::Bookmaker), (users[1], Role::Support), (users[2], Role::Support)] {
        admin.change_role(user, role).unwrap();
    }
    let statuses =
        [Status::Suspended, Status::Blocked, Status::OnRegister, Status::Suspended, Status::Closed];
    for (&user, status) in users[3..].iter().zip(statuses) {
        admin.change_status(user, status).unwrap();
    }
    w.book.session(users[8]).exclude_self(Exclusion::SelfExclusion, until).unwrap();
    w.book.session(users[9]).exclude_self(Exclusion::CoolingOff, until).unwrap();
    let yen = Limits { min_stake: 100, max_stake: 500_000, max_return: 50_000_000 };
    let rules = w.book.house_rules().unwrap().with_limits(Currency::JPY, yen);
    w.book.session(w.admin).adopt_house_rules(rules).unwrap();
    w.book.system().confirm_deposit(w.alice, "20000 JPY", "bank", "yen of alice").unwrap();
    w.book.system().confirm_deposit(w.bob, "20000 JPY", "bank", "yen of bob").unwrap();
}

/// Fixtures that go different ways, each with two markets.
fn catalogue(w: &mut World) -> Vec<FixtureId> {
    let mut office = w.book.session(w.bookmaker).because("as the town has it");
    let cup = office.create_competition("Cup", "cup").unwrap();
    let old = office.create_competition("Old cup", "old-cup").unwrap();
    let runners: Vec<_> = (0..4)
        .map(|n| office.create_participant(format!("Horse {n}"), ParticipantKind::Runner).unwrap())
        .collect();
    let player = office.create_participant("A player", ParticipantKind::Player).unwrap();
    let [home, away, third, fourth] = w.teams;
    let pairs = [(home, third), (away, fourth), (home, fourth), (third, away), (home, away), (fourth, third)];
    let mut fixtures = Vec::new();
    for (number, (home, away)) in (0..).zip(pairs) {
        let competition = if number % 2 == 0 { cup } else { w.league };
        let start = w.start.plus(hours(3 + number % 3));
        let fixture = office.schedule_fixture(competition, Fixture::match_of(home, away), start).unwrap();
        let prices = [(Outcome::Home, "1.90"), (Outcome::Draw, "3.20"), (Outcome::Away, "4.50")];
        office.open_market(fixture, MarketKind::MatchResult, prices).unwrap();
        let goals = MarketKind::TotalGoals { line: "2.5".parse().unwrap() };
        office
            .open_in_play_market(fixture, goals, [(Outcome::Over, "1.90"), (Outcome::Under, "1.95")])
            .unwrap();
        fixtures.push(fixture);
    }
    office.schedule_fixture(cup, Fixture::race_of(runners.clone()), w.start.plus(hours(30))).unwrap();
    office.retire_competition(old).unwrap();
    office.retire_participant(runners[3]).unwrap();
    office.retire_participant(player).unwrap();
    fixtures
}

/// Singles and accumulators in two currencies, at different times; some are cancelled or voided.
fn bets(w: &mut World) {
    let mut selections: Vec<(SelectionId, String)> = Vec::new();
    for market in w.book.markets(MarketFilter::default(), Page::first(100)).unwrap() {
        for selection in w.book.selections_of(market.id).unwrap() {
            selections.push((selection.id, selection.odds.to_string()));
        }
    }
    let mut placed = Vec::new();
    for round in 0..40_usize {
        w.at(minutes(round as u64));
        let user = if round % 3 == 0 { w.bob } else { w.alice };
        let stake = if round % 4 == 3 { "150 JPY" } else { "0.75 EUR" };
        let mut slip = Slip::new(w.book.fresh_id()).stake(stake);
        // One to three legs, each on a fixture of its own: ten selections lie further on.
        for leg in 0..=round % 3 {
            let (selection, odds) = &selections[(round * 7 + leg * 11) % selections.len()];
            slip = slip.leg(*selection, odds.as_str());
        }
        // Legs that happen to lie on one fixture are refused, and that is well.
        if let Ok(bet) = w.book.session(user).place_bet(slip) {
            placed.push(bet);
        }
    }
    assert!(placed.len() > 25, "{}", placed.len());
    for bet in placed.iter().rev().take(15).step_by(5) {
        w.book.session(bet.user).cancel_bet(bet.id).unwrap();
    }
    for bet in placed.iter().step_by(11) {
        let _ = w.book.session(w.admin).because("a mistake").void_bet(bet.id);
    }
}

fn baskets_and_withdrawals(w: &mut World) {
    let home = w.market.selections[0];
    for (number, user) in [w.alice, w.bob, w.alice, w.bob, w.alice].into_iter().enumerate() {
        w.at(minutes(50 + number as u64));
        let basket = w.book.session(user).create_basket().unwrap();
        let slip = w.book.slip().leg(home, "2.10").stake("0.60 EUR");
        w.book.session(user).add_to_basket(basket, slip).unwrap();
        match number % 3 {
            0 => drop(w.book.session(user).check_out(basket).unwrap()),
            1 => w.book.session(user).drop_basket(basket).unwrap(),
            _ => {}
        }
        for turn in 0..3 {
            let asked = w.book.session(user).request_withdrawal("1.00 EUR").unwrap();
            match turn {
                0 => w.book.system().confirm_withdrawal(asked).unwrap(),
                1 => w.book.system().refuse_withdrawal(asked).unwrap(),
                _ => {}
            }
        }
    }
}

fn results(w: &mut World, fixtures: &[FixtureId]) {
    let open = w.market.id;
    w.at(minutes(60));
    let mut office = w.book.session(w.bookmaker).because("as the town has it");
    office.suspend_market(open).unwrap();
    office.postpone_fixture(fixtures[0]).unwrap();
    office.cancel_fixture(fixtures[1]).unwrap();
    w.at(hours(6));
    let mut office = w.book.session(w.bookmaker).because("as the town has it");
    office.record_score(fixtures[2], Score::full_time(2, 1)).unwrap();
    office.record_score(w.second, Score::full_time(1, 0)).unwrap();
    office.record_live_score(fixtures[3], Score::full_time(1, 0)).unwrap();
    office.record_live_score(fixtures[4], Score::full_time(0, 0)).unwrap();
    office.abandon_fixture(fixtures[4], None).unwrap();
    w.at(hours(26));
    // The baskets that are still open expire.
    while w.book.system().run_due(1).unwrap() > 0
        && w.book.next_due().unwrap().is_some_and(|due| due <= w.book.now())
    {}
    w.book.session(w.bob).create_basket().unwrap();
    // Recorded, and not settled yet: its markets are behind.
    w.book.session(w.bookmaker).record_score_only(fixtures[5], Score::full_time(0, 3)).unwrap();
}
