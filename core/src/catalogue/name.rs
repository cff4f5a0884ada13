//! Names, slugs and external ids of catalogue nouns: what they may look like and how they are compared.

use serde::{Deserialize, Serialize};

/// What is wrong with a name, a slug or an external id.
///
/// ```
/// use realdeal::catalogue::checked_slug;
/// assert_eq!(checked_slug("Premier League").unwrap_err().code(), "bad_slug");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum NameError {
    /// Empty, too long, or with a control character.
    #[error("the name \"{text}\" is empty, longer than {max} characters, or has a control character")]
    BadName {
        /// The name as it came.
        text: String,
        /// The most characters that it may have.
        max: usize,
    },
    /// Not lower-case letters and digits in groups parted by single hyphens.
    #[error(
        "the slug \"{text}\" is not made of a-z, 0-9 and single hyphens, or longer than {max} characters"
    )]
    BadSlug {
        /// The slug as it came.
        text: String,
        /// The most characters that it may have.
        max: usize,
    },
}

impl NameError {
    /// Every code that [`NameError::code`] can give.
    pub const CODES: &'static [&'static str] = &["bad_name", "bad_slug"];

    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadName { .. } => "bad_name",
            Self::BadSlug { .. } => "bad_slug",
        }
    }
}

/// Long enough for any competition's full title.
const NAME_MAX: usize = 200;
/// What fits into an address.
const SLUG_MAX: usize = 80;

/// The name, trimmed and with runs of white space folded into one, or what is wrong with it.
///
/// Error: `bad_name`, if it is empty, longer than 200 characters, or has a control character.
///
/// ```
/// use realdeal::catalogue::checked_name;
/// assert_eq!(checked_name("  Real   Madrid ")?, "Real Madrid");
/// # Ok::<(), realdeal::catalogue::NameError>(())
/// ```
pub fn checked_name(text: &str) -> Result<String, NameError> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > NAME_MAX || name.chars().any(char::is_control) {
        return Err(NameError::BadName { text: text.to_owned(), max: NAME_MAX });
    }
    Ok(name)
}

/// The slug as it came, if it is one.
///
/// Error: `bad_slug`, if it is not made of a-z, 0-9 and single hyphens, or longer than 80 characters.
///
/// ```
/// use realdeal::catalogue::checked_slug;
/// assert!(checked_slug("ligue-1").is_ok());
/// ```
pub fn checked_slug(text: &str) -> Result<String, NameError> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let grouped = text.split('-').all(|group| !group.is_empty() && group.bytes().all(plain));
    if !grouped || text.len() > SLUG_MAX {
        return Err(NameError::BadSlug { text: text.to_owned(), max: SLUG_MAX });
    }
    Ok(text.to_owned())
}

/// A name as it is compared: in lower case.
///
/// ```
/// use realdeal::catalogue::folded;
/// assert_eq!(folded("ÉVIAN"), "évian");
/// ```
pub fn folded(name: &str) -> String {
    name.to_lowercase()
}

/// What a feed calls a catalogue noun, so that it can be mapped without guessing by name.
///
/// ```
/// use realdeal::catalogue::ExternalId;
/// let id = ExternalId::new("feed", " 4711 ").checked()?;
/// assert_eq!(id.id, "4711");
/// # Ok::<(), realdeal::catalogue::NameError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExternalId {
    /// Who gave the id.
    pub provider: String,
    /// The id, unique for the provider and the kind of noun.
    pub id: String,
}

impl ExternalId {
    /// An id that `provider` gave.
    pub fn new(provider: impl Into<String>, id: impl Into<String>) -> Self {
        Self { provider: provider.into(), id: id.into() }
    }

    /// The external id with both parts held to the rules for names.
    pub fn checked(&self) -> Result<Self, NameError> {
        Ok(Self { provider: checked_name(&self.provider)?, id: checked_name(&self.id)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_folded() {
        assert_eq!(checked_name("  Real   Madrid ").unwrap(), "Real Madrid");
        assert_eq!(folded("ÉVIAN"), "évian");
        for text in ["", " \t ", "a\u{0}b", &"x".repeat(201)] {
            assert_eq!(checked_name(text).unwrap_err().code(), "bad_name");
        }
    }

    #[test]
    fn slugs_are_strict() {
        assert!(checked_slug("premier-league-2024").is_ok());
        for text in ["", "-a", "a-", "a--b", "A", "a b", "é", &"x".repeat(81)] {
            assert_eq!(checked_slug(text).unwrap_err().code(), "bad_slug", "{text}");
        }
    }
}
