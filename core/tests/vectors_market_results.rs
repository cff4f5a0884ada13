//! Grades the worked cases of `shared/vectors/market_results.json` through the public `grade`.
//!
//! Each case is either run or counted as out of scope with a reason, market by market, and the table is
//! printed (`cargo test -- --nocapture`). The cases lie beside the repository, so a checkout without them
//! skips the test.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that can't read its cases stops there")]

use std::{collections::BTreeMap, fs};

use realdeal::catalogue::market_kind::{Line, MarketKind};
use realdeal::catalogue::outcome::Outcome;
use realdeal::catalogue::score::{Goals, Score};
use realdeal::settlement::grading::grade;
use serde_json::Value;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/vectors/market_results.json");

/// As many as the kinds here covered when this was written: the test can't silently come to do less.
const AT_LEAST: usize = 941;

const OTHER_PERIOD: &str = "graded by one half, or by both: with issue 5";
const OTHER_GOALS: &str = "a football kind that is not built yet: with issue 5";
const CUSTOM: &str = "custom: graded from outcomes that the bookmaker states, not by `grade`";
const OTHER_SPORT: &str = "another sport: no football score";

/// What is to be graded, or why it is not.
type Scope = Result<(MarketKind, Outcome, Score), &'static str>;

#[derive(Default)]
struct Count {
    run: usize,
    passed: usize,
    out_of_scope: usize,
    reason: &'static str,
}

#[test]
fn market_results() {
    let Ok(text) = fs::read_to_string(CASES) else {
        println!("skipped: ../shared is not here");
        return;
    };
    let cases: Vec<Value> = serde_json::from_str(&text).expect("the cases are a JSON array");
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut failures = Vec::new();
    for case in &cases {
        let count = counts.entry(text_at(case, "/input/market")).or_default();
        match read(case) {
            Err(reason) => (count.out_of_scope, count.reason) = (count.out_of_scope + 1, reason),
            Ok((kind, outcome, score)) => {
                count.run += 1;
                let expected = text_at(case, "/expected/status");
                match grade(&kind, &outcome, &score, &[]) {
                    Ok(result) if result.kind().as_str() == expected => count.passed += 1,
                    other => failures.push(format!(
                        "{}: {kind}, {outcome}, {score}: expected {expected}, got {other:?}",
                        text_at(case, "/id")
                    )),
                }
            }
        }
    }
    let (run, passed, out_of_scope) = print_table(&counts);
    assert!(failures.is_empty(), "{} failed:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(passed, run);
    assert_eq!(run + out_of_scope, cases.len());
    assert!(run >= AT_LEAST, "only {run} cases were run");
}

fn print_table(counts: &BTreeMap<&str, Count>) -> (usize, usize, usize) {
    println!("{:<32}{:>6}{:>8}{:>14}  reason", "market", "run", "passed", "out of scope");
    let mut sum = (0, 0, 0);
    for (market, count) in counts {
        let Count { run, passed, out_of_scope, reason } = count;
        println!("{market:<32}{run:>6}{passed:>8}{out_of_scope:>14}  {reason}");
        sum = (sum.0 + run, sum.1 + passed, sum.2 + out_of_scope);
    }
    println!("{:<32}{:>6}{:>8}{:>14}", "all", sum.0, sum.1, sum.2);
    sum
}

/// A market that is not named here stops the test: a new one is to be looked at.
fn read(case: &Value) -> Scope {
    let market = text_at(case, "/input/market");
    let kind = match market {
        "MatchResult" => MarketKind::MatchResult,
        "double_chance" => MarketKind::DoubleChance,
        "draw_no_bet" => MarketKind::DrawNoBet,
        "both_teams_to_score" => MarketKind::BothTeamsToScore,
        "correct_score" => MarketKind::CorrectScore,
        "goals_over_under" => MarketKind::TotalGoals { line: line_of(case) },
        "asian_handicap" => MarketKind::AsianHandicap { line: home_line_of(case) },
        "1st_half_goals_odd_even"
        | "both_teams_to_score_in_1st_half"
        | "both_teams_to_score_in_2nd_half"
        | "first_half_goals"
        | "half_time_correct_score"
        | "half_time_double_chance"
        | "half_time_full_time"
        | "half_time_result" => return Err(OTHER_PERIOD),
        "goals_odd_even" | "result_total_goals" | "winning_margin" => return Err(OTHER_GOALS),
        "goalscorers" | "10_minute_result" | "game_lines" => return Err(CUSTOM),
        "set_betting" | "to_win_match" => return Err(OTHER_SPORT),
        other => panic!("{other}: a market that this test does not know"),
    };
    let score = text_at(case, "/input/result/single_score").parse().expect("a score");
    Ok((kind, outcome_of(case, market), score))
}

fn outcome_of(case: &Value, market: &str) -> Outcome {
    let name = text_at(case, "/input/selection/name");
    if market == "correct_score" {
        return exact_score_of(case, name);
    }
    let word = match market {
        "goals_over_under" | "asian_handicap" => text_at(case, "/input/selection/header"),
        _ => name,
    };
    match word.to_ascii_lowercase().as_str() {
        "home" => Outcome::Home,
        "draw" | "tie" | "x" => Outcome::Draw,
        "away" => Outcome::Away,
        "home or draw" | "1x" => Outcome::HomeOrDraw,
        "home or away" | "12" => Outcome::HomeOrAway,
        "draw or away" | "2x" => Outcome::DrawOrAway,
        "over" => Outcome::Over,
        "under" => Outcome::Under,
        "yes" => Outcome::Yes,
        "no" => Outcome::No,
        other => panic!("{}: no outcome is called {other}", text_at(case, "/id")),
    }
}

/// The feed writes the goals of the side that the header names first.
fn exact_score_of(case: &Value, name: &str) -> Outcome {
    let goals: Goals = name.parse().expect("an exact score");
    match text_at(case, "/input/selection/header") {
        "Away" => Outcome::exact(goals.away, goals.home),
        _ => Outcome::exact(goals.home, goals.away),
    }
}

fn line_of(case: &Value) -> Line {
    text_at(case, "/input/selection/name").parse().expect("a line")
}

/// The feed writes the line of the side that is backed, a market here that of the home side.
fn home_line_of(case: &Value) -> Line {
    match text_at(case, "/input/selection/header") {
        "Away" => line_of(case).opposite(),
        _ => line_of(case),
    }
}

fn text_at<'a>(case: &'a Value, path: &str) -> &'a str {
    case.pointer(path).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {path} of {case}"))
}
