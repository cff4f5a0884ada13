//! The journal: numbers without a gap, seals that follow from the records alone, and enough to rebuild the books.

use realdeal::journal::NumberedRecord;
use realdeal::journal::seal::{BLOCK, Sealer};
use realdeal::memory::Memory;
use realdeal::storage::{Page, Storage};
use realdeal::{Book, Options};

use super::open;
use crate::Backend;
use crate::world::{World, alike, book_on, compare, reference, refused};

fn records(book: &Book) -> Vec<NumberedRecord> {
    book.journal(Page::first(Page::<u64>::MAX)).unwrap()
}

/// Enough commands for more than two blocks.
fn long(world: &mut World) -> Result<(), realdeal::Error> {
    for number in 0..2 * BLOCK {
        let reference = format!("small {number}");
        world.book.system().confirm_deposit(world.alice, "0.01 EUR", "bank", &reference)?;
    }
    Ok(())
}

pub(crate) fn records_are_numbered_from_one_without_a_gap(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    world.live().unwrap();
    backend.seal().unwrap();
    let records = records(&world.book);
    assert!(records.len() > 50);
    assert!((1..).zip(&records).all(|(number, record)| record.number == number));
    assert_eq!(world.book.journal_head().unwrap().records, records.len() as u64);
}

pub(crate) fn each_accepted_command_leaves_one_record(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    backend.seal().unwrap();
    let before = world.book.journal_head().unwrap().records;
    let bet = world.bet(world.alice, 0, "10.00 EUR");
    backend.seal().unwrap();
    let new = world.book.journal(Page::after(before, 10)).unwrap();
    assert_eq!(new.len(), 1);
    assert_eq!((new[0].number, new[0].record.command), (before + 1, bet.id.into()));
    assert_eq!(new[0].record.events[0].name(), "BetPlaced");
}

pub(crate) fn records_come_in_pages(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    world.live().unwrap();
    backend.seal().unwrap();
    let all = records(&world.book);
    for limit in [1, 7, 64] {
        let (mut paged, mut page) = (Vec::new(), Page::first(limit));
        while let Some(last) = {
            let some = world.book.journal(page).unwrap();
            assert!(some.len() <= limit);
            paged.extend(some.iter().cloned());
            some.last().map(|record| record.number)
        } {
            assert!(Some(last) > page.after, "a page does not get on");
            page = Page::after(last, limit);
        }
        assert_eq!(paged, all, "in pages of {limit}");
    }
    assert_eq!(world.book.journal(Page::after(all.len() as u64, 10)).unwrap(), []);
    assert_eq!(world.book.journal(Page::after(u64::MAX, 10)).unwrap(), []);
}

pub(crate) fn a_receipt_names_the_last_record(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    assert_eq!(storage.begin().unwrap().commit().unwrap().last_record, Some(0));
    drop(storage);
    let mut world = World::on(backend);
    long(&mut world).unwrap();
    let head = world.book.journal_head().unwrap();
    drop(world);
    assert_eq!(open(backend).begin().unwrap().commit().unwrap().last_record, Some(head.records));
}

pub(crate) fn a_receipt_names_no_record_that_has_no_number_yet(backend: &mut dyn Backend) {
    drop(World::on(backend));
    let mut storage = open(backend);
    assert_eq!(storage.begin().unwrap().commit().unwrap().last_record, None);
    backend.seal().unwrap();
    assert_eq!(storage.begin().unwrap().commit().unwrap().last_record, None);
}

pub(crate) fn only_sealed_records_are_read(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    long(&mut world).unwrap();
    let check = |book: &Book| {
        let (head, records) = (book.journal_head().unwrap(), records(book));
        assert_eq!(
            head.records,
            records.len() as u64,
            "a record can be read before it is sealed, or not after"
        );
        assert!(book.audit().is_ok());
    };
    check(&world.book);
    backend.seal().unwrap();
    check(&world.book);
    assert_eq!(world.book.journal_head().unwrap(), reference(long).book.journal_head().unwrap());
}

pub(crate) fn the_head_follows_from_the_records_alone(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    long(&mut world).unwrap();
    backend.seal().unwrap();
    let mut sealer = Sealer::default();
    for record in records(&world.book) {
        sealer.push(&record.record.to_bytes());
    }
    assert_eq!(world.book.journal_head().unwrap(), sealer.head());
    assert_eq!(sealer.head(), reference(long).book.journal_head().unwrap());
}

pub(crate) fn seals_know_nothing_of_units(backend: &mut dyn Backend) {
    let mut twin = World::over(Memory::new());
    long(&mut twin).unwrap();
    let from = records(&World::over(Memory::new()).book).len();
    let mut world = World::on(backend);
    for (size, chunk) in [1, 2, 64, 65, 100].into_iter().cycle().zip(records(&twin.book)[from..].chunks(50)) {
        world.book.set_options(Options { commands_per_unit: size, ..Options::default() });
        // Which record comes next is known by the numbers that were given.
        backend.seal().unwrap();
        world.book.restore(chunk.to_vec()).unwrap();
    }
    compare(backend, &*world.book.readers(), &*twin.book.readers());
}

pub(crate) fn a_dropped_unit_takes_no_number(backend: &mut dyn Backend) {
    use realdeal::StorageError;
    let world = World::on(backend);
    backend.seal().unwrap();
    let before = world.book.journal_head().unwrap();
    let alice = world.alice;
    drop(world.book);
    let door = crate::door::Door::new(open(backend), |count| match count {
        1..=3 => Err(StorageError::busy("the door is shut")),
        _ => Ok(()),
    });
    let mut book = book_on(door, 2);
    for number in 0..4 {
        let _ = book.system().confirm_deposit(alice, "1.00 EUR", "bank", &format!("small {number}"));
    }
    backend.seal().unwrap();
    let new = book.journal(Page::after(before.records, 10)).unwrap();
    assert_eq!(new.iter().map(|record| record.number).collect::<Vec<_>>(), [before.records + 1]);
}

pub(crate) fn a_refused_command_leaves_no_record(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    backend.seal().unwrap();
    let before = world.book.journal_head().unwrap();
    refused("insufficient_funds", world.book.session(world.alice).request_withdrawal("100.01 EUR"));
    backend.seal().unwrap();
    assert_eq!(world.book.journal_head().unwrap(), before);
}

pub(crate) fn a_change_without_a_record_is_kept_and_not_told(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    let basket = world.book.session(world.alice).create_basket().unwrap();
    backend.seal().unwrap();
    let before = world.book.journal_head().unwrap();
    let slip = world.slip(world.market.selections[0], "2.10", "10.00 EUR");
    world.book.session(world.alice).add_to_basket(basket, slip).unwrap();
    backend.seal().unwrap();
    assert_eq!(world.book.journal_head().unwrap(), before);
    assert_eq!(world.book.basket(basket).unwrap().slips.len(), 1);
}

pub(crate) fn books_are_rebuilt_from_the_journal_of_memory(backend: &mut dyn Backend) {
    let twin = reference(World::live);
    let mut book = book_on(open(backend), 1);
    book.restore(records(&twin.book)).unwrap();
    backend.seal().unwrap();
    assert_eq!(book.state_hash().unwrap(), twin.book.state_hash().unwrap());
    assert_eq!(book.journal_head().unwrap(), twin.book.journal_head().unwrap());
    assert_eq!(book.audit().unwrap(), twin.book.audit().unwrap());
}

pub(crate) fn memory_is_rebuilt_from_the_journal(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    world.live().unwrap();
    backend.seal().unwrap();
    let mut memory = book_on(Memory::new(), 1);
    memory.restore(records(&world.book)).unwrap();
    assert_eq!(memory.state_hash().unwrap(), world.book.state_hash().unwrap());
    assert_eq!(memory.journal_head().unwrap(), world.book.journal_head().unwrap());
}

pub(crate) fn the_size_of_units_changes_nothing(backend: &mut dyn Backend) {
    alike(backend, |world| {
        for size in [1, 3, 1_000] {
            world.book.set_options(Options {
                commands_per_unit: size,
                bets_per_page: 2,
                ..Options::default()
            });
            let alice = world.alice;
            world.bet(alice, 0, "1.00 EUR");
        }
        long(world)
    });
}

pub(crate) fn a_record_that_is_not_the_next_is_not_taken(backend: &mut dyn Backend) {
    let twin = reference(|_| Ok(()));
    let mut storage = open(backend);
    assert_eq!(storage.readers().snapshot().unwrap().journal_head().unwrap().records, 0);
    drop(storage.begin().unwrap());
    let mut book = book_on(storage, 1);
    let mut all = records(&twin.book);
    let third = all.remove(2);
    assert!(book.restore(vec![third]).is_err());
    assert_eq!(book.journal_head().unwrap().records, 0);
}
