//! The relay, run whole: killed again and again, it hands everything on, in order and at least once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests say what they expect by panicking"
)]

#[allow(dead_code, reason = "the program's own `main` is not called here")]
#[path = "../relay/main.rs"]
mod relay;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use realdeal::event::EventKind;
use relay::Ended;
use serde_json::Value;

fn run(arguments: &[&str]) -> (Ended, Vec<Value>) {
    let mut out = Vec::new();
    let ended = relay::run(arguments.iter().map(|&argument| argument.to_owned()), &mut out).unwrap();
    let lines = std::str::from_utf8(&out).unwrap().lines();
    (ended, lines.map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// A folder of the test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

#[test]
fn killed_again_and_again_it_hands_everything_on_in_order_and_repeats_what_it_had_not_acknowledged() {
    let (ended, whole) = run(&[]);
    assert_eq!(ended, Ended::Done);
    assert!(whole.len() > 20, "{}", whole.len());
    for (batch, life) in [("1", "2"), ("4", "5"), ("4", "7"), ("2", "3")] {
        let folder = folder(&format!("relay {batch} {life}"));
        let folder = folder.to_str().unwrap();
        let (mut handed_on, mut deaths) = (Vec::new(), 0);
        loop {
            let (ended, lines) = run(&["--books", folder, "--batch", batch, "--die-after", life]);
            handed_on.extend(lines);
            if ended == Ended::Done {
                break;
            }
            deaths += 1;
        }
        assert!(deaths > 2, "{deaths}");
        // Whoever receives it drops what he has seen, by the id.
        let mut seen = BTreeSet::new();
        let once: Vec<_> =
            handed_on.iter().filter(|line| seen.insert(line["id"].to_string())).cloned().collect();
        assert_eq!(once, whole, "batches of {batch}, killed after {life}");
        assert!(handed_on.len() > whole.len(), "what was not acknowledged came again");
        assert_eq!(run(&["--books", folder]), (Ended::Done, Vec::new()), "nothing is left");
    }
}

#[test]
fn every_kind_of_event_is_in_the_page_under_the_queue_that_the_relay_sends_it_to() {
    let page = include_str!("../../docs/events.md");
    let mut queue = "";
    let mut told = Vec::new();
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            queue = heading.trim_matches('`');
        }
        if let Some((name, _)) = line.strip_prefix("| `").and_then(|row| row.split_once('`')) {
            told.push((name.to_owned(), queue));
        }
    }
    for kind in EventKind::ALL {
        let name = format!("{kind:?}");
        let of: Vec<_> = told.iter().filter(|(told, _)| *told == name).map(|(_, queue)| *queue).collect();
        assert_eq!(of, [relay::queue_of(*kind).unwrap_or("No queue")], "{name}");
    }
    assert_eq!(told.len(), EventKind::ALL.len(), "the page has a row for nothing else");
}

#[test]
fn every_queue_gets_something_in_a_day() {
    let (_, lines) = run(&[]);
    let queues: BTreeSet<_> = lines.iter().map(|line| line["queue"].as_str().unwrap()).collect();
    let all = [
        "match_resultats",
        "match_updates",
        "paiement_updates",
        "panier_updates",
        "pari_updates",
        "user_updates",
    ];
    assert_eq!(queues.into_iter().collect::<Vec<_>>(), all);
}
