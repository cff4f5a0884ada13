//! Many callers at once: each places one bet after the other through a `SharedBook`, and waits for each answer.

#![allow(clippy::float_arithmetic, reason = "times are no money")]

use std::time::{Duration, Instant};

use benches::{Measure, Town, trouble};
use realdeal::command::Command;
use realdeal::id::SelectionId;
use realdeal::{Error, SharedBook};

use crate::floor::Floor;

/// The callers and their times.
pub(crate) struct Callers {
    many: usize,
    bets: usize,
    /// All bets by the time that they took together.
    pub(crate) times: Measure,
    /// The same bets by the floor, as many in a commit as there are callers: more can't wait at once.
    pub(crate) floor: Measure,
    /// What half of the answers took at most.
    pub(crate) usual: Measure,
    /// What all but one in a hundred took at most.
    pub(crate) slow: Measure,
}

fn microseconds(waited: Duration) -> f64 {
    waited.as_secs_f64() * 1e6
}

/// Places bets one after the other, and gives how long each answer took.
fn call(book: &SharedBook, commands: &[Command]) -> Result<Vec<Duration>, Error> {
    let mut waited = Vec::with_capacity(commands.len());
    for command in commands {
        let asked = Instant::now();
        book.execute_one(command)?;
        waited.push(asked.elapsed());
    }
    Ok(waited)
}

impl Callers {
    pub(crate) fn new(many: usize, bets: usize) -> Self {
        Self {
            many,
            bets,
            times: Measure::new(format!("{many} callers, one bet each at a time")),
            floor: Measure::new(format!("floor: {many} a commit")),
            usual: Measure::new("an answer, half of them"),
            slow: Measure::new("an answer, all but 1 in 100"),
        }
    }

    /// How many bets a round places.
    pub(crate) fn count(&self) -> usize {
        self.bets.div_ceil(self.many) * self.many
    }

    /// One round: everybody places his share.
    pub(crate) fn round(
        &mut self,
        town: &mut Town,
        floor: &mut Floor,
        on: &[SelectionId],
    ) -> Result<(), Error> {
        let share = self.bets.div_ceil(self.many);
        let mut dealt: Vec<Vec<Command>> = (0..self.many).map(|_| Vec::with_capacity(share)).collect();
        let commands = town.singles(self.count(), on);
        self.floor.time(commands.len(), || floor.place(&commands, self.many)).map_err(trouble)?;
        // Dealt out like cards: callers who go on together ask in the order of time.
        for (number, command) in commands.into_iter().enumerate() {
            dealt[number % self.many].push(command);
        }
        let shared = SharedBook::new(town.take_book());
        let count = self.count();
        let answers: Result<Vec<Vec<Duration>>, Error> = self.times.time(count, || {
            std::thread::scope(|scope| {
                let calls: Vec<_> = dealt.iter().map(|share| scope.spawn(|| call(&shared, share))).collect();
                let ended = calls.into_iter().map(std::thread::ScopedJoinHandle::join);
                ended.map(|waited| waited.map_err(|_| trouble("a caller panicked"))?).collect()
            })
        });
        town.book = shared.close().ok_or_else(|| trouble("the book was closed before"))?;
        let mut waited: Vec<_> = answers?.into_iter().flatten().collect();
        waited.sort_unstable();
        let at = |hundredth: usize| waited.get(waited.len() * hundredth / 100).copied().unwrap_or_default();
        self.usual.note(microseconds(at(50)));
        self.slow.note(microseconds(at(99)));
        self.times.end_round();
        self.floor.end_round();
        Ok(())
    }
}
