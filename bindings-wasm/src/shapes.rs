//! The few shapes that are the border's own: what JavaScript gives where Rust has a builder or a page, and what it gets where a
//! Rust value answers by a method.
//!
//! Not here: the nouns themselves, whose forms follow from serde (`js`).

use realdeal::betting::{Bet, BetType, OddsChange, Quote, Slip, Way};
use realdeal::id::{CommandId, SelectionId};
use realdeal::money::Total;
use realdeal::odds::Odds;
use realdeal::pricing::{Fair, Margin, Probability};
use realdeal::state::HouseBalanceId;
use realdeal::storage::Page;
use realdeal::{Answer, OpenedMarket, Options, Reader, SettledPage};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::failure::{Failure, refusal};
use crate::js::to_js;

/// How many items a page has when nobody says.
const USUAL_PAGE: usize = 100;

/// A slip. Prices and stake are texts that the engine reads, so that it names what is wrong with them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SlipForm {
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

#[derive(Deserialize)]
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
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageForm<C> {
    after: Option<C>,
    limit: Option<usize>,
}

/// The page, or the first one.
pub(crate) fn page<C>(form: Option<PageForm<C>>) -> Page<C> {
    let (after, limit) = form.map_or((None, None), |form| (form.after, form.limit));
    Page { after, limit: limit.unwrap_or(USUAL_PAGE) }.bounded()
}

/// How the engine works, as far as JavaScript can choose it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OptionsForm {
    commands_per_unit: Option<usize>,
    bets_per_page: Option<u32>,
    retries: Option<u32>,
}

impl OptionsForm {
    pub(crate) fn of(options: &Options) -> Self {
        Self {
            commands_per_unit: Some(options.commands_per_unit),
            bets_per_page: Some(options.bets_per_page),
            retries: Some(options.retries),
        }
    }

    /// Those options with what is named here in their place.
    pub(crate) fn over(&self, options: Options) -> Options {
        Options {
            commands_per_unit: self.commands_per_unit.unwrap_or(options.commands_per_unit),
            bets_per_page: self.bets_per_page.unwrap_or(options.bets_per_page),
            retries: self.retries.unwrap_or(options.retries),
            ..options
        }
    }
}

/// A bet, with its returns as money: the row has them in minor units.
pub(crate) fn bet(bet: &Bet) -> Result<Value, Failure> {
    let mut form = to_js(bet).map_err(|why| Failure::malformed(&why))?;
    form["potentialReturn"] = bet.potential_return().to_string().into();
    form["returned"] = bet.returned().to_string().into();
    Ok(form)
}

/// Bets, each as above.
pub(crate) fn bets(bets: &[Bet]) -> Result<Vec<Value>, Failure> {
    bets.iter().map(bet).collect()
}

/// A quote, with its refusals as errors have them.
pub(crate) fn quote(quote: &Quote) -> Result<Value, Failure> {
    let mut form = to_js(quote).map_err(|why| Failure::malformed(&why))?;
    form["acceptable"] = quote.is_acceptable().into();
    form["refusal"] = quote.refusal.as_ref().map(refusal).into();
    for (index, slip) in quote.slips.iter().enumerate() {
        if let Some(refused) = &slip.refused {
            form["slips"][index]["refused"]["refusal"] = refusal(&refused.refusal);
        }
        for (place, leg) in slip.legs.iter().enumerate() {
            form["slips"][index]["legs"][place]["changed"] = leg.has_changed().into();
        }
    }
    Ok(form)
}

/// A market that was opened.
pub(crate) fn opened(market: &OpenedMarket) -> Value {
    json!({ "id": market.id, "selections": market.selections })
}

/// A page that was settled.
pub(crate) fn settled(page: SettledPage) -> Value {
    json!({ "graded": page.graded, "left": page.left })
}

/// What the house has, account by account, as money.
pub(crate) fn house_balances(reader: &Reader) -> Result<Vec<Value>, Failure> {
    let one = |(HouseBalanceId { currency, account }, minor): (HouseBalanceId, i128)| {
        let account = to_js(&account).map_err(|why| Failure::malformed(&why))?;
        Ok(json!({ "account": account, "balance": Total::new(minor, currency).to_string() }))
    };
    reader.house_balances()?.into_iter().map(one).collect()
}

/// Prices that people wrote.
pub(crate) fn prices(texts: &[String]) -> Result<Vec<Odds>, Failure> {
    texts.iter().map(|text| Ok(text.parse::<Odds>()?)).collect()
}

/// A margin, both ways in which people say it.
pub(crate) fn margin(margin: Margin) -> Value {
    json!({ "overround": margin.overround(), "hold": margin.hold() })
}

/// What a method made of a book.
pub(crate) fn fair(fair: &Fair) -> Value {
    json!({ "probabilities": plain(&fair.probabilities), "parameter": fair.parameter })
}

/// Probabilities as numbers.
pub(crate) fn plain(probabilities: &[Probability]) -> Vec<f64> {
    probabilities.iter().map(|chance| chance.get()).collect()
}

/// Numbers as probabilities.
pub(crate) fn probabilities(numbers: &[f64]) -> Result<Vec<Probability>, Failure> {
    numbers.iter().map(|&number| Ok(Probability::new(number)?)).collect()
}

/// What came of each command of a slice: its answer, or why not.
pub(crate) fn outcomes(answers: Vec<Result<Answer, realdeal::Error>>) -> Vec<Value> {
    let one = |answer: Result<Answer, realdeal::Error>| match answer {
        Ok(answer) => to_js(&answer).unwrap_or_default(),
        Err(error) => json!({ "error": Failure::Refused(error).form() }),
    };
    answers.into_iter().map(one).collect()
}

/// The whole book as lines of JSON: its journal, and the personal data that no journal has.
pub(crate) fn export(reader: &Reader) -> Result<Value, Failure> {
    let (mut journal, mut people) = (Vec::new(), Vec::new());
    reader.export(&mut journal, Some(&mut people), |_| ())?;
    Ok(json!({ "journal": String::from_utf8_lossy(&journal), "people": String::from_utf8_lossy(&people) }))
}
