//! The kinds of market, numbered, for tests that ask whether each of them is there.

use realdeal::catalogue::MarketKind;

/// How many there are.
pub(crate) const KINDS: u8 = 19;
/// The one that no score and no order of arrival grades.
pub(crate) const CUSTOM: u8 = 7;

/// A number for each kind, so that a new one is asked for here, and for an example and vectors.
pub(crate) fn number_of(kind: &MarketKind) -> u8 {
    match kind {
        MarketKind::MatchResult => 0,
        MarketKind::DoubleChance => 1,
        MarketKind::DrawNoBet => 2,
        MarketKind::TotalGoals { .. } => 3,
        MarketKind::AsianHandicap { .. } => 4,
        MarketKind::BothTeamsToScore => 5,
        MarketKind::CorrectScore => 6,
        MarketKind::Custom { .. } => CUSTOM,
        MarketKind::InPeriod { .. } => 8,
        MarketKind::TeamTotal { .. } => 9,
        MarketKind::OddEven => 10,
        MarketKind::WinningMargin { .. } => 11,
        MarketKind::HalfTimeFullTime => 12,
        MarketKind::ResultAndTotal { .. } => 13,
        MarketKind::EuropeanHandicap { .. } => 14,
        MarketKind::MatchBetting => 15,
        MarketKind::SetBetting { .. } => 16,
        MarketKind::RaceWinner => 17,
        MarketKind::Placed { .. } => 18,
    }
}
