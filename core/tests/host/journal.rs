//! Looking for journal records: by user, by time and by kind of event, against a look at each record's own JSON.

use realdeal::JournalFilter;
use realdeal::event::EventKind;
use realdeal::journal::NumberedRecord;
use realdeal::people::{Person, Role};
use realdeal::storage::Page;

use crate::support::{World, hours, minutes};
use crate::town::town;

fn numbers(records: &[NumberedRecord]) -> Vec<u64> {
    records.iter().map(|record| record.number).collect()
}

/// Asserts that a filter finds these records, in pages of several sizes.
#[track_caller]
fn finds(w: &World, filter: &JournalFilter, expected: &[u64]) {
    for size in [1, 4, 10_000] {
        let (mut found, mut page) = (Vec::new(), Page::first(size));
        loop {
            let some = w.book.find_records(filter, page).unwrap();
            assert!(some.len() <= size);
            let Some(last) = some.last() else { break };
            page = Page::after(last.number, size);
            found.extend(numbers(&some));
        }
        assert_eq!(found, expected, "{filter:?} in pages of {size}");
    }
}

fn all(w: &World) -> Vec<NumberedRecord> {
    w.book.journal(Page::first(10_000)).unwrap()
}

#[test]
fn records_that_a_user_asked_for_or_that_tell_of_him() {
    let mut w = town();
    let support = w.book.visitor().register(Person::new("Sue", "sue@example.org")).unwrap();
    w.book.session(w.admin).because("a new colleague").change_role(support, Role::Support).unwrap();
    let mut desk = w.book.on_behalf(support, w.alice).because("asked for by telephone");
    desk.request_withdrawal("1.00 EUR").unwrap();
    for user in [w.alice, w.bob, w.bookmaker, w.admin, support] {
        // Wherever a record speaks of him, his id stands in its JSON, and nowhere else does it stand.
        let told = |record: &&NumberedRecord| {
            serde_json::to_string(&record.record).unwrap().contains(&user.to_string())
        };
        let expected: Vec<_> = all(&w).iter().filter(told).map(|record| record.number).collect();
        assert!(expected.len() >= 2, "{user}");
        finds(&w, &JournalFilter { user: Some(user), ..JournalFilter::default() }, &expected);
    }
}

#[test]
fn records_of_a_time_whose_end_is_not_in_it() {
    let w = town();
    let times = [None, Some(w.start), Some(w.start.plus(minutes(20))), Some(w.start.plus(hours(6)))];
    for (from, until) in times.into_iter().flat_map(|from| times.map(|until| (from, until))) {
        let inside = |record: &&NumberedRecord| {
            let at = record.record.at;
            from.is_none_or(|from| at >= from) && until.is_none_or(|until| at < until)
        };
        let expected: Vec<_> = all(&w).iter().filter(inside).map(|record| record.number).collect();
        finds(&w, &JournalFilter { from, until, ..JournalFilter::default() }, &expected);
    }
    let at_once = JournalFilter { from: Some(w.start), until: Some(w.start), ..JournalFilter::default() };
    finds(&w, &at_once, &[]);
}

#[test]
fn records_with_an_event_of_each_kind_and_of_several() {
    let w = town();
    let named = |record: &NumberedRecord, kinds: &[EventKind]| {
        let json = serde_json::to_value(&record.record.events).unwrap();
        let mut events = json.as_array().unwrap().iter().map(|event| event.as_object().unwrap());
        events.any(|event| {
            kinds.iter().any(|kind| event.contains_key(serde_json::to_value(kind).unwrap().as_str().unwrap()))
        })
    };
    let mut found = 0;
    let several = [EventKind::BetPlaced, EventKind::BasketExpired, EventKind::WithdrawalPaid];
    for kinds in EventKind::ALL.iter().map(|kind| vec![*kind]).chain([several.to_vec()]) {
        let expected: Vec<_> =
            all(&w).iter().filter(|record| named(record, &kinds)).map(|record| record.number).collect();
        found += usize::from(!expected.is_empty());
        finds(&w, &JournalFilter { kinds, ..JournalFilter::default() }, &expected);
    }
    assert!(found > 30, "the town has {found} kinds of events");
    finds(&w, &JournalFilter::default(), &numbers(&all(&w)));
}

#[test]
fn what_a_user_did_within_a_time_and_of_a_kind_is_all_three() {
    let w = town();
    let filter = JournalFilter {
        user: Some(w.alice),
        from: Some(w.start.plus(minutes(10))),
        until: Some(w.start.plus(minutes(20))),
        kinds: vec![EventKind::BetPlaced],
    };
    let bets =
        realdeal::storage::BetFilter { user: w.alice, status: None, from: filter.from, until: filter.until };
    let placed = w.book.bets(bets, Page::first(100)).unwrap();
    let records = w.book.find_records(&filter, Page::first(100)).unwrap();
    assert!(!placed.is_empty());
    assert_eq!(records.len(), placed.len());
    assert!(
        records.iter().all(|record| record.record.made == realdeal::Made::Bet(record.record.command.into()))
    );
}
