//! The race: many threads on one wallet. Exactly what can be afforded is accepted, and nothing is lost.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use realdeal::betting::Slip;
use realdeal::id::{SelectionId, UserId};
use realdeal::money::Currency;
use realdeal::{Book, Error, Options, SharedBook};

use super::open;
use crate::Backend;
use crate::world::{World, book_on, minutes, noon};

const THREADS: u64 = 8;
/// How often each thread tries to stake 4.00 EUR; of 100.00 EUR, 25 bets can be afforded.
const TRIES: usize = 6;

/// Sends a slip until it is known what became of it.
fn settle_on(mut place: impl FnMut(Slip) -> Result<(), Error>, slip: &Slip) -> bool {
    loop {
        match place(slip.clone()) {
            Ok(()) => return true,
            Err(Error::Storage(error)) if error.is_retryable() => {}
            Err(error) => {
                assert_eq!(error.code(), "insufficient_funds", "{error}");
                return false;
            }
        }
    }
}

#[track_caller]
fn check(backend: &mut dyn Backend, book: &mut Book, alice: UserId, accepted: usize) {
    assert_eq!(accepted, 25, "exactly what can be afforded is accepted");
    backend.seal().expect("the journal can be sealed");
    assert_eq!(book.session(alice).wallet("EUR").unwrap().cash.minor(), 0);
    let audit = book.audit().unwrap();
    assert!(audit.is_clean(), "{:#?}", audit.faults);
    assert_eq!(audit.bets, 25, "a bet was lost, or placed twice");
    let placed = book.journal(realdeal::storage::Page::first(1_000)).unwrap();
    let bets = placed.iter().filter(|record| record.record.events[0].name() == "BetPlaced").count();
    assert_eq!(bets, 25, "a record was lost, or written twice");
    let mut again = book_on(realdeal::memory::Memory::new(), 1);
    again.restore(placed).unwrap();
    assert_eq!(again.state_hash().unwrap(), book.state_hash().unwrap(), "the journal tells what happened");
}

pub(crate) fn eight_threads_share_a_book_and_a_wallet(backend: &mut dyn Backend) {
    let World { book, alice, market, .. } = World::on(backend);
    let shared = SharedBook::new(book);
    let callers: Vec<_> = (0..THREADS)
        .map(|_| {
            let (book, home) = (shared.clone(), market.selections[0]);
            thread::spawn(move || {
                let slips: Vec<_> =
                    (0..TRIES).map(|_| book.slip().leg(home, "2.10").stake("4.00 EUR")).collect();
                let place = |slip| book.session(alice).place_bet(slip).map(drop);
                slips.iter().filter(|slip| settle_on(place, slip)).count()
            })
        })
        .collect();
    let accepted = callers.into_iter().map(|caller| caller.join().expect("a caller ends well")).sum();
    let mut book = shared.close().expect("nobody has closed it before");
    check(backend, &mut book, alice, accepted);
}

/// A book of its own for every thread, over a handle of its own.
fn books(backend: &mut dyn Backend) -> Vec<Book> {
    let book = |seed| {
        let mut book = book_on(open(backend), 100 + seed);
        book.set_options(Options { retries: 1_000, ..Options::default() });
        book
    };
    (0..THREADS).map(book).collect()
}

pub(crate) fn many_books_share_a_store_and_a_wallet(backend: &mut dyn Backend) {
    let World { mut book, alice, market, .. } = World::on(backend);
    let home = market.selections[0];
    let threads: Vec<_> = books(backend)
        .into_iter()
        .map(|mut book| {
            thread::spawn(move || {
                let slips: Vec<_> =
                    (0..TRIES).map(|_| book.slip().leg(home, "2.10").stake("4.00 EUR")).collect();
                let mut place = |slip| book.session(alice).place_bet(slip).map(drop);
                slips.iter().filter(|slip| settle_on(&mut place, slip)).count()
            })
        })
        .collect();
    let accepted = threads.into_iter().map(|thread| thread.join().expect("a thread ends well")).sum();
    check(backend, &mut book, alice, accepted);
}

pub(crate) fn the_same_slip_on_many_books_is_one_bet(backend: &mut dyn Backend) {
    let World { mut book, alice, market, .. } = World::on(backend);
    let slip = book.slip().leg(market.selections[0], "2.10").stake("10.00 EUR");
    let threads: Vec<_> = books(backend)
        .into_iter()
        .map(|mut book| {
            let slip = slip.clone();
            thread::spawn(move || {
                assert!(settle_on(|slip| book.session(alice).place_bet(slip).map(drop), &slip));
            })
        })
        .collect();
    for thread in threads {
        thread.join().expect("a thread ends well");
    }
    assert_eq!(book.session(alice).wallet("EUR").unwrap().cash.to_string(), "90.00 EUR");
    assert_eq!(book.audit().unwrap().bets, 1);
}

fn place_many(book: &SharedBook, alice: UserId, home: SelectionId) {
    for number in 0..25_u64 {
        book.set_now(noon().plus(minutes(number)));
        let slip = book.slip().leg(home, "2.10").stake("4.00 EUR");
        book.session(alice).place_bet(slip).expect("the bet can be placed");
    }
}

pub(crate) fn readers_never_see_half_a_command(backend: &mut dyn Backend) {
    let World { book, alice, market, .. } = World::on(backend);
    let (readers, shared, done) = (book.readers(), SharedBook::new(book), AtomicBool::new(false));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut looks = 0;
                while !done.load(Ordering::SeqCst) || looks == 0 {
                    let snapshot = readers.snapshot().expect("a snapshot can be taken");
                    let audit = snapshot.audit().expect("the books can be audited");
                    assert!(audit.is_clean(), "a reader saw half a command: {:#?}", audit.faults);
                    let house: i128 =
                        snapshot.house_balances().unwrap().iter().map(|(_, balance)| balance).sum();
                    let cash = audit.totals[&Currency::EUR].cash;
                    assert_eq!(house + cash, 0, "what the house has and what the bettors have");
                    looks += 1;
                }
            });
        }
        let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            place_many(&shared, alice, market.selections[0]);
        }));
        // The readers stop whatever happened, so that a fault is shown and not waited for.
        done.store(true, Ordering::SeqCst);
        ended.expect("the bets can be placed");
    });
}
