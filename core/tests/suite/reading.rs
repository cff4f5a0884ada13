//! What can be read, by whom, page by page, and from other threads.

use realdeal::storage::Page;
use realdeal::wallet::{StatementFilter, TransferKind};
use realdeal::{Book, Session};

use crate::support::{hours, world};

#[test]
fn a_book_can_be_sent_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Book>();
    is_send::<Session<'_>>();
}

#[test]
fn statements_are_filtered_and_paged_with_running_balances() {
    let mut w = world();
    for _ in 0..4 {
        w.alice_on_home();
    }
    w.finish(w.first, 1, 0);
    let alice = w.alice;
    let session = w.book.session(alice);
    let stakes = StatementFilter { kinds: vec![TransferKind::Stake], ..StatementFilter::default() };
    let lines = session.statement(alice, "EUR", &stakes, Page::first(10)).unwrap();
    let balances: Vec<_> = lines.iter().map(|line| line.balance.to_string()).collect();
    assert_eq!(balances, ["90.00 EUR", "80.00 EUR", "70.00 EUR", "60.00 EUR"]);
    let late = StatementFilter { from: Some(w.start.plus(hours(5))), ..StatementFilter::default() };
    assert_eq!(session.statement(alice, "EUR", &late, Page::first(10)).unwrap().len(), 4);
    let mut paged = Vec::new();
    let mut after = None;
    loop {
        let page = Page { after, limit: 3 };
        let lines = session.statement(alice, "EUR", &StatementFilter::default(), page).unwrap();
        let Some(last) = lines.last() else { break };
        after = Some(last.position);
        paged.extend(lines);
    }
    let whole = session.statement(alice, "EUR", &StatementFilter::default(), Page::first(100)).unwrap();
    assert_eq!((paged.len(), &paged), (9, &whole));
}

#[test]
fn nobody_reads_anothers_wallet_bets_or_person() {
    let mut w = world();
    let bet = w.alice_on_home();
    let (admin, alice, bob) = (w.admin, w.alice, w.bob);
    let session = w.book.session(bob);
    assert_eq!(session.wallet_of(alice, "EUR").unwrap_err().code(), "not_yours");
    assert_eq!(session.bet(bet.id).unwrap_err().code(), "not_yours");
    assert_eq!(session.bets(alice, Page::first(10)).unwrap_err().code(), "not_yours");
    assert_eq!(session.person(alice).unwrap_err().code(), "not_yours");
    let all = StatementFilter::default();
    assert_eq!(session.statement(alice, "EUR", &all, Page::first(10)).unwrap_err().code(), "not_yours");
    assert_eq!(w.book.visitor().wallet_of(alice, "EUR").unwrap_err().code(), "sign_in_required");
    assert_eq!(w.book.session(admin).bets(alice, Page::first(10)).unwrap(), [bet]);
}

#[test]
fn readers_on_other_threads_see_whole_units() {
    let mut w = world();
    let readers = w.book.readers();
    let watcher = std::thread::spawn(move || {
        for _ in 0..20 {
            assert!(readers.snapshot().unwrap().audit().unwrap().is_clean());
        }
    });
    let mut placed = 0;
    while !watcher.is_finished() && placed < 900 {
        w.place(w.alice, &[(w.market.selections[0], "2.10")], "0.10 EUR").unwrap();
        placed += 1;
    }
    watcher.join().unwrap();
}

#[test]
fn a_follower_takes_only_the_next_record() {
    let mut w = world();
    w.alice_on_home();
    let records = w.book.journal(Page::first(1_000)).unwrap();
    let mut follower = crate::support::book_at(w.start);
    let gap: Vec<_> = records.iter().skip(1).cloned().collect();
    assert_eq!(follower.restore(gap).unwrap_err().code(), "storage_not_applied");
    assert_eq!(follower.journal_head().unwrap().records, 0);
    follower.restore(records.iter().take(5).cloned()).unwrap();
    assert_eq!(follower.restore(records.clone()).unwrap_err().code(), "storage_not_applied");
    follower.restore(records.into_iter().skip(5)).unwrap();
    assert_eq!(follower.state_hash().unwrap(), w.book.state_hash().unwrap());
    assert_eq!(follower.journal_head().unwrap(), w.book.journal_head().unwrap());
}
