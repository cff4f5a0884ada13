//! A slip: one bet to be, as a bettor writes it.

mod terms;

pub use self::terms::{OddsChange, SlipLeg, SlipTerms, StakeMode};
use super::{BetType, Way};
use crate::id::{BetId, CommandId, SelectionId};
use crate::money::Money;
use crate::odds::Odds;
use crate::rejection::Rejection;

/// One bet to be. It gets its id when it is made, so that sending the same slip twice places one bet; a host
/// keeps the slip until it has its answer.
///
/// Prices and stakes may be texts. What can't be read answers only when the slip is placed, with its own
/// code, so that a slip can be written in one line.
///
/// ```
/// use realdeal::betting::Slip;
/// use realdeal::id::{CommandId, SelectionId};
/// use realdeal::time::Timestamp;
/// let maker = CommandId::from_parts(Timestamp::utc(2024, 8, 16, 19, 0)?, 1, 1);
/// let (home_win, over) = (SelectionId::made_by(maker, 1), SelectionId::made_by(maker, 2));
/// let slip = Slip::accumulator([(home_win, "2.10"), (over, "10/11")]).stake("10.00 EUR");
/// assert_eq!(slip.legs().len(), 2);
/// # Ok::<(), realdeal::Rejection>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    id: CommandId,
    legs: Vec<SlipLeg>,
    stake: Option<Money>,
    odds_change: OddsChange,
    terms: SlipTerms,
    /// The first thing that could not be read; it answers when the slip is placed.
    fault: Option<Rejection>,
}

impl Slip {
    /// An empty slip with an id of the caller's making, which becomes the bet's.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// let slip = Slip::new(book.fresh_id()).leg(market.selections[0], "2.10").stake("10.00 EUR");
    /// let promised = slip.bet();
    /// assert_eq!(book.session(alice).place_bet(slip)?.id, promised);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn new(id: CommandId) -> Self {
        Self {
            id,
            legs: Vec::new(),
            stake: None,
            odds_change: OddsChange::None,
            terms: SlipTerms::default(),
            fault: None,
        }
    }

    /// A slip with one leg, and an id of the machine's making.
    ///
    /// The id carries the machine's time. Where a book's time is set by hand ([`Book::set_now`](crate::Book::set_now),
    /// [`Book::simulated`](crate::Book::simulated)), begin with [`Book::slip`](crate::Book::slip): a book that is more than 30
    /// days ahead of the machine refuses the bet with `command_too_old`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { market, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// assert_eq!(slip.legs().len(), 1);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[cfg(feature = "system-host")]
    pub fn single<P: TryInto<Odds>>(selection: SelectionId, odds: P) -> Self
    where
        P::Error: Into<Rejection>,
    {
        Self::accumulator([(selection, odds)])
    }

    /// A slip whose legs must all win (pari combiné), with an id of the machine's making.
    ///
    /// The id carries the machine's time. Where a book's time is set by hand ([`Book::set_now`](crate::Book::set_now),
    /// [`Book::simulated`](crate::Book::simulated)), begin with [`Book::slip`](crate::Book::slip): a book that is more than 30
    /// days ahead of the machine refuses the bet with `command_too_old`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// // Two legs on one fixture hang together, and are refused.
    /// let (home, draw) = (market.selections[0], market.selections[1]);
    /// let slip = Slip::accumulator([(home, "2.10"), (draw, "3.40")]).stake("10.00 EUR");
    /// assert_eq!(book.session(alice).place_bet(slip).unwrap_err().code(), "related_legs");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[cfg(feature = "system-host")]
    pub fn accumulator<P: TryInto<Odds>>(legs: impl IntoIterator<Item = (SelectionId, P)>) -> Self
    where
        P::Error: Into<Rejection>,
    {
        let id = crate::host::SystemHost::fresh_id(crate::host::SystemHost::now());
        legs.into_iter().fold(Self::new(id), |slip, (selection, odds)| slip.leg(selection, odds))
    }

    /// A slip of another bet type, such as a Trixie or any set of folds, with an id of the machine's making.
    ///
    /// The id carries the machine's time, as in [`Slip::accumulator`].
    ///
    /// ```
    /// use realdeal::betting::{BetType, Folds, Slip};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { market, .. } = doc::world()?;
    /// let legs = || market.selections.iter().map(|&selection| (selection, "2.10"));
    /// let doubles = BetType::System { folds: Folds::new([2])? };
    /// assert_eq!(Slip::system(doubles, legs()).legs().len(), 3); // three doubles
    /// assert_eq!(Slip::system(BetType::Patent, legs()).terms().bet_type, Some(BetType::Patent));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[cfg(feature = "system-host")]
    pub fn system<P: TryInto<Odds>>(
        bet_type: BetType,
        legs: impl IntoIterator<Item = (SelectionId, P)>,
    ) -> Self
    where
        P::Error: Into<Rejection>,
    {
        Self::accumulator(legs).bet_type(bet_type)
    }

    /// The slip with another id; for hosts that make their own, and for replays.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, market, .. } = doc::world()?;
    /// let id = book.fresh_id();
    /// let slip = Slip::single(market.selections[0], "2.10").with_id(id);
    /// assert_eq!(slip.bet(), id.into());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[must_use]
    pub fn with_id(mut self, id: CommandId) -> Self {
        self.id = id;
        self
    }

    /// The slip with one more leg.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, market, .. } = doc::world()?;
    /// let slip = Slip::new(book.fresh_id()).leg(market.selections[2], "13/5");
    /// assert_eq!(slip.legs()[0].odds.in_decimal(2), "3.60");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[must_use]
    pub fn leg<P: TryInto<Odds>>(mut self, selection: SelectionId, odds: P) -> Self
    where
        P::Error: Into<Rejection>,
    {
        match odds.try_into() {
            Ok(odds) => self.legs.push(SlipLeg::new(selection, odds)),
            Err(error) => self.note(error.into()),
        }
        self
    }

    /// The slip with one more leg that is a banker: it is in every line of a system.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, market, .. } = doc::world()?;
    /// let slip = Slip::new(book.fresh_id()).banker(market.selections[2], "13/5");
    /// assert!(slip.legs()[0].banker);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[must_use]
    pub fn banker<P: TryInto<Odds>>(mut self, selection: SelectionId, odds: P) -> Self
    where
        P::Error: Into<Rejection>,
    {
        match odds.try_into() {
            Ok(odds) => self.legs.push(SlipLeg { selection, odds, banker: true }),
            Err(error) => self.note(error.into()),
        }
        self
    }

    /// The slip with its legs in the lines of this bet type; without it, all legs make one line.
    ///
    /// ```
    /// use realdeal::betting::{BetType, Slip};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, market, .. } = doc::world()?;
    /// let slip = Slip::new(book.fresh_id()).bet_type(BetType::Trixie);
    /// assert_eq!(slip.terms().bet_type, Some(BetType::Trixie));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[must_use]
    pub fn bet_type(mut self, bet_type: BetType) -> Self {
        self.terms.bet_type = Some(bet_type);
        self
    }

    /// The slip on another way than the win: the place alone, or both, in either formula.
    ///
    /// ```
    /// use realdeal::betting::{Slip, Way};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, market, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").way(Way::Place);
    /// assert_eq!(slip.terms().way, Way::Place);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[must_use]
    pub fn way(mut self, way: Way) -> Self {
        self.terms.way = way;
        self
    }

    /// The slip each way, win to win and place to place: half of its stake on each.
    ///
    /// ```
    /// use realdeal::betting::{Slip, Way};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, market, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").each_way();
    /// assert_eq!(slip.terms().way, Way::EachWay);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[must_use]
    pub fn each_way(self) -> Self {
        self.way(Way::EachWay)
    }

    /// The slip with this stake for the whole bet.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { market, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("ten euros");
    /// assert_eq!(slip.into_command().unwrap_err().code(), "bad_amount");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[must_use]
    pub fn stake<M: TryInto<Money>>(mut self, stake: M) -> Self
    where
        M::Error: Into<Rejection>,
    {
        match stake.try_into() {
            Ok(stake) => self.stake = Some(stake),
            Err(error) => self.note(error.into()),
        }
        self.terms.stake_mode = StakeMode::Total;
        self
    }

    /// The slip with this stake for each of its lines; an each-way bet has twice the lines.
    ///
    /// ```
    /// use realdeal::betting::{BetType, Slip, StakeMode};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, .. } = doc::world()?;
    /// let slip = Slip::new(book.fresh_id()).bet_type(BetType::Trixie).stake_per_line("1.00 EUR");
    /// assert_eq!(slip.terms().stake_mode, StakeMode::PerLine); // 4.00 EUR in all
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[must_use]
    pub fn stake_per_line<M: TryInto<Money>>(self, stake: M) -> Self
    where
        M::Error: Into<Rejection>,
    {
        let mut slip = self.stake(stake);
        slip.terms.stake_mode = StakeMode::PerLine;
        slip
    }

    /// The slip with this answer to changed prices; without it, every price must be as on the slip.
    ///
    /// ```
    /// use realdeal::betting::{OddsChange, Slip};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { market, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// let (_, body) = slip.on_odds_change(OddsChange::Any).into_command()?;
    /// assert_eq!(body.odds_change, OddsChange::Any);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    #[must_use]
    pub fn on_odds_change(mut self, odds_change: OddsChange) -> Self {
        self.odds_change = odds_change;
        self
    }

    /// The id of the bet to be.
    pub fn bet(&self) -> BetId {
        self.id.into()
    }

    /// The legs.
    pub fn legs(&self) -> &[SlipLeg] {
        &self.legs
    }

    /// How the legs make the bet.
    pub fn terms(&self) -> SlipTerms {
        self.terms
    }

    /// The command that places the slip, or the first thing on it that could not be read.
    ///
    /// Errors: what is wrong with a price or the stake; `no_stake`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// use realdeal::command::{Actor, Command};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, noon, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// let (id, body) = slip.into_command()?;
    /// book.execute_one(&Command::new(id, Actor::User(alice), noon, body))?;
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn into_command(self) -> Result<(CommandId, crate::command::PlaceBet), Rejection> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let stake = self.stake.ok_or(Rejection::NoStake {})?;
        let Self { id, legs, odds_change, terms, .. } = self;
        Ok((id, crate::command::PlaceBet { legs, stake, odds_change, terms }))
    }

    /// The slip as a basket keeps it.
    pub(super) fn into_basket(self) -> Result<super::BasketSlip, Rejection> {
        let Self { id, legs, stake, odds_change, terms, fault } = self;
        match fault {
            Some(fault) => Err(fault),
            None => Ok(super::BasketSlip { id: id.into(), legs, stake, odds_change, terms }),
        }
    }

    fn note(&mut self, fault: Rejection) {
        self.fault.get_or_insert(fault);
    }
}
