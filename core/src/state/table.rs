//! A table: rows by id in slots that stay where they are, behind one fast index.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

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
struct Slot<R: Row> {
    id: R::Id,
    version: Version,
    row: Option<R>,
}

/// Where the row with an id stands. The id itself is in the slot, and only half of its hash is here: eight bytes an entry
/// instead of some thirty keep the index of a million rows near the processor.
#[derive(Debug, Clone, Copy)]
struct Entry {
    half_hash: u32,
    handle: u32,
}

impl Entry {
    /// The hash that the index goes by; a look-up in a large index must find its upper bits mixed as well as its lower.
    fn hash(self) -> u64 {
        u64::from(self.half_hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

/// The rows of one kind, each with its version.
///
/// The index order is never looked at: what is iterated is sorted first, so that every target sees the same. Ids come from
/// callers, who could choose many of one hash if they knew it: so each table mixes a seed of its own into every hash.
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
    index: HashTable<Entry>,
    hashes: DefaultHashBuilder,
    /// A slot is empty when its row was forgotten, and stays so until it is used again.
    slots: Slab<Option<Slot<R>>>,
    free: Vec<u32>,
}

impl<R: Row> Table<R> {
    pub(super) fn new(complete: bool) -> Self {
        let (index, hashes) = (HashTable::new(), DefaultHashBuilder::default());
        Self { complete, index, hashes, slots: Slab::new(), free: Vec::new() }
    }

    /// The entry that an id has in this slot.
    fn entry(&self, id: &R::Id, handle: u32) -> Entry {
        let hash = self.hashes.hash_one(id);
        // The upper half: the lower is the weaker one in some hashers.
        Entry { half_hash: u32::try_from(hash >> 32).unwrap_or_default(), handle }
    }

    fn handle(&self, id: &R::Id) -> Option<u32> {
        let sought = self.entry(id, 0);
        let is_it = |entry: &Entry| {
            entry.half_hash == sought.half_hash
                && self.slots.get(entry.handle).and_then(Option::as_ref).is_some_and(|slot| slot.id == *id)
        };
        self.index.find(sought.hash(), is_it).map(|entry| entry.handle)
    }

    fn slot(&self, id: &R::Id) -> Option<&Slot<R>> {
        // A handle in the index always points at a slot: both are written together.
        self.handle(id).and_then(|handle| self.at(handle))
    }

    fn at(&self, handle: u32) -> Option<&Slot<R>> {
        self.slots.get(handle)?.as_ref()
    }

    fn at_mut(&mut self, handle: u32) -> Option<&mut Slot<R>> {
        self.slots.get_mut(handle)?.as_mut()
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
        self.complete || self.handle(id).is_some()
    }

    /// Takes in a row, or the knowledge that it is absent, as it stands in the store.
    pub fn load(&mut self, id: R::Id, version: Version, row: Option<R>) {
        match self.handle(&id).and_then(|handle| self.at_mut(handle)) {
            Some(slot) => (slot.version, slot.row) = (version, row),
            None => {
                self.insert(Slot { id, version, row });
            }
        }
    }

    /// Takes in a slot for an id that has none, and gives its handle.
    fn insert(&mut self, slot: Slot<R>) -> u32 {
        let mut entry = self.entry(&slot.id, 0);
        entry.handle = match self.free.pop() {
            Some(handle) => {
                if let Some(free) = self.slots.get_mut(handle) {
                    *free = Some(slot);
                }
                handle
            }
            None => self.slots.push(Some(slot)),
        };
        self.index.insert_unique(entry.hash(), entry, |entry| entry.hash());
        entry.handle
    }

    /// Writes a row or removes it, and gives back what stood there with its version.
    pub fn write(&mut self, id: &R::Id, mut row: Option<R>) -> (Version, Option<R>) {
        let (was, _) = self.exchange(id, &mut row);
        (was, row)
    }

    /// Writes a row or removes it, and leaves in its place what stood there; gives the version of that, and what stands
    /// there now.
    pub(crate) fn exchange(&mut self, id: &R::Id, row: &mut Option<R>) -> (Version, Option<&R>) {
        let (was, handle) = match self.handle(id) {
            Some(handle) => match self.at_mut(handle) {
                Some(slot) => {
                    let was = slot.version;
                    slot.version = was.wrapping_add(1);
                    std::mem::swap(&mut slot.row, row);
                    (was, handle)
                }
                // A handle in the index always points at a slot.
                None => return (0, None),
            },
            None if row.is_none() => return (0, None),
            None => (0, self.insert(Slot { id: id.clone(), version: 1, row: row.take() })),
        };
        (was, self.at(handle).and_then(|slot| slot.row.as_ref()))
    }

    /// Puts a row back as it was: the inverse of [`Table::write`].
    pub fn restore(&mut self, id: &R::Id, version: Version, row: Option<R>) {
        if version == 0 && self.complete {
            if let Some(handle) = self.handle(id) {
                let sought = self.entry(id, handle);
                if let Ok(entry) = self.index.find_entry(sought.hash(), |entry| entry.handle == handle) {
                    entry.remove();
                }
                if let Some(slot) = self.slots.get_mut(handle) {
                    *slot = None;
                }
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
        let rows = self.slots.iter().flatten().filter_map(|slot| Some((&slot.id, slot.row.as_ref()?)));
        let mut rows: Vec<_> = rows.collect();
        rows.sort_unstable_by(|left, right| left.0.cmp(right.0));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// How many rows are there.
    pub fn len(&self) -> usize {
        self.slots.iter().flatten().filter(|slot| slot.row.is_some()).count()
    }

    /// Whether no row is there.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
