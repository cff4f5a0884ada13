//! Friendly methods on bets.

use super::Session;
use crate::betting::{Bet, BetReceipt, Slip};
use crate::book::Liability;
use crate::command::{Actor, CancelBet, Command};
use crate::error::Error;
use crate::id::{BetId, MarketId};
use crate::people::Role;
use crate::storage::{BetFilter, OpenBets, Page};

impl Session<'_> {
    /// Places a slip, and gives the bet as the books now have it. Sent twice, the same slip places one bet:
    /// the second time the first bet comes back.
    ///
    /// The stake goes from the bettor's cash to the open stakes at once. Prices are the current ones; what
    /// may have changed since the slip was written is up to [`Slip::on_odds_change`].
    ///
    /// Errors, in the order in which they are checked: what could not be read on the slip; `no_stake`;
    /// `no_legs`, `too_many_legs`, `amount_not_positive`; `may_not_stake`; for each leg `unknown_selection`,
    /// `fixture_closed`, `market_closed`, `too_late`, `live_score_missing`, `price_changed`, `odds_above_limit`; then
    /// `related_legs`, `no_limits_for_currency`, `stake_too_low`, `stake_too_high`, `return_too_high`,
    /// `total_price_lower`, `debt_stands`, `insufficient_funds`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// let bet = book.session(alice).place_bet(slip.clone())?;
    /// assert_eq!(bet.potential_return().to_string(), "21.00 EUR");
    ///
    /// // The answer got lost, and the host sends the slip again.
    /// assert_eq!(book.session(alice).place_bet(slip)?.id, bet.id);
    /// assert_eq!(book.session(alice).wallet("EUR")?.cash.to_string(), "90.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn place_bet(&mut self, slip: Slip) -> Result<Bet, Error> {
        let (id, body) = slip.into_command()?;
        let mut command = Command::new(id, self.actor, self.desk.now(), body);
        command.reason.clone_from(&self.reason);
        self.desk.execute_one(&command)?;
        self.desk.bet(id.into())
    }

    /// Cancels one's own bet and gives its stake back, while the rules allow it: soon after placement (30
    /// minutes by default), before every start, with no leg resolved and no price higher than it was taken
    /// at. Else a slip would be an option against the house that costs nothing.
    ///
    /// Errors: `unknown_bet`, `not_yours`, `may_not_cancel`, `bet_withdrawn`, `bet_not_open`,
    /// `cancellation_over`, `too_late`, `leg_resolved`, `price_moved`.
    ///
    /// ```
    /// use realdeal::betting::{BetStatus, Slip};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// let bet = book.session(alice).place_bet(slip)?;
    /// book.session(alice).cancel_bet(bet.id)?;
    /// assert_eq!(book.bet(bet.id)?.status, BetStatus::Cancelled);
    /// assert_eq!(book.session(alice).wallet("EUR")?.cash.to_string(), "100.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn cancel_bet(&mut self, bet: BetId) -> Result<(), Error> {
        self.change(CancelBet { bet })
    }

    /// A bet; one's own, or for bookmakers, Admins and the host.
    ///
    /// Errors: `unknown_bet`, `not_yours`, `sign_in_required`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, market, .. } = doc::world()?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// let bet = book.session(alice).place_bet(slip)?;
    /// assert_eq!(book.session(bookmaker).bet(bet.id)?.user, alice);
    /// assert_eq!(book.visitor().bet(bet.id).unwrap_err().code(), "sign_in_required");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn bet(&self, bet: BetId) -> Result<Bet, Error> {
        let row = self.desk.bet(bet)?;
        let bookmaker = match self.actor {
            Actor::User(user) if user != row.user => self.acting_role(user)? == Role::Bookmaker,
            _ => false,
        };
        if !bookmaker {
            self.check_may_see(row.user)?;
        }
        Ok(row)
    }

    /// A user's bets, oldest first; one's own, or for Admins and the host. A user's id stands for all of them; a
    /// [`BetFilter`] chooses by status and time. Paged by bet id: the next page comes after the last id of this one.
    ///
    /// Errors: `not_yours`, `sign_in_required`, `unknown_user`.
    ///
    /// ```
    /// use realdeal::betting::{BetStatus, Slip};
    /// use realdeal::storage::{BetFilter, Page};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// for stake in ["5.00 EUR", "7.00 EUR"] {
    ///     book.session(alice).place_bet(Slip::single(market.selections[0], "2.10").stake(stake))?;
    /// }
    /// let first = book.session(alice).bets(alice, Page::first(1))?;
    /// let rest = book.session(alice).bets(alice, Page::after(first[0].id, 100))?;
    /// assert_eq!(rest.len(), 1);
    /// let open = BetFilter { status: Some(BetStatus::Open), ..BetFilter::from(alice) };
    /// assert_eq!(book.session(alice).bets(open, Page::first(100))?.len(), 2);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn bets(&self, filter: impl Into<BetFilter>, page: Page<BetId>) -> Result<Vec<Bet>, Error> {
        let filter = filter.into();
        self.check_may_see(filter.user)?;
        self.desk.bets(filter, page)
    }

    /// The receipt of a bet, for whoever may see the bet. See [`BetReceipt`].
    ///
    /// Errors: `unknown_bet`, `not_yours`, `sign_in_required`.
    pub fn receipt(&self, bet: BetId) -> Result<BetReceipt, Error> {
        Ok(BetReceipt::of(&self.bet(bet)?))
    }

    /// Open bets with an undecided leg on a fixture or a market, by id; for bookmakers, Admins and the host.
    ///
    /// Errors: `wrong_role`, `sign_in_required`.
    ///
    /// ```
    /// use realdeal::storage::{OpenBets, Page};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, bookmaker, fixture, .. } = doc::world()?;
    /// let on = OpenBets::OnFixture(fixture);
    /// assert!(book.session(bookmaker).open_bets(on, Page::first(100))?.is_empty());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn open_bets(&self, on: OpenBets, page: Page<BetId>) -> Result<Vec<Bet>, Error> {
        self.check_is_staff()?;
        self.desk.open_bets(on, page)
    }

    /// What each outcome of a market would cost, for bookmakers, Admins and the host. See
    /// [`Reader::liability`](crate::Reader::liability).
    ///
    /// Errors: `unknown_market`, `wrong_role`, `sign_in_required`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, market, .. } = doc::world()?;
    /// assert!(book.session(bookmaker).liability(market.id)?.is_empty()); // no bets yet
    /// assert_eq!(book.session(alice).liability(market.id).unwrap_err().code(), "wrong_role");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn liability(&self, market: MarketId) -> Result<Vec<Liability>, Error> {
        self.check_is_staff()?;
        self.desk.liability(market)
    }
}
