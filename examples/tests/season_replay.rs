//! The season replay, run whole: the program's own `run`, with its arguments, its output and its remarks.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests say what they expect by panicking"
)]

#[path = "season_replay/support.rs"]
mod support;

#[path = "season_replay/dirt.rs"]
mod dirt;

#[path = "season_replay/killed.rs"]
mod killed;

use std::path::{Path, PathBuf};

use serde_json::Value;

use support::{plain, refusals, run, try_run};

// ---- the files of the shared folder -------------------------------------------------------------------------------

/// Where the shared data lies; said, and none, where it does not.
fn shared_football() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/football");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: ../shared is not here");
    None
}

/// An exact decimal in ten-thousandths of its unit: `371.735` is 3717350.
fn ten_thousandths(text: &str) -> u64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    assert!(part.len() <= 4, "{text}");
    format!("{whole}{part:0<4}").parse().unwrap()
}

#[test]
fn the_shared_seasons_return_what_was_computed_outside() {
    let Some(folder) = shared_football() else { return };
    let expected = std::fs::read_to_string(folder.join("expected_flat_stake_returns.json")).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    for (file, strategies) in expected.as_object().unwrap() {
        let path = folder.join(format!("{file}.csv"));
        let run = run(&[path.to_str().unwrap(), "--json"]);
        let strategies = strategies.as_object().unwrap();
        assert!(!strategies.is_empty());
        for (name, wanted) in strategies {
            let [bets, void, no_price, staked, returned] = run.strategy(name);
            let counts = ["bets", "void", "no_price"].map(|field| wanted[field].to_string());
            assert_eq!([bets, void, no_price], counts, "{file}, {name}");
            // A unit of the expected file is a stake of 100.00.
            for (field, found) in [("staked", staked), ("returned", returned)] {
                let units = ten_thousandths(wanted[field].as_str().unwrap());
                assert_eq!(ten_thousandths(&found), 100 * units, "{file}, {name}, {field}");
            }
        }
        println!("{file}: {} strategies return what was expected", strategies.len());
    }
}

#[test]
fn the_shared_rows_are_counted() {
    let Some(folder) = shared_football() else { return };
    for (file, rows) in [
        ("premier_league_2019_20", [380, 380, 0, 0]),
        ("premier_league_2023_24_partial", [200, 198, 2, 0]),
        ("made_up_dirty_rows", [7, 3, 1, 2]),
    ] {
        let run = run(&[folder.join(format!("{file}.csv")).to_str().unwrap(), "--json"]);
        assert_eq!(run.rows(), rows, "{file}");
        let lines: Vec<u64> = refusals(&run).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, if file == "made_up_dirty_rows" { vec![6, 8] } else { vec![] }, "{file}");
    }
}

// ---- the built-in league ------------------------------------------------------------------------------------------

#[test]
fn the_built_in_league_is_the_same_for_the_same_seed() {
    let one = run(&["--seed", "7"]);
    assert_eq!(one.figures(), run(&["--seed", "7"]).figures());
    assert_ne!(one.figures(), run(&["--seed", "8"]).figures());
    let state = one.out.lines().find_map(|line| line.strip_prefix("State:")).unwrap();
    assert_eq!(state.trim().len(), 64, "{state}");
    assert!(one.out.contains("Audit:  balanced"), "{}", one.out);
    assert!(one.log.is_empty(), "{}", one.log);
}

#[test]
fn the_built_in_league_plays_every_pair_twice_and_shows_each_kind_of_ending() {
    let run = run(&["--json"]);
    assert_eq!(run.rows(), [90, 89, 1, 0]);
    let names: Vec<_> =
        run.json()["strategies"].as_array().unwrap().iter().map(|row| plain(&row["name"])).collect();
    assert_eq!(names.len(), 14, "{names:?}");
    assert_eq!(run.strategy("Elm 1X2 H")[..4], ["90", "1", "0", "9000.00"]);
    assert_eq!(run.strategy("Oak AH away")[2], "1", "one fixture has no prices of Oak");
}

#[test]
fn more_random_bets_change_no_strategy() {
    let few = run(&["--json", "--bettors", "0"]);
    let many = run(&["--json", "--bettors", "7", "--bets-per-fixture", "40"]);
    assert_eq!(few.json()["strategies"], many.json()["strategies"]);
    let table = run(&["--bettors", "7", "--bets-per-fixture", "40"]);
    let crowd = table.out.lines().find(|line| line.starts_with("random bettors")).unwrap();
    assert_eq!(crowd.split_whitespace().nth(2), Some("3600"), "{crowd}");
}

#[test]
fn a_stake_scales_what_comes_back() {
    let [.., staked, returned] = run(&["--json"]).strategy("Elm>2.5");
    let [.., tenth_staked, tenth_returned] = run(&["--json", "--stake", "10.00"]).strategy("Elm>2.5");
    assert_eq!(ten_thousandths(&staked), 10 * ten_thousandths(&tenth_staked));
    assert_eq!(ten_thousandths(&returned), 10 * ten_thousandths(&tenth_returned));
    // Above the default limits of the house, which are widened for it.
    let large = run(&["--json", "--stake", "50000"]).strategy("Elm>2.5");
    assert_eq!((large[0].as_str(), large[3].as_str()), ("90", "4500000.00"));
}

#[test]
fn arguments_that_mean_nothing_are_refused() {
    for (arguments, reason) in [
        (&["--jsonn"][..], "there is no option --jsonn"),
        (&["--seed"], "--seed needs a value"),
        (&["--seed", "--json"], "--seed needs a value"),
        (&["--bettors", "some"], "--bettors needs a whole number"),
        (&["--stake", "0"], "--stake: 0.00 EUR is not above zero"),
        (&["--stake", "1.005"], "--stake: "),
        (&["one.csv", "two.csv"], "one season at a time"),
        (&["no-such-season.csv"], "no-such-season.csv: "),
        (&["--db"], "--db needs a value"),
    ] {
        let fault = try_run(arguments).err().unwrap_or_else(|| panic!("{arguments:?} was taken"));
        assert!(fault.contains(reason), "{arguments:?}: {fault}");
    }
    assert!(try_run(&["--help"]).unwrap().out.contains("--bets-per-fixture"));
}
