//! `cargo xtask tidy`: the mechanical habits of the house, so that no reviewer has to look for them.
//!
//! A rule is a function from the tree to its findings; all rules run and all findings are shown. What needs
//! judgement (a name, a shape, whether a comment says why) is not here: see CONTRIBUTING.md.

mod domain;
mod files;
mod links;
mod lists;
mod messages;
mod rejections;
mod source;
mod tree;

use std::fmt;
use std::path::Path;

use crate::run::counted;
use tree::Tree;

/// One place that breaks a rule. Shown as `file:line: rule: why`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    line: usize,
    rule: &'static str,
    why: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.path, self.line, self.rule, self.why)
    }
}

impl Finding {
    fn new(path: &str, line: usize, rule: &'static str, why: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, rule, why: why.into() }
    }
}

type Rule = fn(&Tree) -> Vec<Finding>;

const RULES: &[Rule] = &[
    domain::no_float,
    domain::one_libm,
    domain::no_clock_or_entropy,
    domain::proof_beside_a_panic,
    files::module_comment,
    files::length,
    files::nothing_left_open,
    files::no_registry_host,
    files::no_machine_path,
    rejections::documented_and_tested,
    messages::said_in_order,
    lists::examples_run,
    lists::benches_run,
    lists::settings_read,
    links::relative_links_lead_somewhere,
];

/// Runs every rule over the files under `root` and prints the findings; the error is one line for the summary.
pub(crate) fn check(root: &Path) -> Result<(), String> {
    let tree = Tree::load(root).map_err(|error| format!("the files can't be read: {error}"))?;
    let findings = findings(&tree);
    for finding in &findings {
        println!("{finding}");
    }
    let count = counted(findings.len(), "finding");
    println!("tidy: {} rules, {} files, {count}", RULES.len(), tree.files.len());
    if findings.is_empty() { Ok(()) } else { Err(count) }
}

fn findings(tree: &Tree) -> Vec<Finding> {
    let mut all: Vec<Finding> = RULES.iter().flat_map(|rule| rule(tree)).collect();
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_tidy() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the workspace");
        let tree = Tree::load(root).expect("the files can be read");
        assert!(tree.files.iter().any(|file| file.path == "xtask/src/tidy.rs"), "the tree holds this file");
        let findings = findings(&tree);
        let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert!(shown.is_empty(), "{}", shown.join("\n"));
    }

    #[test]
    fn a_finding_reads_as_a_place_a_rule_and_a_reason() {
        let finding = Finding::new("core/src/a.rs", 3, "no-float", "f64 in the domain");
        assert_eq!(finding.to_string(), "core/src/a.rs:3: no-float: f64 in the domain");
    }
}
