//! What the made-up league's bookmakers reckon with: the chances of every score, and the prices that follow.
//!
//! Whole numbers only. Nothing of this is the engine's: it is given prices and does not ask where they come from.

/// How many chances a side has in a match; its rate says how many in a thousand it takes.
pub(crate) const CHANCES: usize = 10;
/// The probability of a side's goals is counted in billionths, that of a score in billionths of billionths.
const UNIT: u128 = 1_000_000_000;
/// The handicaps on offer, in quarters of a goal: up to two and a half goals either way.
const WIDEST: i64 = 10;

/// The probability of every score.
#[derive(Debug)]
pub(crate) struct Chances {
    /// Home goals, away goals, probability.
    scores: Vec<(i64, i64, u128)>,
}

/// How probable it is that a stake on something wins, and that it comes back; a half counts as one of two.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Backed {
    wins: u128,
    comes_back: u128,
    all: u128,
}

impl Backed {
    /// The price to two places at which a bookmaker's prices add up to so many percent.
    pub(crate) fn price(self, percent: u32) -> String {
        let decided = self.all - self.comes_back;
        let hundredths = (decided * 10_000).checked_div(self.wins * u128::from(percent));
        let hundredths = hundredths.unwrap_or(u128::MAX).clamp(102, 50_000);
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

/// The probability of each count of goals at a rate in thousandths.
fn goals(rate: u32) -> Vec<u128> {
    let (hit, miss) = (u128::from(rate), u128::from(1_000 - rate.min(1_000)));
    let mut ways = 1_u128;
    let mut chances = Vec::new();
    for goals in 0..=CHANCES {
        let power = |base: u128, times: usize| (0..times).fold(1, |product: u128, _| product * base);
        // At most 252 ways of 10^30 thousandths to the tenth: far inside 128 bits.
        chances.push(ways * power(hit, goals) * power(miss, CHANCES - goals) / (UNIT * UNIT * 1_000));
        ways = ways * (CHANCES - goals) as u128 / (goals as u128 + 1);
    }
    chances
}

impl Chances {
    /// The chances that follow from the rates of both sides.
    pub(crate) fn new([home, away]: [u32; 2]) -> Self {
        let away = goals(away);
        let mut scores = Vec::new();
        for (of_home, first) in (0..).zip(goals(home)) {
            scores.extend((0..).zip(&away).map(|(of_away, second)| (of_home, of_away, first * second)));
        }
        Self { scores }
    }

    /// A bet whose result each score decides: two halves of the stake, each won (1), returned (0) or lost (-1).
    fn backed(&self, halves: impl Fn(i64, i64) -> [i64; 2]) -> Backed {
        let mut backed = Backed::default();
        for &(home, away, chance) in &self.scores {
            for half in halves(home, away) {
                backed.all += chance;
                backed.wins += if half > 0 { chance } else { 0 };
                backed.comes_back += if half == 0 { chance } else { 0 };
            }
        }
        backed
    }

    fn whole(&self, wins: impl Fn(i64, i64) -> bool) -> Backed {
        self.backed(|home, away| if wins(home, away) { [1, 1] } else { [-1, -1] })
    }

    /// Home, draw, away.
    pub(crate) fn match_result(&self) -> Vec<Backed> {
        vec![
            self.whole(|home, away| home > away),
            self.whole(|home, away| home == away),
            self.whole(|home, away| home < away),
        ]
    }

    /// Over 2.5 goals, under.
    pub(crate) fn total_goals(&self) -> Vec<Backed> {
        vec![self.whole(|home, away| home + away > 2), self.whole(|home, away| home + away < 3)]
    }

    /// Home and away on a handicap in quarters of a goal.
    pub(crate) fn handicap(&self, line: i64) -> Vec<Backed> {
        // A quarter line is half a stake on each of its neighbours; for any other line both are the line itself.
        let halves = |home: i64, away: i64| {
            let lead = 4 * (home - away) + line;
            if line % 2 == 0 { [lead, lead] } else { [lead - 1, lead + 1] }
        };
        vec![self.backed(halves), self.backed(|home, away| halves(home, away).map(|half| -half))]
    }

    /// The handicap that comes nearest to an even match.
    pub(crate) fn fair_line(&self) -> i64 {
        let gap = |line: i64| match self.handicap(line)[..] {
            [home, away] => home.wins.abs_diff(away.wins),
            _ => u128::MAX,
        };
        (-WIDEST..=WIDEST).min_by_key(|&line| gap(line)).unwrap_or_default()
    }
}

/// A count of quarters as a line: `-1.25`.
pub(crate) fn line_text(quarters: i64) -> String {
    let sign = if quarters < 0 { "-" } else { "" };
    let size = quarters.unsigned_abs();
    format!("{sign}{}.{:02}", size / 4, size % 4 * 25)
}
