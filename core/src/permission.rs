//! Permissions: who may ask for what. One row a command; a new command without a row does not compile.
//!
//! Bookmakers run the catalogue, prices and results; bettors their own wallet and bets; admins people and rules; the host
//! itself payments, timers and feeds. Nobody touches another's wallet.

use crate::command::{Actor, Body, Command};
use crate::decline::Decline;
use crate::id::UserId;
use crate::people::{Role, User};
use crate::rejection::Rejection;
use crate::state::State;

/// Who may ask for a command.
///
/// ```
/// use realdeal::command::SuspendMarket;
/// use realdeal::permission::{Permission, permission};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { market, .. } = doc::world()?;
/// let needed = permission(&SuspendMarket { market: market.id }.into());
/// assert_eq!((needed.by, needed.reason), (Permission::Bookmaker, false));
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Anybody, signed in or not.
    Anybody,
    /// The host itself only.
    System,
    /// Bookmakers, and the host itself (a feed).
    Bookmaker,
    /// Admins only.
    Admin,
    /// Admins, and the host itself.
    AdminOrSystem,
    /// A bettor, for himself.
    Bettor,
    /// The user named, for himself, whatever his role.
    Owner(UserId),
    /// The user named, for himself, or an Admin.
    OwnerOrAdmin(UserId),
    /// Any user; the decision checks whose it is.
    AnyUser,
}

/// Who may ask for a command, and whether it takes a reason; for a host that shows only what can be asked.
/// See [`Permission`] for an example.
pub fn permission(body: &Body) -> Needed {
    let (by, reason) = row(body);
    Needed { by, reason }
}

/// What a command needs of its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needed {
    /// Who may ask.
    pub by: Permission,
    /// Whether it takes a reason.
    pub reason: bool,
}

fn row(body: &Body) -> (Permission, bool) {
    use Permission::{
        Admin, AdminOrSystem, AnyUser, Anybody, Bettor, Bookmaker, Owner, OwnerOrAdmin, System,
    };
    const REASON: bool = true;
    const PLAIN: bool = false;
    match body {
        Body::CreateFirstAdmin(_) => (System, PLAIN),
        Body::Register(_) => (Anybody, PLAIN),
        Body::ChangeRole(_) => (Admin, PLAIN),
        Body::ChangeStatus(_) => (Admin, REASON),
        Body::EditProfile(body) => (Owner(body.user), PLAIN),
        Body::ErasePerson(_) => (Admin, REASON),
        Body::ExcludeSelf(body) => (Owner(body.user), PLAIN),
        Body::RequestReopening(body) => (Owner(body.user), PLAIN),
        Body::AdoptHouseRules(_) => (Admin, PLAIN),
        Body::CreateCompetition(_)
        | Body::RenameCompetition(_)
        | Body::RetireCompetition(_)
        | Body::DeleteCompetition(_)
        | Body::CreateParticipant(_)
        | Body::RenameParticipant(_)
        | Body::RetireParticipant(_)
        | Body::DeleteParticipant(_)
        | Body::ScheduleFixture(_)
        | Body::RescheduleFixture(_)
        | Body::DeleteFixture(_)
        | Body::OpenMarket(_)
        | Body::ChangePrices(_)
        | Body::SuspendMarket(_)
        | Body::ResumeMarket(_)
        | Body::CloseMarket(_)
        | Body::RecordScore(_)
        | Body::RecordOutcomes(_)
        | Body::RecordPositions(_)
        | Body::WithdrawRunner(_)
        | Body::SettlePage(_) => (Bookmaker, PLAIN),
        Body::CorrectScore(_)
        | Body::CorrectPositions(_)
        | Body::ReinstateRunner(_)
        | Body::CorrectResult(_)
        | Body::VoidMarket(_)
        | Body::VoidFixture(_)
        | Body::AbandonFixture(_)
        | Body::PostponeFixture(_)
        | Body::CancelFixture(_)
        | Body::VoidBet(_) => (Bookmaker, REASON),
        Body::RunDue(_) | Body::ConfirmDeposit(_) => (System, PLAIN),
        Body::RequestWithdrawal(body) => (OwnerOrAdmin(body.user), PLAIN),
        Body::AnswerWithdrawal(_) => (AdminOrSystem, PLAIN),
        Body::AdjustWallet(_) | Body::WriteOffDebt(_) => (Admin, REASON),
        Body::PlaceBet(_)
        | Body::CreateBasket(_)
        | Body::AddToBasket(_)
        | Body::RemoveFromBasket(_)
        | Body::RestakeSlip(_)
        | Body::DropBasket(_)
        | Body::CheckOutBasket(_) => (Bettor, PLAIN),
        Body::CancelBet(_) => (AnyUser, PLAIN),
    }
}

fn user(state: &State, id: UserId) -> Result<&User, Decline> {
    Ok(state.users.get(&id)?.ok_or_else(|| Rejection::UnknownActor { user: id })?)
}

/// Whether the actor may ask for this command at all: by role, by whose it is, and by reason. What a bettor's
/// status allows differs by command and is checked with each.
///
/// Errors: `unknown_actor`, `sign_in_required`, `wrong_role`, `actor_not_active`, `system_only`, `user_only`,
/// `not_yours`, `reason_required`; or the user's row, if it was not fetched.
///
/// ```
/// use realdeal::command::SuspendMarket;
/// use realdeal::permission::authorise;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, alice, bookmaker, market, .. } = doc::world()?;
/// let wish = SuspendMarket { market: market.id };
/// let (hers, his) = (book.session(alice).command(wish.clone()), book.session(bookmaker).command(wish));
/// book.read(|snapshot| {
///     assert!(authorise(snapshot.state(), &hers).is_err());
///     assert!(authorise(snapshot.state(), &his).is_ok());
///     Ok(())
/// })?;
/// # Ok::<(), realdeal::Error>(())
/// ```
pub fn authorise(state: &State, command: &Command) -> Result<(), Decline> {
    let Needed { by: permission, reason: needs_reason } = permission(&command.body);
    let name = || command.body.words();
    let given = command.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
    let allowed = match command.actor {
        Actor::System => as_system(permission, name),
        Actor::Visitor => as_visitor(permission),
        Actor::User(id) => as_user(user(state, id)?, permission, name),
        Actor::OnBehalf { agent, bettor } => {
            on_behalf(user(state, agent)?, user(state, bettor)?, permission, name)
        }
    };
    allowed?;
    if (needs_reason || matches!(command.actor, Actor::OnBehalf { .. })) && !given {
        return Err(Rejection::ReasonRequired { command: name() }.into());
    }
    Ok(())
}

fn as_system(permission: Permission, name: impl Fn() -> String) -> Result<(), Rejection> {
    match permission {
        Permission::Anybody | Permission::System | Permission::Bookmaker | Permission::AdminOrSystem => {
            Ok(())
        }
        Permission::Admin
        | Permission::Bettor
        | Permission::Owner(_)
        | Permission::OwnerOrAdmin(_)
        | Permission::AnyUser => Err(Rejection::UserOnly { command: name() }),
    }
}

fn as_visitor(permission: Permission) -> Result<(), Rejection> {
    if permission == Permission::Anybody { Ok(()) } else { Err(Rejection::SignInRequired {}) }
}

fn as_user(user: &User, permission: Permission, name: impl Fn() -> String) -> Result<(), Rejection> {
    let role = |wanted: Role| {
        if user.role != wanted {
            Err(Rejection::WrongRole { role: user.role, command: name() })
        } else if wanted != Role::Bettor && !user.status.may_stake() {
            // What a bettor's status allows differs by command and is checked there; staff act while active.
            Err(Rejection::ActorNotActive { user: user.id, status: user.status })
        } else {
            Ok(())
        }
    };
    match permission {
        Permission::Anybody | Permission::AnyUser => Ok(()),
        Permission::System => Err(Rejection::SystemOnly { command: name() }),
        Permission::Bookmaker => role(Role::Bookmaker),
        Permission::Admin | Permission::AdminOrSystem => role(Role::Admin),
        Permission::Bettor => role(Role::Bettor),
        Permission::Owner(owner) | Permission::OwnerOrAdmin(owner) if owner == user.id => Ok(()),
        Permission::OwnerOrAdmin(_) if user.role == Role::Admin => role(Role::Admin),
        Permission::Owner(_) | Permission::OwnerOrAdmin(_) => Err(Rejection::NotYours { user: user.id }),
    }
}

fn on_behalf(
    agent: &User,
    bettor: &User,
    permission: Permission,
    name: impl Fn() -> String,
) -> Result<(), Rejection> {
    if agent.role != Role::Support {
        return Err(Rejection::WrongRole { role: agent.role, command: name() });
    }
    if !agent.status.may_stake() {
        return Err(Rejection::ActorNotActive { user: agent.id, status: agent.status });
    }
    if bettor.role != Role::Bettor {
        return Err(Rejection::WrongRole { role: bettor.role, command: name() });
    }
    as_user(bettor, permission, name)
}
