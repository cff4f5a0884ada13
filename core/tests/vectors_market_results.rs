//! Grades the worked cases of `shared/vectors/market_results.json` through the public `grade`, or through the engine.
//!
//! What a football score grades goes through `grade`. What no such score grades (scorers, ten minutes, points, sets)
//! is a custom market: a small rule here reads the outcome from the case's own data, never from what it expects, and
//! the engine carries that explicit outcome to the status of a bet; those cases are counted apart, as stated. All
//! others are out of scope with a reason. The table is printed market by market (`cargo test -- --nocapture`). The
//! cases lie beside the repository, so a checkout without them skips the test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that can't read its cases stops there"
)]

#[path = "vectors/desk.rs"]
mod desk;
mod support;

use std::cmp::Ordering;
use std::{collections::BTreeMap, fs};

use desk::Desk;

use realdeal::catalogue::market_kind::{Line, MarketKind};
use realdeal::catalogue::outcome::Outcome;
use realdeal::catalogue::score::{Goals, Score};
use realdeal::money::Currency;
use realdeal::settlement::LegResult;
use realdeal::settlement::grading::grade;
use serde_json::Value;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/vectors/market_results.json");

/// As many as the kinds here covered when this was written: the test can't silently come to do less.
const AT_LEAST: usize = 1_013;

const OTHER_PERIOD: &str = "graded by one half, or by both: comes with the rule book";
const OTHER_GOALS: &str = "a football kind that is not built yet: comes with the rule book";

/// What is to be graded.
enum Task {
    /// By its score.
    Score(MarketKind, Outcome, Score),
    /// By an outcome that the bookmaker states.
    Stated(LegResult),
}

#[derive(Default)]
struct Count {
    run: usize,
    passed: usize,
    /// Of those run, how many were custom markets.
    stated: usize,
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
    let mut desk = Desk::open(&[Currency::EUR]);
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut failures = Vec::new();
    for case in &cases {
        let count = counts.entry(text_at(case, "/input/market")).or_default();
        let found = match read(case) {
            Err(reason) => {
                (count.out_of_scope, count.reason) = (count.out_of_scope + 1, reason);
                continue;
            }
            Ok(Task::Score(kind, outcome, score)) => match grade(&kind, &outcome, &score, &[]) {
                Ok(result) => result.kind().as_str().to_owned(),
                Err(error) => error.to_string(),
            },
            Ok(Task::Stated(result)) => {
                count.stated += 1;
                status_of_a_bet(&mut desk, result)
            }
        };
        count.run += 1;
        let expected = text_at(case, "/expected/status");
        if found == expected {
            count.passed += 1;
        } else {
            failures.push(format!("{}: expected {expected}, found {found}", text_at(case, "/id")));
        }
    }
    let (run, passed, out_of_scope) = print_table(&counts);
    assert!(failures.is_empty(), "{} failed:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(passed, run);
    assert_eq!(run + out_of_scope, cases.len());
    assert!(run >= AT_LEAST, "only {run} cases were run");
    assert!(desk.book().audit().unwrap().is_clean());
}

/// What becomes of a bet on a selection of a custom market with this explicit outcome.
fn status_of_a_bet(desk: &mut Desk, result: LegResult) -> String {
    let bet = desk.settle("10.00 EUR".parse().unwrap(), &[("3.00".parse().unwrap(), result)]).unwrap();
    let returned = bet.returned().to_string();
    let expected = match result.kind().as_str() {
        "won" => "30.00 EUR",
        "void" => "10.00 EUR",
        _ => "0.00 EUR",
    };
    assert_eq!(returned, expected, "10.00 EUR at 3.00, {}", bet.status);
    bet.status.to_string()
}

fn print_table(counts: &BTreeMap<&str, Count>) -> (usize, usize, usize) {
    println!("{:<32}{:>6}{:>8}{:>8}{:>14}  reason", "market", "run", "passed", "stated", "out of scope");
    let mut sum = (0, 0, 0, 0);
    for (market, count) in counts {
        let Count { run, passed, stated, out_of_scope, reason } = count;
        println!("{market:<32}{run:>6}{passed:>8}{stated:>8}{out_of_scope:>14}  {reason}");
        sum = (sum.0 + run, sum.1 + passed, sum.2 + stated, sum.3 + out_of_scope);
    }
    println!("{:<32}{:>6}{:>8}{:>8}{:>14}", "all", sum.0, sum.1, sum.2, sum.3);
    (sum.0, sum.1, sum.3)
}

/// A market that is not named here stops the test: a new one is to be looked at.
fn read(case: &Value) -> Result<Task, &'static str> {
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
        "goalscorers" => return Ok(Task::Stated(goalscorer(case))),
        "10_minute_result" => return Ok(Task::Stated(after_ten_minutes(case))),
        "game_lines" => return Ok(Task::Stated(points_of_a_side(case))),
        "set_betting" | "to_win_match" => return Ok(Task::Stated(sets(case, market))),
        other => panic!("{other}: a market that this test does not know"),
    };
    let score = text_at(case, "/input/result/single_score").parse().expect("a score");
    Ok(Task::Score(kind, outcome_of(case, market), score))
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

fn won_if(won: bool) -> LegResult {
    if won { LegResult::WON } else { LegResult::LOST }
}

/// Two numbers with a sign between them.
fn pair(text: &str, sign: char) -> (u32, u32) {
    let (left, right) = text.split_once(sign).unwrap_or_else(|| panic!("{text}: no pair"));
    (left.trim().parse().expect("a number"), right.trim().parse().expect("a number"))
}

/// The score as it was recorded, by side.
fn sides(case: &Value) -> (u32, u32) {
    pair(text_at(case, "/input/result/single_score"), '-')
}

/// The texts of the feed's events.
fn events(case: &Value) -> Vec<&str> {
    let events = case.pointer("/input/stats/events").and_then(Value::as_array).expect("a list of events");
    events.iter().map(|event| text_at(event, "/text")).collect()
}

/// An event says `3rd Goal - Lionel Messi`; the last goal has the number of all goals.
fn goalscorer(case: &Value) -> LegResult {
    let player = text_at(case, "/input/selection/name");
    let goals = events(case).into_iter().filter_map(|event| event.split_once(" Goal - "));
    let scored: Vec<u32> = goals
        .filter(|(_, scorer)| *scorer == player)
        .map(|(number, _)| number.trim_end_matches(char::is_alphabetic).parse().expect("a number"))
        .collect();
    let (home, away) = sides(case);
    won_if(match text_at(case, "/input/selection/header") {
        "First" => scored.contains(&1),
        "Last" => scored.contains(&(home + away)),
        "Anytime" => !scored.is_empty(),
        other => panic!("{other}: a scorer that this test does not know"),
    })
}

/// An event says `1:0 Goals 00:00 - 09:59`.
fn after_ten_minutes(case: &Value) -> LegResult {
    let score = events(case).into_iter().find_map(|event| event.strip_suffix(" Goals 00:00 - 09:59"));
    let (home, away) = pair(score.expect("the goals of ten minutes"), ':');
    leads(text_at(case, "/input/selection/name"), home, away)
}

fn leads(side: &str, home: u32, away: u32) -> LegResult {
    won_if(match side {
        "Home" => home > away,
        "Draw" => home == away,
        "Away" => home < away,
        other => panic!("{other}: no side"),
    })
}

/// The points of one side over or under a line, which gives the stake back when it is met.
fn points_of_a_side(case: &Value) -> LegResult {
    let (home, away) = sides(case);
    let points = if text_at(case, "/input/selection/header") == "Home" { home } else { away };
    let (word, line) = text_at(case, "/input/selection/handicap").split_once(' ').expect("a line");
    let line: u32 = line.strip_suffix(".00").expect("a whole line").parse().expect("a number");
    match (points.cmp(&line), word) {
        (Ordering::Equal, _) => LegResult::VOID,
        (above, "O" | "Over") => won_if(above.is_gt()),
        (above, "U" | "Under") => won_if(above.is_lt()),
        (_, other) => panic!("{other}: neither over nor under"),
    }
}

/// Who won how many sets; `2-1` names those of the side in the header first.
fn sets(case: &Value, market: &str) -> LegResult {
    let played = text_at(case, "/input/result/single_score").split(',').map(|set| pair(set, '-'));
    let (home, away) = played.fold((0, 0), |(home, away), (left, right)| {
        (home + u32::from(left > right), away + u32::from(right > left))
    });
    let name = text_at(case, "/input/selection/name");
    if market == "to_win_match" {
        return leads(name, home, away);
    }
    let backed = if text_at(case, "/input/selection/header") == "Home" { (home, away) } else { (away, home) };
    won_if(backed == pair(name, '-'))
}

fn text_at<'a>(case: &'a Value, path: &str) -> &'a str {
    case.pointer(path).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {path} of {case}"))
}
