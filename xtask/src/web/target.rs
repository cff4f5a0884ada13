//! The compiler for wasm32-unknown-unknown with the sources of the standard library, by one of two ways.
//!
//! The standard library is built with the module, for size and without the words of panics: what comes with a toolchain makes the
//! module a tenth larger. Where rustup can fetch, it adds the sources to the toolchain that builds everything else. Where it can't,
//! as in a network that has nothing but Debian's packages, `rustc-web` and `cargo-web` compile, with `rust-web-src`. C, of which
//! SQLite is made, is compiled by clang.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(super) const TRIPLE: &str = "wasm32-unknown-unknown";
const DEBIAN: &[&str] = &["rustc-web", "cargo-web", "rust-web-src"];
const CC: &str = "CC_wasm32_unknown_unknown";
const AR: &str = "AR_wasm32_unknown_unknown";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_SYSROOT: &str = "/usr";
/// A panic ends the module where it stands, without a text that nobody could read there, and no place in the sources is named.
const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none";

/// A cargo that can build for the target, with what it needs to be told.
pub(super) struct Toolchain {
    pub(super) cargo: String,
    pub(super) arguments: Vec<String>,
    pub(super) env: Vec<(&'static str, String)>,
}

/// Sees to it that there is a toolchain, and says by which way.
pub(super) fn install(_root: &Path) -> Result<(), String> {
    let own = sysroot()?;
    if has_sources(&own) {
        println!("the toolchain of {} has the standard library's sources", own.display());
        return Ok(());
    }
    if !has_sources(Path::new(DEBIAN_SYSROOT)) {
        println!("    $ rustup component add rust-src");
        let added =
            Command::new("rustup").args(["component", "add", "rust-src"]).stdin(Stdio::null()).status();
        if added.is_ok_and(|status| status.success()) && has_sources(&own) {
            return Ok(());
        }
        println!("rustup could not add it; Debian's packages have it");
        apt(DEBIAN)?;
    }
    toolchain().map(|_| ())
}

/// The toolchain that `install` has seen to.
pub(super) fn toolchain() -> Result<Toolchain, String> {
    // The library is built from source, which a stable compiler does only if it is told that this is meant.
    let mut env = vec![
        ("RUSTC_BOOTSTRAP", "1".to_owned()),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", FLAGS.to_owned()),
    ];
    let cargo = if has_sources(&sysroot()?) {
        std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
    } else if has_sources(Path::new(DEBIAN_SYSROOT)) && Path::new(DEBIAN_RUSTC).exists() {
        env.push(("RUSTC", DEBIAN_RUSTC.to_owned()));
        let linker = linker()?.to_string_lossy().into_owned();
        env.push(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker));
        "/usr/bin/cargo".to_owned()
    } else {
        return Err(format!("no toolchain can build the library for {TRIPLE}: cargo xtask wasm gets one"));
    };
    let arguments = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
    Ok(Toolchain { cargo, arguments: arguments.map(str::to_owned).to_vec(), env })
}

/// A compiler of C for the target, which SQLite needs: clang, the one that the environment names or Debian's, which is installed where that
/// can be done.
pub(super) fn c_compiler() -> Result<Vec<(&'static str, String)>, String> {
    if std::env::var_os(CC).is_some() {
        return Ok(Vec::new());
    }
    if found_tools().is_none() {
        apt(&["clang", "llvm"])?;
    }
    let (clang, archiver) =
        found_tools().ok_or_else(|| format!("no clang for {TRIPLE}: {CC} and {AR} name one"))?;
    Ok(vec![(CC, clang), (AR, archiver)])
}

/// The newest clang of Debian's with its archiver.
fn found_tools() -> Option<(String, String)> {
    let versions = (14..=30).rev().map(|version| format!("-{version}")).chain([String::new()]);
    versions
        .map(|version| (format!("/usr/bin/clang{version}"), format!("/usr/bin/llvm-ar{version}")))
        .find(|(clang, archiver)| Path::new(clang).is_file() && Path::new(archiver).is_file())
}

/// Installs packages of Debian's, or says which are missing.
pub(super) fn apt(packages: &[&str]) -> Result<(), String> {
    for line in [&["update"][..], &[&["install", "-y", "--no-install-recommends"], packages].concat()] {
        println!("    $ apt-get {}", line.join(" "));
        let status = Command::new("apt-get")
            .args(line)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdin(Stdio::null())
            .status();
        if !status.is_ok_and(|status| status.success()) {
            return Err(format!("these packages of Debian's are missing: {}", packages.join(" ")));
        }
    }
    Ok(())
}

fn has_sources(sysroot: &Path) -> bool {
    sysroot.join("lib/rustlib/src/rust/library/std").is_dir()
}

fn sysroot() -> Result<PathBuf, String> {
    let output = Command::new("rustc").args(["--print", "sysroot"]).output();
    let output = output.map_err(|why| format!("rustc can't be started: {why}"))?;
    Ok(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}

/// The linker that the usual toolchain carries; Debian's own is in a package of its own.
fn linker() -> Result<PathBuf, String> {
    let rustlib = sysroot()?.join("lib/rustlib");
    let hosts = fs::read_dir(&rustlib).map_err(|why| format!("{}: {why}", rustlib.display()))?;
    let carried = hosts.flatten().map(|host| host.path().join("bin/rust-lld")).find(|lld| lld.is_file());
    let debian = ["/usr/bin/rust-lld", "/usr/bin/wasm-ld-22", "/usr/bin/wasm-ld"].map(PathBuf::from);
    let found = carried.or_else(|| debian.into_iter().find(|lld| lld.is_file()));
    found.ok_or_else(|| "no linker for the target: rust-lld of a toolchain, or Debian's lld".to_owned())
}
