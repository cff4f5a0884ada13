//! Whole columns at once: the margin out of many books, each a row, as data frames have them.
//!
//! A row that has no solution does not stop the others. Not here: reading columns out of any data frame, which a binding does.

use super::Method;
use super::error::PricingError;
use super::method::check_counts;

/// Probabilities in columns like those of the prices, and the rows that there are none for.
#[derive(Clone, Debug, PartialEq)]
pub struct FairColumns {
    /// As many as there were columns of prices, and each as long. A refused row is not a number throughout.
    pub columns: Vec<Vec<f64>>,
    /// The rows without a solution, from 0 and rising, each with what was wrong.
    pub refused: Vec<(usize, PricingError)>,
}

/// Takes the margin out of each row of decimal odds; a column is a selection, such as home, draw and away.
///
/// Errors: `outcome_count` for too few columns, `column_length` if they are not equally long. What is wrong with a row
/// is told in [`FairColumns::refused`]; a missing price, as not a number, is such a row.
///
/// ```
/// use realdeal::pricing::{Method, remove_margin};
///
/// let (home, draw, away) = ([2.6, 4.2], [2.4, f64::NAN], [4.3, 1.95]);
/// let fair = remove_margin(&[&home, &draw, &away], Method::Shin, 1)?;
/// assert!((fair.columns[0][0] - 0.372994).abs() < 1e-6);
/// assert_eq!(fair.refused[0].0, 1);
/// assert_eq!(fair.refused[0].1.code(), "bad_price");
/// # Ok::<(), realdeal::pricing::PricingError>(())
/// ```
pub fn remove_margin(columns: &[&[f64]], method: Method, winners: u32) -> Result<FairColumns, PricingError> {
    check_counts(columns.len(), winners)?;
    let rows = columns.first().map_or(0, |column| column.len());
    if let Some((column, other)) = columns.iter().enumerate().find(|(_, column)| column.len() != rows) {
        return Err(PricingError::ColumnLength { column, rows: other.len(), expected: rows });
    }
    let mut fair: Vec<Vec<f64>> = columns.iter().map(|_| Vec::with_capacity(rows)).collect();
    let mut refused = Vec::new();
    let mut row = vec![0.0; columns.len()];
    for number in 0..rows {
        for (value, column) in row.iter_mut().zip(columns) {
            *value = column[number];
        }
        if let Err(error) = method.remove_row(&mut row, winners) {
            refused.push((number, error));
        }
        for (column, value) in fair.iter_mut().zip(&row) {
            column.push(*value);
        }
    }
    Ok(FairColumns { columns: fair, refused })
}
