//! Reads never lie: whatever is read in pages is the whole, and every running balance is right.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::{any, prop_assert};
use proptest::test_runner::{TestCaseError, TestRunner};
use realdeal::Error;
use realdeal::id::UserId;
use realdeal::money::Currency;
use realdeal::storage::Page;
use realdeal::wallet::{BettorAccount, StatementFilter, StatementLine};

use super::check::{Checked, same};
use super::game::Game;
use super::ops::{Op, ops};
use super::random::config;
use super::support;

/// Reads a list page by page, in pages of the sizes given and then of the last of them again.
fn in_pages<T, C: Copy>(
    sizes: &[u8],
    place: impl Fn(&T) -> C,
    mut read: impl FnMut(Page<C>) -> Result<Vec<T>, Error>,
) -> Result<Vec<T>, String> {
    let (mut all, mut after) = (Vec::new(), None);
    for turn in 0.. {
        let limit = usize::from(sizes[turn % sizes.len()] % 7) + 1;
        let page = after.map_or_else(|| Page::first(limit), |after| Page::after(after, limit));
        let page = read(page).map_err(|error| error.to_string())?;
        if page.len() > limit + 1 {
            return Err(format!("a page of {limit} has {} lines", page.len()));
        }
        let Some(last) = page.last() else { break };
        after = Some(place(last));
        all.extend(page);
    }
    Ok(all)
}

fn statement(
    game: &mut Game,
    (user, currency): (UserId, Currency),
    filter: &StatementFilter,
    sizes: &[u8],
) -> Result<Vec<StatementLine>, String> {
    let session = game.book.session(user);
    let whole = session.statement(user, currency, filter, Page::first(Page::<u64>::MAX));
    let whole = whole.map_err(|error| error.to_string())?;
    let read = |page| session.statement(user, currency, filter, page);
    let paged = in_pages(sizes, |line: &StatementLine| line.position, read)?;
    same(format!("the statement of {user} in pages"), &paged, &whole)?;
    Ok(whole)
}

/// Every line's balance is the one before and its amount, and the last ones are the wallet's.
fn running(game: &Game, (user, currency): (UserId, Currency), lines: &[StatementLine]) -> Checked {
    let mut balances: BTreeMap<BettorAccount, i128> = BTreeMap::new();
    for line in lines {
        let balance = balances.entry(line.account).or_default();
        *balance += i128::from(line.amount.minor());
        same(format!("the balance at {line:?}"), i128::from(line.balance.minor()), *balance)?;
    }
    let purse = game.model.seen_purse(user, currency);
    let last = |account| balances.get(&account).copied().unwrap_or_default();
    let found = [BettorAccount::Cash, BettorAccount::Held, BettorAccount::Debt].map(last);
    same(format!("the last balances of {user}"), found, [purse.cash, purse.held, purse.debt])
}

fn filters(lines: &[StatementLine], sizes: &[u8]) -> Vec<StatementFilter> {
    let all = StatementFilter { account: None, ..StatementFilter::default() };
    let mut filters = vec![StatementFilter::default()];
    let one = |number: u8| lines.get(usize::from(number) % lines.len().max(1));
    if let (Some(first), Some(second)) = (one(sizes[0]), one(sizes[sizes.len() - 1])) {
        filters.push(StatementFilter { kinds: vec![first.kind, second.kind], ..all.clone() });
        filters.push(StatementFilter { from: Some(first.at), ..all.clone() });
        filters.push(StatementFilter {
            until: Some(second.at),
            account: Some(second.account),
            ..all.clone()
        });
        filters.push(StatementFilter { from: Some(first.at), until: Some(second.at), ..all });
    }
    filters
}

fn passes(filter: &StatementFilter, line: &StatementLine) -> bool {
    filter.account.is_none_or(|account| line.account == account)
        && (filter.kinds.is_empty() || filter.kinds.contains(&line.kind))
        && filter.from.is_none_or(|from| from <= line.at)
        && filter.until.is_none_or(|until| line.at < until)
}

fn read_back(ops: &[Op], sizes: &[u8]) -> Checked {
    let mut game = Game::opened(support::storage())?;
    game.play_all(ops)?;
    for wallet in game.model.purses.keys().copied().collect::<Vec<_>>() {
        let all = StatementFilter { account: None, ..StatementFilter::default() };
        let whole = statement(&mut game, wallet, &all, sizes)?;
        running(&game, wallet, &whole)?;
        for filter in filters(&whole, sizes) {
            let some = statement(&mut game, wallet, &filter, sizes)?;
            let expected = whole.iter().filter(|line| passes(&filter, line)).cloned().collect();
            same(format!("the statement by {filter:?}"), some, expected)?;
        }
    }
    for user in game.model.people.keys().copied().collect::<Vec<_>>() {
        let session = game.book.session(user);
        let bets = in_pages(sizes, |bet: &realdeal::betting::Bet| bet.id, |page| session.bets(user, page))?;
        let mine = game.model.tickets.iter().filter(|(_, ticket)| ticket.user == user);
        let ids: Vec<_> = bets.into_iter().map(|bet| bet.id).collect();
        same(format!("the bets of {user} in pages"), ids, mine.map(|(id, _)| *id).collect())?;
    }
    let whole = game.book.journal(Page::first(Page::<u64>::MAX)).map_err(|error| error.to_string())?;
    let numbered = |record: &realdeal::journal::NumberedRecord| record.number;
    let paged = in_pages(sizes, numbered, |page| game.book.journal(page))?;
    same("the journal in pages", paged, whole)
}

#[test]
fn pages_are_the_whole_and_balances_run() {
    let drawn = (ops(30..=120), vec(any::<u8>(), 1..6));
    let tried = TestRunner::new(config(40)).run(&drawn, |(ops, sizes)| {
        let found = read_back(&ops, &sizes);
        prop_assert!(found.is_ok(), "{}", found.unwrap_err());
        Ok::<(), TestCaseError>(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
}
