//! Why a value does not fit the type that it was given for.
//!
//! serde names the type in its errors, and so asks of each to say its own name, wherever it could be told. People look for fields,
//! which the reader names (`read`): here those names are let go, and are in no module then. Not here: what is done about it.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};

/// Why a value does not fit: in words, or that items are missing.
#[derive(Debug)]
pub struct Unfit(Option<Box<str>>);

impl Unfit {
    /// In these words, from a function that is the same for every type.
    #[cold]
    #[inline(never)]
    fn because(why: &dyn fmt::Display) -> Self {
        Self(Some(why.to_string().into()))
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_deref().unwrap_or("items are missing"))
    }
}

impl std::error::Error for Unfit {}

impl Error for Unfit {
    fn custom<T: fmt::Display>(why: T) -> Self {
        Self::because(&why)
    }

    fn invalid_type(found: Unexpected<'_>, _wanted: &dyn Expected) -> Self {
        Self::because(&format_args!("invalid type: {found}"))
    }

    fn invalid_value(found: Unexpected<'_>, _wanted: &dyn Expected) -> Self {
        Self::because(&format_args!("invalid value: {found}"))
    }

    /// Of a struct, the reader knows which field it is.
    fn invalid_length(_found: usize, _wanted: &dyn Expected) -> Self {
        Self(None)
    }
}
