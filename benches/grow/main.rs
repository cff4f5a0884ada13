//! Placing as a market grows: from 2 outcomes to 10,000, and from 1 open bet to a million, in memory.
//!
//! All markets are in one book and take their bets in alternating blocks, so that nothing differs but the market. The floor
//! is the engine itself on the smallest market. A market that has grown gets its bets before the clock runs; the small
//! one is a fresh market for each block, so that it stays small.

use benches::{Arguments, Measure, ROUNDS, Report, Town};
use realdeal::{Error, OpenedMarket};

/// Placements of one block: what a fresh market takes while it still counts as small.
const BLOCK: usize = 500;
/// Blocks of one round.
const BLOCKS: usize = 20;

/// A size that a market has, and the times of placing on it.
struct Side {
    market: Option<OpenedMarket>,
    times: Measure,
}

fn place(town: &mut Town, market: &OpenedMarket, times: &mut Measure) -> Result<(), Error> {
    let commands = town.singles(BLOCK, &market.selections);
    times.time(commands.len(), || town.carry_out(&commands, 1))
}

/// Measures every side in turns; one without a market of its own gets a fresh one for each block, with one bet on it.
fn measure(
    town: &mut Town,
    sides: &mut [Side],
    fresh: impl Fn(&mut Town) -> Result<OpenedMarket, Error>,
) -> Result<(), Error> {
    for _ in 0..ROUNDS {
        for _ in 0..BLOCKS {
            for side in &mut *sides {
                let own = match side.market.take() {
                    Some(market) => market,
                    None => fresh(town)?,
                };
                place(town, &own, &mut side.times)?;
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
    let arguments = Arguments::read(&[("accounts", 100_000), ("outcomes", 10_000), ("open", 1_000_000)]);
    let report = Report::begin("P12: place a single as its market grows", &arguments.shown());
    let mut town = Town::with_bettors(arguments.size("accounts"))?;
    let (fixture, _) = town.open_matches(1)?.remove(0);

    let (most, mut outcomes) = (arguments.size("outcomes"), 10);
    let mut sides = vec![Side { market: None, times: Measure::new("2 outcomes") }];
    while outcomes <= most {
        let market = town.open_custom(fixture, outcomes)?;
        sides.push(Side { market: Some(market), times: Measure::new(format!("{outcomes} outcomes")) });
        outcomes *= 10;
    }
    measure(&mut town, &mut sides, |town| town.open_custom(fixture, 2))?;
    report_on(&report, "over a market with 2 outcomes", &sides);

    let (most, mut open) = (arguments.size("open"), 1_000);
    let mut sides = vec![Side { market: None, times: Measure::new("1 open bet") }];
    while open <= most {
        let market = town.open_custom(fixture, 2)?;
        for _ in 0..open.div_ceil(BLOCK) {
            let commands = town.singles(BLOCK, &market.selections);
            town.carry_out(&commands, BLOCK)?;
        }
        sides.push(Side { market: Some(market), times: Measure::new(format!("{open} open bets")) });
        open *= 10;
    }
    measure(&mut town, &mut sides, |town| {
        let market = town.open_custom(fixture, 2)?;
        let first = town.singles(1, &market.selections);
        town.carry_out(&first, 1)?;
        Ok(market)
    })?;
    report_on(&report, "over a market with 1 open bet", &sides);
    report.end();
    Ok(())
}
