//! A session, as its Python half holds it: the book, who asks, and why. And the hot path: a bet placed without a detour through
//! JSON.

use pyo3::prelude::*;
use realdeal::Book;
use realdeal::betting::{Bet, Slip};
use realdeal::command::{Actor, Command};
use realdeal_calls::on_session;
use realdeal_calls::shapes::BetForm;

use crate::book::Shared;
use crate::failure::raised;
use crate::given::{Given, written};

/// The native half of `realdeal.Session`.
#[pyclass(frozen, module = "realdeal._engine")]
pub(crate) struct Session {
    shared: Shared,
    actor: Actor,
    reason: Option<String>,
}

impl Session {
    pub(crate) fn new(shared: Shared, actor: Actor) -> Self {
        Self { shared, actor, reason: None }
    }

    /// The book, for what is done in this session's name.
    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// In whose name it asks.
    pub(crate) fn actor_itself(&self) -> Actor {
        self.actor
    }

    /// A command with this session's reason.
    pub(crate) fn commanding(&self, command: Command) -> Command {
        match &self.reason {
            Some(reason) => command.because(reason.as_str()),
            None => command,
        }
    }

    /// The engine's own session.
    pub(crate) fn of<'b>(&self, book: &'b mut Book) -> realdeal::Session<'b> {
        let session = match self.actor {
            Actor::System => book.system(),
            Actor::Visitor => book.visitor(),
            Actor::User(user) => book.session(user),
            Actor::OnBehalf { agent, bettor } => book.on_behalf(agent, bettor),
        };
        match &self.reason {
            Some(reason) => session.because(reason.as_str()),
            None => session,
        }
    }
}

#[pymethods]
impl Session {
    /// The same session with a reason.
    fn because(&self, reason: String) -> Self {
        Self { shared: self.shared.clone(), actor: self.actor, reason: Some(reason) }
    }

    /// In whose name it asks, in its wire form.
    fn actor(&self) -> PyResult<String> {
        written(&self.actor).map_err(raised)
    }

    /// Calls a method by its name, with a JSON array of arguments.
    fn call(&self, py: Python<'_>, name: &str, arguments: &str) -> PyResult<String> {
        self.shared.with(py, |book| on_session(&mut self.of(book), name, Given::parse(arguments)?))
    }

    /// Places a single, and gives the bet as it was accepted.
    fn place_single(&self, py: Python<'_>, selection: &str, odds: &str, stake: &str) -> PyResult<KeptBet> {
        let bet = self.shared.with(py, |book| {
            let slip = Slip::new(book.fresh_id()).leg(selection.parse()?, odds).stake(stake);
            Ok(self.of(book).place_bet(slip)?)
        })?;
        Ok(KeptBet(bet))
    }
}

/// A bet that is not written out before somebody looks at it.
#[pyclass(frozen, module = "realdeal._engine")]
pub(crate) struct KeptBet(Bet);

#[pymethods]
impl KeptBet {
    /// The bet in its wire form.
    fn form(&self) -> PyResult<String> {
        written(&BetForm::from(&self.0)).map_err(raised)
    }
}
