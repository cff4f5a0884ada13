//! Every query with every filter, against all rows and a condition of the test's own; and pages of every size.

use std::fmt::Debug;

use realdeal::Book;
use realdeal::betting::{Basket, BasketStatus, Bet, BetStatus};
use realdeal::catalogue::{
    Competition, Fixture, FixtureStatus, Market, MarketStatus, Participant, ParticipantKind,
};
use realdeal::people::{Role, StatusKind, User};
use realdeal::state::{Key, Row};
use realdeal::storage::{
    BasketFilter, BetFilter, CompetitionFilter, CursorFilter, FixtureFilter, MarketFilter, OpenBets, Page,
    ParticipantFilter, Query, SelectionsOf, UserFilter, WithdrawalFilter,
};
use realdeal::wallet::{Withdrawal, WithdrawalStatus};

use crate::support::{World, hours, minutes};
use crate::town::town;

/// Every row of a kind, in the order of their ids.
fn all<R: Row>(book: &Book) -> Vec<R> {
    book.read(|snapshot| Ok(R::table(snapshot.state()).sorted().into_iter().cloned().collect())).unwrap()
}

/// Asserts that a list, read in pages of several sizes, is what the condition lets pass of all rows. Says how many.
#[track_caller]
fn same<R: Row>(
    book: &Book,
    what: &dyn Debug,
    wanted: impl Fn(&R) -> bool,
    read: impl Fn(Page<R::Id>) -> Vec<R>,
) -> usize {
    let mut expected = all::<R>(book);
    expected.retain(|row| wanted(row));
    for size in [1, 2, 3, 7, 10_000, usize::MAX] {
        let (mut rows, mut page) = (Vec::new(), Page { after: None, limit: size });
        loop {
            let some = read(page);
            assert!(some.len() <= size);
            let Some(last) = some.last() else { break };
            page = Page { after: Some(last.id()), limit: size };
            rows.extend(some);
        }
        assert_eq!(rows, expected, "{what:?} in pages of {size}");
    }
    assert_eq!(read(Page { after: None, limit: 0 }), [], "{what:?} in pages of nothing");
    expected.len()
}

/// None, and some of each.
fn or_none<T: Clone>(values: &[T]) -> Vec<Option<T>> {
    std::iter::once(None).chain(values.iter().cloned().map(Some)).collect()
}

/// Asserts that a filter's answers were worth comparing: some had rows.
fn worth(counts: &[usize], at_least: usize) {
    let with_rows = counts.iter().filter(|count| **count > 0).count();
    assert!(with_rows >= at_least, "only {with_rows} of {} answers had rows: {counts:?}", counts.len());
}

#[test]
fn users_by_role_and_status() {
    let World { book, .. } = town();
    let roles = [Role::Bettor, Role::Bookmaker, Role::Support, Role::Admin];
    let statuses = [
        StatusKind::Active,
        StatusKind::CoolingOff,
        StatusKind::SelfExcluded,
        StatusKind::OnRegister,
        StatusKind::Suspended,
        StatusKind::Blocked,
        StatusKind::Closed,
    ];
    let mut counts = Vec::new();
    for role in or_none(&roles) {
        for status in or_none(&statuses) {
            let filter = UserFilter { role, status };
            let wanted = |user: &User| {
                (role.is_none() || role == Some(user.role))
                    && (status.is_none() || status == Some(user.status.kind()))
            };
            counts.push(same(&book, &filter, wanted, |page| book.users(filter.clone(), page).unwrap()));
        }
    }
    worth(&counts, 18);
}

#[test]
fn competitions_and_participants_in_use_or_retired() {
    let World { book, .. } = town();
    let mut counts = Vec::new();
    for active in or_none(&[true, false]) {
        let filter = CompetitionFilter { active };
        let wanted = |row: &Competition| active.is_none_or(|active| row.active == active);
        counts.push(same(&book, &filter, wanted, |page| book.competitions(filter.clone(), page).unwrap()));
        for kind in or_none(&[ParticipantKind::Team, ParticipantKind::Player, ParticipantKind::Runner]) {
            let filter = ParticipantFilter { kind, active };
            let wanted = |row: &Participant| {
                active.is_none_or(|active| row.active == active) && kind.is_none_or(|kind| row.kind == kind)
            };
            counts
                .push(same(&book, &filter, wanted, |page| book.participants(filter.clone(), page).unwrap()));
        }
    }
    worth(&counts, 13);
}

#[test]
fn fixtures_by_competition_participant_status_and_start() {
    let w = town();
    let book = &w.book;
    let competitions: Vec<_> = all::<Competition>(book).iter().map(|row| row.id).collect();
    let statuses = [
        FixtureStatus::Scheduled,
        FixtureStatus::InPlay,
        FixtureStatus::Finished,
        FixtureStatus::Abandoned,
        FixtureStatus::Postponed,
        FixtureStatus::Cancelled,
    ];
    let times =
        [None, Some(w.start.plus(hours(3))), Some(w.start.plus(hours(4))), Some(w.start.plus(hours(5)))];
    let mut counts = Vec::new();
    for competition in or_none(&competitions) {
        for participant in or_none(&w.teams[..2]) {
            for status in or_none(&statuses) {
                for (from, until) in times.into_iter().flat_map(|from| times.map(|until| (from, until))) {
                    let filter = FixtureFilter { competition, participant, status, from, until };
                    let wanted = |row: &Fixture| {
                        let start = row.kickoffs.last().unwrap().start;
                        competition.is_none_or(|id| row.competition == id)
                            && participant
                                .is_none_or(|id| row.entrants.iter().any(|entrant| entrant.participant == id))
                            && status.is_none_or(|status| row.status == status)
                            && from.is_none_or(|from| start >= from)
                            && until.is_none_or(|until| start < until)
                    };
                    counts.push(same(book, &filter, wanted, |page| {
                        book.fixtures(filter.clone(), page).unwrap()
                    }));
                }
            }
        }
    }
    worth(&counts, 200);
}

#[test]
fn markets_by_fixture_status_and_whether_they_are_behind() {
    let w = town();
    let book = &w.book;
    let fixtures: Vec<_> = all::<Fixture>(book).iter().map(|row| row.id).collect();
    let statuses = [
        MarketStatus::Active,
        MarketStatus::Suspended,
        MarketStatus::Closed,
        MarketStatus::Settled,
        MarketStatus::Void,
    ];
    let mut counts = Vec::new();
    for fixture in or_none(&fixtures) {
        for status in or_none(&statuses) {
            for behind in or_none(&[true, false]) {
                let filter = MarketFilter { fixture, status, behind };
                let wanted = |row: &Market| {
                    fixture.is_none_or(|id| row.fixture == id)
                        && status.is_none_or(|status| row.status == status)
                        && behind.is_none_or(|behind| legs_behind(book, row) == behind)
                };
                counts.push(same(book, &filter, wanted, |page| book.markets(filter.clone(), page).unwrap()));
            }
        }
    }
    worth(&counts, 40);
    let behind = MarketFilter { behind: Some(true), ..MarketFilter::default() };
    assert!(!book.markets(behind, Page::first(10)).unwrap().is_empty());
}

/// Whether a bet that counts has a leg on the market that was graded at an older revision.
fn legs_behind(book: &Book, market: &Market) -> bool {
    all::<Bet>(book)
        .iter()
        .filter(|bet| !bet.withdrawn)
        .any(|bet| bet.legs.iter().any(|leg| leg.market == market.id && leg.revision < market.revision))
}

#[test]
fn selections_of_every_market() {
    let World { book, .. } = town();
    let mut counts = Vec::new();
    for market in all::<Market>(&book) {
        let query = Query::Selections(SelectionsOf { market: market.id });
        let read = |page: Page<realdeal::id::SelectionId>| {
            let page = Page { after: page.after.map(Key::Selection), limit: page.limit };
            book.read(|snapshot| {
                let keys = snapshot.find(&query, &page)?;
                let table = &snapshot.state().selections;
                Ok(keys
                    .iter()
                    .map(|key| {
                        table.find(realdeal::catalogue::Selection::id_in(key).unwrap()).unwrap().clone()
                    })
                    .collect())
            })
            .unwrap()
        };
        let wanted = |row: &realdeal::catalogue::Selection| row.market == market.id;
        counts.push(same(&book, &query, wanted, read));
    }
    worth(&counts, 14);
}

#[test]
fn bets_of_a_user_by_status_and_time_of_placement() {
    let w = town();
    let book = &w.book;
    let statuses = [
        BetStatus::Open,
        BetStatus::Won,
        BetStatus::Lost,
        BetStatus::Void,
        BetStatus::Cancelled,
        BetStatus::HalfWon,
    ];
    let times = [None, Some(w.start.plus(minutes(10))), Some(w.start.plus(minutes(25)))];
    let mut counts = Vec::new();
    for user in [w.alice, w.bob, w.bookmaker] {
        for status in or_none(&statuses) {
            for (from, until) in times.into_iter().flat_map(|from| times.map(|until| (from, until))) {
                let filter = BetFilter { user, status, from, until };
                let wanted = |bet: &Bet| {
                    bet.user == user
                        && status.is_none_or(|status| bet.status == status)
                        && from.is_none_or(|from| bet.placed_at >= from)
                        && until.is_none_or(|until| bet.placed_at < until)
                };
                counts.push(same(book, &filter, wanted, |page| book.bets(filter.clone(), page).unwrap()));
            }
        }
    }
    worth(&counts, 45);
    let nobody = realdeal::id::UserId::made_by(realdeal::id::CommandId::from_parts(w.start, 0, 0), 0);
    assert_eq!(book.bets(nobody, Page::first(1)).unwrap_err().code(), "unknown_user");
}

#[test]
fn open_bets_with_an_undecided_leg_on_a_fixture_or_a_market() {
    let World { book, .. } = town();
    let mut counts = Vec::new();
    let undecided = |bet: &Bet, on: &dyn Fn(&realdeal::betting::Leg) -> bool| {
        bet.status == BetStatus::Open && bet.legs.iter().any(|leg| leg.result.is_none() && on(leg))
    };
    for fixture in all::<Fixture>(&book) {
        let on = OpenBets::OnFixture(fixture.id);
        let wanted = |bet: &Bet| undecided(bet, &|leg| leg.fixture == fixture.id);
        counts.push(same(&book, &on, wanted, |page| book.open_bets(on, page).unwrap()));
    }
    for market in all::<Market>(&book) {
        let on = OpenBets::OnMarket(market.id);
        let wanted = |bet: &Bet| undecided(bet, &|leg| leg.market == market.id);
        counts.push(same(&book, &on, wanted, |page| book.open_bets(on, page).unwrap()));
    }
    worth(&counts, 8);
}

#[test]
fn baskets_and_withdrawals_by_user_and_status() {
    let w = town();
    let book = &w.book;
    let mut counts = Vec::new();
    let baskets =
        [BasketStatus::Open, BasketStatus::CheckedOut, BasketStatus::Dropped, BasketStatus::Expired];
    let withdrawals = [WithdrawalStatus::Requested, WithdrawalStatus::Paid, WithdrawalStatus::Refused];
    for user in or_none(&[w.alice, w.bob, w.admin]) {
        for status in or_none(&baskets) {
            let filter = BasketFilter { user, status };
            let wanted = |row: &Basket| {
                user.is_none_or(|user| row.user == user) && status.is_none_or(|status| row.status == status)
            };
            counts.push(same(book, &filter, wanted, |page| book.baskets(filter.clone(), page).unwrap()));
        }
        for status in or_none(&withdrawals) {
            let filter = WithdrawalFilter { user, status };
            let wanted = |row: &Withdrawal| {
                user.is_none_or(|user| row.user == user) && status.is_none_or(|status| row.status == status)
            };
            counts.push(same(book, &filter, wanted, |page| book.withdrawals(filter.clone(), page).unwrap()));
        }
    }
    worth(&counts, 24);
}

#[test]
fn cursors_by_name() {
    let World { book, .. } = town();
    let query = Query::Cursors(CursorFilter {});
    let read = |page: Page<String>| {
        let page = Page { after: page.after.map(Key::Cursor), limit: page.limit };
        book.read(|snapshot| {
            let keys = snapshot.find(&query, &page)?;
            let table = &snapshot.state().cursors;
            Ok(keys
                .iter()
                .map(|key| table.find(realdeal::journal::Cursor::id_in(key).unwrap()).unwrap().clone())
                .collect())
        })
        .unwrap()
    };
    assert_eq!(same(&book, &query, |_: &realdeal::journal::Cursor| true, read), 3);
}

#[test]
fn a_page_after_a_row_of_another_kind_is_the_first_and_one_after_a_deleted_row_goes_on() {
    let w = town();
    let find = |after| {
        let page = Page { after, limit: 3 };
        let users = Query::Users(UserFilter::default());
        w.book.read(|snapshot| Ok(snapshot.find(&users, &page)?)).unwrap()
    };
    assert_eq!(find(Some(Key::Market(w.market.id))), find(None));
    // No user has this id; those behind it are the next.
    let between = realdeal::id::UserId::made_by(realdeal::id::CommandId::from_parts(w.start, 0x800, 0), 0);
    let after: Vec<_> =
        all::<User>(&w.book).iter().map(|user| user.id).filter(|id| *id > between).take(3).collect();
    assert_eq!(find(Some(Key::User(between))), after.into_iter().map(Key::User).collect::<Vec<_>>());
}
