//! A file of books on this machine, asked as JavaScript asks: each line of the input is a call as JSON, and each answer a line. The tests
//! in Chromium bring files here, and take files from here.

use std::io::{BufRead, Write};

use realdeal::Book;
use realdeal::host::Host;
use realdeal::id::CommandId;
use realdeal::time::Timestamp;
use realdeal_sqlite::SqliteStorage;
use realdeal_wasm::Door;
use serde_json::Value;

/// For books whose commands bring their times and ids with them.
struct NoHost;

impl Host for NoHost {
    fn now(&mut self) -> Timestamp {
        Timestamp::from_micros(0)
    }

    fn fresh_id(&mut self, at: Timestamp) -> CommandId {
        CommandId::from_parts(at, 0, 0)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let mut door = Door::new(Book::with_host(SqliteStorage::open(path)?, NoHost));
    for line in std::io::stdin().lock().lines() {
        let call: Value = serde_json::from_str(&line?)?;
        let text = |name: &str| call[name].as_str().unwrap_or_default();
        println!("{}", door.call(text("who"), text("method"), &call["arguments"].to_string()));
        std::io::stdout().flush()?;
    }
    Ok(())
}
