//! The rule that holds the codes and the table of their messages together.
//!
//! Each code has a row in the table, and the rows stand in the order of the codes: first those of rejections, then those of
//! storage errors. The rows are read as text, each starting with a line such as `"bad_amount":`. Not here: whether a row has
//! both languages (the table would not build), and whether they say the same (the tests of core see to that).

use super::Finding;
use super::rejections::{self, Listed};
use super::tree::{File, Tree};

const RULE: &str = "messages";
/// The table of all messages.
const TABLE: &str = "core/src/message/templates.rs";
/// The errors that are no rejections and have messages, too.
const STORAGE: &str = "core/src/storage/error.rs";

/// A row of the table.
struct Row<'t> {
    line: usize,
    code: &'t str,
}

/// Every code of a rejection or a storage error has one row in the table of messages, in the order of the codes.
pub(super) fn said_in_order(tree: &Tree) -> Vec<Finding> {
    let Some(table) = tree.file(TABLE) else {
        return vec![Finding::new(TABLE, 1, RULE, "the table of messages is missing")];
    };
    // Codes of rejections that can't be read are findings of the rule for rejections.
    let (mut codes, _) = rejections::listed(tree);
    let mut findings = Vec::new();
    match tree.file(STORAGE).and_then(|file| rejections::codes_of(file, "StorageError")) {
        Some(more) => codes.extend(more),
        None => findings.push(Finding::new(STORAGE, 1, RULE, "no `impl StorageError` has a `const CODES`")),
    }
    let rows = rows(table);
    findings.extend(without_a_row(&codes, &rows));
    findings.extend(out_of_place(&codes, &rows));
    findings
}

fn rows(table: &File) -> Vec<Row<'_>> {
    let lines = table.lines.iter().enumerate().filter(|(_, line)| !line.test);
    lines.filter_map(|(index, line)| row_of(&line.live).map(|code| Row { line: index + 1, code })).collect()
}

/// The code that a row starts with.
fn row_of(line: &str) -> Option<&str> {
    line.trim().strip_prefix('"')?.strip_suffix("\":")
}

fn without_a_row(codes: &[Listed<'_>], rows: &[Row<'_>]) -> Vec<Finding> {
    let missing = codes.iter().filter(|listed| rows.iter().all(|row| row.code != listed.code));
    let finding = |listed: &Listed<'_>| {
        let why = format!("`{}` has no row `\"{}\":` in {TABLE}", listed.code, listed.code);
        Finding::new(listed.path, listed.line, RULE, why)
    };
    missing.map(finding).collect()
}

/// Each row whose code is not one, is there already, or comes before that of an earlier row.
fn out_of_place(codes: &[Listed<'_>], rows: &[Row<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    // The furthest code so far, and its place in the list.
    let mut last: Option<(usize, &str)> = None;
    for &Row { line, code } in rows {
        let place = codes.iter().position(|listed| listed.code == code);
        let why = match (place, last) {
            (None, _) => format!("`{code}` is no code of a rejection or a storage error"),
            (Some(place), Some((before, _))) if place == before => format!("`{code}` has two rows"),
            (Some(place), Some((before, after))) if place < before => {
                format!("the row of `{code}` must stand before that of `{after}`, as the codes do")
            }
            (Some(place), _) => {
                last = Some((place, code));
                continue;
            }
        };
        findings.push(Finding::new(TABLE, line, RULE, why));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::tree::planted;
    use super::*;

    const LIST: &str = "//! R.\nrejections! {\nown {\n    TooLate {}\n        = \"late\", Closed, Final, \"late\";\n    \
                        NoFunds {}\n        = \"no_funds\", Limit, Transient, \"little\";\n}\nwrapped {\n}\n}\n";
    const ERROR: &str = "//! S.\nimpl StorageError {\n    pub const CODES: &[&str] = &[\"lost\"];\n}\n";
    const ROWS: &str = "//! T.\ntemplates! {\n    \"late\":\n        \"late\",\n        \"tard\";\n    \"no_funds\":\n        \
                        \"little: {a}\",\n        \"peu\";\n    \"lost\":\n        \"lost\",\n        \"perdu\";\n}\n";

    fn found(table: &str, storage: &str) -> Vec<String> {
        let tree = planted(&[("core/src/rejection.rs", LIST), (STORAGE, storage), (TABLE, table)]);
        said_in_order(&tree).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_table_with_each_code_in_order_passes() {
        assert_eq!(found(ROWS, ERROR), [""; 0]);
    }

    #[test]
    fn a_code_without_a_row_is_caught_where_it_is_listed() {
        let table = ROWS.replace("\"no_funds\":", "// \"no_funds\":").replace("\"lost\":", "");
        let expected = [
            "core/src/rejection.rs:7: messages: `no_funds` has no row `\"no_funds\":` in core/src/message/templates.rs",
            "core/src/storage/error.rs:3: messages: `lost` has no row `\"lost\":` in core/src/message/templates.rs",
        ];
        assert_eq!(found(&table, ERROR), expected);
    }

    #[test]
    fn a_row_that_is_out_of_place_is_caught() {
        let swapped = ROWS
            .replace("\"late\":", "\"x\":")
            .replace("\"lost\":", "\"late\":")
            .replace("\"x\":", "\"lost\":");
        let why = "must stand before that of `lost`, as the codes do";
        let expected = [
            format!("{TABLE}:6: messages: the row of `no_funds` {why}"),
            format!("{TABLE}:9: messages: the row of `late` {why}"),
        ];
        assert_eq!(found(&swapped, ERROR), expected);
        let twice = ROWS.replace("    \"lost\":", "    \"no_funds\":\n    \"gone\":\n    \"lost\":");
        let expected = [
            format!("{TABLE}:9: messages: `no_funds` has two rows"),
            format!("{TABLE}:10: messages: `gone` is no code of a rejection or a storage error"),
        ];
        assert_eq!(found(&twice, ERROR), expected);
    }

    #[test]
    fn lists_that_cannot_be_found_are_caught() {
        let moved = ERROR.replace("StorageError", "OtherError");
        assert!(found(ROWS, &moved)[0].contains("no `impl StorageError` has a `const CODES`"));
        let missing = said_in_order(&planted(&[("core/src/lib.rs", "//! L.\n")]));
        assert!(missing[0].why.contains("is missing"), "{}", missing[0]);
    }
}
