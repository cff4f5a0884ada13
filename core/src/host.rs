//! The door to the machine: where a friendly method takes the time and a fresh id from.
//!
//! The engine itself has neither clock nor entropy: both come in with each command. A host that calls the friendly
//! methods of a [`Session`](crate::Session) instead of building commands lends the book a [`Host`] to take them from. This
//! is the only file of the crate that touches the machine's clock or its random numbers, and only under the feature
//! `system-host`.

#[cfg(feature = "system-host")]
use std::cell::RefCell;
#[cfg(feature = "system-host")]
use std::sync::atomic::{AtomicU32, Ordering};

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

    /// As many fresh ids for that time: the same that [`Host::fresh_id`] would give one after the other.
    fn fresh_ids(&mut self, at: Timestamp, count: usize) -> Vec<CommandId> {
        (0..count).map(|_| self.fresh_id(at)).collect()
    }
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

    /// Tells that the process may have been forked: ids made from here on share nothing with those of the parent.
    ///
    /// Nobody has to: each id asks for the number of its process. A host that calls it once at its start, and in every child after a
    /// fork, spares itself that question.
    ///
    /// ```
    /// use realdeal::host::SystemHost;
    /// SystemHost::forked();
    /// let now = SystemHost::now();
    /// assert_ne!(SystemHost::fresh_id(now), SystemHost::fresh_id(now));
    /// ```
    pub fn forked() {
        FORKS.fetch_add(1, Ordering::Relaxed);
    }

    /// A fresh id with random bits, for a given time. The ids that a thread makes for one millisecond rise.
    pub fn fresh_id(at: Timestamp) -> CommandId {
        IDS.with_borrow_mut(|ids| {
            ids.check_process();
            ids.next(at)
        })
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

    fn fresh_ids(&mut self, at: Timestamp, count: usize) -> Vec<CommandId> {
        IDS.with_borrow_mut(|ids| {
            ids.check_process();
            (0..count).map(|_| ids.next(at)).collect()
        })
    }
}

/// How often a host has told of a fork; zero if it does not tell.
#[cfg(feature = "system-host")]
static FORKS: AtomicU32 = AtomicU32::new(0);

#[cfg(feature = "system-host")]
thread_local! {
    static IDS: RefCell<Ids> = const { RefCell::new(Ids::new()) };
}

/// How a thread makes ids: behind the milliseconds a count of 42 bits, begun at random for each millisecond, so that ids of the same
/// millisecond rise, and 32 random bits (RFC 9562, section 6.2, methods 1 and 3). The machine is asked for random bytes a block at a
/// time, for asking costs more than all else.
#[cfg(feature = "system-host")]
struct Ids {
    block: [u8; Self::BLOCK],
    used: usize,
    /// Whose block it is: the child of a fork has its parent's memory, and must not hand out what the parent does.
    process: Process,
    millis: Option<i64>,
    count: u64,
}

/// By what a process knows itself from the one that it was forked from.
#[cfg(feature = "system-host")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Process {
    Unknown,
    /// So many forks were told of.
    Forks(u32),
    /// Its number; 0 where there is no fork.
    Number(u32),
}

#[cfg(feature = "system-host")]
impl Process {
    fn current() -> Self {
        match FORKS.load(Ordering::Relaxed) {
            0 if cfg!(unix) => Self::Number(std::process::id()),
            0 => Self::Number(0),
            forks => Self::Forks(forks),
        }
    }
}

#[cfg(feature = "system-host")]
impl Ids {
    const BLOCK: usize = 1_024;
    /// The highest bit of a count is left to count on into.
    const FIRST_COUNTS: u64 = (1 << 41) - 1;
    const COUNTS: u64 = (1 << 42) - 1;

    const fn new() -> Self {
        Self { block: [0; Self::BLOCK], used: Self::BLOCK, process: Process::Unknown, millis: None, count: 0 }
    }

    /// Throws away what was copied from the parent of a fork.
    fn check_process(&mut self) {
        let process = Process::current();
        if self.process != process {
            *self = Self { process, ..Self::new() };
        }
    }

    fn next(&mut self, at: Timestamp) -> CommandId {
        let millis = Some(at.micros() / 1_000);
        if self.millis == millis {
            self.count = (self.count + 1) & Self::COUNTS;
        } else {
            self.millis = millis;
            self.count = u64::from_le_bytes(self.draw()) & Self::FIRST_COUNTS;
        }
        let low = (self.count & ((1 << 30) - 1)) << 32 | u64::from(u32::from_le_bytes(self.draw()));
        CommandId::from_parts(at, u16::try_from(self.count >> 30).unwrap_or_default(), low)
    }

    /// Bytes that nobody else gets: none of them stays behind.
    #[allow(
        clippy::expect_used,
        reason = "an id has no place for an error, and one without random bits would be worse"
    )]
    fn draw<const N: usize>(&mut self) -> [u8; N] {
        if self.used + N > Self::BLOCK {
            // proof: a system without random numbers can't make ids, and no caller could do better than end.
            getrandom::fill(&mut self.block).expect("the machine gives random bytes");
            self.used = 0;
        }
        let mut drawn = [0; N];
        let bytes = &mut self.block[self.used..self.used + N];
        drawn.copy_from_slice(bytes);
        bytes.fill(0);
        self.used += N;
        drawn
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

#[cfg(all(test, feature = "system-host"))]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const AT: Timestamp = Timestamp::from_micros(1_700_000_000_000_000);

    #[test]
    fn ids_of_a_millisecond_rise_and_differ_across_threads() {
        let make = || SystemHost.fresh_ids(AT, 5_000);
        let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(make)).collect();
        let mut all = HashSet::new();
        for thread in threads {
            let ids = thread.join().unwrap();
            assert!(ids.is_sorted() && ids.iter().all(|id| id.time() == AT));
            all.extend(ids);
        }
        assert_eq!(all.len(), 20_000);
    }

    #[test]
    fn what_was_handed_out_is_gone() {
        let mut ids = Ids::new();
        let drawn: [u8; 8] = ids.draw();
        assert_ne!(drawn, [0; 8]);
        assert_eq!(ids.block[..8], [0; 8]);
        assert_ne!(ids.block[8..], [0; Ids::BLOCK - 8]);
    }

    #[test]
    fn the_child_of_a_fork_draws_its_own() {
        let mut parent = Ids::new();
        parent.check_process();
        let first = parent.next(AT);
        // What a fork leaves in the child's memory: the same block, with another process's number.
        let mut child = Ids { process: Process::Number(u32::MAX), ..parent };
        child.check_process();
        assert_eq!(child.used, Ids::BLOCK);
        let (mine, its) = (parent.next(AT), child.next(AT));
        assert!(mine > first && mine != its);
    }
}
