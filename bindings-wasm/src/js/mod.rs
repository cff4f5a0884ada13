//! How Rust values look in JavaScript, and back: by what serde says of each type, with no list of types here.
//!
//! The wire forms of the engine are its serde forms (ARCHITECTURE.md), with names in snake case and enums tagged from outside.
//! In JavaScript the same data reads as people write it there:
//!
//! - fields and the names of variants are in camel case; keys of maps, such as currencies, are data and stay;
//! - a variant without data is a text: `"matchResult"`;
//! - a variant with fields is an object with its name as `type`: `{ type: "totalGoals", line: "2.5" }`;
//! - a variant around one thing that is no object has that as `value`: `{ type: "named", value: "Messi" }`.
//!
//! Money, odds, ids and times are texts in the engine's own forms. Not here: what is asked (`door`, `calls`), and how a refusal
//! looks (`failure`).

mod read;
mod unfit;
mod write;

use std::io::{Result as IoResult, Write};

use realdeal::exchange::{ReadLine, WriteLine};
use serde::Serialize;
use serde::de::{DeserializeOwned, Error};
use serde_json::{Map, Value};

pub use unfit::Unfit;

/// In which form a value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As JavaScript has it.
    Js,
    /// As serde has it: the engine's own.
    Own,
}

/// A value as JavaScript sees it.
pub fn to_js(value: &(impl Serialize + ?Sized)) -> Value {
    write::ToJs(Form::Js).of(value)
}

/// A value in the engine's own form, as other languages read and keep it.
pub fn to_own(value: &(impl Serialize + ?Sized)) -> Value {
    write::ToJs(Form::Own).of(value)
}

/// A value that JavaScript gave.
///
/// # Errors
///
/// What is missing, unknown or of another type.
pub fn from_js<T: DeserializeOwned>(value: Value) -> Result<T, Unfit> {
    T::deserialize(read::FromJs { value, form: Form::Js })
}

/// A value in the engine's own form, as other languages send and keep it.
///
/// # Errors
///
/// What is missing, unknown or of another type.
pub fn from_own<T: DeserializeOwned>(value: Value) -> Result<T, Unfit> {
    T::deserialize(read::FromJs { value, form: Form::Own })
}

/// An object with these fields. They are moved into it, where `json!` would copy all that they hold.
pub(crate) fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let mut object = Map::new();
    for (name, value) in fields {
        object.insert(name.to_owned(), value);
    }
    Value::Object(object)
}

/// The text of a value. Not by `Display`, which can also indent, and is twice the code and twice the time.
pub(crate) fn text(value: &Value) -> String {
    // What can't be written is what a map's keys could be, and here they are texts.
    serde_json::to_string(value).unwrap_or_default()
}

/// Lines of an exported book, read and written by what is here anyway: a deserializer straight from the text would be an eighth of
/// the module.
pub(crate) struct OwnLines;

impl WriteLine for OwnLines {
    fn write<T: Serialize>(line: &T, out: &mut dyn Write) -> IoResult<()> {
        out.write_all(text(&to_own(line)).as_bytes())
    }
}

impl ReadLine for OwnLines {
    /// From a `str`, as all that comes in: a parser of bytes would be a second one.
    fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, serde_json::Error> {
        let text = std::str::from_utf8(text).map_err(Error::custom)?;
        from_own(serde_json::from_str(text)?).map_err(Error::custom)
    }
}

/// The field that says which variant an object is. (`type` is a word of Rust's, so that no field of a struct has that name.)
const TAG: &str = "type";

/// `half_time` as `halfTime`.
pub(crate) fn camel(snake: &str) -> String {
    let mut name = String::with_capacity(snake.len());
    let mut upper = false;
    for letter in snake.chars() {
        if letter == '_' {
            upper = true;
        } else if std::mem::take(&mut upper) {
            name.push(letter.to_ascii_uppercase());
        } else {
            name.push(letter);
        }
    }
    name
}

/// `halfTime` as `half_time`, and `rule4` as `rule_4`.
pub(crate) fn snake(camel: &str) -> String {
    let mut name = String::with_capacity(camel.len() + 4);
    for letter in camel.chars() {
        if letter.is_ascii_uppercase() || letter.is_ascii_digit() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

/// Whether a name in camel case is this one in snake case.
fn is_camel_of(name: &str, snake: &str) -> bool {
    name.len() <= snake.len() && name == camel(snake)
}

#[cfg(test)]
mod tests {
    use super::*;
    use realdeal::betting::OddsChange;
    use realdeal::catalogue::{MarketKind, Outcome};
    use realdeal::command::{Actor, Body, Correction};
    use realdeal::people::Status;
    use serde_json::json;

    /// One of each shape that an enum can have, both ways.
    #[test]
    fn shapes_of_enums() {
        fn both<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T, form: Value) {
            assert_eq!(to_js(value), form);
            assert_eq!(&from_js::<T>(form).unwrap(), value);
        }
        let id = "01915b0f-1200-7cc1-beeb-8da1658eec67";
        both(&OddsChange::HigherTotal, json!("higherTotal"));
        both(&MarketKind::MatchResult, json!("matchResult"));
        both(
            &MarketKind::TotalGoals { line: "2.5".parse().unwrap() },
            json!({"type": "totalGoals", "line": "2.5"}),
        );
        both(&Outcome::named("Messi"), json!({"type": "named", "value": "Messi"}));
        both(&Correction::Outcomes(vec![]), json!({"type": "outcomes", "value": []}));
        both(&Actor::User(id.parse().unwrap()), json!({"type": "user", "value": id}));
        let until = "2024-08-16T13:00:00Z";
        both(
            &Status::CoolingOff { until: until.parse().unwrap() },
            json!({"type": "coolingOff", "until": until}),
        );
        let suspend = realdeal::command::SuspendMarket { market: id.parse().unwrap() };
        both(&Body::from(suspend), json!({"type": "suspendMarket", "market": id}));
    }

    #[test]
    fn keys_of_maps_are_data() {
        let rules = realdeal::house_rules::HouseRules::default();
        let form = to_js(&rules);
        assert!(form["limits"]["EUR"]["minStake"].is_number(), "{form}");
        assert_eq!(from_js::<realdeal::house_rules::HouseRules>(form).unwrap(), rules);
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let why = |form| from_js::<MarketKind>(form).unwrap_err().to_string();
        assert!(why(json!("match_result")).contains("match_result"), "names are in camel case only");
        assert!(why(json!({"type": "totalGoals"})).contains("line"));
        assert!(why(json!({"type": "totalGoals", "line": "2.5", "half": 1})).contains("half"));
        assert!(why(json!(7)).contains("invalid type"));
        assert!(why(json!({"line": "2.5"})).contains("type"));
        assert_eq!(from_js::<u8>(json!(300)).unwrap_err().to_string(), "invalid value: integer `300`");
        assert_eq!(from_js::<(u8, u8)>(json!([1])).unwrap_err().to_string(), "items are missing");
    }
}
