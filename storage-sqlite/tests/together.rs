//! Several at once on one file: writers race on one wallet, readers read meanwhile, and snapshots stand still.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests say what they expect by panicking")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::wildcard_imports,
    reason = "of the town, which this program has no use for"
)]

mod support;

use std::sync::atomic::{AtomicBool, Ordering};

use realdeal::betting::Slip;
use realdeal::id::CommandId;
use realdeal::storage::Storage;
use realdeal::{Book, SharedBook};
use realdeal_sqlite::SqliteStorage;
use support::{Home, World, place, world};

/// Bets of 7.00 EUR until the money is gone; gives how many were taken.
fn stakes(book: &mut Book, world: &Stakes) -> u32 {
    let mut taken = 0;
    loop {
        match place(book, world.alice, world.home, "2.10", "7.00 EUR") {
            Ok(_) => taken += 1,
            Err(error) if error.code() == "insufficient_funds" => return taken,
            Err(error) => panic!("{error}"),
        }
    }
}

#[derive(Clone, Copy)]
struct Stakes {
    alice: realdeal::id::UserId,
    home: realdeal::id::SelectionId,
}

impl From<&World> for Stakes {
    fn from(world: &World) -> Self {
        Self { alice: world.alice, home: world.market.selections[0] }
    }
}

/// Ids of one millisecond, in order.
fn command_id(number: u64) -> CommandId {
    CommandId::from_parts(support::start(), 0xFFF, number)
}

#[test]
fn handles_that_race_on_one_wallet_never_spend_a_cent_twice() {
    let home = Home::new();
    let wanted = Stakes::from(&world(home.open()));
    let taken: Vec<u32> = std::thread::scope(|scope| {
        let racers: Vec<_> = (10..14)
            .map(|seed| {
                let home = &home;
                scope.spawn(move || stakes(&mut home.book(seed), &wanted))
            })
            .collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    });
    assert_eq!(taken.iter().sum::<u32>(), 14, "100.00 EUR are fourteen stakes of 7.00 EUR: {taken:?}");
    let mut book = home.book(2);
    assert_eq!(book.session(wanted.alice).wallet("EUR").unwrap().cash.to_string(), "2.00 EUR");
    let audit = book.audit().unwrap();
    assert!(audit.is_clean(), "{:?}", audit.faults);
    assert_eq!(audit.bets, 14);
}

/// Names the file, the bettor and the selection in another process.
const RACE: &str = "REALDEAL_TEST_RACE";

/// Stakes where it is told to, by a test that starts this program once more; else it has nothing to do.
#[test]
fn what_another_process_does() {
    let Ok(told) = std::env::var(RACE) else { return };
    let [path, alice, home, seed] = told.split('\n').collect::<Vec<_>>()[..] else { panic!("four lines") };
    let wanted = Stakes { alice: alice.parse().unwrap(), home: home.parse().unwrap() };
    let storage = SqliteStorage::open(path).unwrap();
    stakes(&mut support::book(storage, seed.parse().unwrap()), &wanted);
}

#[test]
fn processes_that_race_on_one_wallet_never_spend_a_cent_twice() {
    let home = Home::new();
    let wanted = Stakes::from(&world(home.open()));
    let racers: Vec<_> = (20..24)
        .map(|seed| {
            let told = format!("{}\n{}\n{}\n{seed}", home.path().display(), wanted.alice, wanted.home);
            let mut program = std::process::Command::new(std::env::current_exe().unwrap());
            program.args(["what_another_process_does", "--exact"]).env(RACE, told);
            program.stdout(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut racer in racers {
        assert!(racer.wait().unwrap().success());
    }
    let mut book = home.book(2);
    assert_eq!(book.session(wanted.alice).wallet("EUR").unwrap().cash.to_string(), "2.00 EUR");
    let audit = book.audit().unwrap();
    assert!(audit.is_clean(), "{:?}", audit.faults);
    assert_eq!(audit.bets, 14);
}

#[test]
fn what_one_handle_placed_the_other_knows_as_a_repetition() {
    let home = Home::new();
    let Stakes { alice, home: selection } = Stakes::from(&world(home.open()));
    let (mut one, mut other) = (home.book(10), home.book(11));
    let slip = |id| Slip::new(id).leg(selection, "2.10").stake("1.00 EUR");
    // The first handle knows a highest id now; the other one places above it.
    one.session(alice).place_bet(slip(command_id(1))).unwrap();
    other.session(alice).place_bet(slip(command_id(2))).unwrap();
    let again = one.session(alice).place_bet(slip(command_id(2))).unwrap();
    assert_eq!(again.id, command_id(2).into());
    assert_eq!(one.session(alice).wallet("EUR").unwrap().cash.to_string(), "98.00 EUR");
    // And an id below the highest is new to both.
    other.session(alice).place_bet(slip(command_id(0))).unwrap();
    assert_eq!(one.audit().unwrap().bets, 3);
}

#[test]
fn a_reader_never_waits_for_an_open_unit_and_sees_nothing_of_it() {
    let home = Home::new();
    let hash = world(home.open()).book.state_hash().unwrap();
    let mut storage = home.open();
    let readers = storage.readers();
    let unit = storage.begin().unwrap();
    // On this very thread: whoever waited here would wait for ever.
    assert_eq!(readers.snapshot().unwrap().state_hash().unwrap(), hash);
    drop(unit);
}

#[test]
fn a_snapshot_stands_still_while_others_write() {
    let home = Home::new();
    let mut world = world(home.open());
    let readers = world.book.readers();
    let snapshot = readers.snapshot().unwrap();
    let before = snapshot.journal_head().unwrap();
    place(&mut world.book, world.alice, world.market.selections[0], "2.10", "10.00 EUR").unwrap();
    assert_eq!(snapshot.journal_head().unwrap(), before);
    assert_eq!(readers.snapshot().unwrap().journal_head().unwrap().records, before.records + 1);
}

#[test]
fn every_snapshot_during_writes_balances() {
    let home = Home::new();
    let mut world = world(home.open());
    let wanted = Stakes::from(&world);
    let done = AtomicBool::new(false);
    let reader = world.book.reader();
    let audits = std::thread::scope(|scope| {
        let reading = scope.spawn(|| {
            let mut audits = 0;
            loop {
                let last = done.load(Ordering::Acquire);
                let audit = reader.audit().unwrap();
                assert!(audit.is_clean(), "{:?}", audit.faults);
                audits += 1;
                if last {
                    return audits;
                }
            }
        });
        stakes(&mut world.book, &wanted);
        done.store(true, Ordering::Release);
        reading.join().unwrap()
    });
    assert!(audits > 1);
}

#[test]
fn callers_of_a_shared_book_share_commits() {
    let home = Home::new();
    let world = world(home.open());
    let wanted = Stakes::from(&world);
    let shared = SharedBook::new(world.book);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let slip = shared.slip().leg(wanted.home, "2.10").stake("1.00 EUR");
                shared.session(wanted.alice).place_bet(slip).unwrap();
            });
        }
    });
    drop(shared);
    let audit = home.book(2).audit().unwrap();
    assert!(audit.is_clean(), "{:?}", audit.faults);
    assert_eq!(audit.bets, 8);
}

#[test]
fn a_storage_goes_to_another_thread() {
    fn sent<T: Send>() {}
    sent::<SqliteStorage>();
}
