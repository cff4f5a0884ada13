//! The house rules on systems, each-way bets, Rule 4 and bonuses (docs/rules.md, sections 0, 4 and 7).
//!
//! Not here: what they make of a bet (`betting::returns`, `settlement::rule_4`).

use serde::{Deserialize, Serialize};

use super::HouseRulesError;
use crate::betting::{BetType, Folds, StakeRemainder};
use crate::settlement::Rule4Rules;

/// What houses differ in about bets of several lines and bets on races.
///
/// ```
/// use realdeal::betting::StakeRemainder;
/// use realdeal::house_rules::{BetRules, HouseRules};
/// let bets = BetRules { stake_remainder: StakeRemainder::Spread, ..BetRules::default() };
/// let rules = HouseRules { bets, ..HouseRules::default() };
/// assert!(rules.validate().is_ok());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BetRules {
    /// What to do with a total stake that leaves a rest over the lines.
    pub stake_remainder: StakeRemainder,
    /// The most legs of a bet with several lines.
    pub max_system_legs: u32,
    /// Where the place part of a leg goes whose field had too few runners for a place.
    pub win_only_field: WinOnlyField,
    /// Deductions for withdrawn runners.
    pub rule_4: Rule4Rules,
    /// Bonuses by bet type; a type that is not named has none. The first that names a type counts.
    pub lucky_bonuses: Vec<LuckyBonus>,
}

/// Where the place part of a leg goes if its field has no places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WinOnlyField {
    /// On the win: it settles as the win part does, at the full price.
    #[default]
    OnWin,
    /// It is void.
    Void,
}

/// What a house adds to bets of one type, on the winnings of their win part; one void leg, or one that shared,
/// half won or half lost, cancels it.
///
/// ```
/// use realdeal::betting::BetType;
/// use realdeal::house_rules::{BetRules, LuckyBonus};
/// // Three times the winnings for one winner, a tenth more for four.
/// let bonus = LuckyBonus { bet_type: BetType::Lucky15, one_winner_times: 3, all_winners_percent: 10 };
/// let bets = BetRules { lucky_bonuses: vec![bonus], ..BetRules::default() };
/// assert_eq!(bets.bonus_of(BetType::Lucky15), Some(bonus));
/// assert_eq!(bets.bonus_of(BetType::Yap), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LuckyBonus {
    /// The bets that have it.
    pub bet_type: BetType,
    /// How many times its winnings a single winner pays when all other legs are lost; 1 for no bonus.
    pub one_winner_times: u8,
    /// How many hundredths of the winnings are added when every leg has won; 0 for no bonus.
    pub all_winners_percent: u8,
}

impl BetRules {
    /// What is added to bets of this type.
    pub fn bonus_of(&self, bet_type: BetType) -> Option<LuckyBonus> {
        self.lucky_bonuses.iter().find(|bonus| bonus.bet_type == bet_type).copied()
    }

    /// Whether the engine can keep every figure; part of [`HouseRules::validate`](super::HouseRules::validate).
    pub(super) fn validate(
        &self,
        within: impl Fn(&str, i64, i64, i64) -> Result<(), HouseRulesError>,
    ) -> Result<(), HouseRulesError> {
        within("max_system_legs", self.max_system_legs.into(), 1, Folds::MAX.into())?;
        within("rule_4.cap_pence", self.rule_4.cap_pence.into(), 0, Rule4Rules::MOST_PENCE.into())?;
        let bonuses = i64::try_from(self.lucky_bonuses.len()).unwrap_or(i64::MAX);
        within("lucky_bonuses", bonuses, 0, 32)?;
        for bonus in &self.lucky_bonuses {
            within("one_winner_times", bonus.one_winner_times.into(), 1, 10)?;
            within("all_winners_percent", bonus.all_winners_percent.into(), 0, 100)?;
        }
        Ok(())
    }
}

impl Default for BetRules {
    /// The defaults of docs/rules.md: no bonuses.
    fn default() -> Self {
        Self {
            stake_remainder: StakeRemainder::Refuse,
            max_system_legs: Folds::MAX,
            win_only_field: WinOnlyField::OnWin,
            rule_4: Rule4Rules::default(),
            lucky_bonuses: Vec::new(),
        }
    }
}
