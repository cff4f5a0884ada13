//! JavaScript to Rust: a serde deserializer over plain JSON that knows names in camel case and enums tagged by `type`; and, by
//! the same code, the engine's own forms, for a second deserializer would be a fifth of the module.
//!
//! A type says which fields and variants it has, so that a name is looked for among those and never guessed at. The rules
//! are in the module above.

use std::borrow::Cow;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Map, Value, map};

use super::{TAG, is_camel_of};

type Result<T> = std::result::Result<T, Error>;

/// In which form a value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As JavaScript has it.
    Js,
    /// As serde has it: the engine's own.
    Own,
}

/// Reads one value.
pub(super) struct FromJs {
    pub(super) value: Value,
    pub(super) form: Form,
}

impl Form {
    /// The name in a type's own list that this is.
    fn known(self, name: &str, list: &'static [&'static str]) -> Option<&'static str> {
        list.iter().copied().find(|known| match self {
            Self::Js => is_camel_of(name, known),
            Self::Own => name == *known,
        })
    }

    /// The variant's name, and what it holds.
    fn split(self, mut fields: Map<String, Value>) -> Result<(String, Value)> {
        match self {
            Self::Own if fields.len() == 1 => {
                fields.into_iter().next().ok_or_else(|| Error::custom("a variant has no name"))
            }
            Self::Own => Err(Error::custom("a variant is an object with one field")),
            Self::Js => match fields.remove(TAG) {
                Some(Value::String(variant)) => Ok((variant, Value::Object(fields))),
                Some(_) => Err(Error::custom(format!("the field `{TAG}` is not a text"))),
                None => Err(Error::missing_field(TAG)),
            },
        }
    }
}

/// What was found is not what was asked for.
#[cold]
fn unexpected(found: &Value, wanted: &str) -> Error {
    Error::custom(format!("invalid type: expected {wanted}, not {found}"))
}

/// One method for each of serde's, which looks for what was asked for and nothing else: a method that looked for everything
/// would be compiled whole for each of the engine's types.
macro_rules! only {
    ($($method:ident: $read:ident,)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            self.$read(visitor)
        })*
    };
}

impl FromJs {
    fn text<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match &self.value {
            Value::String(text) => visitor.visit_str(text),
            other => Err(unexpected(other, "a text")),
        }
    }

    /// A whole number that JavaScript could have counted to.
    fn number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match (self.value.as_u64(), self.value.as_i64()) {
            (Some(number), _) => visitor.visit_u64(number),
            (None, Some(number)) => visitor.visit_i64(number),
            (None, None) => Err(unexpected(&self.value, "a whole number")),
        }
    }

    /// A probability, or what else the room `pricing` reckons with.
    fn float<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.value.as_f64() {
            Some(number) => visitor.visit_f64(number),
            None => Err(unexpected(&self.value, "a number")),
        }
    }

    /// A sum in minor units, which is a text.
    fn sum<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.value.as_str().and_then(|text| text.parse().ok()) {
            Some(sum) => visitor.visit_i128(sum),
            None => Err(unexpected(&self.value, "a sum in minor units, as a text")),
        }
    }

    fn items<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_seq(self.list()?)
    }

    fn fields<'de, V: Visitor<'de>>(
        self,
        names: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_map(self.object(names)?)
    }
}

/// What is the same for every type stands by itself, for each of the methods above is compiled for each of them.
impl FromJs {
    #[inline(never)]
    fn list(self) -> Result<Items> {
        match self.value {
            Value::Array(items) => Ok(Items { items: items.into_iter(), form: self.form }),
            other => Err(unexpected(&other, "a list")),
        }
    }

    #[inline(never)]
    fn object(self, names: Option<&'static [&'static str]>) -> Result<Fields> {
        match self.value {
            Value::Object(fields) => Ok(Fields::new(fields, names, self.form)),
            other => Err(unexpected(&other, "an object")),
        }
    }

    /// A variant's name in the type's own list, and what it holds.
    #[inline(never)]
    fn variant(self, variants: &'static [&'static str]) -> Result<Variant> {
        let form = self.form;
        let (variant, content) = match self.value {
            Value::String(variant) => (variant, None),
            Value::Object(fields) => form.split(fields).map(|(variant, content)| (variant, Some(content)))?,
            other => return Err(unexpected(&other, "a text or an object")),
        };
        let variant =
            form.known(&variant, variants).ok_or_else(|| Error::unknown_variant(&variant, variants))?;
        Ok(Variant { variant, content: Content { content, form } })
    }
}

impl<'de> Deserializer<'de> for FromJs {
    type Error = Error;

    only! {
        deserialize_i8: number,
        deserialize_i16: number,
        deserialize_i32: number,
        deserialize_i64: number,
        deserialize_i128: sum,
        deserialize_u8: number,
        deserialize_u16: number,
        deserialize_u32: number,
        deserialize_u64: number,
        deserialize_f64: float,
        deserialize_str: text,
        deserialize_string: text,
        deserialize_char: text,
        deserialize_seq: items,
    }

    /// None of the engine's types leaves open what it is.
    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value> {
        Err(unexpected(&self.value, "nothing"))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.value {
            Value::Bool(bool) => visitor.visit_bool(bool),
            other => Err(unexpected(&other, "true or false")),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            other => Err(unexpected(&other, "null")),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value> {
        self.items(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.fields(None, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.fields(Some(names), visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_enum(self.variant(variants)?)
    }

    forward_to_deserialize_any! { f32 u128 bytes byte_buf unit_struct tuple_struct identifier }
}

struct Items {
    items: std::vec::IntoIter<Value>,
    form: Form,
}

impl Items {
    #[inline(never)]
    fn take(&mut self) -> Option<FromJs> {
        self.items.next().map(|value| FromJs { value, form: self.form })
    }
}

impl<'de> de::SeqAccess<'de> for Items {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        self.take().map(|item| seed.deserialize(item)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Fields {
    rest: map::IntoIter,
    /// The fields of a struct; none for a map, whose keys are data.
    names: Option<&'static [&'static str]>,
    value: Value,
    form: Form,
}

impl Fields {
    fn new(fields: Map<String, Value>, names: Option<&'static [&'static str]>, form: Form) -> Self {
        Self { rest: fields.into_iter(), names, value: Value::Null, form }
    }

    /// The next key; that of a struct is the one in its own list.
    #[inline(never)]
    fn key(&mut self) -> Result<Option<Cow<'static, str>>> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        self.value = value;
        Ok(Some(match self.names {
            Some(names) => {
                let known = self.form.known(&key, names);
                known.ok_or_else(|| Error::unknown_field(&key, names))?.into()
            }
            None => key.into(),
        }))
    }

    #[inline(never)]
    fn held(&mut self) -> FromJs {
        FromJs { value: self.value.take(), form: self.form }
    }
}

impl<'de> de::MapAccess<'de> for Fields {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        let Some(key) = self.key()? else { return Ok(None) };
        let key: StrDeserializer<'_, Error> = key.as_ref().into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value> {
        seed.deserialize(self.held())
    }
}

struct Variant {
    variant: &'static str,
    content: Content,
}

impl<'de> de::EnumAccess<'de> for Variant {
    type Error = Error;
    type Variant = Content;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Content)> {
        let variant: StrDeserializer<'_, Error> = self.variant.into_deserializer();
        Ok((seed.deserialize(variant)?, self.content))
    }
}

/// What a variant holds, beside its name; nothing, where the name stands alone.
struct Content {
    content: Option<Value>,
    form: Form,
}

impl Content {
    /// The one thing that it holds: in JavaScript what stands as `value`, or the rest of the object.
    fn held(self) -> FromJs {
        let value = match (self.form, self.content.unwrap_or_default()) {
            (Form::Js, Value::Object(mut fields)) if fields.len() == 1 => {
                fields.remove("value").unwrap_or(Value::Object(fields))
            }
            (_, content) => content,
        };
        FromJs { value, form: self.form }
    }
}

impl<'de> de::VariantAccess<'de> for Content {
    type Error = Error;

    fn unit_variant(self) -> Result<()> {
        match self.content {
            None => Ok(()),
            Some(Value::Object(fields)) if fields.is_empty() && self.form == Form::Js => Ok(()),
            Some(content) => Err(Error::custom(format!("the variant holds nothing, not {content}"))),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value> {
        seed.deserialize(self.held())
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value> {
        self.held().items(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, names: &'static [&'static str], visitor: V) -> Result<V::Value> {
        let value = self.content.unwrap_or_default();
        FromJs { value, form: self.form }.fields(Some(names), visitor)
    }
}
