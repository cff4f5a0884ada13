//! The settings under which the engine's own tests run a second time, as one table.
//!
//! Each is an environment variable that the tests of `core` read when they open a book; `tidy` finds a variable
//! that nothing reads. No test and no meaning of a setting lives here.

/// One more run of the engine's tests.
pub(crate) struct Setting {
    /// How the step is called in the output.
    pub(crate) name: &'static str,
    /// The environment variable, and what it is set to.
    pub(crate) variable: &'static str,
    pub(crate) value: &'static str,
    /// What the run is for.
    pub(crate) why: &'static str,
}

pub(crate) const SETTINGS: &[Setting] = &[
    Setting {
        name: "page of 3",
        variable: "REALDEAL_TEST_PAGE",
        value: "3",
        why: "settlement in pages so small that every market needs several",
    },
    Setting {
        name: "slice of 1",
        variable: "REALDEAL_TEST_SLICE",
        value: "1",
        why: "one command for each unit of work",
    },
    Setting {
        name: "slice of 7",
        variable: "REALDEAL_TEST_SLICE",
        value: "7",
        why: "several commands share a unit of work, and the last slice is not full",
    },
    Setting {
        name: "conflicts",
        variable: "REALDEAL_TEST_CONFLICT",
        value: "3",
        why: "a storage that answers Conflict on every third commit",
    },
    Setting {
        name: "partial state",
        variable: "REALDEAL_TEST_STORAGE",
        value: "partial",
        why: "a storage that shows only the rows that were fetched",
    },
];
