//! What types with one text form share: the same doors for text, and errors that do not echo a whole file.
//!
//! Not here: any grammar; each type has its own, in its `FromStr`.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Error, Visitor};

/// The most characters of an input that an error repeats.
const CLIP: usize = 40;

/// The input as an error shows it: whole if short, else its beginning.
pub(crate) fn clip(text: &str) -> String {
    match text.char_indices().nth(CLIP) {
        Some((end, _)) => format!("{}..", &text[..end]),
        None => text.to_owned(),
    }
}

/// Gives a type that has `FromStr` the `TryFrom` of every kind of text, so that a builder can take `"2.10"`.
macro_rules! text_door {
    ($type:ty, $error:ty) => {
        impl TryFrom<&str> for $type {
            type Error = $error;
            fn try_from(text: &str) -> Result<Self, $error> {
                text.parse()
            }
        }

        impl TryFrom<String> for $type {
            type Error = $error;
            fn try_from(text: String) -> Result<Self, $error> {
                text.parse()
            }
        }

        impl TryFrom<&String> for $type {
            type Error = $error;
            fn try_from(text: &String) -> Result<Self, $error> {
                text.parse()
            }
        }
    };
}
pub(crate) use text_door;

/// Reads a value from text and from nothing else: a number in its place is an error that says what was
/// expected.
pub(crate) struct TextVisitor<T> {
    expected: &'static str,
    value: PhantomData<T>,
}

impl<T> TextVisitor<T> {
    pub(crate) const fn new(expected: &'static str) -> Self {
        Self { expected, value: PhantomData }
    }
}

impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}
