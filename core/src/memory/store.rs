//! What the memory backend keeps: rows, indexes, the ledger, price histories and the journal.

use hashbrown::HashMap;

use super::indexes::{Indexed, Indexes};
use crate::command::Command;
use crate::id::{SelectionId, UserId};
use crate::journal::seal::{self, Head, Seal, Sealer};
use crate::journal::{JournalError, JournalRecord, NumberedRecord};
use crate::state::{Change, Key, PriceChange, Row, RowChange, State, Sum, SumChange};
use crate::storage::StorageError;
use crate::wallet::{Account, Transfer};

/// How many records one seal covers.
const BLOCK: usize = 64;
const _: () = assert!(BLOCK as u64 == seal::BLOCK);

/// The journal as bytes, record after record, each framed as seals take it in: so a block of them is sealed in one go, which
/// is several times as quick as one after the other.
#[derive(Debug, Default)]
pub(super) struct Journal {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// How many records are of units that were committed.
    committed: usize,
    /// The seals of the full blocks among those.
    pub(super) seals: Vec<Seal>,
    sealer: Sealer,
}

impl Journal {
    /// Writes a record down; until it is committed, it can be taken out again.
    pub(super) fn append(&mut self, record: &JournalRecord) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&seal::frame(0));
        record.append_to(&mut self.bytes);
        let body = start + seal::FRAME;
        let frame = seal::frame(self.bytes.len() - body);
        self.bytes[start..body].copy_from_slice(&frame);
        self.ends.push(self.bytes.len());
    }

    /// Takes what was written to be there for good, and seals the blocks that are full.
    pub(super) fn commit(&mut self) {
        self.committed = self.ends.len();
        while self.committed - self.sealed() >= BLOCK {
            let (start, end) = (self.end_of(self.sealed()), self.end_of(self.sealed() + BLOCK));
            self.seals.push(self.sealer.fill(&self.bytes[start..end]));
        }
    }

    /// How many records are under the seal of a full block.
    fn sealed(&self) -> usize {
        self.seals.len() * BLOCK
    }

    /// How many records there are, and the seal over all of them.
    pub(super) fn head(&self) -> Head {
        let mut sealer = self.sealer.clone();
        for number in self.sealed()..self.committed {
            sealer.push(self.record(number));
        }
        sealer.head()
    }

    /// Takes out what was written and not committed.
    pub(super) fn take_back(&mut self) {
        self.bytes.truncate(self.end_of(self.committed));
        self.ends.truncate(self.committed);
    }

    /// Where the bytes of so many records end.
    fn end_of(&self, records: usize) -> usize {
        let last = records.checked_sub(1).and_then(|last| self.ends.get(last));
        last.copied().unwrap_or(0)
    }

    /// The bytes of a record that is there, without their frame; counted from 0.
    fn record(&self, number: usize) -> &[u8] {
        &self.bytes[self.end_of(number) + seal::FRAME..self.end_of(number + 1)]
    }

    pub(super) fn len(&self) -> u64 {
        self.ends.len() as u64
    }

    /// The bytes of every record, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.ends.len()).map(|number| self.record(number))
    }

    /// The records after a number.
    pub(super) fn after(&self, number: u64, limit: usize) -> Result<Vec<NumberedRecord>, JournalError> {
        let first = usize::try_from(number).unwrap_or(usize::MAX);
        let last = self.ends.len().min(first.saturating_add(limit));
        // The records come first: without one, no number after the last is made.
        let numbered = (first..last).zip(number.saturating_add(1)..).map(|(index, number)| {
            Ok(NumberedRecord { number, record: JournalRecord::from_bytes(number, self.record(index))? })
        });
        numbered.collect()
    }
}

/// Everything that the memory backend keeps.
#[derive(Debug)]
pub(super) struct Store {
    pub(super) state: State,
    pub(super) indexes: Indexes,
    pub(super) transfers: Vec<Transfer>,
    pub(super) prices: HashMap<SelectionId, Vec<PriceChange>>,
    pub(super) journal: Journal,
    /// An empty list, kept for its memory: the changes of each unit of work are written into it, and then how they are taken
    /// back.
    pub(super) spare: Vec<Change>,
    /// The rows that the open unit has deleted. Their ids may be personal data, and go with its commit.
    pub(super) deleted: Vec<Key>,
}

impl Default for Store {
    fn default() -> Self {
        Self {
            state: State::complete(),
            indexes: Indexes::default(),
            transfers: Vec::new(),
            prices: HashMap::new(),
            journal: Journal::default(),
            spare: Vec::new(),
            deleted: Vec::new(),
        }
    }
}

impl Store {
    /// Writes one row, and turns the change into the one that takes it back.
    fn swap<R: Row + Indexed>(&mut self, change: &mut RowChange<R>) {
        let RowChange { id, was, row } = change;
        let (version, after) = R::table_mut(&mut self.state).exchange(id, row);
        *was = version;
        R::reindex(row.as_ref(), after, &mut self.indexes);
        if after.is_none() {
            self.deleted.push(R::key(id));
        }
    }

    /// Puts one row back as it was.
    fn put_back<R: Row + Indexed>(&mut self, undo: RowChange<R>) {
        let RowChange { id, was, row } = undo;
        R::reindex(R::table(&self.state).find(&id), row.as_ref(), &mut self.indexes);
        R::table_mut(&mut self.state).restore(&id, was, row);
    }

    /// Adds to a sum, and turns the addition into the one that takes it back.
    fn add(&mut self, sum: &mut SumChange) {
        match sum {
            SumChange::HouseBalance(id, amount) => {
                self.state.house_balances.add(*id, amount);
                *amount = amount.negated();
            }
            SumChange::Exposure(id, amount) => {
                self.state.exposures.add(*id, amount);
                *amount = amount.negated();
            }
            SumChange::Progress(id, amount) => {
                let progress = self.state.progress.add(*id, amount);
                self.indexes.note_behind(*id, progress.behind > 0);
                *amount = amount.negated();
            }
        }
    }

    /// Makes a change, and turns it into the one that takes it back.
    pub(super) fn make(&mut self, change: &mut Change) {
        match change {
            Change::House(change) => self.swap(change),
            Change::VersionedRules(change) => self.swap(change),
            Change::User(change) => self.swap(change),
            Change::KnownPerson(change) => self.swap(change),
            Change::Wallet(change) => self.swap(change),
            Change::Withdrawal(change) => self.swap(change),
            Change::Competition(change) => self.swap(change),
            Change::Participant(change) => self.swap(change),
            Change::Fixture(change) => self.swap(change),
            Change::Market(change) => self.swap(change),
            Change::Selection(change) => self.swap(change),
            Change::Bet(change) => self.swap(change),
            Change::Basket(change) => self.swap(change),
            Change::Remembered(change) => self.swap(change),
            Change::Claimed(change) => self.swap(change),
            Change::Cursor(change) => self.swap(change),
            Change::Sum(sum) => self.add(sum),
        }
    }

    /// Takes one change back.
    pub(super) fn take_back(&mut self, undo: Change) {
        match undo {
            Change::House(undo) => self.put_back(undo),
            Change::VersionedRules(undo) => self.put_back(undo),
            Change::User(undo) => self.put_back(undo),
            Change::KnownPerson(undo) => self.put_back(undo),
            Change::Wallet(undo) => self.put_back(undo),
            Change::Withdrawal(undo) => self.put_back(undo),
            Change::Competition(undo) => self.put_back(undo),
            Change::Participant(undo) => self.put_back(undo),
            Change::Fixture(undo) => self.put_back(undo),
            Change::Market(undo) => self.put_back(undo),
            Change::Selection(undo) => self.put_back(undo),
            Change::Bet(undo) => self.put_back(undo),
            Change::Basket(undo) => self.put_back(undo),
            Change::Remembered(undo) => self.put_back(undo),
            Change::Claimed(undo) => self.put_back(undo),
            Change::Cursor(undo) => self.put_back(undo),
            Change::Sum(mut undo) => self.add(&mut undo),
        }
    }

    /// The bettors whose money a transfer moves: one for a withdrawal, too, which stays with one.
    fn bettors_of(transfer: &Transfer) -> impl Iterator<Item = UserId> {
        let bettor = |account| match account {
            Account::Bettor { user, .. } => Some(user),
            Account::House(_) => None,
        };
        let (debit, credit) = (bettor(transfer.debit), bettor(transfer.credit));
        debit.into_iter().chain(credit.filter(|_| credit != debit))
    }

    pub(super) fn push_transfer(&mut self, transfer: Transfer) {
        // 2^32 transfers do not fit into the memory that this store lives in.
        let place = u32::try_from(self.transfers.len()).unwrap_or(u32::MAX);
        for user in Self::bettors_of(&transfer) {
            self.indexes.bettors.entry(user).or_default().transfers.push(place);
        }
        self.transfers.push(transfer);
    }

    pub(super) fn pop_transfer(&mut self) {
        let Some(transfer) = self.transfers.pop() else { return };
        for user in Self::bettors_of(&transfer) {
            if let Some(bettor) = self.indexes.bettors.get_mut(&user) {
                bettor.transfers.pop();
            }
        }
    }

    pub(super) fn push_price(&mut self, price: PriceChange) {
        self.prices.entry(price.selection).or_default().push(price);
    }

    pub(super) fn pop_price(&mut self, selection: SelectionId) {
        if let Some(prices) = self.prices.get_mut(&selection) {
            prices.pop();
        }
    }

    /// Forgets what is left of the rows that were deleted.
    pub(super) fn forget_deleted(&mut self) {
        while let Some(key) = self.deleted.pop() {
            self.state.forget_deleted(&key);
        }
    }

    /// Forgets a few of the answers that nobody can ask for any more.
    pub(super) fn forget_old_answers(&mut self) {
        const AT_ONCE: usize = 16;
        let oldest = Command::oldest_answered(self.state.last_at);
        for _ in 0..AT_ONCE {
            let Some(&id) = self.indexes.remembered.first() else { break };
            if id.time() >= oldest {
                break;
            }
            self.indexes.remembered.pop_first();
            self.state.remembered.forget(&id);
        }
    }

    /// What a whole journal says of itself.
    pub(super) fn verify_journal(&self) -> Result<(), StorageError> {
        let journal = &self.journal;
        Ok(crate::journal::seal::verify(journal.all(), &journal.seals, &journal.head())?)
    }
}
