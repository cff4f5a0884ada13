//! Decisions on baskets: made, filled, quoted, checked out or dropped.
//!
//! A slip is checked by the same code whether it is quoted, checked out or placed alone.

use super::placing::{
    Refused, Wanted, bet_terms, bettor, check_shape, checked, leg_terms, lines, total_return, total_stake,
};
use super::{Decided, Decision, Need, View};
use crate::answer::Made;
use crate::betting::{
    Basket, BasketEdit, BasketSlip, LineStake, PricedLeg, Quote, QuotedLeg, QuotedSlip, SlipRefusal,
    StakeRemainder,
};
use crate::command::{AddToBasket, CheckOutBasket, Command, DropBasket, RemoveFromBasket, RestakeSlip};
use crate::decline::Decline;
use crate::event::Event;
use crate::id::{BasketId, BetId, UserId};
use crate::keys::{Scan, basket_keys};
use crate::money::{Currency, Money};
use crate::rejection::Rejection;
use crate::state::Key;

/// One's own basket, whatever its status.
fn own<'a>(view: &View<'a>, basket: BasketId) -> Result<&'a Basket, Decline> {
    let user = view.acting_user()?;
    let row = view.state.baskets.get(&basket)?.ok_or(Rejection::UnknownBasket { basket })?;
    if row.user != user {
        return Err(Rejection::NotYours { user }.into());
    }
    Ok(row)
}

/// One's own basket that can still be changed.
fn open<'a>(view: &View<'a>, basket: BasketId) -> Result<&'a Basket, Decline> {
    let row = own(view, basket)?;
    check_open(view, row)?;
    Ok(row)
}

fn check_open(view: &View<'_>, row: &Basket) -> Result<(), Rejection> {
    let (basket, at, expires_at) = (row.id, view.command.at, row.expires_at);
    if !row.is_open() {
        return Err(Rejection::BasketClosed { basket, status: row.status });
    }
    if at >= expires_at {
        return Err(Rejection::BasketExpired { basket, expires_at, at });
    }
    Ok(())
}

fn check_may_stake(view: &View<'_>, user: UserId) -> Result<(), Decline> {
    let status = bettor(view, user)?.status;
    if status.may_stake() { Ok(()) } else { Err(Rejection::MayNotStake { user, status }.into()) }
}

/// The bet that a slip becomes does not exist, and no command took its id.
fn check_unused(view: &View<'_>, slip: BetId) -> Result<(), Decline> {
    let id = slip.into();
    let oldest = Command::oldest_answered(view.command.at.max(view.state.last_at));
    if slip.time() < oldest {
        return Err(Rejection::CommandTooOld { id, oldest }.into());
    }
    let used = view.state.bets.get(&slip)?.is_some() || view.state.remembered.get(&id)?.is_some();
    if used || id == view.command.id {
        return Err(Rejection::IdempotencyConflict { id }.into());
    }
    Ok(())
}

pub(super) fn create_basket(view: &View<'_>) -> Decision {
    let user = view.acting_user()?;
    check_may_stake(view, user)?;
    let (rules, at) = (view.rules()?, view.command.at);
    let open = open_baskets(view, user)?;
    let overdue = open.iter().filter(|basket| basket.expires_at <= at);
    // Those whose time is over must not keep a new one out until somebody runs what is due.
    let mut events: Vec<_> =
        overdue.map(|basket| Event::BasketExpired { basket: basket.id, user: basket.user }).collect();
    let max = rules.max_baskets;
    if open.len() - events.len() >= max as usize {
        return Err(Rejection::TooManyBaskets { user, max }.into());
    }
    // ---- accepted ----
    let basket = BasketId::made_by(view.command.id, 0);
    events.push(Event::BasketCreated { basket, user, expires_at: at.plus(rules.basket_lifetime()) });
    Ok(Decided::new(Made::Basket(basket), events))
}

/// The baskets of a user that nobody has closed, whether their time is over or not.
fn open_baskets<'a>(view: &View<'a>, user: UserId) -> Result<Vec<&'a Basket>, Decline> {
    let mut open = Vec::new();
    for key in view.scan(Scan::OpenBasketsOf(user))? {
        if let Key::Basket(basket) = key {
            // A scan names candidates: one may have been checked out before its row was fetched.
            open.extend(view.state.baskets.get(basket)?.filter(|basket| basket.is_open()));
        }
    }
    Ok(open)
}

pub(super) fn add_to_basket(view: &View<'_>, body: &AddToBasket) -> Decision {
    let AddToBasket { basket: id, slip } = body;
    let (row, rules) = (open(view, *id)?, view.rules()?);
    check_may_stake(view, row.user)?;
    check_shape(&slip.legs, slip.stake, slip.terms, rules)?;
    check_unused(view, slip.id)?;
    for leg in &slip.legs {
        super::markets::selection(view, leg.selection)?;
    }
    let mut slips = row.slips.clone();
    match row.slip(slip.id) {
        // Sent twice.
        Some(there) if there == slip => {}
        Some(_) => return Err(Rejection::SlipExists { basket: *id, slip: slip.id }.into()),
        None if row.slips.len() >= rules.max_slips as usize => {
            return Err(Rejection::TooManySlips { basket: *id, max: rules.max_slips }.into());
        }
        None => slips.push(slip.clone()),
    }
    // ---- accepted ----
    Ok(Decided::edit(BasketEdit { basket: *id, slips }))
}

pub(super) fn remove_from_basket(view: &View<'_>, body: &RemoveFromBasket) -> Decision {
    let RemoveFromBasket { basket, slip } = *body;
    let row = open(view, basket)?;
    if row.slip(slip).is_none() {
        return Err(Rejection::UnknownSlip { basket, slip }.into());
    }
    // ---- accepted ----
    let slips = row.slips.iter().filter(|kept| kept.id != slip).cloned().collect();
    Ok(Decided::edit(BasketEdit { basket, slips }))
}

pub(super) fn restake_slip(view: &View<'_>, body: &RestakeSlip) -> Decision {
    let RestakeSlip { basket, slip, stake } = *body;
    let row = open(view, basket)?;
    check_may_stake(view, row.user)?;
    if row.slip(slip).is_none() {
        return Err(Rejection::UnknownSlip { basket, slip }.into());
    }
    if !stake.is_positive() {
        return Err(Rejection::AmountNotPositive { amount: stake }.into());
    }
    // ---- accepted ----
    let mut slips = row.slips.clone();
    slips.iter_mut().filter(|kept| kept.id == slip).for_each(|kept| kept.stake = Some(stake));
    Ok(Decided::edit(BasketEdit { basket, slips }))
}

pub(super) fn drop_basket(view: &View<'_>, body: &DropBasket) -> Decision {
    let row = own(view, body.basket)?;
    if !row.is_open() {
        return Err(Rejection::BasketClosed { basket: row.id, status: row.status }.into());
    }
    // ---- accepted ----
    Ok(Decided::change(Event::BasketDropped { basket: row.id, user: row.user }))
}

/// What happens to the open baskets of somebody who may no longer have any.
pub(super) fn dropped_baskets(view: &View<'_>, user: UserId) -> Result<Vec<Event>, Decline> {
    let dropped = open_baskets(view, user)?.into_iter();
    Ok(dropped.map(|basket| Event::BasketDropped { basket: basket.id, user }).collect())
}

/// Only the row of a basket tells what is in it: asks for all that at once.
fn fetched(view: &View<'_>, basket: &Basket) -> Result<(), Decline> {
    let keys = basket_keys(basket);
    // All of them if one is missing: a wallet that is known came to be read, and is asked for to be changed.
    if keys.iter().all(|(key, _)| view.state.knows(key)) {
        Ok(())
    } else {
        Err(Decline::Need(Need::Keys(keys)))
    }
}

/// A sum in each currency: what the slips before one take from the wallets, for instance.
#[derive(Default)]
struct Sums(Vec<Money>);

impl Sums {
    fn in_currency(&self, currency: Currency) -> Option<Money> {
        self.0.iter().copied().find(|spent| spent.currency() == currency)
    }

    fn add(&mut self, stake: Money) {
        match self.0.iter_mut().find(|spent| spent.currency() == stake.currency()) {
            // More than fits is more than any wallet has.
            Some(spent) => {
                *spent = Money::new(spent.minor().saturating_add(stake.minor()), stake.currency());
            }
            None => self.0.push(stake),
        }
    }
}

/// The stake of a slip on all of its lines, if it names one that they can bear.
fn whole_stake(slip: &BasketSlip) -> Option<Money> {
    total_stake(&slip.legs, slip.stake?, slip.terms).ok()
}

/// What happens if a slip of a basket is placed after the others.
fn placed(view: &View<'_>, user: UserId, slip: &BasketSlip, spent: &Sums) -> Result<Event, Refused> {
    let BasketSlip { id: bet, legs, stake, odds_change, terms } = slip;
    let stake = stake.ok_or(Rejection::NoStake {})?;
    check_unused(view, *bet)?;
    let wanted = Wanted { bet: *bet, legs, stake, odds_change: *odds_change, terms: *terms };
    checked(view, user, &wanted, spent.in_currency(stake.currency()))
}

pub(super) fn check_out_basket(view: &View<'_>, body: &CheckOutBasket) -> Decision {
    let row = open(view, body.basket)?;
    let (basket, edits) = (row.id, row.edits);
    if edits != body.edits {
        return Err(Rejection::BasketChanged { basket, edits, seen: body.edits }.into());
    }
    if row.slips.is_empty() {
        return Err(Rejection::BasketEmpty { basket }.into());
    }
    fetched(view, row)?;
    let (mut events, mut spent) = (Vec::with_capacity(row.slips.len() + 1), Sums::default());
    for slip in &row.slips {
        let placed = placed(view, row.user, slip, &spent).map_err(|refused| match refused.decline {
            Decline::Rejected(refusal) => {
                Rejection::SlipRefused { slip: slip.id, leg: refused.leg, refusal: Box::new(refusal) }.into()
            }
            other => other,
        });
        events.push(placed?);
        if let Some(stake) = whole_stake(slip) {
            spent.add(stake);
        }
    }
    // ---- accepted ----
    let bets: Vec<_> = row.slips.iter().map(|slip| slip.id).collect();
    events.push(Event::BasketCheckedOut { basket, user: row.user, bets: bets.clone() });
    Ok(Decided::new(Made::Bets(bets), events))
}

/// What a basket would come to if it were checked out now, in its owner's name; see [`Quote`].
///
/// The view's command says who asks and when; what it asks for does not matter.
///
/// Errors: `unknown_basket`, `not_yours`, [`Decline::Need`] with the rows that are missing.
pub fn quote(view: &View<'_>, basket: BasketId) -> Result<Quote, Decline> {
    let row = own(view, basket)?;
    fetched(view, row)?;
    let refusal = match check_open(view, row) {
        Err(refusal) => Some(refusal),
        Ok(()) if row.slips.is_empty() => Some(Rejection::BasketEmpty { basket }),
        Ok(()) => None,
    };
    let (mut slips, mut spent, mut returns) =
        (Vec::with_capacity(row.slips.len()), Sums::default(), Sums::default());
    for slip in &row.slips {
        let slip_quoted = quoted(view, row.user, slip, &spent)?;
        slip_quoted.potential_return.into_iter().for_each(|total| returns.add(total));
        slip_quoted.stake.into_iter().for_each(|stake| spent.add(stake));
        slips.push(slip_quoted);
    }
    let (stakes, potential_returns) = (spent.0, returns.0);
    Ok(Quote { basket, at: view.command.at, edits: row.edits, slips, stakes, potential_returns, refusal })
}

fn quoted(view: &View<'_>, user: UserId, slip: &BasketSlip, spent: &Sums) -> Result<QuotedSlip, Decline> {
    let (mut legs, mut priced) = (Vec::with_capacity(slip.legs.len()), Vec::with_capacity(slip.legs.len()));
    for leg in &slip.legs {
        let selection = view.state.selections.get(&leg.selection)?;
        let current = selection.map(|selection| selection.odds);
        legs.push(QuotedLeg { selection: leg.selection, requested: leg.odds, current });
        if let Some(selection) = selection {
            let market = super::markets::market(view, selection.market)?;
            let terms = leg_terms(market, super::catalogue::fixture(view, market.fixture)?, leg);
            priced.push(PricedLeg { odds: selection.odds, terms });
        }
    }
    let stake = whole_stake(slip);
    let potential_return = match stake {
        Some(stake) if priced.len() == legs.len() => {
            total_return(stake, bet_terms(&slip.legs, slip.terms), priced, view.rules()?)
        }
        _ => None,
    };
    let lines = lines(&slip.legs, slip.terms).ok();
    let per_line = |(stake, lines): (Money, u32)| {
        let exact = LineStake::of_total(stake.minor(), lines, StakeRemainder::Refuse).ok()?;
        Some(Money::new(exact.per_line, stake.currency()))
    };
    let stake_per_line = stake.zip(lines).and_then(per_line);
    let refused = match placed(view, user, slip, spent) {
        Ok(_) => None,
        Err(Refused { leg, decline: Decline::Rejected(refusal) }) => Some(SlipRefusal { leg, refusal }),
        Err(Refused { decline, .. }) => return Err(decline),
    };
    let bet_type = slip.terms.bet_type_of(slip.legs.len());
    let (slip, way) = (slip.id, slip.terms.way);
    Ok(QuotedSlip { slip, legs, stake, potential_return, refused, bet_type, way, lines, stake_per_line })
}
