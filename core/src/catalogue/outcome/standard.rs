//! Which outcomes a market of each kind must and may have.

use std::{borrow::Cow, collections::BTreeSet};

use super::{Outcome, OutcomesError, is_name};
use crate::catalogue::market_kind::MarketKind;
use crate::catalogue::score::MOST_GOALS;
use crate::catalogue::side::{OverUnder, SideOrDraw};

static MATCH_RESULT: [Outcome; 3] = [Outcome::Home, Outcome::Draw, Outcome::Away];
static DOUBLE_CHANCE: [Outcome; 3] = [Outcome::HomeOrDraw, Outcome::HomeOrAway, Outcome::DrawOrAway];
static TWO_SIDES: [Outcome; 2] = [Outcome::Home, Outcome::Away];
static OVER_UNDER: [Outcome; 2] = [Outcome::Over, Outcome::Under];
static YES_NO: [Outcome; 2] = [Outcome::Yes, Outcome::No];
static ODD_EVEN: [Outcome; 2] = [Outcome::Odd, Outcome::Even];

/// Each margin of each side up to the top, which stands for all above it, and the two kinds of draw.
fn margins(top: u16) -> Vec<Outcome> {
    let home = (1..top).map(|goals| Outcome::HomeBy { goals });
    let away = (1..top).map(|goals| Outcome::AwayBy { goals });
    let home = home.chain([Outcome::HomeByOrMore { goals: top }]);
    let away = away.chain([Outcome::AwayByOrMore { goals: top }]);
    home.chain(away).chain([Outcome::ScoreDraw, Outcome::NoGoals]).collect()
}

fn half_time_full_time() -> Vec<Outcome> {
    let at_full_time =
        |half| SideOrDraw::ALL.into_iter().map(move |full| Outcome::half_time_full_time(half, full));
    SideOrDraw::ALL.into_iter().flat_map(at_full_time).collect()
}

fn results_and_totals() -> Vec<Outcome> {
    let totals =
        |result| [OverUnder::Over, OverUnder::Under].map(|total| Outcome::result_and_total(result, total));
    SideOrDraw::ALL.into_iter().flat_map(totals).collect()
}

/// What a match to the best of so many sets can end with: the winner has more than half of them.
fn set_scores(best_of: u16) -> Vec<Outcome> {
    let needed = best_of / 2 + 1;
    let home = (0..needed).map(|lost| Outcome::exact(needed, lost));
    let away = (0..needed).map(|lost| Outcome::exact(lost, needed));
    home.chain(away).collect()
}

impl MarketKind {
    /// The outcomes that each market of this kind has, all of them, in the order in which they are usually
    /// shown. `None` where the bookmaker chooses: exact scores, runners, and the names of a custom market.
    ///
    /// ```
    /// use realdeal::catalogue::{MarketKind, Outcome};
    /// let sides = MarketKind::DrawNoBet.standard_outcomes();
    /// assert_eq!(sides.as_deref(), Some([Outcome::Home, Outcome::Away].as_slice()));
    /// assert_eq!(MarketKind::CorrectScore.standard_outcomes(), None);
    /// ```
    pub fn standard_outcomes(&self) -> Option<Cow<'static, [Outcome]>> {
        let fixed: &'static [Outcome] = match self {
            Self::MatchResult | Self::EuropeanHandicap { .. } => &MATCH_RESULT,
            Self::DoubleChance => &DOUBLE_CHANCE,
            Self::DrawNoBet | Self::AsianHandicap { .. } | Self::MatchBetting => &TWO_SIDES,
            Self::TotalGoals { .. } | Self::TeamTotal { .. } => &OVER_UNDER,
            Self::BothTeamsToScore => &YES_NO,
            Self::OddEven => &ODD_EVEN,
            Self::InPeriod { kind, .. } => return kind.standard_outcomes(),
            Self::WinningMargin { top } => return Some(margins(*top).into()),
            Self::HalfTimeFullTime => return Some(half_time_full_time().into()),
            Self::ResultAndTotal { .. } => return Some(results_and_totals().into()),
            Self::SetBetting { best_of } => return Some(set_scores(*best_of).into()),
            Self::CorrectScore | Self::Custom { .. } | Self::RaceWinner | Self::Placed { .. } => return None,
        };
        Some(fixed.into())
    }

    /// Whether an outcome can be one of a market of this kind. An exact score keeps to the bound of scores, a
    /// name to that of names; that a runner is in the race is for the fixture to say.
    pub fn accepts(&self, outcome: &Outcome) -> bool {
        if let Some(standard) = self.standard_outcomes() {
            return standard.contains(outcome);
        }
        let question = self.question();
        match outcome {
            Outcome::Exact { home, away } => *question == Self::CorrectScore && *home.max(away) <= MOST_GOALS,
            Outcome::AnyOther => *question == Self::CorrectScore,
            Outcome::Named(name) => matches!(self, Self::Custom { .. }) && is_name(name),
            Outcome::Runner(_) => self.is_graded_by_positions(),
            _ => false,
        }
    }

    /// Whether these are the outcomes of a whole market of this kind: each accepted, none twice, none
    /// missing.
    ///
    /// A correct score market lists at least one exact score and may add [`Outcome::AnyOther`]; a custom
    /// market has at least one name, and a market on a race at least one runner. The order is free.
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
        let standard = self.standard_outcomes().unwrap_or_default();
        if let Some(missing) = standard.iter().find(|want| !seen.contains(want)) {
            return Err(OutcomesError::Missing { outcome: missing.clone() });
        }
        if outcomes.iter().all(|outcome| *outcome == Outcome::AnyOther) {
            return Err(OutcomesError::NothingListed);
        }
        Ok(())
    }
}
