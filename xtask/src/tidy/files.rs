//! Rules that hold for any file: what it begins with, how long it is, and what must not be written in it.
//!
//! The forbidden words are put together from halves, so that this file does not contain them.

use super::Finding;
use super::tree::{File, Tree, ending};

/// Above this, a file is two files. Most are below 300.
const MOST_LINES: usize = 600;

/// A module comment says what the room is for, and what is not in it.
pub(super) fn module_comment(tree: &Tree) -> Vec<Finding> {
    let bare = tree.rust("").filter(|file| !file.text.starts_with("//! "));
    bare.map(|file| {
        Finding::new(
            &file.path,
            1,
            "module-comment",
            "the file must begin with a `//!` comment that says what it is for",
        )
    })
    .collect()
}

/// A file that a person can hold in their head.
pub(super) fn length(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust("") {
        let lines = file.text.lines().count();
        if lines > MOST_LINES {
            let why = format!(
                "{lines} lines, and {MOST_LINES} are the most: cut the file where its subject changes"
            );
            findings.push(Finding::new(&file.path, MOST_LINES + 1, "length", why));
        }
    }
    findings
}

/// What is on the main branch is finished: no placeholder, no mark to come back, no test that does not run.
pub(super) fn nothing_left_open(tree: &Tree) -> Vec<Finding> {
    const IN_CODE: [&str; 3] =
        [concat!("todo", "!("), concat!("unimplemented", "!("), concat!("#[", "ignore")];
    const IN_COMMENTS: [&str; 3] = [concat!("FIX", "ME"), concat!("XX", "X"), concat!("``", "`ignore")];
    let mut findings = Vec::new();
    for file in tree.rust("") {
        for (index, line) in file.lines.iter().enumerate() {
            let in_code = IN_CODE.into_iter().filter(|mark| line.code.contains(mark));
            let in_comments = IN_COMMENTS.into_iter().filter(|mark| line.comment.contains(mark));
            for mark in in_code.chain(in_comments) {
                let why =
                    format!("`{mark}` is unfinished work: finish it, or write an issue and take it out");
                findings.push(Finding::new(&file.path, index + 1, "nothing-left-open", why));
            }
        }
    }
    findings
}

/// Where packages come from is the toolchain's affair, and a mirror's; lock files name it for us.
pub(super) fn no_registry_host(tree: &Tree) -> Vec<Finding> {
    const HOSTS: [&str; 7] = [
        concat!("crates", ".io"),
        concat!("pypi", ".org"),
        concat!("python", "hosted.org"),
        concat!("npm", "js.org"),
        concat!("npm", "js.com"),
        concat!("proxy.", "golang.org"),
        concat!("ruby", "gems.org"),
    ];
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| !is_lock(&file.path)) {
        for (number, line) in numbered(file) {
            for host in HOSTS.into_iter().filter(|host| line.contains(host)) {
                let why = format!(
                    "`{host}` is the host of a package registry: name the package, not where it is kept"
                );
                findings.push(Finding::new(&file.path, number, "no-registry-host", why));
            }
        }
    }
    findings
}

/// A path of one machine is wrong on every other.
pub(super) fn no_machine_path(tree: &Tree) -> Vec<Finding> {
    const PLACES: [&str; 3] = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| !is_lock(&file.path)) {
        for (number, line) in numbered(file) {
            for place in PLACES.into_iter().filter(|place| has_root(line, place)) {
                let why = format!(
                    "a path below `{place}` is there on one machine only: take it relative to the root"
                );
                findings.push(Finding::new(&file.path, number, "no-machine-path", why));
            }
        }
    }
    findings
}

/// Whether a path begins here with `place`; in `docs/..` or an address, the same letters come after another part.
fn has_root(line: &str, place: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || "_-.~*}>".contains(c);
    line.match_indices(place).any(|(at, _)| !line[..at].ends_with(inside))
}

fn is_lock(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    ending(name) == "lock" || name == "package-lock.json" || name == "pnpm-lock.yaml"
}

fn numbered(file: &File) -> impl Iterator<Item = (usize, &str)> {
    file.text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

#[cfg(test)]
mod tests {
    use super::super::tree::planted;
    use super::*;

    type Rule = fn(&Tree) -> Vec<Finding>;

    #[track_caller]
    fn caught(rule: Rule, path: &str, text: &str, lines: &[usize]) {
        let found: Vec<usize> = rule(&planted(&[(path, text)])).iter().map(|finding| finding.line).collect();
        assert_eq!(found, lines, "{path}: {text}");
    }

    #[test]
    fn a_file_without_a_module_comment_is_caught() {
        caught(module_comment, "simulator/src/lib.rs", "use std::fmt;\n//! Late.\n", &[1]);
        caught(module_comment, "simulator/src/lib.rs", "", &[1]);
        caught(module_comment, "simulator/src/lib.rs", "//! The simulator.\n", &[]);
        caught(module_comment, "README.md", "# RealDeal\n", &[]);
    }

    #[test]
    fn a_file_that_is_too_long_is_caught() {
        let filled = |lines: usize| format!("//! Long.\n{}", "\n".repeat(lines - 1));
        caught(length, "core/src/book.rs", &filled(600), &[]);
        caught(length, "core/src/book.rs", &filled(601), &[601]);
    }

    #[test]
    fn unfinished_work_is_caught() {
        for mark in ["todo!()", "unimplemented!(\"later\")", "#[ignore]", "#[ignore = \"slow\"]"] {
            caught(nothing_left_open, "core/tests/a.rs", &format!("//! A.\n{mark}\n"), &[2]);
        }
        for mark in ["FIXME", "XXX", "```ignore"] {
            caught(nothing_left_open, "core/src/a.rs", &format!("//! A.\n/// {mark} later\n"), &[2]);
        }
        // The code that means "no currency" in ISO 4217 may stand in a test.
        caught(nothing_left_open, "core/src/a.rs", "let none = \"XXX\";\n", &[]);
        caught(nothing_left_open, "CONTRIBUTING.md", "No FIXME, no todo!() on main.\n", &[]);
    }

    #[test]
    fn a_registry_host_is_caught_but_not_in_a_lock_file() {
        let line = concat!("see https://crates", ".io/crates/realdeal\n");
        caught(no_registry_host, "README.md", line, &[1]);
        caught(no_registry_host, "bindings-wasm/a.ts", concat!("// from registry.npm", "js.org\n"), &[1]);
        caught(no_registry_host, "Cargo.lock", line, &[]);
        caught(no_registry_host, "bindings-wasm/package-lock.json", line, &[]);
    }

    #[test]
    fn a_path_of_one_machine_is_caught() {
        caught(no_machine_path, "docs/a.md", concat!("\n`/ho", "me/ann/book.db`\n"), &[2]);
        caught(no_machine_path, ".ci/run", concat!("cd /wo", "rk/main\n"), &[1]);
        caught(no_machine_path, "core/src/a.rs", concat!("let a = \"/ro", "ot/.x\";\n"), &[1]);
        caught(
            no_machine_path,
            "docs/a.md",
            concat!("https://example.org/ho", "me/ and ./wo", "rk/a\n"),
            &[],
        );
    }
}
