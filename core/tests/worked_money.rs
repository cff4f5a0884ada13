//! The worked examples of the ledger, of exposure and of users' statuses in docs/rules.md: each row, read from the page itself, in a
//! book of its own.
//!
//! Not here: what bets return (`worked_bets`), and what becomes of them (`worked_matches`).

// Helpers of a test are outside of what clippy.toml takes for one.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;
mod worked;

use std::collections::BTreeSet;

use realdeal::Error;
use realdeal::betting::{BasketStatus, Bet};
use realdeal::id::{BasketId, SelectionId, WithdrawalId};
use realdeal::money::{Currency, Money};
use realdeal::people::{Exclusion, Status};
use realdeal::wallet::HouseAccount;
use support::{World, hours, world};
use worked::table;

/// Everything that a row of the ledger can be about: Alice and Bob, who have brought 100.00 EUR each.
struct Books {
    w: World,
    bet: Option<Bet>,
    withdrawal: Option<WithdrawalId>,
}

impl Books {
    fn new() -> Self {
        Self { w: world(), bet: None, withdrawal: None }
    }

    /// One step: a word and, most often, an amount or a score.
    fn take(&mut self, step: &str) -> Result<(), Error> {
        let (word, rest) = step.split_once(' ').unwrap_or((step, ""));
        let amount = format!("{rest} EUR");
        let (alice, bookmaker, admin, first) = (self.w.alice, self.w.bookmaker, self.w.admin, self.w.first);
        let legs = [(self.w.market.selections[0], "2.10"), (self.w.other.selections[0], "1.50")];
        let book = &mut self.w.book;
        match word {
            "bet" => self.bet = Some(self.w.place(alice, &legs[..1], &amount)?),
            "double" => self.bet = Some(self.w.place(alice, &legs, &amount)?),
            "draw" => drop(self.w.place(alice, &[(self.w.market.selections[1], "3.40")], &amount)?),
            "taken" => book.session(alice).cancel_bet(self.bet.as_ref().unwrap().id)?,
            "voided" => {
                book.session(bookmaker)
                    .because("a palpable error")
                    .void_bet(self.bet.as_ref().unwrap().id)?;
            }
            "ends" => {
                self.w.at(hours(5));
                self.w.book.session(bookmaker).record_score(first, rest.parse().unwrap())?;
            }
            "corrected" => {
                let score = rest.trim_start_matches("to ").parse().unwrap();
                book.session(bookmaker).because("read again").correct_score(first, score)?;
            }
            "deposits" => book.system().confirm_deposit(alice, &amount, "bank", "a second")?,
            "asks" => {
                let amount = rest.trim_start_matches("for ");
                self.withdrawal = Some(book.session(alice).request_withdrawal(format!("{amount} EUR"))?);
            }
            "paid" => book.system().confirm_withdrawal(self.withdrawal.unwrap())?,
            "refused" => book.system().refuse_withdrawal(self.withdrawal.unwrap())?,
            "adjusted" => {
                let amount = format!("{} EUR", rest.trim_start_matches("by "));
                book.session(admin).because("goodwill").adjust_wallet(alice, amount)?;
            }
            "written" => {
                let amount = format!("{} EUR", rest.trim_start_matches("off "));
                book.session(admin).because("not worth a claim").write_off_debt(alice, amount)?;
            }
            other => panic!("nobody does {other}"),
        }
        Ok(())
    }

    fn house(&self, account: HouseAccount) -> i128 {
        let balances = self.w.book.house_balances().unwrap();
        balances.iter().find(|(id, _)| id.account == account).map_or(0, |(_, balance)| *balance)
    }

    /// The balances in the order of the page's columns, in cents.
    fn balances(&mut self) -> [i128; 7] {
        let wallet = self.w.book.session(self.w.alice).wallet("EUR").unwrap();
        let house = [
            HouseAccount::OpenStakes,
            HouseAccount::Revenue,
            HouseAccount::Cashier,
            HouseAccount::Adjustments,
        ];
        let [open_stakes, revenue, cashier, adjustments] = house.map(|account| self.house(account));
        let [cash, held, debt] = [wallet.cash, wallet.held, wallet.debt].map(|money| money.minor().into());
        [cash, held, debt, open_stakes, revenue, cashier, adjustments]
    }
}

/// `10.00` as cents.
fn cents(text: &str) -> i128 {
    format!("{text} EUR").parse::<Money>().unwrap_or_else(|error| panic!("{text}: {error}")).minor().into()
}

#[test]
fn the_ledger() {
    let (mut words, mut wrong) = (BTreeSet::new(), Vec::new());
    let head =
        "| what happens | cash | held | debt | open stakes | revenue | cashier | adjustments | because |";
    for row in table(head) {
        let mut books = Books::new();
        for step in row[0].split("; ") {
            books.take(step).unwrap_or_else(|error| panic!("{step} of {row:?}: {error}"));
            words.extend(step.split(' ').next());
        }
        let found = books.balances();
        let told: Vec<i128> = row[1..8].iter().map(|cell| cents(cell)).collect();
        if told != found {
            wrong.push(format!("{row:?}: {found:?}"));
        }
        // With Bob's hundred.
        assert_eq!(told.iter().sum::<i128>() + 10_000, 0, "{row:?} sums to zero");
        assert!(!row[8].is_empty(), "{row:?} says why");
        books.w.check();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let all = [
        "adjusted",
        "asks",
        "bet",
        "corrected",
        "deposits",
        "ends",
        "paid",
        "refused",
        "taken",
        "voided",
        "written",
    ];
    assert_eq!(words.into_iter().collect::<Vec<_>>(), all, "each kind of movement has its example");
}

#[test]
fn exposure() {
    let mut wrong = Vec::new();
    for row in
        table("| open bets | bets on home | stakes | returns | if home wins | if they draw | because |")
    {
        let mut books = Books::new();
        for step in row[0].split("; ") {
            books.take(step).unwrap_or_else(|error| panic!("{step} of {row:?}: {error}"));
        }
        let stands = books.w.book.liability(books.w.market.id).unwrap();
        let of = |selection: SelectionId| stands.iter().find(|line| line.selection == selection);
        let (home, draw) = (of(books.w.market.selections[0]), of(books.w.market.selections[1]));
        let minor = |total: Option<realdeal::money::Total>| total.map_or(0, realdeal::money::Total::minor);
        let found = [
            home.map_or(0, |line| line.bets.into()),
            minor(home.map(|line| line.stakes)),
            minor(home.map(|line| line.potential_return)),
            minor(home.map(|line| line.liability)),
            minor(draw.map(|line| line.liability)),
        ];
        let told = [row[1].parse().unwrap(), cents(row[2]), cents(row[3]), cents(row[4]), cents(row[5])];
        if told != found {
            wrong.push(format!("{row:?}: {found:?}"));
        }
        books.w.check();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A status as its row names it, brought about as it is in life.
fn put(w: &mut World, shown: &str) -> Vec<Status> {
    let (alice, admin, until) = (w.alice, w.admin, w.start.plus(hours(24)));
    let mut set = |status| {
        w.book.session(admin).because("as it is").change_status(alice, status).unwrap();
        vec![status]
    };
    match shown {
        "active" => vec![Status::Active],
        "cooling off" => {
            w.book.session(alice).exclude_self(Exclusion::CoolingOff, until).unwrap();
            vec![Status::CoolingOff { until }]
        }
        "self-excluded" => {
            w.book.session(alice).exclude_self(Exclusion::SelfExclusion, until).unwrap();
            vec![w.book.user(alice).unwrap().status]
        }
        "on a register" => set(Status::OnRegister),
        "suspended (under review)" => set(Status::Suspended),
        "blocked (fraud)" => set(Status::Blocked),
        "closed" => set(Status::Closed),
        other => panic!("nobody is {other}"),
    }
}

/// What Alice has before her status changes: a basket and, unless her account is to be closed, a bet and money.
fn before(w: &mut World, closed: bool) -> (Option<Bet>, BasketId) {
    let alice = w.alice;
    let basket = w.book.session(alice).create_basket().unwrap();
    if closed {
        let all = w.book.session(alice).request_withdrawal("100.00 EUR").unwrap();
        w.book.system().confirm_withdrawal(all).unwrap();
        return (None, basket);
    }
    (Some(w.alice_on_home()), basket)
}

/// What she can do then, cell by cell in the page's words.
fn allowed(w: &mut World, bet: Option<&Bet>, basket: BasketId) -> [&'static str; 6] {
    let (alice, admin, home) = (w.alice, w.admin, w.market.selections[0]);
    let word = |done: bool| if done { "yes" } else { "no" };
    let stake = word(w.place(alice, &[(home, "2.10")], "1.00 EUR").is_ok());
    let deposit = word(w.book.user(alice).unwrap().status.may_deposit());
    let withdraw = match (w.book.session(alice).request_withdrawal("1.00 EUR"), bet) {
        (Ok(_), _) => "yes",
        (Err(_), None) => "nothing is left",
        (Err(_), Some(_)) => {
            let mut office = w.book.session(admin).because("her own money");
            let by_admin = office.send(realdeal::command::RequestWithdrawal {
                user: alice,
                amount: Money::new(100, Currency::EUR),
            });
            if by_admin.is_ok() { "by an Admin only" } else { "held back" }
        }
    };
    let open_basket = w.book.basket(basket).unwrap().status == BasketStatus::Open;
    let staked = stake == "yes";
    let baskets = match (open_basket, w.book.session(alice).drop_basket(basket)) {
        (false, _) => "are dropped at once",
        (true, Ok(())) if staked => "stay",
        (true, Ok(())) => "stay, to be emptied or dropped",
        (true, Err(_)) => "are stuck",
    };
    // A bet that she could take back is gone; any other settles.
    let (mut cancel, mut settle) = ("no", "none is left");
    if let Some(bet) = bet {
        let returned = w.book.session(alice).cancel_bet(bet.id).is_ok();
        cancel = word(returned);
        w.finish(w.first, 1, 0);
        let as_it_should = if returned { "cancelled" } else { "won" };
        settle = if w.status(bet) == as_it_should { "settle" } else { "are stuck" };
    }
    [stake, deposit, withdraw, cancel, settle, baskets]
}

#[test]
fn statuses() {
    let (mut rows, mut wrong) = (0, Vec::new());
    for row in table("| status | stake | new deposit | withdraw | cancel | open bets | open baskets |") {
        // Only the first row names several; a word in brackets explains one.
        for shown in row[0].split(", ") {
            let mut w = world();
            let (bet, basket) = before(&mut w, shown == "closed");
            let status = put(&mut w, shown);
            assert_eq!(vec![w.book.user(w.alice).unwrap().status], status, "{shown}");
            let found = allowed(&mut w, bet.as_ref(), basket);
            if row[1..] != found {
                wrong.push(format!("{shown}: {found:?}, and the page says {:?}", &row[1..]));
            }
            w.check();
            rows += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(rows, 7, "each status has its row");
}
