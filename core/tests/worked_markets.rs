//! The worked examples of markets in docs/rules.md: each row of the table, read from the page itself, through the grading.
//!
//! Not here: every outcome of every kind, which `vectors/grading.json` has, and bets (`worked_bets`).

// Helpers of a test are outside of what clippy.toml takes for one.
#![allow(clippy::unwrap_used, clippy::panic)]

mod worked;

use std::collections::BTreeSet;

use realdeal::catalogue::score::Goals;
use realdeal::catalogue::{Finish, MarketKind, Outcome, Placing, Score};
use realdeal::id::{CommandId, ParticipantId};
use realdeal::settlement::LegResult;
use realdeal::settlement::grading::grade;
use realdeal::settlement::places::grade_by_positions;
use worked::kinds::{CUSTOM, KINDS, number_of};
use worked::{kind, result, table};

/// The runner that is backed, and those who share its position.
fn race(kind: &MarketKind, ends: &str) -> LegResult {
    let runner = |index| ParticipantId::made_by(CommandId::MAX, index);
    let (finish, tied) = match ends {
        "did not run" => (Finish::DidNotRun, 1),
        "did not finish" => (Finish::DidNotFinish, 1),
        _ => {
            let (position, tied) = ends.split_once(" shared by ").unwrap_or((ends, "1"));
            (Finish::Position(position.parse().unwrap()), tied.parse::<u32>().unwrap())
        }
    };
    let placings: Vec<_> =
        (0..tied).map(|index| Placing { participant: runner(index), finish, starting_price: None }).collect();
    grade_by_positions(kind, &Outcome::Runner(runner(0)), &placings).unwrap()
}

fn score(kind: &MarketKind, ends: &str, backed: &str) -> LegResult {
    let score: Score = ends.parse().unwrap();
    let standard = kind.standard_outcomes().unwrap_or_default();
    let outcome =
        match (standard.iter().find(|outcome| outcome.to_string() == backed), backed.parse::<Goals>()) {
            (Some(outcome), _) => outcome.clone(),
            (None, Ok(goals)) => Outcome::exact(goals.home, goals.away),
            (None, Err(_)) => Outcome::AnyOther,
        };
    assert_eq!(outcome.to_string(), backed, "what is backed");
    grade(kind, &outcome, &score, &[Outcome::exact(1, 0), Outcome::exact(2, 1)]).unwrap()
}

#[test]
fn markets() {
    let mut shown = BTreeSet::new();
    for row in table("| market | ends | backed | result |") {
        let kind = kind(row[0]);
        assert_eq!(kind.to_string(), row[0], "the kind is shown as on the page");
        let found = match number_of(&kind) {
            // One's own market is graded by what is stated.
            CUSTOM => result(row[1].strip_prefix("stated: ").unwrap()),
            _ if kind.is_graded_by_positions() => race(&kind, row[1]),
            _ => score(&kind, row[1], row[2]),
        };
        assert_eq!(found, result(row[3]), "{row:?}");
        shown.insert(number_of(&kind));
    }
    let missing: Vec<_> = (0..KINDS).filter(|number| !shown.contains(number)).collect();
    assert!(missing.is_empty(), "the page has no example of the kinds {missing:?} of `number_of`");
}
