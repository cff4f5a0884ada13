//! The door: a book behind a text interface. A call names who asks, what, and with which arguments; the answer is a value or why
//! not. Events that somebody listens to are kept until they are fetched.
//!
//! Not here: what can be asked (`realdeal-calls`), and how values look (`js`).

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use realdeal::betting::Slip;
use realdeal::command::{Actor, Command};
use realdeal::event::EventKind;
use realdeal::hook::{Happened, HookId, Kinds};
use realdeal::{Book, Error, Session};
use realdeal_calls::shapes::{SlipForm, outcomes};
use realdeal_calls::{Failure, READER, Wire, on_book, on_reader, on_session, on_tools};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::given::{Given, read};
use crate::js::{from_own, object, snake, text, to_js, to_own};

/// A book, asked by text.
///
/// ```
/// use realdeal::Book;
/// use realdeal::time::Timestamp;
/// use realdeal_wasm::Door;
/// let mut door = Door::new(Book::simulated(1, Timestamp::utc(2024, 8, 16, 12, 0)?));
/// let answer = door.call("", "journalHead", "[]");
/// assert!(answer.starts_with(r#"{"value":{"records":0,"#), "{answer}");
/// let refused = door.call(r#"{"actor":"visitor"}"#, "suspendMarket", r#"["no id"]"#);
/// assert!(refused.starts_with(r#"{"error":{"code":"malformed""#), "{refused}");
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug)]
pub struct Door {
    book: Book,
    /// What was heard and not fetched yet. A hook must be able to go to another thread where there are threads.
    heard: Arc<Mutex<VecDeque<Value>>>,
    hook: Option<HookId>,
}

/// In whose name something is asked, and why.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Who {
    actor: Actor,
    reason: Option<String>,
}

impl Who {
    fn session<'b>(&self, book: &'b mut Book) -> Session<'b> {
        let session = match self.actor {
            Actor::System => book.system(),
            Actor::Visitor => book.visitor(),
            Actor::User(user) => book.session(user),
            Actor::OnBehalf { agent, bettor } => book.on_behalf(agent, bettor),
        };
        match &self.reason {
            Some(reason) => session.because(reason),
            None => session,
        }
    }
}

impl Door {
    /// A door to this book.
    pub fn new(book: Book) -> Self {
        Self { book, heard: Arc::default(), hook: None }
    }

    /// Calls a method: the book's own where `who` is empty, a session's where it says in whose name.
    pub fn call(&mut self, who: &str, method: &str, arguments: &str) -> String {
        said(self.answer(who, &snake(method), arguments))
    }

    fn answer(&mut self, who: &str, method: &str, arguments: &str) -> Result<Value, Failure> {
        let arguments: Vec<Value> = parsed(arguments)?;
        if who.is_empty() {
            return match method {
                "execute_json" => self.execute_json(&arguments),
                "listen" => self.listen(arguments),
                _ if READER.contains(&method) => on_reader(&self.book, method, Given::from(arguments)),
                _ => on_book(&mut self.book, method, Given::from(arguments)),
            };
        }
        let who: Who = read(parsed(who)?)?;
        match method {
            "place_bets" => self.place_bets(&who, arguments),
            _ => on_session(&mut who.session(&mut self.book), method, Given::from(arguments)),
        }
    }

    /// Carries out commands in the engine's own JSON form, as other languages send and keep them, and answers in that form.
    fn execute_json(&mut self, arguments: &[Value]) -> Result<Value, Failure> {
        let commands = arguments.first().and_then(Value::as_str).unwrap_or_default();
        let commands: Vec<Command> = from_own(parsed(commands)?).map_err(|why| Failure::malformed(&why))?;
        let answers = self.book.execute(&commands).into_iter().map(|answer| match answer {
            Ok(answer) => to_own(&answer),
            Err(Error::Rejected(rejection)) => {
                let figures = Given::figures(&rejection);
                object([("refused", rejection.code().into()), ("figures", figures.into())])
            }
            Err(Error::Storage(error)) => {
                object([("refused", error.code().into()), ("figures", error.figures().into())])
            }
        });
        Ok(Value::String(text(&Value::Array(answers.collect()))))
    }

    /// Places slips as one slice of commands, and says of each what came of it. One that can't be read is not sent.
    fn place_bets(&mut self, who: &Who, mut arguments: Vec<Value>) -> Result<Value, Failure> {
        let slips: Vec<SlipForm> = read(arguments.pop().unwrap_or_default())?;
        let mut commands = Vec::with_capacity(slips.len());
        let mut unreadable = Vec::new();
        for (place, slip) in slips.into_iter().enumerate() {
            match Slip::from(slip).into_command() {
                Ok((id, body)) => {
                    commands.push(Command { id, ..who.session(&mut self.book).command(body) });
                }
                Err(rejection) => unreadable.push((place, Err(rejection.into()))),
            }
        }
        let mut answers = self.book.execute(&commands);
        for (place, rejection) in unreadable {
            answers.insert(place, rejection);
        }
        Given::answer(&outcomes::<Given>(answers))
    }

    /// Listens to events of these kinds from now on, and to no others; an empty list ends it.
    fn listen(&mut self, mut arguments: Vec<Value>) -> Result<Value, Failure> {
        let kinds: Vec<EventKind> = read(arguments.pop().unwrap_or_default())?;
        if let Some(hook) = self.hook.take() {
            self.book.off(hook);
        }
        if !kinds.is_empty() {
            let heard = self.heard.clone();
            let hear = move |happened: &Happened<'_>| {
                heard.lock().unwrap_or_else(PoisonError::into_inner).push_back(told(happened));
            };
            self.hook = Some(self.book.on(Kinds::Only(kinds), hear)?);
        }
        Ok(Value::Null)
    }

    /// What was heard since the last time, in journal order.
    pub fn heard(&mut self) -> String {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        text(&Value::Array(heard.drain(..).collect()))
    }
}

/// Calls a method that needs no book.
pub fn tool(method: &str, arguments: &str) -> String {
    let arguments = parsed(arguments);
    said(arguments.and_then(|arguments: Vec<Value>| on_tools((), &snake(method), Given::from(arguments))))
}

/// An event with what its journal record says around it.
fn told(happened: &Happened<'_>) -> Value {
    let record = happened.record;
    object([
        ("number", happened.number.into()),
        ("at", to_js(&record.at)),
        ("actor", to_js(&record.actor)),
        ("command", to_js(&record.command)),
        ("event", to_js(happened.event)),
    ])
}

fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|why| Failure::malformed(&why))
}

fn said(answer: Result<Value, Failure>) -> String {
    match answer {
        Ok(value) => text(&object([("value", value)])),
        Err(failure) => text(&object([("error", to_js(&failure.form::<Given>()))])),
    }
}
