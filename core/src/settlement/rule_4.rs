//! Tattersalls' Rule 4(c): what is deducted from winnings because a runner was withdrawn after the bet.
//!
//! Here: the table, and what a house makes of prices between its rungs. Not here: which withdrawals a bet has to
//! bear (those after it was struck, in its market), and what is left of the price (`leg_grade`). An exchange's
//! reduction factor is another thing: it cuts the whole price.

use serde::{Deserialize, Serialize};

use crate::odds::Odds;

/// How a house applies the table (docs/rules.md, section 7).
///
/// ```
/// use realdeal::odds::Odds;
/// use realdeal::settlement::Rule4Rules;
/// let rules = Rule4Rules::default();
/// let withdrawn = |odds: &str| odds.parse::<Odds>().expect("odds");
/// assert_eq!(rules.deduction([withdrawn("2/1")]), 30); // pence in the pound
/// assert_eq!(rules.deduction([withdrawn("2/1"), withdrawn("1/2"), withdrawn("10/1")]), 90); // no more than 90
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rule4Rules {
    /// Which rung a price between two of them takes.
    pub between_rungs: BetweenRungs,
    /// The most that several withdrawals deduct together, in pence per pound.
    pub cap_pence: u8,
    /// Whether a deduction of 5 pence in all is waived.
    pub waive_five_pence: bool,
    /// Whether a leg that is paid at its starting price (best odds guaranteed) is spared, because that price was
    /// made without the withdrawn runner. The better of the price taken, deducted, and the starting price counts
    /// then; else the better price counts first, and is deducted.
    pub spares_starting_price: bool,
}

/// Which rung of the table a price takes that lies between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BetweenRungs {
    /// That of the next shorter price, which deducts more: 5.8/1 takes 15 pence, as 11/2 does.
    #[default]
    NextShorter,
    /// That of the next longer price, which deducts less.
    NextLonger,
}

/// Winnings over stake.
type Winnings = (u64, u64);

/// Shortest and longest price of a rung, as winnings over stake, and its pence per pound. (betbind.com and
/// allaboutbetting.co.uk print the same table.)
const RUNGS: [(Winnings, Winnings, u8); 18] = [
    ((0, 1), (1, 9), 90),
    ((2, 17), (2, 11), 85),
    ((1, 5), (1, 4), 80),
    ((2, 7), (3, 10), 75),
    ((1, 3), (2, 5), 70),
    ((4, 9), (8, 15), 65),
    ((4, 7), (8, 13), 60),
    ((4, 6), (4, 5), 55),
    ((5, 6), (20, 21), 50),
    ((1, 1), (6, 5), 45),
    ((5, 4), (6, 4), 40),
    ((13, 8), (7, 4), 35),
    ((15, 8), (9, 4), 30),
    ((5, 2), (3, 1), 25),
    ((10, 3), (4, 1), 20),
    ((9, 2), (11, 2), 15),
    ((6, 1), (9, 1), 10),
    ((10, 1), (14, 1), 5),
];

impl Rule4Rules {
    /// The most that a rule can deduct, in pence per pound: all winnings.
    pub const MOST_PENCE: u8 = 100;

    /// The deduction for runners withdrawn at these prices, in pence per pound of winnings.
    pub fn deduction(self, withdrawn: impl IntoIterator<Item = Odds>) -> u8 {
        let each = withdrawn.into_iter().map(|odds| u32::from(self.rung(odds)));
        let sum = each.fold(0_u32, u32::saturating_add).min(self.cap_pence.into());
        match u8::try_from(sum) {
            Ok(5) if self.waive_five_pence => 0,
            Ok(pence) => pence,
            Err(_) => self.cap_pence,
        }
    }

    /// The deduction for one runner, before cap and waiver.
    fn rung(self, odds: Odds) -> u8 {
        let stake = u64::from(odds.denominator());
        let winnings = odds.numerator() - stake;
        // Both sides of the comparisons stay below 2^34 * 21.
        let at_least = |(upper, lower): (u64, u64)| winnings * lower >= upper * stake;
        let at_most = |(upper, lower): (u64, u64)| winnings * lower <= upper * stake;
        let mut rungs = RUNGS.iter();
        let rung = match self.between_rungs {
            // Over 14/1 there is nothing shorter to fall back on: the table ends.
            BetweenRungs::NextShorter if at_most((14, 1)) => {
                rungs.rfind(|(shortest, ..)| at_least(*shortest))
            }
            BetweenRungs::NextShorter => None,
            BetweenRungs::NextLonger => rungs.find(|(_, longest, _)| at_most(*longest)),
        };
        rung.map_or(0, |(.., pence)| *pence)
    }
}

impl Default for Rule4Rules {
    /// The next shorter rung, 90 pence at most, nothing waived, guaranteed prices deducted as others.
    fn default() -> Self {
        Self {
            between_rungs: BetweenRungs::NextShorter,
            cap_pence: 90,
            waive_five_pence: false,
            spares_starting_price: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn odds(text: &str) -> Odds {
        text.parse().unwrap()
    }

    #[test]
    fn every_rung_and_what_lies_between() {
        let shorter = Rule4Rules::default();
        let longer = Rule4Rules { between_rungs: BetweenRungs::NextLonger, ..shorter };
        // The price, what the next shorter rung deducts, and the next longer one.
        for (price, by_shorter, by_longer) in [
            ("1/100", 90, 90),
            ("1/9", 90, 90),
            ("23/200", 90, 85), // 0.115, between 1/9 and 2/17
            ("2/17", 85, 85),
            ("2/11", 85, 85),
            ("1/5", 80, 80),
            ("1/4", 80, 80),
            ("2/7", 75, 75),
            ("3/10", 75, 75),
            ("1/3", 70, 70),
            ("2/5", 70, 70),
            ("4/9", 65, 65),
            ("1/2", 65, 65),
            ("8/15", 65, 65),
            ("4/7", 60, 60),
            ("8/13", 60, 60),
            ("4/6", 55, 55),
            ("4/5", 55, 55),
            ("5/6", 50, 50),
            ("20/21", 50, 50),
            ("1/1", 45, 45),
            ("6/5", 45, 45),
            ("123/100", 45, 40),
            ("5/4", 40, 40),
            ("6/4", 40, 40),
            ("13/8", 35, 35),
            ("7/4", 35, 35),
            ("15/8", 30, 30),
            ("9/4", 30, 30),
            ("5/2", 25, 25),
            ("3/1", 25, 25),
            ("10/3", 20, 20),
            ("4/1", 20, 20),
            ("9/2", 15, 15),
            ("11/2", 15, 15),
            ("29/5", 15, 10), // 5.8/1
            ("6/1", 10, 10),
            ("9/1", 10, 10),
            ("19/2", 10, 5),
            ("10/1", 5, 5),
            ("14/1", 5, 5),
            ("29/2", 0, 0),
            ("100/1", 0, 0),
        ] {
            let price = odds(price);
            assert_eq!(shorter.deduction([price]), by_shorter, "{price}");
            assert_eq!(longer.deduction([price]), by_longer, "{price}");
        }
    }

    #[test]
    fn several_add_up_to_the_cap_and_five_alone_may_be_waived() {
        let rules = Rule4Rules::default();
        assert_eq!(rules.deduction([]), 0);
        assert_eq!(rules.deduction([odds("9/1"), odds("10/1")]), 15);
        assert_eq!(rules.deduction([odds("1/5"), odds("1/1")]), 90);
        assert_eq!(rules.deduction([odds("12/1")]), 5);
        let waiving = Rule4Rules { waive_five_pence: true, ..rules };
        assert_eq!(waiving.deduction([odds("12/1")]), 0);
        assert_eq!(waiving.deduction([odds("12/1"), odds("12/1")]), 10, "two of them are not 5 alone");
        let lower = Rule4Rules { cap_pence: 40, ..rules };
        assert_eq!(lower.deduction([odds("1/9")]), 40);
    }
}
