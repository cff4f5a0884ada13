//! Commands of other programs than cargo: shown as a person would type them, and run without standard input.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs a command, after it has shown it as a person would type it.
pub(crate) fn run(
    folder: &Path,
    program: &str,
    arguments: &[&str],
    env: &[(&str, &str)],
) -> Result<(), String> {
    let shown = env.iter().map(|(name, value)| format!("{name}={}", quoted(value)));
    let words = arguments.iter().map(|word| quoted(word));
    let line: Vec<String> = shown.chain([program.to_owned()]).chain(words).collect();
    println!("    $ cd {} && {}", folder.display(), line.join(" "));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).envs(env.iter().copied());
    let status = command.status().map_err(|why| format!("{program} can't be started: {why}"))?;
    if status.success() { Ok(()) } else { Err(format!("{program}: {status}")) }
}

fn quoted(word: &str) -> String {
    if word.contains([' ', '\'', '"', ';', '(']) {
        format!("'{}'", word.replace('\'', r"'\''"))
    } else {
        word.to_owned()
    }
}

/// Where builds go.
pub(crate) fn target_folder(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
