//! A book for many threads: the commands of concurrent callers are gathered into one unit of work.
//!
//! One thread writes. A caller lays his commands into its queue and waits for their answers, which come after the commit;
//! what has gathered while the writer was busy is carried out together, so that one commit serves many callers. Nobody
//! waits in order to fill a unit. Readers go on meanwhile.

mod queue;
mod writer;

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{JoinHandle, ThreadId};

use super::clock::Clock;
use super::engine::Engine;
use super::{Book, Options, Reader, Session};
use crate::answer::Answer;
use crate::betting::Slip;
use crate::command::{Actor, Command};
use crate::error::Error;
use crate::hook::{Hook, HookCounts, HookId, Hooks, Kinds, Tray};
use crate::id::{CommandId, UserId};
use crate::journal::NumberedRecord;
use crate::storage::StorageError;
use crate::time::Timestamp;
use queue::{Queue, Task};

/// A [`Book`] that many threads use at once. A clone is another handle on the same book.
///
/// ```
/// use realdeal::SharedBook;
/// use realdeal::betting::Slip;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, alice, market, .. } = doc::world()?;
/// let book = SharedBook::new(book);
/// let home_win = market.selections[0];
/// let callers: Vec<_> = (0..4)
///     .map(|_| {
///         let book = book.clone();
///         std::thread::spawn(move || {
///             let slip = book.slip().leg(home_win, "2.10").stake("30.00 EUR");
///             book.session(alice).place_bet(slip).is_ok()
///         })
///     })
///     .collect();
/// let placed = callers.into_iter().filter_map(|caller| caller.join().ok()).filter(|&placed| placed).count();
/// assert_eq!(placed, 3); // she had 100.00 EUR
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Clone)]
pub struct SharedBook {
    shared: Arc<Shared>,
}

struct Shared {
    queue: Arc<Queue>,
    tray: Arc<Tray>,
    reader: Reader,
    options: Options,
    clock: Clock,
    threads: Mutex<Option<Threads>>,
    /// The thread that calls the hooks.
    hooks_thread: ThreadId,
}

struct Threads {
    writer: JoinHandle<Engine>,
    hooks: JoinHandle<Hooks>,
}

impl std::fmt::Debug for SharedBook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SharedBook").field("options", &self.shared.options).finish_non_exhaustive()
    }
}

impl Deref for SharedBook {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.shared.reader
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Shared {
    /// Lets the writer end what is in its queue and the hooks hear of it. The first caller gets what they worked with.
    fn stop(&self) -> Option<(Engine, Hooks)> {
        self.queue.close();
        let threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        let engine = threads.writer.join().ok();
        self.tray.close();
        // A hook that closes the book, or holds its last handle, would wait for itself.
        let hooks = if self.is_hooks_thread() { None } else { threads.hooks.join().ok() };
        Some((engine?, hooks.unwrap_or_default()))
    }

    fn is_hooks_thread(&self) -> bool {
        std::thread::current().id() == self.hooks_thread
    }
}

impl SharedBook {
    /// Shares a book. Its hooks move to a thread of their own; its options hold from here on.
    pub fn new(book: Book) -> Self {
        let Book { engine, hooks, clock } = book;
        let (reader, options) = (engine.reader.clone(), engine.options);
        let queue = Arc::new(Queue::new(options.waiting_commands));
        let tray = Arc::new(Tray::new(&hooks, options.hook_queue));
        let writer = {
            let (queue, tray) = (queue.clone(), tray.clone());
            std::thread::spawn(move || writer::serve(engine, &queue, &tray))
        };
        let hooks = {
            let (reader, tray) = (reader.clone(), tray.clone());
            std::thread::spawn(move || tray.serve(hooks, &reader))
        };
        let hooks_thread = hooks.thread().id();
        let threads = Mutex::new(Some(Threads { writer, hooks }));
        Self { shared: Arc::new(Shared { queue, tray, reader, options, clock, threads, hooks_thread }) }
    }

    /// Ends the sharing, for all handles: what is in the queue is carried out, what comes later is refused. Gives the
    /// book back, with its hooks, to whoever closes it first; closed by a hook, it comes back without them. A book that
    /// nobody closes ends with its last handle. A hook may hold a handle, but then it has to be closed.
    ///
    /// ```
    /// use realdeal::SharedBook;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, alice, .. } = doc::world()?;
    /// let shared = SharedBook::new(book);
    /// let book = shared.close().expect("nobody closed it before");
    /// assert!(book.audit()?.is_clean());
    /// let refused = shared.session(alice).create_basket().unwrap_err();
    /// assert_eq!(refused.code(), "storage_not_applied");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn close(&self) -> Option<Book> {
        let (engine, hooks) = self.shared.stop()?;
        Some(Book { engine, hooks, clock: self.shared.clock.clone() })
    }

    /// How the work is cut.
    pub fn options(&self) -> Options {
        self.shared.options
    }

    /// The time of the friendly methods, as with [`Book::now`].
    pub fn now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    /// Puts the time of the friendly methods to `now`, as with [`Book::set_now`].
    pub fn set_now(&self, now: Timestamp) {
        self.shared.clock.set(now);
    }

    /// A fresh command id, as with [`Book::fresh_id`].
    pub fn fresh_id(&self) -> CommandId {
        self.shared.clock.fresh_id()
    }

    /// A fresh id, and the time that it is for.
    pub(super) fn stamp(&self) -> (CommandId, Timestamp) {
        self.shared.clock.stamp()
    }

    /// An empty slip with a fresh id, as with [`Book::slip`].
    pub fn slip(&self) -> Slip {
        Slip::new(self.fresh_id())
    }

    /// The friendly methods, in a user's name.
    pub fn session(&self, user: UserId) -> Session<'_> {
        Session::shared(self, Actor::User(user))
    }

    /// The friendly methods, for the host itself.
    pub fn system(&self) -> Session<'_> {
        Session::shared(self, Actor::System)
    }

    /// The friendly methods, for somebody who is not signed in.
    pub fn visitor(&self) -> Session<'_> {
        Session::shared(self, Actor::Visitor)
    }

    /// The friendly methods, in a bettor's name, by support.
    pub fn on_behalf(&self, agent: UserId, bettor: UserId) -> Session<'_> {
        Session::shared(self, Actor::OnBehalf { agent, bettor })
    }

    /// Carries commands out, in order, each with an answer of its own, as [`Book::execute`] does. Returns once their unit
    /// of work is committed; commands of other callers may share it.
    ///
    /// Errors, of every command: `overloaded`, if more commands wait than [`Options::waiting_commands`] allows.
    pub fn execute(&self, commands: &[Command]) -> Vec<Result<Answer, Error>> {
        if commands.is_empty() {
            return Vec::new();
        }
        let count = commands.len();
        let answers = self.ask(count, |answer| Task::Commands(commands.to_vec(), answer));
        answers.unwrap_or_else(|error| (0..count).map(|_| Err(error.clone())).collect())
    }

    /// Carries one command out.
    pub fn execute_one(&self, command: &Command) -> Result<Answer, Error> {
        let mut answers = self.execute(std::slice::from_ref(command));
        answers.pop().unwrap_or_else(|| Err(StorageError::refused("no command was given").into()))
    }

    /// Moves a relay's cursor on, as [`Book::acknowledge`] does.
    pub fn acknowledge(&self, cursor: &str, position: u64) -> Result<(), Error> {
        let cursor = cursor.to_owned();
        self.ask(1, |answer| Task::engine(answer, move |engine, _| engine.acknowledge(&cursor, position)))?
    }

    /// Forgets a relay's cursor, as [`Book::forget_cursor`] does.
    pub fn forget_cursor(&self, cursor: &str) -> Result<(), Error> {
        let cursor = cursor.to_owned();
        self.ask(1, |answer| Task::engine(answer, move |engine, _| engine.forget_cursor(&cursor)))?
    }

    /// Follows another book, as [`Book::restore`] does.
    pub fn restore(&self, records: Vec<NumberedRecord>) -> Result<(), Error> {
        self.ask(1, |answer| Task::engine(answer, move |engine, listener| engine.restore(records, listener)))?
    }

    /// Lays a task into the writer's queue and waits for its answer.
    fn ask<T>(&self, commands: usize, task: impl FnOnce(queue::Reply<T>) -> Task) -> Result<T, Error> {
        let (reply, answer) = std::sync::mpsc::sync_channel(1);
        self.shared.queue.put(task(reply), commands)?;
        let lost = |_| StorageError::unknown("the storage panicked");
        Ok(answer.recv().map_err(lost)?)
    }

    /// Sets a hook for what happens from here on, as [`Book::on`] does. It runs on the hooks' own thread, and may ask the
    /// shared book for anything.
    ///
    /// Errors: a storage error, if the journal can't be read or the book is closed.
    pub fn on(&self, kinds: impl Into<Kinds>, hook: impl Hook + 'static) -> Result<HookId, Error> {
        let since = self.journal_head()?.records;
        Ok(self.shared.tray.add(kinds.into(), Box::new(hook), since)?)
    }

    /// Takes a hook away, as [`Book::off`] does. It is not called any more, but for a call that is under way.
    pub fn off(&self, hook: HookId) -> bool {
        self.shared.tray.remove(hook)
    }

    /// What has become of the events on their way to the hooks.
    pub fn hook_counts(&self) -> HookCounts {
        self.shared.tray.counts()
    }

    /// Waits until the hooks have heard of everything that was committed before. For a hook, which would wait for
    /// itself, it does nothing.
    pub fn wait_for_hooks(&self) {
        if !self.shared.is_hooks_thread() {
            self.shared.tray.wait();
        }
    }
}
