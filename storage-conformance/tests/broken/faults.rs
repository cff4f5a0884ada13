//! What goes wrong, and a storage in which it does.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use realdeal::StorageError;
use realdeal::state::{Change, Changes, SumChange};
use realdeal::storage::{Capability, Readers, Storage, Unit};
use realdeal_conformance::Backend;
use realdeal_conformance::naive::Naive;

use crate::snapshot::BrokenReaders;
use crate::unit::{BrokenUnit, LateUnit};

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing: the harness itself must not be what fails.
    None,
    /// Rows are read outside of the unit, and written whatever has become of them.
    Late,
    /// Only rows that are fetched to be written are guarded.
    ReadsUnguarded,
    /// Adding to a sum of the house fences it.
    SumsConflict,
    /// A unit that is dropped is committed.
    DropCommits,
    /// Every third commit is done, and says that there was a conflict.
    ConflictApplied,
    /// Of every seventh command, only the first half of the rows is written.
    HalfApplied,
    /// What was not fetched is said to be absent.
    AbsentForNotFetched,
    /// What is absent is not known after it was fetched.
    NotFetchedForAbsent,
    /// A row comes without its parents.
    ParentsForgotten,
    /// What is known is fetched again, without what the unit has written.
    FetchOverwrites,
    /// A unit does not know the latest time.
    TimeForgotten,
    /// The last transfer of a command is not written.
    TransferDropped,
    /// The last transfer of a command is written twice.
    TransferDoubled,
    /// A price is not written.
    PriceDropped,
    /// What is added to a sum is added twice.
    SumDoubled,
    /// A row that is deleted stays.
    DeleteIgnored,
    /// Cursors are not written.
    CursorLost,
    /// Answers are not remembered.
    AnswerLost,
    /// Records are not written.
    RecordLost,
    /// Records are written twice.
    RecordDoubled,
    /// A receipt names the record after the last.
    ReceiptWrong,
    /// A scan goes backwards.
    ScanReversed,
    /// A scan does not see what its unit has written.
    ScanStale,
    /// A scan gives all that there is.
    ScanUnlimited,
    /// The head's seal is that of another journal.
    SealWrong,
    /// The audit never finds anything.
    AuditBlind,
    /// A query's answer goes backwards.
    FindReversed,
    /// A page begins with the last key of the page before.
    PageOverlaps,
    /// Filters are not looked at.
    FilterForgotten,
    /// A page of a statement is cut off at its limit, within a place in the ledger.
    StatementCut,
    /// Nothing ever falls due.
    DueForgotten,
    /// Prices come backwards.
    PricesReversed,
}

/// A store in which something goes wrong.
pub(crate) struct Broken {
    books: Naive,
    fault: Fault,
    count: Arc<AtomicU32>,
}

impl Broken {
    pub(crate) fn new(fault: Fault) -> Self {
        Self { books: Naive::new(), fault, count: Arc::default() }
    }
}

impl Backend for Broken {
    fn open(&mut self) -> Result<Box<dyn Storage>, StorageError> {
        let Self { books, fault, count } = self;
        Ok(Box::new(BrokenStorage { books: books.clone(), fault: *fault, count: count.clone() }))
    }
}

struct BrokenStorage {
    books: Naive,
    fault: Fault,
    count: Arc<AtomicU32>,
}

impl Storage for BrokenStorage {
    fn capability(&self) -> Capability {
        self.books.capability()
    }

    fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError> {
        if self.fault == Fault::Late {
            return Ok(Box::new(LateUnit::new(&mut self.books)?));
        }
        let (readers, committed) = (self.books.readers(), self.books.clone());
        let counter = Counter(self.count.clone());
        let unit = BrokenUnit::new(self.books.begin()?, readers, self.fault, counter);
        Ok(Box::new(unit.scanning(committed)))
    }

    fn readers(&self) -> Arc<dyn Readers> {
        Arc::new(BrokenReaders { inner: self.books.readers(), fault: self.fault })
    }
}

/// Counts what a fault could have happened to.
pub(crate) struct Counter(Arc<AtomicU32>);

impl Counter {
    /// Whether it is this one's turn.
    pub(crate) fn hits(&self, every: u32) -> bool {
        (self.0.fetch_add(1, Ordering::SeqCst) + 1).is_multiple_of(every)
    }
}

impl Fault {
    /// What becomes of a command's changes.
    pub(crate) fn spoil(self, changes: &mut Changes, counter: &Counter) {
        match self {
            Self::HalfApplied if counter.hits(7) => changes.rows.truncate(changes.rows.len() / 2),
            Self::TransferDropped => drop(changes.transfers.pop()),
            Self::TransferDoubled => changes.transfers.extend(changes.transfers.last().cloned()),
            Self::PriceDropped => drop(changes.prices.pop()),
            Self::SumDoubled => {
                let sums = changes.rows.iter().filter(|change| matches!(change, Change::Sum(_)));
                changes.rows.extend(sums.cloned().collect::<Vec<_>>());
            }
            Self::RecordLost => changes.record = None,
            _ => changes.rows.retain(|change| !self.loses(change)),
        }
    }

    fn loses(self, change: &Change) -> bool {
        match self {
            Self::CursorLost => matches!(change, Change::Cursor(_)),
            Self::AnswerLost => matches!(change, Change::Remembered(_)),
            Self::DeleteIgnored => match change {
                Change::Cursor(change) => change.row.is_none(),
                Change::Competition(change) => change.row.is_none(),
                Change::KnownPerson(change) => change.row.is_none(),
                Change::Claimed(change) => change.row.is_none(),
                _ => false,
            },
            _ => false,
        }
    }
}

/// Whether a command adds to a balance of the house.
pub(crate) fn adds_to_house(changes: &Changes) -> bool {
    changes.rows.iter().any(|change| matches!(change, Change::Sum(SumChange::HouseBalance(..))))
}

/// Says that records are sealed later, and seals them at once.
pub(crate) struct SaysLater(pub(crate) Naive);

impl Storage for SaysLater {
    fn capability(&self) -> Capability {
        Capability { seals_at_commit: false, ..self.0.capability() }
    }

    fn begin(&mut self) -> Result<Box<dyn Unit + '_>, StorageError> {
        self.0.begin()
    }

    fn readers(&self) -> Arc<dyn Readers> {
        self.0.readers()
    }
}
