//! Cursors: at least once and in order for each relay, kept in the books, and nothing that happened in them.

use realdeal::journal::Cursor;
use realdeal::memory::Memory;
use realdeal::storage::Page;
use realdeal::{Book, Error, SharedBook};

use crate::backends::{Forgetful, Trouble, world_over};
use crate::support::{World, world, world_in};

/// Reads what a relay has not acknowledged, as numbers.
fn unread(book: &Book, cursor: &str, limit: usize) -> Vec<u64> {
    book.unread(cursor, limit).unwrap().iter().map(|record| record.number).collect()
}

fn code<T>(answer: Result<T, Error>) -> &'static str {
    answer.err().map_or("carried out", |error| error.code())
}

#[test]
fn a_relay_reads_every_record_in_order_page_by_page() {
    let mut w = world();
    let records = w.book.journal_head().unwrap().records;
    for page in [1, 2, 5, 1_000] {
        let (name, mut read) = (format!("by {page}"), Vec::new());
        loop {
            let news = unread(&w.book, &name, page);
            let Some(&last) = news.last() else { break };
            assert!(news.len() <= page);
            read.extend(news);
            w.book.acknowledge(&name, last).unwrap();
        }
        assert_eq!(read, (1..=records).collect::<Vec<_>>());
    }
    w.alice_on_home();
    assert_eq!(unread(&w.book, "by 5", 5), [records + 1]);
}

#[test]
fn a_relay_that_dies_between_handing_on_and_acknowledging_reads_the_same_records_again() {
    let mut w = world();
    let mut handed_on = Vec::new();
    for dies in [false, true, false, true, true, false] {
        let news = unread(&w.book, "relay", 3);
        handed_on.extend(news.iter().copied());
        if !dies {
            w.book.acknowledge("relay", *news.last().unwrap()).unwrap();
        }
    }
    // At least once, and never out of order but for what is handed on again.
    assert_eq!(handed_on, [1, 2, 3, 4, 5, 6, 4, 5, 6, 7, 8, 9, 7, 8, 9, 7, 8, 9]);
    // What it had handed on in part is acknowledged in part.
    w.book.acknowledge("relay", 10).unwrap();
    assert_eq!(unread(&w.book, "relay", 2), [11, 12]);
}

#[test]
fn each_name_has_its_own_place_however_it_is_written() {
    let mut w = world();
    w.book.acknowledge("mail", 3).unwrap();
    w.book.acknowledge("accounts", 7).unwrap();
    w.book.acknowledge("  mail  ", 4).unwrap();
    assert_eq!(unread(&w.book, "mail", 1), [5]);
    assert_eq!(unread(&w.book, " mail ", 1), [5]);
    assert_eq!(unread(&w.book, "accounts", 1), [8]);
    assert_eq!(unread(&w.book, "Mail", 1), [1], "another name");
    let cursor = |name: &str, position| Cursor { name: name.to_owned(), position };
    assert_eq!(w.book.cursors().unwrap(), [cursor("accounts", 7), cursor("mail", 4)]);
    w.book.forget_cursor(" mail").unwrap();
    assert_eq!(w.book.cursors().unwrap(), [cursor("accounts", 7)]);
    assert_eq!(unread(&w.book, "mail", 1), [1]);
}

#[test]
fn a_cursor_outlives_the_book_that_wrote_it() {
    let storage = Memory::new();
    let mut w = world_in(Book::open(storage.clone()));
    w.book.acknowledge("relay", 4).unwrap();
    drop(w.book);
    let mut again = Book::open(storage.clone());
    assert_eq!(unread(&again, "relay", 2), [5, 6]);
    again.acknowledge("relay", 5).unwrap();
    assert_eq!(unread(&Book::open(storage), "relay", 1), [6]);
}

#[test]
fn what_can_not_be_acknowledged_is_refused_and_leaves_the_cursor_where_it_is() {
    let mut w = world();
    let records = w.book.journal_head().unwrap().records;
    w.book.acknowledge("relay", 5).unwrap();
    assert_eq!(code(w.book.acknowledge("relay", records + 1)), "cursor_ahead");
    assert_eq!(code(w.book.acknowledge("new", u64::MAX)), "cursor_ahead");
    assert_eq!(code(w.book.acknowledge("relay", 4)), "cursor_behind");
    assert_eq!(code(w.book.acknowledge(" ", 5)), "bad_name");
    assert_eq!(code(w.book.acknowledge("a\u{7}b", 5)), "bad_name");
    assert_eq!(code(w.book.unread("", 5)), "bad_name");
    assert_eq!(code(w.book.forget_cursor("")), "bad_name");
    assert_eq!(code(w.book.forget_cursor("new")), "unknown_cursor");
    let text = w.book.acknowledge("relay", 4).unwrap_err().to_string();
    assert!(text.contains('4') && text.contains('5'), "{text}");
    assert_eq!(w.book.cursors().unwrap().len(), 1);
    assert_eq!(unread(&w.book, "relay", 1), [6]);
    // Acknowledged once more is acknowledged: a relay that did not get the answer asks again.
    w.book.acknowledge("relay", 5).unwrap();
    w.book.acknowledge("relay", records).unwrap();
    assert!(unread(&w.book, "relay", 1).is_empty());
}

#[test]
fn a_cursor_is_nothing_that_happened() {
    let mut w = world();
    let (head, hash) = (w.book.journal_head().unwrap(), w.book.state_hash().unwrap());
    w.book.acknowledge("relay", 5).unwrap();
    w.book.acknowledge("other", 6).unwrap();
    w.book.acknowledge("relay", 8).unwrap();
    w.book.forget_cursor("other").unwrap();
    assert_eq!(w.book.journal_head().unwrap(), head);
    assert_eq!(w.book.state_hash().unwrap(), hash);
    w.check();
    let mut follower = crate::support::book_at(w.start);
    follower.restore(w.book.journal(Page::first(10_000)).unwrap()).unwrap();
    assert_eq!(follower.cursors().unwrap(), [], "a follower's relays are its own");
}

#[test]
fn an_acknowledgement_of_which_nobody_knows_can_be_sent_again() {
    let trouble = Trouble::default();
    let mut w = world_over(Forgetful(trouble.clone()));
    trouble.ask_for(1);
    assert_eq!(code(w.book.acknowledge("relay", 5)), "storage_unknown");
    w.book.acknowledge("relay", 5).unwrap();
    assert_eq!(unread(&w.book, "relay", 1), [6]);
}

#[test]
fn relays_on_their_own_threads_each_read_everything_while_bets_are_placed() {
    let w: World = world();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let book = SharedBook::new(w.book);
    let until = book.journal_head().unwrap().records + 50;
    let relays: Vec<_> = (1..=3)
        .map(|page| {
            let book = book.clone();
            std::thread::spawn(move || {
                let (name, mut read) = (format!("relay {page}"), Vec::new());
                while read.last() != Some(&until) {
                    let news = book.unread(&name, page).unwrap();
                    let Some(last) = news.last() else {
                        std::thread::yield_now();
                        continue;
                    };
                    book.acknowledge(&name, last.number).unwrap();
                    read.extend(news.iter().map(|record| record.number));
                }
                read
            })
        })
        .collect();
    for _ in 0..50 {
        let slip = book.slip().leg(home, "2.10").stake("0.50 EUR");
        book.session(alice).place_bet(slip).unwrap();
    }
    for relay in relays {
        assert_eq!(relay.join().unwrap(), (1..=until).collect::<Vec<_>>());
    }
    assert_eq!(book.cursors().unwrap().len(), 3);
    book.forget_cursor("relay 1").unwrap();
    assert_eq!(code(book.forget_cursor("relay 1")), "unknown_cursor");
    assert_eq!(code(book.acknowledge("relay 2", 1)), "cursor_behind");
}
