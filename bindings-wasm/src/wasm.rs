//! What wasm-bindgen sees: a book, and the clock and random numbers that JavaScript lends it.
//!
//! Not here: anything that could be tested on another target.

#![allow(unreachable_pub, reason = "wasm-bindgen exports what is public, from whichever module")]

use realdeal::Book;
use realdeal::host::Host;
use realdeal::id::CommandId;
use realdeal::memory::Memory;
use realdeal::time::Timestamp;
use realdeal_calls::{BOOK, READER, SESSION, TOOLS};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::door::{self, Door};
use crate::js;

#[wasm_bindgen]
extern "C" {
    /// The clock and the random numbers of JavaScript.
    #[wasm_bindgen(typescript_type = "{ now(): bigint; random(): bigint }")]
    pub type JsHost;

    /// Microseconds since 1970.
    #[wasm_bindgen(method)]
    fn now(this: &JsHost) -> i64;

    /// 64 random bits.
    #[wasm_bindgen(method)]
    fn random(this: &JsHost) -> u64;

    #[cfg(debug_assertions)]
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log_error(text: &str);
}

impl Host for JsHost {
    fn now(&mut self) -> Timestamp {
        Timestamp::from_micros(Self::now(self))
    }

    fn fresh_id(&mut self, at: Timestamp) -> CommandId {
        let twelve = u16::try_from(self.random() & 0x0FFF).unwrap_or_default();
        CommandId::from_parts(at, twelve, self.random())
    }
}

/// Says where a defect is before it ends a module that was built to look for one. The module that is shipped has no words for it,
/// which would be a tenth of what a page fetches: there a browser says `unreachable`, and in which call.
#[cfg(debug_assertions)]
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|panic| log_error(&panic.to_string())));
}

/// A book as the package's own classes hold it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    pub(crate) door: Door,
}

#[wasm_bindgen]
impl Engine {
    /// Books in memory, on JavaScript's clock.
    #[wasm_bindgen(js_name = inMemory)]
    pub fn in_memory(host: JsHost) -> Engine {
        Self { door: Door::new(Book::with_host(Memory::new(), host)) }
    }

    /// Books in memory whose clock stands where it is put and whose ids follow from a seed.
    pub fn simulated(seed: u64, now: i64) -> Engine {
        Self { door: Door::new(Book::simulated(seed, Timestamp::from_micros(now))) }
    }

    /// Calls a method; see `Door::call`.
    pub fn call(&mut self, who: &str, method: &str, arguments: &str) -> String {
        self.door.call(who, method, arguments)
    }

    /// What was heard since the last time.
    pub fn heard(&mut self) -> String {
        self.door.heard()
    }
}

/// Calls a method that needs no book.
#[wasm_bindgen]
pub fn tool(method: &str, arguments: &str) -> String {
    door::tool(method, arguments)
}

/// The names of all methods, in camel case: `{ session, book, tools }`, as JSON.
#[wasm_bindgen]
pub fn methods() -> String {
    let camel = |names: &[&str]| names.iter().map(|name| js::camel(name)).collect::<Vec<_>>().into();
    js::text(&js::object([
        ("session", camel(SESSION)),
        ("book", camel(&[BOOK, READER].concat())),
        ("tools", camel(TOOLS)),
    ]))
}
