//! At most once: the same command gets the first answer, whatever happened in between; and what was forgotten stays refused.

use realdeal::Error;
use realdeal::command::{Actor, Command, ConfirmDeposit, SuspendMarket};
use realdeal::memory::Memory;
use realdeal::storage::Page;

use super::open;
use crate::Backend;
use crate::world::{World, alike, book_on, hours, noon, refused};

fn deposit(world: &mut World, reference: &str) -> Command {
    let user = world.alice;
    world.book.system().command(ConfirmDeposit {
        user,
        amount: "5.00 EUR".parse().unwrap(),
        provider: "bank".to_owned(),
        reference: reference.to_owned(),
    })
}

pub(crate) fn a_repeated_command_gets_the_first_answer(backend: &mut dyn Backend) {
    alike(backend, |world| {
        let command = deposit(world, "second");
        let first = world.book.execute_one(&command)?;
        let again = world.book.execute_one(&command)?;
        assert!(!first.repeated && again.repeated && first.made == again.made);
        assert_eq!(world.cash(world.alice), "105.00 EUR");
        Ok(())
    });
}

pub(crate) fn a_command_repeated_in_one_slice_is_done_once(backend: &mut dyn Backend) {
    alike(backend, |world| {
        let command = deposit(world, "second");
        let answers = world.book.execute(&[command.clone(), command.clone(), command]);
        let repeated: Vec<_> = answers.iter().map(|answer| answer.as_ref().unwrap().repeated).collect();
        assert_eq!(repeated, [false, true, true]);
        assert_eq!(world.cash(world.alice), "105.00 EUR");
        Ok(())
    });
}

pub(crate) fn a_repeated_bet_is_placed_once(backend: &mut dyn Backend) {
    alike(backend, |world| {
        let slip = world.slip(world.market.selections[0], "2.10", "10.00 EUR");
        let first = world.book.session(world.alice).place_bet(slip.clone())?;
        let again = world.book.session(world.alice).place_bet(slip)?;
        assert_eq!(first, again);
        assert_eq!(world.cash(world.alice), "90.00 EUR");
        Ok(())
    });
}

pub(crate) fn the_same_id_for_another_request_is_refused(backend: &mut dyn Backend) {
    alike(backend, |world| {
        let command = deposit(world, "second");
        world.book.execute_one(&command)?;
        let market = world.market.id;
        let other = Command::new(command.id, Actor::System, command.at, SuspendMarket { market });
        refused("idempotency_conflict", world.book.execute_one(&other));
        Ok(())
    });
}

pub(crate) fn a_command_that_was_refused_may_come_again(backend: &mut dyn Backend) {
    alike(backend, |world| {
        let (alice, home) = (world.alice, world.market.selections[0]);
        let slip = world.slip(home, "2.10", "104.00 EUR");
        refused("insufficient_funds", world.book.session(alice).place_bet(slip.clone()));
        world.book.system().confirm_deposit(alice, "5.00 EUR", "bank", "second")?;
        world.book.session(alice).place_bet(slip).map(drop)
    });
}

pub(crate) fn a_dropped_command_may_come_again(backend: &mut dyn Backend) {
    use realdeal::StorageError;
    let mut world = World::on(backend);
    let command = deposit(&mut world, "second");
    let alice = world.alice;
    drop(world.book);
    let shut_once = |count| if count == 1 { Err(StorageError::busy("the door is shut")) } else { Ok(()) };
    let mut book = book_on(crate::door::Door::new(open(backend), shut_once), 2);
    refused("storage_not_applied", book.execute_one(&command));
    assert!(!book.execute_one(&command).unwrap().repeated, "what was dropped was remembered");
    assert!(book.execute_one(&command).unwrap().repeated);
    assert_eq!(book.session(alice).wallet("EUR").unwrap().cash.to_string(), "105.00 EUR");
}

pub(crate) fn an_unknown_end_is_found_out_by_asking_again(backend: &mut dyn Backend) {
    // The commit is done, but its answer is lost on the way: the same commands, sent again, are done once.
    let mut world = World::on(backend);
    let commands = [deposit(&mut world, "second"), deposit(&mut world, "third")];
    world.book.execute(&commands);
    let again = world.book.execute(&commands);
    assert!(again.iter().all(|answer| answer.as_ref().is_ok_and(|answer| answer.repeated)));
    assert_eq!(world.cash(world.alice), "110.00 EUR");
}

/// Days later, with enough commands in between that a backend gets to forget things.
fn later(world: &mut World, days: u64) -> Result<(), Error> {
    world.at(hours(24 * days));
    for number in 0..5 {
        let reference = format!("day {days}, {number}");
        world.book.system().confirm_deposit(world.bob, "1.00 EUR", "bank", &reference)?;
    }
    Ok(())
}

pub(crate) fn an_answer_is_kept_for_thirty_days(backend: &mut dyn Backend) {
    alike(backend, |world| {
        let command = deposit(world, "second");
        world.book.execute_one(&command)?;
        for days in [1, 15, 30] {
            later(world, days)?;
            assert!(world.book.execute_one(&command)?.repeated, "after {days} days");
        }
        Ok(())
    });
}

pub(crate) fn an_older_command_is_refused_and_not_done_again(backend: &mut dyn Backend) {
    alike(backend, |world| {
        let command = deposit(world, "second");
        world.book.execute_one(&command)?;
        later(world, 31)?;
        let late = Command { at: world.book.now(), ..command.clone() };
        refused("command_too_old", world.book.execute_one(&late));
        // Nor does it come alive because its own time is an old one.
        refused("command_too_old", world.book.execute_one(&command));
        assert_eq!(world.cash(world.alice), "105.00 EUR");
        Ok(())
    });
}

pub(crate) fn forgetting_old_answers_leaves_the_state_hash(backend: &mut dyn Backend) {
    let mut world = World::on(backend);
    let mut twin = World::over(Memory::new());
    for days in [1, 20, 31, 45, 80] {
        later(&mut world, days).unwrap();
        later(&mut twin, days).unwrap();
        let hashes = (world.book.state_hash().unwrap(), twin.book.state_hash().unwrap());
        assert_eq!(hashes.0, hashes.1, "after {days} days");
    }
}

pub(crate) fn a_payment_counts_once_for_ever(backend: &mut dyn Backend) {
    alike(backend, |world| {
        later(world, 40)?;
        let again = deposit(world, "first of alice");
        refused("payment_exists", world.book.execute_one(&again));
        assert_eq!(world.cash(world.alice), "100.00 EUR");
        Ok(())
    });
}

pub(crate) fn a_bet_keeps_its_id_for_ever(backend: &mut dyn Backend) {
    alike(backend, |world| {
        let bet = world.bet(world.alice, 0, "10.00 EUR");
        later(world, 40)?;
        assert_eq!(world.book.bet(bet.id)?.placed_at, noon());
        let bets = world.book.bets(world.alice, Page::first(10))?;
        assert_eq!(bets.len(), 1);
        Ok(())
    });
}
