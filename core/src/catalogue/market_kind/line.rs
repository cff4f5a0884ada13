//! The line of a handicap or of a total, exact to the quarter goal.
//!
//! Not here: what a line does to a stake (`settlement::grading`).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

/// The furthest a line may lie from zero, in quarters of a goal: 100 goals.
const MOST_QUARTERS: i32 = 400;

/// A line in quarters of a goal, between -100 and 100 goals.
///
/// It is written as a decimal, or in the split notation that names both halves of the stake: `0,-0.5` and
/// `0/-0.5` are `-0.25` (docs/rules.md, section 6). Negative zero is zero. Formats for people carry the text,
/// binary ones the quarters.
///
/// ```
/// use realdeal::catalogue::market_kind::Line;
///
/// let line: Line = "-0.25".parse()?;
/// assert_eq!(line, "0,-0.5".parse()?);
/// assert_eq!(line.quarters(), -1);
/// assert_eq!(line.opposite().to_string(), "0.25");
/// # Ok::<(), realdeal::catalogue::market_kind::LineError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line(i32);

impl Line {
    /// The line at zero: a handicap that leaves the score as it is.
    pub const ZERO: Self = Self(0);

    /// A line from quarters of a goal: 10 is 2.5 goals.
    ///
    /// Error: `line_out_of_bounds`, beyond 100 goals either way.
    ///
    /// ```
    /// use realdeal::catalogue::Line;
    /// assert_eq!(Line::from_quarters(-3)?.to_string(), "-0.75");
    /// # Ok::<(), realdeal::catalogue::market_kind::LineError>(())
    /// ```
    pub const fn from_quarters(quarters: i32) -> Result<Self, LineError> {
        if quarters < -MOST_QUARTERS || quarters > MOST_QUARTERS {
            Err(LineError::OutOfBounds)
        } else {
            Ok(Self(quarters))
        }
    }

    /// The line in quarters of a goal.
    pub const fn quarters(self) -> i32 {
        self.0
    }

    /// The line as the other side has it: home -0.5 is away +0.5.
    #[must_use]
    pub const fn opposite(self) -> Self {
        Self(-self.0)
    }
}

impl fmt::Display for Line {
    /// The decimal form, without a plus sign and without trailing zeros: `2.5`, `-0.25`, `0`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let quarters = self.0.unsigned_abs();
        let fraction = match quarters % 4 {
            1 => ".25",
            2 => ".5",
            3 => ".75",
            _ => "",
        };
        write!(f, "{sign}{}{fraction}", quarters / 4)
    }
}

impl FromStr for Line {
    type Err = LineError;

    fn from_str(text: &str) -> Result<Self, LineError> {
        match text.split_once([',', '/']) {
            Some((first, second)) => read_split(first.trim(), second.trim()),
            None => Self::from_quarters(read_decimal(text.trim())?),
        }
    }
}

/// Both halves of the stake are on a whole or half line, and those are neighbours; the quarter line lies
/// between.
fn read_split(first: &str, second: &str) -> Result<Line, LineError> {
    let (low, high) = (read_decimal(first)?, read_decimal(second)?);
    if low % 2 != 0 || high % 2 != 0 || (low - high).abs() != 2 {
        return Err(LineError::NotNeighbours);
    }
    // Some houses write the sign once: their `-0/0.5` is -0.25, while sign by sign it would be +0.25. Money
    // hangs on the answer, so it is refused; `0/0.5` and `0/-0.5` say what they mean.
    if low == 0 && first.starts_with('-') && high > 0 && !second.starts_with('+') {
        return Err(LineError::AmbiguousSign);
    }
    Line::from_quarters(i32::midpoint(low, high))
}

/// Reads `[+-]digits[.digits]` into quarters, exactly.
fn read_decimal(text: &str) -> Result<i32, LineError> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return Err(LineError::Malformed),
        None => (digits, ""),
    };
    if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return Err(LineError::Malformed);
    }
    let goals: i32 = whole.parse().map_err(|_| LineError::OutOfBounds)?;
    let quarters = match fraction.trim_end_matches('0') {
        "" => 0,
        "25" => 1,
        "5" => 2,
        "75" => 3,
        _ => return Err(LineError::NotAQuarter),
    };
    // So that the product can't overflow. 100.75 still gets through, for `Line::from_quarters` to refuse.
    if goals > MOST_QUARTERS / 4 {
        return Err(LineError::OutOfBounds);
    }
    let size = goals * 4 + quarters;
    Ok(if negative { -size } else { size })
}

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i32(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let line = if deserializer.is_human_readable() {
            String::deserialize(deserializer)?.parse()
        } else {
            Self::from_quarters(i32::deserialize(deserializer)?)
        };
        line.map_err(de::Error::custom)
    }
}

/// Why a text or a number is no line.
///
/// ```
/// use realdeal::catalogue::Line;
/// assert_eq!("0.3".parse::<Line>().unwrap_err().code(), "line_not_a_quarter");
/// assert_eq!("-0/0.5".parse::<Line>().unwrap_err().code(), "line_sign_ambiguous");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum LineError {
    /// The text is no number and no pair of numbers.
    #[error("a line is written like 2.5, -0.25 or 0,-0.5")]
    Malformed,
    /// The number lies between two quarters.
    #[error("a line is a multiple of 0.25")]
    NotAQuarter,
    /// The two halves of a split line are no whole and half line side by side.
    #[error("the halves of a split line are multiples of 0.5 and differ by 0.5")]
    NotNeighbours,
    /// A split line such as `-0/0.5`, which houses read with either sign.
    #[error("a split line that starts with -0 needs a sign on its second half")]
    AmbiguousSign,
    /// The line lies further from zero than any is offered.
    #[error("a line lies between -100 and 100")]
    OutOfBounds,
}

impl LineError {
    /// Every code that [`LineError::code`] can give.
    pub const CODES: &'static [&'static str] = &[
        "bad_line",
        "line_not_a_quarter",
        "line_not_neighbours",
        "line_sign_ambiguous",
        "line_out_of_bounds",
    ];

    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "bad_line",
            Self::NotAQuarter => "line_not_a_quarter",
            Self::NotNeighbours => "line_not_neighbours",
            Self::AmbiguousSign => "line_sign_ambiguous",
            Self::OutOfBounds => "line_out_of_bounds",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_and_written() {
        for (text, quarters, written) in [
            ("2.5", 10, "2.5"),
            ("2.50", 10, "2.5"),
            ("-0.25", -1, "-0.25"),
            ("+1", 4, "1"),
            ("-3.75", -15, "-3.75"),
            ("0", 0, "0"),
            ("-0", 0, "0"),
            ("-0.0", 0, "0"),
            ("0,-0.5", -1, "-0.25"),
            ("0/-0.5", -1, "-0.25"),
            ("-0, -0.5", -1, "-0.25"),
            ("-0,+0.5", 1, "0.25"),
            ("0/0.5", 1, "0.25"),
            ("-1.5,-1", -5, "-1.25"),
            ("2.5/3", 11, "2.75"),
            ("100", 400, "100"),
            ("-100", -400, "-100"),
        ] {
            let line: Line = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!((line.quarters(), line.to_string().as_str()), (quarters, written), "{text}");
        }
    }

    #[test]
    fn refused() {
        for (text, error) in [
            ("", LineError::Malformed),
            ("-", LineError::Malformed),
            (".5", LineError::Malformed),
            ("1.", LineError::Malformed),
            ("+-1", LineError::Malformed),
            ("1e2", LineError::Malformed),
            ("0,", LineError::Malformed),
            ("0,0.5,1", LineError::Malformed),
            ("0.3", LineError::NotAQuarter),
            ("0.125", LineError::NotAQuarter),
            ("0,1", LineError::NotNeighbours),
            ("0,0", LineError::NotNeighbours),
            ("0.25,0.75", LineError::NotNeighbours),
            ("-0/0.5", LineError::AmbiguousSign),
            ("100.25", LineError::OutOfBounds),
            ("-101", LineError::OutOfBounds),
            ("100,100.5", LineError::OutOfBounds),
            ("99999999999", LineError::OutOfBounds),
        ] {
            assert_eq!(text.parse::<Line>(), Err(error), "{text:?}");
        }
    }

    #[test]
    fn every_line_survives_each_form() {
        for quarters in -MOST_QUARTERS..=MOST_QUARTERS {
            let line = Line::from_quarters(quarters).unwrap();
            assert_eq!(line.to_string().parse(), Ok(line));
            let json = serde_json::to_string(&line).unwrap();
            assert_eq!(json, format!("\"{line}\""));
            assert_eq!(serde_json::from_str::<Line>(&json).unwrap(), line);
            assert_eq!(postcard::from_bytes::<Line>(&postcard::to_stdvec(&line).unwrap()).unwrap(), line);
        }
        assert!(postcard::from_bytes::<Line>(&postcard::to_stdvec(&401_i32).unwrap()).is_err());
    }
}
