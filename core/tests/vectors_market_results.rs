//! Grades the worked cases of `shared/vectors/market_results.json` through the public `grade`, or through the engine.
//!
//! What a score grades goes through `grade`. What none does (scorers, ten minutes, points of one side)
//! is a custom market: a small rule here reads the outcome from the case's own data, never from what it expects, and
//! the engine carries that explicit outcome to the status of a bet; those cases are counted apart, as stated. Nothing is
//! out of scope. The table is printed market by market (`cargo test -- --nocapture`). The
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
use realdeal::catalogue::{OverUnder, Period, SideOrDraw};
use realdeal::money::Currency;
use realdeal::settlement::LegResult;
use realdeal::settlement::grading::grade;
use serde_json::Value;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/vectors/market_results.json");

/// As many as there were when this was written: the test can't silently come to do less.
const AT_LEAST: usize = 1_407;

/// What is to be graded.
enum Task {
    /// By a score.
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
            Task::Score(kind, outcome, score) => match grade(&kind, &outcome, &score, &[]) {
                Ok(result) => result.kind().as_str().to_owned(),
                Err(error) => error.to_string(),
            },
            Task::Stated(result) => {
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
    let (run, passed) = print_table(&counts);
    assert!(failures.is_empty(), "{} failed:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(passed, run);
    assert_eq!(run, cases.len(), "nothing is left out");
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

fn print_table(counts: &BTreeMap<&str, Count>) -> (usize, usize) {
    println!("{:<32}{:>6}{:>8}{:>8}", "market", "run", "passed", "stated");
    let mut sum = (0, 0, 0);
    for (market, count) in counts {
        let Count { run, passed, stated } = count;
        println!("{market:<32}{run:>6}{passed:>8}{stated:>8}");
        sum = (sum.0 + run, sum.1 + passed, sum.2 + stated);
    }
    println!("{:<32}{:>6}{:>8}{:>8}", "all", sum.0, sum.1, sum.2);
    (sum.0, sum.1)
}

/// A market that is not named here stops the test: a new one is to be looked at.
fn read(case: &Value) -> Task {
    let market = text_at(case, "/input/market");
    let half = |kind: MarketKind| kind.in_period(Period::FirstHalf);
    let kind = match market {
        "MatchResult" => MarketKind::MatchResult,
        "double_chance" => MarketKind::DoubleChance,
        "draw_no_bet" => MarketKind::DrawNoBet,
        "both_teams_to_score" => MarketKind::BothTeamsToScore,
        "both_teams_to_score_in_1st_half" => half(MarketKind::BothTeamsToScore),
        "both_teams_to_score_in_2nd_half" => MarketKind::BothTeamsToScore.in_period(Period::SecondHalf),
        "correct_score" => MarketKind::CorrectScore,
        "goals_over_under" => MarketKind::TotalGoals { line: line_of(case) },
        "goals_odd_even" => MarketKind::OddEven,
        "asian_handicap" => MarketKind::AsianHandicap { line: home_line_of(case) },
        "half_time_result" => half(MarketKind::MatchResult),
        "half_time_double_chance" => half(MarketKind::DoubleChance),
        "half_time_correct_score" => half(MarketKind::CorrectScore),
        "first_half_goals" => half(MarketKind::TotalGoals { line: line_of(case) }),
        "1st_half_goals_odd_even" => half(MarketKind::OddEven),
        "half_time_full_time" => MarketKind::HalfTimeFullTime,
        "result_total_goals" => MarketKind::ResultAndTotal {
            line: text_at(case, "/input/selection/handicap").parse().expect("a line"),
        },
        "winning_margin" => MarketKind::WinningMargin { top: 4 },
        "to_win_match" => MarketKind::MatchBetting,
        // The feed does not say how many sets could be played; two or three were needed to win.
        "set_betting" => MarketKind::SetBetting { best_of: sets_needed(case) * 2 - 1 },
        "goalscorers" => return Task::Stated(goalscorer(case)),
        "10_minute_result" => return Task::Stated(after_ten_minutes(case)),
        "game_lines" => return Task::Stated(points_of_a_side(case)),
        other => panic!("{other}: a market that this test does not know"),
    };
    Task::Score(kind, outcome_of(case, market), score_of(case))
}

/// The score, from the parts that a case gives: one for the match, one for each half. Where the second half stands alone,
/// nothing happened before it.
fn score_of(case: &Value) -> Score {
    let half = |name: &str| {
        let goals = case.pointer(&format!("/input/result/scores/{name}"))?;
        let count = |side: &str| goals[side].as_str().expect("goals").parse().expect("a number");
        Some(Goals::new(count("home"), count("away")))
    };
    let (first, second) = (half("1"), half("2"));
    let score = case.pointer("/input/result/single_score").and_then(Value::as_str);
    let mut score = score.map_or_else(
        || {
            let none = Goals::new(0, 0);
            let (first, second) = (first.unwrap_or(none), second.unwrap_or(none));
            Score::full_time(first.home + second.home, first.away + second.away)
        },
        |score| score.parse().expect("a score"),
    );
    score.half_time = first.or(second.map(|_| Goals::new(0, 0)));
    score
}

/// More sets than the loser can have won, and all that the winner needs.
fn sets_needed(case: &Value) -> u16 {
    let score = score_of(case);
    score.full_time.home.max(score.full_time.away)
}

fn outcome_of(case: &Value, market: &str) -> Outcome {
    let name = text_at(case, "/input/selection/name");
    let header = || text_at(case, "/input/selection/header");
    let word = match market {
        "correct_score" | "half_time_correct_score" | "set_betting" => return exact_score_of(case, name),
        "winning_margin" => return margin_of(case, name),
        "half_time_full_time" => {
            let (half, full) = name.split_once(" - ").expect("two results");
            return Outcome::half_time_full_time(side(half), side(full));
        }
        "result_total_goals" => {
            let total = if header() == "Over" { OverUnder::Over } else { OverUnder::Under };
            return Outcome::result_and_total(side(name), total);
        }
        "goals_over_under" | "first_half_goals" | "asian_handicap" => header(),
        _ => name,
    };
    match word.to_ascii_lowercase().as_str() {
        "home" | "1" => Outcome::Home,
        "draw" | "tie" | "x" => Outcome::Draw,
        "away" | "2" => Outcome::Away,
        "home or draw" | "1x" => Outcome::HomeOrDraw,
        "home or away" | "12" => Outcome::HomeOrAway,
        "draw or away" | "2x" => Outcome::DrawOrAway,
        "over" => Outcome::Over,
        "under" => Outcome::Under,
        "yes" => Outcome::Yes,
        "no" => Outcome::No,
        "odd" => Outcome::Odd,
        "even" => Outcome::Even,
        other => panic!("{}: no outcome is called {other}", text_at(case, "/id")),
    }
}

fn side(name: &str) -> SideOrDraw {
    match name {
        "Home" => SideOrDraw::Home,
        "Draw" => SideOrDraw::Draw,
        "Away" => SideOrDraw::Away,
        other => panic!("{other}: no side"),
    }
}

/// The feed names the side by number in its header, and without one a kind of draw: 1 with goals, 2 without.
fn margin_of(case: &Value, name: &str) -> Outcome {
    let header = case.pointer("/input/selection/header").and_then(Value::as_str);
    let goals = name.trim_end_matches('+').parse().expect("a margin");
    match (header, name.ends_with('+')) {
        (None, _) if goals == 1 => Outcome::ScoreDraw,
        (None, _) => Outcome::NoGoals,
        (Some("1"), false) => Outcome::HomeBy { goals },
        (Some("1"), true) => Outcome::HomeByOrMore { goals },
        (Some(_), false) => Outcome::AwayBy { goals },
        (Some(_), true) => Outcome::AwayByOrMore { goals },
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

fn text_at<'a>(case: &'a Value, path: &str) -> &'a str {
    case.pointer(path).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {path} of {case}"))
}
