//! The script: one fixed list of commands that covers every command there is, and what it must come to.
//!
//! The commands are built here and stand in `vectors/script.json` as a host of any language would send them, each with
//! its outcome, and at the end the figures that must be equal on every target. Codes and bets are expected by hand; ids,
//! hashes and the seal are what the engine gave when the file was written. To write it anew, after a change of a form:
//! `REALDEAL_WRITE_VECTORS=1 cargo test -p realdeal --test vectors_public script`.

use std::collections::BTreeSet;
use std::fs;

use realdeal::command::{Actor, Body, Command};
use realdeal::id::{BetId, CommandId, UserId};
use realdeal::time::Timestamp;
use realdeal::{Answer, Book, Error, Made};
use serde_json::{Value, json};

use crate::support::{book_at, check};

#[path = "play.rs"]
mod play;
#[path = "racing.rs"]
mod racing;
#[path = "shopping.rs"]
mod shopping;
#[path = "story.rs"]
mod story;

const ABOUT: &str = "Carry out the commands in their order on an empty book and compare each outcome and the end; \
                     README.md beside this file says what the fields mean.";

/// A command of the script with the outcome that its author expects.
struct Step {
    note: &'static str,
    command: Command,
    /// The code of a rejection, or none where it is carried out.
    refused: Option<&'static str>,
}

/// What a bet has come to at the end, by hand.
struct Ending {
    bet: BetId,
    status: &'static str,
    returned: &'static str,
}

/// The script as it is written down, second by second.
struct Script {
    steps: Vec<Step>,
    at: Timestamp,
    reason: Option<&'static str>,
    endings: Vec<Ending>,
    /// Whose wallets are shown at the end, with the cash that must be in them.
    wallets: Vec<(UserId, &'static str)>,
}

impl Script {
    /// A command that is carried out, a second after the last one.
    fn made(&mut self, note: &'static str, actor: Actor, body: impl Into<Body>) -> CommandId {
        self.push(note, actor, body.into(), None)
    }

    /// A command that is refused with this code.
    fn refused(&mut self, code: &'static str, actor: Actor, body: impl Into<Body>) -> CommandId {
        self.push(code, actor, body.into(), Some(code))
    }

    /// The reason of the next command.
    fn because(&mut self, reason: &'static str) -> &mut Self {
        self.reason = Some(reason);
        self
    }

    fn push(
        &mut self,
        note: &'static str,
        actor: Actor,
        body: Body,
        refused: Option<&'static str>,
    ) -> CommandId {
        self.at = Timestamp::from_micros(self.at.micros() + 1_000_000);
        // Bits of the author's choosing: the number of the step, spread over the id.
        let number = self.steps.len() as u64 + 1;
        let id = CommandId::from_parts(self.at, 0x0D1, number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut command = Command::new(id, actor, self.at, body);
        command.reason = self.reason.take().map(str::to_owned);
        self.steps.push(Step { note, command, refused });
        id
    }

    /// The last command once more, changed.
    fn again(
        &mut self,
        note: &'static str,
        refused: Option<&'static str>,
        change: impl FnOnce(&mut Command),
    ) {
        let mut command = self.steps.last().unwrap().command.clone();
        change(&mut command);
        self.steps.push(Step { note, command, refused });
    }

    fn ends(&mut self, bet: impl Into<BetId>, status: &'static str, returned: &'static str) {
        self.endings.push(Ending { bet: bet.into(), status, returned });
    }
}

/// Runs the script and holds it against the file, or writes the file where that is asked for.
pub(crate) fn run(path: &str) {
    let script = story::tell();
    let commands: Vec<Command> = script.steps.iter().map(|step| step.command.clone()).collect();
    let mut book = book_at(commands[0].at);
    let answers = book.execute(&commands);
    check_by_hand(&script, &book, &answers);
    check(&book);
    let found = written(&script, &mut book, &answers);
    if std::env::var("REALDEAL_WRITE_VECTORS").is_ok_and(|value| value == "1") {
        fs::write(path, layout(&found)).unwrap();
    }
    let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let (steps, expected) = (found["steps"].as_array().unwrap(), file["steps"].as_array().unwrap());
    for (index, (step, expected)) in steps.iter().zip(expected).enumerate() {
        assert_eq!(step, expected, "step {}: {}", index + 1, step["note"]);
        let command: Command = serde_json::from_value(expected["command"].clone()).unwrap();
        assert_eq!(command, commands[index], "step {} is read as it was written", index + 1);
    }
    assert_eq!(found, file);
    println!("script.json: {} commands run", steps.len());
}

/// What the author of the script expects: codes, bets, and that no command is left out.
fn check_by_hand(script: &Script, book: &Book, answers: &[Result<Answer, Error>]) {
    assert_eq!(answers.len(), script.steps.len());
    let mut carried_out = BTreeSet::new();
    for (step, answer) in script.steps.iter().zip(answers) {
        match (answer, step.refused) {
            (Ok(_), None) => _ = carried_out.insert(step.command.body.name()),
            (Err(error), Some(code)) => assert_eq!(error.code(), code, "{}: {error}", step.note),
            (answer, expected) => panic!("{}: expected {expected:?}, found {answer:?}", step.note),
        }
    }
    let left_out: Vec<_> = Body::NAMES.iter().filter(|name| !carried_out.contains(*name)).collect();
    assert!(left_out.is_empty(), "commands that the script never carries out: {left_out:?}");
    let placed = answers.iter().map(|answer| match answer {
        Ok(Answer { made: Made::Bet(_), repeated: false }) => 1,
        Ok(Answer { made: Made::Bets(bets), repeated: false }) => bets.len(),
        _ => 0,
    });
    assert_eq!(placed.sum::<usize>(), script.endings.len(), "each bet has its ending");
    for Ending { bet, status, returned } in &script.endings {
        let bet = book.bet(*bet).unwrap();
        assert_eq!(
            (bet.status.to_string().as_str(), bet.returned().to_string().as_str()),
            (*status, *returned)
        );
    }
}

/// The script as the file has it.
fn written(script: &Script, book: &mut Book, answers: &[Result<Answer, Error>]) -> Value {
    let outcome = |answer: &Result<Answer, Error>| match answer {
        Ok(answer) => json!(answer),
        Err(error) => json!({ "refused": error.code() }),
    };
    let steps = script.steps.iter().zip(answers).map(
        |(step, answer)| json!({ "note": step.note, "command": step.command, "expect": outcome(answer) }),
    );
    let steps: Vec<Value> = steps.collect();
    let bets = script.endings.iter().map(|ending| {
        let bet = book.bet(ending.bet).unwrap();
        let exact = bet.exact_return.as_ref().map(ToString::to_string);
        let returned = bet.returned().to_string();
        json!({ "bet": bet.id, "status": bet.status, "exact_return": exact, "returned": returned })
    });
    let bets: Vec<Value> = bets.collect();
    let wallets = script.wallets.iter().map(|&(user, expected)| {
        let wallet = book.system().wallet_of(user, "EUR").unwrap();
        assert_eq!(wallet.cash.to_string(), expected, "user {user}");
        let text = |money: realdeal::money::Money| money.to_string();
        let (cash, held, debt) = (text(wallet.cash), text(wallet.held), text(wallet.debt));
        json!({ "user": user, "cash": cash, "held": held, "debt": debt })
    });
    let wallets: Vec<Value> = wallets.collect();
    let head = book.journal_head().unwrap();
    json!({ "about": ABOUT, "steps": steps, "end": {
        "bets": bets,
        "wallets": wallets,
        "journal": { "records": head.records, "seal": head.seal.to_string() },
        "state_hash": book.state_hash().unwrap().to_string(),
    }})
}

/// One line a step, so that a change shows as the lines it changes.
fn layout(script: &Value) -> String {
    let lines = |list: &Value| {
        let lines = list.as_array().unwrap().iter().map(Value::to_string);
        lines.collect::<Vec<_>>().join(",\n")
    };
    let end = serde_json::to_string_pretty(&script["end"]).unwrap();
    let (about, steps) = (&script["about"], lines(&script["steps"]));
    format!("{{\n\"about\": {about},\n\"steps\": [\n{steps}\n],\n\"end\": {end}\n}}\n")
}
