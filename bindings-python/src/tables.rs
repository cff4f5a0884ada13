//! Tables of bets, markets, statements, journal records and calculations, for data frames: which columns each has, and how a column is made
//! of wire forms.
//!
//! Ids and names are texts, money is decimal with its currency beside it, times are in UTC to the microsecond.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Decimal128Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray,
};
use arrow_schema::ArrowError;
use pyo3::prelude::*;
use realdeal::Reader;
use realdeal::id::{BetId, UserId};
use realdeal::money::Money;
use realdeal::storage::{BetFilter, MarketFilter, Page, UserFilter};
use realdeal::time::Timestamp;
use realdeal::wallet::StatementFilter;
use realdeal_calls::Failure;
use realdeal_calls::shapes::bets;
use serde::Deserialize;
use serde_json::Value;

use crate::book::Book;
use crate::columns::{Columns, arrow};
use crate::failure::raised;
use crate::given::{self, tree};
use crate::session::Session;

/// The digits of an amount in a table: every i64 with eight decimals has fewer.
const DIGITS: u8 = 38;

/// What a column is made of.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// A text as it is, and JSON for all that is no text.
    Text,
    /// A count.
    Number,
    /// The length of a list.
    Count,
    /// Yes or no.
    Flag,
    /// An amount; its currency stands in a column of its own.
    Amount,
    /// The currency of an amount.
    Currency,
    /// A time.
    Time,
}

use Kind::{Amount, Count, Currency, Flag, Number, Text, Time};

/// A column's name, where its value stands in the form, and what it is.
pub(crate) type Spec = (&'static str, &'static str, Kind);

const BETS: &[Spec] = &[
    ("id", "/id", Text),
    ("user", "/user", Text),
    ("bet_type", "/bet_type", Text),
    ("legs", "/legs", Count),
    ("selection", "/legs/0/selection", Text),
    ("odds", "/legs/0/odds", Text),
    ("stake", "/stake", Amount),
    ("potential_return", "/potential_return", Amount),
    ("returned", "/returned", Amount),
    ("currency", "/stake", Currency),
    ("status", "/status", Text),
    ("placed_at", "/placed_at", Time),
    ("settled_at", "/settled_at", Time),
];

const MARKETS: &[Spec] = &[
    ("id", "/id", Text),
    ("fixture", "/fixture", Text),
    ("kind", "/kind", Text),
    ("status", "/status", Text),
    ("in_play", "/in_play", Flag),
    ("selections", "/selections", Number),
    ("revision", "/revision", Number),
    ("result", "/result", Text),
];

const STATEMENT: &[Spec] = &[
    ("position", "/position", Number),
    ("at", "/at", Time),
    ("account", "/account", Text),
    ("kind", "/kind", Text),
    ("amount", "/amount", Amount),
    ("balance", "/balance", Amount),
    ("currency", "/amount", Currency),
    ("bet", "/reference/bet", Text),
    ("command", "/command", Text),
];

const JOURNAL: &[Spec] = &[
    ("number", "/number", Number),
    ("command", "/record/command", Text),
    ("at", "/record/at", Time),
    ("actor", "/record/actor", Text),
    ("reason", "/record/reason", Text),
    ("made", "/record/made", Text),
    ("events", "/record/events", Text),
];

/// What was calculated, row by row, or why it can't be.
pub(crate) const CALCULATIONS: &[Spec] = &[
    ("lines", "/lines", Number),
    ("total_stake", "/total_stake", Amount),
    ("maximum_return", "/maximum_return", Amount),
    ("status", "/status", Text),
    ("returned", "/returned", Amount),
    ("exact_return", "/exact_return", Text),
    ("currency", "/total_stake", Currency),
    ("code", "/code", Text),
    ("error", "/error", Text),
];

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
    let forms = book.shared().read(py, |reader| {
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
            let found = everything(|page: Page<BetId>| reader.bets(filter(), page), |bet| bet.id)?;
            rows.append(&mut to_forms(&bets(&found))?);
        }
        Ok(rows)
    })?;
    table(BETS, &forms)
}

/// Markets.
#[pyfunction]
pub(crate) fn markets_table(py: Python<'_>, book: &Book, arguments: &str) -> PyResult<Columns> {
    let (filter,): (MarketFilter,) = read(arguments)?;
    let forms = book.shared().read(py, |reader| {
        to_forms(&everything(|page| reader.markets(filter.clone(), page), |market| market.id)?)
    })?;
    table(MARKETS, &forms)
}

/// What moved on a user's accounts.
#[pyfunction]
pub(crate) fn statement_table(py: Python<'_>, session: &Session, arguments: &str) -> PyResult<Columns> {
    let (user, currency, filter): (UserId, String, StatementFilter) = read(arguments)?;
    let forms = session.shared().with(py, |book| {
        let session = session.of(book);
        let page = |page| session.statement(user, currency.as_str(), &filter, page);
        to_forms(&everything(page, |line| line.position)?)
    })?;
    table(STATEMENT, &forms)
}

/// Every record of the journal.
#[pyfunction]
pub(crate) fn journal_table(py: Python<'_>, book: &Book, _arguments: &str) -> PyResult<Columns> {
    let forms = book.shared().read(py, |reader: &Reader| {
        to_forms(&everything(|page| reader.journal(page), |record| record.number)?)
    })?;
    table(JOURNAL, &forms)
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

fn to_forms<T: serde::Serialize>(rows: &[T]) -> Result<Vec<Value>, Failure> {
    rows.iter().map(tree).collect()
}

/// The table of these forms.
pub(crate) fn table(specs: &[Spec], forms: &[Value]) -> PyResult<Columns> {
    let column = |&(name, path, kind): &Spec| {
        let values: Vec<&Value> =
            forms.iter().map(|form| form.pointer(path).unwrap_or(&Value::Null)).collect();
        Ok((name, column(kind, &values)?, true))
    };
    let columns: Result<Vec<_>, ArrowError> = specs.iter().map(column).collect();
    let batch = columns.and_then(RecordBatch::try_from_iter_with_nullable).map_err(arrow)?;
    Ok(Columns(batch))
}

fn column(kind: Kind, values: &[&Value]) -> Result<ArrayRef, ArrowError> {
    let texts = values.iter().map(|value| value.as_str());
    let moneys = || values.iter().map(|value| value.as_str().and_then(|text| text.parse::<Money>().ok()));
    Ok(match kind {
        Text => Arc::new(values.iter().map(|value| text(value)).collect::<StringArray>()),
        Number => Arc::new(values.iter().map(|value| value.as_i64()).collect::<Int64Array>()),
        Count => Arc::new(values.iter().map(|value| count(value)).collect::<Int64Array>()),
        Flag => Arc::new(values.iter().map(|value| value.as_bool()).collect::<BooleanArray>()),
        Currency => {
            Arc::new(moneys().map(|money| Some(money?.currency().to_string())).collect::<StringArray>())
        }
        Time => {
            let micros =
                texts.map(|text| text.and_then(|text| text.parse::<Timestamp>().ok()).map(Timestamp::micros));
            Arc::new(micros.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
        }
        Amount => {
            let scale = moneys().flatten().map(|money| money.currency().exponent()).max().unwrap_or(2);
            let scaled = |money: Money| {
                let missing = scale - money.currency().exponent();
                i128::from(money.minor()) * 10_i128.pow(missing.into())
            };
            let amounts: Decimal128Array = moneys().map(|money| money.map(scaled)).collect();
            // The scale is 8 at most.
            Arc::new(amounts.with_precision_and_scale(DIGITS, i8::try_from(scale).unwrap_or(8))?)
        }
    })
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn count(value: &Value) -> Option<i64> {
    value.as_array().and_then(|list| i64::try_from(list.len()).ok())
}
