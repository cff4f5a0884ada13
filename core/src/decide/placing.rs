//! Decisions on bets as they are placed and cancelled: everything that is checked, in one serial step (docs/rules.md, section 8).

use smallvec::SmallVec;

use super::catalogue::fixture;
use super::markets::{market, selection};
use super::money::{check_funds, check_no_debt, wallet};
use super::settling::bet;
use super::{Decided, Decision, Decline, View};
use crate::answer::Made;
use crate::betting::payout::Exact;
use crate::betting::{
    BetTerms, BetTermsError, BetType, LegTerms, LineStake, OddsChange, PricedBet, PricedLeg, SlipLeg,
    SlipTerms, StakeMode, Way,
};
use crate::catalogue::score::Goals;
use crate::catalogue::{Fixture, Market, MarketStatus, Period};
use crate::command::{CancelBet, PlaceBet};
use crate::event::{Event, PlacedLeg};
use crate::house_rules::HouseRules;
use crate::id::{BetId, UserId};
use crate::money::Money;
use crate::odds::Odds;
use crate::people::User;
use crate::rejection::Rejection;
use crate::settlement::LegGrade;
use crate::time::Timestamp;

/// The bettor in whose name is asked.
pub(super) fn bettor<'a>(view: &View<'a>, id: UserId) -> Result<&'a User, Decline> {
    Ok(view.state.users.get(&id)?.ok_or_else(|| Rejection::UnknownActor { user: id })?)
}

pub(super) fn place_bet(view: &View<'_>, body: &PlaceBet) -> Decision {
    let user = view.acting_user()?;
    let bet = BetId::from(view.command.id);
    let PlaceBet { legs, stake, odds_change, terms } = body;
    let wanted = Wanted { bet, legs, stake: *stake, odds_change: *odds_change, terms: *terms };
    let placed = checked(view, user, &wanted, None).map_err(|refused| refused.decline)?;
    // ---- accepted ----
    Ok(Decided::new(Made::Bet(bet), vec![placed]))
}

/// A bet that is asked for, alone or from a basket.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) bet: BetId,
    pub(super) legs: &'a [SlipLeg],
    pub(super) stake: Money,
    pub(super) odds_change: OddsChange,
    pub(super) terms: SlipTerms,
}

/// Why a bet is not taken, and on which leg that lies, if it lies on one.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) leg: Option<u32>,
    pub(super) decline: Decline,
}

impl<E: Into<Decline>> From<E> for Refused {
    fn from(decline: E) -> Self {
        Self { leg: None, decline: decline.into() }
    }
}

/// Every check on a bet: what happened if it is placed. `spent` is what the same command has already taken from the
/// wallet, for the bets before this one.
pub(super) fn checked(
    view: &View<'_>,
    user: UserId,
    wanted: &Wanted<'_>,
    spent: Option<Money>,
) -> Result<Event, Refused> {
    let user = bettor(view, user)?;
    let house = view.house()?;
    let rules = view.rules()?;
    check_shape(wanted.legs, Some(wanted.stake), wanted.terms, rules)?;
    if !user.status.may_stake() {
        return Err(Rejection::MayNotStake { user: user.id, status: user.status }.into());
    }
    let mut legs = Vec::with_capacity(wanted.legs.len());
    for (index, leg) in (0..).zip(wanted.legs) {
        let leg = check_leg(view, leg, wanted.odds_change, rules);
        legs.push(leg.map_err(|decline| Refused { leg: Some(index), decline })?);
    }
    check_unrelated(&legs)?;
    let terms = bet_terms(wanted.legs, wanted.terms);
    check_places(terms.way, &legs)?;
    let stake = total_stake(wanted.legs, wanted.stake, wanted.terms).map_err(Rejection::from)?;
    let potential_return = check_limits(stake, terms, &legs, rules)?;
    check_total_price(wanted.odds_change, stake, terms, &legs, rules)?;
    let mut wallet = wallet(view, user.id, stake)?;
    check_no_debt(&wallet)?;
    // No further than the wallet goes: what was spent before has been checked, or is refused by itself.
    wallet.cash = wallet.cash.saturating_sub(spent.map_or(0, Money::minor)).max(0);
    check_funds(&wallet, stake)?;
    Ok(Event::BetPlaced {
        bet: wanted.bet,
        user: user.id,
        bet_type: terms.bet_type,
        legs,
        stake,
        potential_return,
        rules: house.rules,
        way: terms.way,
    })
}

/// The shape of a slip. In a basket its stake may still be open.
pub(super) fn check_shape(
    legs: &[SlipLeg],
    stake: Option<Money>,
    terms: SlipTerms,
    rules: &HouseRules,
) -> Result<(), Rejection> {
    let count = legs.len();
    let max = match terms.bet_type_of(count) {
        BetType::Single | BetType::Accumulator => rules.max_legs,
        _ => rules.max_legs.min(rules.bets.max_system_legs),
    };
    if count == 0 {
        return Err(Rejection::NoLegs {});
    }
    if count > max as usize {
        return Err(Rejection::TooManyLegs { legs: count, max });
    }
    let lines = lines(legs, terms)?;
    match stake {
        Some(amount) if !amount.is_positive() => Err(Rejection::AmountNotPositive { amount }),
        Some(amount) if terms.stake_mode == StakeMode::Total => {
            LineStake::of_total(amount.minor(), lines, rules.bets.stake_remainder)?;
            Ok(())
        }
        Some(_) | None => Ok(()),
    }
}

/// What is asked for beside the legs.
pub(super) fn bet_terms(legs: &[SlipLeg], terms: SlipTerms) -> BetTerms {
    BetTerms { bet_type: terms.bet_type_of(legs.len()), way: terms.way }
}

/// How many lines a slip makes, the place lines counted.
pub(super) fn lines(legs: &[SlipLeg], terms: SlipTerms) -> Result<u32, BetTermsError> {
    let count = |legs: usize| u32::try_from(legs).unwrap_or(u32::MAX);
    let bankers = legs.iter().filter(|leg| leg.banker).count();
    bet_terms(legs, terms).lines(count(legs.len()), count(bankers))
}

/// The stake of the whole bet.
pub(super) fn total_stake(legs: &[SlipLeg], stake: Money, terms: SlipTerms) -> Result<Money, BetTermsError> {
    match terms.stake_mode {
        StakeMode::Total => Ok(stake),
        StakeMode::PerLine => {
            let total = LineStake::total_of(stake.minor(), lines(legs, terms)?)?;
            Ok(Money::new(total, stake.currency()))
        }
    }
}

/// A bet on the place needs places: one on win and place counts a leg without as one on the win alone only where both are
/// divided equally (docs/rules.md, section 7).
fn check_places(way: Way, legs: &[PlacedLeg]) -> Result<(), Refused> {
    let without = (0..).zip(legs).find(|(_, leg)| leg.terms.place.is_none());
    let missing = match way {
        Way::Win => None,
        Way::EquallyDivided if legs.iter().any(|leg| leg.terms.place.is_some()) => None,
        Way::Place | Way::EachWay | Way::EquallyDivided => without,
    };
    let Some((index, leg)) = missing else { return Ok(()) };
    let decline = Rejection::NoPlaceTerms { market: leg.market }.into();
    Err(Refused { leg: Some(index), decline })
}

/// One leg, at the price that is current now.
fn check_leg(
    view: &View<'_>,
    leg: &SlipLeg,
    odds_change: OddsChange,
    rules: &HouseRules,
) -> Result<PlacedLeg, Decline> {
    let selection = selection(view, leg.selection)?;
    let market = market(view, selection.market)?;
    let fixture = fixture(view, market.fixture)?;
    if !fixture.status.is_open() {
        return Err(Rejection::FixtureClosed { fixture: fixture.id, status: fixture.status }.into());
    }
    if market.status != MarketStatus::Active {
        return Err(Rejection::MarketClosed { market: market.id, status: market.status }.into());
    }
    let (closes_at, at) = (fixture.start().minus(rules.cut_off()), view.command.at);
    if !market.in_play && at >= closes_at {
        return Err(Rejection::TooLate { fixture: fixture.id, closes_at, at }.into());
    }
    if let Some(participant) = selection.outcome.runner().filter(|&runner| fixture.is_withdrawn(runner)) {
        return Err(Rejection::RunnerWithdrawn { fixture: fixture.id, participant }.into());
    }
    let score_at_acceptance = score_at_acceptance(market, fixture, at)?;
    let (requested, current) = (leg.odds, selection.odds);
    let acceptable = match odds_change {
        OddsChange::None => current == requested,
        OddsChange::Higher => current >= requested,
        OddsChange::HigherTotal | OddsChange::Any => true,
    };
    if !acceptable {
        return Err(Rejection::PriceChanged { selection: selection.id, requested, current }.into());
    }
    if current > rules.max_odds {
        return Err(Rejection::OddsAboveLimit { odds: current, max: rules.max_odds }.into());
    }
    Ok(PlacedLeg {
        selection: selection.id,
        market: market.id,
        fixture: fixture.id,
        requested,
        odds: current,
        revision: market.revision,
        kickoff: fixture.kickoff_in_force(),
        terms: leg_terms(market, fixture, leg),
        score_at_acceptance,
    })
}

/// What is agreed on a leg beside its price: the places are those for the runners that there are now.
pub(super) fn leg_terms(market: &Market, fixture: &Fixture, leg: &SlipLeg) -> LegTerms {
    LegTerms {
        banker: leg.banker,
        guaranteed: market.terms.guaranteed,
        place: market.terms.each_way.and_then(|each_way| each_way.places(fixture.runners())),
    }
}

/// The goals that a bet in play does not count, on a market that counts from the bet (docs/rules.md, section 6). Before the
/// start there are none; from it on they must be known, or the bet could be on what has happened already.
fn score_at_acceptance(
    market: &Market,
    fixture: &Fixture,
    at: Timestamp,
) -> Result<Option<Goals>, Rejection> {
    if !market.in_play || !market.kind.counts_from_acceptance() {
        return Ok(None);
    }
    let missing = Rejection::LiveScoreMissing { fixture: fixture.id, market: market.id };
    let Some(score) = fixture.score else {
        return if at < fixture.start() { Ok(None) } else { Err(missing) };
    };
    let goals = match market.kind.period() {
        // Until half time all goals are those of the first half.
        Some(Period::FirstHalf) => score.half_time.or(Some(score.full_time)),
        period => score.goals_of(period),
    };
    goals.map(Some).ok_or(missing)
}

/// Two legs on one fixture would win and lose together, and the product of their prices would not be the price of both
/// (docs/rules.md, "related contingencies").
fn check_unrelated(legs: &[PlacedLeg]) -> Result<(), Refused> {
    for (number, (index, leg)) in (0..).zip(legs.iter().enumerate()) {
        if legs[..index].iter().any(|earlier| earlier.fixture == leg.fixture) {
            let related = Rejection::RelatedLegs { fixture: leg.fixture };
            return Err(Refused { leg: Some(number), decline: related.into() });
        }
    }
    Ok(())
}

fn check_total_price(
    odds_change: OddsChange,
    stake: Money,
    terms: BetTerms,
    legs: &[PlacedLeg],
    rules: &HouseRules,
) -> Result<(), Rejection> {
    if odds_change != OddsChange::HigherTotal {
        return Ok(());
    }
    let total = |odds: fn(&PlacedLeg) -> Odds| {
        let legs = legs.iter().map(|leg| PricedLeg { odds: odds(leg), terms: leg.terms });
        exact_return(stake, terms, legs, rules)
    };
    match (total(|leg| leg.requested), total(|leg| leg.odds)) {
        (Some(requested), Some(current)) if current >= requested => Ok(()),
        _ => Err(Rejection::TotalPriceLower { legs: legs.len() }),
    }
}

/// Stake and return within the limits of the currency; gives what the bet returns if every leg wins.
fn check_limits(
    stake: Money,
    terms: BetTerms,
    legs: &[PlacedLeg],
    rules: &HouseRules,
) -> Result<Money, Rejection> {
    let currency = stake.currency();
    let limits = rules.limits.get(&currency).ok_or_else(|| Rejection::NoLimitsForCurrency { currency })?;
    let (min, max) = (Money::new(limits.min_stake, currency), Money::new(limits.max_stake, currency));
    if stake.minor() < min.minor() {
        return Err(Rejection::StakeTooLow { stake, min });
    }
    if stake.minor() > max.minor() {
        return Err(Rejection::StakeTooHigh { stake, max });
    }
    let max = Money::new(limits.max_return, currency);
    let legs = legs.iter().map(|leg| PricedLeg { odds: leg.odds, terms: leg.terms });
    match total_return(stake, terms, legs, rules) {
        Some(total) if total.minor() <= max.minor() => Ok(total),
        // A return beyond 64 bits is above any limit.
        Some(_) | None => Err(Rejection::ReturnTooHigh { currency, max }),
    }
}

/// What a bet returns if every leg wins, stake included, if that fits into 64 bits.
pub(super) fn total_return(
    stake: Money,
    terms: BetTerms,
    legs: impl IntoIterator<Item = PricedLeg>,
    rules: &HouseRules,
) -> Option<Money> {
    let exact = exact_return(stake, terms, legs, rules)?;
    Some(Money::new(exact.round(rules.rounding).ok()?, stake.currency()))
}

/// The same before it is rounded.
fn exact_return(
    stake: Money,
    terms: BetTerms,
    legs: impl IntoIterator<Item = PricedLeg>,
    rules: &HouseRules,
) -> Option<Exact> {
    let legs: SmallVec<[PricedLeg; 1]> = legs.into_iter().collect();
    let open: SmallVec<[Option<&LegGrade>; 1]> = SmallVec::from_elem(None, legs.len());
    PricedBet::new(terms, stake.minor(), &legs, &rules.bets).ok()?.maximum(&open).ok()
}

/// A bettor's own cancellation (docs/rules.md): soon after placement, before every start, with no leg resolved and no price
/// higher than taken, or it would be a free option against the house.
pub(super) fn cancel_bet(view: &View<'_>, body: &CancelBet) -> Decision {
    let row = bet(view, body.bet)?;
    let user = bettor(view, view.acting_user()?)?;
    if row.user != user.id {
        return Err(Rejection::NotYours { user: user.id }.into());
    }
    if !user.status.may_cancel() {
        return Err(Rejection::MayNotCancel { user: user.id, status: user.status }.into());
    }
    if row.withdrawn {
        return Err(Rejection::BetWithdrawn { bet: row.id }.into());
    }
    if row.status.is_settled() {
        return Err(Rejection::BetNotOpen { bet: row.id }.into());
    }
    let at = view.command.at;
    let until = row.placed_at.plus(view.state.rules(row.rules)?.cancellation_window());
    if at >= until {
        return Err(Rejection::CancellationOver { bet: row.id, until, at }.into());
    }
    for leg in &row.legs {
        let fixture = fixture(view, leg.fixture)?;
        let closes_at = fixture.start();
        if at >= closes_at {
            return Err(Rejection::TooLate { fixture: fixture.id, closes_at, at }.into());
        }
        if leg.result.is_some() || market(view, leg.market)?.result.is_some() {
            return Err(Rejection::LegResolved { bet: row.id, market: leg.market }.into());
        }
        let (taken, current) = (leg.odds, selection(view, leg.selection)?.odds);
        if current > taken {
            return Err(Rejection::PriceMoved { selection: leg.selection, taken, current }.into());
        }
    }
    // ---- accepted ----
    Ok(Decided::change(Event::BetCancelled { bet: row.id, user: row.user }))
}
