//! Why a call was not met, on its way into a Python exception.
//!
//! Not here: the failures, which all languages share (`realdeal-calls`), and the exceptions, which are Python's
//! (`realdeal.errors`), so that they have types and documentation there.

use pyo3::prelude::*;
use realdeal::StorageError;
use realdeal_calls::Failure;

use crate::given::{Given, written};

/// The exception for a failure: for `map_err`.
pub(crate) fn raised(failure: impl Into<Failure>) -> PyErr {
    let text = told(&failure.into());
    Python::attach(|py| {
        let made =
            py.import("realdeal.errors").and_then(|errors| errors.call_method1("from_engine", (text,)));
        made.map_or_else(|wrong| wrong, PyErr::from_value)
    })
}

/// A failure as JSON.
pub(crate) fn told(failure: &Failure) -> String {
    written(&failure.form::<Given<'_>>()).unwrap_or_default()
}

/// The book was closed before.
pub(crate) fn closed() -> Failure {
    StorageError::refused("the book is closed").into()
}
