//! What a foreign language can call of the engine, once for all of them: a row a method, the few shapes that are the border's
//! own, and why a call was not met.
//!
//! No host links this: Rust has the engine itself. What differs between languages is how an argument is read and how an answer is
//! written, and stands behind one trait, [`Wire`]. Not here: any rule of betting, any noun, who may ask, whose turn it is.
//!
//! The rooms: `wire`, the trait; `rows`, the table; `shapes`, what is given and told in a form of its own; `failure`.

pub mod failure;
pub mod rows;
pub mod shapes;
mod wire;

pub use failure::Failure;
pub use rows::{BOOK, READER, SESSION, TOOLS, on_book, on_reader, on_session, on_tools};
pub use wire::Wire;
