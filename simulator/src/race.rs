//! Races: processes that stake on one wallet at once, and a process that holds the lock for as long as it likes.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use realdeal::catalogue::{Fixture, MarketKind, Outcome};
use realdeal::host::SimulatedHost;
use realdeal::id::{SelectionId, UserId};
use realdeal::people::{Person, Role};
use realdeal::storage::Storage;
use realdeal::time::Timestamp;
use realdeal::{Book, Error};
use realdeal_sqlite::{Options, SqliteStorage};

use crate::broken::Broken;
use crate::check;
use crate::error::{Fault, Found};
use crate::town::Town;

/// What is in the wallet: 71 stakes of 7.00 EUR, and 3.00 EUR that nobody can stake.
const CASH: &str = "500.00 EUR";
const STAKES: u64 = 71;
const LEFT: &str = "3.00 EUR";

/// When it is.
pub(crate) fn noon() -> Timestamp {
    Town::NOON
}

/// What was seen.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// How many stakes each process got through.
    pub taken: Vec<u64>,
    /// How often one waited for the lock longer than its busy timeout, was told to ask again, and did.
    pub asked_again: u64,
}

/// A book with a bettor who has money, and a selection to stake on.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// The bettor.
    pub bettor: UserId,
    /// Who may change prices.
    pub bookmaker: UserId,
    /// What is staked on, at 2.10.
    pub selection: SelectionId,
}

fn seated(path: &Path, seed: u64) -> Found<Book> {
    Ok(Book::with_host(SqliteStorage::open(path)?, SimulatedHost::new(seed, noon())))
}

/// Makes the book that is raced on.
///
/// Errors: the books could not be written.
pub fn table(path: &Path) -> Found<Table> {
    let mut book = seated(path, 1)?;
    let admin = book.system().create_first_admin(Person::new("Ada", "ada@example.org"))?;
    let bookmaker = book.visitor().register(Person::new("Bo", "bo@example.org"))?;
    let bettor = book.visitor().register(Person::new("Alice", "alice@example.org"))?;
    book.session(admin).change_role(bookmaker, Role::Bookmaker)?;
    book.system().confirm_deposit(bettor, CASH, "bank", "payment 1")?;
    let mut office = book.session(bookmaker);
    let league = office.create_competition("Premier League", "premier-league")?;
    let (home, away) = (office.create_team("Arsenal")?, office.create_team("Wolves")?);
    let kick_off = noon().plus(Duration::from_hours(3));
    let fixture = office.schedule_fixture(league, Fixture::match_of(home, away), kick_off)?;
    let prices = [(Outcome::Home, "2.10"), (Outcome::Draw, "3.40"), (Outcome::Away, "3.60")];
    let market = office.open_market(fixture, MarketKind::MatchResult, prices)?;
    Ok(Table { bettor, bookmaker, selection: market.selections[0] })
}

/// Lets processes race for stakes on one wallet.
///
/// Errors: a cent that was spent twice, or a stake that could be afforded and was not taken.
pub fn run(program: &Path, racers: u64, busy_millis: u64, broken: Option<Broken>) -> Found<Seen> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("book.db");
    let table = table(&path)?;
    let mut children = Vec::new();
    for seed in 0..racers {
        let mut command = Command::new(program);
        command.args(["child", "stake", "--seed", &(100 + seed).to_string()]).arg("--book").arg(&path);
        command.args(["--user", &table.bettor.to_string(), "--selection", &table.selection.to_string()]);
        command.args(["--busy", &busy_millis.to_string()]);
        if let Some(broken) = broken {
            command.args(["--broken", broken.name()]);
        }
        children.push(Racer::spawned(command)?);
    }
    for child in &mut children {
        child.line()?;
    }
    for child in &mut children {
        child.start()?;
    }
    let mut seen = Seen::default();
    for mut child in children {
        let line = child.line()?;
        let (taken, asked) =
            line.split_once(' ').ok_or_else(|| Fault::new(format!("a racer says {line}")))?;
        seen.taken.push(taken.parse()?);
        seen.asked_again += asked.trim().parse::<u64>()?;
        child.child.wait()?;
    }
    exact(&path, &table, &seen).map_err(|fault| fault.played_by("race"))?;
    Ok(seen)
}

fn exact(path: &Path, table: &Table, seen: &Seen) -> Found<()> {
    let taken: u64 = seen.taken.iter().sum();
    let mut book = seated(path, 2)?;
    let cash = book.session(table.bettor).wallet("EUR")?.cash.to_string();
    let bets = book.audit()?.bets;
    if (taken, bets, cash.as_str()) != (STAKES, STAKES, LEFT) {
        let found = format!("{taken} stakes were taken, {bets} bets are in the book, and {cash} are left");
        return Err(Fault::new(format!("{CASH} are {STAKES} stakes of 7.00 EUR: {found}")));
    }
    check::clean(&book)
}

struct Racer {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Racer {
    fn spawned(mut command: Command) -> Found<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let out = child.stdout.take().ok_or_else(|| Fault::new("the child has no output"))?;
        Ok(Self { child, out: BufReader::new(out) })
    }

    fn line(&mut self) -> Found<String> {
        let mut line = String::new();
        if self.out.read_line(&mut line)? == 0 {
            return Err(Fault::new("a child ended before it said anything"));
        }
        Ok(line)
    }

    fn start(&mut self) -> Found<()> {
        let input = self.child.stdin.as_mut().ok_or_else(|| Fault::new("the child has no input"))?;
        Ok(input.write_all(b"!")?)
    }
}

/// Another process holds the lock: who waits is told to ask again, and can as soon as that process is killed. What was kept
/// of the catalogue is not used once another process has changed it.
///
/// Errors: an answer that is none of these.
pub fn lock(program: &Path) -> Found<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("book.db");
    let table = table(&path)?;
    let options = Options { busy_timeout: Duration::from_millis(100), ..Options::default() };
    let mut waiting = SqliteStorage::open_with(&path, options)?;
    let mut command = Command::new(program);
    command.args(["child", "hold"]).arg("--book").arg(&path);
    let mut holder = Racer::spawned(command)?;
    holder.line()?;
    let error = waiting.begin().map(drop).err().ok_or_else(|| Fault::new("two processes hold the lock"))?;
    if !error.is_not_applied() || !error.is_retryable() {
        return Err(Fault::new(format!("who waits too long should ask again, and hears: {error}")));
    }
    holder.child.kill()?;
    holder.child.wait()?;
    waiting.begin().map(drop)?;
    drop(waiting);
    stale(program, &path, &table)
}

fn stale(program: &Path, path: &Path, table: &Table) -> Found<()> {
    let mut book = seated(path, 3)?;
    let stake = |book: &mut Book| -> Result<(), Error> {
        let slip = book.slip().leg(table.selection, "2.10").stake("1.00 EUR");
        book.session(table.bettor).place_bet(slip).map(drop)
    };
    stake(&mut book)?;
    let mut command = Command::new(program);
    command.args(["child", "suspend", "--seed", "200"]).arg("--book").arg(path);
    command.args(["--user", &table.bookmaker.to_string(), "--selection", &table.selection.to_string()]);
    if !command.status()?.success() {
        return Err(Fault::new("the other process could not suspend the market"));
    }
    match stake(&mut book) {
        Err(error) if error.code() == "market_closed" => Ok(()),
        other => {
            Err(Fault::new(format!("another process suspended the market, and a stake hears {other:?}")))
        }
    }
}

/// What the command line asks for.
///
/// Errors: what is no number, and what the run finds.
pub fn from_arguments(program: &Path, arguments: &crate::Arguments) -> Found<Seen> {
    lock(program)?;
    let broken = arguments.text("broken").and_then(Broken::named);
    run(program, arguments.number("racers", 8)?, arguments.number("busy", 20_000)?, broken)
}
