//! Decisions on users, their status and their data, and on house rules.

use super::baskets::dropped_baskets;
use super::{Decided, Decision, View};
use crate::answer::Made;
use crate::command::{
    AdoptHouseRules, ChangeRole, ChangeStatus, CreateFirstAdmin, EditProfile, ErasePerson, ExcludeSelf,
    Register, RequestReopening,
};
use crate::decline::Decline;
use crate::event::Event;
use crate::house_rules::RulesVersion;
use crate::id::UserId;
use crate::money::Money;
use crate::people::PersonChange;
use crate::people::{Person, Role, Status, User};
use crate::rejection::Rejection;
use crate::state::{Claim, ClaimKind};
use crate::wallet::{BettorAccount, WalletId};

fn user<'a>(view: &View<'a>, id: UserId) -> Result<&'a User, Decline> {
    Ok(view.state.users.get(&id)?.ok_or_else(|| Rejection::UnknownUser { user: id })?)
}

/// Whether the person can be taken in for this user: every field in order, and nobody else's address.
fn check_person(view: &View<'_>, id: UserId, person: &Person) -> Result<(), Decline> {
    person.validate().map_err(Rejection::from)?;
    let claim = Claim::one(ClaimKind::Email, person.folded_email());
    match view.state.claims.get(&claim)? {
        Some(claimed) if claimed.by != id.uuid() => Err(Rejection::EmailTaken {}.into()),
        _ => Ok(()),
    }
}

pub(super) fn create_first_admin(view: &View<'_>, body: &CreateFirstAdmin) -> Decision {
    if view.house()?.admins > 0 {
        return Err(Rejection::AdminExists {}.into());
    }
    enter(view, Role::Admin, &body.person.0)
}

pub(super) fn register(view: &View<'_>, body: &Register) -> Decision {
    enter(view, Role::Bettor, &body.person.0)
}

fn enter(view: &View<'_>, role: Role, person: &Person) -> Decision {
    let user = UserId::made_by(view.command.id, 0);
    check_person(view, user, person)?;
    // ---- accepted ----
    let known = PersonChange::Known { user, person: person.clone() };
    Ok(Decided::new(Made::User(user), vec![Event::UserRegistered { user, role }]).with_person(known))
}

pub(super) fn change_role(view: &View<'_>, body: &ChangeRole) -> Decision {
    let ChangeRole { user: id, role } = *body;
    let user = user(view, id)?;
    if user.role == role {
        return Err(Rejection::RoleUnchanged { user: id, role }.into());
    }
    check_not_last_admin(view, user)?;
    if user.status == Status::Closed {
        return Err(Rejection::AccountClosed { user: id }.into());
    }
    let mut events = vec![Event::RoleChanged { user: id, role }];
    // Only a bettor has baskets, and only he could empty or drop them.
    if user.role == Role::Bettor {
        events.extend(dropped_baskets(view, id)?);
    }
    // ---- accepted ----
    Ok(Decided::new(Made::Change, events))
}

pub(super) fn change_status(view: &View<'_>, body: &ChangeStatus) -> Decision {
    let ChangeStatus { user: id, status } = *body;
    let user = user(view, id)?;
    if user.status == status {
        return Err(Rejection::StatusUnchanged { user: id, status }.into());
    }
    if user.status == Status::Closed {
        return Err(Rejection::AccountClosed { user: id }.into());
    }
    check_not_last_admin(view, user)?;
    // Not even an Admin shortens what a bettor has chosen for his own protection, or opens the account for him; a stricter
    // status may follow it.
    if let Some(until) = user.excluded_until
        && !outlasts(status, until)
    {
        return Err(Rejection::ExclusionStands { user: id, until }.into());
    }
    if status == Status::Closed {
        check_nothing_left(view, user)?;
    }
    let mut events = vec![Event::StatusChanged { user: id, status }];
    if !status.keeps_baskets() {
        events.extend(dropped_baskets(view, id)?);
    }
    // ---- accepted ----
    Ok(Decided::new(Made::Change, events))
}

/// A book without an Admin who may act could never have one again.
fn check_not_last_admin(view: &View<'_>, user: &User) -> Result<(), Decline> {
    if user.is_active_admin() && view.house()?.admins <= 1 {
        return Err(Rejection::LastAdmin { user: user.id }.into());
    }
    Ok(())
}

/// Whether a status keeps a bettor out at least until a time.
fn outlasts(status: Status, until: crate::time::Timestamp) -> bool {
    match status {
        Status::Active => false,
        Status::CoolingOff { until: new } | Status::SelfExcluded { until: new } => new >= until,
        Status::OnRegister | Status::Blocked | Status::Closed => true,
        // A review ends with an Admin's word, and could end before the exclusion does.
        Status::Suspended => false,
    }
}

/// A closed account has no money, no debt and no open bet.
fn check_nothing_left(view: &View<'_>, user: &User) -> Result<(), Decline> {
    for &currency in &user.currencies {
        let Some(wallet) = view.state.wallets.get(&WalletId { user: user.id, currency })? else { continue };
        for account in [BettorAccount::Cash, BettorAccount::Held, BettorAccount::Debt] {
            let balance: Money = wallet.balance(account);
            if !balance.is_zero() {
                return Err(Rejection::BalanceLeft { user: user.id, balance }.into());
            }
        }
        if wallet.open_bets > 0 {
            return Err(Rejection::OpenBets { user: user.id, count: wallet.open_bets }.into());
        }
    }
    Ok(())
}

pub(super) fn edit_profile(view: &View<'_>, body: &EditProfile) -> Decision {
    user(view, body.user)?;
    if view.state.people.get(&body.user)?.is_none() {
        return Err(Rejection::PersonErased { user: body.user }.into());
    }
    check_person(view, body.user, &body.person.0)?;
    // ---- accepted ----
    let known = PersonChange::Known { user: body.user, person: body.person.0.clone() };
    Ok(Decided::change(Event::ProfileEdited { user: body.user }).with_person(known))
}

pub(super) fn erase_person(view: &View<'_>, body: &ErasePerson) -> Decision {
    user(view, body.user)?;
    if view.state.people.get(&body.user)?.is_none() {
        return Err(Rejection::PersonErased { user: body.user }.into());
    }
    // ---- accepted ----
    let forgotten = PersonChange::Forgotten { user: body.user };
    Ok(Decided::change(Event::PersonErased { user: body.user }).with_person(forgotten))
}

pub(super) fn exclude_self(view: &View<'_>, body: &ExcludeSelf) -> Decision {
    let ExcludeSelf { user: id, exclusion, until } = *body;
    let user = user(view, id)?;
    match user.status {
        Status::Active | Status::CoolingOff { .. } | Status::SelfExcluded { .. } => {}
        Status::OnRegister | Status::Suspended | Status::Blocked | Status::Closed => {
            return Err(Rejection::ActorNotActive { user: id, status: user.status }.into());
        }
    }
    let earliest = user.status.excluded_until().unwrap_or(view.command.at).max(view.command.at);
    if until <= earliest {
        return Err(Rejection::ExclusionTooShort { until, earliest }.into());
    }
    check_not_last_admin(view, user)?;
    let status = exclusion.until(until);
    let mut events = vec![Event::StatusChanged { user: id, status }];
    if !status.keeps_baskets() {
        events.extend(dropped_baskets(view, id)?);
    }
    // ---- accepted ----
    Ok(Decided::new(Made::Change, events))
}

pub(super) fn request_reopening(view: &View<'_>, body: &RequestReopening) -> Decision {
    let user = user(view, body.user)?;
    let Some(until) = user.status.excluded_until() else {
        return Err(Rejection::NotExcluded { user: user.id }.into());
    };
    let at = view.command.at;
    if at < until {
        return Err(Rejection::ExclusionStands { user: user.id, until }.into());
    }
    if let Some(opens_at) = user.reopens_at {
        return Err(Rejection::ReopeningPending { user: user.id, opens_at }.into());
    }
    let opens_at = at.plus(view.rules()?.reopening_delay());
    // ---- accepted ----
    Ok(Decided::change(Event::ReopeningRequested { user: user.id, opens_at }))
}

pub(super) fn adopt_house_rules(view: &View<'_>, body: &AdoptHouseRules) -> Decision {
    body.rules.validate().map_err(Rejection::from)?;
    let version = RulesVersion(view.house()?.rules.0.saturating_add(1));
    // ---- accepted ----
    let adopted = Event::HouseRulesAdopted { version, rules: body.rules.clone() };
    Ok(Decided::new(Made::HouseRules(version), vec![adopted]))
}
