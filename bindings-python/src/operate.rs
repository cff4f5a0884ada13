//! What an operator does with a file of books, on its way to Python: verify, backup, export, rebuild, stats.
//!
//! Not here: any of that work, which is `realdeal_sqlite::operate`.

use std::fs::File;
use std::io::{BufReader, Error as IoError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pyo3::prelude::*;
use realdeal::exchange::ExchangeError;
use realdeal_calls::Failure;
use realdeal_sqlite::operate::{self, Progress, Verification};
use serde_json::{Value, json};

use crate::failure::raised;
use crate::given::{tree, written};

/// Tells a Python callable how far something has come. An exception in it hurts nothing: it goes to `sys.unraisablehook`.
fn telling(seen: Option<Py<PyAny>>) -> impl FnMut(Progress) + Send {
    move |Progress { what, done, total }| {
        if let Some(seen) = &seen {
            Python::attach(|py| {
                if let Err(error) = seen.call1(py, (what, done, total)) {
                    error.write_unraisable(py, Some(seen.bind(py)));
                }
            });
        }
    }
}

/// Looks a file of books through.
#[pyfunction]
pub(crate) fn verify(py: Python<'_>, book: PathBuf, seen: Option<Py<PyAny>>) -> PyResult<String> {
    let found = py.detach(|| operate::verify(book, telling(seen))).map_err(raised)?;
    let Verification { schema_version, damage, dangling, audit, unreadable, state_hash } = found;
    let form = json!({
        "schema_version": schema_version,
        "damage": damage,
        "dangling": dangling,
        "audit": audit,
        "unreadable": unreadable,
        "state_hash": state_hash.map(|hash| hash.to_string()),
    });
    Ok(form.to_string())
}

/// Copies the books in a file into a new file, as they are at one instant.
#[pyfunction]
pub(crate) fn backup(
    py: Python<'_>,
    book: PathBuf,
    target: PathBuf,
    seen: Option<Py<PyAny>>,
) -> PyResult<String> {
    let head = py.detach(|| operate::backup(book, target, telling(seen))).map_err(raised)?;
    written(&head).map_err(raised)
}

/// Writes the journal of a file of books to a new file, and who is behind the users to another one.
#[pyfunction]
pub(crate) fn export(
    py: Python<'_>,
    book: PathBuf,
    journal: PathBuf,
    people: Option<PathBuf>,
    seen: Option<Py<PyAny>>,
) -> PyResult<String> {
    let head = py.detach(move || operate::export(book, journal, people.as_deref(), telling(seen)));
    head.map_err(Failure::exchange).and_then(|head| written(&head)).map_err(raised)
}

/// Makes a new file of books from what was exported.
#[pyfunction]
pub(crate) fn rebuild(
    py: Python<'_>,
    journal: PathBuf,
    people: Option<PathBuf>,
    target: PathBuf,
    seen: Option<Py<PyAny>>,
) -> PyResult<String> {
    let rebuilt = py.detach(move || {
        let (journal, people) = (reading(&journal)?, people.as_deref().map(reading).transpose()?);
        operate::rebuild(journal, people, target, telling(seen))
    });
    let operate::Rebuilt { head, state_hash, people } = rebuilt.map_err(Failure::exchange).map_err(raised)?;
    let form: Value = json!({ "head": head, "state_hash": state_hash.to_string(), "people": people });
    Ok(form.to_string())
}

/// Counts what is in a file of books.
#[pyfunction]
pub(crate) fn stats(py: Python<'_>, book: PathBuf) -> PyResult<String> {
    let stats = py.detach(|| operate::stats(book)).map_err(raised)?;
    let mut form = tree(&stats).map_err(raised)?;
    form["rows"] = stats.rows.iter().map(|(table, rows)| ((*table).to_owned(), Value::from(*rows))).collect();
    Ok(form.to_string())
}

/// A file to read, and which one it was where that fails.
fn reading(path: &Path) -> Result<BufReader<File>, ExchangeError> {
    let named = |error: IoError| IoError::new(error.kind(), format!("{}: {error}", path.display()));
    Ok(BufReader::new(File::open(path).map_err(|error| ExchangeError::Io(Arc::new(named(error))))?))
}
