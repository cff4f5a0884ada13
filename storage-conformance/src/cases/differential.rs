//! The differential run: the same commands to the backend and to memory, drawn from a seed; answers and everything that can be
//! read must be equal.

use realdeal::memory::Memory;
use realdeal::{Answer, Error, Options, StorageError};

use super::open;
use crate::Backend;
use crate::door::Door;
use crate::player::Player;
use crate::world::{book_on, compare};

const COMMANDS: usize = 400;

/// An answer as both must give it; trouble with the storage is the same to nobody.
fn told(answer: &Result<Answer, Error>) -> String {
    match answer {
        Ok(answer) => format!("{answer:?}"),
        Err(error) => format!("{}: {error}", error.code()),
    }
}

/// Plays so many commands, a slice at a time, and compares.
fn play(backend: &mut dyn Backend, seed: u64, slice: usize, conflicts: bool) {
    let shut = move |count: u32| {
        if conflicts && count.is_multiple_of(3) { Err(StorageError::Conflict) } else { Ok(()) }
    };
    let mut tested = book_on(Door::new(open(backend), shut), seed);
    let mut memory = book_on(Memory::new(), seed);
    for book in [&mut tested, &mut memory] {
        book.set_options(Options { commands_per_unit: slice.max(1), ..Options::default() });
    }
    let mut player = Player::new(seed);
    let (mut sent, mut accepted) = (0, 0);
    while sent < COMMANDS {
        let commands: Vec<_> = (0..slice).map(|_| player.draw(&memory)).collect();
        let (found, expected) = (tested.execute(&commands), memory.execute(&commands));
        for ((command, found), expected) in commands.iter().zip(&found).zip(&expected) {
            assert_eq!(told(found), told(expected), "seed {seed}, after {sent} commands: {command:?}");
            player.note(command);
            accepted += usize::from(expected.is_ok());
        }
        sent += commands.len();
        // A whole comparison costs more than many commands.
        if sent % (COMMANDS / 4) < slice {
            compare(backend, &*tested.readers(), &*memory.readers());
        }
    }
    compare(backend, &*tested.readers(), &*memory.readers());
    assert!(accepted * 3 > sent, "of {sent} commands only {accepted} were accepted: the run shows little");
    assert!(memory.audit().expect("the books can be audited").is_clean());
}

macro_rules! runs {
    ($($name:ident: seed $seed:literal, slices of $slice:literal, conflicts $conflicts:literal;)*) => {$(
        pub(crate) fn $name(backend: &mut dyn Backend) {
            play(backend, $seed, $slice, $conflicts);
        }
    )*};
}

runs! {
    agrees_with_memory_one_command_at_a_time: seed 1, slices of 1, conflicts false;
    agrees_with_memory_in_slices_of_seven: seed 2, slices of 7, conflicts false;
    agrees_with_memory_in_slices_of_fifty: seed 3, slices of 50, conflicts false;
    agrees_with_memory_on_another_sequence: seed 4, slices of 3, conflicts false;
    agrees_with_memory_when_commits_conflict: seed 5, slices of 1, conflicts true;
    agrees_with_memory_when_slices_conflict: seed 6, slices of 9, conflicts true;
}
