//! A table: rows by id in slots that stay where they are, behind one fast index.

use hashbrown::HashMap;

use super::slab::Slab;
use super::{Key, Row};

/// How often a row has been written; 0 for a row that was never there.
pub type Version = u32;

/// A decision looked at a row that was not fetched: it is fetched, and the decision taken anew.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the row {0:?} was not fetched")]
pub struct NotFetched(pub Key);

/// A row, or the knowledge that there is none, with the version that was read.
#[derive(Debug, Clone)]
struct Slot<R> {
    version: Version,
    row: Option<R>,
}

/// The rows of one kind, each with its version.
///
/// The index order is never looked at: what is iterated is sorted first, so that every target sees the same.
///
/// ```
/// use realdeal::state::{House, State};
/// let mut state = State::partial();
/// assert!(state.house.get(&()).is_err()); // not fetched: nobody can say whether it is there
/// state.house.load((), 0, None);
/// assert_eq!(state.house.get(&()), Ok(None)); // fetched, and absent
/// state.house.write(&(), Some(House::default()));
/// assert_eq!((state.house.len(), state.house.version(&())), (1, 1));
/// ```
#[derive(Debug, Clone)]
pub struct Table<R: Row> {
    /// Whether an id without a slot is known to be absent.
    complete: bool,
    index: HashMap<R::Id, u32>,
    slots: Slab<Slot<R>>,
    free: Vec<u32>,
}

impl<R: Row> Table<R> {
    pub(super) fn new(complete: bool) -> Self {
        Self { complete, index: HashMap::new(), slots: Slab::new(), free: Vec::new() }
    }

    fn slot(&self, id: &R::Id) -> Option<&Slot<R>> {
        // A handle in the index always points at a slot: both are written together.
        self.index.get(id).and_then(|&handle| self.slots.get(handle))
    }

    /// The row, or none if it is absent; an error if nobody fetched it.
    pub fn get(&self, id: &R::Id) -> Result<Option<&R>, NotFetched> {
        match self.slot(id) {
            Some(slot) => Ok(slot.row.as_ref()),
            None if self.complete => Ok(None),
            None => Err(NotFetched(R::key(id))),
        }
    }

    /// The row if it is there; absent and not fetched are the same to a reader.
    pub fn find(&self, id: &R::Id) -> Option<&R> {
        self.slot(id).and_then(|slot| slot.row.as_ref())
    }

    /// The version of the row: 0 if it is absent.
    pub fn version(&self, id: &R::Id) -> Version {
        self.slot(id).map_or(0, |slot| slot.version)
    }

    /// The row with its version, in one look; an error if nobody fetched it.
    pub(super) fn versioned(&self, id: &R::Id) -> Result<(Version, Option<&R>), NotFetched> {
        match self.slot(id) {
            Some(slot) => Ok((slot.version, slot.row.as_ref())),
            None if self.complete => Ok((0, None)),
            None => Err(NotFetched(R::key(id))),
        }
    }

    /// Whether the row was fetched, be it there or absent.
    pub fn knows(&self, id: &R::Id) -> bool {
        self.complete || self.index.contains_key(id)
    }

    /// Takes in a row, or the knowledge that it is absent, as it stands in the store.
    pub fn load(&mut self, id: R::Id, version: Version, row: Option<R>) {
        match self.index.get(&id).and_then(|&handle| self.slots.get_mut(handle)) {
            Some(slot) => *slot = Slot { version, row },
            None => {
                self.insert(id, Slot { version, row });
            }
        }
    }

    fn insert(&mut self, id: R::Id, slot: Slot<R>) -> u32 {
        let handle = match self.free.pop() {
            Some(handle) => {
                if let Some(free) = self.slots.get_mut(handle) {
                    *free = slot;
                }
                handle
            }
            None => self.slots.push(slot),
        };
        self.index.insert(id, handle);
        handle
    }

    /// Writes a row or removes it, and gives back what stood there with its version.
    pub fn write(&mut self, id: &R::Id, row: Option<R>) -> (Version, Option<R>) {
        let (was, before, _) = self.exchange(id, row);
        (was, before)
    }

    /// Writes a row or removes it, and gives back what stood there with its version, and what stands there now.
    pub(crate) fn exchange(&mut self, id: &R::Id, row: Option<R>) -> (Version, Option<R>, Option<&R>) {
        let (was, before, handle) = match (self.index.get(id).copied(), row) {
            (Some(handle), row) => match self.slots.get_mut(handle) {
                Some(slot) => {
                    let was = slot.version;
                    slot.version = was.wrapping_add(1);
                    (was, std::mem::replace(&mut slot.row, row), handle)
                }
                // A handle in the index always points at a slot.
                None => return (0, None, None),
            },
            (None, None) => return (0, None, None),
            (None, row) => (0, None, self.insert(id.clone(), Slot { version: 1, row })),
        };
        (was, before, self.slots.get(handle).and_then(|slot| slot.row.as_ref()))
    }

    /// Puts a row back as it was: the inverse of [`Table::write`].
    pub fn restore(&mut self, id: &R::Id, version: Version, row: Option<R>) {
        if version == 0 && self.complete {
            if let Some(handle) = self.index.remove(id)
                && let Some(slot) = self.slots.get_mut(handle)
            {
                *slot = Slot { version: 0, row: None };
                self.free.push(handle);
            }
        } else {
            self.load(id.clone(), version, row);
        }
    }

    /// Drops a row as if it had never been.
    pub fn forget(&mut self, id: &R::Id) {
        self.restore(id, 0, None);
    }

    /// All rows that are there, in the order of their ids.
    pub fn sorted(&self) -> Vec<&R> {
        let mut ids: Vec<_> = self.index.iter().collect();
        ids.sort_unstable_by(|left, right| left.0.cmp(right.0));
        ids.into_iter().filter_map(|(_, &handle)| self.slots.get(handle)?.row.as_ref()).collect()
    }

    /// How many rows are there.
    pub fn len(&self) -> usize {
        self.slots.iter().filter(|slot| slot.row.is_some()).count()
    }

    /// Whether no row is there.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
