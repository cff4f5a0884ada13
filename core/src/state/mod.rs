//! State: the rows that a decision may look at, and how they are looked up.
//!
//! Over a resident backend the state is the whole store; over others it holds what was fetched, and knows the difference
//! between a row that is absent and one that was not fetched. What only readers want (price history, statements, the
//! journal) is not in here.

mod draft;
mod hash;
mod rows;
mod slab;
mod sums;
mod table;

pub use draft::{Changes, Draft, PriceChange};
pub use hash::{Hashed, StateHash, StateHasher};
pub use rows::{
    Change, Claim, ClaimKind, Claimed, House, Key, KnownPerson, Row, RowChange, State, VersionedRules,
};
pub use sums::{Exposure, ExposureId, HouseBalanceId, Progress, Sum, SumChange, Sums};
pub use table::{NotFetched, Table, Version};
