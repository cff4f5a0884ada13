//! The types of TypeScript are those of the engine: they are found by reading every type that crosses the border, and held
//! against the committed file `ts/engine.ts`.
//!
//! After a change of the engine: `REALDEAL_WRITE_GOLDEN=1 cargo test -p realdeal-wasm --test typescript`, and the review sees
//! it line by line.

#![allow(clippy::expect_used, clippy::panic, reason = "tests say what they expect by panicking")]
#![allow(
    clippy::assigning_clones,
    clippy::elidable_lifetime_names,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::needless_pass_by_value,
    clippy::struct_field_names,
    reason = "a generator that runs once a build reads better plain than quick"
)]

mod docs;
mod trace;
mod write;

use std::collections::BTreeSet;
use std::path::Path;

use docs::Docs;
use realdeal::betting::{Basket, Bet, BetReceipt, Calculation, CalculatorSlip, PlaceTerms, Quote};
use realdeal::catalogue::score::Goals;
use realdeal::catalogue::{Competition, Fixture, Market, Participant, Selection};
use realdeal::command::Command;
use realdeal::event::{Event, EventKind};
use realdeal::exchange::ExchangeError;
use realdeal::house_rules::HouseRules;
use realdeal::journal::seal::Head;
use realdeal::journal::{Cursor, NumberedRecord};
use realdeal::money::Rounding;
use realdeal::odds::{Nominal, OddsFormat, Snap};
use realdeal::people::{Person, User};
use realdeal::pricing::Method;
use realdeal::settlement::LegGrade;
use realdeal::state::{PriceChange, Progress};
use realdeal::storage::Query;
use realdeal::wallet::{HouseAccount, StatementFilter, StatementLine, Withdrawal};
use realdeal::{
    Answer, Balances, JournalFilter, Liability, Rejection, RejectionKind, StorageError, audit::Audit,
};
use serde_json::Value;
use trace::Tracer;

const HEAD: &str = "\
// The engine's own types, as JavaScript sees them. Written by `tests/typescript` from the engine itself; see there.

import type { Refusal } from \"./error.js\";
import type { Currency, Fraction, Hash, Id, Line, MinorUnits, Money, Odds, Ticket, Timestamp } from \"./text.js\";

";

macro_rules! trace_all {
    ($tracer:ident: $($type:ty),* $(,)?) => {
        $($tracer.trace::<$type>();)*
    };
}

fn engine() -> String {
    let tracer = Tracer::default();
    trace_all! { tracer:
        Command, Answer, Event, EventKind, NumberedRecord, Rejection, RejectionKind, Query, JournalFilter, StatementFilter,
        User, Person, Competition, Participant, Fixture, Market, Selection, PriceChange, Bet, BetReceipt, Basket, Quote,
        Withdrawal, Balances, StatementLine, Liability, Progress, HouseRules, Cursor, Head, Audit, OddsFormat,
        HouseAccount, CalculatorSlip, Calculation, LegGrade, Method, Nominal, Snap, Rounding, PlaceTerms, Goals,
    }
    let containers = tracer.containers();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = Docs::read(&root.join("../core/src"));
    let text =
        HEAD.to_owned() + &write::types(&containers, &docs) + &write::figures(&containers, &codes(root));
    text + &write::codes("StorageCode", "The codes of books that can't be reached.", StorageError::CODES)
        + &write::codes("ExchangeCode", "The codes of lines that can't be read in.", ExchangeError::CODES)
}

/// Each code with the variant that has it, and the one inside where a rejection wraps another error.
fn codes(root: &Path) -> Vec<(String, String, Option<String>)> {
    let golden = root.join("../core/tests/golden/rejections.jsonl");
    let text = std::fs::read_to_string(golden).expect("the engine's golden forms");
    let mut codes: Vec<(String, String, Option<String>)> = Vec::new();
    for line in text.lines() {
        let line: Value = serde_json::from_str(line).expect("a line is JSON");
        let name = |form: &Value| match form {
            Value::String(name) => Some((name.clone(), Value::Null)),
            Value::Object(fields) if fields.len() == 1 => {
                fields.iter().next().map(|(name, form)| (name.clone(), form.clone()))
            }
            _ => None,
        };
        let (variant, inside) = name(&line["form"]).expect("a rejection has a name");
        codes.push((
            line["name"].as_str().expect("a code").to_owned(),
            variant,
            name(&inside).map(|(name, _)| name),
        ));
    }
    // In the engine's order, each once. That every code has its golden form is the engine's own test.
    let mut seen = BTreeSet::new();
    let known = |code: &str| codes.iter().find(|(known, ..)| known == code).cloned();
    let listed = Rejection::codes().filter(|code| seen.insert(*code));
    listed.map(|code| known(code).unwrap_or_else(|| (code.to_owned(), code.to_owned(), None))).collect()
}

#[test]
fn the_types_are_the_engines() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ts/engine.ts");
    let found = engine();
    if std::env::var("REALDEAL_WRITE_GOLDEN").is_ok_and(|value| value == "1") {
        std::fs::write(&path, &found).expect("the file can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    for (number, (found, kept)) in found.lines().zip(kept.lines()).enumerate() {
        assert_eq!(found, kept, "line {} of ts/engine.ts is not what the engine has", number + 1);
    }
    assert_eq!(
        found.lines().count(),
        kept.lines().count(),
        "ts/engine.ts is longer or shorter than it should be"
    );
}
