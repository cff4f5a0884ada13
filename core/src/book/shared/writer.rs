//! The thread that writes a shared book.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::queue::{Answers, Queue, Task};
use crate::book::engine::Engine;
use crate::command::Command;
use crate::hook::{Listener, Tray};
use crate::storage::StorageError;

/// Carries tasks out until the queue is closed and empty, and gives the engine back.
pub(super) fn serve(mut engine: Engine, queue: &Queue, mut tray: &Tray) -> Engine {
    while let Some(batch) = queue.take(engine.options.commands_per_unit.max(1)) {
        let (mut commands, mut replies) = (Vec::new(), Vec::new());
        for task in batch {
            match task {
                Task::Commands(some, reply) => {
                    replies.push((some.len(), reply));
                    commands.extend(some);
                }
                Task::Engine(work) => {
                    // Its caller learns of a panic by the reply that is dropped.
                    if catch_unwind(AssertUnwindSafe(|| work(&mut engine, &mut tray))).is_err() {
                        tray.look(&engine.reader);
                    }
                }
            }
        }
        let mut answers = execute(&mut engine, &commands, &mut tray).into_iter();
        for (count, reply) in replies {
            // A caller that has gone wants no answer.
            let _ = reply.send(answers.by_ref().take(count).collect());
        }
    }
    engine
}

/// A backend that panics takes its unit back and must not take the other callers with it.
fn execute(engine: &mut Engine, commands: &[Command], listener: &mut dyn Listener) -> Answers {
    let carried_out = catch_unwind(AssertUnwindSafe(|| engine.execute(commands, listener)));
    carried_out.unwrap_or_else(|_| {
        // Units before the one that panicked may have been committed.
        listener.look(&engine.reader);
        let error = StorageError::unknown("the storage panicked");
        commands.iter().map(|_| Err(error.clone().into())).collect()
    })
}
