//! Carrying commands out: fetch, decide, apply, commit; again after a conflict.

use crate::answer::Answer;
use crate::book::Options;
use crate::command::Command;
use crate::decide::{Aside, Found, Verdict, View, decide};
use crate::decline::{Decline, Need};
use crate::effects;
use crate::error::Error;
use crate::journal::{JournalRecord, RequestHash};
use crate::keys::{Keys, keys};
use crate::state::{Change, Changes};
use crate::storage::{Storage, StorageError, Unit};
use crate::trace;

/// How often a command is decided on, because a decision may ask for rows that `keys` did not name: what is named by what was
/// found.
const ROUNDS: u32 = 4;

type Answers = Vec<Result<Answer, Error>>;

/// The records of a unit that was committed, for whoever wants to hear of them.
pub(super) struct Committed {
    /// The number of the last one, if the backend numbers them when they are committed.
    pub(super) last: Option<u64>,
    pub(super) records: Vec<JournalRecord>,
}

/// What was committed, if anybody wants to hear of it.
#[derive(Default)]
pub(super) struct Heard {
    pub(super) wanted: bool,
    pub(super) units: Vec<Committed>,
}

/// Runs a slice as one unit: once more after a conflict, then in halves, and a single command up to the limit.
pub(super) fn run(
    storage: &mut dyn Storage,
    commands: &[Command],
    options: Options,
    heard: &mut Heard,
) -> Answers {
    let tries = if commands.len() == 1 { options.retries.max(1) } else { 2 };
    for _ in 0..tries {
        match run_unit(storage, commands, heard) {
            Ok(answers) => return answers,
            Err(StorageError::Conflict) => trace::conflict(),
            Err(error) => return commands.iter().map(|_| Err(error.clone().into())).collect(),
        }
    }
    if commands.len() == 1 {
        return vec![Err(outrun(options).into())];
    }
    let (left, right) = commands.split_at(commands.len() / 2);
    let mut answers = run(storage, left, options, heard);
    answers.extend(run(storage, right, options, heard));
    answers
}

/// What is said when all tries ended with a conflict.
pub(super) fn outrun(options: Options) -> StorageError {
    StorageError::busy(format!("other writers were quicker {} times", options.retries.max(1)))
}

fn run_unit(
    storage: &mut dyn Storage,
    commands: &[Command],
    heard: &mut Heard,
) -> Result<Answers, StorageError> {
    let _span = trace::unit(commands.len());
    let resident = storage.capability().resident;
    let mut unit = storage.begin()?;
    let mut answers = Vec::with_capacity(commands.len());
    let mut records = heard.wanted.then(Vec::new);
    for command in commands {
        answers.push(run_command(&mut *unit, command, resident, records.as_mut())?);
    }
    let last = unit.commit()?.last_record;
    heard
        .units
        .extend(records.filter(|records| !records.is_empty()).map(|records| Committed { last, records }));
    Ok(answers)
}

/// An answer, with what changes; nothing does for a command that was carried out before.
type Step = (Answer, Option<Changes>);

/// Decides on a command and works out what it changes; pure.
fn step(view: &View<'_>, hash: RequestHash, room: Vec<Change>) -> Result<Step, Decline> {
    let View { state, command, .. } = *view;
    let decided = match decide(view, hash)? {
        Verdict::Repeated(made) => return Ok((Answer { made, repeated: true }, None)),
        Verdict::Accepted(decided) => decided,
    };
    let answer = Answer { made: decided.made.clone(), repeated: false };
    let person = match decided.aside {
        Some(Aside::Basket(edit)) => {
            return Ok((answer, Some(effects::basket_edit(state, command.id, hash, edit)?)));
        }
        Some(Aside::Person(person)) => Some(person),
        None => None,
    };
    let record = JournalRecord {
        command: command.id,
        request_hash: hash,
        actor: command.actor,
        at: command.at,
        reason: command.reason.clone(),
        made: decided.made,
        events: decided.events,
    };
    let changes = effects::changes(state, record, person, room)?;
    Ok((answer, Some(changes)))
}

/// Only trouble with the storage is an error here: it ends the unit. Everything else is the command's own answer.
fn run_command(
    unit: &mut dyn Unit,
    command: &Command,
    resident: bool,
    records: Option<&mut Vec<JournalRecord>>,
) -> Result<Result<Answer, Error>, StorageError> {
    let hash = RequestHash::of(command);
    if !resident {
        unit.fetch(&keys(command))?;
    }
    let mut found = Found::new();
    for _ in 0..ROUNDS {
        let room = unit.room();
        let view = View { state: unit.state(), found: &found, command };
        match step(&view, hash, room) {
            Ok((answer, changes)) => {
                if let Some(changes) = changes {
                    if let Some(records) = records {
                        records.extend(changes.record.clone());
                    }
                    unit.apply(changes)?;
                }
                return Ok(Ok(answer));
            }
            Err(Decline::Rejected(rejection)) => return Ok(Err(rejection.into())),
            Err(Decline::Inconsistent(key)) => return Ok(Err(inconsistent(&key).into())),
            Err(Decline::Need(need)) => provide(unit, need, &mut found, resident)?,
        }
    }
    let what = format!("{} asked for more rows after {ROUNDS} rounds", command.body.words());
    Ok(Err(StorageError::refused(what).into()))
}

pub(super) fn inconsistent(key: &crate::state::Key) -> StorageError {
    StorageError::refused(format!("the books contradict themselves at {key:?}"))
}

fn provide(unit: &mut dyn Unit, need: Need, found: &mut Found, resident: bool) -> Result<(), StorageError> {
    match need {
        Need::Keys(keys) => unit.fetch(&keys),
        Need::Scans(scans) => {
            for scan in scans {
                let hits = unit.scan(&scan)?;
                if !resident {
                    let mut keys = Keys::new();
                    for key in &hits {
                        keys.write(key.clone());
                    }
                    unit.fetch(&keys)?;
                }
                found.insert(scan, hits);
            }
            Ok(())
        }
    }
}
