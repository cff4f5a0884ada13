//! Random sequences of requests, against the model.

use proptest::prelude::prop_assert;
use proptest::test_runner::{Config, FileFailurePersistence, TestCaseError, TestRunner};

use super::check::Checked;
use super::game::Game;
use super::ops::{Op, ops};
use super::support;

/// How many cases to try: so many, or as the run's settings say.
pub(crate) fn config(cases: u32) -> Config {
    let asked = std::env::var("REALDEAL_MODEL_CASES").ok();
    let asked = asked.map(|text| text.parse::<u32>().expect("REALDEAL_MODEL_CASES is a number"));
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/model/proptest-regressions.txt");
    Config {
        cases: asked.map_or(cases, |asked| asked.max(1)),
        max_shrink_iters: 3_000,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(kept))),
        ..Config::default()
    }
}

/// Has proptest draw sequences for a test, and shrink one that fails.
pub(crate) fn for_sequences(
    cases: u32,
    count: std::ops::RangeInclusive<usize>,
    test: impl Fn(&[Op]) -> Checked,
) {
    let tried = TestRunner::new(config(cases)).run(&ops(count), |ops| {
        let found = test(&ops);
        prop_assert!(found.is_ok(), "{}", found.unwrap_err());
        Ok::<(), TestCaseError>(())
    });
    if let Err(failure) = tried {
        panic!("{failure}");
    }
}

fn play(ops: &[Op]) -> Checked {
    let mut game = Game::opened(support::storage())?;
    game.play_all(ops)
}

#[test]
fn every_request_is_answered_as_the_model_answers_it() {
    for_sequences(200, 50..=200, play);
}
