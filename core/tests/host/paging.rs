//! Reading page by page while another thread writes: each page is one instant, and nothing comes twice or is missed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use realdeal::SharedBook;
use realdeal::id::{SelectionId, UserId};
use realdeal::keys::Keys;
use realdeal::state::Key;
use realdeal::storage::{BetFilter, Page, Query};
use realdeal::time::Timestamp;
use realdeal::wallet::WalletId;

use crate::shared::share;
use crate::support::{minutes, world};

/// Bets of 0.50 EUR, each a minute after the one before, so that ids grow with the order of the bets.
#[derive(Clone, Copy)]
struct Better {
    alice: UserId,
    home: SelectionId,
    start: Timestamp,
}

impl Better {
    fn place(self, book: &SharedBook, minute: u64) {
        book.set_now(self.start.plus(minutes(minute)));
        let slip = book.slip().leg(self.home, "2.10").stake("0.50 EUR");
        book.session(self.alice).place_bet(slip).unwrap();
    }
}

fn shared_world() -> (SharedBook, Better) {
    let mut w = world();
    let better = Better { alice: w.alice, home: w.market.selections[0], start: w.start };
    (share(&mut w), better)
}

#[test]
fn a_list_that_grows_is_read_whole_and_once_in_pages_of_any_size() {
    let (book, better) = shared_world();
    for minute in 0..40 {
        better.place(&book, minute);
    }
    let there: Vec<_> = book.bets(better.alice, Page::first(100)).unwrap().iter().map(|bet| bet.id).collect();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            (40..140).for_each(|minute| better.place(&book, minute));
            done.store(true, Ordering::SeqCst);
        });
        let mut last_round = false;
        while !last_round {
            last_round = done.load(Ordering::SeqCst);
            for size in [1, 3, 7, 64] {
                let (mut ids, mut page) = (Vec::new(), Page::first(size));
                loop {
                    let bets = book.bets(better.alice, page).unwrap();
                    let Some(last) = bets.last() else { break };
                    page = Page::after(last.id, size);
                    ids.extend(bets.iter().map(|bet| bet.id));
                }
                assert!(ids.is_sorted_by(|left, right| left < right), "in order, and each once");
                assert_eq!(ids[..there.len()], there, "what was there at the start is all there");
                assert!(!last_round || ids.len() == 140);
            }
        }
    });
}

#[test]
fn a_page_and_what_is_read_with_it_are_one_instant() {
    let (book, better) = shared_world();
    let wallet = WalletId { user: better.alice, currency: "EUR".parse().unwrap() };
    let query = Query::Bets(BetFilter::from(better.alice));
    let before = book.journal_head().unwrap().records;
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            (0..150).for_each(|minute| better.place(&book, minute));
            done.store(true, Ordering::SeqCst);
        });
        while !done.load(Ordering::SeqCst) {
            let (bets, cash, records) = book
                .read(|snapshot| {
                    let bets = snapshot.find(&query, &Page::first(1_000))?.len();
                    let mut keys = Keys::new();
                    keys.read(Key::Wallet(wallet));
                    snapshot.fetch(&keys)?;
                    let cash = snapshot.state().wallets.find(&wallet).unwrap().cash;
                    Ok((bets, cash, snapshot.journal_head()?.records))
                })
                .unwrap();
            assert_eq!(
                cash,
                10_000 - 50 * i64::try_from(bets).unwrap(),
                "the bets and the money are of one moment"
            );
            assert_eq!(records, before + bets as u64);
        }
    });
}

#[test]
fn the_journal_is_read_without_gaps_while_it_grows() {
    let (book, better) = shared_world();
    let until = book.journal_head().unwrap().records + 150;
    thread::scope(|scope| {
        scope.spawn(|| (0..150).for_each(|minute| better.place(&book, minute)));
        let mut seen = 0;
        while seen < until {
            for record in book.journal(Page::after(seen, 7)).unwrap() {
                assert_eq!(record.number, seen + 1);
                seen = record.number;
            }
        }
    });
}
