//! Rules that hold two lists together: rejection codes with their page and their tests, examples with the table
//! of their runs, settings with the tests that read them.

use super::Finding;
use super::tree::{File, Tree};
use crate::examples::{self, RUNS};
use crate::settings::SETTINGS;

/// The page that explains every rejection code.
const PAGE: &str = "docs/rejections.md";

/// Every rejection code is explained on the page, and brought about by a test through the public API.
pub(super) fn rejections_documented_and_tested(tree: &Tree) -> Vec<Finding> {
    const RULE: &str = "rejections";
    let room =
        |file: &&File| file.path == "core/src/rejection.rs" || file.path.starts_with("core/src/rejection/");
    let listed = tree.rust("core/src/").filter(room).find_map(|file| Some((file, codes(file)?)));
    let Some((file, codes)) = listed else {
        let why = "there is no `pub const CODES: &[&str] = &[\"...\"]` with every rejection code";
        return vec![Finding::new("core/src/rejection.rs", 1, RULE, why)];
    };
    let page = tree.file(PAGE).map_or("", |page| page.text.as_str());
    let rows = rows(page);
    let mut findings = Vec::new();
    for (index, (line, code)) in codes.iter().enumerate() {
        let mut missing = |why: String| findings.push(Finding::new(&file.path, *line, RULE, why));
        if codes[..index].iter().any(|(_, earlier)| earlier == code) {
            missing(format!("`{code}` is listed twice"));
        }
        if !page.lines().any(|row| row.starts_with(&format!("| `{code}` |"))) {
            missing(format!("`{code}` has no row \"| `{code}` |\" in {PAGE}"));
        }
        if !is_tested(tree, code) {
            missing(format!(
                "no test under core/tests/ names \"{code}\": bring it about through the public API"
            ));
        }
    }
    for (line, row) in rows {
        if !codes.iter().any(|(_, code)| *code == row) {
            findings.push(Finding::new(
                PAGE,
                line,
                RULE,
                format!("`{row}` is no rejection code of {}", file.path),
            ));
        }
    }
    findings
}

/// Every example is in the table of runs, and every run has its example.
pub(super) fn examples_run(tree: &Tree) -> Vec<Finding> {
    const RULE: &str = "examples";
    const TABLE: &str = "xtask/src/examples.rs";
    let found: Vec<(&str, &str)> = tree
        .rust("examples/")
        .filter_map(|file| Some((examples::name_of(&file.path)?, file.path.as_str())))
        .collect();
    let forgotten = found.iter().filter(|(name, _)| !RUNS.iter().any(|run| run.name == *name));
    let gone = RUNS.iter().filter(|run| !found.iter().any(|(name, _)| *name == run.name));
    let forgotten = forgotten.map(|(name, path)| {
        Finding::new(
            path,
            1,
            RULE,
            format!("`{name}` is not in the table of {TABLE}: give it small arguments there"),
        )
    });
    let gone = gone.map(|run| Finding::new(TABLE, 1, RULE, format!("there is no example `{}`", run.name)));
    forgotten.chain(gone).collect()
}

/// A setting that no test reads would run the same tests again and show nothing.
pub(super) fn settings_read(tree: &Tree) -> Vec<Finding> {
    let unread = SETTINGS.iter().filter(|setting| {
        let name = format!("\"{}\"", setting.variable);
        !tree.rust("core/").any(|file| file.lines.iter().any(|line| line.live.contains(&name)))
    });
    unread
        .map(|setting| {
            let why = format!(
                "nothing in core/ reads {}, so the run \"{}\" shows nothing",
                setting.variable, setting.name
            );
            Finding::new("xtask/src/settings.rs", 1, "settings", why)
        })
        .collect()
}

/// The string literals of `const CODES`, each with its line; `None` where the file has no such list.
fn codes(file: &File) -> Option<Vec<(usize, String)>> {
    let first = file.lines.iter().position(|line| line.live.contains("const CODES"))?;
    let text: String = file.lines[first..].iter().flat_map(|line| [line.live.as_str(), "\n"]).collect();
    let start = text.find('=')?;
    let open = start + text[start..].find('[')?;
    let end = open + text[open..].find(']')?;
    let mut codes = Vec::new();
    let mut line = first + 1 + text[..open].matches('\n').count();
    for (index, piece) in text[open..end].split('"').enumerate() {
        if index % 2 == 1 {
            codes.push((line, piece.to_owned()));
        }
        line += piece.matches('\n').count();
    }
    Some(codes)
}

/// The codes that the page has rows for, in tables whose first column is headed "code".
fn rows(page: &str) -> Vec<(usize, &str)> {
    let mut rows = Vec::new();
    let mut inside = false;
    for (index, line) in page.lines().enumerate() {
        let Some(cell) = line.strip_prefix('|').and_then(|rest| rest.split('|').next()) else {
            inside = false;
            continue;
        };
        inside |= cell.trim().eq_ignore_ascii_case("code");
        if let Some(code) = cell.trim().strip_prefix('`').and_then(|rest| rest.strip_suffix('`'))
            && inside
        {
            rows.push((index + 1, code));
        }
    }
    rows
}

fn is_tested(tree: &Tree, code: &str) -> bool {
    let name = format!("\"{code}\"");
    tree.rust("core/tests/").any(|file| file.lines.iter().any(|line| line.live.contains(&name)))
}

#[cfg(test)]
mod tests {
    use super::super::tree::planted;
    use super::*;

    const LIST: &str =
        "//! R.\n/// All.\npub const CODES: &[&str] =\n    &[\"late\", // no bet\n    \"no_funds\",\n];\n";
    const ROWS: &str = "| Code | Kind |\n|---|---|\n| `late` | conflict |\n| `no_funds` | refused |\n";
    const TESTS: &str = "//! T.\nrefused(\"late\");\nrefused(\"no_funds\");\n";

    fn rejections(list: &str, page: &str, tests: &str) -> Vec<String> {
        let tree = planted(&[("core/src/rejection.rs", list), (PAGE, page), ("core/tests/place.rs", tests)]);
        rejections_documented_and_tested(&tree).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn codes_that_are_documented_and_tested_pass() {
        assert_eq!(rejections(LIST, ROWS, TESTS), [""; 0]);
        let kinds = "\n| kind | status |\n|---|---|\n| `conflict` | 409 |\n";
        assert_eq!(
            rejections(LIST, &format!("{ROWS}{kinds}"), TESTS),
            [""; 0],
            "another table is not a list of codes"
        );
    }

    #[test]
    fn a_code_without_a_row_is_caught() {
        let page = ROWS.replace("| `no_funds` | refused |\n", "`no_funds` is refused\n");
        let found = rejections(LIST, &page, TESTS);
        assert_eq!(
            found,
            [
                "core/src/rejection.rs:5: rejections: `no_funds` has no row \"| `no_funds` |\" in docs/rejections.md"
            ]
        );
    }

    #[test]
    fn a_code_without_a_test_is_caught_even_when_a_comment_names_it() {
        let found = rejections(LIST, ROWS, "//! T.\n// refused(\"late\");\nrefused(\"no_funds\");\n");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0]
                .starts_with("core/src/rejection.rs:4: rejections: no test under core/tests/ names \"late\"")
        );
    }

    #[test]
    fn a_row_without_a_code_a_double_code_and_a_missing_list_are_caught() {
        let found = rejections(LIST, &format!("{ROWS}| `gone` | refused |\n"), TESTS);
        assert_eq!(
            found,
            ["docs/rejections.md:5: rejections: `gone` is no rejection code of core/src/rejection.rs"]
        );
        let found = rejections(&LIST.replace("no_funds", "late"), ROWS, TESTS);
        assert!(found[0].ends_with("`late` is listed twice"), "{found:?}");
        let found = rejections("//! R.\n", ROWS, TESTS);
        assert!(found[0].contains("there is no `pub const CODES"), "{found:?}");
    }

    #[test]
    fn an_example_outside_the_table_is_caught_and_a_run_without_an_example_too() {
        let mut files: Vec<(String, Option<String>)> = RUNS
            .iter()
            .map(|run| (format!("examples/{}.rs", run.name), Some("//! E.\n".to_owned())))
            .collect();
        assert_eq!(examples_run(&Tree::of(files.clone())), []);
        files.push(("examples/planted.rs".to_owned(), Some("//! E.\n".to_owned())));
        let found = examples_run(&Tree::of(files));
        assert_eq!(found.len(), 1);
        assert!(
            found[0]
                .to_string()
                .starts_with("examples/planted.rs:1: examples: `planted` is not in the table")
        );
        assert_eq!(examples_run(&planted(&[])).len(), RUNS.len());
    }

    #[test]
    fn a_setting_that_nothing_reads_is_caught() {
        let reads = SETTINGS
            .iter()
            .fold("//! T.\n".to_owned(), |text, s| text + &format!("var(\"{}\");\n", s.variable));
        assert_eq!(settings_read(&planted(&[("core/tests/common/mod.rs", &reads)])), []);
        let partly = reads.replace("REALDEAL_TEST_PAGE", "REALDEAL_TEST_PAGES");
        let found = settings_read(&planted(&[("core/tests/common/mod.rs", &partly)]));
        assert_eq!(found.len(), 1);
        assert!(found[0].why.contains("REALDEAL_TEST_PAGE"), "{}", found[0]);
    }
}
