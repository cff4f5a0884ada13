//! What a command comes to: what is printed, and the exit code.

use std::io::{self, Write};
use std::process::ExitCode;

use realdeal::StorageError;
use realdeal::exchange::ExchangeError;
use serde_json::{Map, Value, json};

/// What a command found or did.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Whether everything is in order.
    whole: bool,
    /// Whether nothing is printed: the standard output has had something else.
    silent: bool,
    /// Names and figures, in the order in which they are shown.
    lines: Vec<(&'static str, Value)>,
    /// What is not in order.
    faults: Vec<String>,
}

/// Why a command could not be carried out.
#[derive(Debug)]
pub(crate) struct Failure {
    code: &'static str,
    message: String,
    exit: u8,
}

/// The end of a command.
#[derive(Debug)]
pub(crate) struct Ended(pub(crate) Result<Outcome, Failure>);

impl Outcome {
    pub(crate) fn done(lines: Vec<(&'static str, Value)>) -> Self {
        Self::with_faults(lines, Vec::new())
    }

    pub(crate) fn silent() -> Self {
        Self { silent: true, ..Self::done(Vec::new()) }
    }

    pub(crate) fn with_faults(lines: Vec<(&'static str, Value)>, faults: Vec<String>) -> Self {
        Self { whole: faults.is_empty(), silent: false, lines, faults }
    }
}

impl Failure {
    const NOT_WHOLE: u8 = 1;
    const REFUSED: u8 = 2;
    const LATER: u8 = 3;
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        let exit = match &error {
            StorageError::Journal(_) => Self::NOT_WHOLE,
            _ if error.is_retryable() => Self::LATER,
            _ => Self::REFUSED,
        };
        Self { code: error.code(), message: error.to_string(), exit }
    }
}

impl From<ExchangeError> for Failure {
    fn from(error: ExchangeError) -> Self {
        match error {
            ExchangeError::Book(realdeal::Error::Storage(error)) => error.into(),
            ExchangeError::Io(ref io) if io.kind() == io::ErrorKind::StorageFull => {
                Self { code: error.code(), message: error.to_string(), exit: Self::LATER }
            }
            _ => {
                let exit = if error.is_fault_of_the_export() { Self::NOT_WHOLE } else { Self::REFUSED };
                Self { code: error.code(), message: error.to_string(), exit }
            }
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        ExchangeError::from(error).into()
    }
}

impl Ended {
    /// Prints what is to be said, and gives the exit code.
    pub(crate) fn told(self, as_json: bool) -> ExitCode {
        let (text, exit) = match &self.0 {
            Ok(outcome) if outcome.silent => (String::new(), 0),
            Ok(outcome) => (if as_json { outcome.json() } else { outcome.text() }, u8::from(!outcome.whole)),
            Err(failure) if as_json => {
                let error = json!({ "error": { "code": failure.code, "message": failure.message } });
                (format!("{error}\n"), failure.exit)
            }
            Err(failure) => {
                // Nobody is left to tell when this can't be written either.
                let _ = writeln!(io::stderr(), "realdeal: {}", failure.message);
                (String::new(), failure.exit)
            }
        };
        match io::stdout().write_all(text.as_bytes()) {
            Ok(()) => exit.into(),
            Err(_) => Failure::REFUSED.into(),
        }
    }
}

impl Outcome {
    fn json(&self) -> String {
        let mut object: Map<String, Value> =
            self.lines.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        object.insert("whole".to_owned(), self.whole.into());
        object.insert("faults".to_owned(), self.faults.clone().into());
        format!("{}\n", Value::Object(object))
    }

    fn text(&self) -> String {
        let shown = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let lines = self
            .lines
            .iter()
            .map(|(name, value)| format!("{:<16}{}\n", name.replace('_', " "), shown(value)));
        let faults = self.faults.iter().map(|fault| format!("fault: {fault}\n"));
        lines.chain(faults).collect()
    }
}
