//! What happens to users, personal data and house rules.

use smallvec::SmallVec;

use super::{Cause, edited};
use crate::decline::Decline;
use crate::event::Event;
use crate::id::UserId;
use crate::people::{PersonChange, Status, User};
use crate::state::{Claim, ClaimKind, Claimed, Draft, House, KnownPerson, VersionedRules};

/// Writes personal data, and moves the claim on the e-mail address with it.
pub(crate) fn write(draft: &mut Draft<'_>, change: PersonChange) -> Result<(), Decline> {
    let user = match &change {
        PersonChange::Known { user, .. } | PersonChange::Forgotten { user } => *user,
    };
    let before = draft.get::<KnownPerson>(&user)?.map(|known| known.person.folded_email());
    if let Some(email) = before {
        draft.delete::<Claimed>(&Claim::one(ClaimKind::Email, email))?;
    }
    match change {
        PersonChange::Known { user, person } => {
            let claim = Claim::one(ClaimKind::Email, person.folded_email());
            draft.put(Claimed { claim, by: user.uuid() })?;
            draft.put(KnownPerson { user, person })?;
        }
        PersonChange::Forgotten { user } => draft.delete::<KnownPerson>(&user)?,
    }
    Ok(())
}

pub(super) fn apply(draft: &mut Draft<'_>, cause: &Cause, event: &Event) -> Result<(), Decline> {
    match event {
        Event::UserRegistered { user, role } => {
            let registered = User {
                id: *user,
                role: *role,
                status: Status::Active,
                registered_at: cause.at,
                excluded_until: None,
                reopens_at: None,
                currencies: SmallVec::new(),
            };
            count_admin(draft, false, registered.is_active_admin())?;
            draft.put(registered)?;
        }
        Event::RoleChanged { user, role } => change(draft, user, |user| user.role = *role)?,
        Event::StatusChanged { user, status } => change(draft, user, |user| {
            user.status = *status;
            user.excluded_until = user.excluded_until.max(status.excluded_until());
            user.reopens_at = None;
        })?,
        Event::ReopeningRequested { user, opens_at } => {
            edited::<User>(draft, user)?.reopens_at = Some(*opens_at);
        }
        Event::AccountReopened { user } => change(draft, user, |user| {
            user.status = Status::Active;
            user.excluded_until = None;
            user.reopens_at = None;
        })?,
        Event::HouseRulesAdopted { version, rules } => {
            draft.put(VersionedRules { version: *version, rules: rules.clone() })?;
            house(draft)?.rules = *version;
        }
        // Personal data goes beside the events.
        _ => {}
    }
    Ok(())
}

/// The row of the house; a new book has none until something is written in it.
fn house<'a>(draft: &'a mut Draft<'_>) -> Result<&'a mut House, Decline> {
    if draft.get::<House>(&())?.is_none() {
        draft.put(House::default())?;
    }
    edited::<House>(draft, &())
}

/// Changes a user, and keeps the count of the Admins who may act.
fn change(draft: &mut Draft<'_>, user: &UserId, change: impl FnOnce(&mut User)) -> Result<(), Decline> {
    let user = edited::<User>(draft, user)?;
    let before = user.is_active_admin();
    change(user);
    let after = user.is_active_admin();
    count_admin(draft, before, after)
}

fn count_admin(draft: &mut Draft<'_>, before: bool, after: bool) -> Result<(), Decline> {
    if before != after {
        let house = house(draft)?;
        house.admins = house.admins.saturating_add_signed(if after { 1 } else { -1 });
    }
    Ok(())
}
