//! The few shapes that are the border's own: what Python gives where Rust has a builder or a page, and what it gets where a Rust
//! value answers by a method.
//!
//! Not here: the nouns themselves, whose forms follow from serde.

use realdeal::betting::{Bet, BetReceipt, OddsChange, Quote, Slip, SlipTerms, StakeMode};
use realdeal::id::{CommandId, SelectionId};
use realdeal::money::Total;
use realdeal::odds::{Ladder, Odds, OddsError};
use realdeal::pricing::Probability;
use realdeal::state::HouseBalanceId;
use realdeal::storage::Page;
use realdeal::{Answer, OpenedMarket, Options, Reader, SettledPage};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::failure::{Failure, refusal};

/// A slip. Prices and stake are texts that the engine reads, so that it names what is wrong with them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SlipForm {
    id: CommandId,
    legs: Vec<LegForm>,
    stake: Option<String>,
    #[serde(default)]
    odds_change: OddsChange,
    #[serde(default)]
    terms: SlipTerms,
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
        let slip = Self::new(form.id).on_odds_change(form.odds_change).way(form.terms.way);
        let slip = form.legs.iter().fold(slip, |slip, leg| {
            if leg.banker {
                slip.banker(leg.selection, leg.odds.as_str())
            } else {
                slip.leg(leg.selection, leg.odds.as_str())
            }
        });
        let slip = match form.terms.bet_type {
            Some(bet_type) => slip.bet_type(bet_type),
            None => slip,
        };
        match (form.stake, form.terms.stake_mode) {
            (Some(stake), StakeMode::Total) => slip.stake(stake),
            (Some(stake), StakeMode::PerLine) => slip.stake_per_line(stake),
            (None, _) => slip,
        }
    }
}

/// A page of a list: after which key, and how many items.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageForm<C> {
    after: Option<C>,
    limit: usize,
}

impl<C> From<PageForm<C>> for Page<C> {
    fn from(form: PageForm<C>) -> Self {
        Self { after: form.after, limit: form.limit }.bounded()
    }
}

/// How the engine works; what is left out stays as it is.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OptionsForm {
    commands_per_unit: usize,
    bets_per_page: u32,
    retries: u32,
}

impl OptionsForm {
    pub(crate) fn of(options: &Options) -> Self {
        let Options { commands_per_unit, bets_per_page, retries, .. } = *options;
        Self { commands_per_unit, bets_per_page, retries }
    }

    /// Those options with these in their place.
    pub(crate) fn over(&self, options: Options) -> Options {
        let Self { commands_per_unit, bets_per_page, retries } = *self;
        Options { commands_per_unit, bets_per_page, retries, ..options }
    }
}

/// A ladder: one of those that are known by name, or the steps of one's own.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LadderForm {
    Traditional,
    Exchange,
    Of(Vec<String>),
}

impl LadderForm {
    pub(crate) fn read(&self) -> Result<Ladder, Failure> {
        Ok(match self {
            Self::Traditional => Ladder::traditional()?,
            Self::Exchange => Ladder::exchange()?,
            Self::Of(steps) => Ladder::new(prices(steps)?)?,
        })
    }
}

/// Prices as people write them.
pub(crate) fn prices(texts: &[String]) -> Result<Vec<Odds>, OddsError> {
    texts.iter().map(|text| text.parse()).collect()
}

/// Probabilities. They cross as texts: JSON's reader may miss a float's last bit.
pub(crate) fn probabilities(texts: &[String]) -> Result<Vec<Probability>, Failure> {
    texts.iter().map(|text| Ok(Probability::new(figure(text)?)?)).collect()
}

/// A float by its shortest decimals, to the last bit.
pub(crate) fn figure(text: &str) -> Result<f64, Failure> {
    text.parse().map_err(|_| Failure::Malformed(format!("{text} is no number")))
}

/// A bet, with its returns as money: the row has them in minor units.
pub(crate) fn bet(bet: &Bet) -> Result<Value, Failure> {
    let mut form = serde_json::to_value(bet).map_err(|why| Failure::malformed(&why))?;
    form["potential_return"] = bet.potential_return().to_string().into();
    form["returned"] = bet.returned().to_string().into();
    Ok(form)
}

/// Bets, each as above.
pub(crate) fn bets(bets: &[Bet]) -> Result<Vec<Value>, Failure> {
    bets.iter().map(bet).collect()
}

/// A receipt, with the price that each leg's place pays.
pub(crate) fn receipt(receipt: &BetReceipt) -> Result<Value, Failure> {
    let mut form = serde_json::to_value(receipt).map_err(|why| Failure::malformed(&why))?;
    for (index, leg) in receipt.legs.iter().enumerate() {
        form["legs"][index]["place_odds"] = leg.place_odds().map(|odds| odds.to_string()).into();
    }
    Ok(form)
}

/// A quote, with its refusals as errors have them.
pub(crate) fn quote(quote: &Quote) -> Result<Value, Failure> {
    let mut form = serde_json::to_value(quote).map_err(|why| Failure::malformed(&why))?;
    form["refusal"] = quote.refusal.as_ref().map(refusal).into();
    for (index, slip) in quote.slips.iter().enumerate() {
        if let Some(refused) = &slip.refused {
            form["slips"][index]["refused"]["refusal"] = refusal(&refused.refusal);
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
    let one = |(HouseBalanceId { currency, account }, minor): (HouseBalanceId, i128)| json!({ "account": account, "balance": Total::new(minor, currency).to_string() });
    Ok(reader.house_balances()?.into_iter().map(one).collect())
}

/// What came of each command of a slice: its answer, or why not.
pub(crate) fn outcomes(answers: Vec<Result<Answer, realdeal::Error>>) -> Vec<Value> {
    let one = |answer: Result<Answer, realdeal::Error>| match answer {
        Ok(answer) => json!({ "answer": answer }),
        Err(error) => json!({ "error": Failure::Refused(error).form() }),
    };
    answers.into_iter().map(one).collect()
}
