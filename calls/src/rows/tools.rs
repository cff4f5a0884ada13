//! What needs no book: numbers as people write them, prices and margins, grades, and what a bet would come to.

use realdeal::betting::{CalculatorSlip, PlaceTerms, calculate};
use realdeal::catalogue::score::Goals;
use realdeal::catalogue::{MarketKind, Outcome, Placing, Score};
use realdeal::house_rules::HouseRules;
use realdeal::money::{Money, Rounding};
use realdeal::odds::{Nominal, Odds, OddsFormat, Snap};
use realdeal::pricing::{Margin, Method};
use realdeal::settlement::LegGrade;
use realdeal::settlement::grading::grade_since;
use realdeal::settlement::places::grade_by_positions;

use super::calls;
use crate::failure::Failure;
use crate::shapes::{self, FairForm, LadderForm, MarginForm};

calls! {
    /// What needs no book: numbers as people write them, prices, grades, and a calculator.
    TOOLS on_tools<W>(_none: ())

    read_money(text: String) => text.parse::<Money>()?;
    read_odds(text: String) => text.parse::<Odds>()?;
    read_odds_as(text: String, format: OddsFormat) => Odds::read(&text, format)?;
    parts_of_odds(text: String) => {
        let odds = text.parse::<Odds>()?;
        (odds, odds.numerator(), odds.denominator())
    };
    quote_odds(odds: String, format: OddsFormat) => odds.parse::<Odds>()?.quoted_as(format);
    show_odds(odds: String, format: OddsFormat, places: Option<u8>) => {
        let (odds, two) = (odds.parse::<Odds>()?, places.unwrap_or(2));
        match format {
            OddsFormat::Decimal => odds.in_decimal(two),
            OddsFormat::Fractional => odds.in_fractional(),
            OddsFormat::American => odds.in_american_with(places.unwrap_or(0)),
            OddsFormat::HongKong => odds.in_hong_kong(two),
            OddsFormat::Malay => odds.in_malay(two),
            OddsFormat::Indonesian => odds.in_indonesian(two),
            OddsFormat::Probability => odds.in_probability(two),
        }
    };
    nearest_fraction(odds: String, within: u32) => odds.parse::<Odds>()?.nearest_fraction(within)?;
    risk_and_win(odds: String, amount: String, meaning: Option<Nominal>, rounding: Option<Rounding>) => {
        let (odds, amount) = (odds.parse::<Odds>()?, amount.parse::<Money>()?);
        let found = odds.risk_and_win(amount, meaning.unwrap_or_default(), rounding.unwrap_or_default());
        let found = found.map_err(Failure::in_words)?;
        (found.risk, found.to_win)
    };

    // Prices
    ladder(ladder: LadderForm) => ladder.read()?.steps();
    snap(odds: String, ladder: LadderForm, snap: Option<Snap>) => {
        ladder.read()?.snap(odds.parse()?, snap.unwrap_or_default())
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
    prices(
        fair: Vec<f64>, method: Method, overround: f64, ladder: LadderForm, snap: Option<Snap>, winners: Option<u32>
    ) => {
        let (fair, margin) = (shapes::probabilities(&fair)?, Margin::from_overround(overround)?);
        method.prices(&fair, winners.unwrap_or(1), margin, &ladder.read()?, snap.unwrap_or_default())?
    };

    // Results
    read_score(text: String) => text.parse::<Score>()?;
    grade(kind: MarketKind, outcome: Outcome, score: Score, before: Option<Goals>, listed: Option<Vec<Outcome>>) => {
        let before = before.unwrap_or(Goals { home: 0, away: 0 });
        let listed = listed.unwrap_or_default();
        grade_since(&kind, &outcome, &score, before, &listed).map_err(Failure::in_words)?
    };
    grade_by_positions(kind: MarketKind, outcome: Outcome, placings: Vec<Placing>) => {
        grade_by_positions(&kind, &outcome, &placings)
    };
    grade_finish(position: u16, tied: u16, place: Option<PlaceTerms>) => LegGrade::finished(position, tied, place)?;
    standard_places(runners: u32, handicap: bool) => PlaceTerms::standard(runners, handicap);
    rule_4_deduction(withdrawn: Vec<String>, rules: Option<HouseRules>) => {
        rules.unwrap_or_default().bets.rule_4.deduction(shapes::prices(&withdrawn)?)
    };
    calculate(slip: CalculatorSlip, results: Option<Vec<Option<LegGrade>>>, rules: Option<HouseRules>) => {
        let results = results.unwrap_or_else(|| vec![None; slip.legs.len()]);
        calculate(&slip, &results, &rules.unwrap_or_default()).map_err(Failure::calculation)?
    };
}
