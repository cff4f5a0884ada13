//! Seals: a hash chain over the journal's records that shows any later change.
//!
//! A seal covers a block of [`BLOCK`] records and the seal before it; the records after the last full block are covered by
//! the head. Blocks are counted in records and never in units of work, so that every backend makes the same seals. Who
//! wants to know whether the end was cut off keeps a head elsewhere and compares.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::JournalError;

/// How many records one seal covers.
pub const BLOCK: u64 = 64;

/// How many bytes stand before a record where it is sealed.
pub(crate) const FRAME: usize = 8;

/// What is sealed before a record: its length, so that no byte can move from one record to the next.
pub(crate) const fn frame(length: usize) -> [u8; FRAME] {
    (length as u64).to_le_bytes()
}

/// A hash over all records up to some number: 256 bits of BLAKE3, whose text is 64 hex digits.
///
/// ```
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { book, .. } = doc::world()?;
/// assert_eq!(book.journal_head()?.seal.to_string().len(), 64);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Seal([u8; 32]);

/// Hexadecimal digits where people read, bytes where only machines do.
impl Serialize for Seal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Seal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return <[u8; 32]>::deserialize(deserializer).map(Self);
        }
        let text = String::deserialize(deserializer)?;
        let half = |digits: Option<&str>| u128::from_str_radix(digits?, 16).ok();
        // A sign would pass for a digit.
        let plain = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        match (half(text.get(..32)), half(text.get(32..))) {
            (Some(high), Some(low)) if plain => {
                let mut bytes = [0; 32];
                bytes[..16].copy_from_slice(&high.to_be_bytes());
                bytes[16..].copy_from_slice(&low.to_be_bytes());
                Ok(Self(bytes))
            }
            _ => Err(de::Error::custom("not 64 hex digits")),
        }
    }
}

impl Seal {
    /// The seal of these bytes; for backends that keep seals.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes of the seal.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seal({self})")
    }
}

/// How many records there are, and the seal over all of them. A host that publishes heads, or keeps them with
/// somebody else, can prove later what its journal was.
///
/// ```
/// use realdeal::journal::seal::Sealer;
/// let mut sealer = Sealer::default();
/// sealer.push(b"the first record");
/// assert_eq!(sealer.head().records, 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The number of the last record; 0 for an empty journal.
    pub records: u64,
    /// The seal over all of them.
    pub seal: Seal,
}

/// Seals records one by one, in their order; for backends.
///
/// ```
/// use realdeal::journal::seal::{BLOCK, Sealer};
/// let mut sealer = Sealer::default();
/// let seals = (0..BLOCK).filter_map(|number| sealer.push(&number.to_le_bytes())).count();
/// assert_eq!(seals, 1); // the last of them filled a block
/// ```
#[derive(Debug, Clone)]
pub struct Sealer {
    records: u64,
    open_block: blake3::Hasher,
}

impl Default for Sealer {
    fn default() -> Self {
        Self::after(Head { records: 0, seal: Seal([0; 32]) })
    }
}

impl Sealer {
    /// Goes on where another sealer stopped, as a backend does that is opened again: `full` is the head after the last
    /// full block (none before the first), `open` the records since then, in order.
    ///
    /// ```
    /// use realdeal::journal::seal::{BLOCK, Head, Sealer};
    /// let records: Vec<[u8; 8]> = (0..BLOCK + 3).map(u64::to_le_bytes).collect();
    /// let (sealed, open) = records.split_at(BLOCK as usize);
    /// let mut first = Sealer::default();
    /// let seal = sealed.iter().filter_map(|record| first.push(record)).last().unwrap();
    /// open.iter().for_each(|record| assert!(first.push(record).is_none()));
    ///
    /// let second = Sealer::resume(Some(Head { records: BLOCK, seal }), open);
    /// assert_eq!(second.head(), first.head());
    /// ```
    pub fn resume(full: Option<Head>, open: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Self {
        let mut sealer = full.map_or_else(Self::default, Self::after);
        for record in open {
            sealer.push(record.as_ref());
        }
        sealer
    }

    /// Goes on after a full block with this head.
    fn after(head: Head) -> Self {
        let mut open_block = blake3::Hasher::new();
        open_block.update(&head.seal.0);
        Self { records: head.records, open_block }
    }

    /// Takes in the bytes of the next record, and gives the seal of a block that it fills.
    pub fn push(&mut self, record: &[u8]) -> Option<Seal> {
        self.open_block.update(&frame(record.len()));
        self.open_block.update(record);
        self.records += 1;
        if !self.records.is_multiple_of(BLOCK) {
            return None;
        }
        let head = self.head();
        *self = Self::after(head);
        Some(head.seal)
    }

    /// Takes in a whole block at once, each of its records behind its frame, and gives its seal. Only where no block is open.
    pub(crate) fn fill(&mut self, framed: &[u8]) -> Seal {
        debug_assert!(self.records.is_multiple_of(BLOCK), "a block is open");
        self.open_block.update(framed);
        self.records += BLOCK;
        let head = self.head();
        *self = Self::after(head);
        head.seal
    }

    /// How many records there are, and the seal over all of them.
    pub fn head(&self) -> Head {
        Head { records: self.records, seal: Seal(*self.open_block.finalize().as_bytes()) }
    }
}

/// Whether the records are those that were sealed: every full block, and the rest by the head. Records come
/// in their binary form, in order, from the first.
///
/// Errors: [`JournalError::SealBroken`] names the block in which something was changed,
/// [`JournalError::WrongLength`] says that records are missing or too many.
///
/// ```
/// use realdeal::journal::seal::{Sealer, verify};
/// let records = [b"one".as_slice(), b"two"];
/// let mut sealer = Sealer::default();
/// let seals: Vec<_> = records.iter().filter_map(|record| sealer.push(record)).collect();
///
/// assert!(verify(records, &seals, &sealer.head()).is_ok());
/// let error = verify([b"one".as_slice(), b"too"], &seals, &sealer.head()).unwrap_err();
/// assert_eq!(error.to_string(), "the journal was changed: the seal over records 1 to 2 does not fit");
/// ```
pub fn verify(
    records: impl IntoIterator<Item = impl AsRef<[u8]>>,
    seals: &[Seal],
    head: &Head,
) -> Result<(), JournalError> {
    let mut sealer = Sealer::default();
    let mut expected = seals.iter();
    for record in records {
        let Some(seal) = sealer.push(record.as_ref()) else { continue };
        let last = sealer.records;
        if expected.next() != Some(&seal) {
            return Err(JournalError::SealBroken { first: last - BLOCK + 1, last });
        }
    }
    let found = sealer.head();
    if found.records != head.records || expected.next().is_some() {
        return Err(JournalError::WrongLength { found: found.records, sealed: head.records });
    }
    if found.seal != head.seal {
        let first = found.records / BLOCK * BLOCK + 1;
        return Err(JournalError::SealBroken { first: first.min(found.records), last: found.records });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(records: &[Vec<u8>]) -> (Vec<Seal>, Head) {
        let mut sealer = Sealer::default();
        let seals = records.iter().filter_map(|record| sealer.push(record)).collect();
        (seals, sealer.head())
    }

    fn slices(records: &[Vec<u8>]) -> impl Iterator<Item = &[u8]> {
        records.iter().map(Vec::as_slice)
    }

    #[test]
    fn every_kind_of_tampering_is_found() {
        let records: Vec<Vec<u8>> = (0..150_u32).map(|n| n.to_le_bytes().repeat(3)).collect();
        let (seals, head) = sealed(&records);
        assert_eq!(verify(slices(&records), &seals, &head), Ok(()));
        for at in 0..records.len() {
            let mut edited = records.clone();
            edited[at][5] ^= 1;
            assert!(verify(slices(&edited), &seals, &head).is_err(), "edited {at}");
            let mut shorter = records.clone();
            shorter.remove(at);
            assert!(verify(slices(&shorter), &seals, &head).is_err(), "removed {at}");
            assert!(verify(slices(&records[..at]), &seals, &head).is_err(), "cut off at {at}");
            if at > 0 {
                let mut swapped = records.clone();
                swapped.swap(at, at - 1);
                assert!(verify(slices(&swapped), &seals, &head).is_err(), "swapped {at}");
            }
        }
    }

    #[test]
    fn a_sealer_goes_on_wherever_another_stopped() {
        let records: Vec<Vec<u8>> = (0..150_u32).map(|n| n.to_le_bytes().repeat(3)).collect();
        for stop in 0..=records.len() {
            let full = stop - stop % 64;
            let (seals, before) = sealed(&records[..full]);
            let head = seals.last().map(|&seal| Head { records: full as u64, seal });
            let mut sealer = Sealer::resume(head, &records[full..stop]);
            assert!(full == 0 || stop > full || sealer.head() == before);
            let rest: Vec<_> = records[stop..].iter().filter_map(|record| sealer.push(record)).collect();
            let (all, end) = sealed(&records);
            assert_eq!((sealer.head(), rest.as_slice()), (end, &all[seals.len()..]), "stopped at {stop}");
        }
    }

    #[test]
    fn a_block_at_once_has_the_seal_of_its_records_one_by_one() {
        let records: Vec<Vec<u8>> = (0..130_u32).map(|n| vec![7; n as usize * 3]).collect();
        let (seals, _) = sealed(&records);
        let mut sealer = Sealer::default();
        for (block, seal) in records.chunks_exact(64).zip(seals) {
            let framed: Vec<u8> =
                block.iter().flat_map(|record| [&frame(record.len())[..], record].concat()).collect();
            assert_eq!(sealer.fill(&framed), seal);
        }
        assert_eq!(sealer.records, 128);
    }

    #[test]
    fn a_byte_moved_from_one_record_to_the_next_is_found() {
        let (seals, head) = sealed(&[vec![1, 2], vec![3]]);
        assert!(verify([[1].as_slice(), &[2, 3]], &seals, &head).is_err());
    }
}
