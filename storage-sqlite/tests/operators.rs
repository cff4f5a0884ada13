//! The queries of the README, run on books whose figures are known.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests say what they expect by panicking")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::wildcard_imports,
    reason = "of the town, which this program has no use for"
)]

mod support;

use realdeal::catalogue::Score;
use rusqlite::Connection;
use rusqlite::types::Value;
use support::{Home, hours, place, start, world};

/// The SQL blocks of the README, in their order.
fn queries() -> Vec<&'static str> {
    let readme = include_str!("../README.md");
    readme.split("```sql\n").skip(1).map(|rest| rest.split_once("```").unwrap().0).collect()
}

/// All rows, each column as text.
fn rows(file: &Connection, sql: &str) -> Vec<Vec<String>> {
    let mut statement = file.prepare(sql).unwrap();
    let columns = statement.column_count();
    let text = |value: Value| match value {
        Value::Null => String::new(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text,
        Value::Blob(bytes) => format!("{} bytes", bytes.len()),
    };
    let read = |row: &rusqlite::Row<'_>| (0..columns).map(|column| row.get(column).map(text)).collect();
    statement.query_map([], read).unwrap().map(Result::unwrap).collect()
}

/// Alice has 100.00 EUR, stakes 10.00 at 2.10 on home and 5.00 at 3.40 on the draw.
fn bet_on() -> (Home, support::World) {
    let home = Home::new();
    let mut world = world(home.open());
    let [first, second, _] = world.market.selections[..] else { panic!("three selections") };
    place(&mut world.book, world.alice, first, "2.10", "10.00 EUR").unwrap();
    place(&mut world.book, world.alice, second, "3.40", "5.00 EUR").unwrap();
    (home, world)
}

#[test]
fn an_operator_sees_what_is_open() {
    let (home, world) = bet_on();
    let file = Connection::open(home.path()).unwrap();
    let queries = queries();
    assert_eq!(queries.len(), 6);
    let open = rows(&file, queries[0]);
    let figures: Vec<&[String]> = open.iter().map(|row| &row[1..]).collect();
    assert_eq!(figures[0], ["Arsenal - Wolves", "\"match_result\"", "\"home\"", "EUR", "1", "1000", "2100"]);
    assert_eq!(figures[1], ["Arsenal - Wolves", "\"match_result\"", "\"draw\"", "EUR", "1", "500", "1700"]);
    assert_eq!(open[0][0], world.market.id.to_string());
    let unsettled = rows(&file, queries[3]);
    assert_eq!(
        unsettled,
        [["2024-08-16T15:00:00Z", "Arsenal - Wolves", "scheduled", "\"match_result\"", "2", "1500", "EUR"]]
    );
}

#[test]
fn an_operator_reads_statements_turnover_and_revenue() {
    let (home, mut world) = bet_on();
    world.book.set_now(start().plus(hours(5)));
    world.book.session(world.bookmaker).record_score(world.fixture, Score::full_time(2, 1)).unwrap();
    let file = Connection::open(home.path()).unwrap();
    let queries = queries();
    assert!(rows(&file, queries[0]).is_empty());
    let statement = rows(&file, queries[1].replace("alice@example.org", "Alice@example.org").as_str());
    assert!(statement.is_empty(), "an address is compared as it was written");
    let statement: Vec<String> = rows(&file, queries[1]).iter().map(|row| row[1..4].join(" ")).collect();
    assert_eq!(
        statement,
        ["deposit 10000 10000", "stake -1000 9000", "stake -500 8500", "return 2100 10600"]
    );
    // 15.00 staked; 11.00 won by Alice and 5.00 lost.
    assert_eq!(rows(&file, queries[2]), [["2024-08-16", "EUR", "1500", "-600"]]);
    assert!(rows(&file, queries[3]).is_empty());
    // Ten commands made the world, two placed bets, one brought the result, and one settled both bets; no block of 64 is full.
    assert_eq!(rows(&file, queries[4]), [["14", "14", "1", "14", "0", "1"]]);
    assert_eq!(rows(&file, queries[5]), [["EUR", "0"]]);
}

#[test]
fn every_view_can_be_read() {
    let (home, _world) = bet_on();
    let file = Connection::open(home.path()).unwrap();
    let views = rows(&file, "SELECT name FROM sqlite_schema WHERE type = 'view'");
    assert_eq!(views.len(), 8);
    for view in views {
        let found = rows(&file, &format!("SELECT * FROM {}", view[0]));
        assert!(!found.is_empty(), "{view:?}");
    }
}
