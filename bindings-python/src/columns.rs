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
use pyo3::types::PyCapsule;
use pyo3_arrow::PyRecordBatchReader;
use pyo3_arrow::input::{AnyArray, AnyRecordBatch};
use realdeal::Error;
use realdeal::betting::Slip;
use realdeal::command::Command;
use realdeal::id::CommandId;

use crate::cells::{Kind::Text, Spec, table};
use crate::failure::told;
use crate::session::Session;

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
        let now = book.now();
        let mut commands = Vec::with_capacity(lengths[0]);
        let mut rows: Vec<Result<CommandId, Error>> = Vec::with_capacity(lengths[0]);
        for ((selection, odds), stake) in selections.iter().zip(odds.iter()).zip(stakes.iter()) {
            let slip = slip(Slip::new(book.fresh_id()), selection, odds, stake, currency);
            rows.push(slip.and_then(|slip| {
                let (id, body) = slip.into_command()?;
                commands.push(session.commanding(Command::new(id, session.actor_itself(), now, body)));
                Ok(id)
            }));
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
    ("bet", Text(|row, cell| cell.maybe(row.as_ref().ok()))),
    ("code", Text(|row, cell| cell.maybe(row.as_ref().err().map(Error::code)))),
    ("error", Text(|row, cell| cell.maybe(row.as_ref().err().map(|error| told(&error.clone().into()))))),
];

fn slip(
    slip: Slip,
    selection: Option<&str>,
    odds: Option<&str>,
    stake: Option<&str>,
    currency: Option<&str>,
) -> Result<Slip, Error> {
    let slip = slip.leg(selection.unwrap_or_default().parse()?, odds.unwrap_or_default());
    Ok(match (stake, currency) {
        (None, _) => slip,
        (Some(stake), Some(currency)) if !stake.contains(' ') => slip.stake(format!("{stake} {currency}")),
        (Some(stake), _) => slip.stake(stake),
    })
}
