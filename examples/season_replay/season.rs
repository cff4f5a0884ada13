//! A season file in the CSV format of football-data.co.uk, as rows that can be played.
//!
//! Columns are found by their names, in any order. What the format has grown over thirty years is taken as it comes: a
//! byte order mark, Latin-1 text, empty rows and columns at the end. A row that can't be played is refused with its line
//! and the reason, and the rest plays.

use csv::{ByteRecord, ReaderBuilder, Trim};
use realdeal::catalogue::{Score, checked_name, folded};
use realdeal::time::Timestamp;

use super::columns::{ColumnSet, Offer, find_sets, place};
use super::uk_time;

/// Something about a line of the file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Remark {
    pub(crate) line: u64,
    pub(crate) text: String,
}

/// How a fixture ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Ending {
    /// With a score.
    Played(Score),
    /// It was started and not finished.
    Abandoned,
    /// The file does not know yet: it is scheduled and priced, and nobody bets on it.
    Unplayed,
}

/// One fixture of the file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) line: u64,
    pub(crate) kick_off: Timestamp,
    pub(crate) home: String,
    pub(crate) away: String,
    pub(crate) ending: Ending,
    /// For each column set of the season, the market that the row has all prices for.
    pub(crate) offers: Vec<Option<Offer>>,
}

/// A season: its fixtures in the order of their kick-offs, and what was wrong with the file.
#[derive(Debug, Default)]
pub(crate) struct Season {
    pub(crate) name: String,
    pub(crate) sets: Vec<ColumnSet>,
    pub(crate) rows: Vec<Row>,
    /// How many rows there are that are not empty.
    pub(crate) read: usize,
    pub(crate) refused: Vec<Remark>,
    /// What was left out of rows that are played.
    pub(crate) notes: Vec<Remark>,
}

/// Where the columns stand that every row is read from.
struct Header {
    date: usize,
    time: Option<usize>,
    home: usize,
    away: usize,
    home_goals: usize,
    away_goals: usize,
    half_time: Option<(usize, usize)>,
    result: Option<usize>,
}

impl Season {
    /// Reads a file. Only a file that has no columns to read fixtures from is an error.
    pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Self, String> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut reader = ReaderBuilder::new().flexible(true).trim(Trim::None).from_reader(bytes);
        let columns = cells(reader.byte_headers().map_err(|error| error.to_string())?);
        let header = Header::find(&columns)?;
        let mut season = Self { name: name.to_owned(), sets: find_sets(&columns), ..Self::default() };
        for record in reader.byte_records() {
            let record = record.map_err(|error| error.to_string())?;
            season.take(&header, line_of(&record, bytes), &cells(&record));
        }
        season.rows.sort_by_key(|row| (row.kick_off, row.line));
        Ok(season)
    }

    fn take(&mut self, header: &Header, line: u64, cells: &[String]) {
        if cells.iter().all(String::is_empty) {
            return;
        }
        self.read += 1;
        let notes = &mut self.notes;
        let mut note = |text| notes.push(Remark { line, text });
        match header.fixture(line, cells, &mut note) {
            Ok(mut row) => {
                row.offers = self.sets.iter().map(|set| set.offer(cells, &mut note)).collect();
                self.rows.push(row);
            }
            Err(text) => self.refused.push(Remark { line, text }),
        }
    }

    /// How many fixtures end like this.
    pub(crate) fn count(&self, like: impl Fn(&Ending) -> bool) -> usize {
        self.rows.iter().filter(|row| like(&row.ending)).count()
    }

    /// How many fixtures are played to the end.
    pub(crate) fn played(&self) -> usize {
        self.count(|ending| matches!(ending, Ending::Played(_)))
    }

    /// How many fixtures are abandoned.
    pub(crate) fn abandoned(&self) -> usize {
        self.count(|ending| *ending == Ending::Abandoned)
    }
}

/// The fields of a record as trimmed text: UTF-8, else Latin-1, in which every byte is the character of its number.
fn cells(record: &ByteRecord) -> Vec<String> {
    let text = |bytes: &[u8]| match std::str::from_utf8(bytes) {
        Ok(text) => text.trim().to_owned(),
        Err(_) => bytes.iter().map(|&byte| char::from(byte)).collect::<String>().trim().to_owned(),
    };
    record.iter().map(text).collect()
}

/// The line on which a record begins. The reader's own count is of where it began to look for it, which is before any
/// blank lines.
fn line_of(record: &ByteRecord, bytes: &[u8]) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = bytes.get(start..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + blank.filter(|&&byte| byte == b'\n').count() as u64
}

impl Header {
    fn find(columns: &[String]) -> Result<Self, String> {
        // The files of smaller leagues have the second name of each pair.
        let any = |names: &[&str]| names.iter().find_map(|name| place(columns, name));
        let needed = |names: &[&str]| any(names).ok_or_else(|| format!("there is no column {}", names[0]));
        Ok(Self {
            date: needed(&["Date"])?,
            time: any(&["Time"]),
            home: needed(&["HomeTeam", "Home"])?,
            away: needed(&["AwayTeam", "Away"])?,
            home_goals: needed(&["FTHG", "HG"])?,
            away_goals: needed(&["FTAG", "AG"])?,
            half_time: any(&["HTHG"]).zip(any(&["HTAG"])),
            result: any(&["FTR", "Res"]),
        })
    }

    /// The fixture of a row, without its prices, or why it can't be played.
    fn fixture(&self, line: u64, cells: &[String], note: &mut impl FnMut(String)) -> Result<Row, String> {
        let cell = |place: usize| cells.get(place).map_or("", String::as_str);
        let time = self.time.map_or("", cell);
        let kick_off = uk_time::kick_off(cell(self.date), time)?;
        let (home, away) = (team(cell(self.home), "home")?, team(cell(self.away), "away")?);
        if folded(&home) == folded(&away) {
            return Err(format!("{home} can't play against itself"));
        }
        let ending = self.ending(&cell, note)?;
        Ok(Row { line, kick_off, home, away, ending, offers: Vec::new() })
    }

    fn ending<'a>(
        &self,
        cell: &impl Fn(usize) -> &'a str,
        note: &mut impl FnMut(String),
    ) -> Result<Ending, String> {
        let result = self.result.map_or("", cell);
        if result == "R" {
            return Ok(Ending::Abandoned);
        }
        let (home, away) = (cell(self.home_goals), cell(self.away_goals));
        if home.is_empty() && away.is_empty() {
            return Ok(Ending::Unplayed);
        }
        let score = read_score(home, away)?;
        let letter = match score.full_time.margin() {
            1.. => "H",
            0 => "D",
            _ => "A",
        };
        if !result.is_empty() && result != letter {
            note(format!("the result {result} does not fit the score {score}, which counts"));
        }
        Ok(Ending::Played(self.with_half_time(score, cell, note)))
    }

    /// Half time decides nothing here, so a score that does not fit is left out and the row is played.
    fn with_half_time<'a>(
        &self,
        score: Score,
        cell: &impl Fn(usize) -> &'a str,
        note: &mut impl FnMut(String),
    ) -> Score {
        let Some((home, away)) = self.half_time.map(|(home, away)| (cell(home), cell(away))) else {
            return score;
        };
        if home.is_empty() && away.is_empty() {
            return score;
        }
        let whole = read_score(home, away).and_then(|half| {
            let whole = score.with_half_time(half.full_time.home, half.full_time.away);
            whole.validate().map(|()| whole).map_err(|error| error.to_string())
        });
        whole.unwrap_or_else(|error| {
            note(format!("the score at half time is left out: {error}"));
            score
        })
    }
}

fn team(name: &str, side: &str) -> Result<String, String> {
    if name.is_empty() {
        return Err(format!("there is no {side} team"));
    }
    checked_name(name).map_err(|error| format!("the {side} team: {error}"))
}

fn read_score(home: &str, away: &str) -> Result<Score, String> {
    format!("{home}-{away}").parse().map_err(|error| format!("\"{home}-{away}\": {error}"))
}
