//! Messages: what each code says to people, in English and in French.
//!
//! A table has a template for each code, with a placeholder for each figure, and words for the figures that are names of
//! the code, such as a role or a status. The table is plain data: a binding calls [`Rejection::message`], or ships the table
//! ([`templates`], [`words`]) and fills it in by the same three rules:
//!
//! 1. `{max}` stands for the figure of that name, and `{win.0}` for a part of it, by its name or its place in a list.
//! 2. A figure whose value is in [`words`] is said with that word. A value with parts of its own is an object of one key: the
//!    key is the value, and what is under it fills the word's placeholders.
//! 3. Any other figure is said as it is: an amount, a price, an id, a time, a name that somebody gave; a list, such as the
//!    folds of a system, as its parts with commas between them.
//!
//! Not here: which rejections there are ([`Rejection`]), and the choice of a language for a reader, which is the host's.

mod templates;
mod words;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::Error;
use crate::rejection::Rejection;
use crate::storage::StorageError;
use templates::TEMPLATES;
use words::WORDS;

/// A language that every message is there in. Its text is its code in ISO 639-1.
///
/// ```
/// use realdeal::message::Language;
/// assert_eq!("fr".parse(), Ok(Language::French));
/// assert_eq!(Language::French.to_string(), "fr");
/// let error = "de".parse::<Language>().unwrap_err();
/// assert_eq!(error.code(), "unknown_language");
/// assert_eq!(error.to_string(), "there are no messages in \"de\": the languages are en and fr");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Language {
    /// `en`: the same words as `Display`.
    #[default]
    #[serde(rename = "en")]
    English,
    /// `fr`.
    #[serde(rename = "fr")]
    French,
}

impl Language {
    /// Every language.
    pub const ALL: &'static [Self] = &[Self::English, Self::French];

    /// The code in ISO 639-1.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    /// Exactly a language's code: what a browser sends, such as `fr-CA, en;q=0.8`, is for the host to choose from.
    fn from_str(text: &str) -> Result<Self, LanguageError> {
        let found = Self::ALL.iter().copied().find(|language| language.code() == text);
        found.ok_or_else(|| LanguageError::UnknownLanguage {
            text: text.chars().take(LONGEST_QUOTE).collect(),
        })
    }
}

/// How much of a text that is no language is quoted back.
const LONGEST_QUOTE: usize = 40;

/// Why a text is no language: see [`Language`] for an example.
///
/// No rejection: a language is never part of a command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum LanguageError {
    /// There are no messages in this language.
    #[error("there are no messages in \"{text}\": the languages are en and fr")]
    UnknownLanguage {
        /// What was read, cut off when long.
        text: String,
    },
}

impl LanguageError {
    /// Every code that [`LanguageError::code`] can give.
    pub const CODES: &'static [&'static str] = &["unknown_language"];

    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownLanguage { .. } => "unknown_language",
        }
    }
}

/// One row of the table: what a code says, with placeholders for its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Template {
    /// The code of a rejection or of a storage error.
    pub code: &'static str,
    /// What it says in English.
    pub english: &'static str,
    /// What it says in French.
    pub french: &'static str,
}

/// One row of the table: the word for a value of a figure, with placeholders for the value's own parts, if it has any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Word {
    /// The name of the figure: `status`.
    pub figure: &'static str,
    /// The value, as it goes over a wire: `in_play`.
    pub value: &'static str,
    /// The word for it in English.
    pub english: &'static str,
    /// The word for it in French.
    pub french: &'static str,
}

impl Template {
    /// What it says in this language.
    pub const fn text(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::French => self.french,
        }
    }
}

impl Word {
    /// The word in this language.
    pub const fn text(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::French => self.french,
        }
    }
}

/// The template of every code, in the order of [`Rejection::codes`] and then [`StorageError::CODES`].
///
/// ```
/// use realdeal::message::templates;
/// let row = templates().find(|row| row.code == "no_stake").unwrap();
/// assert_eq!(serde_json::to_value(row)?, serde_json::json!({
///     "code": "no_stake", "english": "the slip has no stake", "french": "le coupon n’a pas de mise",
/// }));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn templates() -> impl Iterator<Item = &'static Template> {
    TEMPLATES.iter()
}

/// The word for every value of a figure that is not said as it is.
///
/// ```
/// use realdeal::message::words;
/// let row = words().find(|row| row.figure == "status" && row.value == "in_play").unwrap();
/// assert_eq!((row.english, row.french), ("in play", "en cours"));
/// ```
pub fn words() -> impl Iterator<Item = &'static Word> {
    WORDS.iter()
}

/// What a code says, with its placeholders; `None` if no rejection and no storage error has this code.
///
/// ```
/// use realdeal::message::{Language, template};
/// let said = template("stake_too_high", Language::French);
/// assert_eq!(said, Some("la mise de {stake} dépasse le maximum de {max}"));
/// assert_eq!(template("no_such_code", Language::English), None);
/// ```
pub fn template(code: &str, language: Language) -> Option<&'static str> {
    templates().find(|row| row.code == code).map(|row| row.text(language))
}

/// What a code says with these figures; `None` if no rejection and no storage error has this code. For hosts that have a
/// rejection only as it came over a wire. A placeholder whose figure is not given stays as it is.
///
/// ```
/// use realdeal::message::{Language, message};
/// let figures = serde_json::json!({ "stake": "12.00 EUR", "max": "10.00 EUR" });
/// let said = message("stake_too_high", figures.as_object().unwrap(), Language::French);
/// assert_eq!(said.as_deref(), Some("la mise de 12.00 EUR dépasse le maximum de 10.00 EUR"));
/// ```
pub fn message(code: &str, figures: &Map<String, Value>, language: Language) -> Option<String> {
    template(code, language).map(|template| filled(template, figures, language))
}

impl Rejection {
    /// What it says to people in this language. In English the same as `Display`.
    ///
    /// ```
    /// use realdeal::message::Language;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
    /// book.session(bookmaker).suspend_market(market.id)?;
    /// let error = book.session(bookmaker).suspend_market(market.id).unwrap_err();
    /// let rejection = error.rejection().unwrap();
    /// assert_eq!(rejection.message(Language::English), format!("market {} is suspended", market.id));
    /// assert_eq!(rejection.message(Language::French), format!("le marché {} est suspendu", market.id));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn message(&self, language: Language) -> String {
        message(self.code(), &self.figures(), language).unwrap_or_else(|| self.to_string())
    }
}

impl StorageError {
    /// What it says to people in this language. In English the same as `Display`; what a backend says of itself stays as
    /// the backend says it.
    ///
    /// ```
    /// use realdeal::{StorageError, message::Language};
    /// let error = StorageError::Conflict;
    /// let said = "une autre unité de travail a modifié les mêmes lignes\u{a0}; rien n’a été appliqué";
    /// assert_eq!(error.message(Language::French), said);
    /// ```
    pub fn message(&self, language: Language) -> String {
        message(self.code(), &self.figures(), language).unwrap_or_else(|| self.to_string())
    }
}

impl Error {
    /// What it says to people in this language. In English the same as `Display`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// use realdeal::message::Language;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// let slip = Slip::new(book.fresh_id()).leg(market.selections[0], "2.10").stake("100.01 EUR");
    /// let error = book.session(alice).place_bet(slip).unwrap_err();
    /// assert_eq!(error.message(Language::French), "le solde de 100.00 EUR ne couvre pas 100.01 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Rejected(rejection) => rejection.message(language),
            Self::Storage(error) => error.message(language),
        }
    }
}

/// The template with each placeholder replaced. What is put in is never looked at again, so that a name with braces in it
/// stays a name.
fn filled(template: &str, figures: &Map<String, Value>, language: Language) -> String {
    let mut text = String::with_capacity(2 * template.len());
    let mut rest = template;
    while let Some((before, (placeholder, after))) = split(rest) {
        text.push_str(before);
        match found(figures, placeholder) {
            Some(value) => text.push_str(&said(placeholder, value, language)),
            None => text.extend(["{", placeholder, "}"]),
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// What is before the first placeholder, its name, and what comes after it.
fn split(text: &str) -> Option<(&str, (&str, &str))> {
    let (before, rest) = text.split_once('{')?;
    Some((before, rest.split_once('}')?))
}

/// The figure that a placeholder names, or the part of it.
fn found<'f>(figures: &'f Map<String, Value>, placeholder: &str) -> Option<&'f Value> {
    match placeholder.split_once('.') {
        None => figures.get(placeholder),
        Some((figure, part)) => figures.get(figure)?.pointer(&format!("/{part}")),
    }
}

/// A figure in words.
fn said<'f>(figure: &str, value: &'f Value, language: Language) -> Cow<'f, str> {
    match value {
        Value::String(text) => Cow::Borrowed(word(figure, text, language).unwrap_or(text)),
        Value::Object(variant) => {
            let text = nested(variant, language).or_else(|| with_parts(figure, variant, language));
            Cow::Owned(text.unwrap_or_else(|| as_it_is(value)))
        }
        Value::Array(parts) => {
            let parts: Vec<_> = parts.iter().map(as_it_is).collect();
            Cow::Owned(parts.join(","))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Cow::Owned(as_it_is(value)),
    }
}

/// Not by `Display`, which can also indent, and is twice the code.
fn as_it_is(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A rejection inside another one.
fn nested(figure: &Map<String, Value>, language: Language) -> Option<String> {
    message(figure.get("code")?.as_str()?, figure.get("figures")?.as_object()?, language)
}

/// The word for a value that has parts of its own: `{"cooling_off": {"until": ..}}`, or `{"named": "Saka"}`, whose only
/// part goes by the value's own name.
fn with_parts(figure: &str, variant: &Map<String, Value>, language: Language) -> Option<String> {
    let (value, inner) = variant.iter().next()?;
    let parts = inner.as_object().unwrap_or(variant);
    Some(filled(word(figure, value, language)?, parts, language))
}

fn word(figure: &str, value: &str, language: Language) -> Option<&'static str> {
    let row = words().find(|row| row.figure == figure && row.value == value);
    row.map(|row| row.text(language))
}

#[cfg(test)]
mod tests;
