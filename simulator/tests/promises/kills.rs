//! Killed at random: nothing acknowledged is missing, nothing is there twice, no slice is there in part.

use realdeal_simulator::Broken;
use realdeal_simulator::kills::{Kills, run};

use crate::{caught, kept, number, program};

fn kills(kills: u64, broken: Option<Broken>) -> Kills {
    Kills { program: program(), seed: number("seed", 1), kills, broken }
}

#[test]
fn a_killed_process_loses_nothing_that_it_acknowledged() {
    let wanted = number("kills", 200);
    let seen = kept(run(&kills(wanted, None)));
    assert_eq!(seen.kills, wanted);
    assert!(seen.acknowledged as u64 > wanted, "the children got nowhere: {seen:?}");
}

#[test]
fn answers_before_the_commit_are_noticed() {
    caught(run(&kills(200, Some(Broken::AnswersEarly))), &["commands were acknowledged, and"]);
}

#[test]
fn units_that_are_committed_in_parts_are_noticed() {
    caught(run(&kills(200, Some(Broken::CommandByCommand))), &["a part of a slice is in the book"]);
}

#[test]
fn answers_that_are_not_remembered_are_noticed() {
    caught(run(&kills(50, Some(Broken::Forgetful))), &["the state hash is not what memory says"]);
}
