//! The RealDeal betting engine for JavaScript: what crosses the border, and nothing else.
//!
//! JavaScript asks by text: who, which method, and arguments as JSON; an answer is JSON, too. So one door serves a page, a worker
//! and Node, a call costs the same for every method, and all of it is tested on this machine without a browser. The package
//! that people install, with its classes and types, is in `ts/`; README.md is its page.
//!
//! Not here: rules of betting, arithmetic on money or odds, a clock; and what can be called, which all languages share
//! (`realdeal-calls`). The rooms: `js`, how values look there; `given`, what the table of calls asks of a language; `door`; `wasm`,
//! what wasm-bindgen sees; `opfs`, books in files of the browser.

mod door;
mod given;
pub mod js;
#[cfg(all(target_arch = "wasm32", feature = "sqlite"))]
mod opfs;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use door::{Door, tool};
