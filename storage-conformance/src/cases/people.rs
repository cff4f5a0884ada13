//! People: personal data is kept apart, can be changed and erased, and stands in nothing that lasts.

use realdeal::Book;
use realdeal::keys::Access;
use realdeal::memory::Memory;
use realdeal::people::Person;
use realdeal::state::{Claim, ClaimKind, Key};
use realdeal::storage::Page;

use super::one;
use crate::Backend;
use crate::world::{World, alike, book_on, refused};

fn on_the_books(book: &Book, key: &Key) -> bool {
    let found = book.read(|snapshot| {
        snapshot.fetch(&one(key.clone(), Access::Read))?;
        Ok(snapshot.state().version(key) > 0 && snapshot.state().keys().contains(key))
    });
    found.unwrap()
}

fn email(text: &str) -> Key {
    Key::Claimed(Claim::one(ClaimKind::Email, text))
}

pub(crate) fn a_person_is_kept_as_he_was_given(backend: &mut dyn Backend) {
    let world = alike(backend, |world| {
        let whole = Person {
            phone: Some("+44 20 7946 0000".to_owned()),
            password_hash: Some("$argon2id$v=19$x'\"".to_owned()),
            ..Person::new("Zoë O'Neil", "Zoe@Example.org")
        };
        let zoe = world.book.visitor().register(whole.clone())?;
        assert_eq!(world.book.session(zoe).person(zoe)?, whole);
        Ok(())
    });
    assert!(world.book.user_by_email(" zoe@EXAMPLE.org ").unwrap().is_some());
}

pub(crate) fn an_address_is_taken_once(backend: &mut dyn Backend) {
    alike(backend, |world| {
        refused("email_taken", world.book.visitor().register(Person::new("Eve", "ALICE@example.org")));
        Ok(())
    });
}

pub(crate) fn a_changed_address_frees_the_old_one(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    let alice = world.alice;
    world.book.session(alice).edit_profile(Person::new("Alice", "alice@new.example.org")).unwrap();
    assert_eq!(world.book.user_by_email("alice@example.org").unwrap(), None);
    assert_eq!(world.book.user_by_email("alice@new.example.org").unwrap(), Some(alice));
    world.book.visitor().register(Person::new("Another", "alice@example.org")).unwrap();
}

pub(crate) fn an_erased_person_is_gone(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    let (admin, alice) = (world.admin, world.alice);
    assert!(on_the_books(&world.book, &Key::KnownPerson(alice)));
    assert!(on_the_books(&world.book, &email("alice@example.org")));
    world.book.session(admin).because("asked for it").erase_person(alice).unwrap();
    assert!(!on_the_books(&world.book, &Key::KnownPerson(alice)));
    assert!(!on_the_books(&world.book, &email("alice@example.org")));
    assert_eq!(world.book.user_by_email("alice@example.org").unwrap(), None);
    // The user, his bets and his money stay; the address is free.
    assert_eq!(world.cash(alice), "100.00 EUR");
    assert!(world.book.audit().unwrap().is_clean());
    world.book.visitor().register(Person::new("Another", "alice@example.org")).unwrap();
}

pub(crate) fn erasing_breaks_no_seal(backend: &mut dyn Backend) {
    alike(backend, |world| {
        let (admin, alice) = (world.admin, world.alice);
        world.bet(alice, 0, "10.00 EUR");
        world.book.session(admin).because("asked for it").erase_person(alice)?;
        let bob = world.bob;
        world.bet(bob, 0, "10.00 EUR");
        assert!(world.book.audit()?.is_clean());
        Ok(())
    });
}

/// A world with one more user.
fn with(backend: &mut dyn Backend, person: Person) -> Book {
    let mut world = World::on(backend);
    world.book.visitor().register(person).unwrap();
    backend.seal().unwrap();
    world.book
}

pub(crate) fn nothing_of_a_person_bears_on_the_state_hash(backend: &mut dyn Backend) {
    let here = with(backend, Person::new("Zoë", "zoe@example.org"));
    let there = with(&mut Memory::new(), Person::new("Max", "max@example.com"));
    assert_eq!(here.state_hash().unwrap(), there.state_hash().unwrap());
    assert_eq!(here.journal_head().unwrap(), there.journal_head().unwrap());
}

pub(crate) fn nothing_of_a_person_is_in_the_journal(backend: &mut dyn Backend) {
    let book = with(backend, Person::new("Zoë Zwingli", "zwingli@example.org"));
    for record in book.journal(Page::first(1_000)).unwrap() {
        let bytes = String::from_utf8_lossy(&record.record.to_bytes()).to_lowercase();
        assert!(!bytes.contains("zwingli") && !bytes.contains("example.org"), "{record:?}");
    }
}

pub(crate) fn a_rebuilt_book_has_everything_but_people(backend: &mut dyn Backend) {
    let mut twin = World::over(Memory::new());
    let alice = twin.alice;
    let mut book = book_on(super::open(backend), 1);
    book.restore(twin.book.journal(Page::first(1_000)).unwrap()).unwrap();
    assert!(!on_the_books(&book, &Key::KnownPerson(alice)));
    assert!(!on_the_books(&book, &email("alice@example.org")));
    assert_eq!(book.user(alice).unwrap(), twin.book.user(alice).unwrap());
    assert_eq!(book.session(alice).wallet("EUR").unwrap().cash.to_string(), twin.cash(alice));
}
