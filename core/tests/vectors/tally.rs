//! The worked cases that lie beside the repository, and what became of the checks of one file of them.
//!
//! Not here: what is checked. Where the folder is absent, a test says so and passes.

#![allow(clippy::unwrap_used, reason = "a test that can't read its cases stops there")]

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/vectors");

/// What became of the checks of one file; a case with several expectations is several checks.
#[derive(Default)]
pub(crate) struct Tally {
    passed: usize,
    failed: Vec<String>,
    out_of_scope: BTreeMap<String, usize>,
}

impl Tally {
    pub(crate) fn holds(&mut self, what: &str, holds: bool, expected: &str, found: &str) {
        if holds {
            self.passed += 1;
        } else {
            self.failed.push(format!("{what}: expected {expected}, found {found}"));
        }
    }

    pub(crate) fn skip(&mut self, reason: impl Into<String>) {
        *self.out_of_scope.entry(reason.into()).or_default() += 1;
    }

    pub(crate) fn report(&self, file: &str, cases: usize) {
        let skipped: usize = self.out_of_scope.values().sum();
        let run = self.passed + self.failed.len();
        println!("{file}: {cases} cases, {run} checks run, {} passed, {skipped} out of scope", self.passed);
        for (reason, count) in &self.out_of_scope {
            println!("  {count} out of scope: {reason}");
        }
        assert!(self.failed.is_empty(), "{}", self.failed.join("\n"));
        assert!(run >= cases, "{file}: each case is checked at least once");
    }
}

/// The cases of a file; none if the folder is not there.
pub(crate) fn cases(file: &str) -> Option<Vec<Value>> {
    if !Path::new(FOLDER).is_dir() {
        println!("{file}: skipped: ../shared is not here");
        return None;
    }
    let text = std::fs::read_to_string(Path::new(FOLDER).join(file)).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

/// A number's own text: the shortest that reads back as the same number, which is what the file says.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
