//! The conformance suite over books in a file.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::wildcard_imports,
    reason = "tests say what they expect by panicking"
)]

mod support;

use realdeal::StorageError;
use realdeal::storage::Storage;
use realdeal_conformance::Backend;
use support::Home;

struct Place(Home);

impl Backend for Place {
    fn open(&mut self) -> Result<Box<dyn Storage>, StorageError> {
        Ok(Box::new(self.0.open()))
    }
}

realdeal_conformance::suite!(Place(Home::new()));
