//! A run: a sorted set that grows at its end, for ids that come nearly in the order of their time.
//!
//! A new id is compared with the last one and pushed behind it; one that comes late finds its chunk by bisection and moves
//! no more than that chunk. A `BTreeSet` does the same in any order, and pays for it with a walk down the tree each time.

use std::collections::VecDeque;

/// A sorted set in chunks: all but the newest are closed, and shrink at their ends or where one is taken out.
#[derive(Debug)]
pub(super) struct Run<T> {
    closed: VecDeque<VecDeque<T>>,
    newest: VecDeque<T>,
}

impl<T> Default for Run<T> {
    fn default() -> Self {
        Self { closed: VecDeque::new(), newest: VecDeque::new() }
    }
}

impl<T: Ord + Copy> Run<T> {
    /// How many items a chunk takes in order: enough that the chunks are few, few enough that a late one moves little.
    const CHUNK: usize = 256;

    /// Puts an item in; one that is there already stays.
    pub(super) fn insert(&mut self, item: T) {
        let is_last = match self.newest.back() {
            Some(last) => *last < item,
            None => self.closed.back().is_none_or(|chunk| chunk.back() < Some(&item)),
        };
        if is_last {
            if self.newest.len() >= Self::CHUNK {
                self.closed.push_back(std::mem::take(&mut self.newest));
            }
            self.newest.push_back(item);
            return;
        }
        let place = self.chunk_of(&item);
        let chunk = self.closed.get_mut(place).unwrap_or(&mut self.newest);
        if let Err(at) = chunk.binary_search(&item) {
            chunk.insert(at, item);
        }
        // Late ones, too, must not make a chunk in which each moves much.
        if chunk.len() > 2 * Self::CHUNK {
            let rest = chunk.split_off(Self::CHUNK);
            let first = std::mem::replace(chunk, rest);
            self.closed.insert(place, first);
        }
    }

    /// Takes an item out, if it is there.
    pub(super) fn remove(&mut self, item: &T) {
        let place = self.chunk_of(item);
        let chunk = self.closed.get_mut(place).unwrap_or(&mut self.newest);
        if let Ok(at) = chunk.binary_search(item) {
            chunk.remove(at);
        }
        if self.closed.get(place).is_some_and(VecDeque::is_empty) {
            self.closed.remove(place);
        }
    }

    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.closed.is_empty() && self.newest.is_empty()
    }

    /// The items after one, or all, in order.
    pub(super) fn after(&self, item: Option<T>) -> impl Iterator<Item = T> {
        let place = item.map_or(0, |item| self.chunk_of(&item));
        let chunks = self.closed.iter().skip(place).chain(std::iter::once(&self.newest));
        chunks.flatten().copied().skip_while(move |other| item.is_some_and(|item| *other <= item))
    }

    /// Where an item is or would be: the first chunk that ends with it or later, or else the newest, behind all closed ones.
    fn chunk_of(&self, item: &T) -> usize {
        // What is settled goes out at the front.
        if self.closed.front().is_some_and(|chunk| chunk.back() >= Some(item)) {
            return 0;
        }
        self.closed.partition_point(|chunk| chunk.back() < Some(item))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Held against the standard library's set, in order, out of order, and with items taken out again.
        #[test]
        fn a_run_is_a_sorted_set(steps in prop::collection::vec((0..3_u8, 0..3_000_u32), 0..3_000)) {
            let (mut run, mut set, mut next) = (Run::default(), BTreeSet::new(), 3_000);
            for (step, item) in steps {
                match step {
                    0 => {
                        run.insert(next);
                        set.insert(next);
                        next += 1;
                    }
                    1 => {
                        run.insert(item);
                        set.insert(item);
                    }
                    _ => {
                        // From the front as settlement does, or somewhere.
                        let gone = set.first().copied().filter(|_| item % 2 == 0).unwrap_or(item);
                        run.remove(&gone);
                        set.remove(&gone);
                    }
                }
            }
            prop_assert!(run.after(None).eq(set.iter().copied()));
            prop_assert!(run.after(Some(1_500)).eq(set.range(1_501..).copied()));
            prop_assert_eq!(run.is_empty(), set.is_empty());
        }
    }

    #[test]
    fn no_chunk_grows_without_bound_when_every_item_comes_late() {
        let mut run = Run::default();
        (0..10_000_u32).rev().for_each(|item| run.insert(item));
        assert!(run.after(None).eq(0..10_000));
        assert!(run.closed.iter().chain([&run.newest]).all(|chunk| chunk.len() <= 2 * Run::<u32>::CHUNK));
    }
}
