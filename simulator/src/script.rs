//! A script: commands that are all accepted, one after the other, with what the books say after each.
//!
//! Each command writes one journal record, so that the number of records says how many of the script are in a book.

use realdeal::command::Command;
use realdeal::host::SimulatedHost;
use realdeal::memory::Memory;
use realdeal::state::StateHash;
use realdeal::{Book, Made};

use crate::dice::Dice;
use crate::error::{Fault, Found};
use crate::town::Town;

/// The most commands of a slice.
const MOST_IN_A_SLICE: u64 = 6;

/// Commands and what comes of them.
#[derive(Debug)]
pub struct Script {
    /// The commands, all accepted.
    pub commands: Vec<Command>,
    /// What each made.
    pub made: Vec<Made>,
    /// The state hash of a book in memory after so many commands; the first is that of an empty one.
    pub hashes: Vec<StateHash>,
    /// Where slices end, as numbers of commands; the first is 0 and the last the number of all.
    pub ends: Vec<usize>,
}

impl Script {
    /// Draws so many commands from a seed.
    ///
    /// ```
    /// use realdeal_simulator::Script;
    /// let script = Script::draw(7, 100)?;
    /// assert_eq!(script.hashes.len(), 101);
    /// assert_eq!(script.ends.last(), Some(&100));
    /// # Ok::<(), realdeal_simulator::Fault>(())
    /// ```
    pub fn draw(seed: u64, count: usize) -> Found<Self> {
        let mut memory = book(Memory::new());
        let mut town = Town::new(seed);
        let mut script = Self {
            commands: Vec::new(),
            made: Vec::new(),
            hashes: vec![memory.state_hash()?],
            ends: vec![0],
        };
        // Seldom is anything refused; a town in which everything is would be drawn from for ever.
        for _ in 0..count * 10 {
            if script.commands.len() == count {
                break;
            }
            let Some(command) = town.draw()? else { continue };
            let Ok(answer) = memory.execute_one(&command) else { continue };
            town.learn(&command, &answer);
            script.commands.push(command);
            script.made.push(answer.made);
            script.hashes.push(memory.state_hash()?);
        }
        let records = usize::try_from(memory.journal_head()?.records).unwrap_or(usize::MAX);
        if script.commands.len() != count || records != count {
            return Err(Fault::new(format!("seed {seed} gives no script of {count} commands")));
        }
        script.cut(&mut Dice::new(seed));
        Ok(script)
    }

    fn cut(&mut self, dice: &mut Dice) {
        let mut end = 0;
        while end < self.commands.len() {
            end =
                self.commands.len().min(end + 1 + usize::try_from(dice.below(MOST_IN_A_SLICE)).unwrap_or(0));
            self.ends.push(end);
        }
    }

    /// The slices after so many commands, each with the number of commands at its end. So many must be the end of a slice.
    pub fn slices_after(&self, done: usize) -> impl Iterator<Item = (usize, &[Command])> {
        let from = self.ends.iter().position(|end| *end == done).unwrap_or(self.ends.len());
        self.ends.get(from..).unwrap_or_default().windows(2).map(|pair| {
            let (first, end) = (pair[0], pair[1]);
            (end, &self.commands[first..end])
        })
    }
}

/// A book whose clock nobody asks: all commands carry their time.
pub(crate) fn book(storage: impl realdeal::storage::Storage + 'static) -> Book {
    Book::with_host(storage, SimulatedHost::new(1, Town::NOON))
}
