//! What each command consists of: a list of steps, in order. Nothing is run here; that is `run`.

use std::path::Path;

use crate::benches;
use crate::examples;
use crate::python;
use crate::settings::SETTINGS;
use crate::web;

/// One step of a command.
pub(crate) struct Step {
    pub(crate) name: String,
    /// What the step shows when it passes, for the reader of the log.
    pub(crate) what: String,
    pub(crate) work: Work,
}

/// What a step runs.
pub(crate) enum Work {
    /// Cargo, with the environment variables named here on top of the caller's.
    Cargo { env: Vec<(&'static str, &'static str)>, arguments: Vec<String> },
    /// The rules of `tidy`, in this process.
    Tidy,
    /// Something that takes more than one command, which it shows itself; part of `cargo xtask COMMAND`.
    Own { command: &'static str, run: fn(&Path) -> Result<(), String> },
}

/// Format, clippy, tidy, docs. Writes nothing but build output: `--locked` keeps `Cargo.lock` as it is.
pub(crate) fn verify() -> Vec<Step> {
    let mut steps = vec![
        cargo("format", "every file is formatted as rustfmt.toml says", &["fmt", "--all", "--check"]),
        cargo(
            "clippy",
            "no warning in any crate, test or example, with every feature",
            &words("clippy --workspace --all-targets --all-features --locked -- -D warnings"),
        ),
        cargo(
            "clippy without the host",
            "the engine builds without the machine's clock and entropy",
            &words("clippy -p realdeal --lib --no-default-features --locked -- -D warnings"),
        ),
        tidy_step(),
        with_env(
            cargo(
                "docs",
                "every public item is documented and no link is broken",
                &words("doc --no-deps --workspace --locked"),
            ),
            ("RUSTDOCFLAGS", "-D warnings"),
        ),
    ];
    steps.extend([
        outside("format, outside", "the backend outside of the workspace is formatted", "fmt", "--check"),
        outside(
            "clippy, outside",
            "no warning in the backend outside of the workspace",
            "clippy",
            "--no-deps --all-targets --locked -- -D warnings",
        ),
    ]);
    steps
}

/// Everything: `verify`, all tests, the engine's tests again under each setting, every example, every bench once, and the packages for
/// browsers and Node and for Python.
pub(crate) fn test(root: &Path) -> Result<Vec<Step>, String> {
    let mut steps = verify();
    steps.push(cargo(
        "tests",
        "all tests of all crates, and the examples in the docs",
        &words("test --workspace --all-features --locked"),
    ));
    steps.push(cargo(
        "oracle",
        "100,000 random slips return what Python makes of the rule book; where there is no python3 it says SKIPPED",
        &words("run --release --locked -p oracle"),
    ));
    for setting in SETTINGS {
        let again = cargo(
            &format!("tests, {}", setting.name),
            &format!("the engine's tests again: {}", setting.why),
            &words("test -p realdeal --tests --all-features --locked"),
        );
        steps.push(with_env(again, (setting.variable, setting.value)));
    }
    steps.push(outside(
        "tests, outside",
        "a backend that stands outside of the workspace, as a stranger's does, passes the conformance suite",
        "test",
        "--locked",
    ));
    steps.extend(examples(root)?);
    steps.extend(benches());
    steps.extend(web());
    steps.extend(python::steps());
    Ok(steps)
}

/// The package for browsers and Node, built and tested.
pub(crate) fn web() -> Vec<Step> {
    let mut steps = web::build();
    steps.extend(web::test());
    steps
}

/// Clippy's own fixes first, then the format, because a fix may need one.
pub(crate) fn fix() -> Vec<Step> {
    vec![
        cargo(
            "clippy, fixed",
            "what clippy can mend by itself is mended",
            &words("clippy --workspace --all-targets --fix --allow-dirty --allow-staged --allow-no-vcs"),
        ),
        cargo("format, fixed", "every file is formatted as rustfmt.toml says", &["fmt", "--all"]),
        outside("format, fixed, outside", "and those outside of the workspace", "fmt", ""),
    ]
}

/// The rules of `tidy` alone.
pub(crate) fn tidy() -> Vec<Step> {
    vec![tidy_step()]
}

/// Every example, in release.
pub(crate) fn examples(root: &Path) -> Result<Vec<Step>, String> {
    let runs = examples::all(root).map_err(|error| format!("the folder examples/ can't be read: {error}"))?;
    let mut steps = Vec::new();
    for (name, arguments) in runs {
        let mut line = words("run --release --locked -p examples --example");
        line.push(&name);
        if !arguments.is_empty() {
            line.push("--");
            line.extend(arguments);
        }
        let title = format!("example {name} {}", arguments.join(" "));
        steps.push(cargo(title.trim_end(), "the example runs and ends well", &line));
    }
    Ok(steps)
}

/// Every bench, once and small: that it runs is tested, how fast is not.
fn benches() -> Vec<Step> {
    let step = |run: &benches::Run| {
        let mut line = words("bench --locked -p benches --bench");
        line.extend([run.name, "--"]);
        line.extend(run.arguments);
        cargo(&format!("bench {}, small", run.name), "the bench runs and ends well", &line)
    };
    benches::RUNS.iter().map(step).collect()
}

/// Cargo on the example that is a workspace of its own. It builds into the same folder as all others, for the engine is most
/// of it.
fn outside(name: &str, what: &str, command: &str, arguments: &str) -> Step {
    let mut line = vec![command, "--manifest-path", "examples/custom_storage/Cargo.toml"];
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    if command != "fmt" {
        line.extend(["--target-dir", &target]);
    }
    line.extend(words(arguments));
    cargo(name, what, &line)
}

fn tidy_step() -> Step {
    Step { name: "tidy".into(), what: "the mechanical habits of the house".into(), work: Work::Tidy }
}

fn cargo(name: &str, what: &str, arguments: &[&str]) -> Step {
    let arguments = arguments.iter().map(|&word| word.to_owned()).collect();
    Step { name: name.to_owned(), what: what.to_owned(), work: Work::Cargo { env: Vec::new(), arguments } }
}

fn with_env(mut step: Step, pair: (&'static str, &'static str)) -> Step {
    if let Work::Cargo { env, .. } = &mut step.work {
        env.push(pair);
    }
    step
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verify_holds_only_commands_that_check() {
        for step in verify() {
            if let Work::Cargo { arguments, .. } = &step.work {
                let checks =
                    arguments.contains(&"--locked".to_owned()) || arguments.contains(&"--check".to_owned());
                assert!(checks, "the step {:?} may write", step.name);
                assert!(!arguments.contains(&"--fix".to_owned()), "the step {:?} writes", step.name);
            }
        }
    }

    #[test]
    fn the_backend_outside_of_the_workspace_is_tested() {
        let steps =
            test(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))).expect("the examples can be read");
        let step = steps.iter().find(|step| step.name == "tests, outside").expect("there is such a step");
        let Work::Cargo { arguments, .. } = &step.work else { panic!("cargo runs it") };
        assert_eq!(arguments[..3], ["test", "--manifest-path", "examples/custom_storage/Cargo.toml"]);
        assert!(arguments.contains(&"--target-dir".to_owned()) && arguments.contains(&"--locked".to_owned()));
    }

    #[test]
    fn every_setting_is_a_step_of_its_own() {
        let mut names: Vec<_> = SETTINGS.iter().map(|setting| setting.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), SETTINGS.len());
    }
}
