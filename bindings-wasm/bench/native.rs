//! Places bets through the door on this machine, as `place.js` does through the module: what it reads and prints is the same. It is
//! asked by a line on its input, so that both can take turns.

use std::io::{BufRead, Write};
use std::time::Instant;

use realdeal::Book;
use realdeal::time::Timestamp;
use realdeal_wasm::Door;
use serde_json::{Value, json};

fn ask(door: &mut Door, who: &str, method: &str, arguments: &Value) -> Value {
    let answer: Value =
        serde_json::from_str(&door.call(who, method, &arguments.to_string())).unwrap_or_default();
    answer["value"].clone()
}

/// Each line of the input is a list of slices of slips as JSON; the answer is how many nanoseconds placing them took.
fn main() -> std::io::Result<()> {
    let noon = Timestamp::from_seconds(1_723_809_600);
    for line in std::io::stdin().lock().lines() {
        let input: Value = serde_json::from_str(&line?)?;
        let mut door = Door::new(Book::simulated(7, noon));
        for call in input["before"].as_array().into_iter().flatten() {
            ask(
                &mut door,
                call["who"].as_str().unwrap_or_default(),
                call["method"].as_str().unwrap_or_default(),
                &call["arguments"],
            );
        }
        let who = input["who"].as_str().unwrap_or_default();
        let slices: Vec<String> = input["slices"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|slips| json!([slips]).to_string())
            .collect();
        let begun = Instant::now();
        let mut refused = 0;
        for slips in &slices {
            refused += door.call(who, "placeBets", slips).matches("\"error\"").count();
        }
        println!("{} {refused}", begun.elapsed().as_nanos());
        std::io::stdout().flush()?;
    }
    Ok(())
}
