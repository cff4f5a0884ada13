//! The suite over the naive backend, with records that are numbered and sealed after their commit.

use realdeal::StorageError;
use realdeal::storage::Storage;
use realdeal_conformance::Backend;
use realdeal_conformance::naive::Naive;

struct SealedLater(Naive);

impl Backend for SealedLater {
    fn open(&mut self) -> Result<Box<dyn Storage>, StorageError> {
        Ok(Box::new(self.0.clone()))
    }

    fn seal(&mut self) -> Result<(), StorageError> {
        self.0.seal();
        Ok(())
    }
}

realdeal_conformance::suite!(SealedLater(Naive::sealing_later()));
