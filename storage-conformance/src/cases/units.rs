//! Units of work: all or nothing, and nothing before the commit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use realdeal::Book;
use realdeal::StorageError;
use realdeal::command::{Command, ConfirmDeposit};
use realdeal::memory::Memory;
use realdeal::state::StateHash;
use realdeal::storage::Storage;

use super::{fetch, open, put, seen, set, stands};
use crate::Backend;
use crate::door::Door;
use crate::picture::{Picture, reference_keys};
use crate::world::{World, alike, book_on, compare, reference, refused};

pub(crate) fn an_empty_store_is_empty(backend: &mut dyn Backend) {
    let storage = open(backend);
    compare(backend, &*storage.readers(), &*Memory::new().readers());
    let book = book_on(storage, 1);
    assert_eq!(book.journal_head().unwrap().records, 0);
    assert!(book.audit().unwrap().is_clean());
    assert_eq!((book.next_due().unwrap(), book.house_balances().unwrap()), (None, vec![]));
}

pub(crate) fn a_small_world_reads_as_it_does_in_memory(backend: &mut dyn Backend) {
    alike(backend, |_| Ok(()));
}

pub(crate) fn a_busy_world_reads_as_it_does_in_memory(backend: &mut dyn Backend) {
    let world = alike(backend, World::live);
    assert!(world.book.audit().unwrap().is_clean());
}

pub(crate) fn a_committed_unit_stays(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    set(&mut *storage, "mail", Some(7)).unwrap();
    assert_eq!(seen(&*storage.readers(), "mail"), Some(7));
    let mut unit = storage.begin().unwrap();
    fetch(&mut *unit, "mail").unwrap();
    assert_eq!(stands(&*unit, "mail"), Some(7));
}

pub(crate) fn a_unit_without_changes_can_be_committed(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    let mut unit = storage.begin().unwrap();
    fetch(&mut *unit, "mail").unwrap();
    unit.commit().unwrap();
    storage.begin().unwrap().commit().unwrap();
    assert_eq!(seen(&*storage.readers(), "mail"), None);
}

/// Everything that can be read of a store, with the rows of the small world and a bet.
fn picture(backend: &mut dyn Backend, book: &Book) -> Picture {
    backend.seal().unwrap();
    let keys = reference_keys(&*reference(World::live).book.readers());
    Picture::of(&*book.readers(), &keys)
}

pub(crate) fn a_dropped_unit_leaves_nothing(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    set(&mut *storage, "mail", Some(7)).unwrap();
    let mut unit = storage.begin().unwrap();
    for name in ["mail", "ledger"] {
        fetch(&mut *unit, name).unwrap();
        put(&mut *unit, name, Some(8)).unwrap();
    }
    assert_eq!(stands(&*unit, "mail"), Some(8));
    drop(unit);
    let readers = storage.readers();
    assert_eq!((seen(&*readers, "mail"), seen(&*readers, "ledger")), (Some(7), None));
    let mut unit = storage.begin().unwrap();
    fetch(&mut *unit, "mail").unwrap();
    assert_eq!(stands(&*unit, "mail"), Some(7), "the next unit sees what the dropped one wrote");
}

pub(crate) fn a_dropped_command_leaves_nothing(backend: &mut dyn Backend) {
    // Every commit after the world's is turned away, so that its unit is dropped with whole commands in it.
    let world = World::on(backend);
    let before = picture(backend, &world.book);
    let World { admin, bookmaker, alice, market, first, league, .. } = world;
    drop(world.book);
    let door = Door::new(open(backend), |_| Err(StorageError::busy("the door is shut")));
    let mut book = book_on(door, 2);
    let slip = book.slip().leg(market.selections[0], "2.10").stake("10.00 EUR");
    refused("storage_not_applied", book.session(alice).place_bet(slip));
    refused("storage_not_applied", book.system().confirm_deposit(alice, "5.00 EUR", "bank", "second"));
    refused("storage_not_applied", book.session(alice).request_withdrawal("5.00 EUR"));
    refused("storage_not_applied", book.session(alice).create_basket());
    let mut office = book.session(bookmaker);
    refused("storage_not_applied", office.change_prices(market.id, [(market.selections[0], "2.20")]));
    refused("storage_not_applied", office.rename_competition(league, "Another League"));
    refused("storage_not_applied", office.create_team("Brighton"));
    refused("storage_not_applied", office.delete_fixture(first));
    refused("storage_not_applied", book.session(admin).because("asked for it").erase_person(alice));
    refused("storage_not_applied", book.acknowledge("mail", 1));
    picture(backend, &book).assert_equal(&before);
}

pub(crate) fn a_dropped_slice_leaves_nothing(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    let deposits = deposits(&mut world, 10);
    let before = picture(backend, &world.book);
    drop(world.book);
    let mut book = book_on(Door::new(open(backend), |_| Err(StorageError::busy("the door is shut"))), 2);
    assert!(book.execute(&deposits).iter().all(Result::is_err));
    picture(backend, &book).assert_equal(&before);
}

/// Deposits of a euro each, not sent yet.
fn deposits(world: &mut World, count: u32) -> Vec<Command> {
    let (user, mut made) = (world.alice, Vec::new());
    for number in 0..count {
        made.push(world.book.system().command(ConfirmDeposit {
            user,
            amount: "1.00 EUR".parse().unwrap(),
            provider: "bank".to_owned(),
            reference: format!("small {number}"),
        }));
    }
    made
}

pub(crate) fn a_unit_dropped_by_a_panic_leaves_nothing(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    let broken = catch_unwind(AssertUnwindSafe(|| {
        let mut unit = storage.begin().unwrap();
        fetch(&mut *unit, "mail").unwrap();
        put(&mut *unit, "mail", Some(8)).unwrap();
        std::panic::resume_unwind(Box::new("a planted panic, which says nothing on the output"));
    }));
    assert!(broken.is_err());
    assert_eq!(seen(&*storage.readers(), "mail"), None);
    set(&mut *storage, "mail", Some(1)).unwrap();
    assert_eq!(seen(&*storage.readers(), "mail"), Some(1));
}

pub(crate) fn a_command_sees_what_came_before_it_in_its_unit(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    let (user, selection) = (world.alice, world.market.selections[0]);
    let mut slice = deposits(&mut world, 1);
    // 101.00 EUR: only with the deposit of the same slice.
    let (id, bet) = world.slip(selection, "2.10", "101.00 EUR").into_command().unwrap();
    slice.push(Command::new(id, realdeal::command::Actor::User(user), world.book.now(), bet));
    assert!(world.book.execute(&slice).iter().all(Result::is_ok));
    assert_eq!(world.cash(user), "0.00 EUR");
}

pub(crate) fn a_unit_sees_its_own_changes_again_and_again(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    let mut unit = storage.begin().unwrap();
    fetch(&mut *unit, "mail").unwrap();
    for position in [Some(1), Some(2), None, Some(3)] {
        put(&mut *unit, "mail", position).unwrap();
        assert_eq!(stands(&*unit, "mail"), position);
    }
    unit.commit().unwrap();
    assert_eq!(seen(&*storage.readers(), "mail"), Some(3));
}

pub(crate) fn a_deleted_row_is_gone(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    set(&mut *storage, "mail", Some(1)).unwrap();
    set(&mut *storage, "mail", None).unwrap();
    assert_eq!(seen(&*storage.readers(), "mail"), None);
    drop(storage);
    alike(backend, |world| {
        let mut office = world.office();
        let gone = office.create_competition("Gone", "gone")?;
        office.delete_competition(gone)?;
        // Its slug is free again.
        office.create_competition("Gone", "gone").map(drop)
    });
}

pub(crate) fn what_comes_and_goes_in_one_unit_leaves_nothing(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    let mut unit = storage.begin().unwrap();
    fetch(&mut *unit, "mail").unwrap();
    put(&mut *unit, "mail", Some(1)).unwrap();
    put(&mut *unit, "mail", None).unwrap();
    unit.commit().unwrap();
    assert_eq!(seen(&*storage.readers(), "mail"), None);
}

pub(crate) fn a_refused_command_changes_nothing(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    let before = picture(backend, &world.book);
    let selection = world.market.selections[0];
    let slip = world.slip(selection, "2.10", "100.01 EUR");
    refused("insufficient_funds", world.book.session(world.alice).place_bet(slip));
    picture(backend, &world.book).assert_equal(&before);
}

pub(crate) fn a_refusal_does_not_hold_up_its_slice(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    let mut slice = deposits(&mut world, 3);
    if let realdeal::command::Body::ConfirmDeposit(deposit) = &mut slice[1].body {
        "first of alice".clone_into(&mut deposit.reference);
    }
    let answers = world.book.execute(&slice);
    assert!(answers[0].is_ok() && answers[1].is_err() && answers[2].is_ok());
    assert_eq!(world.cash(world.alice), "102.00 EUR");
}

pub(crate) fn nobody_sees_a_unit_before_its_commit(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    set(&mut *storage, "mail", Some(1)).unwrap();
    let readers = storage.readers();
    let mut unit = storage.begin().unwrap();
    fetch(&mut *unit, "mail").unwrap();
    put(&mut *unit, "mail", Some(2)).unwrap();
    thread::scope(|scope| {
        let (started, begun) = mpsc::channel();
        let reader = scope.spawn(move || {
            started.send(()).unwrap();
            seen(&*readers, "mail")
        });
        begun.recv().unwrap();
        // A snapshot may wait for the open unit, but it must not show it.
        thread::sleep(Duration::from_millis(20));
        drop(unit);
        assert_eq!(reader.join().unwrap(), Some(1));
    });
}

pub(crate) fn a_snapshot_stays_as_it_was(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    set(&mut *storage, "mail", Some(1)).unwrap();
    let hash = |readers: &dyn realdeal::storage::Readers| -> StateHash {
        readers.snapshot().unwrap().state_hash().unwrap()
    };
    let (readers, empty) = (storage.readers(), hash(&*storage.readers()));
    let (taken, began) = mpsc::channel();
    thread::scope(|scope| {
        let reader = scope.spawn(move || {
            let mut snapshot = readers.snapshot().unwrap();
            taken.send(()).unwrap();
            // The writer has the time to commit, unless it must wait for this snapshot.
            thread::sleep(Duration::from_millis(20));
            snapshot.fetch(&super::one(super::key("mail"), realdeal::keys::Access::Read)).unwrap();
            let mail = snapshot.state().cursors.find(&"mail".to_owned()).map(|cursor| cursor.position);
            (mail, snapshot.state_hash().unwrap(), snapshot.journal_head().unwrap().records)
        });
        began.recv().unwrap();
        set(&mut *storage, "mail", Some(2)).unwrap();
        assert_eq!(reader.join().unwrap(), (Some(1), empty, 0));
    });
    assert_eq!(seen(&*storage.readers(), "mail"), Some(2));
}

pub(crate) fn a_reader_outlives_many_units(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    let readers = storage.readers();
    for position in 0..20 {
        set(&mut *storage, "mail", Some(position)).unwrap();
        assert_eq!(seen(&*readers, "mail"), Some(position), "a reader sees each commit once it is done");
    }
}

pub(crate) fn a_commit_that_conflicts_is_dropped_and_run_again(backend: &mut dyn Backend) {
    let door = |storage: Box<dyn Storage>| {
        Door::new(storage, |count| if count % 3 == 0 { Err(StorageError::Conflict) } else { Ok(()) })
    };
    let mut world = World::over(door(open(backend)));
    world.live().unwrap();
    let memory = reference(World::live);
    compare(backend, &*world.book.readers(), &*memory.book.readers());
}

pub(crate) fn a_slice_that_conflicts_is_done_in_halves(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    let deposits = deposits(&mut world, 16);
    drop(world.book);
    // The whole slice twice, then its halves, quarters and so on: 14 of 16 tries are turned away.
    let shut = |count| if count % 8 < 7 { Err(StorageError::Conflict) } else { Ok(()) };
    let mut book = book_on(Door::new(open(backend), shut), 2);
    assert!(book.execute(&deposits).iter().all(Result::is_ok));
    assert_eq!(book.session(world.alice).wallet("EUR").unwrap().cash.to_string(), "116.00 EUR");
    assert!(book.execute(&deposits).iter().all(|answer| answer.as_ref().unwrap().repeated));
}
