//! The season as it goes by: bets an hour before each kick-off, the result two hours after it.
//!
//! Time only goes forward, as it does for a real house. Bets go in as slices of commands, which is the engine's fast
//! path; results through the friendly methods, which settle page after page until no bet waits.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use realdeal::command::{AbandonFixture, Command};
use realdeal::money::Money;
use realdeal::time::Timestamp;
use realdeal::{Error, Rejection};

use super::arguments::Arguments;
use super::books::{self, Begun};
use super::office::House;
use super::season::{Ending, Season};
use super::strategies::{BEFORE, WITHIN, is_bet_on};

/// How long after its kick-off a fixture's result is recorded.
const AFTER: Duration = Duration::from_hours(2);
/// How many commands are made before they are sent.
const SLICE: usize = 4_096;
/// A run that takes longer than this shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// What happens at a moment; at the same moment, results come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Moment {
    /// A fixture's result is known.
    Result,
    /// Bets on a fixture are placed.
    Bets,
}

/// A season being played.
#[derive(Debug)]
pub(crate) struct Replay<'s> {
    pub(crate) season: &'s Season,
    pub(crate) house: House,
    /// How often the engine refused a bet, by the rejection's code.
    pub(crate) refused: BTreeMap<&'static str, u64>,
    /// How long placing and settling took.
    pub(crate) placing: Duration,
    pub(crate) settling: Duration,
    /// Until here the season was played before, and at this very time perhaps not all of it.
    played_until: Option<Timestamp>,
    stake: Money,
    random_bets: u32,
    /// The rows that are bet on, in the order of their kick-offs.
    bet_on: Vec<usize>,
    began: Instant,
    progress: ProgressBar,
}

impl<'s> Replay<'s> {
    /// A season that is on sale, before the first bet, or as far as it was played in the file that the arguments name.
    pub(crate) fn new(season: &'s Season, arguments: &Arguments) -> Result<Self, Error> {
        let began = Instant::now();
        let rows = season.rows.iter().enumerate();
        let Begun { house, played_until } = books::begin(season, arguments)?;
        Ok(Self {
            season,
            house,
            played_until,
            refused: BTreeMap::new(),
            placing: Duration::ZERO,
            settling: Duration::ZERO,
            stake: arguments.stake,
            random_bets: if arguments.bettors == 0 { 0 } else { arguments.bets_per_fixture },
            bet_on: rows.filter(|(_, row)| is_bet_on(row)).map(|(index, _)| index).collect(),
            began,
            progress: ProgressBar::hidden(),
        })
    }

    /// Plays every fixture whose ending is known.
    pub(crate) fn play(&mut self) -> Result<(), Error> {
        self.progress = progress_bar(self.planned_bets());
        let mut moments: Vec<(Timestamp, Moment, usize)> = Vec::new();
        for (index, row) in self.season.rows.iter().enumerate() {
            if row.ending != Ending::Unplayed {
                moments.push((row.kick_off.minus(BEFORE), Moment::Bets, index));
                moments.push((row.kick_off.plus(AFTER), Moment::Result, index));
            }
        }
        moments.sort_unstable();
        for (at, moment, index) in moments {
            self.house.book.set_now(at);
            let began = Instant::now();
            let played = self.played_until.is_some_and(|until| at < until);
            match moment {
                Moment::Bets => {
                    self.bets_on(index, played)?;
                    self.placing += began.elapsed();
                }
                Moment::Result if played => {}
                Moment::Result => {
                    self.end(index)?;
                    self.settling += began.elapsed();
                }
            }
        }
        self.progress.finish_and_clear();
        Ok(())
    }

    fn planned_bets(&self) -> u64 {
        let sides =
            |index: &usize| self.house.listed[*index].prices.iter().flatten().map(Vec::len).sum::<usize>();
        let flat: usize = self.bet_on.iter().map(sides).sum();
        let random = self.bet_on.len() as u64 * u64::from(self.random_bets);
        random + flat as u64
    }

    /// Everybody bets: each strategy on this fixture, the crowd on this one and the next. What was played before is only
    /// drawn once more, so that the crowd's dice lie as they lay then.
    fn bets_on(&mut self, index: usize, played: bool) -> Result<(), Error> {
        let mut commands = Vec::new();
        for strategy in &self.house.strategies {
            let prices = &self.house.listed[index].prices;
            commands.extend(strategy.command(&mut self.house.book, prices, self.stake).transpose()?);
        }
        let Ok(position) = self.bet_on.binary_search(&index) else { return self.send(&mut commands, played) };
        for _ in 0..self.random_bets {
            let House { book, crowd, listed, .. } = &mut self.house;
            let next = self.bet_on[position..].iter().take(WITHIN).map(|&row| &listed[row].prices);
            commands.extend(crowd.command(book, next).transpose()?);
            if commands.len() >= SLICE {
                self.send(&mut commands, played)?;
            }
        }
        self.send(&mut commands, played)
    }

    /// Sends bets, unless they were played before. One that the house refuses is counted; a storage that can't be reached
    /// ends the run.
    fn send(&mut self, commands: &mut Vec<Command>, played: bool) -> Result<(), Error> {
        let answers = if played { Vec::new() } else { self.house.book.execute(commands) };
        for answer in answers {
            match answer {
                Ok(_) => {}
                Err(Error::Rejected(rejection)) => self.count(&rejection),
                Err(error) => return Err(error),
            }
        }
        self.progress.inc(commands.len() as u64);
        if self.progress.is_hidden() && self.began.elapsed() > PATIENCE {
            // Where nobody watches, as in a log, it stays hidden.
            self.progress.set_draw_target(ProgressDrawTarget::stderr());
        }
        commands.clear();
        Ok(())
    }

    fn count(&mut self, rejection: &Rejection) {
        *self.refused.entry(rejection.code()).or_default() += 1;
    }

    /// The bookmaker enters how a fixture ended, and its bets are settled, page after page. How many pages there are follows
    /// from the answers, and not from what the books say now: so whoever does it again after a crash sends the same
    /// commands.
    fn end(&mut self, index: usize) -> Result<(), Error> {
        let fixture = self.house.listed[index].fixture;
        let House { book, bookmaker, .. } = &mut self.house;
        let mut office = book.session(*bookmaker);
        match self.season.rows[index].ending {
            Ending::Played(score) => office.record_score_only(fixture, score)?,
            Ending::Abandoned => {
                let command = office
                    .because("abandoned, as the season file says")
                    .command(AbandonFixture { fixture, score: None });
                book.execute_one(&command)?;
            }
            Ending::Unplayed => return Ok(()),
        }
        for market in book.markets_of(fixture)? {
            let limit = book.options().bets_per_page;
            let bet_on = book.progress(market)?.legs > 0;
            while bet_on && book.system().settle_page(market, limit)?.left > 0 {}
        }
        Ok(())
    }
}

fn progress_bar(bets: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(bets), ProgressDrawTarget::hidden());
    let style = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} bets, {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
