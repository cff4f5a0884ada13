//! Rules that hold two lists together: examples and benches with the tables of their runs, settings with the tests
//! that read them.
//! Rejection codes have a file of their own.

use super::Finding;
use super::tree::Tree;
use crate::benches;
use crate::examples::{self, RUNS};
use crate::settings::SETTINGS;

/// Every example is in the table of runs, and every run has its example.
pub(super) fn examples_run(tree: &Tree) -> Vec<Finding> {
    const RULE: &str = "examples";
    const TABLE: &str = "xtask/src/examples.rs";
    let found: Vec<(&str, &str)> = tree
        .rust("examples/")
        .filter_map(|file| Some((examples::name_of(&file.path)?, file.path.as_str())))
        .collect();
    let forgotten = found.iter().filter(|(name, _)| !RUNS.iter().any(|run| run.name == *name));
    let gone = RUNS.iter().filter(|run| !found.iter().any(|(name, _)| *name == run.name));
    let forgotten = forgotten.map(|(name, path)| {
        Finding::new(
            path,
            1,
            RULE,
            format!("`{name}` is not in the table of {TABLE}: give it small arguments there"),
        )
    });
    let gone = gone.map(|run| Finding::new(TABLE, 1, RULE, format!("there is no example `{}`", run.name)));
    forgotten.chain(gone).collect()
}

/// Every bench is in the table of small runs, and every small run has its bench.
pub(super) fn benches_run(tree: &Tree) -> Vec<Finding> {
    const RULE: &str = "benches";
    const TABLE: &str = "xtask/src/benches.rs";
    const MANIFEST: &str = "benches/Cargo.toml";
    let manifest = tree.file(MANIFEST).map_or("", |file| &file.text);
    let declared: Vec<&str> = benches::declared(manifest).collect();
    let known = |name: &str| benches::RUNS.iter().any(|run| run.name == name);
    let forgotten = declared.iter().filter(|name| !known(name)).map(|name| {
        Finding::new(
            MANIFEST,
            1,
            RULE,
            format!("`{name}` is not in the table of {TABLE}: give it small arguments there"),
        )
    });
    let gone = benches::RUNS.iter().filter(|run| !declared.contains(&run.name));
    let gone = gone.map(|run| Finding::new(TABLE, 1, RULE, format!("there is no bench `{}`", run.name)));
    forgotten.chain(gone).collect()
}

/// A setting that no test reads would run the same tests again and show nothing.
pub(super) fn settings_read(tree: &Tree) -> Vec<Finding> {
    let unread = SETTINGS.iter().filter(|setting| {
        let name = format!("\"{}\"", setting.variable);
        !tree.rust("core/").any(|file| file.lines.iter().any(|line| line.live.contains(&name)))
    });
    unread
        .map(|setting| {
            let why = format!(
                "nothing in core/ reads {}, so the run \"{}\" shows nothing",
                setting.variable, setting.name
            );
            Finding::new("xtask/src/settings.rs", 1, "settings", why)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::planted;
    use super::*;

    #[test]
    fn an_example_outside_the_table_is_caught_and_a_run_without_an_example_too() {
        let mut files: Vec<(String, Option<String>)> = RUNS
            .iter()
            .map(|run| (format!("examples/{}.rs", run.name), Some("//! E.\n".to_owned())))
            .collect();
        assert_eq!(examples_run(&Tree::of(files.clone())), []);
        files.push(("examples/planted.rs".to_owned(), Some("//! E.\n".to_owned())));
        let found = examples_run(&Tree::of(files));
        assert_eq!(found.len(), 1);
        assert!(
            found[0]
                .to_string()
                .starts_with("examples/planted.rs:1: examples: `planted` is not in the table")
        );
        assert_eq!(examples_run(&planted(&[])).len(), RUNS.len());
    }

    #[test]
    fn a_bench_outside_the_table_is_caught_and_a_run_without_a_bench_too() {
        let declare = |name: &str| format!("[[bench]]\nname = \"{name}\"\n");
        let mut manifest: String = benches::RUNS.iter().map(|run| declare(run.name)).collect();
        assert_eq!(benches_run(&planted(&[("benches/Cargo.toml", &manifest)])), []);
        manifest += &declare("planted");
        let found = benches_run(&planted(&[("benches/Cargo.toml", &manifest)]));
        assert_eq!(found.len(), 1);
        assert!(found[0].why.starts_with("`planted` is not in the table"), "{}", found[0]);
        assert_eq!(benches_run(&planted(&[])).len(), benches::RUNS.len());
    }

    #[test]
    fn a_setting_that_nothing_reads_is_caught() {
        let reads = SETTINGS
            .iter()
            .fold("//! T.\n".to_owned(), |text, s| text + &format!("var(\"{}\");\n", s.variable));
        assert_eq!(settings_read(&planted(&[("core/tests/common/mod.rs", &reads)])), []);
        let partly = reads.replace("REALDEAL_TEST_PAGE", "REALDEAL_TEST_PAGES");
        let found = settings_read(&planted(&[("core/tests/common/mod.rs", &partly)]));
        assert_eq!(found.len(), 1);
        assert!(found[0].why.contains("REALDEAL_TEST_PAGE"), "{}", found[0]);
    }
}
