//! One slip as the Python side tells it, and what the engine makes of it.
//!
//! The slip stands in the engine's own form. Results stand as a judge would tell them (who finished where, how many
//! ran, who was withdrawn at which price), so that the engine's rules on those are held against the other side's, too.

use std::collections::BTreeMap;

use realdeal::betting::payout::Exact;
use realdeal::betting::{Calculation, CalculatorSlip, PlaceFraction, PlaceTerms, calculate};
use realdeal::house_rules::{BetRules, HouseRules, Limits};
use realdeal::money::{Currency, Rounding};
use realdeal::odds::Odds;
use realdeal::settlement::{LegGrade, LegResult, PlaceGrade, RaceGrade};
use serde::Deserialize;

/// A slip with its results, the rules it is under, and what the other side says of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    /// Its number in the seed; a vector has none.
    #[serde(default)]
    number: u64,
    rules: Rules,
    slip: CalculatorSlip,
    results: Vec<Option<Outcome>>,
    answer: Answer,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    rounding: Rounding,
    /// The most that a bet may return, in minor units; none for a currency without limits.
    max_return: Option<i64>,
    bets: BetRules,
}

/// What came of a leg.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Outcome {
    /// Two factors, and nothing of a race.
    Plain(LegResult),
    /// A runner's place in a race.
    Finished { position: u16, tied: u16, field: Option<Field>, withdrawn: Vec<Odds>, start: Option<Odds> },
    /// A race with any results: a runner that did not run, for one.
    Race {
        win: LegResult,
        place: Option<(LegResult, PlaceFraction)>,
        withdrawn: Vec<Odds>,
        start: Option<Odds>,
    },
}

/// Who ran, or the terms that were agreed.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Field {
    Ran { runners: u32, handicap: bool },
    Agreed(PlaceTerms),
}

/// What must come out.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Answer {
    /// A refusal, by its code and, where the stake does not divide, the nearest totals that do.
    Refused { code: String, says: String },
    /// All figures in minor units.
    Settled {
        lines: u32,
        stake: i64,
        line_stake: i64,
        spread: u32,
        most: Option<i64>,
        status: String,
        returned: Option<i64>,
        exact: Option<String>,
        bonus: Option<String>,
    },
}

/// Calculates a slip and says what differs, if anything does: the slip's number, and the slip with what was found. Error:
/// the line is no slip.
pub(crate) fn compare(line: &str) -> Result<Option<(u64, String)>, String> {
    let told: Told = serde_json::from_str(line).map_err(|error| format!("{error} in {line}"))?;
    let rules = house_rules(&told.rules, &told.slip);
    let grades: Result<Vec<_>, String> = told
        .results
        .iter()
        .map(|result| result.as_ref().map(|found| grade(found, &rules)).transpose())
        .collect();
    let found = calculate(&told.slip, &grades.map_err(|error| format!("{error} in {line}"))?, &rules);
    let differs = match (&told.answer, &found) {
        (Answer::Refused { code, says }, Err(error)) => {
            code != error.code() || !error.to_string().contains(says)
        }
        (Answer::Refused { .. }, Ok(_)) | (Answer::Settled { .. }, Err(_)) => true,
        (settled, Ok(found)) => !agrees(settled, found),
    };
    let found = found.as_ref().map_or_else(ToString::to_string, shown);
    let what = || format!("slip {}: {line}\n    found: {found}", told.number);
    Ok(differs.then(|| (told.number, what())))
}

fn house_rules(told: &Rules, slip: &CalculatorSlip) -> HouseRules {
    let rules = HouseRules {
        rounding: told.rounding,
        bets: told.bets.clone(),
        limits: BTreeMap::new(),
        ..HouseRules::default()
    };
    match told.max_return {
        Some(max_return) => {
            rules.with_limits(currency(slip), Limits { min_stake: 1, max_stake: max_return, max_return })
        }
        None => rules,
    }
}

fn currency(slip: &CalculatorSlip) -> Currency {
    use realdeal::betting::CalculatorStake::{PerLine, Total};
    match slip.stake {
        PerLine(stake) | Total(stake) => stake.currency(),
    }
}

fn grade(outcome: &Outcome, rules: &HouseRules) -> Result<LegGrade, String> {
    let (win, place, withdrawn, start) = match outcome {
        Outcome::Plain(result) => return Ok((*result).into()),
        Outcome::Finished { position, tied, field, withdrawn, start } => {
            let terms = match field {
                Some(Field::Ran { runners, handicap }) => PlaceTerms::standard(*runners, *handicap),
                Some(Field::Agreed(terms)) => Some(*terms),
                None => None,
            };
            let finished = LegGrade::finished(*position, *tied, terms).map_err(|error| error.to_string())?;
            (finished.win(), finished.race().and_then(|race| race.place), withdrawn, start)
        }
        Outcome::Race { win, place, withdrawn, start } => {
            (*win, place.map(|(result, fraction)| PlaceGrade { result, fraction }), withdrawn, start)
        }
    };
    let deduction = rules.bets.rule_4.deduction(withdrawn.iter().copied());
    let race = RaceGrade { place, deduction, starting_price: *start };
    LegGrade::in_race(win, race).map_err(|error| error.to_string())
}

fn agrees(answer: &Answer, found: &Calculation) -> bool {
    let Answer::Settled { lines, stake, line_stake, spread, most, status, returned, exact, bonus } = answer
    else {
        return false;
    };
    let text = |exact: &Option<Exact>| exact.as_ref().map(ToString::to_string);
    *lines == found.lines
        && *stake == found.total_stake.minor()
        && *line_stake == found.line_stake.minor()
        && *spread == found.spread
        && *most == found.maximum_return.map(realdeal::money::Money::minor)
        && *status == found.status.to_string()
        && *returned == found.returned.map(realdeal::money::Money::minor)
        && *exact == text(&found.exact_return)
        && *bonus == text(&found.bonus)
}

/// What was found, without the list of its lines.
fn shown(found: &Calculation) -> String {
    let exact = found.exact_return.as_ref().map_or("none".to_owned(), ToString::to_string);
    let bonus = found.bonus.as_ref().map_or("none".to_owned(), ToString::to_string);
    let money =
        |money: Option<realdeal::money::Money>| money.map_or("none".to_owned(), |money| money.to_string());
    format!(
        "{} lines of {} (spread {}), stake {}, at most {}, {}, returned {}, exactly {exact}, bonus {bonus}",
        found.lines,
        found.line_stake,
        found.spread,
        found.total_stake,
        money(found.maximum_return),
        found.status,
        money(found.returned),
    )
}
