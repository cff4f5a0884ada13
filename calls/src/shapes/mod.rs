//! The few shapes that are the border's own: what a language gives where Rust has a builder or a page (`given`), and what it is
//! told where a Rust value answers by a method (`told`).
//!
//! They say of themselves how they are written, as the nouns do, so that each language writes them as it writes those. Not here:
//! the nouns, whose forms follow from serde.

mod given;
mod told;

pub use given::{LadderForm, OptionsForm, PageForm, SlipForm, page, prices, probabilities};
pub use told::{
    BetForm, ExportForm, FairForm, HouseBalanceForm, MarginForm, OpenedForm, Outcome, QuoteForm, ReceiptForm,
    SettledForm, bets, export, house_balances, outcomes, plain,
};
