//! The door to the machine: where a friendly method takes the time and a fresh id from.
//!
//! The engine itself has neither clock nor entropy: both come in with each command. A host that calls the friendly
//! methods of a [`Session`](crate::Session) instead of building commands lends the book a [`Host`] to take them from. This
//! is the only file of the crate that touches the machine's clock or its random numbers, and only under the feature
//! `system-host`.

use crate::id::CommandId;
use crate::storage::MaybeSend;
use crate::time::Timestamp;

/// Where a book takes the time and the bits of fresh ids from, for its friendly methods. A browser lends its
/// own clock and random numbers; a test counts.
///
/// ```
/// use realdeal::host::Host;
/// use realdeal::id::CommandId;
/// use realdeal::memory::Memory;
/// use realdeal::time::Timestamp;
/// use realdeal::Book;
///
/// /// A minute passes with each look at the clock.
/// struct Counting(u64);
///
/// impl Host for Counting {
///     fn now(&mut self) -> Timestamp {
///         self.0 += 1;
///         Timestamp::from_seconds(1_723_809_600 + 60 * self.0 as i64)
///     }
///     fn fresh_id(&mut self, at: Timestamp) -> CommandId {
///         self.0 += 1;
///         CommandId::from_parts(at, 0, self.0)
///     }
/// }
///
/// let mut book = Book::with_host(Memory::new(), Counting(0));
/// assert_ne!(book.fresh_id(), book.fresh_id());
/// ```
pub trait Host: MaybeSend {
    /// The time now.
    fn now(&mut self) -> Timestamp;

    /// A fresh command id for that time; never the same twice.
    fn fresh_id(&mut self, at: Timestamp) -> CommandId;
}

/// The machine's own clock and entropy.
///
/// ```
/// use realdeal::host::{Host, SystemHost};
/// let mut host = SystemHost;
/// let now = Host::now(&mut host);
/// assert_ne!(SystemHost::fresh_id(now), SystemHost::fresh_id(now));
/// ```
#[cfg(feature = "system-host")]
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemHost;

#[cfg(feature = "system-host")]
impl SystemHost {
    /// The machine's time, to the microsecond.
    pub fn now() -> Timestamp {
        let since_1970 =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp::EPOCH.plus(since_1970)
    }

    /// A fresh id with random bits, for a given time.
    pub fn fresh_id(at: Timestamp) -> CommandId {
        let (high, low) = uuid::Uuid::now_v7().as_u64_pair();
        // The lower 12 bits of the upper half may be a sub-millisecond count; the 62 below it are random.
        let twelve = u16::try_from(high & 0x0FFF).unwrap_or_default();
        CommandId::from_parts(at, twelve, low)
    }
}

#[cfg(feature = "system-host")]
impl Host for SystemHost {
    fn now(&mut self) -> Timestamp {
        Self::now()
    }

    fn fresh_id(&mut self, at: Timestamp) -> CommandId {
        Self::fresh_id(at)
    }
}

/// A host whose clock stands where it is put and whose ids follow from a seed: for replays, simulations and tests.
///
/// The same seed and the same calls give the same ids.
///
/// ```
/// use realdeal::host::{Host, SimulatedHost};
/// use realdeal::time::Timestamp;
/// let kick_off = Timestamp::utc(2019, 8, 9, 19, 0)?;
/// let (mut one, mut two) = (SimulatedHost::new(7, kick_off), SimulatedHost::new(7, kick_off));
/// assert_eq!(one.now(), kick_off);
/// assert_eq!(one.fresh_id(kick_off), two.fresh_id(kick_off));
/// # Ok::<(), realdeal::time::TimeError>(())
/// ```
#[derive(Debug, Clone)]
pub struct SimulatedHost {
    now: Timestamp,
    state: u64,
}

impl SimulatedHost {
    /// A host at `now` whose ids follow from `seed`.
    pub fn new(seed: u64, now: Timestamp) -> Self {
        Self { now, state: seed }
    }

    /// Puts the clock to `now`.
    pub fn set_now(&mut self, now: Timestamp) {
        self.now = now;
    }

    /// SplitMix64: small, well mixed, and the same everywhere. Not for secrets.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.state;
        bits = (bits ^ bits >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ bits >> 31
    }
}

impl Host for SimulatedHost {
    fn now(&mut self) -> Timestamp {
        self.now
    }

    fn fresh_id(&mut self, at: Timestamp) -> CommandId {
        let twelve = u16::try_from(self.next() & 0x0FFF).unwrap_or_default();
        CommandId::from_parts(at, twelve, self.next())
    }
}
