//! The book, as its Python half holds it: open or closed, one caller at a time, the GIL released while the engine works; but for a
//! single bet in a book in memory, which is placed before anybody else could have taken the GIL.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use realdeal::Reader;
use realdeal::command::Actor;
use realdeal::event::EventKind;
use realdeal::hook::{HookId, Kinds};
use realdeal::time::Timestamp;
use realdeal_calls::{Failure, on_book, on_reader};
use realdeal_sqlite::{SqliteStorage, Synchronous};

use crate::failure::{closed, raised};
use crate::given::{Given, read};
use crate::hooks::Tray;
use crate::session::Session;

/// One book, by every handle to it.
#[derive(Clone)]
pub(crate) struct Shared {
    book: Arc<Mutex<Option<realdeal::Book>>>,
    /// How many read now: a writer in memory waits for them.
    readers: Arc<AtomicUsize>,
    in_memory: bool,
    tray: Tray,
}

/// Somebody who reads, counted until he is done, in whatever way.
struct Counted<'a>(&'a AtomicUsize);

impl<'a> Counted<'a> {
    fn new(readers: &'a AtomicUsize) -> Self {
        readers.fetch_add(1, Ordering::AcqRel);
        Self(readers)
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Shared {
    fn new(book: realdeal::Book, in_memory: bool) -> Self {
        let book = Arc::new(Mutex::new(Some(book)));
        Self { book, readers: Arc::default(), in_memory, tray: Tray::default() }
    }

    /// Does what takes a few microseconds in memory. There it keeps the GIL, which to release and to take again would cost a
    /// good part of them, if nobody has the book: whoever wants it comes with the GIL, so nobody is ever waited for with it in hand.
    pub(crate) fn briefly<T: Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut realdeal::Book) -> Result<T, Failure> + Send,
    ) -> PyResult<T> {
        let free = self.in_memory && self.readers.load(Ordering::Acquire) == 0;
        let Some(mut held) = free.then(|| self.book.try_lock().ok()).flatten() else {
            return self.with(py, work);
        };
        let done = held.as_mut().map_or_else(|| Err(closed()), work);
        drop(held);
        self.tray.deliver(py);
        done.map_err(raised)
    }

    /// Works with the book while the GIL is free, then calls the hooks that heard of it.
    pub(crate) fn with<T: Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut realdeal::Book) -> Result<T, Failure> + Send,
    ) -> PyResult<T> {
        let done = py.detach(|| match &mut *self.lock() {
            Some(book) => work(book),
            None => Err(closed()),
        });
        self.tray.deliver(py);
        done.map_err(raised)
    }

    /// Reads while the GIL is free, and while others write.
    pub(crate) fn read<T: Send>(
        &self,
        py: Python<'_>,
        read: impl FnOnce(&Reader) -> Result<T, Failure> + Send,
    ) -> PyResult<T> {
        let _counted = Counted::new(&self.readers);
        let done = py.detach(|| {
            let reader = self.lock().as_ref().map(|book| book.reader());
            reader.map_or_else(|| Err(closed()), |reader| read(&reader))
        });
        done.map_err(raised)
    }

    // A unit of work that panicked was rolled back when it was dropped.
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<realdeal::Book>> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The native half of `realdeal.Book`.
#[pyclass(frozen, module = "realdeal._engine")]
pub(crate) struct Book {
    shared: Shared,
    hooks: Mutex<Vec<HookId>>,
}

impl Book {
    fn of(book: realdeal::Book, in_memory: bool) -> Self {
        Self { shared: Shared::new(book, in_memory), hooks: Mutex::default() }
    }

    /// The book by its shared handle.
    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }
}

#[pymethods]
impl Book {
    /// A new book in memory.
    #[staticmethod]
    fn in_memory() -> Self {
        Self::of(realdeal::Book::in_memory(), true)
    }

    /// A new book in memory whose ids follow from a seed.
    #[staticmethod]
    fn simulated(seed: u64, now: &str) -> PyResult<Self> {
        let now: Timestamp = now.parse().map_err(raised)?;
        Ok(Self::of(realdeal::Book::simulated(seed, now), true))
    }

    /// The book in a file of SQLite.
    #[staticmethod]
    fn open(
        py: Python<'_>,
        path: PathBuf,
        synchronous: &str,
        read_only: bool,
        cache_kib: u32,
        busy_milliseconds: u64,
    ) -> PyResult<Self> {
        let synchronous = match synchronous {
            "full" => Synchronous::Full,
            "normal" => Synchronous::Normal,
            other => {
                return Err(PyValueError::new_err(format!(
                    "synchronous is \"full\" or \"normal\", not \"{other}\""
                )));
            }
        };
        let busy_timeout = Duration::from_millis(busy_milliseconds);
        let options = realdeal_sqlite::Options {
            synchronous,
            cache_kib,
            busy_timeout,
            read_only,
            ..Default::default()
        };
        let storage = py.detach(|| SqliteStorage::open_with(path, options)).map_err(raised)?;
        Ok(Self::of(realdeal::Book::open(storage), false))
    }

    /// Lets go of the books. What comes later is refused; closing again does nothing.
    fn close(&self, py: Python<'_>) {
        let book = py.detach(|| self.shared.lock().take());
        // Its hooks are Python's objects, and it may be the last to hold them.
        drop(book);
    }

    /// Calls a method of the book's holder by its name, with a JSON array of arguments.
    fn call(&self, py: Python<'_>, name: &str, arguments: &str) -> PyResult<String> {
        self.shared.with(py, |book| on_book(book, name, Given::parse(arguments)?))
    }

    /// Reads by a method's name, with a JSON array of arguments.
    fn read(&self, py: Python<'_>, name: &str, arguments: &str) -> PyResult<String> {
        self.shared.read(py, |reader| on_reader(reader, name, Given::parse(arguments)?))
    }

    /// The session of an actor, in his wire form.
    fn session(&self, actor: &str) -> PyResult<Session> {
        let actor: Actor = read(actor).map_err(raised)?;
        Ok(Session::new(self.shared.clone(), actor))
    }

    /// Sets a hook for events of these kinds, or of all, and gives its number.
    fn on(&self, py: Python<'_>, kinds: Option<&str>, hook: Py<PyAny>) -> PyResult<usize> {
        let kinds = match kinds {
            None => Kinds::All,
            Some(kinds) => {
                let kinds: Vec<EventKind> = read(kinds).map_err(raised)?;
                Kinds::Only(kinds)
            }
        };
        let hook = self.shared.tray.hook(hook);
        let id = self.shared.with(py, |book| Ok(book.on(kinds, hook)?))?;
        let mut hooks = self.hooks.lock().unwrap_or_else(PoisonError::into_inner);
        hooks.push(id);
        Ok(hooks.len() - 1)
    }

    /// Takes a hook away; whether it was there.
    fn off(&self, py: Python<'_>, number: usize) -> PyResult<bool> {
        let hook = self.hooks.lock().unwrap_or_else(PoisonError::into_inner).get(number).copied();
        self.shared.with(py, |book| Ok(hook.is_some_and(|hook| book.off(hook))))
    }

    /// What has become of the events on their way to the hooks: a JSON object of counts.
    fn hook_counts(&self, py: Python<'_>) -> PyResult<String> {
        self.shared.with(py, |book| {
            let counts = book.hook_counts();
            Ok(serde_json::json!({ "delivered": counts.delivered, "overflowed": counts.overflowed })
                .to_string())
        })
    }
}
