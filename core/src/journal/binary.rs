//! Bytes of the binary form, written quickly: postcard's own form, into a buffer on the stack where it fits.
//!
//! A record is some sixty numbers and ids of few bytes each. A general copy costs more than such a field is worth, so the
//! lengths that there are have a copy of their own.

use postcard::ser_flavors::Flavor;
use serde::Serialize;

/// Records and requests of any usual command fit.
const USUAL: usize = 512;

/// A buffer that does not grow: bytes are quicker written where nothing can.
struct Buffer {
    bytes: [u8; USUAL],
    used: usize,
}

impl Buffer {
    #[inline]
    fn put<const N: usize>(&mut self, data: [u8; N]) -> postcard::Result<()> {
        let end = self.used + N;
        let free = self.bytes.get_mut(self.used..end).ok_or(postcard::Error::SerializeBufferFull)?;
        free.copy_from_slice(&data);
        self.used = end;
        Ok(())
    }
}

impl Flavor for &mut Buffer {
    type Output = ();

    #[inline]
    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.put([byte])
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
                    let free = self.bytes.get_mut(self.used..end);
                    free.ok_or(postcard::Error::SerializeBufferFull)?.copy_from_slice(data);
                    self.used = end;
                    Ok(())
                }
            },
        }
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

/// Behind other bytes, for what is long: the page of a settlement.
struct Behind<'a>(&'a mut Vec<u8>);

impl Flavor for Behind<'_> {
    type Output = ();

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.0.push(byte);
        Ok(())
    }

    fn try_extend(&mut self, data: &[u8]) -> postcard::Result<()> {
        self.0.extend_from_slice(data);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

/// Writes a value behind other bytes.
pub(super) fn append(value: &impl Serialize, bytes: &mut Vec<u8>) {
    let mut buffer = Buffer { bytes: [0; USUAL], used: 0 };
    match postcard::serialize_with_flavor(value, &mut buffer) {
        Ok(()) => bytes.extend_from_slice(&buffer.bytes[..buffer.used]),
        // It is too long. Plain data, as records are, can always be written where there is room.
        Err(_) => drop(postcard::serialize_with_flavor(value, Behind(bytes))),
    }
}

/// Writes a value, and lends its bytes.
pub(super) fn with_bytes<R>(value: &impl Serialize, work: impl FnOnce(&[u8]) -> R) -> R {
    let mut buffer = Buffer { bytes: [0; USUAL], used: 0 };
    match postcard::serialize_with_flavor(value, &mut buffer) {
        Ok(()) => work(&buffer.bytes[..buffer.used]),
        Err(_) => {
            let mut bytes = Vec::new();
            append(value, &mut bytes);
            work(&bytes)
        }
    }
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
