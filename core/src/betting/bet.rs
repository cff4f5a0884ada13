//! A bet as the books keep it: what was accepted, how each leg stands, and what was paid.

use std::fmt;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::payout::Exact;
use super::{BetTerms, BetType, LegTerms, LineStake, PricedBet, PricedLeg, ReturnError, StakeRemainder, Way};
use crate::catalogue::Market;
use crate::catalogue::score::Goals;
use crate::house_rules::{HouseRules, RulesVersion};
use crate::id::{BetId, FixtureId, MarketId, SelectionId, UserId};
use crate::journal::RequestHash;
use crate::money::Money;
use crate::odds::Odds;
use crate::settlement::LegGrade;
use crate::time::Timestamp;

/// How a bet stands. Only an open bet has its stake among the open stakes; every other status may still
/// change into another by a correction.
///
/// ```
/// use realdeal::betting::BetStatus;
/// assert!(!BetStatus::Open.is_settled());
/// assert_eq!(BetStatus::HalfWon.to_string(), "half won");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BetStatus {
    /// Its return is not decided yet.
    Open,
    /// It returned something, and not only because it was void.
    Won,
    /// A single whose stake half won and half came back.
    HalfWon,
    /// A single whose stake half came back and half lost.
    HalfLost,
    /// It returned nothing.
    Lost,
    /// Every line of it was void: the stake came back.
    Void,
    /// The bettor cancelled it: the stake came back.
    Cancelled,
}

impl BetStatus {
    /// Whether the return is decided.
    pub fn is_settled(self) -> bool {
        !matches!(self, Self::Open)
    }
}

impl fmt::Display for BetStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::HalfWon => "half won",
            Self::HalfLost => "half lost",
            Self::Lost => "lost",
            Self::Void => "void",
            Self::Cancelled => "cancelled",
        })
    }
}

/// One leg of a bet: what was backed, at which price, and what came of it so far.
///
/// ```
/// use realdeal::betting::Slip;
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, alice, market, .. } = doc::world()?;
/// let bet = book.session(alice).place_bet(Slip::single(market.selections[0], "2.10").stake("1.00 EUR"))?;
/// let leg = &bet.legs[0];
/// assert_eq!((leg.market, leg.odds.to_string().as_str()), (market.id, "2.10"));
/// assert_eq!(leg.result, None);
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leg {
    /// What was backed.
    pub selection: SelectionId,
    /// The selection's market.
    pub market: MarketId,
    /// The market's fixture.
    pub fixture: FixtureId,
    /// The price on the slip.
    pub requested: Odds,
    /// The price at which the leg was accepted: the one current then.
    pub odds: Odds,
    /// Which of the fixture's announced starts was in force when the bet was placed, counted from 0.
    pub kickoff: u32,
    /// The market's revision at which the leg was last graded.
    pub revision: u32,
    /// The leg's result at that revision, if there was one.
    pub result: Option<LegGrade>,
    /// What was agreed on the leg beside its price.
    #[serde(default)]
    pub terms: LegTerms,
    /// The goals of the market's period when the bet was accepted, where it was accepted in play on a market that counts
    /// only those after it (docs/rules.md, section 6).
    pub score_at_acceptance: Option<Goals>,
}

/// A bet. Its id is the id of the command that placed it.
///
/// ```
/// use realdeal::betting::{BetStatus, BetType, Slip};
/// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
/// # let doc::World { mut book, alice, market, .. } = doc::world()?;
/// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
/// let bet = book.session(alice).place_bet(slip)?;
/// assert_eq!((bet.bet_type, bet.status), (BetType::Single, BetStatus::Open));
/// assert_eq!(bet.potential_return().to_string(), "21.00 EUR");
/// assert!(bet.returned().is_zero());
/// # Ok::<(), realdeal::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bet {
    /// The bet's id.
    pub id: BetId,
    /// Whose bet it is.
    pub user: UserId,
    /// How its legs make lines.
    pub bet_type: BetType,
    /// The legs, in the slip's order.
    pub legs: SmallVec<[Leg; 1]>,
    /// The stake of the whole bet.
    pub stake: Money,
    /// What it returns if every leg wins, stake included, in minor units.
    pub potential_return: i64,
    /// The house rules that it settles by.
    pub rules: RulesVersion,
    /// When it was accepted.
    pub placed_at: Timestamp,
    /// How it stands.
    pub status: BetStatus,
    /// When its status was last decided; none while open.
    pub settled_at: Option<Timestamp>,
    /// What it has returned, stake included, in minor units.
    pub returned: i64,
    /// The return before rounding; none while open.
    pub exact_return: Option<Exact>,
    /// Whether it was voided or cancelled by hand: then no result changes it any more.
    pub withdrawn: bool,
    /// The hash of the request that placed it, so that the bet itself answers a repeated command.
    pub request_hash: RequestHash,
    /// Whether it stands on the win, the place, or both.
    #[serde(default)]
    pub way: Way,
}

impl Bet {
    /// Whether a leg on a market waits to be graded at its revision.
    pub(crate) fn is_behind(&self, market: &Market) -> bool {
        let behind = |leg: &Leg| leg.market == market.id && leg.revision < market.revision;
        !self.withdrawn && self.legs.iter().any(behind)
    }

    /// What the bet has returned, stake included.
    pub fn returned(&self) -> Money {
        Money::new(self.returned, self.stake.currency())
    }

    /// What the bet returns if every leg wins, stake included, at the prices and on the places of its placement.
    pub fn potential_return(&self) -> Money {
        Money::new(self.potential_return, self.stake.currency())
    }

    /// Whether it may return more than was said when it was placed: where a starting price may be longer than the price taken, or
    /// fewer runners may change its places (docs/rules.md, section 7).
    pub fn may_exceed_potential(&self) -> bool {
        self.legs.iter().any(|leg| leg.terms.guaranteed || self.way != Way::Win && leg.terms.place.is_some())
    }

    /// How many lines the bet has; an each-way bet has twice those of its type.
    pub fn lines(&self) -> u32 {
        // Each bet was placed with its lines counted.
        self.terms().lines(small(self.legs.len()), self.bankers()).unwrap_or(1)
    }

    /// How the stake lies on the lines.
    pub fn line_stake(&self) -> LineStake {
        let total = self.stake.minor();
        let whole = LineStake { per_line: total, spread: 0 };
        LineStake::of_total(total, self.lines(), StakeRemainder::Spread).unwrap_or(whole)
    }

    /// What was agreed of the bet beside its legs.
    pub fn terms(&self) -> BetTerms {
        BetTerms { bet_type: self.bet_type, way: self.way }
    }

    fn bankers(&self) -> u32 {
        small(self.legs.iter().filter(|leg| leg.terms.banker).count())
    }

    /// What the legs' results decide under the rules that the bet was placed under, or none while they leave the
    /// return open.
    ///
    /// A lost leg decides an accumulator, whatever the others do; a system is decided when no line that is still
    /// alive waits for a result. The exact return is rounded here, once, and is capped at what a bet may return.
    ///
    /// Errors: those of [`PricedBet::decided`]; placement rules them out for the bets in a book.
    ///
    /// ```
    /// use realdeal::betting::{BetStatus, Slip};
    /// use realdeal::house_rules::HouseRules;
    /// use realdeal::settlement::LegResult;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// let mut bet = book.session(alice).place_bet(slip)?;
    /// assert_eq!(bet.decided(&HouseRules::default()), Ok(None));
    ///
    /// bet.legs[0].result = Some(LegResult::HALF_WON.into()); // what if?
    /// let Ok(Some(decided)) = bet.decided(&HouseRules::default()) else { panic!("its one leg has a result") };
    /// assert_eq!((decided.status, decided.returned), (BetStatus::HalfWon, 1_550));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn decided(&self, rules: &HouseRules) -> Result<Option<Decided>, ReturnError> {
        let grades: SmallVec<[_; 8]> = self.legs.iter().map(|leg| leg.result.as_ref()).collect();
        self.decided_by(&grades, rules)
    }

    /// What other results of the legs would decide, one for each leg in order.
    pub(crate) fn decided_by(
        &self,
        grades: &[Option<&LegGrade>],
        rules: &HouseRules,
    ) -> Result<Option<Decided>, ReturnError> {
        let legs: SmallVec<[_; 8]> =
            self.legs.iter().map(|leg| PricedLeg { odds: leg.odds, terms: leg.terms }).collect();
        let most = rules.limits.get(&self.stake.currency()).map(|limits| limits.max_return);
        let priced = PricedBet::new(self.terms(), self.stake.minor(), &legs, &rules.bets)?;
        priced.decided(grades, rules.rounding, most)
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What the results of a bet's legs decide: the answer of [`Bet::decided`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// How the bet stands.
    pub status: BetStatus,
    /// What it returns, stake included, in minor units.
    pub returned: i64,
    /// The return before rounding, in minor units.
    pub exact_return: Exact,
}
