//! Why a call was not met, as JavaScript sees it: the engine's refusals and storage errors with their codes and figures, and
//! the one code that is the border's own, `malformed`.
//!
//! Not here: any rule. What is refused, and what it says, is the engine's.

use realdeal::betting::ReturnError;
use realdeal::exchange::ExchangeError;
use realdeal::message::Language;
use realdeal::{Error, Rejection};
use serde_json::{Map, Value, json};

use crate::js::to_js;

/// Why a call was not met.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The engine says so.
    Refused(Error),
    /// What was given can't be read: a field is missing, unknown or of another type.
    Malformed(String),
    /// An error of the engine's that is no rejection: it was asked of no book, or before there was one.
    Other { code: &'static str, text: String },
}

macro_rules! refused {
    ($($error:ty),*) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::Refused(error.into())
            }
        }
    )*};
}

refused!(Error, realdeal::money::MoneyError, realdeal::odds::OddsError, realdeal::pricing::PricingError);

impl From<ExchangeError> for Failure {
    fn from(error: ExchangeError) -> Self {
        match error {
            ExchangeError::Book(error) => Self::Refused(error),
            other => Self::Other { code: other.code(), text: other.to_string() },
        }
    }
}

impl From<ReturnError> for Failure {
    fn from(error: ReturnError) -> Self {
        Self::Other { code: error.code(), text: error.to_string() }
    }
}

impl Failure {
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
                "httpStatus": error.http_status(),
                "retryable": storage.is_retryable(),
                "messages": messages(error),
                "figures": error.figures(),
            }),
            Self::Other { code, text } => json!({
                "code": code,
                "kind": "invalid",
                "httpStatus": 400,
                "retryable": false,
                "messages": { "en": text, "fr": text },
                "figures": {},
            }),
            Self::Malformed(why) => json!({
                "code": "malformed",
                "kind": "invalid",
                "httpStatus": 400,
                "retryable": false,
                "messages": {
                    "en": format!("what was given can't be read: {why}"),
                    "fr": format!("ce qui a été donné est illisible : {why}"),
                },
                "figures": { "why": why },
            }),
        }
    }
}

/// A rejection: alone as an error, or in a quote.
pub(crate) fn refusal(rejection: &Rejection) -> Value {
    json!({
        "code": rejection.code(),
        "kind": to_js(&rejection.kind()).unwrap_or_default(),
        "httpStatus": rejection.kind().http_status(),
        "retryable": rejection.is_transient(),
        "messages": messages(&Error::Rejected(rejection.clone())),
        "figures": figures(rejection),
    })
}

fn messages(error: &Error) -> Value {
    Language::ALL.iter().map(|&language| (language.code(), error.message(language))).collect()
}

/// The figures that the message names. What stands around them, the names of variants, is told by the code.
pub(crate) fn figures(rejection: &Rejection) -> Value {
    let mut form = to_js(rejection).unwrap_or_default();
    loop {
        let Value::Object(mut fields) = form else { return Value::Object(Map::new()) };
        fields.remove("type");
        form = match fields.remove("value") {
            Some(inner) => inner,
            None => {
                if let Rejection::SlipRefused { refusal: inner, .. } = rejection {
                    fields.insert("refusal".to_owned(), refusal(inner));
                }
                return Value::Object(fields);
            }
        };
    }
}
