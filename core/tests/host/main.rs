//! What a host leans on beside the commands: hooks, cursors, the book for many threads, and reading while others write.
//!
//! A test that needs a storage of its own (one that waits, panics or lies) takes it from [`backends`] and heeds no
//! settings; the others run under those of `cargo xtask test`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests say what they expect by panicking"
)]

mod backends;
mod cursors;
mod ending;
mod exchange;
mod hooks;
mod journal;
mod liability;
mod overflow;
mod paging;
mod queries;
mod race;
mod shared;
#[path = "../support/mod.rs"]
mod support;
mod town;
