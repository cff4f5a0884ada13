//! The margin out of many books at once: rows of numpy's, columns of Arrow's, or lists of lists; the answer is of the same kind.
//!
//! Not here: the methods, which are the engine's `pricing`.

use arrow_array::{ArrayRef, Float64Array, RecordBatch, cast::AsArray, types::Float64Type};
use arrow_schema::DataType;
use numpy::{PyArray1, PyArrayMethods, PyReadonlyArray2, PyUntypedArrayMethods};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;
use realdeal::pricing::{self, Method, PricingError};
use realdeal_calls::Failure;
use std::sync::Arc;

use crate::columns::{Columns, arrow};
use crate::failure::{raised, told};

/// The rows without a solution: the number of each from 0, and what was wrong, as JSON.
type Refused = Vec<(usize, String)>;

/// Takes the margin out of each row of decimal odds: the probabilities, and the rows that there are none for.
#[pyfunction]
pub(crate) fn remove_margin<'py>(
    py: Python<'py>,
    odds: &Bound<'py, PyAny>,
    method: &str,
    winners: u32,
) -> PyResult<(Bound<'py, PyAny>, Refused)> {
    let method: Method = serde_json::from_value(method.into())
        .map_err(|why| raised(Failure::Malformed(format!("the method: {why}"))))?;
    if let Ok(rows) = odds.extract::<PyReadonlyArray2<'py, f64>>() {
        let shape = [rows.shape()[0], rows.shape()[1]];
        let mut values: Vec<f64> = rows.as_array().iter().copied().collect();
        let refused = py.detach(|| by_rows(&mut values, shape[1], method, winners)).map_err(raised)?;
        return Ok((PyArray1::from_vec(py, values).reshape(shape)?.into_any(), refused));
    }
    if odds.hasattr("__arrow_c_stream__")? || odds.hasattr("__arrow_c_array__")? {
        let table = odds.extract::<AnyRecordBatch>()?.into_table()?;
        let (batches, schema) = table.into_inner();
        let batch = arrow_select::concat::concat_batches(&schema, &batches).map_err(arrow)?;
        let (fair, refused) = py.detach(|| by_columns(&batch, method, winners))?;
        return Ok((Columns(fair).into_pyobject(py)?.into_any(), refused));
    }
    let rows: Vec<Vec<f64>> = odds.extract()?;
    let width = rows.first().map_or(0, Vec::len);
    if let Some(number) = rows.iter().position(|row| row.len() != width) {
        return Err(PyValueError::new_err(format!(
            "row {number} has {} prices, and the first has {width}",
            rows[number].len()
        )));
    }
    let mut values = rows.concat();
    let refused = py.detach(|| by_rows(&mut values, width, method, winners)).map_err(raised)?;
    let fair: Vec<&[f64]> = values.chunks(width.max(1)).collect();
    Ok((fair.into_pyobject(py)?.into_any(), refused))
}

fn refused((row, why): (usize, PricingError)) -> (usize, String) {
    (row, told(&why.into()))
}

/// Row after row, in place.
fn by_rows(values: &mut [f64], width: usize, method: Method, winners: u32) -> Result<Refused, PricingError> {
    // Whether so many columns are a book at all is for the engine to say.
    pricing::remove_margin(&vec![&[][..]; width], method, winners)?;
    let rows = values.chunks_mut(width).enumerate();
    Ok(rows
        .filter_map(|(row, prices)| Some(refused((row, method.remove_row(prices, winners).err()?))))
        .collect())
}

fn by_columns(batch: &RecordBatch, method: Method, winners: u32) -> PyResult<(RecordBatch, Refused)> {
    let prices = batch.columns().iter().map(|column| arrow_cast::cast(column, &DataType::Float64));
    let prices: Vec<ArrayRef> = prices.collect::<Result<_, _>>().map_err(arrow)?;
    let missing = |column: &ArrayRef| -> Vec<f64> {
        column.as_primitive::<Float64Type>().iter().map(|price| price.unwrap_or(f64::NAN)).collect()
    };
    let prices: Vec<Vec<f64>> = prices.iter().map(missing).collect();
    let columns: Vec<&[f64]> = prices.iter().map(Vec::as_slice).collect();
    let fair = pricing::remove_margin(&columns, method, winners).map_err(raised)?;
    let schema = batch.schema();
    let names = schema.fields().iter().map(|field| field.name().clone());
    let made = fair.columns.into_iter().map(|column| Arc::new(Float64Array::from(column)) as ArrayRef);
    let table = RecordBatch::try_from_iter(names.zip(made)).map_err(arrow)?;
    Ok((table, fair.refused.into_iter().map(refused).collect()))
}
