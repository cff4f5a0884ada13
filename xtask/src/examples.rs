//! The examples: found in their folder, so that none is forgotten, and run with the arguments of one table.
//!
//! An example is `examples/NAME.rs` or `examples/NAME/main.rs`. What the arguments mean is the example's own affair.

use std::fs;
use std::io;
use std::path::Path;

/// One run of one example. An example may have several.
pub(crate) struct Run {
    pub(crate) name: &'static str,
    /// Small and fixed: the run takes seconds and is the same each time.
    pub(crate) arguments: &'static [&'static str],
}

pub(crate) const RUNS: &[Run] = &[
    Run { name: "relay", arguments: &["--batch", "3"] },
    Run { name: "season_replay", arguments: &[] },
    Run { name: "season_replay", arguments: &["--json"] },
    Run { name: "season_replay", arguments: &["--bettors", "20", "--bets-per-fixture", "10", "--seed", "1"] },
    Run { name: "shared_book", arguments: &[] },
];

/// The name of the example that this file begins, if it does: `path` is relative to the root.
pub(crate) fn name_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("examples/")?;
    let name = match inside.strip_suffix("/main.rs") {
        Some(folder) => folder,
        None => inside.strip_suffix(".rs")?,
    };
    let plain = !name.contains('/') && name != "src" && name != "build";
    plain.then_some(name)
}

/// Every example in the folder with its arguments, in the order of the names. One that the table has forgotten is
/// run without arguments, and `tidy` says so.
pub(crate) fn all(root: &Path) -> io::Result<Vec<(String, &'static [&'static str])>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(root.join("examples"))? {
        let entry = entry?;
        let file = entry.file_name().to_string_lossy().into_owned();
        let path = if entry.path().join("main.rs").is_file() {
            format!("examples/{file}/main.rs")
        } else {
            format!("examples/{file}")
        };
        names.extend(name_of(&path).map(str::to_owned));
    }
    names.sort();
    let mut runs = Vec::new();
    for name in names {
        let known: Vec<_> = RUNS.iter().filter(|run| run.name == name).collect();
        if known.is_empty() {
            runs.push((name.clone(), [].as_slice()));
        }
        runs.extend(known.into_iter().map(|run| (name.clone(), run.arguments)));
    }
    Ok(runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_a_file_or_a_folder_with_a_main() {
        assert_eq!(name_of("examples/season_replay.rs"), Some("season_replay"));
        assert_eq!(name_of("examples/season_replay/main.rs"), Some("season_replay"));
        for other in [
            "examples/Cargo.toml",
            "examples/season_replay/table.rs",
            "examples/src/main.rs",
            "examples/build.rs",
            "core/src/book.rs",
        ] {
            assert_eq!(name_of(other), None, "{other}");
        }
    }
}
