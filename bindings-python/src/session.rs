//! A session, as its Python half holds it: the book, who asks, and why. And the hot path: a bet placed without a detour through
//! JSON, and given as a `realdeal.Bet` that nobody has looked at yet.

use std::sync::OnceLock;

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString, PyTuple, PyType};
use realdeal::Book;
use realdeal::betting::{Bet, OddsChange, SlipLeg, SlipTerms};
use realdeal::command::{Actor, Body, Command, PlaceBet};
use realdeal::id::SelectionId;
use realdeal::money::Money;
use realdeal::odds::Odds;
use realdeal_calls::on_session;
use realdeal_calls::shapes::{BetForm, Outcome, outcomes};

use serde_json::value::RawValue;

use crate::book::Shared;
use crate::failure::raised;
use crate::given::{Given, read, written};

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

    /// Sends a command for each body of a JSON array, and gives a JSON array of what came of each.
    fn send_all(&self, py: Python<'_>, bodies: &str) -> PyResult<String> {
        self.shared.with(py, |book| {
            let bodies: Vec<&RawValue> = read(bodies)?;
            let (ids, now) = (book.fresh_ids(bodies.len()), book.now());
            let mut commands = Vec::with_capacity(bodies.len());
            let mut unread = Vec::new();
            for (id, body) in ids.into_iter().zip(&bodies) {
                match read::<Body>(body.get()) {
                    Ok(body) => commands.push(self.commanding(Command::new(id, self.actor, now, body))),
                    Err(why) => unread.push((unread.len() + commands.len(), why)),
                }
            }
            let mut outcomes = outcomes::<Given<'_>>(book.execute(&commands));
            // From the first on, each comes to stand where its body stood.
            for (place, why) in unread {
                outcomes.insert(place, Outcome::Refused { error: why.form::<Given<'_>>() });
            }
            written(&outcomes)
        })
    }

    /// Places a single, and gives the bet as it was accepted; gives None if these are not three texts.
    fn place_single<'py>(
        &self,
        py: Python<'py>,
        selection: &Bound<'py, PyAny>,
        odds: &Bound<'py, PyAny>,
        stake: &Bound<'py, PyAny>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let texts = [selection, odds, stake].map(|each| each.cast_exact::<PyString>());
        let [Ok(selection), Ok(odds), Ok(stake)] = texts else { return Ok(None) };
        let (selection, odds, stake) = (selection.to_str()?, odds.to_str()?, stake.to_str()?);
        let bet = self.shared.briefly(py, |book| {
            let body = single(selection.parse()?, odds.parse()?, stake.parse()?);
            let command = self.of(book).command(body);
            book.execute_one(&command)?;
            Ok(book.bet(command.id.into())?)
        })?;
        KeptBet::give(py, bet).map(Some)
    }
}

/// A single at its price and no other.
pub(crate) fn single(selection: SelectionId, odds: Odds, stake: Money) -> PlaceBet {
    let legs = vec![SlipLeg::new(selection, odds)];
    PlaceBet { legs, stake, odds_change: OddsChange::None, terms: SlipTerms::default() }
}

/// What a `realdeal.Bet` is below: a bet of the engine's that is not written out before somebody looks at it. One that was made in
/// Python, or read from a form, has none.
#[pyclass(frozen, subclass, module = "realdeal._engine")]
pub(crate) struct KeptBet(OnceLock<Box<Bet>>);

impl KeptBet {
    /// The bet as a `realdeal.Bet`.
    fn give(py: Python<'_>, bet: Bet) -> PyResult<Bound<'_, PyAny>> {
        static BET: PyOnceLock<(Py<PyType>, Py<PyAny>)> = PyOnceLock::new();
        let (kind, new) = BET.get_or_try_init(py, || {
            let kind = py.import("realdeal.nouns.betting")?.getattr("Bet")?.cast_into::<PyType>()?;
            PyResult::Ok((kind.clone().unbind(), kind.getattr("__new__")?.unbind()))
        })?;
        // Its own making would ask for every field.
        let made = new.bind(py).call1((kind,))?;
        // A fresh one is empty.
        let _ = made.cast::<Self>()?.get().0.set(Box::new(bet));
        Ok(made)
    }
}

#[pymethods]
impl KeptBet {
    /// An empty one, whatever a subclass makes of what it is given.
    #[new]
    #[pyo3(signature = (*_values, **_fields))]
    fn new(_values: &Bound<'_, PyTuple>, _fields: Option<&Bound<'_, PyDict>>) -> Self {
        Self(OnceLock::new())
    }

    /// The bet in its wire form, if one is kept.
    fn _form(&self) -> PyResult<Option<String>> {
        self.0.get().map(|bet| written(&BetForm::from(&**bet)).map_err(raised)).transpose()
    }
}
