//! The margin out of many books at once, or put on them: rows of numpy's, columns of Arrow's, or lists of lists; the answer is of the
//! same kind.
//!
//! Not here: the methods, which are the engine's `pricing`.

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, RecordBatch, cast::AsArray, types::Float64Type};
use arrow_schema::DataType;
use numpy::{PyArray1, PyArrayMethods, PyReadonlyArray2, PyUntypedArrayMethods};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyList;
use pyo3_arrow::input::AnyRecordBatch;
use realdeal::pricing::{self, Margin, Method, PricingError, Probability};
use realdeal_calls::Failure;

use crate::columns::{Columns, arrow, is_numpy_here};
use crate::failure::{raised, told};

/// The rows without a solution: the number of each from 0, and what was wrong, as JSON.
type Refused = Vec<(usize, String)>;

/// What is done with each row, in place.
#[derive(Clone, Copy)]
struct Work {
    method: Method,
    winners: u32,
    /// The margin that is put on; none to take it out.
    margin: Option<Margin>,
}

impl Work {
    fn read(method: &str, winners: u32, overround: Option<f64>) -> Result<Self, Failure> {
        let method = serde_json::from_value(method.into())
            .map_err(|why| Failure::malformed(&format_args!("the method: {why}")))?;
        Ok(Self { method, winners, margin: overround.map(Margin::from_overround).transpose()? })
    }

    /// After an error the row is not a number throughout.
    fn on(self, row: &mut [f64]) -> Result<(), PricingError> {
        let Some(margin) = self.margin else {
            return self.method.remove_row(row, self.winners).map(|_| ());
        };
        let fair: Result<Vec<_>, _> = row.iter().map(|chance| Probability::new(*chance)).collect();
        match fair.and_then(|fair| self.method.add(&fair, self.winners, margin)) {
            Ok(book) => {
                for (value, chance) in row.iter_mut().zip(book) {
                    *value = chance.get();
                }
                Ok(())
            }
            Err(error) => {
                row.fill(f64::NAN);
                Err(error)
            }
        }
    }

    /// Row after row.
    fn on_rows(self, values: &mut [f64], width: usize) -> Result<Refused, PricingError> {
        // Whether so many columns are a book at all is for the engine to say.
        pricing::remove_margin(&vec![&[][..]; width], self.method, self.winners)?;
        let rows = values.chunks_mut(width).enumerate();
        Ok(rows.filter_map(|(row, values)| Some((row, told(&self.on(values).err()?.into())))).collect())
    }
}

/// Takes the margin out of each row of decimal odds: the probabilities, and the rows that there are none for.
#[pyfunction]
pub(crate) fn remove_margin<'py>(
    py: Python<'py>,
    odds: &Bound<'py, PyAny>,
    method: &str,
    winners: u32,
) -> PyResult<(Bound<'py, PyAny>, Refused)> {
    through(py, odds, Work::read(method, winners, None).map_err(raised)?)
}

/// Puts a margin on each row of probabilities: what the prices imply, and the rows that can't carry it.
#[pyfunction]
pub(crate) fn add_margin<'py>(
    py: Python<'py>,
    probabilities: &Bound<'py, PyAny>,
    method: &str,
    overround: f64,
    winners: u32,
) -> PyResult<(Bound<'py, PyAny>, Refused)> {
    through(py, probabilities, Work::read(method, winners, Some(overround)).map_err(raised)?)
}

/// Works on whatever rows there are, and gives the same kind of thing.
fn through<'py>(
    py: Python<'py>,
    given: &Bound<'py, PyAny>,
    work: Work,
) -> PyResult<(Bound<'py, PyAny>, Refused)> {
    // A list is neither an array nor a table, and need not be asked.
    if !given.is_instance_of::<PyList>() {
        if is_numpy_here(py)?
            && let Ok(rows) = given.extract::<PyReadonlyArray2<'py, f64>>()
        {
            let shape = [rows.shape()[0], rows.shape()[1]];
            let mut values: Vec<f64> = rows.as_array().iter().copied().collect();
            let refused = py.detach(|| work.on_rows(&mut values, shape[1])).map_err(raised)?;
            return Ok((PyArray1::from_vec(py, values).reshape(shape)?.into_any(), refused));
        }
        if given.hasattr("__arrow_c_stream__")? || given.hasattr("__arrow_c_array__")? {
            let table = given.extract::<AnyRecordBatch>()?.into_table()?;
            let (batches, schema) = table.into_inner();
            let batch = arrow_select::concat::concat_batches(&schema, &batches).map_err(arrow)?;
            let (made, refused) = py.detach(|| by_columns(&batch, work))?;
            return Ok((Columns(made).into_pyobject(py)?.into_any(), refused));
        }
    }
    let rows: Vec<Vec<f64>> = given.extract()?;
    let width = rows.first().map_or(0, Vec::len);
    if let Some(number) = rows.iter().position(|row| row.len() != width) {
        return Err(PyValueError::new_err(format!(
            "row {number} has {} numbers, and the first has {width}",
            rows[number].len()
        )));
    }
    let mut values = rows.concat();
    let refused = py.detach(|| work.on_rows(&mut values, width)).map_err(raised)?;
    let made: Vec<&[f64]> = values.chunks(width.max(1)).collect();
    Ok((made.into_pyobject(py)?.into_any(), refused))
}

fn by_columns(batch: &RecordBatch, work: Work) -> PyResult<(RecordBatch, Refused)> {
    let columns = batch.columns().iter().map(|column| arrow_cast::cast(column, &DataType::Float64));
    let columns: Vec<ArrayRef> = columns.collect::<Result<_, _>>().map_err(arrow)?;
    let missing = |column: &ArrayRef| -> Vec<f64> {
        column.as_primitive::<Float64Type>().iter().map(|number| number.unwrap_or(f64::NAN)).collect()
    };
    let columns: Vec<Vec<f64>> = columns.iter().map(missing).collect();
    let (width, rows) = (columns.len(), batch.num_rows());
    let mut values: Vec<f64> =
        (0..rows).flat_map(|row| columns.iter().map(move |column| column[row])).collect();
    let refused = work.on_rows(&mut values, width).map_err(raised)?;
    let schema = batch.schema();
    let made = schema.fields().iter().enumerate().map(|(place, field)| {
        let column: Float64Array = values.iter().skip(place).step_by(width).copied().collect();
        (field.name().clone(), Arc::new(column) as ArrayRef)
    });
    let table = RecordBatch::try_from_iter(made).map_err(arrow)?;
    Ok((table, refused))
}
