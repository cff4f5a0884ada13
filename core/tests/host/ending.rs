//! How sharing ends: by `close`, by the last handle, and from inside a hook.

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;

use realdeal::event::EventKind;
use realdeal::hook::{Happened, Kinds};
use realdeal::memory::Memory;
use realdeal::{Book, SharedBook};

use crate::hooks::{listener, told};
use crate::shared::{bet, full, gated, share};
use crate::support::{check, world, world_in};

#[test]
fn close_carries_out_what_waits_refuses_what_comes_later_and_gives_the_book_back_once() {
    let (book, gates, w) = gated(1);
    let callers = full(&book, &gates, &w);
    let closer = {
        let book = book.clone();
        thread::spawn(move || book.close())
    };
    // While it is open, the full queue refuses; from when it is closed on, that it is closed.
    let late = bet(&book, &w);
    let refused = loop {
        let error = book.execute_one(&late).unwrap_err();
        if error.code() != "overloaded" {
            break error;
        }
        thread::yield_now();
    };
    assert_eq!(refused.code(), "storage_not_applied");
    gates.before_unit.open();
    for caller in callers {
        caller.join().unwrap().unwrap();
    }
    let mut own = closer.join().unwrap().unwrap();
    assert!(book.close().is_none());
    assert_eq!(book.acknowledge("relay", 1).unwrap_err().code(), "storage_not_applied");
    assert_eq!(book.on(Kinds::All, |_: &Happened<'_>| {}).unwrap_err().code(), "storage_not_applied");
    book.wait_for_hooks(); // there is nothing to wait for
    assert_eq!(book.session(w.alice).wallet("EUR").unwrap().cash.to_string(), "99.00 EUR", "reading goes on");
    assert!(!own.execute_one(&late).unwrap().repeated, "what was refused left nothing behind");
    assert_eq!(own.now(), w.start, "the clock comes back, too");
    check(&own);
}

#[test]
fn a_book_can_be_shared_and_closed_again_and_again() {
    let mut w = world();
    let since = w.book.journal_head().unwrap().records;
    let (heard, hook) = listener();
    w.book.on(Kinds::All, hook).unwrap();
    for _ in 0..5 {
        let shared = share(&mut w);
        for _ in 0..3 {
            shared.execute_one(&bet(&shared, &w)).unwrap();
        }
        w.book = shared.close().unwrap();
        w.alice_on_home();
    }
    assert_eq!(*heard.lock().unwrap(), told(&w.book, since));
    assert_eq!(heard.lock().unwrap().len(), 20);
    w.check();
}

#[test]
fn the_last_handle_waits_until_everything_is_carried_out_and_heard() {
    let storage = Memory::new();
    let mut w = world_in(Book::open(storage.clone()));
    let (heard, hook) = listener();
    w.book.on(EventKind::BetPlaced, hook).unwrap();
    let book = share(&mut w);
    let callers: Vec<_> = (0..8)
        .map(|_| {
            let (book, command) = (book.clone(), bet(&book, &w));
            thread::spawn(move || book.execute_one(&command).unwrap())
        })
        .collect();
    drop(book);
    for caller in callers {
        caller.join().unwrap();
    }
    // Whoever was last dropped the book before his thread ended.
    assert_eq!(heard.lock().unwrap().len(), 8);
    assert_eq!(Arc::strong_count(&heard), 1, "the hooks went with it");
    check(&Book::open(storage));
}

#[test]
fn the_last_handle_may_be_dropped_by_a_hook() {
    let storage = Memory::new();
    let mut w = world_in(Book::open(storage.clone()));
    let book = share(&mut w);
    let handle = Arc::new(Mutex::new(Some(book.clone())));
    let (held, (done, dropped), (let_go, wait)) = (handle.clone(), channel(), channel());
    book.on(EventKind::BetPlaced, move |_: &Happened<'_>| {
        wait.recv().unwrap();
        drop(held.lock().unwrap().take());
        done.send(()).unwrap();
    })
    .unwrap();
    book.execute_one(&bet(&book, &w)).unwrap();
    drop(book);
    let_go.send(()).unwrap();
    dropped.recv().unwrap();
    assert!(handle.lock().unwrap().is_none());
    // The thread ends, and drops the hook with its end of the channel.
    assert!(dropped.recv().is_err());
    check(&Book::open(storage));
}

#[test]
fn a_hook_may_close_the_book_and_the_others_still_hear_what_was_committed() {
    let mut w = world();
    let book = share(&mut w);
    let since = book.journal_head().unwrap().records;
    let (handle, (sender, closed)) = (book.clone(), channel());
    book.on(EventKind::DepositConfirmed, move |_: &Happened<'_>| {
        if let Some(own) = handle.close() {
            sender.send(own).unwrap();
        }
    })
    .unwrap();
    let (heard, hook) = listener();
    book.on(Kinds::All, hook).unwrap();
    book.system().confirm_deposit(w.alice, "1.00 EUR", "bank", "the last one").unwrap();
    let mut own = closed.recv().unwrap();
    book.wait_for_hooks();
    assert_eq!(*heard.lock().unwrap(), told(&own, since));
    assert!(book.execute_one(&bet(&book, &w)).is_err());
    own.system().confirm_deposit(w.alice, "1.00 EUR", "bank", "one more").unwrap();
    assert_eq!(heard.lock().unwrap().len(), 1, "a book that a hook closed comes back without its hooks");
    check(&own);
}

#[test]
fn a_reader_outlives_the_book() {
    let mut w = world();
    let book: SharedBook = share(&mut w);
    book.execute_one(&bet(&book, &w)).unwrap();
    let reader = book.reader();
    drop(book);
    assert_eq!(reader.bets(w.alice, realdeal::storage::Page::first(10)).unwrap().len(), 1);
}
