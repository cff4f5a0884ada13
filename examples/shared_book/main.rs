//! A book for many threads: bettors place bets at once, a hook prints what became of them, and no cent is spent twice.

use std::error::Error;
use std::io::{self, Write};
use std::thread;
use std::time::Duration;

use realdeal::catalogue::{Fixture, MarketKind, Outcome, Score};
use realdeal::event::{Event, EventKind};
use realdeal::hook::Happened;
use realdeal::id::{SelectionId, UserId};
use realdeal::people::{Person, Role};
use realdeal::time::Timestamp;
use realdeal::{Book, OpenedMarket, SharedBook};

/// How many threads stake from each wallet.
const THREADS: usize = 4;

/// How often 100.00 EUR are enough for 7.00 EUR.
const AFFORDABLE: usize = 14;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout();
    let noon = Timestamp::utc(2024, 8, 16, 12, 0)?;
    let kick_off = noon.plus(Duration::from_hours(3));

    // A book is set up by one hand, and shared then.
    let mut book = Book::in_memory();
    book.set_now(noon);
    let bettors = ["Alice", "Bob", "Carol"];
    let bettors = bettors.map(|name| bettor(&mut book, name)).into_iter().collect::<Result<Vec<_>, _>>()?;
    let (bookmaker, market) = market(&mut book, kick_off)?;
    let book = SharedBook::new(book);

    // Called on a thread of its own: however long it takes to print, no bet waits for it.
    book.on([EventKind::BetPlaced, EventKind::BetSettled], |happened: &Happened<'_>| {
        let line = match happened.event {
            Event::BetPlaced { bet, stake, .. } => format!("placed {bet} for {stake}"),
            Event::BetSettled { bet, status, returned, .. } => format!("{status} {bet} returns {returned}"),
            _ => return,
        };
        // A hook can't fail a bet; what can't be printed is not.
        drop(writeln!(io::stdout(), "{:>4} {line}", happened.number));
    })?;

    let threads = bettors.iter().flat_map(|&bettor| [bettor; THREADS]);
    let callers: Vec<_> = threads
        .map(|bettor| {
            let (book, home_win) = (book.clone(), market.selections[0]);
            thread::spawn(move || bet_until_broke(&book, bettor, home_win))
        })
        .collect();
    let mut placed = 0;
    for caller in callers {
        placed += caller.join().map_err(|_| "a caller panicked")??;
    }
    book.set_now(kick_off.plus(Duration::from_hours(2)));
    let fixture = book.market(market.id)?.fixture;
    book.session(bookmaker).record_score(fixture, Score::full_time(2, 1))?;
    book.wait_for_hooks();

    for (number, &bettor) in bettors.iter().enumerate() {
        writeln!(out, "bettor {} has {}", number + 1, book.session(bettor).wallet("EUR")?.cash)?;
    }
    writeln!(out, "{placed} bets were placed by {} threads", bettors.len() * THREADS)?;
    if placed != bettors.len() * AFFORDABLE || !book.audit()?.is_clean() {
        return Err("money was lost, or spent twice".into());
    }
    writeln!(out, "the books balance")?;
    Ok(())
}

/// A bettor with 100.00 EUR.
fn bettor(book: &mut Book, name: &str) -> Result<UserId, realdeal::Error> {
    let bettor = book.visitor().register(Person::new(name, format!("{name}@example.org")))?;
    book.system().confirm_deposit(bettor, "100.00 EUR", "bank", &format!("payment of {name}"))?;
    Ok(bettor)
}

/// A market to bet on, and whose it is.
fn market(book: &mut Book, kick_off: Timestamp) -> Result<(UserId, OpenedMarket), realdeal::Error> {
    let admin = book.system().create_first_admin(Person::new("Ada", "ada@example.org"))?;
    let bookmaker = book.visitor().register(Person::new("Bo", "bo@example.org"))?;
    book.session(admin).change_role(bookmaker, Role::Bookmaker)?;
    let mut office = book.session(bookmaker);
    let league = office.create_competition("Premier League", "premier-league")?;
    let (home, away) = (office.create_team("Arsenal")?, office.create_team("Wolves")?);
    let fixture = office.schedule_fixture(league, Fixture::match_of(home, away), kick_off)?;
    let prices = [(Outcome::Home, "2.10"), (Outcome::Draw, "3.40"), (Outcome::Away, "3.60")];
    Ok((bookmaker, office.open_market(fixture, MarketKind::MatchResult, prices)?))
}

/// Stakes 7.00 EUR again and again, until there is not enough; gives how often there was.
fn bet_until_broke(
    book: &SharedBook,
    bettor: UserId,
    home_win: SelectionId,
) -> Result<usize, realdeal::Error> {
    let mut placed = 0;
    loop {
        let slip = book.slip().leg(home_win, "2.10").stake("7.00 EUR");
        match book.session(bettor).place_bet(slip) {
            Ok(_) => placed += 1,
            Err(refused) if refused.code() == "insufficient_funds" => return Ok(placed),
            Err(error) => return Err(error),
        }
    }
}
