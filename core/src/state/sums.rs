//! Sums: rows that are only ever added to, so that no bet waits on another bettor's.
//!
//! A command hands over what it adds; a backend keeps one figure, or stripes, or the additions themselves.

use std::hash::Hash;

use hashbrown::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

use crate::id::{MarketId, SelectionId};
use crate::money::Currency;
use crate::wallet::HouseAccount;

/// Something that can be added up, in any order and in parts.
///
/// ```
/// use realdeal::state::{Progress, Sum};
/// let mut progress = Progress { placed: 3, legs: 3, behind: 3 };
/// progress.add(&Progress { behind: -2, ..Progress::default() });
/// progress.add(&progress.negated());
/// assert_eq!(progress, Progress::default());
/// ```
pub trait Sum: Copy + Default + PartialEq + std::fmt::Debug + Serialize {
    /// Adds another one.
    fn add(&mut self, other: &Self);
    /// The one that takes this away again.
    #[must_use]
    fn negated(&self) -> Self;
}

/// Which account of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseBalanceId {
    /// The currency.
    pub currency: Currency,
    /// The account.
    pub account: HouseAccount,
}

impl Sum for i128 {
    /// Balances of the house are sums of i64 amounts: 2^64 of the largest fit.
    fn add(&mut self, other: &Self) {
        *self = self.wrapping_add(*other);
    }

    fn negated(&self) -> Self {
        self.wrapping_neg()
    }
}

/// The exposure of which selection, in which currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExposureId {
    /// The selection.
    pub selection: SelectionId,
    /// The currency.
    pub currency: Currency,
}

/// What stands on a selection in one currency.
///
/// A bet with several legs counts whole on each of them, until it is settled: the cautious reading (docs/rules.md, section 9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exposure {
    /// How many open bets have a leg on it.
    pub open: i64,
    /// The stakes of those, in minor units.
    pub stakes: i128,
    /// What they return if every leg wins, in minor units.
    pub potential: i128,
}

impl Sum for Exposure {
    fn add(&mut self, other: &Self) {
        self.open = self.open.wrapping_add(other.open);
        self.stakes = self.stakes.wrapping_add(other.stakes);
        self.potential = self.potential.wrapping_add(other.potential);
    }

    fn negated(&self) -> Self {
        Self {
            open: self.open.wrapping_neg(),
            stakes: self.stakes.wrapping_neg(),
            potential: self.potential.wrapping_neg(),
        }
    }
}

/// How far a market's legs are graded: see [`Book::progress`](crate::Reader::progress) for an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// How many legs were ever placed on the market.
    pub placed: i64,
    /// The legs on the market, but for those of withdrawn bets.
    pub legs: i64,
    /// Those of them that were graded at an older revision than the market's, or never.
    pub behind: i64,
}

impl Sum for Progress {
    fn add(&mut self, other: &Self) {
        self.placed = self.placed.wrapping_add(other.placed);
        self.legs = self.legs.wrapping_add(other.legs);
        self.behind = self.behind.wrapping_add(other.behind);
    }

    fn negated(&self) -> Self {
        Self {
            placed: self.placed.wrapping_neg(),
            legs: self.legs.wrapping_neg(),
            behind: self.behind.wrapping_neg(),
        }
    }
}

/// An amount added to a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SumChange {
    /// To a balance of the house, in minor units.
    HouseBalance(HouseBalanceId, i128),
    /// To what stands on a selection.
    Exposure(ExposureId, Exposure),
    /// To how far a market is graded.
    Progress(MarketId, Progress),
}

/// The sums of one kind. What nobody added to is zero.
///
/// ```
/// use realdeal::state::{Progress, State};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { market, .. } = doc::world()?;
/// let mut state = State::complete();
/// state.progress.add(market.id, &Progress { placed: 1, legs: 1, behind: 0 });
/// assert_eq!(state.progress.find(&market.id).legs, 1);
/// assert_eq!(state.progress.sorted().len(), 1);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Sums<K, V> {
    sums: HashMap<K, V>,
    /// The sums that were fetched; none if all are here.
    fetched: Option<HashSet<K>>,
}

impl<K: Copy + Ord + Hash, V: Sum> Sums<K, V> {
    pub(super) fn new(complete: bool) -> Self {
        Self { sums: HashMap::new(), fetched: (!complete).then(HashSet::new) }
    }

    /// Whether the sum was fetched.
    pub fn knows(&self, id: &K) -> bool {
        self.fetched.as_ref().is_none_or(|fetched| fetched.contains(id))
    }

    /// What the sum stands at; none if nobody fetched it.
    pub fn get(&self, id: &K) -> Option<V> {
        self.knows(id).then(|| self.find(id))
    }

    /// What the sum stands at as far as is known here.
    pub fn find(&self, id: &K) -> V {
        self.sums.get(id).copied().unwrap_or_default()
    }

    /// Adds to a sum, and gives what it comes to. One that comes back to zero is as if it had never been.
    pub fn add(&mut self, id: K, amount: &V) -> V {
        let sum = self.sums.entry(id).or_default();
        sum.add(amount);
        let sum = *sum;
        if sum == V::default() {
            self.sums.remove(&id);
        }
        sum
    }

    pub(super) fn add_if_known(&mut self, id: K, amount: &V) {
        if self.knows(&id) {
            self.add(id, amount);
        }
    }

    /// Sets what a sum stands at, as it was read from the store.
    pub fn load(&mut self, id: K, value: V) {
        self.sums.insert(id, value);
        if let Some(fetched) = &mut self.fetched {
            fetched.insert(id);
        }
    }

    /// All sums that are not zero, in the order of their ids.
    pub fn sorted(&self) -> Vec<(K, V)> {
        let mut sums: Vec<_> = self.sums.iter().map(|(id, sum)| (*id, *sum)).collect();
        sums.sort_unstable_by_key(|(id, _)| *id);
        sums
    }
}
