//! Rows: how each noun stands in its table, a file for each family.
//!
//! Here: reading one row, writing it, and going through all of them in the order of their ids. When that is done, and
//! what else changes with it, is the unit's.

mod bets;
mod catalogue;
mod figures;
mod fixtures;
mod house;
mod people;
mod singles;

use realdeal::state::Row;

use crate::db::Db;
use crate::error::Result;
use crate::touched::{Touched, Touches};

pub(crate) use bets::{PAGE_BEHIND, Placed, read_bet, rewrite_bet, same_terms, write_bet};
pub(crate) use figures::{FIGURES_BY_USER, Figures};
pub(crate) use people::{read_wallet, update_wallets, user_with_wallets};
pub(crate) use singles::NewBets;

/// A kind of row that has its table.
pub(crate) trait Stored: Row {
    /// The row, if it is there.
    fn load(db: &mut Db<'_>, id: &Self::Id) -> Result<Option<Self>>;

    /// Writes a row that is not there yet.
    fn insert(&self, db: &mut Db<'_>) -> Result<()>;

    /// Writes a row that is there.
    fn update(&self, db: &mut Db<'_>) -> Result<()>;

    /// Deletes a row that is there.
    fn delete(db: &mut Db<'_>, id: &Self::Id) -> Result<()>;

    /// All rows, in the order of their ids.
    fn each(db: &mut Db<'_>, visit: &mut dyn FnMut(&Self)) -> Result<()>;

    /// The rows of this kind that a unit has changed.
    fn touched(touches: &mut Touches) -> &mut Touched<Self>;
}
