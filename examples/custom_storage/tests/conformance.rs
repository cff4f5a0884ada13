//! The conformance suite of RealDeal over books in a file.

#![allow(clippy::unwrap_used, reason = "it is a test, with helpers outside of its functions")]

mod place;

use custom_storage::FileStorage;
use realdeal::StorageError;
use realdeal::storage::Storage;
use realdeal_conformance::Backend;

use place::Place;

impl Backend for Place {
    fn open(&mut self) -> Result<Box<dyn Storage>, StorageError> {
        Ok(Box::new(FileStorage::open(self.file())?))
    }
}

realdeal_conformance::suite!(Place::new());
