//! Answers: what a command that was carried out brought about, as it is remembered for a repetition.

use serde::{Deserialize, Serialize};

use crate::house_rules::RulesVersion;
use crate::id::{
    BasketId, BetId, CommandId, CompetitionId, FixtureId, MarketId, ParticipantId, SelectionId, UserId,
    WithdrawalId,
};
use crate::journal::RequestHash;

/// What a command brought about: the ids of what it made, or how far it came.
///
/// ```
/// use realdeal::Made;
/// use realdeal::command::RunDue;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, .. } = doc::world()?;
/// let answer = book.system().send(RunDue { limit: 100 })?;
/// assert_eq!(answer.made, Made::Due { done: 0 });
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Made {
    /// Nothing new; something that was there has changed.
    Change,
    /// A user.
    User(UserId),
    /// House rules.
    HouseRules(RulesVersion),
    /// A competition.
    Competition(CompetitionId),
    /// A participant.
    Participant(ParticipantId),
    /// A fixture.
    Fixture(FixtureId),
    /// A market with its selections, in the order in which they were given.
    Market {
        /// The market.
        market: MarketId,
        /// Its selections.
        selections: Vec<SelectionId>,
    },
    /// A withdrawal.
    Withdrawal(WithdrawalId),
    /// A bet.
    Bet(BetId),
    /// A page of graded bets.
    Page {
        /// How many bets were graded.
        graded: u32,
        /// How many bets on the market still wait.
        left: u64,
    },
    /// What had fallen due.
    Due {
        /// How many things were done.
        done: u32,
    },
    /// A basket.
    Basket(BasketId),
    /// The bets of a basket, in the order of its slips.
    Bets(Vec<BetId>),
    /// Nothing new; the slips of a basket have changed, which the journal does not tell.
    Edited,
}

/// What a host is told of a command that was carried out. A repetition gets the first answer, marked as
/// repeated.
///
/// ```
/// use realdeal::Made;
/// use realdeal::command::SuspendMarket;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, bookmaker, market, .. } = doc::world()?;
/// let command = book.session(bookmaker).command(SuspendMarket { market: market.id });
/// let (first, second) = (book.execute_one(&command)?, book.execute_one(&command)?);
/// assert_eq!((first.made, first.repeated), (Made::Change, false));
/// assert_eq!((second.made, second.repeated), (Made::Change, true));
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// What it brought about.
    pub made: Made,
    /// Whether that was done by an earlier sending of the same command.
    pub repeated: bool,
}

/// The row that remembers a command. A bet answers for the command that placed it. For backends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remembered {
    /// The command.
    pub id: CommandId,
    /// The hash of its request.
    pub request_hash: RequestHash,
    /// What it brought about.
    pub made: Made,
}

impl Remembered {
    /// Whether a repetition of the command is still answered, when ids older than `oldest` no longer are.
    pub fn is_remembered_at(&self, oldest: crate::time::Timestamp) -> bool {
        self.id.time() >= oldest
    }
}
