//! What is given in a form of its own.

use realdeal::Options;
use realdeal::betting::{BetType, OddsChange, Slip, Way};
use realdeal::id::{CommandId, SelectionId};
use realdeal::odds::{Ladder, Odds};
use realdeal::pricing::Probability;
use realdeal::storage::Page;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// How many items a page has when nobody says.
const USUAL_PAGE: usize = 100;

/// A slip. Prices and stake are texts that the engine reads, so that it names what is wrong with them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlipForm {
    id: CommandId,
    legs: Vec<LegForm>,
    stake: Option<String>,
    /// Instead of the stake: so much on each line.
    stake_per_line: Option<String>,
    #[serde(default)]
    odds_change: OddsChange,
    /// What the legs make, if it is more than a single or an accumulator.
    bet_type: Option<BetType>,
    way: Option<Way>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LegForm {
    selection: SelectionId,
    odds: String,
    #[serde(default)]
    banker: bool,
}

impl From<SlipForm> for Slip {
    fn from(form: SlipForm) -> Self {
        let slip = Self::new(form.id).on_odds_change(form.odds_change);
        let mut slip = form.legs.iter().fold(slip, |slip, LegForm { selection, odds, banker }| {
            if *banker { slip.banker(*selection, odds.as_str()) } else { slip.leg(*selection, odds.as_str()) }
        });
        if let Some(bet_type) = form.bet_type {
            slip = slip.bet_type(bet_type);
        }
        if let Some(way) = form.way {
            slip = slip.way(way);
        }
        match (form.stake, form.stake_per_line) {
            (Some(stake), _) => slip.stake(stake),
            (None, Some(stake)) => slip.stake_per_line(stake),
            (None, None) => slip,
        }
    }
}

/// A page of a list: after which key, and how many items.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageForm<C> {
    after: Option<C>,
    limit: Option<usize>,
}

/// The page, or the first one.
pub fn page<C>(form: Option<PageForm<C>>) -> Page<C> {
    let (after, limit) = form.map_or((None, None), |form| (form.after, form.limit));
    Page { after, limit: limit.unwrap_or(USUAL_PAGE) }.bounded()
}

/// How the engine works, as far as a language can choose it; what is left out stays as it is.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionsForm {
    commands_per_unit: Option<usize>,
    bets_per_page: Option<u32>,
    retries: Option<u32>,
}

impl OptionsForm {
    /// These options.
    pub fn of(options: &Options) -> Self {
        Self {
            commands_per_unit: Some(options.commands_per_unit),
            bets_per_page: Some(options.bets_per_page),
            retries: Some(options.retries),
        }
    }

    /// Those options with what is named here in their place.
    pub fn over(&self, options: Options) -> Options {
        Options {
            commands_per_unit: self.commands_per_unit.unwrap_or(options.commands_per_unit),
            bets_per_page: self.bets_per_page.unwrap_or(options.bets_per_page),
            retries: self.retries.unwrap_or(options.retries),
            ..options
        }
    }
}

/// A ladder: one of those that are known by name, or the steps of one's own.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LadderForm {
    /// The fractional steps that bookmakers quote by custom.
    Traditional,
    /// The decimal steps of betting exchanges.
    Exchange,
    /// These.
    Of(Vec<String>),
}

impl LadderForm {
    /// The ladder.
    ///
    /// # Errors
    ///
    /// The engine's: a step is no price, or they don't rise.
    pub fn read(&self) -> Result<Ladder, Failure> {
        Ok(match self {
            Self::Traditional => Ladder::traditional()?,
            Self::Exchange => Ladder::exchange()?,
            Self::Of(steps) => Ladder::new(prices(steps)?)?,
        })
    }
}

/// Prices that people wrote.
///
/// # Errors
///
/// The engine's, for the first that is none.
pub fn prices(texts: &[String]) -> Result<Vec<Odds>, Failure> {
    texts.iter().map(|text| Ok(text.parse::<Odds>()?)).collect()
}

/// Numbers as probabilities.
///
/// # Errors
///
/// The engine's, for the first that is none.
pub fn probabilities(numbers: &[f64]) -> Result<Vec<Probability>, Failure> {
    numbers.iter().map(|&number| Ok(Probability::new(number)?)).collect()
}
