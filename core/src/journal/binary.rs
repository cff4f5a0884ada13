//! Bytes of the binary form, written quickly: postcard's own form, into room that is there.
//!
//! A record is some sixty numbers and ids of few bytes each. Where a list may have to grow, each of their bytes is a question;
//! here it is known once for an id that its sixteen bytes fit. What does not fit is written again where there is more room.
//! Reading is postcard's.

use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

type Result<T = ()> = postcard::Result<T>;

/// Records and requests of any usual command fit.
const USUAL: usize = 512;
/// So much more room there is each time that something did not fit: what is long is a page of settlement.
const MORE: usize = 8;

/// Writes a value behind other bytes.
pub(super) fn append(value: &impl Serialize, bytes: &mut Vec<u8>) {
    let (start, mut room) = (bytes.len(), USUAL);
    let used = loop {
        bytes.resize(start + room, 0);
        match within(value, &mut bytes[start..]) {
            Some(used) => break used,
            None => room = room.saturating_mul(MORE),
        }
    };
    bytes.truncate(start + used);
}

/// Writes a value, and lends its bytes.
pub(super) fn with_bytes<R>(value: &impl Serialize, work: impl FnOnce(&[u8]) -> R) -> R {
    let mut room = [0; USUAL];
    if let Some(used) = within(value, &mut room) {
        return work(&room[..used]);
    }
    let mut bytes = Vec::new();
    append(value, &mut bytes);
    work(&bytes)
}

/// Writes a value into room that is there, and gives how much of it that took, if it fits.
fn within(value: &impl Serialize, room: &mut [u8]) -> Option<usize> {
    let whole = room.len();
    let mut writer = Writer { free: room };
    match value.serialize(&mut writer) {
        Err(postcard::Error::SerializeBufferFull) => None,
        written => {
            debug_assert_eq!(written, Ok(()), "a record has no shape that can't be written");
            Some(whole - writer.free.len())
        }
    }
}

/// Writes into room that does not grow.
struct Writer<'a> {
    free: &'a mut [u8],
}

impl Writer<'_> {
    #[inline]
    fn push(&mut self, byte: u8) -> Result {
        let (first, rest) =
            std::mem::take(&mut self.free).split_first_mut().ok_or(postcard::Error::SerializeBufferFull)?;
        *first = byte;
        self.free = rest;
        Ok(())
    }

    #[inline]
    fn extend(&mut self, bytes: &[u8]) -> Result {
        self.has_room(bytes.len())?;
        let (first, rest) = std::mem::take(&mut self.free).split_at_mut(bytes.len());
        first.copy_from_slice(bytes);
        self.free = rest;
        Ok(())
    }

    /// Asked for all parts of something at once.
    #[inline]
    fn has_room(&self, bytes: usize) -> Result {
        if self.free.len() < bytes { Err(postcard::Error::SerializeBufferFull) } else { Ok(()) }
    }

    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    #[inline]
    fn number(&mut self, mut number: u64) -> Result {
        while number >= 0x80 {
            self.push(number.to_le_bytes()[0] | 0x80)?;
            number >>= 7;
        }
        self.push(number.to_le_bytes()[0])
    }

    #[inline]
    fn length(&mut self, length: usize) -> Result {
        self.number(length as u64)
    }
}

/// Numbers of one byte as they are, the others as `number` writes them, with the sign in the lowest bit; texts, lists and maps behind their length;
/// of an enum the index of its variant; of structs and tuples their fields.
impl Serializer for &mut Writer<'_> {
    type Ok = ();
    type Error = postcard::Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    #[inline]
    fn is_human_readable(&self) -> bool {
        false
    }

    #[inline]
    fn serialize_bool(self, value: bool) -> Result {
        self.serialize_u8(value.into())
    }

    #[inline]
    fn serialize_i8(self, value: i8) -> Result {
        self.serialize_u8(value.cast_unsigned())
    }

    #[inline]
    fn serialize_i16(self, value: i16) -> Result {
        self.serialize_i64(value.into())
    }

    #[inline]
    fn serialize_i32(self, value: i32) -> Result {
        self.serialize_i64(value.into())
    }

    #[inline]
    fn serialize_i64(self, value: i64) -> Result {
        self.number((value.cast_unsigned() << 1) ^ (value >> 63).cast_unsigned())
    }

    #[inline]
    fn serialize_u8(self, value: u8) -> Result {
        self.push(value)
    }

    #[inline]
    fn serialize_u16(self, value: u16) -> Result {
        self.serialize_u64(value.into())
    }

    #[inline]
    fn serialize_u32(self, value: u32) -> Result {
        self.serialize_u64(value.into())
    }

    #[inline]
    fn serialize_u64(self, value: u64) -> Result {
        self.number(value)
    }

    fn serialize_f32(self, _value: f32) -> Result {
        Err(Error::custom("no float goes into the journal"))
    }

    fn serialize_f64(self, _value: f64) -> Result {
        Err(Error::custom("no float goes into the journal"))
    }

    #[inline]
    fn serialize_char(self, value: char) -> Result {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result {
        self.serialize_bytes(value.as_bytes())
    }

    #[inline]
    fn serialize_bytes(self, value: &[u8]) -> Result {
        self.length(value.len())?;
        self.extend(value)
    }

    #[inline]
    fn serialize_none(self) -> Result {
        self.serialize_u8(0)
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result {
        self.push(1)?;
        value.serialize(self)
    }

    #[inline]
    fn serialize_unit(self) -> Result {
        Ok(())
    }

    #[inline]
    fn serialize_unit_struct(self, _name: &'static str) -> Result {
        Ok(())
    }

    #[inline]
    fn serialize_unit_variant(self, _name: &'static str, index: u32, _variant: &'static str) -> Result {
        self.serialize_u32(index)
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _name: &'static str, value: &T) -> Result {
        value.serialize(self)
    }

    #[inline]
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        index: u32,
        _variant: &'static str,
        value: &T,
    ) -> Result {
        self.number(index.into())?;
        value.serialize(self)
    }

    #[inline]
    fn serialize_seq(self, length: Option<usize>) -> Result<Self> {
        self.length(length.ok_or(postcard::Error::SerializeSeqLengthUnknown)?)?;
        Ok(self)
    }

    #[inline]
    fn serialize_tuple(self, length: usize) -> Result<Self> {
        self.has_room(length)?;
        Ok(self)
    }

    #[inline]
    fn serialize_tuple_struct(self, _name: &'static str, _length: usize) -> Result<Self> {
        Ok(self)
    }

    #[inline]
    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        index: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<Self> {
        self.number(index.into())?;
        Ok(self)
    }

    #[inline]
    fn serialize_map(self, length: Option<usize>) -> Result<Self> {
        self.serialize_seq(length)
    }

    #[inline]
    fn serialize_struct(self, _name: &'static str, _length: usize) -> Result<Self> {
        Ok(self)
    }

    #[inline]
    fn serialize_struct_variant(
        self,
        _name: &'static str,
        index: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<Self> {
        self.number(index.into())?;
        Ok(self)
    }
}

/// What is made of parts is its parts, one behind the other.
macro_rules! parts {
    ($($part:ident: $method:ident($($name:ident)?);)*) => {$(
        impl $part for &mut Writer<'_> {
            type Ok = ();
            type Error = postcard::Error;

            #[inline]
            fn $method<T: Serialize + ?Sized>(&mut self, $($name: &'static str,)? value: &T) -> Result {
                $(let _ = $name;)?
                value.serialize(&mut **self)
            }

            #[inline]
            fn end(self) -> Result {
                Ok(())
            }
        }
    )*};
}

parts! {
    SerializeSeq: serialize_element();
    SerializeTuple: serialize_element();
    SerializeTupleStruct: serialize_field();
    SerializeTupleVariant: serialize_field();
    SerializeStruct: serialize_field(_name);
    SerializeStructVariant: serialize_field(_name);
}

impl SerializeMap for &mut Writer<'_> {
    type Ok = ();
    type Error = postcard::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::Serialize;

    use super::*;

    /// Something of every shape that serde has.
    #[derive(Debug, Serialize)]
    enum Shape {
        Nothing,
        Number(i64),
        Pair(u16, i8),
        Named { text: String, list: Vec<Option<u32>>, of: Box<(Shape, Unit, Wrapped)> },
    }

    #[derive(Debug, Serialize)]
    struct Unit;

    #[derive(Debug, Serialize)]
    struct Wrapped((bool, char), BTreeMap<i16, [u8; 3]>);

    #[derive(Debug, Serialize)]
    struct Numbers(u8, u16, u32, u64, i8, i16, i32, i64);

    /// Of every length around those at which there is more room.
    #[test]
    fn what_is_long_is_written_too() {
        for length in [0, 480, 505, 512, 513, 4_090, 4_096, 32_760, 32_800, 300_000] {
            assert_same(&(length, vec![7_u8; length], [1_u8; 16], "text"));
        }
    }

    fn assert_same(value: &impl Serialize) {
        let own = postcard::to_allocvec(value).unwrap();
        with_bytes(value, |bytes| assert_eq!(bytes, own));
        let mut bytes = vec![1, 2];
        append(value, &mut bytes);
        assert_eq!(bytes[2..], own);
    }

    proptest! {
        #[test]
        fn the_bytes_are_postcards_own(
            (a, b, c, d) in any::<(u8, u16, u32, u64)>(),
            (e, f, g, h) in any::<(i8, i16, i32, i64)>(),
            // Numbers of every length are as likely.
            shift in 0..64_u32,
            (text, letter, yes) in any::<(String, char, bool)>(),
            list in any::<Vec<Option<u32>>>(),
            map in any::<BTreeMap<i16, [u8; 3]>>(),
        ) {
            let (b, c, d) = (b >> (shift % 16), c >> (shift % 32), d >> shift);
            assert_same(&Numbers(a, b, c, d, e, f >> (shift % 16), g >> (shift % 32), h >> shift));
            let inner = Shape::Pair(b, e);
            let named = Shape::Named { text, list, of: Box::new((inner, Unit, Wrapped((yes, letter), map))) };
            assert_same(&(Shape::Nothing, Shape::Number(h), named));
        }
    }
}
