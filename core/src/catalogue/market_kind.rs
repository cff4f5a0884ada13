//! The kinds of market that the engine knows, and the line that some of them carry.
//!
//! A closed list: a new kind breaks each place that must have an answer for it. Not here: what can be
//! selected in a market (`catalogue::outcome`), and what a score makes of it (`settlement::grading`).

mod error;
mod line;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use self::error::MarketKindError;
pub use self::line::{Line, LineError};
use super::outcome::is_name;
use super::side::{Period, Side};

/// The largest margin that a winning margin market tells apart: above it, all are one answer.
pub const MOST_MARGIN: u16 = 20;
/// The most sets that a match may be played to: best of 35, as in a final of snooker.
pub const MOST_BEST_OF: u16 = 35;
/// The most places that a race may pay.
pub const MOST_PLACES: u16 = 20;

/// What a market asks, and with it how it is graded.
///
/// Kinds of a match are graded from its score after 90 minutes with stoppage time, or in sets; those of a race from the
/// finishing positions; and [`MarketKind::Custom`] from stated outcomes.
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
    /// Which side leads once the line is added to the home side's goals. In play, only the goals after the bet count.
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
    /// A question about one half alone, counted from nil: [`MarketKind::in_period`] makes one.
    InPeriod {
        /// The half.
        period: Period,
        /// The question; one that goals answer.
        kind: Box<MarketKind>,
    },
    /// Whether one side scores more or fewer goals than the line.
    TeamTotal {
        /// The side whose goals count.
        side: Side,
        /// The goals to be over or under; not below zero.
        line: Line,
    },
    /// Whether both sides together score an odd or an even number of goals; none is even.
    OddEven,
    /// By how many goals which side wins, or what kind of draw it is.
    WinningMargin {
        /// The margin from which on all are one answer: with 4, a side wins by 1, 2, 3, or by 4 or more.
        top: u16,
    },
    /// Who leads at half time, and who at full time.
    HalfTimeFullTime,
    /// The result of the match and whether its goals are over or under the line, in one.
    ResultAndTotal {
        /// The goals to be over or under: a half line, so that it can't be met.
        line: Line,
    },
    /// Home, draw or away once the line is added to the home side's goals: the draw is an answer, not a refund.
    EuropeanHandicap {
        /// The line of the home side, in whole goals.
        line: Line,
    },
    /// Which side wins a match that can't end level, such as one in sets. If it does all the same, it is void.
    MatchBetting,
    /// The exact number of sets that each side wins.
    SetBetting {
        /// The most sets that can be played: 3 or 5 in tennis. An odd number.
        best_of: u16,
    },
    /// Which runner wins a race.
    RaceWinner,
    /// Whether a runner is among the first of a race.
    Placed {
        /// How many places count.
        places: u16,
    },
}

/// What a market needs to be graded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GradedBy {
    Score,
    Positions,
    Outcomes,
}

impl MarketKind {
    /// The same question about one half alone.
    ///
    /// ```
    /// use realdeal::catalogue::{MarketKind, Period};
    /// let kind = MarketKind::MatchResult.in_period(Period::FirstHalf);
    /// assert_eq!(kind.to_string(), "match result, first half");
    /// assert!(MarketKind::HalfTimeFullTime.in_period(Period::SecondHalf).validate().is_err());
    /// ```
    #[must_use]
    pub fn in_period(self, period: Period) -> Self {
        Self::InPeriod { period, kind: Box::new(self) }
    }

    /// The half that the market is about, if it is not about the whole match.
    pub const fn period(&self) -> Option<Period> {
        if let Self::InPeriod { period, .. } = self { Some(*period) } else { None }
    }

    /// The question without its period.
    pub fn question(&self) -> &Self {
        if let Self::InPeriod { kind, .. } = self { kind } else { self }
    }

    /// Whether a market of this kind may be opened: a line, a margin and a number of sets or places are such as can
    /// be met, a custom market has a name, and a question about a half is one that goals of a half answer.
    ///
    /// Errors: `negative_total`, `bad_market_name`, `kind_has_no_period`, `total_not_half`, `handicap_not_whole`,
    /// `bad_margin`, `bad_best_of`, `bad_places`.
    ///
    /// ```
    /// use realdeal::catalogue::MarketKind;
    /// let below = MarketKind::TotalGoals { line: "-0.5".parse()? };
    /// assert_eq!(below.validate().unwrap_err().code(), "negative_total");
    /// let met = MarketKind::ResultAndTotal { line: "3".parse()? };
    /// assert_eq!(met.validate().unwrap_err().code(), "total_not_half");
    /// # Ok::<(), realdeal::catalogue::market_kind::LineError>(())
    /// ```
    pub fn validate(&self) -> Result<(), MarketKindError> {
        match self {
            Self::TotalGoals { line } | Self::TeamTotal { line, .. } | Self::ResultAndTotal { line }
                if *line < Line::ZERO =>
            {
                Err(MarketKindError::NegativeTotal { line: *line })
            }
            // Where a line is met and the result is wrong, houses differ: void, or lost.
            Self::ResultAndTotal { line } if line.quarters() % 4 != 2 => {
                Err(MarketKindError::TotalNotHalf { line: *line })
            }
            Self::EuropeanHandicap { line } if line.quarters() % 4 != 0 => {
                Err(MarketKindError::HandicapNotWhole { line: *line })
            }
            Self::WinningMargin { top } if !(1..=MOST_MARGIN).contains(top) => {
                Err(MarketKindError::BadMargin { top: *top })
            }
            Self::SetBetting { best_of } if *best_of > MOST_BEST_OF || best_of % 2 == 0 => {
                Err(MarketKindError::BadBestOf { best_of: *best_of })
            }
            Self::Placed { places } if !(1..=MOST_PLACES).contains(places) => {
                Err(MarketKindError::BadPlaces { places: *places })
            }
            Self::Custom { name } if !is_name(name) => Err(MarketKindError::BadName),
            Self::InPeriod { kind, .. } if kind.has_periods() => kind.validate(),
            Self::InPeriod { .. } => Err(MarketKindError::NoPeriod),
            Self::MatchResult
            | Self::DoubleChance
            | Self::DrawNoBet
            | Self::TotalGoals { .. }
            | Self::AsianHandicap { .. }
            | Self::BothTeamsToScore
            | Self::CorrectScore
            | Self::Custom { .. }
            | Self::TeamTotal { .. }
            | Self::OddEven
            | Self::WinningMargin { .. }
            | Self::HalfTimeFullTime
            | Self::ResultAndTotal { .. }
            | Self::EuropeanHandicap { .. }
            | Self::MatchBetting
            | Self::SetBetting { .. }
            | Self::RaceWinner
            | Self::Placed { .. } => Ok(()),
        }
    }

    /// Whether the same can be asked about a half.
    const fn has_periods(&self) -> bool {
        match self {
            Self::MatchResult
            | Self::DoubleChance
            | Self::DrawNoBet
            | Self::TotalGoals { .. }
            | Self::AsianHandicap { .. }
            | Self::BothTeamsToScore
            | Self::CorrectScore
            | Self::TeamTotal { .. }
            | Self::OddEven
            | Self::WinningMargin { .. }
            | Self::ResultAndTotal { .. }
            | Self::EuropeanHandicap { .. } => true,
            Self::Custom { .. }
            | Self::InPeriod { .. }
            | Self::HalfTimeFullTime
            | Self::MatchBetting
            | Self::SetBetting { .. }
            | Self::RaceWinner
            | Self::Placed { .. } => false,
        }
    }

    pub(crate) const fn graded_by(&self) -> GradedBy {
        match self {
            Self::MatchResult
            | Self::DoubleChance
            | Self::DrawNoBet
            | Self::TotalGoals { .. }
            | Self::AsianHandicap { .. }
            | Self::BothTeamsToScore
            | Self::CorrectScore
            | Self::InPeriod { .. }
            | Self::TeamTotal { .. }
            | Self::OddEven
            | Self::WinningMargin { .. }
            | Self::HalfTimeFullTime
            | Self::ResultAndTotal { .. }
            | Self::EuropeanHandicap { .. }
            | Self::MatchBetting
            | Self::SetBetting { .. } => GradedBy::Score,
            Self::RaceWinner | Self::Placed { .. } => GradedBy::Positions,
            Self::Custom { .. } => GradedBy::Outcomes,
        }
    }

    /// Whether recording a score grades this market. A race waits for its finishing positions, a custom market for its
    /// stated outcomes.
    pub const fn is_graded_by_score(&self) -> bool {
        matches!(self.graded_by(), GradedBy::Score)
    }

    /// Whether recording the finishing positions of a race grades this market.
    pub const fn is_graded_by_positions(&self) -> bool {
        matches!(self.graded_by(), GradedBy::Positions)
    }

    /// Whether a score must say how it stood at half time to grade this market.
    pub const fn needs_half_time(&self) -> bool {
        matches!(self, Self::InPeriod { .. } | Self::HalfTimeFullTime)
    }

    /// Whether a bet in play counts only the goals after it, so that its leg must keep the score at which it was
    /// placed (docs/rules.md, section 6).
    pub fn counts_from_acceptance(&self) -> bool {
        matches!(self.question(), Self::AsianHandicap { .. })
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
            Self::InPeriod { period, kind } => write!(f, "{kind}, {period}"),
            Self::TeamTotal { side, line } => write!(f, "team total {side} {line}"),
            Self::OddEven => f.write_str("odd or even"),
            Self::WinningMargin { top } => write!(f, "winning margin up to {top}"),
            Self::HalfTimeFullTime => f.write_str("half time and full time"),
            Self::ResultAndTotal { line } => write!(f, "result and total {line}"),
            Self::EuropeanHandicap { line } => write!(f, "European handicap {line}"),
            Self::MatchBetting => f.write_str("match betting"),
            Self::SetBetting { best_of } => write!(f, "set betting, best of {best_of}"),
            Self::RaceWinner => f.write_str("race winner"),
            Self::Placed { places } => write!(f, "placed in the first {places}"),
        }
    }
}

#[cfg(test)]
mod tests;
