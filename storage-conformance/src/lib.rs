//! The conformance suite for storage backends of [RealDeal](realdeal): what a backend promises, one test a case.
//!
//! A backend's author says how an empty store is made and how a handle on it is opened ([`Backend`]), and writes one
//! line. It becomes a named `#[test]` for every case in [`CASES`]:
//!
//! ```
//! // tests/conformance.rs
//! use realdeal::memory::Memory;
//!
//! realdeal_conformance::suite!(Memory::new());
//! # fn main() {}
//! ```
//!
//! A handle that can be cloned is a [`Backend`] by itself; one that is opened from a file implements the trait.
//!
//! Cases work on units and snapshots directly, and through a [`Book`](realdeal::Book). Many play the same scene on the
//! backend and on [`Memory`](realdeal::memory::Memory), and then compare everything that can be read. A case that a
//! backend's [`Capability`] makes pointless is skipped, and says on the output that it is, and why.
//!
//! [`naive`] is a whole backend, written to be read. `docs/writing-a-storage.md`, in the repository, is the guide.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "this crate is made of tests: a case that fails panics"
)]

mod cases;
mod dice;
mod door;
mod list;
pub mod naive;
mod picture;
mod player;
mod world;

use std::fmt;

use realdeal::StorageError;
use realdeal::storage::{Capability, Storage};

pub use list::CASES;

/// One store under test: empty when it is made, and gone when it is dropped.
///
/// ```
/// use realdeal::StorageError;
/// use realdeal::memory::Memory;
/// use realdeal::storage::Storage;
/// use realdeal_conformance::Backend;
///
/// /// A store in a place of its own; over files, this would hold a temporary folder.
/// struct Place(Memory);
///
/// impl Backend for Place {
///     fn open(&mut self) -> Result<Box<dyn Storage>, StorageError> {
///         Ok(Box::new(self.0.clone()))
///     }
/// }
///
/// realdeal_conformance::suite!(Place(Memory::new()));
/// # fn main() {}
/// ```
pub trait Backend {
    /// Opens a handle on the store. If the backend is durable, the suite drops all handles and opens one again, and
    /// expects to find what was committed. If it has concurrent writers, several handles are open at once; else never.
    fn open(&mut self) -> Result<Box<dyn Storage>, StorageError>;

    /// Numbers and seals all records that were committed: for backends that do so afterwards. The suite calls it before it
    /// looks at the journal.
    fn seal(&mut self) -> Result<(), StorageError> {
        Ok(())
    }
}

/// A handle that can be cloned; every clone is a handle on the same store.
impl<S: Storage + Clone + 'static> Backend for S {
    fn open(&mut self) -> Result<Box<dyn Storage>, StorageError> {
        Ok(Box::new(self.clone()))
    }
}

/// What a case needs of a backend in order to mean anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: every backend must pass it.
    Nothing,
    /// [`Capability::resident`].
    Resident,
    /// That rows must be fetched: the opposite of [`Capability::resident`].
    Fetching,
    /// [`Capability::concurrent_writers`].
    ConcurrentWriters,
    /// [`Capability::durable`].
    Durable,
    /// [`Capability::seals_at_commit`].
    SealsAtCommit,
    /// That records are sealed afterwards: the opposite of [`Capability::seals_at_commit`].
    SealsLater,
}

impl Needs {
    /// Why a case is skipped on a backend that can do this; none if it is not.
    ///
    /// ```
    /// use realdeal::memory::Memory;
    /// use realdeal::storage::Storage;
    /// use realdeal_conformance::Needs;
    /// let memory = Memory::new().capability();
    /// assert_eq!(Needs::Resident.lacks(&memory), None);
    /// assert_eq!(Needs::Durable.lacks(&memory), Some("nothing outlives the process"));
    /// ```
    pub fn lacks(self, can: &Capability) -> Option<&'static str> {
        let (fits, why) = match self {
            Self::Nothing => (true, ""),
            Self::Resident => (can.resident, "rows must be fetched"),
            Self::Fetching => (!can.resident, "everything is resident"),
            Self::ConcurrentWriters => (can.concurrent_writers, "there is one writer at a time"),
            Self::Durable => (can.durable, "nothing outlives the process"),
            Self::SealsAtCommit => (can.seals_at_commit, "records are sealed after the commit"),
            Self::SealsLater => (!can.seals_at_commit, "records are sealed at the commit"),
        };
        (!fits).then_some(why)
    }
}

/// One case: a promise, and how it is tried.
#[derive(Clone, Copy)]
pub struct Case {
    /// What it is about.
    pub room: &'static str,
    /// Its name, which says what must hold.
    pub name: &'static str,
    /// What it needs of the backend.
    pub needs: Needs,
    run: fn(&mut dyn Backend),
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{} needs {:?}", self.room, self.name, self.needs)
    }
}

impl Case {
    /// The case of this name.
    ///
    /// ```
    /// let case = realdeal_conformance::Case::named("a_dropped_unit_leaves_nothing").unwrap();
    /// assert_eq!(case.room, "units");
    /// ```
    pub fn named(name: &str) -> Option<&'static Self> {
        CASES.iter().find(|case| case.name == name)
    }

    /// Tries the case on an empty store, or says on the output why it is skipped. Gives whether it was tried.
    ///
    /// Panics if the backend does not do what the case is about.
    ///
    /// ```
    /// use realdeal::memory::Memory;
    /// use realdeal_conformance::Case;
    /// assert!(Case::named("a_dropped_unit_leaves_nothing").unwrap().run(&mut Memory::new()));
    /// assert!(!Case::named("a_lost_update_is_refused").unwrap().run(&mut Memory::new()));
    /// ```
    pub fn run(&self, backend: &mut dyn Backend) -> bool {
        match self.needs.lacks(&capability(backend)) {
            Some(why) => {
                println!("skipped: {}: {why}", self.name);
                false
            }
            None => {
                (self.run)(backend);
                true
            }
        }
    }
}

fn capability(backend: &mut dyn Backend) -> Capability {
    backend.open().expect("the store can be opened").capability()
}

/// How many cases apply to a backend, and which are skipped for which reason: what the test `how_many_cases_apply` of a
/// suite prints.
///
/// ```
/// use realdeal::memory::Memory;
/// let coverage = realdeal_conformance::coverage(&mut Memory::new());
/// assert_eq!(coverage.run + coverage.skipped.len(), realdeal_conformance::CASES.len());
/// println!("{coverage}");
/// ```
pub fn coverage(backend: &mut dyn Backend) -> Coverage {
    let can = capability(backend);
    let skipped: Vec<_> =
        CASES.iter().filter_map(|case| Some((case.name, case.needs.lacks(&can)?))).collect();
    Coverage { run: CASES.len() - skipped.len(), skipped }
}

/// What of the suite applies to a backend: see [`coverage`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// How many cases are run.
    pub run: usize,
    /// The cases that are skipped, with the reasons.
    pub skipped: Vec<(&'static str, &'static str)>,
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cases: {} run, {} skipped", CASES.len(), self.run, self.skipped.len())?;
        self.skipped.iter().try_for_each(|(name, why)| write!(f, "\n    {name}: {why}"))
    }
}

/// Becomes one `#[test]` for every case in [`CASES`]. Takes an expression that makes an empty store: a [`Backend`]. It is
/// evaluated once for every test. See the crate's own documentation for an example.
#[macro_export]
macro_rules! suite {
    ($backend:expr) => {
        $crate::__each_case! { $crate::__tests, $backend }
    };
}

/// The tests of a suite.
#[doc(hidden)]
#[macro_export]
macro_rules! __tests {
    ([$backend:expr] $($room:ident::$case:ident($needs:ident),)*) => {
        $(
            #[test]
            fn $case() {
                $crate::__run(stringify!($case), &mut $backend);
            }
        )*

        #[test]
        fn how_many_cases_apply() {
            println!("{}", $crate::coverage(&mut $backend));
        }
    };
}

#[doc(hidden)]
pub fn __run(name: &str, backend: &mut dyn Backend) {
    Case::named(name).expect("the tests are made of the list").run(backend);
}
