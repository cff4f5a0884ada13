//! Bytes of the binary form, written quickly: postcard's own form, into a buffer on the stack where it fits.
//!
//! A record is some sixty numbers and ids of few bytes each. A general copy costs more than such a field is worth, so the
//! lengths that there are have a copy of their own.

use postcard::ser_flavors::Flavor;
use serde::Serialize;

/// Records and requests of any usual command fit.
const USUAL: usize = 512;

/// A buffer that does not grow: bytes are quicker written where nothing can. What is long, as the page of a settlement, goes on behind
/// bytes that do.
struct Buffer<'a> {
    bytes: [u8; USUAL],
    used: usize,
    behind: &'a mut Vec<u8>,
}

impl<'a> Buffer<'a> {
    fn before(behind: &'a mut Vec<u8>) -> Self {
        Self { bytes: [0; USUAL], used: 0, behind }
    }

    /// Plain data, as records are, can always be written where there is room.
    fn write(&mut self, value: &impl Serialize) {
        drop(postcard::serialize_with_flavor(value, self));
    }

    #[inline]
    fn put<const N: usize>(&mut self, data: [u8; N]) {
        let end = self.used + N;
        match self.bytes.get_mut(self.used..end) {
            Some(free) => {
                free.copy_from_slice(&data);
                self.used = end;
            }
            None => self.put_behind(&data),
        }
    }

    #[cold]
    #[inline(never)]
    fn put_behind(&mut self, data: &[u8]) {
        self.behind.extend_from_slice(&self.bytes[..self.used]);
        self.behind.extend_from_slice(data);
        self.used = 0;
    }
}

impl Flavor for &mut Buffer<'_> {
    type Output = ();

    #[inline]
    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.put([byte]);
        Ok(())
    }

    #[inline]
    fn try_extend(&mut self, data: &[u8]) -> postcard::Result<()> {
        match *data {
            // Numbers: most are small.
            [a] => self.put([a]),
            [a, b] => self.put([a, b]),
            [a, b, c] => self.put([a, b, c]),
            _ => match <[u8; 16]>::try_from(data) {
                // Ids.
                Ok(id) => self.put(id),
                Err(_) => {
                    let end = self.used + data.len();
                    match self.bytes.get_mut(self.used..end) {
                        Some(free) => {
                            free.copy_from_slice(data);
                            self.used = end;
                        }
                        None => self.put_behind(data),
                    }
                }
            },
        }
        Ok(())
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

/// Writes a value behind other bytes.
pub(super) fn append(value: &impl Serialize, bytes: &mut Vec<u8>) {
    let mut buffer = Buffer::before(bytes);
    buffer.write(value);
    buffer.behind.extend_from_slice(&buffer.bytes[..buffer.used]);
}

/// Writes a value, and lends its bytes.
pub(super) fn with_bytes<R>(value: &impl Serialize, work: impl FnOnce(&[u8]) -> R) -> R {
    let mut long = Vec::new();
    let mut buffer = Buffer::before(&mut long);
    buffer.write(value);
    if buffer.behind.is_empty() {
        return work(&buffer.bytes[..buffer.used]);
    }
    buffer.put_behind(&[]);
    work(&long)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of every length around those that have a copy of their own and around the end of the buffer.
    #[test]
    fn the_bytes_are_postcards_own() {
        for length in (0..40).chain(480..540) {
            let value = (length as u64, vec![7_u8; length], -1_i64 << (length % 60), "text");
            let own = postcard::to_allocvec(&value).unwrap();
            with_bytes(&value, |bytes| assert_eq!(bytes, own, "{length}"));
            let mut bytes = vec![1, 2];
            append(&value, &mut bytes);
            assert_eq!(bytes[2..], own, "{length}");
        }
    }
}
