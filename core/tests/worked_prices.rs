//! The worked examples of docs/rules.md, sections 1 and 2: each row of their tables, read from the page itself.
//!
//! So the page can't say what the library does not do. Not here: the rules in words.

// Helpers of a test are outside of what clippy.toml takes for one.
#![allow(clippy::unwrap_used, clippy::panic)]

use realdeal::money::Rounding;
use realdeal::odds::{Ladder, Nominal, Odds, Snap};
use realdeal::pricing::{Margin, Method, Probability};

const PAGE: &str = include_str!("../../docs/rules.md");

/// The rows under a table's head, each a list of cells.
fn table(head: &str, rows: usize) -> Vec<Vec<&'static str>> {
    let mut lines = PAGE.lines().skip_while(|line| *line != head);
    assert!(lines.next().is_some(), "the page has no table {head}");
    let cells = |line: &'static str| {
        line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect()
    };
    let found: Vec<Vec<_>> = lines.skip(1).take_while(|line| line.starts_with('|')).map(cells).collect();
    assert_eq!(found.len(), rows, "rows of {head}");
    found
}

fn odds(text: &str) -> Odds {
    text.parse().unwrap()
}

fn ladder(name: &str) -> Ladder {
    match name {
        "traditional" => Ladder::traditional().unwrap(),
        "exchange" => Ladder::exchange().unwrap(),
        other => panic!("{other} is no ladder"),
    }
}

#[test]
fn a_price_in_every_format() {
    let head =
        "| written | exactly | decimal | fractional | American | Hong Kong | Malay | Indonesian | chance |";
    for row in table(head, 8) {
        let odds = odds(row[0]);
        let found = [
            odds.to_string(),
            format!("{}/{}", odds.numerator(), odds.denominator()),
            odds.in_decimal(2),
            odds.in_fractional(),
            odds.in_american(),
            odds.in_hong_kong(2),
            odds.in_malay(2),
            odds.in_indonesian(2),
            odds.in_probability(4),
        ];
        assert_eq!(found.as_slice(), row);
    }
}

#[test]
fn a_fraction_nearby() {
    for row in table("| price | within | fraction |", 5) {
        assert_eq!(
            odds(row[0]).nearest_fraction(row[1].parse().unwrap()).unwrap().to_string(),
            row[2],
            "{row:?}"
        );
    }
}

#[test]
fn a_step_of_a_ladder() {
    for row in table("| price | ladder | down | nearest | up |", 6) {
        let step =
            |snap| ladder(row[1]).snap(odds(row[0]), snap).map_or("none".to_owned(), |step| step.to_string());
        assert_eq!([Snap::Down, Snap::Nearest, Snap::Up].map(step).as_slice(), &row[2..], "{row:?}");
    }
}

#[test]
fn what_is_risked() {
    for row in table("| amount | odds | means | risked | to win |", 6) {
        let meaning = match row[2] {
            "as quoted" => Nominal::AsQuoted,
            "risk" => Nominal::Risk,
            "win" => Nominal::Win,
            other => panic!("{other} is no meaning"),
        };
        let found = odds(row[1]).risk_and_win(row[0].parse().unwrap(), meaning, Rounding::default()).unwrap();
        assert_eq!([found.risk.to_string(), found.to_win.to_string()].as_slice(), &row[3..], "{row:?}");
    }
}

fn method(name: &str) -> Method {
    Method::ALL.into_iter().find(|method| method.to_string() == name).unwrap()
}

#[test]
fn a_margin_taken_out() {
    let prices = ["2.60", "2.40", "4.30"].map(odds);
    let margin = Margin::of(&prices, 1).unwrap();
    let said = format!("an overround of {:.6} and hold {:.6}", margin.overround(), margin.hold());
    assert!(PAGE.contains(&said), "{said}");
    for row in table("| method | at 2.60 | at 2.40 | at 4.30 | number |", 8) {
        let fair = method(row[0]).remove(&prices, 1).unwrap();
        let mut found: Vec<_> = fair.probabilities.iter().map(ToString::to_string).collect();
        found.push(format!("{:.6}", fair.parameter));
        assert_eq!(found, row[1..], "{row:?}");
    }
}

#[test]
fn prices_from_chances() {
    for row in table("| chances | method | overround | ladder | snap | prices |", 5) {
        let fair: Vec<_> =
            row[0].split(' ').map(|chance| Probability::new(chance.parse().unwrap()).unwrap()).collect();
        let margin = Margin::from_overround(row[2].parse().unwrap()).unwrap();
        let snap = serde_json::from_value(row[4].into()).unwrap();
        let prices = method(row[1]).prices(&fair, 1, margin, &ladder(row[3]), snap).unwrap();
        let shown: Vec<_> = prices.iter().map(ToString::to_string).collect();
        assert_eq!(shown.join(" "), row[5], "{row:?}");
    }
}
