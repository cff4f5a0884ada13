//! The memory backend: the whole store is the state, and a unit that is dropped takes its changes back one by one.
//!
//! One writer at a time; readers wait for the open unit. Nothing outlives the process, except what the host exports.

mod finding;
mod indexes;
mod run;
mod snapshot;
mod store;
mod unit;

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::storage::{Capability, Readers, Snapshot, Storage, StorageError, Unit};

use snapshot::MemorySnapshot;
use store::Store;
use unit::MemoryUnit;

/// Books kept in memory.
///
/// ```
/// use realdeal::{Book, memory::Memory};
/// let book = Book::open(Memory::new());
/// assert_eq!(book.journal_head()?.records, 0);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Memory {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared(RwLock<Store>);

impl Shared {
    /// A panic while a unit is open drops the unit, which takes its changes back; so the store behind a poisoned lock is
    /// as whole as any other.
    fn read(&self) -> RwLockReadGuard<'_, Store> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Store> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory {
    /// Empty books.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Storage for Memory {
    fn capability(&self) -> Capability {
        Capability { resident: true, concurrent_writers: false, durable: false, seals_at_commit: true }
    }

    fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError> {
        Ok(Box::new(MemoryUnit::new(self.shared.write())))
    }

    fn readers(&self) -> Arc<dyn Readers> {
        self.shared.clone()
    }
}

impl Readers for Shared {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StorageError> {
        Ok(Box::new(MemorySnapshot::new(self.read())))
    }
}
