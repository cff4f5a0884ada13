//! Decisions on what falls due by itself: void windows after a postponement, accounts that open again, baskets that expire.

use super::catalogue::{fixture, markets_of};
use super::markets::market;
use super::results::{kickoffs_where, legs_voided};
use super::settling::check_page;
use super::{Decided, Decision, Decline, Need, View};
use crate::answer::Made;
use crate::command::RunDue;
use crate::event::Event;
use crate::id::{BasketId, FixtureId, UserId};
use crate::keys::Scan;
use crate::state::Key;

pub(super) fn run_due(view: &View<'_>, body: &RunDue) -> Decision {
    check_page(body.limit)?;
    let due = view.scan(Scan::Due { until: view.command.at, limit: body.limit })?;
    let of_fixture = |key: &Key| if let Key::Fixture(id) = key { Some(Scan::MarketsOf(*id)) } else { None };
    let missing: Vec<_> =
        due.iter().filter_map(of_fixture).filter(|scan| !view.found.contains_key(scan)).collect();
    if !missing.is_empty() {
        return Err(Decline::Need(Need::Scans(missing)));
    }
    let mut events = Vec::new();
    for key in due {
        match key {
            Key::Fixture(id) => events.extend(window_over(view, *id)?),
            Key::User(id) => events.extend(reopened(view, *id)?),
            Key::Basket(id) => events.extend(expired(view, *id)?),
            _ => {}
        }
    }
    // ---- accepted ----
    let done = u32::try_from(due.len()).unwrap_or(u32::MAX);
    Ok(Decided::new(Made::Due { done }, events))
}

/// Bets whose postponement window has passed are void.
fn window_over(view: &View<'_>, id: FixtureId) -> Result<Vec<Event>, Decline> {
    let row = fixture(view, id)?;
    let at = view.command.at;
    let over = kickoffs_where(row, |kickoff| kickoff.void_at <= at);
    let markets: Result<Vec<_>, _> = markets_of(view, id)?.into_iter().map(|id| market(view, id)).collect();
    Ok(legs_voided(row, over, &markets?))
}

/// The end of a basket that nobody checked out.
fn expired(view: &View<'_>, id: BasketId) -> Result<Option<Event>, Decline> {
    let basket = view.state.baskets.get(&id)?;
    let due = basket.filter(|basket| basket.is_open() && basket.expires_at <= view.command.at);
    Ok(due.map(|basket| Event::BasketExpired { basket: id, user: basket.user }))
}

fn reopened(view: &View<'_>, id: UserId) -> Result<Option<Event>, Decline> {
    let user = view.state.users.get(&id)?;
    let due = user.and_then(|user| user.reopens_at).is_some_and(|opens_at| opens_at <= view.command.at);
    Ok(due.then_some(Event::AccountReopened { user: id }))
}
