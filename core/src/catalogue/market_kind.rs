//! The kinds of market that the engine knows, and the line that some of them carry.
//!
//! A closed list: a new kind breaks each place that must have an answer for it. Not here: what can be
//! selected in a market (`catalogue::outcome`), and what a score makes of it (`settlement::grading`).

mod line;

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use self::line::{Line, LineError};
use super::outcome::is_name;

/// What a market asks, and with it how it is graded.
///
/// All kinds but [`MarketKind::Custom`] are graded from the score after 90 minutes with stoppage time.
///
/// ```
/// use realdeal::catalogue::market_kind::MarketKind;
///
/// let kind = MarketKind::TotalGoals { line: "2.5".parse()? };
/// assert!(kind.validate().is_ok());
/// assert!(kind.is_graded_by_score());
/// assert_eq!(kind.to_string(), "total goals 2.5");
/// # Ok::<(), realdeal::catalogue::market_kind::LineError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MarketKind {
    /// Home, draw or away: 1X2.
    MatchResult,
    /// Two of the three results of a match.
    DoubleChance,
    /// Home or away; the stake comes back on a draw.
    DrawNoBet,
    /// Whether both sides together score more or fewer goals than the line. A line that can be met gives the
    /// stake, or half of it, back.
    TotalGoals {
        /// The goals to be over or under; not below zero.
        line: Line,
    },
    /// Which side leads once the line is added to the home side's goals, for the whole match.
    AsianHandicap {
        /// The line of the home side. The away side has the opposite one.
        line: Line,
    },
    /// Whether each side scores at least once.
    BothTeamsToScore,
    /// The exact score.
    CorrectScore,
    /// Anything else: graded from outcomes that the bookmaker states, never from a score.
    Custom {
        /// What the market asks, in the bookmaker's words.
        name: String,
    },
}

impl MarketKind {
    /// Whether a market of this kind may be opened: a total's line is not below zero, a custom one has a
    /// name.
    ///
    /// Errors: `negative_total`, `bad_market_name`.
    ///
    /// ```
    /// use realdeal::catalogue::MarketKind;
    /// let below = MarketKind::TotalGoals { line: "-0.5".parse()? };
    /// assert_eq!(below.validate().unwrap_err().code(), "negative_total");
    /// # Ok::<(), realdeal::catalogue::market_kind::LineError>(())
    /// ```
    pub fn validate(&self) -> Result<(), MarketKindError> {
        match self {
            Self::TotalGoals { line } if *line < Line::ZERO => {
                Err(MarketKindError::NegativeTotal { line: *line })
            }
            Self::Custom { name } if !is_name(name) => Err(MarketKindError::BadName),
            Self::MatchResult
            | Self::DoubleChance
            | Self::DrawNoBet
            | Self::TotalGoals { .. }
            | Self::AsianHandicap { .. }
            | Self::BothTeamsToScore
            | Self::CorrectScore
            | Self::Custom { .. } => Ok(()),
        }
    }

    /// Whether recording a score grades this market. A custom one waits for its stated outcomes.
    pub const fn is_graded_by_score(&self) -> bool {
        match self {
            Self::MatchResult
            | Self::DoubleChance
            | Self::DrawNoBet
            | Self::TotalGoals { .. }
            | Self::AsianHandicap { .. }
            | Self::BothTeamsToScore
            | Self::CorrectScore => true,
            Self::Custom { .. } => false,
        }
    }
}

impl fmt::Display for MarketKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MatchResult => f.write_str("match result"),
            Self::DoubleChance => f.write_str("double chance"),
            Self::DrawNoBet => f.write_str("draw no bet"),
            Self::TotalGoals { line } => write!(f, "total goals {line}"),
            Self::AsianHandicap { line } => write!(f, "Asian handicap {line}"),
            Self::BothTeamsToScore => f.write_str("both teams to score"),
            Self::CorrectScore => f.write_str("correct score"),
            Self::Custom { name } => f.write_str(name),
        }
    }
}

/// Why no market of a kind may be opened: see [`MarketKind::validate`] for an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum MarketKindError {
    /// Nobody scores fewer goals than none.
    #[error("a total's line of {line} is below zero")]
    NegativeTotal {
        /// The line that was given.
        line: Line,
    },
    /// A custom market without a name that can be shown.
    #[error("a custom market's name has 1 to 100 bytes, no space around it and no control characters")]
    BadName,
}

impl MarketKindError {
    /// Every code that [`MarketKindError::code`] can give.
    pub const CODES: &'static [&'static str] = &["negative_total", "bad_market_name"];

    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NegativeTotal { .. } => "negative_total",
            Self::BadName => "bad_market_name",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        text.parse().unwrap()
    }

    #[test]
    fn what_may_be_opened() {
        assert_eq!(MarketKind::TotalGoals { line: line("0") }.validate(), Ok(()));
        assert_eq!(MarketKind::AsianHandicap { line: line("-1.25") }.validate(), Ok(()));
        let below = MarketKind::TotalGoals { line: line("-0.5") }.validate();
        assert_eq!(below, Err(MarketKindError::NegativeTotal { line: line("-0.5") }));
        for (name, fine) in [("First scorer", true), ("", false), (" x", false), ("a\nb", false)] {
            assert_eq!(MarketKind::Custom { name: name.to_owned() }.validate().is_ok(), fine, "{name:?}");
        }
        assert!(MarketKind::Custom { name: "x".repeat(101) }.validate().is_err());
    }

    #[test]
    fn plain_data_in_both_forms() {
        for (kind, json) in [
            (MarketKind::MatchResult, r#""match_result""#),
            (MarketKind::TotalGoals { line: line("2.5") }, r#"{"total_goals":{"line":"2.5"}}"#),
            (MarketKind::AsianHandicap { line: line("0,-0.5") }, r#"{"asian_handicap":{"line":"-0.25"}}"#),
            (MarketKind::Custom { name: "Toss".to_owned() }, r#"{"custom":{"name":"Toss"}}"#),
        ] {
            assert_eq!(serde_json::to_string(&kind).unwrap(), json);
            assert_eq!(serde_json::from_str::<MarketKind>(json).unwrap(), kind);
            assert_eq!(
                postcard::from_bytes::<MarketKind>(&postcard::to_stdvec(&kind).unwrap()).unwrap(),
                kind
            );
        }
        assert!(serde_json::from_str::<MarketKind>(r#"{"total_goals":{"line":"2.5","half":1}}"#).is_err());
        assert!(serde_json::from_str::<MarketKind>(r#"{"total_goals":{"line":"2.6"}}"#).is_err());
    }
}
