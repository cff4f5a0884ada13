//! Columns of data: texts that come in from Arrow or from lists, bets placed by the column, and tables that go out.
//!
//! A float64 price is read by its shortest decimals, 2.1 as "2.1"; a float is never money. Not here: which columns a table has
//! (`tables`).

use std::fmt::Write;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, TimestampMicrosecondType};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, DataType};
use numpy::PyReadonlyArray1;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyCapsule, PyList, PyString};
use pyo3_arrow::PyRecordBatchReader;
use pyo3_arrow::input::{AnyArray, AnyRecordBatch};
use realdeal::command::{Command, PlaceBet};
use realdeal::id::{CommandId, SelectionId};
use realdeal::money::Money;
use realdeal::odds::Odds;
use realdeal::{Error, Rejection};

use crate::cells::{Kind::Text, Spec, table};
use crate::failure::told;
use crate::session::{Session, single};

/// A table on its way out: whatever reads the Arrow PyCapsule interface takes it without a copy.
#[pyclass(frozen, module = "realdeal._engine")]
pub(crate) struct Columns(pub(crate) RecordBatch);

#[pymethods]
impl Columns {
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let schema = self.0.schema();
        let batches = RecordBatchIterator::new([Ok(self.0.clone())], schema);
        let reader = PyRecordBatchReader::new(Box::new(batches)).into_pyobject(py)?;
        reader.call_method1("__arrow_c_stream__", (requested_schema,))
    }

    /// How many rows there are.
    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    /// A column of amounts in units of its last decimal, or of times in microseconds since 1970, as a list.
    fn units(&self, name: &str) -> PyResult<Vec<Option<i64>>> {
        let column = self.0.column_by_name(name);
        let amounts = column.and_then(|column| column.as_primitive_opt::<Decimal128Type>());
        let times = column.and_then(|column| column.as_primitive_opt::<TimestampMicrosecondType>());
        match (amounts, times) {
            (Some(amounts), _) => {
                let units = amounts.iter().map(|amount| amount.map(i64::try_from).transpose());
                Ok(units.collect::<Result<_, _>>()?)
            }
            (None, Some(times)) => Ok(times.iter().collect()),
            (None, None) => {
                Err(PyValueError::new_err(format!("there is no column of amounts or times {name}")))
            }
        }
    }

    /// A column of texts, as a list.
    fn texts(&self, name: &str) -> PyResult<Vec<Option<String>>> {
        let column = self.0.column_by_name(name).and_then(|column| column.as_string_opt::<i32>());
        let column =
            column.ok_or_else(|| PyValueError::new_err(format!("there is no column of texts {name}")))?;
        Ok(column.iter().map(|text| text.map(str::to_owned)).collect())
    }
}

/// What could not be made of Arrow's data.
#[allow(clippy::needless_pass_by_value, reason = "it stands where errors are mapped")]
pub(crate) fn arrow(why: ArrowError) -> PyErr {
    PyValueError::new_err(why.to_string())
}

/// How much room is made for a text: an id has 36 letters.
const TEXT: usize = 36;

/// A column of texts: of Arrow's in any type that it writes as text, or a list.
pub(crate) struct Texts(Vec<ArrayRef>);

impl Texts {
    /// One column.
    pub(crate) fn read(value: &Bound<'_, PyAny>, floats: bool) -> PyResult<Self> {
        if !is_arrow(value)? {
            let mut texts = StringBuilder::new();
            if floats
                && is_numpy_here(value.py())?
                && let Ok(prices) = value.extract::<PyReadonlyArray1<'_, f64>>()
            {
                for price in prices.as_array() {
                    // As Python's own `repr`, and Arrow, write it.
                    write!(texts, "{price:?}").map_err(|why| PyValueError::new_err(why.to_string()))?;
                    texts.append_value("");
                }
                return Ok(Self(vec![Arc::new(texts.finish())]));
            }
            if let Ok(list) = value.cast_exact::<PyList>() {
                texts = StringBuilder::with_capacity(list.len(), list.len() * TEXT);
                for item in list {
                    match item.cast_exact::<PyString>() {
                        Ok(text) => texts.append_value(text.to_str()?),
                        Err(_) => texts.append_option(item.extract::<Option<PyBackedStr>>()?),
                    }
                }
                return Ok(Self(vec![Arc::new(texts.finish())]));
            }
            for text in value.try_iter()? {
                texts.append_option(text?.extract::<Option<PyBackedStr>>()?);
            }
            return Ok(Self(vec![Arc::new(texts.finish())]));
        }
        let (chunks, field) = value.extract::<AnyArray>()?.into_chunked_array()?.into_inner();
        Self::of(&chunks, field.data_type(), floats)
    }

    /// The columns of a table of Arrow's, or a list of columns.
    pub(crate) fn read_columns(value: &Bound<'_, PyAny>, floats: bool) -> PyResult<Vec<Self>> {
        if !is_arrow(value)? {
            return value.try_iter()?.map(|column| Self::read(&column?, floats)).collect();
        }
        let (batches, schema) = value.extract::<AnyRecordBatch>()?.into_table()?.into_inner();
        let column = |(place, field): (usize, &Arc<arrow_schema::Field>)| {
            let chunks: Vec<ArrayRef> = batches.iter().map(|batch| batch.column(place).clone()).collect();
            Self::of(&chunks, field.data_type(), floats)
        };
        schema.fields().iter().enumerate().map(column).collect()
    }

    fn of(chunks: &[ArrayRef], kind: &DataType, floats: bool) -> PyResult<Self> {
        if kind.is_floating() && !floats {
            return Err(PyTypeError::new_err(
                "a column of floats can't hold amounts of money: give texts, decimals or integers",
            ));
        }
        let texts = chunks.iter().map(|chunk| arrow_cast::cast(chunk, &DataType::Utf8));
        Ok(Self(texts.collect::<Result<_, _>>().map_err(arrow)?))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(Array::len).sum()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Option<&str>> {
        self.0.iter().flat_map(|chunk| chunk.as_string::<i32>().iter())
    }
}

/// Whether a list has nothing but texts.
#[pyfunction]
pub(crate) fn are_texts(values: &Bound<'_, PyList>) -> bool {
    values.iter().all(|value| value.is_exact_instance_of::<PyString>())
}

/// Whether anybody has imported numpy. Where nobody has, nothing is an array of its, and asking would be a panic if it is not
/// installed.
pub(crate) fn is_numpy_here(py: Python<'_>) -> PyResult<bool> {
    py.import("sys")?.getattr("modules")?.contains("numpy")
}

fn is_arrow(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(value.hasattr("__arrow_c_array__")? || value.hasattr("__arrow_c_stream__")?)
}

/// Places a column of singles in a session's name, each on its own: what came of each, row by row.
#[pyfunction]
pub(crate) fn place_bets(
    py: Python<'_>,
    session: &Session,
    selections: &Bound<'_, PyAny>,
    odds: &Bound<'_, PyAny>,
    stakes: &Bound<'_, PyAny>,
    currency: Option<&str>,
) -> PyResult<Columns> {
    let (selections, odds) = (Texts::read(selections, false)?, Texts::read(odds, true)?);
    let stakes = Texts::read(stakes, false)?;
    let lengths = [selections.len(), odds.len(), stakes.len()];
    if lengths.iter().any(|length| *length != lengths[0]) {
        return Err(PyValueError::new_err(format!(
            "the columns have {lengths:?} rows, and must have the same"
        )));
    }
    let rows = session.shared().with(py, |book| {
        let (ids, now) = (book.fresh_ids(lengths[0]), book.now());
        let mut singles = Singles { currency, ..Singles::default() };
        let mut commands = Vec::with_capacity(ids.len());
        let mut rows: Vec<Result<CommandId, Error>> = Vec::with_capacity(ids.len());
        for (id, ((selection, odds), stake)) in
            ids.into_iter().zip(selections.iter().zip(odds.iter()).zip(stakes.iter()))
        {
            let body = singles.read(selection.unwrap_or_default(), odds.unwrap_or_default(), stake);
            rows.push(
                body.map(|body| {
                    commands.push(session.commanding(Command::new(id, session.actor_itself(), now, body)));
                    id
                })
                .map_err(Error::from),
            );
        }
        let mut answers = book.execute(&commands).into_iter();
        for row in rows.iter_mut().filter(|row| row.is_ok()) {
            let lost = || Err(realdeal::StorageError::refused("no answer").into());
            if let Err(error) = answers.next().unwrap_or_else(lost) {
                *row = Err(error);
            }
        }
        Ok(rows)
    })?;
    table(py, PLACED, &rows)
}

/// The bet's id, or the code and the whole of the error as JSON, row by row.
const PLACED: &[Spec<Result<CommandId, Error>>] = &[
    ("bet", Text(|row, cell| cell.id(row.as_ref().ok().copied()))),
    ("code", Text(|row, cell| cell.maybe(row.as_ref().err().map(Error::code)))),
    ("error", Text(|row, cell| cell.maybe(row.as_ref().err().map(|error| told(&error.clone().into()))))),
];

/// Reads singles row by row. What a column says again and again is read once.
#[derive(Default)]
struct Singles<'a> {
    currency: Option<&'a str>,
    selection: Last<SelectionId>,
    odds: Last<Odds>,
    stake: Last<Money>,
}

impl Singles<'_> {
    fn read(&mut self, selection: &str, odds: &str, stake: Option<&str>) -> Result<PlaceBet, Rejection> {
        let selection = self.selection.read(selection, str::parse)?;
        let odds = self.odds.read(odds, str::parse)?;
        let stake = stake.ok_or(Rejection::NoStake {})?;
        let stake = self.stake.read(stake, |text| match self.currency {
            Some(currency) if !text.contains(' ') => format!("{text} {currency}").parse(),
            _ => text.parse(),
        })?;
        Ok(single(selection, odds, stake))
    }
}

/// The value that a column had last, and its text.
struct Last<T> {
    text: String,
    value: Option<T>,
}

impl<T> Default for Last<T> {
    fn default() -> Self {
        Self { text: String::new(), value: None }
    }
}

impl<T: Copy> Last<T> {
    fn read<E>(&mut self, text: &str, read: impl FnOnce(&str) -> Result<T, E>) -> Result<T, E> {
        if let Some(value) = self.value
            && self.text == text
        {
            return Ok(value);
        }
        let value = read(text)?;
        text.clone_into(&mut self.text);
        self.value = Some(value);
        Ok(value)
    }
}
