//! House rules: every figure that houses differ in (docs/rules.md, "Defaults of the house rules").
//!
//! They are rows of the books, adopted by an Admin and numbered; a bet settles by the version it was placed under.
//! Opening a book takes none: a new book stands under [`HouseRules::default`] as version 0.

mod bets;

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use self::bets::{BetRules, LuckyBonus, WinOnlyField};
use crate::money::{Currency, Rounding};
use crate::odds::Odds;

/// The number of a version of the house rules; 0 is the built-in default, and each adoption counts up by one.
///
/// ```
/// use realdeal::house_rules::RulesVersion;
/// assert!(RulesVersion(1) > RulesVersion::default());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct RulesVersion(pub u32);

impl fmt::Display for RulesVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What is wrong with proposed house rules.
///
/// ```
/// use realdeal::house_rules::HouseRules;
/// let rules = HouseRules { max_legs: 0, ..HouseRules::default() };
/// let error = rules.validate().unwrap_err();
/// assert_eq!(error.code(), "rule_out_of_range");
/// assert_eq!(error.to_string(), "the house rule max_legs must lie between 1 and 25");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum HouseRulesError {
    /// A figure outside what the engine can keep.
    #[error("the house rule {field} must lie between {min} and {max}")]
    RuleOutOfRange {
        /// The field's name.
        field: String,
        /// The least that it may be.
        min: i64,
        /// The most that it may be.
        max: i64,
    },
}

impl HouseRulesError {
    /// Every code that [`HouseRulesError::code`] can give.
    pub const CODES: &'static [&'static str] = &["rule_out_of_range"];

    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::RuleOutOfRange { .. } => "rule_out_of_range",
        }
    }
}

/// The limits of one currency, in its minor units (cents for EUR): the least is 1, the most
/// [`Limits::CEILING`].
///
/// ```
/// use realdeal::house_rules::{HouseRules, Limits};
/// use realdeal::money::Currency;
/// // 100 to 500,000 yen, and no bet that returns more than 50 million.
/// let yen = Limits { min_stake: 100, max_stake: 500_000, max_return: 50_000_000 };
/// let rules = HouseRules::default().with_limits(Currency::JPY, yen);
/// assert!(rules.validate().is_ok());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The least stake of a bet.
    pub min_stake: i64,
    /// The most stake of a bet.
    pub max_stake: i64,
    /// The most that a bet may return, stake included. A bet that could return more is refused.
    pub max_return: i64,
}

impl Limits {
    /// 10^15 minor units: no limit may be above it, so that a wallet has room for thousands of the largest returns.
    pub const CEILING: i64 = 1_000_000_000_000_000;
}

/// The house rules. An Admin adopts them whole, so that a change starts from those in force.
///
/// ```
/// use realdeal::house_rules::HouseRules;
/// use realdeal::money::Rounding;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, admin, .. } = doc::world()?;
/// let rules = HouseRules { rounding: Rounding::TowardZero, max_legs: 12, ..book.house_rules()? };
/// book.session(admin).adopt_house_rules(rules)?;
/// assert_eq!(book.house_rules()?.max_legs, 12);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseRules {
    /// How an exact return becomes minor units, once a bet.
    pub rounding: Rounding,
    /// The limits of each currency; a currency without can't be staked.
    pub limits: BTreeMap<Currency, Limits>,
    /// The most legs of a bet.
    pub max_legs: u32,
    /// The longest price that a leg may be taken at.
    pub max_odds: Odds,
    /// How many seconds before the start a fixture's pre-match markets close.
    pub cut_off_seconds: u32,
    /// How many seconds after placement a bettor may cancel his own bet; 0 for never.
    pub cancellation_seconds: u32,
    /// How many seconds after its first start a postponed fixture may start, with its bets standing.
    pub postponement_seconds: u32,
    /// How many seconds pass between the wish to return after an exclusion and the return.
    pub reopening_seconds: u32,
    /// By how many seconds a command's time may lie before that of an earlier one.
    pub clock_tolerance_seconds: u32,
    /// For how long a basket stays open.
    pub basket_seconds: u32,
    /// The most baskets that a bettor may have open at once.
    pub max_baskets: u32,
    /// The most slips in a basket.
    pub max_slips: u32,
    /// The rules on systems, each-way bets, Rule 4 and bonuses.
    #[serde(default)]
    pub bets: BetRules,
}

impl HouseRules {
    /// Legs beyond this could not be paid exactly (see [`crate::betting::payout`]).
    pub const MAX_LEGS: u32 = 25;

    /// The same rules with the limits of one more currency, or other limits of one that has some.
    ///
    /// ```
    /// use realdeal::house_rules::{HouseRules, Limits};
    /// use realdeal::money::Currency;
    /// let dollars = Limits { min_stake: 10, max_stake: 100_000, max_return: 10_000_000 };
    /// let rules = HouseRules::default().with_limits(Currency::USD, dollars);
    /// assert_eq!(rules.limits.len(), 2);
    /// ```
    #[must_use]
    pub fn with_limits(mut self, currency: Currency, limits: Limits) -> Self {
        self.limits.insert(currency, limits);
        self
    }

    /// Whether the engine can keep every figure.
    ///
    /// Error: `rule_out_of_range`, for the first that it can't.
    ///
    /// ```
    /// use realdeal::house_rules::HouseRules;
    /// assert!(HouseRules::default().validate().is_ok());
    /// let rules = HouseRules { cut_off_seconds: 90_000, ..HouseRules::default() };
    /// assert_eq!(rules.validate().unwrap_err().code(), "rule_out_of_range"); // more than a day
    /// ```
    pub fn validate(&self) -> Result<(), HouseRulesError> {
        const DAY: i64 = 86_400;
        let within = |field: &str, value: i64, min: i64, max: i64| {
            let fits = (min..=max).contains(&value);
            let fault = || HouseRulesError::RuleOutOfRange { field: field.to_owned(), min, max };
            if fits { Ok(()) } else { Err(fault()) }
        };
        within("max_legs", self.max_legs.into(), 1, Self::MAX_LEGS.into())?;
        within("cut_off_seconds", self.cut_off_seconds.into(), 0, DAY)?;
        within("cancellation_seconds", self.cancellation_seconds.into(), 0, 7 * DAY)?;
        within("postponement_seconds", self.postponement_seconds.into(), 0, 366 * DAY)?;
        within("reopening_seconds", self.reopening_seconds.into(), 0, 366 * DAY)?;
        within("clock_tolerance_seconds", self.clock_tolerance_seconds.into(), 0, DAY)?;
        within("basket_seconds", self.basket_seconds.into(), 1, 366 * DAY)?;
        within("max_baskets", self.max_baskets.into(), 0, 1_000)?;
        within("max_slips", self.max_slips.into(), 1, 1_000)?;
        for limits in self.limits.values() {
            within("min_stake", limits.min_stake, 1, Limits::CEILING)?;
            within("max_stake", limits.max_stake, limits.min_stake, Limits::CEILING)?;
            within("max_return", limits.max_return, limits.min_stake, Limits::CEILING)?;
        }
        self.bets.validate(within)
    }

    /// How long before the start a fixture's pre-match markets close.
    pub fn cut_off(&self) -> Duration {
        Duration::from_secs(self.cut_off_seconds.into())
    }

    /// How long after placement a bettor may cancel his own bet.
    pub fn cancellation_window(&self) -> Duration {
        Duration::from_secs(self.cancellation_seconds.into())
    }

    /// How long after its first start a postponed fixture may start, with its bets standing.
    pub fn postponement_window(&self) -> Duration {
        Duration::from_secs(self.postponement_seconds.into())
    }

    /// How long the return after an exclusion takes.
    pub fn reopening_delay(&self) -> Duration {
        Duration::from_secs(self.reopening_seconds.into())
    }

    /// By how much a command's time may lie before that of an earlier one.
    pub fn clock_tolerance(&self) -> Duration {
        Duration::from_secs(self.clock_tolerance_seconds.into())
    }

    /// [`basket_seconds`](Self::basket_seconds) as a duration.
    pub fn basket_lifetime(&self) -> Duration {
        Duration::from_secs(self.basket_seconds.into())
    }
}

impl Default for HouseRules {
    /// The defaults of docs/rules.md, with limits for EUR.
    fn default() -> Self {
        let euro = Limits { min_stake: 10, max_stake: 1_000_000, max_return: 100_000_000 };
        Self {
            rounding: Rounding::HalfAwayFromZero,
            limits: BTreeMap::from([(Currency::EUR, euro)]),
            max_legs: Self::MAX_LEGS,
            max_odds: Odds::LONGEST_BY_DEFAULT,
            cut_off_seconds: 0,
            cancellation_seconds: 30 * 60,
            postponement_seconds: 48 * 3_600,
            reopening_seconds: 24 * 3_600,
            clock_tolerance_seconds: 5,
            basket_seconds: 24 * 3_600,
            max_baskets: 10,
            max_slips: 50,
            bets: BetRules::default(),
        }
    }
}
