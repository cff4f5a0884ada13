//! What is asked of the books: enough of everything that moves money, or the harnesses show little.

use std::collections::BTreeMap;

use realdeal_simulator::Script;

use crate::number;

#[track_caller]
fn asks(commands: usize, wanted: &[(&str, u32)]) {
    let script = Script::draw(number("seed", 1), commands).unwrap();
    let mut counts = BTreeMap::new();
    for command in &script.commands {
        *counts.entry(command.body.name()).or_insert(0_u32) += 1;
    }
    for (body, least) in wanted {
        assert!(counts.get(body).is_some_and(|count| count >= least), "{body}: {counts:?}");
    }
}

#[test]
fn a_script_that_is_killed_has_everything_that_moves_money() {
    asks(
        400,
        &[
            ("PlaceBet", 80),
            ("CancelBet", 5),
            ("ConfirmDeposit", 30),
            ("RequestWithdrawal", 5),
            ("AnswerWithdrawal", 2),
            ("ChangePrices", 5),
            ("RecordScore", 4),
            ("SettlePage", 30),
            ("CorrectScore", 3),
        ],
    );
}

#[test]
fn a_script_whose_plug_is_pulled_settles_and_corrects() {
    asks(155, &[("PlaceBet", 20), ("RecordScore", 1), ("SettlePage", 10), ("CorrectScore", 1)]);
}

#[test]
fn the_same_seed_gives_the_same_script() {
    let (one, two) = (Script::draw(7, 150).unwrap(), Script::draw(7, 150).unwrap());
    assert_eq!((one.commands, one.hashes, one.ends), (two.commands, two.hashes, two.ends));
}
