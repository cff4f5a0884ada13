//! `cargo xtask python`: the Python package, built into a wheel and tested in virtual environments of its own, below `target/`.
//!
//! Needs python3 with `venv` and `pip`, and fetches what `bindings-python/requirements.lock` pins. What each step runs is printed
//! as a command that can be typed. Not here: how steps are told and summed up (`run`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::plan::{Step, Work};

/// Where the package lies.
const PACKAGE: &str = "bindings-python";
/// What a fresh environment without Rust must be able to do with the wheel.
const FIRST_WORDS: &str = "import realdeal; book = realdeal.Book(currency='EUR'); \
    alice = book.visitor().register(realdeal.Person('Alice', 'alice@example.org')); \
    book.system().confirm_deposit(alice, 10, 'bank', '1'); print(book.session(alice).wallet().cash)";

/// The steps that build the package and test it.
pub(crate) fn steps() -> Vec<Step> {
    vec![
        step("python environment", "python3 is there, with what the lock file names", environment),
        step("python wheel", "the package is built", wheel),
        step("python, clean", "the wheel runs where there is neither Rust nor any other package", clean),
        step("python tests", "the package's tests and the examples in its docs pass", tests),
        step(
            "python types",
            "strict mypy and pyright find nothing, and the stubs are the built module's",
            types,
        ),
    ]
}

fn step(name: &str, what: &str, run: fn(&Path) -> Result<(), String>) -> Step {
    Step { name: name.to_owned(), what: what.to_owned(), work: Work::Own { command: "python", run } }
}

fn environment(root: &Path) -> Result<(), String> {
    let python = python(&venv(root));
    if !python.exists() {
        let made = run(root, Path::new("python3"), &["-m", "venv", &text(&venv(root))]);
        made.map_err(|why| format!("{why}: this step needs python3 (3.11 or newer) with venv and pip"))?;
    }
    let lock = text(&root.join(PACKAGE).join("requirements.lock"));
    run(root, &python, &["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", &lock])
}

fn wheel(root: &Path) -> Result<(), String> {
    let (package, wheels) = (root.join(PACKAGE), wheels(root));
    // What an earlier build left behind must not be tested.
    if wheels.exists() {
        fs::remove_dir_all(&wheels).map_err(|why| format!("{} can't be emptied: {why}", wheels.display()))?;
    }
    let maturin = venv(root).join("bin/maturin");
    run(&package, &maturin, &["build", "--release", "--locked", "--quiet", "--out", &text(&wheels)])?;
    let wheel = built(root)?;
    let size = fs::metadata(&wheel).map_err(|why| why.to_string())?.len();
    println!("    {} has {} kB", wheel.display(), size / 1_000);
    install(root, &venv(root))
}

fn clean(root: &Path) -> Result<(), String> {
    let clean = target(root).join("python-clean");
    if !python(&clean).exists() {
        run(root, Path::new("python3"), &["-m", "venv", &text(&clean)])?;
    }
    install(root, &clean)?;
    run(&target(root), &python(&clean), &["-I", "-W", "error", "-c", FIRST_WORDS])
}

fn tests(root: &Path) -> Result<(), String> {
    run(&root.join(PACKAGE), &python(&venv(root)), &["-m", "pytest", "-p", "no:cacheprovider", "tests"])
}

fn types(root: &Path) -> Result<(), String> {
    let (package, python) = (root.join(PACKAGE), python(&venv(root)));
    run(&package, &python, &["-m", "mypy", "python/realdeal", "tools", "tests", "../examples/python"])?;
    run(&package, &python, &["-m", "mypy.stubtest", "realdeal._engine"])?;
    let interpreter = text(&python);
    run(&package, &python, &["-m", "pyright", "--pythonpath", &interpreter, "../examples/python"])
}

/// Puts the wheel into an environment, in place of the one that was there; nothing else is fetched.
fn install(root: &Path, venv: &Path) -> Result<(), String> {
    let wheel = text(&built(root)?);
    let pip = "-m pip install --quiet --disable-pip-version-check --no-index --no-deps --force-reinstall";
    let mut arguments: Vec<&str> = pip.split(' ').collect();
    arguments.push(&wheel);
    run(root, &python(venv), &arguments)
}

fn built(root: &Path) -> Result<PathBuf, String> {
    let found = fs::read_dir(wheels(root)).map_err(|why| format!("there are no wheels: {why}"))?;
    let mut found =
        found.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "whl"));
    found.next().ok_or_else(|| "no wheel was built".to_owned())
}

fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

fn venv(root: &Path) -> PathBuf {
    target(root).join("python")
}

fn wheels(root: &Path) -> PathBuf {
    target(root).join("wheels")
}

fn python(venv: &Path) -> PathBuf {
    venv.join("bin/python")
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Runs a program, and shows it as it could be typed.
fn run(folder: &Path, program: &Path, arguments: &[&str]) -> Result<(), String> {
    println!("    $ {} {}", program.display(), arguments.join(" "));
    let status = Command::new(program).args(arguments).current_dir(folder).stdin(Stdio::null()).status();
    let status = status.map_err(|why| format!("{} can't be started: {why}", program.display()))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", program.display())) }
}
