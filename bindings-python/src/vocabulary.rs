//! The lists of the vocabulary, for the tests that hold the Python half against them, and what needs no book.

use pyo3::prelude::*;
use realdeal::event::Event;
use realdeal::exchange::ExchangeError;
use realdeal::host::SystemHost;
use realdeal::{Rejection, StorageError};
use realdeal_calls::{BOOK, READER, SESSION, TOOLS, on_tools};
use serde_json::{Value, json};

use crate::failure::raised;
use crate::given::Given;

/// The engine's version.
#[pyfunction]
pub(crate) fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// Tells that the process may have been forked, so that no id is made twice.
#[pyfunction]
pub(crate) fn forked() {
    SystemHost::forked();
}

/// A fresh id of the machine's own clock and entropy, as a slip has it.
#[pyfunction]
pub(crate) fn fresh_id() -> String {
    SystemHost::fresh_id(SystemHost::now()).to_string()
}

/// Calls a method that needs no book by its name, with a JSON array of arguments.
#[pyfunction]
pub(crate) fn tool(name: &str, arguments: &str) -> PyResult<String> {
    Given::parse(arguments).and_then(|given| on_tools((), name, given)).map_err(raised)
}

/// The complete lists of commands, events, rejections and calls: a JSON object.
#[pyfunction]
pub(crate) fn vocabulary() -> String {
    let own: Vec<_> = Rejection::FIELDS.iter().map(|(code, _)| *code).collect();
    let unread: Vec<_> = Rejection::codes().filter(|code| !own.contains(code)).collect();
    json!({
        "commands": realdeal::command::Body::NAMES,
        "events": fields(Event::FIELDS),
        "rejections": fields(Rejection::FIELDS),
        "unreadable": unread,
        "storage": StorageError::CODES,
        "exchange": ExchangeError::CODES,
        "session": SESSION,
        "book": BOOK,
        "reader": READER,
        "tools": TOOLS,
    })
    .to_string()
}

/// Pairs, for the order is part of the list.
fn fields(list: &[(&str, &[(&str, &str)])]) -> Value {
    list.iter().map(|(name, fields)| json!([name, fields])).collect()
}
