//! The arguments of a call as Python writes them, a JSON array, and the answer as it reads it: what the table of calls asks of a
//! language. Both are the engine's own wire forms.
//!
//! Not here: the table itself, which all languages share (`realdeal-calls`).

use realdeal::Rejection;
use realdeal::exchange::Json;
use realdeal_calls::{Failure, Wire};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// The arguments that are left; a missing one is null.
pub(crate) struct Given<'a> {
    count: usize,
    left: std::vec::IntoIter<&'a RawValue>,
}

impl<'a> Given<'a> {
    /// From a JSON array.
    pub(crate) fn parse(arguments: &'a str) -> Result<Self, Failure> {
        let arguments: Vec<&RawValue> = read(arguments)?;
        Ok(Self { count: arguments.len(), left: arguments.into_iter() })
    }
}

impl Wire for Given<'_> {
    type Answer = String;
    type Lines = Json;

    fn next<T: DeserializeOwned>(&mut self) -> Result<T, Failure> {
        read(self.left.next().map_or("null", |argument| argument.get()))
    }

    fn end(&self, taken: usize) -> Result<(), Failure> {
        if self.count > taken {
            return Err(Failure::malformed(&format_args!("{} arguments, and {taken} are taken", self.count)));
        }
        Ok(())
    }

    fn answer<T: Serialize + ?Sized>(answer: &T) -> Result<String, Failure> {
        written(answer)
    }

    fn figures(rejection: &Rejection) -> Map<String, Value> {
        rejection.figures()
    }

    fn shown(rejection: &Rejection) -> Map<String, Value> {
        rejection.figures()
    }
}

/// A value of a JSON text.
pub(crate) fn read<'a, T: serde::Deserialize<'a>>(text: &'a str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|why| Failure::malformed(&why))
}

/// A value as a JSON text.
pub(crate) fn written(value: &(impl Serialize + ?Sized)) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|why| Failure::malformed(&why))
}

/// A value as a JSON tree, for columns to be picked out of.
pub(crate) fn tree(value: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(value).map_err(|why| Failure::malformed(&why))
}
