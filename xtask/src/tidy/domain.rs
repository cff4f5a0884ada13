//! Rules that keep the engine exact, repeatable and free of surprises: no float, no clock or entropy, no panic
//! without a proof. They look at `core/src` only.

use super::Finding;
use super::tree::{File, Tree};

const CORE: &str = "core/src/";

/// The one room that may use floats: margins and prices need roots. It hands back exact odds, or probabilities.
const FLOAT_ROOM: &str = "core/src/pricing/";

/// Where serde asks what becomes of a float, as it asks each form; this one refuses them.
const REFUSING: &str = "core/src/journal/binary.rs";

/// What `std` has of floats and a machine may round in its own way; `libm` has one way. (`sqrt` is exact everywhere.)
const UNSTEADY: [&str; 26] = [
    "powf", "powi", "exp", "exp2", "exp_m1", "ln", "ln_1p", "log", "log2", "log10", "cbrt", "hypot", "sin",
    "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh",
    "mul_add",
];

/// The one door to the machine.
const HOST: &str = "core/src/host.rs";

/// Money, odds and grades are integers and exact rationals; a float would round where nobody looks.
pub(super) fn no_float(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust(CORE).filter(|file| !file.path.starts_with(FLOAT_ROOM)) {
        let asked = |code: &str| file.path == REFUSING && code.contains("fn serialize_f");
        for (number, line) in numbered(file).filter(|(_, line)| !asked(&line.code)) {
            for word in words(&line.code).filter(|word| is_float(word)) {
                let why = format!(
                    "`{word}` in the domain: money, odds and factors are exact; roots belong in `pricing`"
                );
                findings.push(Finding::new(&file.path, number, "no-float", why));
            }
        }
    }
    findings
}

/// The room with floats comes to the same bits on every target: `+ - * /`, `sqrt`, and one `libm` for the rest.
pub(super) fn one_libm(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust(FLOAT_ROOM).filter(|file| !is_test_file(&file.path)) {
        for (number, line) in numbered(file) {
            for name in UNSTEADY.into_iter().filter(|name| line.code.contains(&format!(".{name}("))) {
                let why = format!("`.{name}(` may round otherwise on another target: write it with `libm`");
                findings.push(Finding::new(&file.path, number, "one-libm", why));
            }
        }
    }
    findings
}

/// Times and ids come in with the command; what reads a clock or draws a number can't be replayed.
pub(super) fn no_clock_or_entropy(tree: &Tree) -> Vec<Finding> {
    const DOORS: [&str; 7] =
        ["SystemTime::now", "Instant::now", "now_v7", "new_v4", "thread_rng", "rand::", "getrandom"];
    let mut findings = Vec::new();
    for file in tree.rust(CORE).filter(|file| file.path != HOST) {
        for (number, line) in numbered(file) {
            for door in DOORS.into_iter().filter(|door| contains_word(&line.code, door)) {
                let why = format!(
                    "`{door}` in the engine: time and ids come in with the command, or through {HOST}"
                );
                findings.push(Finding::new(&file.path, number, "no-clock-or-entropy", why));
            }
        }
    }
    findings
}

/// The engine never panics on input: what could is proved, in a comment beside it, not to.
pub(super) fn proof_beside_a_panic(tree: &Tree) -> Vec<Finding> {
    const PANICS: [&str; 3] = [".unwrap()", ".expect(", "unreachable!("];
    let mut findings = Vec::new();
    for file in tree.rust(CORE).filter(|file| !is_test_file(&file.path)) {
        for (number, line) in numbered(file).filter(|(_, line)| !line.test) {
            for panic in PANICS.into_iter().filter(|panic| line.code.contains(panic)) {
                if !proved(file, number - 1) {
                    let why =
                        format!("`{panic}` needs a `// proof:` on this line or above it, that it can't fail");
                    findings.push(Finding::new(&file.path, number, "proof-beside-a-panic", why));
                }
            }
        }
    }
    findings
}

/// Whether a proof stands at the end of the line, or in the comment directly above it; attributes may stand between.
fn proved(file: &File, index: usize) -> bool {
    let is_proof = |comment: &str| comment.trim_start_matches('/').trim_start().starts_with("proof:");
    let above =
        file.lines[..index].iter().rev().take_while(|line| line.only_comment() || line.only_attribute());
    is_proof(&file.lines[index].comment) || above.into_iter().any(|line| is_proof(&line.comment))
}

fn numbered(file: &File) -> impl Iterator<Item = (usize, &super::source::Line)> {
    file.lines.iter().enumerate().map(|(index, line)| (index + 1, line))
}

fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.ends_with("_tests.rs") || path.contains("/tests/")
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// `f64` itself, a literal such as `1f64` or `2_f64`, or a name such as `to_f64`; not `buf64` and not `0x1f64`.
fn is_float(word: &str) -> bool {
    let Some(before) = word.strip_suffix("f32").or_else(|| word.strip_suffix("f64")) else { return false };
    let literal = before.starts_with(|c: char| c.is_ascii_digit()) && !before.starts_with("0x");
    before.is_empty() || before.ends_with('_') || literal
}

/// Whether `needle` stands in `code` and is not the end of a longer name.
fn contains_word(code: &str, needle: &str) -> bool {
    code.match_indices(needle).any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
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
    fn a_float_in_the_domain_is_caught() {
        caught(no_float, "core/src/money.rs", "//! Money.\nfn cents(x: f64) {}\n", &[2]);
        caught(
            no_float,
            "core/src/money.rs",
            "let x = 1_f32;\nlet y = price.to_f64();\nlet z = 3f64;\n",
            &[1, 2, 3],
        );
    }

    #[test]
    fn a_float_in_a_comment_a_string_a_longer_name_or_its_own_room_is_none() {
        caught(no_float, "core/src/money.rs", "// no f64 here\nlet a = \"f64\"; let buf64 = 0x1f64;\n", &[]);
        caught(no_float, "core/src/pricing/shin.rs", "fn root(x: f64) {}\n", &[]);
        let asked = "fn serialize_f64(self, value: f64) {}\nlet half = 0.5_f64;\n";
        caught(no_float, REFUSING, asked, &[2]);
        caught(no_float, "core/src/money.rs", asked, &[1, 1, 2]);
        caught(no_float, "core/tests/prices.rs", "fn root(x: f64) {}\n", &[]);
    }

    #[test]
    fn a_second_room_with_floats_is_caught() {
        for path in ["core/src/odds/pricing.rs", "core/src/odds/margin/shin.rs", "core/src/pricing_rules.rs"]
        {
            caught(no_float, path, "fn root(x: f64) {}\n", &[1]);
        }
    }

    #[test]
    fn a_function_that_targets_round_differently_is_caught() {
        let text = "let a = b.sqrt();\nlet c = b.powf(k);\nlet d = libm::log(b);\nlet e = b.ln();\n";
        caught(one_libm, "core/src/pricing/power.rs", text, &[2, 4]);
        caught(one_libm, "core/src/pricing/tests.rs", text, &[]);
        caught(one_libm, "core/src/odds/mod.rs", text, &[]);
    }

    #[test]
    fn a_clock_or_a_dice_in_the_engine_is_caught() {
        for planted in [
            "let t = SystemTime::now();",
            "let t = std::time::Instant::now();",
            "let i = Uuid::now_v7();",
            "let i = Uuid::new_v4();",
            "let r = thread_rng();",
            "use rand::Rng;",
            "getrandom(&mut bytes);",
        ] {
            caught(no_clock_or_entropy, "core/src/decide/place.rs", planted, &[1]);
            caught(no_clock_or_entropy, "core/src/host.rs", planted, &[]);
        }
        caught(no_clock_or_entropy, "core/src/id.rs", "// not Uuid::now_v7\nlet a = operand::of(b);\n", &[]);
    }

    #[test]
    fn a_panic_without_a_proof_is_caught() {
        let rule = proof_beside_a_panic;
        caught(rule, "core/src/a.rs", "let a = b.unwrap();\nlet c = d\n    .expect(\"text\");\n", &[1, 3]);
        caught(rule, "core/src/a.rs", "// proof: of another line\nlet a = 1;\nlet b = c.unwrap();\n", &[3]);
        caught(rule, "core/src/a.rs", "_ => unreachable!(),\n", &[1]);
        caught(rule, "core/src/a.rs", "#[cfg(test)]\nmod tests {\n}\nfn a() { b.unwrap() }\n", &[4]);
    }

    #[test]
    fn a_proved_panic_or_one_in_a_test_is_none() {
        let rule = proof_beside_a_panic;
        caught(rule, "core/src/a.rs", "let a = b.unwrap(); // proof: b was checked above\n", &[]);
        caught(
            rule,
            "core/src/a.rs",
            "// proof: b was\n// checked above\n#[allow(x)]\nlet a = b.unwrap();\n",
            &[],
        );
        caught(rule, "core/src/a.rs", "/// let a = b.unwrap();\nfn a() {}\n", &[]);
        caught(rule, "core/src/a.rs", "#[cfg(test)]\nmod tests {\n    fn a() { b.unwrap() }\n}\n", &[]);
        caught(rule, "core/src/money/tests.rs", "let a = b.unwrap();\n", &[]);
        caught(rule, "core/tests/money.rs", "let a = b.unwrap();\n", &[]);
    }
}
