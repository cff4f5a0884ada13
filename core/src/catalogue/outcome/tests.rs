//! Which outcomes a whole market of each kind has.

use super::*;
use crate::catalogue::{Line, MarketKind, Period, Side};

fn custom() -> MarketKind {
    MarketKind::Custom { name: "First scorer".to_owned() }
}

fn kinds() -> [MarketKind; 21] {
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
        MarketKind::MatchResult.in_period(Period::FirstHalf),
        MarketKind::CorrectScore.in_period(Period::SecondHalf),
        MarketKind::TeamTotal { side: Side::Home, line },
        MarketKind::OddEven,
        MarketKind::WinningMargin { top: 1 },
        MarketKind::WinningMargin { top: 4 },
        MarketKind::HalfTimeFullTime,
        MarketKind::ResultAndTotal { line },
        MarketKind::EuropeanHandicap { line: Line::ZERO },
        MarketKind::MatchBetting,
        MarketKind::SetBetting { best_of: 5 },
        MarketKind::RaceWinner,
        MarketKind::Placed { places: 3 },
    ]
}

#[test]
fn a_standard_market_is_complete_or_refused() {
    for kind in kinds() {
        let Some(standard) = kind.standard_outcomes() else { continue };
        assert_eq!(kind.check_outcomes(&standard), Ok(()), "{kind}");
        for outcome in standard.iter() {
            let short: Vec<Outcome> = standard.iter().filter(|other| *other != outcome).cloned().collect();
            assert_eq!(kind.check_outcomes(&short), Err(OutcomesError::Missing { outcome: outcome.clone() }));
        }
        let twice = [&standard[..], &standard[..1]].concat();
        assert_eq!(
            kind.check_outcomes(&twice),
            Err(OutcomesError::Repeated { outcome: standard[0].clone() })
        );
        let sets = matches!(kind, MarketKind::SetBetting { .. });
        assert!(sets || !kind.accepts(&Outcome::exact(3, 0)), "{kind}");
        assert!(!kind.accepts(&Outcome::exact(9, 9)) && !kind.accepts(&Outcome::named("x")), "{kind}");
        assert!(!kind.accepts(&Outcome::Runner(ParticipantId::MAX)), "{kind}");
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

#[test]
fn what_bookmakers_list() {
    let kind = MarketKind::WinningMargin { top: 2 };
    let shown: Vec<_> = kind.standard_outcomes().unwrap().iter().map(ToString::to_string).collect();
    let expected =
        ["home by 1", "home by 2 or more", "away by 1", "away by 2 or more", "score draw", "no goals"];
    assert_eq!(shown, expected);
    assert_eq!(MarketKind::HalfTimeFullTime.standard_outcomes().unwrap().len(), 9);
    assert_eq!(MarketKind::SetBetting { best_of: 5 }.standard_outcomes().unwrap().len(), 6);
    let runner = Outcome::Runner(ParticipantId::MAX);
    assert_eq!(MarketKind::RaceWinner.check_outcomes(std::slice::from_ref(&runner)), Ok(()));
    assert_eq!(MarketKind::Placed { places: 2 }.check_outcomes(&[]), Err(OutcomesError::NothingListed));
    let half = MarketKind::CorrectScore.in_period(Period::FirstHalf);
    assert_eq!(half.check_outcomes(&[Outcome::exact(1, 0), Outcome::AnyOther]), Ok(()));
}
