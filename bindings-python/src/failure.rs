//! Why a call was not met, on its way into a Python exception: the engine's refusals and storage errors with their codes and
//! figures, and arguments that can't be read.
//!
//! The exceptions themselves are Python's (`realdeal.errors`), so that they have types and documentation there.

use pyo3::prelude::*;
use realdeal::betting::ReturnError;
use realdeal::exchange::ExchangeError;
use realdeal::message::Language;
use realdeal::{Error, Rejection, StorageError};
use serde_json::{Value, json};

/// Why a call was not met.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The engine says so.
    Refused(Error),
    /// What was exported can't be written or read in: the code, and why.
    Exchange(&'static str, String),
    /// What was given can't be read: a field is missing, unknown or of another type.
    Malformed(String),
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Refused(error.into())
    }
}

impl Failure {
    /// The book was closed before.
    pub(crate) fn closed() -> Self {
        StorageError::refused("the book is closed").into()
    }

    /// From a bet that can't be calculated.
    pub(crate) fn calculation(error: ReturnError) -> Self {
        match error {
            ReturnError::Terms(error) => error.into(),
            other => Self::Malformed(other.to_string()),
        }
    }

    /// From what has words, and no code that a command could be refused by.
    #[allow(clippy::needless_pass_by_value, reason = "it stands where errors are mapped")]
    pub(crate) fn in_words(why: impl std::fmt::Display) -> Self {
        Self::Malformed(why.to_string())
    }

    /// From what goes wrong with exported books; what is wrong with the books themselves is theirs.
    pub(crate) fn exchange(error: ExchangeError) -> Self {
        match error {
            ExchangeError::Book(error) => Self::Refused(error),
            other => Self::Exchange(other.code(), other.to_string()),
        }
    }

    /// From serde's own words.
    pub(crate) fn malformed(why: &serde_json::Error) -> Self {
        Self::Malformed(why.to_string())
    }

    /// Code, kind, messages and figures.
    pub(crate) fn form(&self) -> Value {
        match self {
            Self::Refused(Error::Rejected(rejection)) => refusal(rejection),
            Self::Refused(error @ Error::Storage(storage)) => json!({
                "code": error.code(),
                "kind": "storage",
                "http_status": error.http_status(),
                "applied": if storage.is_not_applied() { Value::Bool(false) } else { Value::Null },
                "retryable": storage.is_retryable(),
                "messages": messages(error),
                "figures": error.figures(),
            }),
            Self::Exchange(code, why) => json!({ "code": code, "kind": "exchange", "why": why }),
            Self::Malformed(why) => json!({ "code": "malformed", "kind": "malformed", "why": why }),
        }
    }
}

/// A rejection: alone as an error, in a quote, or as the answer to a row of a column.
pub(crate) fn refusal(rejection: &Rejection) -> Value {
    let mut figures = rejection.figures();
    if let Rejection::SlipRefused { refusal: inner, .. } = rejection {
        figures.insert("refusal".to_owned(), refusal(inner));
    }
    json!({
        "code": rejection.code(),
        "kind": rejection.kind(),
        "http_status": rejection.kind().http_status(),
        "transient": rejection.is_transient(),
        "messages": messages(&Error::Rejected(rejection.clone())),
        "figures": figures,
    })
}

fn messages(error: &Error) -> Value {
    Language::ALL.iter().map(|&language| (language.code(), error.message(language))).collect()
}

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> Self {
        let text = failure.form().to_string();
        Python::attach(|py| {
            let made =
                py.import("realdeal.errors").and_then(|errors| errors.call_method1("from_engine", (text,)));
            made.map_or_else(|wrong| wrong, PyErr::from_value)
        })
    }
}
