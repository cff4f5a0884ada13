//! Selections and scores as they would stand on a slip, and the handicap rule held against the split stake
//! itself.

use proptest::prelude::*;

use super::*;
use crate::settlement::leg_result::{LegResultKind, Share};

fn line(text: &str) -> Line {
    text.parse().unwrap()
}

fn graded(kind: &MarketKind, outcome: &Outcome, score: &str) -> &'static str {
    grade(kind, outcome, &score.parse().unwrap(), &[]).unwrap().kind().as_str()
}

/// One row a score: what each outcome of the market comes to, in the order of `outcomes`.
fn table(kind: &MarketKind, outcomes: &[Outcome], rows: &[(&str, &[&str])]) {
    for (score, expected) in rows {
        let results: Vec<&str> = outcomes.iter().map(|outcome| graded(kind, outcome, score)).collect();
        assert_eq!(results, *expected, "{kind}, {score}");
    }
}

#[test]
fn match_result_double_chance_and_draw_no_bet() {
    use Outcome::{Away, Draw, DrawOrAway, Home, HomeOrAway, HomeOrDraw};
    table(
        &MarketKind::MatchResult,
        &[Home, Draw, Away],
        &[
            ("2-1 (0-1)", &["won", "lost", "lost"]),
            ("0-0", &["lost", "won", "lost"]),
            ("3-3", &["lost", "won", "lost"]),
            ("0-1", &["lost", "lost", "won"]),
        ],
    );
    table(
        &MarketKind::DoubleChance,
        &[HomeOrDraw, HomeOrAway, DrawOrAway],
        &[
            ("2-1", &["won", "won", "lost"]),
            ("1-1", &["won", "lost", "won"]),
            ("0-1", &["lost", "won", "won"]),
        ],
    );
    table(
        &MarketKind::DrawNoBet,
        &[Home, Away],
        &[("2-1", &["won", "lost"]), ("1-1", &["void", "void"]), ("0-1", &["lost", "won"])],
    );
}

/// 90 minutes with stoppage time: what comes after does not count (docs/rules.md, section 5).
#[test]
fn extra_time_and_penalties_do_not_count() {
    let cup = Score::full_time(1, 1).with_extra_time(2, 0).with_penalties(5, 4);
    assert_eq!(grade(&MarketKind::MatchResult, &Outcome::Draw, &cup, &[]), Ok(LegResult::WON));
    let over = MarketKind::TotalGoals { line: line("2.5") };
    assert_eq!(grade(&over, &Outcome::Over, &cup, &[]), Ok(LegResult::LOST));
}

#[test]
fn total_goals() {
    for (line_text, score, over, under) in [
        ("2.5", "2-1", "won", "lost"),
        ("2.5", "1-1", "lost", "won"),
        ("3", "2-1", "void", "void"),
        ("3", "2-2", "won", "lost"),
        ("2.25", "1-1", "half_lost", "half_won"),
        ("2.25", "2-1", "won", "lost"),
        ("2.75", "2-1", "half_won", "half_lost"),
        ("2.5,3", "2-1", "half_won", "half_lost"),
        ("2.75", "2-0", "lost", "won"),
        ("0", "0-0", "void", "void"),
    ] {
        let kind = MarketKind::TotalGoals { line: line(line_text) };
        assert_eq!(graded(&kind, &Outcome::Over, score), over, "over {line_text}, {score}");
        assert_eq!(graded(&kind, &Outcome::Under, score), under, "under {line_text}, {score}");
    }
}

#[test]
fn asian_handicap() {
    for (home_line, score, home, away) in [
        ("0", "1-1", "void", "void"),
        ("-0", "2-1", "won", "lost"),
        ("-0.5", "1-1", "lost", "won"),
        ("-1", "2-1", "void", "void"),
        ("-1", "3-1", "won", "lost"),
        ("-0.25", "1-1", "half_lost", "half_won"),
        ("0,-0.5", "1-1", "half_lost", "half_won"),
        ("+0.25", "1-1", "half_won", "half_lost"),
        ("-0.75", "2-1", "half_won", "half_lost"),
        ("-1.25", "2-1", "half_lost", "half_won"),
        ("-1.75", "2-1", "lost", "won"),
        ("+1.25", "0-1", "half_won", "half_lost"),
        ("+1.75", "0-2", "half_lost", "half_won"),
        ("+1.5", "0-2", "lost", "won"),
    ] {
        let kind = MarketKind::AsianHandicap { line: line(home_line) };
        assert_eq!(graded(&kind, &Outcome::Home, score), home, "home {home_line}, {score}");
        assert_eq!(graded(&kind, &Outcome::Away, score), away, "away against {home_line}, {score}");
    }
}

#[test]
fn both_teams_to_score_and_correct_score() {
    table(
        &MarketKind::BothTeamsToScore,
        &[Outcome::Yes, Outcome::No],
        &[("1-1", &["won", "lost"]), ("4-0", &["lost", "won"]), ("0-0", &["lost", "won"])],
    );
    let listed = [Outcome::exact(1, 0), Outcome::exact(2, 1), Outcome::AnyOther];
    for (score, expected) in [
        ("1-0", ["won", "lost", "lost"]),
        ("2-1", ["lost", "won", "lost"]),
        ("1-2", ["lost", "lost", "won"]),
        ("7-0", ["lost", "lost", "won"]),
    ] {
        let score: Score = score.parse().unwrap();
        let grade_one = |outcome| grade(&MarketKind::CorrectScore, outcome, &score, &listed).unwrap();
        assert_eq!(listed.each_ref().map(|outcome| grade_one(outcome).kind().as_str()), expected, "{score}");
    }
}

#[test]
fn what_can_not_be_graded() {
    let score = Score::full_time(2, 1);
    let custom = MarketKind::Custom { name: "First scorer".to_owned() };
    assert_eq!(
        grade(&custom, &Outcome::named("Messi"), &score, &[]),
        Err(GradingError::GradedByOutcomes { kind: custom.clone() })
    );
    let any_other = |listed: &[Outcome]| grade(&MarketKind::CorrectScore, &Outcome::AnyOther, &score, listed);
    assert_eq!(any_other(&[]), Err(GradingError::NoScoresListed));
    assert_eq!(any_other(&[Outcome::AnyOther]), Err(GradingError::NoScoresListed));
    let refused = Score::full_time(1, 0).with_half_time(2, 0);
    assert!(matches!(
        grade(&MarketKind::MatchResult, &Outcome::Home, &refused, &[]),
        Err(GradingError::Score(_))
    ));
    let below = MarketKind::TotalGoals { line: line("-1") };
    assert!(matches!(grade(&below, &Outcome::Over, &score, &[]), Err(GradingError::Kind(_))));
}

/// Each kind grades exactly the outcomes that it accepts.
#[test]
fn accepted_and_graded_are_the_same() {
    use Outcome::{AnyOther, Away, Draw, DrawOrAway, Home, HomeOrAway, HomeOrDraw, No, Over, Under, Yes};
    let mut outcomes =
        vec![Home, Draw, Away, HomeOrDraw, HomeOrAway, DrawOrAway, Over, Under, Yes, No, AnyOther];
    outcomes.extend([Outcome::exact(2, 1), Outcome::named("x")]);
    let score = Score::full_time(2, 1);
    for kind in [
        MarketKind::MatchResult,
        MarketKind::DoubleChance,
        MarketKind::DrawNoBet,
        MarketKind::TotalGoals { line: line("2.5") },
        MarketKind::AsianHandicap { line: line("-1") },
        MarketKind::BothTeamsToScore,
        MarketKind::CorrectScore,
    ] {
        assert!(kind.is_graded_by_score());
        for outcome in &outcomes {
            let graded = grade(&kind, outcome, &score, &[Outcome::exact(0, 0)]);
            assert_eq!(graded.is_ok(), kind.accepts(outcome), "{kind}, {outcome}: {graded:?}");
        }
    }
}

#[test]
fn determined_when_the_match_stops() {
    for (total_line, score, stands) in [
        ("2.5", "1-1", false),
        ("2.5", "2-1", true),
        ("3", "2-1", false),
        ("3", "2-2", true),
        // Half won now, and one more goal would make it won: not determined yet.
        ("2.75", "2-1", false),
        ("2.25", "2-1", true),
        ("0", "0-0", false),
    ] {
        let kind = MarketKind::TotalGoals { line: line(total_line) };
        assert_eq!(determined(&kind, &score.parse().unwrap()), stands, "total {total_line}, {score}");
    }
    assert!(determined(&MarketKind::BothTeamsToScore, &Score::full_time(1, 1)));
    assert!(!determined(&MarketKind::BothTeamsToScore, &Score::full_time(5, 0)));
    for kind in [
        MarketKind::MatchResult,
        MarketKind::DoubleChance,
        MarketKind::DrawNoBet,
        MarketKind::AsianHandicap { line: line("-1") },
        MarketKind::CorrectScore,
        MarketKind::Custom { name: "First scorer".to_owned() },
    ] {
        assert!(!determined(&kind, &Score::full_time(9, 1)), "{kind}");
    }
}

fn mirrored(kind: LegResultKind) -> LegResultKind {
    match kind {
        LegResultKind::Won => LegResultKind::Lost,
        LegResultKind::HalfWon => LegResultKind::HalfLost,
        LegResultKind::Void => LegResultKind::Void,
        LegResultKind::HalfLost => LegResultKind::HalfWon,
        LegResultKind::Lost => LegResultKind::Won,
        LegResultKind::Other => LegResultKind::Other,
    }
}

/// The rule as the houses state it: two halves of the stake on neighbouring lines, each won, void or lost by
/// itself. `margin` is in goals, `quarters` the selection's own line.
fn split_stake(margin: i32, quarters: i32) -> LegResult {
    let halves = if quarters % 2 == 0 { [quarters, quarters] } else { [quarters - 1, quarters + 1] };
    let count = |want| halves.iter().filter(|half| (margin * 4 + **half).cmp(&0) == want).count();
    let share = |halves: usize| Share::new(u16::try_from(halves).unwrap(), 2).unwrap();
    LegResult::new(share(count(Ordering::Greater)), share(count(Ordering::Equal))).unwrap()
}

proptest! {
    #[test]
    fn home_and_away_mirror_each_other(quarters in -400..=400_i32, home in 0..=12_u16, away in 0..=12_u16) {
        let kind = MarketKind::AsianHandicap { line: Line::from_quarters(quarters).unwrap() };
        let score = Score::full_time(home, away);
        let result = |outcome| grade(&kind, &outcome, &score, &[]).unwrap();
        prop_assert_eq!(result(Outcome::Home).kind(), mirrored(result(Outcome::Away).kind()));
    }

    #[test]
    fn handicaps_split_the_stake(quarters in -40..=40_i32, home in 0..=12_u16, away in 0..=12_u16) {
        let kind = MarketKind::AsianHandicap { line: Line::from_quarters(quarters).unwrap() };
        let score = Score::full_time(home, away);
        let margin = i32::from(home) - i32::from(away);
        let result = |outcome| grade(&kind, &outcome, &score, &[]).unwrap();
        prop_assert_eq!(result(Outcome::Home), split_stake(margin, quarters));
        prop_assert_eq!(result(Outcome::Away), split_stake(-margin, -quarters));
    }

    /// What stands at an abandonment is what any continuation would have given.
    #[test]
    fn determined_means_no_goal_changes_it(
        quarters in 0..=40_i32, home in 0..=6_u16, away in 0..=6_u16, more in (0..=6_u16, 0..=6_u16),
    ) {
        let line = Line::from_quarters(quarters).unwrap();
        let (now, later) = (Score::full_time(home, away), Score::full_time(home + more.0, away + more.1));
        for kind in [MarketKind::TotalGoals { line }, MarketKind::BothTeamsToScore] {
            for outcome in kind.standard_outcomes().unwrap() {
                let stands = grade(&kind, outcome, &now, &[]) == grade(&kind, outcome, &later, &[]);
                prop_assert!(stands || !determined(&kind, &now), "{kind}, {outcome}, {now} then {later}");
            }
        }
    }
}
