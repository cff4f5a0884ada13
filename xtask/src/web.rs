//! `cargo xtask wasm` and `cargo xtask web`: the package for browsers and Node, built and tested.
//!
//! What each step runs is printed as a command that can be typed. What is missing on the machine is fetched where that can be
//! done without asking: the target by rustup, or by Debian's packages where rustup can't fetch; npm's packages from the lock
//! file. Not here: how steps are told and summed up (`run`).

mod target;

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::plan::{Step, Work};
use crate::shown::{run, target_folder, text};

/// Where the package lies, and where the modules are put together.
const PACKAGE: &str = "bindings-wasm";
/// What a page should have to fetch for the small build, gzipped: the bar of the house, which it does not meet yet.
const SMALL_WANTED: u64 = 400 * 1_000;
/// What it has come to: it must not grow beyond without somebody looking.
const SMALL_AT_MOST: u64 = 620 * 1_000;

/// The steps that build the package.
pub(crate) fn build() -> Vec<Step> {
    vec![
        step("wasm target", "the compiler for wasm32-unknown-unknown is there", "wasm", target::install),
        step("module, small", "the engine is compiled, with books in memory", "wasm", small),
        step("npm packages", "what the lock file names is there", "wasm", packages),
        step("package", "the module is bound, made small, and laid out with its types", "wasm", package),
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
        step("in Chromium", "they pass in a browser", "web", |root| {
            run(
                &root.join(PACKAGE),
                "npm",
                &["run", "--silent", "test:browser"],
                &[("CHROMIUM", &chromium()?)],
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

fn small(root: &Path) -> Result<(), String> {
    let toolchain = target::toolchain()?;
    let mut arguments: Vec<&str> =
        "build --locked -p realdeal-wasm --lib --profile wasm".split(' ').collect();
    arguments.extend(["--target", target::TRIPLE]);
    arguments.extend(toolchain.arguments.iter().map(String::as_str));
    let env: Vec<(&str, &str)> = toolchain.env.iter().map(|(name, value)| (*name, value.as_str())).collect();
    run(root, &toolchain.cargo, &arguments, &env)
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
    let module = target.join(target::TRIPLE).join("wasm/realdeal_wasm.wasm");
    let (module, out) = (text(&module), text(&dist));
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let target = text(&target);
    let bindgen =
        ["run", "--quiet", "--locked", "--manifest-path", "bindings-wasm/bindgen/Cargo.toml", "--target-dir"];
    run(root, &cargo, &[&bindgen[..], &[&target, "--", &module, &out, "small"]].concat(), &[])?;
    // No switch names a feature: the module says itself which it uses, and `--all-features` would make one that browsers refuse.
    let bound = text(&dist.join("small_bg.wasm"));
    run(&package, "node_modules/.bin/wasm-opt", &["-Oz", &bound, "-o", &bound], &[])?;
    run(&package, "npm", &["run", "--silent", "types"], &[])?;
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(root.join(licence), dist.join(licence))
            .map_err(|why| format!("{licence} can't be copied: {why}"))?;
    }
    Ok(())
}

/// Says what a page has to fetch, and whether that is too much.
fn sizes(root: &Path) -> Result<(), String> {
    let module = root.join(PACKAGE).join("dist/small_bg.wasm");
    let plain = fs::metadata(&module).map_err(|why| format!("{}: {why}", module.display()))?.len();
    let squeezed = Command::new("gzip")
        .args(["-9", "-c", &text(&module)])
        .output()
        .map_err(|why| format!("gzip: {why}"))?;
    let squeezed = squeezed.stdout.len() as u64;
    let (now, wanted) = (squeezed / 1_000, SMALL_WANTED / 1_000);
    println!("small build: {} kB, {now} kB gzipped; wanted are {wanted}", plain / 1_000);
    if squeezed > SMALL_AT_MOST {
        return Err(format!("{now} kB gzipped, and {} are allowed", SMALL_AT_MOST / 1_000));
    }
    Ok(())
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
