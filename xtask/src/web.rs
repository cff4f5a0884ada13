//! `cargo xtask wasm` and `cargo xtask web`: the package for browsers and Node, built and tested.
//!
//! What each step runs is printed as a command that can be typed. What is missing on the machine is fetched where that can be
//! done without asking: the sources of the standard library by rustup, or by Debian's packages where rustup can't fetch; clang,
//! for SQLite's C; npm's packages from the lock file. Not here: how steps are told and summed up (`run`).

mod target;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::plan::{Step, Work};
use crate::shown::{run, target_folder, text};

/// Where the package lies, and where the modules are put together.
const PACKAGE: &str = "bindings-wasm";

/// A module of the package.
struct Module {
    name: &'static str,
    features: &'static [&'static str],
    /// What a page should have to fetch for it, gzipped, where the house says so.
    wanted: Option<u64>,
    /// What it has come to: it must not grow beyond without somebody looking.
    at_most: u64,
}

/// Books in memory.
const SMALL: Module =
    Module { name: "small", features: &[], wanted: Some(400 * 1_000), at_most: 408 * 1_000 };
/// Books in a file of the browser, too: SQLite comes with it.
const FULL: Module =
    Module { name: "full", features: &["--features", "sqlite"], wanted: None, at_most: 870 * 1_000 };
/// What SQLite is built without: none of it is used, and a page would have to fetch it.
const SQLITE_WITHOUT: &str = "-USQLITE_ENABLE_FTS5 -USQLITE_ENABLE_RTREE -USQLITE_ENABLE_SESSION -USQLITE_ENABLE_PREUPDATE_HOOK \
                              -USQLITE_ENABLE_BYTECODE_VTAB -USQLITE_ENABLE_STMTVTAB -USQLITE_ENABLE_OFFSET_SQL_FUNC";

/// The steps that build the package.
pub(crate) fn build() -> Vec<Step> {
    vec![
        step("wasm target", "the compiler for wasm32-unknown-unknown is there", "wasm", target::install),
        step("module, small", "the engine is compiled, with books in memory", "wasm", |root| {
            module(root, &SMALL)
        }),
        step("module, full", "it is compiled again, with books in a file", "wasm", |root| {
            module(root, &FULL)
        }),
        step("npm packages", "what the lock file names is there", "wasm", packages),
        step("package", "the modules are bound, made small, and laid out with their types", "wasm", package),
        step("sizes", "a page has to fetch no more than the house allows", "wasm", sizes),
    ]
}

/// The steps that test it.
pub(crate) fn test() -> Vec<Step> {
    vec![
        step("types", "strict TypeScript reads the package as its users do", "web", |root| {
            run(&root.join(PACKAGE), "npm", &["run", "--silent", "check"], &[])
        }),
        step("in Node", "the package's tests pass in Node", "web", |root| {
            run(&root.join(PACKAGE), "npm", &["test", "--silent"], &[])
        }),
        step("native files", "what opens files of the browser on this machine is built", "web", native),
        step("in Chromium", "they pass in a browser, and files go to and fro", "web", |root| {
            let native = text(&target_folder(root).join("debug"));
            run(
                &root.join(PACKAGE),
                "npm",
                &["run", "--silent", "test:browser"],
                &[("CHROMIUM", &chromium()?), ("NATIVE", &native)],
            )
        }),
        step("example web", "the page is built, and Chromium clicks through it", "web", |root| {
            let page = root.join("examples/web");
            run(&page, "npm", &["ci", "--no-audit", "--no-fund"], &[])?;
            run(&page, "npm", &["run", "--silent", "build"], &[])?;
            run(&page, "npm", &["test", "--silent"], &[("CHROMIUM", &chromium()?)])
        }),
    ]
}

fn step(name: &str, what: &str, command: &'static str, run: fn(&Path) -> Result<(), String>) -> Step {
    Step { name: name.to_owned(), what: what.to_owned(), work: Work::Own { command, run } }
}

fn module(root: &Path, module: &Module) -> Result<(), String> {
    let toolchain = target::toolchain()?;
    let mut arguments: Vec<&str> =
        "build --locked -p realdeal-wasm --lib --profile wasm".split(' ').collect();
    arguments.extend(["--target", target::TRIPLE]);
    arguments.extend(module.features);
    arguments.extend(toolchain.arguments.iter().map(String::as_str));
    let mut env = toolchain.env;
    if !module.features.is_empty() {
        env.extend(target::c_compiler()?);
        env.push(("SQLITE_WASM_RS_FLAGS", SQLITE_WITHOUT.to_owned()));
    }
    let env: Vec<(&str, &str)> = env.iter().map(|(name, value)| (*name, value.as_str())).collect();
    run(root, &toolchain.cargo, &arguments, &env)?;
    // Both are built under one name, so that each is put aside.
    let (built, aside) = (built(root, "realdeal_wasm"), built(root, module.name));
    fs::copy(&built, aside).map_err(|why| format!("{} can't be put aside: {why}", built.display()))?;
    Ok(())
}

/// A module as the compiler left it.
fn built(root: &Path, name: &str) -> PathBuf {
    target_folder(root).join(target::TRIPLE).join("wasm").join(name).with_extension("wasm")
}

fn native(root: &Path) -> Result<(), String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    run(root, &cargo, &["build", "--quiet", "--locked", "-p", "realdeal-wasm", "--example", "file"], &[])?;
    run(root, &cargo, &["build", "--quiet", "--locked", "-p", "realdeal-cli"], &[])
}

fn packages(root: &Path) -> Result<(), String> {
    run(&root.join(PACKAGE), "npm", &["ci", "--no-audit", "--no-fund"], &[])
}

fn package(root: &Path) -> Result<(), String> {
    let (package, target) = (root.join(PACKAGE), target_folder(root));
    let dist = package.join("dist");
    // What an earlier build left behind must not be shipped.
    if dist.exists() {
        fs::remove_dir_all(&dist).map_err(|why| format!("{} can't be emptied: {why}", dist.display()))?;
    }
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let (out, target) = (text(&dist), text(&target));
    let tool = |name: &str, arguments: &[&str]| {
        let manifest = "bindings-wasm/bindgen/Cargo.toml";
        let built = ["run", "--quiet", "--locked", "--manifest-path", manifest, "--target-dir", &target];
        run(root, &cargo, &[&built[..], &["--bin", name, "--"], arguments].concat(), &[])
    };
    for Module { name, .. } in [SMALL, FULL] {
        tool("bindgen", &[&text(&built(root, name)), &out, name])?;
        let bound = text(&dist.join(format!("{name}_bg.wasm")));
        let wasm_opt = |switches: &[&str]| {
            run(&package, "node_modules/.bin/wasm-opt", &[switches, &[&bound, "-o", &bound]].concat(), &[])
        };
        // No switch names a feature: the module says itself which it uses, and `--all-features` would make one that browsers refuse.
        // A function that is called once stays by itself unless it is tiny: in one that has swallowed hundreds, gzip finds nothing alike any
        // more, for each names its variables otherwise. That is an eighth of a module. `-Oz` makes a smaller one, of which gzip makes less.
        wasm_opt(&["-O2", "-s", "2", "--one-caller-inline-max-function-size", "20"])?;
        // Like functions lie side by side, where gzip sees that they are.
        tool("order", &[&bound])?;
        wasm_opt(&["--reorder-functions-by-name", "--strip-debug", "--strip-producers"])?;
    }
    run(&package, "npm", &["run", "--silent", "types"], &[])?;
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(root.join(licence), dist.join(licence))
            .map_err(|why| format!("{licence} can't be copied: {why}"))?;
    }
    Ok(())
}

/// Says what a page has to fetch, and whether that is too much.
fn sizes(root: &Path) -> Result<(), String> {
    let mut too_much = Vec::new();
    for Module { name, wanted, at_most, .. } in [SMALL, FULL] {
        let module = root.join(PACKAGE).join(format!("dist/{name}_bg.wasm"));
        let plain = fs::metadata(&module).map_err(|why| format!("{}: {why}", module.display()))?.len();
        let squeezed = Command::new("gzip")
            .args(["-9", "-c", &text(&module)])
            .output()
            .map_err(|why| format!("gzip: {why}"))?;
        let squeezed = squeezed.stdout.len() as u64;
        let now = squeezed / 1_000;
        let bar = wanted.map_or_else(String::new, |wanted| format!("; wanted are {}", wanted / 1_000));
        println!("{name} build: {} kB, {now} kB gzipped{bar}", plain / 1_000);
        if squeezed > at_most {
            too_much.push(format!("{name}: {now} kB gzipped, and {} are allowed", at_most / 1_000));
        }
    }
    if too_much.is_empty() { Ok(()) } else { Err(too_much.join("; ")) }
}

/// Debian's Chromium, installed where that can be done.
fn chromium() -> Result<String, String> {
    const DEBIAN: &str = "/usr/bin/chromium";
    if let Ok(named) = std::env::var("CHROMIUM") {
        return Ok(named);
    }
    if !Path::new(DEBIAN).exists() {
        target::apt(&["chromium"])?;
    }
    Ok(DEBIAN.to_owned())
}
