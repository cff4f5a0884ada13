//! The control: the same game on a storage that loses or doubles money now and then. If the checks did not see that, they
//! would prove nothing.

use std::cell::Cell;
use std::sync::Arc;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use realdeal::StorageError;
use realdeal::keys::{Keys, Scan};
use realdeal::memory::Memory;
use realdeal::state::{Change, Changes, Key, State, SumChange};
use realdeal::storage::{Capability, Readers, Receipt, Storage, Unit};
use realdeal::wallet::BettorAccount;

use super::game::Game;
use super::ops::ops;

/// What goes wrong on every n-th change that it can happen to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// A wallet is not written.
    WalletDropped,
    /// A transfer is written twice.
    TransferDoubled,
    /// A transfer is not written.
    TransferDropped,
    /// A wallet gets a cent too much, and its last transfer says so too.
    CentAdded,
    /// What is added to a balance of the house is lost.
    HouseForgotten,
    /// A bet is not written.
    BetDropped,
    /// A basket is not written.
    BasketDropped,
    /// The price of a selection is not written.
    PriceDropped,
    /// No fault: the harness itself must not be what fails.
    None,
}

struct Broken {
    inner: Memory,
    fault: Fault,
    count: Cell<u32>,
}

struct BrokenUnit<'a> {
    inner: Box<dyn Unit + 'a>,
    fault: Fault,
    count: &'a Cell<u32>,
}

impl Fault {
    /// How often it happens: at every so many changes that it can happen to.
    fn every(self) -> u32 {
        if self == Self::BasketDropped { 5 } else { 17 }
    }
}

impl Storage for Broken {
    fn capability(&self) -> Capability {
        self.inner.capability()
    }

    fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError> {
        let inner = self.inner.begin()?;
        Ok(Box::new(BrokenUnit { inner, fault: self.fault, count: &self.count }))
    }

    fn readers(&self) -> Arc<dyn Readers> {
        self.inner.readers()
    }
}

impl BrokenUnit<'_> {
    /// Whether it is this one's turn.
    fn hit(&self, can: bool) -> bool {
        self.count.set(self.count.get() + u32::from(can));
        can && self.count.get().is_multiple_of(self.fault.every())
    }

    fn spoil(&self, changes: &mut Changes) {
        let fault = self.fault;
        match fault {
            Fault::None => {}
            Fault::TransferDoubled | Fault::TransferDropped => {
                if self.hit(!changes.transfers.is_empty()) {
                    let last = changes.transfers.pop().expect("there is one");
                    if fault == Fault::TransferDoubled {
                        changes.transfers.extend([last.clone(), last]);
                    }
                }
            }
            Fault::CentAdded => {
                let wallet = changes.rows.iter_mut().find_map(|change| match change {
                    Change::Wallet(change) => change.row.as_mut(),
                    _ => None,
                });
                let transfer = changes.transfers.last_mut();
                let both = wallet.zip(transfer).filter(|_| self.hit(true));
                if let Some((wallet, transfer)) = both {
                    wallet.cash += 1;
                    let after = Some(wallet.balance(BettorAccount::Cash).minor());
                    transfer.debit_after = transfer.debit_after.and(after);
                    transfer.credit_after = transfer.credit_after.and(after);
                }
            }
            _ => changes.rows.retain(|change| !self.hit(loses(fault, change))),
        }
    }
}

/// Whether a fault loses changes of this kind.
fn loses(fault: Fault, change: &Change) -> bool {
    match change {
        Change::Wallet(_) => fault == Fault::WalletDropped,
        Change::Bet(_) => fault == Fault::BetDropped,
        Change::Basket(_) => fault == Fault::BasketDropped,
        Change::Selection(_) => fault == Fault::PriceDropped,
        Change::Sum(SumChange::HouseBalance(..)) => fault == Fault::HouseForgotten,
        _ => false,
    }
}

impl Unit for BrokenUnit<'_> {
    fn fetch(&mut self, keys: &Keys) -> Result<(), StorageError> {
        self.inner.fetch(keys)
    }

    fn scan(&mut self, scan: &Scan) -> Result<Vec<Key>, StorageError> {
        self.inner.scan(scan)
    }

    fn state(&self) -> &State {
        self.inner.state()
    }

    fn apply(&mut self, mut changes: Changes) -> Result<(), StorageError> {
        self.spoil(&mut changes);
        self.inner.apply(changes)
    }

    fn commit(self: Box<Self>) -> Result<Receipt, StorageError> {
        self.inner.commit()
    }
}

/// Whether any of a few sequences, the same in every run, goes wrong with this fault.
fn is_caught(fault: Fault) -> bool {
    let mut runner = TestRunner::deterministic();
    (0..4).any(|_| {
        let sequence = ops(120..=120).new_tree(&mut runner).unwrap().current();
        let storage = Broken { inner: Memory::new(), fault, count: Cell::new(0) };
        Game::opened(storage).and_then(|mut game| game.play_all(&sequence)).is_err()
    })
}

#[test]
fn a_broken_storage_is_caught() {
    for fault in [
        Fault::WalletDropped,
        Fault::TransferDoubled,
        Fault::TransferDropped,
        Fault::CentAdded,
        Fault::HouseForgotten,
        Fault::BetDropped,
        Fault::BasketDropped,
        Fault::PriceDropped,
    ] {
        assert!(is_caught(fault), "{fault:?} was not caught");
    }
    assert!(!is_caught(Fault::None), "a sound storage was taken for a broken one");
}
