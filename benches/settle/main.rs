//! Settling a market of open singles in memory, and correcting its result, beside the floor.
//!
//! Each round plays a market of its own books, for a bet settles for the first time only once. The floor is in `floor`.

mod floor;

use benches::{Arguments, Measure, ROUNDS, Report, Town};
use floor::Floor;
use realdeal::catalogue::Score;
use realdeal::{Error, Options};

fn main() -> Result<(), Error> {
    let full = [("accounts", 100_000), ("bets", 1_000_000), ("page", 1_000)];
    let arguments = Arguments::read(&full);
    let report = Report::begin(
        "P6, P7: settle the open singles of one market, and correct the result",
        &arguments.shown(),
    );

    let count = arguments.size("bets");
    let mut floor_settles = Measure::new("floor: settle");
    let mut floor_corrects = Measure::new("floor: correct");
    let mut settles = Measure::new("settle");
    let mut corrects = Measure::new("correct");
    for _ in 0..ROUNDS {
        let mut town = Town::with_bettors(arguments.size("accounts"))?;
        let bets_per_page = u32::try_from(arguments.size("page")).unwrap_or(u32::MAX);
        town.book.set_options(Options { bets_per_page, ..Options::default() });
        let (fixture, market) = town.open_matches(1)?.remove(0);
        let mut floor = Floor::new(arguments.size("accounts"));
        let mut left = count;
        while left > 0 {
            let some = town.singles(left.min(10_000), &market.selections);
            floor.take_in(&town.bettors, &market.selections, &some);
            town.carry_out(&some, 1_000)?;
            left -= some.len();
        }

        let bookmaker = town.kick_off();
        let (home_win, draw) = (Score::full_time(2, 1), Score::full_time(1, 1));
        floor_settles.time(count, || floor.settle(0));
        settles.time(count, || town.book.session(bookmaker).record_score(fixture, home_win))?;
        floor_corrects.time(count, || floor.settle(1));
        corrects.time(count, || {
            town.book.session(bookmaker).because("the wrong match was read").correct_score(fixture, draw)
        })?;
        for measure in [&mut floor_settles, &mut floor_corrects, &mut settles, &mut corrects] {
            measure.end_round();
        }
        let audit = town.book.audit()?;
        assert!(audit.is_clean(), "the books balance");
        assert_eq!(town.book.progress(market.id)?.behind, 0, "no leg is left");
    }
    let rows = [
        (&floor_settles, None),
        (&settles, Some(&floor_settles)),
        (&floor_corrects, None),
        (&corrects, Some(&floor_corrects)),
    ];
    report.table("P6: the engine over its floor", "ns a bet", &rows);
    report.table("P7: correcting over settling", "ns a bet", &[(&corrects, Some(&settles))]);
    report.end();
    Ok(())
}
