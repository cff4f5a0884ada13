//! The sentence above each type, field and variant in the engine's sources, for the types of TypeScript to carry.
//!
//! It is found by how the house writes code: one item a line, at the indents of rustfmt. What is not found has no sentence.

use std::collections::BTreeMap;
use std::path::Path;

#[derive(Default)]
pub(crate) struct Docs(BTreeMap<String, String>);

impl Docs {
    /// Reads all sources below a folder.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut docs = Self::default();
        docs.folder(folder);
        docs
    }

    pub(crate) fn of(&self, item: &str) -> Option<&str> {
        self.0.get(item).map(String::as_str)
    }

    fn folder(&mut self, folder: &Path) {
        let mut paths: Vec<_> = std::fs::read_dir(folder)
            .expect("a folder of sources")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                self.folder(&path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                self.file(&std::fs::read_to_string(&path).expect("a source is text"));
            }
        }
    }

    fn file(&mut self, text: &str) {
        // The type, and the variant or the command inside of it.
        let (mut of, mut member) = (String::new(), String::new());
        let mut sentence: Option<String> = None;
        for line in text.lines() {
            let indent = line.len() - line.trim_start().len();
            let code = line.trim_start();
            if let Some(doc) = code.strip_prefix("/// ") {
                match &mut sentence {
                    Some(sentence) if sentence.ends_with('\u{0}') => {}
                    Some(sentence) => *sentence += &format!(" {doc}"),
                    None => sentence = Some(doc.to_owned()),
                }
                continue;
            }
            if code == "///" {
                // Only the first paragraph.
                if let Some(sentence) = sentence.as_mut().filter(|sentence| !sentence.ends_with('\u{0}')) {
                    sentence.push('\u{0}');
                }
                continue;
            }
            if code.starts_with("#[") || code.starts_with("$(#") {
                continue;
            }
            let name: String = code
                .trim_start_matches("pub ")
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let item = match (indent, code) {
                (0, _) if code.starts_with("pub struct ") || code.starts_with("pub enum ") => {
                    of = code
                        .split_whitespace()
                        .nth(2)
                        .unwrap_or_default()
                        .trim_end_matches([';', '('])
                        .to_owned();
                    of = of.chars().take_while(|c| c.is_alphanumeric()).collect();
                    of.clone()
                }
                (0, "bodies! {") => {
                    "".clone_into(&mut of);
                    String::new()
                }
                (0, "events! {") => {
                    "Event".clone_into(&mut of);
                    String::new()
                }
                (4, _) if code.starts_with("pub ") => format!("{of}.{name}"),
                (4, _) if name.starts_with(|c: char| c.is_ascii_uppercase()) => {
                    member.clone_from(&name);
                    if of.is_empty() { name } else { format!("{of}::{name}") }
                }
                (8, _) if of.is_empty() => format!("{member}.{name}"),
                _ => String::new(),
            };
            if let Some(sentence) = sentence.take()
                && !item.is_empty()
            {
                let plain = sentence.trim_end_matches('\u{0}').replace("*/", "* /");
                let plain = plain.replace("[`", "`").replace("`]", "`");
                self.0.entry(item).or_insert(plain);
            }
        }
    }
}
