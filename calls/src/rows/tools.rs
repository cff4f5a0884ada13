//! What needs no book: numbers as people write them, margins, and what a bet would come to.

use realdeal::betting::{CalculatorSlip, calculate};
use realdeal::house_rules::HouseRules;
use realdeal::money::Money;
use realdeal::odds::{Odds, OddsFormat};
use realdeal::pricing::{Margin, Method};
use realdeal::settlement::LegGrade;

use super::calls;
use crate::failure::Failure;
use crate::shapes::{self, FairForm, MarginForm};

calls! {
    /// What needs no book: numbers as people write them.
    TOOLS on_tools<W>(_none: ())

    read_money(text: String) => text.parse::<Money>()?;
    read_odds(text: String) => text.parse::<Odds>()?;
    read_odds_as(text: String, format: OddsFormat) => Odds::read(&text, format)?;
    parts_of_odds(text: String) => {
        let odds = text.parse::<Odds>()?;
        (odds, odds.numerator(), odds.denominator())
    };
    quote_odds(odds: String, format: OddsFormat) => odds.parse::<Odds>()?.quoted_as(format);
    show_odds(odds: String, format: OddsFormat) => {
        let odds = odds.parse::<Odds>()?;
        match format {
            OddsFormat::Decimal => odds.in_decimal(2),
            OddsFormat::Fractional => odds.in_fractional(),
            OddsFormat::American => odds.in_american(),
            OddsFormat::HongKong => odds.in_hong_kong(2),
            OddsFormat::Malay => odds.in_malay(2),
            OddsFormat::Indonesian => odds.in_indonesian(2),
            OddsFormat::Probability => odds.in_probability(2),
        }
    };
    margin_of(prices: Vec<String>, winners: Option<u32>) => {
        MarginForm::from(Margin::of(&shapes::prices(&prices)?, winners.unwrap_or(1))?)
    };
    remove_margin(prices: Vec<String>, method: Method, winners: Option<u32>) => {
        FairForm::from(method.remove(&shapes::prices(&prices)?, winners.unwrap_or(1))?)
    };
    add_margin(fair: Vec<f64>, method: Method, overround: f64, winners: Option<u32>) => {
        let fair = shapes::probabilities(&fair)?;
        shapes::plain(&method.add(&fair, winners.unwrap_or(1), Margin::from_overround(overround)?)?)
    };
    calculate(slip: CalculatorSlip, results: Option<Vec<Option<LegGrade>>>, rules: Option<HouseRules>) => {
        let results = results.unwrap_or_else(|| vec![None; slip.legs.len()]);
        calculate(&slip, &results, &rules.unwrap_or_default()).map_err(Failure::calculation)?
    };
}
