//! At most once: whatever was met is sent again and again, in any order, alone and in slices, and changes nothing.

use proptest::prelude::{Strategy, any, prop_assert};
use proptest::test_runner::{TestCaseError, TestRunner};
use realdeal::Book;
use realdeal::answer::Answer;
use realdeal::command::Command;
use realdeal::storage::Page;
use realdeal::time::Timestamp;

use super::check::{Checked, same};
use super::game::Game;
use super::ops::{Op, ops};
use super::random::config;
use super::support;

/// A small generator for orders of repetition; its seed is drawn.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).expect("small")).expect("small")
    }
}

/// Every command that was met, 2 to 5 times more, in a random order.
fn again(met: &[(Command, Answer)], now: i64, dice: &mut Dice) -> Vec<(Command, Answer)> {
    let mut all = Vec::new();
    for (command, answer) in met {
        let later = Command { at: Timestamp::from_micros(now), ..command.clone() };
        for _ in 0..2 + dice.below(4) {
            all.push((later.clone(), Answer { repeated: true, ..answer.clone() }));
        }
    }
    for last in (1..all.len()).rev() {
        all.swap(last, dice.below(last + 1));
    }
    all
}

fn figures(book: &Book) -> Result<(String, u64), String> {
    let trouble = |error: realdeal::Error| error.to_string();
    let hash = book.state_hash().map_err(trouble)?.to_string();
    Ok((hash, book.journal_head().map_err(trouble)?.records))
}

fn repeated(ops: &[Op], seed: u64) -> Checked {
    let mut game = Game::opened(support::storage())?;
    game.play_all(ops)?;
    let before = figures(&game.book)?;
    let (mut dice, now) = (Dice(seed | 1), game.sender.now);
    let oldest = now - 30 * super::ask::DAY;
    let fresh = |(command, _): &&(Command, Answer)| command.id.time().micros() >= oldest;
    let met: Vec<_> = game.met.iter().filter(fresh).cloned().collect();
    let all = again(&met, now, &mut dice);
    let mut rest = all.as_slice();
    while !rest.is_empty() {
        let (slice, left) = rest.split_at(rest.len().min(1 + dice.below(30)));
        let commands: Vec<_> = slice.iter().map(|(command, _)| command.clone()).collect();
        for (answer, (command, first)) in game.book.execute(&commands).into_iter().zip(slice) {
            let answer = answer.map_err(|error| format!("{error} to the repeated {command:?}"))?;
            same(format!("the answer to the repeated {command:?}"), &answer, first)?;
        }
        rest = left;
    }
    same("state and journal after repetitions", figures(&game.book)?, before)
}

#[test]
fn whatever_is_sent_again_is_answered_and_done_once() {
    let drawn = (ops(30..=120), any::<u64>());
    let tried = TestRunner::new(config(60)).run(&drawn, |(ops, seed)| {
        let found = repeated(&ops, seed);
        prop_assert!(found.is_ok(), "{}", found.unwrap_err());
        Ok::<(), TestCaseError>(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
}

/// The commands of a game, all in one slice, with repetitions in the same slice: the same answers, the same books.
fn in_a_slice(ops: &[Op], seed: u64) -> Checked {
    let mut game = Game::empty();
    let mut sliced = Game::empty();
    game.play_all(ops)?;
    let mut dice = Dice(seed | 1);
    let (mut commands, mut answers) = (Vec::new(), Vec::new());
    for (command, answer) in &game.met {
        commands.push(command.clone());
        answers.push(answer.clone());
        if dice.below(3) == 0 {
            commands.push(command.clone());
            answers.push(Answer { repeated: true, ..answer.clone() });
        }
    }
    for ((answer, expected), command) in
        sliced.book.execute(&commands).into_iter().zip(answers).zip(&commands)
    {
        let answer = answer.map_err(|error| format!("{error} to {command:?}"))?;
        same(format!("the answer to {command:?}"), answer, expected)?;
    }
    same("state and journal", figures(&sliced.book)?, figures(&game.book)?)?;
    let trouble = |error: realdeal::Error| error.to_string();
    let statements = |book: &Book| book.journal(Page::first(usize::MAX)).map_err(trouble);
    same("the journals", statements(&sliced.book)?, statements(&game.book)?)
}

#[test]
fn a_slice_is_its_commands_one_by_one() {
    let drawn = (ops(30..=120), any::<u64>()).prop_filter("some", |(ops, _)| !ops.is_empty());
    let tried = TestRunner::new(config(60)).run(&drawn, |(ops, seed)| {
        let found = in_a_slice(&ops, seed);
        prop_assert!(found.is_ok(), "{}", found.unwrap_err());
        Ok::<(), TestCaseError>(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
}
