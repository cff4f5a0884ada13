//! Selections and scores as they would stand on a slip, and the handicap rule held against the split stake
//! itself.

use proptest::prelude::*;

use std::cmp::Ordering;

use super::*;
use crate::catalogue::{OverUnder, Period, Side, SideOrDraw};
use crate::id::ParticipantId;
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
        Err(GradingError::NotByScore { kind: custom.clone() })
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

fn of_each_kind() -> Vec<MarketKind> {
    let whole = vec![
        MarketKind::MatchResult,
        MarketKind::DoubleChance,
        MarketKind::DrawNoBet,
        MarketKind::TotalGoals { line: line("2.5") },
        MarketKind::AsianHandicap { line: line("-1") },
        MarketKind::BothTeamsToScore,
        MarketKind::CorrectScore,
        MarketKind::TeamTotal { side: Side::Away, line: line("1.25") },
        MarketKind::OddEven,
        MarketKind::WinningMargin { top: 3 },
        MarketKind::ResultAndTotal { line: line("2.5") },
        MarketKind::EuropeanHandicap { line: line("-1") },
    ];
    let halves = whole
        .clone()
        .into_iter()
        .flat_map(|kind| [kind.clone().in_period(Period::FirstHalf), kind.in_period(Period::SecondHalf)]);
    let only_whole =
        [MarketKind::HalfTimeFullTime, MarketKind::MatchBetting, MarketKind::SetBetting { best_of: 3 }];
    whole.clone().into_iter().chain(halves).chain(only_whole).collect()
}

/// Each kind grades exactly the outcomes that it accepts.
#[test]
fn accepted_and_graded_are_the_same() {
    use Outcome::{AnyOther, Away, Draw, DrawOrAway, Home, HomeOrAway, HomeOrDraw, No, Over, Under, Yes};
    let mut outcomes =
        vec![Home, Draw, Away, HomeOrDraw, HomeOrAway, DrawOrAway, Over, Under, Yes, No, AnyOther];
    outcomes.extend([Outcome::exact(2, 1), Outcome::exact(1, 1), Outcome::named("x")]);
    outcomes.extend([Outcome::Odd, Outcome::Even, Outcome::ScoreDraw, Outcome::NoGoals]);
    outcomes.extend([2, 3].map(|goals| Outcome::HomeBy { goals }));
    outcomes.extend([2, 3].map(|goals| Outcome::AwayByOrMore { goals }));
    outcomes.push(Outcome::half_time_full_time(SideOrDraw::Home, SideOrDraw::Draw));
    outcomes.push(Outcome::result_and_total(SideOrDraw::Home, OverUnder::Over));
    outcomes.push(Outcome::Runner(ParticipantId::MAX));
    let score = Score::full_time(2, 1).with_half_time(1, 0);
    for kind in of_each_kind() {
        assert!(kind.is_graded_by_score() && kind.validate().is_ok(), "{kind}");
        for outcome in &outcomes {
            let graded = grade(&kind, outcome, &score, &[Outcome::exact(0, 0)]);
            assert_eq!(graded.is_ok(), kind.accepts(outcome), "{kind}, {outcome}: {graded:?}");
        }
    }
}

/// Where the answers of a market leave nothing out and exclude each other, one of them wins, whatever the score.
#[test]
fn one_answer_wins() {
    for (home, away, at_half) in (0..6).flat_map(|home| (0..6).map(move |away| (home, away, home / 2))) {
        let score = Score::full_time(home, away).with_half_time(at_half, away / 2);
        for kind in of_each_kind() {
            let exclusive = matches!(
                kind.question(),
                MarketKind::MatchResult
                    | MarketKind::BothTeamsToScore
                    | MarketKind::OddEven
                    | MarketKind::WinningMargin { .. }
                    | MarketKind::ResultAndTotal { .. }
                    | MarketKind::EuropeanHandicap { .. }
                    | MarketKind::HalfTimeFullTime
            );
            if exclusive {
                let outcomes = kind.standard_outcomes().unwrap();
                let won = |outcome: &&Outcome| grade(&kind, outcome, &score, &[]) == Ok(LegResult::WON);
                assert_eq!(outcomes.iter().filter(won).count(), 1, "{kind} at {score}");
            }
        }
    }
}

#[test]
fn halves_team_totals_odd_and_even() {
    use Outcome::{Away, Draw, Even, Home, Odd, Over, Under};
    let at = |kind: MarketKind, period| kind.in_period(period);
    let three = [Home, Draw, Away];
    let rows: [(&str, &[&str]); 2] =
        [("2-1 (1-1)", &["lost", "won", "lost"]), ("1-3 (1-0)", &["won", "lost", "lost"])];
    table(&at(MarketKind::MatchResult, Period::FirstHalf), &three, &rows);
    let rows: [(&str, &[&str]); 2] =
        [("2-1 (1-1)", &["won", "lost", "lost"]), ("1-3 (1-0)", &["lost", "lost", "won"])];
    table(&at(MarketKind::MatchResult, Period::SecondHalf), &three, &rows);
    let quarter = MarketKind::TeamTotal { side: Side::Away, line: line("1.25") };
    let rows: [(&str, &[&str]); 3] =
        [("4-1", &["half_lost", "half_won"]), ("0-2", &["won", "lost"]), ("3-0", &["lost", "won"])];
    table(&quarter, &[Over, Under], &rows);
    let rows: [(&str, &[&str]); 3] =
        [("0-0", &["lost", "won"]), ("2-1", &["won", "lost"]), ("3-3", &["lost", "won"])];
    table(&MarketKind::OddEven, &[Odd, Even], &rows);
    table(&at(MarketKind::OddEven, Period::SecondHalf), &[Odd, Even], &[("2-1 (2-1)", &["lost", "won"])]);
}

#[test]
fn winning_margins_tell_draws_apart() {
    let kind = MarketKind::WinningMargin { top: 3 };
    let outcomes = kind.standard_outcomes().unwrap();
    let won = |score: &str| {
        let won = outcomes.iter().find(|outcome| graded(&kind, outcome, score) == "won");
        won.unwrap().to_string()
    };
    for (score, answer) in [
        ("1-0", "home by 1"),
        ("4-2", "home by 2"),
        ("5-2", "home by 3 or more"),
        ("9-0", "home by 3 or more"),
        ("1-2", "away by 1"),
        ("0-7", "away by 3 or more"),
        ("0-0", "no goals"),
        ("2-2", "score draw"),
    ] {
        assert_eq!(won(score), answer, "{score}");
    }
}

#[test]
fn two_questions_in_one() {
    let kind = MarketKind::HalfTimeFullTime;
    let comeback = Outcome::half_time_full_time(SideOrDraw::Away, SideOrDraw::Home);
    for (score, expected) in [("2-1 (0-1)", "won"), ("2-1 (1-1)", "lost"), ("1-1 (0-1)", "lost")] {
        assert_eq!(graded(&kind, &comeback, score), expected, "{score}");
    }
    let kind = MarketKind::ResultAndTotal { line: line("2.5") };
    let both = Outcome::result_and_total(SideOrDraw::Draw, OverUnder::Under);
    for (score, expected) in [("1-1", "won"), ("2-2", "lost"), ("1-0", "lost")] {
        assert_eq!(graded(&kind, &both, score), expected, "{score}");
    }
}

/// The draw is an answer of its own: nothing is void.
#[test]
fn european_handicaps() {
    use Outcome::{Away, Draw, Home};
    let rows: [(&str, &[&str]); 3] = [
        ("2-1", &["lost", "won", "lost"]),
        ("3-1", &["won", "lost", "lost"]),
        ("1-1", &["lost", "lost", "won"]),
    ];
    table(&MarketKind::EuropeanHandicap { line: line("-1") }, &[Home, Draw, Away], &rows);
    let rows: [(&str, &[&str]); 2] = [("0-2", &["lost", "won", "lost"]), ("0-3", &["lost", "lost", "won"])];
    table(&MarketKind::EuropeanHandicap { line: line("2") }, &[Home, Draw, Away], &rows);
}

#[test]
fn matches_in_sets() {
    use Outcome::{Away, Home};
    let rows: [(&str, &[&str]); 3] = [
        ("6-2,4-6,7-5", &["won", "lost"]),
        ("2-6,4-6", &["lost", "won"]),
        // Broken off: nobody has won.
        ("6-2,4-6", &["void", "void"]),
    ];
    table(&MarketKind::MatchBetting, &[Home, Away], &rows);
    let kind = MarketKind::SetBetting { best_of: 3 };
    let outcomes = [(2, 0), (2, 1), (0, 2), (1, 2)].map(|(home, away)| Outcome::exact(home, away));
    assert_eq!(kind.standard_outcomes().as_deref(), Some(outcomes.as_slice()));
    let rows: [(&str, &[&str]); 4] = [
        ("6-2,4-6,7-5", &["lost", "won", "lost", "lost"]),
        ("2-0", &["won", "lost", "lost", "lost"]),
        ("6-2,4-6", &["void", "void", "void", "void"]),
        ("3-0", &["void", "void", "void", "void"]),
    ];
    table(&kind, &outcomes, &rows);
}

/// Bets in play on an Asian handicap count from the score at which they were placed; others count all goals.
#[test]
fn in_play_handicaps_count_from_the_bet() {
    let before = Goals::new(2, 0);
    let at = |kind: &MarketKind, outcome: &Outcome, score: &str| {
        grade_since(kind, outcome, &score.parse().unwrap(), before, &[]).unwrap().kind().as_str()
    };
    let kind = MarketKind::AsianHandicap { line: line("-0.25") };
    for (score, home, away) in [
        ("2-0", "half_lost", "half_won"),
        ("3-0", "won", "lost"),
        ("3-1", "half_lost", "half_won"),
        // A goal was struck off after the bet.
        ("1-0", "lost", "won"),
    ] {
        assert_eq!(at(&kind, &Outcome::Home, score), home, "home, {score}");
        assert_eq!(at(&kind, &Outcome::Away, score), away, "away, {score}");
    }
    let total = MarketKind::TotalGoals { line: line("2.5") };
    assert_eq!(at(&total, &Outcome::Over, "2-1"), "won");
    assert_eq!(at(&MarketKind::EuropeanHandicap { line: line("-1") }, &Outcome::Home, "2-0"), "won");
}

#[test]
fn a_half_needs_the_score_at_half_time() {
    let score = Score::full_time(2, 1);
    for kind in of_each_kind() {
        let outcome = kind.standard_outcomes().map_or(Outcome::exact(1, 0), |outcomes| outcomes[0].clone());
        let missing = grade(&kind, &outcome, &score, &[]) == Err(GradingError::HalfTimeMissing);
        assert_eq!(missing, kind.needs_half_time(), "{kind}");
        assert_eq!(can_be_graded(&kind, &score), !missing, "{kind}");
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
        assert_eq!(determined(&kind, &score.parse().unwrap(), &[]), stands, "total {total_line}, {score}");
    }
    assert!(determined(&MarketKind::BothTeamsToScore, &Score::full_time(1, 1), &[]));
    assert!(!determined(&MarketKind::BothTeamsToScore, &Score::full_time(5, 0), &[]));
    for kind in [
        MarketKind::MatchResult,
        MarketKind::DoubleChance,
        MarketKind::DrawNoBet,
        MarketKind::AsianHandicap { line: line("-1") },
        MarketKind::CorrectScore,
        MarketKind::Custom { name: "First scorer".to_owned() },
    ] {
        assert!(!determined(&kind, &Score::full_time(9, 1), &[]), "{kind}");
    }
}

/// A half that is over stands with all its markets; one that is being played as a match would.
#[test]
fn halves_are_determined_by_their_end() {
    let first = |kind: MarketKind| kind.in_period(Period::FirstHalf);
    let second = |kind: MarketKind| kind.in_period(Period::SecondHalf);
    let stands = |kind: &MarketKind, score: &str| determined(kind, &score.parse().unwrap(), &[]);
    assert!(stands(&first(MarketKind::MatchResult), "2-1 (1-1)"));
    assert!(!stands(&first(MarketKind::MatchResult), "2-1"));
    assert!(stands(&first(MarketKind::BothTeamsToScore), "2-1"));
    assert!(!stands(&second(MarketKind::MatchResult), "5-1 (1-1)"));
    assert!(!stands(&second(MarketKind::BothTeamsToScore), "2-1 (2-1)"));
    assert!(stands(&second(MarketKind::BothTeamsToScore), "3-2 (2-1)"));
    assert!(!stands(&MarketKind::HalfTimeFullTime, "9-0 (5-0)"));
    assert!(stands(&MarketKind::TeamTotal { side: Side::Home, line: line("1.5") }, "2-0"));
    assert!(!stands(&MarketKind::TeamTotal { side: Side::Home, line: line("1.5") }, "1-5"));
}

#[test]
fn a_correct_score_market_stands_once_all_its_scores_are_out_of_reach() {
    let listed = [Outcome::exact(1, 0), Outcome::exact(2, 1), Outcome::AnyOther];
    let stands = |score: &str, listed: &[Outcome]| {
        determined(&MarketKind::CorrectScore, &score.parse().unwrap(), listed)
    };
    assert!(!stands("1-1", &listed));
    assert!(!stands("2-1", &listed));
    assert!(stands("3-0", &listed) && stands("0-2", &listed));
    assert!(!stands("3-0", &[]), "without a list nothing is known");
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

    /// What stands at an abandonment is what any continuation would have given, and what no continuation could change
    /// stands.
    #[test]
    fn determined_means_no_goal_changes_it(
        quarters in 0..=24_i32, home in 0..=6_u16, away in 0..=6_u16, half in (0..=3_u16, 0..=3_u16),
    ) {
        let line = Line::from_quarters(quarters).unwrap();
        let now = Score::full_time(home, away).with_half_time(half.0.min(home), half.1.min(away));
        let listed = [Outcome::exact(1, 0), Outcome::exact(2, 2), Outcome::AnyOther];
        let mut kinds = of_each_kind();
        kinds.extend([MarketKind::TotalGoals { line }, MarketKind::TeamTotal { side: Side::Home, line }]);
        for kind in kinds.into_iter().filter(|kind| !matches!(kind, MarketKind::SetBetting { .. })) {
            let outcomes = kind.standard_outcomes().map_or(listed.to_vec(), std::borrow::Cow::into_owned);
            let more = (0..=12_u16).flat_map(|more| (0..=12_u16).map(move |others| (more, others)));
            let later = more.map(|(more, others)| Score {
                full_time: Goals::new(now.full_time.home + more, now.full_time.away + others), ..now
            });
            let changes = later.into_iter().any(|later| outcomes.iter().any(|outcome| {
                grade(&kind, outcome, &now, &listed) != grade(&kind, outcome, &later, &listed)
            }));
            prop_assert_eq!(determined(&kind, &now, &listed), !changes, "{} at {}", kind, now);
        }
    }
}
