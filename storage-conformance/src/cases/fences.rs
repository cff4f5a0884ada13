//! Fences: what a unit has fetched does not change under it unseen; what it only adds to holds up nobody.
//!
//! A backend may let the second writer wait, or tell the first one at its commit that it came too late. Either is right, and
//! every case here takes both: it asserts what the books say in the end.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use realdeal::StorageError;
use realdeal::money::Currency;
use realdeal::state::{Draft, HouseBalanceId};
use realdeal::storage::Unit;
use realdeal::wallet::HouseAccount;

use super::{fetch, look, open, put, seen, set, stands};
use crate::Backend;
use crate::door::Door;
use crate::world::{World, book_on, compare, reference};

type Step = fn(&mut dyn Unit) -> Result<(), StorageError>;

/// How two units that crossed have ended.
struct Crossed {
    first: Result<(), StorageError>,
    second: Result<(), StorageError>,
    /// Whether the second had committed before the first tried to.
    overtaken: bool,
}

impl Crossed {
    /// How many have committed.
    fn committed(&self) -> u64 {
        u64::from(self.first.is_ok()) + u64::from(self.second.is_ok())
    }

    /// Asserts that at least one came through, and that whoever did not was told that it was a conflict.
    #[track_caller]
    fn check(&self) {
        assert!(self.committed() > 0, "two units kept each other out: {:?}, {:?}", self.first, self.second);
        for end in [&self.first, &self.second] {
            assert!(matches!(end, Ok(()) | Err(StorageError::Conflict)), "{end:?}");
        }
    }
}

/// Opens a unit and takes its steps; while it waits for its commit, a second unit goes all its way, or as far as it is let.
fn crossed(backend: &mut dyn Backend, first: Step, second: Step) -> Crossed {
    // Far longer than a commit takes, and short enough to wait for where the second waits for the first.
    const PATIENCE: Duration = Duration::from_millis(250);
    let (mut storage, mut other) = (open(backend), open(backend));
    thread::scope(|scope| {
        let mut unit = storage.begin().expect("a unit can be opened");
        if let Err(error) = first(&mut *unit) {
            return Crossed { first: Err(error), second: Ok(()), overtaken: false };
        }
        let (done, result) = mpsc::channel();
        scope.spawn(move || {
            let all = || {
                let mut unit = other.begin()?;
                second(&mut *unit)?;
                unit.commit().map(drop)
            };
            let mut all = all;
            done.send(all()).expect("the first waits for it");
        });
        let early = result.recv_timeout(PATIENCE).ok();
        let overtaken = early.as_ref().is_some_and(Result::is_ok);
        let first = unit.commit().map(drop);
        let second = early.unwrap_or_else(|| result.recv().expect("the second ends"));
        Crossed { first, second, overtaken }
    })
}

fn add_one(unit: &mut dyn Unit) -> Result<(), StorageError> {
    fetch(unit, "mail")?;
    let before = stands(unit, "mail").unwrap_or(0);
    put(unit, "mail", Some(before + 1))
}

pub(crate) fn a_lost_update_is_refused(backend: &mut dyn Backend) {
    set(&mut *open(backend), "mail", Some(10)).unwrap();
    let crossed = crossed(backend, add_one, add_one);
    crossed.check();
    let now = seen(&*open(backend).readers(), "mail");
    assert_eq!(now, Some(10 + crossed.committed()), "of two that counted up, one was lost");
}

pub(crate) fn two_that_make_the_same_row_do_not_both_succeed_unseen(backend: &mut dyn Backend) {
    let crossed = crossed(backend, add_one, add_one);
    crossed.check();
    let now = seen(&*open(backend).readers(), "mail");
    assert_eq!(now, Some(crossed.committed()), "absent is a thing that was read, too");
}

/// What stands under one name is written under another: true only as long as the first has not changed.
fn copy(unit: &mut dyn Unit) -> Result<(), StorageError> {
    look(unit, "mail")?;
    fetch(unit, "copy")?;
    let mail = stands(unit, "mail");
    put(unit, "copy", mail)
}

#[track_caller]
fn assert_no_stale_copy(crossed: &Crossed) {
    crossed.check();
    assert!(
        !(crossed.overtaken && crossed.first.is_ok()),
        "a unit stood on a row that had changed since, and was committed"
    );
}

pub(crate) fn a_row_that_was_read_and_changed_elsewhere_is_a_conflict(backend: &mut dyn Backend) {
    set(&mut *open(backend), "mail", Some(10)).unwrap();
    assert_no_stale_copy(&crossed(backend, copy, add_one));
}

pub(crate) fn a_row_that_was_read_as_absent_and_made_elsewhere_is_a_conflict(backend: &mut dyn Backend) {
    assert_no_stale_copy(&crossed(backend, copy, add_one));
}

pub(crate) fn a_row_that_was_read_and_deleted_elsewhere_is_a_conflict(backend: &mut dyn Backend) {
    set(&mut *open(backend), "mail", Some(10)).unwrap();
    let delete: Step = |unit| {
        fetch(unit, "mail")?;
        put(unit, "mail", None)
    };
    assert_no_stale_copy(&crossed(backend, copy, delete));
}

pub(crate) fn a_row_that_was_deleted_and_made_again_is_another_row(backend: &mut dyn Backend) {
    set(&mut *open(backend), "mail", Some(10)).unwrap();
    let anew: Step = |unit| {
        fetch(unit, "mail")?;
        put(unit, "mail", None)?;
        put(unit, "mail", Some(20))
    };
    assert_no_stale_copy(&crossed(backend, copy, anew));
}

pub(crate) fn a_row_deleted_and_made_in_two_units_is_another_row(backend: &mut dyn Backend) {
    // Deleted and made again by others, it must not have the version that it had.
    let (mut reader, mut writer) = (open(backend), open(backend));
    set(&mut *writer, "mail", Some(1)).unwrap();
    let (go, gone) = mpsc::channel();
    thread::scope(|scope| {
        let mut unit = reader.begin().unwrap();
        copy(&mut *unit).unwrap();
        scope.spawn(move || {
            let all = [None, Some(7)].map(|position| set(&mut *writer, "mail", position));
            // Where writers wait for the reader, nobody listens any more.
            let _ = go.send(all.iter().all(Result::is_ok));
        });
        let overtaken = gone.recv_timeout(Duration::from_millis(250)).unwrap_or(false);
        let end = unit.commit();
        assert!(!(overtaken && end.is_ok()), "it was taken for the row that had been read");
    });
}

pub(crate) fn two_readers_of_a_row_do_not_conflict(backend: &mut dyn Backend) {
    set(&mut *open(backend), "mail", Some(10)).unwrap();
    let other: Step = |unit| {
        look(unit, "mail")?;
        fetch(unit, "other")?;
        put(unit, "other", Some(1))
    };
    let crossed = crossed(backend, copy, other);
    assert_eq!(crossed.committed(), 2, "{:?}, {:?}", crossed.first, crossed.second);
}

pub(crate) fn two_that_write_different_rows_do_not_conflict(backend: &mut dyn Backend) {
    let other: Step = |unit| {
        fetch(unit, "other")?;
        put(unit, "other", Some(1))
    };
    let crossed = crossed(backend, add_one, other);
    assert_eq!(crossed.committed(), 2, "{:?}, {:?}", crossed.first, crossed.second);
    let readers = open(backend).readers();
    assert_eq!((seen(&*readers, "mail"), seen(&*readers, "other")), (Some(1), Some(1)));
}

fn add_to_house(unit: &mut dyn Unit) -> Result<(), StorageError> {
    let revenue = HouseBalanceId { currency: Currency::EUR, account: HouseAccount::Revenue };
    let mut draft = Draft::new(unit.state());
    draft.add_to_house(revenue, 5);
    let changes = draft.finish(None);
    unit.apply(changes)
}

pub(crate) fn two_that_add_to_one_sum_do_not_conflict(backend: &mut dyn Backend) {
    let crossed = crossed(backend, add_to_house, add_to_house);
    assert_eq!(crossed.committed(), 2, "{:?}, {:?}", crossed.first, crossed.second);
    let readers = open(backend).readers();
    let balances = readers.snapshot().unwrap().house_balances().unwrap();
    assert_eq!(balances.len(), 1);
    assert_eq!(balances[0].1, 10, "an addition was lost");
}

pub(crate) fn a_conflict_leaves_nothing(backend: &mut dyn Backend) {
    set(&mut *open(backend), "mail", Some(10)).unwrap();
    let much: Step = |unit| {
        add_to_house(unit)?;
        copy(unit)
    };
    let crossed = crossed(backend, much, add_one);
    assert_no_stale_copy(&crossed);
    let readers = open(backend).readers();
    if crossed.first.is_err() {
        assert_eq!(seen(&*readers, "copy"), None);
        assert_eq!(readers.snapshot().unwrap().house_balances().unwrap(), []);
    }
}

pub(crate) fn bets_of_two_bettors_on_one_market_do_not_conflict(backend: &mut dyn Backend) {
    let world = World::on(backend);
    let (home, bob) = (world.market.selections[0], world.bob);
    let (there, arrived) = mpsc::channel();
    let (go, gone) = mpsc::channel::<()>();
    let (there, gone) = (std::sync::Mutex::new(there), std::sync::Mutex::new(gone));
    // Alice's bet stands before its commit while bob's is placed; that it is tried once only shows that they don't conflict.
    let door = Door::new(open(backend), move |count| {
        assert_eq!(count, 1, "the bets of two bettors got into each other's way");
        there.lock().unwrap().send(()).unwrap();
        // If bob must wait for her commit, she does not wait for him for ever.
        let _ = gone.lock().unwrap().recv_timeout(Duration::from_millis(250));
        Ok(())
    });
    let mut hers = book_on(door, 2);
    let mut his = book_on(open(backend), 3);
    thread::scope(|scope| {
        scope.spawn(move || {
            arrived.recv().unwrap();
            let slip = his.slip().leg(home, "2.10").stake("20.00 EUR");
            his.session(bob).place_bet(slip).expect("bob's bet can be placed");
            let _ = go.send(());
        });
        let slip = hers.slip().leg(home, "2.10").stake("10.00 EUR");
        hers.session(world.alice).place_bet(slip).expect("alice's bet can be placed");
    });
    backend.seal().unwrap();
    let audit = hers.audit().unwrap();
    assert!(audit.is_clean(), "{:#?}", audit.faults);
    assert_eq!((audit.bets, hers.progress(world.market.id).unwrap().legs), (2, 2));
}

/// Alice bets on her first book while something happens on a second one; gives the code of her answer.
fn overtaken_bet(backend: &mut dyn Backend, happens: fn(&mut World)) -> Result<(), realdeal::Error> {
    let world = World::on(backend);
    let (alice, home) = (world.alice, world.market.selections[0]);
    let other = std::sync::Mutex::new(Some(world));
    let (go, gone) = mpsc::channel();
    let go = std::sync::Mutex::new(go);
    let door = Door::new(open(backend), move |count| {
        if count == 1 {
            let mut world = other.lock().unwrap().take().unwrap();
            let go = go.lock().unwrap().clone();
            let (done, overtook) = mpsc::channel();
            thread::spawn(move || {
                happens(&mut world);
                let _ = done.send(());
                go.send(()).expect("the case waits for it");
            });
            let _ = overtook.recv_timeout(Duration::from_millis(250));
        }
        Ok(())
    });
    let mut book = book_on(door, 2);
    let slip = book.slip().leg(home, "2.10").stake("60.00 EUR");
    let answer = book.session(alice).place_bet(slip).map(drop);
    gone.recv().expect("the other book comes to its end");
    backend.seal().unwrap();
    let audit = book.audit().unwrap();
    assert!(audit.is_clean(), "{:#?}", audit.faults);
    answer
}

pub(crate) fn money_is_not_staked_twice(backend: &mut dyn Backend) {
    // 60.00 of 100.00 EUR on one book, and 70.00 on another: one of them comes too late.
    let answer = overtaken_bet(backend, |world| {
        let slip = world.slip(world.other.selections[0], "1.50", "70.00 EUR");
        let second = world.book.session(world.alice).place_bet(slip);
        if let Err(error) = second {
            assert_eq!(error.code(), "insufficient_funds");
        }
    });
    let mut book = book_on(open(backend), 3);
    let alice = reference(|_| Ok(())).alice;
    let cash = book.session(alice).wallet("EUR").unwrap().cash.to_string();
    let expected = if answer.is_ok() { "40.00 EUR" } else { "30.00 EUR" };
    assert_eq!(cash, expected, "{answer:?}");
}

pub(crate) fn no_bet_is_taken_on_a_market_that_was_suspended(backend: &mut dyn Backend) {
    let answer = overtaken_bet(backend, |world| {
        let market = world.market.id;
        world.office().suspend_market(market).expect("the market can be suspended");
    });
    let book = book_on(open(backend), 3);
    let records = book.journal(realdeal::storage::Page::first(100)).unwrap();
    let place = |name: &str| {
        records.iter().position(|record| record.record.events.iter().any(|event| event.name() == name))
    };
    let (placed, suspended) = (place("BetPlaced"), place("MarketSuspended").expect("it was suspended"));
    match answer {
        Ok(()) => assert!(placed.expect("it was placed") < suspended, "a bet came after the suspension"),
        Err(error) => assert_eq!((error.code(), placed), ("market_closed", None)),
    }
}

pub(crate) fn a_book_that_is_overtaken_carries_out_all_the_same(backend: &mut dyn Backend) {
    let answer = overtaken_bet(backend, |world| {
        world.book.system().confirm_deposit(world.alice, "5.00 EUR", "bank", "second").unwrap();
    });
    answer.expect("the bet is placed in the second try");
    let mut book = book_on(open(backend), 3);
    let alice = reference(|_| Ok(())).alice;
    assert_eq!(book.session(alice).wallet("EUR").unwrap().cash.to_string(), "45.00 EUR");
}

pub(crate) fn two_handles_see_the_same_books(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    let other = open(backend);
    world.live().unwrap();
    let memory = reference(World::live);
    compare(backend, &*other.readers(), &*memory.book.readers());
}
