//! Rust to JavaScript: a serde serializer that builds plain JSON with names in camel case and enums tagged by `type`; and, by
//! the same code, the engine's own forms, for a second serializer would be a tenth of the module.
//!
//! The rules are in the module above; this file has one method for each of serde's.

use std::fmt;

use serde::ser::{self, Serialize, Serializer};
use serde_json::{Map, Number, Value};

use super::{Form, TAG, camel, text};

type Result<T = Value> = std::result::Result<T, Never>;

/// What can't go wrong: every value of the engine's has a form. An error that can't be is no code, for any type.
pub(super) enum Never {}

impl fmt::Debug for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    #[allow(clippy::panic, reason = "none of the engine's types refuses to be written")]
    fn custom<T: fmt::Display>(why: T) -> Self {
        panic!("{why}")
    }
}

/// Writes one value.
#[derive(Clone, Copy)]
pub(super) struct ToJs(pub(super) Form);

impl ToJs {
    /// The value's form.
    pub(super) fn of(self, value: &(impl Serialize + ?Sized)) -> Value {
        match value.serialize(self) {
            Ok(form) => form,
        }
    }
}

/// Items of an array to be; with a variant, the one thing that it holds.
pub(super) struct Items {
    held: Vec<Value>,
    variant: Option<&'static str>,
    form: Form,
}

/// Fields of an object to be; with a variant, those that it holds.
pub(super) struct Fields {
    held: Map<String, Value>,
    key: String,
    variant: Option<&'static str>,
    form: Form,
}

impl Form {
    /// A name of a field or a variant.
    fn name(self, snake: &str) -> String {
        match self {
            Self::Js => camel(snake),
            Self::Own => snake.to_owned(),
        }
    }

    /// What a variant holds, beside its name.
    #[inline(never)]
    fn hold(self, variant: &str, content: Value) -> Value {
        let name = self.name(variant);
        let fields = match (self, content) {
            (Self::Own, content) => Map::from_iter([(name, content)]),
            // In JavaScript an object's own fields, anything else as `value`. An enum inside an enum keeps its own tag.
            (Self::Js, Value::Object(mut fields)) if !fields.contains_key(TAG) => {
                fields.insert(TAG.to_owned(), name.into());
                fields
            }
            (Self::Js, content) => {
                Map::from_iter([("value".to_owned(), content), (TAG.to_owned(), name.into())])
            }
        };
        Value::Object(fields)
    }
}

/// What is the same for every type stands by itself, for the methods of serde's are compiled for each of them.
impl Fields {
    fn new(form: Form, variant: Option<&'static str>) -> Self {
        Self { held: Map::new(), key: String::new(), variant, form }
    }

    #[inline(never)]
    fn put(&mut self, name: &str, value: Value) {
        self.held.insert(self.form.name(name), value);
    }

    #[inline(never)]
    fn put_under_key(&mut self, value: Value) {
        self.held.insert(std::mem::take(&mut self.key), value);
    }

    #[inline(never)]
    fn done(self) -> Value {
        let fields = Value::Object(self.held);
        match self.variant {
            Some(variant) => self.form.hold(variant, fields),
            None => fields,
        }
    }
}

impl Items {
    #[inline(never)]
    fn put(&mut self, value: Value) {
        self.held.push(value);
    }

    #[inline(never)]
    fn done(self) -> Value {
        let items = Value::Array(self.held);
        match self.variant {
            Some(variant) => self.form.hold(variant, items),
            None => items,
        }
    }
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
    type Error = Never;
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
        Ok(match (self.0, Number::from_i128(value)) {
            (Form::Own, Some(number)) => number.into(),
            (Form::Own | Form::Js, _) => value.to_string().into(),
        })
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
        Ok(self.0.name(variant).into())
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
        Ok(self.0.hold(variant, self.of(value)))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Items> {
        Ok(Items { held: Vec::with_capacity(length.unwrap_or(0)), variant: None, form: self.0 })
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
        Ok(Items { held: Vec::with_capacity(length), variant: Some(variant), form: self.0 })
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Fields> {
        Ok(Fields::new(self.0, None))
    }

    fn serialize_struct(self, _name: &'static str, _length: usize) -> Result<Fields> {
        Ok(Fields::new(self.0, None))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Fields> {
        Ok(Fields::new(self.0, Some(variant)))
    }
}

macro_rules! items {
    ($($trait:ident $method:ident,)*) => {
        $(impl ser::$trait for Items {
            type Ok = Value;
            type Error = Never;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
                let value = ToJs(self.form).of(value);
                self.put(value);
                Ok(())
            }

            fn end(self) -> Result {
                Ok(self.done())
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
            type Error = Never;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
                let value = ToJs(self.form).of(value);
                self.put(name, value);
                Ok(())
            }

            fn end(self) -> Result {
                Ok(self.done())
            }
        })*
    };
}

fields! { SerializeStruct, SerializeStructVariant, }

impl ser::SerializeMap for Fields {
    type Ok = Value;
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.key = match ToJs(self.form).of(key) {
            Value::String(key) => key,
            other => text(&other),
        };
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        let value = ToJs(self.form).of(value);
        self.put_under_key(value);
        Ok(())
    }

    fn end(self) -> Result {
        Ok(self.done())
    }
}
