//! The suite over the naive backend.

use realdeal_conformance::naive::Naive;

realdeal_conformance::suite!(Naive::new());
