//! Cursors: how far a relay has read, kept with the books, and told to nobody.

use realdeal::storage::CursorFilter;

use super::{open, seen, set};
use crate::Backend;
use crate::world::{World, book_on, refused};

pub(crate) fn a_cursor_is_kept(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    backend.seal().unwrap();
    world.book.acknowledge("mail", 3).unwrap();
    assert_eq!(seen(&*world.book.readers(), "mail"), Some(3));
    drop(world);
    let mut book = book_on(open(backend), 2);
    assert_eq!(book.cursors().unwrap()[0].position, 3);
    book.acknowledge("mail", 5).unwrap();
    assert_eq!(book.cursors().unwrap()[0].position, 5);
}

pub(crate) fn a_cursor_never_goes_back(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    backend.seal().unwrap();
    world.book.acknowledge("mail", 3).unwrap();
    refused("cursor_behind", world.book.acknowledge("mail", 2));
    let records = world.book.journal_head().unwrap().records;
    refused("cursor_ahead", world.book.acknowledge("mail", records + 1));
    assert_eq!(world.book.cursors().unwrap()[0].position, 3);
}

pub(crate) fn what_is_unread_is_read_once_and_in_order(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    backend.seal().unwrap();
    let mut numbers = Vec::new();
    loop {
        let some = world.book.unread("mail", 4).unwrap();
        let Some(last) = some.last() else { break };
        numbers.extend(some.iter().map(|record| record.number));
        world.book.acknowledge("mail", last.number).unwrap();
    }
    let records = world.book.journal_head().unwrap().records;
    assert_eq!(numbers, (1..=records).collect::<Vec<_>>());
    world.bet(world.alice, 0, "1.00 EUR");
    backend.seal().unwrap();
    assert_eq!(world.book.unread("mail", 10).unwrap()[0].number, records + 1);
}

pub(crate) fn what_was_not_acknowledged_is_read_again(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    backend.seal().unwrap();
    let first = world.book.unread("mail", 4).unwrap();
    assert_eq!(world.book.unread("mail", 4).unwrap(), first);
    world.book.acknowledge("mail", first[1].number).unwrap();
    assert_eq!(world.book.unread("mail", 1).unwrap()[0], first[2]);
}

pub(crate) fn a_forgotten_cursor_starts_anew(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    backend.seal().unwrap();
    world.book.acknowledge("mail", 3).unwrap();
    world.book.forget_cursor("mail").unwrap();
    refused("unknown_cursor", world.book.forget_cursor("mail"));
    assert_eq!(world.book.cursors().unwrap(), []);
    assert_eq!(world.book.unread("mail", 1).unwrap()[0].number, 1);
    world.book.acknowledge("mail", 1).unwrap();
    assert_eq!(seen(&*world.book.readers(), "mail"), Some(1));
}

pub(crate) fn cursors_come_in_the_order_of_their_names(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    // By their letters' codes, as texts compare, and not as people sort them.
    for name in ["b", "a", "Z", "aa", "\u{e9}", "a b"] {
        set(&mut *storage, name, Some(0)).unwrap();
    }
    let book = book_on(storage, 1);
    let names: Vec<_> = book.cursors().unwrap().into_iter().map(|cursor| cursor.name).collect();
    assert_eq!(names, ["Z", "a", "a b", "aa", "b", "\u{e9}"]);
    let _: CursorFilter = CursorFilter {};
}

pub(crate) fn a_cursor_is_neither_in_the_journal_nor_in_the_state_hash(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    backend.seal().unwrap();
    let before = (world.book.state_hash().unwrap(), world.book.journal_head().unwrap());
    world.book.acknowledge("mail", 3).unwrap();
    backend.seal().unwrap();
    assert_eq!((world.book.state_hash().unwrap(), world.book.journal_head().unwrap()), before);
}
