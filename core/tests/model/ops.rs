//! Abstract operations: what proptest draws and shrinks. Each is a kind of request and a few numbers, which point into
//! what there is when its turn comes; so an operation keeps its sense when others are taken away.

use std::fmt;

use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::strategy::Just;

/// A kind of request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Deposit,
    Withdraw,
    Answer,
    Adjust,
    WriteOff,
    Status,
    Exclude,
    Reopen,
    Adopt,
    Schedule,
    Reschedule,
    Postpone,
    Abandon,
    CallOff,
    VoidFixture,
    Delete,
    Open,
    Prices,
    Suspend,
    Resume,
    Close,
    LiveScore,
    FinalScore,
    Outcomes,
    FixScore,
    FixResult,
    VoidMarket,
    VoidBet,
    Page,
    Due,
    Single,
    Accumulator,
    Cancel,
    Gather,
    Put,
    Take,
    Restake,
    Drop,
    CheckOut,
    Again,
}

/// An operation. Zeros everywhere are the most ordinary one of its kind, which is where shrinking goes.
#[derive(Clone)]
pub(crate) struct Op {
    pub(crate) act: Act,
    /// Which step the clock makes before.
    pub(crate) wait: u8,
    /// What is odd about it: the wrong actor, no reason, an old id; nothing for most.
    pub(crate) odd: u8,
    pub(crate) a: u8,
    pub(crate) b: u8,
    pub(crate) c: u8,
    pub(crate) d: u8,
}

impl fmt::Debug for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { act, wait, odd, a, b, c, d } = self;
        write!(f, "op(Act::{act:?}, {wait}, {odd}, [{a}, {b}, {c}, {d}])")
    }
}

/// The form in which operations are printed.
pub(crate) fn op(act: Act, wait: u8, odd: u8, [a, b, c, d]: [u8; 4]) -> Op {
    Op { act, wait, odd, a, b, c, d }
}

fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        30 => Just(Act::Single),
        20 => Just(Act::Accumulator),
        18 => Just(Act::Page),
        10 => Just(Act::FinalScore),
        6 => Just(Act::Open),
        6 => Just(Act::Again),
        5 => Just(Act::Outcomes),
        8 => Just(Act::FixScore),
        8 => Just(Act::FixResult),
        5 => Just(Act::Deposit),
        4 => Just(Act::Withdraw),
        4 => Just(Act::Answer),
        4 => Just(Act::Schedule),
        4 => Just(Act::Reschedule),
        4 => Just(Act::Prices),
        8 => Just(Act::Cancel),
        26 => others(),
        34 => baskets(),
    ]
}

fn baskets() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => Just(Act::Gather),
        16 => Just(Act::Put),
        14 => Just(Act::CheckOut),
        4 => Just(Act::Restake),
        2 => Just(Act::Take),
        1 => Just(Act::Drop),
    ]
}

fn others() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => Just(Act::Postpone),
        4 => Just(Act::Due),
        3 => Just(Act::VoidBet),
        3 => Just(Act::Resume),
        4 => Just(Act::Status),
        2 => Just(Act::Abandon),
        2 => Just(Act::Adjust),
        2 => Just(Act::WriteOff),
        2 => Just(Act::LiveScore),
        1 => Just(Act::VoidMarket),
        2 => Just(Act::Exclude),
        1 => Just(Act::Reopen),
        2 => Just(Act::Adopt),
        1 => Just(Act::CallOff),
        1 => Just(Act::VoidFixture),
        1 => Just(Act::Delete),
        1 => Just(Act::Suspend),
        1 => Just(Act::Close),
    ]
}

fn one() -> impl Strategy<Value = Op> {
    (acts(), 0..16_u8, 0..200_u8, any::<[u8; 4]>())
        .prop_map(|(act, wait, odd, numbers)| op(act, wait, odd, numbers))
}

/// So many operations.
pub(crate) fn ops(count: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Vec<Op>> {
    vec(one(), count)
}
