//! What a selection is on, and which outcomes a market of each kind must and may have.
//!
//! Not here: prices and selections themselves, and how an outcome is graded (`settlement::grading`).

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    market_kind::MarketKind,
    score::{Goals, MOST_GOALS},
};

/// The longest name of a custom market or outcome, in bytes: it is shown in one line of a slip.
const LONGEST_NAME: usize = 100;

/// Whether a text can be the name of a custom market or outcome.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST_NAME
        && text.trim().len() == text.len()
        && !text.chars().any(char::is_control)
}

/// What a selection is on.
///
/// One list for all kinds of market; [`MarketKind::accepts`] says which of them belong together.
///
/// ```
/// use realdeal::catalogue::{market_kind::MarketKind, outcome::Outcome};
///
/// assert!(MarketKind::MatchResult.accepts(&Outcome::Draw));
/// assert!(!MarketKind::DrawNoBet.accepts(&Outcome::Draw));
/// assert_eq!(Outcome::exact(2, 1).to_string(), "2-1");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    /// The home side wins; in a handicap, with its line.
    Home,
    /// Neither side wins.
    Draw,
    /// The away side wins; in a handicap, with its line.
    Away,
    /// The home side does not lose: 1X.
    HomeOrDraw,
    /// Somebody wins: 12.
    HomeOrAway,
    /// The away side does not lose: X2.
    DrawOrAway,
    /// More goals than the line.
    Over,
    /// Fewer goals than the line.
    Under,
    /// It happens.
    Yes,
    /// It does not happen.
    No,
    /// Exactly this score.
    Exact {
        /// Goals of the home side.
        home: u16,
        /// Goals of the away side.
        away: u16,
    },
    /// Any score that the market does not list.
    AnyOther,
    /// An outcome of a custom market, by its name.
    Named(String),
}

impl Outcome {
    /// Exactly this score, home goals first.
    pub const fn exact(home: u16, away: u16) -> Self {
        Self::Exact { home, away }
    }

    /// An outcome of a custom market, by its name.
    ///
    /// ```
    /// use realdeal::catalogue::Outcome;
    /// assert_eq!(Outcome::named("Saka").to_string(), "Saka");
    /// ```
    pub fn named(name: impl Into<String>) -> Self {
        Self::Named(name.into())
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Home => "home",
            Self::Draw => "draw",
            Self::Away => "away",
            Self::HomeOrDraw => "home or draw",
            Self::HomeOrAway => "home or away",
            Self::DrawOrAway => "draw or away",
            Self::Over => "over",
            Self::Under => "under",
            Self::Yes => "yes",
            Self::No => "no",
            Self::AnyOther => "any other score",
            Self::Exact { home, away } => return Goals::new(*home, *away).fmt(f),
            Self::Named(name) => name,
        };
        f.write_str(text)
    }
}

static MATCH_RESULT: [Outcome; 3] = [Outcome::Home, Outcome::Draw, Outcome::Away];
static DOUBLE_CHANCE: [Outcome; 3] = [Outcome::HomeOrDraw, Outcome::HomeOrAway, Outcome::DrawOrAway];
static TWO_SIDES: [Outcome; 2] = [Outcome::Home, Outcome::Away];
static OVER_UNDER: [Outcome; 2] = [Outcome::Over, Outcome::Under];
static YES_NO: [Outcome; 2] = [Outcome::Yes, Outcome::No];

impl MarketKind {
    /// The outcomes that each market of this kind has, all of them, in the order in which they are usually
    /// shown. `None` where the bookmaker chooses: exact scores, and the names of a custom market.
    ///
    /// ```
    /// use realdeal::catalogue::{MarketKind, Outcome};
    /// let sides = MarketKind::DrawNoBet.standard_outcomes();
    /// assert_eq!(sides, Some([Outcome::Home, Outcome::Away].as_slice()));
    /// assert_eq!(MarketKind::CorrectScore.standard_outcomes(), None);
    /// ```
    pub fn standard_outcomes(&self) -> Option<&'static [Outcome]> {
        match self {
            Self::MatchResult => Some(&MATCH_RESULT),
            Self::DoubleChance => Some(&DOUBLE_CHANCE),
            Self::DrawNoBet | Self::AsianHandicap { .. } => Some(&TWO_SIDES),
            Self::TotalGoals { .. } => Some(&OVER_UNDER),
            Self::BothTeamsToScore => Some(&YES_NO),
            Self::CorrectScore | Self::Custom { .. } => None,
        }
    }

    /// Whether an outcome can be one of a market of this kind. An exact score keeps to the bound of scores, a
    /// name to that of names.
    pub fn accepts(&self, outcome: &Outcome) -> bool {
        if let Some(standard) = self.standard_outcomes() {
            return standard.contains(outcome);
        }
        match outcome {
            Outcome::Exact { home, away } => *self == Self::CorrectScore && *home.max(away) <= MOST_GOALS,
            Outcome::AnyOther => *self == Self::CorrectScore,
            Outcome::Named(name) => matches!(self, Self::Custom { .. }) && is_name(name),
            _ => false,
        }
    }

    /// Whether these are the outcomes of a whole market of this kind: each accepted, none twice, none
    /// missing.
    ///
    /// A correct score market lists at least one exact score and may add [`Outcome::AnyOther`]; a custom
    /// market has at least one name. The order is free.
    ///
    /// ```
    /// use realdeal::catalogue::{MarketKind, Outcome};
    /// let scores = [Outcome::exact(1, 0), Outcome::exact(2, 1), Outcome::AnyOther];
    /// assert!(MarketKind::CorrectScore.check_outcomes(&scores).is_ok());
    /// let error = MarketKind::MatchResult.check_outcomes(&[Outcome::Home, Outcome::Away]).unwrap_err();
    /// assert_eq!(error.to_string(), "the outcome \"draw\" is missing");
    /// ```
    pub fn check_outcomes(&self, outcomes: &[Outcome]) -> Result<(), OutcomesError> {
        let mut seen = BTreeSet::new();
        for outcome in outcomes {
            if !self.accepts(outcome) {
                return Err(OutcomesError::NotOfThisKind { kind: self.clone(), outcome: outcome.clone() });
            }
            if !seen.insert(outcome) {
                return Err(OutcomesError::Repeated { outcome: outcome.clone() });
            }
        }
        if let Some(missing) =
            self.standard_outcomes().into_iter().flatten().find(|want| !seen.contains(want))
        {
            return Err(OutcomesError::Missing { outcome: missing.clone() });
        }
        if outcomes.iter().all(|outcome| *outcome == Outcome::AnyOther) {
            return Err(OutcomesError::NothingListed);
        }
        Ok(())
    }
}

/// Why a list of outcomes is not that of a whole market: see [`MarketKind::check_outcomes`] for an example.
/// As a rejection it is `bad_selections`, with this as its detail.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum OutcomesError {
    /// An outcome that markets of this kind don't have.
    #[error("a market on {kind} has no outcome \"{outcome}\"")]
    NotOfThisKind {
        /// The market's kind.
        kind: MarketKind,
        /// The outcome that was given.
        outcome: Outcome,
    },
    /// The same outcome twice.
    #[error("the outcome \"{outcome}\" is there twice")]
    Repeated {
        /// The outcome that was given twice.
        outcome: Outcome,
    },
    /// An outcome that each market of this kind has.
    #[error("the outcome \"{outcome}\" is missing")]
    Missing {
        /// The outcome that was not given.
        outcome: Outcome,
    },
    /// No exact score, or no name.
    #[error("the market lists no outcome")]
    NothingListed,
    /// Such a market was to take bets in play; [`MarketKind::check_outcomes`] does not look at that.
    #[error("an Asian handicap takes no bets in play")]
    NotInPlay,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn custom() -> MarketKind {
        MarketKind::Custom { name: "First scorer".to_owned() }
    }

    fn kinds() -> [MarketKind; 8] {
        let line = "0.5".parse().unwrap();
        [
            MarketKind::MatchResult,
            MarketKind::DoubleChance,
            MarketKind::DrawNoBet,
            MarketKind::TotalGoals { line },
            MarketKind::AsianHandicap { line },
            MarketKind::BothTeamsToScore,
            MarketKind::CorrectScore,
            custom(),
        ]
    }

    #[test]
    fn a_standard_market_is_complete_or_refused() {
        for kind in kinds() {
            let Some(standard) = kind.standard_outcomes() else { continue };
            assert_eq!(kind.check_outcomes(standard), Ok(()), "{kind}");
            for outcome in standard {
                let short: Vec<Outcome> =
                    standard.iter().filter(|other| *other != outcome).cloned().collect();
                assert_eq!(
                    kind.check_outcomes(&short),
                    Err(OutcomesError::Missing { outcome: outcome.clone() })
                );
            }
            let twice = [standard, &standard[..1]].concat();
            assert_eq!(
                kind.check_outcomes(&twice),
                Err(OutcomesError::Repeated { outcome: standard[0].clone() })
            );
            assert!(!kind.accepts(&Outcome::exact(1, 0)) && !kind.accepts(&Outcome::named("x")), "{kind}");
        }
    }

    #[test]
    fn a_correct_score_market_lists_scores() {
        let (nil, one, other) = (Outcome::exact(0, 0), Outcome::exact(1, 0), Outcome::AnyOther);
        let check = |outcomes: &[&Outcome]| {
            let outcomes: Vec<Outcome> = outcomes.iter().map(|outcome| (*outcome).clone()).collect();
            MarketKind::CorrectScore.check_outcomes(&outcomes)
        };
        assert_eq!(check(&[&nil, &one]), Ok(()));
        assert_eq!(check(&[&other, &nil]), Ok(()));
        assert_eq!(check(&[]), Err(OutcomesError::NothingListed));
        assert_eq!(check(&[&other]), Err(OutcomesError::NothingListed));
        assert_eq!(check(&[&nil, &nil]), Err(OutcomesError::Repeated { outcome: nil.clone() }));
        assert!(check(&[&Outcome::Home]).is_err());
        assert!(check(&[&Outcome::exact(1000, 0)]).is_err());
    }

    #[test]
    fn a_custom_market_has_names() {
        let names = [Outcome::named("Messi"), Outcome::named("No goal")];
        assert_eq!(custom().check_outcomes(&names), Ok(()));
        assert_eq!(custom().check_outcomes(&[]), Err(OutcomesError::NothingListed));
        for outcome in [Outcome::named(""), Outcome::named("tail "), Outcome::Yes, Outcome::AnyOther] {
            assert!(!custom().accepts(&outcome), "{outcome:?}");
        }
    }

    #[test]
    fn plain_data_in_both_forms() {
        for (outcome, json) in [
            (Outcome::HomeOrDraw, r#""home_or_draw""#),
            (Outcome::exact(2, 1), r#"{"exact":{"home":2,"away":1}}"#),
            (Outcome::named("Messi"), r#"{"named":"Messi"}"#),
        ] {
            assert_eq!(serde_json::to_string(&outcome).unwrap(), json);
            assert_eq!(serde_json::from_str::<Outcome>(json).unwrap(), outcome);
            assert_eq!(
                postcard::from_bytes::<Outcome>(&postcard::to_stdvec(&outcome).unwrap()).unwrap(),
                outcome
            );
        }
    }
}
