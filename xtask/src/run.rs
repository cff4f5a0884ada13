//! Runs the steps of a command one after the other: says what it does and the exact command, stops at the first
//! failure, ends with a summary and one last line. What the steps are is in `plan`.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use crate::plan::{Step, Work};
use crate::settings::SETTINGS;
use crate::tidy;

/// How a step ended, when not well.
#[derive(Debug)]
struct Failure {
    why: String,
    code: u8,
}

/// Runs `steps` in order and says how it went; the exit code is that of the step that failed.
pub(crate) fn all(command: &str, root: &Path, steps: &[Step]) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    introduce(command, root, steps, &cargo);
    let started = Instant::now();
    let mut times = Vec::new();
    let mut failure = None;
    for (index, step) in steps.iter().enumerate() {
        println!("[{}/{}] {}: {}", index + 1, steps.len(), step.name, step.what);
        println!("    $ {}", line_of(step));
        let begun = Instant::now();
        let ended = one(step, root, &cargo);
        times.push(begun.elapsed());
        println!();
        if let Err(wrong) = ended {
            failure = Some(wrong);
            break;
        }
    }
    summarise(command, steps, &times, started.elapsed(), failure)
}

fn introduce(command: &str, root: &Path, steps: &[Step], cargo: &OsString) {
    println!("cargo xtask {command}: {} in {}", counted(steps.len(), "step"), root.display());
    if steps.iter().any(|step| matches!(step.work, Work::Cargo { .. })) {
        println!(
            "Needs the Rust toolchain with rustfmt and clippy; python3, Node and npm where a step says so. cargo is {}",
            cargo.display()
        );
        match fs::read_to_string(root.join("Cargo.lock")) {
            Ok(lock) => println!(
                "Fetches, where they are not in cargo's cache yet, some of the {} pinned in Cargo.lock; no test \
                 or example uses the network.",
                counted(fetched(&lock), "package")
            ),
            Err(_) => println!("There is no Cargo.lock: a step that says --locked will ask for it."),
        }
    }
    println!();
}

/// How many packages of the lock file come from outside the workspace.
fn fetched(lock: &str) -> usize {
    lock.lines().filter(|line| line.starts_with("source = ")).count()
}

fn one(step: &Step, root: &Path, cargo: &OsString) -> Result<(), Failure> {
    match &step.work {
        Work::Tidy => tidy::check(root).map_err(|why| Failure { why, code: 1 }),
        Work::Own { run, .. } => run(root).map_err(|why| Failure { why, code: 1 }),
        Work::Cargo { env, arguments } => {
            let mut command = Command::new(cargo);
            command.args(arguments).current_dir(root).stdin(Stdio::null());
            // A setting left over in the caller's shell must not colour the runs that don't ask for it.
            for setting in SETTINGS {
                command.env_remove(setting.variable);
            }
            let status = command.envs(env.iter().copied()).status().map_err(|error| Failure {
                why: format!("{} can't be started: {error}", cargo.display()),
                code: 1,
            })?;
            match status.code() {
                Some(0) => Ok(()),
                Some(code) => {
                    Err(Failure { why: format!("exit code {code}"), code: u8::try_from(code).unwrap_or(1) })
                }
                None => Err(Failure { why: format!("ended from outside ({status})"), code: 1 }),
            }
        }
    }
}

/// The command as a person would type it.
fn line_of(step: &Step) -> String {
    match &step.work {
        Work::Tidy => "cargo xtask tidy".to_owned(),
        Work::Own { command, .. } => format!("cargo xtask {command}"),
        Work::Cargo { env, arguments } => {
            let mut line: Vec<String> =
                env.iter().map(|(variable, value)| format!("{variable}={}", quoted(value))).collect();
            line.push("cargo".to_owned());
            line.extend(arguments.iter().map(|word| quoted(word)));
            line.join(" ")
        }
    }
}

fn quoted(word: &str) -> String {
    let plain = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_=./,:".contains(c));
    if plain { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

fn summarise(
    command: &str,
    steps: &[Step],
    times: &[Duration],
    whole: Duration,
    failure: Option<Failure>,
) -> ExitCode {
    println!("summary of cargo xtask {command}:");
    for (index, step) in steps.iter().enumerate() {
        let (mark, time) = match times.get(index) {
            None => ("not run", String::new()),
            Some(time) if failure.is_some() && index + 1 == times.len() => ("FAILED", shown(*time)),
            Some(time) => ("ok", shown(*time)),
        };
        println!("    {mark:<8} {time:>12}  {}", step.name);
    }
    match failure {
        None => {
            println!("cargo xtask {command}: ok, {} in {}", counted(steps.len(), "step"), shown(whole));
            ExitCode::SUCCESS
        }
        Some(Failure { why, code }) => {
            let name =
                times.len().checked_sub(1).and_then(|last| steps.get(last)).map_or("", |step| &step.name);
            println!(
                "cargo xtask {command}: FAILED in step {} of {}, \"{name}\": {why}, after {}",
                times.len(),
                steps.len(),
                shown(whole)
            );
            ExitCode::from(code.max(1))
        }
    }
}

/// "1 step", "2 steps".
pub(crate) fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn shown(time: Duration) -> String {
    let tenths = time.as_millis() / 100;
    if tenths < 600 {
        format!("{}.{} s", tenths / 10, tenths % 10)
    } else {
        format!("{} min {:02} s", tenths / 600, tenths / 10 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan;

    #[test]
    fn the_line_shown_can_be_typed() {
        let lines: Vec<String> = plan::verify().iter().map(line_of).collect();
        assert_eq!(lines[0], "cargo fmt --all --check");
        assert_eq!(lines[3], "cargo xtask tidy");
        assert_eq!(lines[4], "RUSTDOCFLAGS='-D warnings' cargo doc --no-deps --workspace --locked");
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }

    #[test]
    fn a_step_that_fails_hands_on_its_exit_code() {
        let step = |arguments: &[&str]| Step {
            name: "planted".into(),
            what: String::new(),
            work: Work::Cargo { env: vec![], arguments: arguments.iter().map(|&a| a.to_owned()).collect() },
        };
        let cargo = OsString::from(env!("CARGO"));
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(one(&step(&["--version"]), here, &cargo).is_ok());
        let failure = one(&step(&["planted-failure"]), here, &cargo).expect_err("it fails");
        assert_eq!((failure.code, failure.why.as_str()), (101, "exit code 101"));
        let failure = one(&step(&[]), here, &"planted-program".into()).expect_err("it fails");
        assert!(failure.why.starts_with("planted-program can't be started: "), "{}", failure.why);
    }

    #[test]
    fn times_read_well() {
        assert_eq!(shown(Duration::from_millis(1_234)), "1.2 s");
        assert_eq!(shown(Duration::from_secs(125)), "2 min 05 s");
    }

    #[test]
    fn only_packages_from_outside_are_fetched() {
        let lock =
            "[[package]]\nname = \"realdeal\"\n\n[[package]]\nname = \"csv\"\nsource = \"somewhere\"\n";
        assert_eq!(fetched(lock), 1);
    }
}
