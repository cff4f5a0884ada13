//! A slab: slots that stay where they are, in chunks, so that growing never moves what is there.

/// Slots by handle.
#[derive(Debug, Clone)]
pub(super) struct Slab<T> {
    chunks: Vec<Vec<T>>,
}

impl<T> Slab<T> {
    /// How many slots a chunk has: enough that the list of chunks stays short, few enough that a small book stays small.
    const CHUNK: usize = 1 << 10;

    pub(super) fn new() -> Self {
        Self { chunks: Vec::new() }
    }

    /// Adds a slot, and gives its handle.
    pub(super) fn push(&mut self, slot: T) -> u32 {
        if self.chunks.last().is_none_or(|chunk| chunk.len() == Self::CHUNK) {
            // The first chunk grows as it is needed: most kinds of rows are few.
            let capacity = if self.chunks.is_empty() { 0 } else { Self::CHUNK };
            self.chunks.push(Vec::with_capacity(capacity));
        }
        let before = (self.chunks.len() - 1) * Self::CHUNK;
        let last = self.chunks.last_mut().map_or(0, |chunk| {
            chunk.push(slot);
            chunk.len() - 1
        });
        // 2^32 rows of one kind do not fit into the memory that a resident store lives in.
        u32::try_from(before + last).unwrap_or(u32::MAX)
    }

    pub(super) fn get(&self, handle: u32) -> Option<&T> {
        let handle = handle as usize;
        self.chunks.get(handle / Self::CHUNK)?.get(handle % Self::CHUNK)
    }

    pub(super) fn get_mut(&mut self, handle: u32) -> Option<&mut T> {
        let handle = handle as usize;
        self.chunks.get_mut(handle / Self::CHUNK)?.get_mut(handle % Self::CHUNK)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_stay_true_across_chunks() {
        let mut slab = Slab::new();
        let handles: Vec<_> = (0..3_000_u32).map(|value| slab.push(value)).collect();
        assert_eq!(handles, (0..3_000).collect::<Vec<_>>());
        *slab.get_mut(1_024).unwrap() = 7;
        assert_eq!((slab.get(1_023), slab.get(1_024), slab.get(3_000)), (Some(&1_023), Some(&7), None));
        assert_eq!(slab.iter().count(), 3_000);
    }
}
