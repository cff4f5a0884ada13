//! Crashes, power losses, failing devices and races, all following from a seed, against books in a SQLite file.
//!
//! Each harness is a function that plays one kind of misfortune very often and gives what it saw, or the first [`Fault`],
//! whose text ends with the line that plays it again. What is asked of the books is a [`Script`], whose state hash after
//! each command is known from a book in memory; so whatever a misfortune leaves can be held against what should be there.
//!
//! Not here: a rule of betting, and anything that a program should link. The README says what was seen when it was run.

#![deny(unsafe_code)]

mod arguments;
mod broken;
mod check;
pub mod child;
mod dice;
mod disk;
mod error;
pub mod faults;
pub mod kills;
pub mod power;
pub mod race;
mod script;
pub mod settlement;
mod shim;
mod town;

pub use arguments::Arguments;
pub use broken::Broken;
pub use dice::Dice;
pub use disk::{Disk, Failing, Happened, Plan};
pub use error::{Fault, Found};
pub use script::Script;
