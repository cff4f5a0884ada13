//! Finds out what a type looks like by reading it: a deserializer that makes up every value it is asked for, and notes what it
//! was asked.
//!
//! The engine's types say through serde which fields and variants they have, so no list of them needs to be kept here. A text
//! that a type reads (an amount, an id) is found by trying samples until one is taken; which one it was says what the text is.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Error;

type Result<T> = std::result::Result<T, Error>;

/// What a value looks like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Shape {
    #[default]
    Nothing,
    Bool,
    Number,
    /// A text, with the name of what it says.
    Text(&'static str),
    Optional(Box<Shape>),
    List(Box<Shape>),
    Tuple(Vec<Shape>),
    Map(Box<Shape>),
    Named(&'static str),
}

pub(crate) type Fields = Vec<(&'static str, Shape)>;

/// What a variant holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Nothing,
    Held(Shape),
    Fields(Fields),
}

/// A struct or an enum; a variant without content was not seen yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Container {
    Struct(Fields),
    Enum(Vec<(&'static str, Option<Content>)>),
}

/// Texts to try, and what each would say. Any text will do for the first.
const TEXTS: &[(&str, &str)] = &[
    ("string", "?!"),
    ("Id", "01915b0f-1200-7cc1-beeb-8da1658eec67"),
    ("Timestamp", "2024-08-16T12:00:00Z"),
    ("Money", "10.00 EUR"),
    ("Currency", "EUR"),
    ("Odds", "2.10"),
    ("Line", "0.5"),
    ("Fraction", "2000/3"),
    ("Ticket", "00S2P-RF280-CDQ0R-BF5X4-DSR0W-="),
    ("Hash", "d1599e81aaa5aca38fdc11f4df23f666"),
    ("Hash", "3c2fac4d6fd70770563d4155d4f00ecdfe93fcb3e09bc573ef3cf7f6410b5ef3"),
];
const NUMBERS: &[u64] = &[1, 0, 2, 3, 10, 100];
/// Numbers that must fit each other: what is won whole leaves nothing to be void.
const GIVEN: &[(&str, u64)] = &[("Factors.void[0]", 0)];

/// What was found so far.
#[derive(Default)]
pub(crate) struct Tracer(RefCell<Found>);

#[derive(Default)]
struct Found {
    containers: BTreeMap<&'static str, Container>,
    /// Which sample is tried where.
    tries: HashMap<String, usize>,
    /// Where the last sample was given: if the reading ends there, it was the wrong one.
    last: String,
    /// Enums that are being read, for those that hold themselves.
    open: Vec<&'static str>,
    /// How often an enum was read that had nothing unseen: its variants take turns, for one may hold what is unseen.
    turns: HashMap<&'static str, usize>,
}

impl Tracer {
    /// Reads a type until every variant of every enum in it was seen.
    pub(crate) fn trace<T: DeserializeOwned>(&self) -> Shape {
        for _ in 0..20_000 {
            let mut shape = Shape::Nothing;
            self.0.borrow_mut().open.clear();
            let root = std::any::type_name::<T>().to_owned();
            match T::deserialize(One { tracer: self, site: root, shape: &mut shape }) {
                Ok(_) if self.is_done() => return shape,
                Ok(_) => {}
                Err(why) => {
                    let mut found = self.0.borrow_mut();
                    let last = found.last.clone();
                    let next = found.tries.entry(last.clone()).or_default();
                    *next += 1;
                    let most = TEXTS.len().max(NUMBERS.len());
                    assert!(*next < most, "no sample is taken at {last}: {why}");
                }
            }
        }
        let unseen = |container: &Container| match container {
            Container::Struct(_) => Vec::new(),
            Container::Enum(variants) => {
                variants.iter().filter(|(_, content)| content.is_none()).map(|(name, _)| *name).collect()
            }
        };
        let found = self.0.borrow();
        let unseen: Vec<_> =
            found.containers.iter().map(|(name, container)| (name, unseen(container))).collect();
        let unseen: Vec<_> = unseen.into_iter().filter(|(_, variants)| !variants.is_empty()).collect();
        panic!("{} has no end: {unseen:?} are never seen", std::any::type_name::<T>());
    }

    pub(crate) fn containers(self) -> BTreeMap<&'static str, Container> {
        self.0.into_inner().containers
    }

    fn is_done(&self) -> bool {
        let seen = |container: &Container| match container {
            Container::Struct(_) => true,
            Container::Enum(variants) => variants.iter().all(|(_, content)| content.is_some()),
        };
        self.0.borrow().containers.values().all(seen)
    }

    /// The sample for this place.
    fn sample<'a, T>(&self, site: &str, samples: &'a [T]) -> &'a T {
        let mut found = self.0.borrow_mut();
        site.clone_into(&mut found.last);
        let place = found.tries.get(site).copied().unwrap_or(0);
        &samples[place.min(samples.len() - 1)]
    }

    fn keep(&self, name: &'static str, container: Container) {
        let mut found = self.0.borrow_mut();
        if let Some(known) = found.containers.insert(name, container.clone()) {
            assert_eq!(known, container, "two types are called {name}");
        }
    }

    /// Which variant to read next: one that was not seen, but for an enum inside itself.
    fn choose(&self, name: &'static str, variants: &'static [&'static str]) -> usize {
        let mut found = self.0.borrow_mut();
        let inside = found.open.contains(&name);
        let fresh = || Container::Enum(variants.iter().map(|&variant| (variant, None)).collect());
        let Container::Enum(known) = found.containers.entry(name).or_insert_with(fresh) else {
            panic!("{name} is a struct, too");
        };
        let plain = known.iter().position(|(_, content)| content == &Some(Content::Nothing));
        let unseen = known.iter().position(|(_, content)| content.is_none());
        if inside {
            return plain.unwrap_or(0);
        }
        unseen.unwrap_or_else(|| {
            let turn = found.turns.entry(name).or_default();
            *turn += 1;
            *turn % variants.len()
        })
    }

    fn saw(&self, name: &'static str, index: usize, content: Content) {
        if let Some(Container::Enum(variants)) = self.0.borrow_mut().containers.get_mut(name) {
            variants[index].1 = Some(content);
        }
    }
}

/// Makes up one value.
struct One<'a> {
    tracer: &'a Tracer,
    site: String,
    shape: &'a mut Shape,
}

impl<'a> One<'a> {
    fn number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        *self.shape = Shape::Number;
        let sample = *self.tracer.sample(&self.site, NUMBERS);
        let given = GIVEN.iter().find(|(site, _)| *site == self.site);
        visitor.visit_u64(given.map_or(sample, |(_, number)| *number))
    }

    fn fields<'de, V: Visitor<'de>>(
        &mut self,
        name: &str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<(V::Value, Fields)> {
        let mut fields = Fields::new();
        let access = Struct { tracer: self.tracer, name, names, next: 0, fields: &mut fields };
        let value = visitor.visit_map(access)?;
        Ok((value, fields))
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            self.number(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for One<'_> {
    type Error = Error;

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32
        deserialize_u64
    }

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value> {
        Err(de::Error::custom(format!("{} does not say what it is", self.site)))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        *self.shape = Shape::Bool;
        visitor.visit_bool(false)
    }

    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        *self.shape = Shape::Text("MinorUnits");
        visitor.visit_i128(0)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let (class, text) = self.tracer.sample(&self.site, TEXTS);
        *self.shape = Shape::Text(class);
        visitor.visit_str(text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let mut inner = Shape::Nothing;
        let value = visitor.visit_some(One { tracer: self.tracer, site: self.site, shape: &mut inner })?;
        *self.shape = Shape::Optional(Box::new(inner));
        Ok(value)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let mut shapes = Vec::new();
        let value = visitor.visit_seq(Items {
            tracer: self.tracer,
            site: self.site,
            length: 1,
            shapes: &mut shapes,
        })?;
        *self.shape = Shape::List(Box::new(shapes.pop().unwrap_or_default()));
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value> {
        let mut shapes = Vec::new();
        let value =
            visitor.visit_seq(Items { tracer: self.tracer, site: self.site, length, shapes: &mut shapes })?;
        *self.shape = Shape::Tuple(shapes);
        Ok(value)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let mut inner = Shape::Nothing;
        let value = visitor.visit_map(Entry {
            tracer: self.tracer,
            site: self.site,
            shape: &mut inner,
            done: false,
        })?;
        *self.shape = Shape::Map(Box::new(inner));
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        mut self,
        name: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        let (value, fields) = self.fields(name, names, visitor)?;
        self.tracer.keep(name, Container::Struct(fields));
        *self.shape = Shape::Named(name);
        Ok(value)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        let index = self.tracer.choose(name, variants);
        self.tracer.0.borrow_mut().open.push(name);
        let value =
            visitor.visit_enum(Variant { tracer: self.tracer, name, variant: variants[index], index })?;
        self.tracer.0.borrow_mut().open.pop();
        *self.shape = Shape::Named(name);
        Ok(value)
    }

    forward_to_deserialize_any! { f32 f64 u128 char bytes byte_buf unit_struct tuple_struct identifier ignored_any }
}

struct Struct<'a> {
    tracer: &'a Tracer,
    name: &'a str,
    names: &'static [&'static str],
    next: usize,
    fields: &'a mut Fields,
}

impl<'de> de::MapAccess<'de> for Struct<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        let Some(name) = self.names.get(self.next) else { return Ok(None) };
        let name: StrDeserializer<'_, Error> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value> {
        let name = self.names[self.next];
        self.next += 1;
        let mut shape = Shape::Nothing;
        let site = format!("{}.{name}", self.name);
        let value = seed.deserialize(One { tracer: self.tracer, site, shape: &mut shape })?;
        self.fields.push((name, shape));
        Ok(value)
    }
}

struct Items<'a> {
    tracer: &'a Tracer,
    site: String,
    length: usize,
    shapes: &'a mut Vec<Shape>,
}

impl<'de> de::SeqAccess<'de> for Items<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        if self.shapes.len() == self.length {
            return Ok(None);
        }
        let site = format!("{}[{}]", self.site, self.shapes.len());
        let mut shape = Shape::Nothing;
        let value = seed.deserialize(One { tracer: self.tracer, site, shape: &mut shape })?;
        self.shapes.push(shape);
        Ok(Some(value))
    }
}

struct Entry<'a> {
    tracer: &'a Tracer,
    site: String,
    shape: &'a mut Shape,
    done: bool,
}

impl<'de> de::MapAccess<'de> for Entry<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        if std::mem::replace(&mut self.done, true) {
            return Ok(None);
        }
        let mut key = Shape::Nothing;
        let site = format!("{} key", self.site);
        seed.deserialize(One { tracer: self.tracer, site, shape: &mut key }).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value> {
        seed.deserialize(One { tracer: self.tracer, site: self.site.clone(), shape: self.shape })
    }
}

struct Variant<'a> {
    tracer: &'a Tracer,
    name: &'static str,
    variant: &'static str,
    index: usize,
}

impl<'a, 'de> de::EnumAccess<'de> for Variant<'a> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self)> {
        let variant: StrDeserializer<'_, Error> = self.variant.into_deserializer();
        Ok((seed.deserialize(variant)?, self))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<()> {
        self.tracer.saw(self.name, self.index, Content::Nothing);
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value> {
        let mut shape = Shape::Nothing;
        let site = format!("{}::{}", self.name, self.variant);
        let value = seed.deserialize(One { tracer: self.tracer, site, shape: &mut shape })?;
        self.tracer.saw(self.name, self.index, Content::Held(shape));
        Ok(value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value> {
        let mut shape = Shape::Nothing;
        let site = format!("{}::{}", self.name, self.variant);
        let value =
            One { tracer: self.tracer, site, shape: &mut shape }.deserialize_tuple(length, visitor)?;
        self.tracer.saw(self.name, self.index, Content::Held(shape));
        Ok(value)
    }

    fn struct_variant<V: Visitor<'de>>(self, names: &'static [&'static str], visitor: V) -> Result<V::Value> {
        let mut shape = Shape::Nothing;
        let site = format!("{}::{}", self.name, self.variant);
        let mut one = One { tracer: self.tracer, site: site.clone(), shape: &mut shape };
        let (value, fields) = one.fields(&site, names, visitor)?;
        self.tracer.saw(self.name, self.index, Content::Fields(fields));
        Ok(value)
    }
}
