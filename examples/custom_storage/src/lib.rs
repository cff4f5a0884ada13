//! Books in one append-only file, as a stranger would write them: a line for every unit of work, as JSON.
//!
//! When the file is opened, all lines are made again in memory; from then on everything is resident. A unit of work is a copy of
//! the books that is made when it first writes; its commit appends a line, waits until the line is on the disk, and puts the
//! copy in the place of the books. There is one writer: the file is locked.
//!
//! It is an example of the contract and no fast database: a commit costs a copy of the books and a wait for the disk, and
//! opening costs the whole history.

#![forbid(unsafe_code)]

mod books;
mod log;
mod snapshot;
mod unit;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use realdeal::StorageError;
use realdeal::storage::{Capability, Readers, Snapshot, Storage, Unit};

use books::Books;
use log::Log;
use snapshot::FileSnapshot;
use unit::FileUnit;

/// Books in a file.
///
/// ```
/// use custom_storage::FileStorage;
/// use realdeal::Book;
/// use realdeal::people::Person;
/// # let path = std::env::temp_dir().join(format!("custom-storage-doc-{}.jsonl", std::process::id()));
/// let mut book = Book::open(FileStorage::open(&path)?);
/// let alice = book.visitor().register(Person::new("Alice", "alice@example.org"))?;
/// drop(book);
/// let book = Book::open(FileStorage::open(&path)?);
/// assert_eq!(book.user_by_email("alice@example.org")?, Some(alice));
/// # drop(book);
/// # let _ = std::fs::remove_file(&path);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug)]
pub struct FileStorage {
    log: Log,
    shared: Arc<Shared>,
}

/// The books as they were committed last. Whoever reads takes hold of them, and keeps them as they are.
#[derive(Debug)]
struct Shared(Mutex<Arc<Books>>);

impl Shared {
    /// Nobody panics while he holds the lock.
    fn lock(&self) -> MutexGuard<'_, Arc<Books>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn books(&self) -> Arc<Books> {
        self.lock().clone()
    }
}

impl FileStorage {
    /// Opens the books in a file, which is made if it is not there.
    ///
    /// Errors: the file can't be read or written, it is open elsewhere, or a line of it makes no sense. Half a line at its end
    /// is a commit that was cut off: it is taken away.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StorageError> {
        let (log, books) = Log::open(path.as_ref())?;
        Ok(Self { log, shared: Arc::new(Shared(Mutex::new(Arc::new(books)))) })
    }
}

impl Storage for FileStorage {
    fn capability(&self) -> Capability {
        Capability { resident: true, concurrent_writers: false, durable: true, seals_at_commit: true }
    }

    fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError> {
        self.log.check()?;
        Ok(Box::new(FileUnit::new(&mut self.log, &self.shared)))
    }

    fn readers(&self) -> Arc<dyn Readers> {
        self.shared.clone()
    }
}

impl Readers for Shared {
    fn snapshot(&self) -> Result<Box<dyn Snapshot + '_>, StorageError> {
        Ok(Box::new(FileSnapshot::new(self.books())))
    }
}
