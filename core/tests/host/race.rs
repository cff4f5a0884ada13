//! The race: many threads stake from one wallet, and what is accepted is exactly what it affords. The same check must
//! catch a backend that loses an update now and then, or it would prove nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use realdeal::host::SimulatedHost;
use realdeal::memory::Memory;
use realdeal::money::Currency;
use realdeal::state::{Change, Changes};
use realdeal::storage::{Page, Storage};
use realdeal::wallet::Wallet;
use realdeal::{Book, Options, SharedBook};

use crate::backends::{Meddled, Meddling};
use crate::shared::share;
use crate::support::{book_at, noon, storage, world_in};

const THREADS: u64 = 8;
const TRIES: u64 = 12;
/// What Alice has, in cents.
const CASH: i64 = 10_000;

/// A race, cut as its seed says. The stakes leave something over, and more is tried than she can afford.
struct Race {
    stake: i64,
    commands_per_unit: usize,
}

impl Race {
    fn of(seed: u64) -> Self {
        Self {
            stake: [130, 170, 190, 230, 270, 310][(seed % 6) as usize],
            commands_per_unit: [1, 2, 3, 1_000][(seed / 6 % 4) as usize],
        }
    }

    fn affordable(&self) -> usize {
        usize::try_from(CASH / self.stake).unwrap()
    }

    /// Runs it, and says what is wrong with what came of it.
    fn run(&self, storage: impl Storage + 'static) -> Result<(), String> {
        let mut book = Book::with_host(storage, SimulatedHost::new(1, noon()));
        book.set_options(Options { commands_per_unit: self.commands_per_unit, ..Options::default() });
        let mut w = world_in(book);
        let book = share(&mut w);
        let (alice, home) = (w.alice, w.market.selections[0]);
        let stake = format!("{}.{:02} EUR", self.stake / 100, self.stake % 100);
        let better = |_| {
            let (book, stake) = (book.clone(), stake.clone());
            thread::spawn(move || {
                let mut accepted = 0;
                for _ in 0..TRIES {
                    let slip = book.slip().leg(home, "2.10").stake(stake.as_str());
                    match book.session(alice).place_bet(slip) {
                        Ok(_) => accepted += 1,
                        Err(error) => assert_eq!(error.code(), "insufficient_funds", "{error}"),
                    }
                }
                accepted
            })
        };
        let betters: Vec<_> = (0..THREADS).map(better).collect();
        let accepted: Vec<usize> = betters.into_iter().map(|better| better.join().unwrap()).collect();
        self.check(&book, alice, accepted.into_iter().sum())
    }

    fn check(&self, book: &SharedBook, alice: realdeal::id::UserId, accepted: usize) -> Result<(), String> {
        let affordable = self.affordable();
        if accepted != affordable {
            return Err(format!("{accepted} bets were accepted, and {affordable} are affordable"));
        }
        let cash = book.session(alice).wallet("EUR").unwrap().cash.minor();
        let left = CASH - self.stake * i64::try_from(affordable).unwrap();
        if cash != left {
            return Err(format!("{cash} cents are left, and {left} should be"));
        }
        let bets = book.bets(alice, Page::first(10_000)).unwrap().len();
        if bets != affordable {
            return Err(format!("the book has {bets} bets, and {affordable} were accepted"));
        }
        let audit = book.audit().unwrap();
        if !audit.is_clean() {
            return Err(format!("the ledger does not balance: {:?}", audit.faults));
        }
        let mut again = book_at(noon());
        again.restore(book.journal(Page::first(10_000)).unwrap()).map_err(|error| error.to_string())?;
        if again.state_hash().unwrap() != book.state_hash().unwrap() {
            return Err("a book rebuilt from the journal is another one".to_owned());
        }
        Ok(())
    }
}

#[test]
fn eight_threads_on_one_wallet_get_exactly_what_it_affords() {
    for seed in 0..24 {
        let race = Race::of(seed);
        assert!((race.affordable() as u64) < THREADS * TRIES, "more is tried than she can afford");
        assert_eq!(race.run(storage()), Ok(()), "seed {seed}");
    }
}

#[derive(Clone, Copy, Debug)]
enum Fault {
    /// The change of the wallet does not arrive.
    Lost,
    /// Over the wallet as it is, an older one is written, as by a writer that read it before.
    Older,
}

/// A backend that does wrong by a wallet once in a while.
struct Losing {
    fault: Fault,
    every: u64,
    staked: u64,
    /// The wallet as it was written last but one.
    older: Option<Wallet>,
    planted: Arc<AtomicU64>,
}

impl Meddling for Losing {
    fn apply(&mut self, changes: &mut Changes) {
        let stakes = |wallet: &Wallet| wallet.open_bets > 0 && wallet.id.currency == Currency::EUR;
        let place = changes.rows.iter().position(
            |change| matches!(change, Change::Wallet(change) if change.row.as_ref().is_some_and(stakes)),
        );
        let Some(place) = place else { return };
        let Change::Wallet(change) = &mut changes.rows[place] else { return };
        self.staked += 1;
        let written = change.row.clone();
        if self.staked.is_multiple_of(self.every) {
            match self.fault {
                Fault::Lost => {
                    self.planted.fetch_add(1, Ordering::SeqCst);
                    changes.rows.remove(place);
                }
                Fault::Older => {
                    if self.older.is_some() {
                        self.planted.fetch_add(1, Ordering::SeqCst);
                        change.row.clone_from(&self.older);
                    }
                }
            }
        }
        self.older = written;
    }
}

#[test]
fn a_backend_that_loses_an_update_is_caught_by_the_same_check() {
    for fault in [Fault::Lost, Fault::Older] {
        for seed in 0..24 {
            let planted = Arc::new(AtomicU64::new(0));
            let every = [2, 5, 11, 29][(seed % 4) as usize];
            let by = Losing { fault, every, staked: 0, older: None, planted: planted.clone() };
            let race = Race::of(seed);
            let found = race.run(Meddled { memory: Memory::new(), by });
            assert!(planted.load(Ordering::SeqCst) > 0, "{fault:?}, seed {seed}: nothing was planted");
            assert!(found.is_err(), "{fault:?}, seed {seed}: a lost update went unseen");
        }
    }
}

#[test]
fn the_same_backend_without_its_fault_is_not_accused() {
    for seed in 0..4 {
        let by =
            Losing { fault: Fault::Lost, every: u64::MAX, staked: 0, older: None, planted: Arc::default() };
        assert_eq!(Race::of(seed).run(Meddled { memory: Memory::new(), by }), Ok(()), "seed {seed}");
    }
}
