//! Settlement exactly once: a settler ends before each of the changes of a file that its work needs, and the work is done
//! again, by one or by two at once. The books come out as if nothing had happened.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use realdeal::catalogue::Score;
use realdeal::command::{self, Actor, Body, CorrectScore, SettlePage};
use realdeal::id::CommandId;
use realdeal::memory::Memory;
use realdeal::{Book, Made};

use crate::broken::Broken;
use crate::check;
use crate::child::write_slices;
use crate::dice::Dice;
use crate::error::{Fault, Found};
use crate::script::{Script, book};

/// How many commands are drawn, of which the last final score begins the work.
const COMMANDS: usize = 220;
/// How many bets a page grades.
const PAGE: u32 = 4;

/// Settlements that are cut off.
#[derive(Debug, Clone)]
pub struct Cut {
    /// The program of this crate, which is its own child.
    pub program: PathBuf,
    /// The bets follow from it.
    pub seed: u64,
    /// Before every so-manieth change of a file the settler ends.
    pub step: u64,
    /// What is broken on purpose.
    pub broken: Option<Broken>,
}

/// What was seen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    /// How many bets were to be graded, each twice: the result is corrected.
    pub bets: u64,
    /// How many changes of a file the work takes.
    pub changes: u64,
    /// How many settlers ended in the middle of it.
    pub ended: u64,
    /// How often a second one was at work meanwhile.
    pub beside: u64,
}

/// What is to be settled: the books before it, and the work.
struct Work {
    script: Script,
    /// How many commands lie before it.
    before: usize,
    bets: u64,
}

/// Cuts settlements off, and looks at what comes of them.
///
/// Errors: the first promise that was not kept.
pub fn run(cut: &Cut) -> Found<Seen> {
    let work = Work::draw(cut.seed)?;
    let home = check::scratch()?;
    let (base, slices) = (home.path().join("base.db"), home.path().join("slices.json"));
    let mut prepared = check::opened(&base)?;
    check::carried_out(&mut prepared, &work.script, 0, &work.script.commands[..work.before])?;
    drop(prepared);
    write_slices(&slices, &work.script, work.before)?;
    let mut seen = Seen { bets: work.bets, ..Seen::default() };
    let line = format!("settlement --seed {} --step {}", cut.seed, cut.step);
    // The first one is let alone, and says how many changes there are.
    let whole = fresh(&base, home.path(), 0)?;
    seen.changes = counted(settler(cut, &whole, &slices, 0)?)?;
    work.check(&whole).map_err(|fault| fault.at("nobody was cut off"))?;
    let mut turn = 1;
    while turn <= seen.changes {
        let path = fresh(&base, home.path(), turn)?;
        one(cut, &work, &path, &slices, turn, &mut seen)
            .map_err(|fault| fault.at(format!("cut off before change {turn}")).played_by(&line))?;
        turn += cut.step.max(1);
    }
    Ok(seen)
}

fn one(cut: &Cut, work: &Work, path: &Path, slices: &Path, turn: u64, seen: &mut Seen) -> Found<()> {
    let mut first = settler(cut, path, slices, turn)?;
    // Now and then somebody else is at it at the same time.
    let beside = turn % 4 == 1 && cut.broken.is_none();
    let second = if beside { Some(settler(cut, path, slices, 0)?) } else { None };
    let ended = !first.wait()?.success();
    seen.ended += u64::from(ended);
    if let Some(second) = second {
        counted(second)?;
        seen.beside += 1;
    }
    // And once more, from the first command on, as somebody does who knows nothing of the one before.
    let again = settler(&Cut { broken: None, ..cut.clone() }, path, slices, 0)?;
    counted(again)?;
    work.check(path)
}

fn settler(cut: &Cut, path: &Path, slices: &Path, abort: u64) -> Found<Child> {
    let mut command = Command::new(&cut.program);
    command.args(["child", "settle"]).arg("--book").arg(path).arg("--slices").arg(slices);
    command.args(["--abort", &abort.to_string()]);
    if let Some(broken) = cut.broken {
        command.args(["--broken", broken.name()]);
    }
    Ok(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?)
}

/// Waits for a settler that must come to the end, and hears how many changes it took.
fn counted(settler: Child) -> Found<u64> {
    let output = settler.wait_with_output()?;
    if !output.status.success() {
        return Err(Fault::new(format!("a settler failed: {}", String::from_utf8_lossy(&output.stderr))));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse()?)
}

fn fresh(base: &Path, home: &Path, turn: u64) -> Found<PathBuf> {
    let path = home.join(format!("book-{turn}.db"));
    std::fs::copy(base, &path)?;
    Ok(path)
}

impl Work {
    fn draw(seed: u64) -> Found<Self> {
        let mut script = Script::draw(seed, COMMANDS)?;
        let is_score = |command: &command::Command| matches!(command.body, Body::RecordScore(_));
        let before = script
            .commands
            .iter()
            .rposition(is_score)
            .ok_or_else(|| Fault::new("no fixture of the script is over"))?;
        let score = script.commands[before].clone();
        script.commands.truncate(before);
        script.made.truncate(before);
        script.hashes.truncate(before + 1);
        let mut memory = book(Memory::new());
        check::carried_out(&mut memory, &script, 0, &script.commands)?;
        let mut work = Self { script, before, bets: 0 };
        work.fill(&mut memory, score, &mut Dice::new(seed))?;
        work.script.ends = (0..=work.script.commands.len()).collect();
        Ok(work)
    }

    /// A score, its pages, another score, and its pages.
    fn fill(&mut self, memory: &mut Book, score: command::Command, dice: &mut Dice) -> Found<()> {
        let Body::RecordScore(body) = &score.body else { return Err(Fault::new("that is no score")) };
        let (fixture, at, actor) = (body.fixture, score.at, score.actor);
        let corrected = CorrectScore { fixture, score: Score::full_time(5, 5) };
        let id = CommandId::from_parts(at, 1, dice.draw());
        let correction = command::Command::new(id, actor, at, corrected).because("the referee's report");
        for result in [score, correction] {
            self.add(memory, result)?;
            for market in memory.markets_of(fixture)? {
                loop {
                    let id = CommandId::from_parts(at, 2, dice.draw());
                    let page = SettlePage { market, limit: PAGE };
                    let page = command::Command::new(id, Actor::System, at, page);
                    let Made::Page { graded, left } = self.add(memory, page)? else { break };
                    self.bets += u64::from(graded);
                    if left == 0 {
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, memory: &mut Book, command: command::Command) -> Found<Made> {
        let made = memory.execute_one(&command)?.made;
        self.script.commands.push(command);
        self.script.made.push(made.clone());
        self.script.hashes.push(memory.state_hash()?);
        Ok(made)
    }

    fn check(&self, path: &Path) -> Found<()> {
        let all = self.script.commands.len();
        check::prefix(path, &self.script, all, all).map(drop)
    }
}

/// Two settlers at once who know nothing of each other: each sends pages with ids of its own until nothing is left. Every bet
/// is paid once.
///
/// Errors: what was paid twice, or not.
pub fn strangers(seed: u64) -> Found<()> {
    let work = Work::draw(seed)?;
    let home = check::scratch()?;
    let path = home.path().join("book.db");
    let mut prepared = check::opened(&path)?;
    let (before, score) = (work.before, &work.script.commands[work.before]);
    check::carried_out(&mut prepared, &work.script, 0, &work.script.commands[..before])?;
    prepared.execute_one(score)?;
    let mut alone = book(Memory::new());
    alone.execute(&work.script.commands[..=before]);
    let Body::RecordScore(body) = &score.body else { return Err(Fault::new("that is no score")) };
    let markets = prepared.markets_of(body.fixture)?;
    let graded: u64 = std::thread::scope(|scope| {
        let settlers: Vec<_> = [3, 4]
            .map(|number| {
                let (path, markets, at) = (&path, &markets, score.at);
                scope.spawn(move || pages(&mut check::opened(path)?, markets, at, number))
            })
            .into();
        let ended = settlers
            .into_iter()
            .map(|settler| settler.join().unwrap_or_else(|_| Err(Fault::new("a settler panicked"))));
        ended.sum::<Found<u64>>()
    })?;
    let expected = pages(&mut alone, &markets, score.at, 5)?;
    if graded != expected {
        return Err(Fault::new(format!("{expected} bets were to be graded, and {graded} were")));
    }
    if money(&check::opened(&path)?)? != money(&alone)? {
        return Err(Fault::new("two settlers leave other balances than one"));
    }
    check::clean(&check::opened(&path)?)
}

/// Settles until nothing is left, and gives how many bets it graded.
fn pages(
    book: &mut Book,
    markets: &[realdeal::id::MarketId],
    at: realdeal::time::Timestamp,
    number: u16,
) -> Found<u64> {
    let mut dice = Dice::new(number.into());
    let mut all = 0;
    for &market in markets {
        loop {
            let id = CommandId::from_parts(at, number, dice.draw());
            let page = command::Command::new(id, Actor::System, at, SettlePage { market, limit: 2 });
            let Made::Page { graded, left } = book.execute_one(&page)?.made else { break };
            all += u64::from(graded);
            if left == 0 {
                break;
            }
            std::thread::sleep(Duration::from_micros(200));
        }
    }
    Ok(all)
}

/// What everybody has, and what became of the bets, in words.
fn money(book: &Book) -> Found<Vec<String>> {
    use realdeal::storage::{BetFilter, Page, UserFilter};
    let mut lines = vec![format!("{:?}", book.house_balances()?)];
    for user in book.users(UserFilter::default(), Page::first(1_000))? {
        for bet in book.bets(BetFilter::from(user.id), Page::first(10_000))? {
            lines.push(format!("{} {:?} {:?}", bet.id, bet.status, bet.returned()));
        }
    }
    lines.push(format!("{:?}", book.audit()?.totals));
    Ok(lines)
}

/// What the command line asks for.
///
/// Errors: what is no number, and what the run finds.
pub fn from_arguments(program: PathBuf, arguments: &crate::Arguments) -> Found<Seen> {
    let (seed, step) = (arguments.number("seed", 1)?, arguments.number("step", 1)?);
    let broken = arguments.text("broken").and_then(Broken::named);
    strangers(seed)?;
    run(&Cut { program, seed, step, broken })
}
