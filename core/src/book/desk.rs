//! The desk that a session sits at: a book of one's own, or a shared one.

use std::fmt;
use std::ops::Deref;

#[cfg(not(target_arch = "wasm32"))]
use super::SharedBook;
use super::{Book, Options, Reader};
use crate::answer::Answer;
use crate::command::Command;
use crate::error::Error;
use crate::id::CommandId;
use crate::time::Timestamp;

pub(super) enum Desk<'b> {
    Own(&'b mut Book),
    #[cfg(not(target_arch = "wasm32"))]
    Shared(&'b SharedBook),
}

impl fmt::Debug for Desk<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(book) => book.fmt(f),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Shared(book) => book.fmt(f),
        }
    }
}

impl Deref for Desk<'_> {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        match self {
            Self::Own(book) => book,
            #[cfg(not(target_arch = "wasm32"))]
            Self::Shared(book) => book,
        }
    }
}

impl Desk<'_> {
    pub(super) fn execute_one(&mut self, command: &Command) -> Result<Answer, Error> {
        match self {
            Self::Own(book) => book.execute_one(command),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Shared(book) => book.execute_one(command),
        }
    }

    pub(super) fn now(&mut self) -> Timestamp {
        match self {
            Self::Own(book) => book.now(),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Shared(book) => book.now(),
        }
    }

    pub(super) fn stamp(&mut self) -> (CommandId, Timestamp) {
        match self {
            Self::Own(book) => book.stamp(),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Shared(book) => book.stamp(),
        }
    }

    pub(super) fn options(&self) -> Options {
        match self {
            Self::Own(book) => book.options(),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Shared(book) => book.options(),
        }
    }
}
