//! Model-based tests: random requests told to a book and to a naive model, which are held against each other after
//! each of them.
//!
//! The model imports nothing from the engine but ids and money: [`nouns`] is what it keeps, [`desk`], [`purse`],
//! [`fixtures`], [`results`], [`tickets`] and [`baskets`] are its rules, [`grading`] and [`fraction`] its reckoning. [`ops`] are drawn
//! and shrunk by proptest, [`sender`], [`wishes`], [`shopping`] and [`tables`] make requests of them, [`bridge`] puts those into the
//! engine's words, [`game`] tells both and [`check`] compares. [`random`] is the plain property; [`once`], [`pages`],
//! [`corrections`], [`shapes`] and [`lists`] are particular ones; [`broken`] is the control, a storage that the checks
//! must catch. `REALDEAL_MODEL_CASES` sets how many sequences each of them tries; a failure prints its operations, which
//! `proptest-regressions.txt` keeps.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests say what they expect by panicking"
)]
#![allow(
    clippy::needless_pass_by_value,
    reason = "what is compared, and what is asked, is mostly made on the spot"
)]

mod ask;
mod baskets;
mod bridge;
mod broken;
mod check;
mod corrections;
mod desk;
mod fixtures;
mod fraction;
mod game;
mod grading;
mod lists;
mod nouns;
mod once;
mod ops;
mod pages;
mod purse;
mod random;
mod results;
mod sender;
mod shapes;
mod shopping;
#[path = "../support/mod.rs"]
mod support;
mod tables;
mod tickets;
mod wishes;
