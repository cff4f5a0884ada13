//! RealDeal: an embeddable betting engine.
//!
//! A host program links this crate and owns everything around it: the network, the clock, the payments. The engine owns
//! the whole life of a bet: who may bet, on what, at which price, with which money, how it is settled, corrected and
//! audited. Money and odds are exact; the ledger is double-entry; the same commands give the same books on every target.
//!
//! Start with [`Book`], which has a whole example. The rooms of the house:
//!
//! - nouns: [`money`], [`odds`], [`id`], [`time`], [`people`], [`catalogue`], [`betting`], [`settlement`], [`wallet`],
//!   [`house_rules`]; and [`pricing`], the one room with floats;
//! - vocabulary, each the complete list of one thing: [`command`], [`Rejection`], [`message`], [`event`], and the changes in
//!   [`state`];
//! - mechanism: [`keys`], [`permission`], [`decide`], [`decline`], [`effects`], [`journal`], [`exchange`], [`storage`], [`memory`], [`audit`],
//!   [`hook`], [`Book`] with its [`Session`] and [`Reader`], [`SharedBook`].
//!
//! ARCHITECTURE.md, at the top of the repository, has the map and the reasons.
//!
//! The examples begin in a small world, so that each shows only what it is about: a Friday at noon, an `admin`, a
//! `bookmaker`, a `support` user, the bettor `alice` with 100.00 EUR, and one `fixture` at three, with a `market` on its
//! result (home at 2.10, draw at 3.40, away at 3.60). It is made in `doc/world.rs.in`, beside the crate's sources; in the
//! source of an example, the two hidden lines take it in.

#![forbid(unsafe_code)]

pub mod answer;
pub mod audit;
pub mod betting;
mod book;
pub mod catalogue;
pub mod command;
pub mod decide;
pub mod decline;
pub mod effects;
mod error;
pub mod event;
pub mod exchange;
pub mod hook;
pub mod host;
pub mod house_rules;
pub mod id;
pub mod journal;
pub mod keys;
pub mod memory;
pub mod message;
pub mod money;
pub mod odds;
pub mod people;
pub mod permission;
pub mod pricing;
mod rejection;
pub mod settlement;
pub mod state;
pub mod storage;
pub mod time;
mod trace;
pub mod wallet;

pub use answer::{Answer, Made};
#[cfg(not(target_arch = "wasm32"))]
pub use book::SharedBook;
pub use book::{
    Balances, Book, JournalFilter, Liability, OpenedMarket, Options, Reader, Session, SettledPage,
};
pub use error::Error;
pub use rejection::{Rejection, RejectionKind};
pub use storage::StorageError;

/// The examples of the README, run with the others.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct ReadmeExamples;
