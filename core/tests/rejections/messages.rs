//! What every code says, in every language: no code lacks one, and each message has the figures of its rejection.

use std::collections::BTreeSet;

use realdeal::journal::JournalError;
use realdeal::message::{Language, template, templates};
use realdeal::{Error, Rejection, StorageError};
use serde_json::{Map, Value};

use crate::documented::one_of_each;

/// One error of each code, rejections first.
fn one_error_of_each() -> Vec<Error> {
    let what = || "the disk is full".to_owned();
    let storage = [
        StorageError::Conflict,
        StorageError::NotApplied { what: what(), retry: true, source: None },
        StorageError::Unknown { what: what(), source: None },
        StorageError::Journal(JournalError::Unreadable { number: 7 }),
    ];
    one_of_each().into_iter().map(Error::from).chain(storage.map(Error::from)).collect()
}

fn figures(error: &Error) -> Map<String, Value> {
    match error {
        Error::Rejected(rejection) => rejection.figures(),
        Error::Storage(error) => error.figures(),
    }
}

/// The placeholders of a template: `{max}`, `{win.0}`.
fn placeholders(template: &str) -> BTreeSet<&str> {
    template.split('{').skip(1).map(|rest| rest.split_once('}').unwrap().0).collect()
}

#[test]
fn no_code_lacks_a_language() {
    let codes: Vec<_> = Rejection::codes().chain(StorageError::CODES.iter().copied()).collect();
    assert_eq!(templates().map(|row| row.code).collect::<Vec<_>>(), codes);
    assert_eq!(one_error_of_each().iter().map(Error::code).collect::<Vec<_>>(), codes);
    for code in codes {
        for language in Language::ALL {
            let text = template(code, *language).unwrap_or_default();
            assert!(!text.trim().is_empty() && text.trim() == text, "{code} in {language}: \"{text}\"");
        }
        let [english, french] =
            [Language::English, Language::French].map(|language| template(code, language));
        // What is wrong with a journal is a figure, and its words are whole sentences.
        assert!(english != french || code == "journal_broken", "{code} is not translated: {english:?}");
    }
}

#[test]
fn english_is_what_display_says() {
    for error in one_error_of_each() {
        assert_eq!(error.message(Language::English), error.to_string(), "{}", error.code());
    }
}

#[test]
fn a_template_names_the_figures_of_its_code_and_no_others() {
    let mut left_out = Vec::new();
    for error in one_error_of_each() {
        let (code, figures) = (error.code(), figures(&error));
        let [english, french] = [Language::English, Language::French]
            .map(|language| placeholders(template(code, language).unwrap()));
        assert_eq!(english, french, "{code}: the languages name different figures");
        let named: BTreeSet<_> = english.iter().map(|name| name.split('.').next().unwrap()).collect();
        for name in &named {
            assert!(figures.contains_key(*name), "{code} has no figure {name}: {figures:?}");
        }
        left_out.extend(
            figures.keys().filter(|name| !named.contains(name.as_str())).map(|name| (code, name.clone())),
        );
    }
    // The maximum is an amount, and says its currency; and a refused slip may have no leg that it lies on.
    let expected = [("return_too_high", "currency"), ("slip_refused", "leg")];
    assert_eq!(left_out, expected.map(|(code, figure)| (code, figure.to_owned())));
}

#[test]
fn no_placeholder_is_left_in_a_message() {
    for error in one_error_of_each() {
        for language in Language::ALL {
            let said = error.message(*language);
            assert!(!said.contains(['{', '}', '[', ']']), "{} in {language}: {said}", error.code());
        }
    }
}

#[test]
fn french_says_what_is_meant() {
    let said = |error: Rejection| error.message(Language::French);
    let (left, right) = ("12.00 EUR".parse().unwrap(), "10.00 EUR".parse().unwrap());
    assert_eq!(
        said(Rejection::StakeTooHigh { stake: left, max: right }),
        "la mise de 12.00 EUR dépasse le maximum de 10.00 EUR"
    );
    let spoken: Vec<_> = one_of_each().into_iter().map(|error| (error.code(), said(error))).collect();
    let of = |code: &str| spoken.iter().find(|(found, _)| *found == code).unwrap().1.as_str();
    assert!(
        of("wrong_role").ends_with("n’est pas ouverte au rôle «\u{a0}parieur\u{a0}»"),
        "{}",
        of("wrong_role")
    );
    assert!(of("wrong_role").starts_with("la commande «\u{a0}placer un pari\u{a0}»"), "{}", of("wrong_role"));
    let paused = "est déjà en pause jusqu’au 2024-08-16T12:00:00Z";
    assert!(of("status_unchanged").ends_with(paused), "{}", of("status_unchanged"));
    assert!(
        of("fixture_closed").ends_with("est reportée et n’accepte pas de paris"),
        "{}",
        of("fixture_closed")
    );
    assert_eq!(of("half_time_above_full_time"), "le score à la mi-temps, 1-0, dépasse le score final, 0-0");
    assert_eq!(of("shares_above_one"), "un gain de 1/1 et un remboursement de 1/2 dépassent la mise");
}
