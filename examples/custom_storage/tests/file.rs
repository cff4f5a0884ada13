//! What the suite can't know of: the file itself.

#![allow(clippy::unwrap_used, reason = "it is a test, with helpers outside of its functions")]

mod place;

use std::fs;

use custom_storage::FileStorage;
use place::Place;
use realdeal::Book;
use realdeal::people::Person;

#[test]
fn half_a_line_is_taken_off_the_end() {
    let place = Place::new();
    let mut book = Book::open(FileStorage::open(place.file()).unwrap());
    let alice = book.visitor().register(Person::new("Alice", "alice@example.org")).unwrap();
    let before = book.state_hash().unwrap();
    book.visitor().register(Person::new("Bob", "bob@example.org")).unwrap();
    drop(book);
    let bytes = fs::read(place.file()).unwrap();
    fs::write(place.file(), &bytes[..bytes.len() - 5]).unwrap();
    let mut book = Book::open(FileStorage::open(place.file()).unwrap());
    assert_eq!(book.state_hash().unwrap(), before);
    assert_eq!(book.user_by_email("alice@example.org").unwrap(), Some(alice));
    book.visitor().register(Person::new("Bob", "bob@example.org")).unwrap();
    drop(book);
    assert_eq!(Book::open(FileStorage::open(place.file()).unwrap()).journal_head().unwrap().records, 2);
}

#[test]
fn a_line_that_was_changed_is_not_taken() {
    let place = Place::new();
    let mut book = Book::open(FileStorage::open(place.file()).unwrap());
    book.visitor().register(Person::new("Alice", "alice@example.org")).unwrap();
    drop(book);
    let text = fs::read_to_string(place.file()).unwrap();
    fs::write(place.file(), text.replace("rows", "lines")).unwrap();
    assert!(FileStorage::open(place.file()).is_err());
}

#[test]
fn there_is_one_writer() {
    let place = Place::new();
    let _first = FileStorage::open(place.file()).unwrap();
    let second = FileStorage::open(place.file()).unwrap_err();
    assert!(second.is_retryable());
}

#[test]
fn an_erased_person_is_in_no_line_of_the_file() {
    let place = Place::new();
    let mut book = Book::open(FileStorage::open(place.file()).unwrap());
    let admin = book.system().create_first_admin(Person::new("Ada", "ada@example.org")).unwrap();
    let alice = book.visitor().register(Person::new("Alice Zwingli", "zwingli@example.org")).unwrap();
    assert!(fs::read_to_string(place.file()).unwrap().contains("zwingli"));
    let hash = book.state_hash().unwrap();
    book.session(admin).because("asked for it").erase_person(alice).unwrap();
    assert_ne!(book.state_hash().unwrap(), hash, "that it happened is told");
    assert!(!fs::read_to_string(place.file()).unwrap().to_lowercase().contains("zwingli"));
    drop(book);
    let book = Book::open(FileStorage::open(place.file()).unwrap());
    assert!(book.user_by_email("ada@example.org").unwrap().is_some());
    assert!(book.audit().unwrap().is_clean());
}
