//! The model's money: users and their standing, purses, the pots of the house.

use realdeal::id::{UserId, WithdrawalId};
use realdeal::money::{Currency, Money};

use super::ask::{Ask, DAY, Done, Standing, Time, Who};
use super::desk::Judged;
use super::nouns::{Model, Payout, Pot, Purse};

/// What a wallet may hold, in minor units.
const CEILING: i128 = 1_000_000_000_000_000;

fn minor(amount: Money) -> i128 {
    amount.minor().into()
}

fn excluded_until(standing: Standing) -> Option<Time> {
    match standing {
        Standing::Cooling(until) | Standing::Excluded(until) => Some(until),
        _ => None,
    }
}

fn may_withdraw(standing: Standing) -> bool {
    !matches!(standing, Standing::Suspended | Standing::Blocked)
}

impl Model {
    pub(crate) fn pot(&mut self, currency: Currency, pot: Pot) -> &mut i128 {
        self.pots.entry((currency, pot)).or_default()
    }

    /// A purse, which is there from its first use.
    pub(crate) fn purse(&mut self, user: UserId, currency: Currency) -> &mut Purse {
        let person = self.people.get_mut(&user).expect("known");
        if !person.currencies.contains(&currency) {
            person.currencies.push(currency);
        }
        self.purses.entry((user, currency)).or_default()
    }

    pub(crate) fn seen_purse(&self, user: UserId, currency: Currency) -> Purse {
        self.purses.get(&(user, currency)).cloned().unwrap_or_default()
    }

    /// Gives money that has left its pot already: a debt is paid first, and so is given back to the house.
    pub(crate) fn credit(&mut self, user: UserId, currency: Currency, amount: i128) {
        let purse = self.purse(user, currency);
        let paid = purse.debt.min(amount);
        purse.debt -= paid;
        purse.cash += amount - paid;
        *self.pot(currency, Pot::Revenue) += paid;
        *self.pot(currency, Pot::Adjustments) += paid;
    }

    /// Takes money back: what is not there any more is owed.
    pub(crate) fn claw_back(&mut self, user: UserId, currency: Currency, amount: i128) {
        let purse = self.purse(user, currency);
        let taken = purse.cash.min(amount);
        purse.cash -= taken;
        purse.debt += amount - taken;
        *self.pot(currency, Pot::Revenue) += taken;
        *self.pot(currency, Pot::Adjustments) -= amount - taken;
    }

    fn known(&self, user: UserId) -> Result<Standing, &'static str> {
        self.people.get(&user).map(|person| person.standing).ok_or("unknown_user")
    }

    pub(crate) fn set_standing(&mut self, user: UserId, to: Standing) -> Judged {
        let now = self.known(user)?;
        if now == to {
            return Err("status_unchanged");
        }
        if now == Standing::Closed {
            return Err("account_closed");
        }
        if self.people[&user].part == super::ask::Part::Admin {
            return Err("last_admin");
        }
        if let Some(until) = self.people[&user].shut_out {
            let stays_out = match to {
                Standing::Cooling(new) | Standing::Excluded(new) => new >= until,
                Standing::Register | Standing::Blocked | Standing::Closed => true,
                Standing::Active | Standing::Suspended => false,
            };
            if !stays_out {
                return Err("exclusion_stands");
            }
        }
        if to == Standing::Closed {
            for &currency in &self.people[&user].currencies {
                let purse = self.seen_purse(user, currency);
                if (purse.cash, purse.held, purse.debt) != (0, 0, 0) {
                    return Err("balance_left");
                }
                if purse.open > 0 {
                    return Err("open_bets");
                }
            }
        }
        self.put_standing(user, to);
        Ok(Done::Change)
    }

    pub(crate) fn put_standing(&mut self, user: UserId, to: Standing) {
        let person = self.people.get_mut(&user).expect("known");
        person.standing = to;
        person.shut_out = person.shut_out.max(excluded_until(to));
        person.reopens = None;
        if matches!(to, Standing::Cooling(_) | Standing::Excluded(_) | Standing::Register | Standing::Closed)
        {
            self.drop_baskets(user);
        }
    }

    pub(crate) fn exclude(&mut self, ask: &Ask, user: UserId, to: Standing) -> Judged {
        let now = self.known(user)?;
        if !matches!(now, Standing::Active | Standing::Cooling(_) | Standing::Excluded(_)) {
            return Err("actor_not_active");
        }
        let earliest = excluded_until(now).unwrap_or(ask.at).max(ask.at);
        if excluded_until(to).is_none_or(|until| until <= earliest) {
            return Err("exclusion_too_short");
        }
        self.put_standing(user, to);
        Ok(Done::Change)
    }

    pub(crate) fn ask_to_reopen(&mut self, ask: &Ask, user: UserId) -> Judged {
        let until = excluded_until(self.known(user)?).ok_or("not_excluded")?;
        if ask.at < until {
            return Err("exclusion_stands");
        }
        let person = self.people.get_mut(&user).expect("known");
        if person.reopens.is_some() {
            return Err("reopening_pending");
        }
        person.reopens = Some(ask.at + DAY);
        Ok(Done::Change)
    }

    fn check_room(&self, user: UserId, amount: Money) -> Result<(), &'static str> {
        let purse = self.seen_purse(user, amount.currency());
        if purse.cash + purse.held + minor(amount) > CEILING { Err("balance_out_of_range") } else { Ok(()) }
    }

    pub(crate) fn deposit(&mut self, user: UserId, amount: Money, reference: &str) -> Judged {
        self.known(user)?;
        if !amount.is_positive() {
            return Err("amount_not_positive");
        }
        if self.payments.contains(reference) {
            return Err("payment_exists");
        }
        self.check_room(user, amount)?;
        self.payments.insert(reference.to_owned());
        *self.pot(amount.currency(), Pot::Cashier) -= minor(amount);
        self.credit(user, amount.currency(), minor(amount));
        Ok(Done::Change)
    }

    pub(crate) fn withdraw(&mut self, ask: &Ask, user: UserId, amount: Money) -> Judged {
        let standing = self.known(user)?;
        let own = ask.who.named() == Some(user);
        if !own && standing != Standing::Blocked {
            return Err("not_yours");
        }
        if own && !may_withdraw(standing) {
            return Err("may_not_withdraw");
        }
        if !amount.is_positive() {
            return Err("amount_not_positive");
        }
        let purse = self.seen_purse(user, amount.currency());
        if purse.debt > 0 {
            return Err("debt_stands");
        }
        if purse.cash < minor(amount) {
            return Err("insufficient_funds");
        }
        let purse = self.purse(user, amount.currency());
        purse.cash -= minor(amount);
        purse.held += minor(amount);
        let id = WithdrawalId::made_by(ask.id, 0);
        self.payouts.insert(id, Payout { user, amount, paid: None });
        Ok(Done::Withdrawal(id))
    }

    pub(crate) fn answer_withdrawal(&mut self, ask: &Ask, id: WithdrawalId, paid: bool) -> Judged {
        let Payout { user, amount, paid: answered } =
            self.payouts.get(&id).cloned().ok_or("unknown_withdrawal")?;
        if answered.is_some() {
            return Err("withdrawal_answered");
        }
        let standing = self.known(user)?;
        let by_admin = ask.who != Who::System;
        if paid && !may_withdraw(standing) && !(standing == Standing::Blocked && by_admin) {
            return Err("may_not_withdraw");
        }
        if paid && self.seen_purse(user, amount.currency()).debt > 0 {
            return Err("debt_stands");
        }
        self.payouts.get_mut(&id).expect("seen").paid = Some(paid);
        self.purse(user, amount.currency()).held -= minor(amount);
        if paid {
            *self.pot(amount.currency(), Pot::Cashier) += minor(amount);
        } else {
            self.credit(user, amount.currency(), minor(amount));
        }
        Ok(Done::Change)
    }

    pub(crate) fn adjust(&mut self, user: UserId, amount: Money) -> Judged {
        self.known(user)?;
        if amount.is_zero() {
            return Err("amount_zero");
        }
        let currency = amount.currency();
        if amount.is_negative() {
            if self.seen_purse(user, currency).cash < -minor(amount) {
                return Err("insufficient_funds");
            }
            self.purse(user, currency).cash += minor(amount);
        } else {
            self.check_room(user, amount)?;
            self.credit(user, currency, minor(amount));
        }
        *self.pot(currency, Pot::Adjustments) -= minor(amount);
        Ok(Done::Change)
    }

    pub(crate) fn write_off(&mut self, user: UserId, amount: Money) -> Judged {
        self.known(user)?;
        if !amount.is_positive() {
            return Err("amount_not_positive");
        }
        if self.seen_purse(user, amount.currency()).debt < minor(amount) {
            return Err("debt_too_small");
        }
        self.purse(user, amount.currency()).debt -= minor(amount);
        *self.pot(amount.currency(), Pot::Adjustments) += minor(amount);
        Ok(Done::Change)
    }
}
