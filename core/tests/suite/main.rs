//! The engine's own suite, reached through the public API: each room of tests is a module.
//!
//! Every book of the tests is opened by [`support::book`], which heeds the settings that `cargo xtask test` runs the
//! suite under again and again: other page and slice sizes, a storage that conflicts, one that shows only fetched rows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests say what they expect by panicking"
)]

mod baskets;
mod card;
mod debt;
mod drawn;
mod each_way;
mod kinds;
mod lifecycle;
mod markets;
mod moved;
mod non_runners;
mod once;
mod one_by_one;
mod people;
mod quotes;
mod race_returns;
mod races;
mod reading;
#[path = "../support/mod.rs"]
mod support;
mod systems;
