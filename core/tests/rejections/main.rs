//! Every command and every rejection, reached through the public API: each module is one family, each test a story.
//!
//! A refusal is asserted with [`support::refused`], which also sees that it changed nothing. Not here: what a command that
//! is carried out does to money and bets; the suite shows that.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests say what they expect by panicking"
)]

mod actors;
mod baskets;
mod betting;
mod cancelling;
mod catalogue;
mod commands;
mod coverage;
mod documented;
mod golden;
mod host;
mod markets;
mod messages;
mod parsing;
mod people;
mod permissions;
mod pricing;
mod races;
mod results;
#[path = "../support/mod.rs"]
mod support;
mod town;
mod wallet;

use std::fmt::Debug;
use std::time::Duration;

use realdeal::betting::{Bet, Slip};
use realdeal::catalogue::{Fixture, MarketKind, Outcome, Score};
use realdeal::id::{CommandId, FixtureId, SelectionId, UserId};
use realdeal::time::Timestamp;
use realdeal::{Book, Error, OpenedMarket, Session};

use support::{World, refused};

/// The shortest time there is.
const MICROSECOND: Duration = Duration::from_micros(1);

/// Like [`refused`], and the message must be this one.
#[track_caller]
fn refused_saying<T: Debug>(
    code: &str,
    message: &str,
    book: &mut Book,
    ask: impl FnOnce(&mut Book) -> Result<T, Error>,
) {
    let mut said = String::new();
    refused(code, book, |book| {
        let answer = ask(book);
        if let Err(error) = &answer {
            said = error.to_string();
        }
        answer
    });
    assert_eq!(said, message);
}

/// The id of a command that no book has seen: what it would have made is unknown everywhere.
fn stranger() -> CommandId {
    CommandId::from_parts(Timestamp::utc(2024, 8, 16, 12, 0).unwrap(), 9, 9)
}

/// One thing that a session can do with a thing of some kind.
type Ask<I> = fn(&mut Session<'_>, I) -> Result<(), Error>;

/// A user that no book knows.
fn nobody() -> UserId {
    UserId::made_by(stranger(), 0)
}

/// Places a bet with an id of the book's making.
fn back(book: &mut Book, user: UserId, legs: &[(SelectionId, &str)], stake: &str) -> Result<Bet, Error> {
    let slip = Slip::new(book.fresh_id());
    let slip = legs.iter().fold(slip, |slip, &(selection, odds)| slip.leg(selection, odds));
    book.session(user).place_bet(slip.stake(stake))
}

impl World {
    /// When the first fixture starts.
    fn kick_off(&self) -> Timestamp {
        self.book.fixture(self.first).unwrap().start()
    }

    /// One more match of the first two teams, with a 1X2 market whose home side has this price.
    fn one_more(&mut self, start: Timestamp, home: &str) -> (FixtureId, OpenedMarket) {
        let (league, [one, two, ..]) = (self.league, self.teams);
        let mut office = self.book.session(self.bookmaker);
        let fixture = office.schedule_fixture(league, Fixture::match_of(one, two), start).unwrap();
        let prices = [(Outcome::Home, home), (Outcome::Draw, "3.40"), (Outcome::Away, "3.60")];
        (fixture, office.open_market(fixture, MarketKind::MatchResult, prices).unwrap())
    }

    /// A market on the first fixture whose outcomes the bookmaker states.
    fn first_scorer(&mut self, names: &[&str]) -> OpenedMarket {
        let kind = MarketKind::Custom { name: "First scorer".to_owned() };
        let selections = names.iter().map(|&name| (Outcome::named(name), "5.00"));
        self.book.session(self.bookmaker).open_in_play_market(self.first, kind, selections).unwrap()
    }

    /// Leaves Alice owing 21.00 EUR: she wins them, draws out all she has, and the result is corrected.
    fn alice_in_debt(&mut self) {
        self.alice_on_home();
        self.finish(self.first, 1, 0);
        let (alice, bookmaker, first) = (self.alice, self.bookmaker, self.first);
        let all = self.cash(alice);
        let withdrawal = self.book.session(alice).request_withdrawal(all).unwrap();
        self.book.system().confirm_withdrawal(withdrawal).unwrap();
        let mut office = self.book.session(bookmaker).because("the goal was offside");
        office.correct_score(first, Score::full_time(0, 0)).unwrap();
    }
}
