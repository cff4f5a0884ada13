//! Placing singles in a file, `synchronous` FULL: one in a commit, a thousand in a commit, and by 64 callers at once, each
//! answered after his commit; beside the floor. Then what the bets take on disk.
//!
//! Every side has a file of its own, which begins as a copy of the same one, and gets its bets in alternating blocks. The
//! floor is in `floor`; it runs once more on a file without the secondary indexes of bets.

mod callers;
mod floor;

use benches::{Arguments, Files, Measure, ROUNDS, Report, Town, trouble};
use callers::Callers;
use floor::Floor;
use realdeal::Error;
use realdeal::id::SelectionId;

const BEGINNING: &str = "beginning.db";
const ENGINE: &str = "engine.db";
const FLOOR: &str = "floor.db";
const BARE: &str = "bare.db";

/// One way to bet, with its times and those of the floors on the same bets.
struct Side {
    unit: usize,
    bets: usize,
    on: Vec<SelectionId>,
    engine: Measure,
    floor: Measure,
    bare: Measure,
}

impl Side {
    fn new(name: &str, (unit, bets): (usize, usize), on: &[SelectionId]) -> Self {
        Self {
            unit,
            bets,
            on: on.to_vec(),
            engine: Measure::new(format!("{name}, {unit} a commit")),
            floor: Measure::new(format!("floor: {name}, {unit} a commit")),
            bare: Measure::new(format!("without secondary indexes, {unit} a commit")),
        }
    }

    /// So many bets to each side, in blocks of one commit or of a few hundred.
    fn round(&mut self, town: &mut Town, floor: &mut Floor, bare: &mut Floor) -> Result<(), Error> {
        let block = self.unit.max(200).min(self.bets);
        let mut left = self.bets;
        while left > 0 {
            let commands = town.singles(block.min(left), &self.on);
            let (count, unit) = (commands.len(), self.unit);
            for (floor, times) in [(&mut *floor, &mut self.floor), (&mut *bare, &mut self.bare)] {
                let placed = times.time(count, || floor.place(&commands, unit)).map_err(trouble)?;
                assert_eq!(placed, count, "the floor refuses none of them");
            }
            self.engine.time(count, || town.carry_out(&commands, unit))?;
            left -= count;
        }
        for times in [&mut self.engine, &mut self.floor, &mut self.bare] {
            times.end_round();
        }
        Ok(())
    }

    fn count(&self) -> usize {
        self.bets * ROUNDS
    }
}

fn main() -> Result<(), Error> {
    let full =
        [("accounts", 100_000), ("matches", 1_000), ("bets", 4_000), ("sliced", 50_000), ("callers", 64)];
    let arguments = Arguments::read(&full);
    let report = Report::begin(
        "P3, P4, P13, P16: place a single in a SQLite file, synchronous FULL",
        &arguments.shown(),
    );

    let files = Files::new()?;
    let mut town = Town::over(files.storage(BEGINNING)?, arguments.size("accounts"))?;
    let matches = town.open_matches(arguments.size("matches"))?;
    let spread: Vec<_> = matches.iter().flat_map(|(_, market)| market.selections.clone()).collect();
    town.close();
    for side in [ENGINE, FLOOR, BARE] {
        files.copy(BEGINNING, side)?;
    }
    town.reopen(files.storage(ENGINE)?);
    // The first bet says how long a record is.
    let first = town.singles(1, &spread);
    town.carry_out(&first, 1)?;
    let record = town.last_record()?.to_bytes().len();
    let mut floor = Floor::over(files.raw(FLOOR)?, record).map_err(trouble)?;
    let bare = files.raw(BARE)?;
    bare.execute_batch("DROP INDEX bets_of; DROP INDEX bets_on").map_err(trouble)?;
    let mut bare = Floor::over(bare, record).map_err(trouble)?;

    let (one, sliced) = ((1, arguments.size("bets")), (1_000, arguments.size("sliced")));
    let mut sides = [
        Side::new("spread", one, &spread),
        Side::new("spread", sliced, &spread),
        Side::new("all on one", one, &spread[..1]),
        Side::new("all on one", sliced, &spread[..1]),
    ];
    let mut callers = Callers::new(arguments.size("callers"), arguments.size("sliced"));
    for _ in 0..ROUNDS {
        for side in &mut sides {
            side.round(&mut town, &mut floor, &mut bare)?;
        }
        callers.round(&mut town, &mut floor, &spread)?;
    }
    let rows: Vec<_> = sides
        .iter()
        .flat_map(|side| [(&side.floor, None), (&side.bare, None), (&side.engine, Some(&side.floor))])
        .collect();
    // A speed of 0.6, 0.7 or 0.85 times the floor's is a time of 1.67, 1.43 or 1.18 times its.
    report.table("P3, P4: the engine over its floor", "ns a bet", &rows);
    let [one, thousand, one_crowd, thousand_crowd] = &sides;
    // Twenty times the speed of one caller is 0.05 of his time.
    report.table(
        "P4: many callers over their floor",
        "ns a bet",
        &[(&callers.floor, None), (&callers.times, Some(&callers.floor))],
    );
    report.table(
        "P4: many callers over one",
        "ns a bet",
        &[(&callers.floor, Some(&one.floor)), (&callers.times, Some(&one.engine))],
    );
    report.table("P4: many callers over slices", "ns a bet", &[(&callers.times, Some(&thousand.engine))]);
    report.table("P4: until the answer, by caller", "us", &[(&callers.usual, None), (&callers.slow, None)]);
    let rows = [(&one_crowd.engine, Some(&one.engine)), (&thousand_crowd.engine, Some(&thousand.engine))];
    report.table("P13: all on one over spread", "ns a bet", &rows);
    report.end();

    town.close();
    drop((floor, bare));
    let placed = 1 + sides.iter().map(Side::count).sum::<usize>() + callers.count() * ROUNDS;
    files.print_growth("P16: a single, placed", BEGINNING, ENGINE, placed)
}
