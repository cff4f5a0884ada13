//! Processes on one file: no cent is spent twice, who waits too long is told so, and nobody believes what is no longer so.

use realdeal_simulator::Broken;
use realdeal_simulator::race::{lock, run};

use crate::{caught, kept, number, program};

#[test]
fn eight_processes_on_one_wallet_spend_what_is_in_it() {
    let seen = kept(run(&program(), 8, number("busy", 20_000), None));
    assert_eq!(seen.taken.len(), 8);
}

#[test]
fn who_waits_too_long_asks_again_and_nothing_is_lost() {
    // So short that most have to.
    let seen = kept(run(&program(), 8, 1, None));
    assert!(seen.asked_again > 0, "nobody had to ask again: {seen:?}");
}

#[test]
fn a_process_that_is_killed_gives_the_lock_back() {
    kept(lock(&program()));
}

#[test]
fn a_wallet_that_is_looked_at_before_the_lock_is_noticed() {
    caught(run(&program(), 8, 20_000, Some(Broken::CheckThenAct)), &["500.00 EUR are 71 stakes"]);
}
