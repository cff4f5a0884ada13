//! A day's business: something for every queue.

use std::time::Duration;

use realdeal::catalogue::{Fixture, MarketKind, Outcome, Score};
use realdeal::people::{Person, Role};
use realdeal::time::Timestamp;
use realdeal::{Book, Error};

/// When the day begins.
pub(crate) fn noon() -> Result<Timestamp, Error> {
    Ok(Timestamp::utc(2024, 8, 16, 12, 0)?)
}

pub(crate) fn business(book: &mut Book) -> Result<(), Error> {
    let admin = book.system().create_first_admin(Person::new("Ada", "ada@example.org"))?;
    let bookmaker = book.visitor().register(Person::new("Bo", "bo@example.org"))?;
    let alice = book.visitor().register(Person::new("Alice", "alice@example.org"))?;
    book.session(admin).change_role(bookmaker, Role::Bookmaker)?;
    book.system().confirm_deposit(alice, "100.00 EUR", "bank", "payment 1")?;

    let kick_off = noon()?.plus(Duration::from_hours(3));
    let mut office = book.session(bookmaker);
    let league = office.create_competition("Premier League", "premier-league")?;
    let (home, away) = (office.create_team("Arsenal")?, office.create_team("Wolves")?);
    let fixture = office.schedule_fixture(league, Fixture::match_of(home, away), kick_off)?;
    let prices = [(Outcome::Home, "2.10"), (Outcome::Draw, "3.40"), (Outcome::Away, "3.60")];
    let market = office.open_market(fixture, MarketKind::MatchResult, prices)?;
    let (win, draw) = (market.selections[0], market.selections[1]);

    let slip = book.slip().leg(win, "2.10").stake("10.00 EUR");
    book.session(alice).place_bet(slip)?;
    let basket = book.session(alice).create_basket()?;
    for (selection, odds) in [(win, "2.10"), (draw, "3.40")] {
        let slip = book.slip().leg(selection, odds).stake("5.00 EUR");
        book.session(alice).add_to_basket(basket, slip)?;
    }
    book.session(alice).check_out(basket)?;
    let slip = book.slip().leg(draw, "3.40").stake("1.00 EUR");
    let regretted = book.session(alice).place_bet(slip)?.id;
    book.session(alice).cancel_bet(regretted)?;
    book.session(bookmaker).change_prices(market.id, [(win, "2.05")])?;

    book.set_now(kick_off.plus(Duration::from_hours(2)));
    book.session(bookmaker).record_score(fixture, Score::full_time(2, 1))?;
    let asked = book.session(alice).request_withdrawal("50.00 EUR")?;
    book.system().confirm_withdrawal(asked)
}
