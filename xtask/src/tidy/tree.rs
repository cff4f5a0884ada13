//! The files that the rules look at: those that git tracks, and those it would track. Without git, all files but
//! build output. Only text is kept; no rule lives here.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use super::source::{self, Line};

/// A text file.
pub(super) struct File {
    /// From the root, with `/` between the parts.
    pub(super) path: String,
    pub(super) text: String,
    /// The lines of a Rust file, taken apart; empty for any other.
    pub(super) lines: Vec<Line>,
}

/// All files of the workspace.
pub(super) struct Tree {
    pub(super) files: Vec<File>,
    /// Every file and folder, binary ones too.
    paths: BTreeSet<String>,
}

impl Tree {
    /// Reads the files under `root`.
    pub(super) fn load(root: &Path) -> io::Result<Self> {
        let paths = match listed_by_git(root) {
            Some(paths) => paths,
            None => walked(root)?,
        };
        let mut texts = Vec::new();
        for path in paths {
            let place = root.join(&path);
            if place.is_file() {
                let bytes = fs::read(place)?;
                let text = if bytes.contains(&0) { None } else { String::from_utf8(bytes).ok() };
                texts.push((path, text));
            }
        }
        Ok(Self::of(texts))
    }

    /// A tree of these files; `None` stands for one that is not text.
    pub(super) fn of(texts: impl IntoIterator<Item = (String, Option<String>)>) -> Self {
        let mut files = Vec::new();
        let mut paths = BTreeSet::new();
        for (path, text) in texts {
            paths.extend(path.match_indices('/').map(|(end, _)| path[..end].to_owned()));
            paths.insert(path.clone());
            if let Some(text) = text {
                let lines = if ending(&path) == "rs" { source::lines(&text) } else { Vec::new() };
                files.push(File { path, text, lines });
            }
        }
        Self { files, paths }
    }

    /// The Rust files below a folder; `""` is the whole tree.
    pub(super) fn rust(&self, folder: &str) -> impl Iterator<Item = &File> {
        self.files.iter().filter(move |file| ending(&file.path) == "rs" && file.path.starts_with(folder))
    }

    /// The text file at this path.
    pub(super) fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Whether there is a file or a folder at this path.
    pub(super) fn exists(&self, path: &str) -> bool {
        path.is_empty() || self.paths.contains(path)
    }
}

/// What stands after the last dot of the name; `""` where there is none.
pub(super) fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Tracked files, and untracked ones that are not ignored. `None` where git is missing, refuses, or knows nothing of
/// this folder (a copy unpacked inside somebody else's repository).
fn listed_by_git(root: &Path) -> Option<BTreeSet<String>> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let names = String::from_utf8(output.stdout).ok()?;
    let paths: BTreeSet<String> = names.split_terminator('\0').map(str::to_owned).collect();
    (output.status.success() && paths.contains("Cargo.toml")).then_some(paths)
}

/// Every file under `root`, apart from git's own, build output and installed packages.
fn walked(root: &Path) -> io::Result<BTreeSet<String>> {
    let mut paths = BTreeSet::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if !entry.file_type()?.is_dir() {
                paths.insert(path);
            } else if !passed_over(&name) && !entry.path().join("CACHEDIR.TAG").exists() {
                folders.push(path);
            }
        }
    }
    Ok(paths)
}

fn passed_over(folder: &str) -> bool {
    [".git", "target", "node_modules", "__pycache__", ".venv"].contains(&folder)
}

/// A tree for the tests of the rules.
#[cfg(test)]
pub(super) fn planted(files: &[(&str, &str)]) -> Tree {
    Tree::of(files.iter().map(|(path, text)| ((*path).to_owned(), Some((*text).to_owned()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_knows_its_files_and_their_folders() {
        let tree = Tree::of([
            ("core/src/book.rs".to_owned(), Some("//! The book.\n".to_owned())),
            ("docs/ball.png".to_owned(), None),
        ]);
        assert!(tree.exists("core/src/book.rs") && tree.exists("core") && tree.exists("docs/ball.png"));
        assert!(!tree.exists("core/src/boo"));
        assert_eq!(tree.rust("core/").count(), 1);
        assert_eq!(tree.files.len(), 1, "a binary file has no text");
    }

    #[test]
    fn without_git_the_walk_finds_this_file_and_no_build_output() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let paths = walked(root).expect("the folder can be read");
        assert!(paths.contains("src/tidy/tree.rs"));
        assert!(!paths.iter().any(|path| path.starts_with("target/")));
    }
}
