//! Many bets calculated at once, row by row: prices, results and stakes come in by the column, and what they return goes out as a
//! table.
//!
//! Not here: the calculation, which is the engine's `betting::calculate`.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use realdeal::betting::{
    BetTerms, BetType, Calculation, CalculatorSlip, CalculatorStake, LegTerms, PricedLeg, Way, calculate,
};
use realdeal::house_rules::HouseRules;
use realdeal::money::Money;
use realdeal::settlement::{LegGrade, LegResult};
use realdeal_calls::Failure;
use serde::Deserialize;

use crate::cells::table;
use crate::columns::{Columns, Texts};
use crate::failure::raised;
use crate::given::read;
use crate::tables::{CALCULATIONS, Found};

/// What is the same for all rows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Terms {
    /// None for the one that follows from the number of legs.
    bet_type: Option<BetType>,
    way: Way,
    per_line: bool,
    currency: Option<String>,
    rules: Option<HouseRules>,
}

/// Calculates a bet for each row: what it costs and can return, and what it returns by its results.
#[pyfunction]
pub(crate) fn calculate_many(
    py: Python<'_>,
    odds: &Bound<'_, PyAny>,
    stakes: &Bound<'_, PyAny>,
    results: Option<&Bound<'_, PyAny>>,
    terms: &str,
) -> PyResult<Columns> {
    let terms: Terms = read(terms).map_err(raised)?;
    let (odds, stakes) = (Texts::read_columns(odds, true)?, Texts::read(stakes, false)?);
    let results = results.map(|results| Texts::read_columns(results, false)).transpose()?.unwrap_or_default();
    let rows = stakes.len();
    if let Some(other) = odds.iter().chain(&results).map(Texts::len).find(|length| *length != rows) {
        return Err(PyValueError::new_err(format!("there are {rows} stakes, and a column has {other} rows")));
    }
    if results.len() > odds.len() {
        let (legs, graded) = (odds.len(), results.len());
        return Err(PyValueError::new_err(format!(
            "there are {legs} columns of prices, and {graded} of results"
        )));
    }
    let rows = py.detach(|| {
        let rules = terms.rules.clone().unwrap_or_default();
        let mut cells: Vec<_> = odds.iter().map(Texts::iter).collect();
        let mut grades: Vec<_> = results.iter().map(Texts::iter).collect();
        let row = |stake: Option<&str>| {
            let odds: Vec<_> = cells.iter_mut().map(|column| column.next().flatten()).collect();
            let results: Vec<_> = grades.iter_mut().map(|column| column.next().flatten()).collect();
            one(&odds, stake.unwrap_or_default(), &results, &terms, &rules)
        };
        stakes.iter().map(row).collect::<Vec<Found>>()
    });
    table(py, CALCULATIONS, &rows)
}

fn one(
    odds: &[Option<&str>],
    stake: &str,
    results: &[Option<&str>],
    terms: &Terms,
    rules: &HouseRules,
) -> Result<Calculation, Failure> {
    let mut legs = Vec::with_capacity(odds.len());
    let mut grades = Vec::with_capacity(odds.len());
    for (place, price) in odds.iter().enumerate() {
        let result = results.get(place).copied().flatten();
        // A row with fewer legs than there are columns leaves some empty.
        match (*price, result) {
            (Some(price), result) => {
                legs.push(PricedLeg { odds: price.parse()?, terms: LegTerms::default() });
                grades.push(result.map(graded).transpose()?);
            }
            (None, None) => {}
            (None, Some(result)) => {
                return Err(Failure::malformed(&format_args!(
                    "leg {place} has the result {result}, and no price"
                )));
            }
        }
    }
    let stake: Money = match &terms.currency {
        Some(currency) if !stake.contains(' ') => format!("{stake} {currency}").parse()?,
        _ => stake.parse()?,
    };
    let stake = if terms.per_line { CalculatorStake::PerLine(stake) } else { CalculatorStake::Total(stake) };
    let bet_type = terms.bet_type.unwrap_or_else(|| BetType::of_legs(legs.len()));
    let slip = CalculatorSlip { terms: BetTerms { bet_type, way: terms.way }, stake, legs };
    calculate(&slip, &grades, rules).map_err(Failure::calculation)
}

/// A result by its name, or in the engine's form.
fn graded(text: &str) -> Result<LegGrade, Failure> {
    let result = match text {
        "won" => LegResult::WON,
        "lost" => LegResult::LOST,
        "void" => LegResult::VOID,
        "half_won" => LegResult::HALF_WON,
        "half_lost" => LegResult::HALF_LOST,
        other => serde_json::from_str(other)
            .map_err(|_| Failure::malformed(&format_args!("a leg can't have the result {other}")))?,
    };
    Ok(LegGrade::from(result))
}
