//! Slow hooks under a shared book: nobody waits for them, they hear everything, and they may ask the book for anything.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use realdeal::event::EventKind;
use realdeal::hook::{Happened, Hook, Kinds};
use realdeal::{Options, SharedBook};

use crate::hooks::{listener, told};
use crate::shared::gated;
use crate::support::{World, world};

/// A book whose hooks may have `hook_queue` records before them.
fn shared(hook_queue: usize) -> (World, SharedBook) {
    let mut w = world();
    w.book.set_options(Options { hook_queue, ..w.book.options() });
    let usual = std::mem::replace(&mut w.book, realdeal::Book::in_memory());
    let book = SharedBook::new(usual);
    (w, book)
}

fn bet(book: &SharedBook, w: &World) {
    let slip = book.slip().leg(w.market.selections[0], "2.10").stake("0.50 EUR");
    book.session(w.alice).place_bet(slip).unwrap();
}

/// A hook that stays in its first call until somebody lets it go.
fn stuck() -> (Sender<()>, Receiver<()>, impl Hook + 'static) {
    let (let_go, wait) = channel();
    let (entered, in_it) = channel();
    let mut first = true;
    let hook = move |_: &Happened<'_>| {
        if std::mem::take(&mut first) {
            entered.send(()).unwrap();
            let _ = wait.recv();
        }
    };
    (let_go, in_it, hook)
}

#[test]
fn a_slow_hook_holds_no_bet_up() {
    let (w, book) = shared(10_000);
    let (let_go, in_it, hook) = stuck();
    book.on(EventKind::BetPlaced, hook).unwrap();
    let since = book.journal_head().unwrap().records;
    let (heard, hook) = listener();
    book.on(Kinds::All, hook).unwrap();
    bet(&book, &w);
    in_it.recv().unwrap();
    // The hook is in its call, and stays there: each of these bets is answered meanwhile.
    for _ in 0..50 {
        bet(&book, &w);
    }
    assert_eq!(heard.lock().unwrap().len(), 0, "hooks are called one after the other");
    let_go.send(()).unwrap();
    book.wait_for_hooks();
    assert_eq!(*heard.lock().unwrap(), told(&book, since));
    assert_eq!(heard.lock().unwrap().len(), 51);
    assert_eq!(book.hook_counts().overflowed, 0);
}

#[test]
fn what_does_not_fit_before_a_slow_hook_comes_from_the_journal_once_and_in_order() {
    for hook_queue in [0, 1, 4, 17] {
        let (w, book) = shared(hook_queue);
        let since = book.journal_head().unwrap().records;
        let (let_go, in_it, hook) = stuck();
        book.on(EventKind::BetPlaced, hook).unwrap();
        let (heard, hook) = listener();
        book.on(Kinds::All, hook).unwrap();
        let (placed, hook) = listener();
        book.on(EventKind::BetPlaced, hook).unwrap();
        book.wait_for_hooks(); // until they are taken in, for which the journal is looked through
        bet(&book, &w);
        in_it.recv().unwrap();
        for round in 0..40 {
            bet(&book, &w);
            if round == 20 {
                book.system().confirm_deposit(w.bob, "1.00 EUR", "bank", "amid the bets").unwrap();
            }
        }
        let_go.send(()).unwrap();
        book.wait_for_hooks();
        let told = told(&book, since);
        assert_eq!(*heard.lock().unwrap(), told, "{hook_queue}");
        let bets: Vec<_> = told.into_iter().filter(|(_, name)| *name == "BetPlaced").collect();
        assert_eq!(*placed.lock().unwrap(), bets, "{hook_queue}");
        let counts = book.hook_counts();
        // 41 records came while the hook was in its first call. The first bet found room, if there is any.
        let over = if hook_queue == 0 { 42 } else { 41 - hook_queue as u64 };
        assert_eq!(counts.overflowed, over, "{hook_queue}: {counts:?}");
    }
}

#[test]
fn a_hook_may_ask_the_shared_book_for_anything() {
    let (w, book) = shared(2);
    let (handle, alice, home) = (book.clone(), w.alice, w.market.selections[0]);
    let (heard, other) = listener();
    let (did, mut other) = (Arc::new(Mutex::new(Vec::new())), Some(other));
    let list = did.clone();
    let since = book.journal_head().unwrap().records;
    book.on(EventKind::DepositConfirmed, move |happened: &Happened<'_>| {
        // Another command, whose answer it waits for; another hook; the counts; and a wait that would be for itself.
        let slip = handle.slip().leg(home, "2.10").stake("1.00 EUR");
        let bet = handle.session(alice).place_bet(slip).map_err(|error| error.code());
        if let Some(other) = other.take() {
            handle.on(EventKind::BetPlaced, other).unwrap();
        }
        handle.wait_for_hooks();
        let _ = handle.hook_counts();
        handle.acknowledge("relay", happened.number).unwrap();
        list.lock().unwrap().push((happened.number, bet.is_ok()));
    })
    .unwrap();
    for payment in ["one", "two", "three"] {
        book.system().confirm_deposit(alice, "1.00 EUR", "bank", payment).unwrap();
    }
    book.wait_for_hooks(); // of the deposits
    book.wait_for_hooks(); // of the bets that the hook placed
    assert_eq!(did.lock().unwrap().len(), 3);
    assert!(did.lock().unwrap().iter().all(|(_, placed)| *placed));
    let placed: Vec<_> = told(&book, since).into_iter().filter(|(_, name)| *name == "BetPlaced").collect();
    assert_eq!(placed.len(), 3);
    // It was set after the first bet, and so hears of the other two.
    assert_eq!(*heard.lock().unwrap(), placed[1..]);
    book.close().unwrap();
}

#[test]
fn a_hook_may_take_itself_away() {
    let (w, book) = shared(100);
    let (handle, name) = (book.clone(), Arc::new(Mutex::new(None)));
    let (own, calls) = (name.clone(), Arc::new(Mutex::new(0)));
    let count = calls.clone();
    let id = book
        .on(EventKind::BetPlaced, move |_: &Happened<'_>| {
            *count.lock().unwrap() += 1;
            let id = own.lock().unwrap().unwrap();
            assert!(handle.off(id));
            assert!(!handle.off(id));
        })
        .unwrap();
    *name.lock().unwrap() = Some(id);
    for _ in 0..5 {
        bet(&book, &w);
    }
    book.wait_for_hooks(); // until it has gone
    book.wait_for_hooks(); // until it is dropped
    assert_eq!((*calls.lock().unwrap(), book.hook_counts().panicked), (1, 0));
    assert_eq!(Arc::strong_count(&calls), 1, "the hook is dropped, and its handle with it");
}

#[test]
fn a_hook_that_was_taken_away_in_the_middle_of_a_delivery_is_not_called_again() {
    let (w, book) = shared(100);
    let (let_go, in_it, hook) = stuck();
    book.on(EventKind::BetPlaced, hook).unwrap();
    let (heard, hook) = listener();
    let id = book.on(EventKind::BetPlaced, hook).unwrap();
    bet(&book, &w);
    in_it.recv().unwrap();
    for _ in 0..5 {
        bet(&book, &w);
    }
    assert!(book.off(id));
    let_go.send(()).unwrap();
    book.wait_for_hooks();
    assert_eq!(*heard.lock().unwrap(), [], "six bets lay before it when it went");
    assert_eq!(Arc::strong_count(&heard), 1);
}

#[test]
fn a_hook_that_panics_on_its_own_thread_is_counted_and_called_again() {
    let (w, book) = shared(100);
    let (heard, hook) = listener();
    book.on(EventKind::BetPlaced, |_: &Happened<'_>| panic!("a hook with a fault")).unwrap();
    book.on(EventKind::BetPlaced, hook).unwrap();
    for _ in 0..3 {
        bet(&book, &w);
    }
    book.wait_for_hooks();
    assert_eq!(heard.lock().unwrap().len(), 3);
    let counts = book.hook_counts();
    assert_eq!((counts.delivered, counts.panicked), (6, 3));
}

#[test]
fn the_first_hook_that_is_set_while_a_unit_is_under_way_hears_of_it() {
    let (book, gates, w) = gated(10);
    let since = book.journal_head().unwrap().records;
    gates.before_unit.close();
    let caller = {
        let (book, command) = (book.clone(), crate::shared::bet(&book, &w));
        std::thread::spawn(move || book.execute_one(&command))
    };
    gates.before_unit.wait_for_somebody();
    let (heard, hook) = listener();
    book.on(Kinds::All, hook).unwrap();
    book.wait_for_hooks();
    gates.before_unit.open();
    caller.join().unwrap().unwrap();
    book.wait_for_hooks();
    assert_eq!(*heard.lock().unwrap(), [(since + 1, "BetPlaced")]);
}

#[test]
fn a_hook_that_is_set_amid_bets_hears_every_record_from_there_on() {
    for _ in 0..20 {
        let (w, book) = shared(3);
        let better = {
            let (book, alice, home) = (book.clone(), w.alice, w.market.selections[0]);
            std::thread::spawn(move || {
                for _ in 0..60 {
                    let slip = book.slip().leg(home, "2.10").stake("0.50 EUR");
                    book.session(alice).place_bet(slip).unwrap();
                }
            })
        };
        let mut lists = Vec::new();
        for _ in 0..4 {
            let (heard, hook) = listener();
            book.on(Kinds::All, hook).unwrap();
            // What is committed from here on it must hear.
            lists.push((book.journal_head().unwrap().records, heard));
        }
        better.join().unwrap();
        book.wait_for_hooks();
        let all = told(&book, 0);
        for (since, heard) in lists {
            let heard = heard.lock().unwrap();
            let first = heard.first().map_or(since, |(number, _)| number - 1);
            assert!(first <= since, "it missed records {since} to {first}");
            let expected: Vec<_> = all.iter().filter(|(number, _)| *number > first).copied().collect();
            assert_eq!(*heard, expected);
        }
    }
}
