//! The time and the ids of the friendly methods.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::host::Host;
use crate::id::CommandId;
use crate::time::Timestamp;

/// The host's clock, unless the time was put elsewhere. A clone is the same clock: a shared book's handles, and the book that
/// comes back from them, never make an id twice.
#[derive(Clone)]
pub(super) struct Clock {
    hands: Arc<Mutex<Hands>>,
}

struct Hands {
    host: Box<dyn Host>,
    set: Option<Timestamp>,
}

impl Hands {
    fn now(&mut self) -> Timestamp {
        self.set.unwrap_or_else(|| self.host.now())
    }
}

impl Clock {
    pub(super) fn new(host: Box<dyn Host>) -> Self {
        Self { hands: Arc::new(Mutex::new(Hands { host, set: None })) }
    }

    // A host that panicked has said nothing; the next question is as good as any.
    fn hands(&self) -> MutexGuard<'_, Hands> {
        self.hands.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set(&self, now: Timestamp) {
        self.hands().set = Some(now);
    }

    pub(super) fn now(&self) -> Timestamp {
        self.hands().now()
    }

    pub(super) fn fresh_id(&self) -> CommandId {
        self.stamp().0
    }

    /// A fresh id, and the time that it is made for.
    pub(super) fn stamp(&self) -> (CommandId, Timestamp) {
        let mut hands = self.hands();
        let now = hands.now();
        (hands.host.fresh_id(now), now)
    }

    pub(super) fn fresh_ids(&self, count: usize) -> Vec<CommandId> {
        let mut hands = self.hands();
        let now = hands.now();
        hands.host.fresh_ids(now, count)
    }
}
