//! A session: the friendly methods, in somebody's name.
//!
//! Each builds one command with a fresh id and the book's time, and sends it the way every command goes. Whoever wants
//! to choose the id, the expiry or an external id builds the command and sends it with [`Session::send`] or
//! [`Book::execute`].

mod baskets;
mod betting;
mod catalogue;
mod people;
mod results;
mod wallet;

use super::Book;
use super::desk::Desk;
use crate::answer::{Answer, Made};
use crate::command::{Actor, Body, Command};
use crate::error::Error;
use crate::id::{MarketId, SelectionId, UserId};
use crate::people::Role;
use crate::rejection::Rejection;

/// A market that was opened, with its selections in the order in which they were given.
///
/// ```
/// use realdeal::catalogue::{MarketKind, Outcome};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, bookmaker, fixture, .. } = doc::world()?;
/// let sides = [(Outcome::Home, "1.55"), (Outcome::Away, "2.40")];
/// let market = book.session(bookmaker).open_market(fixture, MarketKind::DrawNoBet, sides)?;
/// let (home, _away) = (market.selections[0], market.selections[1]);
/// assert_eq!(book.selection(home)?.market, market.id);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedMarket {
    /// The market.
    pub id: MarketId,
    /// Its selections.
    pub selections: Vec<SelectionId>,
}

/// How far a page of settlement came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettledPage {
    /// How many bets were graded.
    pub graded: u32,
    /// How many bets on the market still wait.
    pub left: u64,
}

/// The friendly methods of a [`Book`], in somebody's name: each builds one command with a fresh id and the
/// book's time, and sends it.
///
/// Every method that asks for something can be refused with the codes that any command can be refused with:
/// `unknown_actor`, `wrong_role`, `system_only`, `user_only`, `sign_in_required`, `actor_not_active`,
/// `not_yours`, `reason_required`, `reason_too_long`, `clock_went_back`. A method's own documentation names
/// those that are its own. All of them can also fail with a [`StorageError`](crate::StorageError), if the
/// books can't be reached.
///
/// The examples stand in a small world on a Friday at noon: an `admin`, a `bookmaker`, a `support` user, the
/// bettor `alice` with 100.00 EUR, and a `fixture` of a `league` three hours later, with a `market` on its
/// result: home at 2.10, draw at 3.40, away at 3.60.
///
/// ```
/// use realdeal::betting::Slip;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, alice, bookmaker, fixture, market, .. } = doc::world()?;
/// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
/// let mut session = book.session(alice);
/// let bet = session.place_bet(slip)?;
/// assert_eq!(session.bet(bet.id)?.stake.to_string(), "10.00 EUR");
/// // The same wish in another's name: each command has its row of permissions.
/// assert_eq!(session.void_bet(bet.id).unwrap_err().code(), "wrong_role");
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug)]
pub struct Session<'b> {
    desk: Desk<'b>,
    actor: Actor,
    reason: Option<String>,
}

impl<'b> Session<'b> {
    pub(super) fn own(book: &'b mut Book, actor: Actor) -> Self {
        Self { desk: Desk::Own(book), actor, reason: None }
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn shared(book: &'b super::SharedBook, actor: Actor) -> Self {
        Self { desk: Desk::Shared(book), actor, reason: None }
    }

    /// The same session with a reason, which goes into the journal with everything asked from here on. Some
    /// commands take a reason, and so does everything that support asks for a bettor. At most 500 characters
    /// ([`Command::MAX_REASON`]).
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
    /// let mut office = book.session(bookmaker);
    /// assert_eq!(office.void_market(market.id).unwrap_err().code(), "reason_required");
    /// office.because("priced on the wrong team").void_market(market.id)?;
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// In whose name it asks.
    ///
    /// ```
    /// use realdeal::command::Actor;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, .. } = doc::world()?;
    /// assert_eq!(book.session(alice).actor(), Actor::User(alice));
    /// assert_eq!(book.system().actor(), Actor::System);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// Sends a command of one's own making: body only, with a fresh id and the book's time. For what no
    /// friendly method says, such as external ids.
    ///
    /// Errors: those of the command.
    ///
    /// ```
    /// use realdeal::Made;
    /// use realdeal::catalogue::ExternalId;
    /// use realdeal::command::CreateCompetition;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, .. } = doc::world()?;
    /// let answer = book.session(bookmaker).send(CreateCompetition {
    ///     name: "Serie A".to_owned(),
    ///     slug: "serie-a".to_owned(),
    ///     external: Some(ExternalId::new("feed", "I1")),
    /// })?;
    /// let Made::Competition(serie_a) = answer.made else { panic!("it makes a competition") };
    /// assert_eq!(book.competition_by_external_id("feed", "I1")?, Some(serie_a));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn send(&mut self, body: impl Into<Body>) -> Result<Answer, Error> {
        let command = self.command(body);
        self.desk.execute_one(&command)
    }

    /// The command that this session would send for a body: to set its expiry, to keep it until the answer is
    /// there, or to send it with others in one slice by [`Book::execute`].
    ///
    /// ```
    /// use realdeal::command::SuspendMarket;
    /// use std::time::Duration;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, market, noon, .. } = doc::world()?;
    /// let command = book.session(bookmaker).command(SuspendMarket { market: market.id });
    /// let command = command.expiring_at(noon.plus(Duration::from_secs(5)));
    /// assert!(!book.execute_one(&command)?.repeated);
    /// assert!(book.execute_one(&command)?.repeated); // sent again: nothing is done twice
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn command(&mut self, body: impl Into<Body>) -> Command {
        let (id, at) = self.desk.stamp();
        let mut command = Command::new(id, self.actor, at, body);
        command.reason.clone_from(&self.reason);
        command
    }

    fn made<T>(&mut self, body: impl Into<Body>, take: impl FnOnce(Made) -> Option<T>) -> Result<T, Error> {
        let made = self.send(body)?.made;
        // A command always makes what its kind makes; a fresh id is never an earlier command's.
        take(made).ok_or_else(|| crate::StorageError::refused("the answer is another command's").into())
    }

    fn change(&mut self, body: impl Into<Body>) -> Result<(), Error> {
        self.send(body).map(drop)
    }

    /// Whether this session may look at what belongs to a user: he himself, support on his behalf, admins and the host.
    fn check_may_see(&self, owner: UserId) -> Result<(), Error> {
        match self.actor {
            Actor::System => Ok(()),
            Actor::Visitor => Err(Rejection::SignInRequired {}.into()),
            Actor::User(user) if user == owner => Ok(()),
            Actor::User(user) => match self.acting_role(user)? {
                Role::Admin => Ok(()),
                _ => Err(Rejection::NotYours { user }.into()),
            },
            Actor::OnBehalf { agent, bettor } => {
                let role = self.acting_role(agent)?;
                if role != Role::Support {
                    return Err(Rejection::WrongRole { role, command: "read".to_owned() }.into());
                }
                if bettor == owner { Ok(()) } else { Err(Rejection::NotYours { user: bettor }.into()) }
            }
        }
    }

    /// The role of somebody who looks at what is not his; as with commands, staff look while they are active.
    /// A list of one user's things is for whoever may see them; one of everybody's, for Admins and the host.
    fn check_may_list(&self, owner: Option<UserId>) -> Result<(), Error> {
        match (owner, self.actor) {
            (Some(owner), _) => self.check_may_see(owner),
            (None, Actor::System) => Ok(()),
            (None, Actor::Visitor) => Err(Rejection::SignInRequired {}.into()),
            (None, Actor::User(user) | Actor::OnBehalf { agent: user, .. }) => {
                match self.acting_role(user)? {
                    Role::Admin => Ok(()),
                    role => Err(Rejection::WrongRole { role, command: "read".to_owned() }.into()),
                }
            }
        }
    }

    /// Bookmakers, Admins and the host may see what concerns the house.
    fn check_is_staff(&self) -> Result<(), Error> {
        match self.actor {
            Actor::System => Ok(()),
            Actor::Visitor => Err(Rejection::SignInRequired {}.into()),
            Actor::User(user) | Actor::OnBehalf { agent: user, .. } => match self.acting_role(user)? {
                Role::Bookmaker | Role::Admin => Ok(()),
                role => Err(Rejection::WrongRole { role, command: "read".to_owned() }.into()),
            },
        }
    }

    fn acting_role(&self, user: UserId) -> Result<Role, Error> {
        let user = self.desk.user(user)?;
        if user.role != Role::Bettor && !user.status.may_stake() {
            return Err(Rejection::ActorNotActive { user: user.id, status: user.status }.into());
        }
        Ok(user.role)
    }
}
