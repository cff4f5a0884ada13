//! The model's baskets: gathered, and checked out by placing one slip after the other on a model that is thrown away if
//! one of them is refused.

use realdeal::id::{BasketId, BetId, CommandId, UserId};
use realdeal::money::Money;

use super::ask::{Ask, DAY, Done, Standing, Wish};
use super::desk::{Judged, time_of};
use super::nouns::{Basket, Keeping, Model};

impl Model {
    /// The basket of whoever asks, open and in time; gives its user.
    fn open_basket(&self, ask: &Ask, id: BasketId) -> Result<UserId, &'static str> {
        let user = self.own_basket(ask, id)?;
        let basket = &self.baskets[&id];
        if basket.keeping != Keeping::Open {
            return Err("basket_closed");
        }
        if ask.at >= basket.until { Err("basket_expired") } else { Ok(user) }
    }

    fn own_basket(&self, ask: &Ask, id: BasketId) -> Result<UserId, &'static str> {
        let basket = self.baskets.get(&id).ok_or("unknown_basket")?;
        if ask.who.named() == Some(basket.user) { Ok(basket.user) } else { Err("not_yours") }
    }

    fn may_stake(&self, user: UserId) -> Result<(), &'static str> {
        if self.people[&user].standing == Standing::Active { Ok(()) } else { Err("may_not_stake") }
    }

    /// Whether nothing has this id yet, and it is young enough.
    fn unused(&self, ask: &Ask, slip: BetId) -> Result<(), &'static str> {
        let id = CommandId::new(slip.uuid()).expect("a bet's id is a command's");
        if time_of(id) < ask.at.max(self.last) - 30 * DAY {
            return Err("command_too_old");
        }
        let used = self.tickets.contains_key(&slip) || self.done.contains_key(&id) || ask.id == id;
        if used { Err("idempotency_conflict") } else { Ok(()) }
    }

    pub(crate) fn gather(&mut self, ask: &Ask) -> Judged {
        let user = ask.who.named().expect("a bettor asks");
        self.may_stake(user)?;
        let open = self.baskets.iter().filter(|(_, row)| row.user == user && row.keeping == Keeping::Open);
        let (kept, overdue): (Vec<_>, Vec<_>) =
            open.map(|(id, row)| (*id, row.until)).partition(|(_, until)| *until > ask.at);
        if kept.len() >= usize::try_from(self.law().max_baskets).expect("few") {
            return Err("too_many_baskets");
        }
        for (id, _) in overdue {
            self.shut(id, Keeping::Expired);
        }
        let id = BasketId::made_by(ask.id, 0);
        let (keeping, until) = (Keeping::Open, ask.at + self.law().basket_time);
        let (slips, bets) = (Vec::new(), Vec::new());
        self.baskets.insert(id, Basket { user, keeping, until, edits: 0, slips, bets });
        Ok(Done::Basket(id))
    }

    /// Writes new slips, which is an edit if they are others.
    fn write(&mut self, id: BasketId, slips: Vec<Wish>) -> Done {
        let basket = self.baskets.get_mut(&id).expect("seen");
        if basket.slips != slips {
            basket.edits += 1;
            basket.slips = slips;
        }
        Done::Change
    }

    pub(crate) fn put(&mut self, ask: &Ask, id: BasketId, slip: &Wish) -> Judged {
        let user = self.open_basket(ask, id)?;
        self.may_stake(user)?;
        if slip.legs.is_empty() {
            return Err("no_legs");
        }
        if slip.legs.len() > usize::try_from(self.law().max_legs).expect("few") {
            return Err("too_many_legs");
        }
        if slip.stake.is_some_and(|stake| !stake.is_positive()) {
            return Err("amount_not_positive");
        }
        self.unused(ask, slip.id)?;
        if slip.legs.iter().any(|(selection, _)| !self.answers.contains_key(selection)) {
            return Err("unknown_selection");
        }
        let mut slips = self.baskets[&id].slips.clone();
        if let Some(there) = slips.iter().find(|there| there.id == slip.id) {
            return if there == slip { Ok(Done::Change) } else { Err("slip_exists") };
        }
        if slips.len() >= usize::try_from(self.law().max_slips).expect("few") {
            return Err("too_many_slips");
        }
        slips.push(slip.clone());
        Ok(self.write(id, slips))
    }

    pub(crate) fn take(&mut self, ask: &Ask, id: BasketId, slip: BetId) -> Judged {
        self.open_basket(ask, id)?;
        let mut slips = self.baskets[&id].slips.clone();
        let place = slips.iter().position(|there| there.id == slip).ok_or("unknown_slip")?;
        slips.remove(place);
        Ok(self.write(id, slips))
    }

    pub(crate) fn restake(&mut self, ask: &Ask, id: BasketId, slip: BetId, stake: Money) -> Judged {
        let user = self.open_basket(ask, id)?;
        self.may_stake(user)?;
        let mut slips = self.baskets[&id].slips.clone();
        let there = slips.iter_mut().find(|there| there.id == slip).ok_or("unknown_slip")?;
        if !stake.is_positive() {
            return Err("amount_not_positive");
        }
        there.stake = Some(stake);
        Ok(self.write(id, slips))
    }

    pub(crate) fn drop_basket(&mut self, ask: &Ask, id: BasketId) -> Judged {
        self.own_basket(ask, id)?;
        if self.baskets[&id].keeping != Keeping::Open {
            return Err("basket_closed");
        }
        self.shut(id, Keeping::Dropped);
        Ok(Done::Change)
    }

    pub(crate) fn shut(&mut self, id: BasketId, keeping: Keeping) {
        let basket = self.baskets.get_mut(&id).expect("seen");
        basket.keeping = keeping;
        basket.slips.clear();
    }

    /// An exclusion, or the end of the account, takes what a bettor has gathered.
    pub(crate) fn drop_baskets(&mut self, user: UserId) {
        let open = self.baskets.values_mut();
        for basket in open.filter(|basket| basket.user == user && basket.keeping == Keeping::Open) {
            basket.keeping = Keeping::Dropped;
            basket.slips.clear();
        }
    }

    pub(crate) fn check_out(&mut self, ask: &Ask, id: BasketId, edits: u32) -> Judged {
        self.open_basket(ask, id)?;
        let Basket { edits: now, slips, .. } = self.baskets[&id].clone();
        if edits != now {
            return Err("basket_changed");
        }
        if slips.is_empty() {
            return Err("basket_empty");
        }
        let mut after = self.clone();
        for slip in &slips {
            if let Err(why) = after.place_slip(ask, slip) {
                self.blamed = Some((slip.id, why));
                return Err("slip_refused");
            }
        }
        *self = after;
        self.shut(id, Keeping::CheckedOut);
        let bets: Vec<_> = slips.iter().map(|slip| slip.id).collect();
        self.baskets.get_mut(&id).expect("seen").bets.clone_from(&bets);
        Ok(Done::Bets(bets))
    }

    /// Places a slip as if it had come alone.
    fn place_slip(&mut self, ask: &Ask, slip: &Wish) -> Judged {
        let stake = slip.stake.ok_or("no_stake")?;
        self.unused(ask, slip.id)?;
        let id = CommandId::new(slip.id.uuid()).expect("a bet's id is a command's");
        self.place(&Ask { id, ..ask.clone() }, &slip.legs, stake, slip.change)
    }
}
