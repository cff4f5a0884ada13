//! Settling a market of open singles in a file page by page, correcting its result, and auditing the whole; beside floors by
//! hand. Then what the settled bets take on disk.
//!
//! Each round settles copies of the same file: a bet settles for the first time only once. The floors are in `floor` and
//! `ledger`.

mod floor;
mod ledger;

use benches::{Arguments, Files, Measure, ROUNDS, Report, Town, trouble};
use floor::Floor;
use realdeal::catalogue::Score;
use realdeal::{Error, Options};

const OPEN: &str = "open.db";
const PEOPLE: &str = "people.db";
const ENGINE: &str = "engine.db";
const FLOOR: &str = "floor.db";

/// How many bytes of the journal the engine needed for each bet since a record.
fn record_bytes(files: &Files, after: u64, bets: usize) -> Result<usize, Error> {
    let sql = "SELECT coalesce(sum(length(body)), 0) FROM journal WHERE number > ?1";
    let after = i64::try_from(after).unwrap_or(i64::MAX);
    let bytes: i64 = files.raw(ENGINE)?.query_row(sql, [after], |row| row.get(0)).map_err(trouble)?;
    Ok(usize::try_from(bytes).unwrap_or(0) / bets.max(1))
}

fn main() -> Result<(), Error> {
    let arguments = Arguments::read(&[("accounts", 100_000), ("bets", 1_000_000), ("page", 10_000)]);
    let report = Report::begin(
        "P6, P7, P15, P16: settle, correct and audit the open singles of one market in a SQLite file, synchronous FULL",
        &arguments.shown(),
    );

    let (count, page) = (arguments.size("bets"), arguments.size("page"));
    let files = Files::new()?;
    let mut town = Town::over(files.storage(PEOPLE)?, arguments.size("accounts"))?;
    let (fixture, market) = town.open_matches(1)?.remove(0);
    town.close();
    files.copy(PEOPLE, OPEN)?;
    town.reopen(files.storage(OPEN)?);
    let mut left = count;
    while left > 0 {
        let some = town.singles(left.min(10_000), &market.selections);
        town.carry_out(&some, 1_000)?;
        left -= some.len();
    }
    town.close();

    let [mut floor_settles, mut settles] = ["floor: settle", "settle"].map(Measure::new);
    let [mut floor_corrects, mut corrects] = ["floor: correct", "correct"].map(Measure::new);
    let [mut floor_audits, mut audits] = ["floor: audit", "audit"].map(Measure::new);
    let bookmaker = town.bookmaker();
    for round in 0..ROUNDS {
        files.copy(OPEN, ENGINE)?;
        town.reopen(files.storage(ENGINE)?);
        let bets_per_page = u32::try_from(page).unwrap_or(u32::MAX);
        town.book.set_options(Options { bets_per_page, ..Options::default() });
        town.kick_off();
        let before = town.book.journal_head()?.records;
        let (home_win, draw) = (Score::full_time(2, 1), Score::full_time(1, 1));
        settles.time(count, || town.book.session(bookmaker).record_score(fixture, home_win))?;
        let bytes = record_bytes(&files, before, count)?;
        files.copy(OPEN, FLOOR)?;
        let mut floor = Floor::over(files.raw(FLOOR)?).map_err(trouble)?;
        let settled = floor_settles.time(count, || floor.settle(0, page, bytes)).map_err(trouble)?;
        assert_eq!(settled, count, "the floor settles every bet");

        corrects.time(count, || {
            town.book.session(bookmaker).because("the wrong match was read").correct_score(fixture, draw)
        })?;
        floor_corrects.time(count, || floor.settle(1, page, bytes)).map_err(trouble)?;
        drop(floor);
        assert_eq!(town.book.progress(market.id)?.behind, 0, "no leg is left");

        let audit = audits.time(count, || town.book.audit())?;
        assert!(audit.is_clean(), "the books balance");
        let raw = files.raw(ENGINE)?;
        let wrong = floor_audits.time(count, || ledger::wrong_balances(&raw)).map_err(trouble)?;
        assert_eq!(wrong, 0, "the floor finds the same");
        for measure in [
            &mut floor_settles,
            &mut settles,
            &mut floor_corrects,
            &mut corrects,
            &mut floor_audits,
            &mut audits,
        ] {
            measure.end_round();
        }
        drop(raw);
        town.close();
        println!("round {} of {ROUNDS}: {bytes} bytes of the journal a bet settled", round + 1);
    }
    let rows = [
        (&floor_settles, None),
        (&settles, Some(&floor_settles)),
        (&floor_corrects, None),
        (&corrects, Some(&floor_corrects)),
    ];
    report.table("P6: the engine over its floor", "ns a bet", &rows);
    report.table("P7: correcting over settling", "ns a bet", &[(&corrects, Some(&settles))]);
    let rows = [(&floor_audits, None), (&audits, Some(&floor_audits))];
    report.table("P15: an audit over its floor", "ns a bet", &rows);
    report.end();

    files.copy(OPEN, ENGINE)?;
    town.reopen(files.storage(ENGINE)?);
    town.kick_off();
    town.book.session(bookmaker).record_score(fixture, Score::full_time(2, 1))?;
    town.close();
    files.print_growth("P16: a single, placed on the one market", PEOPLE, OPEN, count)?;
    files.print_growth("P16: a single, placed and settled", PEOPLE, ENGINE, count)
}
