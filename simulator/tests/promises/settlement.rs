//! A settler cut off before each change of a file: the books come out as if it had not been.

use realdeal_simulator::Broken;
use realdeal_simulator::settlement::{Cut, run, strangers};

use crate::{caught, kept, number, program};

fn cut(step: u64, broken: Option<Broken>) -> Cut {
    Cut { program: program(), seed: number("seed", 1), step, broken }
}

#[test]
fn a_settlement_that_is_cut_off_anywhere_is_done_once() {
    let seen = kept(run(&cut(number("step", 3), None)));
    assert!(seen.bets >= 20, "{seen:?}");
    assert!(seen.ended > 50 && seen.beside > 0, "{seen:?}");
}

#[test]
fn two_settlers_who_know_nothing_of_each_other_pay_once() {
    kept(strangers(number("seed", 1)));
}

#[test]
fn a_settlement_that_is_paid_before_it_is_told_is_noticed() {
    caught(
        run(&cut(1, Some(Broken::TwoCommits))),
        &["the state hash is not", "contradict", "the audit finds"],
    );
}
