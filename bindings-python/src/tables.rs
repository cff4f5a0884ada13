//! Tables of bets, markets, statements, journal records and calculations, for data frames: which columns each has.
//!
//! Ids and names are texts, money is decimal with its currency beside it, times are in UTC to the microsecond. Not here: how a
//! column is written (`cells`).

use pyo3::prelude::*;
use realdeal::Reader;
use realdeal::betting::{Bet, Calculation};
use realdeal::catalogue::Market;
use realdeal::id::{BetId, UserId};
use realdeal::journal::NumberedRecord;
use realdeal::storage::{BetFilter, MarketFilter, Page, UserFilter};
use realdeal::time::Timestamp;
use realdeal::wallet::{Reference, StatementFilter, StatementLine};
use realdeal_calls::Failure;
use serde::Deserialize;

use crate::book::Book;
use crate::cells::Kind::{Amount, Currency, Flag, Number, Text, Time};
use crate::cells::{Spec, count, table};
use crate::columns::Columns;
use crate::failure::{raised, told};
use crate::given::{self, Given};
use crate::session::Session;

const BETS: &[Spec<Bet>] = &[
    ("id", Text(|bet, cell| cell.shown(bet.id))),
    ("user", Text(|bet, cell| cell.shown(bet.user))),
    ("bet_type", Text(|bet, cell| cell.form(&bet.bet_type))),
    ("legs", Number(|bet| count(bet.legs.len()))),
    ("selection", Text(|bet, cell| cell.maybe(bet.legs.first().map(|leg| leg.selection)))),
    ("odds", Text(|bet, cell| cell.maybe(bet.legs.first().map(|leg| leg.odds)))),
    ("stake", Amount(|bet| Some(bet.stake))),
    ("potential_return", Amount(|bet| Some(bet.potential_return()))),
    ("returned", Amount(|bet| Some(bet.returned()))),
    ("currency", Currency(|bet| Some(bet.stake))),
    ("status", Text(|bet, cell| cell.form(&bet.status))),
    ("placed_at", Time(|bet| Some(bet.placed_at))),
    ("settled_at", Time(|bet| bet.settled_at)),
];

const MARKETS: &[Spec<Market>] = &[
    ("id", Text(|market, cell| cell.shown(market.id))),
    ("fixture", Text(|market, cell| cell.shown(market.fixture))),
    ("kind", Text(|market, cell| cell.form(&market.kind))),
    ("status", Text(|market, cell| cell.form(&market.status))),
    ("in_play", Flag(|market| market.in_play)),
    ("selections", Number(|market| Some(market.selections.into()))),
    ("revision", Number(|market| Some(market.revision.into()))),
    ("result", Text(|market, cell| cell.form(&market.result))),
];

const STATEMENT: &[Spec<StatementLine>] = &[
    ("position", Number(|line| i64::try_from(line.position).ok())),
    ("at", Time(|line| Some(line.at))),
    ("account", Text(|line, cell| cell.form(&line.account))),
    ("kind", Text(|line, cell| cell.form(&line.kind))),
    ("amount", Amount(|line| Some(line.amount))),
    ("balance", Amount(|line| Some(line.balance))),
    ("currency", Currency(|line| Some(line.amount))),
    ("bet", Text(|line, cell| cell.maybe(bet_of(line.reference)))),
    ("command", Text(|line, cell| cell.shown(line.command))),
];

const JOURNAL: &[Spec<NumberedRecord>] = &[
    ("number", Number(|each| i64::try_from(each.number).ok())),
    ("command", Text(|each, cell| cell.shown(each.record.command))),
    ("at", Time(|each| Some(each.record.at))),
    ("actor", Text(|each, cell| cell.form(&each.record.actor))),
    ("reason", Text(|each, cell| cell.maybe(each.record.reason.as_deref()))),
    ("made", Text(|each, cell| cell.form(&each.record.made))),
    ("events", Text(|each, cell| cell.form(&each.record.events))),
];

/// What was calculated, or why it can't be.
pub(crate) type Found = Result<Calculation, Failure>;

/// What was calculated, row by row, or why it can't be.
pub(crate) const CALCULATIONS: &[Spec<Found>] = &[
    ("lines", Number(|row| row.as_ref().ok().map(|found| found.lines.into()))),
    ("total_stake", Amount(|row| row.as_ref().ok().map(|found| found.total_stake))),
    ("maximum_return", Amount(|row| row.as_ref().ok()?.maximum_return)),
    ("status", Text(|row, cell| cell.form(&row.as_ref().ok().map(|found| found.status)))),
    ("returned", Amount(|row| row.as_ref().ok()?.returned)),
    (
        "exact_return",
        Text(|row, cell| cell.maybe(row.as_ref().ok().and_then(|found| found.exact_return.as_ref()))),
    ),
    ("currency", Currency(|row| row.as_ref().ok().map(|found| found.total_stake))),
    ("code", Text(|row, cell| cell.maybe(row.as_ref().err().map(|why| why.form::<Given<'_>>().code())))),
    ("error", Text(|row, cell| cell.maybe(row.as_ref().err().map(told)))),
];

/// The bet that a movement belongs to, if it is one's.
fn bet_of(reference: Reference) -> Option<BetId> {
    match reference {
        Reference::Bet(bet) => Some(bet),
        Reference::Deposit(_) | Reference::Withdrawal(_) | Reference::Adjustment(_) => None,
    }
}

/// The bets of a user, or of everybody, user by user.
#[pyfunction]
pub(crate) fn bets_table(py: Python<'_>, book: &Book, arguments: &str) -> PyResult<Columns> {
    #[derive(Deserialize)]
    struct Wanted {
        status: Option<realdeal::betting::BetStatus>,
        from: Option<Timestamp>,
        until: Option<Timestamp>,
    }
    let (user, wanted): (Option<UserId>, Wanted) = read(arguments)?;
    let rows = book.shared().read(py, |reader| {
        let users = match user {
            Some(user) => vec![user],
            None => everything(|page| reader.users(UserFilter::default(), page), |user| user.id)?
                .iter()
                .map(|user| user.id)
                .collect(),
        };
        let mut rows = Vec::new();
        for user in users {
            let Wanted { status, from, until } = wanted;
            let filter = || BetFilter { user, status, from, until };
            rows.append(&mut everything(|page: Page<BetId>| reader.bets(filter(), page), |bet| bet.id)?);
        }
        Ok(rows)
    })?;
    table(py, BETS, &rows)
}

/// Markets.
#[pyfunction]
pub(crate) fn markets_table(py: Python<'_>, book: &Book, arguments: &str) -> PyResult<Columns> {
    let (filter,): (MarketFilter,) = read(arguments)?;
    let rows = book
        .shared()
        .read(py, |reader| everything(|page| reader.markets(filter.clone(), page), |market| market.id))?;
    table(py, MARKETS, &rows)
}

/// What moved on a user's accounts.
#[pyfunction]
pub(crate) fn statement_table(py: Python<'_>, session: &Session, arguments: &str) -> PyResult<Columns> {
    let (user, currency, filter): (UserId, String, StatementFilter) = read(arguments)?;
    let rows = session.shared().with(py, |book| {
        let session = session.of(book);
        let page = |page| session.statement(user, currency.as_str(), &filter, page);
        everything(page, |line| line.position)
    })?;
    table(py, STATEMENT, &rows)
}

/// Every record of the journal.
#[pyfunction]
pub(crate) fn journal_table(py: Python<'_>, book: &Book, _arguments: &str) -> PyResult<Columns> {
    let rows = book
        .shared()
        .read(py, |reader: &Reader| everything(|page| reader.journal(page), |record| record.number))?;
    table(py, JOURNAL, &rows)
}

fn read<T: serde::de::DeserializeOwned>(arguments: &str) -> PyResult<T> {
    given::read(arguments).map_err(raised)
}

/// All pages of a list, one after the other.
fn everything<T, K>(
    mut page: impl FnMut(Page<K>) -> Result<Vec<T>, realdeal::Error>,
    key: impl Fn(&T) -> K,
) -> Result<Vec<T>, Failure> {
    let most = Page::<K>::MAX;
    let mut all = page(Page::first(most))?;
    let mut more = all.len() == most;
    while let (true, Some(last)) = (more, all.last()) {
        let mut next = page(Page::after(key(last), most))?;
        more = next.len() == most;
        all.append(&mut next);
    }
    Ok(all)
}
