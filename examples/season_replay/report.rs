//! What came of a season, read from the books: every figure of a bettor is summed up from the bets that the engine keeps,
//! none is counted on the side.

use std::io::{self, Write};
use std::time::Duration;

use realdeal::audit::Audit;
use realdeal::betting::{Bet, BetStatus};
use realdeal::id::UserId;
use realdeal::money::{Currency, Money};
use realdeal::state::StateHash;
use realdeal::storage::Page;
use realdeal::{Book, Error};
use serde::Serialize;

use super::replay::Replay;
use super::season::Ending;

/// What one or several bettors have staked and got back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures {
    pub(crate) bets: u64,
    pub(crate) void: u64,
    pub(crate) staked: Money,
    pub(crate) returned: Money,
}

impl Figures {
    fn none() -> Self {
        let zero = Money::zero(Currency::EUR);
        Self { bets: 0, void: 0, staked: zero, returned: zero }
    }

    fn with_bet(self, bet: &Bet) -> Result<Self, Error> {
        Ok(Self {
            bets: self.bets + 1,
            void: self.void + u64::from(bet.status == BetStatus::Void),
            staked: self.staked.checked_add(bet.stake)?,
            returned: self.returned.checked_add(bet.returned())?,
        })
    }

    fn with(self, other: Self) -> Result<Self, Error> {
        Ok(Self {
            bets: self.bets + other.bets,
            void: self.void + other.void,
            staked: self.staked.checked_add(other.staked)?,
            returned: self.returned.checked_add(other.returned)?,
        })
    }

    /// What a bettor has, page after page.
    fn of(book: &mut Book, bettor: UserId) -> Result<Self, Error> {
        let mut figures = Self::none();
        let mut page = Page::first(Page::<()>::MAX);
        loop {
            let bets = book.system().bets(bettor, page)?;
            for bet in &bets {
                figures = figures.with_bet(bet)?;
            }
            let Some(last) = bets.last() else { return Ok(figures) };
            page = Page::after(last.id, Page::<()>::MAX);
        }
    }

    /// The cells of a line of the table. The yield is what was won or lost on each stake.
    fn cells(&self, no_price: String) -> [String; 6] {
        let (staked, returned) = (i128::from(self.staked.minor()), i128::from(self.returned.minor()));
        let amount = |money: Money| money.to_decimal().to_string();
        [
            self.bets.to_string(),
            self.void.to_string(),
            no_price,
            amount(self.staked),
            amount(self.returned),
            percent(returned - staked, staked),
        ]
    }
}

/// A part of a whole in percent to two places, rounded to the nearest, half away from zero.
fn percent(part: i128, whole: i128) -> String {
    if whole <= 0 {
        return "-".to_owned();
    }
    let sign = if part < 0 { '-' } else { '+' };
    let points = (part.unsigned_abs() * 20_000 + whole.unsigned_abs()) / (2 * whole.unsigned_abs());
    format!("{sign}{}.{:02}%", points / 100, points % 100)
}

/// What came of a season.
#[derive(Debug)]
pub(crate) struct Report<'r, 's> {
    replay: &'r Replay<'s>,
    /// In the order of the replay's strategies.
    strategies: Vec<Figures>,
    crowd: Figures,
    all: Figures,
    audit: Audit,
    state: StateHash,
}

impl<'r, 's> Report<'r, 's> {
    /// Reads the books of a season that was played.
    pub(crate) fn read(replay: &'r mut Replay<'s>) -> Result<Self, Error> {
        let book = &mut replay.house.book;
        let mut all = Figures::none();
        let mut figures_of = |bettor: UserId| {
            let figures = Figures::of(book, bettor)?;
            all = all.with(figures)?;
            Ok::<_, Error>(figures)
        };
        let strategies = replay.house.strategies.iter().map(|strategy| figures_of(strategy.bettor));
        let strategies = strategies.collect::<Result<_, _>>()?;
        let crowd = replay.house.crowd.bettors.iter();
        let crowd = crowd
            .map(|&bettor| figures_of(bettor))
            .try_fold(Figures::none(), |sum, figures| sum.with(figures?))?;
        let (audit, state) = (book.audit()?, book.state_hash()?);
        Ok(Self { replay, strategies, crowd, all, audit, state })
    }

    /// Whether every balance is what its transfers come to.
    pub(crate) fn is_balanced(&self) -> bool {
        self.audit.is_clean()
    }

    /// What does not fit, in the engine's words.
    pub(crate) fn faults(&self) -> &[String] {
        &self.audit.faults
    }

    /// In how many fixtures that ended a strategy found no market.
    fn no_price(&self, set: usize) -> usize {
        let fixtures = self.replay.season.rows.iter().zip(&self.replay.house.listed);
        let ended = fixtures.filter(|(row, _)| row.ending != Ending::Unplayed);
        ended.filter(|(_, listed)| listed.prices.get(set).is_none_or(Option::is_none)).count()
    }

    /// One object for machines.
    pub(crate) fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let strategies = self.replay.house.strategies.iter().zip(&self.strategies);
        let strategies = strategies.map(|(strategy, figures)| StrategyJson {
            name: &strategy.name,
            bets: figures.bets,
            void: figures.void,
            no_price: self.no_price(strategy.set),
            staked: figures.staked.to_decimal().to_string(),
            returned: figures.returned.to_decimal().to_string(),
        });
        let season = self.replay.season;
        let rows = RowsJson {
            read: season.read,
            played: season.played(),
            abandoned: season.abandoned(),
            refused: season.refused.len(),
        };
        let json = ReportJson { strategies: strategies.collect(), rows, balanced: self.is_balanced() };
        serde_json::to_writer(&mut *out, &json)?;
        writeln!(out)
    }

    /// The table for people.
    pub(crate) fn write_table(&self, out: &mut dyn Write) -> io::Result<()> {
        let season = self.replay.season;
        let (played, abandoned) = (season.played(), season.abandoned());
        let unplayed = season.rows.len() - played - abandoned;
        write!(out, "{}: {} rows read; {played} played, {abandoned} abandoned, ", season.name, season.read)?;
        writeln!(out, "{unplayed} not played yet, {} refused\n", season.refused.len())?;
        let head = ["bets", "void", "no price", "staked", "returned", "yield"].map(str::to_owned);
        write_line(out, "strategy", &head)?;
        for (strategy, figures) in self.replay.house.strategies.iter().zip(&self.strategies) {
            let no_price = self.no_price(strategy.set).to_string();
            write_line(out, &strategy.name, &figures.cells(no_price))?;
        }
        if self.crowd.bets > 0 {
            write_line(out, "random bettors", &self.crowd.cells(String::new()))?;
        }
        write_line(out, "all bets", &self.all.cells(String::new()))?;
        writeln!(out)?;
        self.write_house(out)?;
        self.write_speed(out)
    }

    /// What the house has made of it, and whether its books fit.
    fn write_house(&self, out: &mut dyn Write) -> io::Result<()> {
        let totals = self.audit.totals.get(&Currency::EUR).copied().unwrap_or_default();
        let (revenue, staked) = (totals.revenue, i128::from(self.all.staked.minor()));
        let result = i64::try_from(revenue).map_or_else(
            |_| format!("{revenue} minor units of EUR"),
            |minor| Money::new(minor, Currency::EUR).to_string(),
        );
        let bets = self.audit.bets;
        writeln!(
            out,
            "House:  {result} won on {bets} bets, {} of what was staked",
            percent(revenue, staked)
        )?;
        for (code, count) in &self.replay.refused {
            writeln!(out, "        {count} bets refused: {code}")?;
        }
        let (transfers, records) = (self.audit.transfers, self.audit.records);
        let verdict = match self.audit.faults.len() {
            0 => "balanced".to_owned(),
            faults => format!("NOT BALANCED, {faults} faults"),
        };
        let sum = totals.sum();
        writeln!(
            out,
            "Audit:  {verdict}; {transfers} transfers, {records} journal records, all accounts sum to {sum}"
        )?;
        writeln!(out, "State:  {}", self.state)
    }

    fn write_speed(&self, out: &mut dyn Write) -> io::Result<()> {
        let (bets, placing, settling) = (self.audit.bets, self.replay.placing, self.replay.settling);
        let (placed, settled) = (rate(bets, placing), rate(bets, settling));
        write!(out, "Speed:  {bets} bets placed in {} ({placed} a second), ", seconds(placing))?;
        writeln!(out, "settled in {} ({settled} a second)", seconds(settling))
    }
}

/// How many a second.
fn rate(count: u64, time: Duration) -> u128 {
    u128::from(count) * 1_000_000_000 / time.as_nanos().max(1)
}

fn seconds(time: Duration) -> String {
    format!("{}.{:03} s", time.as_secs(), time.subsec_millis())
}

fn write_line(out: &mut dyn Write, name: &str, cells: &[String; 6]) -> io::Result<()> {
    let [bets, void, no_price, staked, returned, yielded] = cells;
    writeln!(out, "{name:<16}{bets:>9}{void:>8}{no_price:>10}{staked:>18}{returned:>18}{yielded:>10}")
}

/// One strategy, for machines. Amounts are texts, so that no reader makes binary fractions of them.
#[derive(Debug, Serialize)]
struct StrategyJson<'a> {
    name: &'a str,
    bets: u64,
    void: u64,
    no_price: usize,
    staked: String,
    returned: String,
}

/// What became of the file's rows. What is left over was not played yet.
#[derive(Debug, Serialize)]
struct RowsJson {
    read: usize,
    played: usize,
    abandoned: usize,
    refused: usize,
}

#[derive(Debug, Serialize)]
struct ReportJson<'a> {
    strategies: Vec<StrategyJson<'a>>,
    rows: RowsJson,
    balanced: bool,
}
