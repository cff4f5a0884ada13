//! Ladders: the prices that a house quotes, and the step below, above or nearest to any other price.
//!
//! Which ladder a house quotes by is its own choice: it is an argument wherever it matters. Not here: what a price should be
//! (`pricing`), and fractions that are near without being anybody's step (`nearest_fraction`).

use serde::{Deserialize, Serialize};

use super::{Odds, OddsError, OddsFormat};

/// Which step of a ladder stands for a price that is on none.
///
/// ```
/// use realdeal::odds::{Ladder, Odds, Snap};
/// let (ladder, odds) = (Ladder::exchange()?, "3.03".parse::<Odds>()?);
/// let steps = [Snap::Down, Snap::Nearest, Snap::Up].map(|snap| ladder.snap(odds, snap).map(|odds| odds.to_string()));
/// assert_eq!(steps, ["3.00", "3.05", "3.05"].map(|text| Some(text.to_owned())));
/// # Ok::<(), realdeal::odds::OddsError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Snap {
    /// The next one below, in the house's favour.
    #[default]
    Down,
    /// The one whose decimal odds are nearest; of two, the lower.
    Nearest,
    /// The next one above, in the bettor's favour.
    Up,
}

/// The prices that a house quotes, from the shortest to the longest: at least one, at most [`Ladder::MAX_STEPS`].
///
/// ```
/// use realdeal::odds::{Ladder, Odds};
///
/// let ladder = Ladder::traditional()?;
/// let down = |text: &str| ladder.down(text.parse::<Odds>()?).map_or(Ok(String::new()), |odds| Ok(odds.to_string()));
/// assert_eq!(down("2.5")?, "6/4"); // never 3/2
/// assert_eq!(down("4.40")?, "100/30");
/// assert_eq!(down("1.001")?, ""); // below the first step
/// # Ok::<(), realdeal::odds::OddsError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    steps: Vec<Odds>,
}

impl Ladder {
    /// The most steps: every price of a usual ladder many times over, and still found in a few comparisons.
    pub const MAX_STEPS: usize = 10_000;

    /// A ladder of one's own. Errors: `ladder_size` for none or too many steps, `ladder_not_rising` unless each step is
    /// longer than the one before.
    ///
    /// ```
    /// use realdeal::odds::Ladder;
    /// let steps = ["1/2", "EVS", "2/1"].map(str::parse);
    /// let ladder = Ladder::new(steps.into_iter().collect::<Result<_, _>>()?)?;
    /// assert_eq!(ladder.up("1.8".parse()?).map(|odds| odds.to_string()).as_deref(), Some("EVS"));
    /// # Ok::<(), realdeal::odds::OddsError>(())
    /// ```
    pub fn new(steps: Vec<Odds>) -> Result<Self, OddsError> {
        if steps.is_empty() || steps.len() > Self::MAX_STEPS {
            return Err(OddsError::LadderSize { steps: steps.len(), max: Self::MAX_STEPS });
        }
        match steps.windows(2).find(|pair| pair[0] >= pair[1]) {
            Some(pair) => Err(OddsError::LadderNotRising { before: pair[0], after: pair[1] }),
            None => Ok(Self { steps }),
        }
    }

    /// The fractional steps that British bookmakers quote by custom, from 1/100 to 1000/1: 6/4 and not 3/2, 4/6 and not
    /// 2/3, 100/30 for 10/3. A house with other steps makes its own ladder.
    pub fn traditional() -> Result<Self, OddsError> {
        Self::new(TRADITIONAL.split_ascii_whitespace().map(str::parse).collect::<Result<_, _>>()?)
    }

    /// The decimal steps of betting exchanges, from 1.01 in hundredths to 1000 in tens (Betfair's price increments).
    pub fn exchange() -> Result<Self, OddsError> {
        let mut steps = Vec::new();
        let mut hundredths = 101;
        for (up_to, by) in EXCHANGE {
            while hundredths < up_to {
                steps.push(hundredths);
                hundredths += by;
            }
        }
        steps.push(hundredths);
        let steps = steps.into_iter().map(|step| Odds::new(step, 100));
        Self::new(steps.collect::<Result<_, _>>()?)
    }

    /// The steps, from the shortest price to the longest.
    pub fn steps(&self) -> &[Odds] {
        &self.steps
    }

    /// The longest step that is not above this price; none below the first step.
    pub fn down(&self, odds: Odds) -> Option<Odds> {
        let above = self.steps.partition_point(|step| *step <= odds);
        self.steps[..above].last().copied()
    }

    /// The shortest step that is not below this price; none above the last step.
    pub fn up(&self, odds: Odds) -> Option<Odds> {
        let from = self.steps.partition_point(|step| *step < odds);
        self.steps.get(from).copied()
    }

    /// The step whose decimal odds are nearest to this price; of two that are equally near, the lower.
    pub fn nearest(&self, odds: Odds) -> Option<Odds> {
        match (self.down(odds), self.up(odds)) {
            (Some(down), Some(up)) => Some(if is_nearer(up, odds, down) { up } else { down }),
            (down, up) => down.or(up),
        }
    }

    /// The step that stands for this price; none where the ladder has no step on that side.
    pub fn snap(&self, odds: Odds, snap: Snap) -> Option<Odds> {
        match snap {
            Snap::Down => self.down(odds),
            Snap::Nearest => self.nearest(odds),
            Snap::Up => self.up(odds),
        }
    }

    /// The format of the first step, in which a ladder is usually quoted throughout.
    pub fn format(&self) -> Option<OddsFormat> {
        self.steps.first().map(|step| step.format())
    }
}

/// Whether `up` is nearer to the price between them than `down` is: exactly, over the product of all three denominators,
/// which is below 10^18, and with numerators below 10^22.
fn is_nearer(up: Odds, odds: Odds, down: Odds) -> bool {
    let parts = |odds: Odds| (u128::from(odds.numerator), u128::from(odds.denominator));
    let ((up, up_den), (price, den), (down, down_den)) = (parts(up), parts(odds), parts(down));
    let above = (up * den - price * up_den) * down_den;
    let below = (price * down_den - down * den) * up_den;
    above < below
}

const TRADITIONAL: &str = "1/100 1/66 1/50 1/40 1/33 1/25 1/20 1/16 1/14 1/12 1/11 1/10 1/9 1/8 2/15 1/7 2/13 1/6 2/11 \
    1/5 2/9 1/4 2/7 3/10 1/3 4/11 2/5 4/9 1/2 8/15 4/7 8/13 4/6 8/11 4/5 5/6 10/11 20/21 EVS 21/20 11/10 6/5 5/4 11/8 \
    6/4 13/8 7/4 15/8 2/1 85/40 9/4 12/5 5/2 13/5 11/4 14/5 3/1 100/30 7/2 4/1 9/2 5/1 11/2 6/1 13/2 7/1 15/2 8/1 17/2 \
    9/1 10/1 11/1 12/1 14/1 16/1 18/1 20/1 22/1 25/1 28/1 33/1 40/1 50/1 66/1 80/1 100/1 125/1 150/1 200/1 250/1 300/1 \
    400/1 500/1 750/1 1000/1";

/// Up to where, and by how much a step rises, both in hundredths.
const EXCHANGE: [(u64, u64); 10] = [
    (200, 1),
    (300, 2),
    (400, 5),
    (600, 10),
    (1_000, 20),
    (2_000, 50),
    (3_000, 100),
    (5_000, 200),
    (10_000, 500),
    (100_000, 1_000),
];
