//! Which columns of a season file hold prices that belong together, and how a price is read.
//!
//! A column set is one market of each fixture: a bookmaker's 1X2 (`B365H B365D B365A`), over/under 2.5 (`B365>2.5
//! B365<2.5`) or Asian handicap (`B365AHH B365AHA`, on the line in `AHh`). The sets are found in the header, whoever the
//! bookmaker is. Left out are sets that are nobody's own offer (`Max` and `Avg` over all bookmakers) and closing prices
//! (`B365CH`), which are the same bookmaker's later prices of a market that is there already.

use realdeal::catalogue::{Line, MarketKind, Outcome};
use realdeal::odds::{Odds, OddsError};

/// Prefixes of columns that sum up other columns.
const SUMMARIES: [&str; 6] = ["Max", "Avg", "MaxC", "AvgC", "BbMx", "BbAv"];

/// A market that a fixture can be offered with: its question, and its outcomes with their prices.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Offer {
    pub(crate) kind: MarketKind,
    pub(crate) prices: Vec<(Outcome, Odds)>,
}

/// The three kinds of column set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    MatchResult,
    TotalGoals,
    AsianHandicap,
}

impl Family {
    const ALL: [Self; 3] = [Self::MatchResult, Self::TotalGoals, Self::AsianHandicap];

    /// For each outcome: the end of its column's name, and of its strategy's.
    fn outcomes(self) -> &'static [(Outcome, &'static str, &'static str)] {
        match self {
            Self::MatchResult => &[
                (Outcome::Home, "H", " 1X2 H"),
                (Outcome::Draw, "D", " 1X2 D"),
                (Outcome::Away, "A", " 1X2 A"),
            ],
            Self::TotalGoals => &[(Outcome::Over, ">2.5", ">2.5"), (Outcome::Under, "<2.5", "<2.5")],
            Self::AsianHandicap => &[(Outcome::Home, "AHH", " AH home"), (Outcome::Away, "AHA", " AH away")],
        }
    }
}

/// The prices of one bookmaker for one kind of market.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ColumnSet {
    bookmaker: String,
    family: Family,
    /// The place of each outcome's price, in the order of [`Family::outcomes`].
    prices: Vec<usize>,
    /// The place of the handicap's line.
    line: Option<usize>,
}

/// The place of a column.
pub(crate) fn place(header: &[String], name: &str) -> Option<usize> {
    header.iter().position(|column| column == name)
}

/// Every column set of a file, family by family in the order of the columns.
pub(crate) fn find_sets(header: &[String]) -> Vec<ColumnSet> {
    Family::ALL.into_iter().flat_map(|family| sets_of(family, header)).collect()
}

fn sets_of(family: Family, header: &[String]) -> Vec<ColumnSet> {
    let Some((_, first, _)) = family.outcomes().first() else { return Vec::new() };
    let bookmakers = header.iter().filter_map(|column| column.strip_suffix(first));
    let sets = bookmakers.filter_map(|bookmaker| set_of(family, bookmaker, header));
    let sets: Vec<ColumnSet> = sets.collect();
    let is_closing = |set: &ColumnSet| {
        let opening = set.bookmaker.strip_suffix('C');
        opening.is_some_and(|opening| sets.iter().any(|other| other.bookmaker == opening))
    };
    let kept = sets.iter().filter(|set| !is_closing(set) && !SUMMARIES.contains(&set.bookmaker.as_str()));
    kept.cloned().collect()
}

/// The set of one bookmaker, if all of its columns are there.
fn set_of(family: Family, bookmaker: &str, header: &[String]) -> Option<ColumnSet> {
    let column = |suffix: &str| place(header, &format!("{bookmaker}{suffix}"));
    let prices = family.outcomes().iter().map(|(_, suffix, _)| column(suffix)).collect::<Option<_>>()?;
    let line = match family {
        Family::MatchResult | Family::TotalGoals => None,
        // Older files have a line of each bookmaker's own.
        Family::AsianHandicap => Some(place(header, "AHh").or_else(|| column("AH"))?),
    };
    let named = !bookmaker.is_empty();
    named.then(|| ColumnSet { bookmaker: bookmaker.to_owned(), family, prices, line })
}

impl ColumnSet {
    /// What it is called to back each outcome, in the order of an offer's prices.
    pub(crate) fn strategies(&self) -> impl Iterator<Item = String> {
        self.family.outcomes().iter().map(|(_, _, suffix)| format!("{}{suffix}", self.bookmaker))
    }

    /// The market that a row has prices for; none unless it has all of them. What can't be read counts as missing, and
    /// is remarked on.
    pub(crate) fn offer(&self, cells: &[String], remark: &mut impl FnMut(String)) -> Option<Offer> {
        let cell = |place: usize| cells.get(place).map_or("", String::as_str);
        let mut prices = Vec::new();
        for (&place, (outcome, suffix, _)) in self.prices.iter().zip(self.family.outcomes()) {
            let text = cell(place);
            match read_price(text) {
                Ok(odds) => prices.extend(odds.map(|odds| (outcome.clone(), odds))),
                Err(error) => remark(format!("{}{suffix} is no price: {error}", self.bookmaker)),
            }
        }
        if prices.len() < self.prices.len() {
            return None;
        }
        let kind = match self.family {
            Family::MatchResult => MarketKind::MatchResult,
            Family::TotalGoals => MarketKind::TotalGoals { line: Line::from_quarters(10).ok()? },
            Family::AsianHandicap => MarketKind::AsianHandicap { line: read_line(cell(self.line?), remark)? },
        };
        Some(Offer { kind, prices })
    }
}

fn read_line(text: &str, remark: &mut impl FnMut(String)) -> Option<Line> {
    match text.parse() {
        Ok(line) => Some(line),
        Err(error) => {
            if !text.is_empty() {
                remark(format!("the handicap \"{text}\" is no line: {error}"));
            }
            None
        }
    }
}

/// A decimal price; none if it is empty, 0 or not above 1.
fn read_price(text: &str) -> Result<Option<Odds>, OddsError> {
    if text.is_empty() {
        return Ok(None);
    }
    // The engine reads fractional and American odds, too; in a file of decimal odds they are a slip of the pen.
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return Err(OddsError::BadOdds { text: text.to_owned() });
    }
    match text.parse() {
        Ok(odds) => Ok(Some(odds)),
        Err(OddsError::OddsTooShort { .. }) => Ok(None),
        Err(OddsError::OddsTooFine { .. }) => match rounded(text) {
            Some(Err(OddsError::OddsTooShort { .. })) => Ok(None),
            Some(odds) => odds.map(Some),
            None => Err(OddsError::BadOdds { text: text.to_owned() }),
        },
        Err(error) => Err(error),
    }
}

/// Some files went through a spreadsheet's binary numbers and say 1.9299999999999999 where 1.93 was meant: to six places,
/// which is what the engine quotes at most, that is what they say.
fn rounded(text: &str) -> Option<Result<Odds, OddsError>> {
    const SCALE: u64 = 1_000_000;
    let (whole, part) = text.split_once('.')?;
    let (kept, rest) = part.split_at_checked(6)?;
    let up = u64::from(rest.starts_with(['5', '6', '7', '8', '9']));
    let part = kept.parse::<u64>().ok()? + up;
    let numerator = whole.parse::<u64>().ok()?.checked_mul(SCALE)?.checked_add(part)?;
    Some(Odds::new(numerator, SCALE))
}
