//! How a table's columns are written, cell by cell, straight from the engine's rows.
//!
//! Not here: which columns there are (`tables`), and how they get to Python (`columns`).

use std::fmt::{self, Display, Write};
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{
    ArrayRef, BooleanArray, Decimal128Array, Int64Array, RecordBatch, TimestampMicrosecondArray,
};
use arrow_schema::ArrowError;
use pyo3::prelude::*;
use realdeal::id::CommandId;
use realdeal::money::Money;
use realdeal::time::Timestamp;
use serde::Serialize;

use crate::columns::{Columns, arrow};

/// The digits of an amount in a table: every i64 with eight decimals has fewer.
const DIGITS: u8 = 38;

/// What a column is made of, and where it stands in a row.
pub(crate) enum Kind<T> {
    /// A text.
    Text(fn(&T, &mut Cell) -> fmt::Result),
    /// A count.
    Number(fn(&T) -> Option<i64>),
    /// Yes or no.
    Flag(fn(&T) -> bool),
    /// An amount; its currency stands in a column of its own.
    Amount(fn(&T) -> Option<Money>),
    /// The currency of an amount.
    Currency(fn(&T) -> Option<Money>),
    /// A time.
    Time(fn(&T) -> Option<Timestamp>),
}

/// A column's name, and what it is.
pub(crate) type Spec<T> = (&'static str, Kind<T>);

/// The cell of a column of texts that is written next.
pub(crate) struct Cell(StringBuilder);

impl Cell {
    /// A value as it is shown.
    pub(crate) fn shown(&mut self, value: impl Display) -> fmt::Result {
        write!(self.0, "{value}")?;
        self.0.append_value("");
        Ok(())
    }

    /// A value as it is shown, or an empty cell.
    pub(crate) fn maybe(&mut self, value: Option<impl Display>) -> fmt::Result {
        match value {
            Some(value) => self.shown(value),
            None => {
                self.0.append_null();
                Ok(())
            }
        }
    }

    /// An id, or an empty cell.
    pub(crate) fn id(&mut self, id: Option<CommandId>) -> fmt::Result {
        let mut text = [0; 36];
        let Some(id) = id else { return self.maybe(None::<CommandId>) };
        self.0.write_str(id.uuid().hyphenated().encode_lower(&mut text))?;
        self.0.append_value("");
        Ok(())
    }

    /// A value in the engine's form: a name as it is, nothing as an empty cell, and JSON for all else.
    pub(crate) fn form(&mut self, value: &impl Serialize) -> fmt::Result {
        let text = serde_json::to_string(value).map_err(|_| fmt::Error)?;
        let name = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        self.maybe((text != "null").then(|| name.unwrap_or(&text)))
    }
}

/// How many there are of something.
pub(crate) fn count(length: usize) -> Option<i64> {
    i64::try_from(length).ok()
}

/// The table of these rows, written while the GIL is free.
pub(crate) fn table<T: Sync>(py: Python<'_>, specs: &[Spec<T>], rows: &[T]) -> PyResult<Columns> {
    let batch = py.detach(|| {
        let columns: Result<Vec<_>, ArrowError> =
            specs.iter().map(|(name, kind)| Ok((*name, column(kind, rows)?, true))).collect();
        columns.and_then(RecordBatch::try_from_iter_with_nullable)
    });
    Ok(Columns(batch.map_err(arrow)?))
}

fn column<T>(kind: &Kind<T>, rows: &[T]) -> Result<ArrayRef, ArrowError> {
    Ok(match kind {
        Kind::Text(write) => texts(rows, write)?,
        Kind::Number(of) => Arc::new(rows.iter().map(of).collect::<Int64Array>()),
        Kind::Flag(of) => Arc::new(rows.iter().map(|row| Some(of(row))).collect::<BooleanArray>()),
        Kind::Currency(of) => texts(rows, |row, cell: &mut Cell| cell.maybe(of(row).map(Money::currency)))?,
        Kind::Time(of) => {
            let micros = rows.iter().map(|row| of(row).map(Timestamp::micros));
            Arc::new(micros.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
        }
        Kind::Amount(of) => {
            let moneys = || rows.iter().map(of);
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

fn texts<T>(rows: &[T], write: impl Fn(&T, &mut Cell) -> fmt::Result) -> Result<ArrayRef, ArrowError> {
    let mut cells = Cell(StringBuilder::new());
    for row in rows {
        write(row, &mut cells).map_err(|why| ArrowError::ExternalError(Box::new(why)))?;
    }
    Ok(Arc::new(cells.0.finish()))
}
