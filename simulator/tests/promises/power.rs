//! The plug pulled after each event of a run: under FULL nothing acknowledged is lost, under NORMAL nothing is corrupted.

use realdeal_simulator::power::{Power, run};
use realdeal_sqlite::Synchronous;

use crate::{caught, kept, number};

fn power(synchronous: Synchronous, lying: bool) -> Power {
    let commands = usize::try_from(number("commands", 155)).unwrap();
    Power { seed: number("seed", 1), commands, ways: number("ways", 1), synchronous, lying }
}

#[test]
fn full_keeps_what_was_acknowledged() {
    let seen = kept(run(power(Synchronous::Full, false)));
    assert!(seen.writes >= 1_000, "a trace of at least 1,000 writes is wanted: {seen:?}");
    assert_eq!(seen.lost, 0);
}

#[test]
fn normal_may_lose_the_last_commits_and_never_corrupts() {
    let seen = kept(run(power(Synchronous::Normal, false)));
    assert!(seen.writes >= 1_000, "a trace of at least 1,000 writes is wanted: {seen:?}");
    assert!(seen.lost > 0, "nothing was ever lost, so that the harness shows nothing: {seen:?}");
}

#[test]
fn a_disk_that_lies_about_syncing_is_noticed() {
    caught(
        run(power(Synchronous::Full, true)),
        &["commands were acknowledged, and", "is damaged", "not a SQLite database"],
    );
}
