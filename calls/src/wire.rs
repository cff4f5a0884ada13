//! What a language brings with it: how it reads an argument, and how it writes an answer.

use realdeal::Rejection;
use realdeal::exchange::{ReadLine, WriteLine};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::failure::Failure;

/// The arguments of one call, as a language wrote them; and how that language writes what it is answered.
///
/// Its methods are called for every type that crosses. What they do that is the same for every type should stand in a function of
/// its own, or it is compiled for each of them.
pub trait Wire {
    /// What was answered, as the language reads it.
    type Answer;
    /// How lines of an exported book are read and written. They are in the engine's own form for every language.
    type Lines: ReadLine + WriteLine;

    /// The next argument; one that was left out is null.
    ///
    /// # Errors
    ///
    /// What is missing, unknown or of another type.
    fn next<T: DeserializeOwned>(&mut self) -> Result<T, Failure>;

    /// Sees to it that there are no more than the `taken` that were read.
    ///
    /// # Errors
    ///
    /// How many there are, and how many are taken.
    fn end(&self, taken: usize) -> Result<(), Failure>;

    /// Writes an answer.
    ///
    /// # Errors
    ///
    /// Only for types that have no JSON form, which none of the engine's are.
    fn answer<T: Serialize + ?Sized>(answer: &T) -> Result<Self::Answer, Failure>;

    /// The figures that a rejection names in the engine's own form, which its messages are filled with.
    fn figures(rejection: &Rejection) -> Map<String, Value>;

    /// The figures with the names and forms of the language.
    fn shown(rejection: &Rejection) -> Map<String, Value>;
}
