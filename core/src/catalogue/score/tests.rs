//! Scores that fit together and scores that don't, and how they are written.

use super::*;

#[test]
fn scores_that_fit_together() {
    let most = Score::full_time(MOST_GOALS, 0).with_half_time(MOST_GOALS, 0);
    // Extra time and penalties count from nil: they may be below full time, and above it.
    let cup = Score::full_time(1, 1).with_extra_time(0, 0).with_penalties(5, 4);
    for score in [Score::full_time(0, 0), Score::full_time(2, 1).with_half_time(2, 1), most, cup] {
        assert_eq!(score.validate(), Ok(()), "{score}");
    }
}

#[test]
fn scores_that_do_not() {
    let half_time_above =
        |score: Score| matches!(score.validate(), Err(ScoreError::HalfTimeAboveFullTime { .. }));
    assert!(half_time_above(Score::full_time(2, 1).with_half_time(3, 0)));
    assert!(half_time_above(Score::full_time(2, 1).with_half_time(0, 2)));
    for score in [
        Score::full_time(1000, 0),
        Score::full_time(0, 0).with_extra_time(0, 1000),
        Score::full_time(0, 0).with_penalties(1000, 0),
    ] {
        assert_eq!(score.validate(), Err(ScoreError::TooManyGoals { goals: 1000 }), "{score}");
    }
}

#[test]
fn written_and_read_back() {
    for text in ["0-0", "2-1", "2-1 (1-0)", "10-9 (5-4)"] {
        assert_eq!(text.parse::<Score>().map(|score| score.to_string()), Ok(text.to_owned()));
    }
    let cup = Score::full_time(1, 1).with_half_time(0, 1).with_extra_time(1, 1).with_penalties(4, 3);
    assert_eq!(cup.to_string(), "1-1 (0-1), extra time 1-1, penalties 4-3");
    for text in
        ["", "2", "2-", "-1", "2-1-0", "+2-1", "2 - 1", "2:1", "2-1 (1-0", "2-1 ()", "99999-0", "1000-0"]
    {
        assert!(text.parse::<Score>().is_err(), "{text:?}");
    }
}

#[test]
fn plain_data_in_both_forms() {
    let score = Score::full_time(2, 1).with_half_time(1, 0);
    let json = serde_json::to_string(&score).unwrap();
    assert_eq!(serde_json::from_str::<Score>(&json).unwrap(), score);
    assert_eq!(postcard::from_bytes::<Score>(&postcard::to_stdvec(&score).unwrap()).unwrap(), score);
    let short = r#"{"full_time":{"home":2,"away":1}}"#;
    assert_eq!(serde_json::from_str::<Score>(short).unwrap(), Score::full_time(2, 1));
    assert!(serde_json::from_str::<Score>(r#"{"full_time":{"home":2,"away":1,"var":3}}"#).is_err());
}

#[test]
fn sets_add_up() {
    let tennis: Score = "6-2,4-6,7-5".parse().unwrap();
    assert_eq!((tennis.full_time, tennis.to_string().as_str()), (Goals::new(2, 1), "6-2,4-6,7-5"));
    assert_eq!(Score::in_sets(&[(11, 4)]).unwrap().to_string(), "1-0 in sets 11-4");
    let level = Score::in_sets(&[(6, 2), (6, 6)]).unwrap();
    assert_eq!(level.validate(), Err(ScoreError::SetLevel { set: Goals::new(6, 6) }));
    let other = Score { full_time: Goals::new(0, 2), ..tennis };
    assert_eq!(other.validate().unwrap_err().code(), "sets_not_the_score");
    for (text, code) in [
        ("6-2,", "bad_score"),
        ("6-2,4-4", "set_level"),
        ("6-2,1000-4", "too_many_goals"),
        ("1-0,1-0,1-0,1-0,1-0,1-0,1-0,1-0", "too_many_sets"),
    ] {
        assert_eq!(text.parse::<Score>().unwrap_err().code(), code, "{text}");
    }
    let json = serde_json::to_string(&tennis).unwrap();
    assert_eq!(serde_json::from_str::<Score>(&json).unwrap(), tennis);
    assert_eq!(postcard::from_bytes::<Score>(&postcard::to_stdvec(&tennis).unwrap()).unwrap(), tennis);
}

#[test]
fn halves_count_from_nil() {
    let score: Score = "3-1 (1-1)".parse().unwrap();
    assert_eq!(score.goals_of(Some(Period::FirstHalf)), Some(Goals::new(1, 1)));
    assert_eq!(score.goals_of(Some(Period::SecondHalf)), Some(Goals::new(2, 0)));
    assert_eq!(Score::full_time(3, 1).goals_of(Some(Period::FirstHalf)), None);
}
