//! Personal data: kept apart from the books, so that a person can be erased and the books stay whole.
//!
//! Nothing of it enters the journal, an event, a request hash or a state hash.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::id::UserId;

/// What is wrong with personal data. It names the field, never what stands in it.
///
/// ```
/// use realdeal::people::Person;
/// assert_eq!(Person::new("Alice", "alice").validate().unwrap_err().code(), "bad_email");
/// assert_eq!(Person::new(" ", "alice@example.org").validate().unwrap_err().code(), "bad_person_field");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum PersonError {
    /// Not an address with something on either side of one `@`.
    #[error("the e-mail address is not of the form name@domain, or longer than {max} characters")]
    BadEmail {
        /// The most characters that an address may have.
        max: usize,
    },
    /// A field that must not be empty or is too long.
    #[error("the field {field} is empty or longer than {max} characters")]
    BadPersonField {
        /// The field's name.
        field: String,
        /// The most characters that it may have.
        max: usize,
    },
}

impl PersonError {
    /// Every code that [`PersonError::code`] can give.
    pub const CODES: &'static [&'static str] = &["bad_email", "bad_person_field"];

    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadEmail { .. } => "bad_email",
            Self::BadPersonField { .. } => "bad_person_field",
        }
    }
}

/// The longest e-mail address that mail itself can carry (RFC 5321 allows 254 characters).
const EMAIL_MAX: usize = 254;
/// Longer than any name, phone number or PHC password string in use.
const FIELD_MAX: usize = 500;

/// A person behind a user.
///
/// ```
/// use realdeal::people::Person;
/// let alice = Person::new("Alice", "Alice@Example.org");
/// assert!(alice.validate().is_ok());
/// assert_eq!(alice.folded_email(), "alice@example.org");
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name to address the person by.
    pub name: String,
    /// Unique in the book, compared without regard to case.
    pub email: String,
    /// A telephone number, as the host writes it.
    #[serde(default)]
    pub phone: Option<String>,
    /// A password's hash in the form that the host's own login uses (a PHC string); the engine only keeps it.
    #[serde(default)]
    pub password_hash: Option<String>,
}

impl Person {
    /// A person with a name and an e-mail address.
    pub fn new(name: impl Into<String>, email: impl Into<String>) -> Self {
        Self { name: name.into(), email: email.into(), phone: None, password_hash: None }
    }

    /// The e-mail address as it is compared: trimmed and in lower case.
    pub fn folded_email(&self) -> String {
        self.email.trim().to_lowercase()
    }

    /// Whether every field can be kept: an address of the form `name@domain` with 254 characters at most, and
    /// no field that is empty or longer than 500.
    ///
    /// Errors: `bad_email`, `bad_person_field`. See [`PersonError`] for an example.
    pub fn validate(&self) -> Result<(), PersonError> {
        let email = self.email.trim();
        let well_formed = match email.split_once('@') {
            Some((name, domain)) => !name.is_empty() && !domain.is_empty() && !domain.contains('@'),
            None => false,
        };
        if !well_formed || email.chars().count() > EMAIL_MAX || email.contains(char::is_whitespace) {
            return Err(PersonError::BadEmail { max: EMAIL_MAX });
        }
        let fields = [
            ("name", Some(&self.name)),
            ("phone", self.phone.as_ref()),
            ("password_hash", self.password_hash.as_ref()),
        ];
        for (field, text) in fields {
            let Some(text) = text else { continue };
            if text.trim().is_empty() || text.chars().count() > FIELD_MAX {
                return Err(PersonError::BadPersonField { field: field.to_owned(), max: FIELD_MAX });
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Person {
    /// Says nothing of the person: debug output ends up in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(..)")
    }
}

/// Personal data that goes beside a command's events, and is in none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonChange {
    /// The person is known, or known anew.
    Known {
        /// The user.
        user: UserId,
        /// The person.
        person: Person,
    },
    /// The person is forgotten.
    Forgotten {
        /// The user.
        user: UserId,
    },
}

/// Personal data inside a command: written out for people and wires (human-readable formats), and nothing at
/// all in the binary forms that hashes and the journal are made from.
///
/// ```
/// use realdeal::people::{Person, Personal};
/// let personal = Personal::from(Person::new("Alice", "alice@example.org"));
/// assert!(serde_json::to_string(&personal).unwrap().contains("alice@example.org"));
/// assert!(!format!("{personal:?}").contains("Alice")); // debug output ends up in logs
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Personal(pub Person);

impl From<Person> for Personal {
    fn from(person: Person) -> Self {
        Self(person)
    }
}

impl Serialize for Personal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.0.serialize(serializer)
        } else {
            serializer.serialize_unit()
        }
    }
}

impl<'de> Deserialize<'de> for Personal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            Person::deserialize(deserializer).map(Self)
        } else {
            Err(serde::de::Error::custom("personal data has no binary form"))
        }
    }
}
