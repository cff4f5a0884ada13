//! Placing singles in memory: in units of 1 and of 100, spread over many selections and all on one, beside the floor.
//!
//! All sides get their bets in alternating blocks, and as many of them. The floor is in `floor`.

mod floor;

use benches::{Arguments, Measure, ROUNDS, Report, Town};
use floor::Floor;
use realdeal::Error;
use realdeal::command::Command;
use realdeal::id::SelectionId;

/// One way to bet, with its times and those of the floor on the same bets.
struct Side {
    unit: usize,
    on: Vec<SelectionId>,
    engine: Measure,
    floor: Measure,
}

impl Side {
    fn new(name: &str, unit: usize, on: &[SelectionId]) -> Self {
        let engine = Measure::new(format!("{name}, unit {unit}"));
        Self { unit, on: on.to_vec(), engine, floor: Measure::new(format!("floor: {name}")) }
    }

    fn block(&mut self, town: &mut Town, floor: &mut Floor, count: usize) -> Result<(), Error> {
        let commands: Vec<Command> = town.singles(count, &self.on);
        let requests: Vec<_> = commands.iter().filter_map(floor::Request::of).collect();
        let placed =
            self.floor.time(count, || requests.iter().filter(|request| floor.place(request)).count());
        assert_eq!(placed, count, "the floor refuses none of them");
        self.engine.time(count, || town.carry_out(&commands, self.unit))
    }
}

fn main() -> Result<(), Error> {
    let full = [("accounts", 1_000_000), ("matches", 1_000), ("bets", 100_000), ("block", 20_000)];
    let arguments = Arguments::read(&full);
    let report = Report::begin("P1, P13: place a single in memory, with all checks", &arguments.shown());

    let mut town = Town::with_bettors(arguments.size("accounts"))?;
    let matches = town.open_matches(arguments.size("matches"))?;
    let spread: Vec<_> = matches.iter().flat_map(|(_, market)| market.selections.clone()).collect();
    let mut floor = Floor::new(&town.bettors, &spread);
    let crowd = &spread[..1];
    let mut sides = [
        Side::new("spread", 1, &spread),
        Side::new("spread", 100, &spread),
        Side::new("all on one", 1, crowd),
        Side::new("all on one", 100, crowd),
    ];
    let block = arguments.size("block").min(arguments.size("bets"));
    for _ in 0..ROUNDS {
        for _ in 0..arguments.size("bets") / block {
            for side in &mut sides {
                side.block(&mut town, &mut floor, block)?;
            }
        }
        for side in &mut sides {
            side.engine.end_round();
            side.floor.end_round();
        }
    }
    let rows: Vec<_> =
        sides.iter().flat_map(|side| [(&side.floor, None), (&side.engine, Some(&side.floor))]).collect();
    report.table("P1: the engine over its floor", "ns a bet", &rows);
    let [one, hundred, one_crowd, hundred_crowd] = &sides;
    // A speed of at least 0.9 times the other is a time of at most 1.11 times the other.
    let rows = [(&one_crowd.engine, Some(&one.engine)), (&hundred_crowd.engine, Some(&hundred.engine))];
    report.table("P13: all on one over spread", "ns a bet", &rows);
    report.end();
    Ok(())
}
