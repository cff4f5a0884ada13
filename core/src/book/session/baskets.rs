//! Friendly methods on baskets.

use super::Session;
use super::wallet::money;
use crate::answer::Made;
use crate::betting::{Basket, BasketSlip, Bet, Quote, Slip};
use crate::command::{
    AddToBasket, CheckOutBasket, Command, CreateBasket, DropBasket, RemoveFromBasket, RestakeSlip,
};
use crate::decide::{Found, View, quote};
use crate::decline::{Decline, Need};
use crate::error::Error;
use crate::id::{BasketId, BetId, CommandId};
use crate::keys::Keys;
use crate::money::Money;
use crate::rejection::Rejection;
use crate::state::Key;
use crate::storage::{BasketFilter, Page, StorageError};

impl Session<'_> {
    /// Makes an empty basket.
    ///
    /// Errors: `too_many_baskets`, `may_not_stake`.
    ///
    /// ```
    /// use realdeal::betting::{BetStatus, Slip};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// let mut session = book.session(alice);
    /// let basket = session.create_basket()?;
    /// let home = session.add_to_basket(basket, Slip::single(market.selections[0], "2.10").stake("10.00 EUR"))?;
    /// let draw = session.add_to_basket(basket, Slip::single(market.selections[1], "3.40"))?;
    /// session.restake(basket, draw, "5.00 EUR")?;
    /// assert!(session.quote(basket)?.is_acceptable());
    ///
    /// let bets = session.check_out(basket)?;
    /// assert_eq!((bets[0].id, bets[1].id), (home, draw));
    /// assert_eq!(session.wallet("EUR")?.cash.to_string(), "85.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn create_basket(&mut self) -> Result<BasketId, Error> {
        let basket = |made| if let Made::Basket(basket) = made { Some(basket) } else { None };
        self.made(CreateBasket {}, basket)
    }

    /// Puts a slip into one's own basket, with a stake or without. Its id, which this gives back, will be the bet's; the same
    /// slip put in twice is there once.
    ///
    /// Errors: what could not be read on the slip; `unknown_basket`, `basket_closed`, `basket_expired`, `may_not_stake`,
    /// `no_legs`, `too_many_legs`, `amount_not_positive`; `command_too_old`, if the slip was made too long ago;
    /// `idempotency_conflict`, if it is a bet already; `unknown_selection`, `slip_exists`, `too_many_slips`.
    pub fn add_to_basket(&mut self, basket: BasketId, slip: Slip) -> Result<BetId, Error> {
        let slip = BasketSlip::try_from(slip)?;
        let id = slip.id;
        self.change(AddToBasket { basket, slip })?;
        Ok(id)
    }

    /// Takes a slip out of one's own basket.
    ///
    /// Errors: `unknown_basket`, `basket_closed`, `basket_expired`, `unknown_slip`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// let mut session = book.session(alice);
    /// let basket = session.create_basket()?;
    /// let slip = session.add_to_basket(basket, Slip::single(market.selections[0], "2.10"))?;
    /// session.remove_from_basket(basket, slip)?;
    /// assert!(session.basket(basket)?.slips.is_empty());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn remove_from_basket(&mut self, basket: BasketId, slip: BetId) -> Result<(), Error> {
        self.change(RemoveFromBasket { basket, slip })
    }

    /// Names the stake of a slip in one's own basket.
    ///
    /// Errors: those of an amount that can't be read; `unknown_basket`, `basket_closed`, `basket_expired`,
    /// `may_not_stake`, `unknown_slip`, `amount_not_positive`.
    pub fn restake<M: TryInto<Money>>(&mut self, basket: BasketId, slip: BetId, stake: M) -> Result<(), Error>
    where
        M::Error: Into<Rejection>,
    {
        self.change(RestakeSlip { basket, slip, stake: money(stake)? })
    }

    /// Throws one's own basket away.
    ///
    /// Errors: `unknown_basket`, `basket_closed`.
    ///
    /// ```
    /// use realdeal::betting::BasketStatus;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, .. } = doc::world()?;
    /// let basket = book.session(alice).create_basket()?;
    /// book.session(alice).drop_basket(basket)?;
    /// assert_eq!(book.session(alice).basket(basket)?.status, BasketStatus::Dropped);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn drop_basket(&mut self, basket: BasketId) -> Result<(), Error> {
        self.change(DropBasket { basket })
    }

    /// Places every slip of one's own basket, or none.
    ///
    /// Errors: `slip_refused`, which names the slip, the leg and why; `basket_empty`, `basket_closed`,
    /// `basket_expired`; `basket_changed`, if somebody else edits it at the same time. Whose answer was lost gets
    /// `basket_closed` when he tries again; the basket's [`bets`](Basket::bets) tell.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// let mut session = book.session(alice);
    /// let basket = session.create_basket()?;
    /// for stake in ["60.00 EUR", "50.00 EUR"] {
    ///     session.add_to_basket(basket, Slip::single(market.selections[0], "2.10").stake(stake))?;
    /// }
    /// let refused = session.check_out(basket).unwrap_err(); // she has 100.00 EUR
    /// let figures = refused.rejection().unwrap().figures();
    /// assert_eq!(figures["refusal"]["code"], "insufficient_funds");
    /// assert_eq!(session.wallet("EUR")?.cash.to_string(), "100.00 EUR");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn check_out(&mut self, basket: BasketId) -> Result<Vec<Bet>, Error> {
        let edits = self.basket(basket)?.edits;
        self.check_out_edited(basket, edits)
    }

    /// Checks one's own basket out as it was when a quote was made: an edit since then is answered with
    /// `basket_changed`.
    ///
    /// Errors: those of [`Session::check_out`].
    pub fn check_out_quoted(&mut self, quote: &Quote) -> Result<Vec<Bet>, Error> {
        self.check_out_edited(quote.basket, quote.edits)
    }

    fn check_out_edited(&mut self, basket: BasketId, edits: u32) -> Result<Vec<Bet>, Error> {
        let bets = |made| if let Made::Bets(bets) = made { Some(bets) } else { None };
        let ids = self.made(CheckOutBasket { basket, edits }, bets)?;
        ids.into_iter().map(|bet| self.desk.bet(bet)).collect()
    }

    /// A basket; one's own, or for Admins and the host.
    ///
    /// Errors: `unknown_basket`, `not_yours`, `sign_in_required`.
    pub fn basket(&self, basket: BasketId) -> Result<Basket, Error> {
        let row = self.desk.basket(basket)?;
        self.check_may_see(row.user)?;
        Ok(row)
    }

    /// Baskets, by id; one's own, or for Admins and the host. Without a user in the filter, everybody's.
    ///
    /// Errors: `not_yours`, `wrong_role`, `sign_in_required`.
    ///
    /// ```
    /// use realdeal::betting::BasketStatus;
    /// use realdeal::storage::{BasketFilter, Page};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, .. } = doc::world()?;
    /// let basket = book.session(alice).create_basket()?;
    /// let mine = BasketFilter { user: Some(alice), status: Some(BasketStatus::Open) };
    /// assert_eq!(book.session(alice).baskets(mine, Page::first(10))?[0].id, basket);
    /// let all = BasketFilter::default();
    /// assert_eq!(book.session(alice).baskets(all, Page::first(10)).unwrap_err().code(), "wrong_role");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn baskets(&self, filter: BasketFilter, page: Page<BasketId>) -> Result<Vec<Basket>, Error> {
        self.check_may_list(filter.user)?;
        self.desk.baskets(filter, page)
    }

    /// What one's own basket would come to if it were checked out now. See [`Quote`] for an example.
    ///
    /// Errors: `unknown_basket`, `not_yours`, `sign_in_required`. What would be refused is no error here but in the quote.
    pub fn quote(&mut self, basket: BasketId) -> Result<Quote, Error> {
        let owner = self.basket(basket)?.user;
        let at = self.desk.now();
        // Only who asks and when is looked at; a fresh id would be spent for nothing.
        let asked = CheckOutBasket { basket, edits: 0 };
        let command =
            Command::new(CommandId::from_parts(at, 0, 0), crate::command::Actor::User(owner), at, asked);
        self.desk.read(|snapshot| {
            let mut keys = Keys::new();
            keys.read(Key::Basket(basket)).read(Key::House(()));
            snapshot.fetch(&keys)?;
            // The row names the rest, and that is all there is to ask for.
            for _ in 0..2 {
                let view = View { state: snapshot.state(), found: &Found::new(), command: &command };
                match quote(&view, basket) {
                    Ok(quote) => return Ok(quote),
                    Err(Decline::Need(Need::Keys(keys))) => snapshot.fetch(&keys)?,
                    Err(Decline::Rejected(rejection)) => return Err(rejection.into()),
                    Err(_) => break,
                }
            }
            Err(StorageError::refused("the rows of a basket could not be fetched").into())
        })
    }
}
