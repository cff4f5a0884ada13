//! The queue before the writer of a shared book: bounded by commands, first come, first served.

use std::collections::VecDeque;
use std::sync::mpsc::SyncSender;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::answer::Answer;
use crate::book::engine::Engine;
use crate::command::Command;
use crate::error::Error;
use crate::hook::Listener;
use crate::rejection::Rejection;
use crate::storage::StorageError;

/// Where an answer goes.
pub(super) type Reply<T> = SyncSender<T>;

/// The answers to commands, in their order.
pub(super) type Answers = Vec<Result<Answer, Error>>;

/// Something to do with the engine.
type Work = Box<dyn FnOnce(&mut Engine, &mut dyn Listener) + Send>;

/// What the writer is asked to do.
pub(super) enum Task {
    /// Commands, which may share a unit with others'.
    Commands(Vec<Command>, Reply<Answers>),
    /// Something else with the engine, by itself.
    Engine(Work),
}

impl Task {
    /// Something else with the engine, and its answer.
    pub(super) fn engine<T: Send + 'static>(
        reply: Reply<T>,
        work: impl FnOnce(&mut Engine, &mut dyn Listener) -> T + Send + 'static,
    ) -> Self {
        Self::Engine(Box::new(move |engine, listener| {
            // A caller that has gone wants no answer.
            let _ = reply.send(work(engine, listener));
        }))
    }

    fn commands(&self) -> usize {
        match self {
            Self::Commands(commands, _) => commands.len(),
            Self::Engine(_) => 1,
        }
    }
}

/// What waits.
#[derive(Default)]
struct Waiting {
    tasks: VecDeque<Task>,
    commands: usize,
    closed: bool,
}

pub(super) struct Queue {
    waiting: Mutex<Waiting>,
    changed: Condvar,
    max: usize,
}

impl Queue {
    pub(super) fn new(max: usize) -> Self {
        Self { waiting: Mutex::default(), changed: Condvar::new(), max }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lays a task into the queue.
    ///
    /// Errors: `overloaded`; a storage error if the queue is closed.
    pub(super) fn put(&self, task: Task, commands: usize) -> Result<(), Error> {
        let mut waiting = self.waiting();
        if waiting.closed {
            return Err(StorageError::refused("the shared book is closed").into());
        }
        // A slice that comes to an empty queue is taken whatever its length: it is in memory already.
        if !waiting.tasks.is_empty() && waiting.commands + commands > self.max {
            crate::trace::overloaded();
            return Err(Rejection::Overloaded { waiting: waiting.commands, max: self.max }.into());
        }
        waiting.commands += commands;
        waiting.tasks.push_back(task);
        drop(waiting);
        self.changed.notify_one();
        Ok(())
    }

    pub(super) fn close(&self) {
        self.waiting().closed = true;
        self.changed.notify_one();
    }

    /// Waits for a task, and takes with it those behind it that fit into one unit of work; none once the queue is closed
    /// and empty.
    pub(super) fn take(&self, commands_per_unit: usize) -> Option<Vec<Task>> {
        let mut waiting = self.waiting();
        while waiting.tasks.is_empty() {
            if waiting.closed {
                return None;
            }
            waiting = self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        let mut batch: Vec<Task> = Vec::new();
        let mut taken = 0;
        while let Some(next) = waiting.tasks.front() {
            let (fits, alone) =
                (taken + next.commands() <= commands_per_unit, matches!(next, Task::Engine(_)));
            if !batch.is_empty() && (!fits || alone) {
                break;
            }
            taken += next.commands();
            batch.extend(waiting.tasks.pop_front());
            if alone {
                break;
            }
        }
        waiting.commands -= taken;
        Some(batch)
    }
}
