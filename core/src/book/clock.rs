//! The time and the ids of the friendly methods.

use crate::host::Host;
use crate::id::CommandId;
use crate::time::Timestamp;

/// The host's clock, unless the time was put elsewhere.
pub(super) struct Clock {
    host: Box<dyn Host>,
    set: Option<Timestamp>,
}

impl Clock {
    pub(super) fn new(host: Box<dyn Host>) -> Self {
        Self { host, set: None }
    }

    /// A clock that nobody winds any more.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn stopped() -> Self {
        Self::new(Box::new(crate::host::SimulatedHost::new(0, Timestamp::EPOCH)))
    }

    pub(super) fn set(&mut self, now: Timestamp) {
        self.set = Some(now);
    }

    pub(super) fn now(&mut self) -> Timestamp {
        self.set.unwrap_or_else(|| self.host.now())
    }

    pub(super) fn fresh_id(&mut self) -> CommandId {
        let now = self.now();
        self.host.fresh_id(now)
    }
}
