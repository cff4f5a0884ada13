//! The fixed script of the public vectors, through the door: the same answers and the same books as the engine gives itself.

#![allow(clippy::expect_used, clippy::panic, reason = "tests say what they expect by panicking")]

use realdeal::Book;
use realdeal::time::Timestamp;
use realdeal_wasm::Door;
use serde_json::{Value, json};

fn value(answer: &str) -> Value {
    let answer: Value = serde_json::from_str(answer).expect("an answer is JSON");
    answer.get("value").unwrap_or_else(|| panic!("{answer}")).clone()
}

#[test]
fn the_fixed_script_comes_to_the_same_books() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../vectors/script.json");
    let script: Value =
        serde_json::from_str(&std::fs::read_to_string(path).expect("the vectors")).expect("JSON");
    let steps = script["steps"].as_array().expect("steps");
    let commands: Vec<&Value> = steps.iter().map(|step| &step["command"]).collect();
    let mut door = Door::new(Book::simulated(1, Timestamp::EPOCH));
    let arguments = json!([serde_json::to_string(&commands).expect("JSON")]).to_string();
    let answers = value(&door.call("", "executeJson", &arguments));
    let answers: Vec<Value> = serde_json::from_str(answers.as_str().expect("a text")).expect("JSON");
    for (step, answer) in steps.iter().zip(&answers) {
        let wanted = step["expect"].get("refused").unwrap_or(&step["expect"]);
        assert_eq!(answer.get("refused").unwrap_or(answer), wanted, "{}", step["note"]);
    }
    assert_eq!(value(&door.call("", "stateHash", "[]")), script["end"]["state_hash"]);
    assert_eq!(value(&door.call("", "journalHead", "[]"))["seal"], script["end"]["journal"]["seal"]);
}
