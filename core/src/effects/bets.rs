//! What happens to bets: placed, graded leg by leg, settled, opened again, taken out by hand.

use smallvec::SmallVec;

use super::ledger::Ledger;
use super::{Cause, edited, seen};
use crate::betting::payout::Exact;
use crate::betting::{Bet, BetStatus, Leg};
use crate::catalogue::Market;
use crate::decline::Decline;
use crate::event::{Event, PlacedLeg};
use crate::id::{BetId, SelectionId, UserId};
use crate::money::Money;
use crate::rejection::Rejection;
use crate::state::{Draft, Exposure, ExposureId, Progress, Sum};
use crate::wallet::{Account, BettorAccount, HouseAccount, Reference, TransferKind, Wallet, WalletId};

const OPEN_STAKES: Account = Account::House(HouseAccount::OpenStakes);
const REVENUE: Account = Account::House(HouseAccount::Revenue);

pub(super) fn apply(draft: &mut Draft<'_>, cause: &Cause, event: &Event) -> Result<(), Decline> {
    match event {
        Event::BetPlaced { .. } => place(draft, cause, event),
        Event::LegGraded { bet, leg, revision, result } => {
            let bet = edited::<Bet>(draft, bet)?;
            let Some(leg) = bet.legs.get_mut(*leg as usize) else {
                return Err(Decline::Inconsistent(crate::state::Key::Bet(bet.id)));
            };
            leg.revision = *revision;
            leg.result.clone_from(result);
            let market = leg.market;
            draft.add_to_progress(market, Progress { behind: -1, ..Progress::default() });
            Ok(())
        }
        Event::BetSettled { bet, status, returned, exact_return, .. } => {
            settle(draft, cause, *bet, *status, *returned, exact_return.clone())
        }
        Event::BetReopened { bet, .. } => reopen(draft, cause, *bet),
        Event::BetCancelled { bet, .. } => withdraw(draft, cause, *bet, BetStatus::Cancelled),
        Event::BetVoided { bet, .. } => withdraw(draft, cause, *bet, BetStatus::Void),
        _ => Ok(()),
    }
}

fn place(draft: &mut Draft<'_>, cause: &Cause, event: &Event) -> Result<(), Decline> {
    let Event::BetPlaced { bet, user, bet_type, legs, stake, potential_return, rules, way } = event else {
        return Ok(());
    };
    let accepted = |leg: &PlacedLeg| Leg {
        selection: leg.selection,
        market: leg.market,
        fixture: leg.fixture,
        requested: leg.requested,
        odds: leg.odds,
        kickoff: leg.kickoff,
        revision: leg.revision,
        result: None,
        terms: leg.terms,
        score_at_acceptance: leg.score_at_acceptance,
    };
    let row = Bet {
        id: *bet,
        user: *user,
        bet_type: *bet_type,
        legs: legs.iter().map(accepted).collect(),
        stake: *stake,
        potential_return: potential_return.minor(),
        rules: *rules,
        placed_at: cause.at,
        status: BetStatus::Open,
        settled_at: None,
        returned: 0,
        exact_return: None,
        withdrawn: false,
        request_hash: cause.request_hash,
        way: *way,
    };
    for leg in legs {
        draft.add_to_progress(leg.market, Progress { placed: 1, legs: 1, behind: 0 });
    }
    draft.put(row)?;
    let mut ledger = Ledger { draft, cause: *cause, reference: Reference::Bet(*bet) };
    let cash = Account::Bettor { user: *user, account: BettorAccount::Cash };
    ledger.post(cash, OPEN_STAKES, *stake, TransferKind::Stake)?;
    let standing = Standing { user: *user, stake: *stake, potential_return: potential_return.minor() };
    standing.count(draft, legs.iter().map(|leg| leg.selection), true)
}

/// What an open bet counts for.
struct Standing {
    user: UserId,
    stake: Money,
    potential_return: i64,
}

impl Standing {
    /// Adds an open bet to what stands on each of its selections and to its bettor's count, or takes it off.
    fn count(
        &self,
        draft: &mut Draft<'_>,
        selections: impl Iterator<Item = SelectionId>,
        open: bool,
    ) -> Result<(), Decline> {
        let currency = self.stake.currency();
        let (stakes, potential) = (self.stake.minor().into(), self.potential_return.into());
        let exposure = Exposure { open: 1, stakes, potential };
        let exposure = if open { exposure } else { exposure.negated() };
        for selection in selections {
            draft.add_to_exposure(ExposureId { selection, currency }, exposure);
        }
        let wallet = edited::<Wallet>(draft, &WalletId { user: self.user, currency })?;
        wallet.open_bets = wallet.open_bets.saturating_add_signed(if open { 1 } else { -1 });
        Ok(())
    }
}

/// What the effects on a bet need of the bet before, so that its row can be changed meanwhile.
struct Before {
    standing: Standing,
    status: BetStatus,
    returned: Money,
    selections: SmallVec<[SelectionId; 8]>,
}

impl Before {
    fn of(bet: &Bet) -> Self {
        Self {
            standing: Standing { user: bet.user, stake: bet.stake, potential_return: bet.potential_return },
            status: bet.status,
            returned: bet.returned(),
            selections: bet.legs.iter().map(|leg| leg.selection).collect(),
        }
    }

    /// Counts the bet as open again, or no longer.
    fn count(&self, draft: &mut Draft<'_>, open: bool) -> Result<(), Decline> {
        self.standing.count(draft, self.selections.iter().copied(), open)
    }
}

/// Brings the ledger to what the bet returns: the target less what it already holds for this bet.
fn settle(
    draft: &mut Draft<'_>,
    cause: &Cause,
    id: BetId,
    status: BetStatus,
    returned: Money,
    exact: Exact,
) -> Result<(), Decline> {
    let before = Before::of(seen::<Bet>(draft, &id)?);
    let Standing { user, stake, .. } = before.standing;
    let mut ledger = Ledger { draft, cause: *cause, reference: Reference::Bet(id) };
    if before.status.is_settled() {
        let difference = returned.checked_sub(before.returned).map_err(Rejection::from)?;
        if difference.is_positive() {
            ledger.credit(REVENUE, user, difference, TransferKind::Correction)?;
        } else {
            ledger.claw_back(user, difference.checked_neg().map_err(Rejection::from)?)?;
        }
    } else {
        let gain = returned.checked_sub(stake).map_err(Rejection::from)?;
        if gain.is_positive() {
            ledger.post(REVENUE, OPEN_STAKES, gain, TransferKind::Winnings)?;
        } else {
            let lost = gain.checked_neg().map_err(Rejection::from)?;
            ledger.post(OPEN_STAKES, REVENUE, lost, TransferKind::Loss)?;
        }
        let refund = matches!(status, BetStatus::Void | BetStatus::Cancelled);
        let kind = if refund { TransferKind::Refund } else { TransferKind::Return };
        if returned.is_positive() {
            ledger.credit(OPEN_STAKES, user, returned, kind)?;
        }
        before.count(draft, false)?;
    }
    let bet = edited::<Bet>(draft, &id)?;
    bet.status = status;
    bet.settled_at = Some(cause.at);
    bet.returned = returned.minor();
    bet.exact_return = Some(exact);
    Ok(())
}

/// Takes back what a settled bet returned, and puts its stake among the open ones again.
fn reopen(draft: &mut Draft<'_>, cause: &Cause, id: BetId) -> Result<(), Decline> {
    let before = Before::of(seen::<Bet>(draft, &id)?);
    let mut ledger = Ledger { draft, cause: *cause, reference: Reference::Bet(id) };
    ledger.claw_back(before.standing.user, before.returned)?;
    ledger.post(REVENUE, OPEN_STAKES, before.standing.stake, TransferKind::Reopening)?;
    before.count(draft, true)?;
    let bet = edited::<Bet>(draft, &id)?;
    bet.status = BetStatus::Open;
    bet.settled_at = None;
    bet.returned = 0;
    bet.exact_return = None;
    Ok(())
}

/// Gives the stake back and takes the bet out of settlement for good.
fn withdraw(draft: &mut Draft<'_>, cause: &Cause, id: BetId, status: BetStatus) -> Result<(), Decline> {
    let before = seen::<Bet>(draft, &id)?.clone();
    for leg in &before.legs {
        let behind = leg.revision < seen::<Market>(draft, &leg.market)?.revision;
        draft.add_to_progress(leg.market, Progress { placed: 0, legs: -1, behind: -i64::from(behind) });
    }
    let impossible = |_| Decline::Inconsistent(crate::state::Key::Bet(id));
    let exact = Exact::from_minor(before.stake.minor()).map_err(impossible)?;
    settle(draft, cause, id, status, before.stake, exact)?;
    edited::<Bet>(draft, &id)?.withdrawn = true;
    Ok(())
}
