//! What is told in a form of its own: money in place of minor units, failures in place of rejections, and what a noun answers by a
//! method as a field beside its others.
//!
//! A noun is taken apart whole, so that a field that it is given later is missed here by the compiler.

use realdeal::betting::payout::Exact;
use realdeal::betting::{
    Bet, BetReceipt, BetStatus, BetType, Leg, LegTerms, Quote, QuotedLeg, QuotedSlip, ReceiptLeg,
    SlipRefusal, TicketNumber, Way,
};
use realdeal::house_rules::RulesVersion;
use realdeal::id::{BasketId, BetId, MarketId, SelectionId, UserId};
use realdeal::journal::RequestHash;
use realdeal::money::{Money, Total};
use realdeal::odds::Odds;
use realdeal::pricing::{Fair, Margin, Probability};
use realdeal::state::HouseBalanceId;
use realdeal::time::Timestamp;
use realdeal::wallet::HouseAccount;
use realdeal::{Answer, Error, OpenedMarket, Reader, SettledPage};
use serde::Serialize;

use crate::failure::{Failure, FailureForm};
use crate::wire::Wire;

/// A bet, with its returns as money: the row has them in minor units.
#[derive(Debug, Serialize)]
pub struct BetForm<'b> {
    id: BetId,
    user: UserId,
    bet_type: BetType,
    legs: &'b [Leg],
    stake: Money,
    potential_return: Money,
    rules: RulesVersion,
    placed_at: Timestamp,
    status: BetStatus,
    settled_at: Option<Timestamp>,
    returned: Money,
    exact_return: &'b Option<Exact>,
    withdrawn: bool,
    request_hash: &'b RequestHash,
    way: Way,
}

impl<'b> From<&'b Bet> for BetForm<'b> {
    fn from(bet: &'b Bet) -> Self {
        let Bet {
            id,
            user,
            bet_type,
            legs,
            stake,
            potential_return: _,
            rules,
            placed_at,
            status,
            settled_at,
            returned: _,
            exact_return,
            withdrawn,
            request_hash,
            way,
        } = bet;
        Self {
            id: *id,
            user: *user,
            bet_type: *bet_type,
            legs,
            stake: *stake,
            potential_return: bet.potential_return(),
            rules: *rules,
            placed_at: *placed_at,
            status: *status,
            settled_at: *settled_at,
            returned: bet.returned(),
            exact_return,
            withdrawn: *withdrawn,
            request_hash,
            way: *way,
        }
    }
}

/// Bets, each as above.
pub fn bets(bets: &[Bet]) -> Vec<BetForm<'_>> {
    bets.iter().map(BetForm::from).collect()
}

/// A receipt, with the price that each leg's place pays.
#[derive(Debug, Serialize)]
pub struct ReceiptForm {
    ticket: TicketNumber,
    user: UserId,
    bet_type: BetType,
    lines: u32,
    stake: Money,
    legs: Vec<ReceiptLegForm>,
    potential_return: Money,
    rules: RulesVersion,
    placed_at: Timestamp,
    way: Way,
    stake_per_line: Money,
    spread: u32,
}

#[derive(Debug, Serialize)]
struct ReceiptLegForm {
    selection: SelectionId,
    requested: Odds,
    accepted: Odds,
    terms: LegTerms,
    place_odds: Option<Odds>,
}

impl From<BetReceipt> for ReceiptForm {
    fn from(receipt: BetReceipt) -> Self {
        let BetReceipt {
            ticket,
            user,
            bet_type,
            lines,
            stake,
            legs,
            potential_return,
            rules,
            placed_at,
            way,
            stake_per_line,
            spread,
        } = receipt;
        let legs = legs.iter().map(ReceiptLegForm::of).collect();
        Self {
            ticket,
            user,
            bet_type,
            lines,
            stake,
            legs,
            potential_return,
            rules,
            placed_at,
            way,
            stake_per_line,
            spread,
        }
    }
}

impl ReceiptLegForm {
    fn of(leg: &ReceiptLeg) -> Self {
        let ReceiptLeg { selection, requested, accepted, terms } = *leg;
        Self { selection, requested, accepted, terms, place_odds: leg.place_odds() }
    }
}

/// A quote, with its rejections as errors have them.
#[derive(Debug, Serialize)]
pub struct QuoteForm<'q> {
    basket: BasketId,
    at: Timestamp,
    edits: u32,
    slips: Vec<QuotedSlipForm<'q>>,
    stakes: &'q [Money],
    potential_returns: &'q [Money],
    refusal: Option<FailureForm>,
    acceptable: bool,
}

#[derive(Debug, Serialize)]
struct QuotedSlipForm<'q> {
    slip: BetId,
    legs: Vec<QuotedLegForm>,
    stake: Option<Money>,
    potential_return: Option<Money>,
    refused: Option<SlipRefusalForm>,
    bet_type: &'q BetType,
    way: Way,
    lines: Option<u32>,
    stake_per_line: Option<Money>,
}

#[derive(Debug, Serialize)]
struct QuotedLegForm {
    selection: SelectionId,
    requested: Odds,
    current: Option<Odds>,
    changed: bool,
}

#[derive(Debug, Serialize)]
struct SlipRefusalForm {
    leg: Option<u32>,
    refusal: FailureForm,
}

impl<'q> QuoteForm<'q> {
    /// This quote.
    pub fn of<W: Wire>(quote: &'q Quote) -> Self {
        let Quote { basket, at, edits, slips, stakes, potential_returns, refusal } = quote;
        Self {
            basket: *basket,
            at: *at,
            edits: *edits,
            slips: slips.iter().map(QuotedSlipForm::of::<W>).collect(),
            stakes,
            potential_returns,
            refusal: refusal.as_ref().map(FailureForm::of::<W>),
            acceptable: quote.is_acceptable(),
        }
    }
}

impl<'q> QuotedSlipForm<'q> {
    fn of<W: Wire>(quoted: &'q QuotedSlip) -> Self {
        let QuotedSlip { slip, legs, stake, potential_return, refused, bet_type, way, lines, stake_per_line } =
            quoted;
        let why = |SlipRefusal { leg, refusal }: &SlipRefusal| SlipRefusalForm {
            leg: *leg,
            refusal: FailureForm::of::<W>(refusal),
        };
        Self {
            slip: *slip,
            legs: legs.iter().map(QuotedLegForm::of).collect(),
            stake: *stake,
            potential_return: *potential_return,
            refused: refused.as_ref().map(why),
            bet_type,
            way: *way,
            lines: *lines,
            stake_per_line: *stake_per_line,
        }
    }
}

impl QuotedLegForm {
    fn of(leg: &QuotedLeg) -> Self {
        let QuotedLeg { selection, requested, current } = *leg;
        Self { selection, requested, current, changed: leg.has_changed() }
    }
}

/// A market that was opened.
#[derive(Debug, Serialize)]
pub struct OpenedForm {
    id: MarketId,
    selections: Vec<SelectionId>,
}

impl From<OpenedMarket> for OpenedForm {
    fn from(OpenedMarket { id, selections }: OpenedMarket) -> Self {
        Self { id, selections }
    }
}

/// A page that was settled.
#[derive(Debug, Serialize)]
pub struct SettledForm {
    graded: u32,
    left: u64,
}

impl From<SettledPage> for SettledForm {
    fn from(SettledPage { graded, left }: SettledPage) -> Self {
        Self { graded, left }
    }
}

/// What the house has on one account, as money.
#[derive(Debug, Serialize)]
pub struct HouseBalanceForm {
    account: HouseAccount,
    balance: String,
}

/// What the house has, account by account.
///
/// # Errors
///
/// The reader's.
pub fn house_balances(reader: &Reader) -> Result<Vec<HouseBalanceForm>, Failure> {
    let one = |(HouseBalanceId { currency, account }, minor): (HouseBalanceId, i128)| HouseBalanceForm {
        account,
        balance: Total::new(minor, currency).to_string(),
    };
    Ok(reader.house_balances()?.into_iter().map(one).collect())
}

/// What came of one command of a slice: its answer, or why not.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Outcome {
    /// Its answer.
    Answered(Answer),
    /// Why not.
    Refused {
        /// The failure.
        error: FailureForm,
    },
}

/// What came of each command.
pub fn outcomes<W: Wire>(answers: Vec<Result<Answer, Error>>) -> Vec<Outcome> {
    let one = |answer| match answer {
        Ok(answer) => Outcome::Answered(answer),
        Err(error) => Outcome::Refused { error: Failure::from(error).form::<W>() },
    };
    answers.into_iter().map(one).collect()
}

/// A margin, both ways in which people say it.
#[derive(Debug, Serialize)]
pub struct MarginForm {
    overround: f64,
    hold: f64,
}

impl From<Margin> for MarginForm {
    fn from(margin: Margin) -> Self {
        Self { overround: margin.overround(), hold: margin.hold() }
    }
}

/// What a method made of a book of prices.
#[derive(Debug, Serialize)]
pub struct FairForm {
    probabilities: Vec<f64>,
    parameter: f64,
}

impl From<Fair> for FairForm {
    fn from(fair: Fair) -> Self {
        Self { probabilities: plain(&fair.probabilities), parameter: fair.parameter }
    }
}

/// Probabilities as numbers.
pub fn plain(probabilities: &[Probability]) -> Vec<f64> {
    probabilities.iter().map(|chance| chance.get()).collect()
}

/// A whole book as lines of JSON: its journal, and the personal data that no journal has.
#[derive(Debug, Serialize)]
pub struct ExportForm {
    journal: String,
    people: String,
}

/// The whole book.
///
/// # Errors
///
/// The reader's.
pub fn export<W: Wire>(reader: &Reader) -> Result<ExportForm, Failure> {
    let (mut journal, mut people) = (Vec::new(), Vec::new());
    let exported = reader.export_by::<W::Lines, _>(&mut journal, Some(&mut people), |_| ());
    exported.map_err(Failure::exchange)?;
    let text = |lines: &[u8]| String::from_utf8_lossy(lines).into_owned();
    Ok(ExportForm { journal: text(&journal), people: text(&people) })
}
