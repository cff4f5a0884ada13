//! The arguments of a call as JavaScript writes them, and the answer as it reads it: what the table of calls asks of a language.
//!
//! Not here: how a value looks (`js`), and the table itself, which all languages share (`realdeal-calls`).

use realdeal::Rejection;
use realdeal_calls::{Failure, Wire};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::js::{OwnLines, from_js, to_js, to_own};

/// The arguments that are left; a missing one is null.
pub(crate) struct Given {
    count: usize,
    left: std::vec::IntoIter<Value>,
}

impl From<Vec<Value>> for Given {
    fn from(arguments: Vec<Value>) -> Self {
        Self { count: arguments.len(), left: arguments.into_iter() }
    }
}

impl Wire for Given {
    type Answer = Value;
    type Lines = OwnLines;

    fn next<T: DeserializeOwned>(&mut self) -> Result<T, Failure> {
        read(self.left.next().unwrap_or_default())
    }

    fn end(&self, taken: usize) -> Result<(), Failure> {
        if self.count > taken {
            return Err(Failure::malformed(&format_args!("{} arguments, and {taken} are taken", self.count)));
        }
        Ok(())
    }

    fn answer<T: Serialize + ?Sized>(answer: &T) -> Result<Value, Failure> {
        Ok(to_js(answer))
    }

    fn figures(rejection: &Rejection) -> Map<String, Value> {
        rejection.figures_by(&|rejection| to_own(rejection))
    }

    /// What stands around them, the names of variants, is told by the code.
    fn shown(rejection: &Rejection) -> Map<String, Value> {
        let mut form = to_js(rejection);
        loop {
            let Value::Object(mut fields) = form else { return Map::new() };
            fields.remove("type");
            form = match fields.remove("value") {
                Some(inner) => inner,
                None => return fields,
            };
        }
    }
}

/// A value that JavaScript gave.
pub(crate) fn read<T: DeserializeOwned>(value: Value) -> Result<T, Failure> {
    from_js(value).map_err(|why| Failure::malformed(&why))
}
