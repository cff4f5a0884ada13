//! What happens to baskets.

use super::{Cause, edited};
use crate::betting::{Basket, BasketEdit, BasketStatus};
use crate::decline::Decline;
use crate::event::Event;
use crate::id::{BasketId, BetId};
use crate::state::{Draft, Key};

pub(super) fn write(draft: &mut Draft<'_>, edit: BasketEdit) -> Result<(), Decline> {
    let basket = edited::<Basket>(draft, &edit.basket)?;
    // What is sent twice changes nothing the second time, and a quote in between still holds.
    if basket.slips != edit.slips {
        basket.edits = basket.edits.wrapping_add(1);
        basket.slips = edit.slips;
    }
    Ok(())
}

pub(super) fn apply(draft: &mut Draft<'_>, cause: &Cause, event: &Event) -> Result<(), Decline> {
    match event {
        Event::BasketCreated { basket, user, expires_at } => {
            draft.put(Basket {
                id: *basket,
                user: *user,
                status: BasketStatus::Open,
                created_at: cause.at,
                expires_at: *expires_at,
                closed_at: None,
                bets: Vec::new(),
                edits: 0,
                slips: Vec::new(),
            })?;
            Ok(())
        }
        Event::BasketCheckedOut { basket, bets, .. } => {
            close(draft, cause, *basket, BasketStatus::CheckedOut, bets.clone())
        }
        Event::BasketDropped { basket, .. } => {
            close(draft, cause, *basket, BasketStatus::Dropped, Vec::new())
        }
        Event::BasketExpired { basket, .. } => {
            close(draft, cause, *basket, BasketStatus::Expired, Vec::new())
        }
        _ => Ok(()),
    }
}

/// The slips go: what became of them stands in the bets.
fn close(
    draft: &mut Draft<'_>,
    cause: &Cause,
    id: BasketId,
    status: BasketStatus,
    bets: Vec<BetId>,
) -> Result<(), Decline> {
    let basket = edited::<Basket>(draft, &id)?;
    if !basket.is_open() {
        return Err(Decline::Inconsistent(Key::Basket(id)));
    }
    basket.status = status;
    basket.closed_at = Some(cause.at);
    basket.bets = bets;
    basket.slips = Vec::new();
    Ok(())
}
