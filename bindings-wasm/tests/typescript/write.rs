//! Writes what was found as TypeScript: an interface a struct, a union an enum, with the sentence that stands above it in the
//! engine's source.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::docs::Docs;
use crate::trace::{Container, Content, Fields, Shape};

pub(crate) type Containers = BTreeMap<&'static str, Container>;

/// Types whose name in Rust is one of a helper's.
const RENAMED: &[(&str, &str)] = &[("Factors", "LegResult"), ("Parts", "LegGrade")];
/// Fields that the border shows in another form (`realdeal_calls::shapes`): returns as money.
const SHOWN: &[(&str, &str, &str)] = &[("Bet", "potential_return", "Money"), ("Bet", "returned", "Money")];
/// What the border adds to a noun (`realdeal_calls::shapes`).
const ADDED: &[(&str, &str, &str)] = &[
    ("Quote", "acceptable: boolean", "Whether a check-out would be accepted."),
    (
        "QuotedLeg",
        "changed: boolean",
        "Whether the price is another than when the slip was written, or gone.",
    ),
    (
        "ReceiptLeg",
        "placeOdds: Odds | null",
        "The price that a place pays; none without places, and for one finer than a price can be.",
    ),
];
/// What is shown in a form of its own, written by hand (`error.ts`).
const BY_HAND: &[(&str, &str)] = &[("Rejection", "Refusal")];

/// All types, in the order of their names.
pub(crate) fn types(containers: &Containers, docs: &Docs) -> String {
    let mut text = String::new();
    for (&name, container) in containers {
        if BY_HAND.iter().any(|(by_hand, _)| *by_hand == name) || is_wrapped(containers, name) {
            continue;
        }
        match container {
            Container::Struct(fields) => {
                comment(&mut text, "", docs.of(name));
                let _ = writeln!(text, "export interface {} {{", renamed(name));
                for (field, shape) in fields {
                    comment(&mut text, "  ", docs.of(&format!("{name}.{field}")));
                    let _ = writeln!(text, "  {}: {};", camel(field), field_type(name, field, shape));
                }
                for (_, field, doc) in ADDED.iter().filter(|(of, ..)| *of == name) {
                    comment(&mut text, "  ", Some(doc));
                    let _ = writeln!(text, "  {field};");
                }
                text.push_str("}\n\n");
            }
            Container::Enum(variants) => {
                comment(&mut text, "", docs.of(name));
                let _ = write!(text, "export type {} =", renamed(name));
                for (variant, content) in variants {
                    text.push('\n');
                    comment(&mut text, "  ", docs.of(&format!("{name}::{}", pascal(variant))));
                    let _ = write!(text, "  | {}", variant_type(containers, variant, content.as_ref()));
                }
                text.push_str(";\n\n");
            }
        }
    }
    text
}

/// The figures of each code: `code, the variant, and inside it the one that a wrapped error has`.
pub(crate) fn figures(containers: &Containers, codes: &[(String, String, Option<String>)]) -> String {
    let mut text =
        String::from("/** The figures that each code comes with. */\nexport interface Figures {\n");
    for (code, variant, inner) in codes {
        let fields = content(containers, "Rejection", variant).and_then(|content| match (content, inner) {
            (Content::Fields(fields), _) => Some(fields.clone()),
            (Content::Held(Shape::Named(error)), Some(inner)) => {
                match self::content(containers, error, inner)? {
                    Content::Fields(fields) => Some(fields.clone()),
                    Content::Nothing | Content::Held(_) => None,
                }
            }
            (Content::Nothing | Content::Held(_), _) => None,
        });
        let figures =
            fields.map_or_else(|| "Record<string, never>".to_owned(), |fields| object(None, &fields));
        let _ = writeln!(text, "  {code}: {figures};");
    }
    text.push_str("}\n");
    text
}

/// A union of codes.
pub(crate) fn codes(name: &str, doc: &str, codes: &[&str]) -> String {
    let members: String = codes.iter().map(|code| format!("\n  | \"{code}\"")).collect();
    format!("\n/** {doc} */\nexport type {name} ={members};\n")
}

fn content<'a>(containers: &'a Containers, name: &str, variant: &str) -> Option<&'a Content> {
    let Container::Enum(variants) = containers.get(name)? else { return None };
    variants.iter().find(|(known, _)| *known == variant)?.1.as_ref()
}

/// Whether a rejection wraps this error: it is told by its code, and is no type of its own.
fn is_wrapped(containers: &Containers, name: &str) -> bool {
    let Some(Container::Enum(variants)) = containers.get("Rejection") else { return false };
    let wraps = |content: &Content| *content == Content::Held(Shape::Named(name_in(containers, name)));
    variants.iter().any(|(_, content)| content.as_ref().is_some_and(wraps))
}

fn name_in(containers: &Containers, name: &str) -> &'static str {
    containers.keys().copied().find(|known| *known == name).unwrap_or_default()
}

fn variant_type(containers: &Containers, variant: &str, content: Option<&Content>) -> String {
    match content {
        None | Some(Content::Nothing) => format!("\"{}\"", camel(variant)),
        Some(Content::Fields(fields)) => object(Some(variant), fields),
        Some(Content::Held(Shape::Named(name)))
            if matches!(containers.get(name), Some(Container::Struct(_))) =>
        {
            format!("({{ type: \"{}\" }} & {})", camel(variant), renamed(name))
        }
        Some(Content::Held(shape)) => {
            format!("{{ type: \"{}\"; value: {} }}", camel(variant), type_of(shape))
        }
    }
}

fn object(variant: Option<&str>, fields: &Fields) -> String {
    let tag = variant.map(|variant| format!("type: \"{}\"", camel(variant)));
    let fields = fields.iter().map(|(name, shape)| format!("{}: {}", camel(name), type_of(shape)));
    let all: Vec<String> = tag.into_iter().chain(fields).collect();
    if all.is_empty() { "Record<string, never>".to_owned() } else { format!("{{ {} }}", all.join("; ")) }
}

fn field_type(of: &str, field: &str, shape: &Shape) -> String {
    let shown = SHOWN.iter().find(|(name, known, _)| *name == of && *known == field);
    shown.map_or_else(|| type_of(shape), |(.., shown)| (*shown).to_owned())
}

fn type_of(shape: &Shape) -> String {
    match shape {
        Shape::Nothing => "null".to_owned(),
        Shape::Bool => "boolean".to_owned(),
        Shape::Number => "number".to_owned(),
        Shape::Text(class) => (*class).to_owned(),
        Shape::Optional(inner) => format!("{} | null", type_of(inner)),
        Shape::List(inner) if matches!(**inner, Shape::Optional(_)) => format!("({})[]", type_of(inner)),
        Shape::List(inner) => format!("{}[]", type_of(inner)),
        Shape::Tuple(items) => format!("[{}]", items.iter().map(type_of).collect::<Vec<_>>().join(", ")),
        Shape::Map(inner) => format!("Record<Currency, {}>", type_of(inner)),
        Shape::Named(name) => renamed(name).to_owned(),
    }
}

fn renamed(name: &str) -> &str {
    let known = RENAMED.iter().chain(BY_HAND).find(|(from, _)| *from == name);
    known.map_or(name, |(_, to)| to)
}

fn comment(text: &mut String, indent: &str, doc: Option<&str>) {
    if let Some(doc) = doc {
        let _ = writeln!(text, "{indent}/** {doc} */");
    }
}

pub(crate) fn camel(snake: &str) -> String {
    let pascal = pascal(snake);
    pascal[..1].to_ascii_lowercase() + &pascal[1..]
}

fn pascal(snake: &str) -> String {
    snake.split('_').map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect()
}
