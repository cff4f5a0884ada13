//! Under the feature `tracing`: what an engine tells of its work, and that nothing personal is in it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests say what they expect by panicking")]

use std::collections::BTreeMap;
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use realdeal::Book;
use realdeal::people::Person;
use realdeal::time::Timestamp;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// Everything that was told: counters summed, spans by name, and the whole as text.
#[derive(Default)]
struct Told {
    counters: BTreeMap<String, u64>,
    spans: Vec<&'static str>,
    text: String,
}

#[derive(Clone, Default)]
struct Listener(Arc<Mutex<Told>>);

impl Visit for Told {
    fn record_u64(&mut self, field: &Field, value: u64) {
        if let Some(name) = field.name().strip_prefix("monotonic_counter.") {
            *self.counters.entry(name.to_owned()).or_default() += value;
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        writeln!(self.text, "{}={value:?}", field.name()).unwrap();
    }
}

impl<S: Subscriber> Layer<S> for Listener {
    fn on_new_span(&self, attributes: &Attributes<'_>, _id: &Id, _context: Context<'_, S>) {
        let mut told = self.0.lock().unwrap();
        told.spans.push(attributes.metadata().name());
        attributes.record(&mut *told);
    }

    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        event.record(&mut *self.0.lock().unwrap());
    }
}

#[test]
fn units_are_spans_and_answers_are_counted() {
    let listener = Listener::default();
    let subscriber = tracing_subscriber::registry().with(listener.clone());
    tracing::subscriber::with_default(subscriber, || {
        let mut book = Book::simulated(1, Timestamp::utc(2024, 8, 16, 12, 0).unwrap());
        let alice = book.visitor().register(Person::new("Alice", "alice@example.org")).unwrap();
        let command = book.session(alice).command(realdeal::command::CreateBasket {});
        for _ in 0..2 {
            book.execute_one(&command).unwrap();
        }
        let heard =
            book.on(realdeal::hook::Kinds::All, |_: &realdeal::hook::Happened<'_>| panic!("a faulty hook"));
        book.session(alice).create_basket().unwrap();
        book.off(heard.unwrap());
        book.session(alice).suspend_market(realdeal::id::MarketId::made_by(command.id, 1)).unwrap_err();
    });
    let told = listener.0.lock().unwrap();
    assert_eq!(told.spans, ["realdeal.unit"; 5]);
    let expected = [
        ("realdeal_accepted", 3),
        ("realdeal_hook_panicked", 1),
        ("realdeal_refused", 1),
        ("realdeal_repeated", 1),
    ];
    assert_eq!(told.counters, expected.map(|(name, count)| (name.to_owned(), count)).into());
    assert!(told.text.contains("code=\"wrong_role\"") && told.text.contains("command=\"CreateBasket\""));
    assert!(!told.text.contains("Alice") && !told.text.contains("example.org"), "{}", told.text);
}
