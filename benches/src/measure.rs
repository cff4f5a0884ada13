//! Times, round by round, and the table of best, median and quotient.
//!
//! On a shared machine an absolute figure means little, and the quotient of two that were taken in turns means much: so a
//! bench times its sides in alternating blocks, and a report sets each side beside the one that it is held against.

#![allow(clippy::float_arithmetic, reason = "a quotient of two times is no money")]

use std::time::{Duration, Instant};

/// How often everything is measured.
pub const ROUNDS: usize = 5;

/// The times of one side: one figure a round, in nanoseconds a unit of work.
#[derive(Debug)]
pub struct Measure {
    name: String,
    rounds: Vec<f64>,
    spent: Duration,
    units: u32,
}

impl Measure {
    /// A side without times.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), rounds: Vec::new(), spent: Duration::ZERO, units: 0 }
    }

    /// Times one block of so many units of work.
    pub fn time<R>(&mut self, units: usize, work: impl FnOnce() -> R) -> R {
        let begun = Instant::now();
        let result = work();
        self.spent += begun.elapsed();
        self.units += u32::try_from(units).unwrap_or(u32::MAX);
        result
    }

    /// Ends a round: the blocks since the last one become one figure.
    pub fn end_round(&mut self) {
        self.rounds.push(self.spent.as_secs_f64() * 1e9 / f64::from(self.units.max(1)));
        (self.spent, self.units) = (Duration::ZERO, 0);
    }

    /// Adds what was timed elsewhere: one figure of this round, already in the unit of the table.
    pub fn note(&mut self, figure: f64) {
        self.rounds.push(figure);
    }

    fn best(&self) -> f64 {
        self.rounds.iter().copied().fold(f64::INFINITY, f64::min)
    }

    fn median(&self) -> f64 {
        let mut rounds = self.rounds.clone();
        rounds.sort_unstable_by(f64::total_cmp);
        rounds.get(rounds.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

/// A table on the standard output.
#[derive(Debug)]
pub struct Report;

impl Report {
    /// Says what is measured, in which sizes, and how busy the machine is.
    pub fn begin(what: &str, sizes: &str) -> Self {
        println!("{what}");
        println!("sizes: {sizes}; {ROUNDS} rounds; {}", load());
        Self
    }

    /// A table of sides, each with the one that it is held against, if any.
    pub fn table(&self, title: &str, unit: &str, rows: &[(&Measure, Option<&Measure>)]) {
        println!();
        println!("{title:<46} {:>10} {:>10} {:>8} {:>8}", "best", "median", "x best", "x median");
        for (side, against) in rows {
            let name = format!("{}, {unit}", side.name);
            print!("{name:<46} {:>10.1} {:>10.1}", side.best(), side.median());
            match against {
                Some(floor) => {
                    println!(" {:>8.2} {:>8.2}", side.best() / floor.best(), side.median() / floor.median());
                }
                None => println!(),
            }
        }
    }

    /// Says once more how busy the machine was.
    pub fn end(self) {
        println!();
        println!("at the end: {}", load());
    }
}

/// The load averages over 1, 5 and 15 minutes, where the system tells them.
fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let averages: Vec<_> = text.split_whitespace().take(3).collect();
    if averages.is_empty() {
        "load average unknown".into()
    } else {
        format!("load average {}", averages.join(" "))
    }
}
