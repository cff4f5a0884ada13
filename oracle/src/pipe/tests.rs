//! The harness itself: it passes what is right, and each planted fault is found and can be shown again.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't start its run stops there")]

use super::*;

fn run_of(slips: u64, plant: Option<&str>) -> Option<(u64, u64, Vec<String>)> {
    let arguments = Arguments { seed: 2, first: 0, slips, processes: 2, plant: plant.map(str::to_owned) };
    match run(&arguments).unwrap() {
        Found::Compared { passed, failed, failures } => Some((passed, failed, failures)),
        Found::NoPython(why) => {
            println!("SKIPPED, nothing was compared: python3 can't be started here ({why})");
            None
        }
    }
}

#[test]
fn what_the_engine_returns_is_what_the_rules_say() {
    let Some((passed, failed, failures)) = run_of(2_000, None) else { return };
    assert_eq!((passed, failed), (2_000, 0), "{}", failures.join("\n"));
}

/// The names in `plant.py`.
fn faults() -> Vec<&'static str> {
    let listed = include_str!("../../plant.py").lines();
    let names = listed.filter_map(|line| line.strip_prefix("    \"")?.split_once("\": "));
    names.map(|(name, _)| name).collect()
}

#[test]
fn every_planted_fault_is_found() {
    let faults = faults();
    assert_eq!(faults.len(), 7, "{faults:?}");
    for fault in faults {
        let Some((_, failed, failures)) = run_of(300, Some(fault)) else { return };
        assert!(failed > 0, "{fault} was not found");
        assert!(failures.len() <= 2 * MOST_SHOWN, "and few are shown");
        assert!(failures[0].ends_with(&format!(" --slips 1 --plant {fault}")), "{}", failures[0]);
    }
}

#[test]
fn a_failure_can_be_shown_again() {
    let Some((_, _, failures)) = run_of(200, Some("rounds_each_line")) else { return };
    let words = failures[0].split(" -- ").nth(1).unwrap().split_whitespace().map(str::to_owned);
    let again = Arguments::read(words).unwrap();
    let Found::Compared { failed, failures: shown, .. } = run(&again).unwrap() else {
        panic!("it ran before")
    };
    assert_eq!((failed, &shown[0]), (1, &failures[0]));
}

#[test]
fn a_run_that_breaks_off_is_no_success() {
    let Some(_) = run_of(1, None) else { return };
    let arguments =
        Arguments { seed: 1, first: 0, slips: 5, processes: 1, plant: Some("no_such_fault".to_owned()) };
    assert!(run(&arguments).unwrap_err().contains("exit status: 1"));
    assert!(line::compare("{}").unwrap_err().starts_with("missing field"));
}
