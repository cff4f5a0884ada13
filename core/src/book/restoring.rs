//! Writing what another book has told into this one: its journal records as they are, and the personal data beside them.
//!
//! Nothing is decided here: the records' effects are carried out, as they were when the records were written.

use super::executor::{inconsistent, outrun};
use crate::book::Options;
use crate::decline::{Decline, Need};
use crate::effects;
use crate::error::Error;
use crate::event::Event;
use crate::exchange::KnownUser;
use crate::journal::{JournalRecord, NumberedRecord};
use crate::keys::Keys;
use crate::people::{PersonChange, User};
use crate::rejection::Rejection;
use crate::state::{Claim, ClaimKind, Claimed, Draft, Key, Row};
use crate::storage::{Storage, StorageError, Unit};
use crate::wallet::WalletId;

/// The most events in a unit of work: a record of a large page of settlement has thousands.
const EVENTS_PER_UNIT: usize = 20_000;

/// Writes records as they are, a unit at a time, as long as each is the next one.
pub(super) fn restore(
    storage: &mut dyn Storage,
    mut next: u64,
    records: impl IntoIterator<Item = NumberedRecord>,
    options: Options,
) -> Result<(), Error> {
    let mut records = records.into_iter();
    loop {
        let chunk = unit_of(&mut records, options);
        if chunk.is_empty() {
            return Ok(());
        }
        let mut tries = options.retries.max(1);
        loop {
            match restore_unit(storage, next, &chunk) {
                Err(Error::Storage(StorageError::Conflict)) if tries > 1 => tries -= 1,
                Err(Error::Storage(StorageError::Conflict)) => return Err(outrun(options).into()),
                done => break done?,
            }
        }
        next += chunk.len() as u64;
    }
}

/// The records of the next unit.
fn unit_of(records: &mut impl Iterator<Item = NumberedRecord>, options: Options) -> Vec<NumberedRecord> {
    let (mut chunk, mut events) = (Vec::new(), 0);
    while chunk.len() < options.commands_per_unit.max(1) && events < EVENTS_PER_UNIT {
        let Some(record) = records.next() else { break };
        events += record.record.events.len();
        chunk.push(record);
    }
    chunk
}

/// The rows that a record's effects are sure to touch. What is not named here is asked for when it is met; but each time the
/// effects begin anew, and a page of settlement would begin anew for each of its bets.
fn touched(record: &JournalRecord) -> Keys {
    let mut keys = Keys::new();
    for event in &record.events {
        if let Event::LegGraded { bet, .. } = event {
            keys.write(Key::Bet(*bet));
        }
        if let Event::BetSettled { user, returned: amount, .. }
        | Event::BetPlaced { user, stake: amount, .. } = event
        {
            keys.write(Key::Wallet(WalletId { user: *user, currency: amount.currency() }));
        }
        if let Event::BetSettled { bet, .. } | Event::BetPlaced { bet, .. } = event {
            keys.write(Key::Bet(*bet));
        }
    }
    keys
}

fn restore_unit(storage: &mut dyn Storage, next: u64, records: &[NumberedRecord]) -> Result<(), Error> {
    let mut unit = storage.begin()?;
    for (expected, NumberedRecord { number, record }) in (next..).zip(records) {
        if *number != expected {
            let what = format!("record {expected} comes next, and record {number} was given");
            return Err(StorageError::refused(what).into());
        }
        restore_record(&mut *unit, record)?;
    }
    unit.commit()?;
    Ok(())
}

fn restore_record(unit: &mut dyn Unit, record: &JournalRecord) -> Result<(), Error> {
    unit.fetch(&touched(record))?;
    // Each round fetches a row that the record's effects touch, and a record touches so many at the most.
    let rounds = 1_000 + record.events.len() * 16;
    for _ in 0..rounds {
        match effects::changes(unit.state(), record.clone(), None, Vec::new()) {
            Ok(changes) => return Ok(unit.apply(changes)?),
            Err(Decline::Need(Need::Keys(keys))) => unit.fetch(&keys)?,
            Err(Decline::Need(Need::Scans(_))) => break,
            Err(Decline::Inconsistent(key)) => return Err(inconsistent(&key).into()),
            Err(Decline::Rejected(rejection)) => return Err(rejection.into()),
        }
    }
    Err(StorageError::refused(format!("record {} can't be replayed", record.command)).into())
}

/// Writes personal data beside users that are there, all of it in one unit; whoever was known before is known anew.
pub(super) fn restore_people(
    storage: &mut dyn Storage,
    people: &[KnownUser],
    options: Options,
) -> Result<(), Error> {
    for _ in 0..options.retries.max(1) {
        match restore_people_unit(storage, people) {
            Err(Error::Storage(StorageError::Conflict)) => {}
            done => return done,
        }
    }
    Err(outrun(options).into())
}

fn restore_people_unit(storage: &mut dyn Storage, people: &[KnownUser]) -> Result<(), Error> {
    let mut unit = storage.begin()?;
    for known in people {
        restore_person(&mut *unit, known)?;
    }
    unit.commit()?;
    Ok(())
}

/// Rounds in which one person's rows are fetched: user, person, the address now and the one before.
const PERSON_ROUNDS: usize = 8;

fn restore_person(unit: &mut dyn Unit, known: &KnownUser) -> Result<(), Error> {
    let KnownUser { user, person } = known;
    person.validate()?;
    for _ in 0..PERSON_ROUNDS {
        let changes = || {
            let state = unit.state();
            if User::table(state).get(user)?.is_none() {
                return Err(Decline::Rejected(Rejection::UnknownUser { user: *user }));
            }
            let email = Claim::one(ClaimKind::Email, person.folded_email());
            if Claimed::table(state).get(&email)?.is_some_and(|claimed| claimed.by != user.uuid()) {
                return Err(Decline::Rejected(Rejection::EmailTaken {}));
            }
            let mut draft = Draft::new(state);
            effects::write_person(&mut draft, PersonChange::Known { user: *user, person: person.clone() })?;
            Ok(draft.finish(None))
        };
        match changes() {
            Ok(changes) => return Ok(unit.apply(changes)?),
            Err(Decline::Need(Need::Keys(keys))) => unit.fetch(&keys)?,
            Err(Decline::Need(Need::Scans(_))) => break,
            Err(Decline::Inconsistent(key)) => return Err(inconsistent(&key).into()),
            Err(Decline::Rejected(rejection)) => return Err(rejection.into()),
        }
    }
    Err(StorageError::refused(format!("the person behind {user} can't be restored")).into())
}
