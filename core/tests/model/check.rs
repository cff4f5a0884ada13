//! The comparison: everything that the model keeps, held against what the book says.

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};

use realdeal::Book;
use realdeal::id::{BasketId, BetId, MarketId};
use realdeal::keys::Keys;
use realdeal::state::{Key, State as Rows};
use realdeal::storage::{BasketFilter, MarketFilter, Page, Query, Snapshot};
use realdeal::time::Timestamp;
use realdeal::wallet::{HouseAccount, WalletId};

use super::bridge::{fate, keeping, odds, phase, state, status};
use super::nouns::{Model, Pot};

pub(crate) type Checked = Result<(), String>;

pub(crate) fn same<T: PartialEq + Debug>(what: impl Display, book: T, model: T) -> Checked {
    if book == model { Ok(()) } else { Err(format!("{what}: the book says {book:?}, the model {model:?}")) }
}

/// Holds all of a book against the model, and has the book audit itself.
pub(crate) fn compare(book: &Book, model: &Model) -> Checked {
    let mut found = Ok(());
    let read = book.read(|snapshot| {
        snapshot.fetch(&keys(model))?;
        found = rows(snapshot.state(), model).and_then(|()| lists(snapshot, model));
        Ok(snapshot.audit()?)
    });
    let audit = read.map_err(|error| format!("the book can't be read: {error}"))?;
    found?;
    same("faults of the audit", audit.faults, Vec::new())?;
    for (currency, totals) in audit.totals {
        same(format!("all balances in {currency} together"), totals.sum(), 0)?;
    }
    same("bets", audit.bets, u64::try_from(model.tickets.len()).expect("few"))
}

fn keys(model: &Model) -> Keys {
    let wallets = model.purses.keys().map(|&(user, currency)| Key::Wallet(WalletId { user, currency }));
    let wanted = model.people.keys().map(|id| Key::User(*id)).chain(wallets);
    let wanted = wanted.chain(model.fixtures.keys().map(|id| Key::Fixture(*id)));
    let wanted = wanted.chain(model.markets.keys().flat_map(|id| [Key::Market(*id), Key::Progress(*id)]));
    let wanted = wanted.chain(model.answers.keys().map(|id| Key::Selection(*id)));
    let wanted = wanted.chain(model.baskets.keys().map(|id| Key::Basket(*id)));
    let mut keys = Keys::new();
    for key in wanted.chain(model.tickets.keys().map(|id| Key::Bet(*id))) {
        keys.read(key);
    }
    keys
}

fn rows(rows: &Rows, model: &Model) -> Checked {
    for (id, person) in &model.people {
        let user = rows.users.find(id).ok_or(format!("user {id} is gone"))?;
        same(format!("status of user {id}"), user.status, status(person.standing))?;
        let reopens = person.reopens.map(Timestamp::from_micros);
        same(format!("reopening of user {id}"), user.reopens_at, reopens)?;
        same(format!("currencies of user {id}"), user.currencies.as_slice(), &person.currencies)?;
    }
    for (&(user, currency), purse) in &model.purses {
        let wallet = WalletId { user, currency };
        let wallet = rows.wallets.find(&wallet).ok_or(format!("wallet {wallet:?} is gone"))?;
        let figures = [wallet.cash, wallet.held, wallet.debt];
        if figures.iter().any(|figure| *figure < 0) || (wallet.cash > 0 && wallet.debt > 0) {
            return Err(format!("{wallet:?} can't stand so"));
        }
        let theirs = [purse.cash, purse.held, purse.debt];
        same(format!("cash, held, debt in {currency} of {user}"), figures.map(i128::from), theirs)?;
        same(format!("open bets of {user}"), wallet.open_bets, purse.open)?;
    }
    same("wallets", rows.wallets.len(), model.purses.len())?;
    for (id, fixture) in &model.fixtures {
        let row = rows.fixtures.find(id).ok_or(format!("fixture {id} is gone"))?;
        same(format!("status of fixture {id}"), row.status, phase(fixture.phase))?;
        same(format!("start of fixture {id}"), row.start().micros(), fixture.start())?;
        let score = row.score.map(|score| (score.full_time.home, score.full_time.away));
        same(format!("score of fixture {id}"), score, fixture.score)?;
    }
    model.markets.keys().try_for_each(|id| market(rows, model, *id))?;
    for (id, answer) in &model.answers {
        let row = rows.selections.find(id).ok_or(format!("selection {id} is gone"))?;
        same(format!("price of selection {id}"), row.odds, odds(answer.price))?;
    }
    model.tickets.keys().try_for_each(|id| bet(rows, model, *id))?;
    model.baskets.keys().try_for_each(|id| basket(rows, model, *id))
}

fn basket(rows: &Rows, model: &Model, id: BasketId) -> Checked {
    let ours = &model.baskets[&id];
    let row = rows.baskets.find(&id).ok_or(format!("basket {id} is gone"))?;
    same(format!("status of basket {id}"), row.status, keeping(ours.keeping))?;
    same(format!("user of basket {id}"), row.user, ours.user)?;
    same(format!("end of basket {id}"), row.expires_at.micros(), ours.until)?;
    same(format!("edits of basket {id}"), row.edits, ours.edits)?;
    same(format!("bets of basket {id}"), &row.bets, &ours.bets)?;
    let slips: Vec<_> = ours.slips.iter().map(super::bridge::slip).collect();
    same(format!("slips of basket {id}"), &row.slips, &slips)
}

fn market(rows: &Rows, model: &Model, id: MarketId) -> Checked {
    let market = &model.markets[&id];
    let row = rows.markets.find(&id).ok_or(format!("market {id} is gone"))?;
    same(format!("status of market {id}"), row.status, state(market.state))?;
    same(format!("revision of market {id}"), row.revision, market.revision)?;
    let on_it = model.tickets.values().filter(|ticket| ticket.legs.iter().any(|leg| leg.market == id));
    let (placed, legs) = on_it.fold((0, 0), |(all, left), ticket| (all + 1, left + i64::from(!ticket.out)));
    let behind = i64::try_from(model.waiting(id).len()).expect("few");
    let progress = rows.progress.find(&id);
    let theirs = (progress.placed, progress.legs, progress.behind);
    same(format!("legs placed, left and waiting on market {id}"), theirs, (placed, legs, behind))
}

fn bet(rows: &Rows, model: &Model, id: BetId) -> Checked {
    let ticket = &model.tickets[&id];
    let bet = rows.bets.find(&id).ok_or(format!("bet {id} is gone"))?;
    same(format!("status of bet {id}"), bet.status, fate(ticket.fate))?;
    same(format!("return of bet {id}"), bet.returned.into(), ticket.returned)?;
    let exact = |text: Option<String>| text.unwrap_or_else(|| "open".to_owned());
    let theirs = bet.exact_return.as_ref().map(ToString::to_string);
    same(
        format!("exact return of bet {id}"),
        exact(theirs),
        exact(ticket.exact.map(|exact| exact.to_string())),
    )?;
    same(format!("whether bet {id} is out"), bet.withdrawn, ticket.out)?;
    same(format!("user of bet {id}"), bet.user, ticket.user)?;
    for (theirs, ours) in bet.legs.iter().zip(&ticket.legs) {
        same(format!("price of a leg of bet {id}"), theirs.odds, odds(ours.price))?;
        same(format!("revision of a leg of bet {id}"), theirs.revision, ours.revision)?;
        same(format!("whether a leg of bet {id} is decided"), theirs.result.is_some(), ours.grade.is_some())?;
    }
    same(format!("legs of bet {id}"), bet.legs.len(), ticket.legs.len())
}

/// What is read as a list and not as a row.
fn lists(snapshot: &dyn Snapshot, model: &Model) -> Checked {
    let trouble = |error| format!("a list can't be read: {error}");
    let pot = |account| match account {
        HouseAccount::OpenStakes => Pot::Stakes,
        HouseAccount::Revenue => Pot::Revenue,
        HouseAccount::Cashier => Pot::Cashier,
        HouseAccount::Adjustments => Pot::Adjustments,
    };
    let said = snapshot.house_balances().map_err(trouble)?;
    let said: BTreeMap<_, _> =
        said.into_iter().map(|(id, sum)| ((id.currency, pot(id.account)), sum)).collect();
    let pots = model.pots.iter().filter(|(_, sum)| **sum != 0).map(|(id, sum)| (*id, *sum)).collect();
    same("balances of the house", said, pots)?;
    let due = snapshot.next_due().map_err(trouble)?.map(Timestamp::micros);
    same("what falls due next", due, model.next_due())?;
    let find = |query: Query| snapshot.find(&query, &Page::first(1_000)).map_err(trouble);
    let behind = find(Query::Markets(MarketFilter { behind: Some(true), ..MarketFilter::default() }))?;
    let waiting = model.markets.keys().copied().filter(|id| !model.waiting(*id).is_empty());
    same("markets that wait", behind, waiting.map(Key::Market).collect())?;
    for user in model.people.keys() {
        let bets = find(Query::Bets((*user).into()))?;
        let theirs = model.tickets.iter().filter(|(_, ticket)| ticket.user == *user);
        same(format!("bets of {user}"), bets, theirs.map(|(id, _)| Key::Bet(*id)).collect())?;
        let of_user = BasketFilter { user: Some(*user), ..BasketFilter::default() };
        let baskets = find(Query::Baskets(of_user))?;
        let theirs = model.baskets.iter().filter(|(_, basket)| basket.user == *user);
        same(format!("baskets of {user}"), baskets, theirs.map(|(id, _)| Key::Basket(*id)).collect())?;
    }
    for fixture in model.fixtures.keys() {
        let of_fixture = MarketFilter { fixture: Some(*fixture), ..MarketFilter::default() };
        let markets = find(Query::Markets(of_fixture))?;
        let expected = model.markets_of(*fixture).into_iter().map(Key::Market).collect();
        same(format!("markets of fixture {fixture}"), markets, expected)?;
    }
    Ok(())
}
