//! The command line.

use std::iter::Peekable;
use std::path::PathBuf;
use std::str::FromStr;

use realdeal::money::{Currency, Money};

/// What `--help` prints.
pub(crate) const USAGE: &str = "\
Plays a football season through the betting engine and prints what came of it.

    season_replay [FILE.csv] [OPTIONS]

FILE.csv is a season file in the format of football-data.co.uk; without one, a
built-in made-up league is played.

    --json                  print one JSON object instead of the table
    --bettors N             so many random bettors share the random bets (default 40)
    --bets-per-fixture M    so many random bets are placed before each fixture (default 5)
    --seed S                what the random bettors, the ids and the built-in league follow from (default 1)
    --stake AMOUNT          the stake of each flat-stake bet in EUR, as in 50.00 (default 100.00)
    --db FILE               keep the books in this SQLite file; if it was begun with the same arguments
                            and not finished, go on where it stopped
    --help                  print this

Exit code: 0 if the books balance at the end, 1 if they do not, 2 if the arguments or the file
could not be read, or there was nothing to play.
";

/// What the program was asked for.
#[derive(Debug)]
pub(crate) enum Request {
    /// Print how it is used.
    Help,
    /// Replay a season.
    Replay(Arguments),
}

/// How to replay a season.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Arguments {
    /// The season file; none for the built-in league.
    pub(crate) file: Option<PathBuf>,
    /// Print JSON.
    pub(crate) json: bool,
    /// How many random bettors there are.
    pub(crate) bettors: u32,
    /// How many random bets are placed before each fixture, by all random bettors together.
    pub(crate) bets_per_fixture: u32,
    /// What ids, random bets and the built-in league follow from.
    pub(crate) seed: u64,
    /// The flat stake.
    pub(crate) stake: Money,
    /// The file for the books; none for books in memory.
    pub(crate) db: Option<PathBuf>,
}

impl Default for Arguments {
    fn default() -> Self {
        let stake = Money::new(10_000, Currency::EUR);
        Self { file: None, json: false, bettors: 40, bets_per_fixture: 5, seed: 1, stake, db: None }
    }
}

/// Reads the arguments after the program's name.
pub(crate) fn read(arguments: impl Iterator<Item = String>) -> Result<Request, String> {
    let mut words = arguments.peekable();
    let mut read = Arguments::default();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--help" | "-h" => return Ok(Request::Help),
            "--json" => read.json = true,
            "--bettors" => read.bettors = number(&word, &mut words)?,
            "--bets-per-fixture" => read.bets_per_fixture = number(&word, &mut words)?,
            "--seed" => read.seed = number(&word, &mut words)?,
            "--db" => read.db = Some(value(&word, &mut words)?.into()),
            "--stake" => read.stake = stake(&value(&word, &mut words)?)?,
            option if option.starts_with('-') => {
                return Err(format!("there is no option {option}; see --help"));
            }
            _ if read.file.is_some() => return Err(format!("one season at a time: {word} is too much")),
            _ => read.file = Some(word.into()),
        }
    }
    Ok(Request::Replay(read))
}

/// The word after an option.
fn value(option: &str, words: &mut Peekable<impl Iterator<Item = String>>) -> Result<String, String> {
    words.next_if(|word| !word.starts_with("--")).ok_or_else(|| format!("{option} needs a value"))
}

fn number<T: FromStr>(option: &str, words: &mut Peekable<impl Iterator<Item = String>>) -> Result<T, String> {
    let value = value(option, words)?;
    value.parse().map_err(|_| format!("{option} needs a whole number, and {value} is none that fits"))
}

fn stake(value: &str) -> Result<Money, String> {
    let stake: Money = format!("{value} EUR").parse().map_err(|error| format!("--stake: {error}"))?;
    if stake.is_positive() { Ok(stake) } else { Err(format!("--stake: {stake} is not above zero")) }
}
