//! Hooks that are Python callables: what the engine tells while it holds the book is queued, and called once the book is free
//! again, in journal order, by whoever is there first.
//!
//! So a hook may use the book, and an exception in one hurts nothing: it goes to `sys.unraisablehook`.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::prelude::*;
use realdeal::hook::Happened;

/// What has happened and was not called out yet.
#[derive(Clone, Default)]
pub(crate) struct Tray {
    shared: Arc<Waiting>,
}

#[derive(Default)]
struct Waiting {
    queue: Mutex<VecDeque<Heard>>,
    delivering: AtomicBool,
}

struct Heard {
    hook: Arc<Py<PyAny>>,
    form: String,
}

impl Tray {
    /// What to hand to the engine for a callable.
    pub(crate) fn hook(&self, hook: Py<PyAny>) -> impl FnMut(&Happened<'_>) + Send + 'static {
        let (tray, hook) = (self.clone(), Arc::new(hook));
        move |happened: &Happened<'_>| {
            let Happened { number, record, event } = happened;
            let form = serde_json::json!({ "number": number, "record": record, "event": event });
            tray.lock().push_back(Heard { hook: hook.clone(), form: form.to_string() });
        }
    }

    /// Calls what waits, unless somebody does already: a hook that uses the book, or another thread.
    pub(crate) fn deliver(&self, py: Python<'_>) {
        while !self.lock().is_empty() {
            if self.shared.delivering.swap(true, Ordering::AcqRel) {
                return;
            }
            while let Some(heard) = self.next() {
                if let Err(error) = heard.hook.call1(py, (heard.form,)) {
                    error.write_unraisable(py, Some(heard.hook.bind(py)));
                }
            }
            self.shared.delivering.store(false, Ordering::Release);
        }
    }

    fn next(&self) -> Option<Heard> {
        self.lock().pop_front()
    }

    // Nobody can panic while he holds it.
    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<Heard>> {
        self.shared.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
