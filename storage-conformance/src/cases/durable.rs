//! Durability: what was committed is there when the store is opened again, and nothing else is.

use realdeal::storage::Page;

use super::{fetch, open, put, seen, set};
use crate::Backend;
use crate::world::{World, book_on, compare, reference, refused};

pub(crate) fn everything_is_there_when_it_is_opened_again(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    world.live().unwrap();
    drop(world);
    let book = book_on(open(backend), 2);
    compare(backend, &*book.readers(), &*reference(World::live).book.readers());
}

pub(crate) fn a_store_may_be_opened_after_every_command(backend: &mut dyn Backend) {
    for position in 1..=10 {
        let mut storage = open(backend);
        set(&mut *storage, "mail", Some(position)).unwrap();
        drop(storage);
        assert_eq!(seen(&*open(backend).readers(), "mail"), Some(position));
    }
}

pub(crate) fn a_dropped_unit_is_not_there_when_it_is_opened_again(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    set(&mut *storage, "mail", Some(1)).unwrap();
    let mut unit = storage.begin().unwrap();
    fetch(&mut *unit, "mail").unwrap();
    put(&mut *unit, "mail", Some(2)).unwrap();
    drop(unit);
    drop(storage);
    assert_eq!(seen(&*open(backend).readers(), "mail"), Some(1));
}

pub(crate) fn versions_go_on_when_it_is_opened_again(backend: &mut dyn Backend) {
    let version = |backend: &mut dyn Backend| {
        let mut storage = open(backend);
        let mut unit = storage.begin().unwrap();
        super::look(&mut *unit, "mail").unwrap();
        unit.state().version(&super::key("mail"))
    };
    set(&mut *open(backend), "mail", Some(1)).unwrap();
    let before = version(backend);
    assert_eq!(version(backend), before);
    set(&mut *open(backend), "mail", Some(2)).unwrap();
    assert_ne!(version(backend), before);
}

pub(crate) fn numbers_and_seals_go_on_when_it_is_opened_again(backend: &mut dyn Backend) {
    let world = World::on(backend);
    let alice = world.alice;
    drop(world);
    let long = |world: &mut World| {
        for number in 0..100 {
            world.book.system().confirm_deposit(
                world.alice,
                "0.01 EUR",
                "bank",
                &format!("small {number}"),
            )?;
        }
        Ok(())
    };
    let twin = reference(long);
    let records = twin.book.journal(Page::first(1_000)).unwrap();
    let from = reference(|_| Ok(())).book.journal_head().unwrap().records;
    // A block of seals is filled across many openings of the store.
    for chunk in records[usize::try_from(from).unwrap()..].chunks(9) {
        backend.seal().unwrap();
        book_on(open(backend), 2).restore(chunk.to_vec()).unwrap();
    }
    backend.seal().unwrap();
    let mut book = book_on(open(backend), 2);
    assert_eq!(book.journal_head().unwrap(), twin.book.journal_head().unwrap());
    assert_eq!(book.state_hash().unwrap(), twin.book.state_hash().unwrap());
    assert!(book.audit().unwrap().is_clean());
    assert_eq!(book.session(alice).wallet("EUR").unwrap().cash.to_string(), "101.00 EUR");
}

pub(crate) fn an_answer_is_remembered_when_it_is_opened_again(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    let slip = world.slip(world.market.selections[0], "2.10", "10.00 EUR");
    let alice = world.alice;
    world.book.session(alice).place_bet(slip.clone()).unwrap();
    let suspend = realdeal::command::SuspendMarket { market: world.other.id };
    let suspend = world.office().command(suspend);
    world.book.execute_one(&suspend).unwrap();
    drop(world);
    let mut book = book_on(open(backend), 2);
    assert!(book.execute_one(&suspend).unwrap().repeated);
    book.session(alice).place_bet(slip).unwrap();
    assert_eq!(book.session(alice).wallet("EUR").unwrap().cash.to_string(), "90.00 EUR");
    refused("payment_exists", book.system().confirm_deposit(alice, "1.00 EUR", "bank", "first of alice"));
}

pub(crate) fn an_erased_person_stays_gone_when_it_is_opened_again(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    let (admin, alice) = (world.admin, world.alice);
    world.book.session(admin).because("asked for it").erase_person(alice).unwrap();
    drop(world);
    let book = book_on(open(backend), 2);
    assert_eq!(book.user_by_email("alice@example.org").unwrap(), None);
    assert!(book.audit().unwrap().is_clean());
}
