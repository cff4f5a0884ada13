//! The rule that holds rejection codes, their page and their tests together.
//!
//! The codes stand in two kinds of places: in the list of the `rejections!` macro, each on a line that starts with
//! `= "code"`, and in the `CODES` of each error type that the same list wraps. They are read as text, so that the rule
//! needs nothing built. Not here: whether a code's row says what is true, and whether its test tests it; the tests of
//! core see to the first.

use super::Finding;
use super::tree::{File, Tree};

const RULE: &str = "rejections";
/// The list of all rejections.
const LIST: &str = "core/src/rejection.rs";
/// The page that explains every rejection code.
const PAGE: &str = "docs/rejections.md";

/// A code, and where it is listed.
pub(super) struct Listed<'t> {
    pub(super) path: &'t str,
    pub(super) line: usize,
    pub(super) code: String,
}

/// Every rejection code is explained on the page, and brought about by a test through the public API.
pub(super) fn documented_and_tested(tree: &Tree) -> Vec<Finding> {
    let (codes, mut findings) = listed(tree);
    let page = tree.file(PAGE).map_or("", |page| page.text.as_str());
    for (index, Listed { path, line, code }) in codes.iter().enumerate() {
        let mut missing = |why: String| findings.push(Finding::new(path, *line, RULE, why));
        if codes[..index].iter().any(|earlier| earlier.code == *code) {
            missing(format!("`{code}` is listed twice"));
        }
        if !page.lines().any(|row| row.starts_with(&format!("| `{code}` |"))) {
            missing(format!("`{code}` has no row \"| `{code}` |\" in {PAGE}"));
        }
        if !is_tested(tree, code) {
            let why =
                format!("no test under core/tests/ names \"{code}\": bring it about through the public API");
            missing(why);
        }
    }
    for (line, row) in rows(page) {
        if !codes.iter().any(|listed| listed.code == row) {
            findings.push(Finding::new(PAGE, line, RULE, format!("`{row}` is no rejection code of {LIST}")));
        }
    }
    findings
}

/// Every code of the list and of the types that it wraps; and a finding for each place where codes should stand and none
/// can be read.
pub(super) fn listed(tree: &Tree) -> (Vec<Listed<'_>>, Vec<Finding>) {
    let Some(list) = tree.file(LIST) else {
        return (Vec::new(), vec![Finding::new(LIST, 1, RULE, "the list of rejections is missing")]);
    };
    let mut findings = Vec::new();
    let mut codes = own(list);
    if codes.is_empty() {
        findings.push(Finding::new(LIST, 1, RULE, "no line of the list starts with `= \"code\"`"));
    }
    for (line, name) in wrapped(list) {
        match tree.rust("core/src/").find_map(|file| codes_of(file, name)) {
            Some(more) => codes.extend(more),
            None => {
                let why = format!("no `impl {name}` has a `const CODES` with the codes of this error");
                findings.push(Finding::new(LIST, line, RULE, why));
            }
        }
    }
    (codes, findings)
}

/// The codes of the list's own rejections: the text on each line that starts with `= "`.
fn own(list: &File) -> Vec<Listed<'_>> {
    let mut codes = Vec::new();
    for (index, line) in list.lines.iter().enumerate().filter(|(_, line)| !line.test) {
        let text = line.live.trim_start().strip_prefix("= \"");
        if let Some((code, _)) = text.and_then(|text| text.split_once('"')) {
            codes.push(Listed { path: &list.path, line: index + 1, code: code.to_owned() });
        }
    }
    codes
}

/// The error types that the list wraps, each on a line such as `Money(MoneyError) = Invalid;`.
fn wrapped(list: &File) -> impl Iterator<Item = (usize, &str)> {
    let is_name = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_uppercase()) && text.chars().all(|c| c.is_ascii_alphanumeric())
    };
    list.lines.iter().enumerate().filter(|(_, line)| !line.test).filter_map(move |(index, line)| {
        let (variant, rest) = line.live.trim().split_once('(')?;
        let (error, kind) = rest.split_once(") = ")?;
        let all = [variant, error, kind.strip_suffix(';')?];
        all.into_iter().all(is_name).then_some((index + 1, error))
    })
}

/// The texts of `const CODES` in the `impl` of this type, each with its line; `None` where the file has no such list.
pub(super) fn codes_of<'t>(file: &'t File, name: &str) -> Option<Vec<Listed<'t>>> {
    let header = format!("impl {name} {{");
    let opened = file.lines.iter().position(|line| !line.test && line.live.trim() == header)?;
    let body = file.lines[opened..].iter().take_while(|line| line.live.trim_end() != "}");
    let first = opened + body.into_iter().position(|line| line.live.contains("const CODES"))?;
    let text: String = file.lines[first..].iter().flat_map(|line| [line.live.as_str(), "\n"]).collect();
    let start = text.find('=')?;
    let open = start + text[start..].find('[')?;
    let end = open + text[open..].find(']')?;
    let mut codes = Vec::new();
    let mut line = first + 1 + text[..open].matches('\n').count();
    for (index, piece) in text[open..end].split('"').enumerate() {
        if index % 2 == 1 {
            codes.push(Listed { path: &file.path, line, code: piece.to_owned() });
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

    /// Two own codes and one wrapped error; the macro's own rules and the examples must not be taken for codes.
    const LISTED: &str = r#"//! R.
macro_rules! rejections {
    ($name:ident = $code:literal) => { const OWN_CODES: &[&str] = &[$code]; };
}
rejections! {
own {
    /// Too late: `= "never"`.
    TooLate { at: Timestamp }
        = "late", Closed, Final, "closed at {at}";
    NoFunds {}
        = "no_funds", Limit, Transient, "too little";
}
wrapped {
    /// An amount.
    Money(MoneyError) = Invalid;
}
}
#[cfg(test)]
mod tests {
    const A: &str
        = "no_code";
}
"#;
    const MONEY: &str = r#"//! M.
impl Other {
    pub const CODES: &[&str] = &["of_another"];
}

impl MoneyError {
    /// All.
    pub const CODES: &'static [&'static str] =
        &["bad_amount", // no money
        "no_currency",
    ];
}
"#;
    const ROWS: &str = "| Code | Kind |\n|---|---|\n| `late` | closed |\n| `no_funds` | limit |\n\
                        | `bad_amount` | invalid |\n| `no_currency` | invalid |\n";
    const TESTS: &str = "//! T.\nrefused(\"late\");\nrefused(\"no_funds\");\n\
                         refused(\"bad_amount\", \"no_currency\");\n";

    fn found(list: &str, money: &str, page: &str, tests: &str) -> Vec<String> {
        let tree = planted(&[
            (LIST, list),
            ("core/src/money/error.rs", money),
            (PAGE, page),
            ("core/tests/place.rs", tests),
        ]);
        documented_and_tested(&tree).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn codes_that_are_documented_and_tested_pass() {
        assert_eq!(found(LISTED, MONEY, ROWS, TESTS), [""; 0]);
        let kinds = "\n| kind | status |\n|---|---|\n| `conflict` | 409 |\n";
        let page = format!("{ROWS}{kinds}");
        assert_eq!(found(LISTED, MONEY, &page, TESTS), [""; 0], "another table is not a list of codes");
    }

    #[test]
    fn a_code_without_a_row_is_caught() {
        let page = ROWS.replace("| `no_funds` | limit |\n", "").replace("| `no_currency`", "`no_currency`");
        let why =
            |code: &str| format!("rejections: `{code}` has no row \"| `{code}` |\" in docs/rejections.md");
        let expected = [
            format!("core/src/rejection.rs:11: {}", why("no_funds")),
            format!("core/src/money/error.rs:10: {}", why("no_currency")),
        ];
        assert_eq!(found(LISTED, MONEY, &page, TESTS), expected);
    }

    #[test]
    fn a_code_without_a_test_is_caught_even_when_a_comment_names_it() {
        let tests = TESTS.replace("refused(\"late\")", "// refused(\"late\")");
        let found = found(LISTED, MONEY, ROWS, &tests);
        assert_eq!(found.len(), 1, "{found:?}");
        let start = "core/src/rejection.rs:9: rejections: no test under core/tests/ names \"late\"";
        assert!(found[0].starts_with(start), "{found:?}");
    }

    #[test]
    fn a_row_without_a_code_and_a_double_code_are_caught() {
        let gone = format!("{ROWS}| `gone` | closed |\n");
        let expected =
            "docs/rejections.md:7: rejections: `gone` is no rejection code of core/src/rejection.rs";
        assert_eq!(found(LISTED, MONEY, &gone, TESTS), [expected]);
        let found = found(LISTED, &MONEY.replace("\"no_currency\"", "\"late\""), ROWS, TESTS);
        assert!(found[0].ends_with("error.rs:10: rejections: `late` is listed twice"), "{found:?}");
    }

    #[test]
    fn codes_that_cannot_be_found_are_caught() {
        let moved = MONEY.replace("impl MoneyError", "impl SomeError");
        let found_moved = found(LISTED, &moved, ROWS, TESTS);
        let start = "core/src/rejection.rs:15: rejections: no `impl MoneyError` has a `const CODES`";
        assert!(found_moved[0].starts_with(start), "{found_moved:?}");
        let nothing = found("//! R.\n", MONEY, ROWS, TESTS);
        assert!(nothing[0].contains("no line of the list starts with"), "{nothing:?}");
        let missing = documented_and_tested(&planted(&[("core/src/lib.rs", "//! L.\n")]));
        assert!(missing[0].why.contains("is missing"), "{}", missing[0]);
    }
}
