//! The command itself: its id, its time, its expiry.

use std::time::Duration;

use realdeal::betting::{OddsChange, SlipLeg, SlipTerms};
use realdeal::command::{Actor, CancelBet, Command, ConfirmDeposit, PlaceBet};
use realdeal::house_rules::HouseRules;
use realdeal::id::CommandId;
use realdeal::{Answer, Book};

use crate::support::{World, hours, refused, world};
use crate::{MICROSECOND, refused_saying};

fn single(w: &World, stake: &str) -> PlaceBet {
    let leg = SlipLeg::new(w.market.selections[0], "2.10".parse().unwrap());
    PlaceBet {
        legs: vec![leg],
        stake: stake.parse().unwrap(),
        odds_change: OddsChange::None,
        terms: SlipTerms::default(),
    }
}

fn deposit(w: &World, reference: &str) -> ConfirmDeposit {
    let amount = "1.00 EUR".parse().unwrap();
    ConfirmDeposit { user: w.alice, amount, provider: "bank".into(), reference: reference.into() }
}

/// Sends a command again, and asserts that it is answered as the first time and that nothing changes.
#[track_caller]
fn repeated(book: &mut Book, command: &Command, first: &Answer) {
    let (hash, head) = (book.state_hash().unwrap(), book.journal_head().unwrap());
    let again = book.execute_one(command).unwrap();
    assert_eq!((&again.made, again.repeated), (&first.made, true));
    assert_eq!((book.state_hash().unwrap(), book.journal_head().unwrap()), (hash, head));
}

#[test]
fn the_same_slip_sent_again_places_one_bet() {
    let mut w = world();
    let (alice, bookmaker, home, kick_off) = (w.alice, w.bookmaker, w.market.selections[0], w.kick_off());
    let body = single(&w, "10.00 EUR");
    let command = w.book.session(alice).command(body);
    let first = w.book.execute_one(&command).unwrap();
    assert!(!first.repeated);
    repeated(&mut w.book, &command, &first);
    // Later, at another price, after the start, after it expired, with another reason: it was placed, and that is the answer.
    w.book.session(bookmaker).change_prices(w.market.id, [(home, "1.80")]).unwrap();
    let late = Command { at: kick_off.plus(hours(1)), ..command.clone() };
    repeated(&mut w.book, &late, &first);
    repeated(&mut w.book, &late.clone().expiring_at(kick_off), &first);
    repeated(&mut w.book, &late.because("impatience"), &first);
    // In one slice, too.
    let answers = w.book.execute(&[command.clone(), command.clone(), command]);
    assert!(answers.into_iter().all(|answer| answer.unwrap().repeated));
    assert_eq!(w.cash(alice), "90.00 EUR");
    w.check();
}

#[test]
fn every_kind_of_command_is_remembered() {
    let mut w = world();
    let (alice, bookmaker) = (w.alice, w.bookmaker);
    let body = deposit(&w, "2");
    let command = Command::new(w.book.fresh_id(), Actor::System, w.start, body);
    let first = w.book.execute_one(&command).unwrap();
    repeated(&mut w.book, &command, &first);
    let bet = w.alice_on_home().id;
    let command = w.book.session(alice).command(CancelBet { bet });
    let first = w.book.execute_one(&command).unwrap();
    repeated(&mut w.book, &command, &first);
    let create = realdeal::command::CreateCompetition {
        name: "Cup".to_owned(),
        slug: "cup".to_owned(),
        external: None,
    };
    let command = w.book.session(bookmaker).command(create);
    let first = w.book.execute_one(&command).unwrap();
    repeated(&mut w.book, &command, &first);
    // Twice in one slice it is done once.
    let body = deposit(&w, "3");
    let command = Command::new(w.book.fresh_id(), Actor::System, w.start, body);
    let answers = w.book.execute(&[command.clone(), command]);
    let repeated: Vec<_> = answers.into_iter().map(|answer| answer.unwrap().repeated).collect();
    assert_eq!(repeated, [false, true]);
    w.check();
}

#[test]
fn an_id_serves_one_request_of_one_actor() {
    let mut w = world();
    let (alice, bob) = (w.alice, w.bob);
    let body = single(&w, "10.00 EUR");
    let command = w.book.session(alice).command(body);
    w.book.execute_one(&command).unwrap();
    let said = format!("command id {} was already used for another request", command.id);
    let other_body = Command { body: single(&w, "10.01 EUR").into(), ..command.clone() };
    let other_kind = Command { body: CancelBet { bet: command.id.into() }.into(), ..command.clone() };
    let other_actor = Command { actor: Actor::User(bob), ..command.clone() };
    let no_actor = Command { actor: Actor::Visitor, ..command };
    for command in [other_body, other_kind, other_actor, no_actor] {
        refused_saying("idempotency_conflict", &said, &mut w.book, |book| book.execute_one(&command));
    }
    let body = deposit(&w, "2");
    let command = Command::new(w.book.fresh_id(), Actor::System, w.start, body);
    w.book.execute_one(&command).unwrap();
    let more = Command { body: deposit(&w, "3").into(), ..command.clone() };
    refused("idempotency_conflict", &mut w.book, |book| book.execute_one(&more));
    let placed = Command { body: single(&w, "10.00 EUR").into(), actor: Actor::User(alice), ..command };
    refused("idempotency_conflict", &mut w.book, |book| book.execute_one(&placed));
}

#[test]
fn what_was_refused_may_be_sent_again() {
    let mut w = world();
    let alice = w.alice;
    let body = single(&w, "100.50 EUR");
    let command = w.book.session(alice).command(body);
    refused("insufficient_funds", &mut w.book, |book| book.execute_one(&command));
    let more = deposit(&w, "2");
    w.book.system().send(more).unwrap();
    assert!(!w.book.execute_one(&command).unwrap().repeated);
    assert_eq!(w.cash(alice), "0.50 EUR");
}

#[test]
fn an_id_is_answered_for_thirty_days() {
    let mut w = world();
    let (id, made) = (CommandId::from_parts(w.start, 1, 1), w.start);
    let command = Command::new(id, Actor::System, made, deposit(&w, "2"));
    let first = w.book.execute_one(&command).unwrap();
    let last = made.plus(Duration::from_hours(30 * 24));
    repeated(&mut w.book, &Command { at: last, ..command.clone() }, &first);
    let said = format!(
        "the id {id} was made before 2024-08-16T12:00:00.000001Z, and answers are kept no longer; make a fresh id at the book's time"
    );
    let late = Command { at: last.plus(MICROSECOND), ..command };
    refused_saying("command_too_old", &said, &mut w.book, |book| book.execute_one(&late));
    // Nobody can say whether it was carried out, so that one that never was is refused as well.
    let unseen = Command { id: CommandId::from_parts(made, 2, 2), ..late };
    refused("command_too_old", &mut w.book, |book| book.execute_one(&unseen));
}

#[test]
fn a_command_expires_at_its_time() {
    let mut w = world();
    let alice = w.alice;
    let body = single(&w, "10.00 EUR");
    let command = w.book.session(alice).command(body);
    let now = w.start;
    let said = "the command expired at 2024-08-16T12:00:00Z, and it is 2024-08-16T12:00:00Z";
    let expired = command.clone().expiring_at(now);
    refused_saying("command_expired", said, &mut w.book, |book| book.execute_one(&expired));
    let long_ago = command.clone().expiring_at(now.minus(hours(1)));
    refused("command_expired", &mut w.book, |book| book.execute_one(&long_ago));
    w.book.execute_one(&command.expiring_at(now.plus(MICROSECOND))).unwrap();
}

#[test]
fn the_clock_goes_back_a_little_and_no_more() {
    let mut w = world();
    let noon = w.start;
    let at = |book: &mut Book, at, body| {
        let command = Command::new(book.fresh_id(), Actor::System, at, body);
        book.execute_one(&command)
    };
    let five = Duration::from_secs(5);
    let (one, two, three) = (deposit(&w, "one"), deposit(&w, "two"), deposit(&w, "three"));
    at(&mut w.book, noon.minus(five), one).unwrap();
    let early = noon.minus(five).minus(MICROSECOND);
    let said = "the command's time 2024-08-16T11:59:54.999999Z lies before 2024-08-16T12:00:00Z, the time of an \
                earlier one, by more than the house rules tolerate";
    refused_saying("clock_went_back", said, &mut w.book, |book| at(book, early, two.clone()));
    // A time that was accepted though it lay back does not take the clock back: the tolerance adds up to nothing.
    at(&mut w.book, noon.plus(hours(1)), two).unwrap();
    refused("clock_went_back", &mut w.book, |book| at(book, noon, three.clone()));
    // How much is a rule of the house.
    let admin = w.admin;
    w.at(hours(1));
    let rules = HouseRules { clock_tolerance_seconds: 0, ..HouseRules::default() };
    w.book.session(admin).adopt_house_rules(rules).unwrap();
    let just_before = noon.plus(hours(1)).minus(MICROSECOND);
    refused("clock_went_back", &mut w.book, |book| at(book, just_before, three.clone()));
    at(&mut w.book, noon.plus(hours(1)), three).unwrap();
    w.check();
}
