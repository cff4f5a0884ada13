//! What the benches share: arguments, the town that they bet in, and the table of what was measured.
//!
//! No bench lives here, and no floor: those stand beside the bench that they belong to. Nothing here fails on a timing.

mod arguments;
mod files;
mod measure;
mod town;

pub use arguments::Arguments;
pub use files::{Files, trouble};
pub use measure::{Measure, ROUNDS, Report};
pub use town::{Random, Town};
