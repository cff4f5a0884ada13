//! The suite over the memory backend.

use realdeal::memory::Memory;

realdeal_conformance::suite!(Memory::new());
