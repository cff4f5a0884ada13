//! A set of fold sizes: how many legs the lines of a system have.
//!
//! Not here: the lines themselves, and the names of full covers, which `bet_type` knows.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::BetTermsError;

/// The fold sizes of a system, from 1 (singles) to 20: a set that fits one word.
///
/// In JSON a list of sizes, from the smallest up; a single number in binary formats.
///
/// ```
/// use realdeal::betting::Folds;
/// let folds = Folds::new([3, 2])?;
/// assert_eq!(folds.to_string(), "2,3");
/// assert_eq!(folds.iter().collect::<Vec<_>>(), [2, 3]);
/// assert_eq!(Folds::new([]).unwrap_err().code(), "bad_folds");
/// # Ok::<(), realdeal::betting::BetTermsError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Folds(u32);

impl Folds {
    /// The largest fold of a system: its longest line must be paid exactly, and all its lines counted.
    pub const MAX: u32 = 20;

    /// A set of sizes, each from 1 to [`Folds::MAX`]; one named twice counts once.
    ///
    /// Error: `bad_folds`, for a size outside of this and for no size at all.
    pub fn new(sizes: impl IntoIterator<Item = u32>) -> Result<Self, BetTermsError> {
        let mut bits = 0;
        for size in sizes {
            if !(1..=Self::MAX).contains(&size) {
                return Err(BetTermsError::BadFolds { text: size.to_string(), max: Self::MAX });
            }
            bits |= 1 << size;
        }
        Self::from_bits(bits)
    }

    /// One size alone: k of n.
    ///
    /// ```
    /// use realdeal::betting::Folds;
    /// assert_eq!(Folds::only(2)?.lines(4), 6); // the doubles of four
    /// # Ok::<(), realdeal::betting::BetTermsError>(())
    /// ```
    pub fn only(size: u32) -> Result<Self, BetTermsError> {
        Self::new([size])
    }

    /// All sizes from one to another, for the named covers: `1 <= first <= last <= 20`.
    pub(in crate::betting) const fn all(first: u32, last: u32) -> Self {
        Self((1 << (last + 1)) - (1 << first))
    }

    /// Whether it has this size.
    pub const fn has(self, size: u32) -> bool {
        size <= Self::MAX && self.0 >> size & 1 == 1
    }

    /// The sizes, from the smallest up.
    pub fn iter(self) -> impl Iterator<Item = u32> {
        (1..=Self::MAX).filter(move |&size| self.has(size))
    }

    /// The smallest size.
    pub const fn smallest(self) -> u32 {
        self.0.trailing_zeros()
    }

    /// The largest size.
    pub const fn largest(self) -> u32 {
        self.0.ilog2()
    }

    /// How many lines it makes of so many legs: the sum of the ways to choose each size among them. At most
    /// 2^20 - 1 for 20 legs; sizes above the number of legs make none.
    ///
    /// ```
    /// use realdeal::betting::Folds;
    /// assert_eq!(Folds::only(10)?.lines(20), 184_756);
    /// # Ok::<(), realdeal::betting::BetTermsError>(())
    /// ```
    pub fn lines(self, legs: u32) -> u32 {
        self.iter().map(|size| choose(legs.min(Self::MAX), size)).sum()
    }

    fn from_bits(bits: u32) -> Result<Self, BetTermsError> {
        // Bit 0 is no size, and bits above the largest are none either.
        if bits == 0 || bits & !Self::all(1, Self::MAX).0 != 0 {
            return Err(BetTermsError::BadFolds { text: String::new(), max: Self::MAX });
        }
        Ok(Self(bits))
    }
}

/// How many ways there are to choose `size` of `count`, which is at most 20: below 2^18.
pub(in crate::betting) fn choose(count: u32, size: u32) -> u32 {
    if size > count {
        return 0;
    }
    // Each product is a whole multiple of its divisor: it counts choices of one more.
    (0..size).fold(1, |ways, chosen| ways * (count - chosen) / (chosen + 1))
}

/// The sizes, with commas between them: `2,3`.
impl fmt::Display for Folds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sizes: Vec<String> = self.iter().map(|size| size.to_string()).collect();
        f.pad(&sizes.join(","))
    }
}

impl Serialize for Folds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_seq(self.iter())
        } else {
            serializer.serialize_u32(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Folds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = if deserializer.is_human_readable() {
            Self::new(Vec::<u32>::deserialize(deserializer)?)
        } else {
            Self::from_bits(u32::deserialize(deserializer)?)
        };
        read.map_err(serde::de::Error::custom)
    }
}
