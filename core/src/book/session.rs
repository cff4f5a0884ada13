//! A session: the friendly methods, in somebody's name.
//!
//! Each builds one command with a fresh id and the book's time, and sends it the way every command goes. Whoever wants
//! to choose the id, the expiry or an external id builds the command and sends it with [`Session::send`] or
//! [`Book::execute`].

mod betting;
mod catalogue;
mod people;
mod results;
mod wallet;

use super::Book;
use crate::answer::{Answer, Made};
use crate::command::{Actor, Body, Command};
use crate::error::Error;
use crate::id::{MarketId, SelectionId};
use crate::rejection::Rejection;

/// A market that was opened, with its selections in the order in which they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedMarket {
    /// The market.
    pub id: MarketId,
    /// Its selections.
    pub selections: Vec<SelectionId>,
}

/// The friendly methods of a [`Book`], in somebody's name.
#[derive(Debug)]
pub struct Session<'b> {
    book: &'b mut Book,
    actor: Actor,
    reason: Option<String>,
}

impl<'b> Session<'b> {
    pub(super) fn new(book: &'b mut Book, actor: Actor) -> Self {
        Self { book, actor, reason: None }
    }

    /// The same session with a reason, which goes into the journal with everything asked from here on.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// In whose name it asks.
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// Sends a command of one's own making: body only, with a fresh id and the book's time.
    pub fn send(&mut self, body: impl Into<Body>) -> Result<Answer, Error> {
        let command = self.command(body);
        self.book.execute_one(&command)
    }

    /// The command that this session would send for a body.
    pub fn command(&mut self, body: impl Into<Body>) -> Command {
        let id = self.book.fresh_id();
        let mut command = Command::new(id, self.actor, self.book.now(), body);
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
    fn check_may_see(&self, owner: crate::id::UserId) -> Result<(), Error> {
        match self.actor {
            Actor::System => Ok(()),
            Actor::Visitor => Err(Rejection::SignInRequired {}.into()),
            Actor::User(user) if user == owner => Ok(()),
            Actor::User(user) => match self.book.user(user)?.role {
                crate::people::Role::Admin => Ok(()),
                _ => Err(Rejection::NotYours { user }.into()),
            },
            Actor::OnBehalf { agent, bettor } => {
                let role = self.book.user(agent)?.role;
                if role != crate::people::Role::Support {
                    return Err(Rejection::WrongRole { role, command: "reading".to_owned() }.into());
                }
                if bettor == owner { Ok(()) } else { Err(Rejection::NotYours { user: bettor }.into()) }
            }
        }
    }
}
