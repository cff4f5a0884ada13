//! Why a call was not met: the engine's refusals and storage errors with their codes and figures, and the one code that is the
//! border's own, `malformed`.
//!
//! Not here: any rule. What is refused, and what it says, is the engine's; what is thrown or raised, the language's.

use std::fmt;

use realdeal::betting::ReturnError;
use realdeal::exchange::ExchangeError;
use realdeal::message::{Language, message};
use realdeal::{Error, Rejection, RejectionKind, StorageError};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::wire::Wire;

/// Why a call was not met. It is one word wide, for every row of the table carries it past every argument.
#[derive(Debug)]
pub struct Failure(Box<Why>);

#[derive(Debug)]
enum Why {
    /// The engine says so.
    Refused(Error),
    /// An error of the engine's that is no rejection: of books that are read in or written out, or of a bet that nobody placed.
    Other { code: &'static str, text: String },
    /// What was given can't be read: a field is missing, unknown or of another type.
    Malformed(String),
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::refused(error.into())
    }
}

impl Failure {
    /// From serde's own words, or the border's.
    #[cold]
    #[inline(never)]
    pub fn malformed(why: &dyn fmt::Display) -> Self {
        Self(Box::new(Why::Malformed(why.to_string())))
    }

    #[cold]
    #[inline(never)]
    fn refused(error: Error) -> Self {
        Self(Box::new(Why::Refused(error)))
    }

    fn other(code: &'static str, text: &dyn fmt::Display) -> Self {
        Self(Box::new(Why::Other { code, text: text.to_string() }))
    }

    /// From what has words, and no code that a command could be refused by.
    #[allow(clippy::needless_pass_by_value, reason = "it stands where errors are mapped")]
    pub fn in_words(why: impl fmt::Display) -> Self {
        Self::malformed(&why)
    }

    /// From what goes wrong with exported books; what is wrong with the books themselves is theirs.
    pub fn exchange(error: ExchangeError) -> Self {
        match error {
            ExchangeError::Book(error) => Self::refused(error),
            other => Self::other(other.code(), &other),
        }
    }

    /// From a bet that can't be calculated.
    pub fn calculation(error: ReturnError) -> Self {
        match error {
            ReturnError::Terms(error) => error.into(),
            other => Self::other(other.code(), &other),
        }
    }

    /// Code, kind, messages and figures.
    pub fn form<W: Wire>(&self) -> FailureForm {
        match &*self.0 {
            Why::Refused(Error::Rejected(rejection)) => FailureForm::of::<W>(rejection),
            Why::Refused(error @ Error::Storage(storage)) => {
                FailureForm::of_storage(error.http_status(), storage)
            }
            Why::Other { code, text } => FailureForm::invalid(code, [text, text], Map::new()),
            Why::Malformed(why) => {
                let english = format!("what was given can't be read: {why}");
                let french = format!("ce qui a été donné est illisible : {why}");
                let figures = Map::from_iter([("why".to_owned(), Value::from(why.as_str()))]);
                FailureForm::invalid("malformed", [&english, &french], figures)
            }
        }
    }
}

/// A failure as languages see it: as an error, in a quote, or as the answer to one command of many.
#[derive(Debug, Serialize)]
pub struct FailureForm {
    code: &'static str,
    kind: Kind,
    http_status: u16,
    /// Whether the same request may be met later, without anybody changing it.
    retryable: bool,
    /// Of a storage error: that nothing was applied. Missing where nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    applied: Option<bool>,
    messages: Map<String, Value>,
    figures: Figures,
}

/// The figures that the message names; of a basket, why its slip is refused is a failure in turn.
#[derive(Debug)]
struct Figures {
    named: Map<String, Value>,
    refusal: Option<Box<FailureForm>>,
}

impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, figure) in &self.named {
            map.serialize_entry(name, figure)?;
        }
        if let Some(refusal) = &self.refusal {
            map.serialize_entry("refusal", refusal)?;
        }
        map.end()
    }
}

/// The family that a code belongs to.
#[derive(Debug)]
enum Kind {
    Of(RejectionKind),
    /// The books can't be reached, or are not whole.
    Storage,
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Of(kind) => kind.serialize(serializer),
            Self::Storage => serializer.serialize_str("storage"),
        }
    }
}

impl FailureForm {
    /// From a rejection.
    pub fn of<W: Wire>(rejection: &Rejection) -> Self {
        let figures = W::figures(rejection);
        let said = |&language: &Language| {
            let text = message(rejection.code(), &figures, language).unwrap_or_default();
            (language.code().to_owned(), text.into())
        };
        let messages = Language::ALL.iter().map(said).collect();
        let mut named = W::shown(rejection);
        let refusal = if let Rejection::SlipRefused { refusal, .. } = rejection {
            named.remove("refusal");
            Some(Box::new(Self::of::<W>(refusal)))
        } else {
            None
        };
        Self {
            code: rejection.code(),
            kind: Kind::Of(rejection.kind()),
            http_status: rejection.kind().http_status(),
            retryable: rejection.is_transient(),
            applied: None,
            messages,
            figures: Figures { named, refusal },
        }
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    fn of_storage(http_status: u16, storage: &StorageError) -> Self {
        let said = |&language: &Language| (language.code().to_owned(), storage.message(language).into());
        Self {
            code: storage.code(),
            kind: Kind::Storage,
            http_status,
            retryable: storage.is_retryable(),
            applied: storage.is_not_applied().then_some(false),
            messages: Language::ALL.iter().map(said).collect(),
            figures: Figures { named: storage.figures(), refusal: None },
        }
    }

    fn invalid(code: &'static str, [english, french]: [&str; 2], named: Map<String, Value>) -> Self {
        let messages = [("en", english), ("fr", french)];
        Self {
            code,
            kind: Kind::Of(RejectionKind::Invalid),
            http_status: RejectionKind::Invalid.http_status(),
            retryable: false,
            applied: None,
            messages: messages
                .map(|(language, text)| (language.to_owned(), text.into()))
                .into_iter()
                .collect(),
            figures: Figures { named, refusal: None },
        }
    }
}
