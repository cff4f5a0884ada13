//! Takes a Rust file apart into code, strings and comments, line by line, as far as the rules need it.
//!
//! It is no parser: it knows comments, string and character literals, and where a `#[cfg(test)]` item ends.

/// One line of a Rust file, in three readings.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Without comments, and without what is inside of strings.
    pub(super) code: String,
    /// Without comments; strings are kept.
    pub(super) live: String,
    /// The comment alone, with its slashes.
    pub(super) comment: String,
    /// Whether the line belongs to an item that is compiled for tests only.
    pub(super) test: bool,
}

impl Line {
    /// Whether there is neither code nor attribute on the line, only a comment.
    pub(super) fn only_comment(&self) -> bool {
        self.code.trim().is_empty() && !self.comment.is_empty()
    }

    /// Whether the line is an attribute and nothing else.
    pub(super) fn only_attribute(&self) -> bool {
        let code = self.code.trim();
        code.starts_with("#[") && code.ends_with(']')
    }
}

#[derive(Clone, Copy)]
enum State {
    Code,
    LineComment,
    BlockComment { depth: usize },
    Text,
    RawText { hashes: usize },
}

/// The lines of `text`; as many as `str::lines` gives.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let chars: Vec<char> = text.chars().collect();
    let mut lines = Vec::new();
    let mut line = Line::default();
    let mut state = State::Code;
    let mut at = 0;
    while at < chars.len() {
        if chars[at] == '\n' {
            if matches!(state, State::LineComment) {
                state = State::Code;
            }
            lines.push(std::mem::take(&mut line));
            at += 1;
            continue;
        }
        let (next, taken) = step(state, &chars[at..], &mut line);
        state = next;
        at += taken;
    }
    if !text.is_empty() && !text.ends_with('\n') {
        lines.push(line);
    }
    mark_tests(&mut lines);
    lines
}

/// Reads the next piece of a line: what state it leaves, and how many characters it took.
fn step(state: State, rest: &[char], line: &mut Line) -> (State, usize) {
    let second = rest.get(1).copied();
    match state {
        State::LineComment => {
            line.comment.push(rest[0]);
            (state, 1)
        }
        State::BlockComment { depth } => {
            let (depth, taken) = match (rest[0], second) {
                ('/', Some('*')) => (depth + 1, 2),
                ('*', Some('/')) => (depth - 1, 2),
                _ => (depth, 1),
            };
            line.comment.extend(&rest[..taken]);
            (if depth == 0 { State::Code } else { State::BlockComment { depth } }, taken)
        }
        State::Text => {
            let taken = if rest[0] == '\\' && second.is_some_and(|c| c != '\n') { 2 } else { 1 };
            if rest[0] == '"' {
                line.code.push('"');
            }
            line.live.extend(&rest[..taken]);
            (if rest[0] == '"' { State::Code } else { state }, taken)
        }
        State::RawText { hashes } => {
            let ends = rest[0] == '"' && rest.len() > hashes && rest[1..=hashes].iter().all(|&c| c == '#');
            line.live.push(rest[0]);
            if ends {
                line.code.push('"');
            }
            (if ends { State::Code } else { state }, 1)
        }
        State::Code => code_step(rest, second, line),
    }
}

fn code_step(rest: &[char], second: Option<char>, line: &mut Line) -> (State, usize) {
    match (rest[0], second) {
        ('/', Some('/')) => {
            line.comment.push_str("//");
            (State::LineComment, 2)
        }
        ('/', Some('*')) => {
            line.comment.push_str("/*");
            (State::BlockComment { depth: 1 }, 2)
        }
        ('"', _) => {
            let state = opened(&line.code);
            line.code.push('"');
            line.live.push('"');
            (state, 1)
        }
        ('\'', _) => {
            let taken = character(rest);
            let shown: String = if taken == 1 { "'".into() } else { "' '".into() };
            line.code.push_str(&shown);
            line.live.extend(&rest[..taken]);
            (State::Code, taken)
        }
        (other, _) => {
            line.code.push(other);
            line.live.push(other);
            (State::Code, 1)
        }
    }
}

/// Which kind of string a quote opens, by the prefix before it (`r`, `br#`, ...).
fn opened(before: &str) -> State {
    let prefix = before.trim_end_matches('#');
    let hashes = before.len() - prefix.len();
    let start = prefix.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |end| end + 1);
    let raw = matches!(&prefix[start..], "r" | "br" | "cr");
    if raw { State::RawText { hashes } } else { State::Text }
}

/// The length of the character literal that begins here; 1 for a lifetime.
fn character(rest: &[char]) -> usize {
    match (rest.get(1), rest.get(2)) {
        (Some('\\'), _) => {
            // What follows the backslash is never the end, so the quote is looked for after it.
            rest.iter().skip(3).position(|&c| c == '\'').map_or(1, |end| end + 4)
        }
        (Some(_), Some('\'')) => 3,
        _ => 1,
    }
}

/// Marks the items under `#[cfg(test)]`, and the whole file under `#![cfg(test)]`.
fn mark_tests(lines: &mut [Line]) {
    let mut at = 0;
    while at < lines.len() {
        let code: String = lines[at].code.split_whitespace().collect();
        let end = if code.starts_with("#![cfg(test)]") {
            lines.len()
        } else if code.starts_with("#[cfg(test)]") || code.starts_with("#[cfg(all(test,") {
            item_end(lines, at) + 1
        } else {
            at += 1;
            continue;
        };
        for line in &mut lines[at..end] {
            line.test = true;
        }
        at = end;
    }
}

/// The last line of the item whose attribute stands on line `first`: the closing brace, or a semicolon before any
/// brace. Brackets are counted, because a semicolon also stands in `[u8; 16]`.
fn item_end(lines: &[Line], first: usize) -> usize {
    let (mut brackets, mut braces) = (0_i32, 0_i32);
    for (index, line) in lines.iter().enumerate().skip(first) {
        for c in line.code.chars() {
            match c {
                '(' | '[' => brackets += 1,
                ')' | ']' => brackets -= 1,
                '{' => braces += 1,
                '}' => {
                    braces -= 1;
                    if braces == 0 {
                        return index;
                    }
                }
                ';' if brackets == 0 && braces == 0 => return index,
                _ => {}
            }
        }
    }
    lines.len() - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, code: &str, live: &str, comment: &str) {
        let first = lines(text).remove(0);
        assert_eq!((first.code.as_str(), first.live.as_str(), first.comment.as_str()), (code, live, comment));
    }

    #[test]
    fn comments_and_strings_are_told_from_code() {
        reads("let a = 1; // f64", "let a = 1; ", "let a = 1; ", "// f64");
        reads(r#"say("f64 // no");"#, r#"say("");"#, r#"say("f64 // no");"#, "");
        reads(r#"say("a\"b"); // c"#, r#"say(""); "#, r#"say("a\"b"); "#, "// c");
        reads(r##"r#"a"b"# + 1"##, "r#\"\"# + 1", r##"r#"a"b"# + 1"##, "");
        reads(r#"br"\" + 1"#, r#"br"" + 1"#, r#"br"\" + 1"#, "");
        reads("a /* b /* c */ d */ e", "a  e", "a  e", "/* b /* c */ d */");
    }

    #[test]
    fn a_quote_in_a_character_opens_no_string_and_a_lifetime_is_none() {
        reads(r#"x('"', "s")"#, r#"x(' ', "")"#, r#"x('"', "s")"#, "");
        reads(r#"x('\'', "s")"#, r#"x(' ', "")"#, r#"x('\'', "s")"#, "");
        reads(r#"x('\\', "s")"#, r#"x(' ', "")"#, r#"x('\\', "s")"#, "");
        reads(r#"x('\u{22}', "s")"#, r#"x(' ', "")"#, r#"x('\u{22}', "s")"#, "");
        reads("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)", "");
    }

    #[test]
    fn strings_and_comments_go_on_over_lines() {
        let read = lines("let a = \"one\ntwo // three\"; four\n/* five\nsix */ seven\n");
        assert_eq!(read[1].code, "\"; four");
        assert_eq!(read[2].comment, "/* five");
        assert_eq!(read[3].code, " seven");
        assert_eq!(read.len(), 4);
    }

    #[test]
    fn test_items_end_where_they_end() {
        let text = "fn a() {}\n#[cfg(test)]\nfn b(x: [u8; 2]) {\n    {}\n}\nfn c() {}\n#[cfg(test)]\nmod tests;\nfn d() {}\n";
        let marks: Vec<bool> = lines(text).iter().map(|line| line.test).collect();
        assert_eq!(marks, [false, true, true, true, true, false, true, true, false]);
        assert!(lines("#![cfg(test)]\nfn a() {}\n").iter().all(|line| line.test));
        assert!(!lines("#[cfg(not(test))]\nfn a() {}\n")[1].test);
    }
}
