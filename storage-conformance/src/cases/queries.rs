//! Queries: what a reader looks for, in order, page by page, and while others write.

use realdeal::Error;
use realdeal::id::UserId;
use realdeal::keys::{Access, Keys};
use realdeal::state::Key;
use realdeal::storage::{
    BasketFilter, BetFilter, CursorFilter, Filter, FixtureFilter, Page, Query, Readers, Snapshot, UserFilter,
};

use super::{open, set};
use crate::Backend;
use crate::picture::{found, queries, reference_keys};
use crate::world::{World, reference};

/// The busy world on the backend, and its twin in memory.
fn busy(backend: &mut dyn Backend) -> (std::sync::Arc<dyn Readers>, World) {
    World::on(backend).live().expect("the scene can be played");
    (open(backend).readers(), reference(World::live))
}

/// Every query of one kind over the busy world, against memory; gives how many keys they have found in all.
fn compared(backend: &mut dyn Backend, of_kind: fn(&Query) -> bool) -> usize {
    let (readers, twin) = busy(backend);
    let expected = twin.book.readers();
    let all: Vec<_> = queries(&reference_keys(&*expected)).into_iter().filter(of_kind).collect();
    let (ours, theirs) = (readers.snapshot().unwrap(), expected.snapshot().unwrap());
    let mut count = 0;
    for query in all {
        let keys = found(&*theirs, &query);
        assert_eq!(found(&*ours, &query), keys, "{query:?}");
        for limit in [1, 2, 3] {
            assert_eq!(in_pages(&*ours, &query, limit), keys, "{query:?} in pages of {limit}");
        }
        count += keys.len();
    }
    count
}

fn in_pages(snapshot: &dyn Snapshot, query: &Query, limit: usize) -> Vec<Key> {
    let mut all = Vec::new();
    let mut page = Page::first(limit);
    loop {
        let some = snapshot.find(query, &page).unwrap();
        assert!(some.len() <= limit, "a page is no longer than its limit");
        let Some(last) = some.last() else { return all };
        assert!(all.last().is_none_or(|before| before < last), "{query:?}: a page does not get on");
        page = Page::after(last.clone(), limit);
        all.extend(some);
    }
}

macro_rules! against_memory {
    ($($name:ident: $query:ident, at least $least:literal;)*) => {$(
        pub(crate) fn $name(backend: &mut dyn Backend) {
            let count = compared(backend, |query| matches!(query, Query::$query(_)));
            assert!(count >= $least, "the scene has too few rows to show anything: {count}");
        }
    )*};
}

against_memory! {
    users_are_found_by_role_and_status: Users, at least 12;
    competitions_are_found: Competitions, at least 4;
    participants_are_found_by_kind_and_use: Participants, at least 10;
    fixtures_are_found_by_all_that_they_are_found_by: Fixtures, at least 12;
    markets_are_found_by_fixture_status_and_what_waits: Markets, at least 8;
    selections_are_found_by_market: Selections, at least 8;
    bets_are_found_by_user_status_and_time: Bets, at least 15;
    open_bets_are_found_by_fixture_and_market: OpenBets, at least 4;
    baskets_are_found_by_user_and_status: Baskets, at least 6;
    withdrawals_are_found_by_user_and_status: Withdrawals, at least 8;
    cursors_are_found_by_name: Cursors, at least 2;
}

pub(crate) fn what_is_found_is_what_the_query_admits(backend: &mut dyn Backend) {
    let (readers, twin) = busy(backend);
    let keys = reference_keys(&*twin.book.readers());
    let mut snapshot = readers.snapshot().unwrap();
    let mut wanted = Keys::new();
    for key in &keys {
        wanted.add(key.clone(), Access::Read);
    }
    snapshot.fetch(&wanted).unwrap();
    for query in queries(&keys) {
        let mut admitted: Vec<_> =
            keys.iter().filter(|key| query.admits(key, snapshot.state())).cloned().collect();
        admitted.sort();
        assert_eq!(found(&*snapshot, &query), admitted, "{query:?}");
    }
}

pub(crate) fn a_page_of_nothing_is_empty(backend: &mut dyn Backend) {
    let (readers, _) = busy(backend);
    let snapshot = readers.snapshot().unwrap();
    let all = Query::Users(UserFilter::default());
    assert_eq!(snapshot.find(&all, &Page::first(0)).unwrap(), []);
    let past_the_end = Page::after(Key::User(UserId::MAX), 10);
    assert_eq!(snapshot.find(&all, &past_the_end).unwrap(), []);
}

pub(crate) fn a_page_after_a_key_of_another_kind_begins_at_the_start(backend: &mut dyn Backend) {
    let (readers, twin) = busy(backend);
    let snapshot = readers.snapshot().unwrap();
    for query in queries(&reference_keys(&*twin.book.readers())) {
        let after = Page::after(Key::House(()), 100);
        assert_eq!(snapshot.find(&query, &after).unwrap(), found(&*snapshot, &query), "{query:?}");
    }
}

pub(crate) fn a_page_after_a_key_that_is_gone_goes_on_behind_it(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    for name in ["a", "c", "e"] {
        set(&mut *storage, name, Some(1)).unwrap();
    }
    let keys = |names: &[&str]| -> Vec<Key> { names.iter().map(|name| super::key(name)).collect() };
    let readers = storage.readers();
    let after = |name: &str| {
        let page = Page::after(super::key(name), 10);
        readers.snapshot().unwrap().find(&CursorFilter {}.query(), &page).unwrap()
    };
    assert_eq!(after("b"), keys(&["c", "e"]));
    assert_eq!(after("c"), keys(&["e"]));
    set(&mut *storage, "c", None).unwrap();
    assert_eq!(after("c"), keys(&["e"]), "the row after which the page starts was deleted meanwhile");
}

pub(crate) fn pages_stay_whole_while_others_write(backend: &mut dyn Backend) {
    let mut storage = open(backend);
    for name in ["b", "d", "f", "h"] {
        set(&mut *storage, name, Some(1)).unwrap();
    }
    let readers = storage.readers();
    let next = |page: &Page<Key>| readers.snapshot().unwrap().find(&CursorFilter {}.query(), page).unwrap();
    let first = next(&Page::first(2));
    // One row is made before the place that was reached, one behind it, and one is deleted behind it.
    set(&mut *storage, "a", Some(1)).unwrap();
    set(&mut *storage, "e", Some(1)).unwrap();
    set(&mut *storage, "f", None).unwrap();
    let second = next(&Page::after(first[1].clone(), 2));
    let third = next(&Page::after(second[1].clone(), 2));
    let names = ["b", "d", "e", "h"].map(super::key);
    assert_eq!([first, second].concat(), names);
    assert_eq!(third, []);
}

pub(crate) fn a_change_moves_a_row_from_one_answer_to_another(backend: &mut dyn Backend) {
    crate::world::alike(backend, |world| {
        let (alice, bookmaker) = (world.alice, world.bookmaker);
        let market = world.market.id;
        let active = realdeal::storage::MarketFilter {
            status: Some(realdeal::catalogue::MarketStatus::Active),
            ..Default::default()
        };
        let count = |world: &World| world.book.markets(active.clone(), Page::first(10)).map(|all| all.len());
        assert_eq!(count(world)?, 2);
        world.book.session(bookmaker).suspend_market(market)?;
        assert_eq!(count(world)?, 1);
        world.book.session(bookmaker).resume_market(market)?;
        assert_eq!(count(world)?, 2);
        let basket = world.basket(alice, "1.00 EUR");
        let open = BasketFilter { user: None, status: Some(realdeal::betting::BasketStatus::Open) };
        assert_eq!(world.book.baskets(open.clone(), Page::first(10))?.len(), 1);
        world.book.session(alice).drop_basket(basket)?;
        assert_eq!(world.book.baskets(open, Page::first(10))?.len(), 0);
        Ok(())
    });
}

pub(crate) fn a_rescheduled_fixture_is_found_by_its_new_time(backend: &mut dyn Backend) {
    crate::world::alike(backend, |world| -> Result<(), Error> {
        let late = crate::world::noon().plus(crate::world::hours(30));
        let from = FixtureFilter { from: Some(late), ..FixtureFilter::default() };
        assert_eq!(world.book.fixtures(from.clone(), Page::first(10))?.len(), 0);
        let first = world.first;
        world.office().reschedule_fixture(first, late)?;
        assert_eq!(world.book.fixtures(from, Page::first(10))?.len(), 1);
        Ok(())
    });
}

pub(crate) fn bets_of_one_user_are_no_other_users(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    let (alice, bob) = (world.alice, world.bob);
    let hers = world.bet(alice, 0, "1.00 EUR");
    let his = world.bet(bob, 0, "1.00 EUR");
    let of = |user| world.book.bets(BetFilter::from(user), Page::first(10)).unwrap();
    assert_eq!((of(alice).len(), of(alice)[0].id), (1, hers.id));
    assert_eq!((of(bob).len(), of(bob)[0].id), (1, his.id));
}
