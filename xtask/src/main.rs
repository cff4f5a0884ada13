//! The commands of the house: `cargo xtask test | verify | fix | tidy | examples | wasm | web | python`.
//!
//! Continuous integration runs the same commands as a person. This file reads the command line and finds the
//! root of the workspace; what each command consists of is in `plan`, how steps are run in `run`, the rules of
//! `tidy` in the folder of that name. No check of the engine itself lives here: those are its tests.

mod benches;
mod examples;
mod plan;
mod python;
mod run;
mod settings;
mod shown;
mod tidy;
mod web;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>

  test      everything: verify, all tests, the engine's tests again under each setting, every example,
            every bench once in a small size, the packages for browsers and Node and for Python
  verify    format, clippy, tidy, docs; writes nothing but build output
  fix       writes: clippy's own fixes, then the format
  tidy      the mechanical habits of the house, one line a finding
  examples  every example run, with small fixed arguments
  wasm      builds the package for browsers and Node; gets the target and npm's packages itself
  web       builds it, and tests it in Node and in Chromium
  python    builds the Python package, and tests it in virtual environments of its own; needs python3
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = root();
    let steps = match words.as_slice() {
        ["test"] => plan::test(&root),
        ["verify"] => Ok(plan::verify()),
        ["fix"] => Ok(plan::fix()),
        ["tidy"] => Ok(plan::tidy()),
        ["examples"] => plan::examples(&root),
        ["wasm"] => Ok(web::build()),
        ["web"] => Ok(plan::web()),
        ["python"] => Ok(python::steps()),
        ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match steps {
        Ok(steps) => run::all(words[0], &root, &steps),
        Err(why) => {
            eprintln!("cargo xtask {}: {why}", words[0]);
            ExitCode::FAILURE
        }
    }
}

/// The root of the workspace, wherever in it the command was typed: cargo says where this crate is, and the
/// workspace is the folder above.
fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.parent().map_or_else(|| here.clone(), Path::to_path_buf)
}
