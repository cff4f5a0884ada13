//! `cargo xtask python`: the Python package, built into a wheel and tested in virtual environments of its own, below `target/`.
//!
//! Needs python3 with `venv` and `pip`, and fetches what `bindings-python/requirements.lock` pins. What each step runs is printed
//! as a command that can be typed. Not here: how steps are told and summed up (`run`).

use std::fs;
use std::path::{Path, PathBuf};

use crate::plan::{Step, Work};
use crate::shown::{run, target_folder, text};

/// Where the package lies.
const PACKAGE: &str = "bindings-python";
/// What a fresh environment without Rust must be able to do with the wheel.
const FIRST_WORDS: &str = "import realdeal; book = realdeal.Book(currency='EUR'); \
    alice = book.visitor().register(realdeal.Person('Alice', 'alice@example.org')); \
    book.system().confirm_deposit(alice, 10, 'bank', '1'); print(book.session(alice).wallet().cash); \
    assert not realdeal.remove_margin([[2.6, 2.4, 4.3]]).refused";

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
        let made = run(root, "python3", &["-m", "venv", &text(&venv(root))], &[]);
        made.map_err(|why| format!("{why}: this step needs python3 (3.11 or newer) with venv and pip"))?;
    }
    let lock = text(&root.join(PACKAGE).join("requirements.lock"));
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", &lock];
    run(root, &text(&python), &install, &[])
}

fn wheel(root: &Path) -> Result<(), String> {
    let (package, wheels) = (root.join(PACKAGE), wheels(root));
    // What an earlier build left behind must not be tested.
    if wheels.exists() {
        fs::remove_dir_all(&wheels).map_err(|why| format!("{} can't be emptied: {why}", wheels.display()))?;
    }
    let maturin = text(&venv(root).join("bin/maturin"));
    run(&package, &maturin, &["build", "--release", "--locked", "--quiet", "--out", &text(&wheels)], &[])?;
    let wheel = built(root)?;
    let size = fs::metadata(&wheel).map_err(|why| why.to_string())?.len();
    println!("    {} has {} kB", wheel.display(), size / 1_000);
    install(root, &venv(root))
}

fn clean(root: &Path) -> Result<(), String> {
    let clean = target_folder(root).join("python-clean");
    if !python(&clean).exists() {
        run(root, "python3", &["-m", "venv", &text(&clean)], &[])?;
    }
    install(root, &clean)?;
    let first = ["-I", "-W", "error", "-c", FIRST_WORDS];
    run(&target_folder(root), &text(&python(&clean)), &first, &[("PATH", "")])
}

fn tests(root: &Path) -> Result<(), String> {
    let pytest = ["-m", "pytest", "-p", "no:cacheprovider", "tests"];
    run(&root.join(PACKAGE), &text(&python(&venv(root))), &pytest, &[])
}

fn types(root: &Path) -> Result<(), String> {
    let (package, python) = (root.join(PACKAGE), text(&python(&venv(root))));
    run(&package, &python, &["-m", "mypy", "python/realdeal", "tools", "tests", "../examples/python"], &[])?;
    run(&package, &python, &["-m", "mypy.stubtest", "realdeal._engine"], &[])?;
    run(&package, &python, &["-m", "pyright", "--pythonpath", &python, "../examples/python"], &[])
}

/// Puts the wheel into an environment, in place of the one that was there; nothing else is fetched.
fn install(root: &Path, venv: &Path) -> Result<(), String> {
    let wheel = text(&built(root)?);
    let pip = "-m pip install --quiet --disable-pip-version-check --no-index --no-deps --force-reinstall";
    let mut arguments: Vec<&str> = pip.split(' ').collect();
    arguments.push(&wheel);
    run(root, &text(&python(venv)), &arguments, &[])
}

fn built(root: &Path) -> Result<PathBuf, String> {
    let found = fs::read_dir(wheels(root)).map_err(|why| format!("there are no wheels: {why}"))?;
    let mut found =
        found.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "whl"));
    found.next().ok_or_else(|| "no wheel was built".to_owned())
}

fn venv(root: &Path) -> PathBuf {
    target_folder(root).join("python")
}

fn wheels(root: &Path) -> PathBuf {
    target_folder(root).join("wheels")
}

fn python(venv: &Path) -> PathBuf {
    venv.join("bin/python")
}
