//! Numbers of vector files, read as exact decimals and compared as exact fractions: no float is computed with.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::collections::BTreeMap;

use realdeal::betting::payout::Exact;
use rust_decimal::Decimal;
use serde_json::Value;

/// A number as the file writes it: the shortest text that reads back as the same.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The value of a number, exactly.
pub(crate) fn decimal(value: &Value) -> Decimal {
    let text = text(value);
    let read = if text.contains('e') { Decimal::from_scientific(&text) } else { text.parse() };
    read.unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A number that is not below zero as a fraction, times something.
pub(crate) fn times(number: Decimal, by: u128) -> Exact {
    let numerator = u128::try_from(number.mantissa()).unwrap();
    Exact::from_minor(1).unwrap().times(numerator, 10_u128.pow(number.scale())).unwrap().times(by, 1).unwrap()
}

/// Whether a number lies within a tolerance of an expected one, both ends included; all in hundredths.
pub(crate) fn within(found: &Exact, expected: Decimal, tolerance: Decimal) -> bool {
    let lowest = (expected - tolerance).max(Decimal::ZERO);
    times(lowest, 100) <= *found && *found <= times(expected + tolerance, 100)
}

/// What became of the cases of a file, by group and by reason.
#[derive(Default)]
pub(crate) struct Tally {
    run: BTreeMap<String, usize>,
    out_of_scope: BTreeMap<String, usize>,
    failed: Vec<String>,
}

impl Tally {
    /// A case that was run, with what was wrong with it, if anything was.
    pub(crate) fn ran(&mut self, group: &str, failure: Option<String>) {
        *self.run.entry(group.to_owned()).or_default() += 1;
        self.failed.extend(failure);
    }

    /// A case that was not run, and why.
    pub(crate) fn skip(&mut self, reason: &str) {
        *self.out_of_scope.entry(reason.to_owned()).or_default() += 1;
    }

    /// Prints the table; all must have passed, be accounted for, and not have become fewer.
    pub(crate) fn report(&self, file: &str, cases: usize, at_least: usize) {
        let sum = |counts: &BTreeMap<String, usize>| counts.values().sum::<usize>();
        let (run, skipped) = (sum(&self.run), sum(&self.out_of_scope));
        println!("{file}: {cases} cases, {run} run, {} failed, {skipped} out of scope", self.failed.len());
        for (title, counts) in [("run", &self.run), ("out of scope", &self.out_of_scope)] {
            for (name, count) in counts {
                println!("{count:>6}  {title}: {name}");
            }
        }
        assert!(self.failed.is_empty(), "{} failed:\n{}", self.failed.len(), self.failed.join("\n"));
        assert_eq!(run + skipped, cases, "each case is run, or counted with a reason");
        assert!(run >= at_least, "only {run} cases of {file} were run");
    }
}
