//! A device that fails: a clear error, and in the end the books that there should be.

use realdeal_simulator::Failing;
use realdeal_simulator::faults::run;

use crate::{caught, kept, number};

#[test]
fn a_failing_device_gives_clear_errors_and_no_wrong_answers() {
    let (seed, step) = (number("seed", 1), number("step", 13));
    for failing in Failing::HONEST {
        println!("{failing:?}:");
        let told = kept(run(seed, 40, failing, step));
        assert!(told.runs > 0, "it never came up");
    }
}

#[test]
fn a_disk_that_swallows_writes_is_noticed() {
    caught(run(1, 40, Failing::Swallow, 3), &["Swallow at call"]);
}
