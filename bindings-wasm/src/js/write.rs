//! Rust to JavaScript: a serde serializer that builds plain JSON with names in camel case and enums tagged by `type`.
//!
//! The rules are in the module above; this file has one method for each of serde's.

use serde::ser::{self, Serialize, Serializer};
use serde_json::{Error, Map, Value};

use super::{TAG, camel};

type Result<T = Value> = std::result::Result<T, Error>;

/// Writes one value.
pub(super) struct ToJs;

/// Items of an array to be; with a tag, the one thing that a variant holds.
pub(super) struct Items {
    items: Vec<Value>,
    tagged: Option<&'static str>,
}

/// Fields of an object to be.
pub(super) struct Fields {
    fields: Map<String, Value>,
    key: Option<String>,
}

impl Fields {
    fn new() -> Self {
        Self { fields: Map::new(), key: None }
    }

    fn tagged(variant: &str) -> Self {
        Self { fields: Map::from_iter([(TAG.to_owned(), camel(variant).into())]), key: None }
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<()> {
        let value = value.serialize(ToJs)?;
        self.put(name, value);
        Ok(())
    }

    /// By itself, because the method above is compiled for each type of a field.
    #[inline(never)]
    fn put(&mut self, name: &str, value: Value) {
        self.fields.insert(camel(name), value);
    }
}

/// What a variant holds, beside its tag: an object's own fields, anything else as `value`.
#[inline(never)]
fn hold(variant: &str, content: Value) -> Value {
    let mut fields = match content {
        // An enum inside an enum keeps its own tag.
        Value::Object(fields) if !fields.contains_key(TAG) => fields,
        other => Map::from_iter([("value".to_owned(), other)]),
    };
    fields.insert(TAG.to_owned(), camel(variant).into());
    Value::Object(fields)
}

macro_rules! plain {
    ($($method:ident: $type:ty,)*) => {
        $(fn $method(self, value: $type) -> Result {
            Ok(value.into())
        })*
    };
}

impl Serializer for ToJs {
    type Ok = Value;
    type Error = Error;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Fields;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Fields;

    plain! {
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_f32: f32,
        serialize_f64: f64,
        serialize_str: &str,
    }

    /// Sums in minor units, which a number of JavaScript's could not hold.
    fn serialize_i128(self, value: i128) -> Result {
        Ok(value.to_string().into())
    }

    fn serialize_u128(self, value: u128) -> Result {
        Ok(value.to_string().into())
    }

    fn serialize_char(self, value: char) -> Result {
        Ok(value.to_string().into())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result {
        Ok(value.into())
    }

    fn serialize_none(self) -> Result {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result {
        Ok(Value::Null)
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result {
        Ok(Value::Null)
    }

    fn serialize_unit_variant(self, _name: &'static str, _index: u32, variant: &'static str) -> Result {
        Ok(camel(variant).into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _name: &'static str, value: &T) -> Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result {
        Ok(hold(variant, value.serialize(self)?))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Items> {
        Ok(Items { items: Vec::with_capacity(length.unwrap_or(0)), tagged: None })
    }

    fn serialize_tuple(self, length: usize) -> Result<Items> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _name: &'static str, length: usize) -> Result<Items> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Items> {
        Ok(Items { items: Vec::with_capacity(length), tagged: Some(variant) })
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Fields> {
        Ok(Fields::new())
    }

    fn serialize_struct(self, _name: &'static str, _length: usize) -> Result<Fields> {
        Ok(Fields::new())
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Fields> {
        Ok(Fields::tagged(variant))
    }
}

macro_rules! items {
    ($($trait:ident $method:ident,)*) => {
        $(impl ser::$trait for Items {
            type Ok = Value;
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
                self.items.push(value.serialize(ToJs)?);
                Ok(())
            }

            fn end(self) -> Result {
                let items = Value::Array(self.items);
                Ok(match self.tagged {
                    Some(variant) => hold(variant, items),
                    None => items,
                })
            }
        })*
    };
}

items! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}

macro_rules! fields {
    ($($trait:ident,)*) => {
        $(impl ser::$trait for Fields {
            type Ok = Value;
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
                self.field(name, value)
            }

            fn end(self) -> Result {
                Ok(Value::Object(self.fields))
            }
        })*
    };
}

fields! { SerializeStruct, SerializeStructVariant, }

impl ser::SerializeMap for Fields {
    type Ok = Value;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.key = Some(match key.serialize(ToJs)? {
            Value::String(key) => key,
            other => other.to_string(),
        });
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        let value = value.serialize(ToJs)?;
        if let Some(key) = self.key.take() {
            self.fields.insert(key, value);
        }
        Ok(())
    }

    fn end(self) -> Result {
        Ok(Value::Object(self.fields))
    }
}
