//! The rule for links in the papers: what a page at the root or in `docs/` points to is in the repository.
//!
//! Addresses on the network are not asked, and sections within a page are not looked for.

use super::Finding;
use super::tree::{File, Tree, ending};

/// Every relative link leads to a file or a folder that is there.
pub(super) fn relative_links_lead_somewhere(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| is_paper(&file.path)) {
        for (line, target) in targets(file) {
            let path = target.split(['#', '?']).next().unwrap_or(target);
            let there = resolved(&file.path, path).is_some_and(|path| tree.exists(&path));
            if !there {
                findings.push(Finding::new(
                    &file.path,
                    line,
                    "links",
                    format!("`{target}` leads to no file of the repository"),
                ));
            }
        }
    }
    findings
}

fn is_paper(path: &str) -> bool {
    ending(path) == "md" && (!path.contains('/') || path.starts_with("docs/"))
}

/// The relative targets of `[text](target)` and `[name]: target`, outside of code.
fn targets(file: &File) -> Vec<(usize, &str)> {
    let mut targets = Vec::new();
    let mut fence = None;
    for (index, line) in file.text.lines().enumerate() {
        let start = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark));
        if mark.is_some() && (fence.is_none() || fence == mark) {
            fence = if fence.is_some() { None } else { mark };
        } else if fence.is_none() {
            targets.extend(in_line(line).into_iter().map(|target| (index + 1, target)));
        }
    }
    targets.retain(|(_, target)| is_relative(target));
    targets
}

fn in_line(line: &str) -> Vec<&str> {
    let mut targets = Vec::new();
    if let Some((_, target)) = line.split_once("]: ").filter(|_| line.starts_with('[')) {
        targets.extend(target.split_whitespace().next());
    }
    for (at, _) in line.match_indices("](") {
        let in_code = line[..at].matches('`').count() % 2 == 1;
        let target = line[at + 2..].split(')').next().and_then(|inside| inside.split_whitespace().next());
        targets.extend(target.filter(|_| !in_code));
    }
    targets
}

fn is_relative(target: &str) -> bool {
    let address = target.split_once(':').is_some_and(|(scheme, _)| scheme.chars().all(char::is_alphanumeric));
    !target.starts_with('#') && !address
}

/// The target as a path from the root; `None` where it leads out of the repository.
fn resolved(page: &str, target: &str) -> Option<String> {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole = match target.strip_prefix('/') {
        Some(from_root) => from_root.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut parts = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::super::tree::planted;
    use super::*;

    #[track_caller]
    fn dead(path: &str, text: &str, lines: &[usize]) {
        let tree = planted(&[(path, text), ("docs/rejections.md", ""), ("core/src/book.rs", "//! B.\n")]);
        let found: Vec<usize> =
            relative_links_lead_somewhere(&tree).iter().map(|finding| finding.line).collect();
        assert_eq!(found, lines, "{path}: {text}");
    }

    #[test]
    fn a_dead_link_is_caught() {
        dead("README.md", "\n[a](docs/gone.md)\n", &[2]);
        dead("README.md", "[a](docs/rejections.md) and [b](core/gone)\n", &[1]);
        dead("README.md", "[a]: docs/gone.md\n", &[1]);
        dead("docs/a.md", "[a](rejection.md)\n![b](../ball.png \"a ball\")\n", &[1, 2]);
        dead("docs/a.md", "[a](../../elsewhere/)\n", &[1]);
    }

    #[test]
    fn a_link_that_leads_somewhere_or_is_none_passes() {
        dead("README.md", "[a](docs/rejections.md#late) [b](core) [c](./core/src/) [d](#here)\n", &[]);
        dead(
            "docs/a.md",
            "[a](../core/src/book.rs) [b](rejections.md) [c](/core) [d](https://example.org/x)\n",
            &[],
        );
        dead(
            "README.md",
            "```md\n[a](gone.md)\n```\nand `[a](gone.md)`, mailto: [b](mailto:a@example.org)\n",
            &[],
        );
        dead("core/README.md", "[a](gone.md)\n", &[]);
    }
}
