//! What a score makes of a selection, written from docs/rules.md, sections 3, 5 and 6, and in the plainest way: a quarter line
//! is two bets of half the stake, and a market is determined if no further goals could change it.

use super::fraction::Fraction;

/// What a market asks. Lines are in quarters of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Winner,
    TwoOfThree,
    DrawNoBet,
    Total(i32),
    Handicap(i32),
    BothScore,
    Custom,
}

/// What is backed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pick {
    Home,
    Draw,
    Away,
    HomeOrDraw,
    HomeOrAway,
    DrawOrAway,
    Over,
    Under,
    Yes,
    No,
    Named(u8),
}

/// A score over 90 minutes: home, away.
pub(crate) type Goals = (u16, u16);

/// The part of a stake that wins, and the part that comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Grade {
    pub(crate) win: Fraction,
    pub(crate) void: Fraction,
}

impl Grade {
    pub(crate) const WON: Self = Self { win: Fraction::ONE, void: Fraction::ZERO };
    pub(crate) const LOST: Self = Self { win: Fraction::ZERO, void: Fraction::ZERO };
    pub(crate) const VOID: Self = Self { win: Fraction::ZERO, void: Fraction::ONE };
    pub(crate) const HALF_WON: Self = Self { win: Fraction::HALF, void: Fraction::HALF };
    pub(crate) const HALF_LOST: Self = Self { win: Fraction::ZERO, void: Fraction::HALF };

    /// What one unit of stake becomes at a price.
    pub(crate) fn factor(self, price: Fraction) -> Fraction {
        self.win.times(price).plus(self.void)
    }

    fn if_won(won: bool) -> Self {
        if won { Self::WON } else { Self::LOST }
    }
}

/// The answers that a market of a kind has, in order.
pub(crate) fn picks(kind: Kind) -> Vec<Pick> {
    match kind {
        Kind::Winner => vec![Pick::Home, Pick::Draw, Pick::Away],
        Kind::TwoOfThree => vec![Pick::HomeOrDraw, Pick::HomeOrAway, Pick::DrawOrAway],
        Kind::DrawNoBet | Kind::Handicap(_) => vec![Pick::Home, Pick::Away],
        Kind::Total(_) => vec![Pick::Over, Pick::Under],
        Kind::BothScore => vec![Pick::Yes, Pick::No],
        Kind::Custom => vec![Pick::Named(0), Pick::Named(1), Pick::Named(2)],
    }
}

/// One stake on one line, ahead of it by so many quarters of a goal.
fn on_a_line(ahead: i32) -> Grade {
    match ahead.signum() {
        1 => Grade::WON,
        0 => Grade::VOID,
        _ => Grade::LOST,
    }
}

/// A line that lies between two others is half a stake on each.
fn on_any_line(ahead: i32) -> Grade {
    if ahead % 2 == 0 {
        return on_a_line(ahead);
    }
    let (lower, upper) = (on_a_line(ahead - 1), on_a_line(ahead + 1));
    let half = |left: Fraction, right: Fraction| left.plus(right).times(Fraction::HALF);
    Grade { win: half(lower.win, upper.win), void: half(lower.void, upper.void) }
}

/// What came of a pick. Custom markets have stated outcomes and never come here.
pub(crate) fn grade(kind: Kind, pick: Pick, (home, away): Goals) -> Grade {
    let (home, away) = (i32::from(home), i32::from(away));
    match (kind, pick) {
        (Kind::Winner, Pick::Home) => Grade::if_won(home > away),
        (Kind::Winner, Pick::Draw) => Grade::if_won(home == away),
        (Kind::Winner, Pick::Away) => Grade::if_won(home < away),
        (Kind::TwoOfThree, Pick::HomeOrDraw) => Grade::if_won(home >= away),
        (Kind::TwoOfThree, Pick::HomeOrAway) => Grade::if_won(home != away),
        (Kind::TwoOfThree, Pick::DrawOrAway) => Grade::if_won(home <= away),
        (Kind::DrawNoBet, _) if home == away => Grade::VOID,
        (Kind::DrawNoBet, pick) => Grade::if_won((home > away) == (pick == Pick::Home)),
        (Kind::Total(line), Pick::Over) => on_any_line((home + away) * 4 - line),
        (Kind::Total(line), Pick::Under) => on_any_line(line - (home + away) * 4),
        (Kind::Handicap(line), Pick::Home) => on_any_line((home - away) * 4 + line),
        (Kind::Handicap(line), Pick::Away) => on_any_line((away - home) * 4 - line),
        (Kind::BothScore, pick) => Grade::if_won((home > 0 && away > 0) == (pick == Pick::Yes)),
        (kind, pick) => panic!("a market of the kind {kind:?} has no answer {pick:?}"),
    }
}

/// What came of a pick that was taken when some goals had been scored: a handicap is another handicap then, with the lead
/// of that moment taken off.
pub(crate) fn grade_since(kind: Kind, pick: Pick, score: Goals, then: Option<Goals>) -> Grade {
    match (kind, then) {
        (Kind::Handicap(line), Some((home, away))) => {
            grade(Kind::Handicap(line - 4 * (i32::from(home) - i32::from(away))), pick, score)
        }
        _ => grade(kind, pick, score),
    }
}

/// Whether no further goals could change what came of any answer.
pub(crate) fn determined(kind: Kind, (home, away): Goals) -> bool {
    kind != Kind::Custom
        && picks(kind).into_iter().all(|pick| {
            let now = grade(kind, pick, (home, away));
            let later = (0..12).flat_map(|more| (0..12).map(move |others| (home + more, away + others)));
            later.into_iter().all(|score| grade(kind, pick, score) == now)
        })
}

#[test]
fn quarter_lines_split_the_stake() {
    let home = |line, score| grade(Kind::Handicap(line), Pick::Home, score);
    assert_eq!(home(-3, (2, 1)), Grade::HALF_WON);
    assert_eq!(home(-5, (2, 1)), Grade::HALF_LOST);
    assert_eq!(home(-4, (2, 1)), Grade::VOID);
    assert_eq!(grade(Kind::Total(9), Pick::Under, (1, 1)), Grade::HALF_WON);
    assert!(determined(Kind::Total(10), (2, 1)) && !determined(Kind::Total(11), (2, 1)));
    assert!(determined(Kind::BothScore, (1, 1)) && !determined(Kind::Winner, (9, 0)));
}
