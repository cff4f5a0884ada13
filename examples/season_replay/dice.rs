//! Dice that fall the same for the same seed, everywhere. Not for secrets.

/// A small generator (SplitMix64).
#[derive(Debug, Clone)]
pub(crate) struct Dice {
    state: u64,
}

impl Dice {
    /// Dice for a seed. Each use has its own `purpose`, so that one use more does not change the others.
    pub(crate) fn new(seed: u64, purpose: &str) -> Self {
        let mixed = purpose.bytes().fold(seed, |state, byte| {
            let mut dice = Self { state: state ^ u64::from(byte) };
            dice.next()
        });
        Self { state: mixed }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.state;
        bits = (bits ^ bits >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ bits >> 31
    }

    /// A number from 0 to `count` - 1; 0 where `count` is 0.
    pub(crate) fn below(&mut self, count: u32) -> u32 {
        // 32 random bits spread over the range; the bias is below one in a million for the ranges in use.
        let bits = self.next() >> 32;
        u32::try_from((bits * u64::from(count)) >> 32).unwrap_or_default()
    }

    /// The place of an item in a list of so many.
    pub(crate) fn place(&mut self, count: usize) -> usize {
        self.below(u32::try_from(count).unwrap_or(u32::MAX)) as usize
    }

    /// One item of a list; none of an empty one.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let place = self.place(items.len());
        items.get(place)
    }
}
