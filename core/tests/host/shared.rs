//! The shared book: one commit for many callers, each answered after its commit and once.

use std::sync::mpsc::{TryRecvError, channel};
use std::thread::{self, JoinHandle};

use realdeal::betting::{BetStatus, OddsChange, SlipLeg, SlipTerms};
use realdeal::catalogue::Score;
use realdeal::command::{Actor, Command, PlaceBet};
use realdeal::people::Person;
use realdeal::storage::Page;
use realdeal::{Answer, Book, Error, Options, SharedBook};

use crate::backends::{Gated, Panicking, Trouble, world_over};
use crate::support::{World, check, hours, world};

/// Alice's bet of 0.50 EUR, as a command.
pub(crate) fn bet(book: &SharedBook, w: &World) -> Command {
    let leg = SlipLeg::new(w.market.selections[0], "2.10".parse().unwrap());
    let body = PlaceBet {
        legs: vec![leg],
        stake: "0.50 EUR".parse().unwrap(),
        odds_change: OddsChange::None,
        terms: SlipTerms::default(),
    };
    Command::new(book.fresh_id(), Actor::User(w.alice), book.now(), body)
}

/// Shares the book of a world.
pub(crate) fn share(w: &mut World) -> SharedBook {
    SharedBook::new(std::mem::replace(&mut w.book, Book::in_memory()))
}

/// A shared book over a storage with gates, and who has money in it.
pub(crate) fn gated(waiting_commands: usize) -> (SharedBook, Gated, World) {
    let gates = Gated::default();
    let mut w = world_over(gates.clone());
    w.book.set_options(Options { waiting_commands, ..Options::default() });
    (share(&mut w), gates, w)
}

#[test]
fn commands_that_gather_while_one_is_committed_share_the_next_commit() {
    const CALLERS: usize = 64;
    // One is being committed and 63 wait; the caller who is one too many tells that they do.
    let (book, gates, w) = gated(CALLERS - 1);
    let before = gates.commits();
    gates.before_commit.close();
    let (sender, answers) = channel();
    let call = |_| {
        let (book, sender, command) = (book.clone(), sender.clone(), bet(&book, &w));
        thread::spawn(move || {
            let answer = book.execute_one(&command);
            // What was answered is committed: the caller sees it at once.
            let seen = answer.is_ok().then(|| book.bet(command.id.into()).unwrap().status);
            sender.send((command, answer, seen)).unwrap();
        })
    };
    let mut callers = vec![call(0)];
    gates.before_commit.wait_for_somebody();
    callers.extend((0..CALLERS).map(call));
    let (refused, overloaded, _) = answers.recv().unwrap();
    assert_eq!(overloaded.unwrap_err().code(), "overloaded");
    assert_eq!(answers.try_recv().unwrap_err(), TryRecvError::Empty, "nobody is answered before his commit");
    assert_eq!(gates.commits(), before);
    gates.before_commit.open();
    for caller in callers {
        caller.join().unwrap();
    }
    let answered: Vec<_> = answers.try_iter().collect();
    assert_eq!(answered.len(), CALLERS);
    for (_, answer, seen) in answered {
        assert!(!answer.unwrap().repeated);
        assert_eq!(seen, Some(BetStatus::Open));
    }
    assert_eq!(gates.commits() - before, 2, "64 commands, one by itself and 63 together");
    assert!(
        !book.execute_one(&refused).unwrap().repeated,
        "what was refused as overloaded left nothing behind"
    );
    check(&book.close().unwrap());
}

#[test]
fn the_same_command_from_many_threads_is_carried_out_once() {
    let mut w = world();
    let book = share(&mut w);
    let before = book.bets(w.alice, Page::first(100)).unwrap().len();
    let command = bet(&book, &w);
    let callers: Vec<_> = (0..8)
        .map(|_| {
            let (book, command) = (book.clone(), command.clone());
            thread::spawn(move || book.execute_one(&command).unwrap())
        })
        .collect();
    let answers: Vec<_> = callers.into_iter().map(|caller| caller.join().unwrap()).collect();
    assert_eq!(answers.iter().filter(|answer| !answer.repeated).count(), 1);
    assert!(answers.iter().all(|answer| answer.made == answers[0].made));
    assert_eq!(book.bets(w.alice, Page::first(100)).unwrap().len(), before + 1);
    assert_eq!(book.session(w.alice).wallet("EUR").unwrap().cash.to_string(), "99.50 EUR");
    check(&book.close().unwrap());
}

/// A book whose writer waits at the gate before a unit, with one caller's command, and behind it another's in a queue
/// for one. Gives the two callers.
pub(crate) fn full(book: &SharedBook, gates: &Gated, w: &World) -> Vec<JoinHandle<Result<Answer, Error>>> {
    let (sender, refusals) = channel();
    gates.before_unit.close();
    let call = |_| {
        let (book, sender, command) = (book.clone(), sender.clone(), bet(book, w));
        thread::spawn(move || {
            let answer = book.execute_one(&command);
            if answer.is_err() {
                // Two came for one place; who is refused tells that the other has it.
                let _ = sender.send(thread::current().id());
            }
            answer
        })
    };
    let mut callers = vec![call(0)];
    gates.before_unit.wait_for_somebody();
    callers.extend((0..2).map(call));
    let refused = refusals.recv().unwrap();
    callers.retain(|caller| caller.thread().id() != refused);
    callers
}

#[test]
fn when_too_many_wait_a_caller_is_refused_at_once_and_may_come_again() {
    let (book, gates, w) = gated(1);
    let callers = full(&book, &gates, &w);
    let late = bet(&book, &w);
    let refused = book.execute_one(&late).unwrap_err();
    assert_eq!(refused.to_string(), "1 commands are waiting, and 1 at most are held");
    let slice = [bet(&book, &w), bet(&book, &w)];
    let codes: Vec<_> =
        book.execute(&slice).into_iter().map(|answer| answer.map_err(|error| error.code())).collect();
    assert_eq!(codes, [Err("overloaded"), Err("overloaded")], "a slice is refused whole");
    assert_eq!(book.acknowledge("relay", 1).unwrap_err().code(), "overloaded");
    gates.before_unit.open();
    for caller in callers {
        assert!(!caller.join().unwrap().unwrap().repeated);
    }
    assert!(!book.execute_one(&late).unwrap().repeated, "the refusal left nothing behind");
    let answers = book.execute(&slice);
    assert!(answers.iter().all(Result::is_ok), "a slice that comes to an empty queue is taken, however long");
    assert_eq!(book.execute(&[]).len(), 0);
    assert_eq!(book.bets(w.alice, Page::first(100)).unwrap().len(), 5);
}

#[test]
fn readers_go_on_while_the_writer_is_busy_and_the_queue_is_full() {
    let (book, gates, w) = gated(1);
    let records = book.journal_head().unwrap().records;
    let callers = full(&book, &gates, &w);
    // The writer does not move until the gate is opened, and these are answered.
    assert_eq!(book.journal_head().unwrap().records, records);
    assert_eq!(book.session(w.alice).wallet("EUR").unwrap().cash.to_string(), "100.00 EUR");
    assert_eq!(book.bets(w.alice, Page::first(10)).unwrap(), []);
    assert_eq!(book.liability(w.market.id).unwrap(), []);
    assert_eq!(book.unread("relay", 3).unwrap().len(), 3);
    assert!(book.audit().unwrap().is_clean());
    let reader = book.reader();
    let elsewhere = thread::spawn(move || reader.journal_head().unwrap().records);
    assert_eq!(elsewhere.join().unwrap(), records);
    gates.before_unit.open();
    for caller in callers {
        caller.join().unwrap().unwrap();
    }
    assert_eq!(book.journal_head().unwrap().records, records + 2);
}

#[test]
fn a_storage_that_panics_answers_unknown_to_its_callers_and_the_book_lives_on() {
    let trouble = Trouble::default();
    let mut w = world_over(Panicking(trouble.clone()));
    let book = share(&mut w);
    let since = book.journal_head().unwrap().records;
    let (heard, hook) = crate::hooks::listener();
    book.on(realdeal::hook::Kinds::All, hook).unwrap();
    trouble.ask_for(3);
    let slice = [bet(&book, &w), bet(&book, &w)];
    for answer in book.execute(&slice) {
        assert_eq!(answer.unwrap_err().code(), "storage_unknown");
    }
    assert_eq!(book.execute_one(&slice[0]).unwrap_err().code(), "storage_unknown");
    assert_eq!(book.acknowledge("relay", 1).unwrap_err().code(), "storage_unknown");
    assert_eq!(book.journal_head().unwrap().records, since, "a unit that panics takes its changes back");
    assert_eq!(book.session(w.alice).wallet("EUR").unwrap().cash.to_string(), "100.00 EUR");
    // The same commands, as a host sends them after such an error.
    assert!(book.execute(&slice).into_iter().all(|answer| answer.is_ok_and(|answer| !answer.repeated)));
    book.acknowledge("relay", 1).unwrap();
    book.wait_for_hooks();
    assert_eq!(*heard.lock().unwrap(), [(since + 1, "BetPlaced"), (since + 2, "BetPlaced")]);
    check(&book.close().unwrap());
}

#[test]
fn sessions_over_a_shared_book_do_what_they_do_over_ones_own() {
    let mut w = world();
    let book = share(&mut w);
    let home = w.market.selections[0];
    let bet = book.session(w.alice).place_bet(book.slip().leg(home, "2.10").stake("10.00 EUR")).unwrap();
    assert_eq!(book.session(w.alice).bet(bet.id).unwrap(), bet);
    assert_eq!(book.session(w.bob).bet(bet.id).unwrap_err().code(), "not_yours");
    let basket = book.session(w.bob).create_basket().unwrap();
    let slip = book.slip().leg(home, "2.10").stake("5.00 EUR");
    book.session(w.bob).add_to_basket(basket, slip).unwrap();
    let quote = book.session(w.bob).quote(basket).unwrap();
    assert_eq!(book.session(w.bob).check_out_quoted(&quote).unwrap().len(), 1);
    book.set_now(w.start.plus(hours(5)));
    assert_eq!(book.now(), w.start.plus(hours(5)));
    book.session(w.bookmaker).record_score(w.first, Score::full_time(2, 0)).unwrap();
    assert_eq!(book.bet(bet.id).unwrap().status, BetStatus::Won);
    assert_eq!(book.session(w.alice).wallet("EUR").unwrap().cash.to_string(), "111.00 EUR");
    assert_eq!(book.session(w.bob).wallet("EUR").unwrap().cash.to_string(), "105.50 EUR");
    let carol = book.visitor().register(Person::new("Carol", "carol@example.org")).unwrap();
    book.session(w.admin).change_role(carol, realdeal::people::Role::Support).unwrap();
    let mut desk = book.on_behalf(carol, w.alice).because("asked for by telephone");
    desk.request_withdrawal("11.00 EUR").unwrap();
    assert_eq!(desk.wallet("EUR").unwrap().cash.to_string(), "100.00 EUR");
    assert_eq!(book.system().run_due(100).unwrap(), 0);
    check(&book.close().unwrap());
}
