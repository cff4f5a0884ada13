//! Placing as a market grows: from 2 outcomes to 10,000, and from 1 open bet to a million, in memory and in a SQLite file.
//!
//! All markets are in one book and take their bets in alternating blocks, so that nothing differs but the market. The floor
//! is the engine itself on the smallest market. A market that has grown gets its bets before the clock runs; the small
//! one is a fresh market for each block, so that it stays small.

use benches::{Arguments, Files, Measure, ROUNDS, Report, Town};
use realdeal::{Error, OpenedMarket};

/// Placements of one block: what a fresh market takes while it still counts as small.
const BLOCK: usize = 500;
/// Blocks of one round.
const BLOCKS: usize = 20;

/// Where the books are, and how many placements share a unit of work. In a file they are many: else the device is waited for
/// so long that nothing else would be seen.
#[derive(Clone, Copy)]
struct Place {
    name: &'static str,
    unit: usize,
    blocks: usize,
}

const MEMORY: Place = Place { name: "in memory, units of 1", unit: 1, blocks: BLOCKS };
const FILE: Place = Place { name: "in a file, units of 100", unit: 100, blocks: BLOCKS / 4 };

/// A size that a market has, and the times of placing on it.
struct Side {
    market: Option<OpenedMarket>,
    times: Measure,
}

fn place(town: &mut Town, market: &OpenedMarket, times: &mut Measure, unit: usize) -> Result<(), Error> {
    let commands = town.singles(BLOCK, &market.selections);
    times.time(commands.len(), || town.carry_out(&commands, unit))
}

/// Measures every side in turns; one without a market of its own gets a fresh one for each block, with one bet on it.
fn measure(
    town: &mut Town,
    sides: &mut [Side],
    at: Place,
    fresh: impl Fn(&mut Town) -> Result<OpenedMarket, Error>,
) -> Result<(), Error> {
    for _ in 0..ROUNDS {
        for _ in 0..at.blocks {
            for side in &mut *sides {
                let own = match side.market.take() {
                    Some(market) => market,
                    None => fresh(town)?,
                };
                place(town, &own, &mut side.times, at.unit)?;
                side.market = Some(own);
            }
            sides[0].market = None;
        }
        for side in &mut *sides {
            side.times.end_round();
        }
    }
    Ok(())
}

fn report_on(report: &Report, title: &str, sides: &[Side]) {
    let rows: Vec<_> = sides
        .iter()
        .enumerate()
        .map(|(index, side)| (&side.times, (index > 0).then_some(&sides[0].times)))
        .collect();
    report.table(title, "ns a bet", &rows);
}

fn main() -> Result<(), Error> {
    let full = [("accounts", 100_000), ("outcomes", 10_000), ("open", 1_000_000), ("open_in_file", 100_000)];
    let arguments = Arguments::read(&full);
    let report = Report::begin("P12: place a single as its market grows", &arguments.shown());
    let most = arguments.size("outcomes");
    let mut town = Town::with_bettors(arguments.size("accounts"))?;
    grow(&report, &mut town, MEMORY, (most, arguments.size("open")))?;
    let files = Files::new()?;
    let mut town = Town::over(files.storage("book.db")?, arguments.size("accounts"))?;
    grow(&report, &mut town, FILE, (most, arguments.size("open_in_file")))?;
    report.end();
    Ok(())
}

/// Both ways to grow, in one town.
fn grow(
    report: &Report,
    town: &mut Town,
    at: Place,
    (most_outcomes, most_open): (usize, usize),
) -> Result<(), Error> {
    let (fixture, _) = town.open_matches(1)?.remove(0);
    let mut outcomes = 10;
    let mut sides = vec![Side { market: None, times: Measure::new("2 outcomes") }];
    while outcomes <= most_outcomes {
        let market = town.open_custom(fixture, outcomes)?;
        sides.push(Side { market: Some(market), times: Measure::new(format!("{outcomes} outcomes")) });
        outcomes *= 10;
    }
    measure(town, &mut sides, at, |town| town.open_custom(fixture, 2))?;
    report_on(report, &format!("over 2 outcomes, {}", at.name), &sides);

    let mut open = 1_000;
    let mut sides = vec![Side { market: None, times: Measure::new("1 open bet") }];
    while open <= most_open {
        let market = town.open_custom(fixture, 2)?;
        for _ in 0..open.div_ceil(BLOCK) {
            let commands = town.singles(BLOCK, &market.selections);
            town.carry_out(&commands, BLOCK)?;
        }
        sides.push(Side { market: Some(market), times: Measure::new(format!("{open} open bets")) });
        open *= 10;
    }
    measure(town, &mut sides, at, |town| {
        let market = town.open_custom(fixture, 2)?;
        let first = town.singles(1, &market.selections);
        town.carry_out(&first, 1)?;
        Ok(market)
    })?;
    report_on(report, &format!("over 1 open bet, {}", at.name), &sides);
    Ok(())
}
