//! Hooks: after the commit, in journal order, each event once, and nothing that they do hurts the books.

use std::sync::{Arc, Mutex};

use realdeal::betting::BetStatus;
use realdeal::catalogue::Score;
use realdeal::event::EventKind;
use realdeal::hook::{Happened, HookCounts, Kinds};
use realdeal::memory::Memory;
use realdeal::storage::Page;
use realdeal::{Book, Reader, SharedBook};

use crate::backends::{Forgetful, NumberingLater, Trouble, world_over};
use crate::support::{World, book_at, hours, minutes, noon, world};

/// What a hook has heard: the numbers of records with the names of events.
pub(crate) type Heard = Arc<Mutex<Vec<(u64, &'static str)>>>;

/// A list and a hook that writes into it.
pub(crate) fn listener() -> (Heard, impl FnMut(&Happened<'_>) + Send + 'static) {
    let heard = Heard::default();
    let list = heard.clone();
    (heard, move |happened: &Happened<'_>| {
        list.lock().unwrap().push((happened.number, happened.event.name()));
    })
}

/// What the journal tells after a record.
pub(crate) fn told(book: &Reader, since: u64) -> Vec<(u64, &'static str)> {
    let records = book.journal(Page::after(since, 10_000)).unwrap();
    let events = |record: &realdeal::journal::NumberedRecord| {
        let names: Vec<_> = record.record.events.iter().map(|event| (record.number, event.name())).collect();
        names
    };
    records.iter().flat_map(events).collect()
}

/// A day's business after the world was made: bets, a suspension, results and their correction.
fn business(w: &mut World) {
    let (alice, bob, bookmaker) = (w.alice, w.bob, w.bookmaker);
    let (home, away) = (w.market.selections[0], w.other.selections[2]);
    w.alice_on_home();
    w.place(bob, &[(home, "2.10"), (away, "7.00")], "5.00 EUR").unwrap();
    w.book.session(bookmaker).suspend_market(w.market.id).unwrap();
    assert!(w.place(alice, &[(home, "2.10")], "5.00 EUR").is_err());
    w.book.session(bookmaker).resume_market(w.market.id).unwrap();
    w.finish(w.first, 1, 0);
    w.book
        .session(bookmaker)
        .because("the wrong side")
        .correct_score(w.first, Score::full_time(0, 1))
        .unwrap();
}

#[test]
fn a_hook_hears_everything_that_was_committed_once_and_in_journal_order() {
    let mut w = world();
    let since = w.book.journal_head().unwrap().records;
    let (heard, hook) = listener();
    w.book.on(Kinds::All, hook).unwrap();
    business(&mut w);
    let told = told(&w.book, since);
    assert!(told.iter().any(|(_, name)| *name == "LegGraded"), "{told:?}");
    assert_eq!(*heard.lock().unwrap(), told);
}

#[test]
fn what_a_hook_hears_is_already_in_the_books() {
    let mut w = world();
    let reader = w.book.reader();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let list = seen.clone();
    w.book
        .on(EventKind::BetPlaced, move |happened: &Happened<'_>| {
            let realdeal::Made::Bet(bet) = happened.record.made else { panic!("a bet was placed") };
            let records = reader.journal_head().unwrap().records;
            list.lock().unwrap().push((reader.bet(bet).unwrap().status, records >= happened.number));
        })
        .unwrap();
    w.alice_on_home();
    assert_eq!(*seen.lock().unwrap(), [(BetStatus::Open, true)]);
}

#[test]
fn a_hook_hears_only_the_kinds_that_it_asked_for() {
    let mut w = world();
    let since = w.book.journal_head().unwrap().records;
    let (heard, hook) = listener();
    w.book.on([EventKind::BetPlaced, EventKind::BetSettled], hook).unwrap();
    business(&mut w);
    let mut told = told(&w.book, since);
    told.retain(|(_, name)| ["BetPlaced", "BetSettled"].contains(name));
    assert!(told.len() > 3, "{told:?}");
    assert_eq!(*heard.lock().unwrap(), told);
}

#[test]
fn a_refused_command_is_never_heard_of_be_it_in_a_slice_with_others() {
    let mut w = world();
    let (heard, hook) = listener();
    w.book.on(Kinds::All, hook).unwrap();
    let (alice, home) = (w.alice, w.market.selections[0]);
    assert_eq!(w.place(alice, &[(home, "2.10")], "500.00 EUR").unwrap_err().code(), "insufficient_funds");
    assert_eq!(*heard.lock().unwrap(), []);
    let since = w.book.journal_head().unwrap().records;
    let mut commands = Vec::new();
    for stake in ["60.00 EUR", "70.00 EUR", "40.00 EUR"] {
        let leg = realdeal::betting::SlipLeg::new(home, "2.10".parse().unwrap());
        let body = realdeal::command::PlaceBet {
            legs: vec![leg],
            stake: stake.parse().unwrap(),
            odds_change: realdeal::betting::OddsChange::None,
            terms: realdeal::betting::SlipTerms::default(),
        };
        commands.push(w.book.session(alice).command(body));
    }
    let codes: Vec<_> =
        w.book.execute(&commands).into_iter().map(|answer| answer.map_err(|error| error.code())).collect();
    assert_eq!(
        (codes[0].is_ok(), codes[1].clone(), codes[2].is_ok()),
        (true, Err("insufficient_funds"), true)
    );
    assert_eq!(*heard.lock().unwrap(), [(since + 1, "BetPlaced"), (since + 2, "BetPlaced")]);
}

#[test]
fn a_repeated_command_is_heard_of_once() {
    let mut w = world();
    let (heard, hook) = listener();
    w.book.on(Kinds::All, hook).unwrap();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let slip = w.slip(&[(home, "2.10")], "10.00 EUR");
    for _ in 0..3 {
        w.book.session(alice).place_bet(slip.clone()).unwrap();
    }
    assert_eq!(heard.lock().unwrap().len(), 1);
}

#[test]
fn a_hook_that_panics_hurts_neither_the_bet_nor_the_other_hooks_and_is_counted() {
    let mut w = world();
    let (before, first) = listener();
    let (after, last) = listener();
    w.book.on(Kinds::All, first).unwrap();
    w.book.on(EventKind::BetPlaced, |_: &Happened<'_>| panic!("a hook with a fault")).unwrap();
    w.book.on(Kinds::All, last).unwrap();
    let bets = [w.alice_on_home(), w.alice_on_home()];
    assert!(bets.iter().all(|bet| w.status(bet) == "open"));
    assert_eq!(before.lock().unwrap().len(), 2);
    assert_eq!(*before.lock().unwrap(), *after.lock().unwrap());
    assert_eq!(w.book.hook_counts(), HookCounts { delivered: 6, panicked: 2, overflowed: 0 });
    w.check();
}

#[test]
fn a_hook_that_was_taken_away_hears_no_more_and_is_dropped() {
    let mut w = world();
    let (heard, hook) = listener();
    let id = w.book.on(Kinds::All, hook).unwrap();
    w.alice_on_home();
    assert!(w.book.off(id));
    assert!(!w.book.off(id));
    w.alice_on_home();
    assert_eq!(heard.lock().unwrap().len(), 1);
    assert_eq!(Arc::strong_count(&heard), 1, "the hook is gone");
}

#[test]
fn no_hook_has_the_name_of_another_books() {
    let (mut one, mut other) = (Book::open(Memory::new()), Book::open(Memory::new()));
    let id = one.on(Kinds::All, |_: &Happened<'_>| {}).unwrap();
    other.on(Kinds::All, |_: &Happened<'_>| {}).unwrap();
    assert!(!other.off(id));
}

#[test]
fn a_hook_hears_what_came_after_it_was_set_and_so_does_one_that_is_set_after_another_was_taken_away() {
    let mut w = world();
    let (first, hook) = listener();
    let id = w.book.on(Kinds::All, hook).unwrap();
    w.alice_on_home();
    w.book.off(id);
    w.alice_on_home(); // heard by nobody
    let since = w.book.journal_head().unwrap().records;
    let (second, hook) = listener();
    w.book.on(Kinds::All, hook).unwrap();
    w.alice_on_home();
    assert_eq!(first.lock().unwrap().len(), 1);
    assert_eq!(*second.lock().unwrap(), told(&w.book, since));
    assert_eq!(second.lock().unwrap().len(), 1);
}

#[test]
fn hooks_move_to_the_shared_book_and_come_back_with_it_and_miss_nothing() {
    let mut w = world();
    let since = w.book.journal_head().unwrap().records;
    let (heard, hook) = listener();
    w.book.on(Kinds::All, hook).unwrap();
    w.alice_on_home();
    let shared = SharedBook::new(w.book);
    let (too, hook) = listener();
    let since_too = shared.journal_head().unwrap().records;
    let id = shared.on(Kinds::All, hook).unwrap();
    shared
        .session(w.alice)
        .place_bet(shared.slip().leg(w.market.selections[0], "2.10").stake("1.00 EUR"))
        .unwrap();
    w.book = shared.close().unwrap();
    assert_eq!(*heard.lock().unwrap(), told(&w.book, since), "close() waits for the hooks");
    w.alice_on_home();
    assert_eq!(*heard.lock().unwrap(), told(&w.book, since));
    assert_eq!(*too.lock().unwrap(), told(&w.book, since_too));
    assert_eq!((heard.lock().unwrap().len(), too.lock().unwrap().len()), (3, 2));
    assert_eq!(w.book.hook_counts().delivered, 5, "the counts go on");
    assert!(w.book.off(id), "by the name that the shared book gave it");
}

#[test]
fn a_followers_hooks_hear_what_it_follows() {
    let mut w = world();
    let mut follower = book_at(noon());
    follower.restore(w.book.journal(Page::first(10_000)).unwrap()).unwrap();
    let since = follower.journal_head().unwrap().records;
    let (heard, hook) = listener();
    follower.on(Kinds::All, hook).unwrap();
    business(&mut w);
    follower.restore(w.book.journal(Page::after(since, 10_000)).unwrap()).unwrap();
    assert_eq!(*heard.lock().unwrap(), told(&w.book, since));

    let (alice, home) = (w.alice, w.market.selections[0]);
    let shared = SharedBook::new(follower);
    w.book.set_now(noon().plus(hours(6)));
    let suspended = w.place(alice, &[(home, "2.10")], "1.00 EUR");
    assert!(suspended.is_err(), "the match is over");
    w.book.system().confirm_deposit(alice, "1.00 EUR", "bank", "one more").unwrap();
    let so_far = shared.journal_head().unwrap().records;
    shared.restore(w.book.journal(Page::after(so_far, 10_000)).unwrap()).unwrap();
    shared.wait_for_hooks();
    assert_eq!(*heard.lock().unwrap(), told(&w.book, since));
    assert_eq!(heard.lock().unwrap().last().unwrap().1, "DepositConfirmed");
}

#[test]
fn a_followers_hooks_hear_what_lasted_of_a_restore_that_failed() {
    let mut w = world();
    w.alice_on_home();
    w.alice_on_home();
    let mut records = w.book.journal(Page::first(10_000)).unwrap();
    let last = records.len();
    records[last - 1].number += 7;
    let mut follower = book_at(noon());
    follower.set_options(realdeal::Options { commands_per_unit: 1, ..follower.options() });
    let (heard, hook) = listener();
    follower.on(Kinds::All, hook).unwrap();
    assert!(follower.restore(records).is_err());
    assert_eq!(follower.journal_head().unwrap().records, last as u64 - 1);
    assert_eq!(*heard.lock().unwrap(), told(&follower, 0));
}

#[test]
fn a_backend_that_numbers_its_records_later_is_heard_by_its_journal() {
    let mut w = world_over(NumberingLater);
    let since = w.book.journal_head().unwrap().records;
    let (heard, hook) = listener();
    w.book.on(Kinds::All, hook).unwrap();
    business(&mut w);
    assert_eq!(*heard.lock().unwrap(), told(&w.book, since));

    let shared = SharedBook::new(w.book);
    shared.set_now(noon().plus(hours(6)));
    for payment in 0..30 {
        let reference = format!("payment {payment}");
        shared.system().confirm_deposit(w.alice, "1.00 EUR", "bank", &reference).unwrap();
    }
    shared.wait_for_hooks();
    assert_eq!(*heard.lock().unwrap(), told(&shared, since));
    assert_eq!(shared.hook_counts().overflowed, 0, "what comes by the journal is no overflow");
}

#[test]
fn a_commit_of_which_nobody_knows_is_heard_of_once_if_it_lasted() {
    let trouble = Trouble::default();
    let mut w = world_over(Forgetful(trouble.clone()));
    let since = w.book.journal_head().unwrap().records;
    let (heard, hook) = listener();
    w.book.on(Kinds::All, hook).unwrap();
    let (alice, home) = (w.alice, w.market.selections[0]);
    let slip = w.slip(&[(home, "2.10")], "10.00 EUR");
    trouble.ask_for(1);
    let unknown = w.book.session(alice).place_bet(slip.clone()).unwrap_err();
    assert_eq!(unknown.code(), "storage_unknown");
    assert_eq!(*heard.lock().unwrap(), [(since + 1, "BetPlaced")]);
    w.book.session(alice).place_bet(slip.clone()).unwrap();
    assert_eq!(heard.lock().unwrap().len(), 1, "asked again, and not placed again");

    let shared = SharedBook::new(w.book);
    let slip = shared.slip().leg(home, "2.10").stake("10.00 EUR");
    trouble.ask_for(1);
    assert_eq!(shared.session(alice).place_bet(slip.clone()).unwrap_err().code(), "storage_unknown");
    shared.wait_for_hooks();
    assert_eq!(*heard.lock().unwrap(), told(&shared, since));
    shared.session(alice).place_bet(slip).unwrap();
    shared.wait_for_hooks();
    assert_eq!(heard.lock().unwrap().len(), 2);
}

#[test]
fn two_books_over_one_storage_each_hear_what_the_other_wrote_in_journal_order() {
    let storage = Memory::new();
    let mut w = crate::support::world_in(Book::open(storage.clone()));
    let mut other = Book::open(storage);
    other.set_now(w.start.plus(minutes(1)));
    let since = w.book.journal_head().unwrap().records;
    let (heard, hook) = listener();
    w.book.on(Kinds::All, hook).unwrap();
    other.system().confirm_deposit(w.alice, "1.00 EUR", "bank", "by the other book").unwrap();
    w.book.set_now(w.start.plus(minutes(1)));
    w.alice_on_home();
    assert_eq!(*heard.lock().unwrap(), [(since + 1, "DepositConfirmed"), (since + 2, "BetPlaced")]);
}
