//! The RealDeal engine for Python: the native half of the package `realdeal`, which imports it as `realdeal._engine`.
//!
//! Only what crosses the border: calls go in and answers come out as the engine's own wire forms, in JSON; bets that are
//! placed and columns of data cross natively. The Python half (`python/realdeal`) gives them their types. Not here: any rule of
//! betting, and any noun.

mod book;
mod calculator;
mod cells;
mod columns;
mod failure;
mod given;
mod hooks;
mod margin;
mod operate;
mod session;
mod tables;
mod vocabulary;

use pyo3::prelude::*;

/// The native half of the package.
#[pymodule]
mod _engine {
    #[pymodule_export]
    use crate::book::Book;
    #[pymodule_export]
    use crate::calculator::calculate_many;
    #[pymodule_export]
    use crate::columns::{Columns, are_texts, place_bets};
    #[pymodule_export]
    use crate::margin::{add_margin, remove_margin};
    #[pymodule_export]
    use crate::operate::{backup, export, rebuild, stats, verify};
    #[pymodule_export]
    use crate::session::{KeptBet, Session};
    #[pymodule_export]
    use crate::tables::{bets_table, journal_table, markets_table, statement_table};
    #[pymodule_export]
    use crate::vocabulary::{forked, fresh_id, tool, version, vocabulary};
}
