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
    let shown: Vec<String> = env.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let line =
        [shown, vec![program.to_owned()], arguments.iter().map(|&word| word.to_owned()).collect()].concat();
    println!("    $ cd {} && {}", folder.display(), line.join(" "));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).envs(env.iter().copied());
    let status = command.status().map_err(|why| format!("{program} can't be started: {why}"))?;
    if status.success() { Ok(()) } else { Err(format!("{program}: {status}")) }
}

/// Where builds go.
pub(crate) fn target_folder(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
