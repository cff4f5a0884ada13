//! JavaScript to Rust: a serde deserializer over plain JSON that knows names in camel case and enums tagged by `type`; and, by
//! the same code, the engine's own forms, for a second deserializer would be a fifth of the module.
//!
//! A type says which fields and variants it has, so that a name is looked for among those and never guessed at; and what serde is
//! told is its place in that list, for to compare its text again would be compiled for each type. The rules are in the module
//! above.

use serde::de::value::{StringDeserializer, U32Deserializer};
use serde::de::{self, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value, map};

use super::{Form, TAG, Unfit, is_camel_of, text};

type Result<T> = std::result::Result<T, Unfit>;

/// Reads one value.
pub(super) struct FromJs {
    pub(super) value: Value,
    pub(super) form: Form,
}

impl Form {
    /// The place in a type's own list that a name has.
    fn known(self, name: &str, list: &'static [&'static str]) -> Option<usize> {
        list.iter().position(|known| match self {
            Self::Js => is_camel_of(name, known),
            Self::Own => name == *known,
        })
    }

    /// The variant's name, and what it holds.
    fn split(self, mut fields: Map<String, Value>) -> Result<(String, Value)> {
        match self {
            Self::Own if fields.len() == 1 => {
                fields.into_iter().next().ok_or_else(|| Unfit::custom("a variant has no name"))
            }
            Self::Own => Err(Unfit::custom("a variant is an object with one field")),
            Self::Js => match fields.remove(TAG) {
                Some(Value::String(variant)) => Ok((variant, Value::Object(fields))),
                Some(_) => Err(Unfit::custom(format_args!("the field `{TAG}` is not a text"))),
                None => Err(Unfit::missing_field(TAG)),
            },
        }
    }
}

/// What was found is not what was asked for.
#[cold]
fn unexpected(found: &Value, wanted: &str) -> Unfit {
    Unfit::custom(format_args!("invalid type: expected {wanted}, not {}", text(found)))
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

    fn fields<'de, V: Visitor<'de>>(self, names: &'static [&'static str], visitor: V) -> Result<V::Value> {
        let mut fields = self.listed(names)?;
        visitor.visit_seq(&mut fields).map_err(|why| fields.told(why))
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
    fn object(self) -> Result<Entries> {
        match self.value {
            Value::Object(fields) => {
                Ok(Entries { rest: fields.into_iter(), value: Value::Null, form: self.form })
            }
            other => Err(unexpected(&other, "an object")),
        }
    }

    #[inline(never)]
    fn listed(self, names: &'static [&'static str]) -> Result<Fields> {
        let form = self.form;
        let mut values = vec![None; names.len()];
        let mut given = self.object()?;
        while let Some(key) = given.key() {
            match form.known(&key, names).and_then(|place| values.get_mut(place)) {
                Some(value) => *value = Some(given.value.take()),
                None => return Err(Unfit::unknown_field(&key, names)),
            }
        }
        Ok(Fields { names, values: values.into_iter(), is_there: false, missing: None, form })
    }

    /// A variant's place in the type's own list, and what it holds.
    #[inline(never)]
    fn variant(self, variants: &'static [&'static str]) -> Result<Variant> {
        let form = self.form;
        let (variant, content) = match self.value {
            Value::String(variant) => (variant, None),
            Value::Object(fields) => form.split(fields).map(|(variant, content)| (variant, Some(content)))?,
            other => return Err(unexpected(&other, "a text or an object")),
        };
        let place = form.known(&variant, variants).and_then(|place| place.try_into().ok());
        let variant = place.ok_or_else(|| Unfit::unknown_variant(&variant, variants))?;
        Ok(Variant { variant, content: Content { content, form } })
    }
}

impl<'de> Deserializer<'de> for FromJs {
    type Error = Unfit;

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
        visitor.visit_map(self.object()?)
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
        self.fields(names, visitor)
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
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        self.take().map(|item| seed.deserialize(item)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// The entries of a map, whose keys are data.
struct Entries {
    rest: map::IntoIter,
    value: Value,
    form: Form,
}

impl Entries {
    #[inline(never)]
    fn key(&mut self) -> Option<String> {
        let (key, value) = self.rest.next()?;
        self.value = value;
        Some(key)
    }

    #[inline(never)]
    fn held(&mut self) -> FromJs {
        FromJs { value: self.value.take(), form: self.form }
    }
}

impl<'de> de::MapAccess<'de> for Entries {
    type Error = Unfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        let Some(key) = self.key() else { return Ok(None) };
        let key: StringDeserializer<Unfit> = key.into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value> {
        seed.deserialize(self.held())
    }
}

/// The fields of a struct in the order in which the type lists them, so that serde reads them one after the other: the way by which
/// they come in any order is several times the code, for each of the engine's types.
struct Fields {
    names: &'static [&'static str],
    values: std::vec::IntoIter<Option<Value>>,
    /// Whether the last one was there.
    is_there: bool,
    /// The last one that is not there and has to be, if serde asks for no other.
    missing: Option<&'static str>,
    form: Form,
}

impl Fields {
    /// The next field; nothing for one that is not there.
    #[inline(never)]
    fn take(&mut self) -> FromJs {
        let value = self.values.next().flatten();
        self.is_there = value.is_some();
        FromJs { value: value.unwrap_or_default(), form: self.form }
    }

    /// Whether the last field, which does not fit, is only not there: then it is no item, whereupon serde takes its default or gives up.
    #[inline(never)]
    fn miss(&mut self, why: Unfit) -> Result<()> {
        self.missing = None;
        if self.is_there {
            return Err(why);
        }
        let place = self.names.len() - self.values.len();
        self.missing = place.checked_sub(1).and_then(|place| self.names.get(place)).copied();
        Ok(())
    }

    /// The error that is told: serde counts items, and people look for names.
    #[inline(never)]
    fn told(&self, why: Unfit) -> Unfit {
        self.missing.map_or(why, Unfit::missing_field)
    }
}

impl<'de> de::SeqAccess<'de> for &mut Fields {
    type Error = Unfit;

    /// An option that is not there is none.
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        match seed.deserialize(self.take()) {
            Ok(value) => Ok(Some(value)),
            Err(why) => self.miss(why).map(|()| None),
        }
    }
}

struct Variant {
    /// Its place among those of the type.
    variant: u32,
    content: Content,
}

impl<'de> de::EnumAccess<'de> for Variant {
    type Error = Unfit;
    type Variant = Content;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Content)> {
        let variant: U32Deserializer<Unfit> = self.variant.into_deserializer();
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
    type Error = Unfit;

    fn unit_variant(self) -> Result<()> {
        match self.content {
            None => Ok(()),
            Some(Value::Object(fields)) if fields.is_empty() && self.form == Form::Js => Ok(()),
            Some(content) => {
                Err(Unfit::custom(format_args!("the variant holds nothing, not {}", text(&content))))
            }
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
        FromJs { value, form: self.form }.fields(names, visitor)
    }
}
