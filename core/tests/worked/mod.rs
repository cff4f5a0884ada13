//! The page of rules as the worked examples read it: its tables, and the words of its cells.
//!
//! Not here: what a row is run through, which is each program's own.

// Helpers of a test are outside of what clippy.toml takes for one.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, reason = "each test program uses a part of it")]

pub(crate) mod kinds;

use realdeal::catalogue::{MarketKind, Period, Side};
use realdeal::settlement::{LegResult, Share};

const PAGE: &str = include_str!("../../../docs/rules.md");

/// The rows under a table's head, each a list of cells.
pub(crate) fn table(head: &str) -> impl Iterator<Item = Vec<&'static str>> {
    let mut lines = PAGE.lines().skip_while(move |line| *line != head);
    assert!(lines.next().is_some(), "the page has no table {head}");
    let rows = lines.skip(1).take_while(|line| line.starts_with('|'));
    rows.map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
}

/// The kind that is shown so. A kind of market that this does not know has no example.
pub(crate) fn kind(shown: &str) -> MarketKind {
    if let Some((question, half)) = shown.split_once(", ").filter(|(_, half)| half.ends_with(" half")) {
        return kind(question).in_period(match half {
            "first half" => Period::FirstHalf,
            _ => Period::SecondHalf,
        });
    }
    let after = |words: &str| shown.strip_prefix(words).map(str::trim);
    let number = |text: &str| text.parse::<u16>().unwrap();
    if let Some(line) = after("total goals ") {
        return MarketKind::TotalGoals { line: line.parse().unwrap() };
    }
    if let Some(line) = after("team total home ") {
        return MarketKind::TeamTotal { side: Side::Home, line: line.parse().unwrap() };
    }
    if let Some(line) = after("team total away ") {
        return MarketKind::TeamTotal { side: Side::Away, line: line.parse().unwrap() };
    }
    if let Some(line) = after("Asian handicap ") {
        return MarketKind::AsianHandicap { line: line.parse().unwrap() };
    }
    if let Some(line) = after("European handicap ") {
        return MarketKind::EuropeanHandicap { line: line.parse().unwrap() };
    }
    if let Some(line) = after("result and total ") {
        return MarketKind::ResultAndTotal { line: line.parse().unwrap() };
    }
    if let Some(top) = after("winning margin up to ") {
        return MarketKind::WinningMargin { top: number(top) };
    }
    if let Some(best_of) = after("set betting, best of ") {
        return MarketKind::SetBetting { best_of: number(best_of) };
    }
    if let Some(places) = after("placed in the first ") {
        return MarketKind::Placed { places: number(places) };
    }
    match shown {
        "match result" => MarketKind::MatchResult,
        "double chance" => MarketKind::DoubleChance,
        "draw no bet" => MarketKind::DrawNoBet,
        "both teams to score" => MarketKind::BothTeamsToScore,
        "correct score" => MarketKind::CorrectScore,
        "odd or even" => MarketKind::OddEven,
        "half time and full time" => MarketKind::HalfTimeFullTime,
        "match betting" => MarketKind::MatchBetting,
        "race winner" => MarketKind::RaceWinner,
        name => MarketKind::Custom { name: name.to_owned() },
    }
}

/// A word, or a part that won.
pub(crate) fn result(words: &str) -> LegResult {
    match words {
        "won" => LegResult::WON,
        "half won" => LegResult::HALF_WON,
        "void" => LegResult::VOID,
        "half lost" => LegResult::HALF_LOST,
        "lost" => LegResult::LOST,
        _ => {
            let part = words.strip_suffix(" won").unwrap_or_else(|| panic!("{words} is no result"));
            let (num, den) = part.split_once('/').unwrap();
            LegResult::new(Share::new(num.parse().unwrap(), den.parse().unwrap()).unwrap(), Share::ZERO)
                .unwrap()
        }
    }
}
